import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import * as z from 'zod';
import { type Failure, fail, messageOf } from '../errors/fail.ts';

/** A Markdown file with a YAML head between two `---` lines. */
export interface LocalDocument {
  readonly head: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Checked, not copied: a copy by `z.record` leaves out a key named `__proto__`. */
const headSchema = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'its head is not a map',
);

/**
 * A file name for any key: readable, and distinct for distinct keys also where file names ignore case.
 * It is made of `a-z`, `0-9` and `-` alone, at most 75 characters.
 */
export function fileName(key: string): string {
  const readable = key
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 10);
  return `${[readable, hash].filter((part) => part !== '').join('-')}.md`;
}

/** Reads a document; null when there is none. Throws `forge-file-damaged` when it is not what was written. */
export async function readDocument(file: string): Promise<LocalDocument | null> {
  const text = await readText(file);
  if (text === null) return null;
  const [, yaml, body] = /^---\r?\n([\s\S]*?\r?\n)---\r?\n\r?\n?([\s\S]*)$/.exec(text) ?? [];
  if (yaml === undefined || body === undefined)
    throw fail('forge-file-damaged', { file, message: 'it has no head between two lines of "---"' });
  try {
    return { head: headSchema.parse(parse(yaml)), body: body.replace(/\n$/, '') };
  } catch (error) {
    throw fail('forge-file-damaged', { file, message: messageOf(error) }, error);
  }
}

/** Writes a document whole or not at all: a reader, or a crash, never meets half of it. Throws `forge-folder-unusable`. */
export async function writeDocument(file: string, { head, body }: LocalDocument): Promise<void> {
  const text = `---\n${stringify(head, { lineWidth: 0 })}---\n\n${body}\n`;
  const temporary = join(dirname(file), `.${randomUUID()}.tmp`);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, text, { flag: 'wx', flush: true });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw unusable(file, error);
  }
}

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw unusable(file, error);
  }
}

function unusable(file: string, error: unknown): Failure {
  return fail('forge-folder-unusable', { folder: dirname(file), message: messageOf(error) }, error);
}
