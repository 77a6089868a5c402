import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFacts } from '../../src/host/facts.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'prompt-rollout-facts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function forkOf(event: unknown): string | null {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof event === 'string' ? event : JSON.stringify(event));
  return readFacts({ GITHUB_EVENT_PATH: path }).fork;
}

const repository = { full_name: 'acme/prompts', id: 1 };
const fork = { full_name: 'mallory/prompts', id: 2 };
const pull = (repo: unknown) => ({ repository, pull_request: { number: 7, head: { ref: 'x', repo } } });
const run = (head_repository: unknown) => ({ repository, workflow_run: { id: 1, head_repository } });

describe('the fork behind an event', () => {
  it('is that of a pull request from it', () => {
    expect(forkOf(pull(fork))).toBe('mallory/prompts');
  });

  it('is none for a pull request of the repository itself', () => {
    expect(forkOf(pull(repository))).toBeNull();
  });

  it('is one also when it was deleted', () => {
    expect(forkOf(pull(null))).toBe('deleted fork');
    expect(forkOf(pull(undefined))).toBe('deleted fork');
  });

  it('is that of the run that a workflow_run is about', () => {
    expect(forkOf(run(fork))).toBe('mallory/prompts');
    expect(forkOf(run(repository))).toBeNull();
    expect(forkOf(run(null))).toBe('deleted fork');
  });

  it('is one when the event does not say which repository it is of', () => {
    expect(forkOf({ pull_request: { head: { repo: fork } } })).toBe('mallory/prompts');
  });

  it.each([
    ['push', { repository, ref: 'refs/heads/main', commits: [] }],
    ['schedule', { repository, schedule: '*/5 * * * *' }],
    ['workflow_dispatch', { repository, inputs: null }],
    ['repository_dispatch', { repository, action: 'alert', client_payload: {} }],
    ['nothing', {}],
  ])('is none for %s', (_, event) => {
    expect(forkOf(event)).toBeNull();
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '{"pull_request": null}',
    '{"pull_request": {"head": null}}',
    '{"pull_request": {"head": {"repo": {}}}}',
    '{"workflow_run": 7}',
  ])('counts as one when the event is %j, which cannot be read', (text) => {
    expect(forkOf(text)).not.toBeNull();
  });

  it('counts as one when there is no file, or a folder', () => {
    const path = join(folder, 'folder');
    mkdirSync(path);
    expect(readFacts({ GITHUB_EVENT_PATH: path }).fork).not.toBeNull();
    expect(readFacts({ GITHUB_EVENT_PATH: join(folder, 'missing.json') }).fork).not.toBeNull();
  });

  it('is none without an event: on a command line', () => {
    expect(readFacts({}).fork).toBeNull();
    expect(readFacts({ GITHUB_EVENT_PATH: '' }).fork).toBeNull();
  });
});

describe('the person behind a run', () => {
  const actorOf = (name: string): string | null =>
    readFacts({ GITHUB_EVENT_NAME: name, GITHUB_ACTOR: 'mona' }).actor;

  it.each(['workflow_dispatch', 'issue_comment', 'pull_request', 'pull_request_review'])(
    'is named by %s',
    (name) => {
      expect(actorOf(name)).toBe('mona');
    },
  );

  it.each(['schedule', 'push', 'workflow_run', 'repository_dispatch', ''])('did not decide in %j', (name) => {
    expect(actorOf(name)).toBeNull();
  });
});

describe('the other facts', () => {
  it('are those of the runner', () => {
    const facts = readFacts({
      GITHUB_REPOSITORY: 'acme/prompts',
      GITHUB_SERVER_URL: 'https://git.acme.example',
      GITHUB_API_URL: 'https://git.acme.example/api/v3',
      GITHUB_RUN_ID: '42',
      GITHUB_WORKFLOW_REF: 'acme/prompts/.github/workflows/promote.yml@refs/heads/main',
      GITHUB_REF_NAME: 'main',
      RUNNER_TEMP: '/runner/temp',
      GITHUB_WORKSPACE: '/runner/work',
    });
    expect(facts).toMatchObject({
      repository: 'acme/prompts',
      serverUrl: 'https://git.acme.example',
      apiUrl: 'https://git.acme.example/api/v3',
      runUrl: 'https://git.acme.example/acme/prompts/actions/runs/42',
      workflowRef: 'acme/prompts/.github/workflows/promote.yml@refs/heads/main',
      refName: 'main',
      tempFolder: '/runner/temp',
      workspace: '/runner/work',
    });
  });

  it('have defaults on a command line, also where a variable is empty', () => {
    for (const env of [
      {},
      { GITHUB_REPOSITORY: '', GITHUB_SERVER_URL: '', GITHUB_API_URL: '', RUNNER_TEMP: '' },
    ])
      expect(readFacts(env)).toMatchObject({
        repository: null,
        serverUrl: 'https://github.com',
        apiUrl: 'https://api.github.com',
        actor: null,
        runUrl: null,
        workflowRef: null,
        refName: null,
        tempFolder: tmpdir(),
        workspace: process.cwd(),
      });
  });
});
