import { afterEach, describe, expect, it } from 'vitest';
import { issue } from './contract.ts';
import {
  failureOf,
  type GitHubBench,
  type GitHubBenchSettings,
  now,
  repo,
  routes,
  startGitHubBench,
} from './github-bench.ts';

const bot = 'github-actions[bot]';
const { title, body, labels, marker } = issue;
let bench: GitHubBench;

async function start(settings?: GitHubBenchSettings): Promise<GitHubBench> {
  bench = await startGitHubBench(settings);
  return bench;
}

afterEach(() => bench.stop());

describe('issues on GitHub', () => {
  it('are found behind more than a page of others, and among pull requests', async () => {
    const { forge, github, asAnn } = await start();
    await bench.branch('other');
    await asAnn('POST', 'pulls', { title: 'Quotes it all', head: 'other', base: 'main', body });
    for (let count = 0; count < 199; count += 1) github.openIssue(repo, { title: 'Noise', author: 'ann' });
    const first = await forge.ensureIssue(issue);
    expect(first).toMatchObject({ number: 201, created: true });
    expect(await forge.ensureIssue(issue)).toEqual({ ...first, created: false });
    expect(github.log.of('GET', routes.issues).at(-1)?.query).toContain('page=3');
  });

  it('are found although the clock of GitHub is behind', async () => {
    const { forge } = await start({ serverNow: () => new Date(now - 30 * 60_000) });
    const request = { ...issue, since: new Date(now).toISOString() };
    const first = await forge.ensureIssue(request);
    expect(await forge.ensureIssue(request)).toEqual({ ...first, created: false });
  });

  it('are looked for no further back than the incident', async () => {
    const { forge, github } = await start();
    await forge.ensureIssue({ ...issue, since: '2026-02-28T10:00:00.123Z' });
    expect(github.log.of('GET', routes.issues)[0]?.query).toContain('since=2026-02-28T09%3A00%3A00Z');
  });

  it('with the marker of a stranger, or a quotation of it, are not ours', async () => {
    const { forge, github } = await start();
    github.openIssue(repo, { title, body, author: 'stranger' });
    github.openIssue(repo, { title, body: `See\n> ${marker}\n\`${marker}\``, author: 'ann' });
    expect(await forge.ensureIssue(issue)).toMatchObject({ number: 3, created: true });
    expect(await forge.ensureIssue(issue)).toMatchObject({ number: 3, created: false });
    expect((await bench.issues()).map(({ state }) => state)).toEqual(['open', 'open', 'open']);
  });

  it('filed twice by a race: the oldest stays, the others are closed as its duplicates', async () => {
    const { forge, github } = await start();
    github.openIssue(repo, { title: 'Noise', author: 'ann' });
    for (let count = 0; count < 3; count += 1)
      github.openIssue(repo, { title, body, author: bot, labels: ['post-mortem'] });
    github.openIssue(repo, { title: 'My copy', body, author: 'ann' });
    expect(await forge.ensureIssue(issue)).toMatchObject({ number: 2, created: false, warnings: [] });
    const [, kept, second, third, copy] = github.issues(repo);
    expect([kept, copy]).toMatchObject([
      { state: 'open', body },
      { state: 'open', body },
    ]);
    for (const duplicate of [second, third])
      expect(duplicate).toMatchObject({
        state: 'closed',
        stateReason: 'duplicate',
        body: `Duplicate of #2.\n\n${body}`,
      });
    github.log.clear();
    expect(await forge.ensureIssue(issue)).toMatchObject({ number: 2, created: false });
    expect(github.log.routes()).toEqual([`GET ${routes.issues}`]);
  });

  it('are filed once when two runs have both seen none', async () => {
    const { forge, open, github } = await start();
    github.faults.barrier({ method: 'POST', route: routes.issues, parties: 2 });
    const ensured = await Promise.all([forge.ensureIssue(issue), open().ensureIssue(issue)]);
    expect(ensured.map(({ number }) => number)).toEqual([1, 1]);
    expect(ensured.map(({ created }) => created).sort()).toEqual([false, true]);
    expect(github.issues(repo)).toMatchObject([
      { state: 'open' },
      { state: 'closed', stateReason: 'duplicate' },
    ]);
  });

  it('are closed without the reason where the server does not know it', async () => {
    const { forge, github } = await start();
    for (let count = 0; count < 2; count += 1)
      github.openIssue(repo, { title, body, author: bot, labels: ['post-mortem'] });
    github.faults.add({
      method: 'PATCH',
      route: routes.issue,
      answer: { status: 422, body: { message: 'Invalid' } },
    });
    await forge.ensureIssue(issue);
    expect(github.issues(repo)).toMatchObject([
      { state: 'open' },
      { state: 'closed', stateReason: 'not_planned' },
    ]);
  });

  it('are filed without the label that is refused', async () => {
    const { forge, github } = await start();
    const refused = {
      status: 422,
      body: {
        message: 'Validation Failed',
        errors: [{ resource: 'Label', field: 'name', message: 'Label is too long' }],
      },
    };
    github.faults.add({ method: 'POST', route: routes.issues, answer: refused });
    github.faults.add({ method: 'POST', route: routes.labels, answer: refused });
    const { created, warnings } = await forge.ensureIssue(issue);
    expect(created).toBe(true);
    expect(warnings).toEqual([expect.stringMatching(/^Not set: label "post-mortem": .*Label is too long/)]);
    expect(github.issues(repo)).toMatchObject([{ title, body, labels: [] }]);
  });

  it('get the labels that GitHub dropped, or a warning', async () => {
    const { forge, github } = await start();
    github.openIssue(repo, { title, body, author: bot });
    github.faults.add({ method: 'POST', route: routes.labels, answer: { status: 200, body: [] } });
    expect(await forge.ensureIssue(issue)).toMatchObject({
      warnings: ['Not set: label "post-mortem": GitHub dropped it silently.'],
    });
    expect(await forge.ensureIssue(issue)).toMatchObject({ warnings: [] });
    expect(github.issues(repo)).toMatchObject([{ labels }]);
  });

  it('that are switched off are said to be', async () => {
    const { forge, github } = await start();
    const answer = { status: 410, body: { message: 'Issues are disabled for this repo' } };
    github.faults.add({ method: 'GET', route: routes.issues, answer });
    const failure = await failureOf(forge.ensureIssue(issue));
    expect(failure).toMatchObject({
      code: 'forge-issues-off',
      message: 'Issues are switched off in acme/prompts.',
    });
  });
});
