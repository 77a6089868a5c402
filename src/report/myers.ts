/** One step from the old lines to the new ones. */
export interface Edit {
  readonly kind: ' ' | '-' | '+';
  readonly line: string;
}

/** Differences beyond this take more memory (its square) than a report is worth. */
const mostEdits = 1500;

/**
 * The shortest way from `before` to `after`, line by line; null when more than 1,500 lines differ.
 * Myers, "An O(ND) difference algorithm and its variations", 1986: the greedy forward search.
 */
export function editScript(before: readonly string[], after: readonly string[]): Edit[] | null {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  const middle = search(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  const same = (line: string): Edit => ({ kind: ' ', line });
  return middle === null
    ? null
    : [...before.slice(0, head).map(same), ...middle, ...before.slice(before.length - tail).map(same)];
}

/** `furthest[k]` is the furthest old line reached on diagonal k = old - new; one copy a distance is kept. */
function search(before: readonly string[], after: readonly string[]): Edit[] | null {
  const most = Math.min(before.length + after.length, mostEdits);
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let distance = 0; distance <= most; distance += 1) {
    trace.push(new Map(furthest));
    for (let k = -distance; k <= distance; k += 2) {
      let x = stepFrom(furthest, k, distance).x;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x += 1;
      furthest.set(k, x);
      if (x >= before.length && x - k >= after.length) return walkBack(before, after, trace);
    }
  }
  return null;
}

/** Whether diagonal `k` is entered by a deletion (from k - 1) or an insertion (from k + 1), and where. */
function stepFrom(furthest: ReadonlyMap<number, number>, k: number, distance: number) {
  const [left, right] = [furthest.get(k - 1) ?? -1, furthest.get(k + 1) ?? -1];
  return k === -distance || (k !== distance && left < right)
    ? ({ kind: '+', from: k + 1, x: right } as const)
    : ({ kind: '-', from: k - 1, x: left + 1 } as const);
}

function walkBack(
  before: readonly string[],
  after: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): Edit[] {
  const edits: Edit[] = [];
  let [x, y] = [before.length, after.length];
  for (let distance = trace.length - 1; distance >= 0; distance -= 1) {
    const furthest = trace[distance] ?? new Map<number, number>();
    const { kind, from } = stepFrom(furthest, x - y, distance);
    const startX = distance === 0 ? 0 : (furthest.get(from) ?? 0);
    const startY = distance === 0 ? 0 : startX - from;
    while (x > startX && y > startY && before[x - 1] === after[y - 1]) {
      edits.push({ kind: ' ', line: before[x - 1] ?? '' });
      [x, y] = [x - 1, y - 1];
    }
    if (distance === 0) break;
    edits.push({ kind, line: (kind === '-' ? before[x - 1] : after[y - 1]) ?? '' });
    [x, y] = [startX, startY];
  }
  return edits.reverse();
}
