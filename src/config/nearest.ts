import { distance } from 'fastest-levenshtein';

const mostLength = 64;

/**
 * The candidate that `word` was probably meant to be; null when none is near. Near is one edit in every
 * three characters of the candidate (at least one, never all), or the same letters in another order.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word.length > mostLength) return null;
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const edits = editsBetween(word.toLowerCase(), candidate.toLowerCase());
    if (edits >= least || edits >= candidate.length) continue;
    if (edits > Math.max(1, Math.floor(candidate.length / 3))) continue;
    best = candidate;
    least = edits;
  }
  return best;
}

function editsBetween(word: string, candidate: string): number {
  return letters(word) === letters(candidate) ? 1 : distance(word, candidate);
}

function letters(word: string): string {
  return [...word].sort().join('');
}
