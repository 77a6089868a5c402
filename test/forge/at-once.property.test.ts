import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reply } from '../../src/forge/comments.ts';
import { ensureIssue } from '../../src/forge/issues.ts';
import type { Link } from '../../src/forge/port.ts';
import { ensurePullRequest } from '../../src/forge/pull-requests.ts';
import type { Session } from '../../src/forge/session.ts';
import { issue, pullRequest } from './contract.ts';
import { type MemoryGitHub, memoryGitHub } from './memory-github.ts';

const bot = 'github-actions[bot]';

/** Runs with these tokens. One that dies does so after so many turns: before a request, or before its answer. */
const runsOf = (...logins: string[]) =>
  fc.array(fc.record({ login: fc.constantFrom(...logins), turns: fc.option(fc.nat(8)) }), {
    minLength: 2,
    maxLength: 5,
  });
const anyRuns = runsOf(bot, 'prompt-app[bot]');

/** Never goes on: its process is gone. */
const dead = (): Promise<never> => new Promise(() => {});

/** Whether what every run made is in the end there once, whatever the order, and whoever died at which request. */
async function expectOne(
  ensure: (session: Session) => Promise<Link>,
  expectOnce: (github: MemoryGitHub) => number,
  runs = anyRuns,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), runs, async (scheduler, all) => {
      const github = memoryGitHub();
      const links: Link[] = [];
      const errors: unknown[] = [];
      for (const { login, turns } of all) {
        let left = turns ?? Number.POSITIVE_INFINITY;
        const turn = async (): Promise<void> => {
          await scheduler.schedule(Promise.resolve());
          left -= 1;
          if (left < 0) await dead();
        };
        const session = github.session(login, turn);
        ensure(session).then(
          (link) => links.push(link),
          (error: unknown) => errors.push(error),
        );
      }
      await scheduler.waitIdle();
      expect(errors).toEqual([]);
      const survivors = all.filter(({ turns }) => turns === null).length;
      expect(links.length).toBeGreaterThanOrEqual(survivors);
      if (survivors === all.length) expectOnce(github);
      // Whatever a dead run left half done is mended by the next one.
      const last = await ensure(github.session(bot, async () => {}));
      const number = expectOnce(github);
      if (survivors === all.length) for (const link of [...links, last]) expect(link.number).toBe(number);
    }),
    { numRuns: 200 },
  );
}

const openIn = ({ threads }: MemoryGitHub) => threads.filter(({ state }) => state === 'open');

describe('any number of runs at once, some of which die', () => {
  it('end with one open issue, and all name it', async () => {
    const request = { ...issue, labels: [] };
    await expectOne(
      (session) => ensureIssue(session, request),
      (github) => {
        expect(openIn(github)).toMatchObject([{ number: 1, body: issue.body }]);
        return 1;
      },
    );
  });

  it('end with one pull request, and all name it', async () => {
    const request = { ...pullRequest, labels: [] };
    await expectOne(
      (session) => ensurePullRequest(session, request, 'https://forge.example/compare'),
      (github) => {
        expect(github.threads).toMatchObject([{ number: 1, state: 'open', body: pullRequest.body }]);
        return 1;
      },
    );
  });

  it('end with one comment', async () => {
    const request = { number: 7, marker: '<!-- reply -->', body: 'Rolled back.' };
    await expectOne(
      (session) => reply(session, request),
      (github) => {
        expect(github.comments).toHaveLength(1);
        return 7;
      },
      // What another app wrote is not deleted.
      runsOf(bot),
    );
  });
});
