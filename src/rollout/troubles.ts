import type { RecoveryStatus } from '../evidence/recovery.ts';
import type { Verification } from '../live/state.ts';

export type Figures = Pick<
  Verification,
  'seen_at' | 'requests' | 'errors' | 'error_rate' | 'bad_requests' | 'ended' | 'metric'
>;

/** Why a rollback does not count as verified. `proven`: it is known to be so, rather than not known to be well. */
export interface Trouble {
  readonly proven: boolean;
  readonly text: string;
}

/** The bad version's traffic has ended when it has next to none in so many seconds. */
export const exposureWindow = 30;

/** The trouble of a source without an answer. */
export const silence: Trouble = {
  proven: false,
  text: 'the metrics source says nothing of the time since',
};

/** What keeps a rollback from counting as verified; empty when nothing does. `limit` is a fraction. */
export function troublesOf(
  status: RecoveryStatus,
  figures: Figures,
  limit: number,
  minRequests: number,
): Trouble[] {
  return [
    ...rateTroubles(status, figures, limit, minRequests),
    ...exposureTroubles(figures),
    ...metricTroubles(figures.metric),
  ];
}

function rateTroubles(
  status: RecoveryStatus,
  { requests, error_rate }: Figures,
  limit: number,
  minRequests: number,
): Trouble[] {
  if (status === 'recovered') return [];
  const counted = Math.round(requests);
  if (status === 'failing')
    return [
      {
        proven: true,
        text: `error rate ${percent(error_rate ?? 0)} over ${counted} requests, and the limit is ${percent(limit)}`,
      },
    ];
  return [
    {
      proven: false,
      text:
        requests < minRequests
          ? `too few requests to tell: ${counted} of ${minRequests}`
          : `too early to tell: ${counted} requests so far`,
    },
  ];
}

function exposureTroubles({ ended, bad_requests }: Figures): Trouble[] {
  if (ended === true) return [];
  if (ended === null)
    return [{ proven: false, text: 'whether the bad version still has traffic is not known' }];
  const text = `the bad version still has traffic: ${Math.ceil(bad_requests)} requests in the last ${exposureWindow} s`;
  return [{ proven: true, text }];
}

function metricTroubles(metric: Verification['metric']): Trouble[] {
  if (metric === null || metric.ok === true) return [];
  const { name, before, after, limit } = metric;
  const words = name === 'latency_p99' ? 'p99' : 'quality';
  if (metric.ok === null) return [{ proven: false, text: `the ${words} is not known` }];
  const shown = (value: number | null): string =>
    `${Number((value ?? 0).toPrecision(3))}${name === 'latency_p99' ? ' s' : ''}`;
  const change = name === 'latency_p99' ? `+${limit}` : `-${limit}`;
  const text = `${words} ${shown(after)}, and before the rollback ${shown(before)} (limit ${change} %)`;
  return [{ proven: true, text }];
}

function percent(fraction: number): string {
  return `${Number((100 * fraction).toPrecision(3))} %`;
}
