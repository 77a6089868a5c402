export interface PostRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Seconds for the request, its answer included. */
  readonly timeout: number;
  readonly fetch: typeof fetch;
  /** Whether the body of the answer is wanted. */
  readonly reads: boolean;
}

/** What came back. No text of it holds anything of the request. */
export type Answer =
  | {
      readonly status: number;
      /** The header `retry-after` as it came. */
      readonly retryAfter: string | null;
      /** Null when it was not wanted, is over 64 KB, or broke off. */
      readonly body: string | null;
    }
  | {
      /** No answer: the request may have been done all the same. */
      readonly status: null;
      readonly reason: string;
    };

const mostBytes = 64 * 1024;

/**
 * Sends one POST request, and never a second one: a redirect, which would carry secrets to where nobody
 * configured it, is an answer like any other. Throws nothing for what the receiver or the network does.
 */
export async function post(request: PostRequest): Promise<Answer> {
  const { url, headers, body, timeout, reads } = request;
  let response: Response;
  try {
    response = await request.fetch(url, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(Math.ceil(timeout * 1000)),
    });
  } catch (error) {
    return { status: null, reason: reasonOf(error, timeout) };
  }
  const { status } = response;
  return { status, retryAfter: response.headers.get('retry-after'), body: await bodyOf(response, reads) };
}

/** A status that is no success, in words. */
export function statusText(status: number): string {
  return status >= 300 && status < 400 ? `HTTP ${status}: redirects are not followed` : `HTTP ${status}`;
}

async function bodyOf(response: Response, wanted: boolean): Promise<string | null> {
  try {
    if (!wanted) {
      await response.body?.cancel();
      return null;
    }
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) return null;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch {
    // The status has come, which is what counts; that the text broke off is what null says.
    return null;
  }
}

/** The message of a network error may hold the address, whose path may be a secret: its code does not. */
function reasonOf(error: unknown, timeout: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeout} s`;
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'it cannot be reached';
}
