import { h as object, v as string } from "./schemas.js";
import { n as fail, r as messageOf } from "./fail.js";
import { t as number } from "./coerce.js";
import { a as toldOf, c as statusText, o as signedHeaders, r as openChannels, s as post, t as channelProblems } from "./notify.js";
import { t as proxiedFetch } from "./proxied-fetch.js";
import { a as githubCommits, i as githubForge, n as localForge, t as createMetricsSource } from "./metrics.js";
import { i as openLive, l as describeRemote, o as openSource } from "./git.js";
import { t as findTarget } from "./target.js";
import { n as parseConfig } from "./load.js";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, open, realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { spawn } from "node:child_process";
// src/report/run-notes.ts
/** Notes with nothing in them. */
function emptyNotes() {
	return {
		histories: /* @__PURE__ */ new Map(),
		home: null,
		runUrl: null
	};
}
// src/commands/requests.ts
/** What the headers of the forge's answers say of a budget of requests. */
const headersSchema = object({
	"x-ratelimit-limit": number().int().positive(),
	"x-ratelimit-remaining": number().int().nonnegative(),
	"x-ratelimit-reset": number().int().nonnegative(),
	"x-ratelimit-resource": string().default("core")
});
/** Counts what a run asks of others, and keeps what they say of themselves. */
var Tally = class {
	#forge = 0;
	#metrics = 0;
	#budgets = /* @__PURE__ */ new Map();
	#metricsClock = 0;
	/** Seconds that the newest event of the live branch is ahead of this clock; 0 when it is not. */
	liveClock = 0;
	forgeRequest = () => {
		this.#forge += 1;
	};
	metricsRequest = () => {
		this.#metrics += 1;
	};
	/** The greatest difference of the run counts: a clock that was set right meanwhile was wrong before. */
	metricsAhead = (seconds) => {
		if (Math.abs(seconds) > Math.abs(this.#metricsClock)) this.#metricsClock = seconds;
	};
	/** Seconds that the clock of the metrics server is ahead of this one; 0 within the tolerance. */
	get metricsClock() {
		return this.#metricsClock;
	}
	/** Headers without a budget, such as those of a server that sets no limits, say nothing. */
	forgeAnswer = (headers) => {
		const { data } = headersSchema.safeParse(headers);
		if (data === void 0) return;
		this.#budgets.set(data["x-ratelimit-resource"], {
			limit: data["x-ratelimit-limit"],
			remaining: data["x-ratelimit-remaining"],
			resets_at: (/* @__PURE__ */ new Date(data["x-ratelimit-reset"] * 1e3)).toISOString()
		});
	};
	/** The counts so far, with the budget of which the least part is left. */
	report() {
		const [budget = null] = [...this.#budgets.values()].sort((one, other) => part(one) - part(other));
		return {
			forge: this.#forge,
			metrics: this.#metrics,
			budget
		};
	}
};
function part({ remaining, limit }) {
	return remaining / limit;
}
// src/baseline/process.ts
const longestLine = 300;
/** Milliseconds that the output of an ended program may stay open: something it left behind holds it. */
const grace = 1e3;
/**
* Runs a program without a shell, in a process group of its own, which is killed at the time limit and at the
* end: nothing that it started stays. It has no standard input.
*/
function runProcess(request) {
	return new Promise((resolve) => {
		const output = tail();
		const child = spawn(request.program, [...request.arguments], {
			cwd: request.folder,
			env: { ...request.environment },
			detached: true,
			shell: false,
			stdio: [
				"ignore",
				"pipe",
				"pipe"
			]
		});
		const limit = AbortSignal.timeout(Math.ceil(request.timeout * 1e3));
		const stop = () => killGroup(child);
		limit.addEventListener("abort", stop, { once: true });
		const settle = (passed, outcome) => {
			limit.removeEventListener("abort", stop);
			child.stdout.destroy();
			child.stderr.destroy();
			resolve({
				passed,
				outcome,
				lines: output.lines()
			});
		};
		child.stdout.on("data", output.add);
		child.stderr.on("data", output.add);
		child.once("error", (error) => settle(false, `could not be started: ${error.message}`));
		child.once("exit", (code, signal) => {
			killGroup(child);
			const ended = () => {
				clearTimeout(patience);
				const late = limit.aborted && code !== 0;
				settle(code === 0, late ? overdue(request.timeout) : endOf(code, signal));
			};
			const patience = setTimeout(ended, grace);
			child.once("close", ended);
		});
	});
}
function overdue(seconds) {
	return `was not over after ${seconds} s and was stopped`;
}
function endOf(code, signal) {
	if (code === 0) return "passed";
	return code === null ? `was ended by ${signal ?? "a signal"}` : `ended with exit code ${code}`;
}
/** A group whose last process has ended is gone, which is what is wanted. */
function killGroup({ pid }) {
	if (pid === void 0) return;
	try {
		process.kill(-pid, "SIGKILL");
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
	}
}
/** The end of an output of any length. */
function tail() {
	let kept = Buffer.alloc(0);
	return {
		add: (chunk) => {
			kept = Buffer.concat([kept, chunk]).subarray(-65536);
		},
		lines: () => kept.toString("utf8").split(/\r\n|\r|\n/).filter((line) => line.trim() !== "").slice(-20).map((line) => line.length > longestLine ? `${line.slice(0, 299)}…` : line)
	};
}
// src/baseline/run.ts
/**
* Runs baseline tests on this machine. A test starts in a folder of its own that holds the version at the
* prompt's path, and sees of the surroundings only PATH and LANG: no token and no secret of the run.
*/
function baselineRunner({ tempFolder, environment }) {
	return async (request) => {
		const folder = await mkdtemp(join(tempFolder, "baseline-test-"));
		try {
			const [home, work] = [join(folder, "home"), join(folder, "work")];
			await mkdir(home);
			await mkdir(work);
			await writeVersion(work, request);
			return await start(request, work, {
				PATH: environment.PATH ?? "",
				LANG: environment.LANG ?? "C.UTF-8",
				HOME: home,
				PROMPT_ROLLOUT_PROMPT: request.prompt,
				PROMPT_ROLLOUT_VERSION: request.version,
				PROMPT_ROLLOUT_PATH: request.path
			});
		} finally {
			await rm(folder, {
				recursive: true,
				force: true
			});
		}
	};
}
function start(request, folder, environment) {
	const [program = "", ...rest] = request.command.map((part) => filled(part, request));
	return runProcess({
		program,
		arguments: rest,
		folder,
		environment,
		timeout: request.timeout
	});
}
/** One argument stays one argument, whatever the values are. */
function filled(part, { prompt, version, path }) {
	const values = {
		prompt,
		version,
		path
	};
	return part.replace(/\{\{\s*(prompt|version|path)\s*\}\}/g, (_, name) => values[name] ?? "");
}
async function writeVersion(folder, { path, files }) {
	for (const file of files) {
		const place = inside(folder, file.path === "" ? path : `${path}/${file.path}`);
		await mkdir(dirname(place), { recursive: true });
		await writeFile(place, file.bytes, { mode: file.mode === "100755" ? 493 : 420 });
	}
}
/** Paths come from the repository: one that leads out of the folder is written nowhere. */
function inside(folder, path) {
	const place = resolve(folder, path);
	const way = relative(folder, place);
	if (way === "" || way === ".." || way.startsWith(`..${sep}`) || way.includes("\0")) throw new Error(`The path ${JSON.stringify(path)} leads out of the folder of the test.`);
	return place;
}
// src/delivery/copy.ts
/**
* Writes the manifest to a file of the runner, whole or not at all: a reader sees the old content or the new
* one, also after a crash. Where the path is a symbolic link, what it points to is replaced.
* Throws `delivery-write-failed`; the folder must exist.
*/
function copyDelivery({ path }) {
	return {
		name: `copy ${path}`,
		async deliver(manifest) {
			try {
				await replace(await targetOf(path), manifest);
			} catch (error) {
				throw fail("delivery-write-failed", {
					path,
					message: messageOf(error)
				}, error);
			}
		}
	};
}
/** The temporary file lies in the same folder, since a rename is atomic only within one file system. */
async function replace(path, content) {
	const temporary = join(dirname(path), `.prompt-rollout-${randomUUID()}.tmp`);
	try {
		const file = await open(temporary, "wx", 420);
		try {
			await file.writeFile(content);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
}
async function targetOf(path) {
	try {
		return await realpath(path);
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return path;
		throw error;
	}
}
// src/delivery/webhook.ts
/**
* Posts the manifest to an address. The receiver checks `x-prompt-rollout-signature-256`: `sha256=` and the hex
* HMAC-SHA256 of `<x-prompt-rollout-timestamp>.<body>`, and drops what is older than a few minutes. The
* same commit has the same `idempotency-key`.
*
* Throws `delivery-secret-missing` and `delivery-url-credentials`; delivering throws `delivery-failed` for
* anything but a 2xx. No message holds the secret or the path of the address, which may be one.
*/
function webhookDelivery(options) {
	const { timeout = 10, now = () => /* @__PURE__ */ new Date(), fetch: send = proxiedFetch } = options;
	const secret = options.secret.trim();
	if (secret === "") throw fail("delivery-secret-missing", {});
	const { origin, username, password } = new URL(options.url);
	if (username !== "" || password !== "") throw fail("delivery-url-credentials", { origin });
	const receiver = `webhook ${origin}`;
	return {
		name: receiver,
		async deliver(manifest, commit) {
			const answer = await post({
				url: options.url,
				body: manifest,
				headers: {
					"content-type": "application/json",
					"idempotency-key": `prompt-rollout-${commit}`,
					"x-prompt-rollout-commit": commit,
					...signedHeaders(secret, now(), manifest)
				},
				timeout,
				fetch: send,
				reads: false
			});
			if (answer.status === null) throw fail("delivery-failed", {
				receiver,
				message: answer.reason
			});
			if (answer.status < 200 || answer.status > 299) throw fail("delivery-failed", {
				receiver,
				message: statusText(answer.status)
			});
		}
	};
}
// src/delivery/index.ts
/**
* Where the manifest goes after each routing commit, as configured; empty when nowhere. `secret` signs the
* webhook; a relative `copy` is below `workspace`. Throws `delivery-secret-missing`, `delivery-url-credentials`.
*/
function createDeliveries(config, secret, workspace = process.cwd()) {
	const { webhook, copy } = config;
	return [...copy === void 0 ? [] : [copyDelivery({ path: resolve(workspace, copy) })], ...webhook === void 0 ? [] : [webhookDelivery({
		url: webhook.url,
		secret
	})]];
}
// src/commands/page-beside.ts
/** Puts the status page beside what is committed. Nothing of it is loaded before there is something to commit. */
function pageWriter(repository, forge, log) {
	let loaded = null;
	return (view) => {
		const { config, live } = view;
		const { branch } = live;
		const beside = async (after, at) => {
			loaded ??= import("./status-page.js").then((page) => ({
				page,
				read: page.ledgerReader()
			}));
			const { page, read } = await loaded;
			const historyUrl = async () => (await forge()).link({ branch });
			return page.publishedPage({
				config,
				branch,
				repository,
				historyUrl,
				log
			}, read)(after, at);
		};
		return {
			...view,
			live: {
				...live,
				beside
			}
		};
	};
}
// src/commands/commit-way.ts
/** Other forges that run actions give their address as GitHub's, but have this version of an API of their own. */
const foreign = /\/api\/v1\/*$/;
/**
* What makes the commits for `commits: api`; `repository` is the remote's name on the GitHub of this run, null when it
* is not there. Nothing is sent yet. Throws `commits-api-elsewhere`: what is read in one place must not be written to
* another.
*/
function openCommits(remote, repository, { apiUrl, serverUrl }, tally) {
	const { token } = remote;
	if (repository === null || token === null || foreign.test(apiUrl)) throw fail("commits-api-elsewhere", { remote: describeRemote(remote) });
	const told = {
		onRequest: tally.forgeRequest,
		onAnswer: tally.forgeAnswer
	};
	return githubCommits({
		apiUrl,
		serverUrl,
		repository,
		token
	}, told);
}
// src/commands/view.ts
const mostConfigBytes = 1048576;
/** Reads the default branch anew each time, in one repository; so is the live branch's. Both fetch only what is new. */
function viewReader({ remote, repository }, folder, { file, facts, tally, configure }) {
	let opened = null;
	return async () => {
		const source = await openSource({
			remote,
			workdir: join(folder, "source")
		});
		const bytes = await source.size(file);
		if (bytes === null) throw fail("config-missing", {
			file,
			branch: source.branch
		});
		if (bytes > mostConfigBytes) throw fail("config-too-large", {
			file,
			bytes
		});
		const files = await source.files(file, { limit: mostConfigBytes });
		const config = configure(parseConfig(textOf(files[0]?.bytes, file), file));
		const { commits, live_branch: branch } = config;
		const api = commits === "api" ? openCommits(remote, repository, facts, tally) : void 0;
		if (opened?.live.branch !== branch || opened.commits !== commits) opened = {
			live: await openLive({
				remote,
				workdir: join(folder, "live", branch),
				branch,
				api
			}),
			commits
		};
		const { live } = opened;
		return {
			source: api === void 0 ? source : source.through(api),
			config,
			live
		};
	};
}
function textOf(bytes, file) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (error) {
		throw fail("config-syntax", {
			file,
			line: 1,
			message: "it is not UTF-8 text"
		}, error);
	}
}
// src/commands/session.ts
/** Opens a session: finds the remote and makes a folder for this run's repositories. */
async function openSession(options) {
	const { inputs, facts, clock } = options;
	const target = await findTarget(inputs, facts);
	if (target.repository !== null && target.remote.token === null) throw fail("token-missing", { host: new URL(facts.serverUrl).host });
	const folder = await mkdtemp(join(facts.tempFolder, "prompt-rollout-"));
	const configure = options.configure ?? ((config) => config);
	const run = randomUUID();
	const { tally = new Tally() } = options;
	const read = viewReader(target, folder, {
		file: inputs.config,
		facts,
		tally,
		configure
	});
	const notes = options.notes ?? emptyNotes();
	notes.home = target.repository === null ? null : `${facts.serverUrl}/${target.repository}`;
	notes.runUrl = facts.runUrl;
	let forge = null;
	let told = false;
	const repository = target.repository ?? describeRemote(target.remote);
	const openedForge = () => {
		forge ??= openForge(target, inputs, facts, tally);
		return forge;
	};
	const withPage = pageWriter(repository, openedForge, options.log);
	return {
		...options,
		repository,
		drill: options.drill ?? false,
		tally,
		rollbacks: /* @__PURE__ */ new Map(),
		told: /* @__PURE__ */ new Set(),
		rolledBack: /* @__PURE__ */ new Map(),
		authors: /* @__PURE__ */ new Map(),
		notes,
		view: async () => {
			const view = await read();
			for (const { message, cure } of told ? [] : channelProblems(view.config.notify, inputs, clock)) options.log.warn(`${message} ${cure}`);
			told = true;
			return view.config.status_page.publish ? withPage(view) : view;
		},
		metrics: options.metrics ?? (async (config) => openMetrics(config, options, tally)),
		forge: openedForge,
		deliveries: ({ delivery }) => createDeliveries(delivery, inputs["delivery-secret"], facts.workspace),
		channels: ({ notify }) => openChannels(notify, inputs, clock),
		baseline: options.baseline ?? baselineRunner({
			tempFolder: folder,
			environment: process.env
		}),
		actor: ({ delivery, metrics, rollback, notify }, person) => ({
			now: clock.now().toISOString(),
			by: person ?? "system",
			runUrl: facts.runUrl,
			run,
			delivers: delivery.webhook !== void 0 || delivery.copy !== void 0,
			verification: metrics === void 0 && options.metrics === void 0 ? null : rollback.verification,
			tells: toldOf(notify)
		}),
		close: () => rm(folder, {
			recursive: true,
			force: true
		})
	};
}
async function openMetrics(config, { inputs, facts, log }, tally) {
	if (config.metrics === void 0) return null;
	const credentials = {
		token: inputs["metrics-token"],
		username: inputs["metrics-username"],
		password: inputs["metrics-password"]
	};
	return createMetricsSource(config.metrics, credentials, facts.workspace, {
		onRequest: tally.metricsRequest,
		trace: (line) => log.debug(`  ${line}`),
		onClock: tally.metricsAhead
	});
}
async function openForge({ repository }, inputs, facts, tally) {
	if ((inputs.forge === "auto" ? repository === null ? "local" : "github" : inputs.forge) === "local") return localForge({ folder: resolve(facts.workspace, inputs["forge-folder"]) });
	if (repository === null) throw fail("repository-unknown", {});
	const { repository: running, workflowRef, refName } = facts;
	const github = {
		apiUrl: facts.apiUrl,
		serverUrl: facts.serverUrl,
		repository,
		token: inputs.token,
		running: running && workflowRef && refName ? {
			repository: running,
			workflowRef,
			refName
		} : null,
		tokenIsDefault: inputs.token === inputs["workflow-token"]
	};
	return githubForge(github, {
		onRequest: tally.forgeRequest,
		onAnswer: tally.forgeAnswer
	});
}
export { Tally as n, emptyNotes as r, openSession as t };
