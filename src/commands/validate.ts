import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import { fail, messageOf } from '../errors/fail.ts';
import { type Checkout, openCheckout } from '../git/index.ts';
import type { Host } from '../host/port.ts';
import { readPullRequest } from '../host/pull-request.ts';
import { type Inputs, inputs as standardInputs } from '../inputs.ts';
import type { RunResult } from '../result.ts';
import { namedBase, pullRequestBase } from '../validate/base.ts';
import { readConfig } from '../validate/config-file.ts';
import type { Finding } from '../validate/finding.ts';
import { type Base, reusedLabels } from '../validate/labels.ts';
import { type ReadablePrompt, readPrompts } from '../validate/prompts.ts';
import { checkRunbooks } from '../validate/runbooks.ts';
import { type Folder, openFolder } from '../workspace/folder.ts';
import { workingTree } from '../workspace/working-tree.ts';
import { runResult } from './run-result.ts';
import { findTarget } from './target.ts';

/**
 * Checks the configuration of the working tree and what it names, and a pull request against its base, without
 * writing anything. Exit code 2 with every problem at its line; 0 without any.
 */
export async function validate(host: Host, inputs: Inputs, clock: Clock): Promise<RunResult> {
  const place = await findFile(host, inputs);
  const { folder, checkout, file } = place;
  const { config, named, findings, placeOf } = readConfig(await readFile(folder, file), file);
  const paths = Object.values(named.prompts).map(({ path }) => path);
  const source = await workingTree(folder, checkout, paths);
  const prompts = await readPrompts(source, named.prompts, file, placeOf);
  const found = [...findings, ...prompts.findings];
  if (named.runbooks !== null) found.push(...(await checkRunbooks(folder, named.runbooks)));
  if (config !== null) {
    const reused = await compare(host, inputs, place, prompts.readable);
    found.push(...reused);
    const refused = new Set(reused.map(({ prompt }) => prompt));
    tell(
      host,
      config,
      prompts.readable.filter(({ prompt }) => !refused.has(prompt.id)),
    );
  }
  for (const { message, cure, code, ...at } of found) {
    const whole = /[.:!?]$/.test(message) ? message : `${message}.`;
    host.log.error(code === 'config-invalid' ? message : `${whole} ${cure}`, at);
  }
  const [general] = found.filter(({ code }) => code === 'config-invalid');
  if (general !== undefined) host.log.info(general.cure);
  return resultOf(found, { inputs, clock });
}

interface Found {
  /** The top folder of the repository, or the folder of the file where there is none. */
  readonly folder: Folder;
  readonly checkout: Checkout | null;
  /** Path of the configuration in it. */
  readonly file: string;
}

async function findFile({ facts: { workspace } }: Host, { config }: Inputs): Promise<Found> {
  const path = resolve(workspace, config);
  const near = await realFolder(dirname(path));
  const begin = near ?? (await realFolder(workspace));
  if (begin === null) throw fail('config-absent', { file: config });
  const checkout = await openCheckout(begin);
  const top = checkout === null ? begin : await realpath(checkout.top);
  const folder = openFolder(top);
  const file = relative(top, join(begin, basename(path)));
  if (near !== null && (await folder.kind(file)) !== null) return { folder, checkout, file };
  const found = await nextTo(folder, file);
  const named = near === null ? config : file;
  if (found === null) throw fail('config-absent', { file: named });
  const from = (await realFolder(workspace)) ?? begin;
  throw fail('config-elsewhere', { file: named, found, path: relative(from, join(top, found)) });
}

async function realFolder(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return null;
    throw fail('file-unreadable', { file: path, message: messageOf(error) }, error);
  }
}

/** The configuration that was probably meant: of the same name, else of the usual one, there or in a folder above. */
async function nextTo(folder: Folder, file: string): Promise<string | null> {
  for (const name of new Set([basename(file), standardInputs.config.default]))
    for (let at = dirname(file); ; at = dirname(at)) {
      const candidate = join(at, name);
      if (candidate !== file && (await folder.kind(candidate)) === 'file') return candidate;
      if (at === '.') break;
    }
  return null;
}

async function readFile(folder: Folder, file: string): Promise<Buffer> {
  const kind = await folder.kind(file);
  if (kind === null) throw fail('config-absent', { file });
  if (kind !== 'file') throw fail('file-unreadable', { file, message: `it is a ${kind}, not a file` });
  const { bytes } = await folder.stat(file);
  if (bytes > mostBytes) throw fail('config-too-large', { file, bytes });
  return folder.read(file);
}

const mostBytes = 1024 * 1024;

/** What a change may not do: nothing to compare with is no error on a command line. */
async function compare(
  host: Host,
  inputs: Inputs,
  { checkout, file }: Found,
  prompts: readonly ReadablePrompt[],
): Promise<readonly Finding[]> {
  const { facts, log } = host;
  const pull = inputs.base === '' ? readPullRequest(facts.event) : null;
  if (inputs.base === '' && pull === null) return [];
  if (checkout === null)
    throw fail('base-missing', {
      base: inputs.base || 'the pull request',
      message: 'there is no git repository here',
    });
  const remote = async () => (await findTarget(inputs, facts)).remote;
  const base: Base =
    pull === null ? await namedBase(checkout, inputs.base) : await pullRequestBase(checkout, pull, remote);
  log.info(`compared with ${base.tip.slice(0, 12)}`);
  return reusedLabels(checkout, base, prompts, file, log.info);
}

function tell({ log }: Host, config: Config, readable: readonly ReadablePrompt[]): void {
  const all = Object.keys(config.prompts).length;
  const labels = readable.map(({ prompt, declared }) =>
    declared === null ? `${prompt.id} (no version declared)` : `${prompt.id} ${declared.label}`,
  );
  log.info(`${readable.length} of ${all} prompts can be released: ${shortened(labels)}`);
}

function shortened(names: readonly string[]): string {
  const shown = names.slice(0, 20).join(', ');
  return names.length > 20 ? `${shown} and ${names.length - 20} more` : shown || 'none';
}

function resultOf(found: readonly Finding[], run: Parameters<typeof runResult>[0]): RunResult {
  const [first] = found;
  const result = runResult(run, {
    reason_code: first?.code ?? 'valid',
    exit_code: first === undefined ? 0 : 2,
    live: null,
    prompts: [],
    plan: { problems: found },
  });
  if (first === undefined) return result;
  const message = found.map(({ file, line, column, message: text }) => `${file}:${line}:${column}: ${text}`);
  const { code, causes, cure } = first;
  return { ...result, error: { code, message: message.join('\n'), causes, cure } };
}
