import { d as table, i as inline } from "./markdown.js";
// src/report/drill-table.ts
/** What a rehearsed rollback has to get done, in the order in which it is told. */
const drillSteps = [
	"routing",
	"page",
	"pull_request",
	"issue",
	"verified"
];
/** Compares what was measured with the targets: what was not done in the drill is missed. */
function drillReport(place, seconds, targets) {
	const missed = drillSteps.filter((step) => {
		const [taken, target] = [seconds[step], targets[step]];
		return target !== null && !(taken !== null && taken < target);
	});
	return {
		...place,
		seconds,
		targets,
		missed,
		met: missed.length === 0
	};
}
const names = {
	routing: "the good version serves everyone",
	page: "everyone is paged",
	pull_request: "the revert pull request is open",
	issue: "the post-mortem issue is filed",
	verified: "it is verified that it helped"
};
const nouns = {
	routing: "routing",
	page: "the page",
	pull_request: "the revert pull request",
	issue: "the post-mortem issue",
	verified: "the verification"
};
const header = [
	"From detection until",
	"Took",
	"Target",
	"Result"
];
/** The figures as aligned columns for a log. */
function drillText(report) {
	const rows = [header, ...drillSteps.map((step) => cellsOf(report, step))];
	const widths = header.map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? "").length)));
	const columns = rows.map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
	return [headline(report), ...columns.map((cells) => `  ${cells.join("  ").trimEnd()}`)];
}
/** The figures as Markdown, for the job summary. */
function drillMarkdown(report, warnings) {
	const rows = drillSteps.map((step) => cellsOf(report, step).map(inline));
	const told = warnings.map((warning) => `- Warning: ${inline(warning)}`).join("\n");
	const next = report.met ? "Nothing. The prompt, its branches, pull request and issue were marked as a drill, and are cleaned up." : "Mend what was slow or broken before it is needed, and run the drill again.";
	return `${[
		`## ${inline(headline(report))}`,
		"Prompt Rollout drill: a rehearsed rollback of a throwaway prompt. No prompt of yours was touched.",
		`**Next:** ${next}`,
		table(header, rows),
		told
	].filter((part) => part !== "").join("\n\n")}\n`;
}
function headline({ id, repository, local, met, missed }) {
	const where = local ? "in a temporary folder" : `on ${repository}`;
	const late = missed.map((step) => nouns[step]).join(", ");
	const what = missed.length > 1 ? `missed ${missed.length} targets: ${late}` : `missed a target: ${late}`;
	return `The drill ${id} ${where} ${met ? "met its targets" : what}.`;
}
function cellsOf({ seconds, targets, missed }, step) {
	const [taken, target] = [seconds[step], targets[step]];
	const verdict = target === null ? "no channel" : missed.includes(step) ? "missed" : "met";
	return [
		names[step],
		taken === null ? "–" : `${taken.toFixed(1)} s`,
		target === null ? "–" : `< ${target} s`,
		taken === null && target !== null ? "missed: not done" : verdict
	];
}
export { drillReport as n, drillText as r, drillMarkdown as t };
