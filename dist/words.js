import { a as duration, c as percent, i as counted, l as percentOver, n as clock, o as latency, s as pValue, t as change, u as score } from "./format.js";
import { r as sameBounds } from "./looks.js";
// src/evidence/merge.ts
/**
* Two looks that follow each other as one. Time and weight are those of the later look. A histogram or quality
* that only one of them has, or that changed its buckets or kind, is dropped rather than guessed.
*/
function mergeLooks(earlier, later) {
	return {
		at: later.at,
		weight: later.weight,
		candidate: mergeArms(earlier.candidate, later.candidate),
		stable: mergeArms(earlier.stable, later.stable)
	};
}
function mergeArms(a, b) {
	const latency = a.latency && b.latency ? mergeLatency(a.latency, b.latency) : void 0;
	const quality = a.quality && b.quality ? mergeQuality(a.quality, b.quality) : void 0;
	return {
		requests: a.requests + b.requests,
		errors: a.errors + b.errors,
		...latency === void 0 ? {} : { latency },
		...quality === void 0 ? {} : { quality }
	};
}
/** Sums of two histograms; undefined when their buckets differ. */
function mergeLatency(a, b) {
	return sameBounds(a.le, b.le) ? {
		le: a.le,
		counts: addLists(a.counts, b.counts)
	} : void 0;
}
/** Sums of two gradings; undefined when their kinds differ. */
function mergeQuality(a, b) {
	if ("passed" in a && "passed" in b) return {
		passed: a.passed + b.passed,
		failed: a.failed + b.failed
	};
	if ("grades" in a && "grades" in b) return mergeGrades(a, b);
	if (!("count" in a && "count" in b)) return void 0;
	const sums = {
		count: a.count + b.count,
		sum: a.sum + b.sum
	};
	if (a.sum_squares === void 0 || b.sum_squares === void 0) return sums;
	return {
		...sums,
		sum_squares: a.sum_squares + b.sum_squares
	};
}
function mergeGrades(a, b) {
	if (!sameBounds(a.grades, b.grades)) return void 0;
	return {
		grades: a.grades,
		counts: addLists(a.counts, b.counts)
	};
}
function addLists(a, b) {
	return a.map((value, i) => value + (b[i] ?? 0));
}
/** All counts of an arm times `factor` (0 or more): what it would have done with that much traffic. */
function scaleArm(arm, factor) {
	const { requests, errors, latency, quality } = arm;
	return {
		requests: requests * factor,
		errors: errors * factor,
		...latency === void 0 ? {} : { latency: {
			...latency,
			counts: scaleList(latency.counts, factor)
		} },
		...quality === void 0 ? {} : { quality: scaleQuality(quality, factor) }
	};
}
function scaleQuality(quality, factor) {
	if ("passed" in quality) return {
		passed: quality.passed * factor,
		failed: quality.failed * factor
	};
	if ("grades" in quality) return {
		...quality,
		counts: scaleList(quality.counts, factor)
	};
	const sums = {
		count: quality.count * factor,
		sum: quality.sum * factor
	};
	return quality.sum_squares === void 0 ? sums : {
		...sums,
		sum_squares: quality.sum_squares * factor
	};
}
function scaleList(list, factor) {
	return list.map((value) => value * factor);
}
// src/report/words.ts
/** How metrics, rules and verdicts are called in a sentence. Plain text. */
const metricNames = {
	error_rate: "error rate",
	latency_p99: "p99",
	quality: "quality"
};
/** One side of a reading in its unit: `8.4 %`, `412 ms`, `0.87`. */
function side(metric, value) {
	if (metric === "error_rate") return percent(value);
	return metric === "latency_p99" ? latency(value) : score(value);
}
/** The value that is compared with a threshold: `8.4 %`, `+113 %`, and a drop in quality as `-12 %`. */
function compared(metric, value) {
	if (metric === "error_rate") return percent(value);
	return change(metric === "quality" && value !== null ? -value : value);
}
/** What was measured, for a title: `error rate 8.4 %`, `p99 +113 %`, `quality -12 %`. */
function headline({ metric, value, threshold }) {
	return `${metricNames[metric]} ${crossedBy({
		metric,
		value,
		threshold
	})}`;
}
/** The value that is over a limit, with as many digits as show that it is: `8.4 %`, `+113 %`, `-12 %`. */
function crossedBy({ metric, value, threshold }) {
	return `${signs[metric]}${percentOver(value, threshold)}`;
}
/** A limit without its direction: `5 %`, `+100 %`, `-20 %`. */
function bareLimit({ metric, threshold }) {
	return `${signs[metric]}${percent(threshold)}`;
}
/** Value and limit, for the title of a page: `error rate 8.4 %, limit 5 %`, `p99 +113 %, limit +100 %`. */
function shortCause(match) {
	return `${headline(match)}, limit ${bareLimit(match)}`;
}
/** The condition of a rule: `error rate over 5 %`, `p99 over 100 % above stable`, `quality over 20 % below stable`. */
function condition(metric, threshold) {
	return `${metricNames[metric]} over ${percent(threshold)}${{
		error_rate: "",
		latency_p99: " above stable",
		quality: " below stable"
	}[metric]}`;
}
/** A threshold by itself: `over 5 %`, `over +100 %`, `below -20 %`. */
function limit(metric, threshold) {
	return `${metric === "quality" ? "below" : "over"} ${signs[metric]}${percent(threshold)}`;
}
const signs = {
	error_rate: "",
	latency_p99: "+",
	quality: "-"
};
/**
* The measured value beside that of stable, and the period of both: `error rate 8.4 % (stable 0.3 %) since 14:02:30 UTC,
* over 5 %`. `at` is the time of the look (ISO 8601, null where it is not known): other days are named.
*/
function finding(match, readings, at) {
	const { metric, threshold, since } = match;
	const period = since === null ? "" : ` since ${clock(since, at ?? since)}`;
	return `${headline(match)}${besideStable(match, readings)}${period}, ${limit(metric, threshold)}`;
}
/** The value of stable in brackets, with a space before it; empty when it is not known of the same period. */
function besideStable({ metric, since }, readings) {
	const reading = readings.find((each) => each.metric === metric);
	const stable = since !== null && reading?.since != null && since !== reading.since ? null : reading?.stable ?? null;
	return stable === null ? "" : ` (stable ${side(metric, stable)})`;
}
const deciders = {
	system: "the system",
	"on-call": "on-call",
	"product-manager": "the product manager"
};
/** Why a look is inconclusive. `missing` is the number of requests that the candidate lacks. */
function gapText(gap, missing) {
	if (gap === "too-few" && missing > 0) return `too few requests (${missing} more are needed)`;
	return gaps[gap];
}
const gaps = {
	"no-data": "the metrics source has no data",
	"not-a-number": "a query answers NaN or infinity",
	stale: "the newest data is too old",
	"several-series": "a query answers several series",
	"invalid-data": "the data contradicts itself",
	"source-down": "the metrics source does not answer",
	"source-refused": "the metrics source refuses the query",
	warning: "the metrics source warns",
	"too-few": "too few requests",
	"limit-below-baseline": "the stable version itself is over the limit",
	"metrics-missing": "no metrics source is configured",
	"routing-not-in-effect": "the share of the candidate does not fit its weight: routing is not in effect",
	"candidate-silent": "the candidate has had no requests for a while, and stable has",
	"stable-silent": "the stable version has no requests to compare with",
	futile: "the evidence cannot suffice before the deadline of the stage",
	"deadline-passed": "the deadline of the stage has passed"
};
/** A verdict in words, with what it rests on: `crossed: error rate 8.4 % (stable 0.3 %), over 5 %`. */
function verdictText(verdict) {
	const leading = verdict.matches[0];
	if (verdict.cause === "outage" && leading !== void 0) return `both versions are bad alike: ${finding(leading, verdict.readings, verdict.seen_until)}`;
	if (leading !== void 0) return finding(leading, verdict.readings, verdict.seen_until);
	const [unproven] = verdict.unproven;
	if (unproven !== void 0 && verdict.verdict === "watch") return `${finding(unproven, verdict.readings, verdict.seen_until)}, not proven`;
	if (verdict.verdict === "inconclusive") return verdict.gaps.length === 0 ? "no judgement is possible" : verdict.gaps.map((gap) => gapText(gap, verdict.missing_requests)).join("; ");
	return verdict.readings.filter(({ value }) => value !== null).map(({ metric, value }) => `${metricNames[metric]} ${compared(metric, value)}`).join(", ");
}
/** Whether a reading is proven: `yes (p < 0.0001)`; empty where the source has no counts. */
function proofText({ proof }) {
	return proof === null ? "" : `${proof.proven ? "yes" : "no"} (${pValue(proof.p)})`;
}
/** A forecast is no measurement: from two minutes on it has no seconds. */
function roughly(minutes) {
	return duration(60 * (minutes < 2 ? minutes : Math.round(minutes)));
}
/** What a metric needs before the stage can be passed: `error rate: 190 more requests, about 19 min at the present traffic`. */
function waitText({ metric, requests, minutes, weight }) {
	const name = metricNames[metric];
	if (weight !== null) return `${name}: too slow for the deadline, ${weight} % would do`;
	if (requests === null) return `${name}: not proven yet`;
	const time = minutes === null ? "" : `, about ${roughly(minutes)} at the present traffic`;
	return `${name}: ${counted(Math.ceil(requests), "more request")}${time}`;
}
export { mergeLooks as _, crossedBy as a, headline as c, proofText as d, shortCause as f, mergeLatency as g, waitText as h, condition as i, limit as l, verdictText as m, besideStable as n, deciders as o, side as p, compared as r, finding as s, bareLimit as t, metricNames as u, mergeQuality as v, scaleArm as y };
