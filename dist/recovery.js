import { _ as defused, f as shortCommit, g as clip } from "./format.js";
import { s as anytimeP } from "./latency.js";
import { c as rate, m as logBets, p as fixedStart, t as PROMOTED } from "./settings.js";
/**
* The commit message of one change: `rollback(customer-support): v2.0.0 -> v1.9.0 (error rate 8.4 %, …)`,
* and trailers. Text of others stays on its line and links to nothing, so it can forge neither.
*/
function liveMessage(change) {
	const { state, message } = change;
	return messageText({
		...message,
		prompt: state.prompt,
		trailers: trailersOf(change)
	});
}
/** The commit message out of its parts, for a commit that is no single change. */
function messageText(parts) {
	return compose(subjectOf(parts), detailLines(parts), parts.trailers);
}
/** What did not fit into the subject stands in the body, behind a word of ours. */
function detailLines(parts) {
	const detail = parts.detail === null ? "" : clip(defused(parts.detail), 1e3);
	return detail === "" || subjectOf(parts).includes(detail) ? [] : [`Detail, in full: ${detail}`];
}
/** The message of a commit that adopts prompts, one or many. */
function adoptionMessage(changes) {
	return severalMessage("adopt", changes, ({ message }) => message.to);
}
/** The message of a commit that notes effects as done, of one prompt or many. */
function effectsMessage(changes) {
	return severalMessage("effects", changes, ({ message }) => message.detail);
}
/**
* The message of a commit that puts several prompts back: that of the first, which leads, with all of them in
* the body: `rollback(sales and 2 more): v2 -> v1 (…)`.
*/
function groupMessage(changes) {
	const [first] = changes;
	if (first === void 0) throw new Error("A commit without a change has no message.");
	if (changes.length === 1) return liveMessage(first);
	const prompt = `${label(first.state.prompt, 40)} and ${changes.length - 1} more`;
	const lines = changes.map(({ state, message: { from, to } }) => `- ${label(state.prompt, 64)}: ${label(from ?? "", 64)} -> ${label(to ?? "", 64)}`);
	const parts = {
		...first.message,
		prompt,
		trailers: trailersOf(first)
	};
	return compose(subjectOf(parts), [...detailLines(parts), ...lines], parts.trailers);
}
function severalMessage(verb, changes, tell) {
	const [first] = changes;
	if (first !== void 0 && changes.length === 1) return liveMessage(first);
	const lines = changes.map((change) => `- ${label(change.state.prompt, 64)}: ${label(tell(change) ?? "", 60)}`);
	return compose(`${verb}: ${changes.length} prompts`, lines, { "Decided-By": first?.events.at(-1)?.by ?? null });
}
/** The message of the commit on the revert branch: the same for one incident whatever became of it since. */
function revertMessage({ prompt, incident, members }) {
	const { good, bad, id, rollout, detected_at } = incident;
	const subject = fitting([`Revert ${label(prompt, 64)} to ${label(good.label, 64)} (from ${label(bad.label, 64)})`, `Revert ${label(prompt, 64)} to ${label(good.label, 20)}`]);
	const name = ({ label: text, commit }) => `${label(text, 64)} (commit ${shortCommit(commit)})`;
	return compose(subject, [`Puts the content of ${name(good)} in the place of ${name(bad)}.`, ...members.map((member) => `- ${label(member.prompt, 64)}: that of ${name(member.good)} in the place of ${name(member.bad)}.`)], {
		"Rollout-Id": rollout,
		"Incident-Id": id,
		"Detected-At": detected_at
	});
}
function trailersOf({ state, message, events }) {
	const incident = state.incidents.find(({ id }) => id === message.incident);
	return {
		"Rollout-Id": incident?.rollout ?? events.at(-1)?.rollout ?? null,
		"Incident-Id": incident?.id ?? null,
		Rule: incident?.rule ?? null,
		"Decided-By": events.at(-1)?.by ?? null,
		"Detected-At": incident?.detected_at ?? null
	};
}
function subjectOf({ verb, prompt, from, to, detail }) {
	const head = `${defused(verb)}(${label(prompt, 64)}):`;
	const versions = [from, to].filter((text) => text !== null);
	const moved = (length) => [head, versions.map((text) => label(text, length)).join(" -> ")].join(" ").trim();
	const base = moved(64);
	const rest = detail === null ? "" : defused(detail);
	if (rest === "") return fitting([base, moved(9)]);
	const wrapped = (text) => versions.length === 0 ? text : `(${text})`;
	const room = 100 - base.length - 3;
	const cut = room < 12 ? [] : [`${base} ${wrapped(clip(rest, room))}`];
	return fitting([
		`${base} ${wrapped(rest)}`,
		...cut,
		base,
		moved(9)
	]);
}
/** The first text that fits into a subject; else the last one, cut. */
function fitting(texts) {
	return texts.find((text) => text.length <= 100) ?? clip(texts.at(-1) ?? "", 100);
}
function label(text, length) {
	return clip(defused(text), length);
}
function compose(subject, body, trailers) {
	const lines = Object.entries(trailers).flatMap(([name, value]) => value === null || value === void 0 || value === "" ? [] : [`${name}: ${trailer(name, value)}`]);
	return `${[
		subject,
		body.join("\n"),
		lines.join("\n")
	].filter((paragraph) => paragraph !== "").join("\n\n")}\n`;
}
/** Ids, rules and times are for programs: exact, out of a closed alphabet. A name is text of others. */
function trailer(name, value) {
	return name === "Decided-By" ? label(value, 100) : value.replace(/[^\w.:+/-]/g, "_").slice(0, 200);
}
// src/evidence/recovery.ts
const RECOVERY_DEFAULTS = {
	limit: .01,
	settle: 60,
	min_requests: 100,
	burst: 1
};
/** The rate below which a service counts as recovered: 1 %, or 1.5 times stable's own where that was 1 % or more. */
function recoveryLimit(stableRate) {
	return stableRate !== null && stableRate >= .01 ? Math.max(.01, 1.5 * stableRate) : .01;
}
/**
* Verification of a rollback from the looks since the switch. The first one is ignored, as it covers time before
* the switch; the rest is cumulated. Single looks are never judged: at 10 req/s some look below 1 % would
* "verify" a failure of 2 % in 99.6 % of cases, and all looks below it would reject a healthy service in 83 %.
*
* "Rate ≤ limit" is tested all along and its rejection ends the wait. From `settle` on the verdict is the rate
* over the last `settle` seconds, which at that moment is everything: so a service that recovers late is seen
* to, whatever went before.
*/
function recovery(looks, given = {}) {
	const settings = {
		...RECOVERY_DEFAULTS,
		...given
	};
	const counted = looks.slice(1);
	const seconds = secondsBetween(looks[0], looks.at(-1));
	const { requests, errors } = total(counted);
	const logE = fixedStart(logBets(Math.min(errors, requests), requests, settings.limit, 1, settings.burst));
	const newest = counted.at(-1);
	const recent = total(counted.filter((look) => secondsBetween(look, newest) < settings.settle));
	return {
		status: statusOf(recent, seconds, logE >= PROMOTED, settings),
		seconds,
		requests,
		errors,
		error_rate: rate(errors, requests),
		recent,
		log_e: logE,
		p: anytimeP(logE)
	};
}
function statusOf(recent, seconds, rejected, { limit, settle, min_requests }) {
	if (seconds < settle) return rejected ? "failing" : "waiting";
	if (recent.requests < min_requests) return rejected ? "failing" : "unverified";
	return recent.errors < limit * recent.requests ? "recovered" : "failing";
}
function total(looks) {
	return looks.reduce((sum, look) => ({
		requests: sum.requests + look.requests,
		errors: sum.errors + look.errors
	}), {
		requests: 0,
		errors: 0
	});
}
function secondsBetween(from, to) {
	return from === void 0 || to === void 0 ? 0 : (Date.parse(to.at) - Date.parse(from.at)) / 1e3;
}
export { effectsMessage as a, revertMessage as c, adoptionMessage as i, recovery as n, groupMessage as o, recoveryLimit as r, liveMessage as s, RECOVERY_DEFAULTS as t };
