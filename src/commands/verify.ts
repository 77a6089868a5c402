import { Failure } from '../errors/fail.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { Incident, PromptState, Verification } from '../live/state.ts';
import type { Committed } from '../live/transact.ts';
import type { MetricsSource } from '../metrics/port.ts';
import { type AfterLook, aftermath } from '../rollout/aftermath.ts';
import type { Change } from '../rollout/change.ts';
import { isVerifying, verifyStep } from '../rollout/verification.ts';
import { looksAfter } from './after-looks.ts';
import { commitOrTell, draftOf } from './commit.ts';
import { type EffectsReport, runEffects } from './effects.ts';
import { wordsOf } from './rollback-inputs.ts';
import { noteSettled } from './rolled-back.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** A verification whose status changed in this run. */
export interface VerificationNews {
  readonly prompt: string;
  readonly incident: string;
  readonly status: Verification['status'];
  /** In words, what its new status rests on. */
  readonly reason: string;
}

/** What a look at the open verifications came to. */
export interface Verified {
  readonly snapshot: Snapshot;
  /** Whether a verification is still open. */
  readonly open: boolean;
  readonly news: readonly VerificationNews[];
  /** What failed in the effects that follow, by prompt. */
  readonly warnings: EffectsReport['warnings'];
}

/** One look: what it came to, and the first error that kept something of it from being written or done. */
export interface VerifyLook extends Verified {
  readonly failure: unknown;
}

interface Verifying {
  readonly state: PromptState;
  readonly incident: Incident;
  readonly verification: Verification;
}

/**
 * The rollbacks of which it is open whether they helped: of the prompts that the run names (a rollback of a group
 * names several, and others join it), or of all.
 */
export function openVerifications({ states }: Snapshot, prompt: string): Verifying[] {
  const names = wordsOf(prompt);
  return [...states.values()].flatMap((state) =>
    state.incidents.flatMap((incident) => {
      const { verification, joins } = incident;
      const meant =
        names.length === 0 || names.includes(state.prompt) || names.includes(joins?.prompt ?? state.prompt);
      return meant && verification !== null && isVerifying(incident)
        ? [{ state, incident, verification }]
        : [];
    }),
  );
}

/**
 * Looks once at every rollback that is not verified yet. What changes is committed, and what follows from it is
 * done; a look that changes nothing writes nothing. Any run may do it, at any time, with the same result. One that
 * cannot be written keeps no other from it.
 */
export async function verifyAll(session: Session, view: View, snapshot: Snapshot): Promise<VerifyLook> {
  const { inputs } = session;
  const open = openVerifications(snapshot, inputs.prompt);
  if (open.length === 0) return { snapshot, open: false, news: [], warnings: new Map(), failure: null };
  const metrics = await openMetrics(session, view);
  const seen = await Promise.all(open.map((each) => lookAfter(session, view, metrics, each)));
  let latest = snapshot;
  let failure: unknown = null;
  const news: VerificationNews[] = [];
  for (const [index, each] of open.entries()) {
    try {
      const committed = await settle(session, view, latest, each, seen[index] ?? []);
      latest = committed?.snapshot ?? latest;
      news.push(...(committed?.changes ?? []).map((change) => told(session, change, each)));
    } catch (error) {
      failure ??= error;
    }
  }
  const effects = await runNews(session, view, latest, news);
  latest = effects.snapshot;
  failure ??= effects.failure;
  const isOpen = openVerifications(latest, inputs.prompt).length > 0;
  return { snapshot: latest, open: isOpen, news, warnings: effects.warnings, failure };
}

/** Does what follows from news. What breaks off is not lost: it stays in the outbox. */
async function runNews(
  session: Session,
  view: View,
  snapshot: Snapshot,
  news: readonly VerificationNews[],
): Promise<Pick<VerifyLook, 'snapshot' | 'warnings' | 'failure'>> {
  try {
    if (news.length > 0) return { ...(await runEffects(session, view, snapshot)), failure: null };
    return { snapshot, warnings: new Map(), failure: null };
  } catch (failure) {
    return { snapshot, warnings: new Map(), failure };
  }
}

