import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEvent } from '../../src/host/event.ts';
import { branch, closed, commented, dispatched, eventOf, folder, refusalOf } from './events.ts';

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
