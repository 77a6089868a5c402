import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readEvent } from '../src/host/event.ts';
import { actionRepository, actionTag } from '../src/init/action.ts';
import { workflowNames } from '../src/init/models.ts';
import { workflowText } from '../src/init/workflows.ts';
import { inputNames, readInputs } from '../src/inputs.ts';
import { interpolate } from './github/expression.ts';
import { files, folder, github, inputsOf, type Job, load, repository } from './workflow-files.ts';

/** The workflows of this repository, and those that `init` writes into another. */
const workflows = [
  ...files.map((file) => ({ file, workflow: load(file) })),
  ...workflowNames.map((name) => ({
    file: `init: ${name}.yml`,
    workflow: parse(workflowText(name, 'main')),
  })),
];

const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs as Record<string, Job>).map(([name, job]) => ({ file, name, job })),
);

/** The action, as this repository and others name it. */
const ours = ['$/', `${actionRepository}@${actionTag}`];

describe('workflows', () => {
  it.each(workflows)('$file grants nothing by default', ({ workflow }) => {
    expect(workflow.permissions).toEqual({});
  });

  it.each(jobs)('$file $name has a time limit and its own permissions', ({ job }) => {
    expect(job['timeout-minutes']).toBeGreaterThan(0);
    expect(job.permissions).toBeDefined();
  });

  it.each(jobs)('$file $name uses this repository or actions pinned by commit', ({ job }) => {
    for (const { uses } of job.steps)
      if (uses !== undefined && !ours.includes(uses)) expect(uses).toMatch(/^[\w./-]+@[0-9a-f]{40}$/);
  });

  it.each(jobs)('$file $name pastes no expression into a script', ({ job }) => {
    for (const { run } of job.steps) expect(run ?? '').not.toContain('${{');
  });

  it.each(jobs)('$file $name passes only inputs that the action has', ({ job }) => {
    for (const step of job.steps)
      if (ours.includes(step.uses ?? ''))
        for (const name of Object.keys(step.with ?? {})) expect(inputNames).toContain(name);
  });

  it.each(jobs.filter(({ file }) => file !== 'ci.yml'))(
    '$file $name gives the action its command',
    ({ name, job }) => {
      const commands = job.steps
        .filter(({ uses }) => ours.includes(uses ?? ''))
        .map((step) => step.with?.command);
      expect(commands).toEqual([name]);
    },
  );

  it('queue promotions and no rollback wherever they are written', () => {
    for (const { name, job, file } of jobs)
      if (name !== 'promote') expect(job.concurrency, file).toBeUndefined();
      // Not `queue`: an own server may not know it, and then takes no workflow that has it.
      else expect(job.concurrency, file).toEqual({ group: expect.any(String), 'cancel-in-progress': false });
  });

  it('validate with the right to read, without credentials in the checkout, and with the base to compare with', () => {
    for (const { job } of jobs.filter(({ name }) => name === 'validate')) {
      expect(job.permissions).toEqual({ contents: 'read' });
      expect(job.steps[0]?.with).toEqual({ 'fetch-depth': 2, 'persist-credentials': false });
    }
  });

  it('never queue a rollback', () => {
    for (const name of ['rollback', 'review']) {
      const workflow = load(`${name}.yml`);
      expect(workflow.jobs[name].concurrency).toBeUndefined();
      expect(workflow.concurrency).toBeUndefined();
    }
  });

  it.each(['rollback', 'review'])('%s has the rights to roll back, and no others', (name) => {
    expect(load(`${name}.yml`).jobs[name].permissions).toEqual({
      contents: 'write',
      'pull-requests': 'write',
      issues: 'write',
    });
  });

  it.each(['promote', 'rollback', 'review'])('%s declares every secret and input that it uses', (name) => {
    const text = readFileSync(new URL(`${name}.yml`, folder), 'utf8');
    const call = load(`${name}.yml`).on.workflow_call;
    const used = (context: string) => [
      ...new Set([...text.matchAll(new RegExp(`\\b${context}\\.([\\w-]+)`, 'g'))].map(([, each]) => each)),
    ];
    expect(used('secrets').sort()).toEqual(Object.keys(call.secrets).sort());
    expect(used('inputs').sort()).toEqual(Object.keys(call.inputs ?? {}).sort());
    for (const secret of Object.values<{ required?: boolean }>(call.secrets))
      expect(secret.required).toBeUndefined();
  });

  it('starts a rollback by hand, from outside and from another workflow', () => {
    expect(Object.keys(load('rollback.yml').on)).toEqual([
      'workflow_dispatch',
      'repository_dispatch',
      'workflow_call',
    ]);
  });
});

