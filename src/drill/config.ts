import { type Config, configSchema } from '../config/schema.ts';
import { drillBranch, drillPath } from './names.ts';

/**
 * The configuration of a drill: the throwaway prompt alone, on a live branch of its own, under the default policy, so
 * that every drill rehearses the same rollback. Of the real one it takes whom to tell, the timing of the verification
 * and the runbooks. It hands nothing on: no application may see its manifest.
 */
export function drillConfig(real: Config, id: string): Config {
  const own = configSchema.parse({
    prompts: { [id]: { path: drillPath(id) } },
    stages: [50, 100],
    bake: '0s',
    // Never opened: the drill has a metrics source of its own. Without one nothing would be verified.
    metrics: { source: 'file', file: id },
    live_branch: drillBranch(id),
    commits: real.commits,
  });
  const { notify, runbooks, variants, rollback } = real;
  return {
    ...own,
    notify,
    runbooks,
    variants,
    rollback: { ...own.rollback, verification: rollback.verification },
  };
}
