import type { Octokit } from '@octokit/rest';
import { mayHaveHappened, readRefusal, whole } from './http-error.ts';
import { ensureLabels } from './labels.ts';
import type { Ensured, IssueRequest } from './port.ts';
import type { Session } from './session.ts';
import { fitWording, hasMarker, sameText, type Wording } from './text.ts';
import { isTrusted, type Written } from './trust.ts';

/** What is read of an issue; pull requests are issues, too, and have `pull_request`. */
interface Issue extends Written {
  readonly number: number;
  readonly html_url: string;
  readonly state: string;
  readonly title: string;
  readonly body?: string | null;
  readonly labels: readonly (string | { name?: string })[];
  readonly pull_request?: unknown;
}

const permission = 'issues: write';
/** The runner's clock may be ahead of GitHub's. */
const clockDifference = 3_600_000;

/**
 * Files the issue, or brings the open one up to date; a closed one stays as people left it, but for its text
 * with `refresh: always`.
 * Of several (two runs at once) the oldest stays and the others are closed as its duplicates.
 * Throws failures of the catalogue.
 */
export async function ensureIssue(session: Session, request: IssueRequest): Promise<Ensured> {
  const wording = fitWording(request);
  const before = await session.attempt({ action: 'list issues', permission }, (octokit) =>
    list(session, octokit, request),
  );
  const { kept, later, created } = before ?? (await create(session, request, wording));
  for (const duplicate of later) await closeDuplicate(session, duplicate, kept);
  const link = { number: kept.number, url: kept.html_url, created };
  const isOpen = kept.state === 'open';
  if (!isOpen && request.refresh !== 'always') return { ...link, warnings: [] };
  await update(session, kept, wording);
  if (!isOpen) return { ...link, warnings: wording.warnings };
  const labels = await ensureLabels(session, kept.number, request.labels, kept.labels);
  return { ...link, warnings: [...wording.warnings, ...labels] };
}

/** Closes the open issues with the marker as completed. Throws failures of the catalogue. */
export async function closeIssue(session: Session, request: Key): Promise<void> {
  const { owner, repo } = session;
  const found = await session.attempt({ action: 'list issues', permission }, (octokit) =>
    list(session, octokit, request),
  );
  const issues = found === null ? [] : [found.kept, ...found.later];
  for (const { number } of issues.filter(({ state }) => state === 'open'))
    await session.attempt({ action: 'close an issue', permission }, (octokit) =>
      octokit.rest.issues.update({
        owner,
        repo,
        issue_number: number,
        state: 'closed',
        state_reason: 'completed',
      }),
    );
}

type Key = Pick<IssueRequest, 'marker' | 'since'>;

/** The issues that carry one marker: the oldest, and those that a race filed after it. */
interface Found {
  readonly kept: Issue;
  readonly later: readonly Issue[];
  readonly created: boolean;
}

/** Lists the issues with the marker. The search would know of a new issue only after a while. */
async function list(session: Session, octokit: Octokit, request: Key, made?: Issue): Promise<Found | null> {
  const { owner, repo } = session;
  const start = new Date(Date.parse(request.since) - clockDifference);
  const listed: Issue[] = await octokit.paginate(octokit.rest.issues.listForRepo, {
    owner,
    repo,
    state: 'all',
    since: start.toISOString().replace(/\.\d+Z$/, 'Z'),
    sort: 'created',
    direction: 'asc',
    per_page: 100,
  });
  const marked = listed.filter(
    (issue) =>
      issue.pull_request === undefined &&
      issue.number !== made?.number &&
      hasMarker(issue.body ?? '', request.marker) &&
      isTrusted(issue),
  );
  const [kept, ...others] = [...marked, ...(made === undefined ? [] : [made])].sort(byNumber);
  if (kept === undefined) return null;
  // A person's copy is none of ours. Two runs may have the tokens of two apps.
  const isOurs = ({ user }: Issue): boolean => user?.type === 'Bot' || user?.login === kept.user?.login;
  const later = others.filter((issue) => issue.state === 'open' && (issue === made || isOurs(issue)));
  return { kept, later, created: kept === made };
}

/** Creates the issue, then looks whether another run did so at the same time. */
async function create(session: Session, request: IssueRequest, wording: Wording): Promise<Found> {
  return session.attempt({ action: 'create an issue', permission }, async (octokit) => {
    try {
      const made = await post(session, octokit, wording, [...request.labels]);
      return (await list(session, octokit, request, made)) ?? { kept: made, later: [], created: true };
    } catch (error) {
      const refusal = readRefusal(error);
      const found =
        refusal !== null && mayHaveHappened(refusal) ? await list(session, octokit, request) : null;
      if (found === null) throw error;
      return { ...found, created: true };
    }
  });
}

async function post(
  session: Session,
  octokit: Octokit,
  { title, body }: Wording,
  labels: string[],
): Promise<Issue> {
  const { owner, repo } = session;
  try {
    return whole((await octokit.rest.issues.create({ owner, repo, title, body, labels })).data);
  } catch (error) {
    const refusal = readRefusal(error);
    if (labels.length === 0 || refusal === null || mayHaveHappened(refusal)) throw error;
    // A label that is refused must not cost the issue.
    if (/label/i.test(refusal.message)) return post(session, octokit, { title, body, warnings: [] }, []);
    throw error;
  }
}

function byNumber(one: Issue, other: Issue): number {
  return one.number - other.number;
}

/** One request, so that a crash leaves no half of it. */
async function closeDuplicate(session: Session, issue: Issue, kept: Issue): Promise<void> {
  const { owner, repo } = session;
  const { body } = fitWording({ title: '', body: `Duplicate of #${kept.number}.\n\n${issue.body ?? ''}` });
  const close = (octokit: Octokit, reason: 'duplicate' | 'not_planned') =>
    octokit.rest.issues.update({
      owner,
      repo,
      issue_number: issue.number,
      body,
      state: 'closed',
      state_reason: reason,
    });
  await session.attempt({ action: 'close a duplicate issue', permission }, async (octokit) => {
    try {
      await close(octokit, 'duplicate');
    } catch (error) {
      // Servers of one's own may be too old to know the reason.
      if (readRefusal(error)?.status !== 422) throw error;
      await close(octokit, 'not_planned');
    }
  });
}

async function update(session: Session, issue: Issue, { title, body }: Wording): Promise<void> {
  if (sameText(issue.title, title) && sameText(issue.body ?? '', body)) return;
  const { owner, repo } = session;
  await session.attempt({ action: 'update an issue', permission }, (octokit) =>
    octokit.rest.issues.update({ owner, repo, issue_number: issue.number, title, body }),
  );
}
