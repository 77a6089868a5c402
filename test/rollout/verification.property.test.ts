import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagOf } from '../../src/live/manifest.ts';
import type { PromptState } from '../../src/live/state.ts';
import { groundOf } from '../../src/rollout/ground.ts';
import { rollback } from '../../src/rollout/incident.ts';
import { planRelease } from '../../src/rollout/release.ts';
import { chooseTarget } from '../../src/rollout/target.ts';
import { start } from '../../src/rollout/transition.ts';
import { isVerifying, verifyStep } from '../../src/rollout/verification.ts';
import {
  everyFive,
  lookAt,
  looksUntil,
  rolledBack,
  settings,
  steady,
  type Traffic,
  verifier,
} from './aftermath.ts';
import { at, good, matchOf, planOf, running, source, wish } from './states.ts';

/** What happens in one look: nothing, little or much, of which none, some or much fails, on both versions. */
const look = fc.record({
  requests: fc.constantFrom(0, 3, 20, 500),
  rate: fc.constantFrom(0, 0, 0.002, 0.02, 0.3),
  bad: fc.constantFrom(0, 0, 0, 1, 80, null),
});

/** Stretches of alike looks, as services fail and recover. */
const traffic: fc.Arbitrary<Traffic> = fc
  .array(fc.record({ look, length: fc.integer({ min: 1, max: 25 }) }), { minLength: 1, maxLength: 8 })
  .map((stretches) => {
    const looks = stretches.flatMap((each) => Array.from({ length: each.length }, () => each.look));
    return (index) => {
      const { requests, rate, bad } = looks[Math.min(index, looks.length - 1)] ?? {
        requests: 0,
        rate: 0,
        bad: 0,
      };
      return { requests, errors: Math.round(requests * rate), bad };
    };
  });

/** Looks of the last `seconds` before a time. */
const recent = (story: Traffic, end: string, seconds: number) => {
  const until = Date.parse(end);
  return looksUntil(400, story)
    .slice(1)
    .filter((each) => Date.parse(each.at) <= until && until - Date.parse(each.at) < seconds * 1000);
};

