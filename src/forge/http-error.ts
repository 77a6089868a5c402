import * as z from 'zod';

/** What an HTTP answer, or its absence, says about a request that did not succeed. */
export interface Refusal {
  /** HTTP status; null when no whole answer came, so that a write may have been done. */
  readonly status: number | null;
  /** What the server says, in one line. May hold anything: scrub it before it is shown. */
  readonly message: string;
  /** What is wrong with which field of the request (422). */
  readonly fields: readonly { readonly field: string; readonly code: string }[];
  readonly headers: Readonly<Record<string, string>>;
  /** Method and address, for the log. */
  readonly request: string;
}

/** A success whose body is not JSON: the connection broke within the answer, and Octokit says nothing of it. */
export class CutAnswer extends Error {
  override readonly name = 'CutAnswer';
}

const fieldError = z.looseObject({
  field: z.string().catch(''),
  code: z.string().catch(''),
  message: z.string().optional().catch(undefined),
});

const answerBody = z.looseObject({
  message: z.string(),
  errors: z
    .array(z.union([z.string().transform((message) => ({ field: '', code: '', message })), fieldError]))
    .catch([]),
});

const httpError = z.object({
  name: z.literal('HttpError'),
  message: z.string(),
  status: z.number(),
  request: z.object({ method: z.string(), url: z.string() }),
  response: z
    .object({ headers: z.record(z.string(), z.coerce.string().catch('')), data: z.unknown() })
    .optional(),
});

const graphqlError = z.object({
  name: z.literal('GraphqlResponseError'),
  headers: z.record(z.string(), z.coerce.string().catch('')).catch({}),
  errors: z.array(z.object({ type: z.string().catch(''), message: z.string() })).min(1),
});

/** The status with which REST answers what GraphQL has types for; any other is a fault of the server. */
const statusOf: Readonly<Record<string, number>> = {
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  STALE_DATA: 409,
  UNPROCESSABLE: 422,
  RATE_LIMITED: 429,
};

function readGraphql(error: unknown): Refusal | null {
  const parsed = graphqlError.safeParse(error);
  if (!parsed.success) return null;
  const { errors, headers } = parsed.data;
  const [status = 500] = errors.flatMap(({ type }) => statusOf[type] ?? []);
  const message = line(errors.map((each) => each.message).join('; '));
  return { status, message, fields: [], headers, request: 'POST /graphql' };
}

/** Reads an error of Octokit, of REST or GraphQL; null when it is something else, which is a defect and stays what it is. */
export function readRefusal(error: unknown): Refusal | null {
  if (error instanceof CutAnswer)
    return { status: null, message: line(error.message), fields: [], headers: {}, request: '' };
  const parsed = httpError.safeParse(error);
  if (!parsed.success) return readGraphql(error);
  const { request, response, status, message } = parsed.data;
  const common = { request: `${request.method} ${request.url}` };
  if (response === undefined)
    return { ...common, status: null, message: line(message), fields: [], headers: {} };
  const { headers } = response;
  const body = answerBody.safeParse(response.data);
  // A proxy answers with a page; nothing of that helps.
  if (!body.success) return { ...common, status, message: `HTTP ${status}`, fields: [], headers };
  return { ...common, status, message: spell(body.data), fields: body.data.errors, headers };
}

/** True when a request that writes may have been done although it failed: look before it is repeated. */
export function mayHaveHappened(refusal: Refusal): boolean {
  return refusal.status === null || refusal.status >= 500;
}

function spell({ message, errors }: z.output<typeof answerBody>): string {
  const details = errors.map((entry) => entry.message ?? `${entry.field} ${entry.code}`.trim());
  return line([message, ...details.filter((detail) => detail !== '' && detail !== message)].join('; '));
}

function line(text: string): string {
  const flat = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  return flat.length <= 300 ? flat : `${flat.slice(0, 299)}…`;
}
