import { S as unknown, _ as strictObject, a as _enum, b as tuple, d as int, f as literal, g as record, h as object, l as custom, m as number, s as array, v as string, x as union } from "./schemas.js";
import { n as fail, t as Failure } from "./fail.js";
import { t as datetime } from "./iso.js";
import { i as versionSchema, n as stateSchema, t as lookSchema } from "./state.js";
import { createHash } from "node:crypto";
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
// src/live/json.ts
/** The value of a JSON text; the error, as a value, when it is none. */
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return error;
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
/** The flag of one prompt, as it is read. */
const flagSchema = strictObject({
	state: literal("ENABLED"),
	variants: record(string(), variantSchema),
	defaultVariant: string(),
	targeting: strictObject({ fractional: array(tuple([string(), int().min(0).max(100)])) }).optional()
});
const frameSchema = strictObject({
	$schema: literal("https://flagd.dev/schema/v0/flags.json"),
	metadata: strictObject({ flagSetId: literal("prompt-rollout") }),
	flags: record(string(), unknown())
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
function renderManifest({ damaged, ...manifest }) {
	const all = {
		...manifest.flags,
		...damaged
	};
	const names = Object.keys(all).sort();
	const flags = Object.fromEntries(names.map((name) => [name, all[name]]));
	return `${JSON.stringify({
		...manifest,
		flags
	}, null, 2)}\n`;
}
/**
* Reads `flags.json`. Returns `live-corrupt` when it is not one of ours, or not written as we write it. A flag that is
* none of ours is the trouble of its prompt alone.
*/
function readManifest(text, branch) {
	const corrupt = (detail, cause) => fail("live-corrupt", {
		branch,
		file: "flags.json",
		detail
	}, cause);
	const value = parseJson(text);
	if (value instanceof SyntaxError) return corrupt(value.message, value);
	const frame = frameSchema.safeParse(value);
	if (!frame.success) return corrupt(issueText(frame.error));
	const flags = {};
	const damaged = {};
	const faults = /* @__PURE__ */ new Map();
	for (const [name, each] of Object.entries(frame.data.flags)) {
		const flag = flagSchema.safeParse(each);
		if (flag.success) flags[name] = flag.data;
		else {
			damaged[name] = each;
			faults.set(name, issueText(flag.error, `flags.${name}`));
		}
	}
	const manifest = {
		...frame.data,
		flags,
		...faults.size === 0 ? {} : { damaged }
	};
	if (renderManifest(manifest) !== text) return corrupt("it is not as Prompt Rollout writes it");
	return {
		manifest,
		faults
	};
}
function issueText({ issues: [issue] }, place = "") {
	return `${[place, ...issue?.path ?? []].filter((part) => part !== "").join(".")}: ${issue?.message ?? "not a manifest"}`;
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
// src/live/seal.ts
const sum = string().regex(/^[0-9a-f]{64}$/);
/**
* What `state.json` says under `sha256` of itself (without that key), of the ledger, and of the prompt's flag. Schemas
* do not tell a flipped digit of a weight or a time; the sums do, and they tell which file it is in. They are against
* accidents and edits by hand: who can push to the branch can also reckon anew.
*/
const sealSchema = strictObject({
	state: sum,
	ledger: sum,
	flag: sum
});
/** The text of `state.json`: the state, and the sums of the prompt's data. Throws when it is not valid. */
function sealedState(state, ledger, flag) {
	const valid = stateSchema.parse(state);
	return sealedText(valid, sumsOf(valid, ledger, flag === void 0 ? null : flagSchema.parse(flag)));
}
/**
* The sums of a state without its sums, a ledger, and a flag (null: none): of what was written or read as it is. What
* a schema makes of it is another thing, since a later version may know a field more, with a default.
*/
function sumsOf(state, ledger, flag) {
	const text = flag === null ? "" : JSON.stringify(flag);
	return {
		state: sha256(pretty(state)),
		ledger: sha256(ledger),
		flag: sha256(text)
	};
}
/** The text of `state.json` with these sums. */
function sealedText(state, seal) {
	return pretty({
		...state,
		sha256: seal
	});
}
function pretty(value) {
	return `${JSON.stringify(value, null, 2)}\n`;
}
function sha256(text) {
	return createHash("sha256").update(text).digest("hex");
}
// src/live/prompt-files.ts
/**
* Reads and checks the files of one prompt, and its flag; without `flags` (flags.json is damaged itself) only the
* files. Returns the failure that says which file is wrong.
*/
function readPrompt(prompt, files, tree, flags, branch) {
	const corrupt = (file, detail) => fail("live-corrupt", {
		branch,
		file,
		detail
	});
	const textOf = (file) => tree.files.get(file) ?? corrupt(file, tree.unreadable?.get(file) ?? "the file is missing");
	const text = textOf(files.state);
	const read = text instanceof Failure ? text : readState(text, prompt, files.state, branch);
	if (read instanceof Failure) return read;
	const ledger = textOf(files.ledger);
	if (ledger instanceof Failure) return ledger;
	if (!ledger.endsWith("\n")) return corrupt(files.ledger, "its last line is cut off");
	const { state, written, seal } = read;
	const flag = flags !== null && Object.hasOwn(flags.manifest.flags, prompt) ? flags.manifest.flags[prompt] : null;
	if (flags !== null && !flag) return corrupt("flags.json", flags.faults.get(prompt) ?? `the flag of ${prompt} is missing`);
	if (seal === null) return {
		state,
		ledger
	};
	const changed = "it is not what Prompt Rollout wrote (its sum differs)";
	const now = sumsOf(written, ledger, flag ?? null);
	if (now.state !== seal.state || sealedText(written, seal) !== text) return corrupt(files.state, changed);
	if (now.ledger !== seal.ledger) return corrupt(files.ledger, changed);
	if (flag && now.flag !== seal.flag) return corrupt("flags.json", `${prompt}: ${changed}`);
	return {
		state,
		ledger
	};
}
/** A branch that was written before there were sums has none; the next commit adds them. */
function readState(text, prompt, file, branch) {
	const corrupt = (detail, cause) => fail("live-corrupt", {
		branch,
		file,
		detail
	}, cause);
	const value = parseJson(text);
	if (value instanceof SyntaxError) return corrupt(value.message, value);
	if (typeof value !== "object" || value === null) return corrupt("it is no state");
	const schema = "schema" in value ? value.schema : null;
	if (typeof schema === "number" && schema > 1) return fail("live-newer", {
		branch,
		file,
		schema,
		known: 1
	});
	const { sha256 = null, ...rest } = value;
	const parsed = stateSchema.safeParse(rest);
	const seal = sealSchema.nullable().safeParse(sha256);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		return corrupt(`${issue?.path.join(".")}: ${issue?.message}`);
	}
	if (!seal.success) return corrupt("its sums are not readable");
	if (parsed.data.prompt !== prompt) return corrupt(`it is the state of ${parsed.data.prompt}`);
	return {
		state: parsed.data,
		written: rest,
		seal: seal.data
	};
}
// src/live/snapshot.ts
const manifestFile = "flags.json";
const pageFile = "index.html";
/** Tells GitHub Pages to serve the branch as it is. */
const nojekyllFile = ".nojekyll";
const stateFile = (prompt) => `prompts/${prompt}/state.json`;
const ledgerFile = (prompt) => `prompts/${prompt}/ledger.ndjson`;
const promptFile = /^prompts\/([a-z0-9][a-z0-9_-]*)\/(?:state\.json|ledger\.ndjson)$/;
/** Whether a file of this name is one of ours. */
function isOurs(file) {
	return [
		"flags.json",
		"index.html",
		".nojekyll"
	].includes(file) || promptFile.test(file);
}
/**
* Reads the live branch. What is wrong with one prompt is that prompt's alone; throws `live-foreign`, `live-newer` or
* `live-corrupt` for what is wrong with all. Never repairs.
*/
function readSnapshot(tree, branch) {
	const { snapshot, trouble } = survey(tree, branch);
	if (trouble !== null) throw trouble;
	return snapshot;
}
/** A look reads the same tree several times, and a branch of a thousand prompts takes its time. */
const surveyed = /* @__PURE__ */ new WeakMap();
/** Reads what can be read, whatever is wrong with the rest. */
function survey(tree, branch) {
	const found = surveyed.get(tree) ?? surveyAnew(tree, branch);
	surveyed.set(tree, found);
	return found;
}
function surveyAnew(tree, branch) {
	const paths = [...tree.files.keys(), ...tree.unreadable?.keys() ?? []];
	const flags = readFlags(tree, branch);
	const read = flags instanceof Failure ? null : flags;
	const manifest = read?.manifest ?? emptyManifest;
	const names = [...paths.flatMap((path) => promptFile.exec(path)?.[1] ?? []), ...Object.keys({
		...manifest.flags,
		...manifest.damaged
	})];
	const states = /* @__PURE__ */ new Map();
	const ledgers = /* @__PURE__ */ new Map();
	const damaged = /* @__PURE__ */ new Map();
	for (const prompt of new Set(names)) {
		const found = readPrompt(prompt, {
			state: stateFile(prompt),
			ledger: ledgerFile(prompt)
		}, tree, read, branch);
		if (found instanceof Failure) damaged.set(prompt, found);
		else {
			states.set(prompt, found.state);
			ledgers.set(prompt, found.ledger);
		}
	}
	const trouble = strangerIn(paths, branch) ?? (flags instanceof Failure ? flags : null);
	const newer = [...damaged.values()].find(({ code }) => code === "live-newer");
	return {
		snapshot: {
			head: tree.head,
			manifest,
			states,
			ledgers,
			page: paths.includes(pageFile),
			damaged
		},
		trouble: trouble === null ? null : newer ?? trouble,
		hasManifest: read !== null
	};
}
function strangerIn(paths, branch) {
	const foreign = paths.find((path) => !isOurs(path));
	return foreign === void 0 ? null : fail("live-foreign", {
		branch,
		detail: `the file ${JSON.stringify(foreign)}`
	});
}
function readFlags({ head, files, unreadable }, branch) {
	const text = files.get(manifestFile);
	if (text !== void 0) return readManifest(text, branch);
	if (head === null) return {
		manifest: emptyManifest,
		faults: /* @__PURE__ */ new Map()
	};
	const bytes = unreadable?.get(manifestFile);
	if (bytes === void 0 && ![...files.keys()].some(isOurs)) return fail("live-foreign", {
		branch,
		detail: `no ${manifestFile}`
	});
	return fail("live-corrupt", {
		branch,
		file: manifestFile,
		detail: bytes ?? "the file is missing"
	});
}
export { parseLedger as _, pageFile as a, survey as c, emptyManifest as d, flagOf as f, newestTime as g, looksOf as h, nojekyllFile as i, sealedState as l, ledgerLines as m, ledgerFile as n, readSnapshot as o, renderManifest as p, manifestFile as r, stateFile as s, isOurs as t, contentsOf as u };
