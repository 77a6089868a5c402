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
    refreshContract(() => bench);
    closingContract(() => bench);
    replyContract(() => bench);
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

function refreshContract(bench: () => Bench): void {
  it('brings only the text of a closed pull request up to date when it is asked to', async () => {
    const first = await bench().forge.ensurePullRequest(pullRequest);
    await bench().closeAll();
    const request = {
      ...pullRequest,
      title: 'New',
      body: 'Body',
      labels: ['new'],
      refresh: 'always',
    } as const;
    expect(await bench().forge.ensurePullRequest(request)).toEqual({ ...first, created: false });
    const { labels } = pullRequest;
    expect(await bench().pullRequests()).toEqual([{ title: 'New', body: 'Body', labels, state: 'closed' }]);
    await bench().forge.ensurePullRequest({ ...pullRequest, refresh: 'open' });
    expect(await bench().pullRequests()).toMatchObject([{ title: 'New', state: 'closed' }]);
  });

  it('brings only the text of a closed issue up to date when it is asked to', async () => {
    const first = await bench().forge.ensureIssue(issue);
    await bench().closeAll();
    const body = `Resolved.\n${issue.marker}`;
    const request = { ...issue, title: 'New', body, labels: ['new'], refresh: 'always' } as const;
    expect(await bench().forge.ensureIssue(request)).toEqual({ ...first, created: false });
    const { labels } = issue;
    expect(await bench().issues()).toEqual([{ title: 'New', body, labels, state: 'closed' }]);
    await bench().forge.ensureIssue({ ...issue, refresh: 'open' });
    expect(await bench().issues()).toMatchObject([{ title: 'New', state: 'closed' }]);
  });

  it('opens and updates as ever when it is asked to do so always', async () => {
    const request = { ...pullRequest, refresh: 'always' } as const;
    expect(await bench().forge.ensurePullRequest(request)).toMatchObject({ created: true });
    const changed = { ...request, title: 'New', labels: ['new'] };
    expect(await bench().forge.ensurePullRequest(changed)).toMatchObject({ created: false });
    const labels = [...pullRequest.labels, 'new'];
    expect(await bench().pullRequests()).toMatchObject([{ title: 'New', state: 'open', labels }]);
  });

  it('says what was cut from a closed one, too', async () => {
    const body = 'x'.repeat(bench().forge.bodyLimit + 1);
    await bench().forge.ensurePullRequest(pullRequest);
    await bench().forge.ensureIssue(issue);
    await bench().closeAll();
    const pull = await bench().forge.ensurePullRequest({ ...pullRequest, body, refresh: 'always' });
    const filed = await bench().forge.ensureIssue({ ...issue, body, refresh: 'always' });
    expect([...pull.warnings, ...filed.warnings].join()).toMatch(/cut to 65536.*cut to 65536/);
  });
}

function closingContract(bench: () => Bench): void {
  const comment = { marker: '<!-- prompt-rollout:closed 1 -->', body: 'The drill is over.' };

  it('closes the pull request of the branch, however often it is asked to', async () => {
    const { forge } = bench();
    const other = { ...pullRequest, head: `${pullRequest.head}0` };
    await bench().branch(other.head);
    await forge.ensurePullRequest(pullRequest);
    await forge.ensurePullRequest(other);
    for (let count = 0; count < 2; count += 1)
      await forge.closePullRequest({ head: pullRequest.head, comment });
    expect((await bench().pullRequests()).map(({ state }) => state).sort()).toEqual(['closed', 'open']);
    expect(await bench().comments()).toEqual([`${comment.body}\n\n${comment.marker}`]);
    expect(await forge.ensurePullRequest({ ...pullRequest, title: 'New' })).toMatchObject({ created: false });
    expect((await bench().pullRequests()).map(({ title }) => title)).not.toContain('New');
  });

  it('closes a pull request without a comment, and none where there is none', async () => {
    const { forge } = bench();
    await forge.closePullRequest({ head: pullRequest.head, comment });
    expect(await bench().pullRequests()).toEqual([]);
    await forge.ensurePullRequest(pullRequest);
    await forge.closePullRequest({ head: pullRequest.head });
    const { title, body, labels } = pullRequest;
    expect(await bench().pullRequests()).toEqual([{ title, body, labels, state: 'closed' }]);
    expect(await bench().comments()).toEqual([]);
  });

  it('says nothing more where people have closed the pull request', async () => {
    await bench().forge.ensurePullRequest(pullRequest);
    await bench().closeAll();
    await bench().forge.closePullRequest({ head: pullRequest.head, comment });
    expect(await bench().comments()).toEqual([]);
  });

  it('closes the issue with the marker, however often it is asked to, and no other', async () => {
    const { forge } = bench();
    const { marker, since } = issue;
    await forge.closeIssue({ marker, since });
    expect(await bench().issues()).toEqual([]);
    await forge.ensureIssue(issue);
    await forge.ensureIssue({ ...issue, marker: '<!-- other -->', body: 'Other', title: 'Other' });
    for (let count = 0; count < 2; count += 1) await forge.closeIssue({ marker, since });
    const states = (await bench().issues()).map(({ title, state }) => `${title}: ${state}`);
    expect(states.sort()).toEqual(['Other: open', `${issue.title}: closed`]);
  });
}

function replyContract(bench: () => Bench): void {
  const marker = '<!-- prompt-rollout:reply 99 -->';

  it('replies once, however often it is asked to, and brings the reply up to date', async () => {
    const { forge } = bench();
    const { number } = await forge.ensurePullRequest(pullRequest);
    const first = await forge.reply({ number, marker, body: 'Done.' });
    expect(first.number).toBe(number);
    expect(await forge.reply({ number, marker, body: 'Done.' })).toEqual(first);
    expect(await bench().comments()).toEqual([`Done.\n\n${marker}`]);
    expect(await forge.reply({ number, marker, body: 'Not done: "why"?' })).toEqual(first);
    expect(await bench().comments()).toEqual([`Not done: "why"?\n\n${marker}`]);
  });

  it('replies once when two ask at the same time', async () => {
    const { forge } = bench();
    const { number } = await forge.ensureIssue(issue);
    const request = { number, marker, body: 'Done.' };
    const [one, other] = await Promise.all([forge.reply(request), forge.reply(request)]);
    expect(one).toEqual(other);
    expect(await bench().comments()).toHaveLength(1);
  });

  it('replies to each marker, and leaves pull request and issue as they are', async () => {
    const { forge } = bench();
    const { number } = await forge.ensureIssue(issue);
    await forge.reply({ number, marker, body: 'One.' });
    await forge.reply({ number, marker: marker.replace('99', '9'), body: `Two.\n> ${marker}` });
    await forge.reply({ number, marker, body: 'x'.repeat(forge.bodyLimit + 1) });
    const comments = await bench().comments();
    expect(comments).toHaveLength(2);
    expect(Math.max(...comments.map(({ length }) => length))).toBe(forge.bodyLimit);
    const { title, body } = issue;
    expect(await bench().issues()).toMatchObject([{ title, body, state: 'open' }]);
  });
}
