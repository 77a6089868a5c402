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
// src/evidence/latency.ts
/** The quantile that the policy speaks of. */
const TAIL = .99;
/** What a bound that no request has exceeded yet counts for. */
const UNSEEN = .5;
/**
* The q-quantile of a histogram with cumulative counts, linear within its bucket: Prometheus'
* `histogram_quantile` for classic histograms. Beyond the last finite bound that bound is the answer, and in a
* first bucket that ends above 0 the values are taken to start at 0. Null without any count or finite bound.
*/
function histogramQuantile(q, { le, counts }) {
	const total = counts.at(-1) ?? 0;
	const last = finite(le.at(-2));
	if (!(total > 0) || last === null) return null;
	const rank = q * total;
	const bucket = counts.findIndex((count) => count >= rank);
	const upper = finite(le[bucket]);
	if (upper === null) return last;
	const lower = bucket > 0 ? finite(le[bucket - 1]) : Math.min(0, upper);
	if (lower === null || lower === upper) return upper;
	const below = bucket > 0 ? at(counts, bucket - 1) : 0;
	const inside = at(counts, bucket) - below;
	return inside > 0 ? lower + (upper - lower) * ((rank - below) / inside) : upper;
}
/** p99 in the unit of the bounds; null when unknown. */
function p99(latency) {
	return histogramQuantile(TAIL, latency);
}
/**
* Index of the finite bucket bound nearest stable's p99, which is where "slow" begins; null while stable has no
* history. Nearest in what counts here, the share of requests beyond it (by ratio to 1 %; the lower bound of
* two as near): an interpolated p99 may lie close to a bound that hardly any request exceeds. Chosen from stable
* alone, and by the caller from looks *before* the one it is used on, so that the choice is no wager on its own
* outcome.
*/
function slowBound({ le, counts }) {
	const total = counts.at(-1) ?? 0;
	if (!(total > 0)) return null;
	let best = null;
	let nearest = Number.POSITIVE_INFINITY;
	for (let bound = 0; bound < le.length - 1; bound++) {
		const beyond = Math.max(total - at(counts, bound), UNSEEN) / total;
		const distance = Math.abs(Math.log(beyond / .010000000000000009));
		if (distance >= nearest) continue;
		nearest = distance;
		best = bound;
	}
	return best;
}
/** Requests slower than the bound, and all, of both arms; both histograms have the bound's buckets. */
function slowPair(candidate, stable, bound) {
	const n = candidate.counts.at(-1) ?? 0;
	const m = stable.counts.at(-1) ?? 0;
	return {
		x: Math.max(0, n - at(candidate.counts, bound)),
		n,
		y: Math.max(0, m - at(stable.counts, bound)),
		m
	};
}
/**
* Ratio of slow requests that stands for a rise of the p99 by the fraction `increase`: 1 + 5·increase, so +10 %
* is 1.5 times and +20 % is 2 times as many slow requests (a tail that falls with the fifth power).
*/
function slowRatio(increase) {
	return 1 + 5 * increase;
}
/** Cumulative counts of two histograms with the same buckets, added. */
function addCounts(a, b) {
	return a.map((count, i) => count + at(b, i));
}
/** a − b bucket by bucket; rounding of fractional counts never makes a count negative. */
function subtractCounts(a, b) {
	return a.map((count, i) => Math.max(0, count - at(b, i)));
}
function finite(bound) {
	return typeof bound === "number" ? bound : null;
}
export { slowRatio as a, at as c, logMeanExp as d, slowPair as i, klBernoulli as l, p99 as n, subtractCounts as o, slowBound as r, anytimeP as s, addCounts as t, logAddExp as u };
