import type { Verdict } from './verdict.ts';

/** A prompt's verdict, and the prompts that it is related to. */
export interface Related {
  readonly prompt: string;
  readonly related: readonly string[];
  readonly verdict: Verdict;
}

/**
 * Two or more related prompts that are each proven worse than their stable fail together: that is critical for
 * each of them, whatever the rule says of one alone. The relation holds both ways. Returns the verdicts by
 * prompt, those of a cascade with severity critical.
 */
export function withCascades(all: readonly Related[]): Map<string, Verdict> {
  const failing = all.filter(({ verdict }) => isWorse(verdict));
  return new Map(
    all.map((one) => {
      const together = failing.some((other) => other.prompt !== one.prompt && areRelated(one, other));
      return [one.prompt, together && failing.includes(one) ? critical(one.verdict) : one.verdict];
    }),
  );
}

/** Proven worse than stable by the test that belongs to a crossed limit. */
function isWorse({ cause, matches, readings }: Verdict): boolean {
  if (cause !== 'candidate') return false;
  return matches.some(({ metric }) => readings.find((reading) => reading.metric === metric)?.worse === true);
}

function areRelated(one: Related, other: Related): boolean {
  return one.related.includes(other.prompt) || other.related.includes(one.prompt);
}

function critical(verdict: Verdict): Verdict {
  const matches = verdict.matches.map((match, index) =>
    index === 0 ? { ...match, severity: 'critical' as const } : match,
  );
  return { ...verdict, verdict: 'rollback', severity: 'critical', matches };
}
