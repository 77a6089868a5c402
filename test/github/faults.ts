import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from './http.ts';
import { type LogEntry, matches, type RouteMatch } from './log.ts';

/** Something that goes wrong with one request. Without `answer` and `drop` the request is answered as usual. */
export interface Fault extends RouteMatch {
  /** Which of the matching requests from now on, counted from 1 (default: the next one). */
  readonly nth?: number;
  /** For how many matching requests from the nth on (default 1). */
  readonly times?: number;
  /** Given instead of the true answer; nothing is done. */
  readonly answer?: Answer;
  /** Closes the connection: before anything is done, or when all is done but not answered. */
  readonly drop?: 'request' | 'answer';
  /** Milliseconds until the request is looked at. */
  readonly latency?: number;
  /** Awaited before the request is looked at: to act in between, or to hold the request. */
  readonly before?: (entry: LogEntry) => unknown;
  /** Awaited when all is done but not yet answered. */
  readonly after?: (entry: LogEntry) => unknown;
}

/** Makes the first `parties` requests of a route wait until all of them have arrived. */
export interface Barrier extends RouteMatch {
  readonly parties: number;
}

/**
 * Sees every request twice: before it is looked at, and when all is done but not yet answered. It is awaited; `drop`
 * closes the connection.
 */
export type Watcher = (phase: 'before' | 'after', entry: LogEntry) => unknown;

/** Ready-made answers of `Fault`. */
export const answers = {
  secondaryRateLimit: (retryAfterSeconds: number): Answer => ({
    status: 403,
    headers: { 'retry-after': String(retryAfterSeconds) },
    body: {
      message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    },
  }),
  badGateway: { status: 502, body: { message: 'Server Error' } },
  unavailable: { status: 503, body: { message: 'Service Unavailable' } },
} as const;

interface Waiting {
  readonly barrier: Barrier;
  readonly met: PromiseWithResolvers<void>;
  arrived: number;
}

/** The faults and barriers that are laid, and what is left of them. */
export class Faults {
  readonly #faults: { fault: Fault; skip: number; left: number }[] = [];
  readonly #barriers: Waiting[] = [];
  readonly #closed = Promise.withResolvers<never>();
  readonly #watchers = new Set<Watcher>();

  constructor() {
    this.#closed.promise.catch(() => undefined);
  }

  add(fault: Fault): void {
    this.#faults.push({ fault, skip: (fault.nth ?? 1) - 1, left: fault.times ?? 1 });
  }

  /** From now on this one sees every request, until the function that it gives is called. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Called for each request, twice: whether its connection is to be dropped. */
  async seen(phase: 'before' | 'after', entry: LogEntry): Promise<'drop' | undefined> {
    const wishes = [...this.#watchers].map((watcher) => watcher(phase, entry));
    const said = await this.untilClosed(Promise.all(wishes));
    return said.includes('drop') ? 'drop' : undefined;
  }

  /** Resolves when all parties have arrived. */
  barrier(barrier: Barrier): Promise<void> {
    const met = Promise.withResolvers<void>();
    this.#barriers.push({ barrier, met, arrived: 0 });
    return met.promise;
  }

  /** The faults that have not struck (often enough): a test may assert that there are none. */
  pending(): Fault[] {
    return this.#faults.map(({ fault }) => fault);
  }

  clear(): void {
    this.#faults.length = 0;
  }

  /** Called for each request: waits where it must wait, and says what is wrong with this request. */
  async arrive(entry: LogEntry): Promise<Fault | undefined> {
    const fault = this.#take(entry);
    for (const waiting of this.#barriers) {
      if (waiting.arrived >= waiting.barrier.parties || !matches(entry, waiting.barrier)) continue;
      waiting.arrived += 1;
      if (waiting.arrived === waiting.barrier.parties) waiting.met.resolve();
      await this.untilClosed(waiting.met.promise);
    }
    if (fault?.latency !== undefined) await this.untilClosed(wait(fault.latency, undefined, { ref: false }));
    if (fault?.before !== undefined) await this.untilClosed(Promise.resolve(fault.before(entry)));
    return fault;
  }

  /** Rejects everything that waits. */
  close(): void {
    this.#closed.reject(new Error('The server was closed while a request was held.'));
  }

  untilClosed<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#closed.promise]);
  }

  #take(entry: LogEntry): Fault | undefined {
    for (const queued of this.#faults) {
      if (!matches(entry, queued.fault)) continue;
      if (queued.skip > 0) {
        queued.skip -= 1;
        continue;
      }
      queued.left -= 1;
      if (queued.left === 0) this.#faults.splice(this.#faults.indexOf(queued), 1);
      return queued.fault;
    }
    return undefined;
  }
}
