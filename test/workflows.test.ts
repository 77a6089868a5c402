import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inputNames } from '../src/inputs.ts';

const folder = new URL('../.github/workflows/', import.meta.url);
const files = readdirSync(folder);
const load = (file: string) => parse(readFileSync(new URL(file, folder), 'utf8'));

type Step = { uses?: string; run?: string; with?: Record<string, string> };
type Job = {
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  concurrency?: unknown;
  steps: Step[];
};

const jobs = files.flatMap((file) =>
  Object.entries(load(file).jobs as Record<string, Job>).map(([name, job]) => ({ file, name, job })),
);

describe('workflows', () => {
  it.each(files)('%s grants nothing by default', (file) => {
    expect(load(file).permissions).toEqual({});
  });

  it.each(jobs)('$file $name has a time limit and its own permissions', ({ job }) => {
    expect(job['timeout-minutes']).toBeGreaterThan(0);
    expect(job.permissions).toBeDefined();
  });

  it.each(jobs)('$file $name uses this repository or actions pinned by commit', ({ job }) => {
    for (const { uses } of job.steps)
      if (uses !== undefined) expect(uses).toMatch(/^(\$\/|[\w./-]+@[0-9a-f]{40})$/);
  });

  it.each(jobs)('$file $name pastes no expression into a script', ({ job }) => {
    for (const { run } of job.steps) expect(run ?? '').not.toContain('${{');
  });

  it.each(jobs)('$file $name passes only inputs that the action has', ({ job }) => {
    for (const step of job.steps)
      if (step.uses === '$/')
        for (const name of Object.keys(step.with ?? {})) expect(inputNames).toContain(name);
  });

  it('queues promotions, and never a rollback', () => {
    expect(load('promote.yml').jobs.promote.concurrency).toMatchObject({
      queue: 'max',
      'cancel-in-progress': false,
    });
    expect(load('rollback.yml').jobs.rollback.concurrency).toBeUndefined();
    expect(load('rollback.yml').concurrency).toBeUndefined();
  });

  it('starts a rollback by hand, from outside and from another workflow', () => {
    expect(Object.keys(load('rollback.yml').on)).toEqual([
      'workflow_dispatch',
      'repository_dispatch',
      'workflow_call',
    ]);
  });
});
