import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { beforeAll, describe, expect, it } from 'vitest';

const root = new URL('../src/', import.meta.url).pathname;

interface Import {
  /** The importing file, as its path in `src`. */
  readonly file: string;
  /** A path in `src`, or the name of a package or Node module. */
  readonly target: string;
  readonly own: boolean;
  /** Only types: nothing of it is left when the program runs. */
  readonly types: boolean;
}

type Node = { readonly type: string; readonly [key: string]: unknown };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Every node of a syntax tree. */
function* nodesOf(value: unknown): Generator<Node> {
  if (isNode(value)) yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const child of Object.values(value)) if (typeof child === 'object') yield* nodesOf(child);
}

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const trees = new Map<string, readonly Node[]>();
const imports: Import[] = [];

beforeAll(() => {
  for (const file of sources) {
    const nodes = [...nodesOf(parseAst(readFileSync(join(root, file), 'utf8'), { lang: 'ts' }, file))];
    trees.set(file, nodes);
    for (const node of nodes) imports.push(...importOf(file, node));
  }
});

function importOf(file: string, node: Node): Import[] {
  const { type, source } = node;
  const loads = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression'];
  if (!loads.includes(type) || !isNode(source)) return [];
  if (typeof source.value !== 'string') throw new Error(`${file} imports what cannot be read off`);
  const own = source.value.startsWith('.');
  const target = own ? relative(root, join(root, dirname(file), source.value)) : source.value;
  return [
    { file, target, own, types: node.importKind === 'type' || node.exportKind === 'type' || onlyTypes(node) },
  ];
}

/** `import { type A, type B }`, which leaves nothing behind in a bundle. */
function onlyTypes({ specifiers }: Node): boolean {
  const all = Array.isArray(specifiers) ? specifiers.filter(isNode) : [];
  return (
    all.length > 0 &&
    all.every(({ importKind, exportKind }) => importKind === 'type' || exportKind === 'type')
  );
}

const folderOf = (path: string): string => path.split('/')[0] ?? '';
const within = (path: string, allowed: readonly string[]): boolean =>
  allowed.some((each) => path === each || path.startsWith(`${each}/`));
const shown = ({ file, target }: Import): string => `${file} -> ${target}`;
const atRuntime = (folder: string): Import[] =>
  imports.filter(({ file, types }) => !types && folderOf(file) === folder);

/** Parts of `src` without input and output, that everyone may use. */
const shared = ['errors', 'reasons.ts', 'secret-forms.ts'];

/** What a pure part uses at runtime besides itself and what is shared, which is pure as well. */
const pure: Readonly<Record<string, readonly string[]>> = {
  evidence: [],
  policy: ['config/policy-schema.ts', 'evidence'],
  rollout: ['evidence', 'policy'],
  report: ['config/policy-schema.ts', 'evidence'],
  review: ['config/nearest.ts', 'report/plain.ts'],
  doctor: ['config/workflow-file.ts', 'live/manifest.ts', 'policy/notice.ts'],
};

/** What an adapter uses at runtime of other parts, besides what is shared. */
const adapters: Readonly<Record<string, readonly string[]>> = {
  git: [],
  // It makes the commits of `commits: api`, as git's port describes them.
  forge: ['git/port.ts', 'http'],
  metrics: ['evidence/latency.ts', 'evidence/validate.ts', 'http'],
  delivery: ['http'],
  notify: ['http', 'report/plain.ts', 'live/state.ts'],
  baseline: [],
};

describe('the sources', () => {
  it('were read', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(300);
    expect(imports.some(({ types }) => types)).toBe(true);
  });

  it('import files that exist', () => {
    const missing = imports.filter(
      ({ own, target }) => own && target.endsWith('.ts') && !sources.includes(target),
    );
    expect(missing.map(shown)).toEqual([]);
  });
});

describe.each(Object.entries(pure))('%s', (folder, allowed) => {
  it('uses nothing at runtime but pure parts', () => {
    const wrong = atRuntime(folder).filter(
      ({ target, own }) => !own || !within(target, [folder, ...shared, ...allowed]),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('has no input or output, no clock and no randomness', () => {
    const files = sources.filter((file) => folderOf(file) === folder);
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => (trees.get(file) ?? []).filter(isImpure).map(() => file))).toEqual([]);
  });
});

const worldly = [
  'process',
  'console',
  'fetch',
  'setTimeout',
  'setInterval',
  'performance',
  'crypto',
  'globalThis',
];

/** `Date.now()`, `new Date()` without a time, `Math.random()`, and what reaches outside. */
function isImpure(node: Node): boolean {
  const { type, object, property, callee, arguments: given } = node;
  const named = (value: unknown, name: string): boolean => isNode(value) && value.name === name;
  if (type === 'MemberExpression')
    return (
      (named(object, 'Date') && named(property, 'now')) ||
      (named(object, 'Math') && named(property, 'random')) ||
      worldly.some((name) => named(object, name))
    );
  if (type === 'NewExpression') return named(callee, 'Date') && Array.isArray(given) && given.length === 0;
  return type === 'CallExpression' && worldly.some((name) => named(callee, name));
}

describe.each(Object.entries(adapters))('the adapters of %s', (folder, allowed) => {
  it('use at runtime only their own part, what is shared, Node and packages', () => {
    const wrong = atRuntime(folder).filter(
      ({ target, own }) => own && !within(target, [folder, ...shared, ...allowed]),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('know of other parts, besides, only the shapes of configuration, evidence and time', () => {
    const known = [folder, ...shared, ...allowed, 'config', 'evidence', 'clock.ts'];
    const wrong = imports.filter(
      ({ file, target, own }) => own && folderOf(file) === folder && !within(target, known),
    );
    expect(wrong.map(shown)).toEqual([]);
  });
});

describe('the arrows', () => {
  it('lead to the commands only from the two entries', () => {
    const entries = ['index.ts', 'cli.ts'];
    const wrong = imports.filter(
      ({ file, target }) =>
        folderOf(target) === 'commands' && folderOf(file) !== 'commands' && !entries.includes(file),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('lead nowhere from the errors', () => {
    const wrong = imports.filter(
      ({ file, target }) => folderOf(file) === 'errors' && folderOf(target) !== 'errors',
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('make no circle', () => {
    expect(circles()).toEqual([]);
  });
});

/** Circles of runtime imports, each as its files in the order of the imports. */
function circles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  function follow(file: string, path: readonly string[]): void {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    if (done.has(file)) return;
    for (const { target } of imports.filter((each) => each.own && !each.types && each.file === file))
      follow(target, [...path, file]);
    done.add(file);
  }
  for (const file of sources) follow(file, []);
  return found;
}
