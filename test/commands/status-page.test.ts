import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftOf } from '../../src/commands/commit.ts';
import { ledgerReader, type Publisher, publishedPage, writePage } from '../../src/commands/status-page.ts';
import { parseConfig } from '../../src/config/load.ts';
import { localForge } from '../../src/forge/index.ts';
import { readSnapshot } from '../../src/live/snapshot.ts';
import { type Live, transact } from '../../src/live/transact.ts';
import type { Change } from '../../src/rollout/change.ts';
import { rollback } from '../../src/rollout/incident.ts';
import { adopt, firstTraffic, start } from '../../src/rollout/transition.ts';
import { sayingLog } from '../host/say.ts';
import { scriptedClock } from '../live/clock.ts';
import { type MemoryRepo, memoryRepo } from '../live/memory-repo.ts';
import { actor, at, planOf, source, wish } from '../rollout/states.ts';
import { story } from './story.ts';

const config = parseConfig('prompts: {support: {path: a.md}, waiting: {path: b.md}}');

function publisher(warnings: string[] = [], fields: Partial<Publisher> = {}): Publisher {
  const say = (line: string): void => void warnings.push(line);
  const log = sayingLog(say);
  return { config, branch: 'live', repository: 'acme/prompts', historyUrl: async () => null, log, ...fields };
}

const published = (repo: MemoryRepo, by = publisher()): Live => ({
  ...repo,
  beside: publishedPage(by, ledgerReader()),
});

const commit = (repo: Live, change: Change) => transact(repo, scriptedClock(), async () => draftOf(change));
const adoption = adopt('support', source('v1'), actor());
const begun = start(adoption.state, source('v2'), planOf(), actor({ now: at(60) }));
const seen = (): Change => {
  const { rollout } = begun.state;
  if (rollout === null) throw new Error('nothing was started');
  return firstTraffic(begun.state, rollout, actor({ now: at(90) }));
};

describe('a published page', () => {
  it('is part of the commit whose state it shows', async () => {
    const repo = memoryRepo();
    await commit(published(repo), adoption);
    const [first] = repo.pushed;
    expect([...(first?.files.keys() ?? [])].sort()).toEqual(
      [
        '.nojekyll',
        'flags.json',
        'index.html',
        'prompts/support/ledger.ndjson',
        'prompts/support/state.json',
      ].sort(),
    );
    expect(repo.file('index.html')).toContain('All quiet');
    expect(repo.file('index.html')).toContain('not adopted yet');
    await commit(published(repo), begun);
    expect(repo.file('index.html')).toContain('All well, 1 rollout on course');
    expect(repo.file('index.html')).toContain(`datetime="${at(60)}"`);
  });

  it('calls nothing quiet while the files of a prompt are damaged', async () => {
    const repo = memoryRepo();
    await commit(published(repo), adoption);
    await commit(published(repo), adopt('gone', source('v1'), actor()));
    for (const prompt of ['support', 'gone'])
      repo.interfere((files) => void files.set(`prompts/${prompt}/state.json`, '{'));
    const waiting = adopt('waiting', source('v1'), actor({ now: at(60) }));
    await commit(published(repo), waiting);
    const page = repo.file('index.html') ?? '';
    expect(page).not.toContain('All quiet');
    expect(page).not.toContain('not adopted yet');
    for (const prompt of ['support', 'gone']) expect(page).toContain(`prompts/${prompt}/state.json`);
  });

  it('is not made for the commit that takes the traffic away, and comes with the next one', async () => {
    const repo = memoryRepo();
    let made = 0;
    const historyUrl = async (): Promise<null> => {
      made += 1;
      return null;
    };
    const by = publisher([], { historyUrl });
    await commit(published(repo, by), adoption);
    await commit(published(repo, by), begun);
    const before = repo.file('index.html');
    const change = rollback(begun.state, begun.state.stable, wish(), actor({ now: at(100) }));
    await commit(published(repo, by), change);
    expect(repo.pushed.at(-1)?.files.has('index.html')).toBe(false);
    expect(repo.file('index.html')).toBe(before);
    expect(made).toBe(2);
    await commit(published(repo, by), { ...change, outcome: 'nothing-to-do', routing: false });
    expect(repo.file('index.html')).toContain('class="incident');
  });

  it('that cannot be made is a warning, and the commit goes without it', async () => {
    const repo = memoryRepo();
    const warnings: string[] = [];
    const broken = publisher(warnings, { historyUrl: () => Promise.reject(new Error('no forge')) });
    const { commit: id } = await commit(published(repo, broken), adoption);
    expect(id).not.toBeNull();
    expect(repo.file('index.html')).toBeUndefined();
    expect(repo.file('flags.json')).toBeDefined();
    expect(warnings).toEqual(['The status page is not written with this commit: no forge']);
  });

  it('is removed once it is no longer wanted', async () => {
    const repo = memoryRepo();
    await commit(published(repo), adoption);
    await commit(repo, begun);
    expect(repo.file('index.html')).toBeUndefined();
    expect(repo.file('.nojekyll')).toBeUndefined();
    await commit(repo, seen());
    expect(repo.pushed.at(-1)?.files.has('index.html')).toBe(false);
  });

  it('is never read, whatever stands in it', async () => {
    const repo = memoryRepo();
    await commit(published(repo), adoption);
    repo.interfere((files) => void files.set('index.html', '\u0000{'));
    await commit(published(repo), begun);
    const snapshot = readSnapshot(await repo.read(), 'live');
    expect(snapshot.page).toBe(true);
    expect(snapshot.states.get('support')?.rollout?.weight).toBe(1);
  });

  it('reads only the ledgers that have grown', async () => {
    const repo = memoryRepo();
    await commit(repo, adoption);
    const read = ledgerReader();
    const events = async () => read(readSnapshot(await repo.read(), 'live'), 'support', 'live');
    const first = await events();
    expect(await events()).toBe(first);
    await commit(repo, begun);
    expect(await events()).toHaveLength(2);
  });
});

describe('a page in a folder', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'page-test-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const written = async (into: string): Promise<string> => {
    const { session, view, repo } = await story({
      traffic: () => ({ candidate: { requests: 1, errors: 0 }, stable: { requests: 99, errors: 0 } }),
    });
    const forge = async () => localForge({ folder });
    const snapshot = readSnapshot(await repo.read(), repo.branch);
    const drift = { kind: 'pending' as const, detail: 'main is ahead' };
    return writePage({ ...session, forge }, view, snapshot, [{ prompt: 'support', drift }], into);
  };

  it('makes the folder, and leaves nothing else there', async () => {
    const file = await written(join(folder, 'deep/status'));
    expect(file).toBe(join(folder, 'deep/status/index.html'));
    expect(await readdir(join(folder, 'deep/status'))).toEqual(['index.html']);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('v2');
    expect(text).toContain('main is ahead');
    await written(join(folder, 'deep/status'));
    expect(await readdir(join(folder, 'deep/status'))).toEqual(['index.html']);
  });

  it('that cannot be written is an error of the catalogue', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(written(join(folder, 'file'))).rejects.toMatchObject({ code: 'page-unwritable' });
  });
});
