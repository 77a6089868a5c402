import * as z from 'zod';
import type { Problem } from '../port.ts';

export type Labels = Readonly<Record<string, string>>;

/** One series of an instant query. The value may be NaN or infinite. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/**
 * One series of a range query: `values[i]` at `times[i]` (Unix seconds). A day of buckets has a million points,
 * hence the arrays of plain numbers.
 */
export interface Series {
  readonly labels: Labels;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** Something to say of an answer, before it is known to which arm and metric it belongs. */
export interface Finding {
  readonly code: Problem['code'];
  readonly fatal: boolean;
  readonly detail: string;
}

/** What a query brought: null when there is nothing that may be used, and a fatal finding then says why. */
export interface Answer<T> {
  readonly value: T | null;
  readonly findings: readonly Finding[];
}

/** An answer that cannot be used. */
export function refused(code: Finding['code'], detail: string): Answer<never> {
  return { value: null, findings: [{ code, fatal: true, detail }] };
}

const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const words = new Map([
  ['NaN', Number.NaN],
  ['Inf', Number.POSITIVE_INFINITY],
  ['+Inf', Number.POSITIVE_INFINITY],
  ['-Inf', Number.NEGATIVE_INFINITY],
]);

/** A sample's value, which comes as a text; null when it is no number. */
function numberOf(text: unknown): number | null {
  if (typeof text !== 'string') return null;
  return numeral.test(text) ? Number(text) : (words.get(text) ?? null);
}

const value = z.unknown().transform((text, context) => numberOf(text) ?? reject(context, 'is not a number'));

/** Points are checked by hand: a schema for each takes ten times as long. */
const points = z.custom<readonly unknown[]>(Array.isArray).transform((list, context) => {
  const times = new Float64Array(list.length);
  const values = new Float64Array(list.length);
  for (const [index, each] of list.entries()) {
    const [time, text] = Array.isArray(each) ? each : [];
    const parsed = numberOf(text);
    if (typeof time !== 'number' || parsed === null) return reject(context, `point ${index} is not a number`);
    times[index] = time;
    values[index] = parsed;
  }
  return { times, values };
});

function reject(
  context: { addIssue(issue: { code: 'custom'; message: string }): void },
  message: string,
): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

const labels = z.record(z.string(), z.string());
const point = z.tuple([z.number(), value]);

const body = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    data: z.discriminatedUnion('resultType', [
      z.object({
        resultType: z.literal('vector'),
        result: z.array(z.object({ metric: labels, value: point })),
      }),
      z.object({
        resultType: z.literal('matrix'),
        result: z.array(z.object({ metric: labels, values: points })),
      }),
      z.object({ resultType: z.literal('scalar'), result: point }),
    ]),
    warnings: z.array(z.string()).nullish(),
    infos: z.array(z.string()).nullish(),
    /** VictoriaMetrics: some storage nodes did not answer. */
    isPartial: z.boolean().nullish(),
  }),
  z.object({ status: z.literal('error'), errorType: z.string().default(''), error: z.string().default('') }),
]);

type Body = z.output<typeof body>;
type Success = Extract<Body, { status: 'success' }>;

/** Kinds of error that pass by themselves, as opposed to a query or a permission that is wrong. */
const passing = ['timeout', 'canceled', 'unavailable', 'internal'];

/** The samples in the body of an instant query; a scalar is one sample without labels. */
export function vectorOf(text: string): Answer<readonly Sample[]> {
  const parsed = parse(text);
  if (parsed.value === null) return { value: null, findings: parsed.findings };
  const { data } = parsed.value;
  if (data.resultType === 'matrix') return refused('invalid-data', 'the answer is a matrix, not a vector');
  const value =
    data.resultType === 'scalar'
      ? [{ labels: {}, value: data.result[1] }]
      : data.result.map((each) => ({ labels: each.metric, value: each.value[1] }));
  return { value, findings: parsed.findings };
}

/** The series in the body of a range query. */
export function matrixOf(text: string): Answer<readonly Series[]> {
  const parsed = parse(text);
  if (parsed.value === null) return { value: null, findings: parsed.findings };
  const { data } = parsed.value;
  if (data.resultType !== 'matrix')
    return refused('invalid-data', `the answer is a ${data.resultType}, not a matrix`);
  return {
    value: data.result.map((each) => ({ labels: each.metric, ...each.values })),
    findings: parsed.findings,
  };
}

/** What an error body says, for a response that is an error by its status already; null when it is no such body. */
export function errorText(text: string): string | null {
  const parsed = body.safeParse(json(text));
  return parsed.success && parsed.data.status === 'error' ? parsed.data.error : null;
}

function parse(text: string): Answer<Success> {
  const content = json(text);
  if (content === undefined) {
    const kind = /^\s*</.test(text) ? 'a web page' : 'not JSON, or cut off';
    return refused('invalid-data', `the answer is ${kind}`);
  }
  const parsed = body.safeParse(content);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = issue?.path.join('.') ?? '';
    return refused(
      'invalid-data',
      `the answer has not the form of Prometheus: ${place} ${issue?.message ?? ''}`,
    );
  }
  if (parsed.data.status === 'error') {
    const { errorType, error } = parsed.data;
    return refused(passing.includes(errorType) ? 'source-down' : 'source-refused', `${errorType}: ${error}`);
  }
  return { value: parsed.data, findings: remarks(parsed.data) };
}

/** The body as data; undefined when it is not JSON, which no JSON text is. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What the source remarks on its own answer. A warning means that something is missing from it (a store that
 * did not answer, samples that were dropped), and no list of texts could tell the harmless ones: a part is not
 * the whole, so it is fatal. An info speaks of the query only; older servers send infos among the warnings.
 */
function remarks({ warnings, infos, isPartial }: Success): Finding[] {
  const partial = isPartial === true ? ['the answer is partial'] : [];
  const warned = (warnings ?? []).map((detail) => ({ detail, fatal: !detail.startsWith('PromQL info:') }));
  return [
    ...partial.map((detail) => ({ code: 'warning' as const, fatal: true, detail })),
    ...warned.map((each) => ({ code: 'warning' as const, ...each })),
    ...(infos ?? []).map((detail) => ({ code: 'warning' as const, fatal: false, detail })),
  ];
}
