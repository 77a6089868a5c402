import type { ChildProcess } from 'node:child_process';
import type { LogEntry } from '../github/index.ts';
import { LIVE } from '../scenarios/world.ts';

/** Before an effect is done, or when it is done and nobody was told so yet. */
export type Phase = 'before' | 'after';

/** One observable effect of a run: what it is, and the how manieth of these. */
export interface Effect {
  readonly name: string;
  readonly nth: number;
}

export interface KillPoint extends Effect {
  readonly phase: Phase;
}

export const nameOf = ({ name, nth }: Effect): string => (nth === 1 ? name : `${name} (${nth})`);

/** What a request of GitHub's changes, in words; null when it only reads. */
export function effectOf({ method, route, moves }: LogEntry): string | null {
  if (moves.length > 0) return `push ${moves.map(placeOf).join(' ')}`;
  const reading = method === 'GET' || method === 'HEAD' || route.startsWith('/{owner}/{repo}.git/');
  return reading ? null : `${method} ${route.replace('/repos/{owner}/{repo}/', '')}`;
}

/** The names of tags and branches differ by version and incident; what they are for does not. */
function placeOf(ref: string): string {
  if (ref === `refs/heads/${LIVE}`) return 'live';
  return ref.startsWith('refs/tags/') ? 'tag' : ref.replace(/^refs\/heads\/(prompt-rollout\/\w+)\/.*$/, '$1');
}

/** Sees the effects of runs, notes them, and kills the run that comes to a certain one. */
export class EffectWatch {
  #noted: Effect[] = [];
  #counts = new Map<string, number>();
  #point: KillPoint | null = null;
  #child: ChildProcess | null = null;
  #killed = false;

  /** What was seen since the last call, in the order of arrival. */
  take(): Effect[] {
    const noted = this.#noted;
    this.#noted = [];
    this.#counts.clear();
    return noted;
  }

  /** The run to be watched, as `onSpawn` gives it. It leads a group of its own. */
  readonly follow = (child: ChildProcess): void => {
    this.#child = child;
  };

  /** Kills the run that comes to this point; null: none any more. */
  killAt(point: KillPoint | null): void {
    this.take();
    this.#point = point;
    this.#killed = false;
  }

  /** Whether a run has come to the last point, and was killed. */
  get killed(): boolean {
    return this.#killed;
  }

  /** To be called when an effect arrives; returns what its own end must be told. */
  before(name: string): { readonly effect: Effect; readonly drop: boolean } {
    const nth = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, nth);
    const effect = { name, nth };
    this.#noted.push(effect);
    return { effect, drop: this.#strikes(effect, 'before') };
  }

  /** To be called when it is done: whether the connection is to be dropped. */
  after(effect: Effect): boolean {
    return this.#strikes(effect, 'after');
  }

  /** The watcher of GitHub's requests. */
  ofGitHub(): (phase: Phase, entry: LogEntry) => 'drop' | undefined {
    const open = new Map<LogEntry, Effect>();
    return (phase, entry) => {
      const name = effectOf(entry);
      if (name === null) return undefined;
      if (phase === 'before') {
        const { effect, drop } = this.before(name);
        open.set(entry, effect);
        return drop ? 'drop' : undefined;
      }
      const effect = open.get(entry);
      return effect !== undefined && this.after(effect) ? 'drop' : undefined;
    };
  }

  /** The process with its children gets SIGKILL: none of them finishes anything. */
  #strikes({ name, nth }: Effect, phase: Phase): boolean {
    const point = this.#point;
    if (point === null || point.name !== name || point.nth !== nth || point.phase !== phase) return false;
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error('There is no run to kill.');
    process.kill(-pid, 'SIGKILL');
    this.#point = null;
    this.#killed = true;
    return true;
  }
}
