import { expect } from 'vitest';
import { measure, PATH, startRollout, text, config } from './prompts.ts';
import { scenario } from './world.ts';
const timed = async <T>(name: string, p: Promise<T>) => { const a = performance.now(); const r = await p; console.log(name, Math.round(performance.now()-a)); return r; };
scenario('try', async ({ world }) => {
  await world.merge({ 'prompt-rollout.yml': config(world), [PATH]: text('v1.0.0') });
  const r1 = await timed('adopt', world.run());
  console.log(r1.end, r1.stdout);
  await world.merge({ [PATH]: text('v2.0.0') });
  const r2 = await timed('start', world.run());
  console.log(r2.end, r2.stdout);
  for (let i = 0; i < 5; i++) {
    world.pass(1);
    await measure(world, { p99: 800, quality: 0.9 }, { p99: 800, quality: 0.9 });
    const r = await timed('look', world.run());
    console.log(r.end, r.stdout);
  }
  console.log(await world.history(), await world.refs());
});
