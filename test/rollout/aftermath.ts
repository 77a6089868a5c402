import type { ArmLook } from '../../src/evidence/looks.ts';
import type { Incident, PromptState } from '../../src/live/state.ts';
import type { Reading } from '../../src/policy/verdict.ts';
import type { AfterLook } from '../../src/rollout/aftermath.ts';
import type { Actor, Change } from '../../src/rollout/change.ts';
import type { Ground } from '../../src/rollout/ground.ts';
import { rollback } from '../../src/rollout/incident.ts';
import { verifyStep } from '../../src/rollout/verification.ts';
import { newest } from './seen.ts';
import { actor, at, crossed, good, matchOf, running, wish } from './states.ts';

export const settings = {
  propagation: 10,
  interval: 5,
  escalate_after: 60,
  give_up_after: 300,
  min_requests: 100,
};

/** Somebody who verifies, `seconds` after the rollback. */
export const verifier = (seconds: number, fields: Partial<Actor> = {}): Actor =>
  actor({ now: at(seconds), verification: settings, ...fields });

/** v2 was rolled back to v1 at second 0, with v0 before it. */
export function rolledBack(ground: Ground = wish()): { state: PromptState; incident: Incident } {
  const { state } = rollback(running(), good('v1'), ground, verifier(0));
  return { state, incident: newest(state) };
}

/** What happens in one look, by its number: 0 is the one that ends at `starts_at`. */
export type Traffic = (index: number) => {
  readonly requests: number;
  readonly errors: number;
  readonly bad: number | null;
  readonly more?: Pick<ArmLook, 'latency' | 'quality'>;
  readonly level?: number;
};

/** 500 requests a look of the version that took over, of which some fail, and none of the bad one. */
export const steady =
  (errors = 0, bad: number | null = 0, requests = 500): Traffic =>
  () => ({
    requests,
    errors,
    bad,
  });

/** All looks that a source has at a time: every five seconds one, from the one that ends at `starts_at`. */
export function looksUntil(seconds: number, traffic: Traffic): AfterLook[] {
  const count = Math.max(0, Math.floor((seconds - settings.propagation) / settings.interval) + 1);
  return Array.from({ length: count }, (_, index) => {
    const { requests, errors, bad, more = {}, level = null } = traffic(index);
    const end = settings.propagation + index * settings.interval;
    return { at: at(end), good: { requests, errors, ...more }, bad, level };
  });
}

/** A status that a verification came to, and when, in seconds after the rollback. */
export interface Turn {
  readonly seconds: number;
  readonly change: Change;
}

/** Runs that look at these times (seconds), one after the other. */
export function lookAt(
  times: readonly number[],
  traffic: Traffic,
  from = rolledBack(),
): { state: PromptState; incident: Incident; turns: readonly Turn[] } {
  let { state } = from;
  const turns: Turn[] = [];
  for (const seconds of times) {
    const incident = state.incidents.find(({ id }) => id === from.incident.id);
    if (incident === undefined) throw new Error('the incident is gone');
    const change = verifyStep(state, incident, looksUntil(seconds, traffic), verifier(seconds));
    if (change === null) continue;
    turns.push({ seconds, change });
    state = change.state;
  }
  return { state, incident: newest(state), turns };
}

/** A run that looks every five seconds from the rollback to the end and a little beyond. */
export const everyFive: readonly number[] = Array.from({ length: 66 }, (_, index) => 5 * index + 2);

/** Evidence in which stable had these readings. */
export function evidenceOf(...stable: readonly Pick<Reading, 'metric' | 'stable'>[]): unknown {
  const readings = stable.map((reading) => ({
    ...reading,
    value: 0,
    candidate: 0,
    since: null,
    worse: null,
    proof: null,
  }));
  return { observation: {}, verdict: { ...crossed(matchOf('error-critical', 8)), readings }, exposure: null };
}

/** Status changes with their seconds, as `recovered at 60`. */
export const turnsOf = (traffic: Traffic, times = everyFive, from = rolledBack()): string[] =>
  lookAt(times, traffic, from).turns.map(
    ({ seconds, change }) => `${newest(change.state).verification?.status} at ${seconds}`,
  );
