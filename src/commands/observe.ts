import type { Policy } from '../config/policy-schema.ts';
import type { Look } from '../evidence/looks.ts';
import type { Rollout, Soak, Version } from '../live/state.ts';
import type { MetricsSource, Observation } from '../metrics/port.ts';
import { interval } from '../policy/grid.ts';
import { judge, unjudged } from '../policy/judge.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { Evidence, Exposure } from '../report/facts.ts';
import { secondsSince } from '../rollout/decide.ts';

/** What one look saw of a prompt, and what the policy makes of it. */
export interface Sight {
  readonly at: Date;
  /** Whether the source can be asked for the looks of the past. */
  readonly history: boolean;
  readonly observation: Observation | null;
  readonly verdict: Verdict;
}

/**
 * Looks at the candidate beside stable. Without a metrics source everything is inconclusive. `past` are the
 * looks of the ledger, for a source that has no history of its own.
 */
export async function sightRollout(
  source: MetricsSource | null,
  prompt: string,
  stable: Version,
  rollout: Rollout,
  past: readonly Look[],
  at: Date,
): Promise<Sight> {
  const { policy } = rollout.plan;
  const age = (began: string | null): number =>
    Math.max(0, secondsSince(began ?? at.toISOString(), at.toISOString()));
  if (source === null)
    return {
      at,
      history: true,
      observation: null,
      verdict: unjudged('metrics-missing', age(rollout.first_traffic_at), policy),
    };
  const answer = await source.observe({
    prompt,
    candidate: rollout.candidate.label,
    stable: stable.label,
    weight: rollout.weight,
    since: new Date(Date.parse(rollout.started_at) - lead * 1000),
    at,
  });
  const looks = source.history ? answer.looks : accumulated(past, answer);
  const observation = { ...answer, looks: weighed(looks, rollout) };
  const { stages } = rollout.plan;
  const { history } = source;
  const arrived = rollout.first_traffic_at ?? arrivalOf({ observation, history }, rollout.started_at);
  const verdict = judge(observation, policy, {
    ageSeconds: age(arrived),
    crossing: rollout.crossing,
    weight: rollout.weight,
    baseline: rollout.baseline,
    lastStage: stages[rollout.stage + 1]?.weight === 100,
    secondsLeft: policy.deadline - secondsSince(rollout.stage_started_at, at.toISOString()),
  });
  // What is looked at on a way back is no trouble of this rollout; without counts, nobody knows of the first traffic.
  const earliest = looks === null || arrived === null ? rollout.started_at : arrived;
  const told = rollout.phase === 'reverting' ? verdict : notBefore(verdict, earliest);
  return { at, history, observation, verdict: told };
}

/**
 * Begin of the first look with traffic of the candidate, ISO 8601; null when it is not in the looks. A look of a source
 * with history begins where the one before it ended; one without covers its own window and nothing else. No
 * candidate had traffic before its rollout `started`: a look that began earlier counts from there.
 */
export function arrivalOf(
  { observation, history }: Pick<Sight, 'observation' | 'history'>,
  started: string,
): string | null {
  const looks = observation?.looks ?? [];
  const index = looks.findIndex(({ candidate }) => candidate.requests > 0);
  const look = looks[index];
  if (observation === null || look === undefined) return null;
  const length = history ? interval : observation.window_seconds;
  const before = looks[index - 1]?.at;
  const alone = new Date(Date.parse(look.at) - length * 1000).toISOString();
  const begin = before === undefined || (!history && isBefore(before, alone)) ? alone : before;
  return isBefore(begin, started) ? started : begin;
}

/**
 * The verdict without a trouble that begins before the candidate had any traffic: the first look and the window of a
 * source may reach further back. Nothing is decided by these times; they are only told.
 */
function notBefore(verdict: Verdict, earliest: string): Verdict {
  const bounded = <Each extends { readonly since: string | null }>(each: Each): Each =>
    each.since !== null && isBefore(each.since, earliest) ? { ...each, since: earliest } : each;
  return {
    ...verdict,
    matches: verdict.matches.map(bounded),
    unproven: verdict.unproven.map(bounded),
    readings: verdict.readings.map(bounded),
  };
}

const isBefore = (one: string, other: string): boolean => Date.parse(one) < Date.parse(other);

