import type { Clock } from '../clock.ts';
import { type Finding, sorted, tally, tried } from '../doctor/finding.ts';
import { repositoryFinding, withoutRepository } from '../doctor/source.ts';
import type { Host } from '../host/port.ts';
import type { Inputs } from '../inputs.ts';
import type { RunResult } from '../result.ts';
import { examine } from './doctor-examine.ts';
import { runResult } from './run-result.ts';
import { openSession } from './session.ts';

/**
 * Checks how everything is set up, and says of each finding what mends it. Writes nothing, sends nothing to people.
 * Exit code 1 when there is a problem; what could not be checked is unknown, and never well.
 */
export async function doctor({ facts, log }: Host, inputs: Inputs, clock: Clock): Promise<RunResult> {
  // What a session warns of is a finding here.
  const quiet = { ...log, warn: log.debug };
  const opened = await tried(() => openSession({ inputs, facts, log: quiet, clock }));
  if (!opened.known)
    return report(inputs, clock, inputs.repository || facts.repository || 'No repository', null, [
      repositoryFinding(opened),
      ...withoutRepository(),
    ]);
  const session = opened.value;
  try {
    const { findings, live } = await examine(session);
    return report(inputs, clock, session.repository, live, findings);
  } finally {
    await session.close();
  }
}

function report(
  inputs: Inputs,
  clock: Clock,
  repository: string,
  live: RunResult['live'],
  findings: readonly Finding[],
): RunResult {
  const problems = tally(findings, 'problem') > 0;
  const doubts = tally(findings, 'ok') < findings.length;
  return runResult(
    { inputs, clock },
    {
      reason_code: problems ? 'doctor-problems' : doubts ? 'doctor-unsure' : 'doctor-healthy',
      exit_code: problems ? 1 : 0,
      live,
      prompts: [],
      doctor: { repository, findings: sorted(findings) },
    },
  );
}
