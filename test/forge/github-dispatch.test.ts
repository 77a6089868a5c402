import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workflowFile } from '../../src/forge/dispatch.ts';
import { commitFiles } from '../github/seed.ts';
import { failureOf, type GitHubBench, routes, startGitHubBench } from './github-bench.ts';

const running = {
  repository: 'acme/ops',
  workflowRef: 'acme/ops/.github/workflows/promote.yml@refs/heads/main',
  refName: 'main',
};
const dispatchable = 'on:\n  schedule:\n    - cron: "7 * * * *"\n  workflow_dispatch:\n';

async function seed(bench: GitHubBench, text: string, branch = 'main', from?: string): Promise<void> {
  await commitFiles(bench.github.bareDir('acme/ops'), {
    branch,
    files: { '.github/workflows/promote.yml': text },
    message: 'Workflow',
    ...(from === undefined ? {} : { from }),
  });
}

describe('the successor of a run', () => {
  let bench: GitHubBench;
  beforeEach(async () => {
    bench = await startGitHubBench();
  });
  afterEach(() => bench.stop());

  it('is dispatched in the running repository, on the branch of the run', async () => {
    await seed(bench, dispatchable);
    await seed(bench, dispatchable, 'releases/1', 'refs/heads/main');
    await bench.open({ running }).dispatchSuccessor();
    const workflowRef = running.workflowRef.replace('main', 'releases/1');
    await bench.open({ running: { ...running, workflowRef, refName: 'releases/1' } }).dispatchSuccessor();
    expect(bench.github.dispatches).toMatchObject([
      { kind: 'workflow', repo: 'acme/ops', workflow: 'promote.yml', ref: 'main' },
      { kind: 'workflow', repo: 'acme/ops', workflow: 'promote.yml', ref: 'releases/1' },
    ]);
  });

  it('needs workflow_dispatch in the workflow', async () => {
    await seed(bench, 'on: push\n');
    const failure = await failureOf(bench.open({ running }).dispatchSuccessor());
    expect(failure.code).toBe('successor-not-dispatchable');
    expect(failure.cure).toContain('Add `workflow_dispatch:` below `on:` in .github/workflows/promote.yml');
  });

  it('needs the workflow on the default branch', async () => {
    await seed(bench, 'on: push\n', 'side');
    const side = { ...running, refName: 'side' };
    expect((await failureOf(bench.open({ running: side }).dispatchSuccessor())).code).toBe(
      'successor-not-dispatchable',
    );
    // Any other token may simply not reach the running repository.
    const failure = await failureOf(bench.open({ running: side, tokenIsDefault: false }).dispatchSuccessor());
    expect(failure).toMatchObject({
      code: 'forge-repository-hidden',
      message: expect.stringContaining('acme/ops'),
    });
  });

  it('names a ref that is gone', async () => {
    await seed(bench, dispatchable);
    const failure = await failureOf(
      bench.open({ running: { ...running, refName: '7/merge' } }).dispatchSuccessor(),
    );
    expect(failure).toMatchObject({ code: 'forge-rejected', message: expect.stringContaining('7/merge') });
  });

  it('is not dispatched twice when the answer is lost', async () => {
    await seed(bench, dispatchable);
    bench.github.faults.add({ method: 'POST', route: routes.dispatches, drop: 'answer' });
    expect((await failureOf(bench.open({ running }).dispatchSuccessor())).code).toBe('forge-unavailable');
    expect(bench.github.dispatches).toHaveLength(1);
  });

  it('cannot be had outside of a workflow, or for a workflow of another repository', async () => {
    expect((await failureOf(bench.open({ running: null }).dispatchSuccessor())).code).toBe(
      'successor-impossible',
    );
    const foreign = { ...running, repository: 'acme/prompts' };
    expect((await failureOf(bench.open({ running: foreign }).dispatchSuccessor())).code).toBe(
      'successor-impossible',
    );
    expect(bench.github.log.entries).toEqual([]);
  });
});

describe('the permission to dispatch', () => {
  it('is named when it is missing', async () => {
    const bench = await startGitHubBench({ scopes: { contents: 'write', issues: 'write' } });
    try {
      await seed(bench, dispatchable);
      const failure = await failureOf(bench.open({ running }).dispatchSuccessor());
      expect(failure.code).toBe('forge-forbidden');
      expect(failure.message).toContain('to dispatch a workflow in acme/ops');
      expect(failure.cure).toContain('permissions: actions: write');
    } finally {
      await bench.stop();
    }
  });
});

describe('the file of a workflow', () => {
  it.each([
    ['acme/ops/.github/workflows/promote.yml@refs/heads/main', 'promote.yml'],
    ['Acme/Ops/.github/workflows/a b.yaml@refs/tags/v1@2', 'a b.yaml'],
    ['acme/ops/.github/workflows/x@y.yml@refs/pull/7/merge', 'x@y.yml'],
    ['acme/other/.github/workflows/promote.yml@refs/heads/main', null],
    ['acme/ops/dynamic/agents/run@refs/heads/main', null],
    ['acme/ops/.github/workflows/../x.yml@refs/heads/main', null],
    ['', null],
  ])('of %j is %j', (workflowRef, file) => {
    expect(workflowFile({ ...running, workflowRef })).toBe(file);
  });
});
