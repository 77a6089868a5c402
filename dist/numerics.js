// src/evidence/numerics.ts
/**
* Arithmetic on logarithms of evidence. Evidence multiplies over the looks of a day and leaves the range of
* doubles within minutes, so nothing in this folder holds E itself: only ln E (natural logarithm).
*/
/** The element at `index`; NaN outside of the list, so that a wrong index shows in every result. */
function at(values, index) {
	return values[index] ?? NaN;
}
/** ln(e^a + e^b), exact to rounding for any size of a and b; −Infinity stands for ln 0. */
function logAddExp(a, b) {
	const high = a > b ? a : b;
	const low = a > b ? b : a;
	if (low === Number.NEGATIVE_INFINITY || high === Number.POSITIVE_INFINITY) return high;
	return high + Math.log1p(Math.exp(low - high));
}
/** ln Σ e^v with the largest term taken out; −Infinity for an empty list. */
function logSumExp(values) {
	let high = Number.NEGATIVE_INFINITY;
	for (const value of values) if (value > high) high = value;
	if (!Number.isFinite(high)) return high;
	let sum = 0;
	for (const value of values) sum += Math.exp(value - high);
	return high + Math.log(sum);
}
/** ln of the mean of e^v: the evidence of equal stakes on every alternative. */
function logMeanExp(values) {
	return logSumExp(values) - Math.log(values.length);
}
/** The anytime-valid p-value that belongs to ln E: min(1, 1/E) (Ville's inequality). */
function anytimeP(logE) {
	return Math.min(1, Math.exp(-logE));
}
/**
* Kullback–Leibler divergence KL(p ‖ q) of two coins, in nats a toss: the largest rate at which any test can
* gain evidence against q when p is true (Wald). Infinite when q excludes what p allows.
*/
function klBernoulli(p, q) {
	return relativeEntropy(p, q) + relativeEntropy(1 - p, 1 - q);
}
function relativeEntropy(p, q) {
	return p === 0 ? 0 : p * Math.log(p / q);
}
export { logMeanExp as a, logAddExp as i, at as n, klBernoulli as r, anytimeP as t };
