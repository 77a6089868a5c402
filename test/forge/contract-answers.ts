import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, issue, pullRequest } from './contract.ts';

/** What every forge keeps to when people have answered: closed texts kept up to date, closing, replies. */
export function describeAnswers(name: string, start: () => Promise<Bench>): void {
  describe(`${name} keeps the contract of answers`, () => {
    let bench: Bench;
    beforeEach(async () => {
      bench = await start();
      await bench.branch(pullRequest.head);
    });
    afterEach(() => bench.stop());

    refreshContract(() => bench);
    closingContract(() => bench);
    replyContract(() => bench);
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
