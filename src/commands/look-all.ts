import { resolvePrompt } from '../config/load.ts';
import type { Snapshot } from '../live/snapshot.ts';
import { withCascades } from '../policy/cascade.ts';
import type { Findings } from './findings.ts';
import { act, type Looked, type Seen, see } from './look.ts';
import { runningStates } from './prompts.ts';
import type { Session, View } from './session.ts';

/**
 * Sees all running rollouts first, since related prompts that fail together are judged together; then acts.
 * Returns what was seen, by prompt.
 */
export async function lookAtAll(
  session: Session,
  view: View,
  before: Snapshot,
  findings: Findings,
): Promise<ReadonlyMap<string, Seen>> {
  const metrics = await session.metrics(view.config);
  const all: Seen[] = [];
  const running = runningStates(before, session.inputs.prompt);
  await Promise.all(
    running.map((state) =>
      findings.guard(state.prompt, async () => {
        const seen = await see(session, view, metrics, before, state);
        if (seen !== null) all.push(seen);
      }),
    ),
  );
  const related = (id: string): readonly string[] =>
    Object.hasOwn(view.config.prompts, id) ? resolvePrompt(view.config, id).related : [];
  const verdicts = withCascades(
    all.map(({ prompt, sight }) => ({ prompt, related: related(prompt), verdict: sight.verdict })),
  );
  await Promise.all(
    all.map((seen) =>
      findings.guard(seen.prompt, async () => {
        const verdict = verdicts.get(seen.prompt) ?? seen.sight.verdict;
        noteLook(findings, await act(session, view, { ...seen, sight: { ...seen.sight, verdict } }));
      }),
    ),
  );
  return new Map(all.map((seen) => [seen.prompt, seen]));
}

function noteLook(findings: Findings, { prompt, outcome, sight, committed }: Looked): void {
  findings.note(prompt, outcome);
  const found = findings.of(prompt);
  found.verdict = sight.verdict;
  found.warnings.push(...(committed?.warnings ?? []));
  const state = committed?.snapshot.states.get(prompt);
  if (outcome === 'rolled-back' || outcome === 'asked') found.incident = state?.incidents[0]?.id ?? null;
}
