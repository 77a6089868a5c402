import { THIS } from './methods/index.ts';
import type { Cell } from './report.ts';

export type Target = { readonly name: string; readonly met: boolean; readonly measured: string };

/** Delays in seconds that this method is to keep to, give or take 5 %. */
const DELAYS: Readonly<Record<string, number>> = {
  '10 req/s, 8 %': 485,
  '10 req/s, 20 %': 162,
  '100 req/s, 8 %': 69,
  '100 req/s, 20 %': 33,
  '1000 req/s, 8 %': 31,
  '1000 req/s, 20 %': 30,
};

/** What the method promises, and whether this run bears it out. */
export function targets(cells: readonly Cell[]): Target[] {
  const ratios = cells.filter(({ row }) => row === 'ratio to the limit').map(({ value }) => value);
  const rollbacks = cells
    .filter(({ table, row }) => table === 'False rollbacks on a healthy day' && row === THIS)
    .map(({ value }) => value);
  const delays = cells.filter(
    ({ table, row }) => table.startsWith('Mean delay to the rollback') && row === THIS,
  );
  return [
    atMost('ratio to the limit ≤ 2.0 for true rates of 2–50 %', ratios, 2),
    atMost('false rollbacks ≤ 0.15 % of healthy days in every cell', rollbacks, 0.15),
    ...delays.map(({ column, value }) => {
      const expected = DELAYS[column] ?? Number.NaN;
      const measured = `${value.toFixed(1)} s`;
      return {
        name: `delay at ${column} within 5 % of ${expected} s`,
        met: value <= 1.05 * expected,
        measured,
      };
    }),
  ];
}

function atMost(name: string, values: readonly number[], limit: number): Target {
  const worst = Math.max(...values);
  return { name, met: values.length > 0 && worst <= limit, measured: `worst ${worst.toFixed(3)}` };
}
