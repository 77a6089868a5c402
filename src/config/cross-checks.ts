import * as z from 'zod';
import { nearest } from './nearest.ts';

type Context = z.core.$RefinementCtx<unknown>;

/** Checks that see several prompts run even when a prompt has other problems, so they expect anything. */
const draft = z
  .object({
    prompts: z.record(
      z.string(),
      z
        .object({ path: z.string().catch(''), related: z.array(z.string().catch('')).catch([]) })
        .catch({ path: '', related: [] }),
    ),
  })
  .catch({ prompts: {} });

/** Two prompts may not share a file: a rollback of one would change the other. */
export function noOverlaps(config: unknown, context: Context): void {
  const prompts = Object.entries(draft.parse(config).prompts);
  const owners = new Map<string, string>();
  for (const [id, { path }] of prompts) if (!owners.has(path)) owners.set(path, id);
  for (const [id, { path }] of prompts) {
    const other = withParents(path)
      .map((folder) => owners.get(folder))
      .find((owner) => owner !== undefined && owner !== id);
    if (other !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['prompts', id, 'path'],
        message: `is the same as, or inside, the path of ${other}`,
      });
  }
}

/** Looking for a near name costs time in a file of thousands, and only the first problems are shown. */
const mostHints = 20;

/** `related` names other prompts of the file. */
export function relatedExist(config: unknown, context: Context): void {
  const { prompts } = draft.parse(config);
  const ids = Object.keys(prompts);
  let hints = 0;
  for (const [id, { related }] of Object.entries(prompts))
    related.forEach((name, index) => {
      if (name === '' || (name !== id && Object.hasOwn(prompts, name))) return;
      const near = ++hints > mostHints ? null : nearest(name, ids);
      const hint = near === null || near === id ? '' : `; did you mean \`${near}\`?`;
      context.addIssue({
        code: 'custom',
        path: ['prompts', id, 'related', index],
        message: `is not another prompt of this file${hint}`,
      });
    });
}

/** `a/b/c` → `a/b/c`, `a/b`, `a`. */
function withParents(path: string): string[] {
  const parts = path.split('/');
  return parts
    .map((_, index) => parts.slice(0, parts.length - index).join('/'))
    .filter((entry) => entry !== '');
}
