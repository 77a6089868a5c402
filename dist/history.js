import { a as ruleNames, i as ruleMetrics } from "./policy-schema.js";
import { a as duration, b as oneLine, c as percent, h as timeAfter, i as counted, m as time, p as span, r as count, v as clip } from "./format.js";
import { n as p99 } from "./latency.js";
import { c as condition, d as headline, n as mergeLooks, u as finding } from "./merge.js";
// src/report/story.ts
/** In which of its states the incident is to be told. */
function flavour({ incident }) {
	if (incident.status === "asking") return "open";
	if (incident.status === "reverting") return "going";
	return incident.status === "rolled-back" ? "back" : "over";
}
/** The match that led to the incident; null for a decision of a person without a rule. */
function leading({ incident, evidence }) {
	return evidence?.verdict.matches.find(({ name }) => name === incident.rule) ?? null;
}
/** What became of the bad version and why, for titles: `rolled back: error rate 8.4 %`, `at 5 %: p99 +113 %`. */
function fate(facts) {
	const { incident } = facts;
	const whats = {
		back: "rolled back",
		going: "rolled back gradually"
	};
	const kind = flavour(facts);
	const what = kind === "back" || kind === "going" ? whats[kind] : `at ${incident.weight} %`;
	const match = leading(facts);
	if (match !== null) return `${what}: ${headline(match)}`;
	return incident.rule === null ? `${what} ${decidedBy(incident)}` : `${what}: rule ${incident.rule}`;
}
/** Who decided: `automatically`, or `by alice`. */
function decidedBy({ decided_by }) {
	return decided_by === "system" ? "automatically" : `by ${clip(oneLine(decided_by), 60)}`;
}
/** The cause in a clause: value, stable's value, limit and rule; else the reason that was given. */
function cause(facts) {
	const match = leading(facts);
	if (match === null || facts.evidence === null) return clip(oneLine(facts.incident.reason), 500);
	return `${finding(match, facts.evidence.verdict.readings)} (rule ${match.name})`;
}
/** `stage 2 of 4, 5 % of the traffic`; only the weight when the plan does not name it. */
function stageText({ incident, plan }) {
	const index = plan?.stages.findIndex(({ weight }) => weight === incident.weight) ?? -1;
	const share = `${incident.weight} % of the traffic`;
	return plan === null || index < 0 ? share : `stage ${index + 1} of ${plan.stages.length}, ${share}`;
}
/** From the counted exposure; else from the window of the look; null when neither is at hand. */
function harm({ exposure, evidence }) {
	if (exposure !== null) {
		const { since, until, requests, failed } = exposure;
		return {
			requests,
			failed,
			span: `from ${span(since, until)}`,
			whole: true
		};
	}
	if (evidence === null) return null;
	const { candidate, window_seconds, at } = evidence.observation;
	const window = `in the ${duration(window_seconds)} before ${time(at)}`;
	return {
		requests: candidate.requests,
		failed: candidate.errors,
		span: window,
		whole: false
	};
}
/** `1,240 requests, of which 104 failed (8.4 %), from … to …`. */
function harmText(facts) {
	const found = harm(facts);
	if (found === null) return "not counted: no metrics were read for this decision";
	const { requests, failed, span: when } = found;
	if (requests === null) return `not counted: the metrics source gives no counts (${when})`;
	const share = failed === null || requests <= 0 ? "" : ` (${percent(100 * failed / requests)})`;
	return `${counted(requests, "request")}, of which ${count(failed)} failed${share}, ${when}`;
}
/** When a decision is due: the time of the question plus the limit of its rule; null when there is none. */
function dueAt(facts) {
	const match = leading(facts);
	return match === null ? null : timeAfter(facts.incident.decided_at, match.limit);
}
/** The rules of a plan as a list, in the table's order, each with the metric that it measures. */
function ruleList({ policy }) {
	return ruleNames.map((name) => ({
		name,
		metric: ruleMetrics[name],
		...policy.rules[name]
	}));
}
/** The critical rules of the plan in words: what rolls back by itself while a question is open. */
function criticalRules({ plan }) {
	return (plan === null ? [] : ruleList(plan)).filter(({ severity }) => severity === "critical").map(({ name, metric, over }) => `${condition(metric, over)} (rule ${name})`);
}
// src/report/history.ts
/** Requests of the candidate from which a point says something, and the longest time that it waits for them. */
const enough = 20;
const longest = 3e5;
/** The looks while the candidate had a share of the traffic; null when there are none. Looks in order of time. */
function historyOf(looks) {
	const spans = spansOf(looks).filter(({ look }) => look.weight > 0);
	if (spans.length === 0) return null;
	const points = gathered(spans);
	const metric = (read) => points.map(({ from, to, look: { weight, candidate, stable } }) => ({
		from,
		to,
		weight,
		candidate: read(candidate),
		stable: read(stable)
	}));
	return {
		stages: stagesOf(spans),
		metrics: {
			error_rate: metric(errorRate),
			latency_p99: metric(({ latency }) => latency === void 0 ? null : p99(latency)),
			quality: metric(meanQuality)
		}
	};
}
/** Each look with the time that it covers; of the first one that is taken to be as long as the second. */
function spansOf(looks) {
	const times = looks.map(({ at }) => Date.parse(at));
	const step = (times[1] ?? 0) - (times[0] ?? 0);
	const first = step > 0 && step <= longest ? step : 3e4;
	return looks.map((look, index) => {
		const to = times[index] ?? 0;
		return {
			from: times[index - 1] ?? to - first,
			to,
			look
		};
	});
}
/** Neighbours of one weight as one, until there are enough requests: a rate of three requests is noise. */
function gathered(spans) {
	const found = [];
	for (const span of spans) {
		const last = found.at(-1);
		if (last !== void 0 && belongs(last, span)) found[found.length - 1] = {
			from: last.from,
			to: span.to,
			look: mergeLooks(last.look, span.look)
		};
		else found.push(span);
	}
	return found;
}
function belongs({ from, look }, next) {
	const { requests } = look.candidate;
	return requests > 0 && requests < enough && look.weight === next.look.weight && next.to - from <= longest;
}
function stagesOf(spans) {
	const stages = [];
	for (const { from, to, look } of spans) {
		const { requests, errors } = look.candidate;
		const last = stages.at(-1);
		if (last?.weight === look.weight) stages[stages.length - 1] = {
			...last,
			to,
			requests: last.requests + requests,
			failed: last.failed + errors
		};
		else stages.push({
			weight: look.weight,
			from,
			to,
			requests,
			failed: errors
		});
	}
	return stages;
}
function errorRate({ requests, errors }) {
	return requests > 0 ? 100 * errors / requests : null;
}
function meanQuality({ quality }) {
	if (quality === void 0) return null;
	if ("grades" in quality) {
		const total = quality.counts.reduce((sum, count) => sum + count, 0);
		const sum = quality.grades.reduce((all, grade, index) => all + grade * (quality.counts[index] ?? 0), 0);
		return total > 0 ? sum / total : null;
	}
	const [part, whole] = "passed" in quality ? [quality.passed, quality.passed + quality.failed] : [quality.sum, quality.count];
	return whole > 0 ? part / whole : null;
}
/**
* At most `most` (4 or more) of the points, in order: the first, the last, and of each stretch between the lowest and the highest,
* so that no peak is lost. What counts is the candidate, or stable where that says nothing.
*/
function withExtremes(points, most) {
	if (points.length <= most) return points;
	const inner = points.slice(1, -1);
	const stretches = Math.floor((most - 2) / 2);
	const kept = /* @__PURE__ */ new Set();
	for (let stretch = 0; stretch < stretches; stretch += 1) {
		const begin = Math.floor(stretch * inner.length / stretches);
		const end = Math.floor((stretch + 1) * inner.length / stretches);
		for (const point of ends(inner.slice(begin, end))) kept.add(point);
	}
	return [
		...points.slice(0, 1),
		...inner.filter((point) => kept.has(point)),
		...points.slice(-1)
	];
}
/** The lowest and the highest point; a gap counts as one where there is nothing else. */
function ends(points) {
	const known = points.filter((point) => levelOf(point) !== null).sort((a, b) => (levelOf(a) ?? 0) - (levelOf(b) ?? 0));
	return (known.length === 0 ? points.slice(0, 1) : [known[0], known.at(-1)]).filter((point) => point !== void 0);
}
const levelOf = ({ candidate, stable }) => candidate ?? stable;
export { decidedBy as a, flavour as c, leading as d, ruleList as f, criticalRules as i, harm as l, withExtremes as n, dueAt as o, stageText as p, cause as r, fate as s, historyOf as t, harmText as u };
