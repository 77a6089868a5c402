import { S as unknown, g as record, h as object, s as array, v as string } from "./schemas.js";
import { n as readYaml, t as YamlProblem } from "./yaml.js";
// src/config/workflow-file.ts
const texts = record(string(), unknown()).catch({});
const step = object({
	uses: string().catch(""),
	with: texts.optional()
});
const jobShape = object({
	uses: string().optional().catch(void 0),
	with: texts.optional(),
	secrets: unknown().optional(),
	permissions: unknown().optional(),
	concurrency: unknown().optional(),
	steps: array(step.catch({ uses: "" })).catch([])
});
const workflowShape = object({
	on: unknown().optional(),
	permissions: unknown().optional(),
	concurrency: unknown().optional(),
	jobs: record(string(), jobShape)
});
/** The action, or one of its reusable workflows, in whoever's repository: `owner/prompt-rollout/…@v1`. */
const ours = /^(?:\$\/|\.\/(?:\S*\/)?prompt-rollout\/?|[^\s/@.]+\/prompt-rollout(?:\/[^\s@]*)?@\S+)$/;
const reusable = /(?:^|\/)\.github\/workflows\/(promote|rollback|review)\.ya?ml(?:@\S+)?$/;
/** Whether `uses` of a step or job names the action or one of its reusable workflows. */
const isAction = (uses) => ours.test(uses);
/** Where a second workflow of ours lies when another one has its name. */
const besidePath = (name) => `.github/workflows/prompt-rollout-${name}.yml`;
/**
* The workflow that commands in pages and issues start by hand: `rollback.yml`, unless `init` had to write it beside
* another one of that name. `written` tells whether the other name is there.
*/
const rollbackWorkflow = (written) => written ? "prompt-rollout-rollback.yml" : "rollback.yml";
/** Finds where workflows use the action: as a step, as one of its reusable workflows, or by a workflow beside them. */
function findUses(files) {
	const read = files.map(({ file, text }) => ({
		file,
		workflow: parse(text)
	}));
	const direct = read.flatMap(({ file, workflow }) => workflow === null ? [] : usesOf(file, workflow, null));
	const local = read.flatMap(({ file, workflow }) => workflow === null ? [] : usesOf(file, workflow, direct));
	return {
		uses: [...direct, ...local],
		unreadable: read.filter(({ workflow }) => workflow === null).map(({ file }) => file)
	};
}
function parse(text) {
	try {
		return workflowShape.safeParse(readYaml(text, { strict: false }).value).data ?? null;
	} catch (error) {
		if (error instanceof YamlProblem) return null;
		throw error;
	}
}
/** The uses of one file; with `known`, those that go through another workflow of the repository. */
function usesOf(file, workflow, known) {
	return Object.entries(workflow.jobs).flatMap(([name, job]) => {
		const common = {
			file,
			job: name,
			events: eventsOf(workflow.on),
			...settingsOf(workflow, job)
		};
		if (known !== null) {
			const called = /^\.\/(.*)$/.exec(job.uses ?? "")?.[1];
			return known.filter((use) => called !== void 0 && use.file === called).map((use) => ({
				...common,
				command: use.command,
				ownToken: use.ownToken,
				dispatches: use.dispatches
			}));
		}
		return [...throughReusable(job), ...steps(job)].map((use) => ({
			...common,
			...use
		}));
	});
}
function throughReusable({ uses = "", secrets }) {
	const command = reusable.exec(uses)?.[1];
	if (command === void 0 || uses.startsWith("./") || !ours.test(uses)) return [];
	const given = texts.parse(secrets);
	return [{
		command,
		ownToken: secrets === "inherit" || "token" in given,
		dispatches: command === "promote"
	}];
}
function steps(job) {
	return job.steps.filter(({ uses }) => ours.test(uses)).map(({ with: given = {} }) => ({
		command: String(given.command ?? "promote"),
		ownToken: given.token !== void 0 && !/^\$\{\{\s*(?:github\.token|secrets\.GITHUB_TOKEN)\s*\}\}$/.test(String(given.token)),
		dispatches: given.continue === "dispatch"
	}));
}
function eventsOf(on) {
	if (typeof on === "string") return [on];
	if (Array.isArray(on)) return on.map(String);
	return Object.keys(texts.parse(on));
}
function settingsOf(workflow, job) {
	return {
		permissions: permissionsOf(job.permissions ?? workflow.permissions),
		groups: [workflow.concurrency, job.concurrency].flatMap(groupOf)
	};
}
function permissionsOf(value) {
	if (value === void 0) return null;
	if (value === "write-all") return "all";
	return new Map(Object.entries(texts.parse(value)).map(([name, access]) => [name, String(access)]));
}
/** An expression in `cancel-in-progress` may come out as true. */
function groupOf(value) {
	if (typeof value === "string") return [{
		name: value,
		cancels: false
	}];
	if (typeof value !== "object" || value === null) return [];
	const given = texts.parse(value);
	const cancel = given["cancel-in-progress"] ?? false;
	return [{
		name: String(given.group ?? ""),
		cancels: cancel !== false && cancel !== "false"
	}];
}
// src/report/codeowners.ts
/** Where a CODEOWNERS file can lie; the first that is there counts, as on GitHub. */
const codeownersLocations = [
	".github/CODEOWNERS",
	"CODEOWNERS",
	"docs/CODEOWNERS"
];
/** GitHub does not read a CODEOWNERS file of 3 MB or more. */
const mostCodeownersBytes = 3145727;
/**
* The owners of `path` by a CODEOWNERS file: those of the last line whose pattern matches, in their order; none
* when no line matches or that line has no owner. `path` is a repository path; one that ends in `/` is a folder and
* stands for a file in it of which only the folder is known. Rules of GitHub ("About code owners"): the patterns of
* gitignore without `!`, `[ ]` and an escaped leading `#`, whose lines are passed over; `docs/*` matches no file
* further down.
*/
function ownersOf(codeowners, path) {
	const file = path.endsWith("/") ? `${path}\u0000` : path;
	return [...codeowners.split(/\r\n?|\n/).map(ruleOf).findLast((rule) => rule !== null && matches(rule.pattern, file))?.owners ?? []];
}
function ruleOf(line) {
	const words = line.replace(/^\ufeff/, "").match(/(?:\\.|[^\s\\]|\\$)+/g) ?? [];
	const comment = words.findIndex((word) => word.startsWith("#"));
	const [pattern, ...owners] = comment < 0 ? words : words.slice(0, comment);
	if (pattern === void 0 || /^(?:!|\\#)/.test(pattern) || /(?<!\\)[[\]]/.test(pattern)) return null;
	return {
		pattern,
		owners
	};
}
/**
* Whether a pattern matches a whole repository path, by the rules of gitignore. Not by a regular expression: a
* hostile pattern of many stars would keep that busy for hours.
*/
function matches(pattern, path) {
	const folder = pattern.endsWith("/");
	const segments = pattern.replace(/^\//, "").replace(/\/+$/, "").split("/");
	const anchored = pattern.startsWith("/") || segments.length > 1;
	const shallow = segments.length > 1 && segments.at(-1) === "*" && !folder;
	const ending = segments.at(-1) === "**" ? ["*"] : [];
	const below = folder ? ["*", "**"] : shallow ? [] : ["**"];
	return matchesAll([
		...anchored ? [] : ["**"],
		...segments,
		...ending,
		...below
	], path.split("/"));
}
/** Segments of a pattern against those of a path; `**` stands for any number of them, also none. */
function matchesAll(pattern, path) {
	return reaches(pattern, path, (one) => one === "**", matchesSegment);
}
/** A segment against a name; `*` stands for any number of characters, `?` for one, a backslash for what follows. */
function matchesSegment(segment, name) {
	const tokens = segment.match(/\\.|\*+|./gsu) ?? [];
	const fits = (token, character) => token === "?" || (/^\\./su.test(token) ? token.slice(1) : token) === character;
	return reaches(tokens, [...name], (token) => token.startsWith("*"), fits);
}
/** Whether `pattern`, in which `isAny` stands for any number of things, fits all of `things`. */
function reaches(pattern, things, isAny, fits) {
	let open = things.map(() => false);
	open.unshift(true);
	for (const part of pattern) {
		const any = isAny(part);
		let before = false;
		open = open.map((here, index) => {
			const thing = things[index - 1];
			const now = any ? here || before : thing !== void 0 && (open[index - 1] ?? false) && fits(part, thing);
			before = now;
			return now;
		});
	}
	return open.at(-1) ?? false;
}
export { findUses as a, besidePath as i, mostCodeownersBytes as n, isAction as o, ownersOf as r, rollbackWorkflow as s, codeownersLocations as t };
