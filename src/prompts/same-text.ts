import type { ContentFile } from '../git/port.ts';
import { withoutVersion } from './front-matter.ts';

/** Whether two versions of the prompt at `path` differ in nothing but what they say of their own version. */
export function isSameText(
  path: string,
  one: readonly ContentFile[],
  other: readonly ContentFile[],
): boolean {
  if (one.length !== other.length || one.length === 0) return false;
  const texts = new Map(other.map((file) => [file.path, textOf(path, file)]));
  return one.every((file) => texts.get(file.path) === textOf(path, file));
}

function textOf(path: string, file: ContentFile): string {
  return withoutVersion(file.path === '' ? path : file.path, file.bytes.toString('utf8'));
}
