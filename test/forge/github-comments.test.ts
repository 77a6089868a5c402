import { afterEach, describe, expect, it } from 'vitest';
import { answers } from '../github/index.ts';
import { issue } from './contract.ts';
import {
  failureOf,
  type GitHubBench,
  type GitHubBenchSettings,
  repo,
  routes,
  startGitHubBench,
} from './github-bench.ts';

const bot = 'github-actions[bot]';
const marker = '<!-- prompt-rollout:reply 99 -->';
const body = `Done.\n\n${marker}`;
const request = { number: 1, marker, body };
let bench: GitHubBench;

async function start(settings?: GitHubBenchSettings): Promise<GitHubBench> {
  bench = await startGitHubBench(settings);
  bench.github.openIssue(repo, { title: 'Question', author: 'ann' });
  return bench;
}

const comments = () => bench.github.issues(repo)[0]?.comments ?? [];
const posts = () => bench.github.log.of('POST', routes.comments).length;

afterEach(() => bench.stop());

describe('comments on GitHub', () => {
  it('are found behind more than a page of others, and are not written when they say the same', async () => {
    const { forge, github } = await start();
    for (let count = 0; count < 120; count += 1) github.comment(repo, 1, { body: 'Noise', author: 'ann' });
    const first = await forge.reply(request);
    github.log.clear();
    expect(await forge.reply({ ...request, body: body.replaceAll('\n', '\r\n') })).toEqual(first);
    expect(github.log.routes()).toEqual([`GET ${routes.comments}`, `GET ${routes.comments}`]);
    expect(first.url).toMatch(/\/acme\/prompts\/issues\/1#issuecomment-\d+$/);
  });

  it('with the marker of a stranger, or a quotation of it, are not ours', async () => {
    const { forge, github } = await start();
    github.comment(repo, 1, { body, author: 'stranger' });
    github.comment(repo, 1, { body: `See\n> ${marker}\n\`${marker}\``, author: 'ann' });
    await forge.reply({ ...request, body: 'New.' });
    expect(comments().map(({ author }) => author)).toEqual(['stranger', 'ann', bot]);
    expect(comments().slice(0, 2)).toMatchObject([{ body }, { body: expect.stringContaining('See') }]);
  });

  it('written twice by a race: the oldest stays, and what people wrote', async () => {
    const { forge, github } = await start();
    for (const author of [bot, 'ann', bot, bot]) github.comment(repo, 1, { body, author });
    await forge.reply({ ...request, body: 'New.' });
    expect(comments()).toMatchObject([
      { author: bot, body: `New.\n\n${marker}` },
      { author: 'ann', body },
    ]);
  });

  it('are written once when two runs have both seen none', async () => {
    const { forge, open, github } = await start();
    github.faults.barrier({ method: 'POST', route: routes.comments, parties: 2 });
    const [one, other] = await Promise.all([forge.reply(request), open().reply(request)]);
    expect(posts()).toBe(2);
    expect(one).toEqual(other);
    expect(comments()).toMatchObject([{ author: bot, body }]);
  });

  it('are written once when two runs with the token of a person have both seen none', async () => {
    const { open, github } = await start({ token: { login: 'ann' } });
    github.faults.barrier({ method: 'POST', route: routes.comments, parties: 2 });
    await Promise.all([open().reply(request), open().reply(request)]);
    expect(posts()).toBe(2);
    expect(comments()).toMatchObject([{ author: 'ann', body }]);
  });

  it('of a person are deleted only when this run has just written them', async () => {
    const { open, github } = await start({ token: { login: 'ann' } });
    github.comment(repo, 1, { body: `Mine.\n${marker}`, author: 'ann' });
    github.comment(repo, 1, { body: `Mine, too.\n${marker}`, author: 'ann' });
    await open().reply(request);
    expect(comments().map((comment) => comment.body)).toEqual([body, `Mine, too.\n${marker}`]);
  });

  it('are there although the list does not know yet of what was just written', async () => {
    const { forge, github } = await start();
    github.faults.add({ method: 'GET', route: routes.comments, times: 2, answer: { status: 200, body: [] } });
    const { url } = await forge.reply(request);
    expect(comments()).toHaveLength(1);
    expect(url).toContain(`#issuecomment-${comments()[0]?.id}`);
  });
});

describe('a comment that fails', () => {
  it('of two runs are not both deleted when the list of the first knows only that of the second', async () => {
    const { forge, github } = await start();
    const later = { id: 999_999, html_url: 'https://forge.example', body, user: { login: bot, type: 'Bot' } };
    const answer = { status: 200, body: [later] };
    github.faults.add({ method: 'GET', route: routes.comments, nth: 2, answer });
    await forge.reply(request);
    expect(comments()).toMatchObject([{ body }]);
  });

  it('is found at once when it was written although the answer was lost', async () => {
    const { forge, github } = await start();
    github.faults.add({ method: 'POST', route: routes.comments, drop: 'answer' });
    const first = await forge.reply(request);
    expect(await forge.reply(request)).toEqual(first);
    expect(posts()).toBe(1);
    expect(comments()).toHaveLength(1);
  });

  it('is not written again when it may have been', async () => {
    const { forge, github } = await start();
    github.faults.add({ method: 'POST', route: routes.comments, answer: answers.badGateway });
    expect((await failureOf(forge.reply(request))).code).toBe('forge-unavailable');
    expect(posts()).toBe(1);
    await forge.reply(request);
    expect(comments()).toHaveLength(1);
  });

  it('names the permission that is missing', async () => {
    const { forge } = await start({ scopes: { contents: 'write', issues: 'read' } });
    const failure = await failureOf(forge.reply(request));
    expect(failure).toMatchObject({
      code: 'forge-forbidden',
      cure: expect.stringContaining('issues: write'),
    });
    expect(failure.message).toContain('write a comment');
  });

  it('because the conversation is locked says so, and blames no permission', async () => {
    const { forge, github } = await start();
    const message = 'Unable to create comment because issue is locked.';
    github.faults.add({ method: 'POST', route: routes.comments, answer: { status: 403, body: { message } } });
    const failure = await failureOf(forge.reply(request));
    expect(failure).toMatchObject({ code: 'forge-rejected', message: expect.stringContaining('is locked') });
    expect(failure.cure).not.toContain('permissions');
  });

  it('to be deleted is no failure when the other run was faster, and one when it is not allowed', async () => {
    const { forge, github } = await start();
    for (let count = 0; count < 2; count += 1) github.comment(repo, 1, { body, author: bot });
    const refuse = (status: number, message: string) =>
      github.faults.add({ method: 'DELETE', route: routes.comment, answer: { status, body: { message } } });
    refuse(404, 'Not Found');
    expect((await forge.reply(request)).number).toBe(1);
    refuse(403, 'Resource not accessible by integration');
    expect((await failureOf(forge.reply(request))).message).toContain('delete a duplicate comment');
  });
});

describe('closing on GitHub', () => {
  it('an issue leaves out that of a stranger, and closes all that a race filed', async () => {
    const { forge, github } = await start();
    github.openIssue(repo, { title: 'Stranger', body: issue.marker, author: 'stranger' });
    github.openIssue(repo, { title: 'Ours', body: issue.marker, author: bot });
    github.openIssue(repo, { title: 'Ours', body: issue.marker, author: bot });
    await forge.closeIssue(issue);
    expect(github.issues(repo).slice(1)).toMatchObject([
      { state: 'open' },
      { state: 'closed', stateReason: 'completed' },
      { state: 'closed', stateReason: 'completed' },
    ]);
  });

  it('a pull request and an issue need their permissions, and say which', async () => {
    const { forge, github, asAnn } = await start({ scopes: { issues: 'read', 'pull-requests': 'read' } });
    await bench.branch('rollback');
    await asAnn('POST', 'pulls', { title: 'x', head: 'rollback', base: 'main', body: '' });
    github.openIssue(repo, { title: 'Ours', body: issue.marker, author: bot });
    expect((await failureOf(forge.closePullRequest({ head: 'rollback' }))).cure).toContain(
      'permissions: pull-requests: write',
    );
    expect((await failureOf(forge.closeIssue(issue))).cure).toContain('permissions: issues: write');
  });
});
