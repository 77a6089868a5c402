import { type Finding, finding } from './finding.ts';

/** How far the runner's clock is ahead of another's, in seconds; null where that shows none. */
export interface Skew {
  readonly of: string;
  readonly seconds: number | null;
}

const warnAbove = 30;
const problemAbove = 300;

/** Compares the runner's clock with those of the servers. */
export function clockFindings(skews: readonly Skew[]): Finding[] {
  return skews.map(({ of, seconds }) => {
    if (seconds === null)
      return finding(
        'clock',
        'unknown',
        `${of} shows no time.`,
        'See that the runner sets its clock by NTP.',
      );
    const size = Math.abs(seconds);
    const text = `The runner's clock is ${Math.round(size)} s ${seconds < 0 ? 'behind' : 'ahead of'} ${of}'s.`;
    if (size <= warnAbove) return finding('clock', 'ok', `The runner's clock agrees with ${of}'s.`);
    const cure =
      'Set the clock of the runner by NTP, or of the server where that is yours: looks would ask for the wrong times, and deadlines come early or late.';
    return finding('clock', size > problemAbove ? 'problem' : 'warning', text, cure);
  });
}
