import { duration } from '../report/format.ts';

/** Where a terminal's lines go: standard error, or a stand-in for it. */
export interface Stream {
  readonly isTTY?: boolean;
  /** Characters in a row of a terminal. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** Lines of a run: those that stay, and those that tell what goes on meanwhile. */
export interface LineWriter {
  line(text: string): void;
  /** A look: a plain line, or the live line of a terminal, where the next look takes its place. */
  progress(text: string): void;
  /** What goes on meanwhile: the live line of a terminal, elsewhere one line a minute at most. */
  tick(text: string): void;
  /**
   * A pause of so many seconds, and what for. A terminal counts down behind its live line; elsewhere a line a minute
   * tells what is left. The next line of any kind ends it, and it keeps no process alive.
   */
  waiting(text: string, seconds: number): void;
  /** Ends what `waiting` began, for a line that somebody else writes. */
  pause(): void;
}

/** Milliseconds between two lines that tell that it still goes on, where lines stay. */
const quiet = 60_000;

/** Lines on a terminal, or plain ones in a file, a pipe or the log of a workflow. `now` is ms since 1970. */
export function lineWriter(stream: Stream, now: () => number = Date.now): LineWriter {
  const live = stream.isTTY === true;
  // The live line as it stands, and whether it is worth keeping when another comes.
  let shown = '';
  let keeps = false;
  let ticked = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;

  const stop = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  const replace = (text: string, end = ''): void => {
    const room = (stream.columns ?? Number.POSITIVE_INFINITY) - 1 - end.length;
    const cut = text.length > room ? `${text.slice(0, Math.max(0, room - 1))}…` : text;
    stream.write(`\r\u001b[2K${cut}${end}`);
    shown = text;
  };
  const line = (text: string): void => {
    stop();
    if (shown !== '' && keeps) replace(shown);
    stream.write(`${shown === '' ? '' : keeps ? '\n' : '\r\u001b[2K'}${text}\n`);
    shown = '';
  };
  const update = (text: string, kept: boolean): void => {
    stop();
    replace(text);
    keeps = kept;
  };
  return {
    line,
    pause: stop,
    progress: (text) => (live ? update(text, true) : line(text)),
    tick: (text) => {
      if (live) return update(text, false);
      stop();
      if (now() - ticked < quiet) return;
      ticked = now();
      line(text);
    },
    waiting: (text, seconds) => {
      stop();
      const end = now() + seconds * 1000;
      const left = (): string => duration(Math.max(0, end - now()) / 1000);
      if (live && shown === '') update(text, false);
      const tell = (): void => {
        if (live) replace(shown, `  (next look in ${left()})`);
        else stream.write(`${text}; next look in ${left()}\n`);
      };
      if (live) tell();
      timer = setInterval(tell, live ? 1000 : quiet);
      timer.unref();
    },
  };
}
