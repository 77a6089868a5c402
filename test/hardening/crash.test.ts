import { afterAll, expect } from 'vitest';
import { scenarioWith } from '../scenarios/world.ts';
import { type Crashes, crashStory } from './crash.ts';
import { withScene } from './scene.ts';
import { stories } from './stories.ts';

const scenario = scenarioWith({ repo: { collaborators: { mona: 'write', alice: 'write' } } });
const told: Crashes[] = [];
/** Milliseconds: a story is up to two hundred runs, one after the other. */
const patience = 1_200_000;

for (const story of stories)
  scenario(
    `${story.name}: killed at every effect, it ends as if nothing had happened`,
    { timeout: patience },
    async ({ world }) => {
      await withScene(world, async (scene) => {
        const crashes = await crashStory(scene, story);
        told.push(crashes);
        expect(crashes.wrong).toEqual([]);
      });
    },
  );

afterAll(() => {
  console.table(
    told.map(({ story, effects, points, left, alike }) => ({
      ...{ story, effects, 'kill points': points, 'different worlds left': left, 'ended alike': alike },
    })),
  );
});
