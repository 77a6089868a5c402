import { fail } from '../errors/fail.ts';
import { parseLedger } from '../live/ledger.ts';
import { ledgerFile, readSnapshot, type Snapshot } from '../live/snapshot.ts';
import { transact } from '../live/transact.ts';
import type { RunResult } from '../result.ts';
import { lift, notQuarantined, quarantined, wasLifted } from '../rollout/lift.ts';
import { draftOf } from './commit.ts';
import { promptResult, selectPrompts } from './prompts.ts';
import { knownVersions } from './rollback-draft.ts';
import { runResult } from './run-result.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/**
 * Takes a version out of quarantine, at a person's word and with their reason, in one commit. The same request
 * again has nothing to do. Throws `quarantine-unknown`, `quarantine-empty` and `quarantine-ambiguous`.
 */
export async function liftQuarantine(session: Session): Promise<RunResult> {
  const { inputs, log, facts } = session;
  const { prompt, lift: name, reason } = inputs;
  const view = await session.view();
  const first = readSnapshot(await view.live.read(), view.live.branch);
  if (!first.states.has(prompt)) throw first.damaged.get(prompt) ?? unknown(view, prompt);
  const actor = session.actor(view.config, facts.actor ?? 'operator');
  const draft = async (snapshot: Snapshot) => {
    const state = snapshot.states.get(prompt);
    if (state === undefined) throw snapshot.damaged.get(prompt) ?? unknown(view, prompt);
    const entry = quarantined(state, name);
    if (entry === null && wasLifted(eventsOf(view, snapshot, prompt), name)) return null;
    if (entry === null) throw notQuarantined(state, name);
    const { all } = knownVersions(view, snapshot, state);
    const version = all.find(({ digest }) => digest === entry.digest) ?? null;
    return draftOf(lift(state, entry, version, reason, actor));
  };
  const plan = inputs['dry-run'] ? await draft(first) : null;
  const snapshot = inputs['dry-run'] ? first : (await transact(view.live, session.clock, draft)).snapshot;
  log.info(`${prompt}: ${name} ${inputs['dry-run'] ? 'would be' : 'is'} out of quarantine: ${reason}`);
  return runResult(session, {
    exit_code: 0,
    live: { branch: view.live.branch, commit: snapshot.head },
    prompts: [
      promptResult(prompt, snapshot.states.get(prompt), {
        reason: inputs['dry-run'] ? 'planned' : 'lifted',
      }),
    ],
    plan: plan === null ? null : { commit: { branch: view.live.branch, message: plan.message } },
  });
}

function unknown({ config }: View, prompt: string): Error {
  selectPrompts(config, prompt);
  return fail('not-adopted', { prompt });
}

function eventsOf(view: View, snapshot: Snapshot, prompt: string) {
  return parseLedger(snapshot.ledgers.get(prompt) ?? '', ledgerFile(prompt), view.live.branch);
}
