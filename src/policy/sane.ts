import type { Arm, ArmName, Observation, Problem } from '../metrics/port.ts';

/** Problems after which a figure is not believed, even where the source gives one. */
const unbelievable: readonly Problem['code'][] = [
  'no-data',
  'not-a-number',
  'stale',
  'several-series',
  'source-down',
  'source-refused',
];

type Figure = 'requests' | 'errors' | 'p99' | 'quality';

const names: Readonly<Record<Figure, string>> = {
  requests: 'requests',
  errors: 'errors',
  p99: 'latency',
  quality: 'quality',
};

/**
 * The observation without figures that cannot be: negative, not a number, endless, more errors than requests, a
 * quality above 1. Each is a fatal problem, and so is a figure of one version that the other has none beside.
 * `alone`: stable has no traffic, and is not expected to say anything.
 */
export function sane(observation: Observation, alone: boolean): Observation {
  const problems = [...observation.problems];
  const arm = (name: ArmName): Arm => {
    const given = observation[name];
    const value = (figure: Figure): number | null => {
      if (given[figure] === null || disbelieved(problems, name, figure)) return null;
      if (isPossible(figure, given)) return given[figure];
      problems.push(invalid(name, figure, given[figure]));
      return null;
    };
    const { version } = given;
    return {
      version,
      requests: value('requests'),
      errors: value('errors'),
      p99: value('p99'),
      quality: value('quality'),
    };
  };
  const [candidate, stable] = [arm('candidate'), arm('stable')];
  if (!alone && observation.rates === null)
    for (const figure of ['errors', 'p99', 'quality'] as const)
      if (candidate[figure] !== null && isNothing(stable, figure) && (stable.requests ?? 0) > 0)
        problems.push({
          ...invalid('stable', figure, null),
          code: 'no-data',
          detail: 'there is nothing to compare with',
        });
  return { ...observation, candidate, stable, problems, rates: saneRates(observation, problems) };
}

/** Whether there is nothing to compare with: a relative figure needs more than zero of it. */
function isNothing(stable: Arm, figure: 'errors' | 'p99' | 'quality'): boolean {
  return stable[figure] === null || (figure === 'quality' && stable.quality === 0);
}

function saneRates({ rates }: Observation, problems: Problem[]): Observation['rates'] {
  if (rates === null) return null;
  const checked = (value: number | null, metric: string, least: number, most: number): number | null => {
    if (value === null || (value >= least && value <= most)) return value;
    problems.push({
      code: 'invalid-data',
      fatal: true,
      arm: 'candidate',
      metric,
      detail: `${value} is no ${metric} in percent`,
    });
    return null;
  };
  return {
    error_rate_pct: checked(rates.error_rate_pct, 'errors', 0, 100),
    latency_increase_pct: checked(rates.latency_increase_pct, 'latency', -100, Number.MAX_VALUE),
    quality_drop_pct: checked(rates.quality_drop_pct, 'quality', Number.NEGATIVE_INFINITY, 100),
  };
}

function disbelieved(problems: readonly Problem[], name: ArmName, figure: Figure): boolean {
  return problems.some(
    ({ fatal, code, arm, metric }) =>
      fatal &&
      unbelievable.includes(code) &&
      (arm === null || arm === name) &&
      (metric === null || metric.startsWith(names[figure])),
  );
}

function isPossible(figure: Figure, { requests, errors, p99, quality }: Arm): boolean {
  const count = (value: number | null): boolean => value !== null && Number.isFinite(value) && value >= 0;
  if (figure === 'requests') return count(requests);
  if (figure === 'errors')
    return count(errors) && (requests === null || (errors ?? 0) <= requests * (1 + 1e-9));
  if (figure === 'p99') return count(p99) && p99 !== 0;
  return count(quality) && (quality ?? 0) <= 1 + 1e-9;
}

function invalid(arm: ArmName, figure: Figure, value: number | null): Problem {
  const metric = names[figure];
  return { code: 'invalid-data', fatal: true, arm, metric, detail: `${value} is no possible figure` };
}
