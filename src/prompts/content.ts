import type { ContentFile } from '../git/port.ts';

/** The content of a version as applications get it: a text, or for a folder its texts by relative path. */
export type VariantContent = string | Readonly<Record<string, string>>;

/**
 * The content of the files of a version, unchanged. A prompt that is one file has one entry with an empty
 * path. The files are UTF-8, as `resolveVersion` made sure.
 */
export function variantContent(files: readonly ContentFile[]): VariantContent {
  const [first] = files;
  if (first?.path === '') return first.bytes.toString('utf8');
  return Object.fromEntries(files.map(({ path, bytes }) => [path, bytes.toString('utf8')]));
}

/** Size in bytes of the content as JSON in UTF-8, as it stands in a manifest. */
export function contentBytes(content: VariantContent): number {
  return Buffer.byteLength(JSON.stringify(content));
}
