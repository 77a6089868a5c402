import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A raw series as scrapes left it: `stale` is the marker that Prometheus writes when a series ends. */
export interface ScriptedSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly (readonly [time: number, value: number | 'stale'])[];
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly authorization: string | null;
}

/** Answers instead of the API; it may leave the response open. */
export type Fault = (response: ServerResponse, request: SeenRequest) => void;

/** The body of a successful answer, before it is sent. */
export type Success = { status: 'success'; data: unknown } & Record<string, unknown>;

export interface FakePrometheus {
  readonly url: string;
  readonly requests: SeenRequest[];
  series: ScriptedSeries[];
  /** Results of expressions that it does not evaluate, by query. */
  readonly results: Map<string, readonly { metric: Record<string, string>; value: string }[]>;
  fault: Fault | null;
  /** Its clock, which its answers bear; the machine's unless set. */
  now: () => Date;
  /** Changes a successful answer (warnings, another form). */
  change: (body: Success) => unknown;
  close(): Promise<void>;
}

const lookback = 300;
const maximumPoints = 11_000;

/**
 * Prometheus' HTTP API over scripted series: selectors, `last_over_time` of one, the time of the newest sample
 * (`max(timestamp(…))`, also of `max_over_time(timestamp(…)[…])`), and what `results` holds.
 */
export async function startFakePrometheus(series: ScriptedSeries[] = []): Promise<FakePrometheus> {
  const fake: FakePrometheus = {
    url: '',
    requests: [],
    series,
    results: new Map(),
    fault: null,
    now: () => new Date(),
    change: (body) => body,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  const server = createServer((request, response) => {
    void answer(fake, request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return Object.assign(fake, { url: `http://127.0.0.1:${port}` });
}

async function answer(
  fake: FakePrometheus,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const address = new URL(request.url ?? '/', 'http://fake');
  const form = new URLSearchParams(request.method === 'POST' ? await text(request) : '');
  const seen: SeenRequest = {
    method: request.method ?? '',
    path: address.pathname,
    parameters: Object.fromEntries([...address.searchParams, ...form]),
    authorization: request.headers.authorization ?? null,
  };
  fake.requests.push(seen);
  response.setHeader('date', fake.now().toUTCString());
  if (fake.fault !== null) return fake.fault(response, seen);
  const send = (status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  try {
    const data = seen.path.endsWith('/api/v1/query') ? instant(fake, seen) : range(fake, seen);
    send(200, fake.change({ status: 'success', data }));
  } catch (error) {
    send(400, { status: 'error', errorType: 'bad_data', error: String(error) });
  }
}

function instant(fake: FakePrometheus, { parameters }: SeenRequest): unknown {
  const { query = '', time = '' } = parameters;
  const at = Number(time);
  const scripted = fake.results.get(query);
  if (scripted !== undefined)
    return {
      resultType: 'vector',
      result: scripted.map(({ metric, value }) => ({ metric, value: [at, value] })),
    };
  const newest = /^max\((.*timestamp\(.*)\)$/s.exec(query)?.[1];
  if (newest === undefined) {
    const found = matching(fake, query).flatMap((each) => {
      const sample = sampleAt(each, at);
      return sample === null ? [] : [{ metric: each.labels, value: [at, print(sample[1])] }];
    });
    return { resultType: 'vector', result: found };
  }
  const parts = [...newest.matchAll(/timestamp\(((?:[^()"]|"(?:[^"\\]|\\.)*")*)\)(\[10m:1s\])?/g)];
  const times = parts.flatMap(([, selector = '', subquery]) => {
    const moments = subquery === undefined ? [at] : subqueryTimes(at);
    return matching(fake, selector).flatMap((each) =>
      moments.flatMap((time) => sampleAt(each, time)?.[0] ?? []),
    );
  });
  const result = times.length === 0 ? [] : [{ metric: {}, value: [at, print(Math.max(...times))] }];
  return { resultType: 'vector', result };
}

/** The times of `[10m:1s]`: whole seconds. */
function subqueryTimes(at: number): number[] {
  return Array.from({ length: 600 }, (_, index) => Math.floor(at) - index);
}

function range(fake: FakePrometheus, { parameters }: SeenRequest): unknown {
  const { query = '', start, end, step } = parameters;
  const [from, to, by] = [Number(start), Number(end), Number(step)];
  if ((to - from) / by > maximumPoints) throw new Error('exceeded maximum resolution of 11,000 points');
  const [, inner, seconds] = /^last_over_time\((.*)\[(\d+)s\]\)$/s.exec(query) ?? [];
  const result = matching(fake, inner ?? query).flatMap((each) => {
    const values: [number, string][] = [];
    for (let at = from; at <= to; at += by) {
      const sample = inner === undefined ? sampleAt(each, at) : lastSample(each, at, Number(seconds));
      if (sample !== null) values.push([at, print(sample[1])]);
    }
    return values.length === 0 ? [] : [{ metric: each.labels, values }];
  });
  return { resultType: 'matrix', result };
}

/** The newest sample at a time: none when it is a stale marker, or older than the lookback. */
function sampleAt({ samples }: ScriptedSeries, at: number): readonly [number, number] | null {
  const sample = samples.findLast(([time]) => time <= at);
  if (sample === undefined || sample[1] === 'stale' || sample[0] <= at - lookback) return null;
  return [sample[0], sample[1]];
}

/** The newest sample of a range that is no stale marker: ranges do not see those. */
function lastSample(
  { samples }: ScriptedSeries,
  at: number,
  seconds: number,
): readonly [number, number] | null {
  const found = samples.findLast(([time, value]) => time <= at && time > at - seconds && value !== 'stale');
  return found === undefined || found[1] === 'stale' ? null : [found[0], found[1]];
}

function print(value: number): string {
  if (Number.isFinite(value) || Number.isNaN(value)) return String(value);
  return value > 0 ? '+Inf' : '-Inf';
}

const matcher = /\s*([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*")\s*(?:,|$)/y;

function matching(fake: FakePrometheus, selector: string): ScriptedSeries[] {
  const [, name, inside] = /^([a-zA-Z_:][\w:]*)?\{(.*)\}$/s.exec(selector.trim()) ?? [];
  if (inside === undefined) throw new Error(`not a selector that the fake knows: ${selector}`);
  const tests = name === undefined ? [] : [{ label: '__name__', operator: '=', value: name }];
  matcher.lastIndex = 0;
  for (let at = 0; at < inside.length; at = matcher.lastIndex) {
    const [, label = '', operator = '', quoted = '""'] = matcher.exec(inside) ?? [];
    if (label === '') throw new Error(`bad matcher in ${selector}`);
    tests.push({ label, operator, value: JSON.parse(quoted) });
  }
  return fake.series.filter(({ labels }) =>
    tests.every(({ label, operator, value }) => {
      const own = labels[label] ?? '';
      if (operator === '=') return own === value;
      if (operator === '!=') return own !== value;
      return new RegExp(`^(?:${value})$`).test(own) === (operator === '=~');
    }),
  );
}
