import { isUtf8 } from 'node:buffer';
import { mostRunbookCharacters, runbookProblems } from '../config/runbook-file.ts';
import { fail } from '../errors/fail.ts';
import { scenarios } from '../report/runbook-template.ts';
import type { Folder } from '../workspace/folder.ts';
import { type Finding, findingOf } from './finding.ts';

/** Checks the owners' runbooks, each by all of its lines. */
export async function checkRunbooks(files: Folder, folder: string): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const scenario of scenarios) {
    const file = `${folder}/${scenario}.md`;
    const kind = await files.kind(file);
    if (kind === null) continue;
    for (const { line, message } of await problemsOf(files, file, kind))
      findings.push(
        findingOf(fail('runbook-invalid', { file, problems: message }), file, { line, column: 1 }),
      );
  }
  return findings;
}

async function problemsOf(files: Folder, file: string, kind: string) {
  if (kind !== 'file') return [{ line: 1, message: `is a ${kind}, not a file` }];
  // A character of UTF-8 has at most 4 bytes.
  if ((await files.stat(file)).bytes > 4 * mostRunbookCharacters)
    return [{ line: 1, message: `is longer than ${mostRunbookCharacters} characters` }];
  const bytes = await files.read(file);
  if (!isUtf8(bytes)) return [{ line: 1, message: 'is not UTF-8 text' }];
  return runbookProblems(bytes.toString('utf8'));
}
