import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { localForge } from '../../src/forge/index.ts';
import { fileName, readDocument, writeDocument } from '../../src/forge/local-file.ts';
import { type Bench, describeForge, issue, pullRequest, type Stored } from './contract.ts';
import { describeAnswers } from './contract-answers.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'forge-'));

async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.map((name) => join(folder, name));
}

async function stored(folder: string): Promise<Stored[]> {
  const texts = await Promise.all((await filesOf(folder)).map((file) => readFile(file, 'utf8')));
  return texts.map((text) => {
    const end = text.indexOf('\n---\n');
    const { title, state, labels } = parse(text.slice(4, end));
    return { title, state, labels, body: text.slice(end + 6, -1) };
  });
}

async function startLocal(): Promise<Bench> {
  const folder = await newFolder();
  const edit = async (from: RegExp, to: string) => {
    for (const kind of ['pull-requests', 'issues'])
      for (const file of await filesOf(join(folder, kind)))
        await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
  };
  return {
    forge: localForge({ folder }),
    branch: async () => undefined,
    pullRequests: () => stored(join(folder, 'pull-requests')),
    issues: () => stored(join(folder, 'issues')),
    comments: async () => (await stored(join(folder, 'replies'))).map(({ body }) => body),
    closeAll: () => edit(/^state: open$/m, 'state: closed'),
    labelAll: (label) => edit(/^labels:$/m, `labels:\n  - ${label}`),
    stop: () => rm(folder, { recursive: true }),
  };
}

describeForge('the folder', startLocal);
describeAnswers('the folder', startLocal);

