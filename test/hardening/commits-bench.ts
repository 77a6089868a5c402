import { afterEach, beforeEach } from 'vitest';
import { openLive } from '../../src/git/index.ts';
import type { CommitApi, LiveRepo } from '../../src/git/port.ts';
import { type ApiBench, contentFile, LIVE, liveCommit, startApi } from '../git/support.ts';
import { commitFiles } from '../github/seed.ts';

export const REF = `refs/heads/${LIVE}`;
export const REPO = 'acme/prompts';
export const APPEND = { method: 'POST', route: '/graphql' } as const;
export const TAG = 'prompt-rollout/support/v1';
export const tag = {
  name: TAG,
  message: 'support v1',
  path: 'support.md',
  files: [contentFile('', 'You help.\n')],
};
export const revert = {
  branch: 'prompt-rollout/revert/support/1',
  parts: [{ path: 'prompts/support.md', files: [contentFile('', 'Old.\n')] }],
  message: 'revert(support): v2 -> v1\n\nIncident-Id: 1\n',
  date: '2026-03-04T05:06:07.000Z',
};

/** A repository whose API makes the commits, anew for each test of a file. */
export function eachBench() {
  let bench: ApiBench;
  beforeEach(async () => {
    bench = await startApi();
    const files = { 'prompts/support.md': 'New.\n', 'prompts/chat/a.md': 'A' };
    await commitFiles(bench.bareDir, { branch: 'main', files, message: 'Start' });
  });
  afterEach(() => bench.stop());
  return {
    bench: () => bench,
    /** The live branch with one commit, opened; and its head. */
    async started(): Promise<{ live: LiveRepo; head: string }> {
      const live = await bench.live();
      const made = await live.push(liveCommit(null, { 'flags.json': '1' }));
      if (made.state !== 'done') throw new Error('The branch was not made.');
      await live.read();
      bench.github.log.clear();
      return { live, head: made.commit };
    },
    /** The routes of the requests that write. */
    written: (): string[] =>
      bench.github.log
        .routes()
        .filter((route) => route.startsWith('POST ') && !route.endsWith('git-upload-pack')),
    liveBy(api: CommitApi, folder: string): Promise<LiveRepo> {
      const { remote, environment } = bench;
      return openLive({ remote, environment, workdir: `${bench.folder}/${folder}`, branch: LIVE, api });
    },
  };
}
