import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findUses } from '../../src/config/workflow-file.ts';
import { workflowsFindings } from '../../src/doctor/workflows.ts';
import { fail } from '../../src/errors/fail.ts';
import { workflowNames } from '../../src/init/models.ts';
import { workflowText } from '../../src/init/workflows.ts';

const ACTION = 'prompt-rollout/prompt-rollout@v0';
const rights = { contents: 'write', 'pull-requests': 'write', issues: 'write' };

interface Shape {
  readonly on?: unknown;
  readonly top?: object;
  readonly job?: object;
  readonly with?: object;
  readonly uses?: string;
}

/** A workflow with one job that uses the action (JSON is YAML). */
function workflow(name: string, { on, top = {}, job = {}, with: given = {}, uses = ACTION }: Shape = {}) {
  const steps = [{ uses: 'actions/checkout@v4' }, { uses, with: { command: name, ...given } }];
  const jobs = { it: { 'runs-on': 'ubuntu-latest', permissions: rights, steps, ...job } };
  const text = JSON.stringify({ on: on ?? ['workflow_dispatch', 'schedule'], ...top, jobs });
  return { file: `.github/workflows/${name}.yml`, text };
}

const all = ['promote', 'rollback', 'review'];

/** The findings of the usual three, with `changes` in place of one of them. */
function findings(...changes: ReturnType<typeof workflow>[]) {
  const usual = all.map((name) => workflow(name));
  const files = [...usual.filter(({ file }) => changes.every((each) => each.file !== file)), ...changes];
  return workflowsFindings({ branch: 'main', files: { known: true, value: files }, elsewhere: null });
}

const details = (...changes: ReturnType<typeof workflow>[]) =>
  findings(...changes).map(({ detail }) => detail);
const well =
  '.github/workflows/promote.yml, .github/workflows/rollback.yml, .github/workflows/review.yml have what is needed.';

describe('workflows', () => {
  it('that have everything are well', () => {
    expect(findings()).toMatchObject([{ state: 'ok', detail: well, cure: '' }]);
  });

  it.each(all)('without one for %s are warned of', (name) => {
    const files = all.filter((each) => each !== name).map((each) => workflow(each));
    const found = workflowsFindings({
      branch: 'main',
      files: { known: true, value: files },
      elsewhere: null,
    });
    expect(found).toMatchObject([
      { state: 'warning', cure: expect.stringContaining('`prompt-rollout init` writes') },
    ]);
    expect(found[0]?.detail).toContain(`runs \`${name}\``);
    const written = workflowText(workflowNames.find((each) => each === name) ?? 'validate', 'main');
    expect(findUses([{ file: `${name}.yml`, text: written }]).uses).toMatchObject([{ command: name }]);
  });

  it('without one for review still have a merge seen by the next promotion; comments do nothing', () => {
    const files = ['promote', 'rollback'].map((each) => workflow(each));
    const [found] = workflowsFindings({
      branch: 'main',
      files: { known: true, value: files },
      elsewhere: null,
    });
    expect(found?.detail).toContain(
      'merging a revert pull request waits for the next `promote`, and comments like /rollback have no effect.',
    );
  });

  it.each([[['push']], ['push'], [{ push: null }]])('without a schedule are warned of: on %j', (on) => {
    expect(details(workflow('promote', { on }))).toEqual([expect.stringContaining('on a schedule')]);
  });

  it('that commands in pages do not find are warned of: another one has the name, or none', () => {
    const ours = { ...workflow('rollback'), file: '.github/workflows/back.yml' };
    const others = workflow('rollback', { uses: 'acme/deploy@v1' });
    expect(findings(ours, others)).toMatchObject([
      {
        state: 'warning',
        detail: expect.stringContaining('.github/workflows/rollback.yml does not run `rollback`'),
        cure: 'Rename .github/workflows/back.yml to .github/workflows/prompt-rollout-rollback.yml.',
      },
    ]);
    const found = findings(others);
    expect(found.map(({ state }) => state)).toEqual(['warning', 'warning']);
    expect(found[1]?.cure).toContain('writes .github/workflows/prompt-rollout-rollback.yml beside it');
    const beside = { ...workflow('rollback'), file: '.github/workflows/prompt-rollout-rollback.yml' };
    expect(findings(others, beside)).toMatchObject([{ state: 'ok' }]);
    const files = [...all.filter((name) => name !== 'rollback').map((name) => workflow(name)), ours];
    expect(
      workflowsFindings({ branch: 'main', files: { known: true, value: files }, elsewhere: null }),
    ).toMatchObject([
      {
        state: 'warning',
        detail: expect.stringContaining('rollback.yml, which is not on main; .github/workflows/back.yml'),
        cure: 'Rename .github/workflows/back.yml to .github/workflows/rollback.yml.',
      },
    ]);
  });

  it('that cancel a promotion are warned of, at the job and at the workflow, also by an expression', () => {
    const concurrency = { group: 'prompts', 'cancel-in-progress': true };
    const asked = { group: 'prompts', 'cancel-in-progress': '${{ github.event_name == "push" }}' };
    for (const shape of [{ job: { concurrency } }, { top: { concurrency } }, { top: { concurrency: asked } }])
      expect(details(workflow('promote', shape))).toEqual([expect.stringContaining('cancels runs')]);
    const waits = { group: 'prompts', 'cancel-in-progress': false };
    expect(details(workflow('promote', { job: { concurrency: waits } }))).toEqual([
      expect.stringContaining('have what is needed'),
    ]);
  });

  it.each(['rollback', 'review'])('in which %s waits for something are warned of', (name) => {
    const own = workflow(name, { top: { concurrency: 'mine' } });
    expect(details(own)).toEqual([expect.stringMatching(/waits in the concurrency group `mine`\.$/)]);
    const shared = workflow('promote', { job: { concurrency: { group: 'mine' } } });
    expect(details(own, shared)).toEqual([expect.stringContaining('`mine`, behind promotions')]);
  });

  it('that lack a permission are warned of, with the lines to add', () => {
    const job = { permissions: { contents: 'write', issues: 'read' } };
    const [found] = findings(workflow('rollback', { job }));
    expect(found?.cure).toContain('`pull-requests: write`, `issues: write`');
    expect(found?.cure).not.toContain('contents');
    const top = { permissions: 'read-all' };
    expect(details(workflow('rollback', { top, job: { permissions: undefined } }))).toHaveLength(1);
  });

  it('need to start workflows only where they start their successor', () => {
    const given = { continue: 'dispatch' };
    expect(details(workflow('promote', { with: given }))).toEqual([
      expect.stringContaining('`actions: write`'),
    ]);
    const job = { permissions: { ...rights, actions: 'write' } };
    expect(findings(workflow('promote', { with: given, job }))).toMatchObject([{ state: 'ok' }]);
  });

  it('that name no permissions have those of the settings', () => {
    const job = { permissions: undefined };
    expect(details(workflow('review', { job }))).toEqual([expect.stringContaining('names no permissions')]);
    expect(findings(workflow('review', { job, top: { permissions: 'write-all' } }))).toMatchObject([
      { state: 'ok' },
    ]);
  });

  it('with a token of their own need no permissions; the default token by another name is none', () => {
    const job = { permissions: {} };
    const own = { token: '${{ steps.app.outputs.token }}' };
    expect(findings(workflow('promote', { job, with: own }))).toMatchObject([{ state: 'ok' }]);
    for (const token of ['${{ github.token }}', '${{secrets.GITHUB_TOKEN}}'])
      expect(findings(workflow('promote', { job, with: { token } }))).toMatchObject([{ state: 'warning' }]);
  });

  it('of another repository are not looked at, and that is said', () => {
    const given = { branch: 'main', files: { known: true, value: [] }, elsewhere: 'acme/app' } as const;
    expect(workflowsFindings(given)).toMatchObject([
      { state: 'unknown', detail: expect.stringContaining('acme/app') },
    ]);
  });

  it('that cannot be read are unknown', () => {
    const broken = { file: '.github/workflows/x.yml', text: 'on: [push\njobs: {' };
    expect(findings(broken)).toMatchObject([{ state: 'unknown', detail: expect.stringContaining('x.yml') }]);
    const failure = fail('prompt-too-large', { path: 'x', prompt: 'x', bytes: 1, limit: 0 });
    const files = { known: false, failure } as const;
    expect(workflowsFindings({ branch: 'main', files, elsewhere: null })).toMatchObject([
      { state: 'unknown' },
    ]);
  });
});

