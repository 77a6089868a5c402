import { schema as github } from '@octokit/graphql-schema';
import {
  buildClientSchema,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import * as z from 'zod';
import { countRequest, identify } from './access.ts';
import type { GraphContext } from './graphql-context.ts';
import { mutations } from './graphql-mutations.ts';
import { queries } from './graphql-queries.ts';
import { type Answer, ContractViolation, Refusal, refusal } from './http.ts';
import type { World } from './world.ts';

/** GitHub's own GraphQL schema, executed over resolvers for the few fields that are answered here. */

let built: GraphQLSchema | undefined;

function schema(): GraphQLSchema {
  built ??= buildClientSchema({ __schema: github.json.__schema });
  return built;
}

/** A field that no resolver knows must not look like a field that is null. */
const resolveField: GraphQLFieldResolver<unknown, GraphContext> = (source, args, context, info) => {
  if (typeof source !== 'object' || source === null || !(info.fieldName in source)) {
    throw new ContractViolation(501, `GraphQL: nothing answers ${info.parentType.name}.${info.fieldName}`);
  }
  const value: unknown = Reflect.get(source, info.fieldName);
  return typeof value === 'function' ? value(args, context, info) : value;
};

/** GitHub has the error's type beside the message, where the specification has `extensions`. */
function toError(error: GraphQLError): GraphQLFormattedError & { type?: unknown } {
  const { extensions, ...formatted } = error.toJSON();
  return extensions?.type === undefined ? formatted : { type: extensions.type, ...formatted };
}

const Body = z.strictObject({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

async function run(context: GraphContext, body: unknown): Promise<Answer> {
  const parsed = Body.safeParse(body);
  if (!parsed.success) throw new ContractViolation(500, `GraphQL: ${z.prettifyError(parsed.error)}`);
  const { query, variables, operationName } = parsed.data;
  const document = parse(query);
  const invalid = validate(schema(), document).map(({ message }) => message);
  if (invalid.length > 0) throw new ContractViolation(500, `GraphQL: ${invalid.join('; ')}`);
  const { data, errors = [] } = await execute({
    schema: schema(),
    document,
    rootValue: { ...queries, ...mutations },
    contextValue: context,
    variableValues: variables ?? {},
    operationName: operationName ?? null,
    fieldResolver: resolveField,
  });
  for (const { originalError, extensions, message, path } of errors) {
    if (originalError instanceof ContractViolation) throw originalError;
    // Bad variables, or a resolver that gives what the schema does not allow.
    if (extensions.type === undefined)
      throw originalError ?? new ContractViolation(500, `GraphQL ${path}: ${message}`);
  }
  return {
    status: 200,
    body: errors.length > 0 ? { data: data ?? null, errors: errors.map(toError) } : { data },
  };
}

/** Answers a GraphQL request. Throws `ContractViolation` for what GitHub's schema does not allow. */
export async function answerGraphql(
  world: World,
  authorization: string | undefined,
  body: unknown,
): Promise<Answer> {
  try {
    const identity = identify(world, authorization);
    if (identity.token === undefined) throw refusal(401, 'This endpoint requires you to be authenticated.');
    const { headers, over } = countRequest(world, identity);
    if (over) throw refusal(403, 'API rate limit exceeded for installation.');
    const answer = await run({ world, identity }, body);
    return { ...answer, headers: { ...headers, 'x-ratelimit-resource': 'graphql' } };
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}
