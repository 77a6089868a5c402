import * as z from 'zod';
import { incidentSchema } from './state-incident.ts';
import { outboxSchema } from './state-outbox.ts';
import { digest, iso, planSchema, type stageSchema, versionSchema, weight } from './state-parts.ts';

export type { Answer, Incident, Question, Verification } from './state-incident.ts';
export { type NoticeEvent, noticeEvents, type OutboxEntry, outboxSchema } from './state-outbox.ts';
export { versionSchema } from './state-parts.ts';

/** The schema number of `state.json`; a higher one on the live branch is refused. */
export const stateSchemaNumber = 1;

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

export const quarantineSchema = z.strictObject({
  digest,
  label: z.string(),
  commit: digest,
  at: iso,
  by: z.string(),
  reason: z.string(),
  incident: z.string(),
});

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
export type Mute = z.output<typeof muteSchema>;
export type Quarantine = z.output<typeof quarantineSchema>;
export type PromptState = z.output<typeof stateSchema>;
