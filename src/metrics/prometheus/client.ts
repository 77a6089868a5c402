import { messageOf } from '../../errors/fail.ts';
import { withoutForms } from '../../secret-forms.ts';
import type { SourceOptions } from '../port.ts';
import { type ServerClock, serverClock } from '../server-clock.ts';
import {
  type Answer,
  errorText,
  type Finding,
  matrixOf,
  refused,
  type Sample,
  type Series,
  vectorOf,
} from './answer.ts';
import { chunksOf, type Grid } from './grid.ts';
import { seriesName } from './series.ts';

/** The two calls of the Prometheus HTTP API. They never throw for what the source does. */
export interface PrometheusClient {
  instant(query: string, at: Date): Promise<Answer<readonly Sample[]>>;
  range(query: string, grid: Grid): Promise<Answer<readonly Series[]>>;
  /** The source's clock, as its answers show it. */
  readonly clock: ServerClock;
}

export interface ClientOptions {
  /** Base address; `/api/v1/…` is appended to its path. */
  readonly url: string;
  /** Seconds for one request, its body included. */
  readonly timeout: number;
  /** The header `authorization`; null for none. */
  readonly authorization: string | null;
  /** Texts that no report may show, should the source echo them. */
  readonly secrets: readonly string[];
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of each request that is sent. */
  readonly onRequest: () => void;
  /** Told of each request, in one line without credentials. */
  readonly trace?: SourceOptions['trace'];
}

/** Longer queries go by POST: proxies cut off addresses at 2,000 to 8,000 characters. */
const longestAddress = 1500;

/** A day of 30-second points of 500 series is about 35 MB. */
const maximumBytes = 64 * 1024 * 1024;

export function prometheusClient(options: ClientOptions): PrometheusClient {
  const clock = serverClock();
  return {
    clock,
    async instant(query, at) {
      const text = await call(options, clock, 'query', { query, time: (at.getTime() / 1000).toFixed(3) });
      const answer = text.value === null ? { ...text, value: null } : vectorOf(text.value);
      told(options, 'query', query, text.seconds, answer);
      return clean(answer, options);
    },
    async range(query, grid) {
      const found: Answer<readonly Series[]>[] = [];
      for (const { start, end, step } of chunksOf(grid)) {
        const parameters = { query, start: String(start), end: String(end), step: String(step) };
        const text = await call(options, clock, 'query_range', parameters);
        const answer = text.value === null ? { ...text, value: null } : matrixOf(text.value);
        told(options, 'query_range', query, text.seconds, answer);
        if (answer.value === null) return clean(answer, options);
        found.push(answer);
      }
      const value = joined(found.flatMap((answer) => answer.value ?? []));
      return clean({ value, findings: found.flatMap(({ findings }) => findings) }, options);
    },
  };
}

/** One series for each label set, out of the chunks of a long history, which come in order. */
function joined(chunks: readonly Series[]): Series[] {
  const found = new Map<string, Series>();
  for (const part of chunks) {
    const name = seriesName(part.labels);
    const before = found.get(name);
    found.set(name, before === undefined ? part : append(before, part));
  }
  return [...found.values()];
}

function append({ labels, times, values }: Series, next: Series): Series {
  return {
    labels,
    times: Float64Array.from([...times, ...next.times]),
    values: Float64Array.from([...values, ...next.values]),
  };
}

/** One line: where, how long, how much came back, and the query. The configured address has no credentials in it. */
function told(
  { trace, url, secrets }: ClientOptions,
  endpoint: string,
  query: string,
  seconds: number,
  { value, findings }: Answer<readonly unknown[]>,
): void {
  if (trace === undefined) return;
  const { origin, pathname } = new URL(url);
  const found =
    value === null ? `failed (${findings.map(({ code }) => code).join(', ')})` : `${value.length} series`;
  const line = `${origin}${pathname.replace(/\/+$/, '')}/api/v1/${endpoint}: ${found} in ${Math.round(seconds * 1000)} ms: ${query}`;
  trace(secrets.reduce((text, secret) => text.replaceAll(secret, '***'), line));
}

/** An answer as text, and the seconds that it took. */
async function call(
  options: ClientOptions,
  clock: ServerClock,
  endpoint: string,
  parameters: Record<string, string>,
): Promise<Answer<string> & { readonly seconds: number }> {
  const began = performance.now();
  const answer = await request(options, clock, endpoint, parameters);
  return { ...answer, seconds: (performance.now() - began) / 1000 };
}

async function request(
  options: ClientOptions,
  clock: ServerClock,
  endpoint: string,
  parameters: Record<string, string>,
): Promise<Answer<string>> {
  const form = new URLSearchParams({ ...parameters, timeout: `${Math.ceil(options.timeout * 1000)}ms` });
  const address = new URL(options.url);
  address.pathname = `${address.pathname.replace(/\/+$/, '')}/api/v1/${endpoint}`;
  const long = form.toString().length > longestAddress;
  if (!long) for (const [name, value] of form) address.searchParams.set(name, value);
  const headers = new Headers({ accept: 'application/json' });
  if (options.authorization !== null) headers.set('authorization', options.authorization);
  const init: RequestInit = {
    headers,
    // Never followed: a redirect would carry the credentials, and the answer, to where nobody configured it.
    redirect: 'manual',
    signal: AbortSignal.timeout(Math.ceil(options.timeout * 1000)),
    ...(long ? { method: 'POST', body: form } : {}),
  };
  let response: Response;
  let text: string | null;
  const before = options.now();
  options.onRequest();
  try {
    response = await options.fetch(address, init);
    clock.note(response.headers, before, options.now());
    text = await bodyOf(response);
  } catch (error) {
    return refused('source-down', reasonOf(error, options.timeout));
  }
  return judge(response, text);
}

/** The body as text; null when it is too large. */
async function bodyOf(response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function judge(response: Response, text: string | null): Answer<string> {
  const { status } = response;
  if (text === null)
    return refused(
      'invalid-data',
      `the answer has more than ${maximumBytes / 1024 / 1024} MB; use fewer labels or a recording rule`,
    );
  if (response.ok) return { value: text, findings: [] };
  const said = errorText(text);
  const detail = `HTTP ${status}${said === null ? '' : `: ${said}`}`;
  if (status >= 500) return refused('source-down', detail);
  if (status < 300 || status >= 400) return refused('source-refused', detail);
  return refused(
    'source-refused',
    `${detail}: it redirects${target(response)}, which is not followed; correct metrics.url`,
  );
}

/** Where a redirect leads: the origin only, since the rest may hold a session. */
function target(response: Response): string {
  const location = response.headers.get('location') ?? '';
  return URL.canParse(location, response.url) ? ` to ${new URL(location, response.url).origin}` : '';
}

function reasonOf(error: unknown, timeout: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeout} s`;
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error ? `${messageOf(error)}: ${codeOf(cause)}` : messageOf(error);
}

/** The code of a network error (`ECONNREFUSED`); its message is empty when several addresses were tried. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

/** Texts of the source, fit for a report: on one line, cut, and without our credentials. */
function clean<T>(answer: Answer<T>, { secrets }: ClientOptions): Answer<T> {
  const tidy = (finding: Finding): Finding => {
    const line = withoutForms(finding.detail, secrets)
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
      .trim();
    return { ...finding, detail: line.length > 200 ? `${line.slice(0, 199)}…` : line };
  };
  return { ...answer, findings: answer.findings.map(tidy) };
}
