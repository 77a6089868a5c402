import { argo } from './argo.ts';
import { evidence } from './evidence.ts';
import { flagger } from './flagger.ts';
import { growthbook } from './growthbook.ts';
import type { Watcher } from './method.ts';
import { windowRule } from './window-rule.ts';
import { zTest } from './z-test.ts';

export const THIS = 'this method';

/** All methods by the name they have in the tables. */
export const METHODS: Readonly<Record<string, () => Watcher>> = {
  'rule as written, 5-minute window': windowRule,
  'Argo style, 30 s, failureLimit 3': argo,
  'Flagger, documented example': flagger,
  'z test, p < 0.05 at every look': zTest,
  'GrowthBook sequential, 1 %': growthbook,
  [THIS]: evidence,
};
