import type { IncomingMessage, ServerResponse } from 'node:http';

/** What goes back to the client. `body`: bytes as they are, anything else as JSON, `undefined` as nothing. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An answer that a handler throws: GitHub refuses. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer, message: string) {
    super(message);
    this.answer = answer;
  }
}

const DOCUMENTATION = 'https://docs.github.com/rest';

/** A refusal in GitHub's shape `{message, documentation_url, status}`. */
export function refusal(status: number, message: string, more: Record<string, unknown> = {}): Refusal {
  const body = { message, ...more, documentation_url: DOCUMENTATION, status: String(status) };
  return new Refusal({ status, body }, message);
}

export const notFound = (): Refusal => refusal(404, 'Not Found');

export interface FieldError {
  readonly resource: string;
  readonly code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'unprocessable' | 'custom';
  readonly field?: string;
  readonly message?: string;
  readonly value?: string;
}

/** 422 "Validation Failed", with what was wrong with which field. */
export function validationFailed(...errors: FieldError[]): Refusal {
  return refusal(422, 'Validation Failed', { errors });
}

/** The test did something that GitHub cannot be asked, or that the test double does not answer. */
export class ContractViolation extends Error {
  readonly status: 500 | 501;

  constructor(status: 500 | 501, message: string) {
    super(message);
    this.status = status;
  }
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The bytes of an answer's body. */
export function encodeBody(answer: Answer): Buffer {
  if (answer.body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(answer.body)) return answer.body;
  return Buffer.from(JSON.stringify(answer.body));
}

/** Sends an answer; returns the number of bytes of its body. */
export function send(response: ServerResponse, answer: Answer): number {
  const bytes = encodeBody(answer);
  const json = answer.body !== undefined && !Buffer.isBuffer(answer.body);
  response.writeHead(answer.status, {
    ...(json ? { 'content-type': 'application/json; charset=utf-8' } : {}),
    ...(answer.status === 204 ? {} : { 'content-length': String(bytes.length) }),
    ...answer.headers,
  });
  response.end(bytes);
  return bytes.length;
}
