import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Forge, IssueRequest, PullRequestRequest } from '../../src/forge/index.ts';

/** A pull request or issue, as it is stored. */
export interface Stored {
  readonly title: string;
  readonly body: string;
  readonly state: string;
  readonly labels: readonly string[];
}

/** A forge under test, and how a person sees and changes what is there, without the forge. */
export interface Bench {
  readonly forge: Forge;
  /** Puts a branch there that differs from `main`. */
  branch(name: string): Promise<void>;
  pullRequests(): Promise<Stored[]>;
  issues(): Promise<Stored[]>;
  /** The texts of all comments. */
  comments(): Promise<string[]>;
  /** Closes everything that is there. */
  closeAll(): Promise<void>;
  /** Puts a label on everything that is there. */
  labelAll(label: string): Promise<void>;
  stop(): Promise<void>;
}

export const pullRequest: PullRequestRequest = {
  head: 'prompt-rollout/revert/customer-support/1',
  base: 'main',
  title: 'Revert customer-support to v1.9.0',
  body: 'The error rate is 8.4 %.\n\n---\n\n| a | b |\n|---|---|\n| `x` | <b> |',
  labels: ['rollback', 'prompt: customer-support'],
  reviewers: [],
};

export const issue: IssueRequest = {
  marker: '<!-- prompt-rollout:incident customer-support/3/1 -->',
  since: '2026-01-01T00:00:00.000Z',
  title: 'Post-mortem: customer-support v2.0.0',
  body: '<!-- prompt-rollout:incident customer-support/3/1 -->\n\n## What happened\n\nNobody knows: "yet".',
  labels: ['post-mortem'],
};

/** What every forge keeps to: repeating a verb ends in the same state, with exactly one of each. */
export function describeForge(name: string, start: () => Promise<Bench>): void {
  describe(`${name} keeps the contract of forges`, () => {
    let bench: Bench;
    beforeEach(async () => {
      bench = await start();
      await bench.branch(pullRequest.head);
    });
    afterEach(() => bench.stop());

    pullRequestContract(() => bench);
    issueContract(() => bench);
    wordingContract(() => bench);
  });
}

function pullRequestContract(bench: () => Bench): void {
  it('opens one pull request, however often it is asked to', async () => {
    const { forge } = bench();
    const first = await forge.ensurePullRequest(pullRequest);
    const second = await forge.ensurePullRequest(pullRequest);
    expect(first).toMatchObject({ created: true, warnings: [] });
    expect(second).toEqual({ ...first, created: false });
    const { title, body, labels } = pullRequest;
    expect(await bench().pullRequests()).toEqual([{ title, body, labels, state: 'open' }]);
  });

  it('opens one pull request when two ask at the same time', async () => {
    const { forge } = bench();
    const [one, other] = await Promise.all([
      forge.ensurePullRequest(pullRequest),
      forge.ensurePullRequest(pullRequest),
    ]);
    expect(one.url).toBe(other.url);
    expect(await bench().pullRequests()).toHaveLength(1);
  });

  it('brings title, body and labels of an open pull request up to date and keeps the labels of people', async () => {
    await bench().forge.ensurePullRequest(pullRequest);
    await bench().labelAll('looked-at');
    const changed = {
      ...pullRequest,
      title: 'New',
      body: 'Body',
      labels: ['urgent', 'Looked-At', 'rollback'],
    };
    expect(await bench().forge.ensurePullRequest(changed)).toMatchObject({ created: false, warnings: [] });
    const [stored, ...others] = await bench().pullRequests();
    expect(others).toEqual([]);
    expect(stored).toMatchObject({ title: 'New', body: 'Body' });
    expect(new Set(stored?.labels)).toEqual(new Set([...pullRequest.labels, 'looked-at', 'urgent']));
  });

  it('leaves a closed pull request as it is, and opens no other', async () => {
    const first = await bench().forge.ensurePullRequest(pullRequest);
    await bench().closeAll();
    const again = await bench().forge.ensurePullRequest({ ...pullRequest, title: 'New', labels: ['new'] });
    expect(again).toEqual({ ...first, created: false });
    const { title, body, labels } = pullRequest;
    expect(await bench().pullRequests()).toEqual([{ title, body, labels, state: 'closed' }]);
  });

  it('keeps the pull requests of similar branches apart', async () => {
    for (const head of [
      'prompt-rollout/revert/customer-support/10',
      'prompt-rollout/revert/customer/support/1',
    ]) {
      await bench().branch(head);
      expect(await bench().forge.ensurePullRequest({ ...pullRequest, head })).toMatchObject({
        created: true,
      });
    }
    await bench().forge.ensurePullRequest(pullRequest);
    expect(await bench().pullRequests()).toHaveLength(3);
  });
}

