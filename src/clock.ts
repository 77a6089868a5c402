/** Time, injected: tests script it. */
export interface Clock {
  now(): Date;
  sleep(seconds: number): Promise<void>;
}

/** Timers of Node that are longer end at once. */
const longest = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (seconds) => {
    for (let left = seconds * 1000; left > 0; left -= longest)
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, longest)));
  },
};
