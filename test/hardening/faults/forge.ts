import { expect } from 'vitest';
import type { Answer } from '../../github/http.ts';
import { answers } from '../../github/index.ts';
import { ACTIONS } from '../../github/support.ts';
import { REPO, type Run, TOKEN, type World, type WorldOptions } from '../../scenarios/world.ts';
import { expectTold, type FaultCase, type FaultCases, type Said } from './case.ts';
import { expectComplete, expectRouted, inScene, type Scene } from './scene.ts';

const base = '/repos/{owner}/{repo}';
const pulls = `${base}/pulls`;
const issues = `${base}/issues`;

/** All that a rollback asks of the API. */
const everything = [
  ['GET', `${base}/commits/{ref}`],
  ['GET', pulls],
  ['POST', pulls],
  ['GET', issues],
  ['POST', issues],
] as const;

type Routes = readonly (readonly [method: string, route: string])[];

const creations: Routes = [
  ['POST', pulls],
  ['POST', issues],
];

/** Gives these answers until the faults are cleared. */
function refuse({ github }: World, routes: Routes, answer: Answer): void {
  for (const [method, route] of routes) github.faults.add({ method, route, times: 1000, answer });
}

const body = (status: number, message: string, more: object = {}): Answer => ({
  status,
  body: { message, ...more },
});

const later =
  'Rolls back at once. The pull request and the issue stay in the outbox; the next run makes them.';
const sameRun = 'Rolls back at once, and makes the pull request and the issue in the same run.';

interface Expected {
  readonly says: readonly Said[];
  /** Creations that reach the forge in the run that meets the fault, pull requests and issues. */
  readonly posts: readonly [pulls: number, issues: number];
  readonly world?: WorldOptions;
  readonly check?: (run: Run, scene: Scene) => unknown;
}

function counted({ github }: World): [number, number] {
  return [github.log.of('POST', pulls).length, github.log.of('POST', issues).length];
}

/** The forge fails while the candidate is bad: traffic goes back all the same, and the rest is made after the fault. */
function delays(fault: string, lay: (scene: Scene) => unknown, expected: Expected): FaultCase {
  return {
    ...{ fault, happens: later, end: 'rolled-back 1', says: expected.says },
    ...(expected.world === undefined ? {} : { world: expected.world }),
    prove: (world, row) =>
      inScene(world, {}, async (scene) => {
        await lay(scene);
        const run = await scene.run();
        expectTold(run, row);
        await expectRouted(scene);
        expect(counted(world)).toEqual(expected.posts);
        expect(run.result.prompts[0]?.open_effects).toHaveLength(2);
        await expected.check?.(run, scene);
        world.github.faults.clear();
        world.pass(61);
        const next = await scene.run();
        expect(next.end, next.stdout).toBe('nothing-to-do 0');
        await expectComplete(scene);
      }),
  };
}

/** A fault that passes while the run waits, or that it can tell from a failure. */
function bridged(fault: string, lay: (scene: Scene) => unknown, expected: Expected): FaultCase {
  return {
    ...{ fault, happens: sameRun, end: 'rolled-back 1', says: expected.says },
    ...(expected.world === undefined ? {} : { world: expected.world }),
    prove: (world, row) =>
      inScene(world, {}, async (scene) => {
        lay(scene);
        const run = await scene.run();
        expectTold(run, row);
        expect(world.github.faults.pending()).toEqual([]);
        await expectComplete(scene);
        expect(counted(world)).toEqual(expected.posts);
        expect(run.result.prompts[0]?.open_effects).toEqual([]);
        await expected.check?.(run, scene);
        world.pass(1);
        expect((await scene.run()).end).toBe('nothing-to-do 0');
        await expectComplete(scene);
      }),
  };
}

