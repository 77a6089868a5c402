import { c as at } from "./latency.js";
// src/evidence/quality.ts
/**
* Drops that the bets are placed on, as fractions of stable's mean: δj = m0·0.04·1.7^j, j = 0…5, from 4 % to 57 %.
*/
const DROPS = Array.from({ length: 6 }, (_, j) => .04 * 1.7 ** j);
const NO_MOMENTS = {
	n: 0,
	sum: 0,
	squares: 0
};
/** The moments of any kind of quality. Without known squares Σ stands in for Σ², the largest it can be. */
function momentsOf(quality) {
	if ("passed" in quality) return {
		n: quality.passed + quality.failed,
		sum: quality.passed,
		squares: quality.passed
	};
	if (!("grades" in quality)) return {
		n: quality.count,
		sum: quality.sum,
		squares: quality.sum_squares ?? quality.sum
	};
	return quality.grades.reduce((moments, grade, b) => {
		const n = at(quality.counts, b);
		return addMoments(moments, {
			n,
			sum: n * grade,
			squares: n * grade * grade
		});
	}, NO_MOMENTS);
}
/** a + b. */
function addMoments(a, b) {
	return {
		n: a.n + b.n,
		sum: a.sum + b.sum,
		squares: a.squares + b.squares
	};
}
/** a − b; rounding never makes a part negative. */
function subtractMoments(a, b) {
	return {
		n: Math.max(0, a.n - b.n),
		sum: Math.max(0, a.sum - b.sum),
		squares: Math.max(0, a.squares - b.squares)
	};
}
const NO_GRADED = {
	candidate: NO_MOMENTS,
	stable: NO_MOMENTS
};
/** Both arms added. */
function addGraded(a, b) {
	return {
		candidate: addMoments(a.candidate, b.candidate),
		stable: addMoments(a.stable, b.stable)
	};
}
/** Both arms subtracted. */
function subtractGraded(a, b) {
	return {
		candidate: subtractMoments(a.candidate, b.candidate),
		stable: subtractMoments(a.stable, b.stable)
	};
}
/** Fails among graded answers, as counts of a share test. */
function failsOf({ candidate, stable }) {
	return {
		x: candidate.n - candidate.sum,
		n: candidate.n,
		y: stable.n - stable.sum,
		m: stable.n
	};
}
/** Mean score 0…1; null without scores. */
function meanOf({ n, sum }) {
	return n > 0 ? sum / n : null;
}
/** Variance of the scores, 0…0.25; 0 without scores. */
function varianceOf({ n, sum, squares }) {
	return n > 0 ? Math.max(0, squares / n - (sum / n) ** 2) : 0;
}
/** The largest share of a stake that a single answer may lose. */
const AT_RISK = .95;
/**
* What is staked against one drop: λ = δ/(δ²+σ²) is the stake that grows fastest if the mean falls by δ (Kelly);
* c = min(λ(1−m0), 0.95) keeps the stake above 0 even at a score of 1.
*/
function stake(m0, drop, variance) {
	return Math.min(drop / (drop * drop + variance) * (1 - m0), AT_RISK);
}
/**
* Bets on a drop below m0 from the count, sum and sum of squares of the scores, for every drop δj = m0·DROPS[j].
*
* The exact bets of Waudby-Smith & Ramdas would be Σ ln(1 + c·y_i), y = (m0−x)/(1−m0), one by one. With y0 =
* δ/(1−m0), L0 = ln(1+c·y0), L1 = c/(1+c·y0) and g = (L0 − L1(1+y0) − ln(1−c))/(1+y0)², the parabola
* L0 + L1(y−y0) − g(y−y0)² touches ln(1+c·y) at y0 and meets it at y = −1, hence lies below it on y ≥ −1. The chord
* from x = 0 to x = 1 lies below it too, as ln is concave. Both need sums alone, and the better one is taken:
* never more than the exact bets.
*
* @param m0 mean under test, 0 < m0 < 1
* @param variance variance of stable's scores, 0…0.25
*/
function dropBets(scores, m0, variance) {
	const { n, sum, squares } = scores;
	const room = 1 - m0;
	const sumY = (n * m0 - sum) / room;
	const sumYY = (n * m0 * m0 - 2 * m0 * sum + squares) / (room * room);
	return DROPS.map((fraction) => {
		const drop = m0 * fraction;
		const c = stake(m0, drop, variance);
		const y0 = drop / room;
		const slope = c / (1 + c * y0);
		const height = Math.log1p(c * y0);
		const bend = (height - slope * (1 + y0) - Math.log1p(-c)) / (1 + y0) ** 2;
		const chord = (n - sum) * Math.log1p(c * m0 / room) + sum * Math.log1p(-c);
		const parabola = n * height + slope * (sumY - n * y0) - bend * (sumYY - 2 * y0 * sumY + n * y0 * y0);
		return Math.max(chord, parabola);
	});
}
/** The exact bets from a histogram of grades: Σ_b n_b·ln(1 + λ(m0 − grade_b)), for every drop. */
function gradeBets({ grades, counts }, m0, variance) {
	return DROPS.map((fraction) => {
		const lambda = stake(m0, m0 * fraction, variance) / (1 - m0);
		return grades.reduce((sum, grade, b) => sum + at(counts, b) * Math.log1p(lambda * (m0 - grade)), 0);
	});
}
export { addMoments as a, gradeBets as c, subtractGraded as d, varianceOf as f, addGraded as i, meanOf as l, NO_GRADED as n, dropBets as o, NO_MOMENTS as r, failsOf as s, DROPS as t, momentsOf as u };
