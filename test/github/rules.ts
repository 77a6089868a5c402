import type { Identity, Push, Repo, Ruleset, World } from './world.ts';

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

/** Every protected branch is one by a ruleset of this kind. */
const PROTECTION: Ruleset = {
  name: 'Protected branches',
  rules: [
    {
      type: 'pull_request',
      parameters: {
        allowed_merge_methods: ['merge', 'squash', 'rebase'],
        dismiss_stale_reviews_on_push: false,
        require_code_owner_review: false,
        require_last_push_approval: false,
        required_approving_review_count: 0,
        required_review_thread_resolution: false,
      },
    },
  ],
};

/** The rulesets of a repository, the first with id 1. */
export function rulesetsOf(repo: Repo): (Ruleset & { readonly id: number })[] {
  const branches = [...repo.protectedBranches];
  return [{ ...PROTECTION, branches }, ...repo.settings.rulesets]
    .map((ruleset, index) => ({ ...ruleset, id: index + 1 }))
    .filter(({ id }) => id > 1 || branches.length > 0);
}

function covers({ branches = [] }: Ruleset, branch: string): boolean {
  return branches.some((name) => {
    const parts = name.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(branch);
  });
}

/** The active rules for a branch as `GET /rules/branches/{branch}` shows them, whoever may bypass them. */
export function rulesFor(repo: Repo, branch: string) {
  return rulesetsOf(repo)
    .filter(
      ({ target = 'branch', enforcement = 'active' }) => target === 'branch' && enforcement === 'active',
    )
    .filter((ruleset) => covers(ruleset, branch))
    .flatMap(({ id, rules }) =>
      rules.map((rule) => ({
        ...rule,
        ruleset_source_type: 'Repository',
        ruleset_source: repo.fullName,
        ruleset_id: id,
      })),
    );
}

/** A ruleset as the list shows it; `GET /rulesets/{id}` also says whether who asks may bypass it. */
export function showRuleset(
  repo: Repo,
  { id, name, target = 'branch', enforcement = 'active' }: Ruleset & { id: number },
) {
  return { ...{ id, name, target, enforcement }, source_type: 'Repository', source: repo.fullName };
}
