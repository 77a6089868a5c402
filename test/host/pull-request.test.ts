import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPullRequest } from '../../src/host/pull-request.ts';
import { failureOf } from '../config/support.ts';

const folder = mkdtempSync(join(tmpdir(), 'prompt-rollout-event-'));
afterAll(() => rmSync(folder, { recursive: true }));

const [head, base] = ['a'.repeat(40), 'b'.repeat(40)];
const payload = { pull_request: { head: { sha: head }, base: { ref: 'main', sha: base } } };

function event(name: string, content: unknown) {
  const path = join(folder, 'event.json');
  writeFileSync(path, JSON.stringify(content));
  return { name, path };
}

describe('a pull request', () => {
  it('names its head and its base', () => {
    expect(readPullRequest(event('pull_request', payload))).toEqual({
      head,
      base: { branch: 'main', commit: base },
    });
  });

  it('is also what a merge queue is about to merge', () => {
    const group = { head_sha: head, base_sha: base, base_ref: 'refs/heads/main' };
    expect(readPullRequest(event('merge_group', { merge_group: group }))).toEqual({
      head,
      base: { branch: 'main', commit: base },
    });
    expect(failureOf(() => readPullRequest(event('merge_group', payload))).code).toBe('event-damaged');
  });

  it.each(['push', 'pull_request_target', 'issue_comment'])('is none for %s', (name) => {
    expect(readPullRequest(event(name, payload))).toBeNull();
    expect(readPullRequest(null)).toBeNull();
  });

  it.each([
    [{}],
    [{ pull_request: { head: { sha: head }, base: { ref: 'main', sha: '--upload-pack=x' } } }],
    [{ pull_request: { head: { sha: 'HEAD' }, base: { ref: 'main', sha: base } } }],
  ])('that names no commits is refused: %j', (content) => {
    expect(failureOf(() => readPullRequest(event('pull_request', content))).code).toBe('event-damaged');
  });
});
