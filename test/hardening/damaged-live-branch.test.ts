import { expect } from 'vitest';
import { readSnapshot } from '../../src/live/snapshot.ts';
import { commitFiles, type SeedFile } from '../github/seed.ts';
import { config, madeOnce, measure, PATH, PROMPT, text } from '../scenarios/prompts.ts';
import { LIVE, REPO, type Run, scenario, type World } from '../scenarios/world.ts';

const SALES = 'prompts/sales.md';
const STATE = `prompts/${PROMPT}/state.json`;
const LEDGER = `prompts/${PROMPT}/ledger.ndjson`;

/** Two prompts without metrics, one of them with a rollout of v2.0.0; returns the live branch's head. */
async function oneRollout(world: World): Promise<string> {
  await madeOnce(world, 'one rollout', () => start(world, { metrics: undefined }, [PATH]));
  return world.git('rev-parse', LIVE);
}

/** The same with metrics, and a rollout of both. */
async function twoRollouts(world: World): Promise<void> {
  await madeOnce(world, 'two rollouts', () => start(world, {}, [PATH, SALES]));
}

async function start(world: World, changes: object, paths: readonly string[]): Promise<void> {
  const prompts = { [PROMPT]: { path: PATH }, sales: { path: SALES } };
  const first = { [PATH]: text('v1.0.0'), [SALES]: text('v1.0.0') };
  await world.merge({ 'prompt-rollout.yml': config({ prompts, ...changes }), ...first });
  expect((await world.run()).end).toBe('adopted 0');
  await world.merge(Object.fromEntries(paths.map((path) => [path, text('v2.0.0')])));
  expect((await world.run()).end).toBe('started 0');
}

/** The prompts that are damaged on the live branch now. */
async function damagedNow(world: World): Promise<string[]> {
  const head = await world.git('rev-parse', LIVE);
  const paths = (await world.git('ls-tree', '-r', '--name-only', LIVE)).split('\n');
  const files = new Map(
    await Promise.all(paths.map(async (path) => [path, await world.file(path)] as const)),
  );
  return [...readSnapshot({ head, files }, LIVE).damaged.keys()];
}

async function byHand(world: World, files: Readonly<Record<string, SeedFile>>): Promise<void> {
  await commitFiles(world.github.bareDir(REPO), { branch: LIVE, files, message: 'Fix the weights' });
}

const back = (world: World, inputs: Readonly<Record<string, string>> = {}): Promise<Run> =>
  world.run({ command: 'rollback', prompt: PROMPT, reason: 'bad tone', ...inputs });

const errorsOf = ({ result }: Run) =>
  Object.fromEntries(result.prompts.map(({ prompt, error }) => [prompt, error?.code ?? null]));

/** The summary, without what keeps a commit's id from becoming a link. */
const shown = ({ summary }: Run): string => summary.replaceAll('&#8203;', '');

type Damage = readonly [name: string, file: string, damage: (text: string) => SeedFile];

const marked = (text: string): string => `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`;

/** What can happen to the files of one prompt. */
const ofOnePrompt: readonly Damage[] = [
  ['a digit of the weight', STATE, (text) => text.replace('"weight": 1,', '"weight": 9,')],
  [
    'a byte that is no text',
    STATE,
    (text) => Buffer.from(text.replace('"schema"', '"sch\u00ffma"'), 'latin1'),
  ],
  ['a state of another version', STATE, (text) => text.replace('"schema": 1', '"schema": 2')],
  ['marks of a merge in the state', STATE, marked],
  ['an empty state', STATE, () => ''],
  ['no state', STATE, () => null],
  ['a letter in the ledger', LEDGER, (text) => text.replace('system', 'sYstem')],
  ['no ledger', LEDGER, () => null],
  [
    'a word in the text of its flag',
    'flags.json',
    (text) => text.replace(/help, as in v1(?!.*help)/s, 'kelp, as in v1'),
  ],
];

/** What can happen to all. */
const ofAll: readonly Damage[] = [
  ['marks of a merge in flags.json', 'flags.json', marked],
  ['an empty flags.json', 'flags.json', () => ''],
  ['no flags.json', 'flags.json', () => null],
];

