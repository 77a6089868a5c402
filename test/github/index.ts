import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Faults } from './faults.ts';
import { installHook } from './hook.ts';
import { RequestLog } from './log.ts';
import { createBareRepository } from './plumbing.ts';
import { isPull, mergePull, type Pull, refreshPulls } from './pulls.ts';
import { remember } from './remember.ts';
import { serve } from './server.ts';
import { addComment, addIssue, setState } from './threads.ts';
import type {
  Deployment,
  Dispatch,
  GitHubSettings,
  Issue,
  Push,
  Repo,
  RepoSettings,
  World,
} from './world.ts';

export { answers } from './faults.ts';
export { GIT_ROUTES, type LogEntry } from './log.ts';
export type {
  Deployment,
  Dispatch,
  GitHubSettings,
  Issue,
  Push,
  RepoSettings,
  TokenSettings,
} from './world.ts';
export type { Pull };

/** A GitHub for tests: REST, GraphQL and git remote on one port, over real bare repositories. */
export interface GitHub {
  /** `http://127.0.0.1:1234`, for `GITHUB_SERVER_URL`. */
  readonly url: string;
  /** For `GITHUB_API_URL`. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly log: RequestLog;
  readonly faults: Faults;
  /** What broke GitHub's description, or asked for what is not answered. `close` rejects while there are any. */
  readonly violations: string[];
  readonly dispatches: readonly Dispatch[];
  /** The address to clone from and push to. */
  remote(repo: string): string;
  bareDir(repo: string): string;
  /** Issues without pull requests, as they are now. */
  issues(repo: string): Issue[];
  pulls(repo: string): Promise<Pull[]>;
  deployments(repo: string): Deployment[];
  protectBranch(repo: string, branch: string): void;
  /** From now on the branch takes signed commits only; `~ALL`: every branch. */
  requireSignatures(repo: string, branch: string): void;
  /** Whether GitHub made and signed a commit. */
  isSigned(repo: string, commit: string): boolean;
  /** Refuses pushes, and moves of refs by the API: the text that a hook would say, `undefined` to let it through. */
  rejectPushes(decide: (push: Push) => string | undefined): void;
  /** Remembers a repository's refs, issues, pull requests and labels; the function that it gives puts them back. */
  remember(repo: string): Promise<() => Promise<void>>;
  /** Merges as a person would by the button (default `alice`); returns the merge commit's id. */
  mergePullRequest(repo: string, number: number, by?: string): Promise<string>;
  closePullRequest(repo: string, number: number, by?: string): void;
  openIssue(repo: string, issue: { title: string; body?: string; author?: string; labels?: string[] }): Issue;
  closeIssue(repo: string, number: number, by?: string): void;
  /** Comments on an issue or pull request. */
  comment(repo: string, number: number, comment: { readonly author?: string; readonly body: string }): void;
  close(): Promise<void>;
}

const PERSON = 'alice';

function toSettings(settings: RepoSettings): Required<RepoSettings> {
  return {
    defaultBranch: 'main',
    private: true,
    actionsMayCreatePullRequests: true,
    defaultWorkflowPermissions: 'read',
    collaborators: {},
    teams: [],
    protectedBranches: [],
    signedBranches: [],
    rulesets: [],
    hasIssues: true,
    archived: false,
    ...settings,
  };
}

async function createRepo(root: string, fullName: string, given: RepoSettings, world: World): Promise<Repo> {
  const [owner = '', name = ''] = fullName.split('/');
  const bareDir = join(root, owner, `${name}.git`);
  const settings = toSettings(given);
  await mkdir(dirname(bareDir), { recursive: true });
  await createBareRepository(bareDir, settings.defaultBranch);
  await installHook(bareDir);
  return {
    ...{ owner, name, fullName, bareDir, settings },
    id: world.nextId(),
    createdAt: world.now(),
    protectedBranches: new Set(settings.protectedBranches),
    signedBranches: new Set(settings.signedBranches),
    issues: [],
    labels: [],
    deployments: [],
    signed: new Set(),
  };
}

