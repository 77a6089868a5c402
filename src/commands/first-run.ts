import { channelsFindings } from '../doctor/channels.ts';
import { clockFindings } from '../doctor/clock.ts';
import { type Finding, sorted, tried } from '../doctor/finding.ts';
import { messageOf } from '../errors/fail.ts';
import { channelProblems } from '../notify/index.ts';
import { openInspection, type Place, rulesFindings, tokenChecks } from './doctor-forge.ts';
import { metricsChecks } from './doctor-metrics.ts';
import { examinePrompts } from './doctor-source.ts';
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
    const parts = await Promise.all([onForge(session, view), onMetrics(session, view)]);
    const findings = sorted([...parts.flat(), ...onChannels(session, view)]);
    const texts = (wanted: (finding: Finding) => boolean, about = false): string[] => {
      const told = findings
        .filter(wanted)
        .map(({ title, detail, cure }) => `${about ? `${title}: ` : ''}${detail} ${cure}`.trim());
      return [...new Set(told)];
    };
    const warnings = texts((each) => isTrap(each));
    for (const text of warnings) log.warn(text);
    for (const text of texts(({ state }) => state === 'unknown', true)) log.info(`not known: ${text}`);
    for (const text of texts((each) => each.state === 'warning' && !isTrap(each))) log.info(text);
    if (findings.some(({ state }) => state !== 'ok'))
      log.info('This is the first run. `doctor` checks the whole set-up.');
    return warnings;
  } catch (error) {
    log.warn(`The set-up could not be checked, and the run goes on: ${messageOf(error)}`);
    return [];
  }
}

/** That nobody reports a version yet, or is to be paged, is no news to who begins. */
const isTrap = ({ id, state }: Finding): boolean =>
  state === 'problem' || (state === 'warning' && id !== 'metrics' && id !== 'channels');

/** Whether the metrics source answers, asked for one prompt. */
async function onMetrics(session: Session, view: View): Promise<Finding[]> {
  if (view.config.metrics === undefined) return [];
  const { asked } = await examinePrompts(session, view, new Map(), 1);
  const { findings, skews } = await metricsChecks(session, view.config, asked);
  return [...findings, ...clockFindings(skews)];
}

/** What is wrong with the secrets of channels is told by every run. */
function onChannels({ inputs, clock }: Session, { config: { notify } }: View): Finding[] {
  return channelProblems(notify, inputs, clock).length > 0 ? [] : channelsFindings(notify, []);
}

async function onForge(session: Session, { config }: View): Promise<Finding[]> {
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
