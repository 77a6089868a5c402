import * as z from 'zod';
import { configSchema } from './schema.ts';

/** A JSON value of the schema, as it is written to a file. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * JSON Schema (draft 7, which editors know best) of `prompt-rollout.yml` as users write it: durations are texts
 * such as "10m", and what has a default may be left out. What compares several values (rising weights,
 * overlapping paths) is beyond it and is checked when the file is read.
 */
export function configJsonSchema(): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(configSchema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      // Zod leaves `examples` out where a value is transformed.
      if ('example' in jsonSchema) {
        jsonSchema.examples = [jsonSchema.example];
        delete jsonSchema.example;
      }
    },
  });
  const { policy, prompts } = propertiesOf(rest);
  addExamples(propertiesOf(prompts?.additionalProperties).policy, policy);
  return {
    $schema,
    $id: 'prompt-rollout.schema.json',
    title: 'Prompt Rollout',
    description:
      'Configuration of Prompt Rollout: prompt-rollout.yml on the default branch of the prompts repository.',
    ...rest,
  };
}

type Node = { [key: string]: unknown };

/** A prompt's own policy has no defaults: those of the common one are its examples. */
function addExamples(own: Node | undefined, common: Node | undefined): void {
  for (const [key, child] of Object.entries(propertiesOf(own))) {
    const standard = propertiesOf(common)[key];
    if (child.properties !== undefined) addExamples(child, standard);
    else if (standard?.default !== undefined) child.examples = [standard.default];
  }
}

function propertiesOf(schema: unknown): { readonly [key: string]: Node } {
  const found = isNode(schema) ? schema.properties : undefined;
  if (!isNode(found)) return {};
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, child]) => (isNode(child) ? [[key, child]] : [])),
  );
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
