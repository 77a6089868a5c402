import { describe, expect, it } from 'vitest';
import { parseLedger } from '../../src/live/ledger.ts';
import { contentsOf } from '../../src/live/manifest.ts';
import { transact } from '../../src/live/transact.ts';
import { rollback } from '../../src/rollout/incident.ts';
import { adopt, firstTraffic } from '../../src/rollout/transition.ts';
import { actor, at, source, wish } from '../rollout/states.ts';
import { scriptedClock } from './clock.ts';
import { adopted, adoption, draft, proposal, snapshotOf, startOf, stateIn, text } from './drafts.ts';
import { memoryRepo } from './memory-repo.ts';

describe('a transaction', () => {
  it('commits state, ledger and manifest together, on the head that it read', async () => {
    const repo = memoryRepo();
    const done = await transact(repo, scriptedClock(), async () => draft(adoption('support')));
    expect(repo.pushed).toHaveLength(1);
    const [commit] = repo.pushed;
    expect(commit).toMatchObject({ parent: null, message: 'for the test', date: at(5) });
    expect([...(commit?.files.keys() ?? [])].sort()).toEqual([
      'flags.json',
      'prompts/support/ledger.ndjson',
      'prompts/support/state.json',
    ]);
    expect(done).toMatchObject({ commit: repo.head, warnings: [] });
    expect(done.changes.map(({ outcome }) => outcome)).toEqual(['adopted']);
  });

  it('returns what a new reading of the branch gives', async () => {
    const repo = await adopted('support');
    const done = await transact(repo, scriptedClock(), async (snapshot) => draft(startOf(snapshot)));
    expect(done.snapshot).toEqual(await snapshotOf(repo));
    expect(stateIn(done.snapshot, 'support').rollout?.candidate.label).toBe('v2');
  });

  it('archives the version with its content', async () => {
    const repo = await adopted('support');
    expect(repo.pushed[0]?.tags).toEqual([
      {
        name: 'prompt-rollout/support/v1',
        message: `support v1 (${source('v1').commit})`,
        path: 'prompts/support.md',
        files: [text('Be kind.')],
      },
    ]);
  });

  it('appends to the ledger and keeps what was there', async () => {
    const repo = await adopted('support');
    const before = repo.file('prompts/support/ledger.ndjson') ?? '';
    await transact(repo, scriptedClock(), async (snapshot) => draft(startOf(snapshot)));
    const ledger = repo.file('prompts/support/ledger.ndjson') ?? '';
    expect(ledger.startsWith(before)).toBe(true);
    expect(parseLedger(ledger, 'ledger.ndjson', 'live').map(({ event }) => event)).toEqual([
      'adopted',
      'started',
    ]);
  });

  it('keeps the content of versions that are variants already', async () => {
    const repo = await adopted('support');
    const done = await transact(repo, scriptedClock(), async (snapshot) => draft(startOf(snapshot)));
    const { support } = done.snapshot.manifest.flags;
    expect(contentsOf(support)).toEqual(
      new Map([
        [source('v2').digest, 'Be kinder.'],
        [source('v1').digest, 'Be kind.'],
      ]),
    );
  });

  it('leaves flags.json alone when no routing changes', async () => {
    const repo = await adopted('support');
    await transact(repo, scriptedClock(), async (snapshot) => draft(startOf(snapshot)));
    await transact(repo, scriptedClock(), async (snapshot) => {
      const state = stateIn(snapshot, 'support');
      if (state.rollout === null) return null;
      return draft(proposal(firstTraffic(state, state.rollout, actor({ now: at(12) }))));
    });
    expect([...(repo.pushed.at(-1)?.files.keys() ?? [])].sort()).toEqual([
      'prompts/support/ledger.ndjson',
      'prompts/support/state.json',
    ]);
    expect(repo.pushed.at(-1)?.tags).toEqual([]);
  });

  it('leaves other prompts alone', async () => {
    const repo = await adopted('support', 'other');
    const before = repo.file('prompts/other/state.json');
    await transact(repo, scriptedClock(), async (snapshot) => draft(startOf(snapshot)));
    expect(repo.pushed.at(-1)?.files.has('prompts/other/state.json')).toBe(false);
    expect(repo.file('prompts/other/state.json')).toBe(before);
    expect((await snapshotOf(repo)).manifest.flags.other?.defaultVariant).toBe('v1');
  });

  it('changes two prompts in one commit', async () => {
    const repo = memoryRepo();
    const done = await transact(repo, scriptedClock(), async () =>
      draft(adoption('support', 'A'), adoption('summary', 'B')),
    );
    expect(repo.pushed).toHaveLength(1);
    expect(repo.pushed[0]?.tags.map(({ name }) => name)).toEqual([
      'prompt-rollout/support/v1',
      'prompt-rollout/summary/v1',
    ]);
    const snapshot = await snapshotOf(repo);
    expect(done.snapshot).toEqual(snapshot);
    expect([...snapshot.states.keys()].sort()).toEqual(['summary', 'support']);
    expect(Object.keys(snapshot.manifest.flags)).toEqual(['summary', 'support']);
  });

  it('changes one prompt twice in one commit', async () => {
    const repo = await adopted('support');
    const done = await transact(repo, scriptedClock(), async (snapshot) => {
      const first = startOf(snapshot);
      const ended = rollback(first.change.state, stateIn(snapshot, 'support').stable, wish(), actor());
      return draft(first, proposal(ended));
    });
    expect(done.snapshot).toEqual(await snapshotOf(repo));
    expect(stateIn(done.snapshot, 'support').rollout).toBeNull();
    const ledger = done.snapshot.ledgers.get('support') ?? '';
    expect(parseLedger(ledger, 'l', 'live').map(({ event }) => event)).toEqual([
      'adopted',
      'started',
      'rolled-back',
    ]);
  });

  it('commits nothing when there is nothing to do', async () => {
    const repo = await adopted('support');
    const head = repo.head;
    const done = await transact(repo, scriptedClock(), async () => null);
    expect(done).toEqual({ snapshot: await snapshotOf(repo), commit: null, changes: [], warnings: [] });
    expect(repo.pushed).toHaveLength(1);
    expect(repo.head).toBe(head);
  });
});

describe('what goes wrong', () => {
  it('a refused push is not tried again', async () => {
    const repo = await adopted('support');
    repo.refuse();
    const clock = scriptedClock();
    const failing = transact(repo, clock, async (snapshot) => draft(startOf(snapshot)));
    await expect(failing).rejects.toMatchObject({ code: 'push-refused' });
    expect(clock.pauses).toEqual([]);
  });

  it('an error in deciding leaves the branch as it is', async () => {
    const repo = await adopted('support');
    const failing = transact(repo, scriptedClock(), async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(repo.pushed).toHaveLength(1);
  });

  it('a state that its schema refuses is never written', async () => {
    const repo = await adopted('support');
    const failing = transact(repo, scriptedClock(), async (snapshot) => {
      const state = { ...stateIn(snapshot, 'support'), rollouts: -1 };
      return draft(proposal({ ...adopt('support', source('v1'), actor()), state }));
    });
    await expect(failing).rejects.toThrow();
    expect(repo.pushed).toHaveLength(1);
  });

  it('a damaged branch is read, refused and left alone', async () => {
    const repo = memoryRepo({ 'flags.json': '{', 'prompts/a/state.json': '{}' });
    const failing = transact(repo, scriptedClock(), async () => draft(adoption('support')));
    await expect(failing).rejects.toMatchObject({ code: 'live-corrupt' });
    expect(repo.pushed).toEqual([]);
  });
});
