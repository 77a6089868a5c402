import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type GitHub, startGitHub } from '../github/index.ts';
import { git } from '../github/plumbing.ts';
import { type ActionRun, type RunOptions, runAction } from '../github/run-action.ts';
import { commitFiles } from '../github/seed.ts';
import { ACTIONS, REPO } from '../github/support.ts';
import { startPrometheus } from './prometheus-server.ts';
import { type SampleApp, startSampleApp } from './sample-app-process.ts';
import { startTraffic, type Traffic } from './traffic.ts';

/** What stays after a good and a bad version were shipped: nothing of it comes from the program's own memory. */
export interface Story {
  readonly github: GitHub;
  readonly runs: { readonly adopted: ActionRun; readonly good: ActionRun; readonly bad: ActionRun };
  /** The live branch from its first commit on. `at`: when its push reached the server, in ms since 1970. */
  readonly commits: readonly LiveCommit[];
  /** When the application took over a changed flags.json. */
  readonly changes: readonly number[];
  readonly served: Traffic['served'];
  readonly lost: Traffic['lost'];
  /** The flags.json that the application has read. */
  readonly delivered: string;
  /** What the application says it counted. */
  readonly counts: Awaited<ReturnType<SampleApp['counts']>>;
}

export interface LiveCommit {
  readonly id: string;
  readonly at: number;
  readonly subject: string;
  readonly body: string;
}

export const live = 'prompt-rollout/live';
export const promptFile = 'prompts/customer-support.md';
export const perSecond = 2000;
/** Time between two looks of the metrics source, in ms. */
export const grid = 30_000;
/** All of them are served every three seconds. */
export const users = 6000;

/** A prompt that says what the pretended model makes of it. */
function promptText(version: string, pretend: string): string {
  return `---\nversion: ${version}\n---\nYou are a support agent.\n\nPretend: ${pretend}.\n`;
}

export const texts = {
  'v1.0.0': promptText('v1.0.0', 'fails 0.2 %, takes 0.6 s, passes 90 %'),
  'v2.0.0': promptText('v2.0.0', 'fails 0.2 %, takes 0.5 s, passes 92 %'),
  'v3.0.0': promptText('v3.0.0', 'fails 15 %, takes 1.4 s, passes 65 %'),
};

const configuration = `
prompts:
  customer-support:
    path: ${promptFile}
    owners: ["@alice"]
bake: 20s
policy:
  watch: 5s
  gates:
    young: { error_rate: 2 } # 0.5 % would need four times the requests
delivery:
  copy: flags.json
rollback:
  verification: { propagation: 3s, interval: 1s, escalate_after: 15s, give_up_after: 30s }
`;

const metrics = (url: string): string => `
metrics:
  source: prometheus
  url: ${url}
  queries:
    requests: llm_requests_total{prompt="{{prompt}}",version="{{version}}"}
    errors: llm_errors_total{prompt="{{prompt}}",version="{{version}}"}
    latency: llm_duration_seconds_bucket{prompt="{{prompt}}",version="{{version}}"}
    quality_passed: llm_quality_passed_total{prompt="{{prompt}}",version="{{version}}"}
    quality_failed: llm_quality_failed_total{prompt="{{prompt}}",version="{{version}}"}
`;

/**
 * Ships a good version and then a bad one to the traffic of a sample application, with real git, Prometheus and
 * flagd provider. It takes about three minutes. Whoever calls must run all `closers`, last one first, also when
 * this throws.
 */
