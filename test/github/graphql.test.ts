import { describe, expect, it } from 'vitest';
import { ZERO } from './plumbing.ts';
import { commitFiles, listRefs, showFile } from './seed.ts';
import { COORDINATES, REPO, rejection, useGitHub } from './support.ts';

const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid message signature { isValid } } ref { name target { oid } } }
}`;

const UPDATE = 'mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }';

const READER = { login: 'reader[bot]', scopes: { contents: 'read' as const } };

describe('GraphQL', () => {
  const fixture = useGitHub({}, { reader: READER });
  const refs = () => listRefs(fixture.github.bareDir(REPO));

  const input = (expectedHeadOid: string, fileChanges: object) => ({
    branch: { repositoryNameWithOwner: REPO, branchName: 'main' },
    message: { headline: 'Put back', body: 'Because' },
    ...{ expectedHeadOid, fileChanges },
  });
  const add = (path: string, text: string) => ({
    additions: [{ path, contents: Buffer.from(text).toString('base64') }],
  });
  const repositoryId = async (): Promise<string> => {
    const query = 'query { repository(owner: "acme", name: "prompts") { id } }';
    return (await fixture.octokit().graphql<{ repository: { id: string } }>(query)).repository.id;
  };

  it('commits on a branch whose head is the expected one, signed', async () => {
    const changes = { ...add('prompts/new.md', 'New.\n'), deletions: [{ path: 'prompts/support.md' }] };
    const answer = await fixture.octokit().graphql(COMMIT, { input: input(fixture.main, changes) });
    const head = (await refs())['refs/heads/main'];
    expect(head).not.toBe(fixture.main);
    expect(answer).toEqual({
      createCommitOnBranch: {
        commit: { oid: head, message: 'Put back\n\nBecause', signature: { isValid: true } },
        ref: { name: 'main', target: { oid: head } },
      },
    });
    expect(await showFile(fixture.github.bareDir(REPO), 'main', 'prompts/new.md')).toBe('New.\n');
    expect(await showFile(fixture.github.bareDir(REPO), 'main', 'prompts/support.md')).toBeUndefined();
    const seen = await fixture.octokit().rest.git.getCommit({ ...COORDINATES, commit_sha: head ?? '' });
    expect(seen.data.verification.verified).toBe(true);
  });

  it('refuses a stale head with STALE_DATA, in an answer 200', async () => {
    await commitFiles(fixture.github.bareDir(REPO), { branch: 'main', files: { a: 'a' }, message: 'Faster' });
    const before = await refs();
    const error = await rejection(
      fixture.octokit().graphql(COMMIT, { input: input(fixture.main, add('b', 'b')) }),
    );
    expect(error).toMatchObject({
      errors: [
        {
          type: 'STALE_DATA',
          path: ['createCommitOnBranch'],
          message: expect.stringContaining('Pull and try again'),
        },
      ],
    });
    expect(fixture.github.log.of('POST', '/graphql')[0]?.status).toBe(200);
    expect(await refs()).toEqual(before);
  });

  it('lets one of two commits on the same head win', async () => {
    const { graphql } = fixture.octokit();
    const met = fixture.github.faults.barrier({ method: 'POST', route: '/graphql', parties: 2 });
    const both = ['one', 'two'].map((path) =>
      graphql(COMMIT, { input: input(fixture.main, add(path, path)) }),
    );
    const results = await Promise.allSettled(both);
    await met;
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { errors: [{ type: 'STALE_DATA' }] },
    });
  });

  it('moves several refs at once or none, each from where it was expected', async () => {
    const next = await commitFiles(fixture.github.bareDir(REPO), {
      branch: 'next',
      from: 'main',
      files: { a: 'a' },
      message: 'A',
    });
    const { graphql } = fixture.octokit();
    const id = await repositoryId();
    const update = (...refUpdates: object[]) => graphql(UPDATE, { input: { repositoryId: id, refUpdates } });
    const create = { name: 'refs/heads/made', afterOid: next, beforeOid: ZERO };
    const before = await refs();
    const stale = update(create, { name: 'refs/heads/main', afterOid: next, beforeOid: next });
    expect(await rejection(stale)).toMatchObject({ errors: [{ type: 'STALE_DATA' }] });
    expect(await refs()).toEqual(before);
    await update(create, { name: 'refs/heads/main', afterOid: next, beforeOid: fixture.main });
    await update({ name: 'refs/heads/next', afterOid: ZERO, beforeOid: next });
    expect(await refs()).toEqual({ 'refs/heads/made': next, 'refs/heads/main': next });
  });

  it('reads files and refs', async () => {
    const query = `query ($file: String!) {
      repository(owner: "acme", name: "prompts") {
        defaultBranchRef { name target { oid } }
        none: ref(qualifiedName: "refs/heads/none") { name }
        object(expression: $file) { ... on Blob { text byteSize } }
      }
    }`;
    expect(await fixture.octokit('reader').graphql(query, { file: 'main:prompts/support.md' })).toEqual({
      repository: {
        defaultBranchRef: { name: 'main', target: { oid: fixture.main } },
        none: null,
        object: { text: 'You help.\n', byteSize: 10 },
      },
    });
  });

  it('refuses who may not write, and knows nothing of repositories out of reach', async () => {
    const write = fixture.octokit('reader').graphql(COMMIT, { input: input(fixture.main, add('b', 'b')) });
    expect(await rejection(write)).toMatchObject({ errors: [{ type: 'FORBIDDEN' }] });
    const other = fixture.octokit().graphql('query { repository(owner: "acme", name: "none") { id } }');
    expect(await rejection(other)).toMatchObject({ errors: [{ type: 'NOT_FOUND' }] });
    expect(await rejection(fixture.octokit('wrong').graphql('query { viewer { login } }'))).toMatchObject({
      status: 401,
    });
  });

  it.each([
    [
      'a field that is not in the schema',
      'query { repository(owner: "acme", name: "prompts") { nmae } }',
      500,
      'nmae',
    ],
    ['a missing argument', 'query { repository(owner: "acme") { id } }', 500, 'name'],
    ['a field that nothing answers', 'query { viewer { bio } }', 501, 'User.bio'],
  ])('names %s', async (_, query, status, named) => {
    const error = await rejection(fixture.octokit().graphql(query));
    expect(error).toMatchObject({ status, message: expect.stringContaining(named) });
    expect(fixture.github.violations).toHaveLength(1);
    fixture.github.violations.length = 0;
  });
});
