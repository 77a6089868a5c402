import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors/fail.ts';
import { readEvent, type TriggerEvent } from '../../src/host/event.ts';
import { readFacts } from '../../src/host/facts.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'prompt-rollout-event-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function eventOf(name: string, payload: unknown): TriggerEvent {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return readEvent({ name, path });
}

function refusalOf(read: () => unknown): Failure {
  try {
    read();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

const repository = { full_name: 'acme/prompts', id: 1, private: true };
const mona = { login: 'mona', type: 'User', id: 7 };
const branch = 'prompt-rollout/revert/support/1';

/** As GitHub sends it, cut to what matters and something more. */
function closed(pull: object = {}, more: object = {}) {
  return {
    action: 'closed',
    number: 12,
    repository,
    sender: { login: 'ann', type: 'User' },
    pull_request: {
      number: 12,
      state: 'closed',
      title: 'Revert support to v1.9.0',
      body: null,
      merged: true,
      merged_at: '2026-03-01T12:00:05Z',
      closed_at: '2026-03-01T12:00:05Z',
      merged_by: mona,
      user: { login: 'github-actions[bot]', type: 'Bot' },
      head: { ref: branch, sha: 'a'.repeat(40), repo: repository },
      base: { ref: 'main', sha: 'b'.repeat(40), repo: repository },
      ...pull,
    },
    ...more,
  };
}

function commented(comment: object = {}, issue: object = {}, more: object = {}) {
  return {
    action: 'created',
    repository,
    sender: mona,
    issue: {
      number: 12,
      title: 'x',
      user: mona,
      pull_request: { url: 'https://api.github.com/x' },
      ...issue,
    },
    comment: {
      id: 99,
      body: '/rollback',
      user: mona,
      created_at: '2026-03-01T14:00:05+02:00',
      html_url: 'https://github.com/acme/prompts/pull/12#issuecomment-99',
      author_association: 'MEMBER',
      ...comment,
    },
    ...more,
  };
}

const dispatched = (client_payload: unknown, more: object = {}) => ({
  action: 'prompt-rollback',
  branch: 'main',
  repository,
  sender: mona,
  client_payload,
  ...more,
});

describe('a pull request that was closed', () => {
  it('says who merged it, when and from where', () => {
    expect(eventOf('pull_request', closed())).toEqual({
      kind: 'pull-request-closed',
      repository: 'acme/prompts',
      number: 12,
      merged: true,
      head: { branch, repository: 'acme/prompts' },
      baseBranch: 'main',
      by: 'mona',
      at: '2026-03-01T12:00:05.000Z',
      fork: false,
    });
  });

  it('without a merge says who closed it', () => {
    const pull = { merged: false, merged_at: null, merged_by: null };
    expect(eventOf('pull_request', closed(pull))).toMatchObject({ merged: false, by: 'ann' });
  });

  it('by a merge of an account that is gone says who sent it', () => {
    expect(eventOf('pull_request', closed({ merged_by: null }))).toMatchObject({ merged: true, by: 'ann' });
  });

  it.each([
    ['a fork', { full_name: 'mallory/prompts' }, 'mallory/prompts', true],
    ['a fork of the same name elsewhere', { full_name: 'acme/prompts-1' }, 'acme/prompts-1', true],
    ['a fork that was deleted', null, null, true],
    ['the repository in other letters', { full_name: 'Acme/Prompts' }, 'Acme/Prompts', false],
  ])('from %s is told apart', (_, repo, name, fork) => {
    const event = eventOf('pull_request', closed({ head: { ref: branch, repo } }));
    expect(event).toMatchObject({ head: { branch, repository: name }, fork });
  });

  it.each(['opened', 'synchronize', 'reopened', 'labeled'])('is not meant by %s', (action) => {
    expect(eventOf('pull_request', closed({}, { action }))).toEqual({ kind: 'other', name: 'pull_request' });
  });

  it('is not read where a fork would run with our rights', () => {
    expect(eventOf('pull_request_target', closed())).toEqual({ kind: 'other', name: 'pull_request_target' });
  });
});

describe('a comment', () => {
  it('on a pull request says who wrote what, when and where', () => {
    expect(eventOf('issue_comment', commented())).toEqual({
      kind: 'comment',
      repository: 'acme/prompts',
      number: 12,
      on: 'pull-request',
      body: '/rollback',
      id: 99,
      by: 'mona',
      isBot: false,
      at: '2026-03-01T12:00:05.000Z',
      url: 'https://github.com/acme/prompts/pull/12#issuecomment-99',
    });
  });

  it('on an issue is told apart', () => {
    expect(eventOf('issue_comment', commented({}, { pull_request: undefined }))).toMatchObject({
      on: 'issue',
    });
    expect(eventOf('issue_comment', commented({}, { pull_request: null }))).toMatchObject({ on: 'issue' });
  });

  it('of a bot is told apart', () => {
    const user = { login: 'github-actions[bot]', type: 'Bot' };
    expect(eventOf('issue_comment', commented({ user }))).toMatchObject({ isBot: true, by: user.login });
  });

  it('of an account that is gone is that of a ghost', () => {
    expect(eventOf('issue_comment', commented({ user: null }))).toMatchObject({ by: 'ghost' });
  });

  it.each(['edited', 'deleted', 'pinned'])('is not meant when it was %s', (action) => {
    const event = eventOf('issue_comment', commented({}, {}, { action }));
    expect(event).toEqual({ kind: 'other', name: 'issue_comment' });
  });

  it('may have 65,536 characters of any kind, and not more', () => {
    const body = '\u{1f6a8}'.repeat(65_536);
    expect(eventOf('issue_comment', commented({ body }))).toMatchObject({ body });
    const failure = refusalOf(() => eventOf('issue_comment', commented({ body: `${body}x` })));
    expect(failure.message).toContain('comment.body');
  });
});

describe('a dispatch from outside', () => {
  it('says what it asks for', () => {
    const payload = {
      prompt: 'support',
      target_version: 'v1.8.0',
      reason: 'rude',
      strategy: 'gradual',
      force: true,
    };
    expect(eventOf('repository_dispatch', dispatched(payload))).toEqual({
      kind: 'dispatch',
      repository: 'acme/prompts',
      eventType: 'prompt-rollback',
      prompt: 'support',
      targetVersion: 'v1.8.0',
      reason: 'rude',
      strategy: 'gradual',
      force: true,
    });
  });

  it.each([null, undefined, {}, { prompt: null, reason: ' ', strategy: '', force: '' }])(
    'may leave out everything: %j',
    (payload) => {
      expect(eventOf('repository_dispatch', dispatched(payload))).toMatchObject({
        prompt: null,
        targetVersion: null,
        reason: null,
        strategy: null,
        force: false,
      });
    },
  );

  it('may have its switch as text, as shells send it', () => {
    expect(eventOf('repository_dispatch', dispatched({ force: 'true' }))).toMatchObject({ force: true });
    expect(eventOf('repository_dispatch', dispatched({ force: 'false' }))).toMatchObject({ force: false });
  });

  it.each([
    ['prompt', { prompt: ['support'] }],
    ['target_version', { target_version: 2 }],
    ['reason', { reason: {} }],
    ['strategy', { strategy: 'slow' }],
    ['force', { force: 'yes' }],
    ['force', { force: 1 }],
  ])('with a wrong %s is refused by name', (field, payload) => {
    const failure = refusalOf(() => eventOf('repository_dispatch', dispatched(payload)));
    expect(failure).toMatchObject({
      code: 'event-damaged',
      message: expect.stringContaining(`client_payload.${field}`),
    });
  });
});

describe('any other event', () => {
  it.each(['push', 'schedule', 'workflow_dispatch', 'issues', 'pull_request_review', 'issue_comment '])(
    '%j is none of them, and is not read',
    (name) => {
      expect(readEvent({ name, path: join(folder, 'missing.json') })).toEqual({ kind: 'other', name });
    },
  );

  it('is none on a command line', () => {
    expect(readEvent(null)).toEqual({ kind: 'other', name: null });
  });
});

describe('a damaged payload', () => {
  const names = ['pull_request', 'issue_comment', 'repository_dispatch'];

  it.each(names)('of %s is refused: no file, a folder, no JSON, no object', (name) => {
    const path = join(folder, 'a-folder');
    mkdirSync(path, { recursive: true });
    for (const at of [path, '', join(folder, 'missing.json')])
      expect(refusalOf(() => readEvent({ name, path: at })).code).toBe('event-damaged');
    for (const text of ['', '{', 'null', '[]', '"x"', '7', '{}', '{"action": 7}'])
      expect(refusalOf(() => eventOf(name, text)).code).toBe('event-damaged');
  });

  it('is refused when it is larger than GitHub delivers', () => {
    const path = join(folder, 'large.json');
    writeFileSync(path, '{}');
    truncateSync(path, 25 * 1024 * 1024 + 1);
    expect(refusalOf(() => readEvent({ name: 'issue_comment', path })).message).toContain('26214401 bytes');
  });

  it.each([
    ['repository', closed({}, { repository: {} })],
    ['repository.full_name', closed({}, { repository: { full_name: 'acme' } })],
    ['pull_request', closed({}, { pull_request: undefined })],
    ['pull_request.number', closed({ number: -1 })],
    ['pull_request.merged', closed({ merged: 'true' })],
    ['pull_request.closed_at', closed({ closed_at: null })],
    ['pull_request.head.ref', closed({ head: { ref: '', repo: repository } })],
    ['sender.login', closed({}, { sender: { login: 'two words', type: 'User' } })],
  ])('without a good %s is refused', (field, payload) => {
    expect(refusalOf(() => eventOf('pull_request', payload)).message).toContain(field);
  });

  it.each([
    ['comment.user.login', { user: { login: 'a/b', type: 'User' } }],
    ['comment.html_url', { html_url: 'javascript:alert(1)' }],
    ['comment.created_at', { created_at: 'yesterday' }],
    ['comment.body', { body: null }],
    ['comment.id', { id: '99' }],
  ])('without a good %s is refused', (field, comment) => {
    expect(refusalOf(() => eventOf('issue_comment', commented(comment))).message).toContain(field);
  });

  it('is never quoted in what is said of it', () => {
    const text = fc.constantFrom('::error::HOSTILE', 'HOSTILE', 'x\nHOSTILE');
    const wrong = fc.oneof(
      text,
      fc.array(text),
      fc.dictionary(text, text),
      text.map((key) => ({ [key]: key })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), wrong, wrong, (name, one, other) => {
        const action = name === 'pull_request' ? 'closed' : 'created';
        const payload = {
          action,
          repository: one,
          pull_request: other,
          comment: other,
          client_payload: other,
        };
        expect(refusalOf(() => eventOf(name, payload)).message).not.toContain('HOSTILE');
      }),
    );
    expect(refusalOf(() => eventOf('issue_comment', 'HOSTILE')).message).not.toContain('HOSTILE');
  });
});

describe('the event of the facts', () => {
  it('is what the runner says', () => {
    const path = join(folder, 'missing.json');
    expect(readFacts({ GITHUB_EVENT_NAME: 'issue_comment', GITHUB_EVENT_PATH: path }).event).toEqual({
      name: 'issue_comment',
      path,
    });
  });

  it('is none on a command line', () => {
    expect(readFacts({}).event).toBeNull();
    expect(readFacts({ GITHUB_EVENT_NAME: '' }).event).toBeNull();
  });
});
