import type { Quality } from '../../evidence/looks.ts';
import {
  type Amount,
  amountOf,
  type Figure,
  type Histogram,
  histogramOf,
  missing,
  type Span,
  singleOf,
} from './amounts.ts';
import type { Finding } from './answer.ts';
import type { QueryName } from './plan.ts';
import type { Reading } from './read.ts';

/** Quality of one version, and what was graded in each step where there are counters. */
export interface GradedQuality {
  /** Mean in the window; null when nothing was graded in it. */
  readonly mean: number | null;
  readonly steps: readonly Quality[] | null;
}

/** What the queries of one version come to; null is unknown, and a finding says why unless it is not asked for. */
export interface ArmData {
  readonly requests: Amount | null;
  readonly errors: Amount | null;
  readonly latency: Histogram | null;
  /** From `latency_p99`, in seconds. */
  readonly p99: number | null;
  readonly quality: GradedQuality | null;
  readonly totals: ReadonlyMap<QueryName, number>;
  readonly findings: readonly { readonly metric: QueryName; readonly finding: Finding }[];
}

type Readings = ReadonlyMap<QueryName, Reading>;

/** Errors may exceed requests by this much, or by all requests, because they are not read at one instant. */
const smallSurplus = 10;

/** Makes the figures of one version out of what its queries said. */
export function armOf(readings: Readings, span: Span): ArmData {
  const findings = [...readings.values()].flatMap(({ metric, findings }) =>
    findings.map((finding) => ({ metric, finding })),
  );
  const totals = new Map<QueryName, number>();
  function figure<T>(metric: QueryName, make: (reading: Reading) => Figure<T>): T | null {
    const reading = readings.get(metric);
    if (reading === undefined) return null;
    const made = make(reading);
    const explained = findings.some((each) => each.metric === metric && each.finding.fatal);
    if (!explained) findings.push(...made.findings.map((finding) => ({ metric, finding })));
    return made.value;
  }
  function amount(metric: QueryName, absentIsZero = false): Amount | null {
    const made = figure(metric, (reading) => amountOf(reading, span, absentIsZero));
    if (made !== null) totals.set(metric, made.total);
    return made;
  }
  function single(metric: QueryName): number | null {
    const made = figure(metric, ({ samples }) => singleOf(samples ?? []));
    if (made !== null) totals.set(metric, made);
    return made;
  }
  // Raw counters without a series count as 0 in the looks; that nothing is known of them is said by a finding.
  const requests = amount('requests', readings.get('requests')?.mode === 'range');
  const counted = requests === null ? null : amount('errors', true);
  const errors = figure('errors', () => plausibleErrors(requests, counted));
  const latency = figure('latency', (reading) => histogramOf(reading, span));
  const p99 = single('latency_p99');
  const quality = readings.has('quality') ? meanQuality() : (scores() ?? passFail());
  return { requests, errors, latency, p99, quality, totals, findings };

  function meanQuality(): GradedQuality | null {
    const mean = single('quality');
    return figure('quality', () => graded(mean, null));
  }

  function scores(): GradedQuality | null {
    const count = amount('quality_count');
    const sum = amount('quality_sum');
    const squares = amount('quality_sum_squares');
    if (count === null || sum === null) return null;
    const steps = zip(count, sum, (n, total, step) => {
      const square = squares?.steps?.[step];
      return { count: n, sum: total, ...(square === undefined ? {} : { sum_squares: square }) };
    });
    return figure('quality_count', () => graded(ratio(sum.total, count.total), steps));
  }

  function passFail(): GradedQuality | null {
    const passed = amount('quality_passed', true);
    const failed = amount('quality_failed', true);
    if (passed === null || failed === null) return null;
    const mean = ratio(passed.total, passed.total + failed.total);
    return figure('quality_passed', () =>
      graded(
        mean,
        zip(passed, failed, (p, f) => ({ passed: p, failed: f })),
      ),
    );
  }
}

function plausibleErrors(requests: Amount | null, errors: Amount | null): Figure<Amount> {
  if (requests === null || errors === null) return { value: null, findings: [] };
  const surplus = errors.total - requests.total;
  if (surplus > Math.max(smallSurplus, requests.total))
    return missing(
      'invalid-data',
      `${errors.total} errors of ${requests.total} requests: the queries do not count the same`,
    );
  return { value: { ...errors, total: Math.min(errors.total, requests.total) }, findings: [] };
}

function graded(mean: number | null, steps: readonly Quality[] | null): Figure<GradedQuality> {
  if (mean === null) {
    const { findings } = missing('no-data', 'no answer was graded in the window');
    return { value: { mean, steps }, findings };
  }
  if (mean > 1 + 1e-9) return missing('invalid-data', `the mean score is ${mean}, above 1`);
  return { value: { mean: Math.min(1, mean), steps }, findings: [] };
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

function zip(
  a: Amount,
  b: Amount,
  make: (a: number, b: number, step: number) => Quality,
): readonly Quality[] | null {
  const { steps: others } = b;
  return others === null
    ? null
    : (a.steps?.map((value, step) => make(value, others[step] ?? 0, step)) ?? null);
}
