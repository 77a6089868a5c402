import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { REPOSITORY_ROOT } from '../github/env.ts';
import { GIT_ROUTES, type GitHub } from '../github/index.ts';
import { back, quick } from './manual.ts';
import { BRIEF, config, measure, PATH, PROMPT, startRollout, text } from './prompts.ts';
import { LIVE, REPO, scenario, TOKEN, type World } from './world.ts';

/** Requests that change something; a git fetch is a POST, too. */
const writes = ({ log }: GitHub) =>
  log.entries.filter(({ method, route }) => method !== 'GET' && route !== GIT_ROUTES.fetch);

const CUSTOMER = 'customer-support';
const customerPath = 'prompts/customer-support.md';

async function customerRollout(world: World): Promise<void> {
  const prompts = { [CUSTOMER]: { path: customerPath } };
  await world.merge({ 'prompt-rollout.yml': config({ prompts }), [customerPath]: text('v1.9.0') });
  expect((await world.run()).end).toBe('adopted 0');
  await world.merge({ [customerPath]: text('v2.0.0') });
  expect((await world.run()).end).toBe('started 0');
  world.pass(1);
}

scenario(
  'customer-support v2.0.0 -> v1.9.0: at least 75 % accuracy expected, at most 60 % found',
  async ({ world }) => {
    const { github } = world;
    await customerRollout(world);
    await measure(world, { quality: 0.6 }, { quality: 0.78 }, CUSTOMER);
    const run = await world.run({
      ...{ command: 'rollback', prompt: CUSTOMER, 'target-version': 'v1.9.0', confirm: 'require' },
      reason: 'accuracy 60 %, expected at least 75 %',
    });
    expect(run.end).toBe('rolled-back 0');
    expect((await world.flags()).flags[CUSTOMER]).toMatchObject({ defaultVariant: 'v1.9.0' });
    expect((await world.history())[1]).toBe(
      'rollback(customer-support): v2.0.0 -> v1.9.0 (accuracy 60 %, expected at least 75 %)',
    );
    const { incidents } = await world.state(CUSTOMER);
    expect(incidents).toMatchObject([
      {
        decided_by: 'alice',
        evidence: {
          observation: { candidate: { quality: 0.6 }, stable: { quality: 0.78 } },
          verdict: { matches: [{ name: 'quality-high' }, {}] },
        },
      },
    ]);
    const [pull] = await github.pulls(REPO);
    const [issue] = github.issues(REPO);
    for (const body of [pull?.body, issue?.body])
      expect(body).toMatch(
        /\| quality \| 0\.6 \| 0\.78 \| \*\*-23\.1&nbsp;%\*\* \| \*\*below -20 %\*\* \(`quality-high`\) \|/,
      );
    // The look that the decision rests on is in the ledger, for a replay of this rollout.
    const done = (await world.ledger(CUSTOMER)).find(({ event }) => event === 'rolled-back');
    expect(done?.details).toMatchObject({ looks: [{ weight: 1, candidate: { quality: {} } }] });
  },
);

scenario('an open question is executed by hand, with the numbers that it asked with', async ({ world }) => {
  await customerRollout(world);
  await measure(world, { quality: 0.6 }, { quality: 0.78 }, CUSTOMER);
  expect((await world.run()).end).toBe('asked 0');
  const [asked] = (await world.state(CUSTOMER)).incidents;
  const run = await world.run({ command: 'rollback', prompt: CUSTOMER, confirm: 'require' });
  expect(run.end).toBe('rolled-back 0');
  const { incidents } = await world.state(CUSTOMER);
  expect(incidents).toMatchObject([{ id: asked?.id, status: 'rolled-back', rule: 'quality-high' }]);
  expect(incidents[0]?.evidence).toEqual(asked?.evidence);
  expect(await world.github.pulls(REPO)).toHaveLength(1);
});

const unverified = 'The rollback is not verified: the metrics source says nothing of the time since';

scenario('metrics that show no problem: a warning, or a refusal that force overrides', async ({ world }) => {
  await startRollout(world, { rollback: { verification: BRIEF, confirm: 'require' } });
  world.pass(1);
  await measure(world);
  const before = await world.refs();
  const refused = await back(world);
  expect(refused.end).toBe('problem-unconfirmed 2');
  expect(refused.stdout).toContain('v2.0.0 keeps every limit');
  expect(await world.refs()).toEqual(before);
  expect(await world.github.pulls(REPO)).toEqual([]);

  const warned = await back(world, { confirm: 'warn', 'dry-run': 'true' });
  expect(warned.end).toBe('planned 0');
  expect(warned.result.prompts[0]?.warnings).toEqual([
    'The metrics do not confirm a problem: support: v2.0.0 keeps every limit.',
  ]);
  const forced = await back(world, { force: 'true', reason: 'it insults people' });
  expect(forced.end).toBe('rolled-back 0');
  expect(forced.result.prompts[0]?.warnings).toEqual([
    ...(warned.result.prompts[0]?.warnings ?? []),
    unverified,
  ]);
});

