import { describe, expect, it } from 'vitest';
import { failureOf, LIVE, liveCommit, PERSON_TOKEN } from '../git/support.ts';
import { GIT_ROUTES } from '../github/index.ts';
import { git } from '../github/plumbing.ts';
import { commitFiles, listRefs, listSubjects, showFile } from '../github/seed.ts';
import { APPEND, eachBench, REF, REPO, revert, TAG, tag } from './commits-bench.ts';

const { bench, started, written, liveBy } = eachBench();
const data = (kind: string) => ({ method: 'POST', route: `/repos/{owner}/{repo}/git/${kind}` }) as const;

describe('commits by the API', () => {
  it('are one request on top of the branch, and git pushes nothing', async () => {
    const { live, head } = await started();
    const { commit } = { commit: '', ...(await live.push(liveCommit(head, { 'flags.json': '2' }))) };
    expect(bench().github.log.routes()).toEqual(['POST /graphql']);
    expect((await listRefs(bench().bareDir))[REF]).toBe(commit);
  });

  it('are signed by GitHub: on the live branch, under its tags, and on the revert branch', async () => {
    const { live, head } = await started();
    const archived = await live.push(liveCommit(head, { 'flags.json': '2' }, { tags: [tag] }));
    const reverted = await (await bench().source()).pushRevert(revert);
    const refs = await listRefs(bench().bareDir);
    const made = [
      head,
      archived.state === 'done' && archived.commit,
      refs[`refs/tags/${TAG}`],
      reverted.commit,
    ];
    for (const commit of made) expect(bench().github.isSigned(REPO, String(commit))).toBe(true);
    expect(bench().github.log.of('POST', GIT_ROUTES.push)).toEqual([]);
  });

  it('by the token of a person are signed on top of a branch', async () => {
    const { head } = await started();
    bench().github.requireSignatures(REPO, '~ALL');
    const person = await liveBy(bench().api(PERSON_TOKEN), 'person');
    const { commit } = { commit: '', ...(await person.push(liveCommit(head, { 'flags.json': '2' }))) };
    expect(bench().github.isSigned(REPO, commit)).toBe(true);
  });

  it('leave out deletions of what is not there, and keep bytes that are no text', async () => {
    const { live, head } = await started();
    const odd = [Buffer.of(0xff, 0xfe, 0x80), Buffer.from('zero\0byte'), Buffer.from('\ufefftext\r\n')];
    const files = odd.map((bytes, index) => ({ path: `${index}`, mode: '100644', bytes }));
    const tags = [{ ...tag, files }];
    const push = live.push(liveCommit(head, { 'none.json': null, 'flags.json': null, x: '1' }, { tags }));
    expect(await push).toMatchObject({ state: 'done' });
    expect(await live.archived(TAG, tag.path)).toEqual(files);
    expect(Object.fromEntries((await live.read()).files)).toEqual({ x: '1' });
    expect(bench().github.log.of('POST', '/repos/{owner}/{repo}/git/blobs')).toHaveLength(2);
  });

  it('are not made when the tree came out different', async () => {
    const other = await git(bench().bareDir, ['rev-parse', 'main^{tree}']);
    const answer = { status: 201, body: { sha: other, url: 'http://x', tree: [], truncated: false } };
    bench().github.faults.add({ ...data('trees'), answer });
    const failure = await failureOf((await bench().source()).pushRevert(revert));
    expect(failure.message).toContain('another tree of the same files');
    expect(written()).toEqual(['POST /repos/{owner}/{repo}/git/trees']);
  });
});

