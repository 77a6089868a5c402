import { describe, expect, it } from 'vitest';
import { failing, judged, names, nothing, problem, type Seen } from './observations.ts';

const errors = { none: 0.1, gate: 1, high: 3, critical: 8 } as const;
const baselines = { fine: 0.1, 'above the gate limit': 0.8, 'as bad': null } as const;
const others = { none: {}, medium: { p99: 0.65 }, high: { p99: 1.5 } } as const;

interface Case {
  readonly missing: boolean;
  readonly error: keyof typeof errors;
  readonly baseline: keyof typeof baselines;
  readonly other: keyof typeof others;
  readonly gap: boolean;
  readonly alone: boolean;
}

type Expected = readonly [verdict: string, cause: string | null];

/** The order of judgement as it is written down: the first line that applies. */
const order: readonly (readonly [(seen: Case) => boolean, Expected])[] = [
  [({ missing }) => missing, ['inconclusive', 'metrics']],
  [({ error, ...seen }) => error === 'critical' && !outage({ error, ...seen }), ['rollback', 'candidate']],
  [
    ({ error, ...seen }) => error === 'high' && !outage({ error, ...seen }),
    ['recommend-rollback', 'candidate'],
  ],
  // The candidate's own p99, twice that of stable in the same outage, is not the provider's doing.
  [({ other }) => other === 'high', ['recommend-rollback', 'candidate']],
  [(seen) => outage(seen), ['inconclusive', 'outage']],
  [({ other }) => other === 'medium', ['watch', 'candidate']],
  [({ error }) => error === 'gate', ['watch', 'candidate']],
  [({ gap }) => gap, ['inconclusive', 'metrics']],
  [({ baseline, alone }) => baseline !== 'fine' && !alone, ['inconclusive', null]],
  [() => true, ['healthy', null]],
];

/** Both over the same rule, and alike. */
function outage({ error, baseline, alone }: Case): boolean {
  return !alone && baseline === 'as bad' && (error === 'high' || error === 'critical');
}

function seen({ missing, error, baseline, other, gap, alone }: Case): Seen {
  const candidate = { ...failing(errors[error]), ...(alone ? {} : others[other]) };
  const rate = baselines[baseline] ?? errors[error] * 0.9;
  return {
    candidate: { ...candidate, ...(missing ? nothing : {}), ...(gap ? { quality: null } : {}) },
    stable: alone ? nothing : failing(rate),
    problems: [
      ...(missing ? [problem({ metric: 'requests' })] : []),
      ...(gap ? [problem({ metric: 'quality', code: 'stale' })] : []),
    ],
  };
}

const booleans = [false, true];
const cases: Case[] = booleans.flatMap((missing) =>
  (Object.keys(errors) as (keyof typeof errors)[]).flatMap((error) =>
    (Object.keys(baselines) as (keyof typeof baselines)[]).flatMap((baseline) =>
      (Object.keys(others) as (keyof typeof others)[]).flatMap((other) =>
        booleans.flatMap((gap) => booleans.map((alone) => ({ missing, error, baseline, other, gap, alone }))),
      ),
    ),
  ),
);

/** Alone at 100 % the candidate has nothing to be slower than, nor a stable version to be bad with. */
const possible = cases.filter(({ alone, error, other, baseline }) =>
  alone ? other === 'none' && baseline === 'fine' : error !== 'none' || baseline !== 'as bad',
);
const alike = ({ error, baseline, alone }: Case): boolean =>
  error === 'gate' && baseline !== 'fine' && !alone;

function wrong(chosen: readonly Case[], weight = 5): string[] {
  return chosen.flatMap((each) => {
    const verdict = judged(seen(each), { weight: each.alone ? 100 : weight });
    const expected = order.find(([applies]) => applies(each))?.[1];
    const found = [verdict.verdict, verdict.cause];
    return JSON.stringify(found) === JSON.stringify(expected)
      ? []
      : [`${JSON.stringify(each)}: ${found.join()} instead of ${expected?.join()}`];
  });
}

describe('the order of judgement', () => {
  const plain = possible.filter((each) => !alike(each));

  it(`holds in ${plain.length} combinations of what can be seen`, () => {
    expect(plain.length).toBeGreaterThan(100);
    expect(wrong(plain)).toEqual([]);
  });

  it('does not depend on the weight below 100 %', () => {
    expect(wrong(plain, 1)).toEqual([]);
    expect(wrong(plain, 99)).toEqual([]);
  });
});

describe('both versions over a gate limit alike', () => {
  it('blocks promotion, and does not blame the candidate', () => {
    const found = judged({ candidate: failing(0.8), stable: failing(1) });
    expect(found.verdict).toBe('inconclusive');
    expect(found.cause).not.toBe('candidate');
  });

  it('is the doing of a candidate that is much worse', () => {
    expect(judged({ candidate: failing(1.9), stable: failing(0.6) })).toMatchObject({
      verdict: 'watch',
      cause: 'candidate',
    });
  });
});

describe('an outage', () => {
  it('says so with the rules that both versions cross', () => {
    const found = judged({ candidate: failing(8), stable: failing(7) });
    expect(found).toMatchObject({ verdict: 'inconclusive', cause: 'outage', gaps: [] });
    expect(names(found)).toEqual(['error-critical', 'error-high']);
  });

  it('is none when stable keeps the limit that the candidate crosses', () => {
    expect(judged({ candidate: failing(6), stable: failing(5) }).verdict).toBe('rollback');
  });

  it('is none when the candidate is much worse', () => {
    expect(judged({ candidate: failing(30), stable: failing(6) }).verdict).toBe('rollback');
  });

  it('is none when nothing is known of stable', () => {
    expect(judged({ candidate: failing(8), stable: nothing }).verdict).toBe('rollback');
  });

  it('is not made by three requests of stable', () => {
    const stable = { requests: 3, errors: 1, p99: null, quality: null };
    expect(judged({ candidate: failing(10), stable }).verdict).toBe('rollback');
    expect(judged({ candidate: failing(10), stable }, { weight: 100 }).verdict).toBe('rollback');
  });

  it('does not hide a critical rule of another kind', () => {
    const found = judged({ candidate: { ...failing(4), p99: 1.5 }, stable: failing(3.5) });
    expect(found).toMatchObject({ verdict: 'recommend-rollback', cause: 'candidate' });
    expect(found.matches[0]?.name).toBe('latency-high');
  });
});

describe('at 100 %', () => {
  const alone = { weight: 100 };

  it('the silence of stable is no gap', () => {
    const problems = [
      problem({ arm: 'stable', metric: 'requests' }),
      problem({ arm: 'stable', metric: 'latency' }),
    ];
    expect(judged({ stable: nothing, problems }, alone).verdict).toBe('healthy');
    expect(judged({ stable: nothing, problems }, { weight: 99 }).verdict).toBe('inconclusive');
  });

  it('the silence of the candidate is one', () => {
    const problems = [problem({ metric: 'latency' })];
    expect(judged({ stable: nothing, problems }, alone)).toMatchObject({
      verdict: 'inconclusive',
      cause: 'metrics',
      gaps: ['no-data'],
    });
  });

  it('the error rate is judged by itself', () => {
    expect(judged({ candidate: failing(8), stable: nothing }, alone).verdict).toBe('rollback');
    expect(judged({ candidate: failing(3), stable: nothing }, alone).verdict).toBe('recommend-rollback');
  });
});
