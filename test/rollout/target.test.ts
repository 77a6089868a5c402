import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors/fail.ts';
import type { PromptState } from '../../src/live/state.ts';
import { rollback } from '../../src/rollout/incident.ts';
import { chooseTarget, doneBefore, isPrevious, type KnownVersions } from '../../src/rollout/target.ts';
import { actor, at, good, running, stateOf, t0, version, watching, wish } from './states.ts';

const nothing: KnownVersions = { good: [], all: [] };
const settled = stateOf({ stable: good('v3'), previous: [good('v2'), good('v1')] });
const isolate = (state: PromptState, ...labels: string[]): PromptState => ({
  ...state,
  quarantine: labels.map((label) => ({
    digest: version(label).digest,
    label,
    commit: version(label).commit,
    at: t0,
    by: 'system',
    reason: 'r',
    incident: 'i',
  })),
});

function refusal(run: () => unknown): Failure {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('without a label', () => {
  it('the stable version, while a candidate is there', () => {
    expect(chooseTarget(running(), nothing, '', false)).toEqual(good('v1'));
    expect(chooseTarget(watching(), nothing, '', false)).toEqual(good('v1'));
  });

  it('the version before it, when nothing rolls out', () => {
    expect(chooseTarget(settled, nothing, '', false)).toEqual(good('v2'));
  });

  it('the stable version also when it is not known as good yet', () => {
    const state = { ...running({ candidate: version('v3') }), stable: version('v2', { stable_since: t0 }) };
    expect(chooseTarget(state, nothing, '', false).label).toBe('v2');
  });

  it('passes over what is in quarantine', () => {
    expect(chooseTarget(isolate(settled, 'v2'), nothing, '', false)).toEqual(good('v1'));
  });

  it('is refused when there is nothing before', () => {
    expect(refusal(() => chooseTarget(stateOf(), nothing, '', false))).toMatchObject({
      code: 'no-previous-version',
      message: 'support has no version before v1.',
    });
    expect(refusal(() => chooseTarget(isolate(settled, 'v1', 'v2'), nothing, '', true)).code).toBe(
      'no-previous-version',
    );
  });

  it('never is what serves already, even if it served before', () => {
    const state = stateOf({ stable: good('v2'), previous: [good('v2'), good('v1')] });
    expect(chooseTarget(state, nothing, '', false).label).toBe('v1');
  });
});

describe('with a label', () => {
  it('any earlier version that is known as good', () => {
    expect(chooseTarget(settled, nothing, 'v1', false)).toEqual(good('v1'));
    expect(chooseTarget(running(), nothing, 'v0', false)).toEqual(good('v0'));
  });

  it('one that only the ledger remembers as good', () => {
    const known = { good: [good('v-1')], all: [] };
    expect(chooseTarget(settled, known, 'v-1', false)).toEqual(good('v-1'));
  });

  it('the version right before, known as good or not', () => {
    const state = stateOf({
      stable: good('v3'),
      previous: [version('v2', { stable_since: t0 }), good('v1')],
    });
    expect(chooseTarget(state, nothing, 'v2', false).label).toBe('v2');
  });

  it('not an earlier one that never became good', () => {
    const state = stateOf({
      stable: good('v3'),
      previous: [good('v2'), version('v1', { stable_since: t0 })],
    });
    const { code, cure } = refusal(() => chooseTarget(state, nothing, 'v1', false));
    expect(code).toBe('version-unknown');
    expect(cure).toContain('Use one of: v2.');
  });

  it('is refused for what serves already', () => {
    expect(refusal(() => chooseTarget(settled, nothing, 'v3', false)).code).toBe('version-live');
    expect(refusal(() => chooseTarget(running(), nothing, 'v2', true)).code).toBe('version-live');
  });

  it('is refused for an unknown one, naming those that can be used', () => {
    const known = { good: [good('v1'), good('v0')], all: [good('v9')] };
    const { code, message, cure } = refusal(() => chooseTarget(settled, known, 'v9', false));
    expect(code).toBe('version-unknown');
    expect(message).toContain('"v9"');
    expect(cure).toContain('Use one of: v2, v1, v0.');
  });

  it('names the version right before among those that can be used', () => {
    const state = stateOf({ stable: good('v3'), previous: [version('v2', { stable_since: t0 })] });
    expect(refusal(() => chooseTarget(state, nothing, 'v9', false)).cure).toContain('Use one of: v2.');
  });

  it('says so when there is none', () => {
    expect(refusal(() => chooseTarget(stateOf(), nothing, 'v9', false)).cure).toContain('Use one of: none.');
  });
});

describe('with force', () => {
  const known = { good: [], all: [version('v7'), good('v1')] };

  it('any version of the ledger', () => {
    expect(refusal(() => chooseTarget(settled, known, 'v7', false)).code).toBe('version-unknown');
    expect(chooseTarget(settled, known, 'v7', true)).toEqual(version('v7'));
  });

  it('prefers the dates of one that is known as good', () => {
    const stale = { good: [], all: [version('v1')] };
    expect(chooseTarget(settled, stale, 'v1', true)).toEqual(good('v1'));
  });

  it('still not one that nobody knows', () => {
    expect(refusal(() => chooseTarget(settled, known, 'v9', true)).code).toBe('version-unknown');
  });

  it('never one in quarantine', () => {
    for (const label of ['v7', 'v2', 'v1'])
      expect(refusal(() => chooseTarget(isolate(settled, 'v7', 'v2', 'v1'), known, label, true)).code).toBe(
        'version-quarantined',
      );
  });
});

describe('a rollback that is asked for again', () => {
  const run = (runUrl: string | null, seconds: number) => ({ runUrl, now: at(seconds) });
  const { state } = rollback(
    running(),
    good('v1'),
    wish(),
    actor({ runUrl: 'https://forge.example/runs/1' }),
  );
  const [incident] = state.incidents;

  it('by the same run is done, however late that run starts again', () => {
    expect(doneBefore(state, '', run('https://forge.example/runs/1', 1_000_000))).toBe(incident);
  });

  it('by another one within a quarter of an hour is done', () => {
    expect(doneBefore(state, '', run('https://forge.example/runs/2', 899))).toBe(incident);
    expect(doneBefore(state, '', run(null, 899))).toBe(incident);
    expect(doneBefore(state, '', run('https://forge.example/runs/2', 900))).toBeNull();
  });

  it('without addresses of runs goes by the time alone', () => {
    const local = rollback(running(), good('v1'), wish(), actor({ runUrl: null })).state;
    expect(doneBefore(local, '', run(null, 900))).toBeNull();
    expect(doneBefore(local, '', run(null, 0))).toBe(local.incidents[0]);
  });

  it('to the version that was put back is done, at any time', () => {
    expect(doneBefore(state, 'v1', run(null, 1_000_000))).toBe(incident);
  });

  it('to another version is not: so one goes further back', () => {
    expect(doneBefore(state, 'v0', run('https://forge.example/runs/1', 0))).toBeNull();
  });

  it('is not done when nothing was rolled back, or a new rollout runs', () => {
    expect(doneBefore(settled, '', run(null, 0))).toBeNull();
    expect(
      doneBefore({ ...state, rollout: running().rollout }, '', run('https://forge.example/runs/1', 0)),
    ).toBeNull();
  });

  it('is not done when another version became stable since', () => {
    expect(
      doneBefore({ ...state, stable: good('v5') }, '', run('https://forge.example/runs/1', 0)),
    ).toBeNull();
    expect(doneBefore({ ...state, stable: good('v5') }, 'v1', run(null, 0))).toBeNull();
  });

  it('a question that is open is no rollback', () => {
    const asking = state.incidents.map((each) => ({ ...each, status: 'asking' as const }));
    expect(doneBefore({ ...state, incidents: asking }, '', run(null, 0))).toBeNull();
  });
});

describe('the version that needs no test', () => {
  it('is the one that a rollback without a label puts back', () => {
    for (const state of [running(), watching(), settled, isolate(settled, 'v2')]) {
      const target = chooseTarget(state, nothing, '', false);
      expect(isPrevious(state, target)).toBe(true);
    }
  });

  it('is no other', () => {
    expect(isPrevious(running(), good('v0'))).toBe(false);
    expect(isPrevious(settled, good('v1'))).toBe(false);
    expect(isPrevious(settled, good('v3'))).toBe(false);
    expect(isPrevious(stateOf(), good('v0'))).toBe(false);
  });
});
