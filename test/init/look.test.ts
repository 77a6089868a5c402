import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openCheckout } from '../../src/git/index.ts';
import { firstFiles } from '../../src/init/first-files.ts';
import { look } from '../../src/init/look.ts';
import { openFolder } from '../../src/workspace/folder.ts';
import { writeNew } from '../../src/workspace/write.ts';
import { type Files, makeTree, type Tree, validateIn, versioned } from '../validate/checkout.ts';

const trees: Tree[] = [];
afterEach(async () => {
  for (const tree of trees.splice(0)) await tree.stop();
});

async function plain(files: Files): Promise<Tree> {
  const tree = await makeTree(files, true);
  trees.push(tree);
  return tree;
}

async function seenIn(files: Files) {
  return look(openFolder((await plain(files)).folder), null);
}

/** Writes the first files into a folder and gives the end of `validate` there. */
async function initialized({ folder }: Tree) {
  const files = openFolder(folder);
  for (const { path, text } of firstFiles('prompt-rollout.yml', await look(files, null)))
    if (!path.startsWith('.github/')) await writeNew(files, path, text);
  const { result, errors } = await validateIn(folder);
  return { end: `${result.reason_code} ${result.exit_code}`, errors };
}

describe('a repository', () => {
  it('shows its prompts, those without a version, and their owners', async () => {
    const seen = await seenIn({
      'prompts/support.md': versioned('v1'),
      'prompts/sales/system.md': 'Sell.',
      CODEOWNERS: '* ann@example.com @ann\n/prompts/sales/ @acme/sales\n',
    });
    expect(seen.prompts).toEqual([
      { id: 'sales', path: 'prompts/sales', versions: 1, owners: ['@acme/sales'] },
      { id: 'support', path: 'prompts/support.md', versions: 1, owners: ['@ann'] },
    ]);
    expect(seen.undeclared).toEqual(['sales']);
  });

  it.each([
    ['an empty file', 'prompts/x.md', ' \n', 'is empty'],
    ['a binary file', 'prompts/x.md', 'a\0b', 'not UTF-8'],
    ['broken front matter', 'prompts/x.md', '---\na: [\n---\n', 'cannot be read'],
    ['a name with a line feed', 'prompts/x\ny.md', 'x', 'its name has characters'],
    ['a name that ends the YAML', 'prompts/x: y.md', 'x', 'its name has characters'],
    ['a name that is an option', '-x.prompt', 'x', 'its name has characters'],
  ])('leaves out %s, and says why', async (_, path, text, why) => {
    const seen = await seenIn({ 'prompts/a.md': 'x', [path]: text });
    expect(seen.prompts.map(({ id }) => id)).toEqual(['a']);
    expect(seen.leftOut).toEqual([{ path, why: expect.stringContaining(why) }]);
  });

  it('is not read through symbolic links', async () => {
    const tree = await plain({ 'prompts/a.md': 'x', 'elsewhere.md': 'secret' });
    await symlink('../elsewhere.md', join(tree.folder, 'prompts/b.md'));
    const { prompts, leftOut } = await look(openFolder(tree.folder), null);
    expect(prompts.map(({ id }) => id)).toEqual(['a']);
    expect(leftOut).toEqual([{ path: 'prompts/b.md', why: expect.stringContaining('symbolic link') }]);
  });

  it('hints at the metrics source by what configures one', async () => {
    expect((await seenIn({})).hint).toBeNull();
    const { hint } = await seenIn({ 'ops/prometheus.yml': '', 'litellm_config.yaml': '' });
    expect(hint).toMatch(/ops\/prometheus\.yml.*`preset: litellm`/);
  });

  it('with a workflow of ours under another name gets no second one', async () => {
    const seen = await seenIn({
      '.github/workflows/prompts.yml': `jobs:\n  a:\n    steps: [{ uses: 'prompt-rollout/prompt-rollout@v0', with: { wait: 30m } }]\n`,
      '.github/workflows/back.yml': `jobs: { a: { uses: prompt-rollout/prompt-rollout/.github/workflows/rollback.yml@abc } }`,
      '.github/workflows/other.yml': `jobs: { a: { uses: someone/prompt-rollout/.github/workflows/review.yml@abc } }`,
      '.github/workflows/broken.yml': `jobs: [`,
    });
    expect(Object.fromEntries(seen.running)).toEqual({
      promote: '.github/workflows/prompts.yml',
      rollback: '.github/workflows/back.yml',
    });
    const files = firstFiles('prompt-rollout.yml', seen);
    expect(files.flatMap(({ path, instead }) => (instead === null ? [] : [path]))).toEqual([
      '.github/workflows/promote.yml',
      '.github/workflows/rollback.yml',
    ]);
  });

  it('with a workflow of others under a name of ours gets ours beside it', async () => {
    const files = {
      '.github/workflows/promote.yml': `jobs: { a: { steps: [{ uses: 'acme/promote-image@v1' }] } }`,
      '.github/workflows/rollback.yml': 'jobs: [',
      '.github/workflows/review.yml': `jobs: { a: { uses: ./.github/workflows/shared.yml } }`,
      '.github/workflows/shared.yml': `jobs: { a: { steps: [{ uses: acme/prompt-rollout@v0, with: { command: review } }] } }`,
      '.github/workflows/validate.yml': `jobs: { a: { uses: acme/prompt-rollout/.github/workflows/validate.yml@v0 } }`,
    };
    const seen = await seenIn(files);
    expect([...seen.taken]).toEqual(['promote', 'rollback']);
    const placed = (among: typeof seen) =>
      firstFiles('prompt-rollout.yml', among)
        .filter(({ path }) => path.includes('/workflows/'))
        .map(({ path, instead, beside }) => [path.slice('.github/workflows/'.length), instead, beside]);
    const expected = [
      ['prompt-rollout-promote.yml', null, '.github/workflows/promote.yml'],
      ['prompt-rollout-rollback.yml', null, '.github/workflows/rollback.yml'],
      ['review.yml', null, null],
      ['validate.yml', null, null],
    ];
    expect(placed(seen)).toEqual(expected);
    const ours = '.github/workflows/prompt-rollout-rollback.yml';
    const rollback = { [ours]: firstFiles('c.yml', seen).find(({ path }) => path === ours)?.text ?? '' };
    const again = await seenIn({ ...files, ...rollback });
    expect(again.running.get('rollback')).toBe(ours);
    expect(placed(again)).toEqual(expected);
  });

  it('with a workflow of ours under its own name and another one is no worse for that', async () => {
    const text = `jobs: { a: { steps: [{ uses: 'prompt-rollout/prompt-rollout@v0', with: { command: rollback } }] } }`;
    const seen = await seenIn({ '.github/workflows/rollback.yml': text, '.github/workflows/back.yml': text });
    expect([seen.running.size, seen.taken.size]).toEqual([0, 0]);
  });

  it('with git shows what is not ignored, and its default branch', async () => {
    const tree = await makeTree({ '.gitignore': 'prompts/b.md\n', 'prompts/a.md': 'x', 'prompts/b.md': 'x' });
    trees.push(tree);
    const seeing = async () => look(openFolder(tree.folder), await openCheckout(tree.folder));
    expect((await seeing()).prompts.map(({ id }) => id)).toEqual(['a']);
    await tree.commit({});
    await tree.git('switch', '--quiet', '--create', 'work');
    expect((await seeing()).branch).toBe('main');
    await tree.git('branch', '--quiet', '--delete', '--force', 'main');
    expect((await seeing()).branch).toBe('work');
    await tree.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    expect((await seeing()).branch).toBe('trunk');
  });
});

