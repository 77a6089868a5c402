import { i as timeOf, n as qualityKind, r as sameBounds, t as ARMS } from "./looks.js";
// src/evidence/fault.ts
/** Relative rounding that sums of fractional counts may carry. */
const ROUNDING = 1e-9;
/** A fault for each named value that is negative or not a finite number. */
function checkCounts(named) {
	return named.filter(([, value]) => !(Number.isFinite(value) && value >= 0)).map(([name, value]) => ({
		code: "count-invalid",
		message: `${name} is ${value}`
	}));
}
// src/evidence/validate-quality.ts
/** Faults of one arm's quality: counts, and that scores lie in [0, 1] as far as their sums can tell. */
function checkQuality(arm, quality) {
	const name = `${arm}.quality`;
	if ("passed" in quality) return checkCounts([[`${name}.passed`, quality.passed], [`${name}.failed`, quality.failed]]);
	return "grades" in quality ? checkGrades(name, quality) : checkScores(name, quality);
}
/** Both arms must be graded in the same way (scores with and without squares go together). */
function checkQualityPair(candidate, stable) {
	if (candidate === void 0 || stable === void 0) return [];
	const [a, b] = [candidate, stable].map((quality) => qualityKind(quality).replace("sums", "scores"));
	return a === b ? [] : [{
		code: "quality-differs",
		message: `candidate has ${a}, stable ${b}`
	}];
}
function checkScores(name, { count, sum, sum_squares }) {
	const squares = sum_squares === void 0 ? [] : [[`${name}.sum_squares`, sum_squares]];
	const faults = checkCounts([
		[`${name}.count`, count],
		[`${name}.sum`, sum],
		...squares
	]);
	if (faults.length > 0) return faults;
	const slack = ROUNDING * Math.max(1, count);
	if (sum > count + slack) return [outOfRange(`${name}.sum ${sum} is above count ${count}`)];
	if (sum_squares === void 0) return [];
	if (sum_squares > sum + slack) return [outOfRange(`${name}.sum_squares ${sum_squares} is above sum ${sum}`)];
	if (sum * sum > count * sum_squares + slack * Math.max(1, count)) return [outOfRange(`${name}.sum_squares ${sum_squares} is too small for sum ${sum} of ${count} scores`)];
	return [];
}
function checkGrades(name, { grades, counts }) {
	if (grades.length !== counts.length || grades.length === 0) return [{
		code: "grades-invalid",
		message: `${name} has ${grades.length} grades for ${counts.length} counts`
	}];
	const outside = grades.filter((grade) => !(grade >= 0 && grade <= 1));
	return [...checkCounts(counts.map((count, i) => [`${name}.counts[${i}]`, count])), ...outside.map((grade) => outOfRange(`${name} has the grade ${grade}, outside of 0 to 1`))];
}
function outOfRange(message) {
	return {
		code: "score-out-of-range",
		message
	};
}
// src/evidence/validate.ts
/**
* What is wrong with recorded looks, as data; an empty list means they can be used.
*
* Strict, for looks that someone recorded, refuses errors above requests in any look. Looks that come straight
* from a source may show a few (its counters are not scraped at one instant): those pass here, and evaluation
* carries them to the next look (see carry.ts).
*/
function validateLooks(looks, options = {}) {
	const { strict = true } = options;
	return looks.flatMap((look, index) => {
		const previous = looks[index - 1];
		const faults = checkLook(look, previous === void 0 ? null : timeOf(previous));
		const above = strict ? ARMS.flatMap((arm) => checkErrors(arm, look[arm])) : [];
		return [...faults, ...above].map((fault) => ({
			index,
			...fault
		}));
	});
}
/** Faults of one look; `previous` is the time of the look before it (ms), which it must be after. */
function checkLook(look, previous) {
	const { candidate, stable } = look;
	return [
		...checkTime(look, previous),
		...checkWeight(look.weight),
		...ARMS.flatMap((arm) => checkArm(arm, look[arm])),
		...checkBucketPair(candidate.latency, stable.latency),
		...checkQualityPair(candidate.quality, stable.quality)
	];
}
function checkTime(look, previous) {
	const now = timeOf(look);
	if (Number.isNaN(now)) return [{
		code: "time-invalid",
		message: "at is not an ISO 8601 time"
	}];
	if (previous === null || !(now <= previous)) return [];
	return [{
		code: "time-backwards",
		message: "at is not after the look before"
	}];
}
function checkWeight(weight) {
	if (Number.isInteger(weight) && weight >= 0 && weight <= 100) return [];
	return [{
		code: "weight-invalid",
		message: `weight is ${weight}, not an integer from 0 to 100`
	}];
}
function checkArm(arm, look) {
	const counts = checkCounts([[`${arm}.requests`, look.requests], [`${arm}.errors`, look.errors]]);
	const latency = look.latency === void 0 ? [] : checkLatency(arm, look.latency);
	const quality = look.quality === void 0 ? [] : checkQuality(arm, look.quality);
	return [
		...counts,
		...latency,
		...quality
	];
}
function checkErrors(arm, { errors, requests }) {
	if (!(errors > requests)) return [];
	return [{
		code: "errors-above-requests",
		message: `${arm}.errors is ${errors}, above ${arm}.requests ${requests}`
	}];
}
function checkLatency(arm, { le, counts }) {
	const name = `${arm}.latency`;
	const invalid = (message) => [{
		code: "buckets-invalid",
		message: `${name}.${message}`
	}];
	if (le.length !== counts.length) return invalid(`le has ${le.length} bounds for ${counts.length} counts`);
	if (le.at(-1) !== "+Inf") return invalid("le does not end in '+Inf'");
	const finite = le.slice(0, -1);
	const misplaced = finite.findIndex((bound, i) => !Number.isFinite(bound) || i > 0 && !(bound > (finite[i - 1] ?? 0)));
	if (misplaced >= 0) return invalid(`le[${misplaced}] is not a number above the bound before`);
	const faults = checkCounts(counts.map((count, i) => [`${name}.counts[${i}]`, count]));
	if (faults.length > 0) return faults;
	const falling = counts.findIndex((count, i) => i > 0 && count < (counts[i - 1] ?? 0) * (1 - 1e-9));
	if (falling < 0) return [];
	return [{
		code: "buckets-not-cumulative",
		message: `${name}.counts[${falling}] is below the count before, but counts are cumulative`
	}];
}
function checkBucketPair(candidate, stable) {
	if (candidate === void 0 || stable === void 0 || sameBounds(candidate.le, stable.le)) return [];
	return [{
		code: "buckets-differ",
		message: "candidate and stable have different latency buckets"
	}];
}
export { validateLooks as n, checkLook as t };
