import type { LedgerEvent } from '../live/ledger.ts';
import { secondsBetween } from './format.ts';

/** Durations in seconds: how many are known, their median and the longest; null where none is known. */
export interface Spread {
  readonly count: number;
  readonly median: number | null;
  readonly worst: number | null;
}

/** How well the product did its own work, by the ledgers alone. What they do not say is not counted. */
export interface ServiceLevels {
  /** The time that the ledgers cover, ISO 8601; null without any event. */
  readonly since: string | null;
  readonly until: string | null;
  /** From the beginning of the trouble, by the metrics, to the look that found it. */
  readonly detect: Spread;
  /** From that look to the commit that moved the traffic, where nobody was asked. */
  readonly route: Spread;
  /** From the question to the first answer of a person. */
  readonly answer: Spread;
  /** From the end of the bad version's traffic to the proof that the rollback helped. */
  readonly verify: Spread;
  /** From the start of a rollout to the version that is known as good. */
  readonly promote: Spread;
  readonly rollbacks: {
    readonly automatic: number;
    readonly byPeople: number;
    /** What became of them; the rest is under way, or had no metrics to be verified by. */
    readonly verified: number;
    readonly failed: number;
    readonly unverified: number;
  };
  /** Automatic rollbacks whose version a person took out of quarantine, and those of them that then completed. */
  readonly doubted: { readonly lifted: number; readonly completed: number };
  /** Questions, and those that a person answered with going on. */
  readonly questions: { readonly asked: number; readonly resumed: number };
}

/** The service levels of several prompts, from the events of each in their order. */
export function serviceLevels(ledgers: Iterable<readonly LedgerEvent[]>): ServiceLevels {
  const all = [...ledgers];
  const incidents = all.flatMap(incidentsOf);
  const back = incidents.filter(({ moved }) => moved !== null);
  const automatic = back.filter(({ moved }) => moved?.by === 'system');
  const count = (list: readonly Past[], is: (past: Past) => boolean): number => list.filter(is).length;
  const times = all.flatMap((events) => [events[0]?.at, events.at(-1)?.at]).filter((at) => at !== undefined);
  return {
    since: times.toSorted()[0] ?? null,
    until: times.toSorted().at(-1) ?? null,
    detect: spread(incidents.map(({ began, detected }) => secondsBetween(began, detected))),
    route: spread(
      automatic
        .filter(({ asked }) => asked === null)
        .map(({ detected, moved }) => secondsBetween(detected, moved?.at ?? null)),
    ),
    answer: spread(incidents.map(({ asked, answered }) => secondsBetween(asked, answered))),
    verify: spread(back.map(({ ended, verified }) => secondsBetween(ended, verified))),
    promote: spread(all.flatMap(promotionsOf)),
    rollbacks: {
      automatic: automatic.length,
      byPeople: back.length - automatic.length,
      verified: count(back, ({ verified }) => verified !== null),
      failed: count(back, ({ outcome }) => outcome === 'rollback-failed'),
      unverified: count(back, ({ outcome }) => outcome === 'unverified'),
    },
    doubted: {
      lifted: count(automatic, ({ lifted }) => lifted),
      completed: count(automatic, ({ completed }) => completed),
    },
    questions: {
      asked: count(incidents, ({ asked }) => asked !== null),
      resumed: count(incidents, ({ outcome }) => outcome === 'resumed'),
    },
  };
}

/** Median and longest of what is known. The median of an even number is the mean of the middle two. */
export function spread(seconds: readonly (number | null)[]): Spread {
  const known = seconds.filter((value) => value !== null).toSorted((a, b) => a - b);
  const [low, high] = [known[Math.ceil(known.length / 2) - 1], known[Math.floor(known.length / 2)]];
  const median = low === undefined || high === undefined ? null : (low + high) / 2;
  return { count: known.length, median, worst: known.at(-1) ?? null };
}

/** One incident as its prompt's ledger tells it. Times are ISO 8601, null where there is none. */
interface Past {
  readonly began: string | null;
  readonly detected: string | null;
  readonly asked: string | null;
  readonly answered: string | null;
  /** The event that took the first traffic away. */
  readonly moved: LedgerEvent | null;
  readonly ended: string | null;
  readonly verified: string | null;
  /** The last word on it that is one. */
  readonly outcome: LedgerEvent['event'] | null;
  readonly lifted: boolean;
  readonly completed: boolean;
}

const answers: readonly LedgerEvent['event'][] = ['investigating', 'resumed', 'rolled-back', 'reverting'];
const outcomes: readonly LedgerEvent['event'][] = ['verified', 'rollback-failed', 'unverified', 'resumed'];

function incidentsOf(events: readonly LedgerEvent[]): Past[] {
  const ids = new Set(events.flatMap(({ incident }) => incident ?? []));
  return [...ids].flatMap((id) => {
    const own = events.filter(({ incident }) => incident === id);
    const find = (...names: readonly LedgerEvent['event'][]): LedgerEvent | null =>
      own.find(({ event }) => names.includes(event)) ?? null;
    const opened = find('asked', 'rolled-back', 'reverting');
    if (opened === null) return [];
    const [asked, moved] = [find('asked'), find('rolled-back', 'reverting')];
    const answered =
      asked && (own.find(({ event, by }) => answers.includes(event) && by !== 'system') ?? null);
    const lifted = find('lifted');
    const found = opened.by === 'system' ? findingOf(opened, events) : { began: null, detected: null };
    return {
      ...found,
      asked: asked?.at ?? null,
      answered: answered?.at ?? null,
      moved,
      ended: find('rolled-back', 'reverted')?.at ?? null,
      verified: find('verified')?.at ?? null,
      outcome: own.findLast(({ event }) => outcomes.includes(event))?.event ?? null,
      lifted: lifted !== null,
      completed:
        lifted !== null && events.slice(events.indexOf(lifted)).some((each) => completes(each, moved)),
    };
  });
}

function completes({ event, version }: LedgerEvent, moved: LedgerEvent | null): boolean {
  return event === 'completed' && version !== null && version.digest === moved?.version?.digest;
}

/** When the look found the trouble, and when that began: not before its rollout did. */
function findingOf(
  { details, rollout }: LedgerEvent,
  events: readonly LedgerEvent[],
): Pick<Past, 'began' | 'detected'> {
  const verdict = field(details, 'verdict');
  const [match] = [field(verdict, 'matches'), field(verdict, 'unproven')].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const since = timeIn(field(match, 'since'));
  const start = events.find((each) => each.event === 'started' && each.rollout === rollout)?.at ?? null;
  const began = since !== null && start !== null && Date.parse(since) < Date.parse(start) ? start : since;
  return { began, detected: timeIn(field(field(details, 'observation'), 'at')) };
}

function promotionsOf(events: readonly LedgerEvent[]): (number | null)[] {
  return events
    .filter(({ event }) => event === 'completed')
    .map(({ rollout, at }) => {
      const begun = events.find(
        (each) => each.rollout === rollout && (each.event === 'started' || each.event === 'superseded'),
      );
      return secondsBetween(begun?.at ?? null, at);
    });
}

/** A field of what may be anything: details are kept as they were written. */
function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return null;
  return Object.entries(value).find(([key]) => key === name)?.[1] ?? null;
}

function timeIn(value: unknown): string | null {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null;
}
