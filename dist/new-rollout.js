import { a as ruleNames, i as ruleMetrics, o as severities } from "./policy-schema.js";
// src/policy/rules.ts
/** The gate limit of each metric, in percent. */
function gateLimit(limits, metric) {
	if (metric === "error_rate") return limits.error_rate;
	return metric === "latency_p99" ? limits.latency_increase : limits.quality_drop;
}
/**
* Whether a value is over a threshold, strictly: 5.0 % is not over 5 %. Values are quotients of doubles, so what
* differs by less than their rounding is equal.
*/
function isOver(value, threshold) {
	return value - threshold > 1e-9 * Math.max(1, Math.abs(threshold));
}
/** Rules of the table that the readings cross. */
function ruleMatches(readings, policy) {
	const matches = [];
	for (const name of ruleNames) {
		const rule = policy.rules[name];
		const metric = ruleMetrics[name];
		const reading = readings.find((entry) => entry.metric === metric);
		if (reading?.value == null || !isOver(reading.value, rule.over)) continue;
		const { severity, decider, limit, over } = rule;
		matches.push({
			name,
			metric,
			severity,
			decider,
			value: reading.value,
			threshold: over,
			limit,
			since: reading.since
		});
	}
	return inOrder(matches);
}
/**
* Gate limits that are crossed where no rule of that metric matches: medium, observed like a rule.
* `frozen` is the limit of a crossing under observation, which stays as it was when it began.
*/
function gateMatches(readings, limits, policy, ruled, frozen) {
	const matches = [];
	for (const { metric, value, since } of readings) {
		const name = `gate-${metric}`;
		const threshold = frozen?.name === name ? frozen.limit : gateLimit(limits, metric);
		if (value === null || !isOver(value, threshold) || ruled.some((match) => match.metric === metric)) continue;
		matches.push({
			name,
			metric,
			severity: "medium",
			decider: metric === "quality" ? "product-manager" : "on-call",
			value,
			threshold,
			limit: policy.observe,
			since
		});
	}
	return matches;
}
/** By severity; within one, the order of the table stays. */
function inOrder(matches) {
	const rank = (match) => rankOf(match.severity);
	return [...matches].sort((a, b) => rank(a) - rank(b));
}
/** How severe: 0 is the most. */
function rankOf(severity) {
	return severities.indexOf(severity);
}
// src/rollout/mute.ts
/**
* The verdict without what a person has muted. When nothing else is left it is what stands behind: gaps, or
* health. An outage is nobody's to mute.
*/
function heard({ mutes }, verdict) {
	const loud = (match) => !mutes.some((mute) => covers(mute, match));
	if (mutes.length === 0 || verdict.cause === "outage") return verdict;
	const [matches, unproven] = [verdict.matches.filter(loud), verdict.unproven.filter(loud)];
	const leading = matches[0];
	if (matches.length === verdict.matches.length && unproven.length === verdict.unproven.length) return verdict;
	if (leading !== void 0) return {
		...verdict,
		matches,
		unproven,
		severity: leading.severity,
		verdict: names[leading.severity]
	};
	if (unproven.length > 0) return {
		...verdict,
		matches,
		unproven,
		severity: null,
		cause: null,
		verdict: "watch"
	};
	const name = verdict.behind.length > 0 ? "inconclusive" : "healthy";
	return {
		...verdict,
		matches,
		unproven,
		severity: null,
		cause: null,
		verdict: name,
		gaps: verdict.behind
	};
}
const names = {
	critical: "rollback",
	high: "recommend-rollback",
	medium: "watch"
};
function covers(mute, { metric, severity }) {
	return mute.metric === metric && rankOf(severity) >= rankOf(mute.severity);
}
// src/rollout/decide.ts
/**
* Decides by the tree: critical rolls back, whatever else is open; an open question freezes; high asks;
* medium is observed; unknown holds; healthy advances when the bake time is over. `now` is ISO 8601,
* `outageLimit` the seconds of silence after which the metrics source pages.
*/
function decide(rollout, judged, now, outageLimit) {
	const verdict = heard(rollout, judged);
	const leading = verdict.matches[0];
	if (verdict.cause === "outage") return outage(rollout, verdict);
	if (verdict.verdict === "rollback" && leading !== void 0) return {
		kind: "rollback",
		match: leading
	};
	if (rollout.asking !== null) return hold("asking");
	if (verdict.verdict === "recommend-rollback" && leading !== void 0) return {
		kind: "ask",
		match: leading
	};
	if (verdict.unproven.some(({ severity }) => severity !== "medium") && rollout.plan.policy.unproven === "act") return unproven(rollout, verdict.unproven, now);
	if (verdict.verdict === "watch" && leading !== void 0) return observe(rollout, verdict.matches, leading, now);
	if (verdict.verdict === "watch") return unproven(rollout, verdict.unproven, now);
	if (verdict.verdict !== "healthy") return hold("inconclusive", isSilent(rollout, verdict, now, outageLimit));
	if (rollout.crossing !== null) return { kind: "resolve" };
	return onward(rollout, verdict, now);
}
function hold(why, page = false) {
	return {
		kind: "hold",
		why,
		page
	};
}
/** Both versions are bad alike: held and paged, unless the policy says to roll back all the same. */
function outage({ plan, asking }, { matches }) {
	const worst = matches[0];
	if (plan.policy.when_stable_fails_too === "rollback" && worst?.severity === "critical" && worst !== void 0) return {
		kind: "rollback",
		match: worst
	};
	return asking === null ? hold("outage", true) : hold("asking");
}
/** A crossing that is not proven never asks and never pages; with `unproven: act` it acts when it lasts. */
function unproven({ plan, hold: before }, matches, now) {
	const match = matches[0];
	if (plan.policy.unproven === "hold" || match === void 0 || before?.rule !== match.name) return hold("unproven");
	if (match.severity === "medium" || secondsSince(before.since, now) < match.limit) return hold("unproven");
	return {
		kind: match.severity === "critical" ? "rollback" : "ask",
		match
	};
}
/** Whether the metrics source has been silent for so long that it pages. */
function isSilent({ hold: before }, { cause }, now, outageLimit) {
	if (cause !== "metrics" || before?.metrics !== true) return false;
	return secondsSince(before.since, now) >= outageLimit;
}
function observe(rollout, matches, leading, now) {
	const { crossing, plan } = rollout;
	const same = matches.find(({ metric }) => metric === crossing?.metric);
	if (crossing === null || same === void 0) return {
		kind: "observe",
		match: leading
	};
	return secondsSince(crossing.since, now) >= plan.policy.observe ? {
		kind: plan.policy.then,
		match: same
	} : hold("observing");
}
function onward(rollout, { promotion, seen_until }, now) {
	const { plan, phase, stage } = rollout;
	const elapsed = secondsSince(rollout.stage_started_at, seen_until ?? now);
	if (phase === "watching") return elapsed >= plan.policy.watch ? { kind: "complete" } : hold("baking");
	if (!(elapsed >= (plan.stages[stage]?.bake ?? 0))) return hold("baking");
	if (promotion.ready) return {
		kind: "advance",
		stage: stage + 1
	};
	return hold(promotion.gap === null ? "proving" : "inconclusive");
}
/** The ISO time so many seconds after another. */
function timeAfter(from, seconds) {
	return new Date(Date.parse(from) + seconds * 1e3).toISOString();
}
/** Seconds from one ISO time to another; negative when the clocks disagree, which never shortens a wait. */
function secondsSince(from, to) {
	return (Date.parse(to) - Date.parse(from)) / 1e3;
}
// src/rollout/new-rollout.ts
/** A rollout that begins at `at` (ISO 8601), of which nothing is known yet. */
function newRollout(beginning, at) {
	return {
		...beginning,
		started_at: at,
		stage_started_at: at,
		weights: [{
			at,
			weight: beginning.weight
		}],
		first_traffic_at: null,
		crossing: null,
		hold: null,
		baseline: null,
		recorded_until: null,
		asking: null,
		mutes: [],
		paused_at: null
	};
}
export { timeAfter as a, isOver as c, secondsSince as i, ruleMatches as l, decide as n, gateMatches as o, isSilent as r, inOrder as s, newRollout as t };
