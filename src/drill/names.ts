/** Everything that a drill makes bears its id, so that any later run can tell it from what is real. */
const idPattern = 'drill-\\d{8}-\\d{6}-[0-9a-f]{4}';

const refPattern = new RegExp(
  `^refs/(?:heads/prompt-rollout/(?:drill|revert)|tags/prompt-rollout)/(${idPattern})(?:/|$)`,
);

/** Seconds after which a drill that is not cleaned up counts as dead. */
const longest = 3600;

/** The id of a drill, which is that of its throwaway prompt: the time, and four hexadecimal digits. */
export function drillId(at: Date, random: string): string {
  const [day = '', time = ''] = at.toISOString().slice(0, 19).replace(/[-:]/g, '').split('T');
  return `drill-${day}-${time}-${random}`;
}

/** The drill's own live branch. */
export const drillBranch = (id: string): string => `prompt-rollout/drill/${id}`;

/** Where the throwaway prompt would lie on the default branch. */
export const drillPath = (id: string): string => `.prompt-rollout/drill/${id}.md`;

/** The drill that made a ref (full name); null for every other ref. */
export function drillOf(ref: string): string | null {
  return refPattern.exec(ref)?.[1] ?? null;
}

/** Drills that have left refs and began over an hour ago, so that nobody is at work on them. */
export function deadDrills(refs: readonly { readonly name: string }[], now: Date): string[] {
  const ids = new Set(refs.flatMap(({ name }) => drillOf(name) ?? []));
  return [...ids].filter((id) => now.getTime() - beganAt(id) > longest * 1000);
}

function beganAt(id: string): number {
  const [, year, month, day, hours, minutes, seconds] =
    /^drill-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-/.exec(id) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
}
