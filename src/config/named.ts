import * as z from 'zod';
import { promptId, repoPath } from './names.ts';
import { configSchema } from './schema.ts';

/** The files that a configuration names. */
export interface Named {
  readonly prompts: Readonly<Record<string, { readonly path: string }>>;
  /** The folder of the runbooks; null where it cannot be told. */
  readonly runbooks: string | null;
}

export const nothingNamed: Named = { prompts: {}, runbooks: null };

const draft = z.object({
  prompts: z.record(z.string(), z.unknown()).catch({}),
  runbooks: configSchema.shape.runbooks.nullable().catch(null),
});
const place = z.object({ path: repoPath });

/**
 * What a configuration with problems names all the same: the prompts that have a right id and path, so that their own
 * problems come at once with those of the configuration.
 */
export function namedIn(value: unknown): Named {
  const read = draft.safeParse(value);
  if (!read.success) return nothingNamed;
  const prompts = Object.entries(read.data.prompts).flatMap(([id, prompt]) => {
    const found = place.safeParse(prompt);
    return found.success && promptId.safeParse(id).success ? [[id, found.data] as const] : [];
  });
  return { prompts: Object.fromEntries(prompts), runbooks: read.data.runbooks };
}
