import type { ResolvedPrompt } from '../../src/config/load.ts';
import { type Policy, policySchema } from '../../src/config/policy-schema.ts';

/** A prompt with the standard policy, but for what is given, and stages of ten minutes each. */
export function replayed(
  policy: Partial<Policy> = {},
  stages: ResolvedPrompt['stages'] = [1, 5, 25, 100].map((weight) => ({ weight, bake: 600 })),
): ResolvedPrompt {
  return {
    id: 'support',
    path: 'prompts/support.md',
    owners: [],
    related: [],
    baselineTest: null,
    stages,
    policy: { ...policySchema.parse({}), ...policy },
  };
}

/** The standard rules, of which `error-critical` begins over another threshold. */
export const criticalOver = (over: number): Pick<Policy, 'rules'> => ({
  rules: policySchema.parse({ rules: { 'error-critical': { over } } }).rules,
});