function issueContract(bench: () => Bench): void {
  it('files one issue, however often it is asked to', async () => {
    const first = await bench().forge.ensureIssue(issue);
    const second = await bench().forge.ensureIssue(issue);
    expect(first).toMatchObject({ created: true, warnings: [] });
    expect(second).toEqual({ ...first, created: false });
    const { title, body, labels } = issue;
    expect(await bench().issues()).toEqual([{ title, body, labels, state: 'open' }]);
  });

  it('keeps one issue open when two ask at the same time', async () => {
    const { forge } = bench();
    const [one, other] = await Promise.all([forge.ensureIssue(issue), forge.ensureIssue(issue)]);
    expect(one.url).toBe(other.url);
    expect((await bench().issues()).filter(({ state }) => state === 'open')).toHaveLength(1);
  });

  it('brings title, body and labels of an open issue up to date and keeps the labels of people', async () => {
    await bench().forge.ensureIssue(issue);
    await bench().labelAll('looked-at');
    const changed = {
      ...issue,
      title: 'New',
      body: `${issue.marker}\nVerified.`,
      labels: ['sev-1', 'Post-Mortem'],
    };
    expect(await bench().forge.ensureIssue(changed)).toMatchObject({ created: false, warnings: [] });
    const [stored, ...others] = await bench().issues();
    expect(others).toEqual([]);
    expect(stored).toMatchObject({ title: 'New', body: changed.body });
    expect(new Set(stored?.labels)).toEqual(new Set(['post-mortem', 'looked-at', 'sev-1']));
  });

  it('leaves a closed issue as people left it, and files no other', async () => {
    const first = await bench().forge.ensureIssue(issue);
    await bench().closeAll();
    expect(await bench().forge.ensureIssue({ ...issue, title: 'New' })).toEqual({ ...first, created: false });
    expect(await bench().issues()).toMatchObject([{ title: issue.title, state: 'closed' }]);
  });

  it('keeps the issues of similar markers apart', async () => {
    await bench().forge.ensureIssue(issue);
    for (const marker of [issue.marker.replace('1 -->', '10 -->'), issue.marker.toUpperCase()])
      expect(await bench().forge.ensureIssue({ ...issue, marker, body: marker })).toMatchObject({
        created: true,
      });
    expect(await bench().issues()).toHaveLength(3);
  });
}

function wordingContract(bench: () => Bench): void {
  it('takes bodies up to the limit whole', async () => {
    const { forge } = bench();
    const body = 'x'.repeat(forge.bodyLimit);
    expect((await forge.ensurePullRequest({ ...pullRequest, body })).warnings).toEqual([]);
    expect(await bench().pullRequests()).toMatchObject([{ body }]);
  });

  it('cuts longer bodies and titles, says so, and keeps the marker', async () => {
    const { forge } = bench();
    // The cut falls into the middle of one of the surrogate pairs, or right after one.
    for (const start of ['', 'x']) {
      const body = `${start}${'\u{1f6a8}'.repeat(forge.bodyLimit)}\n${issue.marker}`;
      const long = { body, title: 't'.repeat(1000) };
      const pull = await forge.ensurePullRequest({ ...pullRequest, ...long });
      const filed = await forge.ensureIssue({ ...issue, ...long });
      expect([...pull.warnings, ...filed.warnings].join()).toMatch(/cut to 65536.*cut to 65536/);
      const [stored] = await bench().issues();
      expect(stored?.body.split('\n').at(-1)).toBe(issue.marker);
      for (const each of [...(await bench().issues()), ...(await bench().pullRequests())]) {
        expect(each.body.length).toBeGreaterThan(forge.bodyLimit - 10);
        expect(each.body.length).toBeLessThanOrEqual(forge.bodyLimit);
        expect(each.body.isWellFormed()).toBe(true);
        expect(each.title).toBe(`${'t'.repeat(255)}…`);
      }
    }
    expect(await forge.ensureIssue(issue)).toMatchObject({ created: false });
  });

  it('puts the marker into a body that lacks it, or has it inside of other text only', async () => {
    const body = `The marker is ${issue.marker}, they say.\n> ${issue.marker}`;
    await bench().forge.ensureIssue({ ...issue, body });
    expect(await bench().forge.ensureIssue({ ...issue, body })).toMatchObject({ created: false });
    expect(await bench().issues()).toMatchObject([{ body: `${body}\n\n${issue.marker}` }]);
  });
}
