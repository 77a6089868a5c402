import type { ResolvedPrompt } from '../config/load.ts';
import { type Failure, fail } from '../errors/fail.ts';
import type { ContentFile } from '../git/port.ts';
import { readSnapshot, type Snapshot } from '../live/snapshot.ts';
import type { Plan, PromptState, Quarantine, Rollout } from '../live/state.ts';
import { archiveTag, type Committed, type Proposal, transact } from '../live/transact.ts';
import { variantContent } from '../prompts/content.ts';
import { isSameText } from '../prompts/same-text.ts';
import { peekVersion, resolveVersion } from '../prompts/version.ts';
import { adoptionMessage, liveMessage } from '../report/commit-message.ts';
import { announced } from '../rollout/announce.ts';
import type { Actor, Change } from '../rollout/change.ts';
import { rollback } from '../rollout/incident.ts';
import { planRelease, type Release, type SourceVersion } from '../rollout/release.ts';
import { hasSoaked, soakStep } from '../rollout/soak.ts';
import { quarantineFailure } from '../rollout/target.ts';
import { adopt, looked, start, withdraw } from '../rollout/transition.ts';
import { commitOrTell } from './commit.ts';
import type { Seen } from './look.ts';
import { assertNotLost } from './lost.ts';
import { type Sight, sightStaged } from './observe.ts';
import { freshLooks, recorded } from './recorded.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** What lies on the default branch for one prompt, beside its state. */
export interface Candidate {
  readonly prompt: ResolvedPrompt;
  readonly state: PromptState | null;
  readonly release: Release;
  readonly version: SourceVersion & { readonly files: readonly ContentFile[] };
}

/**
 * Reads one prompt from the default branch and compares it with the state. The content is only read when
 * the digest is new. Throws the catalogue error of a prompt that cannot be released.
 */
export async function readCandidate(
  view: View,
  prompt: ResolvedPrompt,
  state: PromptState | null,
): Promise<Candidate> {
  const { digest } = await peekVersion(view.source, prompt);
  const known = [state?.rollout?.candidate, state?.stable].find((version) => version?.digest === digest);
  const version = known ? { ...known, files: [] } : await resolveVersion(view.source, prompt);
  const planned = planRelease(state, version);
  const entry =
    planned.kind === 'start' || planned.kind === 'supersede'
      ? await renamed(view, prompt, state, version)
      : null;
  const release = entry === null ? planned : { kind: 'quarantined' as const, entry };
  if (release.kind === 'relabelled')
    throw fail('label-reused', {
      prompt: prompt.id,
      label: release.label,
      old: release.old.slice(0, 12),
      new: version.commit.slice(0, 12),
      path: prompt.path,
    });
  return { prompt, state, release, version };
}

/** The quarantined version whose text this is under another label; null when it is a text of its own. */
async function renamed(
  view: View,
  { id, path }: ResolvedPrompt,
  state: PromptState | null,
  { files }: Candidate['version'],
): Promise<Quarantine | null> {
  for (const entry of state?.quarantine ?? []) {
    const bad = state?.incidents.find((incident) => incident.bad.digest === entry.digest)?.bad;
    const archived = await view.live.archived(archiveTag(id, entry.label), bad?.path ?? path);
    if (archived !== null && isSameText(path, files, archived)) return entry;
  }
  return null;
}

/** The refusal of a quarantined version, as an error for the one who asked for this prompt by name. */
export function quarantineError({ prompt, release, version }: Candidate): Failure | null {
  if (release.kind !== 'quarantined') return null;
  return quarantineFailure(prompt.id, release.entry, version.label);
}

/** Adopts all prompts that are seen for the first time, in one commit. Throws `live-lost`. */
export async function adoptAll(
  session: Session,
  view: View,
  candidates: readonly Candidate[],
): Promise<Committed | null> {
  const fresh = candidates.filter(({ release }) => release.kind === 'adopt');
  if (fresh.length === 0) return null;
  return transact(view.live, session.clock, async (snapshot) => {
    await assertNotLost(
      view,
      snapshot,
      fresh.map(({ prompt }) => prompt.id),
      fresh.map(({ prompt, version: { label, path, files } }) => ({
        name: archiveTag(prompt.id, label),
        path,
        files,
      })),
    );
    const actor = session.actor(view.config);
    const proposals = fresh
      .filter(({ prompt }) => !snapshot.states.has(prompt.id) && !snapshot.damaged.has(prompt.id))
      .map(({ prompt, version }) => proposal(view, adopt(prompt.id, version, actor), version));
    if (proposals.length === 0) return null;
    return { proposals, message: adoptionMessage(proposals.map(({ change }) => change)) };
  });
}

