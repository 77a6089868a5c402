import type { Forge } from './port.ts';

/** What of the prompts repository is linked to. */
export type LinkTarget = Parameters<Forge['link']>[0];

/** Address of a commit, branch or comparison below `repositoryUrl`. */
export function linkTo(repositoryUrl: string, target: LinkTarget): string {
  if ('commit' in target) return `${repositoryUrl}/commit/${encode(target.commit)}`;
  if ('branch' in target) return `${repositoryUrl}/tree/${encode(target.branch)}`;
  return `${repositoryUrl}/compare/${target.compare.map(encode).join('...')}`;
}

/** Slashes of branch names stay; everything else that has a meaning in an address is escaped. */
function encode(ref: string): string {
  return ref.split('/').map(encodeURIComponent).join('/');
}
