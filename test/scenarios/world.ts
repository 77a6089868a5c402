import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'vitest';
import type { LedgerEvent } from '../../src/live/ledger.ts';
import type { Manifest } from '../../src/live/manifest.ts';
import type { PromptState } from '../../src/live/state.ts';
import type { RunResult } from '../../src/result.ts';
import { REPOSITORY_ROOT } from '../github/env.ts';
import { type GitHub, type RepoSettings, startGitHub, type TokenSettings } from '../github/index.ts';
import { git } from '../github/plumbing.ts';
import { type ActionRun, type RunOptions, runAction } from '../github/run-action.ts';
import { commitFiles, listRefs, listSubjects, type SeedFile, showFile } from '../github/seed.ts';
import { ACTIONS } from '../github/support.ts';

export const REPO = 'acme/prompts';
/** A repository that is not the one with the prompts. */
export const OTHER = 'acme/app';
export const LIVE = 'prompt-rollout/live';
/** The token of the workflow; distinctive, so that it can be searched for. */
export const TOKEN = 'ghs_Zk3vQ9scenarioToken7Lm2Xw8Rt5Yp1Bn';
/** The bundle under test. */
export const DIST = process.env.PROMPT_ROLLOUT_DIST ?? join(REPOSITORY_ROOT, 'dist');

const CLOCK = fileURLToPath(new URL('fake-clock.mjs', import.meta.url));
/** It has `workflow_dispatch`, so that the fake dispatches it. */
const WORKFLOW = { '.github/workflows/rollout.yml': 'on:\n  workflow_dispatch:\njobs: {}\n' };

export interface WorldOptions {
  readonly repo?: RepoSettings;
  /** Further tokens, or other rights of `TOKEN`. */
  readonly tokens?: Readonly<Record<string, TokenSettings>>;
}

/** A run of the action, with its output `result`. */
export interface Run extends ActionRun {
  readonly result: RunResult;
  /** Reason code and exit code: `advanced 0`. */
  readonly end: string;
}

type RunChanges = Partial<Omit<RunOptions, 'github' | 'inputs'>>;

/** A GitHub with an empty prompts repository, and a clock. */
export interface World {
  readonly github: GitHub;
  /** The workspace of every run: metrics files lie here. */
  readonly folder: string;
  now(): Date;
  /** Puts the clock to a time. */
  set(at: Date): void;
  /** Lets minutes pass. */
  pass(minutes: number): void;
  /** Commits to the default branch, as a merged pull request would; returns the commit. */
  merge(files: Readonly<Record<string, SeedFile>>): Promise<string>;
  /** Runs the action with these inputs; `changes` are what else is unusual about the run. */
  run(inputs?: Readonly<Record<string, string>>, changes?: RunChanges): Promise<Run>;
  /** git in the prompts repository. */
  git(...args: string[]): Promise<string>;
  /** A file of the live branch, or of another revision; throws when it is not there. */
  file(path: string, revision?: string): Promise<string>;
  flags(revision?: string): Promise<Manifest>;
  state(prompt?: string): Promise<PromptState>;
  ledger(prompt?: string): Promise<LedgerEvent[]>;
  /** Subjects of the live branch, newest first, without those that only keep a look or verify a rollback. */
  history(): Promise<string[]>;
  /** Names of branches and tags with what they point to. */
  refs(prefix?: string): Promise<Record<string, string>>;
}

/** Where Node keeps the compiled bundle: each of its hundreds of processes would compile it anew. */
const COMPILED = join(REPOSITORY_ROOT, 'node_modules', '.cache', 'prompt-rollout');

/** The environment that gives a process the clock of a world. */
export function clockEnvironment({ folder }: Pick<World, 'folder'>): Record<string, string> {
  return {
    NODE_OPTIONS: `--import=${CLOCK}`,
    NODE_COMPILE_CACHE: COMPILED,
    FAKE_CLOCK: join(folder, 'clock'),
  };
}

async function startWorld(options: WorldOptions): Promise<World & { close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'scenario-'));
  const clock = join(folder, 'clock');
  writeFileSync(clock, '0');
  const ahead = () => Number(readFileSync(clock, 'utf8'));
  const now = () => new Date(Date.now() + ahead());
  const github = await startGitHub({
    repos: { [REPO]: options.repo ?? {}, [OTHER]: {} },
    tokens: { [TOKEN]: ACTIONS, ...options.tokens },
    emails: { 'alice@example.com': 'alice' },
    now,
  });
  const dir = github.bareDir(REPO);
  let runs = 4710;
  const nextRun = () => {
    runs += 1;
    return runs;
  };
  await commitFiles(dir, { branch: 'main', files: WORKFLOW, message: 'Add the workflow' });
  const file = async (path: string, revision = LIVE) => {
    const text = await showFile(dir, revision, path);
    if (text === undefined) throw new Error(`${revision} has no ${path}.`);
    return text;
  };
  return {
    github,
    folder,
    now,
    set: (at) => writeFileSync(clock, String(at.getTime() - Date.now())),
    pass: (minutes) => writeFileSync(clock, String(ahead() + minutes * 60_000)),
    merge: (files) => commitFiles(dir, { branch: 'main', files, message: 'Change prompts', date: now() }),
    async run(inputs = {}, changes = {}) {
      const run = await runAction({
        ...{ token: TOKEN, repository: REPO, main: join(DIST, 'index.js'), runId: nextRun() },
        ...changes,
        ...{ github, inputs },
        env: { ...clockEnvironment({ folder }), GITHUB_WORKSPACE: folder, ...changes.env },
      });
      if (run.outputs.result === undefined) throw new Error(`No result:\n${run.stdout}\n${run.stderr}`);
      const result: RunResult = JSON.parse(run.outputs.result);
      return { ...run, result, end: `${run.outputs['reason-code']} ${run.exitCode}` };
    },
    git: (...args) => git(dir, args),
    file,
    flags: async (revision) => JSON.parse(await file('flags.json', revision)),
    state: async (prompt = 'support') => JSON.parse(await file(`prompts/${prompt}/state.json`)),
    ledger: async (prompt = 'support') =>
      (await file(`prompts/${prompt}/ledger.ndjson`))
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    history: async () => told(await listSubjects(dir, LIVE)),
    refs: (prefix) => listRefs(dir, prefix),
    async close() {
      await github.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const ofVerification = /^(verified|escalated|unverified|rollback-failed)\(/;

/** Subjects, newest first, without what most stories are not about; effects that follow from it are part of it. */
function told(subjects: readonly string[]): string[] {
  return subjects.filter((subject, index) => {
    const cause = subject.startsWith('effects(') ? (subjects[index + 1] ?? '') : subject;
    return !subject.startsWith('looked(') && !ofVerification.test(cause);
  });
}

/** A test with a world of its own; scenarios of one file run side by side. */
export function scenarioWith(options: WorldOptions) {
  return test.extend<{ world: World }>({
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs
    world: async ({}, use) => {
      const world = await startWorld(options);
      try {
        await use(world);
      } finally {
        await world.close();
      }
    },
  }).concurrent;
}

/** A scenario with the usual repository and token. */
export const scenario = scenarioWith({});
