import type { Incident } from '../../live/state.ts';
import { counted, shortCommit } from '../format.ts';
import { type ServiceLevels, serviceLevels } from '../service-levels.ts';
import { type Attention, attentionOf, readable, type Tone } from './attention.ts';
import type { PageFacts, PromptFacts } from './facts.ts';
import { type IncidentCard, incidentCard, incidentName } from './incidents.ts';
import { drawn, type RolloutCard, rolloutCard } from './rollouts.ts';

/** What serves of one prompt. All texts are untrusted. */
export interface PromptRow {
  readonly prompt: string;
  /** Null before it is adopted. */
  readonly stable: { readonly label: string; readonly since: string | null; readonly good: boolean } | null;
  readonly tone: Tone;
  readonly status: string;
  /** In words; null when there is none. */
  readonly drift: string | null;
  readonly changedAt: string | null;
}

/** A version that may not be promoted again until a person lifts it. */
export interface QuarantineRow {
  readonly prompt: string;
  readonly label: string;
  readonly digest: string;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}

/** The page as plain data: nothing in it is markup, and every text is untrusted. */
export interface PageModel {
  readonly repository: string;
  readonly liveBranch: string;
  readonly commit: string | null;
  readonly historyUrl: string | null;
  readonly at: string;
  readonly comparesBranch: boolean;
  readonly tone: Tone;
  readonly verdict: string;
  /** How much there is of everything, in words. */
  readonly tally: readonly string[];
  readonly attention: readonly Attention[];
  readonly rollouts: readonly RolloutCard[];
  /** Rollouts that only the list of prompts tells. */
  readonly moreRollouts: number;
  readonly incidents: readonly IncidentCard[];
  /** Incidents that are kept and not shown. */
  readonly olderIncidents: number;
  readonly prompts: readonly PromptRow[];
  readonly quarantine: readonly QuarantineRow[];
  readonly levels: ServiceLevels;
}

const mostIncidents = 20;
const mostRollouts = 24;

/** The page at the time of its facts. */
export function pageOf(facts: PageFacts): PageModel {
  const { at } = facts;
  const told = facts.prompts.map((prompt) => ({ prompt, attention: attentionOf(prompt, at) }));
  const attention = told.flatMap((each) => each.attention).toSorted(byUrgency(at));
  const rollouts = told.flatMap((each) => rolloutCard(each.prompt, at) ?? []);
  const needy = new Set(
    attention.flatMap(({ tone, prompt, incident }) =>
      tone === 'bad' && incident !== null ? [incidentName(prompt, incident)] : [],
    ),
  );
  const shown = told
    .flatMap(({ prompt }) => {
      const card = rollouts.find((each) => each.prompt === prompt.id);
      return card === undefined ? [] : [{ prompt, card }];
    })
    .toSorted((a, b) => tones.indexOf(a.card.tone) - tones.indexOf(b.card.tone))
    .slice(0, mostRollouts)
    .map(({ prompt, card }) => drawn(card, prompt));
  const incidents = incidentsOf(facts.prompts, needy);
  const prompts = told.map((each) => rowOf(each.prompt, each.attention, rollouts));
  const kept = facts.prompts.reduce((sum, { state }) => sum + (state?.incidents.length ?? 0), 0);
  return {
    repository: facts.repository,
    liveBranch: facts.liveBranch,
    commit: facts.head === null ? null : shortCommit(facts.head),
    historyUrl: facts.historyUrl,
    at,
    comparesBranch: facts.comparesBranch,
    ...verdictOf(attention, rollouts, prompts),
    tally: tallyOf(prompts, rollouts, facts),
    attention,
    rollouts: shown,
    moreRollouts: rollouts.length - shown.length,
    incidents,
    olderIncidents: kept - incidents.length,
    prompts: prompts.toSorted(
      (a, b) => tones.indexOf(a.tone) - tones.indexOf(b.tone) || (a.prompt < b.prompt ? -1 : 1),
    ),
    quarantine: facts.prompts.flatMap(({ id, state }) =>
      (state?.quarantine ?? []).map(({ label, digest, at: since, by, reason }) => {
        return { prompt: id, label, digest: shortCommit(digest), at: since, by, reason };
      }),
    ),
    levels: serviceLevels(facts.prompts.map(({ events }) => events)),
  };
}

const tones: readonly Tone[] = ['bad', 'warn', 'good', 'calm'];

