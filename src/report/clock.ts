import { duration } from './format.ts';

/** Clocks that differ from that of this run, in seconds that they are ahead; 0 for those that do not. */
export interface Clocks {
  readonly metricsClock: number;
  readonly liveClock: number;
}

/** Warns of clocks that differ, since deadlines and the age of data hang on them; null when none does. */
export function clockWarning({ metricsClock, liveClock }: Clocks): string | null {
  const side = metricsClock > 0 ? 'behind' : 'ahead of';
  const found = [
    metricsClock === 0 ? '' : `it is ${duration(Math.abs(metricsClock))} ${side} that of the metrics server`,
    liveClock === 0
      ? ''
      : `the newest event on the live branch is of a time that comes in ${duration(liveClock)} only`,
  ].filter((text) => text !== '');
  if (found.length === 0) return null;
  return (
    `clock: the clock of this runner differs from others: ${found.join(', and ')}. ` +
    'Bake times and deadlines are counted from what is written; correct the clock (NTP) of the machine that is wrong.'
  );
}
