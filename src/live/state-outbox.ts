import * as z from 'zod';
import { iso } from './state-parts.ts';

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
  }),
  z.strictObject({ kind: z.literal('deliver'), key: z.string(), created_at: iso }),
  z.strictObject({ kind: z.literal('revert-pr'), key: z.string(), incident: z.string(), created_at: iso }),
  z.strictObject({ kind: z.literal('close-pr'), key: z.string(), incident: z.string(), created_at: iso }),
  z.strictObject({ kind: z.literal('postmortem'), key: z.string(), incident: z.string(), created_at: iso }),
]);

export type NoticeEvent = (typeof noticeEvents)[number];
export type OutboxEntry = z.output<typeof outboxSchema>;
