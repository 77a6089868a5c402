import type { Incident } from '../../live/state.ts';
import type { TimelineEntry } from '../facts.ts';
import { secondsBetween } from '../format.ts';
import { timelineOf } from '../timeline.ts';
import type { Tone } from './attention.ts';
import type { PromptFacts } from './facts.ts';
import { type Charts, chartsOf } from './series.ts';

/** A moment of an incident, and how many seconds after the one before. */
export interface Mark {
  readonly name: string;
  readonly at: string | null;
  readonly after: number | null;
}

/** An incident, as the state keeps it. All texts are untrusted. */
export interface IncidentCard {
  readonly id: string;
  readonly prompt: string;
  readonly bad: string;
  readonly good: string;
  readonly weight: number;
  readonly reason: string;
  readonly rule: string | null;
  readonly severity: string | null;
  readonly decidedBy: string;
  readonly tone: Tone;
  readonly status: string;
  /** Whether it still waits for something. */
  readonly open: boolean;
  readonly decidedAt: string;
  readonly marks: readonly Mark[];
  readonly pull: Incident['pull_request'];
  readonly issue: Incident['issue'];
  readonly runUrl: string | null;
  /** Prompt whose incident speaks for this one. */
  readonly joins: string | null;
  readonly timeline: readonly TimelineEntry[];
  /** Entries in the middle that are left out. */
  readonly left: number;
  readonly charts: Charts | null;
}

const mostEntries = 30;

/** Tells the incidents of all prompts apart: their ids do so only within one. */
export const incidentName = (prompt: string, incident: string): string => `${prompt}/${incident}`;

/** An incident of a prompt; `needy` when it needs a person. */
export function incidentCard(
  { id: prompt, events, looksOf, state }: PromptFacts,
  incident: Incident,
  needy: boolean,
): IncidentCard {
  const { id, bad, good, weight, reason, rule, severity, plan, metric } = incident;
  const told = events.filter(({ event }) => event !== 'effects-taken' && event !== 'effect-done');
  const entries = timelineOf(told, incident);
  const half = mostEntries / 2;
  const short = entries.length > mostEntries ? [...entries.slice(0, half), ...entries.slice(-half)] : entries;
  const running = state?.rollout?.id === incident.rollout ? state.rollout : null;
  const wanted = { policy: plan?.policy ?? null, weights: weightsOf(events, incident.rollout) };
  // What is still under way is drawn among the rollouts.
  const charts =
    running === null
      ? chartsOf(looksOf(incident.rollout), { ...wanted, baseline: null, metrics: [metric ?? 'error_rate'] })
      : null;
  return {
    id,
    prompt,
    bad: bad.label,
    good: good.label,
    weight,
    reason,
    rule,
    severity,
    decidedBy: incident.decided_by,
    ...standing(incident, needy),
    decidedAt: incident.decided_at,
    marks: marksOf(incident, events),
    pull: incident.pull_request,
    issue: incident.issue,
    runUrl: incident.run_url,
    joins: incident.joins?.prompt ?? null,
    timeline: short,
    left: entries.length - short.length,
    charts,
  };
}

const verified = {
  waiting: ['warn', 'rolled back, not verified yet', true],
  escalated: ['bad', 'rolled back, not recovered yet', true],
  recovered: ['good', 'rolled back, verified', false],
  failed: ['bad', 'rollback did not help', false],
  unverified: ['bad', 'rolled back, not verified', false],
} as const;

function standing(incident: Incident, needy: boolean): Pick<IncidentCard, 'tone' | 'status' | 'open'> {
  const { status, question, verification } = incident;
  if (status === 'asking')
    return {
      tone: needy ? 'bad' : 'warn',
      status: question?.status === 'investigating' ? 'being looked into' : 'a decision is due',
      open: true,
    };
  if (status === 'reverting') return { tone: needy ? 'bad' : 'warn', status: 'gradual rollback', open: true };
  if (status === 'closed')
    return { tone: 'calm', status: closings[question?.answer?.kind ?? ''] ?? 'closed', open: false };
  if (verification === null)
    return { tone: 'calm', status: 'rolled back, without metrics to verify by', open: false };
  const [tone, text, waits] = verified[verification.status];
  return { tone: tone === 'bad' && !needy ? 'warn' : tone, status: text, open: waits || needy };
}

const closings: Readonly<Record<string, string>> = {
  resume: 'answered: it goes on',
  superseded: 'settled by another rollback',
};

/** Weights of a rollout that is over, by its events. */
function weightsOf(events: PromptFacts['events'], rollout: string): { at: string; weight: number }[] {
  const moving: readonly string[] = ['started', 'superseded', 'advanced', 'watching', 'reverting'];
  return events.flatMap(({ event, at, weight, rollout: of }) =>
    of === rollout && moving.includes(event) && weight !== null ? [{ at, weight }] : [],
  );
}

const ends: Readonly<Record<string, string>> = {
  verified: 'recovered',
  'rollback-failed': 'did not help',
  unverified: 'not verified',
};

/** What happened when, each with the time since the mark before it that is known. */
function marksOf(incident: Incident, events: PromptFacts['events']): Mark[] {
  const own = events.filter(({ incident: of }) => of === incident.id);
  const moved = own.find(({ event }) => event === 'rolled-back' || event === 'reverting');
  const end = own.findLast(({ event }) => Object.hasOwn(ends, event));
  const { verification } = incident;
  const went = incident.status === 'rolled-back' || incident.status === 'reverting';
  const moments: readonly { readonly name: string; readonly at: string | null }[] = [
    { name: 'trouble began', at: incident.began_at },
    { name: incident.rule === null ? 'asked for' : 'detected', at: incident.detected_at },
    ...(incident.question === null ? [] : [{ name: 'people asked', at: incident.question.opened_at }]),
    ...(went ? [{ name: 'traffic moved', at: moved?.at ?? incident.decided_at }] : []),
    // Counted from where the pull request counts, to the same look.
    ...(end === undefined || verification === null
      ? []
      : [{ name: 'propagation over', at: verification.starts_at }]),
    ...(end === undefined ? [] : [{ name: ends[end.event] ?? '', at: verification?.seen_at ?? end.at }]),
  ];
  let before: string | null = null;
  return moments.map(({ name, at }) => {
    const mark = { name, at, after: secondsBetween(before, at) };
    before = at ?? before;
    return mark;
  });
}
