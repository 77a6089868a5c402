const newline = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/**
* Characters that a reader cannot see and that change what is read: controls, bidi marks, tag characters,
* lone surrogates. The joiners and selectors that emoji and several scripts need stay.
*/
const hidden = /(?!\t|\n|\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
/** The text with every hidden character spelt out (`[U+202E]`), and every kind of line end as a newline. */
function visible(text) {
	return text.replace(newline, "\n").replace(hidden, (character) => {
		return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
	});
}
/**
* The text on one line, hidden characters spelt out. `##[` is a command of the Actions runner wherever it
* stands in a log line, so it is pulled apart; `::` is one only at the start, where this text never stands.
*/
function oneLine(text) {
	return visible(text).replace(/[\t\n ]+/g, " ").replaceAll("##[", "## [").trim();
}
/** At most `limit` characters (1 or more), the last an ellipsis when something is left out. */
function clip(text, limit) {
	if (text.length <= limit) return text;
	const kept = text.slice(0, limit - 1);
	return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
const expanded = [
	[/@(?=[a-z0-9_])/gi, `@​`],
	[/#(?=[a-z0-9_])/gi, `#​`],
	[/(?<![a-z0-9])(GH|GHSA|CVE)-(?=[a-z0-9])/gi, `$1​-`],
	[/:(?=\/\/)/g, `:​`],
	[/www(?=\.)/gi, `$&​`],
	[/:(?=[a-z0-9_+-]{0,40}[a-z+-][a-z0-9_+-]{0,40}:)/gi, `:​`]
];
/** One line in which nothing is a mention, a reference, a link or an emoji code to a forge. */
function defused(text) {
	return expanded.reduce((line, [pattern, by]) => line.replace(pattern, by), oneLine(text));
}
// src/report/format.ts
/** Numbers and times for people. Everything here is plain text without markup. */
/** What stands where a figure is not known. */
const unknown = "not known";
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
	return value !== null && value > 0 && text !== "0 %" && text !== "not known" ? `+${text}` : text;
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
/** A text with every ISO 8601 time in it (UTC, as data has them) written as people read it. */
function withTimes(text) {
	return text.replace(/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z(?!\w)/g, time);
}
/** `14:02:30 UTC`, with its date where that is another day than that of `beside`; ISO 8601 both. */
function clock(iso, beside) {
	const text = time(iso);
	return text.slice(0, 10) === time(beside).slice(0, 10) ? text.slice(11) : text;
}
/** `2026-11-21 13:41:00 to 14:02:28 UTC (21 min 28 s)`: the day twice only where it is another one; ISO 8601 both. */
function span(from, to) {
	const begin = time(from).replace(/ UTC$/, "");
	const seconds = secondsBetween(from, to);
	const length = seconds !== null && seconds < 1 ? "under 1 s" : duration(seconds);
	return `${begin} to ${clock(to, from)} (${length})`;
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
export { withTimes as _, duration as a, oneLine as b, percent as c, secondsBetween as d, shortCommit as f, unknown as g, timeAfter as h, counted as i, percentOver as l, time as m, clock as n, latency as o, span as p, count as r, pValue as s, change as t, score as u, clip as v, visible as x, defused as y };
