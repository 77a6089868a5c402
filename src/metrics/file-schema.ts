import * as z from 'zod';

const count = z.number().min(0);

const quality = z.union(
  [
    z.number().min(0).max(1),
    z.strictObject({ count, sum: count, sum_squares: count.optional() }),
    z.strictObject({ passed: count, failed: count }),
  ],
  'expected a mean from 0 to 1, {count, sum, sum_squares} or {passed, failed}',
);

const arm = z.strictObject({
  /** Checked against the version that is asked for, where it is given. */
  version: z.string().max(200).optional(),
  requests: count,
  errors: count,
  p99_ms: count.optional(),
  /** Upper bounds in seconds, the last "+Inf"; counts are cumulative, as in Prometheus. */
  latency: z
    .strictObject({
      le: z.array(z.union([z.number(), z.literal('+Inf')])).min(2),
      counts: z.array(count).min(2),
    })
    .optional(),
  quality: quality.optional(),
});

const at = z.iso.datetime({ offset: true, error: 'expected a time in ISO 8601 with its zone' }).optional();

/** Counts of both versions in the last `window_seconds`. */
export const countsSchema = z.strictObject({
  at,
  window_seconds: z.number().positive().optional(),
  candidate: arm.optional(),
  stable: arm.optional(),
});

/** Rates alone, in percent: what the candidate fails, and how much worse than stable it is. */
export const ratesSchema = z.strictObject({
  at,
  error_rate_pct: z.number().min(0).max(100),
  latency_increase_pct: z.number().min(-100).optional(),
  quality_drop_pct: z.number().max(100).optional(),
});

export type FileArm = z.output<typeof arm>;
export type FileCounts = z.output<typeof countsSchema>;
export type FileRates = z.output<typeof ratesSchema>;
export type FileContent =
  | { readonly kind: 'counts'; readonly counts: FileCounts }
  | { readonly kind: 'rates'; readonly rates: FileRates };

/**
 * The part of a metrics file that speaks of `prompt`, or why it cannot be used, as a sentence.
 * `missing` is true when the file has prompts and not this one.
 */
export function parseMetricsFile(
  text: string,
  prompt: string,
): FileContent | { readonly kind: 'fault'; readonly missing: boolean; readonly detail: string } {
  const fault = (detail: string, missing = false) => ({ kind: 'fault' as const, missing, detail });
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return fault('it is not JSON, or cut off');
  }
  if (!isObject(data)) return fault('it is not a JSON object');
  let own: unknown = data;
  if ('prompts' in data) {
    if (!isObject(data.prompts)) return fault('prompts is not an object');
    if (!Object.hasOwn(data.prompts, prompt)) return fault(`it says nothing of ${prompt}`, true);
    own = data.prompts[prompt];
  }
  if (!isObject(own)) return fault(`prompts.${prompt} is not an object`);
  if ('error_rate_pct' in own) {
    const rates = ratesSchema.safeParse(own);
    return rates.success ? { kind: 'rates', rates: rates.data } : fault(issues(rates.error));
  }
  const counts = countsSchema.safeParse(own);
  return counts.success ? { kind: 'counts', counts: counts.data } : fault(issues(counts.error));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function issues(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}