/** The looks so far and this one; one whose window overlaps it gives way, since nothing may count twice. */
function accumulated(past: readonly Look[], { looks, window_seconds }: Observation): readonly Look[] | null {
  const [fresh] = looks ?? [];
  if (fresh === undefined) return past.length === 0 ? null : past;
  const begin = Date.parse(fresh.at) - window_seconds * 1000;
  return [...past.filter(({ at }) => Date.parse(at) <= begin), fresh];
}

/**
 * Seconds before the start from which the looks begin. What stable does by itself shows whether its errors come
 * in clusters: without it the first looks of a rollout would take a cluster for a failure of the candidate.
 */
const lead = 3600;

/** A source knows counts, not weights: each look gets the weight that held when it ended, 0 before the start. */
function weighed(looks: readonly Look[] | null, { weights }: Rollout): readonly Look[] | null {
  if (looks === null) return null;
  const ofTheirTime = looks.map((look): Look => {
    const ended = Date.parse(look.at);
    const weight = weights.findLast(({ at }) => Date.parse(at) < ended)?.weight ?? 0;
    // What the candidate's label did before is of an earlier rollout, and was judged then.
    return weight === 0 ? { ...look, weight, candidate: { requests: 0, errors: 0 } } : { ...look, weight };
  });
  return sinceKnown(ofTheirTime);
}

/**
 * Without the looks before stable is known. Where the source did not have it at the begin of the history, the
 * first look counts all that it ever did.
 */
function sinceKnown(looks: readonly Look[]): readonly Look[] {
  const first = looks.findIndex(({ weight, stable }) => weight > 0 || stable.requests > 0);
  if (first <= 0) return looks;
  return looks.slice(looks[first]?.weight === 0 ? first + 1 : first);
}

/** The longest history that a look at a version without a rollout asks for, in seconds. */
const longest = 24 * 3600;

/**
 * Looks at a stable version that serves everyone, by the absolute rules and the mature limits, over at most so many
 * seconds of its history.
 */
export async function sightStable(
  source: MetricsSource | null,
  prompt: string,
  stable: Version,
  policy: Policy,
  at: Date,
  most = longest,
): Promise<Sight> {
  const served = secondsSince(stable.stable_since ?? at.toISOString(), at.toISOString());
  const age = Math.max(policy.gates.mature_after, served);
  return sightAlone(source, prompt, stable.label, policy, { at, age, history: Math.min(served, most) });
}

/** Looks at a version in staging, from when it came there. */
export async function sightStaged(
  source: MetricsSource | null,
  prompt: string,
  soak: Soak | null,
  label: string,
  policy: Policy,
  at: Date,
): Promise<Sight> {
  const age = soak === null ? 0 : secondsSince(soak.started_at, at.toISOString());
  return sightAlone(source, prompt, label, policy, { at, age, history: Math.min(age, longest) });
}

/** A look at one version that has all the traffic of its environment; times in seconds. */
async function sightAlone(
  source: MetricsSource | null,
  prompt: string,
  label: string,
  policy: Policy,
  { at, age, history }: { at: Date; age: number; history: number },
): Promise<Sight> {
  if (source === null)
    return { at, history: true, observation: null, verdict: unjudged('metrics-missing', age, policy) };
  const since = new Date(at.getTime() - history * 1000);
  const observation = await source.observe({
    prompt,
    candidate: label,
    stable: label,
    weight: 100,
    since,
    at,
  });
  const verdict = judge(observation, policy, {
    ageSeconds: age,
    crossing: null,
    weight: 100,
    baseline: null,
    lastStage: false,
    secondsLeft: Number.POSITIVE_INFINITY,
  });
  return { at, history: source.history, observation, verdict };
}

/** What the ledger and an incident keep of a look: without the looks of the grid, but with what they come to. */
export function evidenceOf(sight: Sight, started: string): Evidence | null {
  const { observation, verdict } = sight;
  if (observation === null) return null;
  const { looks, ...rest } = observation;
  const since = arrivalOf(sight, started);
  return { observation: rest, verdict, exposure: looks === null ? null : exposureOf(looks, since) };
}

/** What the candidate did from its first traffic on; null without any. */
function exposureOf(looks: readonly Look[], since: string | null): Exposure | null {
  const last = looks.at(-1);
  if (since === null || last === undefined) return null;
  const sum = (field: 'requests' | 'errors'): number =>
    Math.round(looks.reduce((total, { candidate }) => total + candidate[field], 0));
  return { since, until: last.at, requests: sum('requests'), failed: sum('errors') };
}
