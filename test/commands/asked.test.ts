import { describe, expect, it } from 'vitest';
import { closed } from '../../src/commands/asked.ts';
import type { PullRequestClosed } from '../../src/host/event.ts';

const event: PullRequestClosed = {
  kind: 'pull-request-closed',
  repository: 'acme/prompts',
  number: 7,
  merged: false,
  head: { branch: 'prompt-rollout/revert/support/r1-1', repository: 'acme/prompts' },
  baseBranch: 'main',
  by: 'mona',
  at: '2026-11-21T14:00:00.000Z',
  fork: false,
};

describe('a closed pull request', () => {
  it('is investigated when a person closed it, and rolled back when it was merged', () => {
    expect(closed(event)).toMatchObject({ wish: { kind: 'investigate' }, by: 'mona', settled: false });
    expect(closed({ ...event, merged: true })).toMatchObject({ wish: { kind: 'rollback' }, settled: true });
  });

  it('that a bot closed is no answer: after a `/resume` that is the App of the run itself', () => {
    expect(closed({ ...event, by: 'rollouts[bot]' })).toHaveProperty('ignored');
    expect(closed({ ...event, by: 'merge-queue[bot]', merged: true })).toHaveProperty('wish');
  });
});
