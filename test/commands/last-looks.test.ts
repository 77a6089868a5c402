import { describe, expect, it } from 'vitest';
import { baselineChecks } from '../../src/commands/baseline-test.ts';
import { lookBefore } from '../../src/commands/confirm.ts';
import { see } from '../../src/commands/look.ts';
import { type Candidate, release } from '../../src/commands/release.ts';
import { draftRollback } from '../../src/commands/rollback-draft.ts';
import type { Session } from '../../src/commands/session.ts';
import { resolvePrompt } from '../../src/config/load.ts';
import { looksOf } from '../../src/live/ledger.ts';
import { readSnapshot } from '../../src/live/snapshot.ts';
import { transact } from '../../src/live/transact.ts';
import { source } from '../rollout/states.ts';
import { type Story, split, story } from './story.ts';

const calm = () => split(4000, () => [0.001, 0.001]);

/** Eleven quiet looks: the ledger lacks those since its last line. */
async function quiet(): Promise<Story> {
  const tale = await story({ traffic: calm() });
  await tale.looks(11);
  return tale;
}

const snapshotOf = async ({ repo }: Story) => readSnapshot(await repo.read(), repo.branch);

async function released(tale: Story, label: string, kind: 'supersede' | 'withdraw') {
  const { session, view } = tale;
  const candidate: Candidate = {
    prompt: resolvePrompt(view.config, 'support'),
    state: await tale.state(),
    release: { kind },
    version: { ...source(label), files: [] },
  };
  const seen = await see(session, view, tale.source, await snapshotOf(tale), await tale.state());
  return release(session, view, candidate, seen);
}

/** Every look that the source has, up to the moment of the last one. */
async function expectWhole(tale: Story, rollout: string): Promise<void> {
  const kept = looksOf(await tale.ledger(), rollout).map(({ at }) => at);
  expect(kept.length).toBeGreaterThan(5);
  expect(kept).toEqual(tale.history.map(({ at }) => at));
}

describe('the ledger has all looks of a rollout that ends', () => {
  it('by a newer version, and they are not those of its rollout', async () => {
    const tale = await quiet();
    const { id } = await tale.rollout();
    await released(tale, 'v3', 'supersede');
    const next = await tale.rollout();
    expect(next.id).not.toBe(id);
    await expectWhole(tale, id);
    expect(looksOf(await tale.ledger(), next.id)).toEqual([]);
    expect((await tale.ledger()).slice(-2).map(({ event }) => event)).toEqual(['looked', 'superseded']);
  });

  it('by a default branch that went back', async () => {
    const tale = await quiet();
    const { id } = await tale.rollout();
    await released(tale, 'v1', 'withdraw');
    expect((await tale.state()).rollout).toBeNull();
    await expectWhole(tale, id);
  });

  it('by a person', async () => {
    const tale = await quiet();
    const { id } = await tale.rollout();
    const session: Session = { ...tale.session, metrics: async () => tale.source };
    const before = await snapshotOf(tale);
    const look = await lookBefore(session, tale.view, before, await tale.state());
    expect(look).toMatchObject({ finding: 'none', detail: 'v2 keeps every limit' });
    await transact(tale.repo, session.clock, (snapshot) =>
      draftRollback(session, tale.view, snapshot, {
        group: { members: ['support'], left: [] },
        named: ['support'],
        detectedAt: session.clock.now().toISOString(),
        looks: new Map([['support', look]]),
        warnings: [],
        checks: baselineChecks(session, tale.view),
        repairs: { note: () => null, warnings: () => [] },
      }),
    );
    expect((await tale.state()).incidents).toMatchObject([{ status: 'rolled-back', evidence: {} }]);
    await expectWhole(tale, id);
  });
});

describe('a look before a rollback by hand', () => {
  const unlike = async (metrics: Session['metrics']) => {
    const tale = await quiet();
    return lookBefore({ ...tale.session, metrics }, tale.view, await snapshotOf(tale), await tale.state());
  };

  it('knows nothing of a source that cannot be opened, without one, and of one that is down', async () => {
    const broken = await unlike(async () => {
      throw new Error('the token is missing');
    });
    expect(broken).toMatchObject({ finding: 'unknown', evidence: null, detail: 'the token is missing' });
    expect(await unlike(async () => null)).toMatchObject({ finding: 'unknown', evidence: null });
  });

  it('sees the problem that there is', async () => {
    const tale = await story({ traffic: split(40_000, () => [0.04, 0.001]) });
    const session: Session = { ...tale.session, metrics: async () => tale.source };
    await tale.looks(2);
    const look = await lookBefore(session, tale.view, await snapshotOf(tale), await tale.state());
    expect(look.finding).toBe('problem');
    expect(look.detail).toContain('error-high');
  });
});
