import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Clock } from '../clock.ts';
import { printable } from '../config/printable.ts';
import { besidePath } from '../config/workflow-file.ts';
import { fail, messageOf } from '../errors/fail.ts';
import { openCheckout } from '../git/index.ts';
import type { Host, Log } from '../host/port.ts';
import { type FirstFile, firstFiles } from '../init/first-files.ts';
import { look, type Seen } from '../init/look.ts';
import { workflowPath } from '../init/models.ts';
import { type Inputs, inputs as standardInputs } from '../inputs.ts';
import type { RunResult } from '../result.ts';
import { type Folder, openFolder } from '../workspace/folder.ts';
import { writeNew } from '../workspace/write.ts';
import { runResult } from './run-result.ts';

/** What became of a file. */
interface Told {
  readonly path: string;
  readonly state: 'written' | 'planned' | 'kept';
}

/**
 * Writes the first files of a prompts repository from what it sees in the working tree, asking and overwriting
 * nothing. It needs neither network nor remote nor token. Throws `file-unreadable` and `file-unwritable`.
 */
export async function init(host: Host, inputs: Inputs, clock: Clock): Promise<RunResult> {
  const { facts, log } = host;
  const named = await realFolder(resolve(facts.workspace, inputs.folder || '.'), inputs.folder || '.');
  const checkout = await openCheckout(named);
  const top = checkout === null ? named : await realpath(checkout.top);
  if (top !== named) log.info(`The files belong to the top of the repository: ${top}`);
  if (checkout === null) log.info('This is no git repository yet: all files were searched for prompts.');
  const folder = openFolder(top);
  const seen = await look(folder, checkout);
  tellSeen(log, seen);
  const told: Told[] = [];
  for (const file of firstFiles(standardInputs.config.default, seen)) {
    const each = { path: file.path, state: await place(folder, file, inputs['dry-run']) };
    told.push(each);
    tellFile(host, file, each, inputs['dry-run']);
  }
  tellRollback(log, seen);
  tellNext(log, seen);
  const prompts = seen.prompts.map(({ id, path }) => ({ id, path }));
  return runResult(
    { inputs, clock },
    {
      reason_code: inputs['dry-run'] ? 'planned' : 'initialized',
      exit_code: 0,
      live: null,
      prompts: [],
      plan: { folder: top, files: told, prompts, left_out: seen.leftOut },
    },
  );
}

async function realFolder(path: string, folder: string): Promise<string> {
  try {
    const real = await realpath(path);
    if ((await stat(real)).isDirectory()) return real;
  } catch (error) {
    throw fail('file-unreadable', { file: folder, message: messageOf(error) }, error);
  }
  throw fail('file-unreadable', { file: folder, message: 'it is no folder' });
}

async function place(folder: Folder, file: FirstFile, dryRun: boolean): Promise<Told['state']> {
  if (file.instead !== null || (await folder.kind(file.path)) !== null) return 'kept';
  if (dryRun) return 'planned';
  return (await writeNew(folder, file.path, file.text)) ? 'written' : 'kept';
}

const mostShown = 20;

function tellSeen(log: Log, { prompts, leftOut, undeclared, branch }: Seen): void {
  log.info(`default branch: ${branch}`);
  log.info(`${prompts.length} ${prompts.length === 1 ? 'prompt' : 'prompts'} found`);
  for (const { id, path } of prompts.slice(0, mostShown)) log.info(`  ${id}: ${path}`);
  if (prompts.length > mostShown) log.info(`  and ${prompts.length - mostShown} more`);
  for (const { path, why } of leftOut.slice(0, mostShown)) log.warn(`left out: ${printable(path)}: ${why}`);
  if (leftOut.length > mostShown) log.warn(`left out: ${leftOut.length - mostShown} more`);
  if (undeclared.length > 0)
    log.info(`without a version of their own: ${undeclared.slice(0, mostShown).join(', ')}; see step 3`);
}

function tellFile(
  { log, json, print }: Host,
  { text, instead, beside }: FirstFile,
  { path, state }: Told,
  dryRun: boolean,
): void {
  if (state === 'kept') log.info(`kept     ${path}${instead === null ? '' : `: ${instead} does it already`}`);
  else log.info(`${dryRun ? 'to write' : 'written '} ${path}`);
  if (beside !== null)
    log.warn(`${beside} is another workflow, and is left as it is: see ${printable(instead ?? path)}`);
  if (state !== 'planned' || json) return;
  for (const line of text.trimEnd().split('\n')) print(`    ${line}`);
}

/** The commands in pages and issues start the workflow by the name of its file. */
function tellRollback(log: Log, { running, taken }: Seen): void {
  const beside = besidePath('rollback');
  const other = running.get('rollback') ?? null;
  const wanted = taken.has('rollback') || other === beside ? beside : workflowPath('rollback');
  if (other !== null && other !== wanted)
    log.warn(`To roll back by hand, pages and issues start ${wanted}: give ${printable(other)} that name.`);
  else if (wanted === beside) log.info(`To roll back by hand, pages and issues start ${beside}.`);
}

function tellNext(log: Log, { branch }: Seen): void {
  const config = standardInputs.config.default;
  log.info('Next:');
  log.info(`  1. Set \`metrics\` in ${config}, and look at it with \`prompt-rollout validate\`.`);
  log.info(
    `  2. Commit the files to ${branch} and push; allow GitHub Actions to create pull requests (Settings, Actions, General).`,
  );
  log.info(
    '  3. Give each prompt a `version` in its front matter, raise it with each change, and let applications read flags.json from the branch prompt-rollout/live.',
  );
}
