import type { MetricName } from '../config/policy-schema.ts';
import type { Arm } from '../metrics/port.ts';
import type { Reading } from '../policy/verdict.ts';
import { chartLimits } from './chart.ts';
import type { IncidentMember, RunbookFacts } from './facts.ts';
import { clock, count, duration, time, unknown } from './format.ts';
import { code, details, fence, inline, table } from './markdown.ts';
import { clip } from './plain.ts';
import type { Section } from './shorten.ts';
import { ruleList } from './story.ts';
import { compared, condition, deciders, headline, limit, metricNames, proofText, side } from './words.ts';

/** The parts that pull request and post-mortem have in common, as safe Markdown. */

/** Candidate beside stable, a row a metric; a sentence when no metrics were read. */
export function numbersTable({ evidence, plan }: RunbookFacts): string {
  if (evidence === null) return 'No metrics were read for this decision.';
  const { observation, verdict } = evidence;
  const limits = chartLimits(verdict, plan);
  const { candidate, stable } = observation;
  const window = `the last ${duration(observation.window_seconds)}`;
  const header = [
    'Metric',
    `${candidate.version === stable.version ? 'Version' : 'Candidate'} ${code(clip(candidate.version, 64))}`,
    `Stable ${code(clip(stable.version, 64))}`,
    'Value',
    'Limit',
    'Proven worse',
    'When',
  ];
  const rows = verdict.readings.map((reading) => {
    const { metric, value, since, proof } = reading;
    const match = verdict.matches.find((entry) => entry.metric === metric);
    const bound = limits[metric];
    return [
      metricNames[metric],
      side(metric, reading.candidate ?? inWindow(candidate, metric)),
      side(metric, reading.stable ?? inWindow(stable, metric)),
      match === undefined
        ? valueText(reading, inComparison(metric, candidate, stable))
        : `**${compared(metric, value)}**`,
      match === undefined
        ? bound === undefined
          ? ''
          : limit(metric, bound.over)
        : `**${limit(metric, match.threshold)}** (${code(match.name)})`,
      inline(proofText(reading)),
      proof === null || since === null ? window : inline(`since ${clock(since, observation.at)}`),
    ];
  });
  const counts = [
    ['requests', count(candidate.requests), count(stable.requests), '', '', '', window],
    ['failed requests', count(candidate.errors), count(stable.errors), '', '', '', window],
  ];
  const counted = observation.rates === null ? counts : [];
  // A version that serves everyone is looked at alone: there is nothing to stand beside it.
  const alone = candidate.version === stable.version;
  const columns = (cells: readonly string[]): string[] =>
    cells.filter((_, index) => !alone || index !== besides);
  return table(columns(header), [...rows, ...counted].map(columns));
}

/** The value of a reading; while no trouble has begun, that of the window, and nothing where that says nothing either. */
export function valueText({ metric, value, proof }: Reading, window: number | null): string {
  const shown = value ?? (proof === null ? null : window);
  return shown === null && proof !== null ? '' : compared(metric, shown);
}

/** The column of the stable version. */
const besides = 2;

/** What the arm had in the window: where no trouble has begun, a reading has no value since its beginning. */
export function inWindow({ requests, errors, p99, quality }: Arm, metric: MetricName): number | null {
  if (metric === 'latency_p99') return p99;
  if (metric === 'quality') return quality;
  return requests === null || errors === null || requests <= 0 ? null : (100 * errors) / requests;
}

/** What is compared with a limit, of two values of one window: a rate itself, else the change against stable in percent. */
export function inComparison(metric: MetricName, candidate: Arm, stable: Arm): number | null {
  const [value, beside] = [inWindow(candidate, metric), inWindow(stable, metric)];
  if (metric === 'error_rate' || value === null) return value;
  if (beside === null || beside <= 0 || candidate.version === stable.version) return null;
  const change = 100 * (value / beside - 1);
  return metric === 'quality' ? -change : change;
}

/** Every rule and limit that is crossed, the leading one first. */
export function matchesTable({ evidence }: RunbookFacts): string {
  const matches = evidence?.verdict.matches ?? [];
  const unproven = (evidence?.verdict.unproven ?? []).map(
    (match) => `${code(match.name)} (${headline(match)})`,
  );
  const held =
    unproven.length === 0 ? '' : `\n\nCrossed and not proven, so not acted on: ${unproven.join(', ')}.`;
  if (matches.length === 0)
    return `No rule or limit was found crossed in a look that led to this decision.${held}`;
  const found = table(
    ['Rule', 'Severity', 'Condition', 'Value', 'Who decides', 'Within', 'Since'],
    matches.map((match) => [
      code(match.name),
      match.severity,
      condition(match.metric, match.threshold),
      compared(match.metric, match.value),
      inline(deciders[match.decider] ?? match.decider),
      duration(match.limit),
      match.since === null ? '' : inline(time(match.since)),
    ]),
  );
  return `${found}${held}`;
}

