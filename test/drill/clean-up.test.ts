import { expect, it } from 'vitest';
import { cleanUp, type Tools } from '../../src/drill/clean-up.ts';
import { drillBranch } from '../../src/drill/names.ts';
import { fail } from '../../src/errors/fail.ts';
import { localForge } from '../../src/forge/index.ts';
import { emptyManifest, flagOf, renderManifest } from '../../src/live/manifest.ts';
import { ledgerFile, manifestFile, renderState, stateFile } from '../../src/live/snapshot.ts';
import { memoryRepo } from '../live/memory-repo.ts';
import { incidentOf, stateOf } from '../rollout/states.ts';

const id = 'drill-20260304-050607-0af9';
const other = 'drill-20260304-050607-ffff';
const branch = `refs/heads/${drillBranch(id)}`;
const revert = `refs/heads/prompt-rollout/revert/${id}/r1-1`;
const tag = `refs/tags/prompt-rollout/${id}/v1.0.0`;
const others = [
  ...['refs/heads/main', 'refs/heads/prompt-rollout/live', 'refs/tags/prompt-rollout/support/v1'],
  `refs/heads/${drillBranch(other)}`,
];

/** A remote and a forge in memory. `broken` are the verbs that fail. */
function setUp(broken: readonly string[] = []) {
  const refs = new Set([branch, revert, tag, ...others]);
  const closed: string[] = [];
  const incident = incidentOf();
  const failing = (verb: string): void => {
    if (broken.includes(verb)) throw fail('push-refused', { ref: verb, message: 'no' });
  };
  const state = stateOf({ prompt: id, incidents: [incident] });
  const manifest = { ...emptyManifest, flags: { [id]: flagOf(state, new Map()) } };
  const live = memoryRepo({
    [manifestFile]: renderManifest(manifest),
    [stateFile(id)]: renderState(state),
    [ledgerFile(id)]: '{}\n',
  });
  const tools: Tools = {
    refs: {
      list: async () => {
        failing('list');
        return [...refs].map((name) => ({ name, id: 'x' }));
      },
      remove: async (some) => {
        for (const { name } of some) failing(name);
        for (const { name } of some) refs.delete(name);
        return some.map(({ name }) => name);
      },
    },
    live: async (name) => {
      failing('live');
      return { ...live, branch: name };
    },
    forge: async () => ({
      ...localForge({ folder: '/nonexistent' }),
      closePullRequest: async ({ head }) => {
        failing('pull request');
        closed.push(head);
      },
      closeIssue: async ({ marker }) => {
        failing('issue');
        closed.push(marker);
      },
    }),
    revertBranch: (prompt, key) => `revert/${prompt}/${key}`,
  };
  return { tools, refs, closed, incident };
}

it('closes what is open, then removes every ref of the drill and no other', async () => {
  const { tools, refs, closed, incident } = setUp();
  expect(await cleanUp(tools, id)).toEqual([]);
  expect(closed).toEqual([
    `revert/${id}/${incident.id}`,
    `<!-- prompt-rollout:postmortem ${id}/${incident.id} -->`,
  ]);
  expect([...refs]).toEqual(others);
});

it('finds nothing to do a second time', async () => {
  const { tools, closed } = setUp();
  await cleanUp(tools, id);
  closed.length = 0;
  expect(await cleanUp(tools, id)).toEqual([]);
  expect(closed).toEqual([]);
});

it.each([
  ['pull request', [], 'the pull request of revert/'],
  ['issue', [], 'the issue of the drill'],
  ['live', [], 'pull request and issue of the drill'],
  [tag, [tag], tag.replace('refs/tags/', '')],
  [revert, [revert], revert.replace('refs/heads/', '')],
])('keeps the live branch while %s is left, goes on with the rest, and says so', async (verb, kept, text) => {
  const { tools, refs } = setUp([verb]);
  const left = await cleanUp(tools, id);
  expect([...refs].sort()).toEqual([...others, branch, ...kept].sort());
  expect(left[0]).toContain(text);
  expect(left.join()).toContain(drillBranch(id));
});

it('can be repeated when what failed works again', async () => {
  const { tools, refs, closed } = setUp(['issue']);
  await cleanUp(tools, id);
  const mended = setUp();
  const again = await cleanUp({ ...mended.tools, refs: tools.refs }, id);
  expect(again).toEqual([]);
  expect(closed).toHaveLength(1);
  expect(mended.closed).toHaveLength(2);
  expect([...refs]).toEqual(others);
});

it('says so when the remote does not answer', async () => {
  const { tools } = setUp(['list']);
  expect((await cleanUp(tools, id)).join()).toContain(id);
});

it('names a branch that someone has moved', async () => {
  const { tools } = setUp();
  const left = await cleanUp({ ...tools, refs: { ...tools.refs, remove: async () => [] } }, id);
  expect(left.join()).toContain(`${revert} has moved`);
});

it('does not take a defect for something that is left', async () => {
  const { tools } = setUp();
  const broken: Tools = {
    ...tools,
    live: async () => {
      throw new TypeError('defect');
    },
  };
  await expect(cleanUp(broken, id)).rejects.toThrow('defect');
});
