import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { git } from '../github/plumbing.ts';
import { commitFiles, listRefs, listSubjects, showFile } from '../github/seed.ts';
import { archive, archiving, TAG } from './live-archive-contract.ts';
import { type Bench, failureOf, LIVE, liveCommit } from './support.ts';

const REF = `refs/heads/${LIVE}`;
/** What the live branch keeps to on every remote. */
export function describeLive(name: string, start: () => Promise<Bench>): void {
  describe(`the live branch on ${name}`, () => {
    let bench: Bench;
    beforeEach(async () => {
      bench = await start();
      await commitFiles(bench.bareDir, { branch: 'main', files: { 'a.md': 'a' }, message: 'Start' });
    });
    afterEach(() => bench.stop());
    readingAndWriting(() => bench);
    racing(() => bench);
    remembering(() => bench);
    archiving(() => bench);
    refusing(() => bench);
  });
}

function readingAndWriting(bench: () => Bench): void {
  it('is empty until the first commit makes it, without a parent', async () => {
    const live = await bench().live();
    expect(await live.read()).toEqual({ head: null, files: new Map() });
    const result = await live.push(liveCommit(null, { 'flags.json': '{}\n' }));
    const refs = await listRefs(bench().bareDir, REF);
    expect(result).toEqual({ state: 'done', commit: refs[REF] });
    expect(await listSubjects(bench().bareDir, REF)).toEqual(['promote(support): v1 -> v2']);
  });

  it('reads every file, whatever its name and text', async () => {
    const files = {
      'a "quoted" \\ name': 'x',
      'line\nfeed': '',
      'prompts/größe/日本語 🙂.json': '\ufeffgrüße\r\n\u0000end',
      'prompts/support/ledger.ndjson': `${'{"at":1}\n'.repeat(2000)}`,
      ':(top)glob*[x]': '*',
      '\ttab\u007f': 'control',
    };
    const live = await bench().live();
    await live.push(liveCommit(null, files));
    const other = await bench().live();
    expect(Object.fromEntries((await other.read()).files)).toEqual(files);
  });

  it('changes, adds and deletes files, and leaves the others', async () => {
    const live = await bench().live();
    await live.push(liveCommit(null, { 'flags.json': '1', 'prompts/a/state.json': '1', 'prompts/b/x': '1' }));
    const { head } = await live.read();
    const message = 'rollback(a): 2 -> 1 (error rate 8.4 %)\n\nRule: error-critical\nDecided-By: "ünï"\n';
    const files = { 'flags.json': '2', 'prompts/b/x': null, 'prompts/c/x': 'new' };
    const result = await live.push(liveCommit(head, files, { message }));
    const now = await live.read();
    expect(result).toEqual({ state: 'done', commit: now.head });
    expect(Object.fromEntries(now.files)).toEqual({
      'flags.json': '2',
      'prompts/a/state.json': '1',
      'prompts/c/x': 'new',
    });
    const shown = await git(bench().bareDir, [
      'show',
      '-s',
      '--format=%P|%an <%ae>|%cn <%ce>|%aI|%cI|%B',
      REF,
    ]);
    const [author, committer] = bench().people;
    expect(shown.trimEnd()).toBe(
      `${head}|${author}|${committer}|2026-03-04T05:06:07+00:00|2026-03-04T05:06:07+00:00|${message.trimEnd()}`,
    );
  });

  it('names the commits since a time that have a line in their message, newest first', async () => {
    const live = await bench().live();
    const ids: string[] = [];
    for (const [message, date] of [
      ['ask(a): 2 -> 1\n\nIncident-Id: r1-0-1\n', '2026-03-01T05:06:07.000Z'],
      ['ask(b): 2 -> 1\n\nIncident-Id: r1-0-1\n', '2026-03-04T05:06:07.000Z'],
      ['rollback(b): 2 -> 1\n\nIncident-Id: r1-0-10\n', '2026-03-04T05:06:08.000Z'],
      ['rollback(b): 2 -> 1\n\nMore.\n\nIncident-Id: r1-0-1\nRule: x\n', '2026-03-04T05:06:09.000Z'],
      ['effects(b): revert-pr\n', '2026-03-04T05:07:07.000Z'],
    ] as const) {
      const { head } = await live.read();
      const made = await live.push(liveCommit(head, { 'flags.json': message }, { message, date }));
      ids.push(made.state === 'done' ? made.commit : 'not done');
    }
    const reader = await bench().live();
    const now = await reader.read();
    expect(await reader.commitsWith('Incident-Id: r1-0-1', '2026-03-04T05:06:07.000Z')).toEqual([
      { id: ids[3], subject: 'rollback(b): 2 -> 1' },
      { id: ids[1], subject: 'ask(b): 2 -> 1' },
      ...(bench().dated ? [] : [{ id: ids[0], subject: 'ask(a): 2 -> 1' }]),
    ]);
    expect(await reader.commitsWith('Incident-Id: r9-0-1', '2026-03-04T05:06:07.000Z')).toEqual([]);
    expect(await reader.read()).toEqual(now);
    expect(await reader.push(liveCommit(now.head, { x: '1' }))).toMatchObject({ state: 'done' });
  });

  it('names no commit of a time since which the branch has not moved', async () => {
    const live = await bench().live();
    const message = 'rollback(b): 2 -> 1\n\nIncident-Id: r1-0-1\n';
    await live.push(liveCommit(null, { x: '1' }, { message, date: '2026-03-01T05:06:07.000Z' }));
    const reader = await bench().live();
    const now = await reader.read();
    const later = new Date(Date.now() + 10 * 86_400_000).toISOString();
    expect(await reader.commitsWith('Incident-Id: r1-0-1', later)).toEqual([]);
    expect(await reader.read()).toEqual(now);
    expect(await reader.push(liveCommit(now.head, { x: '2' }))).toMatchObject({ state: 'done' });
  });

  it('refuses to put a file where a folder is, and a folder where a file is', async () => {
    const live = await bench().live();
    await live.push(liveCommit(null, { 'flags.json': '1', 'prompts/a/state.json': '1' }));
    const { head } = await live.read();
    await expect(live.push(liveCommit(head, { 'prompts/a': 'x' }))).rejects.toThrow(/file and a folder/);
    await expect(live.push(liveCommit(head, { 'flags.json/x': 'x' }))).rejects.toThrow(/file and a folder/);
    await expect(live.push(liveCommit(head, { '../x': 'x' }))).rejects.toThrow(/leads out/);
    expect((await live.read()).head).toBe(head);
  });
}

