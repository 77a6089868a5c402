import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  visit,
} from 'yaml';

/** Nesting and aliases beyond these cost the parser minutes, and no configuration or prompt has them. */
const mostDepth = 64;
const mostAliases = 500;

/** A place in a text; both count from 1, the column in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A text that is no acceptable YAML, and where. */
export class YamlProblem extends Error {
  override readonly name = 'YamlProblem';
  readonly line: number;
  readonly column: number;

  constructor({ line, column }: Place, message: string) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** A YAML text that was read: plain data, and what only its nodes know. */
export interface YamlText {
  readonly value: unknown;
  /**
   * The scalar at `path` as it is written, without quotes: `1.10` is "1.10" and not 1.1. Null when nothing
   * is there, or no scalar, or null.
   */
  scalarAt(path: readonly string[]): string | null;
  /** Line, from 1, of what `path` names, or of the innermost part of it that is there. */
  lineOf(path: readonly PropertyKey[]): number;
  /** The same with its column; the column is that of the key, for an entry of a list that of the entry. */
  placeOf(path: readonly PropertyKey[]): Place;
}

export interface YamlOptions {
  /**
   * Wants exactly one document, and refuses tags and the key `__proto__`. Without it, tags have no effect
   * and the first document is read.
   */
  readonly strict: boolean;
}

/**
 * Reads a YAML 1.2 text (so JSON too) of unknown origin, without running code or following bombs, in time that
 * grows with its length. Keys are strings as written, and may not repeat. Throws a YamlProblem.
 */
export function readYaml(text: string, { strict }: YamlOptions): YamlText {
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  checkSize(tokens, placeAt);

  // A repeated key is looked for below: the library's own check takes a minute for 60,000 keys.
  const options = {
    schema: 'core',
    version: '1.2',
    resolveKnownTags: false,
    stringKeys: true,
    uniqueKeys: false,
  } as const;
  const documents = [...new Composer(options).compose(tokens, true, text.length)];
  for (const { errors, warnings } of documents) {
    const problem = errors[0] ?? (strict ? warnings[0] : undefined);
    if (problem === undefined) continue;
    const message = problem.code === 'NON_STRING_KEY' ? 'a key must be a text' : problem.message;
    throw new YamlProblem(placeAt(problem.pos[0]), message);
  }
  const [document, second] = documents;
  if (strict && second !== undefined)
    throw new YamlProblem(placeAt(second.range[0]), 'one document is expected, and a second one begins here');
  if (document === undefined || document.contents === null)
    return { value: null, scalarAt: () => null, lineOf: () => 1, placeOf: () => ({ line: 1, column: 1 }) };
  checkKeys(document.contents, strict, placeAt);
  const placeOf = (path: readonly PropertyKey[]): Place => placeAt(find(document, path).offset);
  return {
    value: toPlain(document, placeAt),
    scalarAt: (path) => scalarText(find(document, path)),
    lineOf: (path) => placeOf(path).line,
    placeOf,
  };
}

type PlaceAt = (offset: number) => Place;

function checkSize(tokens: readonly CST.Token[], placeAt: PlaceAt): void {
  let aliases = 0;
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > mostDepth) throw new YamlProblem(placeAt(token.offset), 'is nested too deeply');
    if (token.type === 'alias' && ++aliases > mostAliases)
      throw new YamlProblem(placeAt(token.offset), `has more than ${mostAliases} aliases`);
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items)
      for (const child of [key, value]) if (child) open.push({ token: child, depth: depth + 1 });
  }
}

function checkKeys(contents: Node, strict: boolean, placeAt: PlaceAt): void {
  visit(contents, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const pair of map.items) {
        const key = keyOf(pair);
        const place = (): Place => placeAt(startOf(pair.key));
        if (seen.has(key)) throw new YamlProblem(place(), 'this key stands twice in one map');
        if (strict && key === '__proto__') throw new YamlProblem(place(), 'this key is not allowed');
        seen.add(key);
      }
    },
  });
}

function toPlain(document: Document.Parsed, placeAt: PlaceAt): unknown {
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    let offset = 0;
    visit(document, {
      Alias(_, alias) {
        offset = startOf(alias);
        return visit.BREAK;
      },
    });
    throw new YamlProblem(placeAt(offset), error.message);
  }
}

interface Found {
  /** The node at the path; null when it is not there. */
  readonly node: unknown;
  /** Where it begins, for the value of a map its key; of the innermost part that is there. */
  readonly offset: number;
}

function find(document: Document.Parsed, path: readonly PropertyKey[]): Found {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const step of path) {
    const parent = resolved(node, document);
    if (isMap(parent)) {
      const pair = parent.items.find((entry) => keyOf(entry) === String(step));
      if (pair === undefined) return { node: null, offset };
      offset = startOf(pair.key);
      node = pair.value;
    } else if (isSeq(parent) && typeof step === 'number') {
      node = parent.items[step];
      offset = startOf(node) || offset;
    } else return { node: null, offset };
  }
  return { node: resolved(node, document), offset };
}

function resolved(node: unknown, document: Document.Parsed): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function scalarText({ node }: Found): string | null {
  if (!isScalar(node) || node.value === null) return null;
  const text = node.type === 'PLAIN' ? (node.source ?? String(node.value)) : String(node.value);
  return text.trim();
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : '';
}

function startOf(node: unknown): number {
  const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : null;
  return range?.[0] ?? 0;
}
