/** Time, injected: tests script it. */
export interface Clock {
  now(): Date;
  sleep(seconds: number): Promise<void>;
}

/** What comes within so many seconds of real time; null when it does not. What is late goes on, unheard. */
export async function within<T>(seconds: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
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
