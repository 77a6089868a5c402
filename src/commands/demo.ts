import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expectEmpty, keepReports, type Shown } from '../demo/keep.ts';
import { createRepository, type DemoRepository } from '../demo/repository.ts';
import { configText, prompt, promptPath, promptText, truths } from '../demo/story.ts';
import { createWorld, type World } from '../demo/world.ts';
import type { Host } from '../host/port.ts';
import type { Inputs } from '../inputs.ts';
import type { PromptResult, RunResult } from '../result.ts';
import { promote } from './promote.ts';
import { runResult } from './run-result.ts';
import { openSession, type Session } from './session.ts';
import { status } from './status.ts';
import { summarize } from './summarize.ts';
import type { View } from './view.ts';

/** Real seconds for an hour of the demo's time at speed 1. */
const secondsAnHour = 60;

/** One rollout of the demo, as it ended. */
interface Act {
  readonly version: string;
  readonly outcome: string;
  readonly prompt: PromptResult | null;
  /** The job summary of its run. */
  readonly summary: string;
  /** Minutes of the demo's time. */
  readonly minutes: number;
}

/**
 * Plays the product in a temporary folder, on real git, with simulated users who evaluate flags.json as flagd
 * does: one good version goes to 100 %, one bad version is rolled back. Exit code 1 when either went otherwise.
 */
export async function demo(host: Host, inputs: Inputs): Promise<RunResult> {
  const { log } = host;
  const keep = inputs.keep !== '';
  if (keep) await expectEmpty(inputs.keep);
  const folder = keep ? resolve(inputs.keep) : await mkdtemp(join(tmpdir(), 'prompt-rollout-demo-'));
  const remote = join(folder, 'prompts.git');
  const forge = join(folder, 'forge');
  const repository = await createRepository(remote);
  const world = makeWorld(repository, inputs.speed);
  const timer = new Map<string, number>();
  const session = await openSession({
    inputs: {
      ...inputs,
      command: 'promote',
      remote,
      repository: '',
      'forge-folder': forge,
      forge: 'local',
      prompt: '',
      config: 'prompt-rollout.yml',
      wait: 4 * 3600,
      interval: 30,
    },
    facts: { ...host.facts, repository: null, fork: null, tempFolder: tmpdir() },
    log,
    clock: world.clock,
    metrics: async () => world.metrics,
  });
  const timed: Session = { ...session, view: async () => withTimer(await session.view(), timer, world) };
  try {
    log.info(`A prompts repository in ${remote}, with ${prompt} v1.0.0`);
    await repository.commit(
      'Add customer-support v1.0.0',
      { 'prompt-rollout.yml': configText, [promptPath]: promptText('v1.0.0') },
      world.clock.now(),
    );
    await act(timed, world, 'v1.0.0');
    log.info('A good version is merged: v1.1.0');
    const good = await ship(timed, world, repository, 'v1.1.0');
    log.info('A bad version is merged: v2.0.0');
    const bad = await ship(timed, world, repository, 'v2.0.0');
    const at = (name: string): number => timer.get(name) ?? Number.NaN;
    const seconds = {
      detection_to_routing: between(at('detected'), at('routed')),
      detection_to_everything: between(at('detected'), at('everything')),
    };
    if (keep) await status({ ...session, inputs: { ...session.inputs, html: join(folder, 'status') } });
    const live = await repository.subjects('prompt-rollout/live');
    const kept = keep ? await keepReports(folder, shownOf(bad), good.summary) : [];
    tellEnd(host, { live, bad, seconds, folder, kept });
    const right = good.outcome === 'completed' && bad.outcome === 'rolled-back';
    return runResult(
      { inputs, clock: session.clock },
      {
        reason_code: 'demo-completed',
        exit_code: right ? 0 : 1,
        live: { branch: 'prompt-rollout/live', commit: null },
        prompts: [],
        demo: { folder: keep ? folder : null, rollouts: [good, bad].map(withoutSummary), seconds, live },
      },
    );
  } finally {
    await session.close();
    if (!keep) await rm(folder, { recursive: true, force: true });
  }
}

/** A summary is for people, and the result is for programs. */
function withoutSummary({ version, outcome, prompt: result, minutes }: Act): Omit<Act, 'summary'> {
  return { version, outcome, prompt: result, minutes };
}

function shownOf({ summary, prompt: result }: Act): Shown {
  const { pull_request = null, issue = null } = result?.incident ?? {};
  return { summary, pullRequest: pull_request?.url ?? null, issue: issue?.url ?? null };
}

function makeWorld(repository: DemoRepository, speed: number): World {
  return createWorld({
    flag: prompt,
    truths,
    begin: new Date(Date.now() - 2 * 3600 * 1000),
    manifest: () => repository.read('prompt-rollout/live', 'flags.json'),
    pause: (seconds) =>
      new Promise((done) => setTimeout(done, (seconds / 3600) * (secondsAnHour / speed) * 1000)),
  });
}

async function ship(
  session: Session,
  world: World,
  repository: DemoRepository,
  version: string,
): Promise<Act> {
  await repository.commit(
    `Raise customer-support to ${version}`,
    { [promptPath]: promptText(version) },
    world.clock.now(),
  );
  return act(session, world, version);
}

async function act(session: Session, world: World, version: string): Promise<Act> {
  const began = world.clock.now().getTime();
  const result = await promote(session);
  const minutes = Math.round((world.clock.now().getTime() - began) / 6000) / 10;
  const { summary } = summarize(result, session.notes);
  return { version, outcome: result.reason_code, prompt: result.prompts[0] ?? null, summary, minutes };
}

/** Notes the real time at which the rollback was seen to be needed and was on the remote, and all that follows. */
function withTimer(view: View, timer: Map<string, number>, world: World): View {
  const { live } = view;
  return {
    ...view,
    live: {
      ...live,
      push: async (commit) => {
        if (commit.message.startsWith('rollback(')) timer.set('detected', world.seenAt());
        const result = await live.push(commit);
        if (commit.message.startsWith('rollback(')) timer.set('routed', performance.now());
        if (timer.has('routed') && !timer.has('everything') && commit.message.startsWith('effects('))
          timer.set('everything', performance.now());
        return result;
      },
    },
  };
}

function between(from: number, to: number): number {
  return Math.round(to - from) / 1000;
}

interface End {
  readonly live: readonly string[];
  readonly bad: Act;
  readonly seconds: { readonly detection_to_routing: number; readonly detection_to_everything: number };
  readonly folder: string;
  /** Files that tell what people saw; none when nothing is kept. */
  readonly kept: readonly string[];
}

function tellEnd({ log }: Host, { live, bad, seconds, folder, kept }: End): void {
  log.info('The live branch, newest first:');
  for (const subject of live) log.info(`  ${subject}`);
  log.info(
    `From detection to routing ${seconds.detection_to_routing} s, to everything done ${seconds.detection_to_everything} s.`,
  );
  const { incident } = bad.prompt ?? { incident: null };
  if (incident?.verification != null) log.info(`The rollback: ${incident.verification.status}.`);
  if (kept.length > 0) {
    log.info(`Look at: git -C ${join(folder, 'prompts.git')} log prompt-rollout/live`);
    for (const name of kept) log.info(`  ${join(folder, name)}`);
    log.info(`  ${join(folder, 'status', 'index.html')}`);
  } else log.info('Run it with --keep DIR to look at the repository, the pull request and the post-mortem.');
}
