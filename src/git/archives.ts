import { identity } from './git.ts';
import { tagRef } from './names.ts';
import { readObjects } from './objects.ts';
import type { Archive } from './port.ts';
import { removeRefs } from './remove-refs.ts';
import { type Repository, shortName } from './repository.ts';

/** Where the remote's tags are kept here, and the pattern of their names: prompt and version. */
const folder = 'refs/rollout/archives/';
const pattern = /^prompt-rollout\/[^/]+\/[^/]+$/;

/**
 * The message of an archived version that a server makes a commit of: it says by whom the commit is, so the message
 * has to say whose it is.
 */
export function archiveNote(message: string, tag: string): string {
  return `${message.trimEnd()}\n\n${note(tag)}\n`;
}

const note = (tag: string): string => `Archive: ${tag}`;

/**
 * All tags on the remote that this program has made: they name a commit of its own. Throws the failure of a
 * remote that does not answer.
 */
export async function listArchives(repository: Repository): Promise<Archive[]> {
  const { git, address } = repository;
  const { refs } = await repository.refs('--tags');
  const some = [...refs.keys()].some((ref) => ref.startsWith('refs/tags/prompt-rollout/'));
  // At depth 1 git takes a pattern that nothing fits for a failure.
  if (!some) return [];
  const outcome = await git.attempt([
    'fetch',
    '--depth=1',
    '--no-tags',
    '--prune',
    '--no-write-fetch-head',
    '--',
    address,
    `+refs/tags/prompt-rollout/*:${folder}prompt-rollout/*`,
  ]);
  if (outcome.code !== 0) throw repository.failure(outcome);
  const output = await git.run([
    'for-each-ref',
    '--format=%(refname)%09%(objectname)%09%(objecttype)%09%(committerdate:unix)',
    folder,
  ]);
  const tags = output
    .toString()
    .split('\n')
    .map((line) => line.split('\t'))
    .flatMap(([ref = '', id = '', type, seconds]) => {
      const name = ref.slice(folder.length);
      const fits = type === 'commit' && pattern.test(name);
      return fits ? [{ name, id, date: new Date(Number(seconds) * 1000).toISOString() }] : [];
    });
  const commits = await readObjects(
    git,
    tags.map(({ id }) => id),
  );
  return tags.filter(({ name, id }) => isOurs(commits.get(id)?.toString() ?? '', name));
}

/** Whether a commit was pushed under our name, or made by a server with our note as the last line. */
function isOurs(commit: string, tag: string): boolean {
  const end = commit.indexOf('\n\n');
  const head = commit.slice(0, end);
  if (/^parent /m.test(head)) return false;
  return (
    head.includes(`\ncommitter ${identity.name} <${identity.email}> `) ||
    commit.trimEnd().endsWith(`\n${note(tag)}`)
  );
}

/** Removes the tags, each only if it still points to what it did; what moved meanwhile stays. */
export async function removeArchives(
  repository: Repository,
  archives: readonly Archive[],
): Promise<string[]> {
  const tags = archives.map(({ name, id }) => ({ name: tagRef(name), id }));
  return (await removeRefs(repository, tags)).map(shortName);
}
