import { n as p99 } from "./latency.js";
import { n as mergeLooks } from "./merge.js";
// src/report/history.ts
/** Requests of the candidate from which a point says something, and the longest time that it waits for them. */
const enough = 20;
const longest = 3e5;
/** The looks while the candidate had a share of the traffic; null when there are none. Looks in order of time. */
function historyOf(looks) {
	const spans = spansOf(looks).filter(({ look }) => look.weight > 0);
	if (spans.length === 0) return null;
	const points = gathered(spans);
	const metric = (read) => points.map(({ from, to, look: { weight, candidate, stable } }) => ({
		from,
		to,
		weight,
		candidate: read(candidate),
		stable: read(stable)
	}));
	return {
		stages: stagesOf(spans),
		metrics: {
			error_rate: metric(errorRate),
			latency_p99: metric(({ latency }) => latency === void 0 ? null : p99(latency)),
			quality: metric(meanQuality)
		}
	};
}
/** Each look with the time that it covers; of the first one that is taken to be as long as the second. */
function spansOf(looks) {
	const times = looks.map(({ at }) => Date.parse(at));
	const step = (times[1] ?? 0) - (times[0] ?? 0);
	const first = step > 0 && step <= longest ? step : 3e4;
	return looks.map((look, index) => {
		const to = times[index] ?? 0;
		return {
			from: times[index - 1] ?? to - first,
			to,
			look
		};
	});
}
/** Neighbours of one weight as one, until there are enough requests: a rate of three requests is noise. */
function gathered(spans) {
	const found = [];
	for (const span of spans) {
		const last = found.at(-1);
		if (last !== void 0 && belongs(last, span)) found[found.length - 1] = {
			from: last.from,
			to: span.to,
			look: mergeLooks(last.look, span.look)
		};
		else found.push(span);
	}
	return found;
}
function belongs({ from, look }, next) {
	const { requests } = look.candidate;
	return requests > 0 && requests < enough && look.weight === next.look.weight && next.to - from <= longest;
}
function stagesOf(spans) {
	const stages = [];
	for (const { from, to, look } of spans) {
		const { requests, errors } = look.candidate;
		const last = stages.at(-1);
		if (last?.weight === look.weight) stages[stages.length - 1] = {
			...last,
			to,
			requests: last.requests + requests,
			failed: last.failed + errors
		};
		else stages.push({
			weight: look.weight,
			from,
			to,
			requests,
			failed: errors
		});
	}
	return stages;
}
function errorRate({ requests, errors }) {
	return requests > 0 ? 100 * errors / requests : null;
}
function meanQuality({ quality }) {
	if (quality === void 0) return null;
	if ("grades" in quality) {
		const total = quality.counts.reduce((sum, count) => sum + count, 0);
		const sum = quality.grades.reduce((all, grade, index) => all + grade * (quality.counts[index] ?? 0), 0);
		return total > 0 ? sum / total : null;
	}
	const [part, whole] = "passed" in quality ? [quality.passed, quality.passed + quality.failed] : [quality.sum, quality.count];
	return whole > 0 ? part / whole : null;
}
/**
* At most `most` (4 or more) of the points, in order: the first, the last, and of each stretch between the lowest and the highest,
* so that no peak is lost. What counts is the candidate, or stable where that says nothing.
*/
function withExtremes(points, most) {
	if (points.length <= most) return points;
	const inner = points.slice(1, -1);
	const stretches = Math.floor((most - 2) / 2);
	const kept = /* @__PURE__ */ new Set();
	for (let stretch = 0; stretch < stretches; stretch += 1) {
		const begin = Math.floor(stretch * inner.length / stretches);
		const end = Math.floor((stretch + 1) * inner.length / stretches);
		for (const point of ends(inner.slice(begin, end))) kept.add(point);
	}
	return [
		...points.slice(0, 1),
		...inner.filter((point) => kept.has(point)),
		...points.slice(-1)
	];
}
/** The lowest and the highest point; a gap counts as one where there is nothing else. */
function ends(points) {
	const known = points.filter((point) => levelOf(point) !== null).sort((a, b) => (levelOf(a) ?? 0) - (levelOf(b) ?? 0));
	return (known.length === 0 ? points.slice(0, 1) : [known[0], known.at(-1)]).filter((point) => point !== void 0);
}
const levelOf = ({ candidate, stable }) => candidate ?? stable;
export { withExtremes as n, historyOf as t };
