import { differenceText } from '../server-clock.ts';
import type { Finding, Sample, Series } from './answer.ts';
import type { PrometheusClient } from './client.ts';
import { type Grid, indexOf } from './grid.ts';
import { type Plan, type PlannedQuery, type QueryName, versionSelectors } from './plan.ts';
import { counterQuery, lookback, newestSampleQuery } from './selector.ts';
import { fillTemplate, type TemplateValues } from './template.ts';

/** What one query said of one version. */
export interface Reading {
  readonly metric: QueryName;
  /** As it was sent. */
  readonly query: string;
  readonly mode: PlannedQuery['mode'];
  /** Raw series on the grid (`range`) or samples (`instant`); null when they may not be used. */
  readonly series: readonly Series[] | null;
  readonly samples: readonly Sample[] | null;
  /** Time of the newest raw sample, Unix seconds; null when there is none. */
  readonly newest: number | null;
  readonly findings: readonly Finding[];
}

/** What a reading needs besides the plan. */
export interface Moment {
  readonly values: TemplateValues;
  readonly grid: Grid;
  /** The moment of the look, which is not on the grid: the age of the data is measured from it. */
  readonly at: Date;
  /** Age in seconds above which the newest sample is stale. */
  readonly staleAfter: number;
}

/** A series of failures exists from the first failure on: a version without any has none. */
const absentIsZero: readonly QueryName[] = ['errors', 'quality_passed', 'quality_failed'];

/** All queries of the plan for one version, in parallel. */
export async function readAll(
  client: PrometheusClient,
  plan: Plan,
  moment: Moment,
): Promise<ReadonlyMap<QueryName, Reading>> {
  const readings = await Promise.all([...plan.values()].map((planned) => read(client, planned, moment)));
  return new Map(readings.map((reading) => [reading.metric, reading]));
}

async function read(client: PrometheusClient, planned: PlannedQuery, moment: Moment): Promise<Reading> {
  const { metric, mode, template } = planned;
  const { values, grid, at } = moment;
  const filled = fillTemplate(template, values);
  const query = mode === 'range' ? counterQuery(filled) : filled;
  const selectors = versionSelectors(template).map((selector) => fillTemplate(selector, values));
  const [data, age] = await Promise.all([
    mode === 'range' ? client.range(query, grid) : client.instant(query, at),
    client.instant(newestSampleQuery(selectors), at),
  ]);
  const findings = [...data.findings, ...age.findings];
  const shared = { metric, query, mode };
  if (data.value === null || age.value === null)
    return { ...shared, series: null, samples: null, newest: null, findings };
  const last = lastPoint(data.value);
  let newest = age.value[0]?.value ?? null;
  if (newest === null && last !== null && !absentIsZero.includes(metric)) {
    const ended = await client.instant(newestSampleQuery(selectors, true), at);
    findings.push(...ended.findings);
    // Older than that, or not known: the last point of the history bounds it from below.
    newest = ended.value?.[0]?.value ?? last - lookback;
  }
  const known = isTime(newest, at) ? newest : null;
  const faults = [
    ...(known === newest ? staleness(metric, known, moment, client.clock.ahead) : [noTime(newest)]),
    ...checkSeries(data.value, grid),
  ];
  const usable = faults.every(({ code }) => code !== 'not-a-number' && code !== 'invalid-data');
  return {
    ...shared,
    series: usable && mode === 'range' ? data.value.filter(isSeries) : null,
    samples: usable && mode === 'instant' ? data.value.filter(isSample) : null,
    newest: known,
    findings: [...findings, ...faults],
  };
}

/** Whether it can be the time of a sample (Unix seconds): none is of before 1970, or of after it was asked for. */
function isTime(time: number | null, at: Date): boolean {
  return time === null || (time >= 0 && time <= at.getTime() / 1000 + 1);
}

function noTime(time: number | null): Finding {
  return { code: 'invalid-data', fatal: true, detail: `${time} is no time of a newest sample` };
}

function isSeries(each: Series | Sample): each is Series {
  return 'times' in each;
}

function isSample(each: Series | Sample): each is Sample {
  return 'value' in each;
}

/**
 * Whether the newest raw sample is young enough, by the later of the two clocks: a runner whose clock is behind asks
 * for what was then, and would take an hour-old answer for that of now.
 */
function staleness(
  metric: QueryName,
  newest: number | null,
  { at, staleAfter, values }: Moment,
  ahead: number,
): Finding[] {
  const nothing = `no sample of ${values.version}`;
  if (newest === null)
    return absentIsZero.includes(metric) ? [] : [{ code: 'no-data', fatal: true, detail: nothing }];
  const age = at.getTime() / 1000 + Math.max(0, ahead) - newest;
  if (age <= staleAfter) return [];
  const since = new Date(newest * 1000).toISOString();
  const clocks = ahead === 0 ? '' : `; ${differenceText(ahead)}`;
  const detail = `${nothing} since ${since}, ${Math.round(age)} s ago; the limit is ${staleAfter} s${clocks}`;
  return [{ code: 'stale', fatal: true, detail }];
}

function lastPoint(data: readonly (Series | Sample)[]): number | null {
  const times = data.flatMap((each) => (isSeries(each) ? (each.times.at(-1) ?? []) : []));
  return times.length === 0 ? null : Math.max(...times);
}

/** Faults of raw series: each one alone makes the sum over all of them unknown. */
function checkSeries(data: readonly (Series | Sample)[], grid: Grid): Finding[] {
  const faults: Finding[] = [];
  const first = (code: Finding['code'], detail: string): void => {
    if (!faults.some((each) => each.code === code)) faults.push({ code, fatal: true, detail });
  };
  for (const { times, values } of data.filter(isSeries)) {
    values.forEach((value) => {
      if (!Number.isFinite(value)) first('not-a-number', `a counter is ${value}`);
      else if (value < 0) first('invalid-data', `a counter is ${value}, below 0`);
    });
    times.forEach((time) => {
      if (indexOf(grid, time) === null)
        first('invalid-data', `a point at ${time} is not on the grid that was asked for`);
    });
  }
  return faults;
}
