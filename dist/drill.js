import { r as messageOf, t as Failure } from "./fail.js";
import { o as readSnapshot } from "./snapshot.js";
import { c as marker } from "./markdown.js";
import { t as createRepository } from "./repository.js";
import { c as digestOf, i as openLive, t as openRefs } from "./git.js";
import { n as drillReport } from "./drill-table.js";
import { i as configSchema } from "./yaml.js";
import { i as revertBranch } from "./incident-effects.js";
import { t as openSession } from "./session.js";
import { t as findTarget } from "./target.js";
import { t as promote } from "./promote.js";
import { t as runResult } from "./run-result.js";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { tmpdir } from "node:os";
// src/drill/names.ts
const refPattern = new RegExp(`^refs/(?:heads/prompt-rollout/(?:drill|revert)|tags/prompt-rollout)/(drill-\\d{8}-\\d{6}-[0-9a-f]{4})(?:/|$)`);
/** Seconds after which a drill that is not cleaned up counts as dead. */
const longest = 3600;
/** The id of a drill, which is that of its throwaway prompt: the time, and four hexadecimal digits. */
function drillId(at, random) {
	const [day = "", time = ""] = at.toISOString().slice(0, 19).replace(/[-:]/g, "").split("T");
	return `drill-${day}-${time}-${random}`;
}
/** The drill's own live branch. */
const drillBranch = (id) => `prompt-rollout/drill/${id}`;
/** Where the throwaway prompt would lie on the default branch. */
const drillPath = (id) => `.prompt-rollout/drill/${id}.md`;
/** The drill that made a ref (full name); null for every other ref. */
function drillOf(ref) {
	return refPattern.exec(ref)?.[1] ?? null;
}
/** Drills that have left refs and began over an hour ago, so that nobody is at work on them. */
function deadDrills(refs, now) {
	return [...new Set(refs.flatMap(({ name }) => drillOf(name) ?? []))].filter((id) => now.getTime() - beganAt(id) > longest * 1e3);
}
function beganAt(id) {
	const [, year, month, day, hours, minutes, seconds] = /^drill-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-/.exec(id) ?? [];
	return Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
}
// src/drill/clean-up.ts
/**
* Takes away everything that a drill has made: closes its pull request and its issue, then removes its branches and
* tags. The live branch goes last, and only when the rest is gone, since it knows what there is: so this can be
* repeated at any time, by any run. Returns what is left and why; empty when nothing is.
*/
async function cleanUp(tools, id) {
	const branch = `refs/heads/${drillBranch(id)}`;
	const refs = [];
	const left = await tryTo(`what the drill ${id} has left is not known`, async () => {
		const all = await tools.refs.list();
		refs.push(...all.filter(({ name }) => drillOf(name) === id));
	});
	if (refs.some(({ name }) => name === branch)) left.push(...await closeThreads(tools, id));
	const kinds = [refs.filter(({ name }) => name.startsWith("refs/heads/") && name !== branch), refs.filter(({ name }) => name.startsWith("refs/tags/"))];
	for (const some of kinds) left.push(...await remove(tools, some));
	if (left.length === 0) left.push(...await remove(tools, refs.filter(({ name }) => name === branch)));
	else if (refs.some(({ name }) => name === branch)) left.push(`the branch ${drillBranch(id)} stays, so that a later drill can clean up the rest`);
	return left;
}
async function closeThreads(tools, id) {
	const incidents = [];
	const left = await tryTo(`pull request and issue of the drill ${id} may be open`, async () => {
		const live = await tools.live(drillBranch(id));
		const { states } = readSnapshot(await live.read(), live.branch);
		incidents.push(...states.get(id)?.incidents ?? []);
	});
	for (const incident of incidents) {
		const head = tools.revertBranch(id, incident.id);
		const comment = {
			marker: marker("drill", `${id}/${incident.id}`),
			body: "The drill is over."
		};
		left.push(...await tryTo(`the pull request of ${head} may be open`, async () => (await tools.forge()).closePullRequest({
			head,
			comment
		})), ...await tryTo(`the issue of the drill ${id} may be open${at(incident.issue)}`, async () => (await tools.forge()).closeIssue({
			marker: marker("postmortem", `${id}/${incident.id}`),
			since: incident.detected_at
		})));
	}
	return left;
}
const at = (link) => link === null ? "" : ` (${link.url})`;
async function remove({ refs }, some) {
	if (some.length === 0) return [];
	const names = some.map(({ name }) => name.replace(/^refs\/(?:heads|tags)\//, ""));
	let gone = [];
	const left = await tryTo(`${names.join(", ")} could not be removed`, async () => {
		gone = await refs.remove(some);
	});
	if (left.length > 0) return left;
	return some.filter(({ name }) => !gone.includes(name)).map(({ name }) => `${name} has moved meanwhile, and stays`);
}
/** Does it; what fails is said in words, with the cure. */
async function tryTo(what, work) {
	try {
		await work();
		return [];
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		return [`${what}: ${messageOf(error)} ${error.cure}`];
	}
}
// src/drill/local.ts
/** It needs a prompt to be valid, which the drill does not touch. What is verified at once takes less time. */
const configText = `prompts:
  example:
    path: example.md
rollback:
  verification: { propagation: 0s, interval: 5s, escalate_after: 15s, give_up_after: 1m }
`;
/** A prompts repository and a forge in a temporary folder, which is gone after the drill. */
async function localPlace(inputs, facts, now) {
	const folder = await mkdtemp(join(tmpdir(), "prompt-rollout-drill-"));
	const remote = join(folder, "prompts.git");
	const repository = await createRepository(remote);
	const files = {
		"prompt-rollout.yml": configText,
		"example.md": "An example.\n"
	};
	await repository.commit("Add a prompt", files, now);
	return {
		inputs: {
			...inputs,
			remote,
			repository: "",
			config: "prompt-rollout.yml",
			forge: "local",
			"forge-folder": join(folder, "forge")
		},
		facts: {
			...facts,
			repository: null,
			fork: null,
			event: null,
			tempFolder: folder
		},
		local: true,
		close: () => rm(folder, {
			recursive: true,
			force: true
		})
	};
}
// src/drill/prompt.ts
const goodVersion = "v1.0.0";
const badVersion = "v2.0.0";
/** The throwaway prompt of a drill; at first there is no version of it. */
function createPrompt(id) {
	const path = drillPath(id);
	let current = [];
	return {
		release: (version) => {
			current = [{
				path: "",
				mode: "100644",
				bytes: Buffer.from(textOf(version))
			}];
		},
		on: (source) => ({
			...source,
			entry: async (place, commit) => place === path && current.length > 0 ? {
				kind: "file",
				mode: "100644",
				digest: digestOf(current)
			} : source.entry(place, commit),
			files: async (place, options) => place === path ? current : source.files(place, options),
			size: async (place) => place === path ? current[0]?.bytes.length ?? null : source.size(place),
			author: async () => null
		})
	};
}
function textOf(version) {
	return `---\nversion: ${version}\n---\nThis prompt belongs to a rehearsal of a rollback. No application reads it.\n`;
}
// src/drill/timing.ts
/** Seconds in which the routing commit must be on the remote. */
const routing = 60;
/** Seconds in which everyone must be paged: the time limit of a critical rule. */
const page = 120;
/** Seconds in which pull request and issue must be written. */
const written = 300;
/** A stopwatch that is not started yet. */
function createStopwatch(clock) {
	const marks = /* @__PURE__ */ new Map();
	const channels = /* @__PURE__ */ new Map();
	let detected = null;
	const since = (time) => detected === null || time == null ? null : Math.max(0, time - detected) / 1e3;
	const lastPage = () => {
		const times = [...channels.values()];
		return times.length === 0 || times.includes(null) ? null : Math.max(...times.map(Number));
	};
	return {
		channels,
		detect: (at) => {
			detected ??= at.getTime();
		},
		mark: (step) => {
			if (!marks.has(step)) marks.set(step, clock.now().getTime());
		},
		paged: (channel, sent) => {
			if (channels.get(channel) == null) channels.set(channel, sent ? clock.now().getTime() : null);
		},
		seconds: () => ({
			routing: since(marks.get("routing")),
			page: since(lastPage()),
			pull_request: since(marks.get("pull_request")),
			issue: since(marks.get("issue")),
			verified: since(marks.get("verified"))
		})
	};
}
/**
* Targets in seconds. A verification is due when the configuration says so, which counts from the switch, and two looks
* late at most. Without a channel nobody is to be paged.
*/
function targetsOf({ propagation, escalate_after, interval }, channels) {
	const verified = routing + propagation + escalate_after + 2 * interval;
	return {
		routing,
		page: channels === 0 ? null : page,
		pull_request: written,
		issue: written,
		verified
	};
}
/** The live branch, which tells the stopwatch of rollback and verification when the remote has them. */
function timedLive(live, stopwatch) {
	return {
		...live,
		push: async (commit) => {
			const result = await live.push(commit);
			if (result.state === "conflict") return result;
			if (commit.message.startsWith("rollback(")) stopwatch.mark("routing");
			if (commit.message.startsWith("verified(")) stopwatch.mark("verified");
			return result;
		}
	};
}
/** The forge, which tells the stopwatch when pull request and issue are written. */
function timedForge(forge, stopwatch) {
	return {
		...forge,
		ensurePullRequest: async (request) => {
			const ensured = await forge.ensurePullRequest(request);
			stopwatch.mark("pull_request");
			return ensured;
		},
		ensureIssue: async (request) => {
			const ensured = await forge.ensureIssue(request);
			stopwatch.mark("issue");
			return ensured;
		}
	};
}
/** A channel that tells the stopwatch of the rollback's page. */
function timedChannel(channel, stopwatch) {
	const { name } = channel;
	return {
		name,
		accepts: (notice) => channel.accepts(notice),
		send: async (notice, thread) => {
			const isPage = notice.event === "rolled-back";
			if (isPage) stopwatch.paged(name, false);
			const sent = await channel.send(notice, thread);
			if (isPage) stopwatch.paged(name, true);
			return sent;
		}
	};
}
// src/drill/config.ts
/**
* The configuration of a drill: the throwaway prompt alone, on a live branch of its own, under the default policy, so
* that every drill rehearses the same rollback. Of the real one it takes whom to tell, the timing of the verification
* and the runbooks. It hands nothing on: no application may see its manifest.
*/
function drillConfig(real, id) {
	const own = configSchema.parse({
		prompts: { [id]: { path: drillPath(id) } },
		stages: [50, 100],
		bake: "0s",
		metrics: {
			source: "file",
			file: id
		},
		live_branch: drillBranch(id),
		commits: real.commits
	});
	const { notify, runbooks, variants, rollback } = real;
	return {
		...own,
		notify,
		runbooks,
		variants,
		rollback: {
			...own.rollback,
			verification: rollback.verification
		}
	};
}
// src/drill/forge.ts
/** Stands at the beginning of every title. */
const prefix = "[drill] ";
const note = "> **This is a drill.** A rollback of a throwaway prompt is rehearsed, which no application reads. There is nothing to do and nothing to merge: the drill closes this by itself.\n\n";
/** The forge as a drill writes to it: everything is marked, and nobody is asked to review. */
function markedForge(forge) {
	const marked = (request) => ({
		...request,
		title: prefix + request.title,
		body: note + request.body
	});
	return {
		...forge,
		bodyLimit: forge.bodyLimit - 177,
		ensurePullRequest: (request) => forge.ensurePullRequest({
			...marked(request),
			reviewers: []
		}),
		ensureIssue: (request) => forge.ensureIssue(marked(request)),
		authorOf: async () => null
	};
}
// src/drill/traffic.ts
/** Share of requests that fail, by version. */
const failing = /* @__PURE__ */ new Map([[goodVersion, .002], [badVersion, .2]]);
/** Users of one look are at most so many: each evaluates the flag. */
const mostUsers = 5e3;
/** Seconds that the figures of a look cover, and between two looks of the time before the drill. */
const windowSeconds = 300;
const grid = 30;
/**
* Made up traffic, the metrics of a drill: its users get the version that the manifest on the remote gives them, and
* the bad version fails one request in five. So what the drill sees follows from what was really committed.
*/
function createTraffic(options) {
	const { begin, onFailing } = options;
	const spans = before(begin, options.perSecond);
	let users = 0;
	const passUntil = async (at) => {
		const last = spans.at(-1)?.at ?? begin.getTime();
		const seconds = (at.getTime() - last) / 1e3;
		if (seconds <= 0) return;
		const count = Math.min(mostUsers, Math.max(1, Math.round(seconds * options.perSecond)));
		spans.push({
			at: at.getTime(),
			requests: await serve(options, users, count)
		});
		users += count;
	};
	return {
		kind: "drill",
		history: true,
		observe: async (request) => {
			await passUntil(request.at);
			if ((spans.at(-1)?.requests.get("v2.0.0") ?? 0) > 0 && request.candidate === "v2.0.0") onFailing(request.at);
			return observe(request, spans);
		}
	};
}
function before(begin, perSecond) {
	const requests = /* @__PURE__ */ new Map([[goodVersion, grid * perSecond]]);
	const looks = 3600 / grid;
	return Array.from({ length: looks }, (_, index) => ({
		at: begin.getTime() - (119 - index) * grid * 1e3,
		requests
	}));
}
/** Requests by version: each user is a new one, and evaluates the flag as an application would. */
async function serve({ manifest, prompt }, first, count) {
	const served = /* @__PURE__ */ new Map();
	const flags = await manifest();
	if (flags === null) return served;
	const { FlagdCore } = await import("./index2.esm.js");
	const core = new FlagdCore();
	core.setConfigurations(flags);
	for (let user = first; user < first + count; user++) {
		const targetingKey = `user-${user}`;
		const { variant } = core.resolveObjectEvaluation(prompt, {}, { targetingKey });
		if (variant !== void 0) served.set(variant, (served.get(variant) ?? 0) + 1);
	}
	return served;
}
function observe({ since, at, candidate, stable, weight }, spans) {
	const history = spans.filter((span) => span.at > since.getTime());
	const recent = spans.filter((span) => span.at > at.getTime() - windowSeconds * 1e3);
	const looks = history.map((span) => ({
		at: new Date(span.at).toISOString(),
		weight,
		candidate: countsOf(candidate, [span]),
		stable: countsOf(stable, [span])
	}));
	const arm = (version) => ({
		version,
		...countsOf(version, recent),
		p99: null,
		quality: null
	});
	return {
		source: "drill",
		at: at.toISOString(),
		window_seconds: windowSeconds,
		candidate: arm(candidate),
		stable: arm(stable),
		rates: null,
		looks,
		problems: [],
		queries: []
	};
}
function countsOf(version, spans) {
	const requests = spans.reduce((sum, span) => sum + (span.requests.get(version) ?? 0), 0);
	return {
		requests,
		errors: Math.round(requests * (failing.get(version) ?? 0))
	};
}
/** Opens the session of the drill `id`; `folder` is for its repositories. Throws what `openSession` throws. */
async function openDrill(id, { inputs, facts }, folder, log, clock) {
	const { remote } = await findTarget(inputs, facts);
	const live = (branch) => openLive({
		remote,
		workdir: join(folder, branch),
		branch
	});
	const [refs, applications] = [await openRefs({
		remote,
		workdir: join(folder, "refs")
	}), await live(drillBranch(id))];
	const stopwatch = createStopwatch(clock);
	let known = [];
	let traffic = null;
	const session = await openSession({
		inputs: {
			...inputs,
			command: "promote",
			prompt: id,
			continue: "never",
			wait: 0
		},
		facts,
		log,
		clock,
		drill: true,
		configure: (config) => {
			known = Object.keys(config.prompts);
			return drillConfig(config, id);
		},
		metrics: async ({ rollback }) => {
			traffic ??= createTraffic({
				prompt: id,
				begin: clock.now(),
				perSecond: Math.max(200, rollback.verification.min_requests / 5),
				manifest: async () => (await applications.read()).files.get("flags.json") ?? null,
				onFailing: stopwatch.detect
			});
			return traffic;
		}
	});
	const prompt = createPrompt(id);
	return {
		session: rehearsing(session, prompt, stopwatch),
		prompt,
		stopwatch,
		tools: {
			refs,
			live,
			forge: session.forge,
			revertBranch
		},
		known: () => known
	};
}
function rehearsing(session, prompt, stopwatch) {
	return {
		...session,
		view: async () => {
			const { config, source, live } = await session.view();
			return {
				config,
				source: prompt.on(source),
				live: timedLive(live, stopwatch)
			};
		},
		forge: async () => timedForge(markedForge(await session.forge()), stopwatch),
		channels: (config) => session.channels(config).map((channel) => timedChannel(channel, stopwatch))
	};
}
// src/commands/drill.ts
/** Seconds after which a rollback that did not come is missed, and between two looks until then. */
const looks = {
	wait: 300,
	interval: 30
};
/**
* Rehearses a rollback with a throwaway prompt, on the real remote, forge and channels, or in a temporary folder, and
* cleans up behind itself and behind drills that died. Exit code 1 when a target is missed; what could not be cleaned
* up is a warning.
*/
async function drill(host, inputs, clock) {
	const place = await placeOf(host, inputs, clock);
	const folder = await mkdtemp(join(place.facts.tempFolder, "prompt-rollout-drill-"));
	try {
		return await rehearse(host, inputs, place, folder, clock);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
		await place.close();
	}
}
async function placeOf({ facts, log }, inputs, clock) {
	if (!inputs.local) try {
		await findTarget(inputs, facts);
		return {
			inputs,
			facts,
			local: false,
			close: async () => {}
		};
	} catch (error) {
		if (!(error instanceof Failure) || error.code !== "repository-unknown") throw error;
		log.warn("There is no repository here: the drill takes place in a temporary folder.");
	}
	return localPlace(inputs, facts, clock.now());
}
async function rehearse({ log }, inputs, place, folder, clock) {
	const id = drillId(clock.now(), randomBytes(2).toString("hex"));
	const opened = await openDrill(id, place, folder, log, clock);
	const { session, stopwatch, tools } = opened;
	const warnings = [];
	const sweep = async (drill) => {
		const left = await cleanUp(tools, drill);
		for (const text of left) log.warn(`The clean-up is not complete: ${text}`);
		warnings.push(...left);
	};
	try {
		const { config } = await session.view();
		const dead = deadDrills(await tools.refs.list(), clock.now());
		for (const other of dead.filter((each) => !opened.known().includes(each))) {
			log.info(`Cleaning up behind the drill ${other}, which did not end`);
			await sweep(other);
		}
		try {
			warnings.push(...await rollBack(opened));
		} finally {
			await sweep(id);
		}
		warnings.push(...openPage(opened, id));
		const targets = targetsOf(config.rollback.verification, stopwatch.channels.size);
		const { repository } = session;
		const report = drillReport({
			id,
			repository,
			local: place.local
		}, stopwatch.seconds(), targets);
		return runResult({
			inputs,
			clock
		}, {
			reason_code: report.met ? "drill-passed" : "drill-missed",
			exit_code: report.met ? 0 : 1,
			live: null,
			prompts: [],
			warnings,
			drill: report
		});
	} finally {
		await session.close();
	}
}
/** What calls the page off is that the rollback helped: without that it stays open. */
function openPage({ session, stopwatch }, id) {
	const paged = [...stopwatch.channels].flatMap(([channel, at]) => at === null ? [] : [channel]);
	if (paged.length === 0 || stopwatch.seconds().verified !== null) return [];
	const text = `the page of the drill ${id} may be open, and has to be resolved by hand: ${paged.join(", ")}`;
	session.log.warn(`The clean-up is not complete: ${text}`);
	return [text];
}
/** Adopts the good version, ships the bad one, and lets the product do what it does. Returns its warnings. */
async function rollBack({ session, prompt }) {
	const patient = {
		...session,
		inputs: {
			...session.inputs,
			...looks
		}
	};
	prompt.release(goodVersion);
	const adopted = await promote(session);
	prompt.release(badVersion);
	const started = await promote(session);
	await session.clock.sleep(5);
	return [
		adopted,
		started,
		await promote(patient)
	].flatMap(({ prompts }) => prompts.flatMap(({ error, warnings }) => [...warnings, ...error === null ? [] : [`${error.message} ${error.cure}`]]));
}
export { drill };
