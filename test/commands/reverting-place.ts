import { draftOf } from '../../src/commands/commit.ts';
import { act, see } from '../../src/commands/look.ts';
import type { Session } from '../../src/commands/session.ts';
import type { View } from '../../src/commands/view.ts';
import { parseConfig } from '../../src/config/load.ts';
import { readInputs } from '../../src/inputs.ts';
import { parseLedger } from '../../src/live/ledger.ts';
import { readSnapshot } from '../../src/live/snapshot.ts';
import type { PromptState, Rollout } from '../../src/live/state.ts';
import { transact } from '../../src/live/transact.ts';
import type { MetricsSource, Observation } from '../../src/metrics/port.ts';
import type { Change } from '../../src/rollout/change.ts';
import { adopt, advance, complete, start } from '../../src/rollout/transition.ts';
import { sayingLog } from '../host/say.ts';
import { type ScriptedClock, scriptedClock } from '../live/clock.ts';
import { type MemoryRepo, memoryRepo } from '../live/memory-repo.ts';
import { observed, problem } from '../policy/observations.ts';
import { at, planOf, source } from '../rollout/states.ts';
import { facts, sessionWith, unlooked } from './session.ts';

export const prompt = 'support';
export const config = parseConfig(
  JSON.stringify({
    prompts: { [prompt]: { path: 'prompts/support.md' } },
    metrics: { source: 'file', file: 'metrics.json' },
    variants: 'pointer',
  }),
);
export const actor = (seconds: number, by = 'system') => ({
  ...{ now: at(seconds), by, runUrl: null, delivers: false },
  // What becomes of a rollback afterwards is not the matter here.
  verification: null,
  run: 'run-1',
  tells: [],
});
/** Error rates of the bad version and its target in percent, at a time; null when nothing is known. */
export type Rates = (seconds: number) => readonly [number, number] | null;
export const well: Rates = () => [0.1, 0.1];

export interface Place {
  readonly repo: MemoryRepo;
  readonly clock: ScriptedClock;
  readonly log: readonly string[];
  /** A run of a person or of the schedule, with these inputs. */
  session(inputs?: Readonly<Record<string, string>>, fields?: Partial<Session>): Session;
  readonly view: View;
  readonly source: MetricsSource;
  state(): Promise<PromptState>;
  /** Name, weight and second of each event since the beginning, as `reverting 75 @0`. */
  events(): Promise<string[]>;
  /** What a promotion does: a look, by what it saw. */
  look(): Promise<string | null>;
  /** What it sees, to act on it later. */
  seen(): ReturnType<typeof see>;
  commit(change: (state: PromptState & { rollout: Rollout }) => Change): Promise<unknown>;
}

/** v1 is the version before; v2 serves everyone, or is a candidate at 1 %. */
export async function place(rates: Rates = well, settled = true): Promise<Place> {
  const repo = memoryRepo();
  const clock = scriptedClock();
  const log: string[] = [];
  const say = (line: string): void => void log.push(line);
  const view: View = { source: unlooked, config, live: repo };
  const metrics: MetricsSource = {
    ...{ kind: 'test', history: true },
    observe: async ({ at: now }) => observation(rates((now.getTime() - Date.parse(at(0))) / 1000), now),
  };
  const session: Place['session'] = (inputs = {}, fields = {}) =>
    sessionWith({
      inputs: readInputs((name) => inputs[name] ?? ''),
      facts: { ...facts, actor: 'mona' },
      log: sayingLog(say),
      clock,
      view: async () => view,
      metrics: async () => metrics,
      actor: (_, person) => actor(clock.passed, person),
      ...fields,
    });
  const read = async () => readSnapshot(await repo.read(), repo.branch);
  const state = async () => {
    const found = (await read()).states.get(prompt);
    if (found === undefined) throw new Error('no state');
    return found;
  };
  const commit: Place['commit'] = async (change) => {
    const before = await state();
    if (before.rollout === null) throw new Error('no rollout');
    const made = change({ ...before, rollout: before.rollout });
    return transact(repo, clock, async () => draftOf(made));
  };
  await transact(repo, clock, async () => draftOf(adopt(prompt, source('v1'), actor(0))));
  const before = await state();
  await transact(repo, clock, async () => draftOf(start(before, source('v2'), planOf(), actor(0))));
  if (settled) {
    await commit((old) => advance(old, old.rollout, 3, actor(0), null, null));
    await commit((old) => complete(old, old.rollout, actor(0), null));
  }
  const skipped = parseLedger(repo.file(`prompts/${prompt}/ledger.ndjson`) ?? '', 'ledger', 'live').length;
  const seen = async () => see(session(), view, metrics, await read(), await state());
  return {
    ...{ repo, clock, log, session, view, source: metrics, state, seen, commit },
    events: async () =>
      parseLedger(repo.file(`prompts/${prompt}/ledger.ndjson`) ?? '', 'ledger', 'live')
        .slice(skipped)
        .filter(({ event }) => event !== 'effect-done')
        .map(({ event, weight, at: time }) => `${event} ${weight} @${seconds(time)}`),
    look: async () => {
      const found = await seen();
      return found === null ? null : (await act(session(), view, found)).outcome;
    },
  };
}

const seconds = (time: string): number => (Date.parse(time) - Date.parse(at(0))) / 1000;

function observation(rates: ReturnType<Rates>, now: Date): Observation {
  if (rates === null)
    return {
      ...observed({ problems: [problem({ code: 'source-down', arm: null })] }),
      at: now.toISOString(),
    };
  const [bad, target] = rates.map((rate) => ({ requests: 10_000, errors: rate * 100 }));
  return { ...observed({ candidate: bad ?? {}, stable: target ?? {} }), at: now.toISOString() };
}
