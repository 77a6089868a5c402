import type { Outcome } from '../reasons.ts';
import { clock, duration, secondsBetween } from './format.ts';
import { clip, oneLine } from './plain.ts';
import type { PromptReport } from './run-report.ts';
import { bareLimit, besideStable, headline, verdictText, waitText } from './words.ts';

/** Everything of a prompt's report but the sentence that is made from it. */
export type Told = Omit<PromptReport, 'sentence'>;

/** What became of a prompt in this run, in one sentence of plain text on one line: for log and summary. */
export function sentence(told: Told): string {
  const back = told.error === null && told.outcome === 'rolled-back' ? rolledBack(told) : null;
  if (back !== null) return clip(oneLine(back), 500);
  const text = told.error === null ? outcomeText(told) : told.error.message;
  return clip(oneLine(`${told.id}: ${text}`), 500);
}

function outcomeText(told: Told): string {
  return isOutcome(told.outcome) ? texts[told.outcome](told) : `it failed (${told.outcome}).`;
}

/** Whether a reason code is an outcome, and no error. */
export function isOutcome(code: Told['outcome']): code is Outcome {
  return Object.hasOwn(texts, code);
}

const stable = ({ stable: label }: Told): string => label ?? 'the stable version';
const candidate = ({ candidate: label }: Told): string => label ?? 'the candidate';
const share = ({ weight }: Told): string => (weight === null ? '' : ` at ${weight} %`);
const why = ({ verdict }: Told): string => {
  const text = verdict === null ? '' : verdictText(verdict);
  return text === '' ? '' : `: ${text}`;
};
const waits = ({ verdict }: Told): string => {
  const texts = verdict?.promotion.waits.map(waitText) ?? [];
  return texts.length === 0 ? '' : ` (${texts.join('; ')})`;
};
/** The version that was looked at: the candidate, or stable where there is no rollout. */
const subject = (told: Told): string =>
  told.candidate === null ? stable(told) : `${candidate(told)}${share(told)}`;
const left = ({ stage }: Told, what: string): string =>
  stage?.bakeLeftSeconds == null || stage.bakeLeftSeconds === 0
    ? ''
    : `, ${duration(stage.bakeLeftSeconds)} of ${what} left`;

/** What a gradual rollback has left on the bad version: `75 % left on v2.0.0`. */
const leftOn = (told: Told): string =>
  told.weight === null ? `away from ${candidate(told)}` : `${told.weight} % left on ${candidate(told)}`;

/**
 * `Rolled back customer-support v2.0.0 → v1.9.0: error rate 8.4 % since 14:02:30 UTC, limit 5 %, 31 s after it began.` Null where no
 * incident tells.
 */
function rolledBack(told: Told): string | null {
  const { id, incident, verdict } = told;
  if (incident === null) return null;
  const head = `Rolled back ${id} ${candidate(told)} → ${incident.good.label}`;
  const match = verdict?.matches.find(({ name }) => name === incident.rule) ?? null;
  if (match === null || verdict === null) {
    const who = incident.decided_by === 'system' ? '' : `, decided by ${incident.decided_by}`;
    return `${head}${who}: ${incident.reason.replace(/\.$/, '')}.`;
  }
  const seconds = secondsBetween(incident.began_at, incident.decided_at);
  // A look's window may begin before the rollout; what began is no older than that.
  const since = incident.began_at ?? match.since;
  const parts = [
    `${headline(match)}${besideStable(match, verdict.readings)}${since === null ? '' : ` since ${clock(since, incident.decided_at)}`}`,
    `limit ${bareLimit(match)}`,
    ...(seconds === null ? [] : [`${duration(seconds)} after it began`]),
  ];
  return `${head}: ${parts.join(', ')}.`;
}

const texts: Readonly<Record<Outcome, (told: Told) => string>> = {
  adopted: (told) => `${stable(told)} is adopted as stable and serves everyone; it was not gated.`,
  soaking: (told) => `a new version is in staging, and ${stable(told)} serves everyone${why(told)}.`,
  started: (told) => `the rollout of ${candidate(told)} over ${stable(told)} started${share(told)}.`,
  superseded: (told) => `${candidate(told)} took the place of the candidate and started${share(told)}.`,
  withdrawn: (told) => `the default branch went back to ${stable(told)}, so the rollout ended.`,
  advanced: (told) => `${candidate(told)} passed its stage and is${share(told)} now${why(told)}.`,
  watching: (told) => `${candidate(told)} passed the last stage, serves everyone and is watched${why(told)}.`,
  completed: (told) => `${stable(told)} is known as good and is the stable version.`,
  baking: (told) => `${subject(told)} is healthy so far${left(told, 'this stage')}${why(told)}.`,
  proving: (told) => `${subject(told)} is healthy, and the next stage needs more proof${waits(told)}.`,
  unproven: (told) => `${subject(told)} is held until a crossed limit is proven or passes${why(told)}.`,
  observing: (told) => `${subject(told)} is over a limit and is observed${why(told)}.`,
  resolved: (told) => `${subject(told)} is below the limit again, and the rollout goes on${why(told)}.`,
  asked: (told) => `${candidate(told)} is frozen${share(told)}, and a person must decide${why(told)}.`,
  asking: (told) => `${candidate(told)} stays frozen${share(told)} until a person decides${why(told)}.`,
  investigating: (told) =>
    `${candidate(told)} stays frozen${share(told)} while a person looks into it${why(told)}.`,
  resumed: (told) => `${candidate(told)}${share(told)} goes on, as a person decided.`,
  reverting: (told) => `gradual rollback to ${stable(told)}, ${leftOn(told)}${why(told)}.`,
  paused: (told) =>
    `gradual rollback paused, ${leftOn(told)}: ${stable(told)}, which takes over, is unhealthy${why(told)}.`,
  outage: (told) => `${subject(told)} is held, since a rollback would not help${why(told)}.`,
  inconclusive: (told) => `${subject(told)} is held, since the metrics do not allow a judgement${why(told)}.`,
  'rolled-back': (told) =>
    `${candidate(told)} was rolled back, and ${stable(told)} serves everyone again${why(told)}.`,
  'rollback-failed': (told) => `${stable(told)} was put back, and it did not help.`,
  'already-rolled-back': (told) =>
    `the same rollback was done moments ago, and ${stable(told)} serves everyone.`,
  ignored: () => 'nothing was changed.',
  lifted: () => 'a version was released from quarantine.',
  planned: (told) => `the plan of a rollback of ${subject(told)}; nothing was written.`,
  pruned: () => 'version tags past their time were looked at.',
  'drill-passed': () => 'the rehearsed rollback met its targets.',
  'drill-missed': () => 'the rehearsed rollback missed a target.',
  'doctor-healthy': () => 'all checks of the set-up were made, and all is well.',
  'doctor-unsure': () => 'no check of the set-up found a problem; some warn, or could not be made.',
  'doctor-problems': () => 'a check of the set-up found a problem.',
  'nothing-to-do': (told) => `${stable(told)} serves everyone, and nothing is open.`,
  healthy: (told) => `${subject(told)} keeps all limits${why(told)}.`,
  unhealthy: (told) => `${subject(told)} is over a limit${why(told)}.`,
  reported: (told) =>
    told.candidate === null ? `${stable(told)} serves everyone.` : `${subject(told)}, over ${stable(told)}.`,
  initialized: () => 'the first files were written; what was there already was kept.',
  valid: () => 'the configuration and the prompts can be used as they are.',
  replayed: () => 'the recording was run through the policy; nothing was touched.',
  'demo-completed': () => 'the demo shipped a good version and rolled a bad one back.',
};
