import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { git } from '../github/plumbing.ts';
import { commitFiles, listRefs } from '../github/seed.ts';
import { type Bench, failureOf } from './support.ts';

const BRANCH = 'refs/heads/prompt-rollout/drill/one';
const TAG = 'refs/tags/prompt-rollout/one/v1';
const NOTED = 'refs/tags/noted';

/** What the branches and tags keep to on every remote. */
export function describeRefs(name: string, start: () => Promise<Bench>): void {
  describe(`the branches and tags on ${name}`, () => {
    let bench: Bench;
    let head: string;
    beforeEach(async () => {
      bench = await start();
      head = await commitFiles(bench.bareDir, { branch: 'main', files: { a: 'a' }, message: 'Start' });
      for (const ref of [BRANCH, TAG]) await git(bench.bareDir, ['update-ref', ref, head]);
    });
    afterEach(() => bench.stop());
    const refs = async () => Object.keys(await listRefs(bench.bareDir));

    it('are listed by their full names, each once', async () => {
      const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
      await git(bench.bareDir, [...identity, 'tag', '-a', '-m', 'x', 'noted', head]);
      const listed = await (await bench.refs()).list();
      expect(listed).toHaveLength(4);
      expect(listed).toEqual(
        expect.arrayContaining(['refs/heads/main', BRANCH, TAG].map((ref) => ({ name: ref, id: head }))),
      );
      expect(Object.fromEntries(listed.map(({ name, id }) => [name, id]))).toEqual(
        await listRefs(bench.bareDir),
      );
      expect(listed.find(({ name }) => name === NOTED)?.id).not.toBe(head);
    });

    it('are removed, branches and tags alike, and the others stay', async () => {
      const store = await bench.refs();
      const wanted = [BRANCH, TAG].map((ref) => ({ name: ref, id: head }));
      expect(await store.remove(wanted)).toEqual([BRANCH, TAG]);
      expect(await refs()).toEqual(['refs/heads/main']);
      expect(await store.remove(wanted)).toEqual([BRANCH, TAG]);
      expect(await store.remove([])).toEqual([]);
    });

    it('stay when they have moved meanwhile, and the others go', async () => {
      const next = await commitFiles(bench.bareDir, { branch: 'main', files: { a: 'b' }, message: 'Next' });
      await git(bench.bareDir, ['update-ref', BRANCH, next]);
      const wanted = [BRANCH, TAG].map((ref) => ({ name: ref, id: head }));
      expect(await (await bench.refs()).remove(wanted)).toEqual([TAG]);
      expect(await refs()).toEqual(['refs/heads/main', BRANCH]);
    });

    it('stay when the remote refuses, which is said', async () => {
      await bench.refusePushes('nothing is removed here');
      const failure = await failureOf((await bench.refs()).remove([{ name: BRANCH, id: head }]));
      expect(failure).toMatchObject({ code: 'push-refused' });
      expect(failure.message).toContain('prompt-rollout/drill/one');
      expect(await refs()).toContain(BRANCH);
    });

    it.each(['HEAD', 'refs/pull/1/head', 'main'])('are nothing else, such as %s', async (ref) => {
      await expect((await bench.refs()).remove([{ name: ref, id: head }])).rejects.toThrow('neither');
    });
  });
}
