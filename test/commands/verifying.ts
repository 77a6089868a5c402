import type { Session } from '../../src/commands/session.ts';
import type { View } from '../../src/commands/view.ts';
import { parseConfig } from '../../src/config/load.ts';
import type { Forge, IssueRequest, PullRequestRequest } from '../../src/forge/port.ts';
import { type LedgerEvent, parseLedger } from '../../src/live/ledger.ts';
import { readSnapshot, type Snapshot } from '../../src/live/snapshot.ts';
import { type Incident, noticeEvents } from '../../src/live/state.ts';
import { transact } from '../../src/live/transact.ts';
import type { MetricsSource, Observation, ObserveRequest } from '../../src/metrics/port.ts';
import { liveMessage } from '../../src/report/commit-message.ts';
import type { Actor, Change } from '../../src/rollout/change.ts';
import { rollback } from '../../src/rollout/incident.ts';
import { adopt, start } from '../../src/rollout/transition.ts';
import { type ScriptedClock, scriptedClock } from '../live/clock.ts';
import { type MemoryRepo, memoryRepo } from '../live/memory-repo.ts';
import { looksUntil, type Traffic } from '../rollout/aftermath.ts';
import { at, planOf, source, wish } from '../rollout/states.ts';
import { sessionWith, unlooked, unused } from './session.ts';

const config = parseConfig(
  'prompts: {support: {path: prompts/support.md}, billing: {path: prompts/billing.md}}\nmetrics: {source: file, file: metrics.json}\n',
);

/** Runs that verify: a live branch in memory, a clock that only pauses move, and a forge that takes notes. */
export interface Verifying {
  readonly session: Session;
  readonly view: View;
  readonly repo: MemoryRepo;
  readonly clock: ScriptedClock;
  /** Lines for people, with their level. */
  readonly log: readonly string[];
  /** What the source was asked for. */
  readonly asked: readonly ObserveRequest[];
  readonly pulls: readonly PullRequestRequest[];
  readonly issues: readonly IssueRequest[];
  snapshot(): Promise<Snapshot>;
  incident(prompt?: string): Promise<Incident>;
  ledger(prompt?: string): Promise<LedgerEvent[]>;
  /** v1 adopted, v2 begun and rolled back, now. */
  rollBack(prompt?: string): Promise<void>;
  commit(decide: (snapshot: Snapshot, actor: Actor) => Change): Promise<void>;
}

/** `answer` makes the observation of a moment out of the looks so far; null is no source at all. */
export function verifying(
  answer: ((request: ObserveRequest, observation: Observation) => Observation) | null,
  traffic: Traffic,
  history = true,
): Verifying {
  const repo = memoryRepo();
  const clock = scriptedClock();
  const log: string[] = [];
  const asked: ObserveRequest[] = [];
  const pulls: PullRequestRequest[] = [];
  const issues: IssueRequest[] = [];
  const say =
    (level: string) =>
    (line: string): void =>
      void log.push(`${level}: ${line}`);
  const metrics: MetricsSource = {
    kind: 'test',
    history,
    observe: async (request) => {
      asked.push(request);
      return answer === null
        ? blank(request)
        : answer(request, { ...blank(request), ...seen(request, traffic) });
    },
  };
  const session = sessionWith({
    clock,
    log: {
      ...{ info: say('info'), progress: say('look'), detail: say('info'), tick: say('look') },
      ...{ warn: say('warn'), error: say('error'), waiting: () => {}, debug: () => {} },
    },
    metrics: async () => (answer === null ? null : metrics),
    forge: async () => forge(pulls, issues),
    actor: ({ rollback: { verification } }) => ({
      now: clock.now().toISOString(),
      by: 'system',
      runUrl: null,
      delivers: false,
      verification,
      run: 'run-1',
      tells: noticeEvents,
    }),
  });
  const view: View = { source: defaultBranch, config, live: repo };
  const snapshot = async (): Promise<Snapshot> => readSnapshot(await repo.read(), repo.branch);
  const commit: Verifying['commit'] = async (decide) => {
    await transact(repo, clock, async (fresh) => {
      const change = decide(fresh, session.actor(config));
      const texts = ['v0', 'v1', 'v2', 'v3'].map((label): [string, string] => [
        source(label).digest,
        `As ${label}.\n`,
      ]);
      return {
        proposals: [{ change, contents: new Map(texts), archive: null }],
        message: liveMessage(change),
      };
    });
  };
  return {
    ...{ session, view, repo, clock, log, asked, pulls, issues, snapshot, commit },
    incident: async (prompt = 'support') => {
      const [incident] = (await snapshot()).states.get(prompt)?.incidents ?? [];
      if (incident === undefined) throw new Error('no incident');
      return incident;
    },
    ledger: async (prompt = 'support') =>
      parseLedger((await snapshot()).ledgers.get(prompt) ?? '', 'ledger.ndjson', repo.branch),
    rollBack: async (prompt = 'support') => {
      await commit((_, actor) => adopt(prompt, source('v1'), actor));
      await commit(({ states }, actor) => start(stateIn(states, prompt), source('v2'), planOf(), actor));
      await commit(({ states }, actor) => {
        const state = stateIn(states, prompt);
        return rollback(state, state.stable, wish(), actor);
      });
    },
  };
}

/** The state of a prompt that must be there. */
export function stateIn(states: Snapshot['states'], prompt = 'support') {
  const state = states.get(prompt);
  if (state === undefined) throw new Error(`no state of ${prompt}`);
  return state;
}

/** The default branch holds the bad version. */
const defaultBranch: View['source'] = {
  ...unlooked,
  entry: async () => null,
  author: async () => null,
  pushRevert: async () => ({ state: 'pushed', commit: 'c' }),
};

function forge(pulls: PullRequestRequest[], issues: IssueRequest[]): Forge {
  const made = (number: number) => ({
    number,
    url: `https://forge.example/${number}`,
    created: true,
    warnings: [],
  });
  return {
    kind: 'local',
    bodyLimit: 65_536,
    checksNeedApproval: false,
    ensurePullRequest: async (request) => {
      pulls.push(request);
      return made(1);
    },
    ensureIssue: async (request) => {
      issues.push(request);
      return made(2);
    },
    closePullRequest: async () => {},
    closeIssue: async () => {},
    pullRequestOf: async () => null,
    reply: unused,
    permissionOf: unused,
    authorOf: async () => null,
    link: () => null,
    dispatchSuccessor: unused,
  };
}

function blank({ at: now, candidate, stable }: ObserveRequest): Observation {
  const nothing = { requests: null, errors: null, p99: null, quality: null };
  return {
    source: 'test',
    at: now.toISOString(),
    window_seconds: 60,
    candidate: { version: candidate, ...nothing },
    stable: { version: stable, ...nothing },
    rates: null,
    looks: null,
    problems: [],
    queries: [],
  };
}

/** What a source with a history answers: the looks of the five-second grid since it was asked for. */
function seen({ at: now, since }: ObserveRequest, traffic: Traffic): Pick<Observation, 'looks'> {
  const seconds = (now.getTime() - Date.parse(at(0))) / 1000;
  const looks = looksUntil(seconds, traffic).filter((look) => Date.parse(look.at) > since.getTime());
  return {
    looks: looks.map(({ at: end, good, bad }) => ({
      at: end,
      weight: 0,
      candidate: { requests: bad ?? 0, errors: 0 },
      stable: good,
    })),
  };
}
