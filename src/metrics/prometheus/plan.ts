import type { PrometheusConfig, Queries } from '../../config/schema.ts';
import { fail } from '../../errors/fail.ts';
import { presets } from './presets.ts';
import { isPlainSelector, selectorsOf } from './selector.ts';
import { checkTemplate, usesPlaceholder, withoutComments } from './template.ts';

export type QueryName = keyof Queries;

/** One query of the plan, the same for both versions. */
export interface PlannedQuery {
  readonly metric: QueryName;
  readonly template: string;
  /** `range`: raw counters on the grid. `instant`: an expression, read as written. */
  readonly mode: 'range' | 'instant';
}

export type Plan = ReadonlyMap<QueryName, PlannedQuery>;

/** Values as they are; all other queries are counters unless they use `{{window}}`. */
const gauges: readonly QueryName[] = ['latency_p99', 'quality'];

/** Different ways to say one thing: own queries of one way put those of the preset aside. */
const ways: Readonly<Record<string, readonly (readonly QueryName[])[]>> = {
  latency: [['latency'], ['latency_p99']],
  quality: [
    ['quality'],
    ['quality_count', 'quality_sum', 'quality_sum_squares'],
    ['quality_passed', 'quality_failed'],
  ],
};

/**
 * The queries that a configuration asks for.
 * Throws `metrics-query-missing` and `metrics-query-invalid`.
 */
export function planQueries(config: PrometheusConfig): Plan {
  const queries = merge(config.preset === undefined ? {} : presets[config.preset], config.queries);
  for (const [one, other] of pairs)
    if (queries[one] !== undefined && queries[other] === undefined)
      throw fail('metrics-query-missing', { metric: other });
  for (const metric of ['requests', 'errors'] as const)
    if (queries[metric] === undefined) throw fail('metrics-query-missing', { metric });
  const plan = new Map<QueryName, PlannedQuery>();
  for (const [metric, written] of entries(queries)) {
    const template = withoutComments(written);
    const problem = checkQuery(metric, template);
    if (problem !== null) throw fail('metrics-query-invalid', { metric, problem });
    plan.set(metric, { metric, template, mode: modeOf(metric, template) });
  }
  return plan;
}

const pairs: readonly (readonly [QueryName, QueryName])[] = [
  ['quality_count', 'quality_sum'],
  ['quality_sum', 'quality_count'],
  ['quality_sum_squares', 'quality_sum'],
  ['quality_passed', 'quality_failed'],
  ['quality_failed', 'quality_passed'],
];

/**
 * What is wrong with the query of a metric, as a sentence; null when nothing is. A counter must be a plain
 * selector or use `{{window}}`, and a matcher must hold `{{version}}`, or its age could not be asked.
 */
export function checkQuery(metric: QueryName, written: string): string | null {
  const template = withoutComments(written);
  const fault = checkTemplate(template);
  if (fault !== null) return fault;
  if (modeOf(metric, template) === 'range' && !isPlainSelector(template))
    return 'without {{window}} it must be the counter itself, name{label="value"}: increases are taken for each series before they are added up';
  if (versionSelectors(template).length === 0) return '{{version}} does not stand in a label matcher';
  return null;
}

/** The selectors of a template that depend on the version. */
export function versionSelectors(template: string): string[] {
  return selectorsOf(template).filter((selector) => usesPlaceholder(selector, 'version'));
}

function modeOf(metric: QueryName, template: string): PlannedQuery['mode'] {
  return gauges.includes(metric) || usesPlaceholder(template, 'window') ? 'instant' : 'range';
}

function merge(preset: Queries, own: Queries): Queries {
  const set = new Map(entries(own));
  const merged = new Map(entries(preset));
  for (const [topic, alternatives] of Object.entries(ways)) {
    const chosen = alternatives.filter((way) => way.some((metric) => set.has(metric)));
    if (chosen.length > 1)
      throw fail('metrics-query-invalid', {
        metric: chosen.flat().find((metric) => set.has(metric)) ?? topic,
        problem: `there is another query for ${topic} beside it`,
      });
    if (chosen.length === 1) for (const metric of alternatives.flat()) merged.delete(metric);
  }
  for (const [metric, template] of set) merged.set(metric, template);
  return Object.fromEntries(merged);
}

function entries(queries: Queries): [QueryName, string][] {
  const names = Object.keys(queries) as QueryName[];
  return names.flatMap((metric) => {
    const template = queries[metric];
    return template === undefined ? [] : [[metric, template]];
  });
}
