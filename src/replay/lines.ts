import type { Reading } from '../policy/verdict.ts';
import { waitText } from '../report/words.ts';
import type { Played } from './play.ts';

/** One look as a line of JSON: `{"at", "decision", "severity", "rules", "cause", "evidence": {…}}`. */
export function jsonLine({ at, verdict, decision }: Played): Record<string, unknown> {
  const evidence = Object.fromEntries(
    verdict.readings.map((reading) => [reading.metric, evidenceOf(reading)]),
  );
  return {
    at,
    decision: decision.kind,
    why: decision.kind === 'hold' ? decision.why : null,
    severity: verdict.severity,
    rules: verdict.matches.map(({ name }) => name),
    unproven: verdict.unproven.map(({ name }) => name),
    cause: verdict.cause,
    gaps: verdict.gaps,
    evidence,
  };
}

/** One look as a line for people. */
export function textLine({ at, verdict, decision }: Played): string {
  const why = decision.kind === 'hold' ? ` (${decision.why})` : '';
  const rules = verdict.matches.map(({ name, value }) => `${name} ${rounded(value)} %`);
  const cause = verdict.cause === null ? '' : `  cause ${verdict.cause}`;
  const open = verdict.unproven.map((match) => {
    const missing = verdict.readings.find(({ metric }) => metric === match.metric)?.proof?.missing_requests;
    const more = missing == null ? '' : `, ${missing} requests missing`;
    return `${match.name} ${rounded(match.value)} % not proven${more}`;
  });
  const waits = verdict.verdict === 'healthy' ? verdict.promotion.waits.map(waitText) : [];
  return `${at}  ${decision.kind}${why}  ${[...rules, ...open, ...verdict.gaps, ...waits].join(', ')}${cause}`.trimEnd();
}

function evidenceOf({ value, since, proof }: Reading): Record<string, unknown> {
  return {
    value,
    since,
    log_e: proof?.log_e ?? null,
    proven: proof?.proven ?? null,
    p: proof?.p ?? null,
    missing_requests: proof?.missing_requests ?? null,
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
