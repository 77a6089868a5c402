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

export type NoticeEvent = (typeof noticeEvents)[number];
export type OutboxEntry = z.output<typeof outboxSchema>;