describe('the folder in place of a forge', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('writes Markdown that a person can read, with the branch in the name and the rest in the head', async () => {
    const { url, number } = await localForge({ folder }).ensurePullRequest({
      ...pullRequest,
      reviewers: ['@ann'],
    });
    expect(number).toBe(0);
    expect(url).toMatch(/\/pull-requests\/prompt-rollout-revert-customer-support-1-[0-9a-f]{10}\.md$/);
    expect(await readFile(fileURLToPath(url), 'utf8')).toBe(
      `---
title: Revert customer-support to v1.9.0
state: open
head: prompt-rollout/revert/customer-support/1
base: main
labels:
  - rollback
  - "prompt: customer-support"
reviewers:
  - "@ann"
---

${pullRequest.body}
`,
    );
    expect(await readdir(join(folder, 'pull-requests'))).toHaveLength(1);
  });

  it('keeps what a person wrote into the head', async () => {
    const forge = localForge({ folder });
    const file = fileURLToPath((await forge.ensureIssue(issue)).url);
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace('state: open', 'state: open\nassignee: ann'),
    );
    await forge.ensureIssue({ ...issue, title: 'New' });
    expect((await readDocument(file))?.head).toMatchObject({
      assignee: 'ann',
      title: 'New',
      marker: issue.marker,
    });
  });

  it('does not write when nothing changed', async () => {
    const forge = localForge({ folder });
    const file = fileURLToPath((await forge.ensureIssue(issue)).url);
    const edited = (await readFile(file, 'utf8')).replaceAll('\n', '\r\n');
    await writeFile(file, edited);
    await forge.ensureIssue(issue);
    expect(await readFile(file, 'utf8')).toBe(edited);
  });

  it('stays inside of its folder, whatever the branch or marker', async () => {
    const forge = localForge({ folder: join(folder, 'inside') });
    for (const key of [
      '../../escape',
      '/etc/passwd',
      'a\\..\\b',
      '.',
      '',
      'nul',
      '\u0000',
      'ü'.repeat(500),
    ]) {
      await forge.ensurePullRequest({ ...pullRequest, head: key });
      await forge.ensureIssue({ ...issue, marker: `<!-- ${key} -->` });
    }
    expect(await readdir(folder)).toEqual(['inside']);
    expect(await readdir(join(folder, 'inside', 'pull-requests'))).toHaveLength(8);
    expect(await readdir(join(folder, 'inside', 'issues'))).toHaveLength(8);
  });

  it('says which file is damaged instead of writing over it', async () => {
    const forge = localForge({ folder });
    const file = fileURLToPath((await forge.ensureIssue(issue)).url);
    for (const damage of ['no head', '---\ntitle: [\n---\n\nbody', '---\n- a list\n---\n\nbody']) {
      await writeFile(file, damage);
      await expect(forge.ensureIssue(issue)).rejects.toMatchObject({
        code: 'forge-file-damaged',
        message: expect.stringContaining(file),
      });
      expect(await readFile(file, 'utf8')).toBe(damage);
    }
  });

  it('says which folder cannot be used', async () => {
    await writeFile(join(folder, 'blocked'), '');
    await expect(localForge({ folder: join(folder, 'blocked') }).ensureIssue(issue)).rejects.toMatchObject({
      code: 'forge-folder-unusable',
    });
    // A folder where the file must be: the file is written, and cannot be put in place.
    const file = join(folder, 'document.md');
    await mkdir(join(file, 'full'), { recursive: true });
    await expect(writeDocument(file, { head: {}, body: '' })).rejects.toMatchObject({
      code: 'forge-folder-unusable',
    });
    expect((await readdir(folder)).sort()).toEqual(['blocked', 'document.md']);
  });

  it('keeps who closed it and what else stands in a head when it closes', async () => {
    const forge = localForge({ folder });
    const file = fileURLToPath((await forge.ensureIssue(issue)).url);
    const text = (await readFile(file, 'utf8')).replace('state: open', 'state: open\nassignee: ann');
    await writeFile(file, text);
    await forge.closeIssue(issue);
    expect(await readFile(file, 'utf8')).toBe(text.replace('state: open', 'state: closed'));
  });

  it('writes replies beside what they are to, in files of their own', async () => {
    const forge = localForge({ folder });
    const marker = '<!-- ../../reply 1 -->';
    const { url } = await forge.reply({ number: 0, marker, body: 'Done.' });
    expect(url).toMatch(/\/replies\/0-reply-1-[0-9a-f]{10}\.md$/);
    expect((await readDocument(fileURLToPath(url)))?.body).toBe(`Done.\n\n${marker}`);
    expect(await readdir(folder)).toEqual(['replies']);
  });

  it('has one person, who may do everything, and knows of no numbers and no accounts', async () => {
    const forge = localForge({ folder });
    expect(await forge.permissionOf('anybody')).toBe('admin');
    expect(await forge.authorOf('0'.repeat(40))).toBeNull();
    expect(await forge.pullRequestOf(0)).toBeNull();
  });

  it('cannot start a successor', async () => {
    await expect(localForge({ folder }).dispatchSuccessor()).rejects.toMatchObject({
      code: 'successor-impossible',
    });
  });

  it('reads back what it wrote, whatever it is', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('---', 'a\n---\nb', '\n', '- x', '# y\r\n'),
    );
    const head = fc.dictionary(text, fc.oneof(text, fc.array(text)));
    await fc.assert(
      fc.asyncProperty(head, text, async (written, body) => {
        const file = join(folder, 'document.md');
        await writeDocument(file, { head: written, body });
        expect(await readDocument(file)).toEqual({ head: { ...written }, body });
      }),
      { numRuns: 200 },
    );
  });
});

describe('file names', () => {
  it('are plain, short, and distinct even where case does not count', () => {
    const key = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('a/b', 'a-b', 'A-B', 'a b', 'x'.repeat(300)),
    );
    fc.assert(
      fc.property(key, key, (one, other) => {
        expect(fileName(one)).toMatch(/^[a-z0-9][a-z0-9-]{0,74}\.md$/);
        expect(fileName(one) === fileName(other)).toBe(one === other);
      }),
    );
  });
});
