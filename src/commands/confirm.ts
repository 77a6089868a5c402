import { within } from '../clock.ts';
import { resolvePrompt } from '../config/load.ts';
import { messageOf } from '../errors/fail.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { PromptState } from '../live/state.ts';
import type { MetricsSource, Observation } from '../metrics/port.ts';
import type { Evidence } from '../report/facts.ts';
import { evidenceOf, type Sight, sightRollout, sightStable } from './observe.ts';
import { pastLooks } from './recorded.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** Seconds that a look before a manual rollback may take: routing waits for it. */
const longestLook = 3;

/** What a person's rollback rests on besides their word. */
export interface LookBefore {
  readonly prompt: string;
  /** The rollout that was looked at; null for a stable version. */
  readonly rollout: string | null;
  /** Null when the metrics did not answer in time. */
  readonly sight: Sight | null;
  readonly evidence: Evidence | null;
  /** `problem`: the metrics show one. `none`: they say that all is well. `unknown`: they do not tell. */
  readonly finding: 'problem' | 'none' | 'unknown';
  /** In words, for a warning or a refusal. */
  readonly detail: string;
}

/**
 * Looks once at what serves, within three seconds. A metrics source that is missing, slow or broken never
 * keeps a person from rolling back: it only has nothing to say.
 */
export async function lookBefore(
  session: Session,
  view: View,
  snapshot: Snapshot,
  state: PromptState,
): Promise<LookBefore> {
  const { prompt, rollout, stable } = state;
  const blank = { prompt, rollout: rollout?.id ?? null, sight: null, evidence: null } as const;
  const looked = await within(longestLook, sightOf(session, view, snapshot, state));
  if (looked === null) return { ...blank, finding: 'unknown', detail: `no answer within ${longestLook} s` };
  if ('error' in looked) return { ...blank, finding: 'unknown', detail: messageOf(looked.error) };
  const { sight } = looked;
  const since = rollout?.started_at ?? stable.stable_since ?? sight.at.toISOString();
  const told = sight.observation !== null && tells(sight.observation);
  return {
    ...blank,
    sight,
    evidence: told ? evidenceOf(sight, since) : null,
    finding: findingOf(sight),
    detail: detailOf(sight, rollout?.candidate.label ?? stable.label),
  };
}

type Looked = { readonly sight: Sight } | { readonly error: unknown };

async function sightOf(
  session: Session,
  view: View,
  snapshot: Snapshot,
  state: PromptState,
): Promise<Looked> {
  try {
    const metrics = await session.metrics(view.config);
    return { sight: await sightNow(session, view, snapshot, state, metrics) };
  } catch (error) {
    // It is told as the finding: without metrics a person still rolls back.
    return { error };
  }
}

function sightNow(
  session: Session,
  view: View,
  snapshot: Snapshot,
  { prompt, rollout, stable }: PromptState,
  metrics: MetricsSource | null,
): Promise<Sight> {
  const at = session.clock.now();
  if (rollout !== null) {
    const past = pastLooks(snapshot, view.live.branch, prompt, rollout);
    return sightRollout(metrics, prompt, stable, rollout, past, at);
  }
  const { config } = view;
  const policy = Object.hasOwn(config.prompts, prompt) ? resolvePrompt(config, prompt).policy : config.policy;
  return sightStable(metrics, prompt, stable, policy, at);
}

function findingOf({ verdict }: Sight): LookBefore['finding'] {
  if (verdict.verdict === 'inconclusive' && verdict.cause !== 'outage') return 'unknown';
  return verdict.verdict === 'healthy' ? 'none' : 'problem';
}

function detailOf({ verdict }: Sight, label: string): string {
  if (verdict.verdict === 'healthy') return `${label} keeps every limit`;
  if (verdict.verdict === 'inconclusive') return `they do not tell (${verdict.gaps.join(', ')})`;
  return `${label}: ${[...verdict.matches, ...verdict.unproven].map(({ name }) => name).join(', ')}`;
}

/** Whether there is any number in it. */
function tells({ candidate, stable, rates }: Observation): boolean {
  return (
    rates !== null ||
    [candidate, stable].some(({ requests, p99, quality }) => [requests, p99, quality].some((n) => n !== null))
  );
}
