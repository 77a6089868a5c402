import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkAnswer, locate } from './openapi.ts';
import { commitFiles, listRefs, showFile } from './seed.ts';
import { ACTIONS, COORDINATES, REPO, rejection, useGitHub } from './support.ts';

const ADMIN = { login: 'carol', scopes: { ...ACTIONS.scopes, administration: 'read' as const } };

function describedRoutes(): string[] {
  const { paths } = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8'));
  return Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

describe('the REST API', () => {
  const rulesets = [{ name: 'Names', branches: ['main'], rules: [{ type: 'deletion' }] }];
  const fixture = useGitHub({ collaborators: { bob: 'write' }, rulesets }, { admin: ADMIN });

  it('answers every operation of the description with what the description says', async () => {
    const { rest } = fixture.octokit('admin');
    const at = COORDINATES;
    await rest.rateLimit.get();
    await rest.repos.get(at);
    await rest.repos.getBranch({ ...at, branch: 'main' });
    await rest.repos.getBranchRules({ ...at, branch: 'main' });
    await rest.repos.getRepoRulesets({ ...at, targets: 'branch' });
    await rest.repos.getRepoRuleset({ ...at, ruleset_id: 3 });
    await rest.repos.getCommit({ ...at, ref: 'main' });
    await rest.repos.getContent({ ...at, path: 'prompts/support.md' });
    await rest.repos.getCollaboratorPermissionLevel({ ...at, username: 'bob' });
    await rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(at);
    await rest.repos.createDispatchEvent({ ...at, event_type: 'alert', client_payload: { look: { id: 1 } } });
    await rest.actions.createWorkflowDispatch({
      ...at,
      workflow_id: 'rollout.yml',
      ref: 'main',
      inputs: { prompt: 'a' },
    });

    const { data: blob } = await rest.git.createBlob({ ...at, content: 'You help more.\n' });
    await rest.git.getBlob({ ...at, file_sha: blob.sha });
    const entry = { path: 'prompts/support.md', mode: '100644', type: 'blob', sha: blob.sha } as const;
    const { data: tree } = await rest.git.createTree({ ...at, base_tree: fixture.main, tree: [entry] });
    await rest.git.getTree({ ...at, tree_sha: tree.sha, recursive: '1' });
    const message = 'Help more';
    const { data: commit } = await rest.git.createCommit({
      ...at,
      message,
      tree: tree.sha,
      parents: [fixture.main],
    });
    await rest.git.getCommit({ ...at, commit_sha: commit.sha });
    await rest.git.createRef({ ...at, ref: 'refs/heads/more', sha: fixture.main });
    await rest.git.getRef({ ...at, ref: 'heads/more' });
    await rest.git.listMatchingRefs({ ...at, ref: 'heads/mo' });
    await rest.git.updateRef({ ...at, ref: 'heads/more', sha: commit.sha });

    const { data: pull } = await rest.pulls.create({
      ...at,
      title: 'Help more',
      head: 'more',
      base: 'main',
      body: 'Why',
    });
    await rest.pulls.get({ ...at, pull_number: pull.number });
    await rest.pulls.list({ ...at, head: 'acme:more' });
    await rest.pulls.update({ ...at, pull_number: pull.number, title: 'Help even more' });
    await rest.pulls.requestReviewers({ ...at, pull_number: pull.number, reviewers: ['bob'] });

    const { data: issue } = await rest.issues.create({
      ...at,
      title: 'Post-mortem',
      labels: ['incident'],
      assignees: ['bob'],
    });
    const number = { ...at, issue_number: issue.number };
    await rest.issues.get(number);
    await rest.issues.update({ ...number, state: 'closed', state_reason: 'completed' });
    await rest.issues.listForRepo({ ...at, state: 'all' });
    const { data: comment } = await rest.issues.createComment({ ...number, body: 'Done' });
    await rest.issues.updateComment({ ...at, comment_id: comment.id, body: 'Really done' });
    await rest.issues.listComments(number);
    await rest.issues.deleteComment({ ...at, comment_id: comment.id });
    await rest.issues.createLabel({ ...at, name: 'rollback', color: 'ff0000', description: 'Put back' });
    await rest.issues.addLabels({ ...number, labels: ['rollback'] });
    await rest.issues.listLabelsForRepo(at);

    const plain = { auto_merge: false, required_contexts: [], environment: 'canary' };
    const { data: deployment } = await rest.repos.createDeployment({ ...at, ref: 'main', ...plain });
    if (!('id' in deployment)) throw new Error('The deployment was not created.');
    await rest.repos.createDeploymentStatus({ ...at, deployment_id: deployment.id, state: 'success' });
    await rest.git.deleteRef({ ...at, ref: 'heads/more' });

    const answered = fixture.github.log.entries.filter(({ status }) => status !== undefined && status < 300);
    const routes = new Set(answered.map(({ method, route }) => `${method} ${route}`));
    expect([...routes].sort()).toEqual(describedRoutes().sort());
    expect(fixture.github.violations).toEqual([]);
  });

  it('keeps files, trees and refs in the bare repository alone', async () => {
    const { rest } = fixture.octokit();
    const dir = fixture.github.bareDir(REPO);
    const tree = [
      { path: 'prompts/support.md', mode: '100644' as const, sha: null },
      { path: 'prompts/deep/sales.md', mode: '100755' as const, content: 'You sell.\n' },
    ];
    const made = await rest.git.createTree({ ...COORDINATES, base_tree: fixture.main, tree });
    const commit = await rest.git.createCommit({
      ...{ ...COORDINATES, message: 'Exactly this', tree: made.data.sha, parents: [fixture.main] },
      author: { name: 'Bob', email: 'bob@example.com', date: '2026-02-03T04:05:06Z' },
    });
    await rest.git.updateRef({ ...COORDINATES, ref: 'heads/main', sha: commit.data.sha });
    expect(await listRefs(dir)).toEqual({ 'refs/heads/main': commit.data.sha });
    expect(await showFile(dir, 'main', 'prompts/deep/sales.md')).toBe('You sell.\n');
    expect(await showFile(dir, 'main', 'prompts/support.md')).toBeUndefined();

    const next = await commitFiles(dir, { branch: 'main', files: { 'a.txt': 'seeded' }, message: 'By git' });
    const seen = await rest.repos.getCommit({ ...COORDINATES, ref: 'main' });
    expect(seen.data.sha).toBe(next);
    expect(seen.data.author?.login).toBe('alice');
    expect(seen.data.files?.map(({ filename, status }) => [filename, status])).toEqual([['a.txt', 'added']]);
    expect(seen.data.parents[0]?.sha).toBe(commit.data.sha);
  });

  it('moves refs forward only, unless forced, and creates them once', async () => {
    const { rest } = fixture.octokit();
    const dir = fixture.github.bareDir(REPO);
    const side = await commitFiles(dir, {
      branch: 'side',
      from: 'main',
      files: { 'b.txt': 'b' },
      message: 'Side',
    });
    await commitFiles(dir, { branch: 'main', files: { 'c.txt': 'c' }, message: 'Main' });
    const to = { ...COORDINATES, ref: 'heads/main', sha: side };
    expect(await rejection(rest.git.updateRef(to))).toMatchObject({
      status: 422,
      message: expect.stringContaining('Update is not a fast forward'),
    });
    await rest.git.updateRef({ ...to, force: true });
    expect(await listRefs(dir, 'refs/heads/main')).toEqual({ 'refs/heads/main': side });
    const again = rest.git.createRef({ ...COORDINATES, ref: 'refs/heads/side', sha: side });
    expect((await rejection(again)).message).toContain('Reference already exists');
    const below = rest.git.createRef({ ...COORDINATES, ref: 'refs/heads/side/below', sha: side });
    expect((await rejection(below)).status).toBe(422);
    const absent = rest.git.createRef({ ...COORDINATES, ref: 'refs/heads/new', sha: 'a'.repeat(40) });
    expect((await rejection(absent)).message).toContain('Object does not exist');
    expect((await rejection(rest.git.getRef({ ...COORDINATES, ref: 'heads/sid' }))).status).toBe(404);
  });

  it('shows contents as GitHub does: folders, raw files, links, absent paths', async () => {
    const { rest } = fixture.octokit();
    await commitFiles(fixture.github.bareDir(REPO), {
      branch: 'main',
      files: {
        'prompts/link.md': { mode: '120000', content: 'support.md' },
        'big.txt': 'x'.repeat(1_100_000),
      },
      message: 'More files',
    });
    const get = (path: string, format?: string) =>
      rest.repos.getContent({
        ...COORDINATES,
        path,
        ...(format === undefined ? {} : { mediaType: { format } }),
      });
    const folder = await get('prompts');
    expect(folder.data).toMatchObject([
      { name: 'link.md', type: 'symlink' },
      { path: 'prompts/support.md', type: 'file' },
    ]);
    expect((await get('prompts/support.md', 'raw')).data).toBe('You help.\n');
    const content = Buffer.from('You help.\n').toString('base64');
    expect((await get('prompts/link.md')).data).toMatchObject({ type: 'file', content: `${content}\n` });
    expect((await get('big.txt')).data).toMatchObject({ size: 1_100_000, encoding: 'none', content: '' });
    expect(await rejection(get('prompts/none.md'))).toMatchObject({ status: 404 });
  });

  it('refuses a body that GitHub does not take, and says which field', async () => {
    const { request } = fixture.octokit();
    const post = (body: object) => request({ method: 'POST', url: '/repos/acme/prompts/git/trees', ...body });
    const mode = await rejection(post({ tree: [{ path: 'a', mode: '644', content: 'a' }] }));
    expect(mode).toMatchObject({ status: 500, message: expect.stringContaining('/tree/0/mode') });
    const spelling = await rejection(post({ tree: [], basetree: fixture.main }));
    expect(spelling).toMatchObject({
      status: 500,
      message: expect.stringContaining('GitHub would ignore basetree'),
    });
    const query = request('GET /repos/{owner}/{repo}/issues?state=opened', COORDINATES);
    expect(await rejection(query)).toMatchObject({ status: 500, message: expect.stringContaining('/state') });
    expect(fixture.github.violations).toHaveLength(3);
    fixture.github.violations.length = 0;
  });

  it('names the route that it does not answer, and does not close without complaint', async () => {
    const { request } = fixture.octokit();
    const unknown = await rejection(request('GET /repos/{owner}/{repo}/hooks', COORDINATES));
    expect(unknown).toMatchObject({
      status: 501,
      message: expect.stringContaining('GET /api/v3/repos/acme/prompts/hooks'),
    });
    await expect(fixture.github.close()).rejects.toThrow('/repos/acme/prompts/hooks');
    fixture.github.violations.length = 0;
  });
});

describe('the description', () => {
  const route = locate('GET', '/repos/acme/prompts/git/ref/heads/main')?.route;
  if (route === undefined) throw new Error('The route was not found.');

  it.each([
    [{ status: 200, body: { ref: 'refs/heads/main' } }, 'must have required property'],
    [{ status: 200 }, 'must be object'],
    [{ status: 201, body: {} }, '201 is not among its answers'],
    [{ status: 404, body: { message: 7 } }, '/message must be string'],
  ])('finds fault with the answer %j', (answer, fault) => {
    expect(() => checkAnswer(route, answer)).toThrow(fault);
  });

  it('finds the operation by method and path, slashes in names and all', () => {
    expect(locate('GET', '/repos/a/b/git/ref/heads/x/y')?.params).toEqual({
      owner: 'a',
      repo: 'b',
      ref: 'heads/x/y',
    });
    expect(locate('GET', '/repos/a/b/branches/x%2Fy')?.params.branch).toBe('x/y');
    expect(locate('GET', '/repos/a/b/commits/x/status')).toBeUndefined();
    expect(locate('PUT', '/repos/a/b')).toBeUndefined();
  });
});
