import { describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../../src/live/ledger.ts';
import { serviceLevels, spread } from '../../src/report/service-levels.ts';
import { ask, rollback } from '../../src/rollout/incident.ts';
import { resume } from '../../src/rollout/question.ts';
import { at, matchOf, wish } from '../rollout/states.ts';
import { broken, sound, Tale } from './page/tale.ts';
import { failed, investigated, lifted, onCourse, reverting, verified } from './page/tales.ts';

const none = { count: 0, median: null, worst: null };
const of = (...tales: readonly Tale[]) => serviceLevels(tales.map(({ events }) => events));

describe('a spread', () => {
  it.each([
    [[], none],
    [[null], none],
    [[4], { count: 1, median: 4, worst: 4 }],
    [[9, null, 1], { count: 2, median: 5, worst: 9 }],
    [[30, 2, 4], { count: 3, median: 4, worst: 30 }],
  ])('of %j', (seconds, expected) => {
    expect(spread(seconds)).toEqual(expected);
  });
});

describe('service levels', () => {
  it('of nothing are not known', () => {
    expect(serviceLevels([])).toMatchObject({
      since: null,
      until: null,
      detect: none,
      route: none,
      verify: none,
    });
    expect(of(onCourse())).toMatchObject({ route: none, promote: none, rollbacks: { automatic: 0 } });
  });

  it('of an automatic rollback count from the begin of the trouble to the proof', () => {
    const levels = of(verified());
    expect(levels.detect).toEqual({ count: 1, median: 56, worst: 56 });
    expect(levels.route).toEqual({ count: 1, median: 2, worst: 2 });
    expect(levels.verify).toEqual({ count: 1, median: 75, worst: 75 });
    expect(levels.rollbacks).toEqual({ automatic: 1, byPeople: 0, verified: 1, failed: 0, unverified: 0 });
  });

  it('do not let the trouble begin before its rollout did', () => {
    const tale = new Tale('support', 'v1').start('v2').serve(1, broken);
    tale.apply(
      rollback(tale.state, tale.state.stable, tale.ground(matchOf('error-critical', 9), 300), tale.actor()),
    );
    expect(of(tale).detect.worst).toBe(62);
  });

  it('tell a rollback that did not help from one that did', () => {
    expect(of(failed()).verify).toEqual(none);
    expect(of(failed(), verified()).rollbacks).toMatchObject({ automatic: 2, verified: 1, failed: 1 });
  });

  it('have no time to detect or route for what a person asked for', () => {
    const tale = new Tale('support', 'v1').start('v2').serve(1, sound);
    const ground = { ...tale.ground(matchOf('error-high', 3), 50), ...wish() };
    tale.apply(rollback(tale.state, tale.state.stable, ground, tale.actor('mira')));
    expect(of(tale)).toMatchObject({ detect: none, route: none, rollbacks: { automatic: 0, byPeople: 1 } });
    expect(of(reverting())).toMatchObject({ detect: none, rollbacks: { automatic: 0, byPeople: 1 } });
  });

  it('measure how long people take, apart from the routing', () => {
    const tale = new Tale('support', 'v1').start('v2').serve(1, broken);
    tale.apply(ask(tale.state, tale.rollout, tale.ground(matchOf('error-high', 3), 50), tale.actor()));
    tale.wait(240).apply(rollback(tale.state, tale.state.stable, wish('merged'), tale.actor('mira')));
    const levels = of(tale);
    expect(levels).toMatchObject({
      answer: { median: 240 },
      route: none,
      questions: { asked: 1, resumed: 0 },
    });
    expect(levels.detect.count).toBe(1);
    expect(of(investigated()).answer.median).toBe(150);
  });

  it('take nothing that the system does for an answer', () => {
    const tale = new Tale('support', 'v1').start('v2').serve(1, broken);
    tale.apply(ask(tale.state, tale.rollout, tale.ground(matchOf('error-high', 3), 50), tale.actor()));
    tale.wait(300).apply(rollback(tale.state, tale.state.stable, wish('nobody answered'), tale.actor()));
    expect(of(tale)).toMatchObject({ answer: none, rollbacks: { automatic: 1, byPeople: 0 } });
  });

  it('call a question that was answered with going on resumed', () => {
    const tale = new Tale('support', 'v1').start('v2').serve(1, broken);
    tale.apply(ask(tale.state, tale.rollout, tale.ground(matchOf('error-high', 3), 50), tale.actor()));
    tale.wait(60).apply(resume(tale.state, tale.rollout, tale.incident, 'known', tale.actor('mira')));
    expect(of(tale).questions).toEqual({ asked: 1, resumed: 1 });
  });

  it('doubt an automatic rollback whose version a person lifted, more so when it then completed', () => {
    expect(of(verified()).doubted).toEqual({ lifted: 0, completed: 0 });
    const tale = lifted();
    expect(of(tale, verified())).toMatchObject({
      doubted: { lifted: 1, completed: 1 },
      rollbacks: { automatic: 2 },
    });
    const before = tale.events.filter(({ event }) => event !== 'completed');
    expect(serviceLevels([before]).doubted).toEqual({ lifted: 1, completed: 0 });
  });

  it('measure a promotion from its first stage', () => {
    const { promote, since, until } = of(lifted());
    expect(promote.count).toBe(1);
    expect(promote.median).toBeGreaterThan(24 * 3600);
    expect(since).toBe(at(0));
    expect(Date.parse(until ?? '')).toBeGreaterThan(Date.parse(since ?? ''));
  });

  it.each([
    null,
    7,
    'text',
    [],
    { verdict: 3 },
    { verdict: { matches: 'no' } },
    { observation: { at: 'soon' } },
  ])('count nothing on details that are %j', (details) => {
    const events = verified().events.map((event): LedgerEvent => ({ ...event, details }));
    expect(serviceLevels([events])).toMatchObject({ detect: none, route: none, rollbacks: { automatic: 1 } });
  });
});
