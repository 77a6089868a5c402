import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../github/index.ts';
import { git } from '../github/plumbing.ts';
import { listRefs, showFile } from '../github/seed.ts';
import { REPO } from '../github/support.ts';
import { detectedAt, effective, routing, routingCommit, timesOf } from './rollout-facts.ts';
import {
  grid,
  type LiveCommit,
  live,
  logOf,
  playStory,
  promptFile,
  type Story,
  texts,
  users,
} from './rollout-story.ts';
import type { Served } from './traffic.ts';

const closers: (() => Promise<unknown>)[] = [];
let story: Story;

beforeAll(async () => {
  story = await playStory(closers);
  for (const line of await timesOf(story)) console.log(line);
}, 290_000);
afterAll(async () => {
  const ends = await Promise.allSettled(closers.reverse().map((close) => close()));
  expect(ends.filter(({ status }) => status === 'rejected')).toEqual([]);
});

const bare = (): string => story.github.bareDir(REPO);

const commit = (subject: RegExp): LiveCommit => routingCommit(story, subject);

/** Requests that were sent while the flags of one commit were in effect, and those of no other. */
function servedUnder(from: LiveCommit, to: LiveCommit): Served[] {
  const start = effective(story, from);
  return story.served.filter(({ sent, answered }) => sent > start && answered < to.at);
}

/** The newest look of the grid at a time, in ms since 1970. */
const lookOf = (at: number): number => Math.floor(at / grid) * grid;

const percentOf = (version: string, served: readonly Served[]): number =>
  (100 * served.filter((each) => each.version === version).length) / served.length;

/** A number out of a table of a report: `| of which failed | 1,234 |`. */
function figure({ body }: Pick<Issue, 'body'>, name: string): number {
  const [, value] = new RegExp(`^\\| ${name} \\| ([\\d,.]+)`, 'm').exec(body ?? '') ?? [];
  return Number(value?.replaceAll(',', ''));
}

