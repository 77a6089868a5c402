import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GIT_ROUTES } from '../github/index.ts';
import { createBareRepository } from '../github/plumbing.ts';
import { commitFiles, listRefs } from '../github/seed.ts';
import { type Bench, contentFile, liveCommit, startHttp, texts } from './support.ts';

const FILES = 4000;
/** Bytes of each file that no compression can make smaller than about half. */
const noise = (index: number) =>
  Array.from({ length: 60 }, (_, part) => ((index * 2654435761 + part * 40503) >>> 0).toString(36)).join('');

let bench: Bench;
let calls: string;
beforeEach(async () => {
  bench = await startHttp();
  calls = join(bench.folder, 'calls.log');
  const script = `#!/bin/sh\necho "$*" >>${calls}\nPATH=${bench.environment.PATH} exec git "$@"\n`;
  await writeFile(join(bench.folder, 'git'), script, { mode: 0o755 });
});
afterEach(() => bench.stop());

const environment = () => ({ ...bench.environment, PATH: `${bench.folder}:${bench.environment.PATH}` });

/** What an action costs: git processes, requests, and bytes in both directions. */
async function cost<T>(action: () => Promise<T>) {
  const log = bench.github?.log;
  if (log === undefined) throw new Error('There is no server.');
  log.clear();
  await writeFile(calls, '');
  const result = await action();
  const { sent, received } = log.gitBytes();
  const calledWith = await readFile(calls, 'utf8');
  const commands = [...calledWith.matchAll(/ commit\.gpgsign=false (\S+)/g)].map(([, command]) => command);
  return { result, commands, requests: log.entries.length, sent, received };
}

/** A default branch of many files and 30 commits. */
async function seed(bareDir: string): Promise<void> {
  const many = Array.from({ length: FILES }, (_, index) => [`src/${index % 40}/${index}.txt`, noise(index)]);
  const files = { 'prompts/chat/a.md': 'A1', 'prompts/chat/b.md': 'B1', ...Object.fromEntries(many) };
  await commitFiles(bareDir, { branch: 'main', files, message: 'Start' });
  for (let turn = 2; turn <= 30; turn++) {
    const change = { 'prompts/chat/a.md': `A${turn}`, [`src/${turn}/${turn}.txt`]: noise(FILES + turn) };
    await commitFiles(bareDir, { branch: 'main', files: change, message: `${turn}` });
  }
}

