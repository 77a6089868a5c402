import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answers, GIT_ROUTES } from '../../github/index.ts';
import { LIVE, type World } from '../../scenarios/world.ts';
import type { FaultCases } from './case.ts';
import { type Laid, stops, survives } from './git-case.ts';

import { ruleFaults } from './git-rules.ts';
import type { Scene } from './scene.ts';

const PUSH = { method: 'POST', route: GIT_ROUTES.push };
const FETCH = { method: 'POST', route: GIT_ROUTES.fetch };
const REFS = { method: 'GET', route: GIT_ROUTES.refs };

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
  ...ruleFaults,
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
  'git: network drop between look and push': survives({
    fault: 'The connection breaks when the branch is read again for a decision',
    happens: 'Reads again at once, three times at most, and pushes.',
    says: [['log', 'Rolled back support v2.0.0']],
    pushes: usualPushes,
    lay: ({ world }) => world.github.faults.add({ ...REFS, drop: 'request', nth: 5 }),
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
