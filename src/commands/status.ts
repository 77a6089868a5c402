import { resolvePrompt } from '../config/load.ts';
import { readSnapshot } from '../live/snapshot.ts';
import { type PromptResult, type RunResult, resultError } from '../result.ts';
import { driftOf } from './drift.ts';
import { promptResult, selectPrompts } from './prompts.ts';
import { prune } from './prune.ts';
import { runResult } from './run-result.ts';
import type { Session } from './session.ts';

/**
 * What is live, what is rolling out, and how the default branch and the live branch differ; with `html` also as a
 * page in that folder. Writes nothing to the repository, but with `prune` removes the tags of versions that are past their time.
 */
export async function status(session: Session): Promise<RunResult> {
  const view = await session.view();
  const { config, live } = view;
  const snapshot = readSnapshot(await live.read(), live.branch);
  const name = session.inputs.prompt;
  const ids =
    snapshot.states.has(name) || snapshot.damaged.has(name)
      ? [name]
      : selectPrompts(config, name).map(({ id }) => id);
  const left =
    name === ''
      ? [...snapshot.states.keys(), ...snapshot.damaged.keys()].filter(
          (id) => !Object.hasOwn(config.prompts, id),
        )
      : [];
  const prompts: PromptResult[] = [];
  for (const id of [...ids, ...left]) {
    const state = snapshot.states.get(id);
    const damage = snapshot.damaged.get(id);
    if (damage !== undefined) {
      prompts.push(promptResult(id, state, { reason: damage.code, error: resultError(damage) }));
      continue;
    }
    const prompt = Object.hasOwn(config.prompts, id) ? resolvePrompt(config, id) : null;
    prompts.push(promptResult(id, state, { reason: 'reported', drift: await driftOf(view, prompt, state) }));
  }
  const { html } = session.inputs;
  if (html !== '') {
    const { writePage } = await import('./status-page.ts');
    session.log.info(`Status page: ${await writePage(session, view, snapshot, prompts, html)}`);
  }
  const pruned = session.inputs.prune ? await prune(session, view, snapshot) : null;
  const failed = prompts.find(({ error }) => error !== null);
  return runResult(session, {
    reason_code: failed?.reason_code ?? (pruned === null ? 'reported' : 'pruned'),
    plan: pruned,
    exit_code: failed === undefined ? 0 : 2,
    live: { branch: live.branch, commit: snapshot.head },
    prompts,
  });
}
