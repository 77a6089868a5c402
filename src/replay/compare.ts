import type { ResolvedPrompt } from '../config/load.ts';
import { type LedgerEvent, looksOf } from '../live/ledger.ts';
import { finalOf, type Played, play } from './play.ts';

/** One rollout of the ledger beside what the policy makes of it now. */
export interface Comparison {
  readonly rollout: string;
  readonly version: string;
  /** Looks while it had traffic: those of the hour before, which are replayed too, are not its own. */
  readonly looks: number;
  /** How the rollout went, and how it would go. */
  readonly recorded: Ending;
  readonly replayed: Ending;
  readonly differs: boolean;
}

/** A decision that ended or stopped a rollout, else the last one. */
export interface Ending {
  readonly decision: string;
  readonly at: string | null;
  readonly rule: string | null;
}

/** Events that end or stop a rollout, the most decisive first, as the decisions that they record. */
const endings: readonly [LedgerEvent['event'], string][] = [
  ['rolled-back', 'rollback'],
  ['asked', 'ask'],
  ['completed', 'complete'],
];

/**
 * Runs every rollout that the ledger has looks of through the policy of `prompt`, and tells where it would have
 * ended otherwise. Rollouts that were judged without counts have no looks, and are left out.
 */
export function compareLedger(events: readonly LedgerEvent[], prompt: ResolvedPrompt): Comparison[] {
  const rollouts = [...new Set(events.map(({ rollout }) => rollout).filter((id) => id !== null))];
  return rollouts.flatMap((rollout) => {
    const all = events.filter((event) => event.rollout === rollout);
    // What is looked at on a gradual way back is judged otherwise: it is no part of the promotion.
    const back = all.findIndex(({ event }) => event === 'reverting');
    const own = back < 0 ? all : all.slice(0, back);
    const looks = looksOf(own, rollout);
    if (looks.length === 0) return [];
    const recorded = recordedEnding(own);
    const replayed = replayedEnding(play(looks, prompt));
    const differs = recorded.decision !== replayed.decision || recorded.rule !== replayed.rule;
    const version = own.find((event) => event.version !== null)?.version?.label ?? '';
    const seen = looks.filter(({ weight }) => weight > 0).length;
    return [{ rollout, version, looks: seen, recorded, replayed, differs }];
  });
}

function recordedEnding(events: readonly LedgerEvent[]): Ending {
  for (const [name, decision] of endings) {
    // What a person decided is not the policy's decision.
    const event = events.find((entry) => entry.event === name && entry.by === 'system');
    if (event === undefined) continue;
    const rule = /rule (\S+)$/.exec(event.reason ?? '')?.[1] ?? null;
    return { decision, at: event.at, rule };
  }
  return { decision: 'open', at: events.at(-1)?.at ?? null, rule: null };
}

function replayedEnding(played: readonly Played[]): Ending {
  const final = finalOf(played);
  const decisive = final !== null && ['rollback', 'ask', 'complete'].includes(final.decision.kind);
  if (!decisive) return { decision: 'open', at: final?.at ?? null, rule: null };
  const rule = 'match' in final.decision ? final.decision.match.name : null;
  return { decision: final.decision.kind, at: final.at, rule };
}
