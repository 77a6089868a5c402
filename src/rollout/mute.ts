import type { Mute, Rollout } from '../live/state.ts';
import { rankOf } from '../policy/rules.ts';
import type { Match, Verdict } from '../policy/verdict.ts';

/**
 * The verdict without what a person has muted. When nothing else is left it is what stands behind: gaps, or
 * health. An outage is nobody's to mute.
 */
export function heard({ mutes }: Rollout, verdict: Verdict): Verdict {
  const loud = (match: Match): boolean => !mutes.some((mute) => covers(mute, match));
  if (mutes.length === 0 || verdict.cause === 'outage') return verdict;
  const [matches, unproven] = [verdict.matches.filter(loud), verdict.unproven.filter(loud)];
  const leading = matches[0];
  if (matches.length === verdict.matches.length && unproven.length === verdict.unproven.length)
    return verdict;
  if (leading !== undefined)
    return { ...verdict, matches, unproven, severity: leading.severity, verdict: names[leading.severity] };
  if (unproven.length > 0)
    return { ...verdict, matches, unproven, severity: null, cause: null, verdict: 'watch' };
  const name = verdict.behind.length > 0 ? 'inconclusive' : 'healthy';
  return { ...verdict, matches, unproven, severity: null, cause: null, verdict: name, gaps: verdict.behind };
}

const names = { critical: 'rollback', high: 'recommend-rollback', medium: 'watch' } as const;

function covers(mute: Mute, { metric, severity }: Match): boolean {
  return mute.metric === metric && rankOf(severity) >= rankOf(mute.severity);
}
