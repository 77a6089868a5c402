import { REPO, type Run, type World } from './world.ts';

const repository = { full_name: REPO };
const user = (login: string): object => ({ login, type: 'User' });
let comments = 100;

/** A comment as GitHub tells of it, written in the fake as well; `inputs` are those of the run besides the command. */
export function comment(
  world: World,
  number: number,
  by: string,
  body: string,
  inputs: Readonly<Record<string, string>> = {},
): Promise<Run> {
  comments += 1;
  world.github.comment(REPO, number, { author: by, body });
  const payload = {
    action: 'created',
    repository,
    issue: { number, pull_request: { url: `${world.github.apiUrl}/repos/${REPO}/pulls/${number}` } },
    comment: {
      id: comments,
      body,
      user: user(by),
      created_at: world.now().toISOString(),
      html_url: `${world.github.url}/${REPO}/pull/${number}#issuecomment-${comments}`,
    },
  };
  return world.run({ command: 'review', ...inputs }, { event: { name: 'issue_comment', payload } });
}
