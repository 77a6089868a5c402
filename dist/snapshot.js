import { S as unknown, _ as strictObject, a as _enum, b as tuple, d as int, f as literal, g as record, h as object, l as custom, m as number, s as array, v as string, x as union } from "./schemas.js";
import { n as fail } from "./fail.js";
import { t as datetime } from "./iso.js";
import { i as versionSchema, n as stateSchema, t as lookSchema } from "./state.js";
const eventSchema = object({
	schema: literal(1),
	at: datetime({ precision: 3 }),
	event: _enum([
		"adopted",
		"soaking",
		"started",
		"superseded",
		"withdrawn",
		"first-traffic",
		"advanced",
		"watching",
		"completed",
		"observing",
		"resolved",
		"held",
		"looked",
		"asked",
		"reminded",
		"expired",
		"investigating",
		"resumed",
		"reverting",
		"reverted",
		"paused",
		"rolled-back",
		"verified",
		"escalated",
		"rollback-failed",
		"unverified",
		"lifted",
		"effects-taken",
		"effect-done"
	]),
	rollout: string().nullable(),
	incident: string().nullable(),
	/** The version that the event is about: the candidate, the adopted, completed or rolled back one. */
	version: versionSchema.nullable(),
	/** Share of traffic that the candidate has after the event, in percent; null without a rollout. */
	weight: number().nullable(),
	by: string(),
	run_url: string().nullable(),
	reason: string().nullable(),
	/** What the event rests on: observation and verdict, the effect and its address, … */
	details: unknown()
});
/** The lines to append, each with its newline. */
function ledgerLines(events) {
	return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}