describe('an answer that is lost', () => {
  it('is done when the branch holds our commit, which the next read has', async () => {
    const { live, head } = await started();
    bench().github.faults.add({ ...APPEND, drop: 'answer' });
    const message = 'rollback(a): 2 -> 1\n\nRule: error-critical\n';
    const result = await live.push(liveCommit(head, { 'flags.json': '2' }, { message }));
    expect(result).toEqual({ state: 'done', commit: (await listRefs(bench().bareDir))[REF] });
    expect((await live.read()).files.get('flags.json')).toBe('2');
    expect(written()).toEqual(['POST /graphql']);
  });

  it.each([502, 503])('is done when a proxy said %i of what was done', async (status) => {
    const { live, head } = await started();
    const push = liveCommit(head, { 'flags.json': '2' });
    // The mutation is carried out on the side, before the answer of the proxy.
    const before = async () => void (await (await bench().live()).push(push));
    bench().github.faults.add({ ...APPEND, before, answer: { status, body: 'down' } });
    expect(await live.push(push)).toMatchObject({ state: 'done' });
    expect(await listSubjects(bench().bareDir, REF)).toHaveLength(2);
  });

  it.each([
    ['of the same files', 'Other', { 'flags.json': '2' }],
    ['of other files', 'promote(support): v1 -> v2', { 'flags.json': '3' }],
  ])('is a conflict when the branch holds the commit of another writer, %s', async (_, message, files) => {
    const { live, head } = await started();
    const before = () => commitFiles(bench().bareDir, { branch: LIVE, files, message });
    bench().github.faults.add({ ...APPEND, before, drop: 'request' });
    expect(await live.push(liveCommit(head, { 'flags.json': '2' }))).toEqual({ state: 'conflict' });
  });

  it('is a conflict when another writer has built on our commit meanwhile', async () => {
    const { live, head } = await started();
    const after = () =>
      commitFiles(bench().bareDir, { branch: LIVE, files: { 'flags.json': '3' }, message: 'Next' });
    bench().github.faults.add({ ...APPEND, after, drop: 'answer' });
    expect(await live.push(liveCommit(head, { 'flags.json': '2' }))).toEqual({ state: 'conflict' });
    expect(await listSubjects(bench().bareDir, REF)).toHaveLength(3);
  });

  it('is the failure of the server when nothing was done', async () => {
    const { live, head } = await started();
    bench().github.faults.add({ ...APPEND, drop: 'request' });
    const failure = await failureOf(live.push(liveCommit(head, { 'flags.json': '2' })));
    expect(failure).toMatchObject({ code: 'remote-unreachable' });
    expect((await live.read()).head).toBe(head);
    expect(written()).toEqual(['POST /graphql']);
  });

  it('is done for the first commit, for a tag, and for a revert', async () => {
    const live = await bench().live();
    bench().github.faults.add({ ...data('refs'), times: 2, drop: 'answer' });
    const first = await live.push(liveCommit(null, { 'flags.json': '1' }, { tags: [tag] }));
    expect(first).toEqual({ state: 'done', commit: (await listRefs(bench().bareDir))[REF] });
    expect(await live.archived(TAG, tag.path)).toEqual(tag.files);
    bench().github.faults.add({ ...data('refs'), drop: 'answer' });
    const made = await (await bench().source()).pushRevert(revert);
    expect(made).toEqual({
      state: 'pushed',
      commit: (await listRefs(bench().bareDir))[`refs/heads/${revert.branch}`],
    });
    expect(bench().github.faults.pending()).toEqual([]);
  });
});

describe('other writers', () => {
  it('who are faster are a conflict, whatever reads say of it', async () => {
    const { live, head } = await started();
    const before = () =>
      commitFiles(bench().bareDir, { branch: LIVE, files: { 'flags.json': '9' }, message: 'Next' });
    bench().github.faults.add({ ...APPEND, before });
    expect(await live.push(liveCommit(head, { 'flags.json': '2' }))).toEqual({ state: 'conflict' });
    const now = await live.read();
    expect(now.files.get('flags.json')).toBe('9');
    const errors = [{ type: 'STALE_DATA', message: 'Expected branch to point to another commit.' }];
    bench().github.faults.add({ ...APPEND, answer: { status: 200, body: { data: null, errors } } });
    expect(await live.push(liveCommit(now.head, { 'flags.json': '2' }))).toEqual({ state: 'conflict' });
  });

  it('who make the same branch are a conflict, and the same tag is kept', async () => {
    const [one, other] = [await bench().live(), await bench().live()];
    const commit = liveCommit(null, { 'flags.json': '1' }, { tags: [tag] });
    bench().github.faults.add({
      ...data('refs'),
      before: () => one.push(liveCommit(null, { a: '1' }, { tags: [tag] })),
    });
    expect(await other.push(commit)).toEqual({ state: 'conflict' });
    expect(await showFile(bench().bareDir, REF, 'a')).toBe('1');
    expect(await one.archives()).toMatchObject([{ name: TAG }]);
  });

  it('who make our revert branch leave nothing to do', async () => {
    const [one, other] = [await bench().source(), await bench().source()];
    const before = () => one.pushRevert(revert);
    bench().github.faults.add({ ...data('refs'), before });
    const made = await other.pushRevert(revert);
    expect(made.commit).toBe((await listRefs(bench().bareDir))[`refs/heads/${revert.branch}`]);
  });

  it('cannot pass off their tags as ours', async () => {
    const { live, head } = await started();
    await live.push(liveCommit(head, { 'flags.json': '2' }, { tags: [tag] }));
    const id = (await listRefs(bench().bareDir))[`refs/tags/${TAG}`] ?? '';
    await git(bench().bareDir, ['update-ref', 'refs/tags/prompt-rollout/support/copy', id]);
    const note = { files: { a: 'a' }, message: 'x\n\nArchive: prompt-rollout/support/child' };
    const child = await commitFiles(bench().bareDir, { branch: 'main', ...note });
    await git(bench().bareDir, ['update-ref', 'refs/tags/prompt-rollout/support/child', child]);
    expect((await live.archives()).map(({ name }) => name)).toEqual([TAG]);
  });
});
