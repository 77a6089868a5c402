import { expect } from 'vitest';
import { commitFiles } from '../github/seed.ts';
import { comment } from './answers.ts';
import { BRIEF, config, look, PATH, startRollout, text } from './prompts.ts';
import { REPO, type Run, scenarioWith, type World } from './world.ts';

const scenario = scenarioWith({ repo: { collaborators: { mona: 'write', eve: 'read', alice: 'write' } } });
const high = { errors: 3 };
const revert = 'prompt-rollout/revert/support/';

interface Asked {
  readonly number: number;
  readonly branch: string;
}

/** v2.0.0 at 1 %, frozen with its question. */
async function asked(world: World, changes: object = {}): Promise<Asked> {
  await startRollout(world, changes);
  expect((await look(world, high)).end).toBe('asked 0');
  const [pull] = await world.github.pulls(REPO);
  if (pull === undefined) throw new Error('nothing was asked');
  return { number: pull.number, branch: pull.pull.head };
}

const repository = { full_name: REPO };
const user = (login: string): object => ({ login, type: 'User' });

/** A pull request that was closed or merged, as GitHub tells of it. */
function closed(
  world: World,
  { number, branch }: Asked,
  merged: boolean,
  by = 'mona',
  head = REPO,
): Promise<Run> {
  const payload = {
    action: 'closed',
    repository,
    sender: user(by),
    pull_request: {
      number,
      merged,
      merged_by: merged ? { login: by } : null,
      closed_at: world.now().toISOString(),
      head: { ref: branch, repo: { full_name: head } },
      base: { ref: 'main', repo: repository },
    },
  };
  return world.run({ command: 'review' }, { event: { name: 'pull_request', payload } });
}

async function replies(world: World, number: number): Promise<string[]> {
  const pull = (await world.github.pulls(REPO)).find((each) => each.number === number);
  const bodies = pull?.comments.map(({ body }) => body) ?? [];
  return bodies.filter((body) => body.includes('prompt-rollout:reply'));
}

scenario('/rollback by someone with write permission rolls back, in the same incident', async ({ world }) => {
  const { number, branch } = await asked(world);
  expect(branch.startsWith(revert)).toBe(true);
  const run = await comment(world, number, 'mona', 'I looked.\n\n/rollback the answers are wrong');
  expect(run.end).toBe('rolled-back 0');
  const { rollout, incidents, quarantine } = await world.state();
  expect({ rollout, incidents, quarantine }).toMatchObject({
    rollout: null,
    incidents: [
      {
        status: 'rolled-back',
        decided_by: 'mona',
        reason: 'the answers are wrong',
        question: { status: 'answered', answer: { kind: 'rollback', by: 'mona' } },
      },
    ],
    quarantine: [{ label: 'v2.0.0', by: 'mona' }],
  });
  expect(await replies(world, number)).toEqual([expect.stringContaining('v1.0.0` serves everyone')]);
  expect(await world.github.pulls(REPO)).toHaveLength(1);
  expect(world.github.issues(REPO)).toHaveLength(1);
  // Nobody waits for the courtesy: the post-mortem, and with it the page, is written before the reply.
  const routes = world.github.log.routes();
  const reply = routes.indexOf('POST /repos/{owner}/{repo}/issues/{issue_number}/comments');
  const issue = routes.indexOf('POST /repos/{owner}/{repo}/issues');
  expect(issue).toBeGreaterThan(-1);
  expect(reply).toBeGreaterThan(issue);
});

scenario('people without write permission change nothing, and are told so', async ({ world }) => {
  const { number } = await asked(world);
  const before = await world.refs();
  for (const body of ['/rollback', '/resume it is fine', '/investigate'])
    expect((await comment(world, number, 'eve', body)).end).toBe('ignored 0');
  expect(await world.refs()).toEqual(before);
  expect(await replies(world, number)).toHaveLength(3);
  expect((await replies(world, number))[0]).toContain('`write` is needed');
});

scenario('events of forks, bots and other pull requests change nothing', async ({ world }) => {
  const question = await asked(world);
  const before = await world.refs();
  expect((await closed(world, question, true, 'mona', 'eve/prompts')).end).toBe('ignored 0');
  expect((await closed(world, { ...question, branch: 'feature' }, true)).end).toBe('ignored 0');
  const other = world.github.openIssue(REPO, { title: 'Something else', author: 'mona' });
  expect((await comment(world, other.number, 'mona', '/rollback')).end).toBe('ignored 0');
  expect(await world.refs()).toEqual(before);
});

scenario('/investigate stops the clock; /resume goes on with the rule muted', async ({ world }) => {
  const { number } = await asked(world);
  expect((await comment(world, number, 'mona', '/investigate')).end).toBe('investigating 0');
  world.pass(30);
  expect((await look(world, high)).end).toBe('asking 0');
  expect((await world.state()).incidents[0]?.question).toMatchObject({ status: 'investigating' });
  world.pass(31);
  await look(world, high);
  expect((await world.ledger()).filter(({ event }) => event === 'reminded')).toHaveLength(1);

  expect((await comment(world, number, 'mona', '/resume')).end).toBe('ignored 0');
  expect((await replies(world, number)).at(-1)).toContain('needs a reason');
  expect((await comment(world, number, 'mona', '/resume a known spike')).end).toBe('resumed 0');
  const { rollout, incidents } = await world.state();
  expect(rollout).toMatchObject({ asking: null, weight: 1, mutes: [{ metric: 'error_rate', by: 'mona' }] });
  expect(incidents).toMatchObject([{ status: 'closed' }]);
  expect(await world.github.pulls(REPO)).toMatchObject([{ state: 'closed' }]);
  expect((await look(world, high)).outputs['reason-code']).not.toBe('asked');
  expect((await look(world, { errors: 40 })).end).toBe('rolled-back 1');
});

