import { Failure } from '../errors/fail.ts';
import type { Forge, Permission } from '../forge/port.ts';
import { readEvent } from '../host/event.ts';
import { readSnapshot, type Snapshot } from '../live/snapshot.ts';
import type { Incident, PromptState } from '../live/state.ts';
import { type Committed, transact } from '../live/transact.ts';
import type { Outcome } from '../reasons.ts';
import { marker } from '../report/markdown.ts';
import type { RunResult } from '../result.ts';
import { announced } from '../rollout/announce.ts';
import { answer, type Reply } from '../rollout/answer.ts';
import { type Asked, branchOf, closed, commented, type Found, incidentOf } from './asked.ts';
import { draftOf } from './commit.ts';
import { runEffects } from './effects.ts';
import { type Finding, Findings, noteEnd, noteVerified } from './findings.ts';
import { finishEffects } from './finish-effects.ts';
import { promptResult } from './prompts.ts';
import { noteRollbacks } from './rolled-back.ts';
import { runResult } from './run-result.ts';
import type { Session } from './session.ts';
import { stayToVerify } from './stay-to-verify.ts';
import type { View } from './view.ts';

const allowed: readonly Permission[] = ['admin', 'maintain', 'write'];

/**
 * Turns what people do with a question into an answer: merging or closing its pull request, or a command in a
 * comment. Events of forks, and people without write permission, change nothing; who commented is told so. After a
 * rollback it stays until it is known whether that helped: exit code 1 when it did not.
 */
export async function review(session: Session): Promise<RunResult> {
  const event = readEvent(session.facts.event);
  if (event.kind !== 'comment' && event.kind !== 'pull-request-closed')
    return ignored(session, 'the event is neither a closed pull request nor a new comment');
  if (event.repository.toLowerCase() !== session.repository.toLowerCase())
    return ignored(session, `the event is of ${event.repository}, not of ${session.repository}`);
  const asked = event.kind === 'comment' ? commented(event) : closed(event);
  if ('ignored' in asked) return ignored(session, asked.ignored);
  const view = await session.view();
  const snapshot = readSnapshot(await view.live.read(), view.live.branch);
  const forge = await session.forge();
  const branch = event.kind === 'comment' ? await branchOf(forge, event) : event.head.branch;
  const issue = event.kind === 'comment' && event.on === 'issue' ? event.number : null;
  const found = incidentOf(snapshot, branch, issue);
  // It may be an incident of a prompt whose files are damaged: then nothing is known of it.
  if (found === null) for (const failure of snapshot.damaged.values()) throw failure;
  if (found === null) return ignored(session, 'it belongs to no incident that is known');
  return carryOut(session, view, found, asked);
}

async function carryOut(
  session: Session,
  view: View,
  { prompt, incident }: Found,
  asked: Asked,
): Promise<RunResult> {
  const forge = await session.forge();
  const refusal = asked.help ?? (await refusalOf(session, view, forge, incident, asked));
  const done = refusal === null ? await decide(session, view, prompt, incident, asked) : null;
  const text = refusal ?? done?.text ?? '';
  session.log.info(`${prompt}: ${text}`);
  const findings = new Findings();
  const found = findings.of(prompt);
  findings.note(prompt, done?.outcome ?? 'ignored');
  // The hand-on of the manifest and the page come before the reply.
  const effects = done === null ? null : await runEffects(session, view, done.committed.snapshot);
  found.warnings.push(...(await replyTo(session, forge, asked, text, refusal !== null)));
  if (effects === null) return end(session, view, prompt, null, found);
  found.warnings.push(...(effects.warnings.get(prompt) ?? []));
  const { snapshot, news, warnings: unverified } = await stayToVerify(session, view, effects.snapshot);
  noteVerified(findings, news, unverified);
  const last = await finishEffects(session, view, snapshot);
  found.warnings.push(...(last.warnings.get(prompt) ?? []));
  found.incident = incident.id;
  noteEnd(findings, prompt, last.snapshot.states.get(prompt));
  return end(session, view, prompt, last.snapshot, found);
}

