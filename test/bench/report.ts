import type { Job, Measure } from './job.ts';

/** A measured cell. */
export type Cell = Omit<Job, 'run'> & Measure;

/** All cells as Markdown, one table after the other. */
export function markdown(cells: readonly Cell[]): string {
  const tables = [...new Set(cells.map(({ table }) => table))];
  return tables
    .map((table) =>
      oneTable(
        table,
        cells.filter((cell) => cell.table === table),
      ),
    )
    .join('\n\n');
}

function oneTable(title: string, cells: readonly Cell[]): string {
  const columns = [...new Set(cells.map(({ column }) => column))];
  const rows = [...new Set(cells.map(({ row }) => row))];
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  const body = rows.map((row) => {
    const texts = columns.map((column) => {
      const cell = cells.find((entry) => entry.row === row && entry.column === column);
      return cell === undefined ? '' : text(cell);
    });
    return line([row, ...texts]);
  });
  return [
    `### ${title}`,
    '',
    line(['', ...columns]),
    line(['---', ...columns.map(() => '---:')]),
    ...body,
  ].join('\n');
}

/** Shares that are small come with the upper end of their interval. */
function text({ value, unit, upTo }: Measure): string {
  if (unit === '%')
    return value < 1 && upTo !== undefined
      ? `${value.toFixed(2)} % (< ${upTo.toFixed(2)})`
      : `${value.toFixed(1)} %`;
  if (unit === 's') return `${value.toFixed(0)} s`;
  if (unit === 'ratio') return value.toFixed(2);
  return unit === 'ms' ? `${value.toFixed(1)} ms` : value.toFixed(value < 100 ? 1 : 0);
}
