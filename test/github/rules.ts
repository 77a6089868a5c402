import type { Identity, Push, Repo, World } from './world.ts';

const THROUGH_PULL_REQUEST = 'Changes must be made through a pull request.';

function isProtected(repo: Repo, identity: Identity, ref: string): boolean {
  if (identity.settings?.bypassRules === true) return false;
  return ref.startsWith('refs/heads/') && repo.protectedBranches.has(ref.slice('refs/heads/'.length));
}

/** Why the API refuses to move a ref; `undefined` when it does not. */
export function ruleViolation(repo: Repo, identity: Identity, ref: string): string | undefined {
  if (!isProtected(repo, identity, ref)) return undefined;
  return `Repository rule violations found\n\n${THROUGH_PULL_REQUEST}\n\n`;
}

/** What the hook says to a push that touches a protected branch; `undefined` when it does not. */
export function pushViolation(world: World, repo: Repo, identity: Identity, push: Push): string | undefined {
  const ref = push.updates.map((update) => update.ref).find((each) => isProtected(repo, identity, each));
  if (ref === undefined) return undefined;
  return [
    `error: GH013: Repository rule violations found for ${ref}.`,
    `Review all repository rules at ${world.url}/${repo.fullName}/rules?ref=${encodeURIComponent(ref)}`,
    '',
    `- ${THROUGH_PULL_REQUEST}`,
    '',
  ].join('\n');
}

/** The rule as `GET /rules/branches/{branch}` shows it. */
export function pullRequestRule(repo: Repo) {
  return {
    type: 'pull_request',
    parameters: {
      allowed_merge_methods: ['merge', 'squash', 'rebase'],
      dismiss_stale_reviews_on_push: false,
      require_code_owner_review: false,
      require_last_push_approval: false,
      required_approving_review_count: 0,
      required_review_thread_resolution: false,
    },
    ruleset_source_type: 'Repository',
    ruleset_source: repo.fullName,
    ruleset_id: 1,
  };
}
