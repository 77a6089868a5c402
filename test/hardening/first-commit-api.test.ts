import { expect } from 'vitest';
import { config, PATH, text } from '../scenarios/prompts.ts';
import { LIVE, REPO, scenario, type World } from '../scenarios/world.ts';

const REFS = { method: 'POST', route: '/repos/{owner}/{repo}/git/refs' } as const;
const TAG = 'refs/tags/prompt-rollout/support/v1.0.0';

/** A first run that has made the tag of the version, and not the branch. */
async function brokenOff(world: World): Promise<void> {
  const { github } = world;
  await world.merge({ 'prompt-rollout.yml': config({ commits: 'api' }), [PATH]: text('v1.0.0') });
  const down = { status: 503, body: { message: 'Service Unavailable' } };
  github.faults.add({ ...REFS, nth: 2, times: 20, answer: down });
  expect((await world.run()).end).toBe('remote-unreachable 2');
  expect(Object.keys(await world.refs())).toEqual(['refs/heads/main', TAG]);
  github.faults.clear();
}

scenario('a first run by the API that breaks off after its tags is no dead end', async ({ world }) => {
  await brokenOff(world);
  expect((await world.run()).end).toBe('adopted 0');
  expect(Object.keys(await world.refs())).toEqual(['refs/heads/main', `refs/heads/${LIVE}`, TAG]);
});

scenario('refused by a rule on the branch, it adopts as soon as the rule lets it', async ({ world }) => {
  const { github } = world;
  await world.merge({ 'prompt-rollout.yml': config({ commits: 'api' }), [PATH]: text('v1.0.0') });
  github.rejectPushes(({ updates }) =>
    updates.some(({ ref }) => ref.endsWith(LIVE)) ? 'Not this branch' : undefined,
  );
  expect((await world.run()).exitCode).toBe(2);
  github.rejectPushes(() => undefined);
  expect((await world.run()).end).toBe('adopted 0');
});

scenario('a tag with another text than the default branch has now is a loss', async ({ world }) => {
  await brokenOff(world);
  await world.merge({ [PATH]: `${text('v1.0.0')}And rude.\n` });
  const run = await world.run();
  expect(run.end).toBe('live-lost 2');
  expect(run.stdout).toContain('delete the tags');
  await world.git('update-ref', '-d', TAG);
  expect((await world.run()).end).toBe('adopted 0');
  expect(await world.github.pulls(REPO)).toEqual([]);
});