function racing(bench: () => Bench): void {
  it('reads at each time what is there then, whoever moved the branch', async () => {
    const [live, other] = [await bench().live(), await bench().live()];
    const flags = async () => (await live.read()).files.get('flags.json');
    await live.push(liveCommit(null, { 'flags.json': '1' }));
    expect(await flags()).toBe('1');
    const { head } = await other.read();
    await other.push(liveCommit(head, { 'flags.json': '2' }));
    expect(await flags()).toBe('2');
    await git(bench().bareDir, ['update-ref', REF, head ?? '']);
    expect(await flags()).toBe('1');
    expect(await live.push(liveCommit(head, { 'flags.json': '3' }))).toMatchObject({ state: 'done' });
    expect(await flags()).toBe('3');
    await git(bench().bareDir, ['update-ref', '-d', REF]);
    expect(await live.read()).toEqual({ head: null, files: new Map() });
    await other.push(liveCommit(null, { 'flags.json': '4' }));
    expect(await flags()).toBe('4');
  });

  it('finds a conflict when another writer was faster, and lands when it has read again', async () => {
    const [first, second] = [await bench().live(), await bench().live()];
    await first.push(liveCommit(null, { 'flags.json': '1' }));
    const { head } = await second.read();
    await first.push(liveCommit(head, { 'flags.json': '2' }));
    expect(await second.push(liveCommit(head, { 'flags.json': '3' }))).toEqual({ state: 'conflict' });
    const now = await second.read();
    expect(now.files.get('flags.json')).toBe('2');
    expect(await second.push(liveCommit(now.head, { 'flags.json': '3' }))).toMatchObject({ state: 'done' });
    expect(await listSubjects(bench().bareDir, REF)).toHaveLength(3);
  });

  it('finds a conflict when another writer made the branch, and when someone deleted it', async () => {
    const [first, second] = [await bench().live(), await bench().live()];
    await first.push(liveCommit(null, { 'flags.json': '1' }));
    expect(await second.push(liveCommit(null, { 'flags.json': '2' }))).toEqual({ state: 'conflict' });
    const { head } = await second.read();
    await git(bench().bareDir, ['update-ref', '-d', REF]);
    expect(await second.push(liveCommit(head, { 'flags.json': '3' }))).toEqual({ state: 'conflict' });
    expect(await listRefs(bench().bareDir, REF)).toEqual({});
  });

  it('does not bring back a branch that it made itself and that someone deleted', async () => {
    const live = await bench().live();
    const made = await live.push(liveCommit(null, { 'flags.json': '1' }));
    if (made.state !== 'done') throw new Error('The branch was not made.');
    await git(bench().bareDir, ['update-ref', '-d', REF]);
    expect(await live.push(liveCommit(made.commit, { 'flags.json': '2' }))).toEqual({ state: 'conflict' });
    expect(await listRefs(bench().bareDir, REF)).toEqual({});
  });

  it('finds a conflict when the branch was put back, though it then holds an older commit', async () => {
    const live = await bench().live();
    await live.push(liveCommit(null, { 'flags.json': '1' }));
    const old = await live.read();
    await live.push(liveCommit(old.head, { 'flags.json': '2' }));
    const now = await live.read();
    await git(bench().bareDir, ['update-ref', REF, old.head ?? '']);
    expect(await live.push(liveCommit(now.head, { 'flags.json': '3' }))).toEqual({ state: 'conflict' });
    expect(await live.read()).toEqual(old);
  });
}

