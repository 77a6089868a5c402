import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { actionEnvironment } from '../../github/env.ts';
import { pagerSecret } from '../../scenarios/pager.ts';
import { clockEnvironment, DIST, REPO, TOKEN, type World } from '../../scenarios/world.ts';
import { expectSaid, expectTold, type FaultCases } from './case.ts';
import { BAD, expectCaught, expectComplete, expectHeld, expectRouted, GOOD, inScene } from './scene.ts';

/** The surroundings of a run whose clock is so many seconds ahead of everybody else's. */
async function clockAhead(world: World, seconds: number): Promise<{ env: Record<string, string> }> {
  const file = join(world.folder, `clock${seconds}`);
  await writeFile(file, String(world.now().getTime() - Date.now() + seconds * 1000));
  return { env: { FAKE_CLOCK: file } };
}

const minute = 60;

/** Runs the action with outputs that go to a disk without room. */
async function runWithoutRoom(world: World): Promise<{ exitCode: number | null; stdout: string }> {
  const env = await actionEnvironment({
    ...{ github: world.github, token: TOKEN, repository: REPO },
    inputs: { ...pagerSecret, interval: '5m' },
    env: { ...clockEnvironment(world), GITHUB_WORKSPACE: world.folder, GITHUB_OUTPUT: '/dev/full' },
  });
  const child = spawn(process.execPath, [join(DIST, 'index.js')], { env, cwd: world.folder });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const [exitCode, stdout] = await Promise.all([ended, text(child.stdout)]);
  return { exitCode, stdout };
}

export const machineFaults: FaultCases = {
  'clock: a minute behind': {
    fault: 'The clock of the runner is more than 30 s behind that of the metrics server',
    happens: 'Decides as always, by the data up to its own time, and says so.',
    end: 'rolled-back 1',
    says: [['warning', 'clock: the clock of this runner differs from others: it is 1 min']],
    prove: (world, row) =>
      inScene(world, {}, async (scene) => {
        const run = await scene.run({}, await clockAhead(world, -1.5 * minute));
        expectTold(run, row);
        expect(run.result.warnings).toEqual([expect.stringContaining('behind that of the metrics server')]);
        await expectComplete(scene);
      }),
  },
  'clock: far behind': {
    fault: 'The clock of the runner is behind by more than `metrics.stale_after`',
    happens:
      'Holds: what it asks for is the past, which is no ground to promote. The next run with a right clock goes on.',
    end: 'inconclusive 0',
    says: [
      ['warning', 'clock: the clock of this runner differs from others: it is 10 min'],
      ['log', "the limit is 120 s; this runner's clock is"],
    ],
    prove: async (world, row) => {
      let turn = Number.POSITIVE_INFINITY;
      const errors = { ...BAD, 'v2.0.0': (time: number) => (time < turn ? 0.1 : 30) };
      await inScene(world, { errors }, async (scene) => {
        world.pass(9);
        turn = world.now().getTime() / 1000 - 3 * minute;
        expectTold(await scene.run({}, await clockAhead(world, -10.5 * minute)), row);
        await expectHeld(scene);
        await expectCaught(scene);
      });
    },
  },
  'clock: far ahead': {
    fault: 'The clock of the runner is ahead by more than `metrics.stale_after`',
    happens: 'Holds: all data is too old for it. The next run with a right clock goes on.',
    end: 'inconclusive 0',
    says: [
      ['warning', 'clock: the clock of this runner differs from others: it is'],
      ['log', 'ahead of that of the metrics server'],
    ],
    prove: (world, row) =>
      inScene(world, {}, async (scene) => {
        expectTold(await scene.run({}, await clockAhead(world, 10.5 * minute)), row);
        await expectHeld(scene);
        await expectCaught(scene);
      }),
  },
  'clock: the last run was ahead': {
    fault: 'The newest commit of the live branch is of a time that is still to come',
    happens:
      'No deadline moves: a stage that begins later than now waits until it is over by what is written.',
    end: 'baking 0',
    says: [['warning', 'the newest event on the live branch is of a time that comes in']],
    prove: (world, row) =>
      inScene(world, { errors: GOOD }, async (scene) => {
        const at = world.now();
        const first = await scene.run({}, await clockAhead(world, 1.2 * minute));
        world.set(at);
        expect(first.end, first.stdout).toBe('advanced 0');
        const before = (await world.state()).rollout;
        expect(Date.parse(before?.stage_started_at ?? '')).toBeGreaterThan(world.now().getTime());
        expectTold(await scene.run(), row);
        const after = (await world.state()).rollout;
        expect(after).toMatchObject({ weight: 5, stage_started_at: before?.stage_started_at });
        world.pass(5);
        const next = await scene.run();
        expect(next.end, next.stdout).toBe('advanced 0');
        expect(next.result.warnings).toEqual([]);
      }),
  },
  'disk full: outputs': {
    fault: 'The disk of the runner is full when the outputs are written',
    happens:
      'What was decided stands. A run that would end with 0 ends with 2, since later steps read nothing.',
    end: 'rolled-back 1',
    says: [['error', 'disk-full: This machine can write no more: ENOSPC']],
    prove: (world, row) =>
      inScene(world, {}, async (scene) => {
        const run = await runWithoutRoom(world);
        expect(`rolled-back ${run.exitCode}`, run.stdout).toBe(row.end);
        expectSaid(run.stdout, row.says);
        await expectRouted(scene);
        await expectComplete(scene);
        const idle = await runWithoutRoom(world);
        expect(idle.exitCode, idle.stdout).toBe(2);
        expect((await scene.run()).end).toBe('nothing-to-do 0');
        await expectComplete(scene);
      }),
  },
};
