// src/evidence/looks.ts
const ARMS = ["candidate", "stable"];
/** Which of the forms it is; `sums` are scores without their squares. */
function qualityKind(quality) {
	if ("passed" in quality) return "pass-fail";
	if ("grades" in quality) return "grades";
	return quality.sum_squares === void 0 ? "sums" : "scores";
}
/** Milliseconds since 1970 of a look's time. */
function timeOf(look) {
	return Date.parse(look.at);
}
/** Whether two histograms have the same buckets. */
function sameBounds(a, b) {
	return a === b || a.length === b.length && a.every((bound, i) => bound === b[i]);
}
export { timeOf as i, qualityKind as n, sameBounds as r, ARMS as t };
