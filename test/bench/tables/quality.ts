import type { Look, Quality } from '../../../src/evidence/looks.ts';
import { type QualityDrop, readQuality, stepQuality } from '../../../src/evidence/quality-drop.ts';
import { evidenceSettings } from '../../../src/evidence/settings.ts';
import { type Job, mean, runsAt, share } from '../job.ts';
import { INTERVAL } from '../methods/method.ts';
import { type Random, random } from '../random.ts';

/** Graded answers a second of the candidate, and how many more stable has. */
const PER_SECOND = 1;
const STABLE = 10;
const settings = evidenceSettings();
const span = { begin: '', end: '', steady: true };

/** Grades `count` answers; `part` is the mean as a part of the healthy one. */
type Grader = (source: Random, count: number, part: number) => Quality;

const graders: Readonly<Record<string, Grader>> = {
  'score, mean 0.85': (source, count, part) => scores(source, count, 0.85 * part),
  'score, only n and Σ': (source, count, part) => {
    const { count: n, sum } = scores(source, count, 0.85 * part);
    return { count: n, sum };
  },
  'pass/fail, 90 % pass': (source, count, part) => passes(source, count, 0.9 * part),
  'pass/fail, 95 % pass': (source, count, part) => passes(source, count, 0.95 * part),
};

/** Scores around a mean with a standard deviation of 0.12, held to 0…1. */
function scores(
  source: Random,
  count: number,
  center: number,
): { count: number; sum: number; sum_squares: number } {
  const result = { count, sum: 0, sum_squares: 0 };
  for (let i = 0; i < count; i++) {
    const score = Math.min(1, Math.max(0, center + 0.12 * source.normal()));
    result.sum += score;
    result.sum_squares += score * score;
  }
  return result;
}

function passes(source: Random, count: number, rate: number): Quality {
  const passed = source.binomial(count, rate);
  return { passed, failed: count - passed };
}

/** Looks until a drop is proven; null when none is within `looks`. */
function looksToProof(seed: string, grade: Grader, part: number, looks: number): number | null {
  const source = random(seed);
  let state: QualityDrop | null = null;
  for (let index = 1; index <= looks; index++) {
    const ofCandidate = grade(source, source.poisson(PER_SECOND * INTERVAL), part);
    const ofStable = grade(source, source.poisson(STABLE * PER_SECOND * INTERVAL), 1);
    const look: Look = {
      at: '',
      weight: 9,
      candidate: { requests: 0, errors: 0, quality: ofCandidate },
      stable: { requests: 0, errors: 0, quality: ofStable },
    };
    state = stepQuality(state, look, span, settings);
    if (state !== null && readQuality(state, settings).proven) return index;
  }
  return null;
}

/** Quality down by a fifth, with one graded answer of the candidate a second, and days without a drop. */
export function qualityJobs(): Job[] {
  const table = 'Quality −20 %, one graded answer a second';
  return Object.entries(graders).flatMap(([row, grade]) => [
    {
      table,
      row,
      column: 'delay to proof',
      run: (effort: number) =>
        mean(
          's',
          runsAt(effort, 600),
          (run) => (looksToProof(`drop ${row} ${run}`, grade, 0.8, 5000) ?? Number.NaN) * INTERVAL,
        ),
    },
    {
      table,
      row,
      column: 'false evidence on a healthy day',
      run: (effort: number) => {
        const runs = runsAt(effort, 60);
        let found = 0;
        for (let day = 0; day < runs; day++)
          if (looksToProof(`well ${row} ${day}`, grade, 1, 2880) !== null) found++;
        return share(found, runs);
      },
    },
  ]);
}
