import { resolvePrompt } from '../config/load.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { Version } from '../live/state.ts';
import { withCascades } from '../policy/cascade.ts';
import type { Outcome } from '../reasons.ts';
import { verdictText } from '../report/words.ts';
import type { Findings } from './findings.ts';
import { act, type Looked, type Seen, see } from './look.ts';
import { type Sight, sightStable } from './observe.ts';
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
        noteLook(findings, seen, await act(session, view, { ...seen, sight: { ...seen.sight, verdict } }));
      }),
    ),
  );
  return new Map(all.map((seen) => [seen.prompt, seen]));
}

/**
 * Looks at stable versions that serve everyone, by the mature limits. A bad one is said and nothing more: there is
 * nothing that a look could put back without a person's word.
 */
export async function lookAtStable(
  session: Session,
  view: View,
  before: Snapshot,
  findings: Findings,
): Promise<void> {
  const metrics = await session.metrics(view.config);
  if (metrics === null) return;
  const resting = [...before.states.values()].filter(
    ({ prompt, rollout }) => rollout === null && Object.hasOwn(view.config.prompts, prompt),
  );
  const { prompt: wanted } = session.inputs;
  await Promise.all(
    resting
      .filter(({ prompt }) => wanted === '' || wanted === prompt)
      .map(({ prompt, stable }) =>
        findings.guard(prompt, async () => {
          const { policy } = resolvePrompt(view.config, prompt);
          const sight = await sightStable(metrics, prompt, stable, policy, session.clock.now());
          if (sight.verdict.matches.length > 0) noteUnhealthy(session, findings, prompt, stable, sight);
        }),
      ),
  );
}

function noteUnhealthy(
  { log }: Session,
  findings: Findings,
  prompt: string,
  stable: Version,
  { verdict }: Sight,
): void {
  findings.note(prompt, 'unhealthy');
  findings.of(prompt).verdict = verdict;
  log.warn(`${prompt}: the stable version ${stable.label} is over a limit: ${verdictText(verdict)}`);
}

/** Outcomes that are those of the newest incident. */
const about: readonly Outcome[] = ['rolled-back', 'asked', 'reverting', 'paused'];

function noteLook(findings: Findings, before: Seen, { prompt, outcome, sight, committed }: Looked): void {
  findings.note(prompt, outcome);
  const found = findings.of(prompt);
  found.verdict = sight.verdict;
  found.warnings.push(...(committed?.warnings ?? []));
  const state = committed?.snapshot.states.get(prompt) ?? before.state;
  if (about.includes(outcome)) found.incident = state.incidents[0]?.id ?? null;
}
