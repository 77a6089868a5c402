import { expect } from 'vitest';
import { commitFiles } from '../github/seed.ts';
import { config, PATH, PROMPT, startRollout, text } from './prompts.ts';
import { LIVE, REPO, scenario, type World } from './world.ts';

/** Runs `act` and expects the error `code`, with exit code 2, and that no ref, pull request or issue came. */
async function refuses(
  world: World,
  code: string,
  inputs: Readonly<Record<string, string>> = {},
): Promise<string> {
  const before = await world.refs();
  const run = await world.run(inputs);
  expect(run.end).toBe(`${code} 2`);
  expect(run.stdout).toContain('cure: ');
  expect(run.summary).not.toBe('');
  expect(await world.refs()).toEqual(before);
  expect(await world.github.pulls(REPO)).toEqual([]);
  expect(world.github.issues(REPO)).toEqual([]);
  return run.stdout;
}

scenario('inputs that cannot be used', async ({ world }) => {
  await startRollout(world);
  expect(await refuses(world, 'prompt-unknown', { prompt: 'suport' })).toContain(PROMPT);
  expect(await refuses(world, 'command-unknown', { command: 'promot' })).toContain('promote');
  await refuses(world, 'input-invalid', { wait: 'soon' });
  await refuses(world, 'input-invalid', { repository: 'acme/prompts/../app' });
  await refuses(world, 'config-missing', { config: 'other.yml' });
});

scenario('remotes that cannot be used', async ({ world }) => {
  await startRollout(world);
  const trap = `${world.folder}/trap`;
  for (const remote of [
    `--upload-pack=touch ${trap}`,
    `ext::sh -c touch% ${trap}`,
    'ftp://example.com/a.git',
  ])
    await refuses(world, 'remote-invalid', { remote });
  await refuses(world, 'remote-unreachable', { remote: 'http://127.0.0.1:9/acme/prompts.git' });
});

scenario('configurations that cannot be used', async ({ world }) => {
  await startRollout(world);
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
  for (let level = 1; level < 9; level++) {
    const [name, before] = [String.fromCharCode(97 + level), String.fromCharCode(96 + level)];
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`);
  }
  const cases: [code: string, yaml: string, said: string][] = [
    ['config-invalid', config({ prompts: { [PROMPT]: { path: '../secrets.md' } } }), 'path'],
    ['config-invalid', config({ stages: [5, 1, 100] }), 'weights must rise'],
    ['config-syntax', 'prompts: [\n', 'prompt-rollout.yml, line'],
    ['config-syntax', `${bomb.join('\n')}\n`, 'alias'],
    ['config-too-large', `# ${'x'.repeat(1024 * 1024)}\n${config()}`, 'more than 1 MB'],
  ];
  for (const [code, yaml, said] of cases) {
    await world.merge({ 'prompt-rollout.yml': yaml });
    expect(await refuses(world, code)).toContain(said);
  }
});

scenario(
  'prompts that cannot be released, each an error of its own beside one that is',
  async ({ world }) => {
    const files = {
      empty: ' \n',
      binary: Buffer.from([0x50, 0x4b, 0, 1, 2, 0xff]),
      latin: Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]),
      link: { mode: '120000', content: '../../../etc/passwd' },
      broken: '---\nversion: [1\n---\nText.\n',
      label: text('../../heads/main'),
      good: text('v1.0.0'),
    } as const;
    const ids = [...Object.keys(files), 'missing'];
    const prompts = Object.fromEntries(ids.map((id) => [id, { path: `prompts/${id}.md` }]));
    const texts = Object.entries(files).map(([id, file]) => [`prompts/${id}.md`, file]);
    await world.merge({ 'prompt-rollout.yml': config({ prompts }), ...Object.fromEntries(texts) });
    const run = await world.run();
    expect(run.exitCode).toBe(2);
    const outcomes = run.result.prompts.map(({ prompt, reason_code }) => [prompt, reason_code]);
    expect(Object.fromEntries(outcomes)).toEqual({
      empty: 'prompt-empty',
      binary: 'prompt-binary',
      latin: 'prompt-binary',
      link: 'prompt-not-plain',
      broken: 'front-matter-invalid',
      label: 'label-invalid',
      missing: 'prompt-path-missing',
      good: 'adopted',
    });
    expect(Object.keys((await world.flags()).flags)).toEqual(['good']);
    for (const code of ['prompt-empty', 'prompt-binary', 'prompt-not-plain', 'label-invalid'])
      expect(run.stdout).toContain(code);
  },
);

scenario(
  'a live branch that others wrote to, or that a newer version wrote, is left alone',
  async ({ world }) => {
    await startRollout(world);
    const state = await world.file(`prompts/${PROMPT}/state.json`);
    const cases: [code: string, file: string, content: string][] = [
      ['live-foreign', 'notes.txt', 'By hand.\n'],
      ['live-newer', `prompts/${PROMPT}/state.json`, state.replace('"schema": 1', '"schema": 2')],
      ['live-corrupt', `prompts/${PROMPT}/state.json`, state.slice(0, 40)],
      ['live-corrupt', 'flags.json', '{}'],
    ];
    const good = await world.git('rev-parse', LIVE);
    for (const [code, file, content] of cases) {
      const files = { [file]: content };
      await commitFiles(world.github.bareDir(REPO), { branch: LIVE, files, message: 'By hand' });
      expect(await refuses(world, code)).toContain(file);
      const lift = { command: 'rollback', prompt: PROMPT, lift: 'v0', reason: 'r' };
      expect(await refuses(world, code, lift)).toContain(file);
      await world.git('update-ref', `refs/heads/${LIVE}`, good);
    }
  },
);

scenario('a path that is gone keeps what is live', async ({ world }) => {
  await startRollout(world);
  await world.merge({ [PATH]: null });
  const before = await world.flags();
  const run = await world.run();
  expect(run.end).toBe('prompt-path-missing 2');
  expect(await world.flags()).toEqual(before);
});
