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

/**
 * The furthest old line reached on each diagonal k = old - new, from -radius to radius in one array; -1 where
 * none is reached. A slice of it for each distance is all that the way back needs.
 */
type Front = Int32Array;

const reached = (front: Front, k: number): number => front[k + (front.length - 1) / 2] ?? -1;

function search(before: readonly string[], after: readonly string[]): Edit[] | null {
  const most = Math.min(before.length + after.length, mostEdits);
  const centre = most + 1;
  const front: Front = new Int32Array(2 * centre + 1).fill(-1);
  front[centre + 1] = 0;
  const trace: Front[] = [];
  for (let distance = 0; distance <= most; distance += 1) {
    trace.push(front.slice(centre - distance - 1, centre + distance + 2));
    for (let k = -distance; k <= distance; k += 2) {
      let x = stepFrom(front, k, distance).x;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x += 1;
      front[centre + k] = x;
      if (x >= before.length && x - k >= after.length) return walkBack(before, after, trace);
    }
  }
  return null;
}

/** Whether diagonal `k` is entered by a deletion (from k - 1) or an insertion (from k + 1), and where. */
function stepFrom(front: Front, k: number, distance: number) {
  const [left, right] = [reached(front, k - 1), reached(front, k + 1)];
  return k === -distance || (k !== distance && left < right)
    ? ({ kind: '+', from: k + 1, x: right } as const)
    : ({ kind: '-', from: k - 1, x: left + 1 } as const);
}

function walkBack(before: readonly string[], after: readonly string[], trace: readonly Front[]): Edit[] {
  const edits: Edit[] = [];
  let [x, y] = [before.length, after.length];
  for (let distance = trace.length - 1; distance >= 0; distance -= 1) {
    const front = trace[distance] ?? new Int32Array(1);
    const { kind, from } = stepFrom(front, x - y, distance);
    const startX = distance === 0 ? 0 : reached(front, from);
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
