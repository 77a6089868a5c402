import { type Finding, type Tried, tried } from '../doctor/finding.ts';
import { pullRequestSettingFinding } from '../doctor/pull-request-setting.ts';
import { branchFindings, otherRulesFinding } from '../doctor/rules.ts';
import { tokenFindings } from '../doctor/token.ts';
import {
  type BranchRule,
  type Bypass,
  githubInspection,
  type Inspection,
  type RepositoryFacts,
} from '../forge/index.ts';
import type { Session } from './session.ts';
import { findTarget } from './target.ts';

/** Opens a look at how the repository is set up on GitHub; null where it is not on GitHub. Sends nothing yet. */
export async function openInspection(
  { inputs, facts }: Session,
  clock?: Parameters<typeof githubInspection>[1],
): Promise<Inspection | null> {
  const { repository } = await findTarget(inputs, facts);
  if (repository === null || inputs.forge === 'local') return null;
  const { apiUrl, serverUrl } = facts;
  return githubInspection({ apiUrl, serverUrl, repository, token: inputs.token }, clock);
}

/** What the checks of the forge need to know of the rest. */
export interface Place {
  readonly live: string;
  /** A branch as those of revert pull requests are called. */
  readonly revert: string;
  /** Whether the live branch is there. */
  readonly exists: boolean;
  /** What stands where the live branch, or the revert branch, must be. */
  readonly blockers: { readonly live: string | null; readonly revert: string | null };
}

/** What GitHub says of the repository, the token and the rules; `skew` of its clock in seconds. */
export async function forgeFindings(
  session: Session,
  inspection: Inspection,
  place: Place,
): Promise<{ findings: Finding[]; skew: number | null }> {
  const repository = await tried(() => inspection.repository());
  const [pullRequests, issues, rules] = await Promise.all([
    asked(repository, () => inspection.pullRequests()),
    asked(repository, () => inspection.issues()),
    rulesFindings(session, inspection, place, repository),
  ]);
  const { inputs, clock } = session;
  const findings = tokenFindings({
    now: clock.now(),
    isDefault: inputs.token === inputs['workflow-token'],
    ...{ repository, pullRequests, issues },
    dispatches: inputs.continue === 'dispatch',
  });
  return {
    findings: [...findings, ...rules],
    skew: repository.known ? repository.value.skew : null,
  };
}

/** The rules of the branches, and the setting for pull requests: a handful of requests. */
export async function rulesFindings(
  session: Session,
  inspection: Inspection,
  place: Place,
  repository: Tried<unknown>,
): Promise<Finding[]> {
  const { live, revert, exists, blockers } = place;
  const [liveRules, revertRules, other, isProtected, setting] = await Promise.all([
    asked(repository, () => inspection.rules(live)),
    asked(repository, () => inspection.rules(revert)),
    asked(repository, () => inspection.otherRulesets()),
    exists ? asked(repository, () => inspection.isProtected(live)) : null,
    asked(repository, () => inspection.workflowSettings()),
  ]);
  const bypass = await bypasses(inspection, [liveRules, revertRules]);
  return [
    ...branchFindings({
      ...{ id: 'live-rules', branch: live, exists, isProtected, bypass },
      blockedBy: blockers.live,
      rules: liveRules,
    }),
    ...branchFindings({
      ...{ id: 'revert-rules', branch: revert, exists: false, isProtected: null, bypass },
      blockedBy: blockers.revert,
      rules: revertRules,
    }),
    otherRulesFinding(other),
    pullRequestSettingFinding({
      isDefault:
        session.facts.runUrl === null ? null : session.inputs.token === session.inputs['workflow-token'],
      settingsUrl: `${session.facts.serverUrl}/${session.repository}/settings/actions`,
      setting,
    }),
  ];
}

/** Nothing is asked of a repository that could not be read at all: the answer would be the same. */
function asked<T>(repository: Tried<unknown>, question: () => Promise<T>): Promise<Tried<T>> {
  return repository.known ? tried(question) : Promise.resolve(repository);
}

/** More rulesets than these are not asked for: what is not known is told as that. */
const mostRulesets = 10;

async function bypasses(
  inspection: Inspection,
  rules: readonly Tried<readonly BranchRule[]>[],
): Promise<Map<number, Bypass>> {
  const all = rules.flatMap((each) => (each.known ? each.value : []));
  const ids = [...new Set(all.flatMap(({ ruleset }) => ruleset ?? []))].slice(0, mostRulesets);
  const found = await Promise.all(
    ids.map(async (id): Promise<[number, Bypass]> => {
      const answer = await tried(() => inspection.bypass(id));
      return [id, answer.known ? answer.value : 'unknown'];
    }),
  );
  return new Map(found);
}

/** What GitHub says of the token alone, where git cannot read the repository. */
export async function tokenOnly(session: Session): Promise<Finding[]> {
  const inspection = await openInspection(session);
  if (inspection === null) return [];
  const repository = await tried(() => inspection.repository());
  return tokenChecks(session, repository).filter(({ id }) => id === 'token');
}

/** What one answer tells of the token and the repository; nothing of what is known by further questions only. */
export function tokenChecks(session: Session, repository: Tried<RepositoryFacts>): Finding[] {
  const unasked: Tried<void> = { known: true, value: undefined };
  const findings = tokenFindings({
    now: session.clock.now(),
    isDefault: session.inputs.token === session.inputs['workflow-token'],
    ...{ repository, pullRequests: unasked, issues: unasked, dispatches: false },
  });
  return findings.filter(({ id, state }) => id === 'token' || state !== 'unknown');
}
