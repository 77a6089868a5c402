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
  readonly refresh?: Refresh;
}

/**
 * When title and body are brought up to date: `open` (the default) while it is open, `always` also when people have
 * closed or merged it, which never opens it again.
 */
export type Refresh = 'open' | 'always';

/** `marker` is a hidden comment in the body and the key; `since` is the earliest time it can have been made. */
export interface IssueRequest {
  readonly marker: string;
  readonly since: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly refresh?: Refresh;
}

/** A comment on issue or pull request `number`. `marker` is a hidden comment in the body and the key. */
export interface ReplyRequest {
  readonly number: number;
  readonly marker: string;
  readonly body: string;
}

/** A pull request as it is now. */
export interface PullRequest {
  /** Names of branches; `head` is one of a fork when `fork` is true. */
  readonly head: string;
  readonly base: string;
  readonly state: 'open' | 'closed' | 'merged';
  /** True when its branch is not one of the repository itself, or cannot be told. */
  readonly fork: boolean;
  readonly mergedBy: string | null;
  readonly url: string;
}

/** What a person may do in the repository, most first. */
export type Permission = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

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
  /** Closes the open pull request of a branch without merging it, with a comment where one is given. None is fine. */
  closePullRequest(request: {
    readonly head: string;
    readonly comment?: Omit<ReplyRequest, 'number'>;
  }): Promise<void>;
  /** The pull request with this number; null when there is none. */
  pullRequestOf(number: number): Promise<PullRequest | null>;
  /** Files the issue, or brings the open one up to date; a closed one stays as people left it. */
  ensureIssue(request: IssueRequest): Promise<Ensured>;
  /** Closes the open issue with this marker as completed. None is fine. */
  closeIssue(request: Pick<IssueRequest, 'marker' | 'since'>): Promise<void>;
  /** Writes the comment, or brings it up to date: there is one for each marker. */
  reply(request: ReplyRequest): Promise<Link>;
  /** What a person may do in the repository; `none` for who is unknown. */
  permissionOf(login: string): Promise<Permission>;
  /** Login of a commit's author; null when nobody knows it. */
  authorOf(commit: string): Promise<string | null>;
  /** Address of a commit, branch or file of the prompts repository, for links; null where there is none. */
  link(target: { commit: string } | { branch: string } | { compare: [string, string] }): string | null;
  /** Starts the successor of this workflow run (`continue: dispatch`). */
  dispatchSuccessor(): Promise<void>;
}