describe('a large repository', () => {
  let seeded: string;
  beforeAll(async () => {
    seeded = await mkdtemp(join(tmpdir(), 'large-'));
    await createBareRepository(seeded, 'main');
    await seed(seeded);
  });
  afterAll(() => rm(seeded, { recursive: true }));
  beforeEach(() => cp(seeded, bench.bareDir, { recursive: true }));

  it('is opened, read and reverted without the content of other files', async () => {
    const opened = await cost(() => bench.source({ environment: environment() }));
    // The ids alone of 4,000 files are 80 KB; their contents more than 1 MB.
    expect(opened.sent).toBeGreaterThan(80_000);
    expect(opened.sent).toBeLessThan(200_000);
    expect(opened.requests).toBe(4);
    expect(opened.commands).toEqual(['version', 'init', 'ls-remote', 'cat-file', 'fetch']);

    const source = opened.result;
    const read = await cost(() => source.files('prompts/chat', { limit: 999 }));
    expect(texts(read.result)).toEqual({ 'a.md': 'A30', 'b.md': 'B1' });
    expect(read.sent).toBeLessThan(1500);
    expect(read.requests).toBe(2);
    expect(read.commands).toEqual(['ls-tree', 'cat-file', 'fetch', 'cat-file', 'cat-file']);

    const files = [contentFile('a.md', 'A29'), contentFile('b.md', 'B1')];
    const date = '2026-03-04T05:06:07.000Z';
    const request = { branch: 'revert/1', parts: [{ path: 'prompts/chat', files }], message: 'r', date };
    const reverted = await cost(() => source.pushRevert(request));
    expect(reverted.result.state).toBe('pushed');
    expect(reverted.received).toBeLessThan(1500);
    expect(reverted.sent).toBeLessThan(1500);
    expect(reverted.requests).toBe(2);
    expect(reverted.commands).toEqual(['ls-tree', 'ls-tree', 'fast-import', 'push']);
  });

  it('is read again, in the same folder, for the price of what changed since', async () => {
    const options = { environment: environment(), workdir: join(bench.folder, 'kept') };
    const first = await cost(() => bench.source(options));
    const same = await cost(() => bench.source(options));
    expect([same.result.head, same.requests]).toEqual([first.result.head, 2]);
    expect(same.sent).toBeLessThan(2000);
    const files = { 'prompts/chat/a.md': 'A31' };
    const head = await commitFiles(bench.bareDir, { branch: 'main', files, message: '31' });
    const next = await cost(() => bench.source(options));
    expect([next.result.head, next.requests]).toEqual([head, 4]);
    expect(next.sent).toBeLessThan(2000);
    expect(texts(await next.result.files('prompts/chat', { limit: 999 }))).toEqual({
      'a.md': 'A31',
      'b.md': 'B1',
    });
  });

  it('gives an older commit for the price of what changed since', async () => {
    const first = (await listRefs(bench.bareDir))['refs/heads/main'] ?? '';
    const files = { 'prompts/chat/a.md': 'A31' };
    await commitFiles(bench.bareDir, { branch: 'main', files, message: '31' });
    const source = await bench.source({ environment: environment() });
    const old = await cost(() => source.entry('prompts/chat', first));
    expect(old.result?.kind).toBe('folder');
    expect(old.requests).toBe(2);
    expect(old.sent).toBeLessThan(5000);
    const again = await cost(() => source.entry('prompts/chat/a.md', first));
    expect([again.requests, again.commands]).toEqual([0, ['ls-tree']]);
  });
});

describe('a live branch of many prompts', () => {
  it('is read and written with a handful of processes and requests', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => [
      [`prompts/p${index}/state.json`, `{"prompt":"p${index}"}`],
      [`prompts/p${index}/ledger.ndjson`, noise(index)],
    ]).flat();
    const writer = await bench.live();
    await writer.push(liveCommit(null, { 'flags.json': '{}', ...Object.fromEntries(many) }));

    const live = await bench.live(undefined, { environment: environment() });
    const first = await cost(() => live.read());
    expect(first.result.files.size).toBe(2001);
    expect(first.requests).toBe(3);
    expect(first.commands).toEqual(['fetch', 'rev-parse', 'ls-tree', 'cat-file']);

    const { head } = first.result;
    const pushed = await cost(() => live.push(liveCommit(head, { 'flags.json': '{"a":1}' })));
    expect(pushed.result.state).toBe('done');
    expect(pushed.received).toBeLessThan(2000);
    expect(pushed.requests).toBe(2);
    expect(pushed.commands).toEqual(['ls-tree', 'fast-import', 'push']);

    const second = await cost(() => live.read());
    expect(second.result.files.get('flags.json')).toBe('{"a":1}');
    expect(second.sent).toBeLessThan(2000);
    expect(second.requests).toBe(2);
    expect(second.commands).toEqual(['ls-remote', 'ls-tree', 'cat-file']);
    const idle = await cost(() => live.read());
    expect(idle.result).toBe(second.result);
    expect(idle.requests).toBe(2);
    expect(idle.commands).toEqual(['ls-remote']);
    expect(bench.github?.log.of('POST', GIT_ROUTES.push)).toEqual([]);

    const { head: parent } = await writer.read();
    await writer.push(liveCommit(parent, { 'flags.json': '{"b":1}' }));
    const moved = await cost(() => live.read());
    expect(moved.result.files.get('flags.json')).toBe('{"b":1}');
    expect(moved.sent).toBeLessThan(2000);
    expect(moved.commands).toEqual(['ls-remote', 'fetch', 'rev-parse', 'ls-tree', 'cat-file']);
  });
});
