import type { Version } from '../live/state.ts';
import type { RunbookFacts } from './facts.ts';
import { shortCommit, time } from './format.ts';
import { code, inline, isAddress, link, linked, mention } from './markdown.ts';
import { clip } from './plain.ts';

/** Everybody who is told, each once: owners of the prompt, then `notify.mention`. Empty when nobody is. */
export function mentions({ owners, mention: others }: RunbookFacts): string {
  const names = [...owners, ...others].map((name) => mention(clip(name, 100)));
  return [...new Set(names)].slice(0, 20).join(', ');
}

/** Where to look, but for the place that it is read in: one line a link. */
export function linksList(facts: RunbookFacts, here: 'pull request' | 'issue'): string {
  const { incident, rollback, historyUrl, liveBranch } = facts;
  const { pull_request, issue, run_url } = incident;
  const lines = [
    `Incident: ${code(incident.id)}, of rollout ${code(incident.rollout)}`,
    rollback === null ? null : `Rollback commit: ${linked(code(shortCommit(rollback.commit)), rollback.url)}`,
    pull_request === null || here === 'pull request'
      ? null
      : `Revert pull request: ${numbered(pull_request)}`,
    issue === null || here === 'issue' ? null : `Post-mortem: ${numbered(issue)}`,
    run_url === null ? null : `Workflow run: ${link('the run that decided', run_url)}`,
    `Deployment history: ${linked(code(liveBranch), historyUrl)} (${code(`git log origin/${liveBranch}`)})`,
    `Bad version: ${versionText(incident.bad)}`,
    `Good version: ${versionText(incident.good)}`,
  ];
  return lines
    .filter((line) => line !== null)
    .map((line) => `- ${line}`)
    .join('\n');
}

/** `v2.0.0, commit abc1234, content 0123456`, with when it served everyone. */
export function versionText({ label, commit, digest, stable_since, known_good_since }: Version): string {
  const served = stable_since === null ? '' : `, serving everyone since ${inline(time(stable_since))}`;
  const good = known_good_since === null ? '' : ', known as good';
  return `${code(label)}, commit ${code(shortCommit(commit))}, content ${code(shortCommit(digest))}${served}${good}`;
}

/** A pull request or issue by its number; forges without numbers have 0, and those without addresses paths. */
export function numbered({ number, url }: { readonly number: number; readonly url: string }): string {
  if (number !== 0) return linked(`number ${number}`, url);
  return isAddress(url) ? linked('open it', url) : code(url);
}
