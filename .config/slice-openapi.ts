import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Cuts the operations that the test double answers out of GitHub's OpenAPI description, and turns them
 * into plain JSON Schema. Run it with `node .config/slice-openapi.ts <api.github.com.json>`, the file being
 * `generated/api.github.com.json` of the npm package `@octokit/openapi` (385 MB installed: no dependency).
 */

const OPERATIONS = new Set(
  `repos/get repos/get-branch repos/get-branch-rules repos/get-repo-rulesets repos/get-repo-ruleset repos/get-commit repos/get-content
  repos/get-collaborator-permission-level repos/create-dispatch-event
  repos/create-deployment repos/create-deployment-status
  git/get-ref git/list-matching-refs git/create-ref git/update-ref git/delete-ref
  git/get-commit git/create-commit git/get-tree git/create-tree git/get-blob git/create-blob
  pulls/list pulls/create pulls/get pulls/update pulls/request-reviewers
  issues/list-for-repo issues/create issues/get issues/update
  issues/list-comments issues/create-comment issues/update-comment issues/delete-comment
  issues/list-labels-for-repo issues/create-label issues/add-labels
  actions/create-workflow-dispatch actions/get-github-actions-default-workflow-permissions-repository
  rate-limit/get`.split(/\s+/),
);

/** The shape of refusals that an operation does not list: a bad token, a missing permission. */
const REFUSAL = 'basic-error';

const TARGET = new URL('../test/github/openapi.json', import.meta.url);

/** Keywords that say nothing about validity. `properties` is walked apart, so a property may have these names. */
const PROSE = new Set(
  `description example examples title deprecated externalDocs discriminator default nullable readOnly
  writeOnly xml`.split(/\s+/),
);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

function object(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function mapValues(value: Json | undefined, map: (entry: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object(value)).map(([key, entry]) => [key, map(entry)]));
}

/** OpenAPI 3.0 has `nullable` beside any keyword; JSON Schema has a type array, or an alternative. */
function withNull(schema: JsonObject): JsonObject {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const values = Array.isArray(schema.enum) ? { enum: [...new Set([...schema.enum, null])] } : {};
  return { ...schema, type: [schema.type, 'null'], ...values };
}

function cleanSchema(value: Json): Json {
  if (Array.isArray(value)) return value.map(cleanSchema);
  if (typeof value !== 'object' || value === null) return value;
  const cleaned: JsonObject = {};
  for (const [keyword, entry] of Object.entries(value)) {
    if (PROSE.has(keyword) || keyword.startsWith('x-')) continue;
    if (keyword === 'properties') cleaned[keyword] = mapValues(entry, cleanSchema);
    else if (keyword === 'enum' || keyword === 'required') cleaned[keyword] = entry;
    else cleaned[keyword] = cleanSchema(entry);
  }
  return value.nullable === true ? withNull(cleaned) : cleaned;
}

/** Follows the references of everything but schemas, so that an operation is read in one place. */
function inline(root: JsonObject, value: Json): JsonObject {
  const reference = object(value).$ref;
  if (typeof reference !== 'string') return object(value);
  const found = reference
    .slice(2)
    .split('/')
    .reduce<Json>((at, step) => object(at)[step] ?? null, root);
  return inline(root, found);
}

function content(value: Json | undefined): JsonObject {
  return mapValues(value, (entry) => ({ schema: cleanSchema(object(entry).schema ?? {}) }));
}

function sliceOperation(root: JsonObject, operation: JsonObject): JsonObject {
  const parameters = list(operation.parameters).map((entry): Json => {
    const { name, in: place, required, schema } = inline(root, entry);
    return {
      name: name ?? '',
      in: place ?? '',
      required: required === true,
      schema: cleanSchema(schema ?? {}),
    };
  });
  const body = inline(root, operation.requestBody ?? null);
  const responses = mapValues(operation.responses, (entry) => {
    const bodies = content(inline(root, entry).content);
    return Object.keys(bodies).length === 0 ? {} : { content: bodies };
  });
  return {
    operationId: operation.operationId ?? '',
    parameters,
    ...(body.content === undefined
      ? {}
      : { requestBody: { required: body.required === true, content: content(body.content) } }),
    responses,
  };
}

function slicePaths(root: JsonObject): JsonObject {
  const paths: JsonObject = {};
  for (const [path, methods] of Object.entries(object(root.paths))) {
    for (const [method, operation] of Object.entries(object(methods))) {
      if (!OPERATIONS.has(String(object(operation).operationId))) continue;
      paths[path] = { ...object(paths[path]), [method]: sliceOperation(root, object(operation)) };
    }
  }
  return paths;
}

function references(value: Json): string[] {
  const found = JSON.stringify(value).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
  return [...found].map((match) => match[1] ?? '');
}

/** The schemas that the paths reach, directly or through another schema. */
function sliceSchemas(root: JsonObject, paths: JsonObject): JsonObject {
  const all = object(object(root.components).schemas);
  const kept: JsonObject = {};
  const open = [REFUSAL, ...references(paths)];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name in kept) continue;
    const found = all[name];
    if (found === undefined) throw new Error(`The description has no schema ${name}.`);
    const schema = cleanSchema(found);
    kept[name] = schema;
    open.push(...references(schema));
  }
  return Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One line an operation and a schema: small, and a change of GitHub's reads as a diff of the thing it changes. */
function print(slice: JsonObject): string {
  const lines = (value: Json | undefined, entry: (value: Json) => string) =>
    Object.entries(object(value))
      .map(([key, each]) => `${JSON.stringify(key)}: ${entry(each)}`)
      .join(',\n');
  const paths = lines(slice.paths, (methods) => `{\n${lines(methods, (each) => JSON.stringify(each))}\n}`);
  const schemas = lines(object(slice.components).schemas, (each) => JSON.stringify(each));
  const head = `"openapi": ${JSON.stringify(slice.openapi)},\n"info": ${JSON.stringify(slice.info)}`;
  return `{\n${head},\n"paths": {\n${paths}\n},\n"components": {"schemas": {\n${schemas}\n}}\n}\n`;
}

function main(source: string | undefined): void {
  if (source === undefined) throw new Error('Usage: node .config/slice-openapi.ts <api.github.com.json>');
  const root: JsonObject = JSON.parse(readFileSync(source, 'utf8'));
  const paths = slicePaths(root);
  const found = Object.values(paths).flatMap((methods) =>
    Object.values(object(methods)).map((operation) => object(operation).operationId),
  );
  const missing = [...OPERATIONS].filter((id) => !found.includes(id));
  if (missing.length > 0) throw new Error(`The description has no ${missing.join(', ')}.`);
  const info = {
    title: 'The operations of the GitHub REST API that the test double answers',
    version: object(root.info).version ?? '',
    license: { name: 'MIT', 'x-copyright': 'Copyright (c) 2020 Octokit contributors' },
    'x-source': 'Cut by .config/slice-openapi.ts out of @octokit/openapi; do not edit.',
  };
  const text = print({
    openapi: root.openapi ?? '',
    info,
    paths,
    components: { schemas: sliceSchemas(root, paths) },
  });
  writeFileSync(TARGET, text);
  console.log(`${found.length} operations, ${Buffer.byteLength(text)} bytes`);
}

main(process.argv[2]);
