import { stringify } from 'yaml';
import type { JsonSchema } from '../config/json-schema.ts';

const width = 110;

/** Keys that a reader wants first. */
const first = ['metrics'];

/**
 * Every option of a configuration but the prompts, as lines of YAML behind `#`: what it means, and its default, or an
 * example where it has none. Removing the `#` of a line that has no blank behind it puts the option into force.
 */
export function optionLines(schema: JsonSchema): string[] {
  const all = Object.entries(properties(schema)).filter(([key]) => key !== 'prompts');
  const ordered = [
    ...all.filter(([key]) => first.includes(key)),
    ...all.filter(([key]) => !first.includes(key)),
  ];
  return ordered.flatMap(([key, child]) => [
    '',
    ...wrapped(String(child.description ?? ''), '# '),
    ...entry(key, child).map((line) => `#${line}`),
  ]);
}

/** The lines of one key, as they stand in YAML. */
function entry(key: string, schema: JsonSchema): string[] {
  const children = Object.entries(properties(schema));
  if (children.length === 0) {
    const value = shownValue(schema);
    if (isMap(value))
      return stringify({ [key]: value }, { lineWidth: 0 })
        .trimEnd()
        .split('\n');
    return [`${key}: ${flowText(value)}`];
  }
  const short = shortForm(key, schema);
  if (short !== null) return [short];
  const below = children.flatMap(([name, child]) => [
    ...wrapped(String(child.description ?? ''), '# '),
    ...entry(name, child),
  ]);
  return [`${key}:`, ...below.map((line) => `  ${line}`)];
}

/** A map that has no description of its own is one of several that are alike, and fits a line. */
function shortForm(key: string, schema: JsonSchema): string | null {
  if (schema.description !== undefined) return null;
  const children = Object.entries(properties(schema));
  const pairs = children.map(([name, child]) => `${name}: ${flowText(shownValue(child))}`);
  return `${key}: { ${pairs.join(', ')} }`;
}

/** A value on one line. */
function flowText(value: unknown): string {
  const options = { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 } as const;
  return stringify(value, options).trimEnd();
}

/** The default, else the first example, else the first of what is allowed. */
function shownValue(schema: JsonSchema): unknown {
  const { default: standard, examples, enum: allowed } = schema;
  if (standard !== undefined) return standard;
  const [example] = Array.isArray(examples) ? examples : [];
  return example ?? (Array.isArray(allowed) ? allowed[0] : undefined);
}

/** A text in lines of comments. */
export function wrapped(text: string, begin: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${begin}${word}`);
  }
  return lines;
}

function properties(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const { properties: given } = schema;
  if (!isMap(given)) return {};
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, child]) => (isMap(child) ? [[key, child]] : [])),
  );
}

function isMap(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
