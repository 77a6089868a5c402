import { Failure } from '../../src/errors/fail.ts';
import { flagOf } from '../../src/live/manifest.ts';
import type { OutboxEntry, PromptState, Rollout, Version } from '../../src/live/state.ts';
import type { Verdict } from '../../src/policy/verdict.ts';
import { answer, type Wish } from '../../src/rollout/answer.ts';
import type { Actor, Change } from '../../src/rollout/change.ts';
import { decide } from '../../src/rollout/decide.ts';
import { decideReverting } from '../../src/rollout/decide-reverting.ts';
import { isRevertingTo, revert, revertChange } from '../../src/rollout/gradual.ts';
import { groundOf } from '../../src/rollout/ground.ts';
import { holdReason, nextHold } from '../../src/rollout/hold.ts';
import { ask, rollback } from '../../src/rollout/incident.ts';
import { askedOf, dueOf, expire, pageAgain, remind } from '../../src/rollout/question.ts';
import { planRelease, type SourceVersion } from '../../src/rollout/release.ts';
import { chooseTarget } from '../../src/rollout/target.ts';
import {
  adopt,
  advance,
  complete,
  firstTraffic,
  held,
  observe,
  resolve,
  start,
  withdraw,
} from '../../src/rollout/transition.ts';
import { actor, at, healthAt, pace, planOf, source, verdicts, wish } from './states.ts';

/** Everything that decides what can happen next. */
export interface World {
  readonly state: PromptState;
  readonly source: SourceVersion;
  /** Seconds since the begin. */
  readonly now: number;
  /** What the ledger knows: versions that were known as good, and all that were ever live. */
  readonly good: readonly Version[];
  readonly all: readonly Version[];
  /** Digest of each archived label. */
  readonly archived: Readonly<Record<string, string>>;
}

export interface Step {
  readonly world: World;
  readonly change: Change | null;
}

export interface Action {
  readonly name: string;
  /** Null when it cannot happen here. */
  readonly apply: (world: World) => Step | null;
}

const plan = {
  ...planOf(),
  stages: [
    { weight: 10, bake: 600 },
    { weight: 50, bake: 0 },
    { weight: 100, bake: 0 },
  ],
};

/** Seconds of silence after which the metrics source pages. */
const outageLimit = 600;

/** `tooFew` holds like `blind`. */
const looked = (Object.keys(verdicts) as (keyof typeof verdicts)[]).filter((name) => name !== 'tooFew');

export const firstWorld: World = settle(
  {
    state: adopt('support', source('v1'), actor()).state,
    source: source('v1'),
    now: 0,
    good: [],
    all: [],
    archived: {},
  },
  adopt('support', source('v1'), actor()),
).world;

export const actions: readonly Action[] = [
  ...[source('v1'), source('v2'), source('v3'), source('v2', 'v2 edited')].map(push),
  ...looked.map(look),
  ...[600, 86_400].map(wait),
  ...['', 'v1', 'v2'].map(manual),
  ...['', 'v1'].map(gradual),
  ...(['rollback', 'investigate', 'resume'] as const).map(reply),
  { name: 'effects', apply: effects },
];

/** Digests of the versions that users get. */
export function flagOfWorld({ state }: World): string[] {
  const { variants, targeting, defaultVariant } = flagOf(state, new Map());
  const labels = targeting?.fractional.map(([label]) => label) ?? [defaultVariant];
  return labels.flatMap((label) => variants[label]?.digest ?? []);
}

/** The world after these actions; throws when one of them cannot happen. */
export function play(names: readonly string[]): World {
  return names.reduce((world, name) => {
    const step = actions.find((action) => action.name === name)?.apply(world);
    if (!step) throw new Error(`${name} cannot happen`);
    return step.world;
  }, firstWorld);
}

const acting = (world: World, by = 'system'): Actor => actor({ now: at(world.now), by, delivers: true });

/** The world after a change was committed. */
function settle(world: World, change: Change | null): Step {
  if (change === null) return { world, change };
  const { state, archive, events } = change;
  const versions = events.flatMap(({ version }) => version ?? []);
  const became = events.some(({ event }) => event === 'adopted' || event === 'completed') ? versions : [];
  return {
    change,
    world: {
      ...world,
      state,
      good: merge(became, world.good),
      all: merge(versions, world.all),
      archived: archive === null ? world.archived : { [archive.label]: archive.digest, ...world.archived },
    },
  };
}

function merge(fresh: readonly Version[], old: readonly Version[]): Version[] {
  return [...fresh, ...old.filter(({ digest }) => !fresh.some((version) => version.digest === digest))];
}

/** Something new lies on the default branch, and a promotion sees it. */
function push(version: SourceVersion): Action {
  const name = `push ${version.label}${version.digest === source(version.label).digest ? '' : ' edited'}`;
  return { name, apply: (world) => released({ ...world, source: version }) };
}

/** What a promotion does with the default branch. */
export function released(world: World): Step {
  return settle(world, releaseOf(world));
}

function releaseOf(world: World): Change | null {
  const { state } = world;
  const { kind } = planRelease(state, world.source);
  if (kind === 'start' || kind === 'supersede') return start(state, world.source, plan, acting(world));
  if (kind !== 'withdraw' || state.rollout === null) return null;
  if (state.rollout.asking === null) return withdraw(state, state.rollout, acting(world));
  return rollback(state, state.stable, wish('the default branch went back'), acting(world));
}