/**
 * Starts, supersedes or withdraws, as the default branch asks; null when it asks for nothing. `seen` is the look
 * at the rollout that ends by it, where this run took one: the ledger keeps it.
 */
export async function release(
  session: Session,
  view: View,
  candidate: Candidate,
  seen: Seen | null,
): Promise<Committed | null> {
  if (!['start', 'supersede', 'withdraw'].includes(candidate.release.kind)) return null;
  if (candidate.release.kind !== 'withdraw' && view.config.staging !== undefined) {
    const soaking = await soak(session, view, candidate, view.config.staging);
    if (soaking !== null) return soaking;
  }
  const known = new Map(candidate.state === null ? [] : [[candidate.prompt.id, candidate.state]]);
  return commitOrTell(session, view, known, (states) => {
    const change = releaseChange(states, candidate, seen, session.actor(view.config));
    if (change === null) return null;
    return { proposals: [proposal(view, change, candidate.version)], message: liveMessage(change) };
  });
}

/** A look at staging; null when the version has soaked, so that its first stage can begin. */
async function soak(
  session: Session,
  view: View,
  { prompt, version }: Candidate,
  staging: NonNullable<View['config']['staging']>,
): Promise<Committed | null> {
  const { states } = readSnapshot(await view.live.read(), view.live.branch);
  const state = states.get(prompt.id);
  const at = session.clock.now();
  if (state === undefined) return null;
  const source = await session.metrics({ ...view.config, metrics: staging.metrics });
  const own = state.soak?.version.digest === version.digest ? state.soak : null;
  const { verdict } = await sightStaged(source, prompt.id, own, version.label, prompt.policy, at);
  const committed = await transact(view.live, session.clock, async (snapshot) => {
    const now = snapshot.states.get(prompt.id);
    const change = now === undefined ? null : soakStep(now, version, verdict, session.actor(view.config));
    return change === null
      ? null
      : { proposals: [proposal(view, change, version)], message: liveMessage(change) };
  });
  const after = committed.snapshot.states.get(prompt.id);
  const soaked = after !== undefined && hasSoaked(after, version, staging.soak, at.toISOString());
  return soaked ? null : committed;
}

function releaseChange(
  states: Snapshot['states'],
  candidate: Candidate,
  seen: Seen | null,
  actor: Actor,
): Change | null {
  const state = states.get(candidate.prompt.id);
  const change = state === undefined ? null : plannedChange(state, candidate, seen, actor);
  return state === undefined || change === null ? null : announced(state, change, actor);
}

function plannedChange(
  state: PromptState,
  { prompt, version }: Candidate,
  seen: Seen | null,
  actor: Actor,
): Change | null {
  const { kind } = planRelease(state, version);
  const { rollout } = state;
  const sight = seen !== null && rollout?.id === seen.rollout.id ? seen.sight : null;
  if (kind === 'start') return start(state, version, planOf(prompt), actor);
  if (kind === 'supersede') {
    const last = rollout === null || sight === null ? null : lastLooks(state, rollout, sight, actor);
    const change = start(last?.state ?? state, version, planOf(prompt), actor);
    return last === null ? change : { ...change, events: [...last.events, ...change.events] };
  }
  if (kind !== 'withdraw' || rollout === null) return null;
  const change = withdrawal(state, rollout, actor);
  return sight === null ? change : recorded(change, rollout, sight);
}

/** What the ledger does not have yet of a rollout that ends, in a line of its own: the next one is another's. */
function lastLooks(state: PromptState, rollout: Rollout, sight: Sight, actor: Actor): Change | null {
  if (freshLooks(rollout, sight).length === 0) return null;
  return recorded(looked(state, rollout, actor), rollout, sight);
}

function withdrawal(state: PromptState, rollout: Rollout, actor: Actor): Change {
  if (rollout.asking === null) return withdraw(state, rollout, actor);
  const ground = {
    match: null,
    reason: 'the default branch went back to the stable version',
    detectedAt: actor.now,
    evidence: null,
  };
  return rollback(state, state.stable, ground, actor);
}

function planOf({ stages, policy }: ResolvedPrompt): Plan {
  return { stages: [...stages], policy };
}

function proposal(view: View, change: Change, version: Candidate['version']): Proposal {
  const inline = view.config.variants === 'inline' && version.files.length > 0;
  const contents = inline ? new Map([[version.digest, variantContent(version.files)]]) : new Map();
  return { change, contents, archive: version.files.length > 0 ? version.files : null };
}
