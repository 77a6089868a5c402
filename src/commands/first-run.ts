import { clockFindings } from '../doctor/clock.ts';
import { type Finding, sorted, tried } from '../doctor/finding.ts';
import { messageOf } from '../errors/fail.ts';
import { openInspection, type Place, rulesFindings, tokenChecks } from './doctor-forge.ts';
import { revertBranch } from './incident-effects.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** Sessions that were checked: a run that stays looks many times. */
const checked = new WeakSet<Session>();

/**
 * Before the live branch is made: what a handful of requests tell of traps that else show at the first rollback.
 * Returns what to warn of. Never throws and tries nothing twice: nothing may hang on it.
 */
export async function checkFirstRun(session: Session, view: View): Promise<string[]> {
  if (session.drill || checked.has(session)) return [];
  checked.add(session);
  const { log } = session;
  try {
    const findings = sorted(await quickFindings(session, view)).filter(({ state }) => state !== 'ok');
    const texts = (unknown: boolean): string[] => {
      const told = findings.filter(({ state }) => (state === 'unknown') === unknown);
      return [...new Set(told.map(({ detail, cure }) => `${detail} ${cure}`.trim()))];
    };
    const warnings = texts(false);
    for (const text of warnings) log.warn(text);
    for (const text of texts(true)) log.info(`not known: ${text}`);
    if (findings.length > 0) log.info('This is the first run. `doctor` checks the whole set-up.');
    return warnings;
  } catch (error) {
    log.warn(`The set-up could not be checked, and the run goes on: ${messageOf(error)}`);
    return [];
  }
}

async function quickFindings(session: Session, { config }: View): Promise<Finding[]> {
  const inspection = await openInspection(session, once);
  if (inspection === null) return [];
  const [prompt = 'prompt'] = Object.keys(config.prompts);
  const place: Place = {
    live: config.live_branch,
    revert: revertBranch(prompt, `${prompt}/1/1`),
    exists: false,
    blockers: { live: null, revert: null },
  };
  const repository = await tried(() => inspection.repository());
  const rules = await rulesFindings(session, inspection, place, repository);
  const skew = repository.known ? repository.value.skew : null;
  return [
    ...tokenChecks(session, repository),
    ...rules,
    ...clockFindings([{ of: new URL(session.facts.serverUrl).host, seconds: skew }]),
  ];
}

/** A clock by which nothing is asked twice. */
const once = { now: Date.now, sleep: () => Promise.resolve(), longestWait: 0 };
