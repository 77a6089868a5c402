import { expect } from 'vitest';
import { config, PATH, PROMPT, text } from './prompts.ts';
import { LIVE, scenario } from './world.ts';

scenario(
  'a prompt that is seen for the first time is adopted, and then nothing is to do',
  async ({ world }) => {
    const commit = await world.merge({ 'prompt-rollout.yml': config(), [PATH]: text('v1.0.0') });
    const run = await world.run();
    expect(run.end).toBe('adopted 0');
    expect(run.outputs).toMatchObject({
      prompt: PROMPT,
      stable: 'v1.0.0',
      candidate: '',
      'rolled-back': 'false',
    });
    expect(run.summary).toContain('v1.0.0');

    const digest = await world.git('rev-parse', `main:${PATH}`);
    const variant = { version: 'v1.0.0', commit, path: PATH, digest, content: text('v1.0.0') };
    expect((await world.flags()).flags).toEqual({
      [PROMPT]: { state: 'ENABLED', variants: { 'v1.0.0': variant }, defaultVariant: 'v1.0.0' },
    });
    expect(await world.ledger()).toMatchObject([
      { event: 'adopted', version: { label: 'v1.0.0', commit, digest }, weight: 100, by: 'system' },
    ]);
    const tag = `prompt-rollout/${PROMPT}/v1.0.0`;
    expect(await world.git('ls-tree', '-r', '--name-only', tag)).toBe(PATH);
    expect(await world.file(PATH, tag)).toBe(text('v1.0.0'));
    expect(await world.history()).toEqual(['adopt(support): v1.0.0']);

    const before = await world.refs();
    const again = await world.run();
    expect(again.end).toBe('nothing-to-do 0');
    expect(await world.refs()).toEqual(before);
  },
);

scenario(
  'a version is named by its front matter, its file, its folder, a tag or its commit',
  async ({ world }) => {
    const named = (version: string) =>
      `name: reply\nversion: ${version}\nmessages:\n  - role: system\n    content: Reply.\n`;
    const prompts = {
      folder: { path: 'prompts/folder' },
      github: { path: 'prompts/reply.prompt.yml' },
      tagged: { path: 'prompts/tagged.txt' },
      untagged: { path: 'prompts/untagged.txt' },
    };
    await world.merge({
      'prompt-rollout.yml': config({ prompts }),
      'prompts/folder/system.md': text('f1'),
      'prompts/folder/few-shots/one.md': 'An example.\n',
      'prompts/reply.prompt.yml': named('"1.10"'),
      'prompts/tagged.txt': 'Tagged.\n',
      'prompts/untagged.txt': 'Not tagged.\n',
    });
    await world.git('tag', 'tagged@2026-01', 'main');
    expect((await world.run()).end).toBe('adopted 0');
    const first = (await world.git('rev-parse', 'main')).slice(0, 7);
    expect(await stableLabels()).toEqual({
      folder: 'f1',
      github: '1.10',
      tagged: '2026-01',
      untagged: first,
    });

    await world.merge({
      'prompts/folder/few-shots/one.md': 'Another example.\n',
      'prompts/folder/system.md': text('f2'),
      'prompts/reply.prompt.yml': named('1.20'),
      'prompts/tagged.txt': 'Tagged anew.\n',
      'prompts/untagged.txt': 'Still not tagged.\n',
    });
    await world.git('tag', 'tagged@2026-02', 'main');
    const run = await world.run();
    expect(run.end).toBe('started 0');
    const second = (await world.git('rev-parse', 'main')).slice(0, 7);
    const candidates = run.result.prompts.map(({ prompt, rollout }) => [prompt, rollout?.candidate.label]);
    expect(Object.fromEntries(candidates)).toEqual({
      ...{ folder: 'f2', github: '1.20', tagged: '2026-02', untagged: second },
    });
    const { flags } = await world.flags();
    expect(flags.folder?.variants.f2?.content).toEqual({
      'system.md': text('f2'),
      'few-shots/one.md': 'Another example.\n',
    });
    expect(flags.github?.targeting?.fractional).toEqual([
      ['1.20', 1],
      ['1.10', 99],
    ]);

    async function stableLabels() {
      const { flags } = await world.flags(LIVE);
      return Object.fromEntries(Object.entries(flags).map(([id, flag]) => [id, flag.defaultVariant]));
    }
  },
);
