import { n as fail } from "./fail.js";
import { r as printable, s as nearest } from "./yaml.js";
// src/report/runbook-template.ts
/** Names of the runbook templates: what can go wrong, each with what a person does about it. */
const scenarios = [
	"error-rate",
	"latency",
	"quality",
	"cascade",
	"failed-rollback"
];
/**
* Everything that a template can name, with what stands in its place. Blocks are several lines, so they stand
* on a line of their own, outside of code.
*/
const placeholders = {
	prompt: {
		about: "Id of the prompt.",
		block: false
	},
	path: {
		about: "File or folder of the prompt.",
		block: false
	},
	repository: {
		about: "The prompts repository.",
		block: false
	},
	default_branch: {
		about: "Its default branch.",
		block: false
	},
	incident: {
		about: "Id of the incident.",
		block: false
	},
	rollout: {
		about: "Id of the rollout.",
		block: false
	},
	situation: {
		about: "What happened and what serves now, one sentence.",
		block: false
	},
	bad: {
		about: "Label of the bad version.",
		block: false
	},
	bad_commit: {
		about: "Its commit.",
		block: false
	},
	weight: {
		about: "Share of the traffic that it had, in percent.",
		block: false
	},
	good: {
		about: "Label of the previous good version.",
		block: false
	},
	good_commit: {
		about: "Its commit.",
		block: false
	},
	good_dates: {
		about: "Since when it served everyone, and was known as good.",
		block: false
	},
	rule: {
		about: "The rule that was crossed.",
		block: false
	},
	metric: {
		about: "The metric of that rule.",
		block: false
	},
	expected: {
		about: "What the metric should be at most, or at least.",
		block: false
	},
	actual: {
		about: "What it was found to be.",
		block: false
	},
	stable_value: {
		about: "What it was for the stable version at the same time.",
		block: false
	},
	since: {
		about: "When the trouble began.",
		block: false
	},
	requests: {
		about: "Requests that the bad version had, and how many failed.",
		block: false
	},
	numbers: {
		about: "Expected and found of every metric that is over a limit, as a table.",
		block: true
	},
	source: {
		about: "The metrics source and its address.",
		block: false
	},
	queries: {
		about: "The queries as they were sent.",
		block: true
	},
	cascade: {
		about: "The other prompts that fail at the same time.",
		block: false
	},
	verified: {
		about: "What the verification of the rollback has found so far.",
		block: false
	},
	target: {
		about: "The version that the commands below put back.",
		block: false
	},
	action: {
		about: "Whether a rollback has to be started by hand, one sentence.",
		block: false
	},
	commands: {
		about: "Every way to start a rollback by hand, to copy.",
		block: true
	},
	rollback_workflow: {
		about: "The same with `gh workflow run`.",
		block: false
	},
	rollback_dispatch: {
		about: "The same with `curl` (`repository_dispatch`).",
		block: false
	},
	rollback_cli: {
		about: "The same with the command line.",
		block: false
	},
	alternatives: {
		about: "Older versions that are known as good, with their dates and evidence.",
		block: true
	},
	verify: {
		about: "Which numbers over how many requests, and within what time, mean recovery.",
		block: false
	},
	escalate: {
		about: "When to escalate.",
		block: false
	},
	contacts: {
		about: "Whom to call: authors, owners, code owners.",
		block: false
	}
};
const placeholderNames = Object.keys(placeholders);
/** Whether a name is one of the list. */
function isPlaceholder(name) {
	return Object.hasOwn(placeholders, name);
}
/**
* Splits a template at its placeholders `{{name}}`; any name, known or not. `${{ … }}` is text, as an expression
* of a workflow that is quoted in a runbook.
*/
function parseTemplate(template) {
	const parts = [];
	let open = null;
	for (const [index, text] of template.replace(/\r\n?/g, "\n").split("\n").entries()) {
		const line = index + 1;
		const ticks = /^\s*(`{3,}(?=[^`]*$)|~{3,})/.exec(text)?.[1];
		const inside = open !== null;
		if (index > 0) parts.push({
			kind: "text",
			text: "\n"
		});
		parts.push(...partsOf(text, line, inside || ticks !== void 0));
		if (open === null && ticks !== void 0) open = {
			ticks,
			line
		};
		else if (open !== null && closes(text, open.ticks)) open = null;
	}
	return {
		parts,
		fence: open?.line ?? null
	};
}
function closes(line, ticks) {
	const bare = line.trim();
	return bare.length >= ticks.length && [...bare].every((character) => character === ticks[0]);
}
function partsOf(line, number, fenced) {
	const parts = [];
	let from = 0;
	for (const found of line.matchAll(/(?<!\$)\{\{([^{}]*)\}\}/g)) {
		const before = line.slice(0, found.index);
		parts.push({
			kind: "text",
			text: line.slice(from, found.index)
		});
		parts.push({
			kind: "placeholder",
			name: (found[1] ?? "").trim(),
			line: number,
			context: fenced || inSpan(before, line.slice(found.index)) ? "code" : "text",
			alone: line.trim() === found[0]
		});
		from = found.index + found[0].length;
	}
	return [...parts, {
		kind: "text",
		text: line.slice(from)
	}];
}
/** Whether a code span is open after `before`, and closed in `rest`: runs of as many backticks belong together. */
function inSpan(before, rest) {
	let open = null;
	for (const [run] of before.matchAll(/(?<!\\)`+/g)) if (open === null) open = run;
	else if (open === run) open = null;
	return open !== null && [...rest.matchAll(/`+/g)].some(([run]) => run === open);
}
// src/config/runbook-file.ts
/** Characters of a runbook; a pull request may have 65,536 in all. */
const mostRunbookCharacters = 2e4;
/**
* Checks a runbook of the prompts repository and gives it back. Throws `runbook-invalid` with every problem, each
* with file and line.
*/
function checkRunbook(text, file) {
	const problems = runbookProblems(text).map(({ line, message }) => `${file}:${line}: ${message}`);
	if (problems.length > 0) throw fail("runbook-invalid", {
		file,
		problems: problems.slice(0, 20).join("\n")
	});
	return text;
}
/** What is wrong with a runbook, in the order of its lines. */
function runbookProblems(text) {
	if (text.length > 2e4) return [{
		line: 1,
		message: `has ${text.length} characters; at most ${mostRunbookCharacters} are taken`
	}];
	if (text.trim() === "") return [{
		line: 1,
		message: "is empty"
	}];
	const { parts, fence } = parseTemplate(text);
	const unknown = parts.flatMap((part) => problemOf(part));
	const open = fence === null ? [] : [{
		line: fence,
		message: "this code block is never closed"
	}];
	return [
		...unknown,
		...open,
		...markers(text)
	].sort((a, b) => a.line - b.line);
}
function problemOf(part) {
	if (part.kind === "text") return [];
	const { name, line, context, alone } = part;
	const shown = `{{${printable(name, 64)}}}`;
	const known = placeholderNames.find((entry) => entry === name);
	if (known === void 0) {
		const near = nearest(name, placeholderNames);
		return [{
			line,
			message: `unknown placeholder ${shown}${near === null ? `; known are: ${placeholderNames.join(", ")}` : `, did you mean {{${near}}}?`}`
		}];
	}
	if (!placeholders[known].block || alone && context === "text") return [];
	return [{
		line,
		message: `${shown} is a block: it stands on a line of its own, outside of code`
	}];
}
/** A hidden comment of ours in the text of a pull request says which one it is; a runbook has none. */
function markers(text) {
	return text.split(/\r\n?|\n/).flatMap((content, index) => content.includes("<!-- prompt-rollout:") ? [{
		line: index + 1,
		message: "a comment that begins with `<!-- prompt-rollout:` is kept for the program"
	}] : []);
}
export { parseTemplate as a, isPlaceholder as i, mostRunbookCharacters as n, scenarios as o, runbookProblems as r, checkRunbook as t };
