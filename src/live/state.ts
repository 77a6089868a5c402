import * as z from 'zod';
import { policySchema } from '../config/policy-schema.ts';

/** The schema number of `state.json`; a higher one on the live branch is refused. */
export const stateSchemaNumber = 1;

const iso = z.iso.datetime({ precision: 3 });
const digest = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const weight = z.int().min(0).max(100);

/** One released content of a prompt. `digest` is the git object id of the path at `commit`. */
export const versionSchema = z.strictObject({
  label: z.string(),
  commit: digest,
  path: z.string(),
  digest,
  /** When it began to serve everyone; null while it is a candidate. */
  stable_since: iso.nullable(),
  /** When its watch at 100 % ended well; null while that is open. */
  known_good_since: iso.nullable(),
});

const stageSchema = z.strictObject({ weight, bake: z.number().min(0) });

/** The policy and stages as they were when the rollout began: a rollout is judged by one policy. */
const planSchema = z.strictObject({
  stages: z.array(stageSchema).min(1),
  policy: policySchema,
});

/** A crossing of a gate limit or medium rule under observation, with the limit frozen as it was. */
const crossingSchema = z.strictObject({
  name: z.string(),
  metric: z.enum(['error_rate', 'latency_p99', 'quality']),
  limit: z.number(),
  value: z.number(),
  since: iso,
});

const holdSchema = z.strictObject({
  why: z.string(),
  /** The rule that is crossed and not proven; null for every other reason. */
  rule: z.string().nullable(),
  metrics: z.boolean(),
  since: iso,
  paged: z.boolean(),
});

const latencySchema = z.strictObject({
  le: z.array(z.union([z.number(), z.literal('+Inf')])).readonly(),
  counts: z.array(z.number()).readonly(),
});

const gradesSchema = z.union([
  z.strictObject({ count: z.number(), sum: z.number(), sum_squares: z.number().exactOptional() }),
  z.strictObject({ passed: z.number(), failed: z.number() }),
  z.strictObject({ grades: z.array(z.number()).readonly(), counts: z.array(z.number()).readonly() }),
]);

/** Counts of one version, as in a look: ArmLook of the evidence. */
export const armSchema = z.strictObject({
  requests: z.number(),
  errors: z.number(),
  latency: latencySchema.exactOptional(),
  quality: gradesSchema.exactOptional(),
});

/**
 * A person looked at a crossing and let the rollout go on: matches on this metric do not act until their
 * severity rises above this one.
 */
const muteSchema = z.strictObject({
  metric: z.enum(['error_rate', 'latency_p99', 'quality']),
  severity: z.enum(['critical', 'high', 'medium']),
  by: z.string(),
  reason: z.string(),
  at: iso,
});

/** A look, as the ledger and a recording keep it. */
export const lookSchema = z.strictObject({
  at: z.string(),
  weight: z.number(),
  candidate: armSchema,
  stable: armSchema,
});

export const rolloutSchema = z.strictObject({
  id: z.string(),
  candidate: versionSchema,
  /** `reverting`: a gradual rollback takes the weight, which only falls, down to 0. */
  phase: z.enum(['canary', 'watching', 'reverting']),
  stage: z.int().min(0),
  weight,
  started_at: iso,
  stage_started_at: iso,
  /** Every weight since the start, oldest first: looks of the past are judged by the weight of their time. */
  weights: z.array(z.strictObject({ at: iso, weight })).min(1),
  first_traffic_at: iso.nullable(),
  crossing: crossingSchema.nullable(),
  /** Why it holds, since when, and whether its silence has paged; null before the first look. */
  hold: holdSchema.nullable(),
  /** What the stable version did in the last stage, as sums: what is compared with at 100 %. */
  baseline: armSchema.nullable(),
  /** Time of the last look that the ledger has. */
  recorded_until: iso.nullable(),
  /** The incident whose question is open: the weight is frozen until a person decides. */
  asking: z.string().nullable(),
  mutes: z.array(muteSchema),
  /** Since when a gradual rollback pauses, because its target is unhealthy; null while it goes on. */
  paused_at: iso.nullable(),
  plan: planSchema,
});

const linkSchema = z.strictObject({ number: z.int(), url: z.string() });

/**
 * What a person said to a question. `investigate` leaves it open; `superseded` is a rollback to another version,
 * which leaves nothing to answer.
 */
const answerSchema = z.strictObject({
  kind: z.enum(['rollback', 'investigate', 'resume', 'superseded']),
  by: z.string(),
  reason: z.string(),
  at: iso,
});

/** The clock of a question. Every time is a moment: whichever run comes next acts on it. */
const questionSchema = z.strictObject({
  /** `investigating` stops the expiry; `expired` has been escalated and stays frozen. */
  status: z.enum(['open', 'investigating', 'expired', 'answered']),
  opened_at: iso,
  remind_at: iso,
  expires_at: iso,
  reminded: z.boolean(),
  /** When an investigated question pages again; null while nobody investigates. */
  page_at: iso.nullable(),
  answer: answerSchema.nullable(),
});

/** Whether the rollback helped, as far as it is known. Rates are fractions. */
export const verificationSchema = z.strictObject({
  /** `escalated`: not recovered in time, and still looked at. The last three are final. */
  status: z.enum(['waiting', 'escalated', 'recovered', 'failed', 'unverified']),
  /** When the switch has propagated, by when it must have helped, and when looking ends. */
  starts_at: iso,
  escalate_at: iso,
  ends_at: iso,
  /** Rate below which the version that took over counts as recovered. */
  limit: z.number(),
  /** Time of the look that the figures below are of; null before the first. */
  seen_at: iso.nullable(),
  requests: z.number(),
  errors: z.number(),
  error_rate: z.number().nullable(),
  /** Requests that the bad version still got at the end, and whether its traffic has ended; null is unknown. */
  bad_requests: z.number(),
  ended: z.boolean().nullable(),
  /** The metric that triggered, where it is not the error rate: before and after, its limit, and whether it is back. */
  metric: z
    .strictObject({
      name: z.enum(['latency_p99', 'quality']),
      before: z.number().nullable(),
      after: z.number().nullable(),
      limit: z.number(),
      ok: z.boolean().nullable(),
    })
    .nullable(),
});

