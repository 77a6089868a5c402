import { t as metricNames } from "./policy-schema.js";
import { a as duration, g as unknown, m as time, n as clock, r as count, v as clip } from "./format.js";
import { c as condition, d as headline, f as limit, g as side, l as deciders, m as proofText, p as metricNames$1, s as compared } from "./merge.js";
import { d as table, i as inline, n as details, r as fence, t as code } from "./markdown.js";
import { f as ruleList, n as withExtremes } from "./history.js";
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
// src/report/history-section.ts
/** What a pull request or an issue draws; null where the source has no counts over time. */
function charted({ history, evidence, plan }) {
	if (history === null) return null;
	return {
		history,
		limits: chartLimits(evidence?.verdict ?? null, plan)
	};
}
/**
* Both versions over the time of the rollout: a table, and the drawings folded behind it. The shorter forms leave out the drawings,
* then all. Null without a history.
*/
function historyForms(facts) {
	const found = charted(facts);
	const figures = found === null ? "" : historyTable(found);
	if (found === null || figures === "") return null;
	const drawn = charts(found);
	const left = "The figures over time are left out here; the ledger on the live branch has every look.";
	if (drawn.length === 0) return [`${figures}\n\n${reading}`, left];
	const folded = details(`${drawn.length === 1 ? "A chart" : `${drawn.length} charts`}, with limits and stages`, drawn.join("\n\n"));
	return [
		`${figures}\n\n${reading}\n\n${folded}`,
		`${figures}\n\n${reading}`,
		left
	];
}
/** How the lines of blocks are read. */
const reading = "In a line, `│` is where a stage begins and `·` a time without requests, which charts leave out; both versions of a metric have one scale.";
// src/report/shorten.ts
/**
* The sections, an empty line between two. A body over `limit` is shortened in stages: by rank each section goes
* through its forms, then whole sections go; a note says which. `size` counts a text, and a text in two parts like
* the parts.
*/
function shorten(sections, limit, size = (text) => text.length) {
	const shown = sections.map((section) => ({
		...section,
		level: 0,
		gone: false
	}));
	const sizes = new Map(shown.map((section) => [section, size(formOf(section))]));
	let total = [...sizes.values()].reduce((sum, each) => sum + each, 0);
	const change = (section, fields) => {
		Object.assign(section, fields);
		total += size(formOf(section)) - (sizes.get(section) ?? 0);
		sizes.set(section, size(formOf(section)));
	};
	const fits = () => total + 2 * (shown.length + 1) + size(noteOf(shown, limit)) <= limit;
	const order = [...shown].sort((a, b) => b.rank - a.rank);
	for (const section of order) while (!fits() && section.level < section.forms.length - 1) change(section, { level: section.level + 1 });
	for (const section of order) if (!fits() && section.rank > 0) change(section, { gone: true });
	const text = [...shown.map(formOf), noteOf(shown, limit)].filter((part) => part !== "").join("\n\n");
	return size(text) <= limit ? text : cut(text, limit, size);
}
const formOf = ({ forms, level, gone }) => gone ? "" : forms[level] ?? "";
function noteOf(sections, limit) {
	const shortened = sections.filter(({ level, gone }) => level > 0 || gone).map(({ name }) => name);
	if (shortened.length === 0) return "";
	return `_Shortened, since a text may have ${count(limit)} characters here: ${named(shortened)}._`;
}
/** What a note names; a thousand names would be what it is to save. */
const mostNames = 20;
function named(names) {
	const more = names.length - mostNames;
	return `${names.slice(0, mostNames).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
/** The last resort, for limits that no real forge has: as many whole lines as fit. */
function cut(text, limit, size) {
	const lines = text.split("\n");
	while (lines.length > 0 && size(lines.join("\n")) > limit) lines.pop();
	return lines.join("\n").trimEnd();
}
export { headed as a, matchesTable as c, queriesForms as d, thresholdsTable as f, historyTable as g, charts as h, diffForms as i, numbersTable as l, chartLimits as m, historyForms as n, inComparison as o, valueText as p, reading as r, inWindow as s, shorten as t, problemsList as u };
