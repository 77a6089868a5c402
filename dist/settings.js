import { c as at, d as logMeanExp, l as klBernoulli } from "./latency.js";
// src/evidence/bet.ts
/**
* The alternatives: tilts θj = 0.3·1.6^j of the log odds, j = 0…6. The first favours a rate 1.35 times the
* limit, the last one of 150 times; neighbours are close enough that the best costs little against the truth.
*/
const THETAS = Array.from({ length: 7 }, (_, j) => .3 * 1.6 ** j);
/** expm1(±θj), which every look needs. */
const TILTS = {
	1: THETAS.map((theta) => Math.expm1(theta)),
	[-1]: THETAS.map((theta) => Math.expm1(-theta))
};
/** `logBet` for every alternative, in the order of THETAS. */
function logBets(x, n, p0, direction, phi = 1) {
	if (n === 0) return noBets();
	const tilts = TILTS[direction];
	const bets = [];
	for (let j = 0; j < THETAS.length; j++) bets.push((x * direction * at(THETAS, j) - n * Math.log1p(p0 * at(tilts, j))) / phi);
	return bets;
}
/** A look without a bet: the stakes stay as they are. */
function noBets(alternatives = THETAS.length) {
	return new Array(alternatives).fill(0);
}
/** ln E of equal stakes on all alternatives from one fixed start (promotion, recovery). */
function fixedStart(logWealth) {
	return logMeanExp(logWealth);
}
// src/evidence/relative.ts
const NO_PAIR = {
	x: 0,
	n: 0,
	y: 0,
	m: 0
};
/** a + b, arm by arm. */
function addPairs(a, b) {
	return {
		x: a.x + b.x,
		n: a.n + b.n,
		y: a.y + b.y,
		m: a.m + b.m
	};
}
/** a − b, arm by arm; rounding of fractional counts never makes a count negative. */
function subtractPairs(a, b) {
	return {
		x: Math.max(0, a.x - b.x),
		n: Math.max(0, a.n - b.n),
		y: Math.max(0, a.y - b.y),
		m: Math.max(0, a.m - b.m)
	};
}
/** x/n, or null where nothing was counted. */
function rate(x, n) {
	return n > 0 ? x / n : null;
}
/**
* The candidate's share of all events if its rate is `ratio` times stable's: r·ρ/(1+(r−1)·ρ), where ρ is its
* share of the traffic in this look. An infinite ratio gives 1.
*/
function shareOfEvents(ratio, rho) {
	if (ratio === Number.POSITIVE_INFINITY) return rho > 0 ? 1 : 0;
	return ratio * rho / (1 + (ratio - 1) * rho);
}
/**
* Bets on "candidate's rate is more (+1) or less (−1) than `ratio` times stable's", from one look.
*
* The conditional test of Lindon & Malek: of the x + y events of the look, which share fell on the candidate?
* A shock that hits both arms moves x + y and not the share. No estimate of stable's rate enters, so nothing
* has to be known before the first look. An arm without traffic gives no bet.
*/
function shareBets(pair, ratio, direction, phi = 1) {
	const { x, n, y, m } = pair;
	if (n === 0 || m === 0) return noBets();
	return logBets(x, x + y, shareOfEvents(ratio, n / (n + m)), direction, phi);
}
/**
* Nats that one more candidate request brings to the share test if both rates go on as counted:
* (x+y)/n · KL(x/(x+y) ‖ π0). 0 where the candidate is not worse than `ratio` times stable.
*/
function shareInformation(pair, ratio = 1) {
	const { x, n, y, m } = pair;
	const events = x + y;
	if (n === 0 || m === 0 || events === 0) return 0;
	const p0 = shareOfEvents(ratio, n / (n + m));
	return x / events > p0 ? events / n * klBernoulli(x / events, p0) : 0;
}
// src/evidence/settings.ts
const DEFAULTS = {
	interval: 30,
	watch: 86400,
	error_limits: [.05, .02],
	worse_ratio: 1,
	gates: {
		young: {
			error_rate: .005,
			latency_increase: .1,
			quality_drop: .05
		},
		mature: {
			error_rate: .02,
			latency_increase: .2,
			quality_drop: .1
		},
		mature_after: 3600
	},
	window: 300
};
/** Settings with the defaults of the policy for whatever is not given. */
function evidenceSettings(given = {}) {
	return {
		...DEFAULTS,
		...given
	};
}
/** Looks of the whole watch, at least 2; null for no end. */
function horizonOf({ watch, interval }) {
	return watch === null ? null : Math.max(2, Math.round(watch / interval));
}
/** ln E from which a failure is proven: α = 1 % for each metric and rollout. */
const PROVEN = Math.log(100);
/** ln E from which a promotion is: anytime p < 0.05. */
const PROMOTED = Math.log(20);
/** The stakes of the error rate: on "worse than stable", and on "above the limit" for when there is no stable. */
const STAKES = {
	relative: .9,
	absolute: .1,
	limit: .02
};
export { horizonOf as a, rate as c, subtractPairs as d, THETAS as f, noBets as h, evidenceSettings as i, shareBets as l, logBets as m, PROVEN as n, NO_PAIR as o, fixedStart as p, STAKES as r, addPairs as s, PROMOTED as t, shareInformation as u };
