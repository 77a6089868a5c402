import { a as ruleNames, i as ruleMetrics, t as metricNames } from "./policy-schema.js";
import { a as duration, b as oneLine, c as percent, d as secondsBetween, g as unknown, h as timeAfter, i as counted, m as time, n as clock, p as span, r as count, v as clip } from "./format.js";
import { n as p99 } from "./latency.js";
import { _ as mergeLooks, c as headline, d as proofText, i as condition, l as limit, o as deciders, p as side, r as compared, s as finding, u as metricNames$1 } from "./words.js";
import { d as table, i as inline, n as details, r as fence, t as code } from "./markdown.js";
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
// src/report/mermaid.ts
const titles = {
	error_rate: "Error rate in %",
	latency_p99: "p99 in seconds",
	quality: "Quality from 0 to 1"
};
/** Red, blue and amber that are legible on white and on black. */
const colours = {
	candidate: "#d1242f",
	stable: "#388bfd",
	limit: "#bf8700"
};
/** A line of fewer points is none. */
const fewest = 3;
/** One metric as a fenced block; null where the candidate has too few points for a line. */
function mermaidChart(metric, points) {
	const known = points.filter(({ candidate }) => candidate !== null);
	const both = known.filter(({ stable }) => stable !== null);
	const drawn = 2 * both.length >= known.length ? both : known;
	if (drawn.length < fewest) return null;
	const lines = [
		"candidate",
		"stable",
		"limit"
	].flatMap((name) => {
		const values = drawn.map((point) => point[name]).filter((value) => value !== null);
		return values.length === drawn.length ? [{
			name,
			values
		}] : [];
	});
	const [low, high] = scale(metric, lines.flatMap(({ values }) => values));
	const settings = {
		xyChart: {
			width: 900,
			height: 300,
			xAxis: { showTick: false },
			yAxis: { labelFontSize: 12 }
		},
		themeVariables: { xyChart: { plotColorPalette: lines.map(({ name }) => colours[name]).join(", ") } }
	};
	const legend = lines.map(({ name }) => `${name} ${names[name]}`).join(", ");
	return [
		"```mermaid",
		`%%{init: ${JSON.stringify(settings)}}%%`,
		"xychart-beta",
		`  title "${titles[metric]}: ${legend}"`,
		`  x-axis "Time in UTC (weight of the candidate where a stage begins)" [${labels(drawn).join(", ")}]`,
		`  y-axis ${low} --> ${high}`,
		...lines.map(({ name, values }) => `  line "${name}" [${values.map(short).join(", ")}]`),
		"```"
	].join("\n");
}
const names = {
	candidate: "red",
	stable: "blue",
	limit: "amber"
};
/** From 0, but for quality, of which the upper part is what matters. */
function scale(metric, values) {
	const [lowest, highest] = [Math.min(...values), Math.max(...values)];
	if (metric !== "quality") return ["0", short(highest > 0 ? highest * 1.1 : 1)];
	return [short(Math.max(0, Math.floor(lowest * 10 - 1) / 10)), short(Math.min(1, highest + .05))];
}
/** Four significant digits, never in the notation with an exponent. */
function short(value) {
	return Number(value.toPrecision(4)).toFixed(6).replace(/\.?0+$/, "");
}
/** Share of the axis that a label takes: nearer ones would stand in each other. */
const labelShare = .13;
/** The time at the begin, at the end and where a stage begins; elsewhere nothing that is seen, as labels must differ. */
function labels(points) {
	const apart = Math.ceil(points.length * labelShare);
	let next = 0;
	return points.map((point, index) => {
		const before = points[index - 1];
		const stage = before === void 0 || before.weight !== point.weight;
		const last = index === points.length - 1;
		if (index < next || !(stage || last)) return `"${blank(index)}"`;
		next = index + apart;
		return `"${new Date(last ? point.to : point.from).toISOString().slice(11, 16)}${stage ? ` (${point.weight} %)` : ""}${blank(index)}"`;
	});
}
const invisible = ["​", "‌"];
/** The number in characters that take no room. */
function blank(index) {
	return [...index.toString(2)].map((digit) => invisible[digit === "1" ? 1 : 0]).join("");
}
// src/report/sparkline.ts
const blocks = "▁▂▃▄▅▆▇█";
/**
* Numbers as a line of blocks: `▁▂▇█··▃`, a gap for null and for what is no finite number. `low` and `high` are the ends of the scale;
* values beyond them get its end. Where all are equal the line is flat.
*/
function sparkline(values, low, high) {
	return values.map((value) => blockOf(value, low, high)).join("");
}
function blockOf(value, low, high) {
	if (value === null || !Number.isFinite(value)) return "·";
	const share = high > low ? (value - low) / (high - low) : 0;
	const index = Math.round(Math.min(1, Math.max(0, share)) * 7);
	return blocks[index] ?? "·";
}
// src/report/chart.ts
/** Points of a drawing, and of a line of blocks, at most. */
const mostPoints = 60;
const mostBlocks = 32;
/** The limits to draw: of a metric that is crossed the rule's, of every other the gate's at this age. */
function chartLimits(verdict, plan) {
	const gates = plan?.policy.gates[verdict?.age ?? "young"];
	const limits = {};
	if (gates !== void 0) {
		limits.error_rate = {
			over: gates.error_rate,
			name: "gate"
		};
		limits.latency_p99 = {
			over: gates.latency_increase,
			name: "gate"
		};
		limits.quality = {
			over: gates.quality_drop,
			name: "gate"
		};
	}
	for (const metric of metricNames) {
		const match = [...verdict?.matches ?? [], ...verdict?.unproven ?? []].find((found) => found.metric === metric);
		if (match !== void 0) limits[metric] = {
			over: match.threshold,
			name: match.name
		};
	}
	return limits;
}
/** The limit at one point in the unit of the metric; null where it hangs on a stable version that has no value. */
function limitAt(metric, { over }, { stable }) {
	if (metric === "error_rate") return over;
	if (stable === null) return null;
	return stable * (1 + (metric === "quality" ? -over : over) / 100);
}
/** The metrics that say anything. */
function told({ history }) {
	return metricNames.filter((metric) => history.metrics[metric].some(({ candidate, stable }) => candidate !== null || stable !== null));
}
/** Each metric over time as a table, a row a version: the same facts as the drawings. Empty without any. */
function historyTable(charted) {
	const rows = told(charted).flatMap((metric) => {
		const points = charted.history.metrics[metric];
		const shown = withExtremes(points, mostBlocks);
		const bound = charted.limits[metric];
		const values = shown.flatMap((point) => [
			point.candidate,
			point.stable,
			bound === void 0 ? null : limitAt(metric, bound, point)
		]).filter(isKnown);
		const low = metric === "quality" ? Math.min(...values) : 0;
		const high = Math.max(...values);
		const row = (arm, about) => {
			const line = sparkline(shown.map((point) => point[arm]), low, high);
			const known = points.map((point) => point[arm]).filter(isKnown);
			const cells = [rangeOf(metric, known), known.length === 0 ? "" : side(metric, known.at(-1) ?? null)];
			return [
				`${metricNames$1[metric]}, ${arm}`,
				code(staged(line, shown)),
				...cells,
				about
			];
		};
		return [row("candidate", bound === void 0 ? "" : `${limit(metric, bound.over)} (${code(bound.name)})`), row("stable", "")];
	});
	if (rows.length === 0) return "";
	return table([
		"Metric",
		"Over time",
		"Range",
		"Last",
		"Limit"
	], rows);
}
function rangeOf(metric, known) {
	if (known.length === 0) return "no data";
	const [low, high] = [side(metric, Math.min(...known)), side(metric, Math.max(...known))];
	return low === high ? low : `${low} to ${high}`;
}
const isKnown = (value) => value !== null;
/** The line with a stroke where a stage begins. */
function staged(line, points) {
	return [...line].map((block, index) => {
		const [before, here] = [points[index - 1], points[index]];
		return before !== void 0 && here !== void 0 && before.weight !== here.weight ? `│${block}` : block;
	}).join("");
}
/** A drawing of each metric that has enough points, as Mermaid blocks; none where no line can be drawn. */
function charts(charted) {
	return told(charted).flatMap((metric) => {
		const bound = charted.limits[metric];
		const drawn = mermaidChart(metric, withExtremes(charted.history.metrics[metric], mostPoints).map((point) => ({
			...point,
			limit: bound === void 0 ? null : limitAt(metric, bound, point)
		})));
		return drawn === null ? [] : [drawn];
	});
}
// src/report/story.ts
/** In which of its states the incident is to be told. */
function flavour({ incident }) {
	if (incident.status === "asking") return "open";
	if (incident.status === "reverting") return "going";
	return incident.status === "rolled-back" ? "back" : "over";
}
/** The match that led to the incident; null for a decision of a person without a rule. */
function leading({ incident, evidence }) {
	return evidence?.verdict.matches.find(({ name }) => name === incident.rule) ?? null;
}
/** What became of the bad version and why, for titles: `rolled back: error rate 8.4 %`, `at 5 %: p99 +113 %`. */
function fate(facts) {
	const { incident } = facts;
	const whats = {
		back: "rolled back",
		going: "rolled back gradually"
	};
	const kind = flavour(facts);
	const what = kind === "back" || kind === "going" ? whats[kind] : `at ${incident.weight} %`;
	const match = leading(facts);
	if (match !== null) return `${what}: ${headline(match)}`;
	return incident.rule === null ? `${what} ${decidedBy(incident)}` : `${what}: rule ${incident.rule}`;
}
/** Who decided: `automatically`, or `by alice`. */
function decidedBy({ decided_by }) {
	return decided_by === "system" ? "automatically" : `by ${clip(oneLine(decided_by), 60)}`;
}
/** The cause in a clause: value, stable's value, their period, limit and rule; else the reason that was given. */
function cause(facts) {
	const match = leading(facts);
	if (match === null || facts.evidence === null) return clip(oneLine(facts.incident.reason), 500);
	const { verdict, observation } = facts.evidence;
	return `${finding(match, verdict.readings, observation.at)} (rule ${match.name})`;
}
/** `stage 2 of 4, 5 % of the traffic`; only the weight when the plan does not name it. */
function stageText({ incident, plan }) {
	const index = plan?.stages.findIndex(({ weight }) => weight === incident.weight) ?? -1;
	const share = `${incident.weight} % of the traffic`;
	return plan === null || index < 0 ? share : `stage ${index + 1} of ${plan.stages.length}, ${share}`;
}
/** From the counted exposure; else from the window of the look; null when neither is at hand. */
function harm({ exposure, evidence }) {
	if (exposure !== null) {
		const { since, until, requests, failed } = exposure;
		return {
			requests,
			failed,
			span: `from ${span(since, until)}`,
			whole: true
		};
	}
	if (evidence === null) return null;
	const { candidate, window_seconds, at } = evidence.observation;
	const window = `in the ${duration(window_seconds)} before ${time(at)}`;
	return {
		requests: candidate.requests,
		failed: candidate.errors,
		span: window,
		whole: false
	};
}
/** `1,240 requests, of which 104 failed (8.4 %), from … to …`. */
function harmText(facts) {
	const found = harm(facts);
	if (found === null) return "not counted: no metrics were read for this decision";
	const { requests, failed, span: when } = found;
	if (requests === null) return `not counted: the metrics source gives no counts (${when})`;
	const share = failed === null || requests <= 0 ? "" : ` (${percent(100 * failed / requests)})`;
	return `${counted(requests, "request")}, of which ${count(failed)} failed${share}, ${when}`;
}
/** When a decision is due: the time of the question plus the limit of its rule; null when there is none. */
function dueAt(facts) {
	const match = leading(facts);
	return match === null ? null : timeAfter(facts.incident.decided_at, match.limit);
}
/** The rules of a plan as a list, in the table's order, each with the metric that it measures. */
function ruleList({ policy }) {
	return ruleNames.map((name) => ({
		name,
		metric: ruleMetrics[name],
		...policy.rules[name]
	}));
}
/** The critical rules of the plan in words: what rolls back by itself while a question is open. */
function criticalRules({ plan }) {
	return (plan === null ? [] : ruleList(plan)).filter(({ severity }) => severity === "critical").map(({ name, metric, over }) => `${condition(metric, over)} (rule ${name})`);
}
// src/report/evidence-tables.ts
/** The parts that pull request and post-mortem have in common, as safe Markdown. */
/** Candidate beside stable, a row a metric; a sentence when no metrics were read. */
function numbersTable({ evidence, plan }) {
	if (evidence === null) return "No metrics were read for this decision.";
	const { observation, verdict } = evidence;
	const limits = chartLimits(verdict, plan);
	const { candidate, stable } = observation;
	const window = `the last ${duration(observation.window_seconds)}`;
	const header = [
		"Metric",
		`${candidate.version === stable.version ? "Version" : "Candidate"} ${code(clip(candidate.version, 64))}`,
		`Stable ${code(clip(stable.version, 64))}`,
		"Value",
		"Limit",
		"Proven worse",
		"When"
	];
	const rows = verdict.readings.map((reading) => {
		const { metric, value, since, proof } = reading;
		const match = verdict.matches.find((entry) => entry.metric === metric);
		const bound = limits[metric];
		return [
			metricNames$1[metric],
			side(metric, reading.candidate ?? inWindow(candidate, metric)),
			side(metric, reading.stable ?? inWindow(stable, metric)),
			match === void 0 ? valueText(reading, inComparison(metric, candidate, stable)) : `**${compared(metric, value)}**`,
			match === void 0 ? bound === void 0 ? "" : limit(metric, bound.over) : `**${limit(metric, match.threshold)}** (${code(match.name)})`,
			inline(proofText(reading)),
			proof === null || since === null ? window : inline(`since ${clock(since, observation.at)}`)
		];
	});
	const counts = [[
		"requests",
		count(candidate.requests),
		count(stable.requests),
		"",
		"",
		"",
		window
	], [
		"failed requests",
		count(candidate.errors),
		count(stable.errors),
		"",
		"",
		"",
		window
	]];
	const counted = observation.rates === null ? counts : [];
	const alone = candidate.version === stable.version;
	const columns = (cells) => cells.filter((_, index) => !alone || index !== besides);
	return table(columns(header), [...rows, ...counted].map(columns));
}
/** The value of a reading; while no trouble has begun, that of the window, and nothing where that says nothing either. */
function valueText({ metric, value, proof }, window) {
	const shown = value ?? (proof === null ? null : window);
	return shown === null && proof !== null ? "" : compared(metric, shown);
}
/** The column of the stable version. */
const besides = 2;
/** What the arm had in the window: where no trouble has begun, a reading has no value since its beginning. */
function inWindow({ requests, errors, p99, quality }, metric) {
	if (metric === "latency_p99") return p99;
	if (metric === "quality") return quality;
	return requests === null || errors === null || requests <= 0 ? null : 100 * errors / requests;
}
/** What is compared with a limit, of two values of one window: a rate itself, else the change against stable in percent. */
function inComparison(metric, candidate, stable) {
	const [value, beside] = [inWindow(candidate, metric), inWindow(stable, metric)];
	if (metric === "error_rate" || value === null) return value;
	if (beside === null || beside <= 0 || candidate.version === stable.version) return null;
	const change = 100 * (value / beside - 1);
	return metric === "quality" ? -change : change;
}
/** Every rule and limit that is crossed, the leading one first. */
function matchesTable({ evidence }) {
	const matches = evidence?.verdict.matches ?? [];
	const unproven = (evidence?.verdict.unproven ?? []).map((match) => `${code(match.name)} (${headline(match)})`);
	const held = unproven.length === 0 ? "" : `\n\nCrossed and not proven, so not acted on: ${unproven.join(", ")}.`;
	if (matches.length === 0) return `No rule or limit was found crossed in a look that led to this decision.${held}`;
	return `${table([
		"Rule",
		"Severity",
		"Condition",
		"Value",
		"Who decides",
		"Within",
		"Since"
	], matches.map((match) => [
		code(match.name),
		match.severity,
		condition(match.metric, match.threshold),
		compared(match.metric, match.value),
		inline(deciders[match.decider] ?? match.decider),
		duration(match.limit),
		match.since === null ? "" : inline(time(match.since))
	]))}${held}`;
}
/** Rules and gate limits by which the rollout is judged: those from its start. */
function thresholdsTable({ plan, evidence }) {
	if (plan === null) return "No policy is recorded for this decision.";
	const rules = table([
		"Rule",
		"Condition",
		"Severity",
		"Who decides",
		"Within"
	], ruleList(plan).map((rule) => [
		code(rule.name),
		condition(rule.metric, rule.over),
		rule.severity,
		deciders[rule.decider] ?? rule.decider,
		duration(rule.limit)
	]));
	const { young, mature, mature_after } = plan.policy.gates;
	const row = (name, gate) => [
		name,
		limit("error_rate", gate.error_rate),
		limit("latency_p99", gate.latency_increase),
		limit("quality", gate.quality_drop)
	];
	const age = duration(mature_after);
	const limits = table([
		"Gate limits, by age of the candidate",
		"Error rate",
		"p99",
		"Quality"
	], [row(`up to ${age}`, young), row(`after ${age}`, mature)]);
	const stages = plan.stages.map(({ weight, bake }) => `${weight} % for ${duration(bake)}`).join(", ");
	const seconds = evidence?.verdict.age_seconds;
	const old = seconds === void 0 ? "" : ` The candidate was ${duration(seconds)} old.`;
	return details("Rules, gate limits and stages", `${rules}\n\n${limits}\n\nStages: ${stages}.${old}`);
}
const longDiff = 60;
const diffStages = [
	2e3,
	400,
	80,
	20
];
/** What the bad version changed, folded when long, with shorter forms down to a sentence. */
function diffForms({ diff, good, bad }) {
	if (diff === null) return ["The content of one of the versions is not at hand, so the difference cannot be shown here."];
	if (diff.trim() === "") return ["The text of the two versions is the same."];
	const lines = showLineEnds(diff).replace(/\n+$/, "").split("\n");
	const title = `What ${bad.label} changed against ${good.label} (${lines.length} lines)`;
	const whole = fence(lines.join("\n"), "diff");
	const shown = (length) => `${details(title, fence(lines.slice(0, length).join("\n"), "diff"))}\n\nOnly the first ${length} of ${lines.length} lines are shown.`;
	return [
		lines.length > longDiff ? details(title, whole) : whole,
		...diffStages.filter((length) => length < lines.length).map(shown),
		`The difference has ${lines.length} lines and is left out here; \`git diff\` shows it.`
	];
}
/** Where only the kind of line end differs, the lines would look the same: the CR is then spelt out. */
function showLineEnds(diff) {
	return /^[+-].*\r$/m.test(diff) && /^[+-].*[^\r\n]$/m.test(diff) ? diff.replace(/\r$/gm, "[U+000D]") : diff;
}
/** The queries as they were sent, folded; empty when none was. */
function queriesForms({ evidence }) {
	const queries = evidence?.observation.queries ?? [];
	if (queries.length === 0) return [""];
	const lines = queries.map(({ arm, metric, query, value }) => {
		return `# ${arm}, ${clip(metric.replace(/\s+/g, " "), 80)}: ${value === null ? unknown : value}\n${clip(query.trim(), 2e3)}`;
	});
	const title = queries.length === 1 ? "The query as it was sent" : `The ${queries.length} queries as they were sent`;
	return [details(title, fence(lines.join("\n\n"), "promql")), `${queries.length} queries are left out here; the ledger on the live branch has them.`];
}
/** What the metrics source said besides numbers; empty when nothing. */
function problemsList({ evidence }) {
	return (evidence?.observation.problems ?? []).slice(0, 20).map(({ code: kind, arm, metric, detail }) => {
		const where = [arm, metric].filter((part) => part !== null).join(", ");
		return `- ${code(kind)}${where === "" ? "" : ` (${inline(clip(where, 100))})`}: ${inline(clip(detail, 300))}`;
	}).join("\n");
}
/** A section that keeps its heading in every form. */
function headed(name, rank, forms) {
	const [first, ...rest] = forms;
	const under = (body) => `### ${name}\n\n${body}`;
	return {
		name,
		rank,
		forms: [under(first), ...rest.map(under)]
	};
}
// src/report/verification.ts
/** The result in one sentence of plain text: for a page, the summary, the ledger. */
function verificationSentence(found, { good, bad }) {
	const took = afterPropagation(found.since, found.at);
	const numbers = [rateText(found), metricText(found)].filter((text) => text !== "").join(" and ");
	const traffic = found.traffic_ended === false ? ` ${bad} still has traffic.` : "";
	switch (found.state) {
		case "recovered": return `The rollback worked: ${good} has ${numbers}, ${took}.${traffic}`;
		case "waiting": return `Not verified yet: ${good} has ${numbers}, ${took}.${traffic}`;
		case "escalated": return `Not recovered ${took}: ${good} has ${numbers}.${traffic}`;
		case "failed": return `The rollback did not help: ${took} ${good} has ${numbers}.${traffic}`;
		case "unverified": return `The rollback is not verified: ${found.requests === null ? "no requests were counted" : `only ${counted(found.requests, "request")}`} to ${good} in ${duration(secondsBetween(found.since, found.at))}, and ${found.min_requests} are needed.${traffic}`;
	}
}
/**
* `1 min after propagation`: when a rollback was looked at, counted in every text from the end of the time that the
* applications have to take the switch over, where the clocks of the verification begin. ISO 8601 both.
*/
function afterPropagation(starts, seen) {
	return `${duration(secondsBetween(starts, seen))} after propagation`;
}
function rateText({ error_rate, requests, errors, limit }) {
	if (error_rate === null || requests === null) return "an error rate that is not known";
	const of = errors === null ? "" : `${count(errors)} of `;
	const over = error_rate < limit ? "" : `, not below ${percent(limit)}`;
	return `error rate ${percent(error_rate)}${over} (${of}${counted(requests, "request")})`;
}
function metricText({ metric }) {
	if (metric === null) return "";
	const { name, before, after } = metric;
	const earlier = before === null ? "" : ` (before: ${side(name, before)})`;
	return `${metricNames$1[name]} ${side(name, after)}${earlier}`;
}
/** The section of pull request and issue, as safe Markdown: the sentence, then each condition with its numbers. */
function verificationSection(found, labels) {
	const { metric, min_requests, limit, requests, errors, error_rate } = found;
	const few = requests === null || requests < min_requests;
	const rows = [
		[
			"traffic of the bad version",
			"ended",
			ended(found.traffic_ended),
			mark(found.traffic_ended)
		],
		[
			"requests of the good version",
			`at least ${min_requests}`,
			count(requests),
			mark(requests === null ? null : requests >= min_requests)
		],
		[
			"error rate",
			`below ${percent(limit)}`,
			errors === null ? percent(error_rate) : `${percent(error_rate)} (${count(errors)} failed)`,
			mark(error_rate === null || few ? null : error_rate < limit)
		],
		...metric === null ? [] : [metricRow(metric, few)]
	].map((row) => row.map(inline));
	const note = found.escalated_at === null ? "" : ` Escalated at ${inline(clock(found.escalated_at, found.since))}.`;
	const sentence = verificationSentence(found, labels);
	const counting = `Counted on ${code(labels.good)}, which was put back, from ${inline(span(found.since, found.at))}.`;
	return `**${inline(sentence)}**\n\n${table([
		"What",
		"Expected",
		"Found",
		"Kept"
	], rows)}\n\n${counting}${note}`;
}
function metricRow({ name, before, after, limit }, few) {
	const worst = bound(name, before, limit);
	const kept = few || worst === null || after === null ? null : name === "quality" ? after >= worst : after <= worst;
	const expected = worst === null ? `within ${percent(limit)} of before, which is not known` : `${name === "quality" ? "at least" : "at most"} ${side(name, worst)} (before: ${side(name, before)})`;
	return [
		metricNames$1[name],
		expected,
		side(name, after),
		mark(kept)
	];
}
function bound(name, before, limit) {
	if (before === null) return null;
	return name === "quality" ? before * (1 - limit / 100) : before * (1 + limit / 100);
}
function ended(value) {
	if (value === null) return "not known";
	return value ? "ended" : "still there";
}
function mark(value) {
	if (value === null) return "not known";
	return value ? "yes" : "no";
}
export { stageText as C, historyOf as D, historyTable as E, leading as S, charts as T, dueAt as _, headed as a, harm as b, matchesTable as c, queriesForms as d, thresholdsTable as f, decidedBy as g, criticalRules as h, diffForms as i, numbersTable as l, cause as m, verificationSection as n, inComparison as o, valueText as p, verificationSentence as r, inWindow as s, afterPropagation as t, problemsList as u, fate as v, chartLimits as w, harmText as x, flavour as y };
