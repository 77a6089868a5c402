import { describe, expect, it } from 'vitest';
import { fail } from '../../src/errors/fail.ts';
import type { ContentFile, LiveRepo } from '../../src/git/port.ts';
import { parseLedger } from '../../src/live/ledger.ts';
import { contentsOf } from '../../src/live/manifest.ts';
import { readSnapshot, type Snapshot } from '../../src/live/snapshot.ts';
import type { PromptState } from '../../src/live/state.ts';
import { type Draft, type Proposal, transact } from '../../src/live/transact.ts';
import type { Change } from '../../src/rollout/change.ts';
import { rollback } from '../../src/rollout/incident.ts';
import { adopt, firstTraffic, start } from '../../src/rollout/transition.ts';
import { actor, at, planOf, source, wish } from '../rollout/states.ts';
import { scriptedClock } from './clock.ts';
import { type MemoryRepo, memoryRepo } from './memory-repo.ts';
import { unseal } from './unseal.ts';

const text = (content: string): ContentFile => ({ path: '', mode: '100644', bytes: Buffer.from(content) });

function proposal(change: Change, content?: string): Proposal {
  const digest = change.archive?.digest ?? '';
  if (content === undefined) return { change, contents: new Map(), archive: null };
  return { change, contents: new Map([[digest, content]]), archive: [text(content)] };
}

const draft = (...proposals: Proposal[]): Draft => ({ proposals, message: 'for the test' });

const adoption = (prompt: string, content = 'Be kind.'): Proposal =>
  proposal(adopt(prompt, source('v1'), actor({ now: at(5) })), content);

/** A branch on which these prompts are adopted. */
async function adopted(...prompts: string[]): Promise<MemoryRepo> {
  const repo = memoryRepo();
  await transact(repo, scriptedClock(), async () => draft(...prompts.map((prompt) => adoption(prompt))));
  return repo;
}

async function snapshotOf(repo: MemoryRepo): Promise<Snapshot> {
  return readSnapshot(await repo.read(), repo.branch);
}

function stateIn(snapshot: Snapshot, prompt: string): PromptState {
  const state = snapshot.states.get(prompt);
  if (state === undefined) throw new Error(`${prompt} has no state`);
  return state;
}

/** Another writer does something to another prompt: a line in its ledger is enough to move the branch. */
const otherWriter = (files: Map<string, string>): void => {
  const file = 'prompts/other/ledger.ndjson';
  const last = (files.get(file) ?? '').split('\n').at(-2) ?? '';
  files.set(file, `${files.get(file)}${last}\n`);
  unseal(files, 'other');
};

const startOf = (snapshot: Snapshot): Proposal =>
  proposal(start(stateIn(snapshot, 'support'), source('v2'), planOf(), actor({ now: at(9) })), 'Be kinder.');

/** Puts the stable version back, as this run. */
function rollbackOf(snapshot: Snapshot, run = 'this run'): Change {
  const state = stateIn(snapshot, 'support');
  return rollback(state, state.stable, wish(), { ...actor({ now: at(12) }), run });
}

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