describe.each([
  ['called', load('promote.yml')],
  ['of init', parse(workflowText('promote', 'main'))],
])('the group in which a promotion waits, %s', (_, workflow) => {
  const group = (event_name: string, actor: string, inputs: object = {}) =>
    interpolate(workflow.jobs.promote.concurrency.group, {
      github: { repository, event_name, actor },
      inputs,
    });

  it('is one for the clock and for successors, whoever committed last', () => {
    expect(group('schedule', 'mona')).toBe('prompt-rollout-promote-acme/prompts-watch-');
    expect(group('workflow_dispatch', 'github-actions[bot]')).toBe(group('schedule', 'mona'));
    expect(group('workflow_dispatch', 'our-app[bot]')).toBe(group('schedule', 'renovate[bot]'));
  });

  it('is another one for a push and for a person, which the clock does not take the place of', () => {
    const asked = 'prompt-rollout-promote-acme/prompts-asked-';
    expect([group('push', 'mona'), group('push', 'renovate[bot]')]).toEqual([asked, asked]);
    expect([group('workflow_dispatch', 'mona'), group('repository_dispatch', 'alerts[bot]')]).toEqual([
      asked,
      asked,
    ]);
  });

  it('has no run for one prompt take the place of one for all', () => {
    expect(group('workflow_dispatch', 'mona', { prompt: 'support' })).toBe(`${group('push', 'mona')}support`);
    expect(group('schedule', 'mona', { prompt: 'support' })).toBe(`${group('schedule', 'mona')}support`);
  });
});

it('a promotion of another repository waits for none of this one', () => {
  const { group } = load('promote.yml').jobs.promote.concurrency;
  const contexts = { github: { ...github, event_name: 'push', actor: 'mona' } };
  const named = interpolate(group, { ...contexts, inputs: { repository: 'acme/other' } });
  expect(named).toBe('prompt-rollout-promote-acme/other-asked-');
});

describe('a rollback', () => {
  const payload = {
    prompt: 'support',
    target_version: 'v1.8.0',
    reason: '"; rm -rf / #',
    strategy: 'gradual',
    force: true,
  };
  const event = { action: 'prompt-rollback', repository: { full_name: repository }, client_payload: payload };

  it('from outside gets what the payload says, as the program itself reads it', () => {
    const given = inputsOf('rollback', event);
    const inputs = readInputs((name) => given[name] ?? '');
    const path = mkdtempSync(join(tmpdir(), 'prompt-rollout-workflows-'));
    try {
      writeFileSync(join(path, 'event.json'), JSON.stringify(event));
      expect(readEvent({ name: 'repository_dispatch', path: join(path, 'event.json') })).toMatchObject({
        prompt: inputs.prompt,
        targetVersion: inputs['target-version'],
        reason: inputs.reason,
        strategy: given.strategy,
        force: inputs.force,
      });
    } finally {
      rmSync(path, { recursive: true });
    }
    expect(inputs).toMatchObject({ command: 'rollback', prompt: 'support', force: true });
    expect(given).toMatchObject({
      'dry-run': 'false',
      confirm: '',
      group: 'false',
      lift: '',
      token: 'ghs_default',
    });
  });

  it('from outside needs no more than a prompt', () => {
    const given = inputsOf('rollback', { ...event, client_payload: { prompt: 'support' } });
    const inputs = readInputs((name) => given[name] ?? '');
    expect(inputs).toMatchObject({ prompt: 'support', 'target-version': '', reason: '', force: false });
  });

  it('by hand gets what the form says', () => {
    const form = {
      prompt: 'support',
      'target-version': '',
      reason: 'rude',
      strategy: 'instant',
      force: true,
    };
    expect(inputsOf('rollback', {}, { ...form, confirm: 'require', 'dry-run': true })).toMatchObject({
      ...form,
      force: 'true',
      confirm: 'require',
      'dry-run': 'true',
    });
  });

  it('that is called gets what the caller says, before what the payload says', () => {
    expect(inputsOf('rollback', event, { prompt: 'other', force: false })).toMatchObject({
      prompt: 'other',
      'target-version': 'v1.8.0',
      force: 'true',
    });
  });

  it('has the same form by hand and when it is called', () => {
    const { workflow_dispatch: form, workflow_call: call } = load('rollback.yml').on;
    expect([...Object.keys(form.inputs), 'repository'].sort()).toEqual(Object.keys(call.inputs).sort());
  });
});
