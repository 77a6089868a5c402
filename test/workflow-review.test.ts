import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../src/review/command.ts';
import { holds } from './github/expression.ts';
import { folder, github, inputsOf, load, repository } from './workflow-files.ts';

describe('a review', () => {
  const branch = 'prompt-rollout/revert/support/1';
  const condition: string = load('review.yml').jobs.review.if;
  const runs = (event_name: string, event: object) =>
    holds(condition, { github: { ...github, event_name, event } });
  const pull = (head: object, action = 'closed') => ({ action, pull_request: { head } });
  const comment = (body: string, type = 'User', action = 'created') => ({
    action,
    issue: { number: 1 },
    comment: { body, user: { login: 'mona', type } },
  });
  const own = { ref: branch, repo: { full_name: repository } };

  it('runs for a revert pull request that was closed', () => {
    expect(runs('pull_request', pull(own))).toBe(true);
  });

  it.each([
    ['another branch', pull({ ...own, ref: 'prompt-rollout/live' })],
    ['a branch that has it within', pull({ ...own, ref: `x/${branch}` })],
    ['a fork', pull({ ...own, repo: { full_name: 'mallory/prompts' } })],
    ['a fork that was deleted', pull({ ...own, repo: null })],
    ['one that was opened', pull(own, 'opened')],
  ])('does not run for %s', (_, event) => {
    expect(runs('pull_request', event)).toBe(false);
  });

  it.each([
    '/rollback',
    '/Investigate it',
    ' /resume x',
    'Hm.\r\n/ROLLBACK now',
    'Hm.\n/investigate',
    'Hm.\n/resume',
    'Hm.\n/help',
    '/rolback',
    '/help',
    '/roll back',
  ])('runs for the comment %j, which the program answers', (body) => {
    expect(parseAnswer(body)).not.toBeNull();
    expect(runs('issue_comment', comment(body))).toBe(true);
  });

  it.each(['Looks good', '', 'a/b', 'See https://example.com/x', 'rollback'])(
    'does not run for the comment %j, which is none of its business',
    (body) => {
      expect(parseAnswer(body)).toBeNull();
      expect(runs('issue_comment', comment(body))).toBe(false);
    },
  );

  it.each([
    ['of a bot', comment('/rollback', 'Bot')],
    ['that was edited', comment('/rollback', 'User', 'edited')],
    ['that was deleted', comment('/rollback', 'User', 'deleted')],
  ])('does not run for a comment %s', (_, event) => {
    expect(runs('issue_comment', event)).toBe(false);
  });

  it.each(['pull_request_target', 'pull_request_review', 'issues', 'push', 'workflow_dispatch', 'schedule'])(
    'does not run for %s',
    (name) => {
      expect(runs(name, { ...pull(own), ...comment('/rollback'), action: 'closed' })).toBe(false);
      expect(runs(name, { ...pull(own), ...comment('/rollback') })).toBe(false);
    },
  );

  it('hands on nothing of the event: the program reads it from the file', () => {
    const text = readFileSync(new URL('review.yml', folder), 'utf8');
    expect(text.slice(text.indexOf('steps:'))).not.toContain('github.event');
    expect(inputsOf('review', comment('/rollback'))).toMatchObject({
      command: 'review',
      token: 'ghs_default',
    });
  });

  it('only starts when it is called', () => {
    expect(Object.keys(load('review.yml').on)).toEqual(['workflow_call']);
  });
});
