import { decorate } from './decorate.ts';
import type { Session } from './session.ts';
import { lacking } from './text.ts';

type Label = string | { name?: string };

/**
 * Sets the labels that issue or pull request `number` lacks; others stay. Returns warnings, never fails:
 * creating a label needs more rights than setting one, and GitHub drops labels without a word where there are none.
 */
export async function ensureLabels(
  session: Session,
  number: number,
  wanted: readonly string[],
  present: readonly Label[],
): Promise<string[]> {
  const { owner, repo } = session;
  const dropped: string[] = [];
  const warnings = await decorate('Not set: label', lacking(wanted, present.map(nameOf)), async (labels) => {
    const intent = { action: 'set labels', permission: 'issues: write' };
    const { data } = await session.attempt(intent, (octokit) =>
      octokit.rest.issues.addLabels({ owner, repo, issue_number: number, labels: [...labels] }),
    );
    dropped.push(...lacking(labels, data.map(nameOf)));
  });
  return [
    ...warnings,
    ...dropped.map((label) => `Not set: label ${JSON.stringify(label)}: GitHub dropped it silently.`),
  ];
}

function nameOf(label: Label): string {
  return typeof label === 'string' ? label : (label.name ?? '');
}