scenario('metrics that say nothing never block', async ({ world }) => {
  await startRollout(world, { rollback: { verification: BRIEF, confirm: 'require' } });
  await rm(join(world.folder, `${PROMPT}.json`), { force: true });
  const run = await back(world);
  expect(run.end).toBe('rolled-back 0');
  expect(run.result.prompts[0]?.warnings).toEqual([unverified]);
});

scenario('a metrics source that hangs does not hold the rollback up', async ({ world }) => {
  const silent = createServer(() => {});
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
  const { port } = silent.address() as AddressInfo;
  try {
    const metrics = {
      source: 'prometheus',
      url: `http://127.0.0.1:${port}`,
      preset: 'otel-spanmetrics',
      timeout: '20s',
    };
    await world.merge({ 'prompt-rollout.yml': config({ ...quick, metrics }), [PATH]: text('v1.0.0') });
    expect((await world.run()).end).toBe('adopted 0');
    await world.merge({ [PATH]: text('v2.0.0') });
    expect((await world.run()).end).toBe('started 0');
    const run = await back(world, { confirm: 'require' });
    expect(run.end).toBe('rolled-back 0');
    expect(run.stdout).toContain('no answer within 3 s');
  } finally {
    silent.closeAllConnections();
    await new Promise((done) => silent.close(done));
  }
});

scenario('a dry run shows the plan that is then carried out, and writes nothing', async ({ world }) => {
  const { github } = world;
  await startRollout(world);
  const before = await world.refs();
  github.log.clear();
  const planned = await back(world, { reason: 'bad tone', 'dry-run': 'true' });
  expect(planned.end).toBe('planned 0');
  expect(await world.refs()).toEqual(before);
  expect(writes(github)).toEqual([]);
  const plan = planned.result.plan as {
    commit: { branch: string; message: string };
    routing: string;
    changes: string[];
    incidents: { pull_request: { title: string; body: string; branch: string }; issue: { title: string } }[];
  };
  expect(plan.commit.branch).toBe(LIVE);
  expect(plan.routing).toContain('-        "fractional": [');
  expect(plan.changes.join('\n')).toContain('support: v2.0.0 (');
  expect(planned.stdout).toContain('rollback(support): v2.0.0 -> v1.0.0 (bad tone)');

  const run = await back(world, { reason: 'bad tone' });
  expect(run.end).toBe('rolled-back 0');
  const subject = plan.commit.message.split('\n')[0];
  expect((await world.history())[1]).toBe(subject);
  const [pull] = await github.pulls(REPO);
  const [issue] = github.issues(REPO);
  expect(pull).toMatchObject({ title: plan.incidents[0]?.pull_request.title });
  expect(pull?.pull?.head).toBe(plan.incidents[0]?.pull_request.branch);
  expect(issue).toMatchObject({ title: plan.incidents[0]?.issue.title });
});

/** The values that the step of `rollback.yml` gets for a client payload, its expressions filled in. */
async function stepInputs(payload: Readonly<Record<string, unknown>>): Promise<Record<string, string>> {
  const workflow = parse(await readFile(join(REPOSITORY_ROOT, '.github/workflows/rollback.yml'), 'utf8'));
  expect(workflow.on.repository_dispatch.types).toContain('prompt-rollback');
  const given: Record<string, string> = workflow.jobs.rollback.steps[0].with;
  const value = (expression: string): string =>
    expression
      .split('||')
      .map((part) => /^github\.event\.client_payload\.(\w+)$/.exec(part.trim())?.[1])
      .map((name) => (name === undefined ? '' : String(payload[name] ?? '')))
      .find((text) => text !== '') ?? '';
  const { token: _, ...inputs } = Object.fromEntries(
    Object.entries(given).map(([name, text]) => [
      name,
      text.replace(/\$\{\{(.+?)\}\}/g, (_whole, expression: string) => value(expression)),
    ]),
  );
  return inputs;
}

scenario('the documented curl starts the rollback that it describes', async ({ world }) => {
  await customerRollout(world);
  const readme = await readFile(join(REPOSITORY_ROOT, 'docs', 'rollback.md'), 'utf8');
  const [, body = ''] = /curl -X POST[^`]*?-d '(\{[^']+\})'/.exec(readme) ?? [];
  const answer = await fetch(`${world.github.apiUrl}/repos/${REPO}/dispatches`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, accept: 'application/vnd.github+json' },
    body,
  });
  expect(answer.status).toBe(204);
  const [dispatched] = world.github.dispatches;
  if (dispatched?.kind !== 'repository') throw new Error('nothing was dispatched');
  const run = await world.run(await stepInputs({ ...dispatched.clientPayload }));
  expect(run.end).toBe('rolled-back 0');
  expect((await world.flags()).flags[CUSTOMER]?.defaultVariant).toBe('v1.9.0');
  expect((await world.state(CUSTOMER)).incidents).toMatchObject([{ reason: 'bad tone' }]);
});