/** Rules and gate limits by which the rollout is judged: those from its start. */
export function thresholdsTable({ plan, evidence }: RunbookFacts): string {
  if (plan === null) return 'No policy is recorded for this decision.';
  const rules = table(
    ['Rule', 'Condition', 'Severity', 'Who decides', 'Within'],
    ruleList(plan).map((rule) => [
      code(rule.name),
      condition(rule.metric, rule.over),
      rule.severity,
      deciders[rule.decider] ?? rule.decider,
      duration(rule.limit),
    ]),
  );
  const { young, mature, mature_after } = plan.policy.gates;
  const row = (name: string, gate: typeof young): string[] => [
    name,
    limit('error_rate', gate.error_rate),
    limit('latency_p99', gate.latency_increase),
    limit('quality', gate.quality_drop),
  ];
  const age = duration(mature_after);
  const limits = table(
    ['Gate limits, by age of the candidate', 'Error rate', 'p99', 'Quality'],
    [row(`up to ${age}`, young), row(`after ${age}`, mature)],
  );
  const stages = plan.stages.map(({ weight, bake }) => `${weight} % for ${duration(bake)}`).join(', ');
  const seconds = evidence?.verdict.age_seconds;
  const old = seconds === undefined ? '' : ` The candidate was ${duration(seconds)} old.`;
  return details('Rules, gate limits and stages', `${rules}\n\n${limits}\n\nStages: ${stages}.${old}`);
}

const longDiff = 60;
const diffStages = [2000, 400, 80, 20];

/** What the bad version changed, folded when long, with shorter forms down to a sentence. */
export function diffForms({
  diff,
  good,
  bad,
}: Pick<IncidentMember, 'diff' | 'good' | 'bad'>): [string, ...string[]] {
  if (diff === null)
    return ['The content of one of the versions is not at hand, so the difference cannot be shown here.'];
  if (diff.trim() === '') return ['The text of the two versions is the same.'];
  const lines = showLineEnds(diff).replace(/\n+$/, '').split('\n');
  const title = `What ${bad.label} changed against ${good.label} (${lines.length} lines)`;
  const whole = fence(lines.join('\n'), 'diff');
  const shown = (length: number): string =>
    `${details(title, fence(lines.slice(0, length).join('\n'), 'diff'))}\n\nOnly the first ${length} of ${lines.length} lines are shown.`;
  const full = lines.length > longDiff ? details(title, whole) : whole;
  const parts = diffStages.filter((length) => length < lines.length).map(shown);
  return [
    full,
    ...parts,
    `The difference has ${lines.length} lines and is left out here; \`git diff\` shows it.`,
  ];
}

/** Where only the kind of line end differs, the lines would look the same: the CR is then spelt out. */
function showLineEnds(diff: string): string {
  const mixed = /^[+-].*\r$/m.test(diff) && /^[+-].*[^\r\n]$/m.test(diff);
  return mixed ? diff.replace(/\r$/gm, '[U+000D]') : diff;
}

/** The queries as they were sent, folded; empty when none was. */
export function queriesForms({ evidence }: RunbookFacts): [string, ...string[]] {
  const queries = evidence?.observation.queries ?? [];
  if (queries.length === 0) return [''];
  const lines = queries.map(({ arm, metric, query, value }) => {
    const name = clip(metric.replace(/\s+/g, ' '), 80);
    return `# ${arm}, ${name}: ${value === null ? unknown : value}\n${clip(query.trim(), 2000)}`;
  });
  const title =
    queries.length === 1 ? 'The query as it was sent' : `The ${queries.length} queries as they were sent`;
  return [
    details(title, fence(lines.join('\n\n'), 'promql')),
    `${queries.length} queries are left out here; the ledger on the live branch has them.`,
  ];
}

/** What the metrics source said besides numbers; empty when nothing. */
export function problemsList({ evidence }: RunbookFacts): string {
  const problems = evidence?.observation.problems ?? [];
  return problems
    .slice(0, 20)
    .map(({ code: kind, arm, metric, detail }) => {
      const where = [arm, metric].filter((part) => part !== null).join(', ');
      return `- ${code(kind)}${where === '' ? '' : ` (${inline(clip(where, 100))})`}: ${inline(clip(detail, 300))}`;
    })
    .join('\n');
}

/** A section that keeps its heading in every form. */
export function headed(name: string, rank: number, forms: readonly [string, ...string[]]): Section {
  const [first, ...rest] = forms;
  const under = (body: string): string => `### ${name}\n\n${body}`;
  return { name, rank, forms: [under(first), ...rest.map(under)] };
}