/** What the source says of the time since the switch; empty before that, and when it does not tell. */
async function lookAfter(
  session: Session,
  view: View,
  metrics: MetricsSource | null,
  each: Verifying,
): Promise<AfterLook[]> {
  const { state, incident, verification } = each;
  const { config } = view;
  const { interval } = config.rollback.verification;
  const at = session.clock.now();
  const starts = Date.parse(verification.starts_at);
  if (metrics === null || at.getTime() < starts) {
    session.log.tick(progressLine(each, at, null));
    return [];
  }
  const observation = await metrics.observe({
    prompt: state.prompt,
    candidate: incident.bad.label,
    stable: incident.good.label,
    weight: 0,
    since: new Date(starts - interval * 1000),
    at,
    step: interval,
  });
  for (const { arm, metric, detail } of observation.problems)
    session.log.debug(`  ${[arm, metric].filter((part) => part !== null).join(' ')}: ${detail}`);
  const { history } = metrics;
  const looks = looksAfter(observation, verification, { history, window: config.metrics?.window ?? 0 });
  const { min_requests } = config.rollback.verification;
  const { figures } = aftermath(verification, looks, { interval, min_requests }, at.toISOString());
  session.log.tick(
    progressLine(each, at, `${Math.round(figures.requests)} requests, and ${min_requests} are needed`),
  );
  return looks;
}

/** Commits what a look changes; null when that is nothing. */
function settle(
  session: Session,
  view: View,
  { states: known }: Snapshot,
  { state: { prompt }, incident }: Verifying,
  looks: readonly AfterLook[],
): Promise<Committed | null> {
  return commitOrTell(session, view, known, (states) => {
    const state = states.get(prompt);
    const now = state?.incidents.find(({ id }) => id === incident.id);
    const actor = session.actor(view.config);
    const change = state === undefined || now === undefined ? null : verifyStep(state, now, looks, actor);
    return change === null ? null : draftOf(change);
  });
}

function told(session: Session, change: Change, { incident, verification }: Verifying): VerificationNews {
  const { log } = session;
  const { state, events } = change;
  noteSettled(session, change);
  const known = state.incidents.find(({ id }) => id === incident.id);
  const status = known?.verification?.status ?? verification.status;
  const reason = events.at(-1)?.reason ?? '';
  const line = `${state.prompt}: ${sentences[status](incident)}: ${reason}`;
  if (status === 'failed') log.error(line);
  else if (status === 'recovered') log.info(line);
  else log.warn(line);
  return { prompt: state.prompt, incident: incident.id, status, reason };
}

const sentences: Readonly<Record<Verification['status'], (incident: Incident) => string>> = {
  waiting: ({ good }) => `the rollback to ${good.label} is being verified`,
  recovered: ({ good }) => `the rollback to ${good.label} helped`,
  escalated: ({ good }) => `the rollback to ${good.label} has not helped yet, and it is escalated`,
  failed: ({ good }) => `the rollback to ${good.label} did not help`,
  unverified: ({ good }) => `whether the rollback to ${good.label} helped is not known`,
};

function progressLine(
  { state, incident, verification }: Verifying,
  at: Date,
  counted: string | null,
): string {
  const { status, escalate_at, ends_at } = verification;
  const end = status === 'escalated' ? ends_at : escalate_at;
  const left = Math.max(0, Math.round((Date.parse(end) - at.getTime()) / 1000));
  const parts = [`${left} s left`, ...(counted === null ? [] : [counted])];
  return `${state.prompt}: ${sentences.waiting(incident)}, ${parts.join(', ')}`;
}

/** The metrics source; null with a warning when it cannot be set up: a rollback that is done then stays unverified. */
async function openMetrics(session: Session, view: View): Promise<MetricsSource | null> {
  try {
    return await session.metrics(view.config);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const text = `Nothing can be verified: ${error.message} ${error.cure}`;
    if (!session.told.has(text)) session.log.warn(text);
    session.told.add(text);
    return null;
  }
}
