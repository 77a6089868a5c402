import { existsSync } from 'node:fs';
import { rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { originOf } from '../../src/git/index.ts';
import { type Files, gitIn, makeTree, oneConfig, type Tree, validateIn, versioned } from './checkout.ts';

let tree: Tree | undefined;
afterEach(() => tree?.stop());

const config = 'prompt-rollout.yml';

async function problems(files: Files): Promise<readonly string[]> {
  tree = await makeTree(files, true);
  const { result, errors } = await validateIn(tree.folder);
  expect(result.exit_code).toBe(errors.length === 0 ? 0 : 2);
  return errors;
}

describe('a configuration', () => {
  it('that is right, with its prompts, has no problem', async () => {
    expect(await problems({ [config]: oneConfig, 'prompts/support.md': versioned('v1') })).toEqual([]);
  });

  it('has each problem at its line and column, all at once', async () => {
    const text = `prompts:
  Support:
    path: prompts/support.md
  sales:
    path: ../sales.md
    onwers: []
bake: soon
stages: [1, 5, 3, { weight: 100, bake: -1 }]
`;
    const found = await problems({ [config]: text });
    expect(found.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'prompt-rollout.yml:2:3: prompts.Support:',
      'prompt-rollout.yml:5:5: prompts.sales.path:',
      'prompt-rollout.yml:6:5: prompts.sales.onwers:',
      'prompt-rollout.yml:7:1: bake:',
      'prompt-rollout.yml:8:16: stages[2]:',
      'prompt-rollout.yml:8:34: stages[3].bake:',
    ]);
  });

  it('that is wrong does not hide what is wrong with the prompts and runbooks that it names', async () => {
    const text = `prompts:
  support:
    path: prompts/support.md
  sales:
    pth: prompts/sales.md
  gone:
    path: prompts/gone.md
`;
    const found = await problems({
      [config]: text,
      'prompts/support.md': '---\nversion: v2/final\n---\nBe kind.\n',
      'prompts/sales.md': versioned('v1'),
      '.prompt-rollout/runbooks/latency.md': '{{prmpt}}\n',
    });
    expect(found).toEqual([
      'prompt-rollout.yml:5:5: prompts.sales.pth: unknown key, did you mean `path`?',
      expect.stringMatching(
        /^prompts\/support\.md:2:1: The version label "v2\/final" of the prompt support /,
      ),
      expect.stringMatching(/^prompt-rollout\.yml:7:5: .*prompts\/gone\.md/),
      expect.stringContaining('.prompt-rollout/runbooks/latency.md:1:1: unknown placeholder'),
    ]);
  });

  it.each([
    ['with prompts that are no map', 'prompts: [a]\n'],
    ['that is no map', '- a\n'],
    ['with a prompt that leads out', 'prompts:\n  a: { path: ../a.md }\n  b: x\n'],
  ])('%s names nothing that is looked at', async (_, text) => {
    for (const found of await problems({ [config]: text })) expect(found).toContain('prompt-rollout.yml:');
  });

  it.each([
    ['is no YAML', 'prompts:\n  a: {path: x\n', 'prompt-rollout.yml:3:1: '],
    ['has a key twice', 'prompts: {}\n  \nprompts: {}\n', 'prompt-rollout.yml:3:1: '],
    ['is empty', '', 'prompt-rollout.yml:1:1: '],
    ['is no text', Buffer.from([0xff, 0xfe, 0x41]), 'prompt-rollout.yml:1:1: '],
  ])('that %s is refused at a place', async (_, text, place) => {
    const [first, ...others] = await problems({ [config]: text });
    expect(first?.startsWith(place)).toBe(true);
    expect(others).toEqual([]);
  });

  it.each([
    ['is not there', {}, 'config-absent'],
    ['is a folder', { [`${config}/x`]: '' }, 'file-unreadable'],
    ['is too large', { [config]: `#${'x'.repeat(1024 * 1024)}` }, 'config-too-large'],
  ])('that %s ends the run', async (_, files, code) => {
    tree = await makeTree(files, true);
    await expect(validateIn(tree.folder)).rejects.toMatchObject({ code });
  });

  it('that lies in a folder above is named, up to the top of the repository', async () => {
    tree = await makeTree({ [config]: oneConfig, 'sub/deep/x': '' });
    const from = join(tree.folder, 'sub/deep');
    const found = {
      code: 'config-elsewhere',
      cure: expect.stringContaining('validate ../../prompt-rollout.yml`'),
    };
    await expect(validateIn(from)).rejects.toMatchObject(found);
    await expect(validateIn(from, { config: 'nope.yml' })).rejects.toMatchObject(found);
    await expect(validateIn(from, { config: 'gone/nope.yml' })).rejects.toMatchObject(found);
    await expect(validateIn(tree.folder, { config: 'nope.yml' })).rejects.toMatchObject({
      code: 'config-elsewhere',
      message: 'There is no nope.yml in this working tree, but there is prompt-rollout.yml.',
    });
    await tree.write({ 'own.yml': oneConfig });
    await expect(validateIn(from, { config: 'own.yml' })).rejects.toMatchObject({
      cure: expect.stringContaining('validate ../../own.yml`'),
    });
  });

  it('that lies above the repository is not meant', async () => {
    tree = await makeTree({ [config]: oneConfig, 'sub/x': '' }, true);
    await gitIn(tree.folder, ['init', '--quiet', 'sub']);
    await expect(validateIn(join(tree.folder, 'sub'))).rejects.toMatchObject({ code: 'config-absent' });
  });

  it('is never read through a symbolic link', async () => {
    tree = await makeTree({ secret: 'prompts: [' }, true);
    await symlink('secret', join(tree.folder, config));
    await expect(validateIn(tree.folder)).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});

describe('a folder that looks like a bare repository', () => {
  it('in a stranger’s change starts no program and names no server', async () => {
    tree = await makeTree();
    const { folder } = tree;
    const proof = join(folder, '..', `${basename(folder)}.started`);
    const settings = [
      '[core]\n\trepositoryformatversion = 0\n\tbare = false',
      `\tworktree = ${join(folder, 'team')}\n\tfsmonitor = "touch '${proof}'; false"`,
      '[remote "origin"]\n\turl = https://mallory.example/x/y.git\n',
    ];
    await tree.commit({
      'team/HEAD': 'ref: refs/heads/main\n',
      'team/config': settings.join('\n'),
      'team/objects/x': '',
      'team/refs/x': '',
      'team/prompt-rollout.yml': oneConfig,
      'prompts/support.md': versioned('v1'),
    });
    // Git itself is taken in by it.
    await gitIn(join(folder, 'team'), ['-c', 'safe.bareRepository=all', 'status']).catch(() => null);
    expect(existsSync(proof)).toBe(true);
    await rm(proof);
    const { errors } = await validateIn(folder, { config: 'team/prompt-rollout.yml' });
    expect(errors).toEqual([]);
    expect(existsSync(proof)).toBe(false);
    expect(await originOf(join(folder, 'team'))).toBeNull();
  });
});

describe('a prompt', () => {
  it.each([
    ['is not there', {}, 'prompt-path-missing', 'prompt-rollout.yml:3:5: '],
    ['is empty', { 'prompts/support.md': ' \n' }, 'prompt-empty', 'prompt-rollout.yml:3:5: '],
    ['is binary', { 'prompts/support.md': 'a\0b' }, 'prompt-binary', 'prompt-rollout.yml:3:5: '],
    [
      'is large',
      { 'prompts/support.md': 'x'.repeat(1024 * 1024 + 1) },
      'prompt-too-large',
      'prompt-rollout.yml:3:5: ',
    ],
    [
      'has front matter that cannot be read',
      { 'prompts/support.md': '---\nname: x\nversion: [\n---\nx' },
      'front-matter-invalid',
      'prompts/support.md:',
    ],
    [
      'has a label that is none',
      { 'prompts/support.md': versioned('a/b') },
      'label-invalid',
      'prompts/support.md:3:1: ',
    ],
    [
      'has two labels',
      { 'prompts/support.md/a.md': versioned('v1'), 'prompts/support.md/b.md': versioned('v2') },
      'label-ambiguous',
      'prompts/support.md/b.md:3:1: ',
    ],
  ])('that %s is refused where that stands', async (_, files, code, place) => {
    tree = await makeTree({ [config]: oneConfig, ...files }, true);
    const { result, errors } = await validateIn(tree.folder);
    expect(result).toMatchObject({ reason_code: code, exit_code: 2, error: { code } });
    expect(errors).toEqual([expect.stringContaining(place)]);
  });

  it('is never read through a symbolic link, also not one above it', async () => {
    tree = await makeTree({ [config]: oneConfig, 'elsewhere/support.md': 'Secret.' }, true);
    await symlink('elsewhere', join(tree.folder, 'prompts'));
    const { result, errors } = await validateIn(tree.folder);
    expect(result.reason_code).toBe('prompt-not-plain');
    expect(errors.join()).not.toContain('Secret');
  });
});

describe('a runbook', () => {
  it('is checked by its lines', async () => {
    const found = await problems({
      [config]: oneConfig,
      'prompts/support.md': versioned('v1'),
      '.prompt-rollout/runbooks/latency.md': 'Fine.\n\n{{prmpt}}\n```\n',
      '.prompt-rollout/runbooks/quality.md': Buffer.from([0xff]),
      '.prompt-rollout/runbooks/notes.md': '{{anything}}',
    });
    expect(found).toEqual([
      expect.stringContaining('.prompt-rollout/runbooks/latency.md:3:1: unknown placeholder {{prmpt}}'),
      expect.stringContaining('.prompt-rollout/runbooks/latency.md:4:1: '),
      expect.stringContaining('.prompt-rollout/runbooks/quality.md:1:1: is not UTF-8 text'),
    ]);
  });
});