export async function playStory(closers: (() => Promise<unknown>)[]): Promise<Story> {
  const folder = await mkdtemp(join(tmpdir(), 'rollout-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const workspace = join(folder, 'workspace');
  await mkdir(workspace);
  const github = await startGitHub({
    repos: { [REPO]: { collaborators: { alice: 'write' } } },
    tokens: { token: ACTIONS },
  });
  closers.push(() => github.close());
  const pushed = notePushes(github);
  const merge = (message: string, files: Record<string, string>): Promise<string> =>
    commitFiles(github.bareDir(REPO), { branch: 'main', files, message });
  const run = (wait: string): Promise<ActionRun> =>
    runAction(actionOptions(github, workspace, wait, closers));

  await merge('Add the prompt', { [promptFile]: texts['v1.0.0'], 'prompt-rollout.yml': configuration });
  const adopted = await run('0');
  const app = await startSampleApp(join(workspace, 'flags.json'));
  closers.push(app.close);
  const traffic = startTraffic({ address: app.address, perSecond, users });
  closers.push(traffic.stop);
  const prometheus = await startPrometheus({ scrapeTargets: [{ address: app.address }], interval: '1s' });
  closers.push(prometheus.close);
  await merge('Watch the prompt', { 'prompt-rollout.yml': configuration + metrics(prometheus.url) });

  await nextLook();
  await merge('Answer faster', { [promptFile]: texts['v2.0.0'] });
  const good = await run('4m');
  if (good.outputs['reason-code'] !== 'completed') throw new Error(`It was not shipped:\n${logOf(good)}`);
  await merge('Answer at length', { [promptFile]: texts['v3.0.0'] });
  const bad = await run('3m');
  const commits = await liveCommits(github, pushed);
  const back = commits.findLast(({ subject }) => subject.startsWith('rollback('))?.at ?? Date.now();
  await until(() => app.changes.some((at) => at > back), 10);
  const calm = Date.now();
  await until(() => Date.now() - calm > 5000, 10);
  await traffic.stop();
  return {
    ...{ github, runs: { adopted, good, bad }, commits },
    ...{ changes: app.changes, served: traffic.served, lost: traffic.lost },
    delivered: await readFile(join(workspace, 'flags.json'), 'utf8'),
    counts: await app.counts(),
  };
}

function actionOptions(
  github: GitHub,
  workspace: string,
  wait: string,
  closers: (() => Promise<unknown>)[],
): RunOptions {
  const folder = process.env.PROMPT_ROLLOUT_DIST;
  return {
    ...{ github, token: 'token', repository: REPO, event: { name: 'push' } },
    inputs: { wait, interval: '2s' },
    // The same folder for all runs, as on a runner of one's own.
    env: { GITHUB_WORKSPACE: workspace },
    timeout: 245_000,
    ...(folder === undefined ? {} : { main: resolve(folder, 'index.js') }),
    onSpawn: (child) => void closers.push(async () => child.kill('SIGKILL')),
  };
}

/** When the server got each commit that was pushed. */
function notePushes(github: GitHub): ReadonlyMap<string, number> {
  const pushed = new Map<string, number>();
  github.rejectPushes(({ updates }) => {
    for (const update of updates) pushed.set(update.new, Date.now());
    return undefined;
  });
  return pushed;
}

async function liveCommits(github: GitHub, pushed: ReadonlyMap<string, number>): Promise<LiveCommit[]> {
  const log = await git(github.bareDir(REPO), ['log', '-z', '--reverse', '--format=%H%n%s%n%b', live]);
  return log.split('\0').map((entry) => {
    const [id = '', subject = '', ...body] = entry.split('\n');
    return { id, at: pushed.get(id) ?? Number.NaN, subject, body: body.join('\n') };
  });
}

/**
 * Until Prometheus knows the counters at a point of the grid of looks, as it does of an application that has run
 * for long: the evidence counts from there.
 */
async function nextLook(): Promise<void> {
  const scraped = Date.now() + 2000;
  await until(() => Math.floor(Date.now() / grid) > Math.floor(scraped / grid), 35);
}

/** The log without what GitHub hides. */
export function logOf({ stdout }: ActionRun): string {
  return stdout.replace(/^::debug::.*\n/gm, '');
}

async function until(condition: () => boolean, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!condition() && Date.now() < end) await new Promise((done) => setTimeout(done, 50));
}
