import type { Problem } from '../metrics/port.ts';

/** Whether a problem leaves the verdict as it is, and is about all that was seen: people shall know of it. */
export function isNotice({ code, fatal, arm }: Problem): boolean {
  return code === 'warning' && !fatal && arm === null;
}

/** The notices among problems, as sentences without a full stop, each once. */
export function noticesOf(problems: readonly Problem[]): string[] {
  return [...new Set(problems.filter(isNotice).map(({ detail }) => detail))];
}
