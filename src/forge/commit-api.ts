import { setTimeout as sleep } from 'node:timers/promises';
import type { Octokit } from '@octokit/rest';
import * as z from 'zod';
import { Failure, fail } from '../errors/fail.ts';
import type { CommitApi, ContentFile, NewEntry, Written } from '../git/port.ts';
import { readRefusal } from './http-error.ts';
import type { Clock } from './retry.ts';
import { scrubber } from './scrub.ts';
import { openSession, type SessionOptions } from './session.ts';

export type CommitApiOptions = SessionOptions;

/** What tests put in place of time. `timeout`: milliseconds until one request is given up. */
export interface CommitApiTools extends Clock {
  readonly timeout: number;
}

const systemTools: CommitApiTools = { now: Date.now, sleep: (ms) => sleep(ms), timeout: 30_000 };

const mutation = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

const appended = z.object({ createCommitOnBranch: z.object({ commit: z.object({ oid: z.string() }) }) });

/**
 * Commits by the API of GitHub, which signs them: on top of a branch for every token, all others for tokens of
 * workflows and Apps, as long as nobody says whose commits they are. Nothing is loaded or sent before the first verb.
 */
export function githubCommits(options: CommitApiOptions, tools: Partial<CommitApiTools> = {}): CommitApi {
  const { repository, token, serverUrl } = options;
  const { timeout, ...clock } = { ...systemTools, ...tools };
  const session = openSession(options, clock, timeout);
  const { owner, repo } = session;
  const scrub = scrubber(token);

  async function write(action: string, work: (octokit: Octokit) => Promise<string>): Promise<Written> {
    const intent = { action, permission: 'contents: write' };
    try {
      return await session.attempt(intent, async (octokit): Promise<Written> => {
        try {
          return { state: 'done', id: await work(octokit) };
        } catch (error) {
          const { status, message } = readRefusal(error) ?? { status: null, message: '' };
          if (status === 409) return { state: 'stale' };
          if (status === 422) return { state: 'refused', message: scrub(message) };
          throw error;
        }
      });
    } catch (error) {
      if (error instanceof Failure) return { state: 'failed', failure: asRemote(error) };
      throw error;
    }
  }

  /** Here the forge is the remote: an outage passes, and leaves nothing in an outbox. */
  function asRemote(failure: Failure): Failure {
    const { code, message } = failure;
    if (code !== 'forge-unavailable') return failure;
    return fail('remote-unreachable', { remote: `${serverUrl}/${repository}`, message }, failure);
  }

  return {
    append: ({ branch, parent, message, files, deletes }) =>
      write(`commit to ${branch}`, async (octokit) => {
        const input = {
          branch: { repositoryNameWithOwner: repository, branchName: branch },
          expectedHeadOid: parent,
          message: headlineOf(message),
          fileChanges: {
            additions: files.map(({ path, bytes }) => ({ path, contents: bytes.toString('base64') })),
            deletions: deletes.map((path) => ({ path })),
          },
        };
        return appended.parse(await octokit.graphql(mutation, { input })).createCommitOnBranch.commit.oid;
      }),
    tree: (base, entries) =>
      write('make a tree', async (octokit) => {
        const tree = [];
        for (const entry of entries) tree.push(await treeEntry(octokit, entry));
        const from = base === null ? {} : { base_tree: base };
        return (await octokit.rest.git.createTree({ owner, repo, tree, ...from })).data.sha;
      }),
    commit: (tree, parent, message) =>
      write('make a commit', async (octokit) => {
        const parents = parent === null ? [] : [parent];
        return (await octokit.rest.git.createCommit({ owner, repo, message, tree, parents })).data.sha;
      }),
    createRef: (ref, sha) =>
      write(`make ${ref}`, async (octokit) => {
        await octokit.rest.git.createRef({ owner, repo, ref, sha });
        return sha;
      }),
  };

  async function treeEntry(octokit: Octokit, entry: NewEntry) {
    const { path } = entry;
    if ('tree' in entry) return { path, mode: '040000', type: 'tree', sha: entry.tree } as const;
    const file = { path, mode: modeOf(entry), type: 'blob' } as const;
    const content = textOf(entry.bytes);
    if (content !== null) return { ...file, content };
    const blob = { content: entry.bytes.toString('base64'), encoding: 'base64' };
    return { ...file, sha: (await octokit.rest.git.createBlob({ owner, repo, ...blob })).data.sha };
  }
}

function headlineOf(message: string): { headline: string; body?: string } {
  const [headline = '', ...rest] = message.trimEnd().split('\n');
  const body = rest.join('\n').trim();
  return body === '' ? { headline } : { headline, body };
}

function modeOf({ path, mode }: ContentFile): '100644' | '100755' {
  if (mode === '100644' || mode === '100755') return mode;
  throw new Error(`${JSON.stringify(path)} has the mode ${mode}, which no regular file has.`);
}

/** The text of a file that can stand in a request as it is; null for any other bytes. */
function textOf(bytes: Buffer): string | null {
  const text = bytes.toString('utf8');
  return !text.includes('\0') && Buffer.from(text).equals(bytes) ? text : null;
}