scenario('merging rolls back at once, twice is once, and what comes late says so', async ({ world }) => {
  const question = await asked(world);
  await world.github.mergePullRequest(REPO, question.number, 'mona');
  expect((await closed(world, question, true)).end).toBe('rolled-back 0');
  const before = await world.refs('refs/heads');
  expect((await closed(world, question, true)).end).toBe('ignored 0');
  expect((await comment(world, question.number, 'mona', '/resume too late')).end).toBe('ignored 0');
  expect((await replies(world, question.number)).at(-1)).toContain('was rolled back to v1.0.0 already');
  expect((await look(world)).end).toBe('nothing-to-do 0');
  expect((await world.refs('refs/heads'))['refs/heads/main']).toBe(before['refs/heads/main']);
  const history = await world.history();
  expect(history.filter((subject) => subject.startsWith('rollback('))).toHaveLength(1);
});

scenario(
  'a merge queue has no permissions to ask for, and its merge rolls back all the same',
  async ({ world }) => {
    const question = await asked(world);
    await world.github.mergePullRequest(REPO, question.number, 'mona');
    expect((await closed(world, question, true, 'github-merge-queue[bot]')).end).toBe('rolled-back 0');
    expect(await replies(world, question.number)).toEqual([]);
  },
);

scenario('closing without merging holds on, and a newer version still waits', async ({ world }) => {
  const question = await asked(world);
  world.github.closePullRequest(REPO, question.number, 'mona');
  expect((await closed(world, question, false)).end).toBe('investigating 0');
  await world.merge({ [PATH]: text('v3.0.0') });
  expect((await look(world, high)).end).toBe('asking 0');
  expect((await world.state()).rollout).toMatchObject({ candidate: { label: 'v2.0.0' }, weight: 1 });
});

scenario('nobody answers their own question where that is forbidden', async ({ world }) => {
  const { number } = await asked(world, { rollback: { verification: BRIEF, forbid_self_approval: true } });
  expect((await comment(world, number, 'alice', '/resume mine')).end).toBe('ignored 0');
  expect((await replies(world, number))[0]).toContain('is the author of');
  expect((await comment(world, number, 'mona', '/resume hers')).end).toBe('resumed 0');
});

scenario(
  'where the author is not known, nobody goes on, and going back stays possible',
  async ({ world }) => {
    await startRollout(world, { rollback: { verification: BRIEF, forbid_self_approval: true } });
    const stranger = { name: 'Nobody', email: 'nobody@example.net' };
    await commitFiles(world.github.bareDir(REPO), {
      ...{ branch: 'main', files: { [PATH]: text('v3.0.0') }, message: 'v3', author: stranger },
    });
    expect((await look(world)).end).toBe('superseded 0');
    expect((await look(world, high)).end).toBe('asked 0');
    const [pull] = await world.github.pulls(REPO);
    const number = pull?.number ?? 0;
    expect((await comment(world, number, 'mona', '/resume I think so')).end).toBe('ignored 0');
    expect((await replies(world, number))[0]).toContain('is not known');
    expect((await comment(world, number, 'mona', '/rollback')).end).toBe('rolled-back 0');
  },
);

scenario('a question is reminded of, expires, and stays frozen', async ({ world }) => {
  await asked(world);
  world.pass(2);
  expect((await look(world, high)).end).toBe('asking 0');
  world.pass(3);
  expect((await look(world, high)).end).toBe('asking 0');
  await look(world, high);
  const { rollout, incidents } = await world.state();
  expect(rollout).toMatchObject({ weight: 1, candidate: { label: 'v2.0.0' } });
  expect(incidents).toMatchObject([{ status: 'asking', question: { status: 'expired', reminded: true } }]);
  const events = (await world.ledger()).map(({ event }) => event);
  expect(events.filter((event) => event === 'reminded' || event === 'expired')).toEqual([
    'reminded',
    'expired',
  ]);
});

scenario('where the configuration says so, an expired question is rolled back', async ({ world }) => {
  await asked(world, { rollback: { verification: BRIEF, on_expiry: 'rollback' } });
  world.pass(6);
  expect((await look(world, high)).end).toBe('rolled-back 1');
  expect((await world.state()).incidents).toMatchObject([
    {
      status: 'rolled-back',
      decided_by: 'system',
      reason: expect.stringContaining('nobody answered in time'),
    },
  ]);
});

scenario('the configuration of the answers is that of the default branch', async ({ world }) => {
  const { number } = await asked(world);
  await world.merge({
    'prompt-rollout.yml': config({ rollback: { verification: BRIEF, forbid_self_approval: true } }),
  });
  expect((await comment(world, number, 'alice', '/rollback')).end).toBe('ignored 0');
});
