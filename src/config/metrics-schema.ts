import * as z from 'zod';
import { positiveDuration } from './duration.ts';
import { httpUrl, runnerPath } from './names.ts';

/** PromQL templates: `{{prompt}}`, `{{version}}` and `{{window}}` are filled in. */
export const queriesSchema = z.strictObject({
  requests: z
    .string()
    .optional()
    .describe('Requests: a counter, or an expression over {{window}}.')
    .meta({ example: 'llm_requests_total{prompt="{{prompt}}", version="{{version}}"}' }),
  errors: z
    .string()
    .optional()
    .describe('Failed requests, of the same form as requests.')
    .meta({ example: 'llm_requests_total{prompt="{{prompt}}", version="{{version}}", status="error"}' }),
  latency: z
    .string()
    .optional()
    .describe('Histogram buckets (with label le) of request duration.')
    .meta({ example: 'llm_request_duration_seconds_bucket{prompt="{{prompt}}", version="{{version}}"}' }),
  latency_p99: z.string().optional().describe('p99 of request duration, where there are no buckets.').meta({
    example: 'llm_request_duration_seconds{prompt="{{prompt}}", version="{{version}}", quantile="0.99"}',
  }),
  quality: z.string().optional().describe('Mean quality score from 0 to 1 over {{window}}.').meta({
    example: 'avg_over_time(llm_quality_score{prompt="{{prompt}}", version="{{version}}"}[{{window}}])',
  }),
  quality_count: z
    .string()
    .optional()
    .describe('Counter of graded answers.')
    .meta({ example: 'llm_quality_score_count{prompt="{{prompt}}", version="{{version}}"}' }),
  quality_sum: z
    .string()
    .optional()
    .describe('Counter of the sum of scores (0 to 1 each).')
    .meta({ example: 'llm_quality_score_sum{prompt="{{prompt}}", version="{{version}}"}' }),
  quality_sum_squares: z
    .string()
    .optional()
    .describe('Counter of the sum of squared scores.')
    .meta({ example: 'llm_quality_score_squares_sum{prompt="{{prompt}}", version="{{version}}"}' }),
  quality_passed: z
    .string()
    .optional()
    .describe('Counter of answers that passed their check.')
    .meta({ example: 'llm_checks_total{prompt="{{prompt}}", version="{{version}}", result="passed"}' }),
  quality_failed: z
    .string()
    .optional()
    .describe('Counter of answers that failed their check.')
    .meta({ example: 'llm_checks_total{prompt="{{prompt}}", version="{{version}}", result="failed"}' }),
});

const timing = {
  window: positiveDuration.prefault('5m').describe('Window of a rule that cannot use counts.'),
  stale_after: positiveDuration
    .prefault('2m')
    .describe('A newest sample older than this is stale: inconclusive.'),
  outage_limit: positiveDuration
    .prefault('10m')
    .describe('Silence of the metrics source after which it pages.'),
};

export const metricsExample = {
  source: 'prometheus',
  url: 'https://prometheus.example.com',
  preset: 'otel-spanmetrics',
};
export const stagingExample = { ...metricsExample, url: 'https://prometheus.staging.example.com' };

const sourceText = 'Kind of the metrics source; the other keys depend on it.';

/** Where metrics come from. */
export const metricsSchema = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('prometheus').describe(sourceText),
    url: httpUrl
      .describe('Base address; /api/v1/… is appended.')
      .meta({ example: 'https://prometheus.example.com' }),
    auth: z.enum(['none', 'basic', 'bearer']).default('none').describe('Credentials come from the inputs.'),
    timeout: positiveDuration.prefault('10s').describe('Time limit of one query.'),
    preset: z.enum(['otel-spanmetrics', 'litellm']).optional().describe('Ready-made queries.'),
    queries: queriesSchema.prefault({}).describe('Own PromQL; each replaces that of the preset.'),
    ...timing,
  }),
  z.strictObject({
    source: z.literal('file').describe(sourceText),
    file: runnerPath
      .describe('JSON file on the runner; {{prompt}} and {{version}} are filled in.')
      .meta({ example: 'metrics/{{prompt}}-{{version}}.json' }),
    ...timing,
  }),
]);
