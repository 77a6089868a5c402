import { p99 } from '../../evidence/latency.ts';
import type { ArmLook, Bound, Look } from '../../evidence/looks.ts';
import { isExpected } from '../expected.ts';
import type { Arm, ArmName, ObserveRequest, Problem, QueryRecord } from '../port.ts';
import type { Histogram } from './amounts.ts';
import type { Finding } from './answer.ts';
import type { ArmData } from './arm.ts';
import { type Grid, timesOf } from './grid.ts';
import { commonBounds } from './histogram.ts';
import type { QueryName } from './plan.ts';
import type { Reading } from './read.ts';

/** One version: what its queries said, and what they come to. */
export interface ReadArm {
  readonly name: ArmName;
  readonly version: string;
  readonly readings: ReadonlyMap<QueryName, Reading>;
  readonly data: ArmData;
}

/** Findings that only say that a version had no traffic, which is well where it is given none. */
const silence: readonly Problem['code'][] = ['no-data', 'stale', 'not-a-number'];

/** Both histograms over the bounds that both have: p99s and looks of different buckets cannot be compared. */
export function alignLatency(candidate: ArmData, stable: ArmData): [ArmData, ArmData] {
  if (candidate.latency === null || stable.latency === null) return [candidate, stable];
  const le = commonBounds([candidate.latency.le, stable.latency.le]);
  return [
    { ...candidate, latency: narrow(candidate.latency, le) },
    { ...stable, latency: narrow(stable.latency, le) },
  ];
}

function narrow(histogram: Histogram, le: readonly Bound[]): Histogram {
  const columns = le.map((bound) => histogram.le.indexOf(bound));
  const pick = (row: readonly number[]): number[] => columns.map((column) => row[column] ?? 0);
  return { le, total: pick(histogram.total), rows: histogram.rows?.map(pick) ?? null };
}

/** The figures of one version in the window, its queries for the record, and what is wrong with them. */
export function figuresOf(
  arm: ReadArm,
  request: ObserveRequest,
): { arm: Arm; problems: Problem[]; queries: QueryRecord[] } {
  const { name, version, readings, data } = arm;
  const latency = data.latency === null ? null : p99({ le: data.latency.le, counts: data.latency.total });
  const slow = data.latency === null ? null : latencyFinding(data.latency, latency, name);
  const findings = [...data.findings, ...(slow === null ? [] : [{ metric: 'latency', finding: slow }])];
  const tolerant = !isExpected(name, request);
  const problems = findings.map(({ metric, finding: { code, fatal, detail } }) => ({
    code,
    fatal: fatal && !(tolerant && silence.includes(code)),
    arm: name,
    metric,
    detail,
  }));
  const queries = [...readings.values()].map(({ metric, query }) => ({
    arm: name,
    metric,
    query,
    value: metric === 'latency' ? latency : (data.totals.get(metric) ?? null),
  }));
  const known = !data.findings.some(
    ({ metric, finding }) => metric === 'requests' && finding.code === 'no-data',
  );
  const figures = {
    version,
    requests: known ? (data.requests?.total ?? null) : null,
    errors: known ? (data.errors?.total ?? null) : null,
    p99: latency ?? data.p99,
    quality: data.quality?.mean ?? null,
  };
  return { arm: figures, problems, queries };
}

/**
 * What is wrong with a p99. One beyond the last bound is only known to be at least that bound. For stable that
 * errs on the safe side; for the candidate it may cross a rule, but never shows that none is crossed.
 */
function latencyFinding({ le, total }: Histogram, value: number | null, arm: ArmName): Finding | null {
  const invalid = (detail: string, fatal = true): Finding => ({ code: 'invalid-data', fatal, detail });
  if (le.length < 2) return invalid('the versions have no bucket in common');
  if (value === null)
    return { code: 'no-data', fatal: true, detail: 'no duration was measured in the window' };
  if ((total.at(-2) ?? 0) >= 0.99 * (total.at(-1) ?? 0)) return null;
  return invalid(
    `the p99 is above the last bucket bound, ${value} s, and cannot be measured`,
    arm === 'candidate',
  );
}

/** The looks of the grid; null where requests or errors of a version are not known step by step. */
export function looksOf(candidate: ArmData, stable: ArmData, grid: Grid, weight: number): Look[] | null {
  const ends = timesOf(grid).slice(1);
  const looks = ends.map((at, step) => {
    const [one, other] = [armLook(candidate, step), armLook(stable, step)];
    return one === null || other === null ? null : { at, weight, candidate: one, stable: other };
  });
  return looks.includes(null) ? null : looks.filter((look) => look !== null);
}

function armLook({ requests, errors, latency, quality }: ArmData, step: number): ArmLook | null {
  const [counted, failed] = [requests?.steps?.[step], errors?.steps?.[step]];
  if (counted === undefined || failed === undefined) return null;
  const counts = latency?.rows?.[step];
  const graded = quality?.steps?.[step];
  return {
    requests: counted,
    errors: failed,
    ...(latency === null || counts === undefined ? {} : { latency: { le: latency.le, counts } }),
    ...(graded === undefined ? {} : { quality: graded }),
  };
}
