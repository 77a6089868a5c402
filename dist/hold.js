import { a as ruleNames, i as ruleMetrics } from "./policy-schema.js";
import { a as slowRatio, c as at, d as logMeanExp, i as slowPair, l as klBernoulli, n as p99, o as subtractCounts, r as slowBound, s as anytimeP, t as addCounts, u as logAddExp } from "./latency.js";
import { i as timeOf, n as qualityKind, r as sameBounds } from "./looks.js";
import { g as mergeLatency, v as mergeQuality, y as scaleArm } from "./words.js";
import { a as horizonOf, c as rate, d as subtractPairs, f as THETAS, h as noBets, i as evidenceSettings, l as shareBets, m as logBets, n as PROVEN, o as NO_PAIR, p as fixedStart, r as STAKES, s as addPairs, t as PROMOTED, u as shareInformation } from "./settings.js";
import { c as isOver, l as ruleMatches, o as gateMatches, s as inOrder } from "./new-rollout.js";
import { a as addMoments, c as gradeBets, d as subtractGraded, f as varianceOf, i as addGraded, l as meanOf, n as NO_GRADED, o as dropBets, r as NO_MOMENTS, s as failsOf, t as DROPS, u as momentsOf } from "./quality.js";
import { t as checkLook } from "./validate.js";
// src/evidence/burst.ts
const BLOCK = 20;
const QUIET = 1.3;
const MARGIN = 1.5;
const SURE = 2.5;
const STEP = .75;
const NO_BURST = {
	previous: null,
	looks: 0,
	spread: 0,
	level: 0,
	largest: 0,
	pairs: 0,
	indices: []
};
/**
* Takes in stable's event count of one look. `steady` is false where it cannot be compared with the one before,
* because the weight, the length of the look or what counts as an event has changed.
*/
function stepBurst(burst, y, m, steady) {
	const previous = steady ? burst.previous : null;
	const together = previous === null ? 0 : previous.y + y;
	const spread = previous === null ? 0 : spreadOf(previous, {
		y,
		m
	});
	const open = {
		previous: {
			y,
			m
		},
		looks: burst.looks + 1,
		spread: burst.spread + spread,
		level: burst.level + together / 2,
		largest: Math.max(burst.largest, spread),
		pairs: burst.pairs + (together > 0 ? 1 : 0),
		indices: burst.indices
	};
	if (open.looks < BLOCK) return open;
	const indices = open.level > 0 ? insert(burst.indices, indexOf(open)) : burst.indices;
	return {
		...open,
		looks: 0,
		spread: 0,
		level: 0,
		largest: 0,
		indices
	};
}
/**
* φ as known after the looks so far: from the median over the closed blocks, or from the open block while
* none is closed. Young estimates scatter (the index of Poisson counts has variance 3/pairs), so until some
* 200 pairs are seen φ stays 1 unless the index is 2.5 standard deviations above 1. In its very first looks a
* service with bursts is therefore taken for one without, unless looks of stable from before the rollout are
* given: an hour of them is enough.
*/
function readBurst(burst) {
	const index = burst.indices.length > 0 ? median(burst.indices) : indexOf(burst);
	return index > 1 + SURE * Math.sqrt(3 / burst.pairs) ? burstFactor(index) : 1;
}
/**
* The index of a block. One pair that far outweighs all others is a step, as at the begin of an outage: counts
* that go up or down and stay there are no cluster, which comes and goes in two pairs of about the same weight.
*/
function indexOf({ spread, level, largest }) {
	return ratio(largest > STEP * spread ? spread - largest : spread, level);
}
/** (y1·m2 − y2·m1)² / (2·m1·m2): the squared difference of two counts at equal rates, whatever their traffic. */
function spreadOf(one, two) {
	return one.m > 0 && two.m > 0 ? (one.y * two.m - two.y * one.m) ** 2 / (2 * one.m * two.m) : 0;
}
/** φ of an index of dispersion: 1 up to 1.3, else 1.5 times the index. */
function burstFactor(index) {
	return index <= QUIET ? 1 : MARGIN * index;
}
function ratio(spread, level) {
	return level > 0 ? spread / level : 1;
}
function median(ascending) {
	const middle = Math.floor((ascending.length - 1) / 2);
	return ((ascending[middle] ?? 1) + (ascending[ascending.length - 1 - middle] ?? 1)) / 2;
}
function insert(ascending, value) {
	const place = ascending.findIndex((other) => other > value);
	return place < 0 ? [...ascending, value] : ascending.toSpliced(place, 0, value);
}
// src/evidence/carry.ts
const NO_CARRY = {
	surplus: 0,
	requests: 0
};
/** Errors that may wait whatever the traffic: at a request a minute the two scrapes can fall apart. */
const SMALL = 10;
/**
* Holds errors to at most the requests of their look and carries the rest to the next one: the two counters
* are not scraped at one instant, so at full failure a look may show 31 errors of 30 requests.
*
* `impossible` is set when more waits than two looks of requests could explain: then the counters do not
* count the same thing, and no clamping makes that right: the look is to be left out.
*/
function carryErrors(carry, arm) {
	const due = arm.errors + carry.surplus;
	const errors = Math.min(due, arm.requests);
	const surplus = due - errors;
	const impossible = surplus > Math.max(SMALL, arm.requests + carry.requests);
	return {
		carry: {
			surplus,
			requests: arm.requests
		},
		errors,
		impossible
	};
}
// src/evidence/detector.ts
/** A detector before its first look; `mark` is the beginning of that look. */
function startDetector(alternatives, mark) {
	return {
		looks: 0,
		logR: new Array(alternatives).fill(Number.NEGATIVE_INFINITY),
		cusum: new Array(alternatives).fill(0),
		marks: new Array(alternatives).fill(mark)
	};
}
/**
* One look: `bets` are the l_j, `mark` the time and totals after the look, `horizon` the looks of the whole
* watch (null: no end).
*/
function stepDetector(detector, bets, mark, horizon) {
	const weight = logOnsetWeight(detector.looks, horizon);
	const logR = [];
	const cusum = [];
	const marks = [];
	for (const [j, old] of detector.marks.entries()) {
		const bet = at(bets, j);
		const sum = at(detector.cusum, j) + bet;
		logR.push(logAddExp(at(detector.logR, j), weight) + bet);
		cusum.push(sum > 0 ? sum : 0);
		marks.push(sum > 0 ? old : mark);
	}
	return {
		looks: detector.looks + 1,
		logR,
		cusum,
		marks
	};
}
/** ln E, the run of the alternative that leads (argmax R_j), and that run's CUSUM in nats. */
function readDetector(detector, horizon) {
	let lead = 0;
	for (let j = 1; j < detector.logR.length; j++) if (at(detector.logR, j) > at(detector.logR, lead)) lead = j;
	const gain = at(detector.cusum, lead);
	return {
		logE: logAddExp(logMeanExp(detector.logR), Math.log(weightToCome(detector.looks, horizon))),
		run: gain > 0 ? detector.marks[lead] ?? null : null,
		gain
	};
}
/**
* ln w_k, k counted from 0: half of the weight on the first look (most bad versions are bad at once), the
* other half spread evenly over the horizon: w_k = 1/(2(H−1)), or w_k = 1/(2k(k+1)) without an end. A rollout
* that outlives its horizon goes on at the same rate: half a percent of false evidence for each further
* horizon is the better bargain than a detector that has gone blind.
*/
function logOnsetWeight(k, horizon) {
	if (k === 0) return -Math.LN2;
	return horizon === null ? -Math.log(2 * k * (k + 1)) : -Math.log(2 * Math.max(1, horizon - 1));
}
/** The weight of the looks still to come after `looks` of them: 1 before the first, 0 from the horizon on. */
function weightToCome(looks, horizon) {
	if (looks === 0) return 1;
	if (horizon === null) return 1 / (2 * looks);
	return Math.max(0, (1 - (looks - 1) / Math.max(1, horizon - 1)) / 2);
}
// src/evidence/proof.ts
/** ln E, whether it proves a failure (E ≥ 100), and its anytime-valid p-value. */
function proof(logE) {
	return {
		log_e: logE,
		proven: logE >= PROVEN,
		p: anytimeP(logE)
	};
}
/**
* Requests that are missing to proof, (ln 100 − ln E)/KL, `information` being the nats that one more request
* brings. 0 when proven; null when what was seen so far would never prove it. A best case: tests that do not
* know the truth in advance need 1.5 to 2 times as many.
*/
function missingRequests$1(logE, information) {
	if (logE >= PROVEN) return 0;
	return information > 0 ? Math.ceil((PROVEN - logE) / information) : null;
}
// src/evidence/error-rate.ts
const NO_ERROR_RATE = {
	burst: NO_BURST,
	totals: NO_PAIR,
	detectors: null
};
/**
* One look. Looks before the candidate's first request only teach the burst factor; the onset weights begin
* with its first traffic.
*/
function stepErrorRate(state, pair, span, settings) {
	const burst = stepBurst(state.burst, pair.y, pair.m, span.steady);
	if (state.detectors === null && pair.n === 0) return {
		...state,
		burst
	};
	const phi = readBurst(burst);
	const horizon = horizonOf(settings);
	const before = state.detectors ?? startDetectors(settings, {
		at: span.begin,
		totals: state.totals
	});
	const totals = addPairs(state.totals, pair);
	const mark = {
		at: span.end,
		totals
	};
	const bets = shareBets(pair, settings.worse_ratio, 1, phi);
	return {
		burst,
		totals,
		detectors: {
			relative: stepDetector(before.relative, bets, mark, horizon),
			absolute: before.absolute.map(({ limit, detector }) => ({
				limit,
				detector: stepDetector(detector, logBets(pair.x, pair.n, limit, 1, phi), mark, horizon)
			}))
		}
	};
}
function startDetectors(settings, mark) {
	const limits = [.../* @__PURE__ */ new Set([STAKES.limit, ...settings.error_limits])].toSorted((a, b) => a - b);
	return {
		relative: startDetector(THETAS.length, mark),
		absolute: limits.map((limit) => ({
			limit,
			detector: startDetector(THETAS.length, mark)
		}))
	};
}
/**
* E = 0.9·E(candidate > stable) + 0.1·E(candidate > 2 %). Onset and values since onset come from whichever of
* the two carries more of it and has a run open.
*/
function readErrorRate(state, settings) {
	const horizon = horizonOf(settings);
	const burst = readBurst(state.burst);
	const relative = reading(state.detectors?.relative, horizon);
	const absolute = (state.detectors?.absolute ?? []).map(({ limit, detector }) => ({
		limit,
		...reading(detector, horizon)
	}));
	const ceiling = absolute.find(({ limit }) => limit === STAKES.limit) ?? relative;
	const ofRelative = Math.log(STAKES.relative) + relative.logE;
	const ofAbsolute = Math.log(STAKES.absolute) + ceiling.logE;
	const logE = logAddExp(ofRelative, ofAbsolute);
	const lead = relative.run === null || ceiling.run !== null && ofAbsolute > ofRelative ? ceiling : relative;
	const told = tell({
		...lead,
		logE
	}, state.totals);
	return {
		...told,
		value: told.candidate,
		missing_requests: missingRequests$1(logE, information(lead, state.totals, settings) / burst),
		burst,
		relative: tell(relative, state.totals),
		absolute: absolute.filter(({ limit }) => settings.error_limits.includes(limit)).map((test) => ({
			limit: test.limit,
			...tell(test, state.totals)
		}))
	};
}
function reading(detector, horizon) {
	return detector === void 0 ? {
		logE: 0,
		run: null,
		gain: 0
	} : readDetector(detector, horizon);
}
function tell({ logE, run }, totals) {
	const seen = run === null ? NO_PAIR : subtractPairs(totals, run.totals);
	return {
		...proof(logE),
		since: run?.at ?? null,
		candidate: rate(seen.x, seen.n),
		stable: rate(seen.y, seen.m)
	};
}
/** The better of the two rates at which one more request would add evidence, in nats. */
function information({ run }, totals, settings) {
	if (run === null) return 0;
	const seen = subtractPairs(totals, run.totals);
	const p = rate(seen.x, seen.n) ?? 0;
	const absolute = p > STAKES.limit ? klBernoulli(p, STAKES.limit) : 0;
	return Math.max(shareInformation(seen, settings.worse_ratio), absolute);
}
// src/evidence/exposure.ts
/** Exposure at a weight in percent, from the time `since`. */
function startExposure(weight, since) {
	const detector = startDetector(THETAS.length, {
		at: since,
		totals: null
	});
	return {
		weight,
		settled: false,
		requests: 0,
		candidate: 0,
		above: detector,
		below: detector
	};
}
/**
* One look. The look in which the weight changed is not counted, since the switch takes time to reach everyone;
* at weight 0 nothing is tested.
*/
function stepExposure(before, look, span) {
	const exposure = (before?.weight === look.weight ? before : null) ?? startExposure(look.weight, span.begin);
	if (!exposure.settled || look.weight === 0) return {
		...exposure,
		settled: true
	};
	const x = look.candidate.requests;
	const n = x + look.stable.requests;
	const mark = {
		at: span.end,
		totals: null
	};
	const { low, high } = limitsOf(look.weight);
	return {
		...exposure,
		requests: exposure.requests + n,
		candidate: exposure.candidate + x,
		above: stepDetector(exposure.above, logBets(x, n, high, 1), mark, null),
		below: stepDetector(exposure.below, logBets(x, n, low, -1), mark, null)
	};
}
/**
* Half and twice the weight as fractions. From a third of the traffic on, twice the weight leaves too little
* room, and half of stable's share takes its place.
*/
function limitsOf(weight) {
	const share = weight / 100;
	return {
		low: share / 2,
		high: Math.min(2 * share, (1 + share) / 2)
	};
}
/** The share so far, and whether it is proven to be outside (E ≥ 100). */
function readExposure(exposure) {
	const logEAbove = readDetector(exposure.above, null).logE;
	const logEBelow = readDetector(exposure.below, null).logE;
	const needed = PROVEN + Math.LN2;
	return {
		weight: exposure.weight,
		requests: exposure.requests,
		share: rate(exposure.candidate, exposure.requests),
		log_e_above: logEAbove,
		log_e_below: logEBelow,
		outside: logEAbove >= needed ? "above" : logEBelow >= needed ? "below" : null
	};
}
// src/evidence/latency-p99.ts
/**
* One look. Without a histogram of both arms nothing is bet. The bound that separates slow from fast is chosen
* from stable's looks before this one (the first look must use its own). When the buckets change, all starts
* over, since counts over different bounds cannot be compared.
*/
function stepLatency(state, look, span, settings) {
	const [candidate, stable] = [look.candidate.latency, look.stable.latency];
	if (candidate === void 0 || stable === void 0) return state && {
		...state,
		seen: null
	};
	const { le } = stable;
	const before = state !== null && sameBounds(state.le, le) ? state : startLatency(le);
	const bound = slowBound({
		le,
		counts: before.totals.stable
	}) ?? slowBound(stable);
	const pair = bound === null ? NO_PAIR : slowPair(candidate, stable, bound);
	const burst = stepBurst(before.burst, pair.y, pair.m, span.steady && bound === before.bound);
	const phi = readBurst(burst);
	const totals = {
		candidate: addCounts(before.totals.candidate, candidate.counts),
		stable: addCounts(before.totals.stable, stable.counts),
		slow: addPairs(before.totals.slow, pair)
	};
	const next = {
		le,
		bound,
		totals,
		burst,
		seen: {
			pair,
			phi
		}
	};
	if (before.detector === null && pair.n === 0) return {
		...next,
		detector: null
	};
	const started = before.detector ?? startDetector(THETAS.length, {
		at: span.begin,
		totals: before.totals
	});
	const bets = shareBets(pair, 1, 1, phi);
	return {
		...next,
		detector: stepDetector(started, bets, {
			at: span.end,
			totals
		}, horizonOf(settings))
	};
}
function startLatency(le) {
	const zero = le.map(() => 0);
	return {
		le,
		bound: null,
		totals: {
			candidate: zero,
			stable: zero,
			slow: NO_PAIR
		},
		burst: NO_BURST,
		detector: null,
		seen: null
	};
}
/** Evidence of the share test; the values are p99s by interpolation, over the run that leads. */
function readLatency(state, settings) {
	const { detector, totals, le } = state;
	const { logE, run } = detector === null ? {
		logE: 0,
		run: null
	} : readDetector(detector, horizonOf(settings));
	const burst = readBurst(state.burst);
	const [candidate, stable] = ["candidate", "stable"].map((arm) => run === null ? null : p99({
		le,
		counts: subtractCounts(totals[arm], run.totals[arm])
	}));
	const slow = run === null ? NO_PAIR : subtractPairs(totals.slow, run.totals.slow);
	return {
		...proof(logE),
		since: run?.at ?? null,
		value: increaseOf(candidate ?? null, stable ?? null),
		candidate: candidate ?? null,
		stable: stable ?? null,
		missing_requests: missingRequests$1(logE, shareInformation(slow) / burst),
		burst
	};
}
/** Rise against stable as a fraction; null when a side is unknown or stable's is 0. */
function increaseOf(candidate, stable) {
	return candidate === null || stable === null || !(stable > 0) ? null : candidate / stable - 1;
}
// src/evidence/claims.ts
/** Ratios of slow requests to stable's that the claims on the p99 stay below. */
function slowRatios({ gates }) {
	const { young, mature } = gates;
	return {
		young: slowRatio(young.latency_increase),
		mature: slowRatio(mature.latency_increase),
		superior: 1
	};
}
/** Parts of stable's mean that the claims on the quality stay above. */
function keptParts({ gates }) {
	return {
		young: 1 - gates.young.quality_drop,
		mature: 1 - gates.mature.quality_drop,
		superior: 1
	};
}
/** Adds one look's bets on all claims; `claims` is null before the first. */
function addBets(claims, levels, bets) {
	const add = (name) => addLists(claims?.[name] ?? noBets(), bets(levels[name]));
	return {
		young: add("young"),
		mature: add("mature"),
		superior: add("superior")
	};
}
/** a + b, alternative by alternative. */
function addLists(a, b) {
	return a.map((wealth, j) => wealth + at(b, j));
}
/** Bets on "less than `ratio` times stable's rate". */
function below({ pair, phi }, ratio) {
	return shareBets(pair, ratio, -1, phi);
}
/**
* Bets on a pass rate above `part` times stable's, as a ratio of fails below (1 − part·m0)/(1 − m0). m0 is
* stable's pass rate before the look; its first look must use its own. While stable has not failed once that
* ratio has no meaning, and the claim is "fails less than 1 − part of the time", which needs no stable.
* Superiority (part 1) is a plain ratio below 1.
*/
function fewerFails({ graded, m0, phi }, part) {
	const pair = failsOf(graded);
	const passing = m0 ?? (pair.m > 0 ? 1 - pair.y / pair.m : null);
	if (part === 1) return shareBets(pair, 1, -1, phi);
	if (passing === null) return noBets();
	if (passing >= 1) return logBets(pair.x, pair.n, 1 - part, -1, phi);
	return shareBets(pair, (1 - part * passing) / (1 - passing), -1, phi);
}
/**
* Bets on a mean score above `part` times stable's, from the sums of a stage: both arms over the same time, so
* that a change that hits both stays out. Stable's mean is an estimate, for which l is divided by 1 + n/m (see
* quality-level.ts).
*/
function scoresAbove({ candidate, stable }, part) {
	if (!(stable.n > 0 && stable.sum > 0)) return noBets();
	const m0 = stable.sum / stable.n;
	return logBets(candidate.sum, candidate.n, part * m0, 1, 1 + candidate.n / stable.n);
}
/** A claim from its log wealth: proven from E ≥ 20 (anytime p < 0.05). */
function claim(limit, wealth) {
	const logE = fixedStart(wealth);
	return {
		limit,
		log_e: logE,
		proven: logE >= PROMOTED,
		p: anytimeP(logE)
	};
}
// src/evidence/promotion.ts
/** A stage that begins at `since` with the given weight in percent. */
function startStage(weight, since) {
	return {
		weight,
		since,
		looks: 0,
		errors: NO_PAIR,
		fewerErrors: noBets(),
		latency: null,
		fails: null,
		scores: null
	};
}
/** One look of the stage. */
function stepStage(stage, seen, settings) {
	const { errors, latency, quality } = seen;
	const fails = seen.kind === "pass-fail" ? quality : null;
	const scores = seen.kind === "pass-fail" ? null : quality;
	const { x, n, y, m } = errors.pair;
	const weighed = {
		x: x / errors.phi,
		n: n / errors.phi,
		y: y / errors.phi,
		m: m / errors.phi
	};
	return {
		...stage,
		looks: stage.looks + 1,
		errors: addPairs(stage.errors, weighed),
		fewerErrors: addLists(stage.fewerErrors, below(errors, 1)),
		latency: latency ? addBets(stage.latency, slowRatios(settings), (ratio) => below(latency, ratio)) : stage.latency,
		fails: fails ? addBets(stage.fails, keptParts(settings), (part) => fewerFails(fails, part)) : stage.fails,
		scores: scores ? addGraded(stage.scores ?? NO_GRADED, scores.graded) : stage.scores
	};
}
/** The stage's claims at the candidate's age: `mature` picks the limits. */
function readStage(stage, mature, settings) {
	const age = mature ? "mature" : "young";
	const limit = settings.gates[age].error_rate;
	const { x, n, y, m } = stage.errors;
	return {
		weight: stage.weight,
		since: stage.since,
		looks: stage.looks,
		mature,
		error_rate: claim(limit, logBets(x, n, limit, -1)),
		latency_p99: latencyClaim(stage, age, settings),
		quality: qualityClaim(stage, age, settings),
		superior: {
			error_rate: claim(1, stage.fewerErrors),
			latency_p99: latencyClaim(stage, "superior", settings),
			quality: qualityClaim(stage, "superior", settings)
		},
		stable_above_limit: {
			...claim(limit, logBets(y, m, limit, 1)),
			value: rate(y, m)
		},
		weighed: {
			errors: x,
			requests: n
		}
	};
}
function latencyClaim({ latency }, name, settings) {
	return latency && claim(slowRatios(settings)[name], latency[name]);
}
function qualityClaim({ fails, scores }, name, settings) {
	const part = keptParts(settings)[name];
	if (scores !== null) return claim(part, scoresAbove(scores, part));
	return fails && claim(part, fails[name]);
}
// src/evidence/quality-level.ts
const NO_LEVEL = {
	stable: NO_MOMENTS,
	candidate: 0
};
const MEMORY = .95;
/** Nobody promises a perfect score: a stable mean above this counts as this. */
const BEST = .99;
/** Takes in one look. */
function stepLevel(level, stable, candidate) {
	const { n, sum, squares } = level.stable;
	const faded = {
		n: n * MEMORY,
		sum: sum * MEMORY,
		squares: squares * MEMORY
	};
	return {
		stable: addMoments(faded, stable),
		candidate: level.candidate * MEMORY + candidate
	};
}
/**
* m0, σ² and the inflation for the bets of one look; null while stable has no scores, or none above 0.
*
* m0 is the lower of stable's mean in this look and its mean of late: the first follows at once when the judge
* or the provider fails both arms, the second steadies it when few answers are graded. Stable's mean is itself
* an estimate: the difference of two means scatters 1 + n/m times as much as the candidate's alone, and l is
* divided by that as by a burst factor.
*
* @param level after this look
*/
function referenceOf(level, look) {
	const late = meanOf(level.stable);
	if (late === null) return null;
	const m0 = Math.min(meanOf(look) ?? late, late, BEST);
	if (!(m0 > 0)) return null;
	return {
		m0,
		variance: varianceOf(level.stable),
		inflation: 1 + level.candidate / level.stable.n
	};
}
// src/evidence/quality-drop.ts
/**
* One look. Without grades of both arms in one and the same form nothing is bet. If the form changes during a
* rollout, the evidence starts over: its alternatives are not the same.
*/
function stepQuality(state, look, span, settings) {
	const [ofCandidate, ofStable] = [look.candidate.quality, look.stable.quality];
	if (ofCandidate === void 0 || ofStable === void 0) return state && {
		...state,
		seen: null
	};
	const kind = commonKind(ofCandidate, ofStable);
	if (kind === null) return state && {
		...state,
		seen: null
	};
	const before = state?.kind === kind ? state : startQuality(kind);
	const candidate = momentsOf(ofCandidate);
	const stable = momentsOf(ofStable);
	const level = stepLevel(before.level, stable, candidate.n);
	const burst = kind === "pass-fail" ? stepBurst(before.burst, stable.n - stable.sum, stable.n, span.steady) : before.burst;
	const totals = addGraded(before.totals, {
		candidate,
		stable
	});
	const next = {
		kind,
		level,
		burst,
		totals,
		seen: {
			graded: {
				candidate,
				stable
			},
			m0: meanOf(before.level.stable),
			phi: readBurst(burst)
		}
	};
	if (before.detector === null && candidate.n === 0) return {
		...next,
		detector: null
	};
	const bets = betsOf(next, ofCandidate);
	const started = before.detector ?? startDetector(bets.length, {
		at: span.begin,
		totals: before.totals
	});
	return {
		...next,
		detector: stepDetector(started, bets, {
			at: span.end,
			totals
		}, horizonOf(settings))
	};
}
function startQuality(kind) {
	return {
		kind,
		level: NO_LEVEL,
		burst: NO_BURST,
		totals: NO_GRADED,
		detector: null,
		seen: null
	};
}
/** Scores need squares in both arms to be used as such. */
function commonKind(candidate, stable) {
	const [a, b] = [qualityKind(candidate), qualityKind(stable)];
	if (a === b) return a;
	return [a, b].every((kind) => kind === "scores" || kind === "sums") ? "sums" : null;
}
function betsOf({ kind, level, seen }, raw) {
	const { candidate, stable } = seen.graded;
	if (kind === "pass-fail") return shareBets(failsOf(seen.graded), 1, 1, seen.phi);
	const reference = referenceOf(level, stable);
	if (reference === null || candidate.n === 0) return new Array(kind === "sums" ? THETAS.length : DROPS.length).fill(0);
	const { m0, variance, inflation } = reference;
	if (kind === "sums") return logBets(candidate.n - candidate.sum, candidate.n, 1 - m0, 1, inflation);
	return ("grades" in raw ? gradeBets(raw, m0, variance) : dropBets(candidate, m0, variance)).map((bet) => bet / inflation);
}
/** Evidence of the drop; the values are mean qualities (pass rates) over the run that leads. */
function readQuality(state, settings) {
	const { detector, totals } = state;
	const { logE, run, gain } = detector === null ? {
		logE: 0,
		run: null,
		gain: 0
	} : readDetector(detector, horizonOf(settings));
	const burst = readBurst(state.burst);
	const seen = run === null ? NO_GRADED : subtractGraded(totals, run.totals);
	const [candidate, stable] = [meanOf(seen.candidate), meanOf(seen.stable)];
	const growth = seen.candidate.n > 0 ? gain / seen.candidate.n : 0;
	const information = state.kind === "pass-fail" ? shareInformation(failsOf(seen)) / burst : growth;
	return {
		...proof(logE),
		since: run?.at ?? null,
		value: dropOf(candidate, stable),
		candidate,
		stable,
		missing_requests: missingRequests$1(logE, information),
		burst
	};
}
/** Drop below stable as a fraction of it; null when a side is unknown or stable's is 0. */
function dropOf(candidate, stable) {
	return candidate === null || stable === null || !(stable > 0) ? null : 1 - candidate / stable;
}
// src/evidence/window.ts
/** The looks (oldest first) that end in the last `seconds`, and the newest. */
function keepWindow(looks, newest, seconds) {
	const begin = newest.time - seconds * 1e3;
	return [...looks.filter(({ time }) => time > begin), newest];
}
/** Plain values over a window: what a rule without evidence would look at. */
function windowValues(timed, seconds) {
	const looks = timed.map(({ look }) => look);
	const candidate = valuesOf(looks, "candidate");
	const stable = valuesOf(looks, "stable");
	return {
		seconds,
		looks: looks.length,
		candidate,
		stable,
		latency_increase: increaseOf(candidate.p99, stable.p99),
		quality_drop: dropOf(candidate.quality, stable.quality)
	};
}
function valuesOf(looks, arm) {
	const arms = looks.map((look) => look[arm]);
	const requests = arms.reduce((sum, look) => sum + look.requests, 0);
	const errors = arms.reduce((sum, look) => sum + look.errors, 0);
	const latency = arms.flatMap((look) => look.latency ?? []).reduce(addLatency, null);
	const scores = arms.flatMap((look) => look.quality ? momentsOf(look.quality) : []).reduce(addMoments, NO_MOMENTS);
	return {
		requests,
		errors,
		error_rate: rate(errors, requests),
		p99: latency === null ? null : p99(latency),
		graded: scores.n,
		quality: meanOf(scores)
	};
}
/** Histograms with other buckets than the newest are left out. */
function addLatency(sum, next) {
	if (sum === null || !sameBounds(sum.le, next.le)) return next;
	return {
		le: sum.le,
		counts: addCounts(sum.counts, next.counts)
	};
}
// src/evidence/evaluate.ts
/** Evidence before the first look; settings that are not given are those of the default policy. */
function start(settings = {}) {
	return {
		settings: evidenceSettings(settings),
		looks: 0,
		last: null,
		firstTraffic: null,
		problems: [],
		carry: {
			candidate: NO_CARRY,
			stable: NO_CARRY
		},
		silent: {
			candidate: 0,
			stable: 0,
			latency_p99: 0,
			quality: 0
		},
		errorRate: NO_ERROR_RATE,
		latency: null,
		quality: null,
		stage: null,
		exposure: null,
		window: []
	};
}
/**
* Takes in one look. A look that is not valid is left out and remembered in `problems`: it can neither prove nor
* promote anything, and the caller sees why.
*/
function step(state, look) {
	const looks = state.looks + 1;
	const candidate = carryErrors(state.carry.candidate, look.candidate);
	const stable = carryErrors(state.carry.stable, look.stable);
	const invalid = checkLook(look, state.last?.time ?? null);
	const faults = invalid.length > 0 ? invalid : surplusFaults(candidate.impossible, stable.impossible);
	if (faults.length > 0) {
		const problems = [...state.problems, ...faults.map((fault) => ({
			index: state.looks,
			...fault
		}))];
		return {
			...state,
			looks,
			problems
		};
	}
	const time = timeOf(look);
	const clean = {
		...look,
		candidate: {
			...look.candidate,
			errors: candidate.errors
		},
		stable: {
			...look.stable,
			errors: stable.errors
		}
	};
	return {
		...count({
			...state,
			looks
		}, clean, time),
		carry: {
			candidate: candidate.carry,
			stable: stable.carry
		},
		last: {
			at: look.at,
			time,
			weight: look.weight,
			length: lengthOf(time, state.last, state.settings)
		}
	};
}
function surplusFaults(candidate, stable) {
	return [...candidate ? ["candidate"] : [], ...stable ? ["stable"] : []].map((arm) => ({
		code: "errors-above-requests",
		message: `${arm}.errors exceed ${arm}.requests by more than two looks of requests`
	}));
}
function count(state, look, time) {
	const { settings } = state;
	const span = spanOf(look, time, state);
	const pair = {
		x: look.candidate.errors,
		n: look.candidate.requests,
		y: look.stable.errors,
		m: look.stable.requests
	};
	const errorRate = stepErrorRate(state.errorRate, pair, span, settings);
	const latency = stepLatency(state.latency, look, span, settings);
	const quality = stepQuality(state.quality, look, span, settings);
	const seen = {
		errors: {
			pair,
			phi: readBurst(errorRate.burst)
		},
		latency: latency?.seen ?? null,
		quality: quality?.seen ?? null,
		kind: quality?.kind ?? null
	};
	const stage = state.stage?.weight === look.weight ? state.stage : startStage(look.weight, span.begin);
	return {
		...state,
		firstTraffic: state.firstTraffic ?? (pair.n > 0 ? span.begin : null),
		silent: countSilence(state.silent, pair, seen),
		errorRate,
		latency,
		quality,
		stage: stepStage(stage, seen, settings),
		exposure: stepExposure(state.exposure, look, span),
		window: keepWindow(state.window, {
			time,
			look
		}, settings.window)
	};
}
function countSilence(before, { n, m }, { latency, quality }) {
	const slow = latency?.pair ?? NO_PAIR;
	const graded = quality?.graded ?? NO_GRADED;
	return {
		candidate: n > 0 ? 0 : before.candidate + 1,
		stable: m > 0 ? 0 : before.stable + 1,
		latency_p99: slow.n > 0 && slow.m > 0 ? 0 : before.latency_p99 + 1,
		quality: graded.candidate.n > 0 && graded.stable.n > 0 ? 0 : before.quality + 1
	};
}
/** A look begins where the one before it ended; the first one an interval before its end. */
function spanOf(look, time, { last, settings }) {
	const begin = last?.at ?? (/* @__PURE__ */ new Date(time - settings.interval * 1e3)).toISOString();
	const length = lengthOf(time, last, settings);
	const steady = last !== null && last.weight === look.weight && Math.abs(length / last.length - 1) < .1 && look.synthetic !== true;
	return {
		begin,
		end: look.at,
		steady
	};
}
function lengthOf(time, last, { interval }) {
	return last === null ? interval * 1e3 : time - last.time;
}
/** What the looks so far amount to. */
function read(state) {
	const { settings, last, firstTraffic, latency, quality, stage, exposure } = state;
	const age = last === null || firstTraffic === null ? 0 : (last.time - Date.parse(firstTraffic)) / 1e3;
	const { x, n, y, m } = state.errorRate.totals;
	return {
		at: last?.at ?? null,
		looks: state.looks,
		first_traffic: firstTraffic,
		age_seconds: age,
		problems: state.problems,
		error_rate: readErrorRate(state.errorRate, settings),
		latency_p99: latency && readLatency(latency, settings),
		quality: quality && readQuality(quality, settings),
		promotion: stage && readStage(stage, age >= settings.gates.mature_after, settings),
		exposure: exposure && readExposure(exposure),
		totals: {
			candidate: {
				requests: n,
				errors: x
			},
			stable: {
				requests: m,
				errors: y
			}
		},
		silent_looks: state.silent,
		window: windowValues(state.window, settings.window)
	};
}
/**
* Evidence from scratch: the looks of the 30-second grid, oldest first, since before the candidate's first
* traffic. Pure, and the fold of `step`, so that a run that kept its state and one that starts anew after a
* crash come to identical numbers.
*/
function evaluate(looks, settings = {}) {
	return read(looks.reduce(step, start(settings)));
}
// src/policy/baseline.ts
/** At 100 % the candidate is compared with the stored baseline as if it were a canary of this weight. */
const weight = 10;
/**
* A look at 100 % has no stable version in it: what that version did in the last stage takes its place, scaled
* to the same traffic. Other looks stay as they are.
*/
function againstBaseline(look, baseline) {
	const elsewhere = look.stable.requests > look.candidate.requests;
	if (look.weight < 100 || baseline === null || elsewhere) return look;
	const factor = look.candidate.requests * (100 / weight - 1) / baseline.requests;
	return {
		...look,
		weight,
		stable: scaleArm(baseline, factor),
		synthetic: true
	};
}
/**
* What the stable version did since `began` (ISO 8601), as sums, a little worse than it was seen: by two
* standard errors, so that a short stage does not make a baseline that nobody can keep. Null without counts.
*/
function baselineSince(looks, began) {
	const stage = looks.filter(({ at }) => Date.parse(at) > Date.parse(began));
	const sum = (values, add) => values.reduce((total, value) => total === void 0 ? value : add(total, value) ?? value, void 0);
	const requests = stage.reduce((total, { stable }) => total + stable.requests, 0);
	const errors = stage.reduce((total, { stable }) => total + stable.errors, 0);
	const latency = sum(stage.flatMap(({ stable }) => stable.latency ?? []), mergeLatency);
	const quality = sum(stage.flatMap(({ stable }) => stable.quality ?? []), mergeQuality);
	if (requests <= 0) return null;
	return {
		requests,
		errors: Math.min(requests, errors + margin(errors)),
		...latency === void 0 ? {} : { latency: slower(latency) },
		...quality === void 0 ? {} : { quality: worse(quality) }
	};
}
/** Two standard errors of a count. */
function margin(count) {
	return 2 * Math.sqrt(count + 1);
}
function slower({ le, counts }) {
	const total = counts.at(-1) ?? 0;
	return {
		le,
		counts: [...counts.map((count) => Math.max(0, count - margin(total - count))).slice(0, -1), total]
	};
}
function worse(quality) {
	if ("passed" in quality) {
		const more = Math.min(quality.passed, margin(quality.failed));
		return {
			passed: quality.passed - more,
			failed: quality.failed + more
		};
	}
	if ("grades" in quality) return quality;
	const { count, sum, sum_squares } = quality;
	const variance = sum_squares === void 0 ? count / 4 : Math.max(0, sum_squares - sum * sum / Math.max(1, count));
	const less = Math.max(0, sum - 2 * Math.sqrt(variance));
	return {
		...quality,
		sum: less,
		...sum_squares === void 0 ? {} : { sum_squares: Math.min(sum_squares, less) }
	};
}
// src/policy/evidence-readings.ts
/** What evidence needs to know of a policy: percent become fractions. `interval` is that of the looks, in seconds. */
function evidenceSettingsOf(policy, interval, window) {
	const { young, mature, mature_after } = policy.gates;
	const errorRules = ruleNames.filter((name) => ruleMetrics[name] === "error_rate");
	return {
		interval,
		watch: policy.watch > 0 ? Math.max(policy.watch, policy.deadline) : null,
		error_limits: errorRules.map((name) => policy.rules[name].over / 100),
		worse_ratio: 1,
		gates: {
			young: fractions(young),
			mature: fractions(mature),
			mature_after
		},
		window
	};
}
/** Readings by evidence: values since the trouble began, each with how far it is proven. */
function evidenceReadings(evidence) {
	const { error_rate: errors, latency_p99: latency, quality } = evidence;
	return [
		errorReading(errors),
		relativeReading("latency_p99", latency),
		relativeReading("quality", quality)
	];
}
function errorReading(errors) {
	return {
		metric: "error_rate",
		value: percent(errors.value),
		candidate: percent(errors.candidate),
		stable: percent(errors.stable),
		since: errors.since,
		worse: errors.relative.proven,
		proof: proofOf(errors)
	};
}
function relativeReading(metric, evidence) {
	if (evidence === null) return {
		metric,
		value: null,
		candidate: null,
		stable: null,
		since: null,
		worse: null,
		proof: null
	};
	const { value, candidate, stable, since, proven } = evidence;
	return {
		metric,
		value: percent(value),
		candidate,
		stable,
		since,
		worse: proven,
		proof: proofOf(evidence)
	};
}
function proofOf({ proven, log_e, p, missing_requests }) {
	return {
		proven,
		log_e,
		p,
		missing_requests
	};
}
function fractions({ error_rate, latency_increase, quality_drop }) {
	return {
		error_rate: error_rate / 100,
		latency_increase: latency_increase / 100,
		quality_drop: quality_drop / 100
	};
}
function percent(fraction) {
	return fraction === null ? null : fraction * 100;
}
// src/policy/gaps.ts
/** Looks in a row without requests after which an arm counts as silent. */
const silentLooks = 3;
/** Requests of the candidate that are missing in the window until a look without evidence is judged. */
function missingRequests(observation, policy) {
	if (observation.rates !== null) return 0;
	return Math.max(0, Math.ceil(policy.min_requests - (observation.candidate.requests ?? 0)));
}
/** Gaps that leave the candidate's error rate unknown: without it nothing at all is judged. */
function errorGaps(observation, readings, missing, evidence) {
	const basic = observation.problems.filter(({ fatal, arm, metric }) => fatal && arm !== "stable" && (metric === null || metric === "requests" || metric === "errors"));
	if (basic.length > 0) return basic.map(({ code }) => code);
	if (evidence !== null) {
		const silent = evidence.totals.candidate.requests === 0 || evidence.silent_looks.candidate >= silentLooks;
		const spoilt = evidence.problems.some(({ index }) => index === evidence.looks - 1);
		return silent ? [silence(evidence)] : spoilt ? ["invalid-data"] : [];
	}
	if (observation.rates === null && missing > 0) return ["too-few"];
	return readings.some((entry) => entry.metric === "error_rate" && entry.value !== null) ? [] : ["no-data"];
}
/** What the candidate's silence means: routing, where it must have had traffic; else too little of it, or none. */
function silence({ exposure, silent_looks, totals }) {
	if (exposure?.outside === "below") return "routing-not-in-effect";
	return totals.stable.requests > 0 && silent_looks.stable < silentLooks ? "candidate-silent" : "no-data";
}
/** Gaps in any metric; at 100 % the stable version has no traffic, and its silence says nothing. */
function fatalGaps(problems, alone) {
	return problems.filter(({ fatal, arm }) => fatal && !(alone && arm === "stable")).map(({ code }) => code);
}
/** A stable version above the gate limit: the limit is below what production delivers. */
function baselineGaps(readings, errorLimit, alone) {
	const stable = readings.find((entry) => entry.metric === "error_rate")?.stable ?? null;
	return !alone && stable !== null && stable > errorLimit ? ["limit-below-baseline"] : [];
}
/** What evidence finds amiss besides the candidate: routing, a silent or a bad stable version. */
function evidenceGaps(evidence, alone) {
	const gaps = [];
	if (evidence.exposure !== null && evidence.exposure.outside !== null) gaps.push("routing-not-in-effect");
	if (alone) return gaps;
	if (evidence.silent_looks.stable >= silentLooks) gaps.push("stable-silent");
	if (evidence.promotion?.stable_above_limit.proven === true) gaps.push("limit-below-baseline");
	return gaps;
}
// src/policy/present.ts
/** The 95 % quantile of the normal distribution. */
const certainty = 1.645;
/** The error rate of the window in percent; null where nothing was counted. */
function errorRateNow({ errors, requests }) {
	return errors === null || !requests ? null : 100 * errors / requests;
}
/**
* Whether a rate in percent over so many requests is over a threshold by so much that chance explains it in one
* of twenty windows at most (normal approximation of the binomial share).
*/
function isOverBeyondChance(rate, requests, threshold) {
	const spread = Math.sqrt(threshold * (100 - threshold) / requests);
	return isOver(rate, threshold + certainty * spread);
}
/**
* Whether a crossing of the error rate still is one: it began within the present window, or the window crosses
* the threshold too. Other metrics are not asked.
*/
function isPresent(match, { candidate, rates, at, window_seconds }) {
	if (match.metric !== "error_rate" || rates !== null || match.since === null) return true;
	if (Date.parse(match.since) >= Date.parse(at) - window_seconds * 1e3) return true;
	const now = errorRateNow(candidate);
	return now !== null && isOver(now, match.threshold);
}
/**
* Error rules that the present window crosses, for a candidate that is proven worse than stable. Its value since
* the trouble began may still be the average of a better hour: how bad it is now decides how severe it is. By
* so much that chance explains it in one of twenty windows at most, so that a small window proves nothing.
*/
function presentMatches(observation, readings, policy) {
	const reading = readings.find(({ metric }) => metric === "error_rate");
	const now = errorRateNow(observation.candidate);
	const requests = observation.candidate.requests ?? 0;
	if (reading?.proof?.proven !== true || reading.worse !== true || now === null) return [];
	const since = (/* @__PURE__ */ new Date(Date.parse(observation.at) - observation.window_seconds * 1e3)).toISOString();
	return ruleNames.filter((name) => ruleMetrics[name] === "error_rate").flatMap((name) => {
		const { over: threshold, severity, decider, limit } = policy.rules[name];
		if (!isOverBeyondChance(now, requests, threshold)) return [];
		return [{
			name,
			metric: "error_rate",
			severity,
			decider,
			value: now,
			threshold,
			limit,
			since
		}];
	});
}
// src/evidence/futility.ts
/** Whether the stage can still be promoted before its deadline, and if not, which weight would do. */
function futility(outlook) {
	const { limit, errors, requests, burst, requests_per_second, seconds_left, weight } = outlook;
	const further = cleanRequestsNeeded(limit, errors, requests);
	const needed = further === null ? null : Math.ceil(further * burst);
	const expected = Math.floor(Math.max(0, requests_per_second * seconds_left));
	if (needed !== null && needed <= expected) return {
		needed,
		expected,
		futile: false,
		weight
	};
	const enough = needed === null || !(expected > 0) ? null : Math.ceil(weight * needed / expected);
	return {
		needed,
		expected,
		futile: true,
		weight: enough !== null && enough <= 100 ? enough : null
	};
}
/**
* Further requests without an error until E(rate < limit) ≥ 20, after the given counts. E grows with each of
* them, so the number is found by doubling and halving. Null above 2^40, which no service will see.
*/
function cleanRequestsNeeded(limit, errors, requests) {
	const proven = (further) => fixedStart(logBets(errors, requests + further, limit, -1)) >= PROMOTED;
	if (proven(0)) return 0;
	let high = 1;
	while (!proven(high) && high < 2 ** 40) high *= 2;
	if (!proven(high)) return null;
	let low = 0;
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (proven(middle)) high = middle;
		else low = middle;
	}
	return high;
}
// src/policy/promotion.ts
/**
* Whether the evidence of this stage allows the next one: the error rate proven below the gate limit of the
* present age, and before 100 % the p99 and quality, where they are measured, proven not worse (and the metric
* of `criterion: superior` proven better). Without counts, or with `require: no-crossing`, the rules and gaps
* decide, and of the proofs only that of `criterion: superior` is wanted.
*/
function promotionOf(evidence, policy, context) {
	if (evidence === null) return {
		ready: true,
		waits: [],
		gap: null
	};
	const { promotion } = evidence;
	if (promotion === null) return {
		ready: false,
		waits: [unknownWait("error_rate")],
		gap: null
	};
	const outlook = outlookOf(evidence, promotion, context);
	const waits = [];
	if (policy.require === "proof") {
		if (!promotion.error_rate.proven) waits.push(errorWait(outlook));
		for (const metric of ["latency_p99", "quality"]) if (context.lastStage && evidence[metric] !== null && promotion[metric]?.proven !== true) waits.push(claimWait(metric, promotion[metric], promotion.weighed.requests, outlook.perSecond));
	}
	const better = policy.criterion === "no-regression" ? null : policy.criterion.superior;
	if (context.lastStage && better !== null && promotion.superior[better]?.proven !== true) waits.push(claimWait(better, promotion.superior[better], promotion.weighed.requests, outlook.perSecond));
	const ready = waits.length === 0;
	return {
		ready,
		waits,
		gap: ready ? null : gapOf(waits, outlook, context)
	};
}
/** Why the stage cannot be passed any more; null while it can. */
function gapOf(waits, { futile }, { secondsLeft }) {
	if (secondsLeft <= 0) return "deadline-passed";
	return futile && waits.some(({ metric }) => metric === "error_rate") ? "futile" : null;
}
function outlookOf(evidence, promotion, context) {
	const { candidate, seconds } = evidence.window;
	const covered = Math.min(seconds, Math.max(30, evidence.age_seconds));
	const perSecond = candidate.requests / covered;
	return {
		...futility({
			limit: promotion.error_rate.limit,
			...promotion.weighed,
			burst: evidence.error_rate.burst,
			requests_per_second: perSecond,
			seconds_left: context.secondsLeft,
			weight: context.weight
		}),
		perSecond
	};
}
function errorWait({ needed, perSecond, futile, weight }) {
	return {
		metric: "error_rate",
		requests: needed,
		minutes: needed === null || perSecond <= 0 ? null : needed / perSecond / 60,
		weight: futile ? weight : null
	};
}
/** Requests until a claim is proven if ln E goes on growing as it did in this stage; unknown while it does not. */
function claimWait(metric, claim, requests, perSecond) {
	if (claim === null || !(claim.log_e > 0) || !(perSecond > 0)) return unknownWait(metric);
	const needed = Math.ceil(requests * Math.max(0, PROMOTED / claim.log_e - 1));
	return {
		metric,
		requests: needed,
		minutes: needed / perSecond / 60,
		weight: null
	};
}
function unknownWait(metric) {
	return {
		metric,
		requests: null,
		minutes: null,
		weight: null
	};
}
// src/policy/readings.ts
/**
* How much worse than stable's the candidate's error rate must be, as a ratio, for a crossing of an
* absolute limit by both arms to be the candidate's doing rather than an outage.
*/
const worseRatio = 2;
/**
* The readings of an observation as they stand: rates over its window. Evidence replaces these by
* values since onset; the unit of each is that of the policy's thresholds (percent).
*/
function windowReadings(observation) {
	const { candidate, stable, rates } = observation;
	const since = (/* @__PURE__ */ new Date(Date.parse(observation.at) - observation.window_seconds * 1e3)).toISOString();
	if (rates !== null) return [
		{
			metric: "error_rate",
			value: rates.error_rate_pct,
			candidate: rates.error_rate_pct,
			...noSides(since)
		},
		{
			metric: "latency_p99",
			value: rates.latency_increase_pct,
			candidate: null,
			...noSides(since)
		},
		{
			metric: "quality",
			value: rates.quality_drop_pct,
			candidate: null,
			...noSides(since)
		}
	];
	const errors = errorRate(candidate.errors, candidate.requests);
	const stableErrors = errorRate(stable.errors, stable.requests);
	return [
		{
			metric: "error_rate",
			value: errors,
			candidate: errors,
			stable: stableErrors,
			since,
			worse: errors === null || stableErrors === null ? null : errors > worseRatio * stableErrors,
			proof: null
		},
		relative("latency_p99", candidate.p99, stable.p99, since, (c, s) => (c / s - 1) * 100),
		relative("quality", candidate.quality, stable.quality, since, (c, s) => (1 - c / s) * 100)
	];
}
function noSides(since) {
	return {
		stable: null,
		since,
		worse: null,
		proof: null
	};
}
function relative(metric, candidate, stable, since, change) {
	const value = candidate === null || stable === null || stable <= 0 ? null : change(candidate, stable);
	return {
		metric,
		value,
		candidate,
		stable,
		since,
		worse: value === null ? null : value > 0,
		proof: null
	};
}
function errorRate(errors, requests) {
	if (errors === null || requests === null || requests <= 0) return null;
	return 100 * errors / requests;
}
// src/policy/sane.ts
/** Problems after which a figure is not believed, even where the source gives one. */
const unbelievable = [
	"no-data",
	"not-a-number",
	"stale",
	"several-series",
	"source-down",
	"source-refused"
];
const names = {
	requests: "requests",
	errors: "errors",
	p99: "latency",
	quality: "quality"
};
/**
* The observation without figures that cannot be: negative, not a number, endless, more errors than requests, a
* quality above 1. Each is a fatal problem, and so is a figure of one version that the other has none beside.
* `alone`: stable has no traffic, and is not expected to say anything.
*/
function sane(observation, alone) {
	const problems = [...observation.problems];
	const arm = (name) => {
		const given = observation[name];
		const value = (figure) => {
			if (given[figure] === null || disbelieved(problems, name, figure)) return null;
			if (isPossible(figure, given)) return given[figure];
			problems.push(invalid(name, figure, given[figure]));
			return null;
		};
		const { version } = given;
		return {
			version,
			requests: value("requests"),
			errors: value("errors"),
			p99: value("p99"),
			quality: value("quality")
		};
	};
	const [candidate, stable] = [arm("candidate"), arm("stable")];
	if (!alone && observation.rates === null) {
		for (const figure of [
			"errors",
			"p99",
			"quality"
		]) if (candidate[figure] !== null && isNothing(stable, figure) && (stable.requests ?? 0) > 0) problems.push({
			...invalid("stable", figure, null),
			code: "no-data",
			detail: "there is nothing to compare with"
		});
	}
	return {
		...observation,
		candidate,
		stable,
		problems,
		rates: saneRates(observation, problems)
	};
}
/** Whether there is nothing to compare with: a relative figure needs more than zero of it. */
function isNothing(stable, figure) {
	return stable[figure] === null || figure === "quality" && stable.quality === 0;
}
function saneRates({ rates }, problems) {
	if (rates === null) return null;
	const checked = (value, metric, least, most) => {
		if (value === null || value >= least && value <= most) return value;
		problems.push({
			code: "invalid-data",
			fatal: true,
			arm: "candidate",
			metric,
			detail: `${value} is no ${metric} in percent`
		});
		return null;
	};
	return {
		error_rate_pct: checked(rates.error_rate_pct, "errors", 0, 100),
		latency_increase_pct: checked(rates.latency_increase_pct, "latency", -100, Number.MAX_VALUE),
		quality_drop_pct: checked(rates.quality_drop_pct, "quality", Number.NEGATIVE_INFINITY, 100)
	};
}
function disbelieved(problems, name, figure) {
	return problems.some(({ fatal, code, arm, metric }) => fatal && unbelievable.includes(code) && (arm === null || arm === name) && (metric === null || metric.startsWith(names[figure])));
}
function isPossible(figure, { requests, errors, p99, quality }) {
	const count = (value) => value !== null && Number.isFinite(value) && value >= 0;
	if (figure === "requests") return count(requests);
	if (figure === "errors") return count(errors) && (requests === null || (errors ?? 0) <= requests * (1 + 1e-9));
	if (figure === "p99") return count(p99) && p99 !== 0;
	return count(quality) && (quality ?? 0) <= 1 + 1e-9;
}
function invalid(arm, figure, value) {
	return {
		code: "invalid-data",
		fatal: true,
		arm,
		metric: names[figure],
		detail: `${value} is no possible figure`
	};
}
// src/policy/judge.ts
/**
* What the policy makes of an observation. The order: missing error data, outage, proven rules, proven gate
* limits, rules that are crossed and not proven, gaps in other metrics, then a stable version that is itself
* above a limit.
*
* A crossed rule is never excused by a gap in another metric: a quality judge that is down must not
* hide an error rate of 50 %. And nothing is healthy while any gap is open.
*/
function judge(observation, policy, context) {
	return judgeBy(evidenceFor(observation, policy, context), observation, policy, context);
}
/** The same, with evidence that is known already; null judges by the values of the window. */
function judgeBy(evidence, given, policy, context) {
	const alone = context.weight === 100;
	const observation = sane(given, alone);
	const readings = readingsFor(observation, evidence);
	const age = context.ageSeconds < policy.gates.mature_after ? "young" : "mature";
	const limits = policy.gates[age];
	const missing = evidence === null ? missingRequests(observation, policy) : 0;
	const comparable = !alone && (observation.stable.requests ?? 0) >= policy.min_requests;
	const rules = ruleMatches(readings, policy);
	const gates = gateMatches(readings, limits, policy, rules, context.crossing);
	const crossed = inOrder([...rules, ...gates]);
	const proven = crossed.filter((match) => isProven(match, readings));
	const outage = proven.filter((match) => comparable && isOutage(match, readings, observation.stable));
	const told = comparable && (observation.stable.requests ?? 0) >= least * (observation.candidate.requests ?? 0);
	const own = proven.filter((match) => !outage.includes(match) && isItsDoing(match, readings, told));
	const now = presentMatches(observation, readings, policy).filter(({ name }) => !own.some((match) => match.name === name));
	const unproven = crossed.filter((match) => !outage.includes(match) && !own.includes(match)).filter(({ name }) => !now.some((match) => match.name === name)).filter((match) => evidence === null || isPresent(match, observation));
	const blind = errorGaps(observation, readings, missing, evidence);
	const gaps = [
		...fatalGaps(observation.problems, alone),
		...outage.filter(isGate).map(() => "limit-below-baseline"),
		...evidence === null ? baselineGaps(readings, limits.error_rate, alone) : evidenceGaps(evidence, alone)
	];
	const promotion = promotionOf(evidence, policy, context);
	const part = decidePart(blind, outage, inOrder([...own, ...now]), unproven, gaps);
	return {
		...part,
		gaps: [...new Set(part.gaps)],
		behind: part.verdict === "inconclusive" ? [] : [...new Set(gaps)],
		severity: part.matches[0]?.severity ?? null,
		unproven,
		readings,
		problems: observation.problems,
		age,
		age_seconds: context.ageSeconds,
		seen_until: observation.looks?.at(-1)?.at ?? null,
		missing_requests: missing,
		promotion
	};
}
function decidePart(blind, outage, matches, unproven, gaps) {
	if (blind.length > 0) return inconclusive(blind);
	const leading = matches[0];
	const urgent = leading?.severity === "critical" || leading?.severity === "high";
	const rules = outage.filter((match) => !isGate(match));
	if (rules.length > 0 && !urgent) return {
		verdict: "inconclusive",
		cause: "outage",
		matches: rules,
		gaps: []
	};
	if (leading !== void 0) return {
		verdict: verdictOf(leading),
		cause: "candidate",
		matches: [...matches, ...rules],
		gaps: []
	};
	if (unproven.length > 0) return {
		verdict: "watch",
		cause: null,
		matches: [],
		gaps: []
	};
	if (gaps.length > 0) return inconclusive(gaps);
	return {
		verdict: "healthy",
		cause: null,
		matches: [],
		gaps: []
	};
}
/** Share of the candidate's traffic that stable must have for the relative test to be told from silence. */
const least = .04;
/** Gaps that are not the source's doing have no cause: there is nothing wrong with the metrics. */
const ownGaps = [
	"too-few",
	"limit-below-baseline",
	"routing-not-in-effect",
	"stable-silent",
	"candidate-silent"
];
/** A gate limit that no rule of the table covers. */
function isGate({ name }) {
	return name.startsWith("gate-");
}
function inconclusive(gaps) {
	return {
		verdict: "inconclusive",
		cause: gaps.every((gap) => ownGaps.includes(gap)) ? null : "metrics",
		matches: [],
		gaps
	};
}
function evidenceFor(observation, policy, context) {
	if (policy.evidence === "off" || observation.looks === null) return null;
	return evaluate(observation.looks.map((look) => againstBaseline(look, context.baseline)), evidenceSettingsOf(policy, 30, observation.window_seconds));
}
/** By evidence where the source has counts, metric by metric; else the values of the window. */
function readingsFor(observation, evidence) {
	const plain = windowReadings(observation);
	if (evidence === null) return plain;
	const byEvidence = evidenceReadings(evidence);
	return plain.map((reading) => {
		const proven = byEvidence.find(({ metric }) => metric === reading.metric);
		return proven === void 0 || proven.proof === null ? reading : proven;
	});
}
/** A verdict without any metrics: nothing can be judged, so nothing is promoted. */
function unjudged(gap, ageSeconds, policy) {
	return {
		verdict: "inconclusive",
		cause: "metrics",
		severity: null,
		matches: [],
		unproven: [],
		readings: [],
		gaps: [gap],
		behind: [],
		problems: [],
		age: ageSeconds < policy.gates.mature_after ? "young" : "mature",
		age_seconds: ageSeconds,
		seen_until: null,
		missing_requests: 0,
		promotion: {
			ready: false,
			waits: [],
			gap: null
		}
	};
}
/** Whether the reading behind a match is proven; without counts the thresholds act as written. */
function isProven(match, readings) {
	return readings.find(({ metric }) => metric === match.metric)?.proof?.proven ?? true;
}
/**
* Both arms over the rule's threshold, and the candidate no worse than stable: a rollback would not help. Stable
* must be over it in the present window, too: what is over is no outage any more.
*/
function isOutage(match, readings, stable) {
	if (match.metric !== "error_rate") return false;
	const now = errorRateNow(stable);
	if (now === null || !isOver(now, match.threshold)) return false;
	const reading = readings.find(({ metric }) => metric === "error_rate");
	return reading?.stable != null && reading.stable > match.threshold && reading.worse !== true;
}
/**
* Whether a proven crossing of the error rate is the candidate's: where stable can be compared with, the
* relative test must say so. An absolute limit alone would blame it for an outage that stays near the limit.
*/
function isItsDoing(match, readings, comparable) {
	if (match.metric !== "error_rate" || !comparable) return true;
	const reading = readings.find(({ metric }) => metric === "error_rate");
	return reading?.proof == null || reading.worse === true;
}
function verdictOf(leading) {
	if (leading.severity === "critical") return "rollback";
	return leading.severity === "high" ? "recommend-rollback" : "watch";
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
export { unjudged as a, isOverBeyondChance as c, baselineSince as d, read as f, judgeBy as i, evidenceSettingsOf as l, step as m, nextHold as n, sane as o, start as p, judge as r, errorRateNow as s, holdReason as t, againstBaseline as u };