describe('a branch that moves', () => {
  it('is read and decided about anew, until it holds still', async () => {
    const repo = await adopted('support', 'other');
    repo.interfere(otherWriter);
    repo.interfere(otherWriter);
    const heads: (string | null)[] = [];
    const clock = scriptedClock();
    const done = await transact(repo, clock, async (snapshot) => {
      heads.push(snapshot.head);
      return draft(startOf(snapshot));
    });
    expect(heads).toEqual(['commit-1', 'commit-2', 'commit-3']);
    expect(repo.pushed.at(-1)?.parent).toBe('commit-3');
    expect(done.commit).toBe('commit-4');
    expect(clock.pauses).toHaveLength(2);
  });

  it('lets decide see what the other writer did', async () => {
    const repo = await adopted('support', 'other');
    const lines: number[] = [];
    repo.interfere(otherWriter);
    const done = await transact(repo, scriptedClock(), async (snapshot) => {
      lines.push((snapshot.ledgers.get('other') ?? '').split('\n').length - 1);
      return draft(startOf(snapshot));
    });
    expect(lines).toEqual([1, 2]);
    expect(done.snapshot.ledgers.get('other')?.split('\n')).toHaveLength(3);
  });

  it('commits nothing when the other writer has done it already', async () => {
    const repo = await adopted('support', 'other');
    const winner = await adopted('support', 'other');
    await transact(winner, scriptedClock(), async (snapshot) => draft(startOf(snapshot)));
    const { files } = await winner.read();
    repo.interfere((tree) => {
      for (const [path, content] of files) tree.set(path, content);
    });
    const done = await transact(repo, scriptedClock(), async (snapshot) =>
      stateIn(snapshot, 'support').rollout === null ? draft(startOf(snapshot)) : null,
    );
    expect(done).toMatchObject({ commit: null, changes: [] });
    expect(stateIn(done.snapshot, 'support').rollout?.candidate.label).toBe('v2');
    expect(repo.pushed).toHaveLength(1);
  });

  it.each([
    ['the answer is lost', null],
    ['another writer builds on it before anyone looks', otherWriter],
  ])('that is made although %s is known as its own', async (_, next) => {
    const repo = await adopted('support', 'other');
    await transact(repo, scriptedClock(), async (snapshot) => draft(startOf(snapshot)));
    const deaf: LiveRepo = {
      ...repo,
      push: async (commit) => {
        await repo.push(commit);
        if (next === null) throw fail('remote-unreachable', { remote: 'x', message: 'cut' });
        repo.interfere(next);
        return repo.push(commit);
      },
    };
    const decided: string[] = [];
    const done = await transact(deaf, scriptedClock(), async (snapshot) => {
      const { rollout } = stateIn(snapshot, 'support');
      decided.push(rollout?.id ?? 'none');
      return rollout === null ? null : draft(proposal(rollbackOf(snapshot)));
    });
    expect(decided).toHaveLength(1);
    expect(done.changes).toMatchObject([{ outcome: 'rolled-back' }]);
    expect(done.snapshot.head).toBe(repo.head);
    expect(stateIn(done.snapshot, 'support').incidents).toHaveLength(1);
  });

  it('of another run at the same moment is not taken for its own', async () => {
    const [repo, winner] = [await adopted('support'), await adopted('support')];
    for (const each of [repo, winner])
      await transact(each, scriptedClock(), async (snapshot) => draft(startOf(snapshot)));
    await transact(winner, scriptedClock(), async (snapshot) =>
      draft(proposal(rollbackOf(snapshot, 'another run'))),
    );
    const { files } = await winner.read();
    repo.interfere((tree) => {
      for (const [path, content] of files) tree.set(path, content);
    });
    const done = await transact(repo, scriptedClock(), async (snapshot) =>
      stateIn(snapshot, 'support').rollout === null ? null : draft(proposal(rollbackOf(snapshot))),
    );
    expect(done).toMatchObject({ commit: null, changes: [] });
  });

  it('is given up at the deadline, with nothing of ours on it', async () => {
    const repo = await adopted('support', 'other');
    repo.interfereAlways(otherWriter);
    const clock = scriptedClock();
    let attempts = 0;
    const failing = transact(
      repo,
      clock,
      async (snapshot) => {
        attempts += 1;
        return draft(startOf(snapshot));
      },
      30,
    );
    await expect(failing).rejects.toMatchObject({ code: 'push-contended' });
    await expect(failing).rejects.toThrow(`each of ${attempts} attempts`);
    expect(clock.passed).toBeGreaterThanOrEqual(30);
    expect(clock.passed).toBeLessThan(33);
    expect(repo.pushed).toHaveLength(1);
    expect(stateIn(await snapshotOf(repo), 'support').rollout).toBeNull();
  });

  it('is tried often enough for two dozen writers', async () => {
    const repo = await adopted('support', 'other');
    for (let writer = 0; writer < 24; writer++) repo.interfere(otherWriter);
    const done = await transact(repo, scriptedClock(), async (snapshot) => draft(startOf(snapshot)));
    expect(done.commit).not.toBeNull();
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
