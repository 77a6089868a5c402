import { expect } from 'vitest';
import { look, startRollout } from './prompts.ts';
import { REPO, scenario, type World } from './world.ts';

const folder = '.prompt-rollout/runbooks';

/** The text of the pull request that asks about an error rate of 3 %. */
async function question(world: World): Promise<{ body: string; log: string }> {
  const run = await look(world, { errors: 3 });
  expect(run.end).toBe('asked 0');
  const [pull] = await world.github.pulls(REPO);
  return { body: pull?.body ?? '', log: run.stdout };
}

scenario('the pull request carries the runbook of its scenario, filled in', async ({ world }) => {
  await startRollout(world);
  const { body } = await question(world);
  expect(body).toContain('| error rate | at most 2 % | 3&nbsp;% |');
  expect(body).toMatch(
    /The previous good version is `v1.0.0`: stable and known as good since \d{4}-\d\d-\d\d/,
  );
  expect(body).toContain('-f prompt=support -f target-version=v1.0.0');
  expect(body).toContain('over at least 100 requests to v1.0.0: error rate below 1 %');
  expect(body).toContain('@alice (author of v2.0.0');
});

scenario('a rollback that is not shown to have helped gets the runbook for that', async ({ world }) => {
  await startRollout(world);
  expect((await look(world, { errors: 40 })).end).toBe('rolled-back 1');
  const [pull] = await world.github.pulls(REPO);
  const [issue] = world.github.issues(REPO);
  for (const body of [pull?.body, issue?.body]) {
    expect(body).toContain('The rollback is not verified');
    expect(body).toContain('Does the traffic of `v2.0.0` end?');
    expect(body).toContain('No older version is known as good: correct the prompt');
  }
});

scenario('a runbook of the prompts repository takes its place', async ({ world }) => {
  await startRollout(world);
  const text = 'Call the desk, then look at {{prompt}} {{bad}}: {{actual}}, and {{good}} before.';
  await world.merge({ [`${folder}/error-rate.md`]: text });
  const { body } = await question(world);
  expect(body).toContain('Call the desk, then look at `support` `v2.0.0`: 3 %, and `v1.0.0` before.');
  expect(body).not.toContain('at most 2 %');
});

scenario(
  'one with a placeholder that does not exist is warned of, and the usual one stands there',
  async ({ world }) => {
    await startRollout(world);
    await world.merge({ [`${folder}/error-rate.md`]: 'Look at {{promt}}.' });
    const { body, log } = await question(world);
    expect(log).toContain('{{promt}}');
    expect(body).toContain('| error rate | at most 2 % | 3&nbsp;% |');
  },
);
