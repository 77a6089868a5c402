import { existsSync, readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { isLabel } from '../../src/prompts/label.ts';
import { comment } from '../scenarios/answers.ts';
import { config, measure, PROMPT, text } from '../scenarios/prompts.ts';
import { REPO, type Run, scenarioWith, type World } from '../scenarios/world.ts';
import { comments, fileNames, labels, texts } from './corpus.ts';
import { commandsIn, dangerous, liveParts } from './markdown-html.ts';

const scenario = scenarioWith({ repo: { collaborators: { eve: 'read', mona: 'write' } } });
const FILE = 'prompts/support.md';
const FOLDER = 'prompts/folder';

/** The corpus as the text of a prompt, which may hold anything but the byte zero. */
const body = texts.join('\n').replaceAll('\0', '');

/** What a run prints and leaves behind does nothing but to be read. */
function expectInert(world: World, run: Run): void {
  const { stdout, stderr, summary, outputs } = run;
  expect(commandsIn(stdout)).toEqual([]);
  expect(commandsIn(stderr)).toEqual([]);
  for (const log of [stdout, stderr]) expect(log).not.toMatch(dangerous);
  expect(liveParts(summary, [world.github.url])).toEqual([]);
  expect(summary).not.toMatch(dangerous);
  expect(Object.keys(outputs)).not.toContain('a');
  expectNothingRan(world);
}

/** Every hostile command would have made a file of this name. */
function expectNothingRan({ folder }: World): void {
  expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('owned'))).toEqual(
    [],
  );
  expect(existsSync('owned')).toBe(false);
}

async function expectInertThreads(world: World): Promise<number> {
  const { github } = world;
  const threads = [...(await github.pulls(REPO)), ...github.issues(REPO)];
  const bodies = threads.flatMap(({ body: text, comments: replies }) => [
    text ?? '',
    ...replies.filter(({ author }) => author !== 'eve' && author !== 'mona').map((reply) => reply.body),
  ]);
  for (const each of bodies) {
    // Who has to decide is told so by name.
    expect(
      liveParts(each, [github.url]).filter((part) => !['@eve', '@mona', '@alice'].includes(part)),
    ).toEqual([]);
    expect(each).not.toMatch(dangerous);
  }
  for (const { title } of threads) expect(title).not.toMatch(/@everyone|::error|[\r\n]/);
  const log = await world.git('log', '--format=%B', '--branches', '--not', 'main');
  expect(log).not.toMatch(/^(?:Rollback-Id|Signed-off-by): /m);
  expect(log).not.toMatch(dangerous);
  return bodies.length;
}

scenario(
  'texts of prompts, names of files, reasons and comments do nothing but to be read',
  async ({ world }) => {
    const prompts = { [PROMPT]: { path: FILE }, folder: { path: FOLDER } };
    const inFolder = (version: string, content: string) => ({
      [`${FOLDER}/prompt.md`]: text(version),
      ...Object.fromEntries(fileNames.map((name) => [`${FOLDER}/${name}`, content])),
    });
    const runs: Run[] = [];
    await world.merge({
      'prompt-rollout.yml': config({ prompts }),
      [FILE]: text('v1.0.0', [...texts].reverse().join('\n').replaceAll('\0', '')),
      ...inFolder('v1.0.0', body),
    });
    runs.push(await world.run({ verbose: 'true' }));
    await world.merge({ [FILE]: text('v2.0.0', body), ...inFolder('v2.0.0', `${body}\n${body}`) });
    runs.push(await world.run({ verbose: 'true' }));
    world.pass(1);
    await measure(world, { errors: 3 });
    runs.push(await world.run({ verbose: 'true', prompt: PROMPT }));
    expect(runs.map(({ end }) => end)).toEqual(['adopted 0', 'started 0', 'asked 0']);
    const [pull] = await world.github.pulls(REPO);
    const number = pull?.number ?? 0;
    const reason = body.replaceAll('\n', ' ');
    runs.push(
      await comment(world, number, 'eve', `/rollback ${reason}\n${comments.join('\n\n')}`),
      await comment(world, number, 'mona', comments.filter((each) => each.startsWith('>')).join('\n')),
      await comment(world, number, 'mona', `/investigate ${reason}`),
      await comment(world, number, 'mona', `/resume ${reason}`),
      await world.run(
        { command: 'rollback', prompt: 'folder', reason: body, verbose: 'true' },
        { actor: 'mallory ::error::x @everyone\u202e' },
      ),
      await world.run({ command: 'rollback', prompt: PROMPT, reason: body, 'dry-run': 'true' }),
      await world.run({ command: 'status', prompt: texts[0] ?? '' }),
    );
    expect(runs.slice(3).map(({ end }) => end)).toEqual([
      'ignored 0',
      'ignored 0',
      'investigating 0',
      'resumed 0',
      'rolled-back 0',
      'planned 0',
      'prompt-unknown 2',
    ]);
    for (const run of runs) expectInert(world, run);
    const bodies = await expectInertThreads(world);
    // The manifest and the revert branch hold the texts and names as they are.
    expect((await world.flags()).flags[PROMPT]?.variants['v2.0.0']?.content).toContain(body);
    const restored = (
      await world.git(
        'ls-tree',
        '-z',
        '-r',
        '--name-only',
        (await world.github.pulls(REPO))[1]?.pull.head ?? '',
        `${FOLDER}/`,
      )
    ).split('\0');
    for (const name of fileNames) expect(restored).toContain(`${FOLDER}/${name}`);
    expect(bodies).toBeGreaterThanOrEqual(5);
    console.log(
      `hostile texts: ${texts.length} texts, ${fileNames.length} file names, ${comments.length} comments, ${bodies} bodies, ${runs.length} runs`,
    );
  },
);

scenario('versions whose labels break out of refs, shells, JSON and logs are refused', async ({ world }) => {
  const refused = labels.filter((label) => !isLabel(label) && label.trim() !== '');
  const prompts = Object.fromEntries(refused.map((_, index) => [`p${index}`, { path: `p${index}.md` }]));
  const files = refused.map((label, index) => [
    `p${index}.md`,
    `---\nversion: ${JSON.stringify(label)}\n---\nText.\n`,
  ]);
  await world.merge({ 'prompt-rollout.yml': config({ prompts }), ...Object.fromEntries(files) });
  const before = await world.refs();
  const run = await world.run({ verbose: 'true' });
  expect(run.result.prompts.map(({ reason_code }) => reason_code)).toEqual(
    refused.map(() => 'label-invalid'),
  );
  expect(await world.refs()).toEqual(before);
  expectInert(world, run);
  for (const label of refused.slice(0, 8)) {
    const back = await world.run({
      command: 'rollback',
      prompt: 'p0',
      'target-version': label.replaceAll('\0', ''),
    });
    expect(back.exitCode).toBe(2);
    expectInert(world, back);
  }
  console.log(`hostile labels: ${refused.length} inputs`);
});