const segment = fc.oneof(
  fc.constantFrom(
    'prompts',
    'support',
    'system',
    'v1',
    'v2',
    'a b',
    'é',
    '#x',
    "it's",
    '"q"',
    '-x',
    'x:',
    '~',
    '%s',
    '$(x)',
    '`x`',
    '{{x}}',
    'null',
    '1.10',
  ),
  fc
    .string({ minLength: 1, maxLength: 6, unit: 'grapheme' })
    .filter((text) => !/^\.{1,2}$|[/\0]/.test(text) && text.isWellFormed()),
);
const content = fc.constantFrom(
  'Be kind.',
  versioned('v1'),
  versioned('v2'),
  versioned('a/b'),
  '',
  'a\0b',
  '---\nversion: [\n---\n',
);
const someFiles = fc.array(
  fc.tuple(
    fc.tuple(
      fc.array(segment, { maxLength: 2 }),
      segment,
      fc.constantFrom('.md', '.prompty', '.prompt.yml', '.json', ''),
    ),
    content,
  ),
  { maxLength: 8 },
);

describe('whatever lies in a folder', () => {
  it('the written configuration passes validation', async () => {
    await fc.assert(
      fc.asyncProperty(someFiles, async (entries) => {
        const tree = await makeTree({}, true);
        try {
          for (const [[folders, stem, end], text] of entries) {
            const path = ['prompts', ...folders, `${stem}${end}`].join('/');
            // A name may be taken by a file or folder that came before.
            await tree.write({ [path]: text }).catch((error: NodeJS.ErrnoException) => {
              if (!['EEXIST', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(error.code ?? '')) throw error;
            });
          }
          expect(await initialized(tree)).toEqual({ end: 'valid 0', errors: [] });
        } finally {
          await tree.stop();
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('a file that is written', () => {
  it('never takes the place of another, nor goes through a symbolic link', async () => {
    const tree = await plain({ 'there.yml': 'mine' });
    const folder = openFolder(tree.folder);
    expect(await writeNew(folder, 'there.yml', 'theirs')).toBe(false);
    await symlink('nowhere', join(tree.folder, 'dangling.yml'));
    expect(await writeNew(folder, 'dangling.yml', 'theirs')).toBe(false);
    await mkdir(join(tree.folder, 'real'));
    await symlink('real', join(tree.folder, '.github'));
    for (const path of ['.github/x.yml', '.github/workflows/x.yml', 'there.yml/x.yml'])
      await expect(writeNew(folder, path, 'x')).rejects.toMatchObject({ code: 'file-unwritable' });
    expect(await readFile(join(tree.folder, 'there.yml'), 'utf8')).toBe('mine');
    expect(await readdir(join(tree.folder, 'real'))).toEqual([]);
    expect(await writeNew(folder, 'a/b/c.yml', 'x')).toBe(true);
  });
});