describe('whatever happens after a rollback', () => {
  it('it is never recovered with too few requests, too many errors, or a bad version that goes on', () => {
    let recovered = 0;
    fc.assert(
      fc.property(traffic, (story) => {
        const { verification } = lookAt(everyFive, story).incident;
        if (verification?.status !== 'recovered') return;
        recovered += 1;
        const end = verification.seen_at ?? '';
        const minute = recent(story, end, 60);
        const requests = minute.reduce((sum, { good: arm }) => sum + arm.requests, 0);
        const errors = minute.reduce((sum, { good: arm }) => sum + arm.errors, 0);
        expect(requests).toBeGreaterThanOrEqual(settings.min_requests);
        expect(errors / requests).toBeLessThan(0.01);
        expect(Date.parse(end)).toBeGreaterThanOrEqual(Date.parse(at(70)));
        const last = recent(story, end, 30);
        expect(last.map(({ bad }) => bad)).not.toContain(null);
        const bad = last.reduce((sum, each) => sum + (each.bad ?? 0), 0);
        const all = last.reduce((sum, each) => sum + each.good.requests, bad);
        expect(bad / all).toBeLessThanOrEqual(0.001);
      }),
      { numRuns: 60 },
    );
    expect(recovered).toBeGreaterThan(10);
  });

  it('it ends the same whoever looks and when, also with a clock that is late', () => {
    const ends = new Set<string | undefined>();
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 700 }), { maxLength: 12 });
    fc.assert(
      fc.property(traffic, times, fc.integer({ min: 0, max: 240 }), (story, some, late) => {
        const steadyRun = lookAt(everyFive, story).incident.verification;
        ends.add(steadyRun?.status);
        const upTo = everyFive.slice(0, 1 + (late % everyFive.length));
        expect(lookAt(upTo.slice(-1), story).incident).toEqual(lookAt(upTo, story).incident);
        const takeover = [...some.toSorted((a, b) => a - b), 900];
        expect(lookAt(takeover, story).incident.verification).toEqual(steadyRun);
        const { state, incident } = rolledBack();
        const change = verifyStep(state, incident, looksUntil(330, story), verifier(330 - late));
        expect(change?.state.incidents[0]?.verification).toEqual(steadyRun);
      }),
      { numRuns: 40 },
    );
    expect([...ends].sort()).toEqual(['failed', 'recovered', 'unverified']);
  });

  it('it is settled once: a status changes at most twice, and never after the end', () => {
    fc.assert(
      fc.property(traffic, (story) => {
        const { turns, state, incident } = lookAt(everyFive, story);
        expect(turns.length).toBeLessThanOrEqual(2);
        expect(isVerifying(incident)).toBe(false);
        expect(verifyStep(state, incident, looksUntil(900, steady()), verifier(900))).toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});

type Act = (state: PromptState, now: number) => PromptState;

const labels = ['v0', 'v1', 'v2', 'v3', 'v4'];

/** A promotion sees the version on the default branch, and starts it if it may. */
const push =
  (label: string): Act =>
  (state, now) => {
    const { kind } = planRelease(state, source(label));
    const plan = { ...planOf(), stages: [{ weight: 100, bake: 0 }] };
    return kind === 'start' || kind === 'supersede'
      ? start(state, source(label), plan, verifier(now)).state
      : state;
  };

/** A look finds the candidate failing. */
const fail: Act = (state, now) =>
  state.rollout === null
    ? state
    : rollback(state, state.stable, groundOf(matchOf('error-critical', 9), at(now), null), verifier(now))
        .state;

/** A person goes back further, where there is a version to go to. */
const back: Act = (state, now) => {
  if (state.rollout === null && state.previous.length === 0) return state;
  return rollback(state, chooseTarget(state, { good: [], all: [] }, '', false), wish(), verifier(now)).state;
};

/** All open verifications are looked at: everything fails, all is well, or nothing is known. */
const verify =
  (story: Traffic | null): Act =>
  (state, now) =>
    state.incidents.reduce((known, { id }) => {
      const incident = known.incidents.find((each) => each.id === id);
      if (incident?.verification == null) return known;
      const began =
        (Date.parse(incident.verification.starts_at) - Date.parse(at(settings.propagation))) / 1000;
      const looks = story === null ? [] : looksUntil(now - began, story);
      const dated = looks.map((each) => ({
        ...each,
        at: at((Date.parse(each.at) - Date.parse(at(0))) / 1000 + began),
      }));
      return verifyStep(known, incident, dated, verifier(now))?.state ?? known;
    }, state);

const acts: Readonly<Record<string, Act>> = {
  ...Object.fromEntries(labels.map((label) => [`push ${label}`, push(label)])),
  fail,
  back,
  'verify failing': verify(steady(100)),
  'verify healthy': verify(steady()),
  'verify blind': verify(null),
};

const servedBy = (state: PromptState): string => JSON.stringify(flagOf(state, new Map()));

describe('a rollback that did not help', () => {
  it('moves no traffic by itself, and never back to what was rolled back: nothing bounces', () => {
    const ends = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 4, maxLength: 24 }),
        (names) => {
          let state: PromptState = { ...running(), previous: [good('v0')] };
          const gone = new Set<string>();
          names.forEach((name, index) => {
            const act = acts[name];
            if (act === undefined) throw new Error(name);
            const before = state;
            state = act(state, 100 * (index + 1));
            if (name.startsWith('verify')) {
              expect(servedBy(state)).toBe(servedBy(before));
              expect({ ...state, incidents: [], outbox: [] }).toEqual({
                ...before,
                incidents: [],
                outbox: [],
              });
            }
            for (const { digest } of state.quarantine) gone.add(digest);
            const live = [state.stable.digest, state.rollout?.candidate.digest];
            expect(live.filter((digest) => digest !== undefined && gone.has(digest))).toEqual([]);
            for (const { verification } of state.incidents)
              if (verification !== null)
                ends.set(verification.status, (ends.get(verification.status) ?? 0) + 1);
          });
        },
      ),
      { numRuns: 300 },
    );
    expect([...ends.keys()]).toEqual(
      expect.arrayContaining(['failed', 'recovered', 'unverified', 'escalated']),
    );
  });

  it('lets a newer version start, which is the way forward, and not the one in quarantine', () => {
    const { state, incident } = lookAt(everyFive, steady(100));
    expect(incident.verification?.status).toBe('failed');
    expect(planRelease(state, source('v2')).kind).toBe('quarantined');
    expect(planRelease(state, source('v2', source('v2').label)).kind).toBe('quarantined');
    expect(planRelease(state, source('v3')).kind).toBe('start');
  });
});
