import { type Failure, fail } from '../errors/fail.ts';
import type { Incident, PromptState, Quarantine, Version } from '../live/state.ts';
import type { Actor } from './change.ts';
import { secondsSince } from './decide.ts';

/** Versions of the ledger, newest first: those known as good at some time, and all that were ever live. */
export interface KnownVersions {
  readonly good: readonly Version[];
  readonly all: readonly Version[];
}

/**
 * The version that a manual rollback puts back. Without a label: stable when a candidate has traffic, else
 * the version before it. With one: the one before, or any that is known as good; with `force` any that the
 * ledger knows. Never one in quarantine, also not with `force`. Throws `no-previous-version`, `version-live`,
 * `version-quarantined`, `version-unknown`.
 */
export function chooseTarget(
  state: PromptState,
  known: KnownVersions,
  label: string,
  force: boolean,
): Version {
  const { prompt, stable, previous, rollout, quarantine } = state;
  const serving = rollout?.candidate ?? stable;
  const allowed = ({ digest }: Version): boolean =>
    digest !== serving.digest && !quarantine.some((entry) => entry.digest === digest);
  const before = (rollout === null ? previous : [stable, ...previous]).filter(allowed);
  const first = before[0];
  if (label === '') {
    if (first === undefined) throw fail('no-previous-version', { prompt, version: serving.label });
    return first;
  }
  if (label === serving.label) throw fail('version-live', { prompt, version: label });
  const good = [
    ...before.filter((version) => version.known_good_since !== null),
    ...known.good.filter(allowed),
  ];
  const pool = [
    ...(first === undefined ? [] : [first]),
    ...good,
    ...(force ? known.all.filter(allowed) : []),
  ];
  const target = pool.find((version) => version.label === label);
  if (target !== undefined) return target;
  const entry = quarantine.find((item) => item.label === label);
  if (entry !== undefined) throw quarantineFailure(prompt, entry, label);
  const labels = [
    ...new Set([...(first === undefined ? [] : [first]), ...good].map((version) => version.label)),
  ];
  throw fail('version-unknown', { prompt, version: label, known: labels.join(', ') || 'none' });
}

/** The refusal of a version in quarantine: when, by whom and why, and how to lift it. `label` is its name today. */
export function quarantineFailure(prompt: string, entry: Quarantine, label: string): Failure {
  const { digest, at, by, reason } = entry;
  return fail('version-quarantined', { prompt, label, digest: digest.slice(0, 12), at, by, reason });
}

/**
 * Whether `target` is the version before the serving one: what a rollback without a label puts back. It was
 * serving until now, so it needs no test.
 */
export function isPrevious({ stable, previous, rollout, quarantine }: PromptState, target: Version): boolean {
  const serving = rollout?.candidate ?? stable;
  const before = (rollout === null ? previous : [stable, ...previous]).find(
    ({ digest }) => digest !== serving.digest && !quarantine.some((entry) => entry.digest === digest),
  );
  return before?.digest === target.digest;
}

/** For so many seconds after a rollback another one without a target means the same one. */
const sameWithin = 900;

/**
 * The incident that this request has executed already, or null: the same run again after a crash, or a second
 * person on call who asks for the same thing. Going further back takes a `target-version` by name.
 */
export function doneBefore(
  { rollout, stable, incidents }: PromptState,
  label: string,
  actor: Pick<Actor, 'now' | 'runUrl'>,
): Incident | null {
  const last = incidents[0];
  if (rollout !== null || last?.status !== 'rolled-back' || last.good.digest !== stable.digest) return null;
  if (label !== '') return last.good.label === label ? last : null;
  const sameRun = last.run_url !== null && last.run_url === actor.runUrl;
  return sameRun || secondsSince(last.decided_at, actor.now) < sameWithin ? last : null;
}
