import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../src/report/page/model.ts';
import { chartsOf } from '../../../src/report/page/series.ts';
import { ask } from '../../../src/rollout/incident.ts';
import { at, matchOf, planOf } from '../../rollout/states.ts';
import { broken, failing, sound, Tale } from './tale.ts';
import {
  asking,
  badDay,
  factsOf,
  failed,
  goodDay,
  observed,
  onCourse,
  reverting,
  silent,
  verified,
  watching,
  written,
} from './tales.ts';

const pageWith = (...tales: readonly Tale[]) => pageOf(factsOf(tales.map((tale) => tale.facts())));

describe('the verdict', () => {
  it.each([
    ['nothing', factsOf([]), 'calm', 'Nothing is live yet'],
    [
      'a prompt at rest',
      factsOf([new Tale('support', 'v1').facts()]),
      'good',
      'All quiet: every prompt serves its stable version',
    ],
    ['good days', goodDay(), 'good', 'All well, 2 rollouts on course'],
    [
      'an observed crossing',
      factsOf([observed().facts()]),
      'warn',
      'Nothing needs a person; 1 thing to watch',
    ],
    ['an open question', factsOf([asking().facts(), onCourse().facts()]), 'bad', '1 thing needs a person'],
    ['a bad day', badDay(), 'bad', '4 things need a person'],
  ])('of %s', (_name, facts, tone, verdict) => {
    expect(pageOf(facts)).toMatchObject({ tone, verdict });
  });
});

describe('what needs attention', () => {
  it('begins with what ends first, then what began last; what is only to be watched comes after', () => {
    const { attention } = pageOf(badDay());
    expect(attention.map(({ prompt, tone }) => `${tone} ${prompt}`)).toEqual([
      'bad customer-support',
      'bad legal-disclaimer',
      'bad search-rerank',
      'bad billing-assistant',
      'warn intent-router',
      'warn translation',
    ]);
  });

  it('has the clock of an open question', () => {
    const [item] = pageWith(asking()).attention;
    expect(item).toMatchObject({
      title: 'A decision is due: v2.4.0 is frozen at 25 %',
      clock: { label: 'expires' },
    });
    const { question } = asking().incident;
    expect(item?.clock?.ends).toBe(question?.expires_at);
    const late = pageOf({ ...factsOf([asking().facts()]), at: at(written + 3600) }).attention;
    expect(late).toMatchObject([{ clock: { label: 'was due' } }]);
  });

  it('keeps a failed rollback until something else serves, or a week is over', () => {
    const tale = failed();
    const told = (late: number) => pageOf({ ...factsOf([tale.facts()]), at: at(written + late) }).attention;
    expect(told(6 * 86_400)).toHaveLength(1);
    expect(told(8 * 86_400)).toEqual([]);
    expect(pageWith(failed().start('v9').serve(2, sound)).attention).toEqual([]);
  });

  it('does not call a question open that froze an earlier rollout', () => {
    const tale = asking();
    const closed = tale.changeRollout({ asking: null }).changeIncident({ status: 'closed' });
    expect(pageWith(closed).attention).toEqual([]);
  });

  it('tells of effects that are late, not of fresh ones', () => {
    const entry = (seconds: number) => ({
      kind: 'deliver' as const,
      key: 'deliver',
      created_at: at(written - seconds),
    });
    const late = (seconds: number) =>
      pageWith(new Tale('support', 'v1').change({ outbox: [entry(seconds)] })).attention;
    expect(late(30)).toEqual([]);
    expect(late(600)).toMatchObject([{ tone: 'warn', detail: 'handing on flags.json' }]);
  });

  it.each(['rolled-back', 'not-on-branch', 'unknown'] as const)('tells of drift of the kind %s', (kind) => {
    const detail = 'main differs since 2026-03-01T12:00:00.000Z';
    const page = pageOf(factsOf([new Tale('support', 'v1').facts({ kind, detail })]));
    expect(page.attention).toMatchObject([
      { tone: 'warn', detail: 'main differs since 2026-03-01 12:00:00 UTC' },
    ]);
  });

  it('does not call it trouble that the default branch holds something newer', () => {
    const page = pageOf(factsOf([new Tale('support', 'v1').facts({ kind: 'pending', detail: 'newer' })]));
    expect(page.attention).toEqual([]);
    expect(page.prompts).toMatchObject([{ drift: 'newer' }]);
  });
});