describe('a good version and a bad one, with real git, Prometheus and flagd', () => {
  it('ships the one and rolls the other back, and says so', () => {
    const { adopted, good, bad } = story.runs;
    expect([adopted.exitCode, good.exitCode, bad.exitCode], logOf(bad)).toEqual([0, 0, 1]);
    expect(adopted.outputs).toMatchObject({ 'reason-code': 'adopted', stable: 'v1.0.0' });
    expect(good.outputs).toMatchObject({
      'reason-code': 'completed',
      ...{ verdict: 'healthy', stable: 'v2.0.0', candidate: '', weight: '', 'rolled-back': 'false' },
    });
    expect(bad.outputs).toMatchObject({
      'reason-code': 'rolled-back',
      ...{ verdict: 'rollback', stable: 'v2.0.0', candidate: '', weight: '', 'rolled-back': 'true' },
      'pull-request-url': `${story.github.url}/${REPO}/pull/1`,
      'issue-url': `${story.github.url}/${REPO}/issues/2`,
    });
    expect(logOf(bad)).toContain('the rollback to v2.0.0 helped: error rate');
    expect(story.github.violations).toEqual([]);
  });

  it('leaves the history of it on the live branch', () => {
    expect(routing(story).map(({ subject }) => subject)).toEqual([
      'adopt(customer-support): v1.0.0',
      'start(customer-support): v1.0.0 -> v2.0.0 (1 %)',
      'advance(customer-support): v2.0.0 (1 % -> 5 %)',
      'advance(customer-support): v2.0.0 (5 % -> 25 %)',
      'advance(customer-support): v2.0.0 (25 % -> 100 %)',
      'complete(customer-support): v1.0.0 -> v2.0.0 (known as good)',
      'start(customer-support): v2.0.0 -> v3.0.0 (1 %)',
      expect.stringMatching(
        /^rollback\(customer-support\): v3\.0\.0 -> v2\.0\.0 \(error rate [\d.]+ %, rule error-critical\)$/,
      ),
    ]);
    expect(commit(/^rollback/).body).toMatch(/^Rule: error-critical$/m);
  });

  it('keeps every version by a tag', async () => {
    const tags = Object.keys(await listRefs(bare(), 'refs/tags/'));
    expect(tags).toEqual(
      Object.keys(texts).map((version) => `refs/tags/prompt-rollout/customer-support/${version}`),
    );
    const kept = await Promise.all(tags.map((tag) => showFile(bare(), tag, promptFile)));
    expect(kept).toEqual(Object.values(texts));
  });

  it('hands on what the live branch holds', async () => {
    expect(story.delivered).toBe(await showFile(bare(), live, 'flags.json'));
  });

  it.each([
    ['1 %', /^start.*v2/, /1 % -> 5 %/, [0.5, 1.5]],
    ['5 %', /1 % -> 5 %/, /5 % -> 25 %/, [4, 6]],
    ['25 %', /5 % -> 25 %/, /25 % -> 100 %/, [23, 27]],
    ['100 %', /25 % -> 100 %/, /^start.*v3/, [100, 100]],
  ] as const)('gives the candidate %s of the traffic', (_, from, to, [least, most]) => {
    const served = servedUnder(commit(from), commit(to));
    expect(served.length).toBeGreaterThan(users);
    expect(percentOf('v2.0.0', served)).toBeGreaterThanOrEqual(least);
    expect(percentOf('v2.0.0', served)).toBeLessThanOrEqual(most);
    expect(percentOf('v3.0.0', served)).toBe(0);
  });

  it('passes no stage without a look at it', () => {
    const stages = routing(story).slice(1, 6);
    const unseen = stages.filter(({ at }, index) => {
      const next = stages[index + 1];
      return next !== undefined && lookOf(next.at) <= at;
    });
    expect(unseen.map(({ subject }) => subject)).toEqual([]);
  });

  it('changes the version of a user once, and not back', () => {
    const newer = new Set<number>();
    const end = commit(/^start.*v3/).at;
    const back = story.served.filter(({ user, version, answered }) => {
      if (version === 'v2.0.0') newer.add(user);
      return version === 'v1.0.0' && newer.has(user) && answered < end;
    });
    expect(back.slice(0, 3)).toEqual([]);
    expect(newer.size).toBe(users);
  });

  it('gives the bad version to the same few, and to nobody after the rollback has arrived', () => {
    const hit = story.served.filter(({ version }) => version === 'v3.0.0');
    const early = new Set(
      servedUnder(commit(/^start.*v2/), commit(/1 % -> 5 %/))
        .filter(({ version }) => version === 'v2.0.0')
        .map(({ user }) => user),
    );
    expect(hit.length).toBeGreaterThan(20);
    expect(hit.filter(({ user }) => !early.has(user))).toEqual([]);
    const calm = effective(story, commit(/^rollback/));
    const after = story.served.filter(({ sent }) => sent > calm);
    expect(new Set(after.map(({ user }) => user)).size).toBe(users);
    expect(percentOf('v2.0.0', after)).toBe(100);
  });

  it('was measured on what users saw', () => {
    expect(story.lost).toEqual([]);
    const seen = Object.keys(texts).map((version) => {
      const served = story.served.filter((each) => each.version === version);
      return [version, { requests: served.length, errors: served.filter(({ failed }) => failed).length }];
    });
    expect(story.counts).toEqual(Object.fromEntries(seen));
  });

  it('asks to put the good version back on the default branch, and only that', async () => {
    const [pull, ...others] = await story.github.pulls(REPO);
    expect(others).toEqual([]);
    const [, incident] = /^Incident-Id: (.+)$/m.exec(commit(/^rollback/).body) ?? [];
    const head = `prompt-rollout/revert/customer-support/${incident}`;
    expect(pull).toMatchObject({ state: 'open', pull: { head, base: 'main', reviewers: ['alice'] } });
    const changed = await git(bare(), ['diff', '--name-only', `main..${head}`]);
    expect(changed).toBe(promptFile);
    expect(await showFile(bare(), head, promptFile)).toBe(texts['v2.0.0']);
    expect(await showFile(bare(), 'main', promptFile)).toBe(texts['v3.0.0']);
    const [rate = 'none'] = /error rate [\d.]+ %/.exec(commit(/^rollback/).subject) ?? [];
    expect(pull?.title).toContain(rate);
    expect(pull?.body).toContain(rate);
  });

  it('files a post-mortem with the numbers that the users would give', async () => {
    const [issue, ...others] = story.github.issues(REPO);
    if (issue === undefined) throw new Error('There is no issue.');
    expect(others).toEqual([]);
    expect(issue.title).toContain('customer-support');
    const [rate = 'none'] = /error rate [\d.]+ %/.exec(commit(/^rollback/).subject) ?? [];
    expect(issue.body).toContain(rate);
    const hit = story.served.filter(({ version }) => version === 'v3.0.0');
    // Prometheus knows a request a second after it was served; the last look was up to the detection.
    const step = lookOf(detectedAt(story));
    const counted = hit.filter(({ sent }) => sent <= step);
    const settled = hit.filter(({ answered }) => answered <= step - 5000);
    const requests = figure(issue, 'Requests exposed to the bad version');
    expect(requests).toBeLessThanOrEqual(counted.length);
    expect(requests).toBeGreaterThanOrEqual(settled.length);
    const failed = figure(issue, 'of which failed');
    expect(failed).toBeLessThanOrEqual(counted.filter((each) => each.failed).length);
    expect(failed).toBeGreaterThanOrEqual(settled.filter((each) => each.failed).length);
    expect(Math.abs(Number(/[\d.]+/.exec(rate)?.[0]) - (100 * failed) / requests)).toBeLessThan(1);
  });

  it('tells of no trouble before the bad version was there', () => {
    const [issue] = story.github.issues(REPO);
    const start = commit(/^start.*v3/).at;
    const first = story.served.find(({ version }) => version === 'v3.0.0');
    // The reports give whole seconds, a decision comes shortly before its push, and a scrape shortly after the request.
    const slack = 2000;
    const earliest = start - slack;
    // A span names its day once, unless it goes over midnight.
    const [, day, began, lastDay = day, ended] =
      /^\| Counted \| from (\S+) (\S+) to (?:(\d{4}-\S+) )?(\S+) UTC/m.exec(issue?.body ?? '') ?? [];
    const [from, until] = [`${day} ${began} UTC`, `${lastDay} ${ended} UTC`];
    expect(Date.parse(from)).toBeGreaterThanOrEqual(earliest);
    expect(Date.parse(from)).toBeLessThanOrEqual((first?.answered ?? 0) + slack);
    expect(Date.parse(until)).toBe(lookOf(detectedAt(story)));
    const timeline = issue?.body?.split('### Timeline').at(1)?.trim().split('\n') ?? [];
    expect(timeline[2]).toContain('Rollout of v3.0.0 starts at 1 %');
  });
});
