import type { Outcome } from '../reasons.ts';
import { clock, duration } from './format.ts';
import { clip, oneLine } from './plain.ts';
import type { PromptReport } from './run-report.ts';
import { isOutcome } from './sentence.ts';
import { deciders } from './words.ts';

/** What happens next without anybody's doing, and what a person has to do; plain text, a few sentences. `at` is the time of the run: other days are named. */
export function nextStep(report: PromptReport, at: string): string {
  if (report.error !== null) return 'Nothing was changed for this prompt; what is live keeps serving.';
  return isOutcome(report.outcome) ? steps[report.outcome]({ ...report, at }) : 'See the log.';
}

/** When the bake time is over and everything is healthy, what the candidate gets. */
function onward({ stage }: PromptReport): string {
  if (stage === null) return 'The next run looks again.';
  const { next, bakeLeftSeconds } = stage;
  const when =
    bakeLeftSeconds === null || bakeLeftSeconds <= 0 ? 'At the next look' : `In ${duration(bakeLeftSeconds)}`;
  return next === null
    ? `${when} it becomes known as good, if no limit is crossed.`
    : `${when} it gets ${next} %, if no limit is crossed and enough is proven.`;
}

/** When the step of a gradual rollback is over, what is left on the bad version. */
function downward({ stage }: PromptReport): string {
  const [next, seconds] = [stage?.next ?? null, stage?.bakeLeftSeconds ?? null];
  if (next === null || seconds === null) return 'The next look takes the step that is due.';
  const when = seconds <= 0 ? 'At the next look' : `In ${duration(seconds)}`;
  return `${when}, ${next} % of the traffic is left on it; all of it moves at once if the error rate is over the limit or a critical rule is crossed.`;
}

/** Who has to decide until when, and with what. The limit of a question is a moment, so that nobody has to count. */
function decide({ incident, verdict, at }: PromptReport & { readonly at: string }): string {
  const question = incident?.question ?? null;
  const match = verdict?.matches.find(({ name }) => name === incident?.rule);
  const named = match === undefined ? 'a person' : (deciders[match.decider] ?? match.decider);
  const who = `${named.charAt(0).toUpperCase()}${named.slice(1)}`;
  const when: Readonly<Record<NonNullable<typeof question>['status'], string>> = {
    open: `${who} decides by ${clock(question?.expires_at ?? at, at)}`,
    expired: `The time to decide was over at ${clock(question?.expires_at ?? at, at)}. ${who} decides now`,
    investigating: `${clip(oneLine(question?.answer?.by ?? 'A person'), 60)} looks into it, a page goes out every hour, and nothing expires. The decision is made`,
    answered: `${who} decides`,
  };
  const begin = question === null ? `${who} decides` : when[question.status];
  const stop = question?.status === 'investigating' ? '' : ', /investigate to stop the clock';
  return `${begin} in the revert pull request: merge it or comment /rollback to roll back, /resume with the reason to go on${stop}. Until then the weight stays; a critical rule rolls back by itself.`;
}

const hold = 'The weight stays as it is. The next run looks again.';

const steps: Readonly<Record<Outcome, (report: PromptReport & { readonly at: string }) => string>> = {
  adopted: () => 'The next version that is merged starts a rollout.',
  soaking: () => 'When it has been healthy in staging for the soak time, its first stage begins.',
  started: onward,
  superseded: onward,
  withdrawn: () => 'The next version that is merged starts a rollout.',
  advanced: onward,
  watching: onward,
  completed: () => 'The next version that is merged starts a rollout.',
  baking: onward,
  proving: () =>
    'Every look counts again; once enough is proven, the candidate gets the next weight. Nobody has to do anything.',
  unproven: () =>
    'The stage holds until more requests prove the crossing or clear it. Nobody is asked or paged for it.',
  observing: () =>
    'The weight stays. When the limit is still crossed at the end of the observation, a person is asked.',
  resolved: onward,
  asked: decide,
  asking: decide,
  investigating: decide,
  resumed: onward,
  reverting: downward,
  paused: () =>
    'The weight stays as it is until the version that takes over has been healthy for the time of a step. A person may roll back to an older version.',
  outage: () => `${hold} Look at the provider of the model, or at what grades the answers.`,
  inconclusive: () => `${hold} Nothing advances, and nothing is rolled back, without a judgement.`,
  'rolled-back': () =>
    'Merge the revert pull request, so that the default branch holds what serves. The bad version is in quarantine and does not start again.',
  'rollback-failed': () =>
    'A person must look: the incident names whom to call, and the older good versions to go back to.',
  'already-rolled-back': () => 'Nothing. To go further back, name the version: `target-version`.',
  ignored: () => 'Nothing was changed.',
  lifted: () => 'The next run of promote may start it again.',
  planned: () => 'Nothing was written. Without `dry-run` this plan is carried out.',
  pruned: () => 'Versions that are kept can be rolled back to.',
  'drill-passed': () => 'Everything that the drill made is marked and cleaned up.',
  'drill-missed': () => 'Mend what was slow or broken before it is needed.',
  'doctor-healthy': () => 'Nothing: all is well.',
  'doctor-unsure': () => 'Each warning, and each thing that could not be checked, names what helps.',
  'doctor-problems': () => 'Mend the problems: each names its cure.',
  'nothing-to-do': () => 'The next version that is merged starts a rollout.',
  healthy: () => 'Nothing was written: this was a look.',
  unhealthy: () => 'Nothing was written: this was a look. A run of promote acts on it.',
  reported: () => 'Nothing was written.',
  initialized: () => 'Commit the files, and look at the configuration first.',
  valid: () => 'It can be merged.',
  replayed: () => 'Nothing: a replay touches nothing.',
  'demo-completed': () => 'Nothing outside of the demo was touched.',
};
