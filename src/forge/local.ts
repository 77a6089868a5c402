import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail } from '../errors/fail.ts';
import { fileName, type LocalDocument, readDocument, writeDocument } from './local-file.ts';
import type { Ensured, Forge } from './port.ts';
import { bodyLimit, fitWording, lacking, sameText } from './text.ts';

/** What a file is to hold. `lists` only grow: what people added stays. */
interface Wanted {
  readonly file: string;
  readonly key: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly text: { readonly title: string; readonly body: string; readonly marker?: string };
}

/**
 * A folder in place of a forge: pull requests and issues are Markdown files with a small YAML head, for git remotes
 * without a forge and for trying things out. Who changes `state: open` to `closed` ends a file's updates.
 */
export function localForge(options: { readonly folder: string }): Forge {
  const folder = resolve(options.folder);
  return {
    kind: 'local',
    bodyLimit,
    checksNeedApproval: false,
    ensurePullRequest: (request) => {
      const { head, base, labels, reviewers } = request;
      const file = join(folder, 'pull-requests', fileName(head));
      return ensure({ file, key: { head, base }, lists: { labels, reviewers }, text: request });
    },
    ensureIssue: (request) => {
      const { marker, labels } = request;
      const file = join(folder, 'issues', fileName(marker));
      return ensure({ file, key: { marker }, lists: { labels }, text: request });
    },
    link: () => null,
    dispatchSuccessor: async () => {
      throw fail('successor-impossible', { reason: 'it is no run of a workflow' });
    },
  };
}

async function ensure({ file, key, lists, text }: Wanted): Promise<Ensured> {
  const before = await readDocument(file);
  const { title, body, warnings } = fitWording(text);
  const link = { number: 0, url: pathToFileURL(file).href, created: before === null };
  if (before?.head.state === 'closed' || before?.head.state === 'merged') return { ...link, warnings: [] };
  const grown = Object.entries(lists).map(([name, items]) => [name, union(before?.head[name], items)]);
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
