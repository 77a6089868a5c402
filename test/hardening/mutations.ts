import fc from 'fast-check';
import { texts } from './corpus.ts';

/** What people, merges, editors and attackers put into a file. */
const pieces = fc.oneof(
  fc.constantFrom(
    ...texts,
    ...[
      '',
      '\0',
      '\r',
      '\n',
      '\t',
      '  ',
      '"',
      "'",
      '\\',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '- ',
      '? ',
      '#',
      '---\n',
    ],
    ...[
      'null',
      'true',
      '-1',
      '1e999',
      '-0',
      '0x10',
      '1_000',
      '9007199254740993',
      'NaN',
      '~',
      '&a ',
      '*a',
      '!!x ',
    ],
    ...['<<<<<<< HEAD\n', '=======\n', '>>>>>>> main\n', '__proto__', '\ufeff', '\u2028', '\ud800'],
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly by: string;
  readonly kind: 'replace' | 'insert' | 'double' | 'cut' | 'flip';
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  length: fc.nat(30),
  by: pieces,
  kind: fc.constantFrom('replace', 'insert', 'double', 'cut', 'flip'),
});

function edited(text: string, { at, length, by, kind }: Edit): string {
  const place = text === '' ? 0 : at % text.length;
  const [before, part, after] = [
    text.slice(0, place),
    text.slice(place, place + length),
    text.slice(place + length),
  ];
  if (kind === 'replace') return before + by + after;
  if (kind === 'insert') return before + by + part + after;
  if (kind === 'double') return before + part + part + after;
  if (kind === 'cut') return before;
  return (
    before + String.fromCharCode((part.charCodeAt(0) || 0) ^ (1 << (length % 8))) + part.slice(1) + after
  );
}

/** One of the texts, with some edits. */
export function mutated(...from: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...from), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([text, edits]) => edits.reduce(edited, text));
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0.5,
    1e308,
    -0,
    Number.MAX_SAFE_INTEGER,
    '',
    [],
    {},
    [[]],
    'NaN',
    '+Inf',
  ),
  fc.constantFrom<unknown>(
    '2026-13-01T00:00:00.000Z',
    '1970-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
  ),
  fc.constantFrom(...texts),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The value with one of its parts, anywhere in it, replaced, taken away or added. */
export function mangled(value: unknown): fc.Arbitrary<unknown> {
  return fc
    .array(fc.tuple(fc.nat(), odd, fc.constantFrom('set', 'drop', 'add')), { minLength: 1, maxLength: 3 })
    .map((changes) =>
      changes.reduce((whole, [at, by, kind]) => change(whole, at, by, kind), structuredClone(value)),
    );
}

function change(value: unknown, at: number, by: unknown, kind: string): unknown {
  if (typeof value !== 'object' || value === null) return by;
  const holders = [...holdersIn(value)];
  const holder = holders[at % holders.length];
  if (holder === undefined) return by;
  const names = Object.keys(holder);
  const name = names[Math.floor(at / holders.length) % Math.max(1, names.length)] ?? 'added';
  if (kind === 'drop') Reflect.deleteProperty(holder, name);
  else
    Object.defineProperty(holder, kind === 'add' ? `x${name}` : name, {
      value: by,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return value;
}

function* holdersIn(value: object): Generator<object> {
  yield value;
  for (const part of Object.values(value))
    if (typeof part === 'object' && part !== null) yield* holdersIn(part);
}
