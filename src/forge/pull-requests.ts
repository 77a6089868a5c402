import type { Octokit } from '@octokit/rest';
import { fail } from '../errors/fail.ts';
import { reply } from './comments.ts';
import { mayHaveHappened, readRefusal, whole } from './http-error.ts';
import { ensureLabels } from './labels.ts';
import type { Ensured, Forge, PullRequest, PullRequestRequest } from './port.ts';
import { ensureReviewers } from './reviewers.ts';
import type { Session } from './session.ts';
import { fitWording, sameText, type Wording } from './text.ts';

/** What is read of a pull request. */
interface Pull {
  readonly number: number;
  readonly html_url: string;
  readonly state: string;
  readonly title: string;
  readonly body: string | null;
  readonly user: { readonly login: string } | null;
  readonly labels: readonly { readonly name: string }[];
  readonly requested_reviewers?: readonly { readonly login: string }[] | null;
  readonly requested_teams?: readonly { readonly slug: string }[] | null;
  readonly head: { readonly ref: string; readonly repo: { readonly full_name: string } | null };
}

const permission = 'pull-requests: write';

/**
 * Opens the pull request of a branch, or brings the open one up to date; a closed or merged one stays, but for
 * its text with `refresh: always`.
 * `compareUrl` leads to the page on which a person can open it. Throws failures of the catalogue.
 */
export async function ensurePullRequest(
  session: Session,
  request: PullRequestRequest,
  compareUrl: string,
): Promise<Ensured> {
  const wording = fitWording(request);
  const before = await session.attempt({ action: 'list pull requests', permission }, (octokit) =>
    find(session, octokit, request.head),
  );
  const { pull, created } =
    before === null ? await open(session, request, wording, compareUrl) : { pull: before, created: false };
  const link = { number: pull.number, url: pull.html_url, created };
  const isOpen = pull.state === 'open';
  if (!isOpen && request.refresh !== 'always') return { ...link, warnings: [] };
  await update(session, pull, wording);
  if (!isOpen) return { ...link, warnings: wording.warnings };
  return { ...link, warnings: [...wording.warnings, ...(await decorations(session, pull, request))] };
}

/** Comments on the open pull request of a branch, then closes it. Throws failures of the catalogue. */
export async function closePullRequest(
  session: Session,
  { head, comment }: Parameters<Forge['closePullRequest']>[0],
): Promise<void> {
  const { owner, repo } = session;
  const pull = await session.attempt({ action: 'list pull requests', permission }, (octokit) =>
    find(session, octokit, head),
  );
  if (pull === null || pull.state !== 'open') return;
  if (comment !== undefined) await reply(session, { ...comment, number: pull.number });
  await session.attempt({ action: 'close a pull request', permission }, (octokit) =>
    octokit.rest.pulls.update({ owner, repo, pull_number: pull.number, state: 'closed' }),
  );
}

/** Reads a pull request; null when there is none with this number. Throws failures of the catalogue. */
export async function pullRequestOf(session: Session, number: number): Promise<PullRequest | null> {
  const { owner, repo } = session;
  return session.attempt({ action: 'read a pull request', permission }, async (octokit) => {
    try {
      const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
      return {
        head: data.head.ref,
        base: data.base.ref,
        state: data.merged ? 'merged' : data.state,
        fork: !isOf(data, `${owner}/${repo}`),
        mergedBy: data.merged_by?.login ?? null,
        url: data.html_url,
      };
    } catch (error) {
      if (readRefusal(error)?.status === 404) return null;
      throw error;
    }
  });
}

/** The pull request of the branch: the open one, else the last. */
async function find(session: Session, octokit: Octokit, branch: string): Promise<Pull | null> {
  const { owner, repo } = session;
  const head = `${owner}:${branch}`;
  const listed: Pull[] = await octokit.paginate(octokit.rest.pulls.list, {
    owner,
    repo,
    head,
    state: 'all',
    per_page: 100,
  });
  // A fork of the same owner can have a branch of that name, too.
  const own = listed
    .filter((pull) => pull.head.ref === branch && isOf(pull, `${owner}/${repo}`))
    .sort((one, other) => other.number - one.number);
  return own.find(({ state }) => state === 'open') ?? own[0] ?? null;
}

/** A repository that was deleted is no longer named. */
function isOf(pull: Pick<Pull, 'head'>, repository: string): boolean {
  return pull.head.repo?.full_name.toLowerCase() === repository.toLowerCase();
}

async function open(
  session: Session,
  request: PullRequestRequest,
  { title, body }: Wording,
  compareUrl: string,
): Promise<{ pull: Pull; created: boolean }> {
  const { owner, repo } = session;
  const { head, base } = request;
  return session.attempt({ action: 'create a pull request', permission }, async (octokit) => {
    try {
      const { data } = await octokit.rest.pulls.create({ owner, repo, head, base, title, body });
      return { pull: whole(data), created: true };
    } catch (error) {
      const refusal = readRefusal(error);
      if (refusal === null) throw error;
      if (/not permitted to create or approve pull requests/i.test(refusal.message))
        throw fail('forge-pull-requests-off', { repository: `${owner}/${repo}`, compare: compareUrl });
      const unsure = mayHaveHappened(refusal);
      const raced = refusal.status === 422 && /already exists/i.test(refusal.message);
      const pull = unsure || raced ? await find(session, octokit, head) : null;
      if (pull === null) throw error;
      return { pull, created: unsure };
    }
  });
}

async function update(session: Session, pull: Pull, { title, body }: Wording): Promise<void> {
  if (sameText(pull.title, title) && sameText(pull.body ?? '', body)) return;
  const { owner, repo } = session;
  await session.attempt({ action: 'update a pull request', permission }, (octokit) =>
    octokit.rest.pulls.update({ owner, repo, pull_number: pull.number, title, body }),
  );
}

async function decorations(session: Session, pull: Pull, request: PullRequestRequest): Promise<string[]> {
  return [
    ...(await ensureLabels(session, pull.number, request.labels, pull.labels)),
    ...(await ensureReviewers(session, pull.number, request.reviewers, {
      author: pull.user?.login ?? '',
      users: pull.requested_reviewers?.map(({ login }) => login) ?? [],
      teams: pull.requested_teams?.map(({ slug }) => slug) ?? [],
    })),
  ];
}
