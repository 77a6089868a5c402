import { clock, count, duration } from './format.ts';
import { inline, table } from './markdown.ts';
import type { PromptReport } from './run-report.ts';

/** The stages of a rollout as a table, safe Markdown: what each got, and where it stands. `at` is the time of the run: other days are named. Empty without a plan. */
export function stageTable(report: PromptReport, at: string): string {
  const { history, stage } = report;
  const plan = history?.plan.stages ?? [];
  const passed = history?.history.stages ?? [];
  if (plan.length === 0 || passed.length === 0) return '';
  const past = passed.map(({ weight, from, to, requests, failed }, index) => {
    const last = index === passed.length - 1;
    const number = plan.findIndex((each) => each.weight === weight);
    return [
      number < 0 ? 'between' : `${number + 1} of ${plan.length}`,
      `${weight} %`,
      inline(clock(new Date(from).toISOString(), at)),
      duration((to - from) / 1000),
      `${count(requests)}, ${count(failed)} failed`,
      inline(last ? standing(report) : 'passed'),
    ];
  });
  const weight = passed.at(-1)?.weight ?? 0;
  const ahead = stage === null || report.outcome === 'reverting' || report.outcome === 'paused' ? [] : plan;
  const next = ahead.flatMap((each, index) =>
    each.weight <= weight
      ? []
      : [
          [
            `${index + 1} of ${plan.length}`,
            `${each.weight} %`,
            '',
            `at least ${duration(each.bake)}`,
            '',
            'to come',
          ],
        ],
  );
  return table(
    ['Stage', 'Weight', 'Began', 'Lasted', 'Requests of the candidate', 'State'],
    [...past, ...next],
  );
}

/** Where the last stage stands. */
function standing({ outcome, stage }: PromptReport): string {
  const left = stage?.bakeLeftSeconds ?? null;
  switch (outcome) {
    case 'rolled-back':
    case 'rollback-failed':
    case 'already-rolled-back':
      return 'rolled back';
    case 'reverting':
    case 'paused':
      return 'going back step by step';
    case 'asked':
    case 'asking':
    case 'investigating':
      return 'frozen until a person decides';
    case 'completed':
      return 'passed';
    default:
      return left === null || left === 0 ? 'here' : `here, ${duration(left)} left`;
  }
}
