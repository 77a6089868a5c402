import { resolvePrompt } from '../config/load.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { Version } from '../live/state.ts';
import { withCascades } from '../policy/cascade.ts';
import type { Outcome } from '../reasons.ts';
import { verdictText } from '../report/words.ts';
import { clusters } from '../rollout/group.ts';
import type { Findings } from './findings.ts';
import { actTogether, type Looked, rollsBack, type Seen, see } from './look.ts';
import { type Sight, sightStable } from './observe.ts';
import { runningStates } from './prompts.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/**
 * Sees all running rollouts first, since related prompts that fail together are judged together; then acts. What
 * rolls back together is one commit and one incident. A run for one prompt sees the related ones as well, and
 * acts on those that fail with it. Returns what was seen, by prompt.
 */
export async function lookAtAll(
  session: Session,
  view: View,
  before: Snapshot,
  findings: Findings,
): Promise<ReadonlyMap<string, Seen>> {
  const metrics = await session.metrics(view.config);
  const all: Seen[] = [];
  await Promise.all(
    runningStates(before, '').map(async (state) => {
      if (!concerns(session, view, state.prompt)) return;
      await findings.guard(state.prompt, async () => {
        const seen = await see(session, view, metrics, before, state);
        if (seen !== null) all.push(seen);
      });
    }),
  );
  const judged = withVerdicts(view, all);
  const failing = judged.filter((seen) => rollsBack(session, view, seen));
  const groups = clusters(failing.map(({ prompt }) => ({ id: prompt, related: relatedTo(view, prompt) })));
  const wanted = ({ prompt }: Seen): boolean =>
    session.inputs.prompt === '' || session.inputs.prompt === prompt;
  const together = groups
    .map((group) => failing.filter(({ prompt }) => group.includes(prompt)))
    .filter((group) => group.some(wanted));
  const alone = judged.filter((seen) => wanted(seen) && !failing.includes(seen)).map((seen) => [seen]);
  await Promise.all(
    [...together, ...alone].map(async (group) => {
      const [first] = group;
      if (first === undefined) return;
      const prompts = group.map(({ prompt }) => prompt);
      await findings.guardAll(prompts, async () => {
        const looked = await actTogether(session, view, group);
        for (const [index, each] of looked.entries()) noteLook(findings, group[index] ?? first, each);
      });
    }),
  );
  return new Map(all.map((seen) => [seen.prompt, seen]));
}

/** Whether this run looks at a prompt, rolling out or not: it is the one that was named, or related to it. */
function concerns({ inputs: { prompt: wanted } }: Session, view: View, prompt: string): boolean {
  if (wanted === '' || wanted === prompt) return true;
  return relatedTo(view, wanted).includes(prompt) || relatedTo(view, prompt).includes(wanted);
}

function relatedTo({ config }: View, prompt: string): readonly string[] {
  return Object.hasOwn(config.prompts, prompt) ? resolvePrompt(config, prompt).related : [];
}

/** The same looks, those of a cascade with its severity. */
function withVerdicts(view: View, all: readonly Seen[]): Seen[] {
  const verdicts = withCascades(
    all.map(({ prompt, sight }) => ({ prompt, related: relatedTo(view, prompt), verdict: sight.verdict })),
  );
  return all
    .map((seen) => ({
      ...seen,
      sight: { ...seen.sight, verdict: verdicts.get(seen.prompt) ?? seen.sight.verdict },
    }))
    .sort((one, other) => (one.prompt < other.prompt ? -1 : 1));
}

/** Seconds of a resting version's history: every look asks for it, for every prompt. */
const recent = 3600;

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
  await Promise.all(
    resting
      .filter(({ prompt }) => concerns(session, view, prompt))
      .map(({ prompt, stable }) =>
        findings.guard(prompt, async () => {
          const { policy } = resolvePrompt(view.config, prompt);
          const now = session.clock.now();
          const sight = await sightStable(metrics, prompt, stable, policy, now, recent);
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
  // What this run did of the prompt, such as to start a newer version, says more.
  if (findings.of(prompt).reason === 'nothing-to-do') findings.note(prompt, 'unhealthy');
  findings.of(prompt).verdict ??= verdict;
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
