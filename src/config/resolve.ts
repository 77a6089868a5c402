import { fail } from '../errors/fail.ts';
import { type Policy, policySchema } from './policy-schema.ts';
import type { BaselineTest, Config } from './schema.ts';

/** A prompt with everything that holds for it: its own settings over the common ones. */
export interface ResolvedPrompt {
  readonly id: string;
  readonly path: string;
  readonly owners: readonly string[];
  readonly related: readonly string[];
  /** Weights in percent, rising to 100; `bake` in seconds. */
  readonly stages: readonly { readonly weight: number; readonly bake: number }[];
  readonly policy: Policy;
  /** What must pass before an older version is put back; null where nothing is configured. */
  readonly baselineTest: BaselineTest | null;
}

/** The settings of the prompt `id`, complete. Throws `prompt-unknown`. */
export function resolvePrompt(config: Config, id: string): ResolvedPrompt {
  const prompt = Object.hasOwn(config.prompts, id) ? config.prompts[id] : undefined;
  if (prompt === undefined)
    throw fail('prompt-unknown', { prompt: id, known: Object.keys(config.prompts).join(', ') });
  const { path, owners, related } = prompt;
  const stages = (prompt.stages ?? config.stages).map(({ weight, bake }) => ({
    weight,
    bake: bake ?? config.bake,
  }));
  return {
    id,
    path,
    owners,
    related,
    stages,
    policy: policySchema.parse(merge(config.policy, prompt.policy)),
    baselineTest: prompt.baseline_test ?? config.rollback.baseline_test ?? null,
  };
}

/** `over` on `base`, map by map; both were parsed, so no key is foreign. */
function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isMap(base) || !isMap(over)) return over;
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries([...keys].map((key) => [key, merge(base[key], over[key])]));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
