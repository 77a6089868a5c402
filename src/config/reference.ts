import { configJsonSchema, type JsonSchema } from './json-schema.ts';

interface Row {
  readonly path: string;
  readonly type: string;
  readonly standard: string;
  readonly about: string;
}

/** What is written like a common key, as its own description says: the rows below stand there. */
const described = new Set(['prompts.<id>.policy', 'prompts.<id>.stages', 'prompts.<id>.baseline_test']);

/**
 * Every key of `prompt-rollout.yml` as a Markdown table: where it stands, its type in words, its default as
 * users write it, and what it means. Made from the JSON Schema, so it cannot miss a key.
 */
export function configReference(): string {
  const rows = rowsBelow('', configJsonSchema());
  const lines = rows.map(({ path, type, standard, about }) => [code(path), type, standard, about]);
  return [['Key', 'Type', 'Default', 'Meaning'], ['---', '---', '---', '---'], ...lines]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function rowsBelow(path: string, schema: JsonSchema): Row[] {
  if (described.has(path)) return [];
  const forms = maps(schema.oneOf);
  if (forms.length > 0) return rowsOfForms(path, forms);
  const rows = Object.entries(properties(schema)).flatMap(([key, child]) => {
    const place = path === '' ? key : `${path}.${key}`;
    return [...rowOf(place, child, isRequired(schema, key)), ...rowsBelow(place, child)];
  });
  const entries = isMap(schema.additionalProperties)
    ? rowsBelow(`${path}.<id>`, schema.additionalProperties)
    : [];
  const items = isMap(schema.items) ? rowsBelow(`${path}[]`, schema.items) : [];
  const alternatives = maps(schema.anyOf).flatMap((form) => rowsBelow(path, form));
  return [...rows, ...entries, ...items, ...alternatives];
}

/** The keys of a map that has several forms: one row for a key, and which forms have it where not all do. */
function rowsOfForms(path: string, forms: readonly JsonSchema[]): Row[] {
  const found = new Map<string, { row: Row; types: string[]; names: string[] }>();
  for (const form of forms)
    for (const row of rowsBelow(path, form)) {
      const entry = found.get(row.path) ?? { row, types: [], names: [] };
      found.set(row.path, entry);
      if (!entry.types.includes(row.type)) entry.types.push(row.type);
      entry.names.push(code(nameOf(form)));
    }
  return [...found.values()].map(({ row, types, names }) => {
    const only = names.length === forms.length ? '' : ` Only for ${or(names)}.`;
    return { ...row, type: or(types), about: `${row.about}${only}` };
  });
}

/** The value of the key that tells the forms of a map apart. */
function nameOf(form: JsonSchema): string {
  const constant = Object.values(properties(form)).find((child) => child.const !== undefined);
  return String(constant?.const);
}

function rowOf(path: string, schema: JsonSchema, required: boolean): Row[] {
  const { description } = schema;
  if (typeof description !== 'string') return [];
  const standard = required ? 'required' : defaultText(schema.default);
  return [{ path, type: typeText(schema), standard, about: description }];
}

function isRequired(schema: JsonSchema, key: string): boolean {
  return Array.isArray(schema.required) && schema.required.includes(key);
}

/** A default as it stands in YAML; a map or list that is empty by default says nothing. */
function defaultText(value: unknown): string {
  if (value === undefined || (typeof value === 'object' && Object.keys(value ?? {}).length === 0)) return '';
  return code(Array.isArray(value) ? `[${value.join(', ')}]` : String(value));
}

function typeText(schema: JsonSchema): string {
  if (typeof schema.title === 'string') return schema.title;
  if (schema.const !== undefined) return code(String(schema.const));
  if (Array.isArray(schema.enum)) return or(schema.enum.map((value) => code(String(value))));
  if (schema.type === 'array') return `list of ${isMap(schema.items) ? typeText(schema.items) : 'anything'}`;
  if (schema.type === 'integer' || schema.type === 'number') return numberText(schema);
  if (schema.type === 'boolean') return 'true or false';
  return schema.type === 'string' ? 'text' : 'map';
}

function numberText({ type, minimum, maximum }: JsonSchema): string {
  const noun = type === 'integer' ? 'whole number' : 'number';
  if (maximum !== undefined) return `${noun}, ${minimum} to ${maximum}`;
  return minimum === undefined ? noun : `${noun}, at least ${minimum}`;
}

function or(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function properties(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  if (!isMap(schema.properties)) return {};
  return Object.fromEntries(
    Object.entries(schema.properties).flatMap(([key, child]) => (isMap(child) ? [[key, child]] : [])),
  );
}

function maps(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

function isMap(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
