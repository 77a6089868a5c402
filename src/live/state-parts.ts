import * as z from 'zod';
import { policySchema } from '../config/policy-schema.ts';

/** What every part of the state is made of. */

export const iso = z.iso.datetime({ precision: 3 });
export const digest = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
export const weight = z.int().min(0).max(100);

/** One released content of a prompt. `digest` is the git object id of the path at `commit`. */
export const versionSchema = z.strictObject({
  label: z.string(),
  commit: digest,
  path: z.string(),
  digest,
  /** When it began to serve everyone; null while it is a candidate. */
  stable_since: iso.nullable(),
  /** When its watch at 100 % ended well; null while that is open. */
  known_good_since: iso.nullable(),
});

export const stageSchema = z.strictObject({ weight, bake: z.number().min(0) });

/** The policy and stages as they were when the rollout began: a rollout is judged by one policy. */
export const planSchema = z.strictObject({
  stages: z.array(stageSchema).min(1),
  policy: policySchema,
});
