import { decorate } from './decorate.ts';
import type { Session } from './session.ts';
import { lacking } from './text.ts';

/** Who wrote a pull request, and who is asked already. */
export interface Asked {
  readonly author: string;
  readonly users: readonly string[];
  /** Slugs, without the organisation. */
  readonly teams: readonly string[];
}

type Reviewer = { readonly kind: 'user' | 'team'; readonly name: string };

/**
 * Asks `@user`s and `@org/team`s for a review, the author apart, who cannot be asked. When one of them is asked
 * already nothing is done: who has reviewed is no longer listed, and must not be asked again. Never fails.
 */
export async function ensureReviewers(
  session: Session,
  number: number,
  wanted: readonly string[],
  asked: Asked,
): Promise<string[]> {
  const entries = lacking(wanted, []).map((entry) => ({ entry, reviewer: parse(entry, session.owner) }));
  const unknown = entries.filter(({ reviewer }) => reviewer === null).map(({ entry }) => entry);
  const known = new Map(
    entries.flatMap(({ entry, reviewer }) =>
      reviewer === null || same(reviewer.name, asked.author) ? [] : [[entry, reviewer] as const],
    ),
  );
  const warnings = unknown.map(
    (entry) => `Not asked for a review: ${JSON.stringify(entry)} is no @user, and no @${session.owner}/team.`,
  );
  if ([...known.values()].some((reviewer) => isAsked(reviewer, asked))) return warnings;
  const refused = await decorate('Not asked for a review:', [...known.keys()], (names) =>
    ask(
      session,
      number,
      names.flatMap((name) => known.get(name) ?? []),
    ),
  );
  return [...warnings, ...refused];
}

async function ask(session: Session, number: number, reviewers: readonly Reviewer[]): Promise<void> {
  const { owner, repo } = session;
  const names = (kind: Reviewer['kind']) =>
    reviewers.filter((each) => each.kind === kind).map(({ name }) => name);
  await session.attempt({ action: 'ask for reviews', permission: 'pull-requests: write' }, (octokit) =>
    octokit.rest.pulls.requestReviewers({
      owner,
      repo,
      pull_number: number,
      reviewers: names('user'),
      team_reviewers: names('team'),
    }),
  );
}

/** Only teams of the organisation that owns the repository can be asked. */
function parse(entry: string, owner: string): Reviewer | null {
  const [, organisation, name] = /^@?(?:([\w-]+)\/)?([\w.-]+)$/.exec(entry) ?? [];
  if (name === undefined) return null;
  if (organisation === undefined) return { kind: 'user', name };
  return same(organisation, owner) ? { kind: 'team', name } : null;
}

function isAsked({ kind, name }: Reviewer, asked: Asked): boolean {
  return (kind === 'user' ? asked.users : asked.teams).some((each) => same(each, name));
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