describe('uses of the action', () => {
  const uses = (job: object, others: { file: string; text: string }[] = []) =>
    findUses([
      { file: '.github/workflows/a.yml', text: JSON.stringify({ on: 'push', jobs: { it: job } }) },
      ...others,
    ]).uses.map(({ file, command }) => `${file.slice(18)} ${command}`);

  it.each([
    'prompt-rollout/prompt-rollout@v0',
    'acme/prompt-rollout@4b3b1c2',
    './.github/actions/prompt-rollout',
    './prompt-rollout/',
  ])('as a step: %s', (name) => {
    expect(uses({ steps: [{ uses: name }] })).toEqual(['a.yml promote']);
  });

  it.each(['acme/prompt-rollout-tools@v1', 'prompt-rollout/other@v1', 'docker://prompt-rollout:1', ''])(
    'not as a step: %j',
    (name) => {
      expect(uses({ steps: [{ uses: name }, { run: 'prompt-rollout promote' }] })).toEqual([]);
    },
  );

  it('as its reusable workflows', () => {
    const job = {
      uses: 'prompt-rollout/prompt-rollout/.github/workflows/review.yml@v0',
      permissions: rights,
    };
    expect(uses(job)).toEqual(['a.yml review']);
    expect(uses({ uses: 'acme/other/.github/workflows/review.yml@v0' })).toEqual([]);
  });

  it('through a workflow beside them: events and permissions are those of who calls', () => {
    const inner = workflow('rollback', { on: 'workflow_call' });
    const job = { uses: './.github/workflows/rollback.yml', permissions: { contents: 'read' } };
    expect(uses(job, [inner])).toEqual(['rollback.yml rollback', 'a.yml rollback']);
    const text = JSON.stringify({ on: 'push', jobs: { it: job } });
    const [, caller] = findUses([{ file: '.github/workflows/a.yml', text }, inner]).uses;
    expect(caller).toMatchObject({ events: ['push'], permissions: new Map([['contents', 'read']]) });
  });

  it('in the workflows of this repository, in an order that is theirs', () => {
    const folder = new URL('../../.github/workflows/', import.meta.url);
    const files = readdirSync(folder).map((file) => ({
      file,
      text: readFileSync(new URL(file, folder), 'utf8'),
    }));
    const { uses: found, unreadable } = findUses(files);
    expect(unreadable).toEqual([]);
    expect(found.map(({ command }) => command)).toEqual(expect.arrayContaining(all));
  });
});
