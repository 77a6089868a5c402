/** Which files of a repository hold prompts, by their names alone. */

/** Formats that are prompts wherever they lie: GitHub Models, dotprompt, Prompty, and the same idea with other ends. */
const ownFormat = /^.+\.(?:prompt\.(?:md|ya?ml|json|txt)|prompty|prompt)$/i;

/** Texts that are prompts in a folder of prompts. */
const textFormat =
  /\.(?:md|markdown|mdx|txt|ya?ml|json|j2|jinja2?|mustache|hbs|handlebars|liquid|tmpl|xml)$/i;

const promptFolder = /^(?:prompts?|prompt[-_]templates?)$/i;

/** Folders of tools, of copies and of tests; those that begin with a dot are for editors and coding agents. */
const passedOver =
  /^(?:\..*|node_modules|vendor|third[-_]party|dist|build|coverage|target|__pycache__|site-packages|__fixtures__|fixtures|testdata|__snapshots__)$/i;

/** Files beside prompts that are none. */
const notPrompt =
  /^(?:readme|licen[cs]e|changelog|contributing|codeowners|agents|claude|skill|index|schema|promptfooconfig|package(?:-lock)?)\b/i;

/** Files that make up one prompt together, when a folder holds nothing else. */
const part =
  /^(?:system|user|assistant|developer|prompt|config|template|examples?|few[-_]?shot|instructions?|context|tools?|schema|meta(?:data)?|variables|inputs?)$/i;

/** A file that is, or may be part of, a prompt. */
export interface PromptFile {
  readonly path: string;
  /** Folders above it, outermost first. */
  readonly folders: readonly string[];
  /** Its name without the ends of its format. */
  readonly stem: string;
  /** Index in `folders` of the innermost folder of prompts; -1 without one. */
  readonly root: number;
  /** Whether it is a prompt when it stands alone. */
  readonly alone: boolean;
  readonly part: boolean;
}

/** What a path says of a file; null when it is nothing of a prompt. */
export function promptFile(path: string): PromptFile | null {
  const segments = path.split('/');
  const name = segments.at(-1) ?? '';
  const folders = segments.slice(0, -1);
  if (folders.some((folder) => passedOver.test(folder)) || name.startsWith('.')) return null;
  const root = folders.findLastIndex((folder) => promptFolder.test(folder));
  const own = ownFormat.test(name);
  if (!own && (root < 0 || !textFormat.test(name))) return null;
  const stem = name.replace(/\.[A-Za-z0-9]+$/, '').replace(/\.prompt$/i, '');
  return { path, folders, stem, root, alone: own || !notPrompt.test(name), part: part.test(stem) };
}

const versionName = /^(?:v\d+(?:[._]\d+)*|\d+(?:\.\d+)+)(?:-[0-9A-Za-z.]+)?$/i;
const versionSuffix = /^(.+?)(?:__|[-_.@])(v\d+(?:[._]\d+)*)$/i;

/** The version that a name is, or ends in: `v2`, `1.0.0`, `agent__v1.2`; null when there is none in it. */
export function versionInName(name: string): { readonly rest: string; readonly version: string } | null {
  if (versionName.test(name)) return { rest: '', version: name };
  const [, rest = '', version] = versionSuffix.exec(name) ?? [];
  return version === undefined ? null : { rest, version };
}
