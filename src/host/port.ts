import type { Inputs } from '../inputs.ts';
import type { RunResult } from '../result.ts';
import type { EventSource } from './event-file.ts';

/** A place in a file of the repository; line and column count from 1. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where lines for people go. Text may be untrusted: a host makes it harmless for its own medium. */
export interface Log {
  info(line: string): void;
  /** A line of its own for each look; on a terminal the next one takes its place. `group` names those that belong together. */
  progress(line: string, group?: string): void;
  /** A line that belongs to the look before it. */
  detail(line: string): void;
  /** What goes on meanwhile: on a terminal the next line takes its place, elsewhere one a minute is shown. */
  tick(line: string): void;
  /** What a pause of so many seconds is for: a countdown on a terminal, elsewhere a line a minute. The next line ends it. */
  waiting(text: string, seconds: number): void;
  warn(line: string): void;
  /** `at` is the place that the error is about: a workflow shows the line there. */
  error(line: string, at?: FilePlace): void;
  /** Only shown with `verbose`. */
  debug(line: string): void;
}

/** What the surroundings say about this run; all of it may be absent on a command line. */
export interface Facts {
  readonly repository: string | null;
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** Login of the person who started the run; null when a schedule or push did, or on a command line. */
  readonly actor: string | null;
  readonly runUrl: string | null;
  readonly workflowRef: string | null;
  readonly refName: string | null;
  /** Full name of the fork whose event started the run; null for events of the repository itself. */
  readonly fork: string | null;
  /** The event that started the run, to be read by `readEvent`; null on a command line. */
  readonly event: EventSource | null;
  /** Folder for temporary files, and the folder that relative paths start from. */
  readonly tempFolder: string;
  readonly workspace: string;
}

/** The program's surroundings: a step of a workflow, or a terminal. */
export interface Host {
  readonly facts: Facts;
  readonly log: Log;
  /** Reads the inputs. Throws the catalogue error of what cannot be used. */
  readInputs(): Inputs;
  /** Whether lines of output shall be JSON. */
  readonly json: boolean;
  /** A line of output, for programs that read it; the log is for people. */
  print(line: string): void;
  /** Reports the result: outputs and summary, or JSON. The exit code is the caller's to set. */
  finish(result: RunResult, summary: string): Promise<void>;
}
