import { l as secondsSince, r as unjudged, t as judge } from "./judge.js";
// src/commands/observe.ts
/** Looks at the candidate beside stable. Without a metrics source everything is inconclusive. */
async function sightRollout(source, prompt, stable, rollout, at) {
	const began = rollout.first_traffic_at ?? at.toISOString();
	const age = Math.max(0, secondsSince(began, at.toISOString()));
	const { policy } = rollout.plan;
	if (source === null) return {
		at,
		observation: null,
		verdict: unjudged("metrics-missing", age, policy)
	};
	const answer = await source.observe({
		prompt,
		candidate: rollout.candidate.label,
		stable: stable.label,
		weight: rollout.weight,
		since: new Date(rollout.started_at),
		at
	});
	const observation = {
		...answer,
		looks: weighed(answer.looks, rollout)
	};
	const { stages } = rollout.plan;
	return {
		at,
		observation,
		verdict: judge(observation, policy, {
			ageSeconds: age,
			crossing: rollout.crossing,
			weight: rollout.weight,
			baseline: rollout.baseline,
			lastStage: stages[rollout.stage + 1]?.weight === 100,
			secondsLeft: policy.deadline - secondsSince(rollout.stage_started_at, at.toISOString())
		})
	};
}
/** A source knows counts, not weights: each look gets the weight that held when it ended. */
function weighed(looks, { weights }) {
	if (looks === null) return null;
	return looks.map((look) => {
		const ended = Date.parse(look.at);
		return {
			...look,
			weight: weights.findLast(({ at }) => Date.parse(at) < ended)?.weight ?? 0
		};
	});
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
	return {
		at,
		observation,
		verdict: judge(observation, policy, {
			ageSeconds: age,
			crossing: null,
			weight: 100,
			baseline: null,
			lastStage: false,
			secondsLeft: Number.POSITIVE_INFINITY
		})
	};
}
/** What the ledger and an incident keep of a look: without the looks of the grid, but with what they come to. */
function evidenceOf({ observation, verdict }) {
	if (observation === null) return null;
	const { looks, ...rest } = observation;
	return {
		observation: rest,
		verdict,
		exposure: looks === null ? null : exposureOf(looks)
	};
}
/** What the candidate did from its first traffic on. */
function exposureOf(looks) {
	const first = looks.findIndex(({ candidate }) => candidate.requests > 0);
	const last = looks.at(-1);
	const since = looks[Math.max(0, first - 1)];
	if (first < 0 || last === void 0 || since === void 0) return null;
	const sum = (field) => Math.round(looks.reduce((total, { candidate }) => total + candidate[field], 0));
	return {
		since: since.at,
		until: last.at,
		requests: sum("requests"),
		failed: sum("errors")
	};
}
export { sightStaged as i, sightRollout as n, sightStable as r, evidenceOf as t };
