import { fail, messageOf } from '../errors/fail.ts';
import { type Flag, type Manifest, renderManifest } from './manifest.ts';

const keys = 10_000;
/** Widest deviation that a correct split shows: six standard deviations of a binomial share. */
const sigmas = 6;

/**
 * Evaluates the manifest as flagd would, before it is committed. Throws `manifest-invalid` when flagd
 * cannot read it. Returns what is odd about the split of the changed flags; empty when nothing is.
 */
export async function simulate(manifest: Manifest, changed: readonly string[]): Promise<string[]> {
  const { FlagdCore } = await import('@openfeature/flagd-core');
  const core = new FlagdCore();
  try {
    // A damaged flag of another prompt is no reason against this change.
    core.setConfigurations(renderManifest({ ...manifest, damaged: {} }));
  } catch (error) {
    throw fail('manifest-invalid', { prompt: changed.join(', '), detail: messageOf(error) }, error);
  }
  return changed.flatMap((name) => {
    const flag = manifest.flags[name];
    if (flag === undefined) return [];
    return splitFaults(name, flag, (targetingKey) => {
      const answer = core.resolveObjectEvaluation(name, {}, targetingKey === null ? {} : { targetingKey });
      return answer.variant ?? null;
    });
  });
}

type Evaluate = (targetingKey: string | null) => string | null;

function splitFaults(name: string, flag: Flag, evaluate: Evaluate): string[] {
  const faults: string[] = [];
  if (evaluate(null) !== flag.defaultVariant)
    faults.push(`${name}: users without a targeting key do not get ${flag.defaultVariant}`);
  const weights = flag.targeting?.fractional ?? [[flag.defaultVariant, 100] as const];
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  if (sum !== 100) faults.push(`${name}: the weights are ${sum} together, not 100`);
  const counts = countVariants(weights[0]?.[1] === 100 ? 100 : keys, evaluate);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  for (const [variant, weight] of weights) {
    const share = weight / 100;
    const allowed = sigmas * Math.sqrt((share * (1 - share)) / total);
    const found = (counts.get(variant) ?? 0) / total;
    if (Math.abs(found - share) > allowed)
      faults.push(`${name}: ${variant} would get ${(found * 100).toFixed(2)} % instead of ${weight} %`);
  }
  return faults;
}

function countVariants(users: number, evaluate: Evaluate): Map<string, number> {
  const counts = new Map<string, number>();
  for (let user = 0; user < users; user++) {
    const variant = evaluate(`user-${user}`) ?? '';
    counts.set(variant, (counts.get(variant) ?? 0) + 1);
  }
  return counts;
}
