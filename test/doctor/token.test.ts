import { describe, expect, it } from 'vitest';
import type { Finding, Tried } from '../../src/doctor/finding.ts';
import { pullRequestSettingFinding } from '../../src/doctor/pull-request-setting.ts';
import { type TokenFacts, tokenFindings } from '../../src/doctor/token.ts';
import { fail } from '../../src/errors/fail.ts';
import type { RepositoryFacts } from '../../src/forge/inspection.ts';

const now = new Date('2026-03-01T12:00:00Z');
const fine: Tried<void> = { known: true, value: undefined };
const place = { host: 'github.com', repository: 'acme/prompts' };
const forbidden: Tried<never> = {
  known: false,
  failure: fail('forge-forbidden', {
    ...place,
    action: 'read pull requests',
    permission: 'pull-requests: write',
    message: 'no',
  }),
};

const repository: RepositoryFacts = {
  archived: false,
  disabled: false,
  private: true,
  hasIssues: true,
  mayPush: true,
  scopes: null,
  expires: null,
  skew: 0,
};

function of(changes: Partial<RepositoryFacts>, facts: Partial<TokenFacts> = {}): Record<string, string> {
  const found = tokenFindings({
    now,
    isDefault: true,
    repository: { known: true, value: { ...repository, ...changes } },
    pullRequests: fine,
    issues: fine,
    dispatches: false,
    ...facts,
  });
  for (const each of found) expectCure(each);
  return Object.fromEntries(found.map(({ id, state }) => [id, state]));
}

/** Only what is well needs no cure. */
function expectCure({ state, cure }: Finding): void {
  if (state === 'ok') expect(cure).toBe('');
  else expect(cure).not.toBe('');
}

describe('the token', () => {
  it('of a workflow tells by writing alone what it may write', () => {
    expect(of({})).toEqual({ token: 'ok', 'pull-requests': 'unknown', issues: 'unknown' });
    expect(of({}, { dispatches: true })).toMatchObject({ actions: 'unknown' });
  });

  it('that may not read pull requests or issues may not write them', () => {
    expect(of({}, { pullRequests: forbidden, issues: forbidden })).toEqual({
      token: 'ok',
      'pull-requests': 'problem',
      issues: 'problem',
    });
  });

  it('that could not be asked about is unknown', () => {
    const failure = fail('forge-unavailable', { host: 'h', message: 'down' });
    expect(of({}, { pullRequests: { known: false, failure } })).toMatchObject({ 'pull-requests': 'unknown' });
    expect(of({}, { repository: { known: false, failure } })).toEqual({ token: 'unknown' });
  });

  it.each([
    ['repo', true, 'ok'],
    ['public_repo', false, 'ok'],
    ['public_repo', true, 'problem'],
    ['read:org', true, 'problem'],
    ['', true, 'problem'],
  ])('of a person with the scope "%s", repository private: %s: %s', (scope, isPrivate, state) => {
    const scopes = scope === '' ? [] : [scope];
    expect(of({ scopes, private: isPrivate }, { dispatches: true })).toEqual({
      token: 'ok',
      'pull-requests': state,
      issues: state,
      actions: state,
    });
  });

  it('of a person whose role only reads cannot open pull requests', () => {
    expect(of({ scopes: ['repo'], mayPush: false })).toMatchObject({ 'pull-requests': 'problem' });
  });

  it.each([
    ['2026-03-05T00:00:00Z', 'warning'],
    ['2026-04-05T00:00:00Z', 'ok'],
  ])('that expires at %s: %s', (expires, state) => {
    expect(of({ expires: new Date(expires) })).toMatchObject({ token: state });
  });

  it.each([
    ['forge-unauthorized', fail('forge-unauthorized', place)],
    ['forge-repository-hidden', fail('forge-repository-hidden', place)],
  ])('that is refused (%s) is a problem', (_, failure) => {
    expect(of({}, { repository: { known: false, failure } })).toEqual({ token: 'problem' });
  });
});

describe('the repository', () => {
  it('that nobody may write into is a problem', () => {
    expect(of({ archived: true })).toMatchObject({ token: 'problem' });
    expect(of({ disabled: true })).toMatchObject({ token: 'problem' });
  });

  it('without issues has no place for post-mortems', () => {
    expect(of({ hasIssues: false, scopes: ['repo'] })).toMatchObject({ issues: 'problem' });
  });
});

describe('pull requests by Actions', () => {
  const settingsUrl = 'https://github.com/acme/prompts/settings/actions';
  const known = (mayCreatePullRequests: boolean) =>
    ({ known: true, value: { mayCreatePullRequests } }) as const;
  const state = (isDefault: boolean | null, setting: Tried<{ mayCreatePullRequests: boolean }>) =>
    pullRequestSettingFinding({ isDefault, settingsUrl, setting }).state;

  it('is about the default token only', () => {
    expect(state(false, known(false))).toBe('ok');
    expect(state(true, known(false))).toBe('problem');
    expect(state(true, known(true))).toBe('ok');
  });

  it('warns from a terminal, where nobody knows which token the workflows use', () => {
    expect(state(null, known(false))).toBe('warning');
    expect(state(null, known(true))).toBe('ok');
  });

  it('is unknown to all but administrators, with where to look', () => {
    const found = pullRequestSettingFinding({ isDefault: true, settingsUrl, setting: forbidden });
    expect(found).toMatchObject({ state: 'unknown', cure: expect.stringContaining(settingsUrl) });
    const failure = fail('forge-unavailable', { host: 'h', message: 'down' });
    expect(state(true, { known: false, failure })).toBe('unknown');
  });
});
