import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actionEnvironment } from './env.ts';
import { parseCommandFile, runAction } from './run-action.ts';
import { REPO, useGitHub } from './support.ts';

const ACTION = `name: Example
inputs:
  token: { default: '\${{ github.token }}' }
  repository: { default: '\${{ github.repository }}' }
  dry-run: { default: false }
  the prompt: { required: true }
runs: { using: node24, main: dist/index.js }
`;

/** Speaks the runner's protocol by hand, and asks the server who it is. */
const PROGRAM = `
import { appendFileSync, readFileSync } from 'node:fs';
const { env } = process;
const headers = { authorization: 'token ' + env.INPUT_TOKEN, 'user-agent': 'example' };
const answer = await fetch(env.GITHUB_API_URL + '/repos/' + env.INPUT_REPOSITORY, { headers });
const event = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
const text = [answer.status, env['INPUT_DRY-RUN'], env.INPUT_THE_PROMPT, event.action, event.repository.full_name].join('\\n');
appendFileSync(env.GITHUB_OUTPUT, 'text<<EOF-1\\n' + text + '\\nEOF-1\\nplain=a=b\\n');
appendFileSync(env.GITHUB_STATE, 'phase=main\\n');
appendFileSync(env.GITHUB_STEP_SUMMARY, '# Done\\n');
console.log(process.cwd() === env.GITHUB_WORKSPACE, env.SECRET_OF_THE_MACHINE);
if (env.INPUT_THE_PROMPT === 'hang') setInterval(() => undefined, 1000);
else process.exitCode = 3;
`;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'action-'));
  await mkdir(join(root, 'dist'));
  await writeFile(join(root, 'action.yml'), ACTION);
  await writeFile(join(root, 'dist', 'index.js'), PROGRAM);
  await writeFile(join(root, 'dist', 'package.json'), '{"type":"module"}');
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('runAction', () => {
  const fixture = useGitHub();
  const options = () => ({ github: fixture.github, token: 'actions-token', repository: REPO, root });

  it('runs the program of action.yml with its defaults, and reads what it wrote', async () => {
    process.env.SECRET_OF_THE_MACHINE = 'known';
    const event = { name: 'pull_request', payload: { action: 'closed' } };
    const run = await runAction({ ...options(), event, inputs: { 'the prompt': 'support' } });
    expect(run).toEqual({
      ...{ exitCode: 3, signal: null, stderr: '', stdout: 'true undefined\n' },
      outputs: { text: `200\nfalse\nsupport\nclosed\n${REPO}`, plain: 'a=b' },
      state: { phase: 'main' },
      summary: '# Done\n',
    });
    expect(fixture.github.log.entries).toMatchObject([
      { userAgent: 'example', login: 'github-actions[bot]' },
    ]);
  });

  it('can be killed in the middle', async () => {
    const run = await runAction({
      ...options(),
      inputs: { 'the prompt': 'hang' },
      onSpawn: (child) => child.stdout?.on('data', () => child.kill('SIGKILL')),
    });
    expect(run).toMatchObject({ exitCode: null, signal: 'SIGKILL', summary: '# Done\n' });
  });

  it('knows the head of the branch, and refuses an input that the action does not have', async () => {
    const env = await actionEnvironment(options());
    expect(env).toMatchObject({
      GITHUB_SHA: fixture.main,
      GITHUB_REF_NAME: 'main',
      'INPUT_DRY-RUN': 'false',
    });
    await rm(join(env.GITHUB_EVENT_PATH ?? '', '..'), { recursive: true });
    const run = actionEnvironment({ ...options(), inputs: { dryrun: 'true' } });
    await expect(run).rejects.toThrow('no input dryrun');
  });

  it('refuses a file that the runner could not read', () => {
    expect(() => parseCommandFile('text<<END\nvalue\n')).toThrow('does not end with END');
    expect(() => parseCommandFile('no operator\n')).toThrow('Not a line');
  });
});
