/** A file of the version under test; `path` is relative to that of the prompt, empty for the prompt itself. */
export interface BaselineFile {
  readonly path: string;
  readonly mode: string;
  readonly bytes: Buffer;
}

/** A version that is to prove itself before it gets all traffic. */
export interface BaselineRequest {
  readonly prompt: string;
  /** Label of the version. */
  readonly version: string;
  /** Path of the prompt in the repository: there it lies for the test, too. */
  readonly path: string;
  readonly files: readonly BaselineFile[];
  /** Program and arguments, with `{{prompt}}`, `{{version}}` and `{{path}}`. */
  readonly command: readonly string[];
  /** Time limit in seconds. */
  readonly timeout: number;
}

/** How a test ended. */
export interface BaselineOutcome {
  readonly passed: boolean;
  /** In words, behind "the test …": `passed`, `ended with exit code 1`, `was not over after 600 s`. */
  readonly outcome: string;
  /** The last lines of its output, untrusted. */
  readonly lines: readonly string[];
}

/** Runs a baseline test. A test that cannot be started has failed; nothing is thrown for it. */
export type RunBaseline = (request: BaselineRequest) => Promise<BaselineOutcome>;
