import { describe, expect, it } from 'vitest';
import { fail } from '../../src/errors/fail.ts';
import type { LiveRepo } from '../../src/git/port.ts';
import { transact } from '../../src/live/transact.ts';
import { scriptedClock } from './clock.ts';
import { adopted, draft, otherWriter, proposal, rollbackOf, snapshotOf, startOf, stateIn } from './drafts.ts';
import { memoryRepo } from './memory-repo.ts';

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

  it.each([
    [1, 'done'],
    [2, 'done'],
    [3, 'remote-unreachable'],
  ])(
    'is read again when the connection breaks, and given up at the third time (%s: %s)',
    async (times, end) => {
      const repo = await adopted('support');
      let left = times;
      const away: LiveRepo = {
        ...repo,
        read: async () => {
          left -= 1;
          if (left >= 0) throw fail('remote-unreachable', { remote: 'x', message: 'cut' });
          return repo.read();
        },
      };
      const clock = scriptedClock();
      const ended = transact(away, clock, async (snapshot) => draft(startOf(snapshot))).then(
        ({ commit }) => (commit === null ? 'nothing' : 'done'),
        ({ code }) => code,
      );
      expect(await ended).toBe(end);
      expect(clock.pauses).toHaveLength(Math.min(times, 2));
    },
  );

  it('is not read again when what it holds is refused', async () => {
    const repo = memoryRepo({ 'flags.json': '{', 'prompts/a/state.json': '{}' });
    const clock = scriptedClock();
    const failing = transact(repo, clock, async (snapshot) => draft(startOf(snapshot)));
    await expect(failing).rejects.toMatchObject({ code: 'live-corrupt' });
    expect(clock.pauses).toEqual([]);
  });
});
