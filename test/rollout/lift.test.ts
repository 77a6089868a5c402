import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors/fail.ts';
import type { PromptState } from '../../src/live/state.ts';
import { rollback } from '../../src/rollout/incident.ts';
import { lift, notQuarantined, quarantined, wasLifted } from '../../src/rollout/lift.ts';
import { planRelease } from '../../src/rollout/release.ts';
import { actor, at, good, running, source, version, wish } from './states.ts';

const back: PromptState = rollback(running(), good('v1'), wish(), actor()).state;
const { digest } = version('v2');
const mona = actor({ now: at(900), by: 'mona' });

function lifted(): ReturnType<typeof lift> {
  const entry = quarantined(back, 'v2');
  if (entry === null) throw new Error('v2 is not in quarantine');
  return lift(back, entry, version('v2'), 'it was the provider', mona);
}

describe('a version in quarantine', () => {
  it.each([digest, digest.slice(0, 7), digest.slice(0, 12).toUpperCase(), 'v2'])('is meant by %s', (name) => {
    expect(quarantined(back, name)?.digest).toBe(digest);
  });

  it.each([digest.slice(0, 6), digest.slice(1), `${digest}0`, 'v', 'v1', ''])(
    'is not meant by "%s"',
    (name) => {
      expect(quarantined(back, name)).toBeNull();
    },
  );

  it('is not chosen from several', () => {
    const [entry] = back.quarantine;
    if (entry === undefined) throw new Error('nothing is in quarantine');
    const twin = { ...entry, digest: `${digest.slice(0, 10)}${'0'.repeat(30)}` };
    const both = { ...back, quarantine: [entry, twin] };
    for (const name of ['v2', digest.slice(0, 8)])
      expect(() => quarantined(both, name)).toThrowError(expect.any(Failure));
    expect(quarantined(both, digest)).toBe(entry);
  });
});

describe('a version that is not in quarantine', () => {
  it('is refused with those that are; without any, with that', () => {
    expect(notQuarantined(back, 'v9')).toMatchObject({
      code: 'quarantine-unknown',
      cure: `Use one of: ${digest.slice(0, 12)} (v2).`,
    });
    const failure = notQuarantined({ ...back, quarantine: [] }, 'v9');
    expect(failure).toMatchObject({ code: 'quarantine-empty' });
    expect(failure.message).toContain('nothing in quarantine');
  });
});

describe('lifting', () => {
  it('lets the content be released again, and says who and why', () => {
    const refused = planRelease(back, source('v2'));
    const { state, events, routing } = lifted();
    expect(refused.kind).toBe('quarantined');
    expect(planRelease(state, source('v2'))).toEqual({ kind: 'start' });
    expect(routing).toBe(false);
    expect(events).toMatchObject([
      {
        event: 'lifted',
        by: 'mona',
        reason: 'it was the provider',
        version: { digest },
        incident: back.incidents[0]?.id,
        rollout: back.incidents[0]?.rollout,
      },
    ]);
  });

  it('changes nothing else', () => {
    expect(lifted().state).toEqual({ ...back, quarantine: [] });
  });

  it('is known to have been done', () => {
    const { events } = lifted();
    expect(wasLifted(events, digest.slice(0, 9))).toBe(true);
    expect(wasLifted(events, 'v1')).toBe(false);
    expect(wasLifted([], 'v2')).toBe(false);
  });
});
