import { describe, expect, it } from 'vitest';
import { outboxSchema } from '../../src/live/state.ts';
import { effectEntry, isLeft, withEntries } from '../../src/rollout/outbox.ts';
import { takeOver } from '../../src/rollout/take-over.ts';
import { actor, at, running } from './states.ts';

const by = (run: string, seconds: number) => actor({ run, now: at(seconds) });
const entry = (run: string, seconds: number) => effectEntry('postmortem', 'r1', by(run, seconds));
const deliver = { kind: 'deliver', key: 'deliver/1', created_at: at(0) } as const;

describe('an effect', () => {
  it('is left to its run for a minute, whichever clock is ahead', () => {
    const open = entry('one', 100);
    expect(isLeft(open, 'one', at(100))).toBe(false);
    for (const [now, left] of [
      [40, false],
      [41, true],
      [100, true],
      [159, true],
      [160, false],
    ] as const)
      expect([now, isLeft(open, 'two', at(now))]).toEqual([now, left]);
  });

  it('that was decided before runs had names is anybody’s, and so is the hand-on of the manifest', () => {
    const old = { kind: 'postmortem', key: 'postmortem/r1', incident: 'r1', created_at: at(0) };
    expect(isLeft(outboxSchema.parse(old), 'two', at(0))).toBe(false);
    expect(isLeft(deliver, 'two', at(0))).toBe(false);
  });

  it('that is decided anew while its run is at work stays with that run', () => {
    expect(withEntries([entry('one', 0)], entry('two', 59))).toEqual([entry('one', 59)]);
    expect(withEntries([entry('one', 0)], entry('two', 60))).toEqual([entry('two', 60)]);
  });
});

describe('a run that takes over', () => {
  it('has what is due to itself, fresh, with a line in the ledger; the rest stays as it is', () => {
    const other = effectEntry('close-pr', 'r0', by('one', 0));
    const before = { ...running(), outbox: [deliver, entry('one', 0), other] };
    const change = takeOver(before, ({ kind }) => kind !== 'close-pr', by('two', 61));
    expect(change?.state).toEqual({ ...before, outbox: [deliver, entry('two', 61), other] });
    expect(change?.events).toMatchObject([
      { event: 'effects-taken', at: at(61), reason: 'postmortem', details: { keys: ['postmortem/r1'] } },
    ]);
    expect(change?.routing).toBe(false);
  });

  it('changes nothing when another was faster', () => {
    expect(takeOver({ ...running(), outbox: [deliver] }, () => true, by('two', 61))).toBeNull();
  });
});
