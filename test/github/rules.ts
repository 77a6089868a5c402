import { git, resolveObject, ZERO } from './plumbing.ts';
import type { Identity, RefUpdate, Repo, Ruleset, World } from './world.ts';

/** Branch rules, as rulesets enforce them on pushes and on the API. */

const THROUGH_PULL_REQUEST = 'Changes must be made through a pull request.';
const SIGNED = 'Commits must have verified signatures.';

/** A ref that is about to move. `new` undefined: to a commit that GitHub itself makes, and signs. */
export type Move = Pick<RefUpdate, 'ref' | 'old'> & { readonly new: string | undefined };

interface Violation {
  readonly ref: string;
  readonly rule: string;
  /** The commits that break it. */
  readonly commits: readonly string[];
}

function branchOf(ref: string): string | undefined {
  return ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;
}

export function wantsSignatures(repo: Repo, branch: string): boolean {
  return repo.signedBranches.has('~ALL') || repo.signedBranches.has(branch);
}

/** Commits that the move brings to the branch and that nobody signed; a new branch starts at the default one. */
async function unsigned(repo: Repo, { old, new: next }: Move): Promise<string[]> {
  if (next === undefined || next === ZERO) return [];
  // What comes with the push itself is not here yet, and is nothing that GitHub signed.
  if ((await resolveObject(repo.bareDir, next, 'commit')) === undefined) return [next];
  const known = old === ZERO ? ((await resolveObject(repo.bareDir, 'HEAD', 'commit')) ?? []) : old;
  const listed = await git(repo.bareDir, ['rev-list', next, '--not', ...[known].flat()]);
  return listed.split('\n').filter((sha) => sha !== '' && !repo.signed.has(sha));
}

async function violations(repo: Repo, identity: Identity, moves: readonly Move[]): Promise<Violation[]> {
  if (identity.settings?.bypassRules === true) return [];
  const found: Violation[] = [];
  for (const move of moves) {
    const { ref } = move;
    const branch = branchOf(ref);
    if (branch === undefined) continue;
    if (repo.protectedBranches.has(branch)) found.push({ ref, rule: THROUGH_PULL_REQUEST, commits: [] });
    const commits = wantsSignatures(repo, branch) ? await unsigned(repo, move) : [];
    if (commits.length > 0) found.push({ ref, rule: SIGNED, commits });
  }
  return found;
}

/** Why the API refuses to move refs; `undefined` when it does not. */
export async function ruleViolation(
  world: World,
  repo: Repo,
  identity: Identity,
  moves: readonly Move[],
): Promise<string | undefined> {
  const updates = moves.map((move) => ({ ...move, new: move.new ?? ZERO }));
  const told = world.rejectPush({ repo: repo.fullName, login: identity.login, updates });
  if (told !== undefined) return told;
  const rules = (await violations(repo, identity, moves)).map(({ rule }) => rule);
  return rules.length === 0 ? undefined : `Repository rule violations found\n\n${rules.join('\n\n')}\n\n`;
}

/** What the hook says to a push that breaks rules; `undefined` when it breaks none. */
export async function pushViolation(
  world: World,
  repo: Repo,
  identity: Identity,
  updates: readonly RefUpdate[],
): Promise<string | undefined> {
  const [first, ...more] = await violations(repo, identity, updates);
  if (first === undefined) return undefined;
  const { ref } = first;
  const broken = [first, ...more.filter((each) => each.ref === ref)];
  return [
    `error: GH013: Repository rule violations found for ${ref}.`,
    `Review all repository rules at ${world.url}/${repo.fullName}/rules?ref=${encodeURIComponent(ref)}`,
    '',
    ...broken.flatMap(({ rule, commits }) => [`- ${rule}`, ...listed(commits), '']),
  ].join('\n');
}

function listed(commits: readonly string[]): string[] {
  if (commits.length === 0) return [];
  const violations = commits.length === 1 ? 'violation' : 'violations';
  return [`  Found ${commits.length} ${violations}:`, '', ...commits.map((sha) => `  ${sha}`)];
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

/** Every branch that takes signed commits only is one by a ruleset of this kind. */
const SIGNATURES: Ruleset = { name: 'Signed commits', rules: [{ type: 'required_signatures' }] };

/** The rulesets of a repository, with their ids. */
export function rulesetsOf(repo: Repo): (Ruleset & { readonly id: number })[] {
  const signed = [...repo.signedBranches].map((name) => (name === '~ALL' ? '*' : name));
  return [
    { ...PROTECTION, branches: [...repo.protectedBranches], id: 1 },
    { ...SIGNATURES, branches: signed, id: 2 },
    ...repo.settings.rulesets.map((ruleset, index) => ({ ...ruleset, id: index + 3 })),
  ].filter(({ id, branches = [] }) => id > 2 || branches.length > 0);
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
