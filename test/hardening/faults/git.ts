import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { answers, GIT_ROUTES } from '../../github/index.ts';
import { PROMPT } from '../../scenarios/prompts.ts';
import { stateNow } from '../../scenarios/traffic.ts';
import { LIVE, REPO, type World } from '../../scenarios/world.ts';
import { expectTold, type FaultCase, type FaultCases, type Said } from './case.ts';
import { expectCaught, expectComplete, expectHeld, expectRouted, inScene, type Scene } from './scene.ts';

const PUSH = { method: 'POST', route: GIT_ROUTES.push };
const FETCH = { method: 'POST', route: GIT_ROUTES.fetch };

const pushes = ({ github }: World) => github.log.of('POST', GIT_ROUTES.push).length;

const rule = `error: GH013: Repository rule violations found for refs/heads/${LIVE}.
- Cannot update this protected ref.`;
const signature = `error: GH013: Repository rule violations found for refs/heads/${LIVE}.
- Commits must have verified signatures.`;

interface Stop {
  readonly fault: string;
  readonly happens: string;
  readonly end: string;
  readonly says: readonly Said[];
  /** Pushes that reach the remote. */
  readonly pushes: number;
  /** Whether it pages: the rollback was decided. */
  readonly unwritten?: boolean;
  /** Lays the fault, and returns what ends it; or the surroundings of the run that meets it. */
  readonly lay: (scene: Scene) => Promise<Laid> | Laid;
}

interface Laid {
  readonly lift?: () => unknown;
  readonly env?: Readonly<Record<string, string>>;
}

/** The run cannot write: it ends with an error and nothing changed, and the next run rolls back. */
function stops({ lay, pushes: expected, unwritten = false, ...row }: Stop): FaultCase {
  return {
    ...row,
    prove: (world, told) =>
      inScene(world, {}, async (scene) => {
        const { lift, env = {} } = await lay(scene);
        const run = await scene.run({}, { env });
        expectTold(run, told);
        await expectHeld(scene, unwritten);
        expect(pushes(world)).toBe(expected);
        expect(run.result.requests?.forge).toBe(0);
        world.github.faults.clear();
        lift?.();
        await expectCaught(scene);
      }),
  };
}

/** The run gets over it by itself: one rollback commit, and everything once. */
function survives(
  row: Omit<Stop, 'lay' | 'end' | 'pushes'> & {
    readonly pushes: number;
    readonly lay: (scene: Scene) => unknown;
  },
): FaultCase {
  const { lay, pushes: expected, ...texts } = row;
  return {
    ...texts,
    end: 'rolled-back 1',
    prove: (world, told) =>
      inScene(world, {}, async (scene) => {
        lay(scene);
        const run = await scene.run();
        expectTold(run, told);
        expect(world.github.faults.pending()).toEqual([]);
        await expectComplete(scene);
        const toLive = (await world.git('log', '--format=%s', LIVE)).split('\n');
        expect(toLive.filter((subject) => subject.startsWith('rollback('))).toHaveLength(1);
        expect(pushes(world)).toBe(expected);
        world.pass(1);
        expect((await scene.run()).end).toBe('nothing-to-do 0');
        await expectComplete(scene);
      }),
  };
}

function refusal(fault: string, code: string, text: string): FaultCase {
  return stops({
    fault,
    happens:
      'Ends with an error and pages at once; the push is not repeated. The candidate keeps its share until the rule is mended.',
    end: `${code} 2`,
    says: [
      ['error', `${code}: A rule`],
      ['error', text],
    ],
    pushes: 1,
    unwritten: true,
    lay: ({ world: { github } }) => {
      github.rejectPushes(() => (text === 'verified signatures' ? signature : rule));
      return { lift: () => github.rejectPushes(() => undefined) };
    },
  });
}

/**
 * A git before the real one on the PATH, under which no file can grow when it does `command`: every write fails, as
 * on a full disk, and no rights are needed for it. The signal of that limit is not taken for a crash.
 */
async function fullDisk({ world: { folder } }: Scene, command: string): Promise<Laid> {
  const bin = join(folder, 'bin');
  const PATH = process.env.PATH ?? '';
  await mkdir(bin);
  const script = `#!/bin/sh
PATH='${PATH}'
for word in "$@"; do
  if [ "$word" = ${command} ]; then trap '' XFSZ; ulimit -f 0; fi
done
exec git "$@"
`;
  await writeFile(join(bin, 'git'), script);
  await chmod(join(bin, 'git'), 0o755);
  return { env: { PATH: `${bin}:${PATH}` } };
}

const usualPushes = 5;