describe('a rollout', () => {
  it('shows its stages, the present one with the weight that it has', () => {
    const [card] = pageWith(onCourse()).rollouts;
    expect(card?.steps).toEqual([
      { weight: 1, place: 'done' },
      { weight: 5, place: 'now' },
      { weight: 25, place: 'next' },
      { weight: 100, place: 'next' },
    ]);
    expect(card).toMatchObject({
      tone: 'good',
      status: 'on course',
      clock: { label: 'next stage at the earliest' },
    });
  });

  it.each([
    ['asking', asking(), 'bad', 'frozen, a decision is due'],
    ['without metrics', silent(), 'bad', 'held: the metrics allow no judgement'],
    ['observed', observed(), 'warn', 'held: quality is observed'],
    ['going back', reverting(), 'warn', 'going back step by step'],
    ['watched', watching(), 'good', 'watched at full traffic'],
    ['paused', reverting().changeRollout({ paused_at: at(written) }), 'bad', 'paused: v7 is unhealthy'],
  ])('that is %s says so', (_name, tale, tone, status) => {
    expect(pageWith(tale).rollouts).toMatchObject([{ tone, status }]);
  });

  it('that is not held waits for evidence once its time is over', () => {
    expect(pageWith(onCourse().serve(5, sound).wait(0)).rollouts[0]?.clock?.label).toBe(
      'next stage at the earliest',
    );
    const facts = { ...factsOf([onCourse().facts()]), at: at(written + 3600) };
    expect(pageOf(facts).rollouts[0]?.clock?.label).toBe('waits for evidence since');
  });

  it('has its looks as lines, over windows of five minutes', () => {
    const { charts } = pageWith(asking()).rollouts[0] ?? { charts: null };
    const error = charts?.series.find(({ metric }) => metric === 'error_rate');
    expect(charts?.series.map(({ metric }) => metric)).toEqual(['error_rate', 'latency_p99', 'quality']);
    expect(error?.candidate.length).toBeLessThanOrEqual(48);
    expect(error?.now.candidate).toBeGreaterThan(3);
    expect(error?.now.stable).toBeLessThan(0.5);
    expect(error?.limits.map(({ value, severity }) => [value, severity])).toEqual([
      [2, 'high'],
      [5, 'critical'],
    ]);
    expect(charts?.weights.map(({ weight }) => weight)).toEqual([1, 5, 25]);
  });

  it('at full traffic is drawn beside what the old version did before', () => {
    const { charts } = pageWith(watching()).rollouts[0] ?? { charts: null };
    expect(charts?.series.every(({ baseline, now }) => baseline && now.stable !== null)).toBe(true);
  });
});

describe('charts', () => {
  const wanted = {
    policy: planOf().policy,
    weights: [{ at: at(0), weight: 1 }],
    baseline: null,
    metrics: ['error_rate', 'quality'] as const,
  };

  it('need something to draw', () => {
    expect(chartsOf([], wanted)).toBeNull();
    expect(
      chartsOf(
        new Tale('support', 'v1')
          .start('v2')
          .serve(1, sound)
          .looks.map(({ look }) => look),
        wanted,
      ),
    ).toBeNull();
  });

  it('leave out what no look tells, and have gaps where nothing was counted', () => {
    const looks = [1, 2, 3, 4].map((index) => ({
      at: at(index * 600),
      weight: 1,
      candidate: { requests: index === 2 ? 0 : 100, errors: index === 2 ? 0 : 3 },
      stable: { requests: 1000, errors: 10 },
    }));
    const charts = chartsOf(looks, { ...wanted, weights: [] });
    expect(charts?.series.map(({ metric }) => metric)).toEqual(['error_rate']);
    expect(charts?.series[0]?.candidate.map(({ value }) => value)).toEqual([3, null, 3, 3]);
    expect(charts?.series[0]?.stable.map(({ value }) => value)).toEqual([1, 1, 1, 1]);
  });

  it('begin with the rollout, not with the looks before it', () => {
    const looks = Array.from({ length: 60 }, (_, index) => ({
      at: at((index - 40) * 60),
      weight: 1,
      candidate: { requests: 10, errors: 0 },
      stable: { requests: 990, errors: 0 },
    }));
    expect(chartsOf(looks, wanted)?.from).toBe(Date.parse(at(-300)));
  });
});