function end(
  session: Session,
  view: View,
  prompt: string,
  snapshot: Snapshot | null,
  found: Finding,
): RunResult {
  const state = snapshot?.states.get(prompt);
  return runResult(session, {
    exit_code: found.reason === 'rollback-failed' ? 1 : 0,
    live: { branch: view.live.branch, commit: snapshot?.head ?? null },
    prompts: [promptResult(prompt, state, found)],
  });
}

/** Why this person may not decide; null when they may. */
async function refusalOf(
  session: Session,
  view: View,
  forge: Forge,
  { bad }: Incident,
  { by, wish, settled }: Asked,
): Promise<string | null> {
  // Who merges has been let to by the forge, also a merge queue, which has no permission that could be asked for.
  if (settled) return null;
  const permission = await forge.permissionOf(by);
  if (!allowed.includes(permission))
    return `Nothing was changed: @${by} has the permission \`${permission}\` here, and \`write\` is needed to decide.`;
  if (!view.config.rollback.forbid_self_approval || wish.kind === 'investigate') return null;
  const author = await forge.authorOf(bad.commit);
  if (author === null) {
    session.log.warn(`The author of ${bad.label} is not known: who answers may be the author.`);
    // Going back is the safe direction; going on needs somebody who is known to be another.
    return wish.kind === 'rollback'
      ? null
      : `Nothing was changed: the author of \`${bad.label}\` is not known, and may be @${by} (\`rollback.forbid_self_approval\`).`;
  }
  if (author.toLowerCase() !== by.toLowerCase()) return null;
  return `Nothing was changed: @${by} is the author of \`${bad.label}\`, and somebody else must decide (\`rollback.forbid_self_approval\`).`;
}

interface Decided {
  readonly committed: Committed;
  readonly outcome: Outcome;
  readonly text: string;
}

async function decide(
  session: Session,
  view: View,
  prompt: string,
  { id }: Incident,
  { wish, by }: Asked,
): Promise<Decided> {
  let text = '';
  const committed = await transact(view.live, session.clock, async (snapshot) => {
    const state = snapshot.states.get(prompt);
    const actor = session.actor(view.config, by);
    const reply: Reply =
      state === undefined ? { refused: 'The prompt is gone.' } : answer(state, id, wish, actor);
    if (state !== undefined && 'change' in reply) return draftOf(announced(state, reply.change, actor));
    text = unchanged(state, id, reply);
    return null;
  });
  noteRollbacks(session, view, committed);
  const [change] = committed.changes;
  if (change === undefined) return { committed, outcome: 'ignored', text };
  return { committed, outcome: change.outcome, text: told(change.state, id, change.outcome) };
}

/** What is said of an answer that changes nothing: the same again gets the same reply, as after a crash. */
function unchanged(state: PromptState | undefined, id: string, reply: Reply): string {
  if ('refused' in reply) return reply.refused;
  return state === undefined || 'change' in reply ? '' : told(state, id, reply.repeated);
}

function told({ incidents, stable, rollout }: PromptState, id: string, outcome: Outcome): string {
  const bad = incidents.find((incident) => incident.id === id)?.bad.label ?? 'the candidate';
  if (outcome === 'rolled-back') return `\`${bad}\` is rolled back: \`${stable.label}\` serves everyone.`;
  if (outcome === 'resumed')
    return `\`${bad}\` goes on at ${rollout?.weight ?? 0} %. The rule is muted until its severity rises.`;
  return `\`${bad}\` stays frozen at ${rollout?.weight ?? 0} % while people look into it; it pages hourly until somebody decides.`;
}

/** One reply for each comment. Who merged or closed sees it in the pull request; only a refusal is written there. */
async function replyTo(
  session: Session,
  forge: Forge,
  { key, number, wish }: Asked,
  text: string,
  refused: boolean,
): Promise<string[]> {
  if (key === null && !refused) return [];
  try {
    const line = marker('reply', key ?? `${wish.kind}-${number}`);
    await forge.reply({ number, marker: line, body: text });
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const warning = `The reply could not be written: ${error.message}`;
    session.log.warn(warning);
    return [warning];
  }
}

function ignored(session: Session, why: string): RunResult {
  session.log.info(`Nothing was changed: ${why}.`);
  return runResult(session, { reason_code: 'ignored', exit_code: 0, live: null, prompts: [] });
}
