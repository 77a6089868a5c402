/**
 * Preloaded (`node --import`) into a process, it moves that process's clock by the milliseconds in the file
 * FAKE_CLOCK. A timer of 5 seconds or more does not wait: its time is added to the file, for all who read it.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.env.FAKE_CLOCK;
const RealDate = Date;
const realTimeout = setTimeout;
let ahead = Number(readFileSync(file, 'utf8'));

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [RealDate.now() + ahead] : parts));
  }
  static now() {
    return RealDate.now() + ahead;
  }
};

globalThis.setTimeout = (callback, delay = 0, ...rest) => {
  if (delay < 5_000) return realTimeout(callback, delay, ...rest);
  return realTimeout(() => {
    ahead += delay;
    writeFileSync(file, String(ahead));
    callback(...rest);
  }, 0);
};
