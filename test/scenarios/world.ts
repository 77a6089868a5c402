import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'vitest';
import type { PromptState } from '../../src/live/state.ts';
import type { RunResult } from '../../src/result.ts';
import { REPOSITORY_ROOT } from '../github/env.ts';
import { type GitHub, startGitHub, type TokenSettings } from '../github/index.ts';
import { type ActionRun, type RunOptions, runAction } from '../github/run-action.ts';
import { commitFiles, listRefs, listSubjects, type SeedFile, showFile } from '../github/seed.ts';
import { ACTIONS } from '../github/support.ts';

export const REPO = 'acme/prompts';
export const LIVE = 'prompt-rollout/live';
/** The token of the workflow; distinctive, so that it can be searched for. */
export const TOKEN = 'ghs_Zk3vQ9scenarioToken7Lm2Xw8Rt5Yp1Bn';
/** The bundle under test. */
export const DIST = process.env.PROMPT_ROLLOUT_DIST ?? join(REPOSITORY_ROOT, 'dist');

const CLOCK = fileURLToPath(new URL('fake-clock.mjs', import.meta.url));

/** A run of the action, with its output `result`. */
export interface Run extends ActionRun {
  readonly result: RunResult;
  /** `reason-code` of the run, and the exit code: what most scenarios ask first. */
  readonly end: string;
}

type RunChanges = Partial<Omit<RunOptions, 'github'>>;

/** A GitHub with a prompts repository, a clock of its own, and a metrics file. */
export interface World {
  readonly github: GitHub;
  /** For the files of the runner; gone after the scenario. */
  readonly folder: string;
  now(): Date;
  /** Lets minutes pass. */
  pass(minutes: number): void;
  /** Commits to the default branch, as a merged pull request would; returns the commit. */
  merge(files: Readonly<Record<string, SeedFile>>): Promise<string>;
  /** Runs the action with `inputs`; `changes` are whatever else is unusual about the run. */
  run(inputs?: Readonly<Record<string, string>>, changes?: RunChanges): Promise<Run>;
  /** A file of the live branch, or of `revision`; undefined when it is not there. */
  file(path: string, revision?: string): Promise<string | undefined>;
  state(prompt?: string): Promise<PromptState>;
  /** Subjects of the live branch, newest first. */
  history(): Promise<string[]>;
  refs(prefix?: string): Promise<Record<string, string>>;
}

async function startWorld(tokens: Record<string, TokenSettings>): Promise<World & { close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'scenario-'));
  const clock = join(folder, 'clock');
  writeFileSync(clock, '0');
  const ahead = () => Number(readFileSync(clock, 'utf8'));
  const now = () => new Date(Date.now() + ahead());
  const github = await startGitHub({
    repos: { [REPO]: {}, 'acme/app': {} },
    tokens: { [TOKEN]: ACTIONS, ...tokens },
    emails: { 'alice@example.com': 'alice' },
    now,
  });
  const dir = github.bareDir(REPO);
  return {
    github,
    folder,
    now,
    pass: (minutes) => writeFileSync(clock, String(ahead() + minutes * 60_000)),
    merge: (files) => commitFiles(dir, { branch: 'main', files, message: 'Change prompts', date: now() }),
    async run(inputs = {}, changes = {}) {
      const env = { NODE_OPTIONS: `--import=${CLOCK}`, FAKE_CLOCK: clock, NODE_COMPILE_CACHE: "/tmp/acceptance-cc", ...changes.env };
      const run = await runAction({
        ...{ github, token: TOKEN, repository: REPO, main: join(DIST, 'index.js') },
        ...{ ...changes, env, inputs },
      });
      if (run.outputs.result === undefined) throw new Error(`No result:\n${run.stdout}\n${run.stderr}`);
      const result: RunResult = JSON.parse(run.outputs.result);
      return { ...run, result, end: `${run.outputs['reason-code']} ${run.exitCode}` };
    },
    file: (path, revision = LIVE) => showFile(dir, revision, path),
    async state(prompt = 'support') {
      const text = await showFile(dir, LIVE, `prompts/${prompt}/state.json`);
      if (text === undefined) throw new Error(`${prompt} has no state.`);
      return JSON.parse(text);
    },
    history: () => listSubjects(dir, LIVE),
    refs: (prefix) => listRefs(dir, prefix),
    async close() {
      await github.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A scenario with the usual workflow token. */
export const scenario = scenarioWith({});

/** A scenario with further tokens: login, scopes and repositories by token. */
export function scenarioWith(tokens: Record<string, TokenSettings>) {
  return test.extend<{ world: World }>({
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of what a fixture needs
    world: async ({}, use) => {
      const world = await startWorld(tokens);
      try {
        await use(world);
      } finally {
        await world.close();
      }
    },
  });
}
