export { type CommitApiOptions, type CommitApiTools, githubCommits } from './commit-api.ts';
export type { Running } from './dispatch.ts';
export { type GitHubForgeOptions, type GitHubForgeTools, githubForge } from './github.ts';
export {
  type BranchRule,
  type Bypass,
  githubInspection,
  type Inspection,
  type RepositoryFacts,
} from './inspection.ts';
export { localForge } from './local.ts';
export type {
  Ensured,
  Forge,
  IssueRequest,
  Link,
  Permission,
  PullRequest,
  PullRequestRequest,
  Refresh,
  ReplyRequest,
} from './port.ts';
