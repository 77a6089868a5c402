import { describe, expect, it } from 'vitest';
import { type LedgerEvent, looksOf } from '../../src/live/ledger.ts';
import type { Stage } from '../../src/live/state.ts';
import { type Comparison, compareLedger } from '../../src/replay/compare.ts';
import { type StoryOptions, split, story } from '../commands/story.ts';
import { criticalOver, replayed } from './prompt.ts';

const stages: readonly Stage[] = [1, 25, 100].map((weight) => ({ weight, bake: 600 }));

/** What the real loop wrote into the ledger of a rollout that was looked at so many times. */
async function ledgerOf(options: Partial<StoryOptions>, looks: number): Promise<LedgerEvent[]> {
  const told = await story({ traffic: split(6000, () => [0, 0.001]), stages, ...options });
  await told.looks(looks);
  return told.ledger();
}

const only = (comparisons: readonly Comparison[]): Comparison => {
  const [first] = comparisons;
  if (first === undefined || comparisons.length !== 1) throw new Error(`${comparisons.length} comparisons`);
  return first;
};

const at = (index: number) => split(6000, (now) => [now < index ? 0 : 0.2, 0.001]);
const high = split(6000, (index) => [index < 30 ? 0 : 0.035, 0.001]);

describe('the ledger of the real loop', () => {
  it('of a rollback replays to the same one, at the same time', async () => {
    const ledger = await ledgerOf({ traffic: at(30) }, 80);
    const {
      recorded,
      replayed: again,
      differs,
      version,
      looks,
    } = only(compareLedger(ledger, replayed({}, stages)));
    expect(recorded).toMatchObject({ decision: 'rollback', rule: 'error-critical' });
    expect(again).toEqual(recorded);
    expect([differs, version]).toEqual([false, 'v2']);
    expect(looks).toBeGreaterThan(30);
  });

  it('does not count the looks before the rollout, which only show what stable does by itself', async () => {
    const ledger = await ledgerOf({ traffic: at(30) }, 80);
    const { looks, rollout } = only(compareLedger(ledger, replayed({}, stages)));
    const own = looksOf(ledger, rollout);
    const begin = Date.parse(own[0]?.at ?? '');
    const before = Array.from({ length: 36 }, (_, index) => ({
      at: new Date(begin + (index - 36) * 30_000).toISOString(),
      weight: 0,
      candidate: { requests: 0, errors: 0 },
      stable: { requests: 6000, errors: 6 },
    }));
    const first = ledger.findIndex(({ event }) => event === 'first-traffic');
    const more = ledger.map((event, index) =>
      index === first
        ? { ...event, details: { looks: [...before, ...looksOf([event], event.rollout ?? '')] } }
        : event,
    );
    const found = only(compareLedger(more, replayed({}, stages)));
    expect(found.looks).toBe(looks);
    expect(found.replayed).toMatchObject({ decision: 'rollback', rule: 'error-critical' });
  });

  it('of a rollout that was completed replays to the same', async () => {
    const policy = { watch: 1800 };
    const ledger = await ledgerOf({ policy }, 200);
    const found = only(compareLedger(ledger, replayed(policy, stages)));
    expect(found.recorded.decision).toBe('complete');
    expect(found).toMatchObject({ replayed: { decision: 'complete', rule: null }, differs: false });
  });

  it('of a rollout that was completed with a holdback replays to the same', async () => {
    const policy = { watch: 1800, holdback: 5 };
    const ledger = await ledgerOf({ policy }, 200);
    const found = only(compareLedger(ledger, replayed(policy, stages)));
    expect(found.recorded.decision).toBe('complete');
    expect(found).toMatchObject({ replayed: { decision: 'complete' }, differs: false });
  });

  it('of a gradual rollback ends where that began: the way back is no part of the promotion', async () => {
    const ledger = await ledgerOf({ traffic: at(30) }, 80);
    const end = ledger.findIndex(({ event }) => event === 'rolled-back');
    const [before, rolled] = [ledger.slice(0, end - 1), ledger[end]];
    if (rolled === undefined) throw new Error('no rollback');
    const back: LedgerEvent[] = [
      { ...rolled, event: 'reverting', by: 'mona', reason: 'tone' },
      { ...rolled, event: 'reverted', reason: 'error rate 20 %, rule error-critical' },
    ];
    const healthy = before.filter(({ event }) => event !== 'held');
    const found = compareLedger([...healthy, ...back], replayed({}, stages));
    expect(only(found)).toMatchObject({ recorded: { decision: 'open' }, differs: false });
    expect(compareLedger(back, replayed({}, stages))).toEqual([]);
  });

  it('of a question replays to the same one', async () => {
    const ledger = await ledgerOf({ traffic: high }, 80);
    const found = only(compareLedger(ledger, replayed({}, stages)));
    expect(found.recorded).toMatchObject({ decision: 'ask', rule: 'error-high' });
    expect(found).toMatchObject({ replayed: { decision: 'ask', rule: 'error-high' }, differs: false });
  });

  it('of a rollback at 100 %, against the stored baseline, replays to the same', async () => {
    const ledger = await ledgerOf({ traffic: at(100), policy: { watch: 7200 } }, 160);
    expect(ledger.map(({ event }) => event)).toContain('watching');
    const found = only(compareLedger(ledger, replayed({ watch: 7200 }, stages)));
    expect(found.recorded).toMatchObject({ decision: 'rollback', rule: 'error-critical' });
    expect(found.replayed).toEqual(found.recorded);
  });

  it('of an outage, and of a time without metrics, replays to the same', async () => {
    const options = {
      traffic: split(6000, (index) => (index >= 30 && index < 36 ? [0.06, 0.06] : [0, 0.001])),
      policy: { watch: 3600 },
      trouble: (index: number) =>
        index >= 10 && index < 14
          ? ({ code: 'source-down', fatal: true, arm: null, metric: null, detail: 'for the test' } as const)
          : null,
    };
    const found = only(compareLedger(await ledgerOf(options, 400), replayed({ watch: 3600 }, stages)));
    expect(found).toMatchObject({ recorded: { decision: 'complete' }, differs: false });
  });

  it('is open while the rollout is', async () => {
    const found = only(compareLedger(await ledgerOf({}, 30), replayed({}, stages)));
    expect(found).toMatchObject({
      recorded: { decision: 'open' },
      replayed: { decision: 'open' },
      differs: false,
    });
  });
});

