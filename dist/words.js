import { r as oneLine } from "./plain.js";
// src/report/format.ts
/** Numbers and times for people. Everything here is plain text without markup. */
/** What stands where a figure is not known. */
const unknown = "unknown";
/** `8.4 %`, `0.35 %`, `113 %`: about two significant digits. `value` is in percent, any size and sign. */
function percent(value) {
	if (value === null || !Number.isFinite(value)) return unknown;
	return `${decimal(value, decimals(value))} %`;
}
/** A percent value beside the threshold that it is over, with as many digits as show that it is over. */
function percentOver(value, threshold) {
	for (let digits = decimals(value); digits <= 8; digits += 1) if (Number(value.toFixed(digits)) > threshold) return `${decimal(value, digits)} %`;
	return percent(value);
}
function decimals(value) {
	const size = Math.abs(value);
	if (size >= 100) return 0;
	if (size >= 1 || size === 0) return 1;
	return Math.min(6, 1 - Math.floor(Math.log10(size)));
}
/** Without zeros at the end and without a negative zero. */
function decimal(value, digits) {
	const fixed = value.toFixed(digits);
	const text = fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed;
	return text === "-0" ? "0" : text;
}
/** `+113 %`, `-12 %`: a change, in percent. */
function change(value) {
	const text = percent(value);
	return value !== null && value > 0 && text !== "0 %" && text !== "unknown" ? `+${text}` : text;
}
/** `1,240`: a number of requests, 0 or more. Sources may give fractions; they are rounded. */
function count(value) {
	if (value === null || !Number.isFinite(value)) return unknown;
	return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}
/** `1 request`, `2 requests`: a number with its noun. */
function counted(value, noun) {
	return `${count(value)} ${noun}${Math.round(value) === 1 ? "" : "s"}`;
}
/** `412 ms`, `1.32 s`: a latency, in seconds. */
function latency(seconds) {
	if (seconds === null || !Number.isFinite(seconds)) return unknown;
	if (seconds < .9995) return `${decimal(seconds * 1e3, seconds < .01 ? 1 : 0)} ms`;
	return `${decimal(seconds, seconds < 10 ? 2 : 1)} s`;
}
/** `p < 0.0001`, `p = 0.023`: a p-value from 0 to 1. */
function pValue(p) {
	if (p < 1e-4) return "p < 0.0001";
	return `p = ${decimal(p, p < .01 ? 4 : 2)}`;
}
/** `0.87`: a quality from 0 to 1. */
function score(value) {
	return value === null || !Number.isFinite(value) ? unknown : decimal(value, 3);
}
const units = [
	{
		unit: "d",
		seconds: 86400
	},
	{
		unit: "h",
		seconds: 3600
	},
	{
		unit: "min",
		seconds: 60
	},
	{
		unit: "s",
		seconds: 1
	}
];
/** `45 s`, `4 min 30 s`, `2 h 5 min`, `1 d`: seconds (0 or more) in the two largest units. */
function duration(seconds) {
	if (seconds === null || !Number.isFinite(seconds)) return unknown;
	if (seconds > 0 && seconds < 1) return `${Math.round(seconds * 1e3)} ms`;
	let left = Math.max(0, Math.round(seconds));
	const first = units.findIndex((entry) => left >= entry.seconds);
	const parts = [];
	for (const entry of first < 0 ? [] : units.slice(first, first + 2)) {
		const whole = Math.floor(left / entry.seconds);
		left -= whole * entry.seconds;
		if (whole > 0) parts.push(`${whole} ${entry.unit}`);
	}
	return parts.length === 0 ? "0 s" : parts.join(" ");
}
/** `2026-11-21 14:02:30 UTC` for an ISO 8601 time; any other text as it is, on one line. */
function time(iso) {
	if (iso === null) return unknown;
	const at = Date.parse(iso);
	if (Number.isNaN(at)) return oneLine(iso);
	return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
/** Seconds from one ISO time to a later one; null when one is missing, is no time, or the order is wrong. */
function secondsBetween(from, to) {
	if (from === null || to === null) return null;
	const seconds = (Date.parse(to) - Date.parse(from)) / 1e3;
	return seconds >= 0 ? seconds : null;
}
/** The ISO time `seconds` after another; null when that is no time. */
function timeAfter(iso, seconds) {
	const at = new Date(Date.parse(iso) + seconds * 1e3);
	return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
/** The first seven digits of a commit id; any other text as it is, on one line. */
function shortCommit(commit) {
	return /^[0-9a-f]{8,64}$/.test(commit) ? commit.slice(0, 7) : oneLine(commit);
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
	return `${metricNames[metric]} ${signs[metric]}${percentOver(value, threshold)}`;
}
/** Value and limit, for the title of a page: `error rate 8.4 %, limit 5 %`, `p99 +113 %, limit +100 %`. */
function shortCause(match) {
	return `${headline(match)}, limit ${signs[match.metric]}${percent(match.threshold)}`;
}
/** The condition of a rule: `error rate over 5 %`, `p99 over +100 %`, `quality below -20 %`. */
function condition(metric, threshold) {
	return `${metricNames[metric]} ${limit(metric, threshold)}`;
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
/** The measured value beside that of stable: `error rate 8.4 % (stable 0.3 %), over 5 %`. */
function finding(match, readings) {
	const reading = readings.find(({ metric }) => metric === match.metric);
	const other = reading?.stable == null ? "" : ` (stable ${side(match.metric, reading.stable)})`;
	return `${headline(match)}${other}, ${limit(match.metric, match.threshold)}`;
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
	if (verdict.cause === "outage" && leading !== void 0) return `both versions are bad alike: ${finding(leading, verdict.readings)}`;
	if (leading !== void 0) return finding(leading, verdict.readings);
	const [unproven] = verdict.unproven;
	if (unproven !== void 0 && verdict.verdict === "watch") return `${finding(unproven, verdict.readings)}, not proven`;
	if (verdict.verdict === "inconclusive") return verdict.gaps.length === 0 ? "no judgement is possible" : verdict.gaps.map((gap) => gapText(gap, verdict.missing_requests)).join("; ");
	return verdict.readings.filter(({ value }) => value !== null).map(({ metric, value }) => `${metricNames[metric]} ${compared(metric, value)}`).join(", ");
}
/** Whether a reading is proven: `yes (p < 0.0001)`; empty where the source has no counts. */
function proofText({ proof }) {
	return proof === null ? "" : `${proof.proven ? "yes" : "no"} (${pValue(proof.p)})`;
}
/** What a metric needs before the stage can be passed: `error rate: 190 more requests (19 min)`. */
function waitText({ metric, requests, minutes, weight }) {
	const name = metricNames[metric];
	if (weight !== null) return `${name}: too slow for the deadline, ${weight} % would do`;
	if (requests === null) return `${name}: not proven yet`;
	const time = minutes === null ? "" : ` (${duration(minutes * 60)} at the present traffic)`;
	return `${name}: ${counted(Math.ceil(requests), "more request")}${time}`;
}
export { timeAfter as C, time as S, percent as _, headline as a, secondsBetween as b, proofText as c, verdictText as d, waitText as f, latency as g, duration as h, finding as i, shortCause as l, counted as m, condition as n, limit as o, count as p, deciders as r, metricNames as s, compared as t, side as u, percentOver as v, unknown as w, shortCommit as x, score as y };
