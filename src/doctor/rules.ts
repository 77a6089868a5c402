import type { BranchRule, Bypass } from '../forge/inspection.ts';
import type { CheckId } from './checks.ts';
import { type Finding, failed, finding, type Tried } from './finding.ts';

/** What is known of a branch that the program must be able to push to. */
export interface BranchFacts {
  readonly id: Extract<CheckId, 'live-rules' | 'revert-rules'>;
  readonly branch: string;
  /** Whether it is there; it is made otherwise. */
  readonly exists: boolean;
  /** The branch or tag that stands where it must be. */
  readonly blockedBy: string | null;
  readonly rules: Tried<readonly BranchRule[]>;
  /** By ruleset; missing is unknown. */
  readonly bypass: ReadonlyMap<number, Bypass>;
  /** The older branch protection; null where the branch is not there, or it was not asked for. */
  readonly isProtected: Tried<boolean | null> | null;
}

const free =
  'leave `prompt-rollout/**` out of the ruleset, or put the App whose token is used on its bypass list';

/** Rules that refuse a push whatever it holds, with what helps besides leaving the branch out. */
const refusing: Readonly<Record<string, string>> = {
  update: `${capital(free)}.`,
  pull_request: `${capital(free)}; the live branch is written directly, never by pull requests.`,
  required_signatures: `Set \`commits: api\`, so that GitHub signs the commits; or ${free}.`,
  required_status_checks: `${capital(free)}; no check runs on these branches.`,
  required_deployments: `${capital(free)}; nothing is deployed from these branches.`,
  merge_queue: `${capital(free)}; these branches are pushed to, not merged into.`,
  workflows: `${capital(free)}; no workflow runs on these branches.`,
  code_scanning: `${capital(free)}; these branches are not scanned.`,
};

/** Rules that never stand in the way: commits are linear, and the branches are never forced. */
const harmless = ['non_fast_forward', 'deletion', 'required_linear_history', 'copilot_code_review'];

/** What stands in the way of a branch. */
export function branchFindings(facts: BranchFacts): Finding[] {
  const { id, branch, blockedBy, rules, isProtected } = facts;
  if (blockedBy !== null)
    return [
      finding(
        id,
        'problem',
        `The branch or tag \`${blockedBy}\` stands where \`${branch}\` must be: git cannot hold a branch and a folder of one name.`,
        `Rename \`${blockedBy}\`${id === 'live-rules' ? ', or set `live_branch` to another name' : ''}.`,
      ),
    ];
  if (!rules.known) return [failed(id, rules.failure, 'unknown')];
  const found = rules.value.flatMap((rule) => ruleFinding(facts, rule) ?? []);
  const older = isProtected === null ? [] : protection(id, branch, isProtected);
  if (found.length + older.length > 0) return [...found, ...older];
  const seen = rules.value.length;
  const told = seen === 0 ? 'No rule is active for' : `No rule of the ${seen} that are active refuses`;
  return [finding(id, 'ok', `${told} ${branch}.`)];
}

function ruleFinding(facts: BranchFacts, rule: BranchRule): Finding | null {
  const { id, branch, exists } = facts;
  const { type, source, ruleset, parameters } = rule;
  if (harmless.includes(type) || (type === 'creation' && exists)) return null;
  // A revert branch is made once and not pushed to again.
  if (id === 'revert-rules' && (type === 'update' || parameters.do_not_enforce_on_create === true))
    return null;
  const bypass = ruleset === null ? 'unknown' : (facts.bypass.get(ruleset) ?? 'unknown');
  if (bypass === 'always' || bypass === 'exempt') return null;
  const where = source === '' ? '' : ` (a ruleset of ${source})`;
  const cure = type === 'creation' ? `${capital(free)}.` : refusing[type];
  if (cure === undefined)
    return finding(
      id,
      'warning',
      `The rule \`${type}\`${where} is active for ${branch}${limits(rule)}: it may refuse what is pushed.`,
      `See that it takes a push to ${branch}; else ${free}.`,
    );
  const known = bypass !== 'unknown';
  const doubt = known ? '' : ' Whether the token may bypass it is not shown.';
  const text = `The rule \`${type}\`${where} refuses a push to ${branch}.${doubt}`;
  return finding(id, known ? 'problem' : 'warning', text, cure);
}

/** What a rule on names, texts and files demands. */
function limits({ parameters }: BranchRule): string {
  const { operator, pattern, negate } = parameters;
  if (typeof operator !== 'string' || typeof pattern !== 'string') return '';
  return ` (${negate === true ? 'not ' : ''}${operator} "${pattern}")`;
}

function protection(id: CheckId, branch: string, isProtected: Tried<boolean | null>): Finding[] {
  if (!isProtected.known) return [failed(id, isProtected.failure, 'unknown')];
  if (isProtected.value !== true) return [];
  const text = `Branch protection is on for ${branch}; what it asks for is shown to administrators only.`;
  const cure = `See in Settings, Branches that it lets the token push, and leave \`prompt-rollout/**\` out of it otherwise.`;
  return [finding(id, 'warning', text, cure)];
}

/** Rulesets whose rules cannot be asked for by branch. */
export function otherRulesFinding(rulesets: Tried<readonly string[]>): Finding {
  const id = 'other-rules';
  if (!rulesets.known) return failed(id, rulesets.failure, 'unknown');
  if (rulesets.value.length === 0)
    return finding(id, 'ok', 'No ruleset is active for tags or for all pushes.');
  const names = rulesets.value.map((name) => `"${name}"`).join(', ');
  return finding(
    id,
    'unknown',
    `Rulesets are active for tags or for all pushes: ${names}. Whether they cover ours is not shown.`,
    'See that they let the token push the tags `prompt-rollout/**`, and files of the kinds .json and .ndjson.',
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