describe('a changed policy', () => {
  it('shows where it would have decided otherwise', async () => {
    const ledger = await ledgerOf({ traffic: at(30) }, 80);
    const lax = replayed(criticalOver(50), stages);
    expect(only(compareLedger(ledger, lax))).toMatchObject({
      recorded: { decision: 'rollback', rule: 'error-critical' },
      replayed: { decision: 'ask', rule: 'error-high' },
      differs: true,
    });
  });

  it('that would have rolled back a completed rollout differs', async () => {
    const policy = { watch: 1800 };
    const traffic = split(6000, (index) => [index < 30 ? 0 : 0.004, 0.001]);
    const ledger = await ledgerOf({ traffic, policy }, 260);
    const strict = replayed({ ...policy, ...criticalOver(0.3) }, stages);
    expect(only(compareLedger(ledger, replayed(policy, stages))).differs).toBe(false);
    expect(only(compareLedger(ledger, strict))).toMatchObject({
      replayed: { decision: 'rollback', rule: 'error-critical' },
      differs: true,
    });
  });
});

describe('what a person decided', () => {
  const byHand = (ledger: readonly LedgerEvent[]): LedgerEvent[] => {
    const last = ledger.at(-1);
    if (last === undefined) throw new Error('an empty ledger');
    return [...ledger, { ...last, event: 'rolled-back', by: 'mona', reason: 'complaints', details: null }];
  };

  it('after a question is no other decision of the policy', async () => {
    const ledger = byHand(await ledgerOf({ traffic: high }, 80));
    expect(only(compareLedger(ledger, replayed({}, stages)))).toMatchObject({
      replayed: { decision: 'ask', rule: 'error-high' },
      differs: false,
    });
  });
});

describe('several rollouts', () => {
  it('are compared one by one; those without looks are left out', async () => {
    const ledger = await ledgerOf({ traffic: at(30) }, 80);
    const other = ledger.map((event) => (event.rollout === null ? event : { ...event, rollout: 'r2' }));
    const blind = ledger
      .filter(({ rollout }) => rollout !== null)
      .map((event) => ({ ...event, rollout: 'r3', details: null }));
    const found = compareLedger([...ledger, ...other, ...blind], replayed({}, stages));
    expect(found.map(({ rollout }) => rollout)).toEqual([ledger.at(-1)?.rollout, 'r2']);
    expect(found[1]).toMatchObject({ differs: false });
  });

  it('of an empty ledger are none', () => {
    expect(compareLedger([], replayed())).toEqual([]);
  });
});
