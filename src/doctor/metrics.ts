import type { Arm, Observation, Problem } from '../metrics/port.ts';
import { isNotice, noticesOf } from '../policy/notice.ts';
import type { CheckId } from './checks.ts';
import { type Finding, failed, finding, type Tried } from './finding.ts';

/** What the source says of one prompt, asked as a look asks. */
export interface PromptReading {
  readonly prompt: string;
  /** `rollout`: both versions; `stable`: the one that serves; `coming`: one that no application reports yet. */
  readonly of: 'rollout' | 'stable' | 'coming';
  readonly observation: Observation;
}

/** The readings of a source; `skipped` prompts were not asked for. */
export interface MetricsReadings {
  readonly readings: readonly PromptReading[];
  readonly skipped: number;
}

const labelsCure =
  'Let the applications report the version that `flags.json` names with each request, and see that the labels in `metrics.queries` are those of the metrics.';

const unseenCure =
  'Let a request fail on purpose and see that the query of `metrics.queries.errors` (of graded answers `quality_failed`) counts it. An application that starts its counter of failures at 0 for the version that it serves lets nobody guess.';

/** Whether the source answers, and has data of the versions that it is asked for. */
export function metricsFindings(readings: Tried<MetricsReadings>): Finding[] {
  if (!readings.known) return [failed('metrics', readings.failure)];
  const { readings: all, skipped } = readings.value;
  const down = all.flatMap(({ observation }) => observation.problems.filter(isSource))[0];
  if (down !== undefined) return [sourceFinding('metrics', down)];
  return [
    ...all.map(readingFinding),
    ...(skipped === 0
      ? []
      : [
          finding(
            'metrics',
            'unknown',
            `${skipped} more prompts were not asked for.`,
            'Run `doctor` with `prompt` for one of them.',
          ),
        ]),
  ];
}

/** Whether the source of the staging environment answers; what has been there is of no matter. */
export function stagingFinding(reading: Tried<Observation>): Finding {
  if (!reading.known) return failed('staging', reading.failure);
  const down = reading.value.problems.find(isSource);
  return down === undefined
    ? finding('staging', 'ok', 'The source answers.')
    : sourceFinding('staging', down);
}

const sourceCodes: readonly Problem['code'][] = ['source-down', 'source-refused'];
const isSource = ({ code }: Problem): boolean => sourceCodes.includes(code);

function sourceFinding(id: CheckId, { code, detail }: Problem): Finding {
  const refuses = code === 'source-refused';
  return finding(
    id,
    'problem',
    `The metrics source ${refuses ? 'refuses the query' : 'does not answer'}: ${detail}`,
    refuses
      ? 'Check `metrics.url`, `metrics.auth` with its inputs, and the queries.'
      : 'Check `metrics.url` or `metrics.file`, and that this runner can reach it. Until then every stage holds.',
  );
}

function readingFinding({ prompt, of, observation }: PromptReading): Finding {
  const { candidate, stable, problems } = observation;
  const fatal = problems.filter((problem) => problem.fatal);
  const versions = of === 'rollout' ? [candidate, stable] : [stable];
  const names = versions.map(({ version }) => version).join(' and ');
  const notices = noticesOf(problems);
  if (fatal.length === 0) {
    const text = `${prompt}: ${versions.map((arm) => figures(arm, problems)).join('; ')}`;
    return notices.length === 0
      ? finding('metrics', 'ok', `${text}.`)
      : finding('metrics', 'warning', `${text}. ${notices.map(begun).join('. ')}`, unseenCure);
  }
  const told = [...new Set(fatal.map(({ arm, detail }) => (arm === null ? detail : `${arm}: ${detail}`)))];
  const text = `${prompt}: no judgement of ${names} is possible: ${told.slice(0, 4).join('; ')}`;
  const silent = fatal.every(({ code }) => code === 'no-data');
  if (of === 'coming')
    return finding(
      'metrics',
      'warning',
      `${text}. It serves nobody through flags.json yet, so this may be well.`,
      labelsCure,
    );
  return finding(
    'metrics',
    of === 'rollout' ? 'problem' : 'warning',
    text,
    silent ? labelsCure : 'Mend what the source says there; until then every stage holds.',
  );
}

const begun = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function figures({ version, requests, errors, p99, quality }: Arm, problems: readonly Problem[]): string {
  const unseen = problems.filter(isNotice).map(({ metric }) => metric);
  const hasErrors = !unseen.includes('errors');
  const hasQuality = quality !== null && !unseen.includes('quality_failed');
  const there = [
    ...(requests === null ? [] : [`${Math.round(requests)} requests`]),
    ...(errors === null || !hasErrors ? [] : ['errors']),
    ...(p99 === null ? [] : ['p99']),
    ...(hasQuality ? ['quality'] : []),
  ];
  const missing = [
    ...(hasErrors ? [] : ['errors']),
    ...(p99 === null ? ['p99'] : []),
    ...(hasQuality ? [] : ['quality']),
  ];
  const lacks = missing.length === 0 ? '' : ` (no ${missing.join(', no ')}: their rules see nothing)`;
  return `${version} has ${there.join(', ') || 'rates only'}${lacks}`;
}
