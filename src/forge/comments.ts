import type { Octokit } from '@octokit/rest';
import { mayHaveHappened, readRefusal } from './http-error.ts';
import type { Link, ReplyRequest } from './port.ts';
import type { Session } from './session.ts';
import { fitWording, hasMarker, sameText } from './text.ts';
import { isTrusted, type Written } from './trust.ts';

/** What is read of a comment. */
interface Comment extends Written {
  readonly id: number;
  readonly html_url: string;
  readonly body?: string;
}

/** Of issues and pull requests alike. */
const permission = 'issues: write';

/**
 * Writes the comment, or brings it up to date. Of several (two runs at once) the oldest stays, and the later ones of the
 * same bot, or of this very call, are deleted. Throws failures of the catalogue.
 */
export async function reply(session: Session, request: ReplyRequest): Promise<Link> {
  const { number, marker } = request;
  const { body } = fitWording({ title: '', body: request.body, marker });
  const before = await session.attempt({ action: 'list comments', permission }, (octokit) =>
    list(session, octokit, request),
  );
  const made = before.length > 0 ? null : await create(session, request, body);
  const comments = made?.comments ?? before;
  const [kept, ...others] = comments;
  if (kept === undefined) throw new Error('A comment that was created is not there.');
  const isDouble = (comment: Comment): boolean =>
    comment.id === made?.id || (comment.user?.type === 'Bot' && comment.user.login === kept.user?.login);
  for (const comment of others.filter(isDouble)) await remove(session, comment);
  if (!sameText(kept.body ?? '', body)) await update(session, kept, body);
  return { number, url: kept.html_url };
}

/** The comments with the marker, oldest first. */
async function list(session: Session, octokit: Octokit, request: ReplyRequest): Promise<Comment[]> {
  const { owner, repo } = session;
  const listed: Comment[] = await octokit.paginate(octokit.rest.issues.listComments, {
    owner,
    repo,
    issue_number: request.number,
    per_page: 100,
  });
  return listed
    .filter((comment) => hasMarker(comment.body ?? '', request.marker) && isTrusted(comment))
    .sort(byAge);
}

function byAge(one: Comment, other: Comment): number {
  return one.id - other.id;
}

/** Creates the comment, then looks whether another run did so at the same time. `id` is null when that is not known. */
async function create(
  session: Session,
  request: ReplyRequest,
  body: string,
): Promise<{ comments: Comment[]; id: number | null }> {
  const { owner, repo } = session;
  const { number } = request;
  return session.attempt({ action: 'write a comment', permission }, async (octokit) => {
    try {
      const { data } = await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body });
      const listed = await list(session, octokit, request);
      // A list may lag behind what was just written. The oldest is first for both runs, else each deletes its own.
      const comments = [...listed.filter(({ id }) => id !== data.id), data].sort(byAge);
      return { comments, id: data.id };
    } catch (error) {
      const refusal = readRefusal(error);
      const comments =
        refusal !== null && mayHaveHappened(refusal) ? await list(session, octokit, request) : [];
      if (comments.length === 0) throw error;
      return { comments, id: null };
    }
  });
}

async function update(session: Session, { id }: Comment, body: string): Promise<void> {
  const { owner, repo } = session;
  await session.attempt({ action: 'update a comment', permission }, (octokit) =>
    octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body }),
  );
}

async function remove(session: Session, { id }: Comment): Promise<void> {
  const { owner, repo } = session;
  await session.attempt({ action: 'delete a duplicate comment', permission }, async (octokit) => {
    try {
      await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
    } catch (error) {
      // The other run was faster.
      if (readRefusal(error)?.status !== 404) throw error;
    }
  });
}
