import { r as count } from "./format.js";
import { E as historyTable, T as charts, w as chartLimits } from "./verification.js";
import { n as details } from "./markdown.js";
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
export { historyForms as n, reading as r, shorten as t };
