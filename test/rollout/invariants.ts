import { isDeepStrictEqual } from 'node:util';
import { ledgerLines, parseLedger } from '../../src/live/ledger.ts';
import { emptyManifest, type Flag, flagOf, readManifest, renderManifest } from '../../src/live/manifest.ts';
import { type PromptState, stateSchema } from '../../src/live/state.ts';
import type { Edge } from './explore.ts';
import { at } from './states.ts';
import { released } from './world.ts';

/** What must hold of every step; each is a list of what is wrong, empty when nothing is. */
export type Invariant = (edge: Edge) => readonly string[];

const when = (wrong: boolean, text: string): string[] => (wrong ? [text] : []);
const flags = new WeakMap<PromptState, Flag>();
const flagFor = (state: PromptState): Flag => {
  const flag = flags.get(state) ?? flagOf(state, new Map());
  flags.set(state, flag);
  return flag;
};
const same = isDeepStrictEqual;

/** The digest that each user can get, with its share in percent. */
function shares(state: PromptState): Map<string, number> {
  const flag = flagFor(state);
  const split = flag.targeting?.fractional ?? [[flag.defaultVariant, 100] as const];
  return new Map(
    split.map(([label, weight]) => [flag.variants[label]?.digest ?? `no variant ${label}`, weight]),
  );
}

/** Invariants of every state that is reached. */
export const ofStates: Readonly<Record<string, Invariant>> = {
  'the weight is that of the stage, and 100 % is the watch': ({ step }) => {
    const { rollout } = step.world.state;
    if (rollout === null) return [];
    const { weight, stage, phase, plan, weights } = rollout;
    return [
      ...when(weight !== plan.stages[stage]?.weight, `${weight} % at stage ${stage}`),
      ...when((phase === 'watching') !== (weight === 100), `${phase} at ${weight} %`),
      ...when(weights.at(-1)?.weight !== weight, 'the last of weights is another'),
    ];
  },
  'what is in quarantine is neither stable, candidate, previous nor a variant': ({ step }) => {
    const { state } = step.world;
    const { stable, rollout, previous, quarantine } = state;
    const variants = Object.values(flagFor(state).variants).map(({ digest }) => digest);
    const leaving = rollout?.phase === 'reverting' ? rollout.candidate.digest : null;
    const live = [
      stable.digest,
      rollout?.candidate.digest,
      ...previous.map(({ digest }) => digest),
      ...variants,
    ].filter((digest) => digest !== leaving);
    return quarantine.filter(({ digest }) => live.includes(digest)).map(({ label }) => label);
  },
  'stable and candidate serve everyone between them': ({ step }) => {
    const { stable, rollout } = step.world.state;
    const served = shares(step.world.state);
    const candidate = rollout === null ? 0 : (served.get(rollout.candidate.digest) ?? 0);
    const rest = served.get(stable.digest) ?? 0;
    return [
      ...when(candidate !== (rollout?.weight ?? 0), `the candidate gets ${candidate} %`),
      ...when(candidate + rest !== 100, `${candidate} % and ${rest} %`),
    ];
  },
  'at most one question is open, and it is that of the rollout': ({ step }) => {
    const { rollout, incidents } = step.world.state;
    const open = incidents.filter(({ status }) => status === 'asking').map(({ id }) => id);
    const asking = rollout?.asking ?? null;
    return when(!same(open, asking === null ? [] : [asking]), `open ${open.join()}, asked ${asking}`);
  },
  'every open effect has its own key, and an incident that is not closed': ({ step }) => {
    const { outbox, incidents } = step.world.state;
    const keys = outbox.map(({ key }) => key);
    return [
      ...when(new Set(keys).size !== keys.length, `double keys ${keys.join()}`),
      ...outbox
        .flatMap((entry) => (entry.kind === 'deliver' || entry.incident === null ? [] : entry.incident))
        .filter((id) => incidents.find((incident) => incident.id === id)?.status !== 'closed')
        .filter((id) => !incidents.some((incident) => incident.id === id)),
    ];
  },
  'a closed question leaves no pull request open': ({ step }) => {
    const { outbox, incidents } = step.world.state;
    const keys = outbox.map(({ key }) => key);
    return incidents
      .filter(({ status, id }) => status === 'closed' && keys.includes(`revert-pr/${id}`))
      .filter(({ id }) => !keys.includes(`close-pr/${id}`))
      .map(({ id }) => id);
  },
  'an answered question asks nothing more, and an open one has no answer but an investigation': ({ step }) =>
    step.world.state.incidents.flatMap(({ id, status, question }) => [
      ...when(status === 'asking' && question?.status === 'answered', `${id} is answered and asks`),
      ...when(status !== 'asking' && question !== null && question.status !== 'answered', `${id} is open`),
      ...when(question?.status === 'answered' && question.answer === null, `${id} has no answer`),
    ]),
  'the state is valid by its own schema': ({ step }) => {
    const parsed = stateSchema.safeParse(step.world.state);
    if (!parsed.success) return [parsed.error.message];
    return when(!same(parsed.data, step.world.state), 'it changes when it is read');
  },
  'the flag is one that flagd serves as meant': ({ step }) => {
    const { state } = step.world;
    const { rollout, stable, previous } = state;
    const text = renderManifest({ ...emptyManifest, flags: { [state.prompt]: flagFor(state) } });
    const read = readManifest(text, 'live');
    if (read instanceof Error) return [read.message];
    const flag = read.manifest.flags[state.prompt];
    if (flag === undefined) return ['there is none'];
    const split = flag.targeting?.fractional;
    const alone = rollout === null || rollout.weight === 100;
    const kept = [...(rollout === null ? [] : [rollout.candidate]), ...[stable, ...previous].slice(0, 3)];
    const labels = [...new Set(kept.map(({ label }) => label))].sort();
    return [
      ...when(flag.state !== 'ENABLED', flag.state),
      ...when(alone && split !== undefined, 'targeting with one version'),
      ...when(!alone && split?.[0]?.[0] !== rollout?.candidate.label, 'the candidate is not first'),
      ...when(!alone && split?.[1]?.[0] !== flag.defaultVariant, 'the default is not the second'),
      ...when(
        (split?.reduce((sum, [, weight]) => sum + weight, 0) ?? 100) !== 100,
        'the weights are not 100',
      ),
      ...when(
        !same(Object.keys(flag.variants).sort(), labels),
        `variants ${Object.keys(flag.variants).join()}`,
      ),
    ];
  },
  'what is on its way back is in quarantine, with one incident, and asks nothing': ({ step }) => {
    const { rollout, incidents, quarantine } = step.world.state;
    const reverting = rollout?.phase === 'reverting';
    const going = incidents.filter(({ status }) => status === 'reverting');
    if (!reverting)
      return [
        ...when(going.length > 0, `incident ${going[0]?.id} is on its way`),
        ...when(rollout !== null && rollout.paused_at !== null, 'a pause of nothing'),
      ];
    const { candidate, asking, crossing } = rollout;
    return [
      ...when(going.length !== 1 || going[0]?.bad.digest !== candidate.digest, `${going.length} incidents`),
      ...when(going[0]?.good.digest !== step.world.state.stable.digest, 'it goes elsewhere'),
      ...when(!quarantine.some(({ digest }) => digest === candidate.digest), 'not in quarantine'),
      ...when(asking !== null || crossing !== null, 'a question is left'),
    ];
  },
  'versions and incidents occur once': ({ step }) => {
    const { stable, previous, incidents } = step.world.state;
    const digests = [stable, ...previous].map(({ digest }) => digest);
    const ids = incidents.map(({ id }) => id);
    return [
      ...when(new Set(digests).size !== digests.length, 'a version is there twice'),
      ...when(new Set(ids).size !== ids.length, `incidents ${ids.join()}`),
    ];
  },
};