/** Reads a ledger. Throws `live-corrupt` with the line that is not an event. */
function parseLedger(text, file, branch) {
	return text.split("\n").map((line, index) => ({
		line,
		number: index + 1
	})).filter(({ line }) => line !== "").map(({ line, number }) => {
		const event = eventSchema.safeParse(jsonOrNull(line));
		if (event.success) return event.data;
		throw fail("live-corrupt", {
			branch,
			file,
			detail: `line ${number} is not a ledger event`
		});
	});
}
/** Time of the newest of some ledgers, milliseconds since 1970; -Infinity when there is none. */
function newestTime(ledgers) {
	const last = [...ledgers].map((text) => text.trimEnd().split("\n").at(-1) ?? "");
	return Math.max(...last.map((line) => eventSchema.safeParse(jsonOrNull(line)).data?.at ?? "").map(timeOf));
}
function timeOf(iso) {
	return iso === "" ? Number.NEGATIVE_INFINITY : Date.parse(iso);
}
const recording = object({ looks: array(lookSchema) });
/** The looks that the events of a rollout rest on, oldest first: together its whole history, each once. */
function looksOf(events, rollout) {
	return events.filter((event) => event.rollout === rollout).flatMap(({ details }) => recording.safeParse(details).data?.looks ?? []);
}
function jsonOrNull(text) {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}
// src/live/manifest.ts
/** How many versions stay as variants besides a candidate, so that going back needs no deploy. */
const keptVariants = 3;
/** Content larger than this, in bytes of UTF-8, is left out of the manifest: a pointer remains. */
const inlineLimit = 65536;
/** An object of texts. Not a record of zod's: that loses a file that is called `__proto__`. */
function isTexts(value) {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
	return Object.values(value).every((text) => typeof text === "string");
}
const variantSchema = strictObject({
	version: string(),
	commit: string(),
	path: string(),
	digest: string(),
	content: union([string(), custom(isTexts)]).optional()
});
const flagSchema = strictObject({
	state: literal("ENABLED"),
	variants: record(string(), variantSchema),
	defaultVariant: string(),
	targeting: strictObject({ fractional: array(tuple([string(), int().min(0).max(100)])) }).optional()
});
const manifestSchema = strictObject({
	$schema: literal("https://flagd.dev/schema/v0/flags.json"),
	metadata: strictObject({ flagSetId: literal("prompt-rollout") }),
	flags: record(string(), flagSchema)
});
/** A manifest without flags. */
const emptyManifest = {
	$schema: "https://flagd.dev/schema/v0/flags.json",
	metadata: { flagSetId: "prompt-rollout" },
	flags: {}
};
/**
* The flagd definition of one prompt. Integer weights that total 100, the candidate first, the shorthand
* of `fractional` (no bucketing key, so that users without a targeting key get the default); at 100 % and
* without a rollout no targeting at all; never DISABLED, which would serve the caller's code default.
*
* flagd hashes the key of flag and user to a place from 0 to 100, and the entries share that line in their order:
* the candidate has its beginning. So a weight that grows or shrinks moves only the users between the old and the
* new weight. That holds for a gradual rollback from 100 %, too: of a version that served everyone without any
* targeting the users above 75 go first, then those above 50, and nobody comes back. Users without a key have the
* default, which is the version that takes over: they go with the first step.
* `contents` are texts by digest; a version whose text is not there becomes a pointer.
*/
function flagOf(state, contents) {
	const { stable, previous, rollout } = state;
	const kept = [stable, ...previous].slice(0, keptVariants);
	const versions = rollout === null ? kept : [rollout.candidate, ...kept];
	const variants = Object.fromEntries(versions.map((version) => [version.label, variantOf(version, contents)]));
	if (rollout === null) return {
		state: "ENABLED",
		variants,
		defaultVariant: stable.label
	};
	const { candidate, weight } = rollout;
	if (weight === 100) return {
		state: "ENABLED",
		variants,
		defaultVariant: candidate.label
	};
	return {
		state: "ENABLED",
		variants,
		defaultVariant: stable.label,
		targeting: { fractional: [[candidate.label, weight], [stable.label, 100 - weight]] }
	};
}
/** The manifest as text, flags in order of their names, so that a diff shows only what changed. */
function renderManifest(manifest) {
	const names = Object.keys(manifest.flags).sort();
	const flags = Object.fromEntries(names.map((name) => [name, manifest.flags[name]]));
	return `${JSON.stringify({
		...manifest,
		flags
	}, null, 2)}\n`;
}
/** Reads `flags.json`. Throws `live-corrupt` when it is not one of ours. */
function parseManifest(text, branch) {
	const parsed = manifestSchema.safeParse(json(text, branch));
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const detail = `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a manifest"}`;
	throw fail("live-corrupt", {
		branch,
		file: "flags.json",
		detail
	});
}
/** The texts that the manifest holds, by digest. */
function contentsOf(flag) {
	const contents = /* @__PURE__ */ new Map();
	for (const { digest, content } of Object.values(flag?.variants ?? {})) if (content !== void 0) contents.set(digest, content);
	return contents;
}
function variantOf(version, contents) {
	const { label, commit, path, digest } = version;
	const pointer = {
		version: label,
		commit,
		path,
		digest
	};
	const content = contents.get(digest);
	if (content === void 0 || Buffer.byteLength(JSON.stringify(content)) > inlineLimit) return pointer;
	return {
		...pointer,
		content
	};
}
function json(text, branch) {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw fail("live-corrupt", {
			branch,
			file: "flags.json",
			detail: error.message
		}, error);
	}
}
// src/live/snapshot.ts
const manifestFile = "flags.json";
const pageFile = "index.html";
/** Tells GitHub Pages to serve the branch as it is. */
const nojekyllFile = ".nojekyll";
const stateFile = (prompt) => `prompts/${prompt}/state.json`;
const ledgerFile = (prompt) => `prompts/${prompt}/ledger.ndjson`;
const known = /^prompts\/([a-z0-9][a-z0-9_-]*)\/(state\.json|ledger\.ndjson)$/;
/** Reads the live branch. Throws `live-foreign`, `live-newer` or `live-corrupt`; never repairs. */
function readSnapshot(tree, branch) {
	const states = /* @__PURE__ */ new Map();
	const ledgers = /* @__PURE__ */ new Map();
	const foreign = [];
	for (const [file, text] of tree.files) {
		if (file === "flags.json" || file === "index.html" || file === ".nojekyll") continue;
		const match = known.exec(file);
		const prompt = match?.[1];
		if (prompt === void 0) foreign.push(file);
		else if (match?.[2] === "state.json") states.set(prompt, parseState(text, file, prompt, branch));
		else ledgers.set(prompt, wholeLines(text, file, branch));
	}
	if (foreign.length > 0) throw fail("live-foreign", {
		branch,
		detail: `the file ${JSON.stringify(foreign[0])}`
	});
	const flags = tree.files.get(manifestFile);
	if (tree.head !== null && flags === void 0) throw fail("live-foreign", {
		branch,
		detail: `no ${manifestFile}`
	});
	const manifest = flags === void 0 ? emptyManifest : parseManifest(flags, branch);
	for (const prompt of states.keys()) if (!Object.hasOwn(manifest.flags, prompt) || !ledgers.has(prompt)) throw fail("live-corrupt", {
		branch,
		file: stateFile(prompt),
		detail: "its flag or its ledger is missing"
	});
	for (const prompt of [...Object.keys(manifest.flags), ...ledgers.keys()]) if (!states.has(prompt)) throw fail("live-corrupt", {
		branch,
		file: stateFile(prompt),
		detail: "the file is missing"
	});
	return {
		head: tree.head,
		manifest,
		states,
		ledgers,
		page: tree.files.has(pageFile)
	};
}
/** The state as it is written: indented, so that `git diff` shows what changed. */
function renderState(state) {
	return `${JSON.stringify(stateSchema.parse(state), null, 2)}\n`;
}
function wholeLines(text, file, branch) {
	if (text.endsWith("\n")) return text;
	throw fail("live-corrupt", {
		branch,
		file,
		detail: "its last line is cut off"
	});
}
function parseState(text, file, prompt, branch) {
	const value = parseJson(text, file, branch);
	const schema = typeof value === "object" && value !== null && "schema" in value ? value.schema : null;
	if (typeof schema === "number" && schema > 1) throw fail("live-newer", {
		branch,
		file,
		schema,
		known: 1
	});
	const parsed = stateSchema.safeParse(value);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		throw fail("live-corrupt", {
			branch,
			file,
			detail: `${issue?.path.join(".")}: ${issue?.message}`
		});
	}
	if (parsed.data.prompt !== prompt) throw fail("live-corrupt", {
		branch,
		file,
		detail: `it is the state of ${parsed.data.prompt}`
	});
	return parsed.data;
}
function parseJson(text, file, branch) {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw fail("live-corrupt", {
			branch,
			file,
			detail: error.message
		}, error);
	}
}
export { readSnapshot as a, contentsOf as c, ledgerLines as d, looksOf as f, pageFile as i, flagOf as l, parseLedger as m, manifestFile as n, renderState as o, newestTime as p, nojekyllFile as r, stateFile as s, ledgerFile as t, renderManifest as u };