export const gitFaults: FaultCases = {
  'git: rule GH013': refusal('A rule refuses the push to the live branch (GH013)', 'rule-refused', 'GH013'),
  'git: signature': refusal(
    'A rule wants signed commits on the live branch',
    'signature-required',
    'verified signatures',
  ),
  'git: rule GH013 after a rollback': {
    fault: 'A rule refuses the live branch from the rollback on, and the rollback does not help',
    happens:
      'Pages at once that it did not help; the stable version goes on serving. The next run writes it, and its notices join that page.',
    end: 'rolled-back 1',
    says: [['error', 'rule-refused: A rule']],
    prove: (world, told) =>
      inScene(world, { errors: { 'v1.0.0': [0.1, 30], 'v2.0.0': 30 } }, (scene) =>
        refusedAfterwards(scene, told),
      ),
  },
  'git: non-fast-forward': survives({
    fault: 'Another run moved the live branch between reading and pushing (non-fast-forward)',
    happens: 'Reads again, decides again, and pushes again: the rollback wins.',
    says: [['log', 'Rolled back support v2.0.0']],
    pushes: usualPushes + 1,
    lay: ({ world }) => world.github.faults.add({ ...PUSH, before: () => moveLive(world) }),
  }),
  'git: network drop before the push': survives({
    fault: 'The connection breaks in the middle of a push, before the remote has done anything',
    happens: 'Reads again, and pushes again at once, three times at most.',
    says: [['log', 'Rolled back support v2.0.0']],
    pushes: usualPushes + 1,
    lay: ({ world }) => world.github.faults.add({ ...PUSH, drop: 'request' }),
  }),
  'git: network drop after the push': survives({
    fault: 'The connection breaks in the middle of a push, when the remote has done it',
    happens: 'Reads the branch: its own commit is there, so it is done.',
    says: [['log', 'Rolled back support v2.0.0']],
    pushes: usualPushes,
    lay: ({ world }) => world.github.faults.add({ ...PUSH, drop: 'answer' }),
  }),
  'git: network drop while fetching': survives({
    fault: 'The connection breaks in the middle of a fetch',
    happens: 'Looks once more after 5 s.',
    says: [['warning', 'This look failed, the next one tries again: The remote']],
    pushes: usualPushes,
    lay: ({ world }) => world.github.faults.add({ ...FETCH, drop: 'answer' }),
  }),
  'git: 502': survives({
    fault: 'The remote answers 502',
    happens: 'As for a connection that breaks: looks once more after 5 s.',
    says: [['warning', 'returned error: 502']],
    pushes: usualPushes,
    lay: ({ world }) => world.github.faults.add({ ...FETCH, answer: answers.badGateway }),
  }),
  'git: no pushes come through': stops({
    fault: 'Every push breaks off',
    happens: 'Ends with an error after three attempts, and pages. The next run tries again.',
    end: 'remote-unreachable 2',
    says: [['error', 'remote-unreachable: The remote']],
    pushes: 3,
    unwritten: true,
    lay: ({ world }) => {
      world.github.faults.add({ ...PUSH, drop: 'request', times: 1000 });
      return {};
    },
  }),
  'git: disk full while fetching': stops({
    fault: 'The disk of the runner is full when it fetches',
    happens: 'Ends with an error; nothing was read or written. The next run tries again.',
    end: 'disk-full 2',
    says: [['error', 'disk-full: This machine can write no more']],
    pushes: 0,
    lay: (scene) => fullDisk(scene, 'fetch'),
  }),
  'git: disk full while committing': stops({
    fault: 'The disk of the runner is full when it makes the commit',
    happens: 'Ends with an error and pages; nothing was pushed. The next run tries again.',
    end: 'disk-full 2',
    says: [['error', 'disk-full: This machine can write no more']],
    pushes: 0,
    unwritten: true,
    lay: (scene) => fullDisk(scene, 'fast-import'),
  }),
};

/** What follows from the rollback at once is written, and nothing after that until the rule is mended. */
async function refusedAfterwards(scene: Scene, told: FaultCase): Promise<void> {
  const { world, pager } = scene;
  world.github.rejectPushes(() => {
    const state = stateNow(world, PROMPT);
    return state?.incidents.length === 1 && state.outbox.length === 0 ? rule : undefined;
  });
  const run = await scene.run();
  expectTold(run, told);
  expect(run.outputs).toMatchObject({ 'rolled-back': 'true', stable: 'v1.0.0' });
  await expectRouted(scene);
  const { incidents } = await world.state();
  expect(incidents).toMatchObject([{ verification: { status: 'waiting' } }]);
  const thread = `${REPO}/${PROMPT}/${incidents[0]?.id}`;
  const alerts = () => new Set(pager.events.map(({ dedup_key }) => dedup_key));
  // The alert of the rollback is open by now: more in it would reach nobody.
  expect(alerts()).toEqual(new Set([thread, `${thread}/unwritten`]));
  world.pass(5);
  await scene.run();
  expect(alerts()).toEqual(new Set([thread, `${thread}/unwritten`, `${thread}/failed`]));
  const paged = pager.events.length;

  world.github.rejectPushes(() => undefined);
  world.pass(1);
  expect((await scene.run()).end).toBe('rollback-failed 1');
  expect(await world.state()).toMatchObject({
    incidents: [{ verification: { status: 'failed' } }],
    outbox: [],
  });
  // What is written at last is told where it was told before.
  expect(pager.events.slice(paged)).toMatchObject([
    { event_action: 'trigger', dedup_key: `${thread}/failed`, payload: { class: 'failed' } },
  ]);
}

/** Another writer's commit on the live branch, which says nothing new. */
async function moveLive(world: World): Promise<void> {
  const commit = await world.git(
    'commit-tree',
    '-p',
    LIVE,
    '-m',
    'looked(support): another run',
    `${LIVE}^{tree}`,
  );
  await world.git('update-ref', `refs/heads/${LIVE}`, commit);
}
