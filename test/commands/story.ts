import { draftOf } from '../../src/commands/commit.ts';
import { act, type Looked, see } from '../../src/commands/look.ts';
import type { Session } from '../../src/commands/session.ts';
import type { View } from '../../src/commands/view.ts';
import { parseConfig } from '../../src/config/load.ts';
import type { Policy } from '../../src/config/policy-schema.ts';
import type { ArmLook, Look } from '../../src/evidence/looks.ts';
import { type LedgerEvent, parseLedger } from '../../src/live/ledger.ts';
import { readSnapshot } from '../../src/live/snapshot.ts';
import type { PromptState, Rollout, Stage } from '../../src/live/state.ts';
import { transact } from '../../src/live/transact.ts';
import type { MetricsSource, Observation, ObserveRequest, Problem } from '../../src/metrics/port.ts';
import { adopt, start } from '../../src/rollout/transition.ts';
import { sayingLog } from '../host/say.ts';
import { type MemoryRepo, memoryRepo } from '../live/memory-repo.ts';
import { counted } from '../replay/stretches.ts';
import { at, planOf, source } from '../rollout/states.ts';
import { sessionWith, unlooked, unused } from './session.ts';

/** What both versions do in half a minute, `index` looks after the rollout began, at a weight. */
export type Traffic = (index: number, weight: number) => Pick<Look, 'candidate' | 'stable'>;

/** What keeps the metrics source from answering well at a look; null when nothing does. */
export type Trouble = (index: number) => Problem | null;

export interface StoryOptions {
  readonly traffic: Traffic;
  readonly trouble?: Trouble;
  readonly policy?: Partial<Policy>;
  readonly stages?: readonly Stage[];
  /** Seconds between two looks; a multiple of 30. */
  readonly every?: number;
}

/** A rollout on a live branch in memory, looked at by the real loop. */
export interface Story {
  readonly repo: MemoryRepo;
  readonly session: Session;
  readonly view: View;
  /** Where its numbers come from. */
  readonly source: MetricsSource;
  /** Lines for people, as they were logged. */
  readonly log: readonly string[];
  /** The looks of the grid, as the metrics source has them. */
  readonly history: readonly Look[];
  /** The next look, at its time; null when the rollout has ended. */
  look(): Promise<Looked | null>;
  /** Looks until the rollout ends, at most so many. */
  looks(most: number): Promise<void>;
  state(): Promise<PromptState>;
  rollout(): Promise<Rollout>;
  ledger(): Promise<LedgerEvent[]>;
}

const prompt = 'support';
const config = parseConfig(
  `prompts: {${prompt}: {path: prompts/support.md}}\nmetrics: {source: file, file: metrics.json}\n`,
);
const standardStages = [1, 5, 25, 100].map((weight) => ({ weight, bake: 600 }));

/** v1 adopted, v2 started at second 0; each look is `every` seconds after the one before. */
export async function story(options: StoryOptions): Promise<Story> {
  const { policy = {}, stages = standardStages, every = 30 } = options;
  let seconds = 0;
  const clock = { now: () => new Date(at(seconds)), sleep: async () => {} };
  const repo = memoryRepo();
  const log: string[] = [];
  const say = (line: string): void => void log.push(line);
  const actor = () => ({
    now: at(seconds),
    by: 'system',
    runUrl: null,
    delivers: false,
    verification: null,
    run: 'run-1',
    tells: [],
  });
  const session = sessionWith({ log: sayingLog(say), clock, deliveries: unused, channels: unused, actor });
  const view: View = { source: unlooked, config, live: repo };
  const metrics = historySource(options);
  const read = async () => readSnapshot(await repo.read(), repo.branch);
  const state = async (): Promise<PromptState> => {
    const found = (await read()).states.get(prompt);
    if (found === undefined) throw new Error('no state');
    return found;
  };
  await transact(repo, clock, async () => draftOf(adopt(prompt, source('v1'), actor())));
  const plan = { ...planOf(policy), stages: [...stages] };
  const before = await state();
  await transact(repo, clock, async () => draftOf(start(before, source('v2'), plan, actor())));

  async function look(): Promise<Looked | null> {
    seconds += every;
    const snapshot = await read();
    const there = snapshot.states.get(prompt);
    const seen = there === undefined ? null : await see(session, view, metrics.source, snapshot, there);
    return seen === null ? null : act(session, view, seen);
  }
  return {
    repo,
    session,
    view,
    source: metrics.source,
    log,
    history: metrics.history,
    look,
    looks: async (most) => {
      for (let index = 0; index < most; index++) if ((await look()) === null) return;
    },
    state,
    rollout: async () => {
      const { rollout } = await state();
      if (rollout === null) throw new Error('the rollout has ended');
      return rollout;
    },
    ledger: async () => {
      const text = (await read()).ledgers.get(prompt) ?? '';
      return parseLedger(text, 'ledger.ndjson', repo.branch);
    },
  };
}

/** A source with counts and a history: traffic of a time is made at the weight of that time, and stays as it was. */
function historySource({ traffic, trouble }: StoryOptions): { source: MetricsSource; history: Look[] } {
  const history: Look[] = [];
  const observe = async ({ at: now, weight, since }: ObserveRequest): Promise<Observation> => {
    const due = Math.floor((now.getTime() - Date.parse(at(0))) / 30_000);
    while (history.length < due)
      history.push({ at: at(30 * (history.length + 1)), weight, ...traffic(history.length, weight) });
    const problem = trouble?.(due - 1) ?? null;
    const looks = history.filter((look) => Date.parse(look.at) > since.getTime());
    const seen = { ...counted(looks), at: now.toISOString() };
    return problem === null ? seen : { ...seen, looks: null, problems: [problem] };
  };
  return { source: { kind: 'test', history: true, observe }, history };
}

const silent: ArmLook = { requests: 0, errors: 0 };

/** So many requests a look, split as the weight says; the error rates may depend on the time. */
export function split(
  requests: number,
  rates: (index: number) => readonly [mine: number, theirs: number],
): Traffic {
  return (index, weight) => {
    const [mine, theirs] = rates(index);
    const n = (requests * weight) / 100;
    const m = requests - n;
    return {
      candidate: n === 0 ? silent : { requests: n, errors: n * mine },
      stable: m === 0 ? silent : { requests: m, errors: m * theirs },
    };
  };
}
