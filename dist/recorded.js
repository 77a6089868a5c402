import { f as looksOf, m as parseLedger, t as ledgerFile } from "./snapshot.js";
import { h as secondsSince, r as unjudged, t as judge } from "./judge.js";
import { n as mergeLooks } from "./merge.js";
// src/rollout/change.ts
/** A ledger event of this actor, with nulls for what the event does not speak of. */
function ledgerEvent(actor, name, fields) {
	return {
		schema: 1,
		at: actor.now,
		event: name,
		rollout: null,
		incident: null,
		version: null,
		weight: null,
		by: actor.by,
		run_url: actor.runUrl,
		reason: null,
		details: null,
		...fields
	};
}
/** The outbox after a routing commit: the hand-on of the manifest first, once. */
function withDelivery(outbox, actor) {
	const rest = outbox.filter(({ kind }) => kind !== "deliver");
	if (!actor.delivers) return rest;
	return [{
		kind: "deliver",
		key: `deliver/${actor.now}`,
		created_at: actor.now
	}, ...rest];
}
// src/commands/observe.ts
/**
* Looks at the candidate beside stable. Without a metrics source everything is inconclusive. `past` are the
* looks of the ledger, for a source that has no history of its own.
*/
async function sightRollout(source, prompt, stable, rollout, past, at) {
	const { policy } = rollout.plan;
	const age = (began) => Math.max(0, secondsSince(began ?? at.toISOString(), at.toISOString()));
	if (source === null) return {
		at,
		history: true,
		observation: null,
		verdict: unjudged("metrics-missing", age(rollout.first_traffic_at), policy)
	};
	const answer = await source.observe({
		prompt,
		candidate: rollout.candidate.label,
		stable: stable.label,
		weight: rollout.weight,
		since: /* @__PURE__ */ new Date(Date.parse(rollout.started_at) - lead * 1e3),
		at
	});
	const looks = source.history ? answer.looks : accumulated(past, answer);
	const observation = {
		...answer,
		looks: weighed(looks, rollout)
	};
	const { stages } = rollout.plan;
	const verdict = judge(observation, policy, {
		ageSeconds: age(rollout.first_traffic_at ?? arrivalOf(looks ?? [])),
		crossing: rollout.crossing,
		weight: rollout.weight,
		baseline: rollout.baseline,
		lastStage: stages[rollout.stage + 1]?.weight === 100,
		secondsLeft: policy.deadline - secondsSince(rollout.stage_started_at, at.toISOString())
	});
	return {
		at,
		history: source.history,
		observation,
		verdict
	};
}
/** Begin of the first look with traffic of the candidate, ISO 8601; null when it is not in the looks. */
function arrivalOf(looks) {
	const index = looks.findIndex(({ candidate }) => candidate.requests > 0);
	const look = looks[index];
	if (look === void 0) return null;
	const begin = looks[index - 1]?.at ?? Date.parse(look.at) - 3e4;
	return new Date(begin).toISOString();
}
/** The looks so far and this one; one whose window overlaps it gives way, since nothing may count twice. */
function accumulated(past, { looks, window_seconds }) {
	const [fresh] = looks ?? [];
	if (fresh === void 0) return past.length === 0 ? null : past;
	const begin = Date.parse(fresh.at) - window_seconds * 1e3;
	return [...past.filter(({ at }) => Date.parse(at) <= begin), fresh];
}
/**
* Seconds before the start from which the looks begin. What stable does by itself shows whether its errors come
* in clusters: without it the first looks of a rollout would take a cluster for a failure of the candidate.
*/
const lead = 3600;
/** A source knows counts, not weights: each look gets the weight that held when it ended, 0 before the start. */
function weighed(looks, { weights }) {
	if (looks === null) return null;
	return sinceKnown(looks.map((look) => {
		const ended = Date.parse(look.at);
		const weight = weights.findLast(({ at }) => Date.parse(at) < ended)?.weight ?? 0;
		return weight === 0 ? {
			...look,
			weight,
			candidate: {
				requests: 0,
				errors: 0
			}
		} : {
			...look,
			weight
		};
	}));
}
/**
* Without the looks before stable is known. Where the source did not have it at the begin of the history, the
* first look counts all that it ever did.
*/
function sinceKnown(looks) {
	const first = looks.findIndex(({ weight, stable }) => weight > 0 || stable.requests > 0);
	if (first <= 0) return looks;
	return looks.slice(looks[first]?.weight === 0 ? first + 1 : first);
}
/** The longest history that a look at a version without a rollout asks for, in seconds. */
const longest = 86400;
/**
* Looks at a stable version that serves everyone, by the absolute rules and the mature limits, over at most so many
* seconds of its history.
*/
async function sightStable(source, prompt, stable, policy, at, most = longest) {
	const served = secondsSince(stable.stable_since ?? at.toISOString(), at.toISOString());
	const age = Math.max(policy.gates.mature_after, served);
	return sightAlone(source, prompt, stable.label, policy, {
		at,
		age,
		history: Math.min(served, most)
	});
}
/** Looks at a version in staging, from when it came there. */
async function sightStaged(source, prompt, soak, label, policy, at) {
	const age = soak === null ? 0 : secondsSince(soak.started_at, at.toISOString());
	return sightAlone(source, prompt, label, policy, {
		at,
		age,
		history: Math.min(age, longest)
	});
}
/** A look at one version that has all the traffic of its environment; times in seconds. */
async function sightAlone(source, prompt, label, policy, { at, age, history }) {
	if (source === null) return {
		at,
		history: true,
		observation: null,
		verdict: unjudged("metrics-missing", age, policy)
	};
	const since = /* @__PURE__ */ new Date(at.getTime() - history * 1e3);
	const observation = await source.observe({
		prompt,
		candidate: label,
		stable: label,
		weight: 100,
		since,
		at
	});
	const verdict = judge(observation, policy, {
		ageSeconds: age,
		crossing: null,
		weight: 100,
		baseline: null,
		lastStage: false,
		secondsLeft: Number.POSITIVE_INFINITY
	});
	return {
		at,
		history: source.history,
		observation,
		verdict
	};
}
/** What the ledger and an incident keep of a look: without the looks of the grid, but with what they come to. */
function evidenceOf({ observation, verdict }, started) {
	if (observation === null) return null;
	const { looks, ...rest } = observation;
	return {
		observation: rest,
		verdict,
		exposure: looks === null ? null : exposureOf(looks, started)
	};
}
/** What the candidate did from its first traffic on. */
function exposureOf(looks, started) {
	const first = looks.findIndex(({ candidate }) => candidate.requests > 0);
	const last = looks.at(-1);
	const before = looks[first - 1]?.at;
	const since = { at: before === void 0 || Date.parse(before) < Date.parse(started) ? started : before };
	if (first < 0 || last === void 0) return null;
	const sum = (field) => Math.round(looks.reduce((total, { candidate }) => total + candidate[field], 0));
	return {
		since: since.at,
		until: last.at,
		requests: sum("requests"),
		failed: sum("errors")
	};
}
// src/rollout/transition.ts
/** How many earlier versions the state remembers; older ones are found in the ledger. */
const remembered = 20;
/** First sighting of a prompt: its version becomes stable at 100 %, ungated, and counts as good. */
function adopt(prompt, source, actor) {
	const stable = asVersion(source, {
		stable_since: actor.now,
		known_good_since: actor.now
	});
	return {
		outcome: "adopted",
		state: {
			schema: 1,
			prompt,
			stable,
			previous: [],
			rollout: null,
			soak: null,
			rollouts: 0,
			incidents: [],
			quarantine: [],
			retired: [],
			outbox: withDelivery([], actor)
		},
		events: [ledgerEvent(actor, "adopted", {
			version: stable,
			weight: 100
		})],
		routing: true,
		archive: stable,
		message: {
			verb: "adopt",
			from: null,
			to: stable.label,
			detail: null,
			incident: null
		}
	};
}
/** Begins a rollout at stage one; a candidate that is there is superseded, a watched one becomes stable. */
function start(before, source, plan, actor) {
	const watched = leaveRollout(before, actor);
	const candidate = asVersion(source, {
		stable_since: null,
		known_good_since: null
	});
	const number = before.rollouts + 1;
	const first = plan.stages[0]?.weight ?? 100;
	const weight = first === 100 ? 100 - plan.policy.holdback : first;
	const rollout = {
		id: rolloutId(number, candidate),
		candidate,
		phase: first === 100 ? "watching" : "canary",
		stage: 0,
		weight,
		started_at: actor.now,
		stage_started_at: actor.now,
		weights: [{
			at: actor.now,
			weight
		}],
		first_traffic_at: null,
		crossing: null,
		hold: null,
		baseline: null,
		recorded_until: null,
		asking: null,
		mutes: [],
		paused_at: null,
		plan
	};
	const superseded = before.rollout !== null;
	const outcome = superseded ? "superseded" : "started";
	const details = {
		plan,
		superseded: before.rollout?.candidate ?? null
	};
	return {
		outcome,
		state: {
			...watched,
			rollout,
			soak: null,
			rollouts: number,
			outbox: withDelivery(before.outbox, actor)
		},
		events: [ledgerEvent(actor, outcome, {
			rollout: rollout.id,
			version: candidate,
			weight,
			details
		})],
		routing: true,
		archive: candidate,
		message: {
			verb: superseded ? "supersede" : "start",
			from: watched.stable.label,
			to: candidate.label,
			detail: `${weight} %`,
			incident: null
		}
	};
}
/** The default branch went back to the stable version: so does all traffic. Nothing is quarantined. */
function withdraw(before, rollout, actor) {
	const { candidate } = rollout;
	return {
		outcome: "withdrawn",
		state: {
			...before,
			rollout: null,
			retired: rememberVersion(before.retired, candidate),
			outbox: withDelivery(before.outbox, actor)
		},
		events: [ledgerEvent(actor, "withdrawn", {
			rollout: rollout.id,
			version: candidate,
			weight: 0
		})],
		routing: true,
		archive: null,
		message: {
			verb: "withdraw",
			from: candidate.label,
			to: before.stable.label,
			detail: null,
			incident: null
		}
	};
}
/**
* To the next stage; the last one begins the watch, at 100 % less the `holdback`. `details` is what the
* decision rests on, `baseline` what the stable version did in the stage that ends.
*/
function advance(before, rollout, stage, actor, details, baseline) {
	const target = rollout.plan.stages[stage]?.weight ?? 100;
	const watching = target === 100;
	const weight = watching ? 100 - rollout.plan.policy.holdback : target;
	const next = {
		...rollout,
		stage,
		weight,
		phase: watching ? "watching" : "canary",
		hold: null,
		baseline: watching ? baseline : null,
		stage_started_at: actor.now,
		weights: [...rollout.weights, {
			at: actor.now,
			weight
		}]
	};
	const outcome = watching ? "watching" : "advanced";
	return {
		outcome,
		state: {
			...before,
			rollout: next,
			outbox: withDelivery(before.outbox, actor)
		},
		events: [ledgerEvent(actor, outcome, {
			rollout: rollout.id,
			version: rollout.candidate,
			weight,
			details
		})],
		routing: true,
		archive: null,
		message: {
			verb: "advance",
			from: null,
			to: rollout.candidate.label,
			detail: `${rollout.weight} % -> ${weight} %`,
			incident: null
		}
	};
}
/** The watch ended well: the candidate is the stable version, and known as good. */
function complete(before, rollout, actor, details) {
	const promoted = promoteWatched(before, rollout, actor);
	const stable = {
		...promoted.stable,
		known_good_since: actor.now
	};
	return {
		outcome: "completed",
		state: {
			...promoted,
			stable,
			outbox: withDelivery(before.outbox, actor)
		},
		events: [ledgerEvent(actor, "completed", {
			rollout: rollout.id,
			version: stable,
			weight: 100,
			details
		})],
		routing: true,
		archive: null,
		message: {
			verb: "complete",
			from: before.stable.label,
			to: stable.label,
			detail: "known as good",
			incident: null
		}
	};
}
/** Why the rollout holds has changed: trouble began, became another, paged, or is over. */
function held(before, rollout, hold, reason, actor, details) {
	return quiet(before, {
		...rollout,
		hold
	}, actor, "held", reason, details);
}
/** A look that changed nothing, recorded because its source will not have it later. */
function looked(before, rollout, actor) {
	return quiet(before, rollout, actor, "looked", null, null);
}
/** Records when the candidate's first traffic was (ISO 8601), from which its age counts. */
function firstTraffic(before, rollout, actor, at = actor.now) {
	return quiet(before, {
		...rollout,
		first_traffic_at: at
	}, actor, "first-traffic", null, null);
}
/** A medium crossing begins to be observed, its limit frozen as it is now. */
function observe(before, rollout, match, actor, details) {
	const { name, metric, threshold, value } = match;
	const crossing = {
		name,
		metric,
		limit: threshold,
		value,
		since: actor.now
	};
	return quiet(before, {
		...rollout,
		crossing,
		hold: null
	}, actor, "observing", match.name, details);
}
/** The crossing under observation is over. */
function resolve(before, rollout, actor, details) {
	const name = rollout.crossing?.name ?? null;
	return quiet(before, {
		...rollout,
		crossing: null,
		hold: null
	}, actor, "resolved", name, details);
}
function quiet(before, rollout, actor, event, reason, details) {
	const { id, candidate, weight } = rollout;
	return {
		outcome: event === "observing" || event === "resolved" ? event : "baking",
		state: {
			...before,
			rollout
		},
		events: [ledgerEvent(actor, event, {
			rollout: id,
			version: candidate,
			weight,
			reason,
			details
		})],
		routing: false,
		archive: null,
		message: {
			verb: event,
			from: null,
			to: candidate.label,
			detail: reason,
			incident: null
		}
	};
}
/** The id of the `number`th rollout of a prompt: short, and different for another candidate. */
function rolloutId(number, candidate) {
	return `r${number}-${candidate.digest.slice(0, 8)}`;
}
/** `previous` with `version` in front, without doubles, cut to what the state remembers. */
function rememberVersion(previous, version) {
	return [version, ...previous.filter(({ digest }) => digest !== version.digest)].slice(0, remembered);
}
/** The state without its rollout: a watched candidate becomes stable, any other is retired. */
function leaveRollout(before, actor) {
	const { rollout, retired } = before;
	if (rollout === null) return before;
	if (rollout.phase === "watching") return promoteWatched(before, rollout, actor);
	return {
		...before,
		rollout: null,
		retired: rememberVersion(retired, rollout.candidate)
	};
}
function promoteWatched(before, rollout, actor) {
	const stable = {
		...rollout.candidate,
		stable_since: actor.now
	};
	const previous = rememberVersion(before.previous, before.stable).filter(({ digest }) => digest !== stable.digest);
	return {
		...before,
		stable,
		previous,
		rollout: null
	};
}
/** A version of the default branch as the state keeps it. */
function asVersion(source, dates) {
	const { label, commit, path, digest } = source;
	return {
		label,
		commit,
		path,
		digest,
		...dates
	};
}
// src/commands/recorded.ts
/** Looks that one ledger line holds at most: longer histories are summed pairwise until they fit. */
const mostLooks = 500;
/**
* The change with the looks it rests on in its last ledger line: those since the line before, so that the
* ledger as a whole has all of them, once.
*/
function recorded(change, before, sight) {
	const fresh = freshLooks(before, sight);
	const last = fresh.at(-1);
	const event = change.events.at(-1);
	if (last === void 0 || event === void 0) return change;
	const details = typeof event.details === "object" && event.details !== null ? event.details : {};
	const { rollout } = change.state;
	const state = rollout?.id === before.id ? {
		...change.state,
		rollout: {
			...rollout,
			recorded_until: iso(last.at)
		}
	} : change.state;
	return {
		...change,
		state,
		events: [...change.events.slice(0, -1), {
			...event,
			details: {
				...details,
				looks: condensed(fresh)
			}
		}]
	};
}
/**
* The looks that the ledger does not have yet. Those of a source without history are windows of their own,
* and only one that begins after the last recorded one counts what no other has counted.
*/
function freshLooks({ recorded_until }, { observation, history }) {
	const looks = observation?.looks ?? [];
	if (recorded_until === null) return looks;
	const length = history ? 0 : (observation?.window_seconds ?? 0) * 1e3;
	const until = Date.parse(recorded_until);
	return looks.filter(({ at }) => Date.parse(at) > until && Date.parse(at) - length >= until);
}
/** A source without history has its looks kept in the ledger, also those that change nothing else. */
function unrecorded(state, rollout, sight, actor) {
	return !sight.history && freshLooks(rollout, sight).length > 0 ? looked(state, rollout, actor) : null;
}
/** The looks of a running rollout that the ledger has. */
function pastLooks(snapshot, branch, prompt, { id }) {
	const ledger = snapshot.ledgers.get(prompt) ?? "";
	return looksOf(parseLedger(ledger, ledgerFile(prompt), branch), id);
}
function condensed(looks) {
	if (looks.length <= mostLooks) return looks;
	const pairs = [];
	for (let index = 0; index < looks.length; index += 2) {
		const [one, two] = [looks[index], looks[index + 1]];
		if (one !== void 0) pairs.push(two !== void 0 && alike(one, two) ? mergeLooks(one, two) : one);
		if (one !== void 0 && two !== void 0 && !alike(one, two)) pairs.push(two);
	}
	return pairs.length < looks.length ? condensed(pairs) : pairs;
}
/** Looks whose sum loses nothing: of one weight, and with the same metrics. */
function alike(one, two) {
	const same = (arm, metric) => one[arm][metric] === void 0 === (two[arm][metric] === void 0);
	return one.weight === two.weight && ["latency", "quality"].every((metric) => same("candidate", metric) && same("stable", metric));
}
function iso(time) {
	return new Date(time).toISOString();
}
export { ledgerEvent as C, sightStaged as S, withdraw as _, adopt as a, sightRollout as b, complete as c, looked as d, observe as f, start as g, rolloutId as h, unrecorded as i, firstTraffic as l, resolve as m, pastLooks as n, advance as o, rememberVersion as p, recorded as r, asVersion as s, freshLooks as t, held as u, arrivalOf as v, withDelivery as w, sightStable as x, evidenceOf as y };
