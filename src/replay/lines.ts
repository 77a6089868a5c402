import type { Reading } from '../policy/verdict.ts';
import { counted } from '../report/format.ts';
import { waitText } from '../report/words.ts';
import type { Comparison } from './compare.ts';
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
    const more = missing == null ? '' : `, ${counted(Math.ceil(missing), 'request')} missing`;
    return `${match.name} ${rounded(match.value)} % not proven${more}`;
  });
  const waits = verdict.verdict === 'healthy' ? verdict.promotion.waits.map(waitText) : [];
  return `${at}  ${decision.kind}${why}  ${[...rules, ...open, ...verdict.gaps, ...waits].join(', ')}${cause}`.trimEnd();
}

/** One rollout of a ledger as a line for people. */
export function comparisonLine({ rollout, version, looks, recorded, replayed, differs }: Comparison): string {
  const tell = ({ decision, at, rule }: Comparison['recorded']): string =>
    [decision, rule, at].filter((part) => part !== null).join(' ');
  const mark = differs ? 'DIFFERS' : 'same';
  return `${rollout}  ${version}  ${counted(looks, 'look')}  recorded: ${tell(recorded)}  replayed: ${tell(replayed)}  ${mark}`;
}

/** The last line, on so many rollouts: `1 rollout, 0 would have ended otherwise`. */
export function totalLine(rollouts: number, differing: number): string {
  return `${counted(rollouts, 'rollout')}, ${differing} would have ended otherwise`;
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
