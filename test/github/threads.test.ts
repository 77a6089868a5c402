import { describe, expect, it } from 'vitest';
import { commitFiles, listRefs, listSubjects, showFile } from './seed.ts';
import { COORDINATES, REPO, rejection, useGitHub } from './support.ts';

let clock = Date.parse('2026-03-01T10:00:00Z');
/** Every look at the clock is a second later than the one before. */
function tick(): Date {
  clock += 1000;
  return new Date(clock);
}

const LABELLER = { login: 'labeller[bot]', scopes: { 'pull-requests': 'write' as const } };
const fixture = useGitHub(
  { collaborators: { bob: 'write' }, teams: ['oncall'] },
  { labeller: LABELLER },
  tick,
);

const seed = (branch: string, text = branch) =>
  commitFiles(fixture.github.bareDir(REPO), {
    ...{ branch, from: 'main', message: `Change by ${branch}` },
    files: { 'prompts/support.md': `${text}\n` },
  });

const open = (head: string, more: object = {}) =>
  fixture.octokit().rest.pulls.create({ ...COORDINATES, title: `Take ${head}`, head, base: 'main', ...more });

describe('pull requests', () => {
  it('are refused without a branch, without commits, twice, and with too long a body', async () => {
    await seed('one');
    await open('one');
    const refused = async (promise: Promise<unknown>) => {
      const { status, message } = await rejection(promise);
      expect(status).toBe(422);
      return message;
    };
    expect(await refused(open('one'))).toContain('A pull request already exists for acme:one.');
    expect(await refused(open('none'))).toContain(
      '{"resource":"PullRequest","field":"head","code":"invalid"}',
    );
    expect(await refused(open('main'))).toContain('No commits between main and main');
    expect(await refused(open('one', { body: 'x'.repeat(65_537) }))).toContain(
      'body is too long (maximum is 65536',
    );
    await commitFiles(fixture.github.bareDir(REPO), {
      branch: 'orphan',
      files: { a: 'a' },
      message: 'Alone',
    });
    expect(await refused(open('orphan'))).toContain('has no history in common with main');
    expect(await fixture.github.pulls(REPO)).toHaveLength(1);
  });

  it('merge into the bare repository, keeping what both sides changed', async () => {
    const head = await seed('one');
    const { data } = await open('one');
    const base = await commitFiles(fixture.github.bareDir(REPO), {
      branch: 'main',
      files: { 'b.txt': 'b' },
      message: 'Meanwhile',
    });
    const merge = await fixture.github.mergePullRequest(REPO, data.number);
    const dir = fixture.github.bareDir(REPO);
    expect(await listRefs(dir, 'refs/heads/main')).toEqual({ 'refs/heads/main': merge });
    expect(await showFile(dir, 'main', 'prompts/support.md')).toBe('one\n');
    expect(await showFile(dir, 'main', 'b.txt')).toBe('b');
    const { data: commit } = await fixture
      .octokit()
      .rest.git.getCommit({ ...COORDINATES, commit_sha: merge });
    expect(commit.parents.map(({ sha }) => sha)).toEqual([base, head]);
    expect((await listSubjects(dir, 'main'))[0]).toBe('Merge pull request #1 from acme/one');
    const seen = await fixture.octokit().rest.pulls.get({ ...COORDINATES, pull_number: data.number });
    expect(seen.data).toMatchObject({
      merged: true,
      state: 'closed',
      merge_commit_sha: merge,
      head: { sha: head },
    });
  });

  it('do not merge when both sides changed the same line', async () => {
    await seed('one');
    const { data } = await open('one');
    await seed('main', 'other');
    const seen = await fixture.octokit().rest.pulls.get({ ...COORDINATES, pull_number: data.number });
    expect(seen.data).toMatchObject({
      mergeable: false,
      mergeable_state: 'dirty',
      changed_files: 1,
      commits: 1,
    });
    await expect(fixture.github.mergePullRequest(REPO, data.number)).rejects.toThrow('conflicts');
  });

  it('follow what is pushed: merged when the base has it, closed when the branch is gone', async () => {
    const { rest } = fixture.octokit();
    const one = await seed('one');
    await seed('two');
    await open('one');
    await open('two');
    await rest.git.updateRef({ ...COORDINATES, ref: 'heads/main', sha: one });
    await rest.git.deleteRef({ ...COORDINATES, ref: 'heads/two' });
    const [first, second] = await fixture.github.pulls(REPO);
    expect(first).toMatchObject({ state: 'closed', pull: { mergeCommit: one } });
    expect(second).toMatchObject({ state: 'closed', pull: { mergedAt: undefined } });
    const reopen = rest.pulls.update({ ...COORDINATES, pull_number: 2, state: 'open' });
    expect((await rejection(reopen)).message).toContain('branch has been deleted');
  });

  it('are listed by state, head and base, newest first', async () => {
    const { rest } = fixture.octokit();
    for (const branch of ['one', 'two', 'three']) {
      await seed(branch);
      await open(branch);
    }
    fixture.github.closePullRequest(REPO, 2);
    const list = async (query: object) =>
      (await rest.pulls.list({ ...COORDINATES, ...query })).data.map(({ number }) => number);
    expect(await list({})).toEqual([3, 1]);
    expect(await list({ state: 'all', direction: 'asc' })).toEqual([1, 2, 3]);
    expect(await list({ state: 'all', head: 'acme:two' })).toEqual([2]);
    // Without the owner GitHub does not filter.
    expect(await list({ state: 'all', head: 'two' })).toEqual([3, 2, 1]);
    expect(await list({ base: 'release' })).toEqual([]);
  });

  it('take reviewers who are collaborators, and teams', async () => {
    await seed('one');
    await open('one');
    const request = (more: object) =>
      fixture.octokit().rest.pulls.requestReviewers({ ...COORDINATES, pull_number: 1, ...more });
    expect((await request({ reviewers: ['bob'], team_reviewers: ['oncall'] })).data).toMatchObject({
      requested_reviewers: [{ login: 'bob' }],
      requested_teams: [{ slug: 'oncall' }],
    });
    expect(await rejection(request({ reviewers: ['mallory'] }))).toMatchObject({ status: 422 });
  });
});

