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
	const noise = why === "unproven" && verdict.unproven.every(({ name }) => name.startsWith("gate-"));
	if (!(trouble.includes(why) && !noise) && (before === null || !trouble.includes(before.why))) return null;
	const rule = why === "unproven" ? verdict.unproven[0]?.name ?? null : null;
	const same = before !== null && before.why === why && before.metrics === metrics && before.rule === rule;
	const paged = page || same && before.paged;
	if (same && before.paged === paged) return null;
	return {
		why,
		rule,
		metrics,
		since: same ? before.since : now,
		paged
	};
}
/** The hold in words, for ledger and commit: `inconclusive: stale, no-data`. */
function holdReason({ why, paged }, { gaps, unproven, promotion }) {
	const parts = why === "unproven" ? unproven.map(({ name }) => name) : why === "inconclusive" ? [...gaps, promotion.gap ?? []].flat() : [];
	const text = trouble.includes(why) ? [why, parts.join(", ")].filter((part) => part !== "").join(": ") : "on course again";
	return paged ? `${text} (paged)` : text;
}
export { nextHold as n, holdReason as t };
