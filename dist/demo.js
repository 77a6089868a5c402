import { n as fail } from "./fail.js";
import { t as createRepository } from "./repository.js";
import { n as FlagdCore } from "./index.esm.js";
import { n as p99 } from "./latency.js";
import { t as promote } from "./promote.js";
import { t as runResult } from "./run-result.js";
import { t as openSession } from "./session.js";
import { t as status } from "./status.js";
import { t as summarize } from "./summarize.js";
import { copyFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { tmpdir } from "node:os";
// src/demo/keep.ts
/**
* Sees that a folder is new or empty: an older demo in it would be played on. Throws `input-invalid` when it holds
* anything, or is a file.
*/
async function expectEmpty(folder) {
	if ((await readdir(folder).catch((error) => {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
		if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return [folder];
		throw error;
	})).length > 0) throw fail("input-invalid", {
		input: "keep",
		value: folder,
		expected: "a new or empty folder"
	});
}
/**
* Puts what people see beside each other into `folder`: `summary.md`, `pull-request.md` and `issue.md` of the
* rollback, and `summary-promotion.md` of the good version. Returns the names of the files.
*/
async function keepReports(folder, rollback, promotion) {
	await writeFile(join(folder, "summary.md"), rollback.summary);
	await writeFile(join(folder, "summary-promotion.md"), promotion);
	const copied = [];
	const copies = {
		"pull-request.md": rollback.pullRequest,
		"issue.md": rollback.issue
	};
	for (const [name, url] of Object.entries(copies)) {
		if (url === null) continue;
		await copyFile(fileURLToPath(url), join(folder, name));
		copied.push(name);
	}
	return [
		"summary.md",
		...copied,
		"summary-promotion.md"
	];
}
// src/demo/story.ts
/** The prompt of the demo, and where it lies. */
const prompt = "customer-support";
const promptPath = `prompts/${prompt}.md`;
/** How the versions of the story behave. The good one is a little better, the bad one fails one request in eleven. */
const truths = {
	"v1.0.0": {
		errors: .002,
		median: .8,
		quality: .82
	},
	"v1.1.0": {
		errors: .001,
		median: .78,
		quality: .86
	},
	"v2.0.0": {
		errors: .09,
		median: .95,
		quality: .55
	}
};
const texts = {
	"v1.0.0": "You are a support agent. Answer politely and in one paragraph.",
	"v1.1.0": "You are a support agent. Answer politely, in one paragraph, and name the next step.",
	"v2.0.0": "You are a support agent. Answer with a JSON object of the fields answer and mood."
};
/** The prompt file of a version. */
function promptText(version) {
	return `---\nversion: ${version}\n---\n${texts[version] ?? ""}\n`;
}
/** The configuration of the demo: real stages, with short bakes and one minute of watch. */
const configText = `prompts:
  ${prompt}:
    path: ${promptPath}
    owners: ["@you"]
bake: 2m
policy:
  watch: 2m
`;
// src/demo/users.ts
/** Upper bounds of the duration histogram, in seconds. */
const bounds = [
	.25,
	.5,
	.75,
	1,
	1.25,
	1.5,
	2,
	2.5,
	3,
	4,
	6,
	10
];
/** A tally of nothing. */
function emptyTally() {
	return {
		requests: 0,
		errors: 0,
		quality: {
			sum: 0,
			squares: 0
		},
		slower: [...bounds, 0].map(() => 0)
	};
}
const population = 2e4;
/**
* Lets `requests` requests of random users happen: each evaluates the flag as an application would, gets a
* version, and succeeds or fails as that version's truth says. `random` gives numbers in [0, 1).
*/
function simulateUsers(core, flag, truths, requests, random) {
	const tallies = /* @__PURE__ */ new Map();
	for (let request = 0; request < requests; request++) {
		const targetingKey = `user-${Math.floor(random() * population)}`;
		const version = core.resolveObjectEvaluation(flag, {}, { targetingKey }).variant ?? "none";
		const truth = truths[version];
		if (truth === void 0) continue;
		const tally = tallies.get(version) ?? emptyTally();
		serve(tally, truth, random);
		tallies.set(version, tally);
	}
	return tallies;
}
function serve(tally, truth, random) {
	const seconds = truth.median * Math.exp(normal(random) * .5);
	const score = Math.min(1, Math.max(0, truth.quality + (random() - .5) * .3));
	tally.requests += 1;
	tally.errors += random() < truth.errors ? 1 : 0;
	tally.quality.sum += score;
	tally.quality.squares += score * score;
	[...bounds, Number.POSITIVE_INFINITY].forEach((bound, index) => {
		if (seconds <= bound) tally.slower[index] = (tally.slower[index] ?? 0) + 1;
	});
}
/** A small seeded generator (mulberry32), so that the demo is the same each time. */
function seeded(seed) {
	let state = seed >>> 0;
	return () => {
		state = state + 1831565813 >>> 0;
		let mixed = Math.imul(state ^ state >>> 15, state | 1);
		mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
		return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296;
	};
}
/** A standard normal number (Box and Muller). */
function normal(random) {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
// src/demo/world.ts
/** Requests that all users together make in a second of the demo's time. */
const requestsPerSecond = 150;
const windowSeconds = 300;
/** Makes the world. While its clock sleeps, its users work. */
function createWorld({ flag, truths, begin, manifest, pause }) {
	const random = seeded(7);
	const spans = [];
	let now = begin.getTime();
	let seen = 0;
	const live = async (seconds) => {
		const flags = await manifest();
		if (flags === null) return;
		const core = new FlagdCore();
		core.setConfigurations(flags);
		const requests = Math.round(seconds * requestsPerSecond);
		spans.push({
			at: now,
			tallies: simulateUsers(core, flag, truths, requests, random)
		});
	};
	return {
		clock: {
			now: () => new Date(now),
			sleep: async (seconds) => {
				now += Math.round(seconds * 1e3);
				await live(seconds);
				await pause(seconds);
			}
		},
		metrics: {
			kind: "demo",
			history: true,
			observe: async (request) => {
				const observation = observe(request, spans);
				seen = performance.now();
				return observation;
			}
		},
		seenAt: () => seen
	};
}
function observe(request, spans) {
	const history = spans.filter(({ at }) => at > request.since.getTime());
	const from = request.at.getTime() - windowSeconds * 1e3;
	const recent = history.filter(({ at }) => at > from);
	const { candidate, stable, weight } = request;
	const looks = history.map(({ at, tallies }) => ({
		at: new Date(at).toISOString(),
		weight,
		candidate: armLook(tallies.get(candidate)),
		stable: armLook(tallies.get(stable))
	}));
	return {
		source: "demo",
		at: request.at.toISOString(),
		window_seconds: windowSeconds,
		candidate: armOf(candidate, recent),
		stable: armOf(stable, recent),
		rates: null,
		looks,
		problems: [],
		queries: []
	};
}
function armLook(tally = emptyTally()) {
	const { requests, errors, quality, slower } = tally;
	return {
		requests,
		errors,
		latency: {
			le: [...bounds, "+Inf"],
			counts: slower
		},
		quality: {
			count: requests,
			sum: quality.sum,
			sum_squares: quality.squares
		}
	};
}
function armOf(version, spans) {
	const tallies = spans.map(({ tallies: all }) => all.get(version) ?? emptyTally());
	const sum = (value) => tallies.reduce((total, tally) => total + value(tally), 0);
	const requests = sum((tally) => tally.requests);
	const le = [...bounds, "+Inf"];
	const counts = le.map((_bound, index) => sum((tally) => tally.slower[index] ?? 0));
	return {
		version,
		requests,
		errors: sum((tally) => tally.errors),
		p99: p99({
			le,
			counts
		}),
		quality: requests === 0 ? null : sum((tally) => tally.quality.sum) / requests
	};
}
// src/commands/demo.ts
/** Real seconds for an hour of the demo's time at speed 1. */
const secondsAnHour = 60;
/**
* Plays the product in a temporary folder, on real git, with simulated users who evaluate flags.json as flagd
* does: one good version goes to 100 %, one bad version is rolled back. Exit code 1 when either went otherwise.
*/
async function demo(host, inputs) {
	const { log } = host;
	const keep = inputs.keep !== "";
	if (keep) await expectEmpty(inputs.keep);
	const folder = keep ? resolve(inputs.keep) : await mkdtemp(join(tmpdir(), "prompt-rollout-demo-"));
	const remote = join(folder, "prompts.git");
	const forge = join(folder, "forge");
	const repository = await createRepository(remote);
	const world = makeWorld(repository, inputs.speed);
	const timer = /* @__PURE__ */ new Map();
	const session = await openSession({
		inputs: {
			...inputs,
			command: "promote",
			remote,
			repository: "",
			"forge-folder": forge,
			forge: "local",
			prompt: "",
			config: "prompt-rollout.yml",
			wait: 14400,
			interval: 30
		},
		facts: {
			...host.facts,
			repository: null,
			fork: null,
			tempFolder: tmpdir()
		},
		log,
		clock: world.clock,
		metrics: async () => world.metrics
	});
	const timed = {
		...session,
		view: async () => withTimer(await session.view(), timer, world)
	};
	try {
		log.info(`A prompts repository in ${remote}, with ${prompt} v1.0.0`);
		await repository.commit("Add customer-support v1.0.0", {
			"prompt-rollout.yml": configText,
			[promptPath]: promptText("v1.0.0")
		}, world.clock.now());
		await act(timed, world, "v1.0.0");
		log.info("A good version is merged: v1.1.0");
		const good = await ship(timed, world, repository, "v1.1.0");
		log.info("A bad version is merged: v2.0.0");
		const bad = await ship(timed, world, repository, "v2.0.0");
		const at = (name) => timer.get(name) ?? NaN;
		const seconds = {
			detection_to_routing: between(at("detected"), at("routed")),
			detection_to_everything: between(at("detected"), at("everything"))
		};
		if (keep) await status({
			...session,
			inputs: {
				...session.inputs,
				html: join(folder, "status")
			}
		});
		const live = await repository.subjects("prompt-rollout/live");
		tellEnd(host, {
			live,
			bad,
			seconds,
			folder,
			kept: keep ? await keepReports(folder, shownOf(bad), good.summary) : []
		});
		const right = good.outcome === "completed" && bad.outcome === "rolled-back";
		return runResult({
			inputs,
			clock: session.clock
		}, {
			reason_code: "demo-completed",
			exit_code: right ? 0 : 1,
			live: {
				branch: "prompt-rollout/live",
				commit: null
			},
			prompts: [],
			demo: {
				folder: keep ? folder : null,
				rollouts: [good, bad].map(withoutSummary),
				seconds,
				live
			}
		});
	} finally {
		await session.close();
		if (!keep) await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
/** A summary is for people, and the result is for programs. */
function withoutSummary({ version, outcome, prompt: result, minutes }) {
	return {
		version,
		outcome,
		prompt: result,
		minutes
	};
}
function shownOf({ summary, prompt: result }) {
	const { pull_request = null, issue = null } = result?.incident ?? {};
	return {
		summary,
		pullRequest: pull_request?.url ?? null,
		issue: issue?.url ?? null
	};
}
function makeWorld(repository, speed) {
	return createWorld({
		flag: prompt,
		truths,
		begin: /* @__PURE__ */ new Date(Date.now() - 72e5),
		manifest: () => repository.read("prompt-rollout/live", "flags.json"),
		pause: (seconds) => new Promise((done) => setTimeout(done, seconds / 3600 * (secondsAnHour / speed) * 1e3))
	});
}
async function ship(session, world, repository, version) {
	await repository.commit(`Raise customer-support to ${version}`, { [promptPath]: promptText(version) }, world.clock.now());
	return act(session, world, version);
}
async function act(session, world, version) {
	const began = world.clock.now().getTime();
	const result = await promote(session);
	const minutes = Math.round((world.clock.now().getTime() - began) / 6e3) / 10;
	const { summary } = summarize(result, session.notes);
	return {
		version,
		outcome: result.reason_code,
		prompt: result.prompts[0] ?? null,
		summary,
		minutes
	};
}
/** Notes the real time at which the rollback was seen to be needed and was on the remote, and all that follows. */
function withTimer(view, timer, world) {
	const { live } = view;
	return {
		...view,
		live: {
			...live,
			push: async (commit) => {
				if (commit.message.startsWith("rollback(")) timer.set("detected", world.seenAt());
				const result = await live.push(commit);
				if (commit.message.startsWith("rollback(")) timer.set("routed", performance.now());
				if (timer.has("routed") && !timer.has("everything") && commit.message.startsWith("effects(")) timer.set("everything", performance.now());
				return result;
			}
		}
	};
}
function between(from, to) {
	return Math.round(to - from) / 1e3;
}
function tellEnd({ log }, { live, bad, seconds, folder, kept }) {
	log.info("The live branch, newest first:");
	for (const subject of live) log.info(`  ${subject}`);
	log.info(`From detection to routing ${seconds.detection_to_routing} s, to everything done ${seconds.detection_to_everything} s.`);
	const { incident } = bad.prompt ?? { incident: null };
	if (incident?.verification != null) log.info(`The rollback: ${incident.verification.status}.`);
	if (kept.length > 0) {
		log.info(`Look at: git -C ${join(folder, "prompts.git")} log prompt-rollout/live`);
		for (const name of kept) log.info(`  ${join(folder, name)}`);
		log.info(`  ${join(folder, "status", "index.html")}`);
	} else log.info("Run it with --keep DIR to look at the repository, the pull request and the post-mortem.");
}
export { demo };