for (const [name, file, damage] of [...ofOnePrompt, ...ofAll])
  scenario(`${name}: is told, and a person can still go back`, async ({ world }) => {
    const good = await oneRollout(world);
    const before = await world.flags();
    await byHand(world, { [file]: damage(await world.file(file)) });
    const head = await world.git('rev-parse', LIVE);

    const run = await world.run();
    const alone = ofOnePrompt.some(([each]) => each === name);
    const code = name.includes('another version') ? 'live-newer' : 'live-corrupt';
    expect(run.end).toBe(`${code} 2`);
    expect(errorsOf(run)).toEqual(alone ? { [PROMPT]: code, sales: null } : {});
    expect(run.stdout).toMatch(new RegExp(`::error::${code}: .*${file.replaceAll('.', '\\.')}`));
    expect(run.stdout).toMatch(/cure: .*rollback by hand/i);
    expect(run.summary).toContain(file);
    expect(await world.git('rev-parse', LIVE)).toBe(head);

    const rolled = await back(world);
    expect(rolled.end).toBe('rolled-back 0');
    const commit = await world.git('log', '-1', '--format=%P %B', `${LIVE}~1`);
    expect(commit).toMatch(new RegExp(`^${head} rollback\\(${PROMPT}\\): v2\\.0\\.0 -> v1\\.0\\.0`));
    expect(commit).toContain(`Repaired-File: ${file}\n`);
    expect(commit).toContain(`Repaired-From: ${good}`);
    expect(rolled.stdout).toContain(good.slice(0, 12));
    expect(shown(rolled)).toContain(good.slice(0, 12));
    const { flags } = await world.flags();
    expect(flags[PROMPT]).toMatchObject({ defaultVariant: 'v1.0.0' });
    expect(flags[PROMPT]?.targeting).toBeUndefined();
    expect(flags[PROMPT]?.variants['v1.0.0']?.content).toBe(text('v1.0.0'));
    expect(flags.sales).toEqual(before.flags.sales);
    expect((await world.state()).incidents[0]?.reason).toContain(`restored from commit ${good.slice(0, 12)}`);
    expect((await world.ledger()).map(({ event }) => event)).toEqual(
      expect.arrayContaining(['adopted', 'started', 'rolled-back']),
    );
    expect(world.github.issues(REPO)).toHaveLength(1);
    expect(await damagedNow(world)).toEqual([]);
  });

scenario('a prompt that is damaged keeps no other from its rollback by metrics', async ({ world }) => {
  await twoRollouts(world);
  world.pass(1);
  await measure(world, { errors: 8.4 }, {}, 'sales');
  await byHand(world, { [STATE]: (await world.file(STATE)).replace('"weight": 1,', '"weight": 9,') });
  const run = await world.run();
  expect(run.end).toBe('rolled-back 1');
  expect(errorsOf(run)).toEqual({ [PROMPT]: 'live-corrupt', sales: null });
  const { flags } = await world.flags();
  expect(flags.sales?.targeting).toBeUndefined();
  expect(flags[PROMPT]?.targeting?.fractional?.[0]).toEqual(['v2.0.0', 1]);
  // The commits for the other prompt leave the damage where it is, and known.
  expect(await world.file(STATE)).toContain('"weight": 9,');
  expect(errorsOf(await world.run())).toMatchObject({ [PROMPT]: 'live-corrupt' });
  expect((await back(world)).end).toBe('rolled-back 0');
  expect((await world.flags()).flags[PROMPT]?.targeting).toBeUndefined();
  expect((await world.flags()).flags.sales).toEqual(flags.sales);
});

scenario('a flag that is none of ours stops its prompt, and stays as it is', async ({ world }) => {
  await twoRollouts(world);
  const manifest = JSON.parse(await world.file('flags.json'));
  manifest.flags[PROMPT].owner = 'me';
  await byHand(world, { 'flags.json': `${JSON.stringify(manifest, null, 2)}\n` });
  world.pass(1);
  await measure(world, { errors: 8.4 }, {}, 'sales');
  const run = await world.run();
  expect(run.end).toBe('rolled-back 1');
  expect(errorsOf(run)).toEqual({ [PROMPT]: 'live-corrupt', sales: null });
  expect(JSON.parse(await world.file('flags.json')).flags[PROMPT].owner).toBe('me');
  expect((await back(world)).end).toBe('rolled-back 0');
  expect(JSON.parse(await world.file('flags.json')).flags[PROMPT].owner).toBeUndefined();
});

scenario('strange files stop every run but a rollback by hand, which leaves them', async ({ world }) => {
  await oneRollout(world);
  await byHand(world, { 'notes.txt': 'By hand.\n' });
  expect((await world.run()).end).toBe('live-foreign 2');
  const rolled = await back(world);
  expect(rolled.end).toBe('rolled-back 0');
  expect(rolled.summary).toContain('notes.txt');
  expect(await world.file('notes.txt')).toBe('By hand.\n');
  expect((await world.run()).end).toBe('live-foreign 2');
});

scenario('what cannot be repaired is refused, and nothing is written', async ({ world }) => {
  await oneRollout(world);
  const dir = world.github.bareDir(REPO);
  const files = { [STATE]: '{', [LEDGER]: 'x\n', 'flags.json': await world.file('flags.json') };
  await world.git('update-ref', '-d', `refs/heads/${LIVE}`);
  await commitFiles(dir, { branch: LIVE, files, message: 'History is gone' });
  const refs = await world.refs();
  const run = await back(world);
  expect(run.end).toBe('live-corrupt 2');
  expect(run.stdout).toContain(STATE);
  expect((await world.run({ command: 'status', prune: 'true' })).end).toBe('live-corrupt 2');
  expect(await world.refs()).toEqual(refs);
});

scenario('a dry run tells what it would take from where, and writes nothing', async ({ world }) => {
  const good = await oneRollout(world);
  await byHand(world, { [LEDGER]: null });
  const refs = await world.refs();
  expect((await world.run({ command: 'status' })).end).toBe('live-corrupt 2');
  expect((await world.run({ command: 'gate', prompt: PROMPT })).end).toBe('live-corrupt 2');
  const run = await back(world, { 'dry-run': 'true' });
  expect(run.end).toBe('planned 0');
  expect(shown(run)).toContain(good.slice(0, 12));
  expect(await world.refs()).toEqual(refs);
});
