import { t as systemClock } from "./clock.js";
import { h as object, v as string } from "./schemas.js";
import { n as fail, t as Failure } from "./fail.js";
import { r as inputs, t as commands } from "./inputs.js";
import { a as duration } from "./format.js";
import { t as budgetWarning } from "./requests.js";
import { n as Tally, r as emptyNotes, t as openSession } from "./session.js";
import { f as resultError } from "./yaml.js";
import { n as readPayload } from "./event-file.js";
import { tmpdir } from "node:os";
// src/input-use.ts
/** Whether a word is a command. */
const isCommand = (word) => commands.some((command) => command === word);
/** The commands that an input is for: those that its text begins with, before a colon. Null means all of them. */
function commandsOf(name) {
	const [head = ""] = inputs[name].about.split(":");
	const words = head.split(/, | and /);
	return words.every(isCommand) ? words : null;
}
const local = ["demo", "init"];
/** Inputs of most commands, with those that do not read them. A workflow may set them for any command. */
const unread = {
	prompt: [
		...local,
		"drill",
		"validate"
	],
	repository: local,
	remote: local,
	config: local,
	"metrics-username": [
		...local,
		"drill",
		"replay",
		"status",
		"validate"
	],
	forge: [
		...local,
		"gate",
		"replay",
		"validate"
	],
	"forge-folder": [
		...local,
		"doctor",
		"gate",
		"replay",
		"validate"
	]
};
/** Whether a command reads an input. */
const isFor = (name, command) => commandsOf(name)?.includes(command) ?? unread[name]?.includes(command) !== true;
/** The refusal of an input that only other commands read. */
function elsewhere(name, command) {
	const suggestion = `Leave it out here: it is for ${commands.filter((each) => isFor(name, each)).join(", ")}.`;
	return fail("input-unknown", {
		input: name,
		command,
		suggestion
	});
}
/** Throws `input-unknown` for a `dry-run` of a command that would write all the same. */
function checkDryRun({ command, "dry-run": dry }) {
	if (dry && !isFor("dry-run", command)) throw elsewhere("dry-run", command);
}
// src/report/clock.ts
/** Warns of clocks that differ, since deadlines and the age of data hang on them; null when none does. */
function clockWarning({ metricsClock, liveClock }) {
	const side = metricsClock > 0 ? "behind" : "ahead of";
	const found = [metricsClock === 0 ? "" : `it is ${duration(Math.abs(metricsClock))} ${side} that of the metrics server`, liveClock === 0 ? "" : `the newest event on the live branch is of a time that comes in ${duration(liveClock)} only`].filter((text) => text !== "");
	if (found.length === 0) return null;
	return `clock: the clock of this runner differs from others: ${found.join(", and ")}. Bake times and deadlines are counted from what is written; correct the clock (NTP) of the machine that is wrong.`;
}
// src/commands/run.ts
const writing = [
	"promote",
	"rollback",
	"drill"
];
/** Runs the command of a host, reports the result, and returns the exit code: 0, 1 or 2. */
async function run(host, clock = systemClock) {
	const notes = emptyNotes();
	const result = await resultOf(host, clock, notes);
	const { summarize } = await import("./summarize2.js");
	const { lines, summary } = summarize(result, notes);
	for (const { line, level } of lines) host.log[level](line);
	for (const { error } of result.prompts) if (error !== null) reportFailure(host, error, null);
	try {
		await host.finish(result, summary);
		return result.exit_code;
	} catch (error) {
		reportFailure(host, resultError(error), error);
		return result.exit_code === 0 ? 2 : result.exit_code;
	}
}
/** A result even when the command fails: every exit has a reason code. */
async function resultOf(host, clock, notes) {
	let command = null;
	const tally = new Tally();
	try {
		const inputs = host.readInputs();
		command = inputs.command;
		return withRequests(host, await perform(host, inputs, clock, tally, notes), tally);
	} catch (error) {
		const failure = resultError(error);
		reportFailure(host, failure, error);
		return withRequests(host, failedResult(command, clock, failure), tally);
	}
}
/** The result with what the run asked of others, and warnings of what they said. */
function withRequests({ log }, result, tally) {
	if (result.command === "demo" || result.command === "drill" || result.replay !== null) return result;
	const requests = tally.report();
	const warnings = [budgetWarning(requests), clockWarning(tally)].filter((text) => text !== null);
	for (const text of warnings) log.warn(text);
	return {
		...result,
		requests,
		warnings: [...result.warnings, ...warnings]
	};
}
/** The result of a run that ended with an error before it had anything else to say. */
function failedResult(command, clock, error) {
	return {
		schema_version: 1,
		command,
		reason_code: error.code,
		exit_code: 2,
		at: clock.now().toISOString(),
		live: null,
		prompts: [],
		warnings: [],
		error,
		requests: null,
		demo: null,
		replay: null,
		plan: null,
		drill: null,
		doctor: null
	};
}
async function perform(host, inputs, clock, tally, notes) {
	const { facts, log } = host;
	const { command } = inputs;
	checkDryRun(inputs);
	if ((writing.includes(command) || inputs.prune) && facts.fork !== null) throw fail("fork-event", {
		command,
		repository: facts.fork
	});
	if (command === "replay" && !inputs.ledger) return (await import("./replay.js")).replayLooks(host, inputs, clock);
	if (command === "init") return (await import("./init.js")).init(host, inputs, clock);
	if (command === "validate") return (await import("./validate2.js")).validate(host, inputs, clock);
	if (command === "demo") return (await import("./demo.js")).demo(host, inputs);
	if (command === "drill") return (await import("./drill.js")).drill(host, inputs, clock);
	if (command === "doctor") return (await import("./doctor.js")).doctor(host, inputs, clock);
	const session = await openSession({
		inputs,
		facts,
		log,
		clock,
		tally,
		notes
	});
	try {
		if (command === "replay") return await (await import("./replay.js")).replayLedger(host, session);
		return await (await handler(command))(session);
	} catch (error) {
		return (await import("./rolled-back2.js")).resultDespite(session, error);
	} finally {
		await session.close();
	}
}
async function handler(command) {
	switch (command) {
		case "promote": return (await import("./promote2.js")).promote;
		case "gate": return (await import("./gate.js")).gate;
		case "rollback": return (await import("./rollback.js")).rollback;
		case "review": return (await import("./review.js")).review;
		case "status": return (await import("./status2.js")).status;
	}
}
/** Tells a failure: what happened, causes, the cure. Of several problems each has a line of its own. */
function reportFailure({ log }, failure, error) {
	const [first = "", ...more] = failure.message.split("\n");
	log.error(`${failure.code}: ${first}`);
	for (const line of more) log.info(`  ${line}`);
	for (const cause of failure.causes) log.info(`  cause: ${cause}`);
	log.info(`  cure: ${failure.cure}`);
	if (error instanceof Error) log.debug(error.stack ?? "");
}
// src/host/progress.ts
/** Milliseconds between two lines that tell that it still goes on, where lines stay. */
const quiet = 6e4;
/** Lines on a terminal, or plain ones in a file, a pipe or the log of a workflow. `now` is ms since 1970. */
function lineWriter(stream, now = Date.now) {
	const live = stream.isTTY === true;
	let shown = "";
	let keeps = false;
	let ticked = Number.NEGATIVE_INFINITY;
	let timer = null;
	const stop = () => {
		if (timer !== null) clearInterval(timer);
		timer = null;
	};
	const replace = (text, end = "") => {
		const room = (stream.columns ?? Number.POSITIVE_INFINITY) - 1 - end.length;
		const cut = text.length > room ? `${text.slice(0, Math.max(0, room - 1))}…` : text;
		stream.write(`\r\u001b[2K${cut}${end}`);
		shown = text;
	};
	const line = (text) => {
		stop();
		if (shown !== "" && keeps) replace(shown);
		stream.write(`${shown === "" ? "" : keeps ? "\n" : "\r\x1B[2K"}${text}\n`);
		shown = "";
	};
	const update = (text, kept) => {
		stop();
		replace(text);
		keeps = kept;
	};
	return {
		line,
		pause: stop,
		progress: (text) => live ? update(text, true) : line(text),
		tick: (text) => {
			if (live) return update(text, false);
			stop();
			if (now() - ticked < quiet) return;
			ticked = now();
			line(text);
		},
		waiting: (text, seconds) => {
			stop();
			const end = now() + seconds * 1e3;
			const left = () => duration(Math.max(0, end - now()) / 1e3);
			if (live && shown === "") update(text, false);
			const tell = () => {
				if (live) replace(shown, `  (next look in ${left()})`);
				else stream.write(`${text}; next look in ${left()}\n`);
			};
			if (live) tell();
			timer = setInterval(tell, live ? 1e3 : quiet);
			timer.unref();
		}
	};
}
// src/host/facts.ts
const repository = object({ full_name: string() });
const event = object({
	repository: repository.optional(),
	pull_request: object({ head: object({ repo: repository.nullish() }) }).optional(),
	workflow_run: object({ head_repository: repository.nullish() }).optional()
});
/** Events that a person starts on purpose, so that the actor is the one who decides. */
const personal = /* @__PURE__ */ new Set([
	"workflow_dispatch",
	"issue_comment",
	"pull_request",
	"pull_request_review"
]);
/** Reads the runner's environment. An event file that is not readable counts as a fork's: writing is refused. */
function readFacts(env) {
	const repositoryName = env.GITHUB_REPOSITORY || null;
	const serverUrl = env.GITHUB_SERVER_URL || "https://github.com";
	const runId = env.GITHUB_RUN_ID;
	const source = {
		name: env.GITHUB_EVENT_NAME ?? "",
		path: env.GITHUB_EVENT_PATH ?? ""
	};
	return {
		repository: repositoryName,
		serverUrl,
		apiUrl: env.GITHUB_API_URL || "https://api.github.com",
		actor: personal.has(env.GITHUB_EVENT_NAME ?? "") ? env.GITHUB_ACTOR || null : null,
		runUrl: repositoryName !== null && runId ? `${serverUrl}/${repositoryName}/actions/runs/${runId}` : null,
		workflowRef: env.GITHUB_WORKFLOW_REF || null,
		refName: env.GITHUB_REF_NAME || null,
		fork: source.path === "" ? null : forkOf(source),
		event: source.name === "" ? null : source,
		tempFolder: env.RUNNER_TEMP || tmpdir(),
		workspace: env.GITHUB_WORKSPACE || process.cwd()
	};
}
function forkOf(source) {
	const parsed = event.safeParse(payloadOf(source));
	if (!parsed.success) return "unreadable event";
	const { repository: base, pull_request: pull, workflow_run: run } = parsed.data;
	if (pull === void 0 && run === void 0) return null;
	const head = pull === void 0 ? run?.head_repository : pull.head.repo;
	if (head == null) return "deleted fork";
	return head.full_name === base?.full_name ? null : head.full_name;
}
function payloadOf(source) {
	try {
		return readPayload(source);
	} catch (error) {
		if (error instanceof Failure) return void 0;
		throw error;
	}
}
export { elsewhere as a, commandsOf as i, lineWriter as n, isCommand as o, run as r, isFor as s, readFacts as t };
