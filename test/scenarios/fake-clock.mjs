/**
 * Preloaded (`node --import`) into a process, it moves that process's clock by the milliseconds in the file
 * FAKE_CLOCK. A timer of 5 seconds or more does not wait: its time is added to the file, for all who read it. Nor does
 * a pause between two requests to the forge, be it short.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

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

const realPause = timers.setTimeout;
timers.setTimeout = (delay, ...rest) => {
  if (delay < 500) return realPause(delay, ...rest);
  ahead += delay;
  writeFileSync(file, String(ahead));
  return Promise.resolve(rest[0]);
};
syncBuiltinESMExports();