/** Invariants of every change. */
export const ofChanges: Readonly<Record<string, Invariant>> = {
  'every change is at least one event of that time, in a ledger that can be read': ({
    before,
    step: { change },
  }) => {
    if (change === null) return [];
    const read = parseLedger(ledgerLines(change.events), 'ledger.ndjson', 'live');
    return [
      ...when(change.events.length === 0, 'no event'),
      ...when(!same(read, change.events), 'the ledger reads otherwise'),
      ...when(
        change.events.some((event) => event.at !== at(before.now)),
        'an event of another time',
      ),
    ];
  },
  'a change is something, and what is no change commits nothing': ({ before, action, step }) => {
    if (action.name === 'effects') return [];
    const changed = !same(before.state, step.world.state);
    return when(changed !== (step.change !== null), changed ? 'without a change' : 'a change of nothing');
  },
  'the manifest changes only with a routing change': ({ before, step: { change } }) => {
    if (change === null || change.routing) return [];
    return when(!same(flagFor(before.state), flagFor(change.state)), change.outcome);
  },
  'every routing change is handed on first': ({ step: { change } }) => {
    if (change === null || !change.routing) return [];
    return when(change.state.outbox[0]?.kind !== 'deliver', change.outcome);
  },
  'a rollback takes all traffic from the bad version, for good': ({ before, step: { change } }) => {
    if (change?.outcome !== 'rolled-back') return [];
    const bad = before.state.rollout?.candidate ?? before.state.stable;
    const { state } = change;
    const incident = change.message.incident ?? '';
    const keys = state.outbox.map(({ key }) => key);
    return [
      ...when(shares(state).has(bad.digest), 'the bad version still serves'),
      ...when(flagFor(state).targeting !== undefined, 'targeting is left'),
      ...when(!state.quarantine.some(({ digest }) => digest === bad.digest), 'it is not in quarantine'),
      ...when(
        !keys.includes(`revert-pr/${incident}`) || !keys.includes(`postmortem/${incident}`),
        keys.join(),
      ),
      ...when(change.events.at(-1)?.weight !== 0, 'the ledger tells another weight'),
    ];
  },
  'quarantine only grows': ({ before, step }) => {
    const after = step.world.state.quarantine.map(({ digest }) => digest);
    return before.state.quarantine.filter(({ digest }) => !after.includes(digest)).map(({ label }) => label);
  },
  'only a healthy look gives a candidate more traffic': ({ before, action, step }) => {
    if (!action.name.startsWith('look') || action.name === 'look healthy') return [];
    const candidate = before.state.rollout?.candidate.digest ?? '';
    const [was, is] = [before.state, step.world.state].map((state) => shares(state).get(candidate) ?? 0);
    return when((is ?? 0) > (was ?? 0), `${was} % -> ${is} %`);
  },
  'what is not known moves nothing': ({ before, action, step }) => {
    const unknown = ['look outage', 'look tooFew', 'look blind', 'look unproven', 'look proving'];
    if (!unknown.includes(action.name) || before.state.rollout?.phase === 'reverting') return [];
    return when(!same(flagFor(before.state), flagFor(step.world.state)), 'routing changed');
  },
  'what is on its way back never gets traffic again, and loses it by a rollback alone': ({
    before,
    step,
  }) => {
    const { rollout } = before.state;
    if (rollout?.phase !== 'reverting') return [];
    const { digest } = rollout.candidate;
    const is = shares(step.world.state).get(digest) ?? 0;
    return [
      ...when(is > rollout.weight, `${rollout.weight} % -> ${is} %`),
      ...when(is === 0 && step.change?.outcome !== 'rolled-back', step.change?.outcome ?? 'no change'),
      ...when(is > 0 && step.world.state.rollout?.phase !== 'reverting', 'another rollout has it'),
    ];
  },
  'what takes over gets no more traffic while it is unhealthy, and none before its time while nothing is known':
    ({ before, action, step }) => {
      const { rollout } = before.state;
      if (rollout?.phase !== 'reverting') return [];
      const moved = !same(flagFor(before.state), flagFor(step.world.state));
      if (['look unproven', 'look outage'].includes(action.name)) return when(moved, 'unhealthy');
      if (action.name !== 'look blind') return [];
      const passed = (before.now * 1000 + Date.parse(at(0)) - Date.parse(rollout.stage_started_at)) / 1000;
      return [
        ...when(moved && passed < 600, `after ${passed} s`),
        ...when(moved && rollout.paused_at !== null, 'during a pause'),
        ...when(!moved && passed >= 600 && rollout.paused_at === null, `still there after ${passed} s`),
      ];
    },
  'the default branch moves nothing while a version is on its way back': ({ before, action, step }) => {
    if (!action.name.startsWith('push') || before.state.rollout?.phase !== 'reverting') return [];
    return when(step.change !== null, step.change?.outcome ?? '');
  },
  'a look never changes the stable version but by completing': ({ before, action, step }) => {
    if (!action.name.startsWith('look') || step.change?.outcome === 'completed') return [];
    return when(before.state.stable.digest !== step.world.state.stable.digest, 'another stable version');
  },
  'an open question is left only by a rollback, or the word of a person': ({ before, step }) => {
    const asked = before.state.rollout?.asking ?? null;
    if (asked === null || step.world.state.rollout?.asking === asked) return [];
    const outcome = step.change?.outcome ?? 'no change';
    return when(!['rolled-back', 'reverting', 'resumed'].includes(outcome), outcome);
  },
  'a rollout has a number of its own': ({ before, step }) => {
    const { rollout, rollouts } = step.world.state;
    // A way back belongs to the rollout of the version that goes, also where that is over.
    const forth = rollout !== null && rollout.phase !== 'reverting';
    const began = forth && rollout.id !== before.state.rollout?.id;
    return [
      ...when(
        rollouts !== before.state.rollouts + (began ? 1 : 0),
        `${before.state.rollouts} -> ${rollouts}`,
      ),
      ...when(began && !rollout.id.startsWith(`r${rollouts}-`), rollout?.id ?? ''),
    ];
  },
  'a release that is repeated does nothing more': ({ action, step }) => {
    if (!action.name.startsWith('push')) return [];
    const again = released(step.world).change;
    return when(again !== null, again?.outcome ?? '');
  },
  'no label is archived with two contents': ({ before, step: { change } }) => {
    const archive = change?.archive ?? null;
    if (archive === null) return [];
    const old = before.archived[archive.label];
    return when(old !== undefined && old !== archive.digest, archive.label);
  },
};
