import { expect } from 'vitest';
import { GIT_ROUTES } from '../github/index.ts';
import { config, look, measure, PATH, PROMPT, startRollout, text } from '../scenarios/prompts.ts';
import { LIVE, REPO, type Run, scenarioWith, type World } from '../scenarios/world.ts';

const PUSH = ['POST', GIT_ROUTES.push] as const;
const API = { commits: 'api' };

/** A GitHub on which the live branch, and every other branch, takes signed commits only. */
const signed = scenarioWith({ repo: { signedBranches: [LIVE, '~ALL'] } });
const free = scenarioWith({});

/** What a run wrote, in order; reads of git are POST requests as well. */
async function writesOf({ github }: World, action: () => Promise<Run>): Promise<[Run, string[]]> {
  github.log.clear();
  const run = await action();
  const wrote = github.log.routes().filter((route) => !/^GET |git-upload-pack$/.test(route));
  return [run, wrote.map((route) => route.replace('/repos/{owner}/{repo}/', ''))];
}

/** Every commit of the product, by branch or tag, with whether GitHub signed it. */
async function unsignedOf(world: World): Promise<string[]> {
  const refs = Object.keys(await world.refs()).filter((ref) => ref.includes('prompt-rollout/'));
  expect(refs.length).toBeGreaterThan(0);
  const commits = (await world.git('rev-list', ...refs, '--not', 'main')).split('\n');
  return commits.filter((commit) => !world.github.isSigned(REPO, commit));
}

signed('pushes of git are refused at once, with the way out, which then works', async ({ world }) => {
  const { github } = world;
  await world.merge({ 'prompt-rollout.yml': config(), [PATH]: text('v1.0.0') });
  const run = await world.run();
  expect(run.end).toBe('signature-required 2');
  expect(run.stdout).toContain('Commits must have verified signatures');
  expect(run.stdout).toContain('cure: Set `commits: api`');
  expect(github.log.of(...PUSH)).toHaveLength(1);
  expect(Object.keys(await world.refs())).toEqual(['refs/heads/main']);
  await world.merge({ 'prompt-rollout.yml': config(API) });
  expect((await world.run()).end).toBe('adopted 0');
  expect(await unsignedOf(world)).toEqual([]);
});

free('a rule that comes in the middle of a rollout stops no rollback for long', async ({ world }) => {
  const { github } = world;
  await startRollout(world);
  github.requireSignatures(REPO, '~ALL');
  const before = await world.refs();
  github.log.clear();
  expect((await look(world, { errors: 8.4 })).end).toBe('signature-required 2');
  expect(github.log.of(...PUSH)).toHaveLength(1);
  expect(await world.refs()).toEqual(before);
  await world.merge({ 'prompt-rollout.yml': config(API) });
  expect((await look(world, { errors: 8.4 })).end).toBe('rolled-back 1');
  expect(github.log.of(...PUSH)).toHaveLength(1);
  expect((await world.flags()).flags[PROMPT]).toMatchObject({ defaultVariant: 'v1.0.0' });
  expect(await github.pulls(REPO)).toMatchObject([{ state: 'open' }]);
});

signed('the API promotes, rolls back and opens the pull request, all of it signed', async ({ world }) => {
  const { github } = world;
  const release = (version: string) => world.merge({ [PATH]: text(version) });
  await world.merge({ 'prompt-rollout.yml': config(API), [PATH]: text('v1.0.0') });
  const [adopted, first] = await writesOf(world, () => world.run());
  expect(adopted.end).toBe('adopted 0');
  const commit = ['POST git/trees', 'POST git/commits', 'POST git/refs'];
  // The tag of the version, then the live branch.
  expect(first).toEqual([...commit, ...commit]);
  await release('v2.0.0');
  expect((await world.run()).end).toBe('started 0');
  expect((await look(world, { errors: 0.1 })).end).toBe('advanced 0');

  world.pass(1);
  await measure(world, { errors: 8.4 });
  const [run, wrote] = await writesOf(world, () => world.run());
  expect(run.end).toBe('rolled-back 1');
  // From the decision to the routing commit: one request.
  expect(wrote.slice(0, 5)).toEqual(['POST /graphql', ...commit, 'POST pulls']);
  expect(github.log.of(...PUSH)).toEqual([]);
  const [rollback] = github.log.of('POST', '/graphql');
  expect(JSON.stringify(rollback?.body)).toContain('rollback(support): v2.0.0 -> v1.0.0');
  expect((await world.flags()).flags[PROMPT]).toMatchObject({ defaultVariant: 'v1.0.0' });
  const [incident] = (await world.state()).incidents;
  const branch = `prompt-rollout/revert/${PROMPT}/${incident?.id}`;
  expect(await github.pulls(REPO)).toMatchObject([{ state: 'open', pull: { head: branch } }]);
  expect(await world.git('diff', '--name-only', 'main', branch)).toBe(PATH);
  expect(await world.file(PATH, branch)).toBe(text('v1.0.0'));
  expect(await unsignedOf(world)).toEqual([]);
  expect(await world.history()).toContain(
    'rollback(support): v2.0.0 -> v1.0.0 (error rate 8.4 %, rule error-critical)',
  );

  await release('v3.0.0');
  expect((await world.run()).end).toBe('started 0');
  const manual = { command: 'rollback', prompt: PROMPT, reason: 'It is rude.' };
  expect((await world.run(manual)).end).toBe('rolled-back 0');
  expect(await unsignedOf(world)).toEqual([]);
  expect(github.log.of(...PUSH)).toEqual([]);
});

signed('another rule is named with its own way out, and is not tried again', async ({ world }) => {
  const { github } = world;
  await world.merge({ 'prompt-rollout.yml': config(API), [PATH]: text('v1.0.0') });
  expect((await world.run()).end).toBe('adopted 0');
  github.protectBranch(REPO, LIVE);
  await world.merge({ [PATH]: text('v2.0.0') });
  const [run, wrote] = await writesOf(world, () => world.run());
  expect(run.end).toBe('rule-refused 2');
  expect(run.stdout).toContain('Changes must be made through a pull request');
  expect(run.stdout).toContain('bypass list');
  expect(wrote.filter((route) => route === 'POST /graphql')).toHaveLength(1);
});

free('what is not on this GitHub is told that git alone writes there', async ({ world }) => {
  const { github } = world;
  await world.merge({ 'prompt-rollout.yml': config(API), [PATH]: text('v1.0.0') });
  const elsewhere = await world.run({ remote: github.bareDir(REPO) });
  expect(elsewhere.end).toBe('commits-api-elsewhere 2');
  expect(elsewhere.stdout).toContain('cure: Set `commits: git`');
  const other = await world.run({}, { env: { GITHUB_API_URL: `${github.url}/api/v1` } });
  expect(other.end).toBe('commits-api-elsewhere 2');
  expect(Object.keys(await world.refs())).toEqual(['refs/heads/main']);
});
