import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTree, oneConfig, type Tree, validateIn, versioned } from './checkout.ts';

const PATH = 'prompts/support.md';

let tree: Tree;
let base: string;
beforeEach(async () => {
  tree = await makeTree();
  base = await tree.commit({ 'prompt-rollout.yml': oneConfig, [PATH]: versioned('v1') });
  await tree.git('switch', '--quiet', '--create', 'change');
});
afterEach(() => tree.stop());

const against = async (revision = 'main') => {
  const { result, errors, lines } = await validateIn(tree.folder, { base: revision });
  return { end: `${result.reason_code} ${result.exit_code}`, errors, lines };
};

describe('a change of a prompt', () => {
  it('under the same label is refused, with the prompt, the label, its place and the cure', async () => {
    await tree.commit({ [PATH]: versioned('v1', 'Be rude.') });
    const { end, errors, lines } = await against();
    expect(end).toBe('label-reused 2');
    expect(lines).toContain('0 of 1 prompts can be released: none');
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^prompts\/support\.md:3:1: .*support.*v1.*Raise `version`/);
    expect(errors[0]).toContain(base.slice(0, 12));
  });

  it('is refused before it is committed, too', async () => {
    await tree.write({ [PATH]: versioned('v1', 'Be rude.') });
    expect((await against()).end).toBe('label-reused 2');
  });

  it('under a new label is allowed', async () => {
    await tree.commit({ [PATH]: versioned('v2', 'Be rude.') });
    const { end, lines } = await against();
    expect(end).toBe('valid 0');
    expect(lines).toContain('1 of 1 prompts can be released: support v2');
  });

  it('that is none is allowed, whatever the working tree does with line ends', async () => {
    await tree.git('config', 'core.autocrlf', 'true');
    await writeFile(join(tree.folder, PATH), versioned('v1').replaceAll('\n', '\r\n'));
    await tree.git('add', PATH);
    expect(await tree.git('status', '--porcelain')).toBe('');
    expect((await against()).end).toBe('valid 0');
  });

  it('without a declared version is not compared, and that is said', async () => {
    await tree.commit({ [PATH]: 'Be rude.\n' });
    const { end, lines } = await against();
    expect(end).toBe('valid 0');
    expect(lines.join('\n')).toContain('support declares no version');
  });

  it('is told by where the prompt was before, when it moves', async () => {
    const moved = oneConfig.replace(PATH, 'prompts/help.md');
    await tree.git('rm', '--quiet', PATH);
    await tree.commit({ 'prompt-rollout.yml': moved, 'prompts/help.md': versioned('v1') });
    expect((await against()).end).toBe('valid 0');
    await tree.commit({ 'prompts/help.md': versioned('v1', 'Be rude.') });
    expect((await against()).end).toBe('label-reused 2');
  });

  it('in a folder is a change of the prompt', async () => {
    const folder = oneConfig.replace(PATH, 'prompts');
    await tree.git('switch', '--quiet', 'main');
    await tree.commit({ 'prompt-rollout.yml': folder, 'prompts/more.md': 'More.\n' });
    await tree.git('switch', '--quiet', '--create', 'folder');
    await tree.commit({ 'prompts/more.md': 'Less.\n' });
    const { end, errors } = await against();
    expect(end).toBe('label-reused 2');
    expect(errors[0]).toMatch(/^prompts\/support\.md:3:1: /);
  });

  it('that others made on the base branch meanwhile is not held against it', async () => {
    await tree.commit({ 'notes.md': 'Something else.\n' });
    await tree.git('switch', '--quiet', 'main');
    await tree.commit({ [PATH]: versioned('v1', 'Changed without a new label.') });
    await tree.git('switch', '--quiet', 'change');
    expect((await against()).end).toBe('valid 0');
  });

  it('under a label that the base branch has taken meanwhile is refused', async () => {
    await tree.commit({ [PATH]: versioned('v2', 'Ours.') });
    await tree.git('switch', '--quiet', 'main');
    await tree.commit({ [PATH]: versioned('v2', 'Theirs.') });
    await tree.git('switch', '--quiet', 'change');
    expect((await against()).end).toBe('label-reused 2');
  });
});

describe('a label of the past', () => {
  /** An archived version, as the program keeps it: a tag on a commit without parents. */
  async function archive(label: string, text: string): Promise<void> {
    await tree.git('switch', '--quiet', '--orphan', 'archive');
    await tree.commit({ [PATH]: text });
    await tree.git('tag', `prompt-rollout/support/${label}`);
    await tree.git('switch', '--quiet', 'change');
  }

  it('is refused for another text', async () => {
    await archive('v0', versioned('v0', 'Old.'));
    await tree.commit({ [PATH]: versioned('v0', 'New.') });
    const { end, errors } = await against();
    expect(end).toBe('label-reused 2');
    expect(errors[0]).toContain('prompt-rollout/support/v0');
  });

  it('is allowed for its own text: a revert', async () => {
    await archive('v0', versioned('v0', 'Old.'));
    await tree.commit({ [PATH]: versioned('v0', 'Old.') });
    expect((await against()).end).toBe('valid 0');
  });
});

describe('the base', () => {
  it('that nobody has is an error that says how to get it', async () => {
    await expect(against('origin/main')).rejects.toMatchObject({
      code: 'base-missing',
      cure: expect.stringContaining('fetch-depth: 2'),
    });
  });

  it('without the configuration makes every prompt a new one', async () => {
    await tree.git('switch', '--quiet', '--orphan', 'empty');
    await tree.commit({ [PATH]: versioned('v1', 'Not released.') });
    await tree.git('switch', '--quiet', 'change');
    await tree.commit({ [PATH]: versioned('v1', 'Be rude.') });
    expect((await against('empty')).end).toBe('valid 0');
  });

  it.each([
    ['configuration', 'prompt-rollout.yml', 'prompts: ['],
    ['prompt', PATH, 'a\0b'],
  ])('with a broken %s does not keep a change from mending it', async (_, path, broken) => {
    await tree.git('switch', '--quiet', 'main');
    await tree.commit({ [path]: broken });
    await tree.git('switch', '--quiet', '--create', 'mend');
    await tree.commit({ 'prompt-rollout.yml': oneConfig, [PATH]: versioned('v2') });
    expect((await against()).end).toBe('valid 0');
  });

  it('is not asked for on a command line that names none', async () => {
    await tree.commit({ [PATH]: versioned('v1', 'Be rude.') });
    const { result } = await validateIn(tree.folder);
    expect(result.reason_code).toBe('valid');
  });
});
