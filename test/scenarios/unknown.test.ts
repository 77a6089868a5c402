import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { config, look, measure, startRollout, text, writeMetrics } from './prompts.ts';
import { REPO, scenario, type World } from './world.ts';

const usual = { requests: 4000, errors: 4 };

/** Each prompt has metrics that do not tell, in a way of its own. */
const silences: Record<string, (world: World, prompt: string) => Promise<void>> = {
  absent: async () => undefined,
  'not-a-number': ({ folder }, prompt) =>
    writeFile(join(folder, `${prompt}.json`), '{"candidate":{"requests":NaN,"errors":0}}'),
  'no-candidate': (world, prompt) => writeMetrics(world, { stable: usual }, prompt),
  stale: (world, prompt) => {
    const at = new Date(world.now().getTime() - 3 * 60_000).toISOString();
    return writeMetrics(world, { at, candidate: usual, stable: usual }, prompt);
  },
  'too-few': (world, prompt) =>
    writeMetrics(world, { candidate: { requests: 19, errors: 0 }, stable: usual }, prompt),
};

scenario('metrics that do not tell hold the stage: promote ends with 0, gate with 1', async ({ world }) => {
  const ids = Object.keys(silences);
  const prompts = Object.fromEntries(ids.map((id) => [id, { path: `prompts/${id}.md` }]));
  const texts = (version: string) => Object.fromEntries(ids.map((id) => [`prompts/${id}.md`, text(version)]));
  const policy = { evidence: 'off' };
  await world.merge({ 'prompt-rollout.yml': config({ prompts, policy }), ...texts('v1') });
  expect((await world.run()).end).toBe('adopted 0');
  await world.merge(texts('v2'));
  expect((await world.run()).end).toBe('started 0');
  world.pass(1);
  for (const [id, write] of Object.entries(silences)) await write(world, id);

  const gate = await world.run({ command: 'gate' });
  expect(gate.end).toBe('inconclusive 1');
  const run = await world.run();
  expect(run.end).toBe('inconclusive 0');
  for (const { result } of [gate, run]) {
    const found = result.prompts.map(({ prompt, reason_code, verdict, rollout }) => [
      prompt,
      `${reason_code}, ${verdict?.verdict} at ${rollout?.weight} %`,
    ]);
    const expected = ids.map((id) => [id, 'inconclusive, inconclusive at 1 %']);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  }
  expect(await world.github.pulls(REPO)).toEqual([]);
});

scenario('without a metrics source nothing is promoted', async ({ world }) => {
  await startRollout(world, { metrics: undefined });
  world.pass(60);
  expect((await world.run()).end).toBe('inconclusive 0');
  expect((await world.run({ command: 'gate' })).end).toBe('inconclusive 1');
  expect((await world.state()).rollout).toMatchObject({ weight: 1 });
});

scenario('when both versions are bad alike it holds, and says why', async ({ world }) => {
  await startRollout(world);
  const run = await look(world, { errors: 20 }, { errors: 20 });
  expect(run.end).toBe('outage 0');
  expect(run.result.prompts).toMatchObject([{ verdict: { cause: 'outage' }, rollout: { weight: 1 } }]);
  expect((await world.run({ command: 'gate' })).end).toBe('outage 1');
  expect(await world.github.pulls(REPO)).toEqual([]);
});

scenario('an outage that is over is not held against the candidate', async ({ world }) => {
  await startRollout(world, { policy: { unproven: 'act' } });
  expect((await look(world, { errors: 20 }, { errors: 20 })).end).toBe('outage 0');
  const ends: string[] = [];
  for (let minute = 0; minute < 4; minute++) ends.push((await look(world)).end);
  expect(ends).not.toContain('rolled-back 1');
  expect(['proving 0', 'advanced 0', 'inconclusive 0']).toContain(ends.at(-1));
});

scenario('gate judges the candidate, writes nothing, and passes only what is healthy', async ({ world }) => {
  await startRollout(world);
  const before = await world.refs();
  world.pass(1);
  await measure(world);
  expect((await world.run({ command: 'gate' })).end).toBe('healthy 0');
  await measure(world, { errors: 8.4 });
  const bad = await world.run({ command: 'gate' });
  expect(bad.end).toBe('unhealthy 1');
  expect(bad.outputs).toMatchObject({ verdict: 'rollback', 'rolled-back': 'false' });
  expect(await world.refs()).toEqual(before);
});
