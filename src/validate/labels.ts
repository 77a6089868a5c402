import { Failure, fail } from '../errors/fail.ts';
import type { Checkout } from '../git/index.ts';
import { archiveTag } from '../live/transact.ts';
import { resolveVersion } from '../prompts/version.ts';
import { sameLabelOtherContent } from '../rollout/release.ts';
import { readConfig } from './config-file.ts';
import { type Finding, findingOf } from './finding.ts';
import type { ReadablePrompt } from './prompts.ts';

/** What a change is compared with. */
export interface Base {
  /** Tip of the branch it is to be merged into. */
  readonly tip: string;
  /** Where the change began; the tip, where history does not tell. */
  readonly fork: string;
}

/** A label that is taken, by which content, and where that stands. */
interface Taken {
  readonly label: string;
  readonly digest: string;
  readonly where: string;
}

/**
 * Finds the prompts whose content the change replaces under a label that another content has: on the base branch, where
 * the change began, or under the tag of an archived version that is here. `promote` would refuse them once they are
 * merged. A label that the files do not declare comes from a tag or the commit and needs no check.
 */
export async function reusedLabels(
  checkout: Checkout,
  base: Base,
  prompts: readonly ReadablePrompt[],
  config: string,
  note: (line: string) => void,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const commits = [...new Set([base.fork, base.tip])];
  const paths = new Map<string, PathOf>();
  for (const commit of commits) paths.set(commit, await pathsAt(checkout, commit, config));
  const pathBefore = ({ prompt }: ReadablePrompt): string =>
    paths.get(base.fork)?.(prompt.id, prompt.path) ?? prompt.path;
  const began = await checkout.at(base.fork).digests(prompts.map(pathBefore));
  for (const each of prompts) {
    const { prompt, version, declared } = each;
    const before = pathBefore(each);
    if (began.get(before) === version.digest) continue;
    if (declared === null) {
      note(`${prompt.id} declares no version: its label will be that of a tag or of its commit.`);
      continue;
    }
    const taken = await archived(checkout, prompt.id, declared.label, [prompt.path, before]);
    for (const commit of commits) {
      const path = paths.get(commit)?.(prompt.id, prompt.path) ?? null;
      if (path !== null) taken.push(...(await versionAt(checkout, commit, { id: prompt.id, path }, note)));
    }
    const owner = sameLabelOtherContent(taken, { label: declared.label, digest: version.digest });
    if (owner === null) continue;
    const { label, file } = declared;
    const failure = fail('label-reused', {
      ...{ prompt: prompt.id, label, path: file },
      ...{ old: owner.where, new: 'this change' },
    });
    findings.push(findingOf(failure, file, declared, prompt.id));
  }
  return findings;
}

/** The path of a prompt at a commit; null when it was none of the prompts there. */
type PathOf = (id: string, now: string) => string | null;

/** A configuration that is not there has no prompts; with one that cannot be read, paths are taken to be the same. */
async function pathsAt(checkout: Checkout, commit: string, file: string): Promise<PathOf> {
  const [found] = await checkout.at(commit).files(file, { limit: 1024 * 1024 });
  if (found === undefined) return () => null;
  const { config } = readConfig(found.bytes, file);
  if (config === null) return (_, now) => now;
  return (id) => (Object.hasOwn(config.prompts, id) ? (config.prompts[id]?.path ?? null) : null);
}

async function versionAt(
  checkout: Checkout,
  commit: string,
  prompt: { readonly id: string; readonly path: string },
  note: (line: string) => void,
): Promise<Taken[]> {
  try {
    const { label, digest } = await resolveVersion(checkout.at(commit), prompt);
    return [{ label, digest, where: commit.slice(0, 12) }];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // What cannot be released has taken no label.
    note(`At ${commit.slice(0, 12)}: ${error.message}`);
    return [];
  }
}

async function archived(
  checkout: Checkout,
  id: string,
  label: string,
  paths: readonly string[],
): Promise<Taken[]> {
  const tag = archiveTag(id, label);
  const commit = await checkout.find(`refs/tags/${tag}`);
  if (commit === null) return [];
  for (const path of paths) {
    const found = await checkout.at(commit).entry(path);
    if (found !== null) return [{ label, digest: found.digest, where: tag }];
  }
  return [];
}
