import * as z from 'zod';
import { damaged, type EventSource, readPayload } from './event-file.ts';

/** What a pull request wants to change, as the event that started the run says. */
export interface PullRequest {
  /** Commit at the tip of its branch. */
  readonly head: string;
  /** The branch it is to be merged into, and that branch's commit when the event happened. */
  readonly base: { readonly branch: string; readonly commit: string };
}

const commit = z.string().regex(/^[0-9a-f]{40}$/);
const payload = z.object({
  pull_request: z.object({
    head: z.object({ sha: commit }),
    base: z.object({ ref: z.string().min(1).max(300), sha: commit }),
  }),
});

/** What a merge queue is about to merge, which may be several pull requests. */
const queued = z
  .object({
    merge_group: z.object({ head_sha: commit, base_sha: commit, base_ref: z.string().min(1).max(300) }),
  })
  .transform(({ merge_group: { head_sha, base_sha, base_ref } }) => ({
    pull_request: {
      head: { sha: head_sha },
      base: { ref: base_ref.replace(/^refs\/heads\//, ''), sha: base_sha },
    },
  }));

/**
 * Reads the pull request of an event `pull_request`, or what a merge queue makes of some (`merge_group`); null for
 * every other event. Throws `event-damaged`.
 */
export function readPullRequest(source: EventSource | null): PullRequest | null {
  if (source?.name !== 'pull_request' && source?.name !== 'merge_group') return null;
  const schema = source.name === 'pull_request' ? payload : queued;
  const parsed = schema.safeParse(readPayload(source));
  if (!parsed.success) throw damaged(source.name, 'it names no commits of the pull request');
  const { head, base } = parsed.data.pull_request;
  return { head: head.sha, base: { branch: base.ref, commit: base.sha } };
}