/** Everything that follows from one rollback or one question. */
export const incidentSchema = z.strictObject({
  id: z.string(),
  rollout: z.string(),
  /** `reverting`: a gradual rollback is on its way. `closed`: answered with `/resume`, or fallen away. */
  status: z.enum(['asking', 'reverting', 'rolled-back', 'closed']),
  /** The incident of a related prompt that speaks for this one: one page, one pull request, one issue. */
  joins: z.strictObject({ prompt: z.string(), incident: z.string() }).nullable(),
  question: questionSchema.nullable(),
  verification: verificationSchema.nullable(),
  bad: versionSchema,
  good: versionSchema,
  weight,
  rule: z.string().nullable(),
  metric: z.enum(['error_rate', 'latency_p99', 'quality']).nullable(),
  severity: z.enum(['critical', 'high', 'medium']).nullable(),
  decided_by: z.string(),
  reason: z.string(),
  /** When the trouble began, by the metrics; null when no metric says. */
  began_at: iso.nullable(),
  detected_at: iso,
  decided_at: iso,
  run_url: z.string().nullable(),
  /** Stages and policy of the rollout; null for a rollback without one. */
  plan: planSchema.nullable(),
  /** What was seen: observation and verdict, as judged. Null for a manual rollback without metrics. */
  evidence: z.unknown(),
  pull_request: linkSchema.nullable(),
  issue: linkSchema.nullable(),
  /** What channels called the conversation about it, by channel. */
  threads: z.record(z.string(), z.string()),
});

export const quarantineSchema = z.strictObject({
  digest,
  label: z.string(),
  commit: digest,
  at: iso,
  by: z.string(),
  reason: z.string(),
  incident: z.string(),
});

/** What people are told. Each is one notice to each channel that takes its severity. */
export const noticeEvents = [
  'started',
  'advanced',
  'completed',
  'observing',
  'observed',
  'outage',
  'silence',
  'hold-over',
  'asked',
  'reminder',
  'expired',
  'investigating',
  'still-investigating',
  'resumed',
  'rolled-back',
  'paused',
  'verified',
  'escalated',
  'failed',
  'unverified',
] as const;

/** The run that does an effect while it is fresh; null is any run, as for all that was decided before runs had names. */
const doer = z.string().nullable().default(null);

const ofIncident = { key: z.string(), incident: z.string(), created_at: iso, run: doer };

/** An effect that is decided but not yet done. The key makes it idempotent. */
export const outboxSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('notify'),
    key: z.string(),
    event: z.enum(noticeEvents),
    /** Null for what is no incident: a hold, a promotion. */
    incident: z.string().nullable(),
    /** What the channels keep together: the incident, or the rollout's hold. */
    thread: z.string(),
    /** What happened, in words, where no incident says it. */
    detail: z.string(),
    /** Channels that have it already. */
    sent: z.array(z.string()),
    created_at: iso,
    run: doer,
  }),
  /** Of any run at any time: it may be repeated, and nothing may hold it up. */
  z.strictObject({ kind: z.literal('deliver'), key: z.string(), created_at: iso }),
  z.strictObject({ kind: z.literal('revert-pr'), ...ofIncident }),
  z.strictObject({ kind: z.literal('close-pr'), ...ofIncident }),
  z.strictObject({ kind: z.literal('postmortem'), ...ofIncident }),
]);

/**
 * A new version in staging. `healthy_since` is null while it is not healthy there, or not known to be; `seen_at`
 * is the last look that was recorded.
 */
const soakSchema = z.strictObject({
  version: versionSchema,
  started_at: iso,
  healthy_since: iso.nullable(),
  seen_at: iso,
});

export const stateSchema = z.strictObject({
  schema: z.literal(stateSchemaNumber),
  prompt: z.string(),
  stable: versionSchema,
  /** Versions that were stable before, newest first. */
  previous: z.array(versionSchema),
  rollout: rolloutSchema.nullable(),
  /** What waits in staging for its first stage. */
  soak: soakSchema.nullable(),
  /** How many rollouts there were: the next one gets the next number. */
  rollouts: z.int().min(0),
  incidents: z.array(incidentSchema),
  quarantine: z.array(quarantineSchema),
  /** Candidates that were superseded or withdrawn: their labels stay theirs. */
  retired: z.array(versionSchema),
  outbox: z.array(outboxSchema),
});

export type Version = z.output<typeof versionSchema>;
export type Stage = z.output<typeof stageSchema>;
export type Plan = z.output<typeof planSchema>;
export type Crossing = z.output<typeof crossingSchema>;
export type Rollout = z.output<typeof rolloutSchema>;
export type Hold = z.output<typeof holdSchema>;
export type Soak = z.output<typeof soakSchema>;
export type Incident = z.output<typeof incidentSchema>;
export type Question = z.output<typeof questionSchema>;
export type Answer = z.output<typeof answerSchema>;
export type Verification = z.output<typeof verificationSchema>;
export type Mute = z.output<typeof muteSchema>;
export type NoticeEvent = (typeof noticeEvents)[number];
export type Quarantine = z.output<typeof quarantineSchema>;
export type OutboxEntry = z.output<typeof outboxSchema>;
export type PromptState = z.output<typeof stateSchema>;
