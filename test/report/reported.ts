import type { IncidentFacts } from '../../src/report/facts.ts';
import { attacked } from './attacked.ts';
import { asking, escalated, manual, resumed, rolledBack, verified } from './fixtures.ts';

/** The incidents whose pull requests and issues are kept as golden files, by name. */
export const reported: readonly (readonly [name: string, facts: IncidentFacts])[] = [
  ['rolled-back', rolledBack()],
  ['asking', asking()],
  ['manual', manual()],
  ['verified', verified()],
  ['escalated', escalated()],
  ['resumed', resumed()],
  ['rolled-back-hostile', attacked(rolledBack())],
  ['asking-hostile', attacked(asking())],
];
