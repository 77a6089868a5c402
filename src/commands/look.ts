import { sight } from '../evidence/sight.ts';
import type { Log } from '../host/port.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { PromptState, Rollout } from '../live/state.ts';
import type { Committed, Draft } from '../live/transact.ts';
import type { MetricsSource, Observation } from '../metrics/port.ts';
import { interval } from '../policy/grid.ts';
import { isNotice, noticesOf } from '../policy/notice.ts';
import type { Outcome } from '../reasons.ts';
import { historyOf } from '../report/history.ts';
import { lookLine } from '../report/look-line.ts';
import { sightLine } from '../report/sight-line.ts';
import { secondsSince } from '../rollout/decide.ts';
import { joined } from '../rollout/group.ts';
import { commitOrTell, draftOf } from './commit.ts';
import { type Sight, sightRollout } from './observe.ts';
import { pastLooks } from './recorded.ts';
import { noteRollbacks } from './rolled-back.ts';
import type { Session } from './session.ts';
import { again, type Limits, stepOf } from './step.ts';
import type { View } from './view.ts';

/** What a look at one running rollout came to. */
export interface Looked {
  readonly prompt: string;
  readonly outcome: Outcome;
  readonly sight: Sight;
  readonly committed: Committed | null;
}

/** A running rollout, and what a look at it saw. */
export interface Seen {
  readonly prompt: string;
  readonly state: PromptState;
  readonly rollout: Rollout;
  readonly sight: Sight;
}

/** Looks at one running rollout; null when there is none. Changes nothing. */
export async function see(
  session: Session,
  view: View,
  metrics: MetricsSource | null,
  before: Snapshot,
  state: PromptState,
): Promise<Seen | null> {
  const { prompt, rollout } = state;
  if (rollout === null) return null;
  const past = pastLooks(before, view.live.branch, prompt, rollout);
  const sight = await sightRollout(metrics, prompt, state.stable, rollout, past, session.clock.now());
  return { prompt, state, rollout, sight };
}

/** Does what follows from a look, in one commit. */
export async function act(session: Session, view: View, seen: Seen): Promise<Looked> {
  const [looked] = await actTogether(session, view, [seen]);
  if (looked === undefined) throw new Error('a look came to nothing');
  return looked;
}

/** Whether a look ends in a rollback, by itself. */
export function rollsBack(session: Session, view: View, { state, rollout, sight }: Seen): boolean {
  const { change } = stepOf(state, rollout, sight, session.actor(view.config), limitsOf(view));
  return change?.outcome === 'rolled-back';
}

/**
 * Does what follows from looks at prompts that fail together, in one commit: the first leads, and its incident
 * speaks for the others.
 */
export async function actTogether(session: Session, view: View, all: readonly Seen[]): Promise<Looked[]> {
  const limits = limitsOf(view);
  for (const { prompt, rollout, sight } of all) {
    logLook(session, prompt, rollout, sight);
    noteHistory(session, prompt, rollout, sight);
  }
  const holds = new Map<string, Outcome>();
  const decide = (states: Snapshot['states']): Draft | null => {
    const actor = session.actor(view.config);
    const changes = all.flatMap(({ prompt, rollout, sight }) => {
      const step = again(states.get(prompt), rollout, sight, actor, limits);
      holds.set(prompt, step?.hold ?? holds.get(prompt) ?? 'baking');
      return step?.change ?? [];
    });
    return changes.length === 0 ? null : draftOf(...joined(changes));
  };
  // What changes nothing is known without reading the live branch again.
  const known = new Map(all.map(({ prompt, state }) => [prompt, state]));
  const committed = await commitOrTell(session, view, known, decide);
  if (committed !== null) {
    noteRollbacks(session, view, committed);
    warnOfPages(session.log, committed);
  }
  return all.map(({ prompt, rollout, sight }) => {
    const change = committed?.changes.find(({ state }) => state.prompt === prompt);
    const after = committed?.snapshot.states.get(prompt);
    const other = change === undefined && wasTakenBack(after, rollout) ? 'already-rolled-back' : undefined;
    return { prompt, outcome: change?.outcome ?? other ?? holds.get(prompt) ?? 'baking', sight, committed };
  });
}

/** Whether another run has put the stable version back since this rollout was looked at. */
function wasTakenBack(after: PromptState | undefined, { id }: Rollout): boolean {
  if (after === undefined || after.rollout?.id === id) return false;
  return after.incidents.some(({ rollout, status }) => rollout === id && status === 'rolled-back');
}

/** Keeps what a look saw of a rollout over its time, for the summary. */
export function noteHistory(
  { notes }: Session,
  prompt: string,
  { plan }: Rollout,
  { observation }: Pick<Sight, 'observation'>,
): void {
  const history = historyOf(observation?.looks ?? []);
  if (history === null || observation === null) return;
  const { candidate, stable, at, window_seconds } = observation;
  notes.histories.set(prompt, { plan, history, window: { candidate, stable, at, window_seconds } });
}

function limitsOf({ config }: View): Limits {
  return { outage: config.metrics?.outage_limit ?? 0, onExpiry: config.rollback.on_expiry };
}

/** Trouble that wants a person now is an error in the log, once: when the ledger says that it pages. */
function warnOfPages(log: Log, { changes }: Committed): void {
  for (const { state, events } of changes)
    for (const { event, reason } of events)
      if (event === 'held' && reason?.endsWith('(paged)') === true)
        log.error(`${state.prompt}: held, ${reason}`);
}

/** At the start of a stage: what it can see at the present traffic. Null later, and without counts. */
function firstSight(rollout: Rollout, at: Date, { candidate, stable, looks }: Observation): string | null {
  const elapsed = secondsSince(rollout.stage_started_at, at.toISOString());
  const covered = (looks?.length ?? 0) * interval;
  if (rollout.phase === 'reverting') return null;
  if (elapsed > 1.5 * interval || covered === 0 || !stable.requests || rollout.weight === 100) return null;
  const perSecond = (stable.requests + (candidate.requests ?? 0)) / Math.min(covered, 10 * interval);
  return sightLine(sight((stable.errors ?? 0) / stable.requests, rollout.weight, perSecond));
}

/** Notices are the same at every look. */
function tellOnce({ told, log }: Session, text: string): void {
  if (!told.has(text)) log.warn(text);
  told.add(text);
}

function logLook(
  session: Session,
  prompt: string,
  rollout: Rollout,
  { at, verdict, observation }: Sight,
): void {
  const { log } = session;
  log.progress(lookLine(at, prompt, rollout, observation, verdict), groupName(prompt, rollout));
  const seen = observation === null ? null : firstSight(rollout, at, observation);
  if (seen !== null) log.detail(`  ${seen}`);
  for (const { arm, metric, value } of observation?.queries ?? [])
    log.debug(`  ${arm} ${metric} = ${value ?? 'nothing'}`);
  for (const { arm, metric, detail } of verdict.problems.filter((problem) => !isNotice(problem)))
    log.detail(`  ${[arm, metric].filter((part) => part !== null).join(' ')}: ${detail}`);
  for (const notice of noticesOf(verdict.problems)) tellOnce(session, `${prompt}: ${notice}`);
}

/** Looks at one stage stand together. */
function groupName(prompt: string, { candidate, plan, stage, weight, phase }: Rollout): string {
  const where = phase === 'canary' ? `stage ${stage + 1} of ${plan.stages.length}` : phase;
  return `Looks at ${prompt} ${candidate.label}: ${where}, ${weight} %`;
}
