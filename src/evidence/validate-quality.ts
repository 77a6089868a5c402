import { checkCounts, type Fault, ROUNDING } from './fault.ts';
import { type Arm, type Grades, type Quality, qualityKind, type Scores } from './looks.ts';

/** Faults of one arm's quality: counts, and that scores lie in [0, 1] as far as their sums can tell. */
export function checkQuality(arm: Arm, quality: Quality): Fault[] {
  const name = `${arm}.quality`;
  if ('passed' in quality)
    return checkCounts([
      [`${name}.passed`, quality.passed],
      [`${name}.failed`, quality.failed],
    ]);
  return 'grades' in quality ? checkGrades(name, quality) : checkScores(name, quality);
}

/** Both arms must be graded in the same way (scores with and without squares go together). */
export function checkQualityPair(candidate: Quality | undefined, stable: Quality | undefined): Fault[] {
  if (candidate === undefined || stable === undefined) return [];
  const [a, b] = [candidate, stable].map((quality) => qualityKind(quality).replace('sums', 'scores'));
  return a === b ? [] : [{ code: 'quality-differs', message: `candidate has ${a}, stable ${b}` }];
}

function checkScores(name: string, { count, sum, sum_squares }: Scores): Fault[] {
  const squares = sum_squares === undefined ? [] : [[`${name}.sum_squares`, sum_squares] as const];
  const faults = checkCounts([[`${name}.count`, count], [`${name}.sum`, sum], ...squares]);
  if (faults.length > 0) return faults;
  const slack = ROUNDING * Math.max(1, count);
  if (sum > count + slack) return [outOfRange(`${name}.sum ${sum} is above count ${count}`)];
  if (sum_squares === undefined) return [];
  if (sum_squares > sum + slack)
    return [outOfRange(`${name}.sum_squares ${sum_squares} is above sum ${sum}`)];
  if (sum * sum > count * sum_squares + slack * Math.max(1, count))
    return [outOfRange(`${name}.sum_squares ${sum_squares} is too small for sum ${sum} of ${count} scores`)];
  return [];
}

function checkGrades(name: string, { grades, counts }: Grades): Fault[] {
  if (grades.length !== counts.length || grades.length === 0) {
    const message = `${name} has ${grades.length} grades for ${counts.length} counts`;
    return [{ code: 'grades-invalid', message }];
  }
  const outside = grades.filter((grade) => !(grade >= 0 && grade <= 1));
  return [
    ...checkCounts(counts.map((count, i) => [`${name}.counts[${i}]`, count] as const)),
    ...outside.map((grade) => outOfRange(`${name} has the grade ${grade}, outside of 0 to 1`)),
  ];
}

function outOfRange(message: string): Fault {
  return { code: 'score-out-of-range', message };
}