/** Others use the token as well. */
async function useUp({ github }: World, requests: number): Promise<void> {
  for (let sent = 0; sent < requests; sent++)
    await fetch(`${github.apiUrl}/repos/${REPO}`, {
      headers: { authorization: `token ${TOKEN}`, 'user-agent': 'another program' },
    });
}

const limited = (requestsPerHour: number): WorldOptions => ({
  tokens: { [TOKEN]: { ...ACTIONS, requestsPerHour } },
});

/** What a rollback asks of the API when nothing goes wrong. */
const usual = 12;

export const forgeFaults: FaultCases = {
  'forge: 401': delays(
    'The token is wrong, revoked or expired (401)',
    ({ world }) => refuse(world, everything, body(401, 'Bad credentials')),
    { says: [['warning', 'does not accept the token']], posts: [0, 0] },
  ),
  'forge: 403 permission': delays(
    'The token lacks a permission (403)',
    ({ world }) => refuse(world, creations, body(403, 'Resource not accessible by integration')),
    {
      says: [
        ['warning', 'Add `permissions: pull-requests: write` to the job'],
        ['warning', 'Add `permissions: issues: write` to the job'],
      ],
      posts: [2, 2],
    },
  ),
  'forge: 403 primary limit': delays(
    'The budget of the hour is used up (403, `x-ratelimit-remaining: 0`)',
    ({ world }) => useUp(world, usual + 1),
    {
      says: [
        ['warning', 'limits the rate of requests until'],
        ['warning', `The forge takes only 0 of ${usual + 1} requests more until`],
      ],
      posts: [0, 0],
      world: limited(usual + 1),
      check: ({ result }) => expect(result.requests?.budget).toMatchObject({ remaining: 0 }),
    },
  ),
  'forge: 403 secondary limit, a moment': bridged(
    'The secondary limit asks to wait for a minute at most (403, `retry-after: 7`)',
    ({ world: { github } }) => {
      for (const [method, route] of creations)
        github.faults.add({ method, route, times: 2, answer: answers.secondaryRateLimit(7) });
    },
    {
      says: [['log', `${usual + 4} requests to the forge`]],
      posts: [3, 3],
      check: ({ result }) => expect(result.requests?.forge).toBe(usual + 4),
    },
  ),
  'forge: 403 secondary limit, long': delays(
    'The secondary limit asks to wait for longer (403, `retry-after: 600`)',
    ({ world }) => refuse(world, creations, answers.secondaryRateLimit(600)),
    { says: [['warning', 'limits the rate of requests until']], posts: [2, 2] },
  ),
  'forge: 404': delays(
    'The token does not reach the repository (404)',
    ({ world }) => refuse(world, everything, body(404, 'Not Found')),
    { says: [['warning', 'The token cannot see acme/prompts']], posts: [0, 0] },
  ),
  'forge: 409': delays(
    'The request conflicts with another one (409)',
    ({ world }) => refuse(world, creations, body(409, 'Conflict')),
    { says: [['warning', 'rejects the request to create a pull request: Conflict']], posts: [2, 2] },
  ),
  'forge: 422 rule': delays(
    'A rule of the repository forbids it (422)',
    ({ world }) =>
      refuse(
        world,
        creations,
        body(422, 'Validation Failed', { errors: [{ code: 'custom', message: 'No titles with "->"' }] }),
      ),
    { says: [['warning', 'Validation Failed; No titles with "->"']], posts: [2, 2] },
  ),
  'forge: 422 not visible yet': bridged(
    'The branch that was just pushed is not known everywhere yet (422, `head` is invalid)',
    ({ world: { github } }) =>
      github.faults.add({
        ...{ method: 'POST', route: pulls, times: 2 },
        answer: body(422, 'Validation Failed', {
          errors: [{ resource: 'PullRequest', field: 'head', code: 'invalid' }],
        }),
      }),
    { says: [['log', 'revert-pr: http']], posts: [3, 1] },
  ),
  'forge: 422 made meanwhile': bridged(
    'Another run opened the same pull request a moment before (422, already exists)',
    ({ world: { github } }) =>
      github.faults.add({
        ...{ method: 'POST', route: pulls },
        before: (entry) =>
          fetch(`${github.apiUrl}/repos/${REPO}/pulls`, {
            ...{ method: 'POST', body: JSON.stringify(entry.body) },
            headers: { authorization: `token ${TOKEN}`, 'content-type': 'application/json' },
          }),
      }),
    { says: [['log', 'revert-pr: http']], posts: [2, 1] },
  ),
  'forge: 502': delays(
    'Creating answers 502, and nothing was made; such a request is not repeated, since it may have been done',
    ({ world }) => refuse(world, creations, answers.badGateway),
    { says: [['warning', 'fails: Server Error']], posts: [2, 2] },
  ),
  'forge: 502 although done': bridged(
    'Creating breaks off, and it was made',
    ({ world: { github } }) => {
      for (const [method, route] of creations) github.faults.add({ method, route, drop: 'answer' });
    },
    { says: [['log', 'postmortem: http']], posts: [1, 1] },
  ),
  'forge: 502 for reads': delays(
    'Reading answers 502; each read is repeated twice',
    ({ world }) => refuse(world, everything, answers.badGateway),
    {
      says: [['warning', 'fails: Server Error']],
      posts: [0, 0],
      check: (_run, { world: { github } }) => expect(github.log.of('GET', pulls)).toHaveLength(6),
    },
  ),
  'forge: errors in a 200': delays(
    'A success (200) whose body holds `errors` and no data',
    ({ world }) =>
      refuse(world, creations, {
        status: 200,
        body: { data: null, errors: [{ type: 'INTERNAL', message: 'Something went wrong' }] },
      }),
    { says: [['warning', 'is answered by errors: Something went wrong']], posts: [2, 2] },
  ),
  'forge: an empty 201': delays(
    'A success (201) that does not say what was made',
    ({ world }) => refuse(world, creations, { status: 201, body: {} }),
    { says: [['warning', 'The answer does not say what was created']], posts: [2, 2] },
  ),
  'forge: STALE_DATA': {
    fault: 'GraphQL answers `STALE_DATA`, or other errors in a 200',
    happens: 'Cannot happen: nothing is sent to GraphQL. Branches are moved by git, with a lease.',
    end: 'rolled-back 1',
    says: [['log', 'revert-pr: http']],
    prove: (world, row) =>
      inScene(world, {}, async (scene) => {
        const stale = { type: 'STALE_DATA', message: 'Expected branch to point to another commit' };
        const answer = { status: 200, body: { data: null, errors: [stale] } };
        world.github.faults.add({ method: 'POST', route: '/graphql', answer });
        expectTold(await scene.run(), row);
        await expectComplete(scene);
        expect(world.github.log.of('POST', '/graphql')).toEqual([]);
      }),
  },
  'forge: budget nearly used up': {
    fault: 'Less than a tenth of the budget of the hour is left',
    happens: 'Nothing else; it is said before it is too late.',
    end: 'rolled-back 1',
    says: [
      ['warning', `The forge takes only 1 of ${usual + 1} requests more until`],
      ['log', `${usual} requests to the forge (1 of ${usual + 1} left until`],
    ],
    world: limited(usual + 1),
    prove: (world, row) =>
      inScene(world, {}, async (scene) => {
        const run = await scene.run();
        expectTold(run, row);
        await expectComplete(scene);
        const api = world.github.log.entries.filter(({ path }) => path.startsWith('/api/'));
        expect(run.result.requests).toMatchObject({
          ...{ forge: api.length, budget: { limit: usual + 1, remaining: 1 } },
        });
        expect(run.result.warnings).toEqual([expect.stringContaining('The forge takes only')]);
        expect(run.summary).toContain(`${usual} requests to the forge (1 of ${usual + 1} left`);
      }),
  },
};
