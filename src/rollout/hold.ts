import type { Hold, Rollout } from '../live/state.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { Decision } from './decide.ts';

/** Reasons to hold that are trouble, and worth a line in the ledger when they begin, change and end. */
const trouble: readonly string[] = ['unproven', 'outage', 'inconclusive'];

type Holding = Extract<Decision, { kind: 'hold' }>;

/**
 * The hold to record, or null when nothing worth recording changed. Waiting for time or evidence is the normal
 * course of a stage: it is recorded only as the end of trouble.
 */
export function nextHold(
  { hold: before }: Rollout,
  { why, page }: Holding,
  verdict: Verdict,
  now: string,
): Hold | null {
  const metrics = verdict.cause === 'metrics';
  // A gate limit that noise carries a value over, as it does every hour, is worth no line.
  const noise = why === 'unproven' && verdict.unproven.every(({ name }) => name.startsWith('gate-'));
  const troubled = trouble.includes(why) && !noise;
  if (!troubled && (before === null || !trouble.includes(before.why))) return null;
  const rule = why === 'unproven' ? (verdict.unproven[0]?.name ?? null) : null;
  const same = before !== null && before.why === why && before.metrics === metrics && before.rule === rule;
  const paged = page || (same && before.paged);
  if (same && before.paged === paged) return null;
  return { why, rule, metrics, since: same ? before.since : now, paged };
}

/** The hold in words, for ledger and commit: `inconclusive: stale, no-data`. */
export function holdReason({ why, paged }: Hold, { gaps, unproven, promotion }: Verdict): string {
  const parts =
    why === 'unproven'
      ? unproven.map(({ name }) => name)
      : why === 'inconclusive'
        ? [...gaps, promotion.gap ?? []].flat()
        : [];
  const text = trouble.includes(why)
    ? [why, parts.join(', ')].filter((part) => part !== '').join(': ')
    : 'on course again';
  return paged ? `${text} (paged)` : text;
}
