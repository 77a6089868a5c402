const blocks = '▁▂▃▄▅▆▇█';

/** What stands where a value is not known: never the lowest block, which would be a measured value. */
export const gap = '·';

/**
 * Numbers as a line of blocks: `▁▂▇█··▃`, a gap for null and for what is no finite number. `low` and `high` are the ends of the scale;
 * values beyond them get its end. Where all are equal the line is flat.
 */
export function sparkline(values: readonly (number | null)[], low: number, high: number): string {
  return values.map((value) => blockOf(value, low, high)).join('');
}

function blockOf(value: number | null, low: number, high: number): string {
  if (value === null || !Number.isFinite(value)) return gap;
  const share = high > low ? (value - low) / (high - low) : 0;
  const index = Math.round(Math.min(1, Math.max(0, share)) * (blocks.length - 1));
  return blocks[index] ?? gap;
}
