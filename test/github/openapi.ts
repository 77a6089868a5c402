import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type Answer, ContractViolation } from './http.ts';

/** GitHub's own description of its REST API (`openapi.json`): the routes, and what may go in and out of each. */

type Schema = Record<string, unknown>;
type Content = Record<string, { readonly schema: Schema }>;

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Schema }[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

export interface Route {
  readonly method: string;
  /** `/repos/{owner}/{repo}/pulls` */
  readonly template: string;
  readonly pattern: RegExp;
  readonly operation: Operation;
}

export interface Located {
  readonly route: Route;
  readonly params: Record<string, string>;
}

interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
}

const FORMATS = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  // GitHub gives an empty text for an address that was not set.
  uri: (text: string) => text === '' || URL.canParse(text),
  'repo.nwo': /^[^/]+\/[^/]+$/,
  int64: { type: 'number', validate: Number.isSafeInteger },
} as const;

const document: Document = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8'));
const routes = Object.entries(document.paths).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, operation]) => toRoute(template, method.toUpperCase(), operation)),
);
const bodies = new Ajv({ strict: false, allErrors: true, formats: FORMATS }).addSchema(document, 'github');
const parameters = new Ajv({ strict: false, allErrors: true, formats: FORMATS, coerceTypes: true });
const compiled = new Map<string, ValidateFunction>();

function toRoute(template: string, method: string, operation: Operation): Route {
  // Only these take slashes as they are; elsewhere a slash inside a name comes as %2F.
  const open = /\/contents\/\{path\}$|\/git\/[a-z-]+\/\{ref\}$/.test(template);
  const pattern = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    open && template.endsWith(`{${name}}`) ? `(?<${name}>.*)` : `(?<${name}>[^/]+)`,
  );
  return { method, template, pattern: new RegExp(`^${pattern}$`), operation };
}

/** The operation that answers a request; `path` without `/api/v3`. */
export function locate(method: string, path: string): Located | undefined {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (match === null) continue;
    const params = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]);
    return { route, params: Object.fromEntries(params) };
  }
  return undefined;
}

function compile(ajv: Ajv, key: string, schema: Schema): ValidateFunction {
  const validate = compiled.get(key) ?? ajv.compile(schema);
  compiled.set(key, validate);
  return validate;
}

/** The validator of a schema inside the document, reached by its keys. */
function validatorAt(...keys: string[]): ValidateFunction {
  const pointer = keys
    .map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  return compile(bodies, pointer, { $ref: `github#/${pointer}` });
}

function explain(errors: readonly ErrorObject[] | null | undefined): string {
  const lines = (errors ?? []).map((error) => {
    const more = 'additionalProperty' in error.params ? ` (${error.params.additionalProperty})` : '';
    return `${error.instancePath || 'it'} ${error.message}${more}`;
  });
  return [...new Set(lines)].slice(0, 8).join('; ');
}

function fail(route: Route, what: string): never {
  throw new ContractViolation(500, `${route.method} ${route.template}: ${what}`);
}

/** Checks a query; returns it with numbers and booleans as such. Throws on what GitHub does not know. */
export function checkQuery(route: Route, query: URLSearchParams): Record<string, unknown> {
  const known = route.operation.parameters.filter((parameter) => parameter.in === 'query');
  const schema = {
    type: 'object',
    properties: Object.fromEntries(known.map(({ name, schema }) => [name, schema])),
    required: known.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
  const values: Record<string, unknown> = Object.fromEntries(query);
  const validate = compile(parameters, `query ${route.method} ${route.template}`, schema);
  if (!validate(values)) fail(route, `the query ${query} is not valid: ${explain(validate.errors)}`);
  return values;
}

/** Checks the parsed body of a request. A field that GitHub would silently ignore is refused, too. */
export function checkBody(route: Route, body: unknown): void {
  const described = route.operation.requestBody;
  const schema = described?.content['application/json']?.schema;
  if (described === undefined || schema === undefined) {
    if (body !== undefined) fail(route, 'it takes no body');
    return;
  }
  if (body === undefined) {
    if (described.required) fail(route, 'it needs a body');
    return;
  }
  const place = ['paths', route.template, route.method.toLowerCase(), 'requestBody', 'content'];
  const validate = validatorAt(...place, 'application/json', 'schema');
  if (!validate(body)) fail(route, `the body is not valid: ${explain(validate.errors)}`);
  const { properties } = schema;
  if (typeof properties !== 'object' || properties === null || typeof body !== 'object' || body === null)
    return;
  const unknown = Object.keys(body).filter((name) => !(name in properties));
  if (unknown.length > 0) fail(route, `GitHub would ignore ${unknown.join(', ')} in the body`);
}

/** Checks that an answer is one that GitHub could give. Refusals may be given by every operation. */
export function checkAnswer(route: Route, answer: Answer): void {
  const { status, body } = answer;
  const described = route.operation.responses[String(status)];
  if (described === undefined && status < 400) fail(route, `${status} is not among its answers`);
  if (Buffer.isBuffer(body)) return;
  if (described?.content?.['application/json'] === undefined) {
    if (status < 400 && body !== undefined) fail(route, `its answer ${status} has no body`);
    if (status < 400) return;
  }
  const validate = described?.content?.['application/json']
    ? validatorAt(
        'paths',
        route.template,
        route.method.toLowerCase(),
        'responses',
        String(status),
        'content',
        'application/json',
        'schema',
      )
    : validatorAt('components', 'schemas', 'basic-error');
  // What is sent is the JSON, in which undefined fields are missing.
  if (!validate(JSON.parse(JSON.stringify(body ?? null)))) {
    fail(route, `the answer ${status} is not valid: ${explain(validate.errors)}`);
  }
}
