import { S as unknown, g as record, h as object, r as ZodObject, v as string } from "./schemas.js";
import { n as fail } from "./fail.js";
import { a as promptId, i as configSchema, n as readYaml, o as repoPath, r as printable, s as nearest, t as YamlProblem } from "./yaml.js";
import { r as policySchema } from "./policy-schema.js";
// src/config/issue-text.ts
/** How types are called in messages: the words of YAML, not those of a programming language. */
const typeWords = /* @__PURE__ */ new Map([
	["string", "a text"],
	["number", "a number"],
	["int", "a whole number"],
	["boolean", "true or false"],
	["object", "a map"],
	["record", "a map"],
	["array", "a list"]
]);
/**
* The message of a problem that the schema finds, where the schema itself gives none. For unknown keys it is
* one line for each key, in their order.
*/
function issueText(issue) {
	switch (issue.code) {
		case "invalid_type": return `expected ${typeWords.get(issue.expected) ?? issue.expected}${found(issue.input)}`;
		case "invalid_value": return oneOf(issue.values);
		case "invalid_union": return "options" in issue && Array.isArray(issue.options) ? oneOf(issue.options) : "has none of the expected forms";
		case "too_small": return `expected at least ${amount(issue.minimum, issue.origin)}`;
		case "too_big": return `expected at most ${amount(issue.maximum, issue.origin)}`;
		case "unrecognized_keys": {
			const known = issue.inst instanceof ZodObject ? Object.keys(issue.inst.shape) : [];
			return issue.keys.map((key) => unknownKey(key, known)).join("\n");
		}
		default: return;
	}
}
function oneOf(values) {
	return `expected ${values.length === 1 ? "" : "one of: "}${values.join(", ")}`;
}
function found(input) {
	if (input === void 0) return "";
	if (input === null) return ", found nothing";
	const type = Array.isArray(input) ? "array" : typeof input;
	return `, found ${typeWords.get(type) ?? type}`;
}
function amount(limit, origin) {
	const one = Number(limit) === 1;
	if (origin === "string") return `${limit} ${one ? "character" : "characters"}`;
	if (origin === "array") return `${limit} ${one ? "entry" : "entries"}`;
	return String(limit);
}
/** What is said of a key that was probably meant to be `key`. */
function misspelt(key) {
	return `unknown key, did you mean \`${key}\`?`;
}
function unknownKey(key, known) {
	const near = nearest(key, known);
	if (near !== null) return misspelt(near);
	return known.length === 0 ? "unknown key" : `unknown key; known here: ${known.join(", ")}`;
}
// src/config/named.ts
const nothingNamed = {
	prompts: {},
	runbooks: null
};
const draft = object({
	prompts: record(string(), unknown()).catch({}),
	runbooks: configSchema.shape.runbooks.nullable().catch(null)
});
const place = object({ path: repoPath });
/**
* What a configuration with problems names all the same: the prompts that have a right id and path, so that their own
* problems come at once with those of the configuration.
*/
function namedIn(value) {
	const read = draft.safeParse(value);
	if (!read.success) return nothingNamed;
	const prompts = Object.entries(read.data.prompts).flatMap(([id, prompt]) => {
		const found = place.safeParse(prompt);
		return found.success && promptId.safeParse(id).success ? [[id, found.data]] : [];
	});
	return {
		prompts: Object.fromEntries(prompts),
		runbooks: read.data.runbooks
	};
}
// src/config/problems.ts
/** As many are shown at once; more do not help a person. */
const mostShown = 20;
/** As many are looked up in the file, so that they can be shown in the order of its lines. */
const mostLocated = 200;
/**
* Finds the problems of a file in it: at most 200, in the order of the file, none twice. `placeOf` gives the place
* of a path; `issues` come from the schema, with `reportInput`.
*/
function locateProblems(issues, placeOf) {
	const problems = withoutMisspelt(issues.flatMap((issue) => flatten(issue, [])));
	const located = problems.slice(0, mostLocated).map(({ path, message }) => {
		const where = path.length === 0 ? "" : `${pathText(path)}: `;
		return {
			...placeOf(path),
			message: `${where}${message}`
		};
	});
	const sorted = located.sort((a, b) => a.line - b.line || a.column - b.column);
	return {
		problems: [...new Map(sorted.map((problem) => [`${problem.line} ${problem.message}`, problem])).values()],
		rest: problems.length - located.length
	};
}
/** The problems of a file, one a line: `file:12: prompts.a.stages[2]: …`; at most 20 of them. */
function describeProblems(file, { problems, rest }) {
	const texts = problems.slice(0, mostShown).map(({ line, message }) => `${file}:${line}: ${message}`);
	const more = problems.length - texts.length + rest;
	return [...texts, ...more > 0 ? [`and ${more} more`] : []].join("\n");
}
function flatten(issue, parent) {
	const path = [...parent, ...issue.path];
	if (issue.code === "unrecognized_keys") {
		const messages = issue.message.split("\n");
		return issue.keys.map((key, index) => ({
			path: [...path, key],
			message: messages[index] ?? ""
		}));
	}
	if (issue.code === "invalid_key") return issue.issues.map(({ message }) => ({
		path,
		message
	}));
	if (issue.code === "invalid_union") {
		const [only, second] = issue.errors.filter((issues) => !issues.some(isForeign));
		if (only !== void 0 && second === void 0) return only.flatMap((inner) => flatten(inner, path));
	}
	return [{
		path,
		message: `${"input" in issue && issue.input === void 0 && issue.code !== "custom" ? missingText : ""}${issue.message}`
	}];
}
const missingText = "is missing: ";
/** A key that is missing because it is misspelt is told once: by the key that stands in its place. */
function withoutMisspelt(problems) {
	if (!problems.some(({ message }) => message.startsWith(missingText))) return problems;
	const said = new Set(problems.map(({ path, message }) => `${pathText(path.slice(0, -1))} ${message}`));
	return problems.filter(({ path, message }) => {
		const hint = `${pathText(path.slice(0, -1))} ${misspelt(String(path.at(-1)))}`;
		return !(message.startsWith(missingText) && said.has(hint));
	});
}
/** Whether an alternative of a union is for another value altogether, so that its problems say nothing. */
function isForeign(issue) {
	if (issue.path.length > 0) return false;
	return issue.code === "invalid_value" || issue.code === "invalid_type" && issue.expected !== "int";
}
function pathText(path) {
	return path.map((step, index) => {
		if (typeof step === "number") return `[${step}]`;
		const key = printable(String(step), 64);
		if (!/^[\w-]+$/.test(key)) return `["${key}"]`;
		return index === 0 ? key : `.${key}`;
	}).join("");
}
// src/config/resolve.ts
/** The settings of the prompt `id`, complete. Throws `prompt-unknown`. */
function resolvePrompt(config, id) {
	const prompt = Object.hasOwn(config.prompts, id) ? config.prompts[id] : void 0;
	if (prompt === void 0) throw fail("prompt-unknown", {
		prompt: id,
		known: Object.keys(config.prompts).join(", ")
	});
	const { path, owners, related } = prompt;
	return {
		id,
		path,
		owners,
		related,
		stages: (prompt.stages ?? config.stages).map(({ weight, bake }) => ({
			weight,
			bake: bake ?? config.bake
		})),
		policy: policySchema.parse(merge(config.policy, prompt.policy)),
		baselineTest: prompt.baseline_test ?? config.rollback.baseline_test ?? null
	};
}
/** `over` on `base`, map by map; both were parsed, so no key is foreign. */
function merge(base, over) {
	if (over === void 0) return base;
	if (!isMap(base) || !isMap(over)) return over;
	const keys = /* @__PURE__ */ new Set([...Object.keys(base), ...Object.keys(over)]);
	return Object.fromEntries([...keys].map((key) => [key, merge(base[key], over[key])]));
}
function isMap(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/config/load.ts
const mostBytes = 1048576;
/**
* The configuration in `text`, checked and with all defaults; durations are in seconds. `file` is the name
* for messages. Throws `config-too-large` (over 1 MB), `config-syntax` and `config-invalid`, the last with
* all problems at once.
*/
function parseConfig(text, file = "prompt-rollout.yml") {
	const { config, located } = checkConfig(text, file);
	if (config !== null) return config;
	throw fail("config-invalid", {
		file,
		problems: describeProblems(file, located)
	});
}
/** The same with problems as data. Throws `config-too-large`, and `config-syntax` with the YamlProblem as its cause. */
function checkConfig(text, file) {
	const bytes = Buffer.byteLength(text);
	if (bytes > mostBytes) throw fail("config-too-large", {
		file,
		bytes
	});
	const { value, placeOf } = readConfigYaml(text, file);
	const refused = (located, named) => ({
		config: null,
		named,
		located,
		placeOf
	});
	if (value === null) return refused({
		problems: [{
			line: 1,
			column: 1,
			message: "is empty: `prompts` is missing"
		}],
		rest: 0
	}, nothingNamed);
	const result = configSchema.safeParse(value, {
		error: issueText,
		reportInput: true
	});
	if (!result.success) return refused(locateProblems(result.error.issues, placeOf), namedIn(value));
	return {
		config: result.data,
		named: result.data,
		located: {
			problems: [],
			rest: 0
		},
		placeOf
	};
}
function readConfigYaml(text, file) {
	try {
		return readYaml(text, { strict: true });
	} catch (error) {
		if (!(error instanceof YamlProblem)) throw error;
		throw fail("config-syntax", {
			file,
			line: error.line,
			message: printable(error.message, 200)
		}, error);
	}
}
export { nothingNamed as i, parseConfig as n, resolvePrompt as r, checkConfig as t };
