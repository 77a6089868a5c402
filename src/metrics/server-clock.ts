/** Seconds that two clocks may differ before anyone is told: less is the time that an answer takes. */
export const clockTolerance = 30;

/** What is known of a server's clock, in seconds that it is ahead of this one; negative: it is behind. */
export interface ServerClock {
  /** 0 while nothing is known, and for what is within the tolerance. */
  readonly ahead: number;
  /** Takes note of an answer; `before` and `after` (milliseconds since 1970) are when it was asked for and came. */
  note(headers: Headers, before: number, after: number): void;
}

/** Reads a server's clock off the `Date` of its answers. */
export function serverClock(): ServerClock {
  let ahead = 0;
  return {
    get ahead() {
      return ahead;
    },
    note(headers, before, after) {
      const date = Date.parse(headers.get('date') ?? '');
      // What a cache answers bears the date at which it was put there.
      if (Number.isNaN(date) || Number(headers.get('age') ?? 0) > 0) return;
      // The date is cut to seconds, and was written at some time between the two.
      const [least, most] = [date - after, date + 1000 - before];
      const milliseconds = least > 0 ? least : Math.min(most, 0);
      ahead = Math.abs(milliseconds) > clockTolerance * 1000 ? Math.round(milliseconds / 1000) : 0;
    },
  };
}

/** The difference in words: `this runner's clock is 95 s behind that of the metrics server`. */
export function differenceText(ahead: number): string {
  const side = ahead > 0 ? 'behind' : 'ahead of';
  return `this runner's clock is ${Math.abs(ahead)} s ${side} that of the metrics server`;
}
