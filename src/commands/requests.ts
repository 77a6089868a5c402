import * as z from 'zod';
import type { Requests } from '../result.ts';

/** What the headers of the forge's answers say of a budget of requests. */
const headersSchema = z.object({
  'x-ratelimit-limit': z.coerce.number().int().positive(),
  'x-ratelimit-remaining': z.coerce.number().int().nonnegative(),
  'x-ratelimit-reset': z.coerce.number().int().nonnegative(),
  'x-ratelimit-resource': z.string().default('core'),
});

type Budget = NonNullable<Requests['budget']>;

/** Counts what a run asks of others, and keeps what they say of themselves. */
export class Tally {
  #forge = 0;
  #metrics = 0;
  readonly #budgets = new Map<string, Budget>();
  #metricsClock = 0;
  /** Seconds that the newest event of the live branch is ahead of this clock; 0 when it is not. */
  liveClock = 0;

  readonly forgeRequest = (): void => {
    this.#forge += 1;
  };

  readonly metricsRequest = (): void => {
    this.#metrics += 1;
  };

  /** The greatest difference of the run counts: a clock that was set right meanwhile was wrong before. */
  readonly metricsAhead = (seconds: number): void => {
    if (Math.abs(seconds) > Math.abs(this.#metricsClock)) this.#metricsClock = seconds;
  };

  /** Seconds that the clock of the metrics server is ahead of this one; 0 within the tolerance. */
  get metricsClock(): number {
    return this.#metricsClock;
  }

  /** Headers without a budget, such as those of a server that sets no limits, say nothing. */
  readonly forgeAnswer = (headers: Readonly<Record<string, unknown>>): void => {
    const { data } = headersSchema.safeParse(headers);
    if (data === undefined) return;
    this.#budgets.set(data['x-ratelimit-resource'], {
      limit: data['x-ratelimit-limit'],
      remaining: data['x-ratelimit-remaining'],
      resets_at: new Date(data['x-ratelimit-reset'] * 1000).toISOString(),
    });
  };

  /** The counts so far, with the budget of which the least part is left. */
  report(): Requests {
    const [budget = null] = [...this.#budgets.values()].sort((one, other) => part(one) - part(other));
    return { forge: this.#forge, metrics: this.#metrics, budget };
  }
}

function part({ remaining, limit }: Budget): number {
  return remaining / limit;
}
