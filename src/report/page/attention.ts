import type { Incident, PromptState, Rollout } from '../../live/state.ts';
import { counted, percent, secondsBetween, time, timeAfter } from '../format.ts';
import { shortCause } from '../words.ts';
import type { PromptFacts } from './facts.ts';

/** `bad` needs a person now, `warn` is to be watched, `good` goes well, `calm` is at rest. */
export type Tone = 'bad' | 'warn' | 'good' | 'calm';

/** A moment that something waits for: `ends` ISO 8601. */
export interface Clock {
  readonly label: string;
  readonly ends: string;
}

/** Something about a prompt that is not as it should be, or not yet. All texts are untrusted. */
export interface Attention {
  readonly tone: 'bad' | 'warn';
  readonly prompt: string;
  readonly title: string;
  readonly detail: string;
  readonly clock: Clock | null;
  /** Incident with more about it. */
  readonly incident: string | null;
  /** It is about the default branch, and nothing of it shows in traffic. */
  readonly isDrift: boolean;
}

/** A failed rollback stays on top for so many seconds, unless another version serves before. */
const failureStays = 7 * 86_400;

/** Effects that are not done after so many seconds are late. */
const effectsLate = 300;

type Found = Omit<Attention, 'prompt' | 'incident' | 'isDrift'> & {
  readonly incident?: string;
  readonly isDrift?: boolean;
};

/** What there is to say about one prompt at a time (ISO 8601), the worst first. */
export function attentionOf({ id, state, drift, damage }: PromptFacts, at: string): Attention[] {
  const found: Found[] = [];
  if (damage !== undefined)
    found.push({
      tone: 'bad',
      title: 'Its files on the live branch are damaged, and nobody looks at it',
      detail: readable(damage),
      clock: null,
    });
  if (state !== null) {
    for (const incident of state.incidents) found.push(...ofVerification(state, incident, at));
    for (const incident of state.incidents) found.push(...ofQuestion(state, incident, at));
    if (state.rollout !== null) found.push(...ofRollout(state, state.rollout));
    found.push(...ofOutbox(state, at));
  }
  if (drift !== null && drift.kind !== 'pending') {
    const rollback = drift.kind === 'rolled-back' ? latestRollback(state) : null;
    // What ends it is the merge of the revert pull request, which nobody but a person does.
    const waits = rollback !== null && rollback.pull_request !== null;
    found.push({
      tone: waits ? 'bad' : 'warn',
      title: waits ? 'The revert pull request is not merged' : driftTitles[drift.kind],
      detail: readable(drift.detail),
      clock: null,
      ...(rollback === null ? {} : { incident: rollback.id }),
      isDrift: true,
    });
  }
  return found
    .map((item) => ({ ...item, prompt: id, incident: item.incident ?? null, isDrift: item.isDrift ?? false }))
    .toSorted((a, b) => Number(a.tone === 'warn') - Number(b.tone === 'warn'));
}

/** The newest rollback, which left the default branch behind. */
function latestRollback(state: PromptState | null): Incident | null {
  return state?.incidents.find(({ status }) => status === 'rolled-back') ?? null;
}

/** Why a rollout holds that is not on course; other reasons are the normal wait of a stage. */
const holds: Readonly<Record<string, string>> = {
  unproven: 'a rule is crossed, and it is not proven that this version is to blame',
  inconclusive: 'the metrics allow no judgement',
};

/** The times in a sentence as people write them. */
export function readable(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (at) => time(at));
}

const driftTitles = {
  'rolled-back': 'The default branch still holds a version that was rolled back',
  'not-on-branch': 'What serves is not on the default branch',
  unknown: 'Whether the default branch differs cannot be told',
} as const;

/** Whether nothing has happened since a rollback that would settle it. */
function isCurrent(state: PromptState, incident: Incident, at: string): boolean {
  const age = secondsBetween(incident.decided_at, at) ?? 0;
  return (
    state.incidents[0]?.id === incident.id &&
    state.stable.digest === incident.good.digest &&
    state.rollout === null &&
    age < failureStays
  );
}

