import { resolvePrompt } from '../config/load.ts';
import type { BaselineTest } from '../config/schema.ts';
import { fail } from '../errors/fail.ts';
import { safeLine } from '../host/safe-line.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { PromptState, Version } from '../live/state.ts';
import { isPrevious } from '../rollout/target.ts';
import { versionFiles } from './archive.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** What the ledger and the incident say of a rollback that was forced past its test. */
export const skippedByForce = 'baseline test skipped by force';

/** Tests each version once in a run, however often the run decides anew. */
export interface BaselineChecks {
  /**
   * Makes sure that `target` may be put back: the previous version, or one whose test passes. Returns what is to be
   * added to the reason, null when nothing is. Throws `baseline-test-failed`, and nothing is written then.
   */
  require(snapshot: Snapshot, state: PromptState, target: Version): Promise<string | null>;
}

/** The checks of one run; the commands come from the configuration on the default branch. */
export function baselineChecks(session: Session, view: View): BaselineChecks {
  const passed = new Set<string>();
  return {
    async require(snapshot, state, target) {
      const test = isPrevious(state, target) ? null : testOf(view, state.prompt);
      if (test === null) return null;
      if (session.inputs.force) return skippedByForce;
      const key = `${state.prompt}/${target.digest}`;
      if (!passed.has(key)) await runTest(session, view, snapshot, state.prompt, target, test);
      passed.add(key);
      return null;
    },
  };
}

/** A prompt that left the configuration has the common test. */
function testOf({ config }: View, prompt: string): BaselineTest | null {
  return Object.hasOwn(config.prompts, prompt)
    ? resolvePrompt(config, prompt).baselineTest
    : (config.rollback.baseline_test ?? null);
}

async function runTest(
  { log, baseline }: Session,
  view: View,
  snapshot: Snapshot,
  prompt: string,
  { label, ...version }: Version,
  { command, timeout }: BaselineTest,
): Promise<void> {
  const files = await versionFiles(view, snapshot, prompt, { label, ...version });
  log.info(`${prompt}: the baseline test of ${label} runs`);
  const ended = await baseline({ prompt, version: label, path: version.path, files, command, timeout });
  const lines = ended.lines.map(safeLine);
  for (const line of lines) log.info(`  ${line}`);
  if (ended.passed) {
    log.info(`${prompt}: the baseline test of ${label} ${ended.outcome}`);
    return;
  }
  const output = lines.length === 0 ? '' : ` Its last lines: ${lines.slice(-3).join(' / ')}`;
  throw fail('baseline-test-failed', { prompt, version: label, outcome: safeLine(ended.outcome), output });
}
