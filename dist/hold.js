import { O as fail, _ as string, a as _enum, d as literal, m as object, p as number, x as unknown } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { f as versionSchema } from "./run-result.js";
const eventSchema = object({
	schema: literal(1),
	at: datetime({ precision: 3 }),
	event: _enum([
		"adopted",
		"soaking",
		"started",
		"superseded",
		"withdrawn",
		"first-traffic",
		"advanced",
		"watching",
		"completed",
		"observing",
		"resolved",
		"held",
		"asked",
		"rolled-back",
		"effect-done"
	]),
	rollout: string().nullable(),
	incident: string().nullable(),
	/** The version that the event is about: the candidate, the adopted, completed or rolled back one. */
	version: versionSchema.nullable(),
	/** Share of traffic that the candidate has after the event, in percent; null without a rollout. */
	weight: number().nullable(),
	by: string(),
	run_url: string().nullable(),
	reason: string().nullable(),
	/** What the event rests on: observation and verdict, the effect and its address, … */
	details: unknown()
});
/** The lines to append, each with its newline. */
function ledgerLines(events) {
	return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}
/** Reads a ledger. Throws `live-corrupt` with the line that is not an event. */
function parseLedger(text, file, branch) {
	return text.split("\n").map((line, index) => ({
		line,
		number: index + 1
	})).filter(({ line }) => line !== "").map(({ line, number }) => {
		const event = eventSchema.safeParse(jsonOrNull(line));
		if (event.success) return event.data;
		throw fail("live-corrupt", {
			branch,
			file,
			detail: `line ${number} is not a ledger event`
		});
	});
}
function jsonOrNull(text) {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}
// src/rollout/hold.ts
/** Reasons to hold that are trouble, and worth a line in the ledger when they begin, change and end. */
const trouble = [
	"unproven",
	"outage",
	"inconclusive"
];
/**
* The hold to record, or null when nothing worth recording changed. Waiting for time or evidence is the normal
* course of a stage: it is recorded only as the end of trouble.
*/
function nextHold({ hold: before }, { why, page }, verdict, now) {
	const metrics = verdict.cause === "metrics";
	if (!trouble.includes(why) && (before === null || !trouble.includes(before.why))) return null;
	const same = before !== null && before.why === why && before.metrics === metrics;
	const paged = page || same && before.paged;
	if (same && before.paged === paged) return null;
	return {
		why,
		metrics,
		since: same ? before.since : now,
		paged
	};
}
/** The hold in words, for ledger and commit: `inconclusive: stale, no-data`. */
function holdReason({ why, paged }, { gaps, unproven }) {
	const parts = why === "unproven" ? unproven.map(({ name }) => name) : why === "inconclusive" ? gaps : [];
	const text = trouble.includes(why) ? [why, parts.join(", ")].filter((part) => part !== "").join(": ") : "on course again";
	return paged ? `${text} (paged)` : text;
}
export { parseLedger as i, nextHold as n, ledgerLines as r, holdReason as t };