function ofVerification(state: PromptState, incident: Incident, at: string): Found[] {
  const { verification, good, bad, id, status, reason } = incident;
  if (verification === null || status !== 'rolled-back') return [];
  const rate = verification.error_rate;
  const seen = rate === null ? 'no figures yet' : `error rate ${percent(100 * rate)} on ${good.label}`;
  const clock = (label: string, ends: string): Clock => ({ label, ends });
  switch (verification.status) {
    case 'waiting':
      return [
        {
          tone: 'warn',
          title: `Rolled back to ${good.label}, not verified yet`,
          detail: reason,
          clock: clock('must have helped by', verification.escalate_at),
          incident: id,
        },
      ];
    case 'escalated':
      return [
        {
          tone: 'bad',
          title: `The rollback to ${good.label} has not helped yet`,
          detail: seen,
          clock: clock('looked at until', verification.ends_at),
          incident: id,
        },
      ];
    case 'failed':
    case 'unverified': {
      if (!isCurrent(state, incident, at)) return [];
      const failed = verification.status === 'failed';
      const title = failed
        ? `The rollback to ${good.label} did not help`
        : `Whether the rollback to ${good.label} helped is not known`;
      const left = verification.ended === false ? `; ${bad.label} still has traffic` : '';
      return [
        {
          tone: 'bad',
          title,
          detail: `${seen}${left}`,
          clock: clock('rolled back', incident.decided_at),
          incident: id,
        },
      ];
    }
    case 'recovered':
      return [];
  }
}

function ofQuestion({ rollout }: PromptState, incident: Incident, at: string): Found[] {
  const { question, bad, reason, id } = incident;
  if (question === null || rollout?.asking !== id) return [];
  const frozen = `${bad.label} is frozen at ${rollout.weight} %`;
  if (question.status === 'open')
    return [
      {
        tone: 'bad',
        title: `A decision is due: ${frozen}`,
        detail: reason,
        // A question that no run has looked at since its limit is still open.
        clock: { label: question.expires_at > at ? 'expires' : 'was due', ends: question.expires_at },
        incident: id,
      },
    ];
  if (question.status === 'expired')
    return [
      {
        tone: 'bad',
        title: `Nobody decided in time: ${frozen}`,
        detail: reason,
        clock: { label: 'expired', ends: question.expires_at },
        incident: id,
      },
    ];
  if (question.status !== 'investigating') return [];
  const by = question.answer?.by ?? 'somebody';
  const clock = question.page_at === null ? null : { label: 'pages again', ends: question.page_at };
  return [
    { tone: 'warn', title: `Being looked into by ${by}: ${frozen}`, detail: reason, clock, incident: id },
  ];
}

function ofRollout({ stable }: PromptState, rollout: Rollout): Found[] {
  const { hold, crossing, candidate, weight, plan, phase, paused_at } = rollout;
  const found: Found[] = [];
  if (phase === 'reverting' && paused_at !== null)
    found.push({
      tone: 'bad',
      title: `The gradual rollback pauses: ${stable.label}, which takes over, is unhealthy`,
      detail: `${weight} % is left on ${candidate.label}`,
      clock: { label: 'since', ends: paused_at },
    });
  else if (hold?.why === 'outage')
    found.push({
      tone: 'bad',
      title: `Both versions are bad alike: ${candidate.label} is held at ${weight} %`,
      detail: 'A rollback would not help: look at the provider, or at what grades the answers',
      clock: { label: 'since', ends: hold.since },
    });
  else if (hold !== null && holds[hold.why] !== undefined)
    found.push({
      tone: hold.paged ? 'bad' : 'warn',
      title: `${candidate.label} is held at ${weight} %: ${holds[hold.why]}`,
      detail: [hold.metrics ? 'The metrics source is silent' : '', hold.rule ?? '', hold.paged ? 'paged' : '']
        .filter((text) => text !== '')
        .join(', '),
      clock: { label: 'since', ends: hold.since },
    });
  const ends = crossing === null ? null : timeAfter(crossing.since, plan.policy.observe);
  if (crossing !== null && ends !== null)
    found.push({
      tone: 'warn',
      title: `${candidate.label} at ${weight} % is observed: ${shortCause({ ...crossing, threshold: crossing.limit })}`,
      detail: `If it persists, ${plan.policy.then === 'ask' ? 'a person is asked' : 'it is rolled back'}`,
      clock: { label: 'observed until', ends },
    });
  return found;
}

function ofOutbox({ outbox }: PromptState, at: string): Found[] {
  const late = outbox.filter(({ created_at }) => (secondsBetween(created_at, at) ?? 0) > effectsLate);
  if (late.length === 0) return [];
  const kinds = [
    ...new Set(late.map((entry) => (entry.kind === 'notify' ? 'a notice' : effects[entry.kind]))),
  ];
  return [
    {
      tone: 'warn',
      title: `${counted(late.length, 'effect')} decided and not done for over 5 minutes`,
      detail: kinds.join(', '),
      clock: null,
    },
  ];
}

const effects = {
  deliver: 'handing on flags.json',
  'revert-pr': 'the revert pull request',
  'close-pr': 'closing a pull request',
  postmortem: 'the post-mortem issue',
} as const;
