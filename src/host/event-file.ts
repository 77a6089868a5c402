import { readFileSync, statSync } from 'node:fs';
import { fail, messageOf } from '../errors/fail.ts';

/** The event that started a run: GITHUB_EVENT_NAME, and GITHUB_EVENT_PATH (empty when it is not set). */
export interface EventSource {
  readonly name: string;
  readonly path: string;
}

/** GitHub delivers no payload that is larger. */
const mostBytes = 25 * 1024 * 1024;

/** Reads the payload of an event as JSON of any kind. Throws `event-damaged`. */
export function readPayload({ name, path }: EventSource): unknown {
  try {
    const { size } = statSync(path);
    if (size > mostBytes) throw damaged(name, `it has ${size} bytes, which GitHub never delivers`);
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    // What JSON.parse says quotes the payload, which is the text of strangers.
    if (error instanceof SyntaxError) throw damaged(name, 'it is not JSON', error);
    if (error instanceof Error && 'syscall' in error) throw damaged(name, messageOf(error), error);
    throw error;
  }
}

/** The failure for an event whose payload is not what GitHub sends. `detail` must not repeat the payload. */
export function damaged(event: string, detail: string, cause?: unknown): Error {
  return fail('event-damaged', { event, detail }, cause);
}
