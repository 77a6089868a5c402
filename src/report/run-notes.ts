import type { Plan } from '../live/state.ts';
import type { Observation } from '../metrics/port.ts';
import type { History } from './history.ts';

/** What a run saw of a rollout over its time, for the drawings of its summary. */
export interface NotedHistory {
  readonly plan: Plan;
  readonly history: History;
  /** What the last look saw in its window. */
  readonly window: Pick<Observation, 'candidate' | 'stable' | 'at' | 'window_seconds'>;
}

/** What a summary tells besides the result, and that is too large for it. A run fills it in as it goes. */
export interface RunNotes {
  readonly histories: Map<string, NotedHistory>;
  /** Address of the repository on its forge; null until it is known, and where there is none. */
  home: string | null;
  /** Address of this run; null on a command line. */
  runUrl: string | null;
}

/** Notes with nothing in them. */
export function emptyNotes(): RunNotes {
  return { histories: new Map(), home: null, runUrl: null };
}
