import { FlagdCore } from '@openfeature/flagd-core';
import { Failure } from '../../src/errors/fail.ts';
import { type LedgerEvent, parseLedger } from '../../src/live/ledger.ts';
import { readManifest } from '../../src/live/manifest.ts';
import { ledgerFile, manifestFile, stateFile } from '../../src/live/snapshot.ts';
import { runGit } from '../github/plumbing.ts';
import type { PageEvent } from '../scenarios/pager.ts';
import { LIVE, REPO, type World } from '../scenarios/world.ts';
import { promptsOf } from './ended.ts';

/**
 * What must hold whenever runs have died or met, and does not: at every commit of the live branch a manifest that flagd
 * serves and ledgers that only grow, with every state; each turn of a rollout told once; one rollback commit, one pull
 * request, one issue and one page for each incident.
 */
export async function brokenRules(world: World, pages: readonly PageEvent[] = []): Promise<string[]> {
  const prompts = await promptsOf(world);
  const commits = (await world.git('rev-list', '--reverse', LIVE)).split('\n');
  const files = [manifestFile, ...prompts.flatMap((prompt) => [ledgerFile(prompt), stateFile(prompt)])];
  const history = await readHistory(world, commits, files);
  const manifests = history.map((at) => at.get(manifestFile) ?? '');
  return [
    ...(await Promise.all([...new Set(manifests)].map(brokenManifest))).flat(),
    ...prompts.flatMap((prompt) => brokenLedger(prompt, history)),
    ...(await brokenIncidents(world, prompts, pages)),
  ];
}

type Files = ReadonlyMap<string, string>;

/** The texts of files at each commit, by path; files that are not there yet are left out. */
async function readHistory(
  world: World,
  commits: readonly string[],
  files: readonly string[],
): Promise<Files[]> {
  const wanted = commits.flatMap((commit) => files.map((file) => `${commit}:${file}`));
  const input = `${wanted.join('\n')}\n`;
  const { stdout } = await runGit(world.github.bareDir(REPO), ['cat-file', '--batch'], { input });
  let at = 0;
  return commits.map(() => {
    const found = new Map<string, string>();
    for (const file of files) {
      const end = stdout.indexOf('\n', at);
      const [, , size] = stdout.toString('latin1', at, end).split(' ');
      at = end + 1;
      if (size === undefined || !/^\d+$/.test(size)) continue;
      found.set(file, stdout.toString('utf8', at, at + Number(size)));
      at += Number(size) + 1;
    }
    return found;
  });
}

/** Manifests that were found to be valid: most commits of one story have the same ones. */
const valid = new Set<string>();

function brokenManifest(text: string): string[] {
  if (valid.has(text)) return [];
  const read = readManifest(text, LIVE);
  if (read instanceof Failure) return [read.message];
  const { flags } = read.manifest;
  const core = new FlagdCore();
  core.setConfigurations(text);
  const wrong = Object.keys(flags).filter((flag) => {
    const { reason } = core.resolveObjectEvaluation(flag, {}, { targetingKey: 'somebody' });
    return reason === 'ERROR';
  });
  if (wrong.length === 0) valid.add(text);
  return wrong.map((flag) => `flags.json cannot be evaluated for ${flag}`);
}

/** Events that happen once, to one rollout or incident, at one weight. */
const once: readonly LedgerEvent['event'][] = [
  ...(['adopted', 'started', 'advanced', 'watching', 'completed', 'asked'] as const),
  ...(['reverting', 'reverted', 'rolled-back', 'verified', 'unverified'] as const),
];

function brokenLedger(prompt: string, history: readonly Files[]): string[] {
  const wrong: string[] = [];
  let [ledger, state] = ['', ''];
  for (const files of history) {
    const [now, next] = [files.get(ledgerFile(prompt)) ?? '', files.get(stateFile(prompt)) ?? ''];
    if (!now.startsWith(ledger)) wrong.push(`the ledger of ${prompt} was rewritten`);
    if (next !== state && now.length <= ledger.length) wrong.push(`a change of ${prompt} is in no ledger`);
    [ledger, state] = [now, next];
  }
  const turns = parseLedger(ledger, ledgerFile(prompt), LIVE)
    .filter(({ event }) => once.includes(event))
    .map(({ event, rollout, incident, weight }) => [event, rollout, incident, weight].join(' '));
  const doubles = turns.filter((turn, index) => turns.indexOf(turn) !== index);
  return [...wrong, ...doubles.map((turn) => `the ledger of ${prompt} says twice: ${turn}`)];
}

async function brokenIncidents(
  world: World,
  prompts: readonly string[],
  pages: readonly PageEvent[],
): Promise<string[]> {
  const states = await Promise.all(prompts.map((prompt) => world.state(prompt)));
  const leading = states.flatMap(({ prompt, incidents }) =>
    incidents.filter(({ joins }) => joins === null).map((incident) => ({ prompt, ...incident })),
  );
  const back = leading.filter(({ status }) => status === 'rolled-back');
  const trailers = await world.git(
    'log',
    '--format=%s%x09%(trailers:key=Incident-Id,valueonly,separator=%x2C)',
    LIVE,
  );
  const rollbacks = trailers.split('\n').filter((line) => line.startsWith('rollback('));
  const pulls = (await world.github.pulls(REPO)).map(({ pull }) => pull.head);
  const issues = world.github.issues(REPO).map(({ body }) => body ?? '');
  const keys = new Set(
    pages.filter(({ event_action }) => event_action === 'trigger').map((page) => page.dedup_key),
  );
  const count = (wanted: number, found: number, what: string) =>
    wanted === found ? [] : [`${found} ${what} instead of ${wanted}`];
  return [
    ...count(back.length, rollbacks.length, 'rollback commits'),
    ...back.flatMap(({ prompt, id, rule }) => [
      ...count(
        1,
        rollbacks.filter((line) => line.includes(`\t`) && line.split('\t')[1]?.includes(id)).length,
        `rollback commits of ${id}`,
      ),
      ...count(1, pulls.filter((head) => head.endsWith(`/${prompt}/${id}`)).length, `pull requests of ${id}`),
      ...count(1, issues.filter((body) => body.includes(id)).length, `issues of ${id}`),
      // What a person rolls back by hand pages nobody; a rule always does, and once.
      ...(rule === null || pages.length === 0
        ? []
        : count(1, [...keys].filter((key) => key.endsWith(`/${prompt}/${id}`)).length, `pages of ${id}`)),
    ]),
    ...count(new Set(pulls).size, pulls.length, 'pull requests'),
    ...count(leading.filter(({ status }) => status !== 'asking').length, issues.length, 'issues'),
  ];
}
