import { printable } from '../config/printable.ts';
import type { Place } from '../config/yaml.ts';
import { fail } from '../errors/fail.ts';
import type { ContentFile, SourceRepo } from '../git/port.ts';
import { declaredVersion } from './front-matter.ts';
import { checkedLabel, compareLabels, isLabel } from './label.ts';

/** Where a prompt lies in the prompts repository. */
export interface PromptPlace {
  readonly id: string;
  readonly path: string;
}

/** The version of a prompt on the default branch: `digest` is the git object id of `path` at `commit`. */
export interface SourceContent {
  readonly label: string;
  readonly commit: string;
  readonly path: string;
  readonly digest: string;
  readonly files: readonly ContentFile[];
}

/** What a version is read from: the default branch of the remote, or a working tree. */
export type VersionSource = Pick<SourceRepo, 'head' | 'entry' | 'files' | 'size' | 'tagged'>;

/** A label that a file declares, and where. */
export interface DeclaredLabel extends Place {
  readonly label: string;
  /** Path in the repository. */
  readonly file: string;
}

/** More is not released: a prompt of a million characters is a mistake. */
const mostBytes = 1024 * 1024;

/**
 * The digest of a prompt on the default branch, without reading its content. Throws `prompt-path-missing` and
 * `prompt-not-plain`.
 */
export async function peekVersion(source: VersionSource, prompt: PromptPlace): Promise<{ digest: string }> {
  const entry = await source.entry(prompt.path);
  if (entry === null)
    throw fail('prompt-path-missing', { path: prompt.path, prompt: prompt.id, commit: source.head });
  if (entry.kind === 'symlink') throw notPlain(prompt, prompt.path, 'symbolic link');
  if (entry.kind === 'submodule') throw notPlain(prompt, prompt.path, 'submodule');
  return { digest: entry.digest };
}

/**
 * The version of a prompt on the default branch, with its files. Its label is what the files declare, else the
 * newest tag `<id>@<label>` on the same content (one on this very commit first), else the first seven characters of
 * the commit. Throws the catalogue error of a prompt that cannot be released.
 */
export async function resolveVersion(source: VersionSource, prompt: PromptPlace): Promise<SourceContent> {
  const { digest } = await peekVersion(source, prompt);
  const files = await readFiles(source, prompt);
  const texts = textsOf(prompt, files);
  if (texts.every(({ text }) => text.trim() === ''))
    throw fail('prompt-empty', { path: prompt.path, prompt: prompt.id });
  const label =
    declaredIn(prompt, texts)?.label ??
    (await taggedLabel(source, prompt, digest)) ??
    source.head.slice(0, 7);
  return { label, commit: source.head, path: prompt.path, digest, files };
}

/**
 * The label that the files of a version declare, at its first place; null when they declare none. Throws
 * `front-matter-invalid`, `label-invalid`, `label-ambiguous` or `prompt-binary`.
 */
export function declaredLabel(prompt: PromptPlace, files: readonly ContentFile[]): DeclaredLabel | null {
  return declaredIn(prompt, textsOf(prompt, files));
}

async function readFiles(source: VersionSource, prompt: PromptPlace): Promise<ContentFile[]> {
  const bytes = await source.size(prompt.path);
  if (bytes !== null && bytes > mostBytes) throw tooLarge(prompt, bytes);
  const files = await source.files(prompt.path, { limit: mostBytes, prompt: prompt.id });
  for (const file of files) {
    if (file.mode === '120000') throw notPlain(prompt, placeOf(prompt, file), 'symbolic link');
    if (file.mode === '160000') throw notPlain(prompt, placeOf(prompt, file), 'submodule');
  }
  return files;
}

interface PlacedText {
  readonly path: string;
  readonly text: string;
}

function textsOf(prompt: PromptPlace, files: readonly ContentFile[]): PlacedText[] {
  return files.map((file) => ({ path: placeOf(prompt, file), text: textOf(prompt, file) }));
}

function textOf(prompt: PromptPlace, file: ContentFile): string {
  const binary = (cause?: unknown) =>
    fail('prompt-binary', { path: printable(placeOf(prompt, file), 512), prompt: prompt.id }, cause);
  if (file.bytes.includes(0)) throw binary();
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file.bytes);
  } catch (error) {
    throw binary(error);
  }
}

function declaredIn(prompt: PromptPlace, texts: readonly PlacedText[]): DeclaredLabel | null {
  const found = new Map<string, DeclaredLabel>();
  for (const { path, text } of texts) {
    const { version, place } = declaredVersion(path, text);
    if (version === null || place === null) continue;
    const label = checkedLabel(version, prompt.id, path);
    if (!found.has(label)) found.set(label, { label, file: path, ...place });
  }
  if (found.size > 1) {
    const { id, path } = prompt;
    throw fail('label-ambiguous', { prompt: id, path, labels: printable([...found.keys()].join(', '), 200) });
  }
  const [first] = found.values();
  return first ?? null;
}

/** The label of the newest tag on this content; tags on the head commit go before all others. */
async function taggedLabel(
  source: VersionSource,
  prompt: PromptPlace,
  digest: string,
): Promise<string | null> {
  const prefix = `${prompt.id}@`;
  const tags = (await source.tagged(prefix, prompt.path)).filter((tag) => tag.digest === digest);
  const onHead = tags.filter(({ commit }) => commit === source.head);
  const labels = (onHead.length > 0 ? onHead : tags).map(({ name }) => name.slice(prefix.length));
  const [first] = labels;
  if (first === undefined) return null;
  const usable = labels.filter(isLabel).sort(compareLabels);
  return usable.at(-1) ?? checkedLabel(first, prompt.id, prompt.path);
}

function placeOf(prompt: PromptPlace, file: ContentFile): string {
  return file.path === '' ? prompt.path : `${prompt.path}/${file.path}`;
}

function notPlain(prompt: PromptPlace, path: string, kind: string) {
  return fail('prompt-not-plain', { path: printable(path, 512), prompt: prompt.id, kind });
}

function tooLarge(prompt: PromptPlace, bytes: number) {
  return fail('prompt-too-large', { path: prompt.path, prompt: prompt.id, bytes, limit: mostBytes });
}