function createWorld(settings: GitHubSettings, repos: Map<string, Repo>): World {
  let id = 1000;
  return {
    url: '',
    repos,
    tokens: new Map(Object.entries(settings.tokens)),
    emails: settings.emails ?? {},
    usage: new Map(),
    dispatches: [],
    log: new RequestLog(),
    faults: new Faults(),
    violations: [],
    now: settings.now ?? (() => new Date()),
    nextId: () => {
      id += 1;
      return id;
    },
    rejectPush: () => undefined,
  };
}

function repoOf(world: World, name: string): Repo {
  const repo = world.repos.get(name);
  if (repo === undefined) throw new Error(`There is no repository ${name}.`);
  return repo;
}

function threadOf(world: World, name: string, number: number): Issue {
  const issue = repoOf(world, name).issues.find((each) => each.number === number);
  if (issue === undefined) throw new Error(`${name} has no issue or pull request ${number}.`);
  return issue;
}

function pullOf(world: World, name: string, number: number): Pull {
  const issue = threadOf(world, name, number);
  if (!isPull(issue)) throw new Error(`${name}#${number} is no pull request.`);
  return issue;
}

/** Starts the server on a free port of 127.0.0.1, with empty repositories. The test must `close` it. */
export async function startGitHub(settings: GitHubSettings): Promise<GitHub> {
  const root = await mkdtemp(join(tmpdir(), 'github-'));
  const repos = new Map<string, Repo>();
  const world = createWorld(settings, repos);
  for (const [name, each] of Object.entries(settings.repos))
    repos.set(name, await createRepo(root, name, each, world));
  const current = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const done = serve(world, request, response).catch(() => void request.socket.destroy());
    current.add(done);
    done.finally(() => current.delete(done));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  world.url = `http://127.0.0.1:${address.port}`;

  return {
    url: world.url,
    apiUrl: `${world.url}/api/v3`,
    graphqlUrl: `${world.url}/api/graphql`,
    log: world.log,
    faults: world.faults,
    violations: world.violations,
    dispatches: world.dispatches,
    remote: (repo) => `${world.url}/${repoOf(world, repo).fullName}.git`,
    bareDir: (repo) => repoOf(world, repo).bareDir,
    issues: (repo) => structuredClone(repoOf(world, repo).issues.filter((issue) => !isPull(issue))),
    async pulls(repo) {
      await refreshPulls(world, repoOf(world, repo));
      return structuredClone(repoOf(world, repo).issues.filter(isPull));
    },
    deployments: (repo) => structuredClone(repoOf(world, repo).deployments),
    protectBranch: (repo, branch) => void repoOf(world, repo).protectedBranches.add(branch),
    requireSignatures: (repo, branch) => void repoOf(world, repo).signedBranches.add(branch),
    isSigned: (repo, commit) => repoOf(world, repo).signed.has(commit),
    rejectPushes: (decide) => {
      world.rejectPush = decide;
    },
    remember: (repo) => remember(repoOf(world, repo)),
    mergePullRequest: (repo, number, by = PERSON) =>
      mergePull(world, repoOf(world, repo), pullOf(world, repo, number), by),
    closePullRequest: (repo, number, by = PERSON) =>
      setState(world, pullOf(world, repo, number), 'closed', by),
    openIssue: (repo, { title, body = null, author = PERSON, labels = [] }) =>
      structuredClone(addIssue(world, repoOf(world, repo), { author, title, body, labels })),
    closeIssue: (repo, number, by = PERSON) => setState(world, threadOf(world, repo, number), 'closed', by),
    comment: (repo, number, { author = PERSON, body }) =>
      void addComment(world, threadOf(world, repo, number), author, body),
    async close() {
      world.faults.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.allSettled(current);
      await rm(root, { recursive: true, force: true });
      if (world.violations.length > 0)
        throw new Error(`Not what GitHub takes:\n${world.violations.join('\n')}`);
    },
  };
}