describe('incidents', () => {
  it('that are open come first, of these what needs a person, then the newest', () => {
    expect(pageOf(badDay()).incidents.map(({ prompt, tone, open }) => `${prompt} ${tone} ${open}`)).toEqual([
      'customer-support bad true',
      'search-rerank bad true',
      'onboarding-email warn true',
      'translation warn true',
      'billing-assistant good true',
      'faq good false',
    ]);
  });

  it('tell how fast each step came', () => {
    const [card] = pageWith(verified()).incidents;
    expect(card?.marks.map(({ name, after }) => [name, after])).toEqual([
      ['trouble began', null],
      ['detected', 56],
      ['traffic moved', 2],
      ['propagation over', 10],
      ['recovered', 65],
    ]);
    expect(card).toMatchObject({ status: 'rolled back, verified', tone: 'good', open: false });
  });

  it('count a recovery from the end of propagation to the look that saw it, as the pull request does', () => {
    const tale = verified();
    const { verification } = tale.incident;
    if (verification === null) throw new Error('no verification');
    const seen_at = new Date(Date.parse(verification.starts_at) + 60_000).toISOString();
    const [card] = pageWith(tale.changeIncident({ verification: { ...verification, seen_at } })).incidents;
    expect(card?.marks.at(-1)).toEqual({ name: 'recovered', at: seen_at, after: 60 });
  });

  it('are twenty at most; the rest is counted', () => {
    const many = Array.from({ length: 30 }, (_, index) => {
      const tale = new Tale(`p${index}`, 'v1')
        .wait(index * 60)
        .start('v2')
        .serve(2, broken);
      return tale
        .apply(ask(tale.state, tale.rollout, tale.ground(matchOf('error-high', 3), 9), tale.actor()))
        .changeRollout({ asking: null })
        .changeIncident({ status: 'closed' });
    });
    const page = pageWith(...many);
    expect(page.incidents).toHaveLength(20);
    expect(page.olderIncidents).toBe(10);
    expect(page.incidents[0]?.prompt).toBe('p29');
    expect(page.moreRollouts).toBe(6);
  });

  it('of two prompts are told apart although their ids are the same', () => {
    const page = pageWith(asking('one'), asking('two').changeRollout({ asking: null }));
    expect(new Set(page.incidents.map(({ id }) => id)).size).toBe(1);
    expect(page.incidents.map(({ prompt, tone }) => [prompt, tone])).toEqual([
      ['one', 'bad'],
      ['two', 'warn'],
    ]);
  });
});

describe('the prompts', () => {
  it('stand in the order of what they need, then by name', () => {
    const rows = pageOf(badDay()).prompts.map(({ prompt }) => prompt);
    expect(rows.slice(0, 3)).toEqual(['billing-assistant', 'customer-support', 'legal-disclaimer']);
    expect(rows.slice(-4)).toEqual(['faq', 'greeting', 'moderation', 'release-notes']);
  });

  it('that are not adopted yet say so', () => {
    expect(pageOf(badDay()).prompts.find(({ prompt }) => prompt === 'moderation')).toMatchObject({
      stable: null,
      status: 'not adopted yet',
    });
  });

  it('carry what is in quarantine', () => {
    const tale = new Tale('support', 'v1').start('v2').serve(2, failing);
    expect(pageWith(tale).quarantine).toEqual([]);
    expect(pageWith(verified()).quarantine).toMatchObject([
      { prompt: 'billing-assistant', label: 'v2.0.0', by: 'system' },
    ]);
  });
});
