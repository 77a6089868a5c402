import { n as parseConfig } from "./load.js";
import { r as policySchema } from "./policy-schema.js";
import { n as fail, r as messageOf } from "./fail.js";
import { r as inputs } from "./inputs.js";
import { _ as parseLedger, h as looksOf, n as ledgerFile, o as readSnapshot } from "./snapshot.js";
import { d as baselineSince, f as read, i as judgeBy, l as evidenceSettingsOf, m as step, n as nextHold, p as start, u as againstBaseline } from "./hold.js";
import { i as secondsSince, n as decide, t as newRollout } from "./new-rollout.js";
import { i as counted } from "./format.js";
import { h as waitText } from "./words.js";
import { n as validateLooks } from "./validate.js";
import { t as lookSchema } from "./state.js";
import { i as selectPrompts } from "./prompts.js";
import { t as runResult } from "./run-result.js";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
// src/replay/play.ts
const windowSeconds = 300;
/** A recording has no silence of the source: this limit is never reached by a gap between its lines. */
const outageLimit = Number.POSITIVE_INFINITY;
/**
* Runs the policy over recorded looks, as a rollout would have. Pure: the weights are those of the recording,
* and a rollback or a question does not change what comes after it in the file, so the first one is final.
*/
function play(looks, prompt) {
	const settings = evidenceSettingsOf(prompt.policy, 30, windowSeconds);
	const useEvidence = prompt.policy.evidence === "on";
	let evidence = start(settings);
	let rollout = beginning(looks, prompt);
	const played = [];
	for (const look of looks) {
		rollout = atLook(rollout, look, looks);
		evidence = step(evidence, againstBaseline(look, rollout.baseline));
		const result = read(evidence);
		const verdict = judgeBy(useEvidence ? result : null, observationOf(look, result), prompt.policy, {
			ageSeconds: result.age_seconds,
			crossing: rollout.crossing,
			weight: look.weight,
			baseline: rollout.baseline,
			lastStage: prompt.stages[rollout.stage + 1]?.weight === 100,
			secondsLeft: prompt.policy.deadline - secondsSince(rollout.stage_started_at, look.at)
		});
		const decision = decide(rollout, verdict, look.at, outageLimit);
		played.push({
			at: look.at,
			verdict,
			decision
		});
		rollout = afterDecision(rollout, decision, verdict, look.at);
		if (decision.kind === "rollback" || decision.kind === "complete") break;
	}
	return played;
}
/** The decision that the recording comes to: the first rollback or question, else the last one. */
function finalOf(played) {
	const decisive = played.find(({ decision }) => decision.kind === "rollback");
	const asked = played.find(({ decision }) => decision.kind === "ask");
	return decisive ?? asked ?? played.at(-1) ?? null;
}
function beginning(looks, { stages, policy }) {
	const weight = looks[0]?.weight ?? 0;
	const plan = {
		stages: [...stages],
		policy
	};
	const at = (/* @__PURE__ */ new Date(Date.parse(looks[0]?.at ?? "") - 3e4)).toISOString();
	return newRollout({
		id: "replay",
		candidate: {
			label: "candidate",
			commit: "",
			path: "",
			digest: "",
			stable_since: null,
			known_good_since: null
		},
		...placeOf(weight, plan),
		weight,
		plan
	}, at);
}
/**
* Where a recorded weight belongs: to the stage of that weight, else the last one below it. All but the holdback
* is the watch, as 100 % is.
*/
function placeOf(weight, { stages, policy }) {
	const known = stages.some((entry) => entry.weight === weight);
	const watching = weight === 100 || policy.holdback > 0 && weight === 100 - policy.holdback && !known;
	const last = stages.length - 1;
	const stage = watching ? last : stages.findLastIndex((entry) => entry.weight <= weight);
	return {
		stage: Math.max(0, stage),
		phase: watching ? "watching" : "canary"
	};
}
/** The rollout at the weight of a look: another weight is another stage. */
function atLook(rollout, { at, weight }, looks) {
	if (weight === rollout.weight) return rollout;
	const before = looks.filter((look) => Date.parse(look.at) < Date.parse(at));
	const began = before.at(-1)?.at ?? at;
	const place = placeOf(weight, rollout.plan);
	const baseline = weight === 100 ? baselineSince(before, rollout.stage_started_at) : null;
	return {
		...rollout,
		...place,
		weight,
		hold: null,
		baseline,
		stage_started_at: began
	};
}
function afterDecision(rollout, decision, verdict, at) {
	if (decision.kind === "hold") {
		const hold = nextHold(rollout, decision, verdict, at);
		return hold === null ? rollout : {
			...rollout,
			hold
		};
	}
	if (decision.kind === "resolve") return {
		...rollout,
		crossing: null,
		hold: null
	};
	if (decision.kind === "ask") return {
		...rollout,
		asking: "replay"
	};
	if (decision.kind !== "observe") return rollout;
	const { name, metric, threshold, value } = decision.match;
	return {
		...rollout,
		hold: null,
		crossing: {
			name,
			metric,
			limit: threshold,
			value,
			since: at
		}
	};
}
function observationOf(look, { window }) {
	const arm = (name) => {
		const { requests, errors, p99, quality } = window[name];
		return {
			version: name,
			requests,
			errors,
			p99,
			quality
		};
	};
	return {
		source: "replay",
		at: look.at,
		window_seconds: window.seconds,
		candidate: arm("candidate"),
		stable: arm("stable"),
		rates: null,
		looks: null,
		problems: [],
		queries: []
	};
}
// src/replay/compare.ts
/** Events that end or stop a rollout, the most decisive first, as the decisions that they record. */
const endings = [
	["rolled-back", "rollback"],
	["asked", "ask"],
	["completed", "complete"]
];
/**
* Runs every rollout that the ledger has looks of through the policy of `prompt`, and tells where it would have
* ended otherwise. Rollouts that were judged without counts have no looks, and are left out.
*/
function compareLedger(events, prompt) {
	return [...new Set(events.map(({ rollout }) => rollout).filter((id) => id !== null))].flatMap((rollout) => {
		const all = events.filter((event) => event.rollout === rollout);
		const back = all.findIndex(({ event }) => event === "reverting");
		const own = back < 0 ? all : all.slice(0, back);
		const looks = looksOf(own, rollout);
		if (looks.length === 0) return [];
		const recorded = recordedEnding(own);
		const replayed = replayedEnding(play(looks, prompt));
		const differs = recorded.decision !== replayed.decision || recorded.rule !== replayed.rule;
		return [{
			rollout,
			version: own.find((event) => event.version !== null)?.version?.label ?? "",
			looks: looks.filter(({ weight }) => weight > 0).length,
			recorded,
			replayed,
			differs
		}];
	});
}
function recordedEnding(events) {
	for (const [name, decision] of endings) {
		const event = events.find((entry) => entry.event === name && entry.by === "system");
		if (event === void 0) continue;
		const rule = /rule (\S+)$/.exec(event.reason ?? "")?.[1] ?? null;
		return {
			decision,
			at: event.at,
			rule
		};
	}
	return {
		decision: "open",
		at: events.at(-1)?.at ?? null,
		rule: null
	};
}
function replayedEnding(played) {
	const final = finalOf(played);
	if (!(final !== null && [
		"rollback",
		"ask",
		"complete"
	].includes(final.decision.kind))) return {
		decision: "open",
		at: final?.at ?? null,
		rule: null
	};
	const rule = "match" in final.decision ? final.decision.match.name : null;
	return {
		decision: final.decision.kind,
		at: final.at,
		rule
	};
}
// src/replay/lines.ts
/** One look as a line of JSON: `{"at", "decision", "severity", "rules", "cause", "evidence": {…}}`. */
function jsonLine({ at, verdict, decision }) {
	const evidence = Object.fromEntries(verdict.readings.map((reading) => [reading.metric, evidenceOf(reading)]));
	return {
		at,
		decision: decision.kind,
		why: decision.kind === "hold" ? decision.why : null,
		severity: verdict.severity,
		rules: verdict.matches.map(({ name }) => name),
		unproven: verdict.unproven.map(({ name }) => name),
		cause: verdict.cause,
		gaps: verdict.gaps,
		evidence
	};
}
/** One look as a line for people. */
function textLine({ at, verdict, decision }) {
	const why = decision.kind === "hold" ? ` (${decision.why})` : "";
	const rules = verdict.matches.map(({ name, value }) => `${name} ${rounded(value)} %`);
	const cause = verdict.cause === null ? "" : `  cause ${verdict.cause}`;
	const open = verdict.unproven.map((match) => {
		const missing = verdict.readings.find(({ metric }) => metric === match.metric)?.proof?.missing_requests;
		const more = missing == null ? "" : `, ${counted(Math.ceil(missing), "request")} missing`;
		return `${match.name} ${rounded(match.value)} % not proven${more}`;
	});
	const waits = verdict.verdict === "healthy" ? verdict.promotion.waits.map(waitText) : [];
	return `${at}  ${decision.kind}${why}  ${[
		...rules,
		...open,
		...verdict.gaps,
		...waits
	].join(", ")}${cause}`.trimEnd();
}
/** One rollout of a ledger as a line for people. */
function comparisonLine({ rollout, version, looks, recorded, replayed, differs }) {
	const tell = ({ decision, at, rule }) => [
		decision,
		rule,
		at
	].filter((part) => part !== null).join(" ");
	const mark = differs ? "DIFFERS" : "same";
	return `${rollout}  ${version}  ${counted(looks, "look")}  recorded: ${tell(recorded)}  replayed: ${tell(replayed)}  ${mark}`;
}
/** The last line, on so many rollouts: `1 rollout, 0 would have ended otherwise`. */
function totalLine(rollouts, differing) {
	return `${counted(rollouts, "rollout")}, ${differing} would have ended otherwise`;
}
function evidenceOf({ value, since, proof }) {
	return {
		value,
		since,
		log_e: proof?.log_e ?? null,
		proven: proof?.proven ?? null,
		p: proof?.p ?? null,
		missing_requests: proof?.missing_requests ?? null
	};
}
function rounded(value) {
	return Math.round(value * 100) / 100;
}
// src/replay/looks-file.ts
/**
* Reads recorded looks, one JSON object a line. Throws `looks-invalid` with the number of the first line that
* is not a look, or is impossible: negative or decreasing counts, errors above requests, buckets that differ
* between the arms, scores outside [0, 1], time going backwards.
*/
function parseLooks(text, file) {
	const lines = text.split("\n").map((line, index) => ({
		line,
		number: index + 1
	})).filter(({ line }) => line.trim() !== "");
	if (lines.length === 0) throw fail("looks-invalid", {
		file,
		line: 1,
		detail: "the file is empty"
	});
	const looks = [];
	for (const { line, number } of lines) try {
		looks.push(parseLook(line, number, file));
	} catch (error) {
		checkLooks(looks, lines, file);
		throw error;
	}
	checkLooks(looks, lines, file);
	return looks;
}
function checkLooks(looks, lines, file) {
	const problem = validateLooks(looks)[0];
	if (problem === void 0) return;
	const line = lines[problem.index]?.number ?? 1;
	throw fail("looks-invalid", {
		file,
		line,
		detail: problem.message
	});
}
function parseLook(line, number, file) {
	let value;
	try {
		value = JSON.parse(line);
	} catch (error) {
		throw fail("looks-invalid", {
			file,
			line: number,
			detail: "it is not JSON"
		}, error);
	}
	const parsed = lookSchema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const detail = `${issue?.path.join(".") || "the look"}: ${issue?.message ?? "not a look"}`;
	throw fail("looks-invalid", {
		file,
		line: number,
		detail
	});
}
// src/commands/replay.ts
/** Runs the policy over recorded looks, touching nothing: a line a look, then the final decision. */
async function replayLooks(host, inputs, clock) {
	if (inputs.looks === "") throw fail("input-missing", {
		command: "replay",
		input: "looks"
	});
	const { workspace } = host.facts;
	const text = await readText(resolve(workspace, inputs.looks));
	if (text === null) throw fail("file-unreadable", {
		file: inputs.looks,
		message: "there is no such file"
	});
	const config = await localConfig(inputs, workspace);
	const prompt = config === null ? standardPrompt() : onePrompt(config, inputs.prompt);
	const played = play(parseLooks(text, inputs.looks), prompt);
	for (const look of played) host.print(host.json ? JSON.stringify(jsonLine(look)) : textLine(look));
	const final = finalOf(played);
	if (final !== null && !host.json) host.print(`final: ${textLine(final)}`);
	return runResult({
		inputs,
		clock
	}, {
		reason_code: "replayed",
		exit_code: 0,
		live: null,
		prompts: [],
		replay: {
			looks: played.length,
			final: final === null ? null : jsonLine(final)
		}
	});
}
/** Runs the rollouts of a prompt's ledger through the policy, and shows where it would have decided otherwise. */
async function replayLedger(host, session) {
	const { inputs, facts } = session;
	if (inputs.prompt === "") throw fail("input-missing", {
		command: "replay --ledger",
		input: "prompt"
	});
	const local = await localConfig(inputs, facts.workspace);
	const { config, live } = await session.view();
	const snapshot = readSnapshot(await live.read(), live.branch);
	const [prompt] = selectPrompts(local ?? config, inputs.prompt);
	const ledger = snapshot.ledgers.get(inputs.prompt);
	const damage = snapshot.damaged.get(inputs.prompt);
	if (damage !== void 0) throw damage;
	if (prompt === void 0 || ledger === void 0) throw fail("prompt-unknown", {
		prompt: inputs.prompt,
		known: [...snapshot.ledgers.keys()].join(", ")
	});
	const comparisons = compareLedger(parseLedger(ledger, ledgerFile(prompt.id), live.branch), prompt);
	for (const comparison of comparisons) host.print(host.json ? JSON.stringify(comparison) : comparisonLine(comparison));
	const differing = comparisons.filter(({ differs }) => differs).length;
	if (!host.json) host.print(totalLine(comparisons.length, differing));
	return runResult(session, {
		reason_code: "replayed",
		exit_code: 0,
		live: {
			branch: live.branch,
			commit: snapshot.head
		},
		prompts: [],
		replay: {
			rollouts: comparisons.length,
			differing,
			comparisons
		}
	});
}
/** The named prompt, or the only one. */
function onePrompt(config, name) {
	const [prompt, ...others] = selectPrompts(config, name);
	if (prompt === void 0 || others.length > 0) throw fail("input-missing", {
		command: "replay",
		input: "prompt"
	});
	return prompt;
}
/** The configuration in the local file `config`; null when it is not named and there is none. */
async function localConfig(inputs$1, workspace) {
	const text = await readText(resolve(workspace, inputs$1.config));
	if (text !== null) return parseConfig(text, inputs$1.config);
	if (inputs$1.config === inputs.config.default) return null;
	throw fail("file-unreadable", {
		file: inputs$1.config,
		message: "there is no such file"
	});
}
/** The policy as it is without any configuration. */
function standardPrompt() {
	return {
		id: "replay",
		path: "replay",
		owners: [],
		related: [],
		stages: [
			1,
			5,
			25,
			100
		].map((weight) => ({
			weight,
			bake: 600
		})),
		policy: policySchema.parse({}),
		baselineTest: null
	};
}
async function readText(path) {
	try {
		return await readFile(path, "utf8");
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
		throw fail("file-unreadable", {
			file: path,
			message: messageOf(error)
		}, error);
	}
}
export { replayLedger, replayLooks };
