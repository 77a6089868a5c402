import { type Place, YamlProblem } from '../config/yaml.ts';
import { Failure } from '../errors/fail.ts';
import { declaredVersion } from '../prompts/front-matter.ts';
import { isLabel } from '../prompts/label.ts';
import {
  type DeclaredLabel,
  declaredLabel,
  type PromptPlace,
  resolveVersion,
  type SourceContent,
  type VersionSource,
} from '../prompts/version.ts';
import { type Finding, findingOf } from './finding.ts';

/** A prompt that can be released; `declared` is null when its files declare no version. */
export interface ReadablePrompt {
  readonly prompt: PromptPlace;
  readonly version: SourceContent;
  readonly declared: DeclaredLabel | null;
}

/** Reads the version of every prompt as `promote` would, and says which cannot be released. */
export async function readPrompts(
  source: VersionSource,
  prompts: Readonly<Record<string, { readonly path: string }>>,
  file: string,
  placeOf: (path: readonly PropertyKey[]) => Place,
): Promise<{ readonly readable: readonly ReadablePrompt[]; readonly findings: readonly Finding[] }> {
  const readable: ReadablePrompt[] = [];
  const findings: Finding[] = [];
  for (const [id, { path }] of Object.entries(prompts)) {
    const prompt = { id, path };
    try {
      const version = await resolveVersion(source, prompt);
      readable.push({ prompt, version, declared: declaredLabel(prompt, version.files) });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const at = await placeInPrompt(source, prompt, error);
      findings.push(findingOf(error, at?.file ?? file, at ?? placeOf(['prompts', id, 'path']), id));
    }
  }
  return { readable, findings };
}

/** Where in its files a prompt is wrong; null when the trouble is not in a line of theirs. */
async function placeInPrompt(
  source: VersionSource,
  { id, path }: PromptPlace,
  { code }: Failure,
): Promise<({ readonly file: string } & Place) | null> {
  if (code !== 'front-matter-invalid' && code !== 'label-invalid' && code !== 'label-ambiguous') return null;
  let first: string | null = null;
  for (const { path: inside, bytes } of await source.files(path, { limit: bytesBefore, prompt: id })) {
    const file = inside === '' ? path : `${path}/${inside}`;
    try {
      const { version, place } = declaredVersion(file, bytes.toString('utf8'));
      if (version === null || place === null) continue;
      if (code === 'label-invalid' ? !isLabel(version) : first !== null && version !== first)
        return { file, ...place };
      first ??= version;
    } catch (error) {
      if (!(error instanceof Failure) || !(error.cause instanceof YamlProblem)) throw error;
      return { file, line: error.cause.line, column: error.cause.column };
    }
  }
  return null;
}

/** The files were within the limit of a version when they were read a moment ago. */
const bytesBefore = Number.POSITIVE_INFINITY;
