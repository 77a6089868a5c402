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
    },
  });
  return {
    $schema,
    $id: 'prompt-rollout.schema.json',
    title: 'Prompt Rollout',
    description:
      'Configuration of Prompt Rollout: prompt-rollout.yml on the default branch of the prompts repository.',
    ...rest,
  };
}
