import { REPO } from '../github/support.ts';
import type { LiveCommit, Story } from './rollout-story.ts';

/** The commits that change what is served, in their order. */
export function routing({ commits }: Pick<Story, 'commits'>): LiveCommit[] {
  return commits.filter(({ subject }) => /^(adopt|start|advance|complete|rollback)\(/.test(subject));
}

/** The first of them with such a subject. */
export function routingCommit(story: Story, subject: RegExp): LiveCommit {
  const found = routing(story).find((each) => subject.test(each.subject));
  if (found === undefined) throw new Error(`No commit is ${subject}.`);
  return found;
}

/** When the application had taken over the flags of a commit, in ms since 1970. */
export function effective({ changes }: Story, { at }: LiveCommit): number {
  return changes.find((change) => change > at) ?? Number.POSITIVE_INFINITY;
}

/** When the rollback was found necessary, in ms since 1970. */
export function detectedAt(story: Story): number {
  const { body } = routingCommit(story, /^rollback/);
  return Date.parse(/^Detected-At: (.+)$/m.exec(body)?.[1] ?? '');
}

/** What took how long, as lines for people. */
export async function timesOf(story: Story): Promise<string[]> {
  const commits = routing(story);
  const stages = commits.map((commit, index) => {
    const next = commits[index + 1];
    const lasted = next === undefined ? '' : `, the next after ${seconds(commit.at, next.at)}`;
    const taken = effective(story, commit);
    const seen = index > 0 && taken < (next?.at ?? Number.POSITIVE_INFINITY);
    const served = seen ? `, served after ${seconds(commit.at, taken)}` : '';
    return `${commit.subject}${served}${lasted}`;
  });
  const start = routingCommit(story, /^start.*v3/);
  const rollback = routingCommit(story, /^rollback/);
  const hit = story.served.filter(({ version }) => version === 'v3.0.0');
  const [pull] = await story.github.pulls(REPO);
  const [issue] = story.github.issues(REPO);
  const events: [string, number | undefined][] = [
    ['its first answer', hit[0]?.answered],
    ['detected', detectedAt(story)],
    ['rollback commit', rollback.at],
    ['its last answer', hit.at(-1)?.answered],
    ['application on the stable version only', effective(story, rollback)],
    ['revert pull request', pull?.createdAt.getTime()],
    ['post-mortem issue', issue?.createdAt.getTime()],
  ];
  const bad = events.map(([name, at]) => `  ${name}: ${seconds(start.at, at ?? Number.NaN)}`);
  const answered = `${story.served.length} answers, ${hit.length} of them by the bad version`;
  return [...stages, answered, 'From the start of the bad version:', ...bad];
}

function seconds(from: number, to: number): string {
  return `${((to - from) / 1000).toFixed(1)} s`;
}
