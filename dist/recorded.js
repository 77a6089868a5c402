import { o as ledgerFile } from "./run-result.js";
import { _ as looksOf, f as mergeLooks, l as secondsSince, r as unjudged, t as judge, v as parseLedger } from "./judge.js";
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
/** Looks at a stable version that serves everyone, by the absolute rules and the mature limits. */
async function sightStable(source, prompt, stable, policy, at) {
	const served = secondsSince(stable.stable_since ?? at.toISOString(), at.toISOString());
	const age = Math.max(policy.gates.mature_after, served);
	return sightAlone(source, prompt, stable.label, policy, {
		at,
		age,
		history: Math.min(served, longest)
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
export { evidenceOf as a, sightStaged as c, arrivalOf as i, pastLooks as n, sightRollout as o, recorded as r, sightStable as s, freshLooks as t };
