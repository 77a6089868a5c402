import * as z from 'zod';
import { fail } from '../errors/fail.ts';
import type { Look } from '../evidence/looks.ts';
import { lookSchema, versionSchema } from './state.ts';

/** What can happen to a prompt. */
export const eventNames = [
  'adopted',
  'soaking',
  'started',
  'superseded',
  'withdrawn',
  'first-traffic',
  'advanced',
  'watching',
  'completed',
  'observing',
  'resolved',
  'held',
  'looked',
  'asked',
  'reminded',
  'expired',
  'investigating',
  'resumed',
  'reverting',
  'reverted',
  'paused',
  'rolled-back',
  'verified',
  'escalated',
  'rollback-failed',
  'unverified',
  'lifted',
  'effects-taken',
  'effect-done',
] as const;

const eventSchema = z.object({
  schema: z.literal(1),
  at: z.iso.datetime({ precision: 3 }),
  event: z.enum(eventNames),
  rollout: z.string().nullable(),
  incident: z.string().nullable(),
  /** The version that the event is about: the candidate, the adopted, completed or rolled back one. */
  version: versionSchema.nullable(),
  /** Share of traffic that the candidate has after the event, in percent; null without a rollout. */
  weight: z.number().nullable(),
  by: z.string(),
  run_url: z.string().nullable(),
  reason: z.string().nullable(),
  /** What the event rests on: observation and verdict, the effect and its address, … */
  details: z.unknown(),
});

/** One line of `ledger.ndjson`. */
export type LedgerEvent = z.output<typeof eventSchema>;

/** The lines to append, each with its newline. */
export function ledgerLines(events: readonly LedgerEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

/** Reads a ledger. Throws `live-corrupt` with the line that is not an event. */
export function parseLedger(text: string, file: string, branch: string): LedgerEvent[] {
  return text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      const event = eventSchema.safeParse(jsonOrNull(line));
      if (event.success) return event.data;
      throw fail('live-corrupt', { branch, file, detail: `line ${number} is not a ledger event` });
    });
}

/** Time of the newest of some ledgers, milliseconds since 1970; -Infinity when there is none. */
export function newestTime(ledgers: Iterable<string>): number {
  const last = [...ledgers].map((text) => text.trimEnd().split('\n').at(-1) ?? '');
  return Math.max(...last.map((line) => eventSchema.safeParse(jsonOrNull(line)).data?.at ?? '').map(timeOf));
}

function timeOf(iso: string): number {
  return iso === '' ? Number.NEGATIVE_INFINITY : Date.parse(iso);
}

const recording = z.object({ looks: z.array(lookSchema) });

/** The looks that the events of a rollout rest on, oldest first: together its whole history, each once. */
export function looksOf(events: readonly LedgerEvent[], rollout: string): Look[] {
  return events
    .filter((event) => event.rollout === rollout)
    .flatMap(({ details }) => recording.safeParse(details).data?.looks ?? []);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
