import type { Faults } from './faults.ts';
import type { RequestLog } from './log.ts';

export type Access = 'read' | 'write';
export type Scope =
  | 'actions'
  | 'administration'
  | 'contents'
  | 'deployments'
  | 'issues'
  | 'metadata'
  | 'pull-requests'
  | 'workflows';
export type Permission = 'admin' | 'maintain' | 'write' | 'triage' | 'read';

export interface TokenSettings {
  /** `github-actions[bot]` for the token of a workflow run. */
  readonly login: string;
  /** As in a workflow's `permissions`: what is not named is not allowed. `metadata: read` is always there. */
  readonly scopes: Readonly<Partial<Record<Scope, Access>>>;
  /** The repositories it reaches; default: all. */
  readonly repos?: readonly string[];
  /** On the bypass list of every protected branch. */
  readonly bypassRules?: boolean;
  /** REST requests an hour; default 5,000. */
  readonly requestsPerHour?: number;
  /** The scopes of a classic personal access token: shown in every answer. */
  readonly classicScopes?: readonly string[];
}

/** A ruleset of a repository; `Rule` is what `GET /rules/branches/{branch}` shows, without the ruleset's fields. */
export interface Ruleset {
  readonly name: string;
  readonly target?: 'branch' | 'tag' | 'push';
  readonly enforcement?: 'active' | 'evaluate' | 'disabled';
  /** Branches that it is for; `*` within stands for anything. */
  readonly branches?: readonly string[];
  readonly rules: readonly { readonly type: string; readonly parameters?: object }[];
}

export interface RepoSettings {
  readonly defaultBranch?: string;
  /** Default true: reading needs a scope, too. */
  readonly private?: boolean;
  /** The setting "Allow GitHub Actions to create and approve pull requests"; default true. */
  readonly actionsMayCreatePullRequests?: boolean;
  readonly defaultWorkflowPermissions?: Access;
  readonly collaborators?: Readonly<Record<string, Permission>>;
  /** Slugs of the teams that may be asked for a review. */
  readonly teams?: readonly string[];
  /** Changed through pull requests only, by all who are not on the bypass list. */
  readonly protectedBranches?: readonly string[];
  /** Take signed commits only, of all who are not on the bypass list; `~ALL`: every branch. */
  readonly signedBranches?: readonly string[];
  /** Shown to who asks; pushes are refused by `protectedBranches` alone. */
  readonly rulesets?: readonly Ruleset[];
  /** Default true. */
  readonly hasIssues?: boolean;
  readonly archived?: boolean;
}

export interface GitHubSettings {
  readonly repos: Readonly<Record<string, RepoSettings>>;
  readonly tokens: Readonly<Record<string, TokenSettings>>;
  /** Whose commits these are: login by e-mail address. */
  readonly emails?: Readonly<Record<string, string>>;
  /** The server's clock; default: the machine's. */
  readonly now?: () => Date;
}

/** Who asks. `token` undefined: nobody in particular. */
export interface Identity {
  readonly login: string | undefined;
  readonly token: string | undefined;
  readonly settings: TokenSettings | undefined;
}

export interface Comment {
  readonly id: number;
  readonly author: string;
  body: string;
  readonly createdAt: Date;
  updatedAt: Date;
}

export interface PullPart {
  readonly head: string;
  base: string;
  readonly draft: boolean;
  /** As last seen: a closed pull request keeps what it had. */
  headSha: string;
  baseSha: string;
  mergedAt: Date | undefined;
  mergedBy: string | undefined;
  mergeCommit: string | undefined;
  reviewers: string[];
  teamReviewers: string[];
}

/** An issue; with `pull`, a pull request. Both share their numbers, as on GitHub. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly author: string;
  readonly createdAt: Date;
  readonly pull: PullPart | undefined;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'duplicate' | 'reopened' | null;
  labels: string[];
  assignees: string[];
  comments: Comment[];
  updatedAt: Date;
  closedAt: Date | undefined;
  closedBy: string | undefined;
}

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

export interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly task: string;
  readonly environment: string;
  readonly description: string | null;
  readonly payload: unknown;
  readonly creator: string;
  readonly createdAt: Date;
  readonly statuses: { state: string; description: string; environmentUrl: string; logUrl: string }[];
}

export type Dispatch = { readonly repo: string; readonly login: string } & (
  | { readonly kind: 'workflow'; readonly workflow: string; readonly ref: string; readonly inputs: object }
  | { readonly kind: 'repository'; readonly eventType: string; readonly clientPayload: object }
);

export interface Repo {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly fullName: string;
  readonly bareDir: string;
  readonly createdAt: Date;
  readonly settings: Required<RepoSettings>;
  readonly protectedBranches: Set<string>;
  readonly signedBranches: Set<string>;
  readonly issues: Issue[];
  readonly labels: Label[];
  readonly deployments: Deployment[];
  /** Commits that GitHub made, and therefore signed. */
  readonly signed: Set<string>;
}

export interface RefUpdate {
  readonly ref: string;
  readonly old: string;
  readonly new: string;
}

export interface Push {
  readonly repo: string;
  readonly login: string | undefined;
  readonly updates: readonly RefUpdate[];
}

/** Everything the server knows, apart from what lies in the bare repositories. */
export interface World {
  /** `http://127.0.0.1:1234`; set when the server listens. */
  url: string;
  readonly repos: ReadonlyMap<string, Repo>;
  readonly tokens: ReadonlyMap<string, TokenSettings>;
  readonly emails: Readonly<Record<string, string>>;
  readonly usage: Map<string, { used: number; reset: number }>;
  readonly dispatches: Dispatch[];
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly violations: string[];
  readonly now: () => Date;
  readonly nextId: () => number;
  /** Says why a push is refused, as the hook's text; `undefined` lets it through. */
  rejectPush: (push: Push) => string | undefined;
}
