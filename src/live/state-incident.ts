import * as z from 'zod';
import { iso, planSchema, versionSchema, weight } from './state-parts.ts';

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
const verificationSchema = z.strictObject({
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

export type Incident = z.output<typeof incidentSchema>;
export type Question = z.output<typeof questionSchema>;
export type Answer = z.output<typeof answerSchema>;
export type Verification = z.output<typeof verificationSchema>;
