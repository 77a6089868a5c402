import { printable } from '../config/printable.ts';
import { type Place, readYaml, YamlProblem } from '../config/yaml.ts';
import { fail } from '../errors/fail.ts';

/** What a file says of its own version; `version` is null when it says nothing. */
export interface Declared {
  readonly version: string | null;
  /** Where it says so; null when it says nothing. */
  readonly place: Place | null;
}

/** The part of a file that is YAML, and how many lines stand before it. */
interface YamlPart {
  readonly text: string;
  readonly before: number;
}

/**
 * The version that the file at `path` with content `text` declares, as it is written there (`version: 1.10`
 * is "1.10"). It stands at `version` in the front matter of Markdown, dotprompt and other texts, at
 * `metadata.version` or `version` in that of Prompty, and at the top of YAML and JSON files. In dotprompt
 * `config.version` is the version of the model, and not read. Throws `front-matter-invalid`.
 */
export function declaredVersion(path: string, text: string): Declared {
  const name = path.toLowerCase();
  const part = yamlPart(name, text.replace(/^\uFEFF/, ''));
  if (part === null) return { version: null, place: null };
  const places = name.endsWith('.prompty') ? [['metadata', 'version'], ['version']] : [['version']];
  try {
    const yaml = readYaml(part.text, { strict: false });
    for (const keys of places) {
      const version = yaml.scalarAt(keys);
      if (version === null) continue;
      const { line, column } = yaml.placeOf(keys);
      return { version, place: { line: line + part.before, column } };
    }
    return { version: null, place: null };
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    const line = error.line + part.before;
    const message = `line ${line}: ${printable(error.message, 200)}`;
    const located = new YamlProblem({ line, column: error.column }, error.message);
    throw fail('front-matter-invalid', { path: printable(path, 512), message }, located);
  }
}

function yamlPart(name: string, text: string): YamlPart | null {
  if (/\.(?:ya?ml|json)$/.test(name)) return { text, before: 0 };
  const lines = text.split(/\r\n|\r|\n/);
  const first = name.endsWith('.prompt') ? lines.findIndex((line) => !/^(?:#.*|[ \t]*)$/.test(line)) : 0;
  if (first < 0 || !isFence(lines[first])) return null;
  const last = lines.findIndex((line, index) => index > first && isFence(line));
  // A single line of dashes is a rule across the page.
  return last < 0 ? null : { text: lines.slice(first + 1, last).join('\n'), before: first + 1 };
}

function isFence(line: string | undefined): boolean {
  return line !== undefined && /^---[ \t]*$/.test(line);
}

/**
 * The text without what it says of its own version, so that a text under a new label is seen to be the same one.
 * Only a version on a line of its own is taken out, and in JSON its value.
 */
export function withoutVersion(path: string, text: string): string {
  const name = path.toLowerCase();
  if (name.endsWith('.json')) return text.replace(/("version"\s*:\s*)("(?:[^"\\]|\\.)*"|[^,}\s]+)/, '$1');
  const part = yamlPart(name, text.replace(/^\uFEFF/, ''));
  if (part === null) return text;
  const end = part.before + part.text.split(/\r\n|\r|\n/).length;
  return text
    .split(/\r\n|\r|\n/)
    .filter((line, index) => index < part.before || index >= end || !/^\s*["']?version["']?\s*:/.test(line))
    .join('\n');
}
