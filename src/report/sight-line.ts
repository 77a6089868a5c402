import type { SightRow } from '../evidence/sight.ts';
import { count, duration, percent } from './format.ts';

/**
 * What a stage can see, in one line: `this stage proves an error rate of 8 % after 105 requests (2 min), …`.
 * Null when it can see nothing.
 */
export function sightLine(rows: readonly SightRow[]): string | null {
  const texts = rows.flatMap(({ rate, requests, minutes }) => {
    if (requests === null) return [];
    const time = minutes === null ? '' : ` (${duration(minutes * 60)})`;
    return [`${percent(rate * 100)} after ${count(requests)} requests${time}`];
  });
  return texts.length === 0
    ? null
    : `this stage proves, 95 times in 100, an error rate of ${texts.join(', ')}`;
}