/** What needs a person first; then what ends first, what began last, and what has no time. */
function byUrgency(at: string): (a: Attention, b: Attention) => number {
  const left = ({ clock }: Attention): number => {
    const wait = clock === null ? Number.NaN : Date.parse(clock.ends) - Date.parse(at);
    if (Number.isNaN(wait)) return Number.MAX_VALUE;
    return wait >= 0 ? wait : Number.MAX_SAFE_INTEGER - wait;
  };
  return (a, b) => tones.indexOf(a.tone) - tones.indexOf(b.tone) || left(a) - left(b);
}

/** The incidents that are shown, and only they are worked out: those that need a person, that are open, the newest. */
function incidentsOf(prompts: readonly PromptFacts[], needy: ReadonlySet<string>): IncidentCard[] {
  const rank = ({ status }: Incident): number => Number(status !== 'asking' && status !== 'reverting');
  return prompts
    .flatMap((prompt) =>
      (prompt.state?.incidents ?? []).map((incident) => {
        return { prompt, incident, needs: needy.has(incidentName(prompt.id, incident.id)) };
      }),
    )
    .toSorted(
      (a, b) =>
        Number(b.needs) - Number(a.needs) ||
        rank(a.incident) - rank(b.incident) ||
        (a.incident.decided_at < b.incident.decided_at ? 1 : -1),
    )
    .slice(0, mostIncidents)
    .map(({ prompt, incident, needs }) => incidentCard(prompt, incident, needs))
    .toSorted(
      (a, b) =>
        Number(b.open) - Number(a.open) ||
        (a.open ? tones.indexOf(a.tone) - tones.indexOf(b.tone) : 0) ||
        (a.decidedAt < b.decidedAt ? 1 : -1),
    );
}

function rowOf(
  { id, state, drift, events }: PromptFacts,
  attention: readonly Attention[],
  rollouts: readonly RolloutCard[],
): PromptRow {
  const rollout = rollouts.find(({ prompt }) => prompt === id);
  const moving =
    rollout === undefined ? null : `${rollout.candidate} at ${rollout.weight} %, ${rollout.status}`;
  const [worst] = attention;
  const title = attention.find((item) => !item.isDrift || item.tone === 'bad')?.title ?? null;
  const soak = state?.soak == null ? null : `${state.soak.version.label} is in staging`;
  return {
    prompt: id,
    stable:
      state === null
        ? null
        : {
            label: state.stable.label,
            since: state.stable.stable_since,
            good: state.stable.known_good_since !== null,
          },
    tone: worst?.tone ?? rollout?.tone ?? 'calm',
    status: moving ?? title ?? soak ?? (state === null ? 'not adopted yet' : 'at rest'),
    drift: drift === null ? null : readable(drift.detail),
    changedAt: events.at(-1)?.at ?? null,
  };
}

function verdictOf(
  attention: readonly Attention[],
  rollouts: readonly RolloutCard[],
  prompts: readonly PromptRow[],
): Pick<PageModel, 'tone' | 'verdict'> {
  const bad = attention.filter(({ tone }) => tone === 'bad');
  const [first] = bad;
  if (first !== undefined && bad.length === 1) return { tone: 'bad', verdict: '1 thing needs a person' };
  if (first !== undefined) return { tone: 'bad', verdict: `${bad.length} things need a person` };
  if (attention.length > 0)
    return {
      tone: 'warn',
      verdict: `Nothing needs a person; ${counted(attention.length, 'thing')} to watch`,
    };
  if (prompts.every(({ stable }) => stable === null)) return { tone: 'calm', verdict: 'Nothing is live yet' };
  if (rollouts.length > 0)
    return { tone: 'good', verdict: `All well, ${counted(rollouts.length, 'rollout')} on course` };
  return { tone: 'good', verdict: 'All quiet: every prompt serves its stable version' };
}

function tallyOf(
  prompts: readonly PromptRow[],
  rollouts: readonly RolloutCard[],
  facts: PageFacts,
): string[] {
  const states = facts.prompts.flatMap(({ state }) => state ?? []);
  const asking = states.filter(({ rollout }) => (rollout?.asking ?? null) !== null).length;
  const locked = states.reduce((sum, { quarantine }) => sum + quarantine.length, 0);
  const drift = prompts.filter((row) => row.drift !== null).length;
  if (prompts.length === 0) return [];
  return [
    counted(prompts.length, 'prompt'),
    counted(rollouts.length, 'rollout'),
    ...(asking === 0 ? [] : [counted(asking, 'open question')]),
    ...(drift === 0 ? [] : [`${drift} with drift`]),
    ...(locked === 0 ? [] : [`${counted(locked, 'version')} in quarantine`]),
  ];
}
