import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvent } from '../../src/host/event.ts';
import { readFacts } from '../../src/host/facts.ts';
import { closed, commented, eventOf, folder, refusalOf, repository } from './events.ts';

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
