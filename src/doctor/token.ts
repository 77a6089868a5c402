import type { RepositoryFacts } from '../forge/inspection.ts';
import type { CheckId } from './checks.ts';
import { type Finding, failed, finding, type Tried } from './finding.ts';

/** What is known of the token. */
export interface TokenFacts {
  readonly now: Date;
  /** Whether it is the token that every workflow run is given. */
  readonly isDefault: boolean;
  readonly repository: Tried<RepositoryFacts>;
  /** Whether it may read pull requests and issues: who may not, may not write them. */
  readonly pullRequests: Tried<void>;
  readonly issues: Tried<void>;
  /** Whether this run would have to start its successor. */
  readonly dispatches: boolean;
}

const soon = 7 * 24 * 3600 * 1000;

/** Whether the token is good, and may do what a rollback needs besides the push. */
export function tokenFindings(facts: TokenFacts): Finding[] {
  const { repository, dispatches } = facts;
  if (!repository.known)
    return [failed('token', repository.failure, isAboutToken(repository.failure) ? 'problem' : 'unknown')];
  return [
    validity(facts, repository.value),
    permission('pull-requests', 'pull-requests: write', facts.pullRequests, repository.value),
    ...issuesFindings(facts.issues, repository.value),
    ...(dispatches ? [permission('actions', 'actions: write', null, repository.value)] : []),
  ];
}

function isAboutToken({ code }: { readonly code: string }): boolean {
  return ['forge-unauthorized', 'forge-repository-hidden', 'forge-forbidden', 'token-missing'].includes(code);
}

function validity({ now, isDefault }: TokenFacts, facts: RepositoryFacts): Finding {
  const { archived, disabled, expires } = facts;
  if (archived || disabled)
    return finding(
      'token',
      'problem',
      `The repository is ${archived ? 'archived' : 'disabled'}: nobody can write into it.`,
      archived ? 'Unarchive it in its settings.' : 'Ask the support of GitHub why.',
    );
  if (expires !== null && expires.getTime() - now.getTime() < soon)
    return finding(
      'token',
      'warning',
      `GitHub takes the token until ${expires.toISOString()}.`,
      'Make a new one before that, or use an App token, which is made anew for each run.',
    );
  const kind = isDefault ? 'the default token of the workflow' : 'a token of an App or a person';
  return finding('token', 'ok', `GitHub takes it; it is ${kind}.`);
}

function issuesFindings(issues: Tried<void>, facts: RepositoryFacts): Finding[] {
  if (facts.hasIssues) return [permission('issues', 'issues: write', issues, facts)];
  const cure = 'Switch on Settings, General, Features, Issues: the post-mortem cannot be filed without.';
  return [finding('issues', 'problem', 'Issues are switched off in the repository.', cure)];
}

/** A permission to write: known where GitHub shows the scopes or refuses to read, else only by trying. */
function permission(
  id: CheckId,
  line: string,
  read: Tried<void> | null,
  { scopes, mayPush, private: isPrivate }: RepositoryFacts,
): Finding {
  if (read !== null && !read.known)
    return failed(id, read.failure, read.failure.code === 'forge-forbidden' ? 'problem' : 'unknown');
  if (scopes !== null) {
    const enough = scopes.includes('repo') || (!isPrivate && scopes.includes('public_repo'));
    if (!enough)
      return finding(
        id,
        'problem',
        `The token has the scopes ${scopes.join(', ') || '(none)'}.`,
        'Give the classic token the scope `repo`.',
      );
    if (mayPush !== false) return finding(id, 'ok', `The token has the scope ${scopes.join(', ')}.`);
    return finding(
      id,
      'problem',
      'The account of the token may not write into the repository.',
      'Give its account the role Write.',
    );
  }
  return finding(
    id,
    'unknown',
    'GitHub does not show it of this kind of token, and to test it something would have to be written.',
    `See that the job, or the App, has \`${line}\`. \`drill\` tests it by doing it.`,
  );
}
