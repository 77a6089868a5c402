import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Puts the script of Mermaid into `artefacts/`, for the tests that draw as GitHub does. It is no dependency, since only
 * one file of its 26 MB is needed; what is downloaded must have the digest that stands here.
 */
const version = '12.3.0';
const integrity =
  'sha512-4113TdXeLAsMruJ79OpFL5O8+LTFXhQqZ260rF3tgUmiNAtRm4Uume04I+65PRN6yZ69J4f8rVYWW8zRk65UYw==';
const file = 'package/dist/mermaid.min.js';

const folder = new URL('../artefacts/', import.meta.url).pathname;
const target = join(folder, `mermaid-${version}.min.js`);

/** The path of the script, which is downloaded first where it is not there. Throws when that has another digest. */
export function mermaidScript(): string {
  if (existsSync(target)) return target;
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, 'mermaid-'));
  try {
    pack(work);
    const packed = join(work, `mermaid-${version}.tgz`);
    const found = `sha512-${createHash('sha512').update(readFileSync(packed)).digest('base64')}`;
    if (found !== integrity) throw new Error(`mermaid ${version} has the digest ${found}, not ${integrity}`);
    execFileSync('tar', ['-xzf', packed, '-C', work, file]);
    renameSync(join(work, file), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return target;
}

function pack(cwd: string): void {
  try {
    execFileSync('npm', ['pack', `mermaid@${version}`, '--silent', '--ignore-scripts'], {
      cwd,
      stdio: 'pipe',
    });
  } catch (error) {
    throw new Error(
      `mermaid ${version}, with which the tests draw charts, could not be downloaded: put dist/mermaid.min.js of that version at ${target}, or let npm reach its registry.`,
      { cause: error },
    );
  }
}
