import type { Log } from '../../src/host/port.ts';

/** A log that says every line to one listener; waits and progress between looks are nobody's. */
export function sayingLog(say: (line: string) => void = () => {}): Log {
  return {
    ...{ info: say, progress: say, detail: say, tick: say, warn: say, error: say },
    waiting: () => {},
    debug: () => {},
  };
}
