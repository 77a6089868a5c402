import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail } from '../errors/fail.ts';
import { fileName, type LocalDocument, readDocument, writeDocument } from './local-file.ts';
import type { Ensured, Forge, Refresh, ReplyRequest } from './port.ts';
import { bodyLimit, fitWording, lacking, sameText } from './text.ts';

/** What a file is to hold. `lists` only grow: what people added stays. */
interface Wanted {
  readonly file: string;
  readonly key: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly text: { readonly title: string; readonly body: string; readonly marker?: string };
  readonly refresh: Refresh | undefined;
}

/**
 * A folder in place of a forge: pull requests and issues are Markdown files with a small YAML head, for git remotes
 * without a forge and for trying things out. Who changes `state: open` to `closed` ends a file's updates.
 */
export function localForge(options: { readonly folder: string }): Forge {
  const folder = resolve(options.folder);
  const pullRequestFile = (head: string): string => join(folder, 'pull-requests', fileName(head));
  const issueFile = (marker: string): string => join(folder, 'issues', fileName(marker));
  /** Without numbers there is no file to write into: a reply has its own, beside them. */
  async function reply(request: ReplyRequest): Promise<Ensured> {
    const { number, marker, body } = request;
    const file = join(folder, 'replies', fileName(`${number} ${marker}`));
    const text = { title: 'Reply', body, marker };
    return ensure({ file, key: { marker }, lists: {}, text, refresh: 'always' });
  }
  return {
    kind: 'local',
    bodyLimit,
    checksNeedApproval: false,
    ensurePullRequest: (request) => {
      const { head, base, labels, reviewers, refresh } = request;
      const lists = { labels, reviewers };
      return ensure({ file: pullRequestFile(head), key: { head, base }, lists, text: request, refresh });
    },
    closePullRequest: async ({ head, comment }) => {
      await close(pullRequestFile(head), async () => {
        if (comment !== undefined) await reply({ ...comment, number: 0 });
      });
    },
    pullRequestOf: async () => null,
    ensureIssue: (request) => {
      const { marker, labels, refresh } = request;
      return ensure({ file: issueFile(marker), key: { marker }, lists: { labels }, text: request, refresh });
    },
    closeIssue: ({ marker }) => close(issueFile(marker)),
    reply: async (request) => {
      const { number, url } = await reply(request);
      return { number, url };
    },
    // Who can write into the folder is its owner.
    permissionOf: async () => 'admin',
    authorOf: async () => null,
    link: () => null,
    dispatchSuccessor: async () => {
      throw fail('successor-impossible', { reason: 'it is no run of a workflow' });
    },
  };
}

async function close(file: string, before?: () => Promise<void>): Promise<void> {
  const found = await readDocument(file);
  if (found === null || isClosed(found)) return;
  await before?.();
  await writeDocument(file, { ...found, head: { ...found.head, state: 'closed' } });
}

function isClosed({ head }: LocalDocument): boolean {
  return head.state === 'closed' || head.state === 'merged';
}

async function ensure({ file, key, lists, text, refresh }: Wanted): Promise<Ensured> {
  const before = await readDocument(file);
  const { title, body, warnings } = fitWording(text);
  const link = { number: 0, url: pathToFileURL(file).href, created: before === null };
  const closed = before !== null && isClosed(before);
  if (closed && refresh !== 'always') return { ...link, warnings: [] };
  const growing = closed ? [] : Object.entries(lists);
  const grown = growing.map(([name, items]) => [name, union(before?.head[name], items)]);
  const initial = { title, state: 'open', ...key };
  const head = { ...initial, ...before?.head, title, ...Object.fromEntries(grown) };
  if (before === null || !same(before, { head, body })) await writeDocument(file, { head, body });
  return { ...link, warnings };
}

function same(one: LocalDocument, other: LocalDocument): boolean {
  return JSON.stringify(one.head) === JSON.stringify(other.head) && sameText(one.body, other.body);
}

function union(present: unknown, wanted: readonly string[]): unknown[] {
  const list = Array.isArray(present) ? present : [];
  return [...list, ...lacking(wanted, list.map(String))];
}
