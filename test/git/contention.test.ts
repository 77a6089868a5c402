import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveRepo } from '../../src/git/port.ts';
import { commitFiles, listRefs, listSubjects } from '../github/seed.ts';
import { type Bench, contentFile, LIVE, liveCommit, startHttp, startLocal } from './support.ts';

/** Adds one line to the ledger, reading again after each conflict, as all commands do; returns the attempts. */
async function land(live: LiveRepo, writer: number): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const { head, files } = await live.read();
    const ledger = `${files.get('ledger') ?? ''}writer ${writer}\n`;
    const tags = [
      { name: `t/${writer}`, message: 't', path: 'p', files: [contentFile('', `writer ${writer}`)] },
    ];
    const { state } = await live.push(liveCommit(head, { ledger }, { message: `${writer}`, tags }));
    if (state === 'done') return attempt;
    await sleep(Math.random() * Math.min(2000, 50 * 2 ** attempt));
  }
}

describe.each([
  [24, 'a local path', startLocal],
  [8, 'a server', startHttp],
])('%i writers at once on %s', (writers, _, start) => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await start();
    await commitFiles(bench.bareDir, { branch: 'main', files: { a: 'a' }, message: 'Start' });
  });
  afterEach(() => bench.stop());

  it('all land, each exactly once, and none is lost', { timeout: 180_000 }, async () => {
    const lives = await Promise.all(Array.from({ length: writers }, () => bench.live()));
    const attempts = await Promise.all(lives.map(land));
    const { files } = await (await bench.live()).read();
    const lines = (files.get('ledger') ?? '').trimEnd().split('\n');
    const expected = lives.map((__, writer) => `writer ${writer}`).sort();
    expect(lines.sort()).toEqual(expected);
    expect(await listSubjects(bench.bareDir, `refs/heads/${LIVE}`)).toHaveLength(writers);
    expect(Object.keys(await listRefs(bench.bareDir, 'refs/tags/t/'))).toHaveLength(writers);
    // Without a race there would be nothing to test.
    expect(Math.max(...attempts)).toBeGreaterThan(1);
  });
});
