import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../src/errors/fail.ts';
import { readEvent, type TriggerEvent } from '../../src/host/event.ts';

/** For payloads. Files of tests share this module, so it goes with the process. */
export const folder = mkdtempSync(join(tmpdir(), 'prompt-rollout-event-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

export function eventOf(name: string, payload: unknown): TriggerEvent {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return readEvent({ name, path });
}

export function refusalOf(read: () => unknown): Failure {
  try {
    read();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

export const repository = { full_name: 'acme/prompts', id: 1, private: true };
export const mona = { login: 'mona', type: 'User', id: 7 };
export const branch = 'prompt-rollout/revert/support/1';

/** As GitHub sends it, cut to what matters and something more. */
export function closed(pull: object = {}, more: object = {}) {
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

export function commented(comment: object = {}, issue: object = {}, more: object = {}) {
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

export const dispatched = (client_payload: unknown, more: object = {}) => ({
  action: 'prompt-rollback',
  branch: 'main',
  repository,
  sender: mona,
  client_payload,
  ...more,
});
