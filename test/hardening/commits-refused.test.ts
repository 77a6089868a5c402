import { describe, expect, it } from 'vitest';
import { openLive, openSource } from '../../src/git/index.ts';
import type { LiveRepo, SourceRepo } from '../../src/git/port.ts';
import { failureOf, LIVE, liveCommit, PERSON_TOKEN, READING_TOKEN, TOKEN } from '../git/support.ts';
import { GIT_ROUTES } from '../github/index.ts';
import { commitFiles, listRefs } from '../github/seed.ts';
import { APPEND, eachBench, REF, REPO, revert, tag } from './commits-bench.ts';

const { bench, started, written, liveBy } = eachBench();

describe('a refusal', () => {
  it('by a rule is named with its cure, and the request is not repeated', async () => {
    const { live, head } = await started();
    bench().github.protectBranch(REPO, LIVE);
    const failure = await failureOf(live.push(liveCommit(head, { 'flags.json': '2' })));
    expect(failure).toMatchObject({ code: 'rule-refused' });
    expect(failure.message).toContain('Changes must be made through a pull request');
    expect(failure.cure).toContain('bypass list');
    expect(written()).toEqual(['POST /graphql']);
  });

  it.each(['FORBIDDEN', 'BRANCH_PROTECTION_RULE_VIOLATION'])(
    'by a rule is known by its words when its type is %s, and not taken for an outage',
    async (type) => {
      const { live, head } = await started();
      const message = 'Repository rule violations found\n\nChanges must be made through a pull request.';
      const body = { data: null, errors: [{ type, message }] };
      bench().github.faults.add({ ...APPEND, answer: { status: 200, body } });
      const push = live.push(liveCommit(head, { 'flags.json': '2' }));
      expect(await failureOf(push)).toMatchObject({ code: 'rule-refused' });
      expect(written()).toEqual(['POST /graphql']);
    },
  );

  it('for a signature that GitHub does not make for a person says whose token does it', async () => {
    bench().github.requireSignatures(REPO, '~ALL');
    const person = await liveBy(bench().api(PERSON_TOKEN), 'person');
    const failure = await failureOf(person.push(liveCommit(null, { 'flags.json': '1' })));
    expect(failure).toMatchObject({ code: 'signature-missing' });
    expect(bench().github.log.of('POST', '/repos/{owner}/{repo}/git/refs')).toHaveLength(1);
    expect(await listRefs(bench().bareDir, REF)).toEqual({});
  });

  it('of the token names the permission', async () => {
    const { head } = await started();
    const reader = await liveBy(bench().api(READING_TOKEN), 'reader');
    const push = reader.push(liveCommit(head, { 'flags.json': '2' }));
    expect(await failureOf(push)).toMatchObject({
      code: 'forge-forbidden',
      cure: expect.stringContaining('contents: write'),
    });
  });

  it('by a rate limit is said as such, in either form', async () => {
    const { head } = await started();
    const waits: number[] = [];
    const clock = { now: () => 0, sleep: async (ms: number) => void waits.push(ms) };
    const live = await liveBy(bench().api(TOKEN, clock), 'limited');
    const errors = [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }];
    bench().github.faults.add({ ...APPEND, answer: { status: 200, body: { data: null, errors } } });
    const push = () => live.push(liveCommit(head, { 'flags.json': '2' }));
    expect(await failureOf(push())).toMatchObject({ code: 'forge-rate-limited' });
    const limited = { status: 403, headers: { 'retry-after': '7' }, body: { message: 'Slow down' } };
    bench().github.faults.add({ ...APPEND, times: 2, answer: limited });
    expect(await push()).toMatchObject({ state: 'done' });
    expect(waits).toEqual([7000, 7000]);
  });
});

describe('the way of git', () => {
  const plain = async (): Promise<[LiveRepo, SourceRepo]> => {
    const { remote, environment, folder } = bench();
    const options = (name: string) => ({ remote, environment, workdir: `${folder}/${name}` });
    return [await openLive({ ...options('plain'), branch: LIVE }), await openSource(options('plain-source'))];
  };

  it('is refused once by a rule that wants signatures, and told of the API', async () => {
    bench().github.requireSignatures(REPO, '~ALL');
    const [live, source] = await plain();
    const refused = { code: 'signature-required', cure: expect.stringContaining('`commits: api`') };
    const push = live.push(liveCommit(null, { 'flags.json': '1' }, { tags: [tag] }));
    expect(await failureOf(push)).toMatchObject(refused);
    expect(await failureOf(source.pushRevert(revert))).toMatchObject(refused);
    expect(bench().github.log.of('POST', GIT_ROUTES.push)).toHaveLength(2);
  });

  it('does not build a revert anew for a rule when the default branch moves meanwhile', async () => {
    bench().github.requireSignatures(REPO, '~ALL');
    const [, source] = await plain();
    const before = () => commitFiles(bench().bareDir, { branch: 'main', files: { b: 'b' }, message: 'Next' });
    bench().github.faults.add({ method: 'POST', route: GIT_ROUTES.push, before });
    expect(await failureOf(source.pushRevert(revert))).toMatchObject({ code: 'signature-required' });
    expect(bench().github.log.of('POST', GIT_ROUTES.push)).toHaveLength(1);
  });
});