/** A person answers the newest incident. */
function reply(kind: Wish['kind']): Action {
  return {
    name: `answer ${kind}`,
    apply: (world) => {
      const [incident] = world.state.incidents;
      if (incident === undefined) return null;
      const given = answer(world.state, incident.id, { kind, reason: 'seen' }, acting(world, 'mona'));
      return 'change' in given ? settle(world, given.change) : null;
    },
  };
}

/** What the clock of an open question asks for. */
function onQuestion(state: PromptState, by: Actor): Change | null {
  const incident = askedOf(state);
  if (incident === null) return null;
  const steps = { remind, expire, 'page-again': pageAgain } as const;
  const due = dueOf(incident, by.now);
  return due === null ? null : steps[due](state, incident, by);
}

/** A look at the running rollout. */
function look(name: keyof typeof verdicts): Action {
  return {
    name: `look ${name}`,
    apply: (world) => {
      if (world.state.rollout === null) return null;
      if (world.state.rollout.phase === 'reverting')
        return settle(world, stepBack(world, world.state.rollout, name));
      const arrived = world.state.rollout.first_traffic_at === null && name !== 'blind';
      const first = arrived ? firstTraffic(world.state, world.state.rollout, acting(world)) : null;
      const seen = settle(world, first);
      const change = carriedOut(seen.world, verdicts[name]);
      if (change === null) return seen;
      return settle(seen.world, { ...change, events: [...(first?.events ?? []), ...change.events] });
    },
  };
}

function carriedOut(world: World, verdict: Verdict): Change | null {
  const { state, now } = world;
  const { rollout } = state;
  if (rollout === null) return null;
  const decision = decide(rollout, verdict, at(now), outageLimit);
  const by = acting(world);
  switch (decision.kind) {
    case 'hold': {
      const due = decision.why === 'asking' ? onQuestion(state, by) : null;
      if (due !== null) return due;
      const hold = nextHold(rollout, decision, verdict, at(now));
      if (hold === null) return null;
      const outcome = decision.why;
      return { ...held(state, rollout, hold, holdReason(hold, verdict), by, null), outcome };
    }
    case 'observe':
      return observe(state, rollout, decision.match, by, null);
    case 'resolve':
      return resolve(state, rollout, by, null);
    case 'advance':
      return advance(state, rollout, decision.stage, by, null, null);
    case 'complete':
      return complete(state, rollout, by, null);
    case 'ask':
      return ask(state, rollout, groundOf(decision.match, at(now), null), by);
    case 'rollback':
      return rollback(state, state.stable, groundOf(decision.match, at(now), null), by);
  }
}

/** Error rates of the bad version and its target that go with each verdict; null is unknown. */
const rates: Readonly<Record<keyof typeof verdicts, readonly [number | null, number | null]>> = {
  healthy: [0.1, 0.1],
  proving: [0.1, 0.1],
  critical: [8.4, 0.1],
  high: [3, 0.1],
  medium: [0.1, 0.1],
  unproven: [0.1, 6],
  outage: [8.4, 8.4],
  tooFew: [null, null],
  blind: [null, null],
};

/** A look at a gradual rollback. */
function stepBack(world: World, rollout: Rollout, name: keyof typeof verdicts): Change | null {
  const [health, verdict] = [healthAt(...rates[name]), verdicts[name]];
  const decision = decideReverting(rollout, health, verdict, at(world.now), outageLimit);
  const sight = { health, verdict, at: at(world.now), evidence: null };
  return revertChange(world.state, rollout, decision, sight, acting(world));
}

function wait(seconds: number): Action {
  return {
    name: `wait ${seconds} s`,
    apply: (world) =>
      world.state.rollout === null ? null : { world: { ...world, now: world.now + seconds }, change: null },
  };
}

/** A person rolls back; what is refused does not happen. */
function manual(label: string): Action {
  return {
    name: `rollback ${label}`.trimEnd(),
    apply: (world) => {
      try {
        const target = chooseTarget(world.state, world, label, false);
        return settle(world, rollback(world.state, target, wish(), acting(world, 'mona')));
      } catch (error) {
        if (error instanceof Failure) return null;
        throw error;
      }
    },
  };
}

/** A person rolls back gradually; the same wish again changes nothing. */
function gradual(label: string): Action {
  return {
    name: `revert ${label}`.trimEnd(),
    apply: (world) => {
      if (isRevertingTo(world.state, label)) return null;
      try {
        const target = chooseTarget(world.state, world, label, false);
        return settle(world, revert(world.state, target, wish(), acting(world, 'mona'), pace));
      } catch (error) {
        if (error instanceof Failure) return null;
        throw error;
      }
    },
  };
}

/** Everything that is open is done. */
function effects(world: World): Step | null {
  const { outbox } = world.state;
  if (outbox.length === 0) return null;
  const done = (incident: string, kind: OutboxEntry['kind']): boolean =>
    outbox.some((entry) => entry.kind === kind && 'incident' in entry && entry.incident === incident);
  const incidents = world.state.incidents.map((incident) => ({
    ...incident,
    pull_request: done(incident.id, 'revert-pr') ? link : incident.pull_request,
    issue: done(incident.id, 'postmortem') ? link : incident.issue,
  }));
  return { world: { ...world, state: { ...world.state, outbox: [], incidents } }, change: null };
}

const link = { number: 1, url: 'https://forge.example/1' };
