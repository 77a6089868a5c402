import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLedger } from '../../src/live/ledger.ts';
import type { PromptState } from '../../src/live/state.ts';
import { LIVE, REPO } from '../scenarios/world.ts';
import type { Scene } from './scene.ts';

/** What differs from run to run and means nothing: times, durations, and what names a run. */
const varying: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z| UTC)?/g, 'TIME'],
  [/(commit\/|\[`)[0-9a-f]{7,40}/g, '$1COMMIT'],
  [/\/actions\/runs\/\d+/g, '/actions/runs/RUN'],
  [/\b\d\d:\d\d:\d\d(\.\d+)?\b/g, 'TIME'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UUID'],
  [/\b\d[\d,.]* (ms|s|min|h)\b( \d+ (ms|s|min|h)\b)*/g, 'DURATION'],
];

export function steady(value: string): string {
  // What was seen over time: a run that comes later has more of it.
  const still = value
    .replaceAll('&nbsp;', ' ')
    .replace(/^```mermaid$[\s\S]*?^```$/gm, '')
    .replace(/^.*[▁-█].*\n/gm, '')
    .replace(/^(# (?:candidate|stable), [\w ]+): .*$/gm, '$1');
  const text = varying.reduce((before, [pattern, word]) => before.replace(pattern, word), still);
  // A run that comes a minute later has counted more of them.
  return text.replace(/^.*(requests|failed).*$/gim, (line) => line.replace(/\d[\d,]*/g, 'COUNT'));
}

/** Events of the ledger that tell how often somebody looked, and what was seen then: that is more often after a crash. */
const looking = ['looked', 'held', 'effect-done', 'effects-taken'];

/** Everything that people and applications see at the end, without what is different in each run. */
export async function endOf({ world, outside }: Scene) {
  const { github } = world;
  const refs = await world.refs();
  const states = await statesOf(world);
  const prompts = states.map(({ prompt }) => prompt);
  const copy = join(world.folder, 'flags.json');
  return {
    flags: prompts.length === 0 ? null : await world.file('flags.json'),
    copied: existsSync(copy) ? await readFile(copy, 'utf8') : null,
    delivered: outside.delivered.at(-1),
    refs: Object.keys(refs).map(steady).sort(),
    states: states.map(steadyState),
    ledgers: await Promise.all(prompts.map((prompt) => steadyLedger(world, prompt))),
    pulls: (await github.pulls(REPO)).map(threadOf),
    issues: github.issues(REPO).map(threadOf),
    pages: [...new Set(outside.pages.map(({ event_action, dedup_key }) => `${event_action} ${dedup_key}`))],
  };
}

type World = Scene['world'];

/** The prompts that the live branch knows. */
export async function promptsOf(world: World): Promise<string[]> {
  if (!(`refs/heads/${LIVE}` in (await world.refs()))) return [];
  const names = await world.git('ls-tree', '-r', '--name-only', LIVE);
  return names.split('\n').flatMap((name) => /^prompts\/(.+)\/state\.json$/.exec(name)?.[1] ?? []);
}

/** The states of all of them; none before there is a live branch. */
export async function statesOf(world: World): Promise<PromptState[]> {
  return Promise.all((await promptsOf(world)).map((prompt) => world.state(prompt)));
}

function steadyState(state: PromptState): string {
  const incidents = state.incidents.map((incident) => ({
    ...incident,
    evidence: null,
    verification: incident.verification?.status,
  }));
  // What the last look saw.
  const rollout = state.rollout && { ...state.rollout, hold: null };
  // The sums are of times, too.
  return steady(JSON.stringify({ ...state, sha256: null, rollout, incidents }, null, 1));
}

async function steadyLedger(world: World, prompt: string): Promise<string[]> {
  const file = `prompts/${prompt}/ledger.ndjson`;
  return parseLedger(await world.file(file), file, LIVE)
    .filter(({ event }) => !looking.includes(event))
    .map(({ event, rollout, incident, version, weight, by, reason }) =>
      steady([event, rollout, incident, version?.label, weight, by, reason].join(' ')),
    );
}

type Thread = ReturnType<World['github']['issues']>[number];

function threadOf({ number, title, body, state, labels, comments, pull }: Thread) {
  return {
    number,
    title,
    state,
    labels: labels.toSorted(),
    body: steady(body ?? ''),
    reviewers: pull?.reviewers,
    comments: comments.map((comment) => steady(comment.body)),
  };
}
