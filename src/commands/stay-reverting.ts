import { resolvePrompt } from '../config/load.ts';
import { policySchema } from '../config/policy-schema.ts';
import { messageOf } from '../errors/fail.ts';
import { readSnapshot, type Snapshot } from '../live/snapshot.ts';
import type { PromptState } from '../live/state.ts';
import type { Pace } from '../rollout/gradual.ts';
import { type EffectsReport, runEffects, withWarnings } from './effects.ts';
import { act, see } from './look.ts';
import { isPassing } from './passing.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** Whether a manual rollback goes step by step: as its input says, else the configuration. */
export function isGradual({ inputs }: Session, { config }: View): boolean {
  return (inputs.strategy || config.rollback.strategy) === 'gradual';
}

/** How a gradual rollback of this prompt goes; one that left the configuration is judged by the usual policy. */
export function paceOf({ config }: View, prompt: string): Pace {
  const { step } = config.rollback.gradual;
  if (!Object.hasOwn(config.prompts, prompt)) return { step, policy: policySchema.parse({}) };
  return { step, policy: resolvePrompt(config, prompt).policy };
}

/**
 * Stays with the gradual rollback of these prompts until it has ended, whoever takes its last step: a look, and what
 * follows from it, every `rollback.gradual.interval`. Each step is due by the clock, and the live branch alone tells
 * which were taken, so a promotion that looks meanwhile, or after this run has died, takes the same steps. Returns
 * `start` when there is none.
 */
export async function stayReverting(
  session: Session,
  view: View,
  prompts: readonly string[],
  start: EffectsReport,
): Promise<EffectsReport> {
  let report = start;
  let { interval } = view.config.rollback.gradual;
  while (revertingStates(report.snapshot, prompts).length > 0) {
    await session.clock.sleep(interval);
    try {
      const now = await session.view();
      interval = now.config.rollback.gradual.interval;
      report = await lookOnce(session, now, prompts, report);
    } catch (error) {
      if (!isPassing(error)) throw error;
      session.log.warn(`This look failed, the next one tries again: ${messageOf(error)}`);
    }
  }
  return report;
}

async function lookOnce(
  session: Session,
  view: View,
  prompts: readonly string[],
  { warnings }: EffectsReport,
): Promise<EffectsReport> {
  const before = readSnapshot(await view.live.read(), view.live.branch);
  const states = revertingStates(before, prompts);
  const metrics = states.length === 0 ? null : await session.metrics(view.config);
  const all = await Promise.all(states.map((state) => see(session, view, metrics, before, state)));
  for (const seen of all) if (seen !== null) await act(session, view, seen);
  // Also after the last step: a look that broke off behind it has left its effects.
  const after = states.length === 0 ? before : readSnapshot(await view.live.read(), view.live.branch);
  const report = await runEffects(session, view, after);
  return { ...report, warnings: withWarnings(warnings, report.warnings) };
}

function revertingStates({ states }: Snapshot, prompts: readonly string[]): PromptState[] {
  return prompts
    .flatMap((prompt) => states.get(prompt) ?? [])
    .filter(({ rollout }) => rollout?.phase === 'reverting');
}