describe('issues', () => {
  it('are listed with the pull requests, filtered and in pages', async () => {
    const { rest, paginate } = fixture.octokit();
    await seed('one');
    await open('one');
    for (let n = 0; n < 6; n += 1) {
      await rest.issues.create({
        ...COORDINATES,
        title: `Issue ${n}`,
        labels: n % 2 ? ['odd', 'Incident'] : [],
      });
    }
    const first = await rest.issues.listForRepo({ ...COORDINATES, per_page: 3, state: 'all' });
    expect(first.data.map(({ number }) => number)).toEqual([7, 6, 5]);
    expect(first.headers.link).toContain('page=2>; rel="next"');
    const all = await paginate(rest.issues.listForRepo, { ...COORDINATES, per_page: 3, direction: 'asc' });
    expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(all.filter((issue) => issue.pull_request !== undefined).map(({ number }) => number)).toEqual([1]);
    const odd = await rest.issues.listForRepo({ ...COORDINATES, labels: 'odd,incident' });
    expect(odd.data.map(({ number }) => number)).toEqual([7, 5, 3]);
    const middle = all[3]?.updated_at ?? '';
    const since = await rest.issues.listForRepo({ ...COORDINATES, since: middle, direction: 'asc' });
    expect(since.data.map(({ number }) => number)).toEqual([4, 5, 6, 7]);
    expect(fixture.github.issues(REPO)).toHaveLength(6);
  });

  it('show who closed them and why, and take comments of people', async () => {
    const { rest } = fixture.octokit();
    const { number } = fixture.github.openIssue(REPO, { title: 'Asked' });
    fixture.github.comment(REPO, number, { author: 'bob', body: '/rollback' });
    fixture.github.comment(REPO, number, { author: 'mallory', body: '/resume' });
    const { data } = await rest.issues.listComments({ ...COORDINATES, issue_number: number });
    expect(data.map(({ body, user, author_association: who }) => [body, user?.login, who])).toEqual([
      ['/rollback', 'bob', 'COLLABORATOR'],
      ['/resume', 'mallory', 'NONE'],
    ]);
    const later = await rest.issues.listComments({
      ...COORDINATES,
      issue_number: number,
      since: data[1]?.updated_at ?? '',
    });
    expect(later.data).toHaveLength(1);
    fixture.github.closeIssue(REPO, number, 'bob');
    const closed = await rest.issues.get({ ...COORDINATES, issue_number: number });
    expect(closed.data).toMatchObject({
      state: 'closed',
      state_reason: 'completed',
      closed_by: { login: 'bob' },
    });
  });

  it('refuse a stranger as assignee and a label that is there already', async () => {
    const { rest } = fixture.octokit();
    const assigned = rest.issues.create({ ...COORDINATES, title: 'A', assignees: ['mallory'] });
    expect((await rejection(assigned)).message).toContain('"field":"assignees"');
    await rest.issues.createLabel({ ...COORDINATES, name: 'rollback' });
    const again = rest.issues.createLabel({ ...COORDINATES, name: 'Rollback' });
    expect((await rejection(again)).message).toContain('"code":"already_exists"');
  });

  it('let a token for pull requests put labels on them, but make none', async () => {
    await seed('one');
    await open('one');
    await fixture.octokit().rest.issues.createLabel({ ...COORDINATES, name: 'known' });
    const { rest } = fixture.octokit('labeller');
    const add = (label: string) =>
      rest.issues.addLabels({ ...COORDINATES, issue_number: 1, labels: [label] });
    expect((await add('known')).data.map(({ name }) => name)).toEqual(['known']);
    expect(await rejection(add('unknown'))).toMatchObject({ status: 403 });
    expect(await rejection(rest.issues.create({ ...COORDINATES, title: 'A' }))).toMatchObject({
      status: 403,
    });
  });
});
