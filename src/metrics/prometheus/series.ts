import type { Labels } from './answer.ts';

/** Labels as a text that is equal for equal label sets; the label `without` is left out. */
export function seriesName(labels: Labels, without?: string): string {
  const sorted = Object.entries(labels)
    .filter(([name]) => name !== without)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(sorted);
}