function remembering(bench: () => Bench): void {
  it('gives what files were in older commits, the newest first, and only these files', async () => {
    const live = await bench().live();
    let parent: string | null = null;
    for (let number = 1; number <= 60; number++) {
      const files = { 'flags.json': `${number}`, 'prompts/a/state.json': 'a', 'prompts/b/state.json': 'b' };
      const done = await live.push(liveCommit(parent, files));
      parent = done.state === 'done' ? done.commit : null;
    }
    const reader = await bench().live();
    const { head } = await reader.read();
    const found: string[] = [];
    for await (const { files } of reader.past(head ?? '', ['flags.json', 'prompts/b/state.json'])) {
      expect([...files.keys()]).toEqual(['flags.json', 'prompts/b/state.json']);
      found.push(files.get('flags.json') ?? '');
    }
    expect(found).toEqual(Array.from({ length: 59 }, (_, index) => `${59 - index}`));
    expect((await reader.read()).files.get('flags.json')).toBe('60');
    expect(await reader.push(liveCommit(head, { 'flags.json': '61' }))).toMatchObject({ state: 'done' });
  });
}

function refusing(bench: () => Bench): void {
  it('says what the remote says when it refuses a push, and that nothing was written', async () => {
    const live = await bench().live();
    await live.push(liveCommit(null, { 'flags.json': '1' }));
    const { head } = await live.read();
    await bench().refusePushes('GH013: Repository rule violations found');
    const failure = await failureOf(live.push(liveCommit(head, { 'flags.json': '2' })));
    expect(failure.code).toBe('rule-refused');
    expect(failure.message).toContain(`the commit on ${LIVE}: `);
    expect(failure.message).toContain('GH013: Repository rule violations found');
    const tagged = liveCommit(head, { 'flags.json': '2' }, { tags: [archive()] });
    expect(await failureOf(live.push(tagged))).toMatchObject({ code: 'rule-refused' });
    expect(Object.keys(await listRefs(bench().bareDir))).toEqual([REF, 'refs/heads/main'].sort());
    await bench().refusePushes('no pushes from you');
    expect(await failureOf(live.push(tagged))).toMatchObject({ code: 'push-refused' });
    expect((await live.read()).head).toBe(head);
    await bench().refusePushes(null);
    expect(await live.push(liveCommit(head, { 'flags.json': '2' }))).toMatchObject({ state: 'done' });
  });

  it.each(['prompt-rollout', `${LIVE}/old`])('names the branch %s that stands in the way', async (branch) => {
    await commitFiles(bench().bareDir, { branch, files: { x: 'x' }, message: 'x' });
    const live = await bench().live();
    const blocked = { code: 'branch-blocked', message: expect.stringContaining(`\`${branch}\``) };
    expect(await failureOf(live.read())).toMatchObject(blocked);
    expect(await failureOf(live.push(liveCommit(null, { a: 'a' })))).toMatchObject(blocked);
  });

  it('names the tag that stands in the way of an archive tag', async () => {
    await git(bench().bareDir, ['update-ref', 'refs/tags/prompt-rollout', 'refs/heads/main']);
    const live = await bench().live();
    expect(await failureOf(live.push(liveCommit(null, { a: 'a' }, { tags: [archive()] })))).toMatchObject({
      code: 'branch-blocked',
      message: `The branch or tag \`prompt-rollout\` stands where \`${TAG}\` must be.`,
    });
    expect(await listRefs(bench().bareDir, REF)).toEqual({});
  });

  it('does not take a branch for ours that holds links, and names files that are no text', async () => {
    const link = { mode: '120000', content: '/etc/passwd' } as const;
    const head = await commitFiles(bench().bareDir, { branch: LIVE, files: { l: link }, message: 'x' });
    expect(await failureOf((await bench().live()).read())).toMatchObject({ code: 'live-foreign' });
    const files = { l: null, 'flags.json': Buffer.of(0xff, 0xfe) };
    await commitFiles(bench().bareDir, { branch: LIVE, files, message: 'y' });
    const { files: readable, unreadable } = await (await bench().live()).read();
    expect([readable.size, ...(unreadable?.keys() ?? [])]).toEqual([0, 'flags.json']);
    expect(await showFile(bench().bareDir, head, 'l')).toBe('/etc/passwd');
  });

  it.each(['-x', 'a..b', 'a//b', 'x.lock', 'a b', '@{1}', ''])(
    'refuses the branch name "%s"',
    async (name) => {
      expect(await failureOf(bench().live(name))).toMatchObject({ code: 'ref-invalid' });
    },
  );
}
