import * as core from '@actions/core';
import { readInputs } from '../inputs.ts';
import { outputsOf, type RunResult } from '../result.ts';
import { actionLog } from './action-log.ts';
import { readFacts } from './facts.ts';
import { masksOf } from './masks.ts';
import type { Host } from './port.ts';
import { safeLine } from './safe-line.ts';

/** The host inside a GitHub Actions step: inputs, masked secrets, annotations, outputs, job summary. */
export function actionHost(): Host {
  const verbose = /^true$/i.test(core.getInput('verbose'));
  return {
    facts: readFacts(process.env),
    log: actionLog(verbose || core.isDebug()),
    readInputs: () => {
      for (const form of masksOf((name) => core.getInput(name))) core.setSecret(form);
      return readInputs((name) => core.getInput(name));
    },
    json: false,
    print: (line) => core.info(safeLine(line)),
    finish: report,
  };
}

/** Writes outputs and the job summary. A summary that cannot be written is a warning, not a failure. */
async function report(result: RunResult, summary: string): Promise<void> {
  for (const [name, value] of Object.entries(outputsOf(result))) core.setOutput(name, value);
  if (summary === '' || !process.env.GITHUB_STEP_SUMMARY) return;
  try {
    await core.summary.addRaw(summary, true).write();
  } catch (error) {
    core.warning(safeLine(`The job summary could not be written: ${String(error)}`));
  }
}
