import { createHash } from 'node:crypto';
import { type Policy, policySchema, type RuleName, ruleMetrics } from '../../src/config/policy-schema.ts';
import {
  type Incident,
  noticeEvents,
  type Plan,
  type PromptState,
  type Rollout,
  type Version,
} from '../../src/live/state.ts';
import type { Health } from '../../src/policy/health.ts';
import { unjudged } from '../../src/policy/judge.ts';
import type { Match, Verdict } from '../../src/policy/verdict.ts';
import type { Actor } from '../../src/rollout/change.ts';
import { type Pace, revert } from '../../src/rollout/gradual.ts';
import type { Ground } from '../../src/rollout/ground.ts';
import { rollback } from '../../src/rollout/incident.ts';
import type { SourceVersion } from '../../src/rollout/release.ts';
import { adopt, start } from '../../src/rollout/transition.ts';

export const t0 = '2026-03-01T12:00:00.000Z';

/** The time `seconds` after the begin of every story. */
export const at = (seconds: number): string => new Date(Date.parse(t0) + seconds * 1000).toISOString();

const digestOf = (text: string): string => createHash('sha1').update(text).digest('hex');

/** What lies on the default branch: the label names the content, unless the content is given. */
export const source = (label: string, content = label): SourceVersion => ({
  label,
  commit: digestOf(`commit ${content}`),
  path: 'prompts/support.md',
  digest: digestOf(content),
});

export const version = (label: string, fields: Partial<Version> = {}): Version => ({
  ...source(label),
  stable_since: null,
  known_good_since: null,
  ...fields,
});

/** A version that served everyone, and is known as good. */
export const good = (label: string): Version => version(label, { stable_since: t0, known_good_since: t0 });

export const planOf = (policy: Partial<Policy> = {}): Plan => ({
  stages: [1, 5, 25, 100].map((weight) => ({ weight, bake: 600 })),
  policy: { ...policySchema.parse({}), ...policy },
});

export const actor = (fields: Partial<Actor> = {}): Actor => ({
  now: at(0),
  by: 'system',
  runUrl: 'https://forge.example/runs/1',
  delivers: false,
  verification: null,
  run: 'run-1',
  tells: noticeEvents,
  ...fields,
});

/** v2 at 5 %, two stages into its rollout over v1. */
export function rolloutOf(fields: Partial<Rollout> = {}): Rollout {
  const candidate = fields.candidate ?? version('v2');
  const { state } = start(stateOf(), candidate, fields.plan ?? planOf(), actor());
  if (state.rollout === null) throw new Error('nothing was started');
  return {
    ...state.rollout,
    stage: 1,
    weight: 5,
    weights: [...state.rollout.weights, { at: t0, weight: 5 }],
    first_traffic_at: t0,
    ...fields,
  };
}

/** v1, just adopted. */
export const stateOf = (fields: Partial<PromptState> = {}): PromptState => ({
  ...adopt('support', source('v1'), actor()).state,
  ...fields,
});

/** v2 at 5 % over v1, with v0 before it. */
export const running = (fields: Partial<Rollout> = {}): PromptState & { rollout: Rollout } => ({
  ...stateOf({ previous: [good('v0')], rollouts: 1 }),
  rollout: rolloutOf(fields),
});

export const watching = (fields: Partial<Rollout> = {}): PromptState & { rollout: Rollout } =>
  running({ phase: 'watching', stage: 3, weight: 100, ...fields });

/** How a gradual rollback goes in most tests: ten minutes a step. */
export const pace: Pace = { step: 600, policy: policySchema.parse({}) };

/** v2 on its gradual way back to v1, begun at second 0: 75 % are left of the 100 that it had. */
export function reverting(fields: Partial<Rollout> = {}): PromptState & { rollout: Rollout } {
  const { state } = revert(watching(), good('v1'), wish(), actor(), pace);
  if (state.rollout === null) throw new Error('nothing is reverted');
  return { ...state, rollout: { ...state.rollout, ...fields } };
}

/** What the window says of a bad version and its target, in percent; null is unknown. */
export function healthAt(bad: number | null, target: number | null): Health {
  return {
    bad: { rate: bad, over: bad !== null && bad > 2 ? matchOf('error-high', bad) : null },
    target: { rate: target, state: target === null ? 'unknown' : target > 2 ? 'unhealthy' : 'healthy' },
  };
}

/** The incident of v2 rolled back to v1. */
export function incidentOf(fields: Partial<Incident> = {}): Incident {
  const [incident] = rollback(running(), good('v1'), wish(), actor()).state.incidents;
  if (incident === undefined) throw new Error('no incident');
  return { ...incident, ...fields };
}

export function matchOf(name: RuleName, value: number, fields: Partial<Match> = {}): Match {
  const { severity, decider, limit, over } = policySchema.parse({}).rules[name];
  const metric = ruleMetrics[name];
  return { name, metric, severity, decider, value, threshold: over, limit, since: t0, ...fields };
}

export const gateMatch = (metric: Match['metric'], value: number, threshold: number): Match => ({
  name: `gate-${metric}`,
  metric,
  severity: 'medium',
  decider: 'on-call',
  value,
  threshold,
  limit: 3600,
  since: t0,
});

const verdictNames = { critical: 'rollback', high: 'recommend-rollback', medium: 'watch' } as const;

const blank: Verdict = { ...unjudged('no-data', 600, policySchema.parse({})), gaps: [] };

/** The verdict that these matches, worst first, make on a candidate. */
export function crossed(...matches: readonly [Match, ...Match[]]): Verdict {
  const { severity } = matches[0];
  return { ...blank, verdict: verdictNames[severity], cause: 'candidate', severity, matches };
}

export const verdicts = {
  healthy: { ...blank, verdict: 'healthy', cause: null, promotion: { ready: true, waits: [], gap: null } },
  proving: {
    ...blank,
    verdict: 'healthy',
    cause: null,
    promotion: {
      ready: false,
      waits: [{ metric: 'error_rate', requests: 400, minutes: 8, weight: null }],
      gap: null,
    },
  },
  critical: crossed(matchOf('error-critical', 8.4), matchOf('error-high', 8.4)),
  high: crossed(matchOf('error-high', 3)),
  medium: crossed(matchOf('quality-medium', 15)),
  unproven: { ...blank, verdict: 'watch', cause: null, unproven: [matchOf('error-critical', 8.4)] },
  outage: {
    ...blank,
    cause: 'outage',
    severity: 'critical',
    matches: [matchOf('error-critical', 8.4)],
  },
  tooFew: { ...blank, cause: null, gaps: ['too-few'] },
  blind: { ...blank, cause: 'metrics', gaps: ['source-down'] },
} as const satisfies Record<string, Verdict>;

/** Why a person rolls back. */
export const wish = (reason = 'complaints'): Ground => ({
  match: null,
  reason,
  detectedAt: at(0),
  evidence: null,
});
