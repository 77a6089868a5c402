import * as z from 'zod';
import { notFound, refusal, validationFailed } from '../http.ts';
import { isAncestor } from '../plumbing.ts';
import { branchHead, isPull, mergeBase, type Pull, refreshPulls, toPull, toPullSimple } from '../pulls.ts';
import { addIssue, checkTexts, setState } from '../threads.ts';
import { type Call, created, type Handler, issueOf, ok, page } from './call.ts';

const resource = 'PullRequest';
const custom = (message: string) => validationFailed({ resource, code: 'custom', message });

async function pullOf(call: Call): Promise<Pull> {
  await refreshPulls(call.world, call.repo);
  const issue = issueOf(call, 'pull_number');
  if (!isPull(issue)) throw notFound();
  return issue;
}

const show = (call: Call, issue: Pull) => toPull(call.world, call.repo, call.identity, issue);

const ListQuery = z.object({
  state: z.enum(['open', 'closed', 'all']).default('open'),
  head: z.string().optional(),
  base: z.string().optional(),
  sort: z.enum(['created', 'updated', 'popularity', 'long-running']).default('created'),
  direction: z.enum(['asc', 'desc']).optional(),
});

const listPulls: Handler = async (call) => {
  await refreshPulls(call.world, call.repo);
  const { state, head, base, sort, direction } = ListQuery.parse(call.query);
  // Without an owner GitHub does not look at `head`.
  const branch = head?.includes(':') ? head : undefined;
  const found = call.repo.issues
    .filter(isPull)
    .filter((issue) => state === 'all' || issue.state === state)
    .filter(({ pull }) => branch === undefined || branch === `${call.repo.owner}:${pull.head}`)
    .filter(({ pull }) => base === undefined || base === pull.base);
  const rank = (issue: Pull) => {
    if (sort === 'popularity') return issue.comments.length;
    return (sort === 'updated' ? issue.updatedAt : issue.createdAt).getTime();
  };
  const sign = (direction ?? (sort === 'created' ? 'desc' : 'asc')) === 'desc' ? -1 : 1;
  found.sort((a, b) => sign * (rank(a) - rank(b) || a.number - b.number));
  return page(call, found, (issue) => toPullSimple(call.world, call.repo, call.identity, issue));
};

/** `branch` of `owner:branch`; forks there are none. */
function ownBranch(call: Call, head: string): string | undefined {
  const [owner, branch] = head.includes(':') ? head.split(':') : [call.repo.owner, head];
  return owner === call.repo.owner ? branch : undefined;
}

const NewPull = z.object({
  title: z.string(),
  head: z.string(),
  base: z.string(),
  body: z.string().nullable().default(null),
  draft: z.boolean().default(false),
});

const createPull: Handler = async (call) => {
  const { world, repo, login } = call;
  if (login === 'github-actions[bot]' && !repo.settings.actionsMayCreatePullRequests) {
    throw refusal(403, 'GitHub Actions is not permitted to create or approve pull requests.');
  }
  const { title, body, base, draft, ...given } = NewPull.parse(call.body);
  checkTexts(resource, { title, body });
  const head = ownBranch(call, given.head);
  const baseSha = await branchHead(repo, base);
  const headSha = head === undefined ? undefined : await branchHead(repo, head);
  if (baseSha === undefined) throw validationFailed({ resource, field: 'base', code: 'invalid' });
  if (head === undefined || headSha === undefined)
    throw validationFailed({ resource, field: 'head', code: 'invalid' });
  if ((await mergeBase(repo, baseSha, headSha)) === undefined) {
    throw custom(`The ${head} branch has no history in common with ${base}`);
  }
  if (await isAncestor(repo.bareDir, headSha, baseSha))
    throw custom(`No commits between ${base} and ${head}`);
  await refreshPulls(world, repo);
  const double = repo.issues
    .filter(isPull)
    .find(({ state, pull }) => state === 'open' && pull.head === head && pull.base === base);
  if (double !== undefined) throw custom(`A pull request already exists for ${repo.owner}:${head}.`);
  const pull = { head, base, draft, headSha, baseSha, reviewers: [], teamReviewers: [] };
  const unmerged = { mergedAt: undefined, mergedBy: undefined, mergeCommit: undefined };
  const issue = addIssue(world, repo, { author: login, title, body, pull: { ...pull, ...unmerged } });
  if (!isPull(issue)) throw notFound();
  return created(await show(call, issue));
};

const Changes = z.object({
  title: z.string().optional(),
  body: z.string().optional(),
  state: z.enum(['open', 'closed']).optional(),
  base: z.string().optional(),
});

const updatePull: Handler = async (call) => {
  const issue = await pullOf(call);
  const { title, body, state, base } = Changes.parse(call.body ?? {});
  checkTexts(resource, {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body }),
  });
  const baseSha = base === undefined ? issue.pull.baseSha : await branchHead(call.repo, base);
  if (baseSha === undefined) throw validationFailed({ resource, field: 'base', code: 'invalid' });
  if (state === 'open' && issue.state === 'closed') {
    if (issue.pull.mergedAt !== undefined) throw custom('Cannot reopen a merged pull request.');
    const head = await branchHead(call.repo, issue.pull.head);
    if (head === undefined)
      throw custom(`state cannot be changed. The ${issue.pull.head} branch has been deleted.`);
  }
  Object.assign(issue, {
    title: title ?? issue.title,
    body: body ?? issue.body,
    updatedAt: call.world.now(),
  });
  Object.assign(issue.pull, { base: base ?? issue.pull.base, baseSha });
  if (state !== undefined) setState(call.world, issue, state, call.login);
  return ok(await show(call, issue));
};

const requestReviewers: Handler = async (call) => {
  const Request = z.object({
    reviewers: z.array(z.string()).default([]),
    team_reviewers: z.array(z.string()).default([]),
  });
  const { reviewers, team_reviewers: teams } = Request.parse(call.body ?? {});
  const issue = await pullOf(call);
  const { settings, fullName, owner } = call.repo;
  if (reviewers.includes(issue.author))
    throw refusal(422, 'Review cannot be requested from pull request author.');
  const strangers = [
    ...reviewers.filter((login) => login !== owner && !(login in settings.collaborators)),
    ...teams.filter((slug) => !settings.teams.includes(slug)),
  ];
  if (strangers.length > 0) {
    throw refusal(
      422,
      `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${fullName} repository.`,
    );
  }
  issue.pull.reviewers = [...new Set([...issue.pull.reviewers, ...reviewers])];
  issue.pull.teamReviewers = [...new Set([...issue.pull.teamReviewers, ...teams])];
  issue.updatedAt = call.world.now();
  return created(toPullSimple(call.world, call.repo, call.identity, issue));
};

export const pullHandlers: Record<string, Handler> = {
  'pulls/list': listPulls,
  'pulls/create': createPull,
  'pulls/get': async (call) => ok(await show(call, await pullOf(call))),
  'pulls/update': updatePull,
  'pulls/request-reviewers': requestReviewers,
};
