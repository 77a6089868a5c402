import { expect } from 'vitest';
import { pagerSecret, startPager } from './pager.ts';
import { config, PATH, PROMPT, text } from './prompts.ts';
import { scenario, type World } from './world.ts';

const SALES = 'sales';
const sales = 'prompts/sales.md';

/** Both prompts have a rollout; the metrics say nothing of the time after a rollback. */
async function startBoth(world: World, url: string): Promise<void> {
  const changes = {
    prompts: { [PROMPT]: { path: PATH, related: [SALES] }, [SALES]: { path: sales } },
    stages: [60, 100],
    notify: { pagerduty: { url } },
    rollback: {
      gradual: { step: '60s', interval: '30s' },
      verification: { propagation: '0s', interval: '5s', escalate_after: '5s', give_up_after: '5s' },
    },
  };
  const files = {
    'prompt-rollout.yml': config(changes),
    [PATH]: text('v1.0.0'),
    [sales]: text('v1.0.0', 'Sell.'),
  };
  await world.merge(files);
  expect((await world.run()).end).toBe('adopted 0');
  await world.merge({ [PATH]: text('v2.0.0'), [sales]: text('v2.0.0', 'Sell more.') });
  expect((await world.run()).end).toBe('started 0');
}

for (const strategy of ['instant', 'gradual'])
  for (const prompt of [PROMPT, `${PROMPT}, ${SALES}`])
    scenario(
      `a ${strategy} rollback of a group (${prompt}) ends and is verified as a whole, and a member pages for itself`,
      async ({ world }) => {
        const pager = await startPager();
        try {
          await startBoth(world, pager.url);
          const run = await world.run({
            ...{ command: 'rollback', prompt, group: 'true', strategy, reason: 'bad tone' },
            ...pagerSecret,
          });
          expect(run.end).toBe('rolled-back 0');
          for (const id of [PROMPT, SALES])
            expect(await world.state(id)).toMatchObject({
              rollout: null,
              incidents: [{ status: 'rolled-back', verification: { status: 'unverified' } }],
            });
          const told = pager.events.map(({ payload }) => [payload?.class, payload?.custom_details.prompt]);
          expect(told).toContainEqual(['unverified', PROMPT]);
          expect(told).toContainEqual(['unverified', SALES]);
          expect(told).toHaveLength(2);
          expect(await world.github.pulls('acme/prompts')).toHaveLength(1);
        } finally {
          await pager.close();
        }
      },
    );
