import { type ErrorCode, errorCodes } from './errors/catalogue.ts';

/** How a run, or a prompt in it, can end well or as the product intends. Value: what the code tells a reader. */
export const outcomes = {
  adopted: 'The prompt was seen for the first time; its version serves everyone, ungated.',
  soaking: 'The new version is in staging and must be healthy there before its first stage.',
  started: 'A rollout of a new version began at stage one.',
  superseded: 'A newer version took the place of the candidate and began at stage one.',
  withdrawn: 'The default branch went back to the stable version; the rollout ended.',
  advanced: 'The stage was passed; the candidate got the next weight.',
  watching: 'The last stage was passed; the candidate serves everyone and is watched.',
  completed: 'The watch ended well; the version is known as good.',
  baking: 'Healthy so far; the bake time of the stage is not over.',
  proving: 'Healthy, and the bake time is over; the evidence does not allow the next stage yet.',
  unproven: 'A rule is crossed and it is not proven that the candidate is to blame; held.',
  observing: 'A medium rule or gate limit is crossed; it is observed before anyone is asked.',
  resolved: 'A crossing under observation is over; the rollout goes on.',
  asked: 'A high rule is crossed; the weight is frozen and a person is asked.',
  asking: 'A question is open; the weight stays frozen until a person decides.',
  investigating: 'A person looks into an open question; the weight stays frozen.',
  resumed: 'A person let the rollout go on, with a reason.',
  reverting: 'A gradual rollback takes the traffic away from the bad version step by step.',
  paused: 'A gradual rollback pauses, because the version that takes over is unhealthy.',
  outage: 'Both versions are bad alike; held, since a rollback would not help.',
  inconclusive: 'The metrics do not allow a judgement; held.',
  'rolled-back': 'The stable version was put back.',
  'rollback-failed': 'The stable version was put back, and it did not help.',
  'already-rolled-back': 'The same rollback was done moments ago; name a target-version to go further back.',
  ignored: 'The event, or who sent it, allows no change; nothing was done.',
  lifted: 'A version was released from quarantine.',
  planned: 'What would be done was printed; nothing was written.',
  pruned: 'Version tags past their time were removed, or listed.',
  'drill-passed': 'The rehearsed rollback met its targets.',
  'drill-missed': 'The rehearsed rollback missed a target.',
  'doctor-healthy': 'Every check of the set-up was made, and all is well.',
  'doctor-unsure': 'No check of the set-up found a problem; some warn, or could not be made.',
  'doctor-problems': 'A check of the set-up found a problem.',
  'nothing-to-do': 'Everything on the default branch is stable, and nothing is open.',
  healthy: 'The candidate, or the stable version where there is no rollout, keeps all limits.',
  unhealthy: 'A rule or limit is crossed.',
  reported: 'The status was read.',
  initialized: 'The first files were written; what was there already was kept.',
  valid: 'The configuration and the prompts can be used as they are.',
  replayed: 'The recording was run through the policy; nothing was touched.',
  'demo-completed': 'The demo shipped a good version and rolled a bad one back.',
} as const;

export type Outcome = keyof typeof outcomes;

/** Every reason code, from one closed list: outcomes, and the codes of the error catalogue. */
export type ReasonCode = Outcome | ErrorCode;

export const reasonCodes: readonly ReasonCode[] = [...(Object.keys(outcomes) as Outcome[]), ...errorCodes];
