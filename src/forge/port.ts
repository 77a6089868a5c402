/** A pull request or issue: its number (0 on forges without numbers) and where to look at it. */
export interface Link {
  readonly number: number;
  readonly url: string;
}

/** `head` is an existing branch of the same repository and the key: there is one pull request for it, ever. */
export interface PullRequestRequest {
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly reviewers: readonly string[];
}

/** `marker` is a hidden comment in the body and the key; `since` is the earliest time it can have been made. */
export interface IssueRequest {
  readonly marker: string;
  readonly since: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

/** What became of an `ensure…`: `warnings` are decorations (labels, reviewers) that were refused. */
export interface Ensured extends Link {
  readonly created: boolean;
  readonly warnings: readonly string[];
}

/** Where pull requests and issues live. Verbs are intents: repeating one ends in the same state. */
export interface Forge {
  readonly kind: 'github' | 'local';
  /** Length that a body may have, in characters. */
  readonly bodyLimit: number;
  /** True when pull requests of this token get their checks only after a person approves the run. */
  readonly checksNeedApproval: boolean;
  /** Opens the pull request, or brings the open one up to date; a closed one stays closed. */
  ensurePullRequest(request: PullRequestRequest): Promise<Ensured>;
  /** Files the issue, or brings the open one up to date; a closed one stays as people left it. */
  ensureIssue(request: IssueRequest): Promise<Ensured>;
  /** Address of a commit, branch or file of the prompts repository, for links; null where there is none. */
  link(target: { commit: string } | { branch: string } | { compare: [string, string] }): string | null;
  /** Starts the successor of this workflow run (`continue: dispatch`). */
  dispatchSuccessor(): Promise<void>;
}
