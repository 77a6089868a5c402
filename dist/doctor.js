import { _ as unmade, a as forgeFindings, d as channelsFindings, f as failed, g as tried, h as tally, i as metricsChecks, l as tokenOnly, m as sorted, n as examinePrompts, o as openInspection, p as finding, r as workflowFiles, t as driftsOf, u as clockFindings } from "./doctor-source.js";
import { i as configSchema } from "./yaml.js";
import { f as flagOf, o as readSnapshot, u as contentsOf } from "./snapshot.js";
import { a as findUses, i as besidePath, s as rollbackWorkflow } from "./codeowners.js";
import { n as openProbe, o as openSource } from "./git.js";
import { t as channelProblems } from "./notify.js";
import { i as revertBranch } from "./incident-effects.js";
import { t as assertNotLost } from "./lost.js";
import { t as findTarget } from "./target.js";
import { t as runResult } from "./run-result.js";
import { t as openSession } from "./session.js";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
// src/doctor/source.ts
/** Whether the prompts repository can be read at all. */
function repositoryFinding(source) {
	if (!source.known) return failed("repository", source.failure);
	const { branch, head } = source.value;
	return finding("repository", "ok", `The default branch is ${branch}, at ${head.slice(0, 7)}.`);
}
/** What goes by the configuration. */
const byConfiguration = [
	"prompts",
	"live-branch",
	"metrics",
	"channels",
	"delivery"
];
/** What is not known without a valid configuration. */
function withoutConfiguration() {
	return unmade(byConfiguration, "the configuration cannot be read", "Mend the configuration first.");
}
/** What is not known of a repository that cannot be read. */
function withoutRepository() {
	const ids = [
		"configuration",
		"push",
		"live-rules",
		"workflows",
		...byConfiguration
	];
	return unmade(ids, "the repository cannot be read", "See to it that git can read the repository first.");
}
/** What is not known of a repository that is on no GitHub. */
function withoutGitHub() {
	return finding("live-rules", "unknown", "The remote is not on GitHub: which rules its server has for branches cannot be asked.", "See that the server lets the branches and tags `prompt-rollout/**` be made and pushed to.");
}
/** Whether there is a configuration to go by. */
function configurationFinding(file, config) {
	if (!config.known) return failed("configuration", config.failure);
	const prompts = Object.keys(config.value.prompts).length;
	return finding("configuration", "ok", `${file} is valid: ${prompts} prompt${prompts === 1 ? "" : "s"}.`);
}
/** Whether the prompts are where the configuration says; `failures` are of those that are not. */
function promptsFindings(branch, looked, failures) {
	if (failures.length === 0) return [finding("prompts", "ok", `All that were looked at (${looked}) are on ${branch}.`)];
	return failures.map((failure) => failed("prompts", failure));
}
/** Whether the remote lets the token push. A remote that does not answer leaves it open. */
function pushFinding(push) {
	if (push.known) return finding("push", "ok", "The remote lets this token push.");
	return failed("push", push.failure, push.failure.code === "remote-unreachable" ? "unknown" : "problem");
}
// src/doctor/delivery.ts
/** What is known of the way from a commit to the applications. `failure`: the delivery cannot be set up. */
function deliveryFinding({ delivery, rollback, live_branch }, failure) {
	if (failure !== null) return failed("delivery", failure);
	const assumed = `verification assumes that applications have it after ${rollback.verification.propagation} s`;
	const ways = [...delivery.webhook === void 0 ? [] : [`posted to ${new URL(delivery.webhook.url).origin}`], ...delivery.copy === void 0 ? [] : [`copied to ${delivery.copy}`]];
	if (ways.length > 0) return finding("delivery", "ok", `After each routing commit flags.json is ${ways.join(" and ")}; ${assumed}.`);
	return finding("delivery", "unknown", `Nothing hands flags.json on: applications must poll ${live_branch}, and how often they do cannot be seen from here; ${assumed}.`, "Let applications poll at least that often, or set `rollback.verification.propagation` to how long it takes, or configure `delivery`.");
}
// src/doctor/live.ts
/** Minutes after which a deadline was missed, or an effect should have been done. */
const late = 10;
/** How the live branch is. */
function liveFindings(facts) {
	const { branch, snapshot, now } = facts;
	if (!snapshot.known) return [failed("live-branch", snapshot.failure)];
	const { head, states } = snapshot.value;
	const broken = [...snapshot.value.damaged.values(), ...facts.lost === null ? [] : [facts.lost]].map((failure) => failed("live-branch", failure));
	if (head === null && broken.length > 0) return broken;
	if (head === null) return [finding("live-branch", "ok", `${branch} is not there yet: the first \`promote\` makes it.`)];
	const all = [...states.values()];
	const missed = all.flatMap((state) => deadlines(state).filter(({ at }) => minutesSince(at, now) > late));
	const cure = "See that a schedule runs `promote`, and why its last runs failed: every deadline is acted on by whichever run comes next.";
	return [
		...broken,
		...missed.map(({ what, at }) => finding("live-branch", "problem", `${what} was due at ${at}.`, cure)),
		...missed.length === 0 && broken.length === 0 ? [finding("live-branch", "ok", `${branch} is whole; ${newest(snapshot.value)}`)] : [],
		flagsFinding(snapshot.value),
		...driftFindings(facts),
		...outboxFindings(all, now)
	];
}
/** The moments at which some run must act. */
function deadlines({ prompt, incidents }) {
	return incidents.flatMap(({ id, question, verification }) => [...question?.status === "open" ? [{
		what: `${prompt}: the answer to the question of ${id}`,
		at: question.expires_at
	}] : [], ...verification?.status === "waiting" || verification?.status === "escalated" ? [{
		what: `${prompt}: the verification of the rollback ${id}`,
		at: verification.ends_at
	}] : []]);
}
function minutesSince(at, now) {
	return (now.getTime() - Date.parse(at)) / 6e4;
}
/** The time of the last event of all ledgers: it is the end of their last line. */
function newest({ ledgers }) {
	const last = [...ledgers.values()].flatMap((text) => {
		const line = text.trimEnd().split("\n").at(-1) ?? "";
		return /"at":"([0-9TZ:.-]+)"/.exec(line)?.[1] ?? [];
	}).sort().at(-1);
	return last === void 0 ? "nothing has happened on it." : `it last changed at ${last}.`;
}
function flagsFinding({ manifest, states }) {
	const wrong = [...states.values()].filter((state) => {
		const flag = manifest.flags[state.prompt];
		const due = flagOf(state, contentsOf(flag));
		return JSON.stringify([flag?.defaultVariant, flag?.targeting]) !== JSON.stringify([due.defaultVariant, due.targeting]);
	});
	if (wrong.length === 0) return finding("flags", "ok", "It serves what the state says, for every prompt.");
	const names = wrong.map(({ prompt }) => prompt).join(", ");
	return finding("flags", "problem", `It does not serve what the state says of ${names}.`, "Somebody changed the live branch by hand: put it back to the last commit of Prompt Rollout.");
}
function driftFindings({ drifts }) {
	if (drifts.length === 0) return [finding("drift", "ok", "The default branch holds no version that was rolled back.")];
	return drifts.map(({ prompt, detail }) => finding("drift", "warning", `${prompt}: ${detail}`, "Merge the revert pull request, or raise the version with a better text."));
}
function outboxFindings(states, now) {
	const open = states.flatMap(({ outbox }) => outbox);
	const old = open.filter(({ created_at }) => minutesSince(created_at, now) > late);
	if (old.length === 0) return [finding("outbox", "ok", `${open.length} effects are open, none for long.`)];
	return old.slice(0, 10).map(({ key, created_at }) => finding("outbox", "problem", `${key} is open since ${created_at}: it fails again and again, or no run has come by.`, "The warnings of the last `promote` run say why; the next run tries again."));
}
// src/doctor/workflows.ts
const id = "workflows";
const examples = "`prompt-rollout init` writes those that are missing.";
/** Whether the workflows on the default branch do what a rollout needs. */
function workflowsFindings(facts) {
	const { branch, files, elsewhere } = facts;
	if (!files.known) return [failed(id, files.failure, "unknown")];
	const { uses, unreadable } = findUses(files.value);
	const broken = unreadable.map((file) => finding(id, "unknown", `${file} cannot be read as a workflow.`, "Mend its YAML."));
	if (elsewhere !== null && uses.length === 0) return [...broken, finding(id, "unknown", `The workflows are in ${elsewhere}, which is not looked at.`, `Run \`doctor\` with \`repository: ${elsewhere}\`, or look there for what the README asks of workflows.`)];
	const found = [
		...missing(uses, branch),
		...byHand(files.value, uses, branch),
		...uses.flatMap((use) => useFindings(use, uses))
	];
	if (found.length + broken.length > 0) return [...broken, ...found];
	return [finding(id, "ok", `${[...new Set(uses.map(({ file }) => file))].join(", ")} have what is needed.`)];
}
/** Commands that no workflow runs, and promotions that no schedule picks up. */
function missing(uses, branch) {
	const lacks = (command) => uses.every((use) => use.command !== command);
	const absent = Object.entries({
		promote: "nothing is rolled out, and no deadline is acted on",
		rollback: "nobody can roll back by hand or from outside",
		review: "merging a revert pull request waits for the next `promote`, and comments like /rollback have no effect"
	}).filter(([command]) => lacks(command)).map(([command, effect]) => finding(id, "warning", `No workflow on ${branch} runs \`${command}\`: ${effect}.`, `Add one to .github/workflows on ${branch}. ${examples}`));
	const scheduled = uses.some(({ command, events }) => command === "promote" && events.includes("schedule"));
	if (lacks("promote") || scheduled) return absent;
	return [...absent, finding(id, "warning", "No `promote` runs on a schedule: when a run is lost, nobody goes on with what it left open.", "Add `schedule: [{cron: \"*/5 * * * *\"}]` below `on:` of the workflow that promotes.")];
}
/** Whether commands in pages and issues start what they are for: they name a file, which may be another workflow. */
function byHand(files, uses, branch) {
	const rollbacks = uses.filter(({ command }) => command === "rollback").map(({ file }) => file);
	const there = (path) => files.some(({ file }) => file === path);
	const path = `.github/workflows/${rollbackWorkflow(there(besidePath("rollback")))}`;
	const [other] = rollbacks;
	if (rollbacks.includes(path) || other === void 0 && !there(path)) return [];
	const cure = `\`prompt-rollout init\` writes ${besidePath("rollback")} beside it, which they name then.`;
	return [finding(id, "warning", there(path) ? `${path} does not run \`rollback\`, and is what commands in pages and issues start.` : `Commands in pages and issues start ${path}, which is not on ${branch}; ${other} rolls back.`, other === void 0 ? cure : `Rename ${other} to ${there(path) ? besidePath("rollback") : path}.`)];
}
function useFindings(use, all) {
	const place = `${use.file}, job ${use.job} (\`${use.command}\`)`;
	return [...concurrency(use, all, place), ...permissions(use, place)];
}
function concurrency(use, all, place) {
	if (use.command === "promote") return use.groups.some(({ cancels }) => cancels) ? [finding(id, "warning", `${place}: its concurrency group cancels runs, also one that is rolling back or verifying.`, "Set `cancel-in-progress: false`.")] : [];
	const [group] = use.groups;
	if (use.command !== "rollback" && use.command !== "review" || group === void 0) return [];
	const shared = all.some(({ command, groups }) => command === "promote" && groups.some(({ name }) => name === group.name));
	return [finding(id, "warning", `${place}: it waits in the concurrency group \`${group.name}\`${shared ? ", behind promotions" : ""}.`, "Take the group away: a rollback must not wait, and any number of runs may work at the same time.")];
}
const needed = {
	promote: [
		"contents",
		"pull-requests",
		"issues"
	],
	rollback: [
		"contents",
		"pull-requests",
		"issues"
	],
	review: [
		"contents",
		"pull-requests",
		"issues"
	],
	drill: [
		"contents",
		"pull-requests",
		"issues"
	]
};
/** A token of one's own does what its App or person may do, whatever the job says. */
function permissions({ command, permissions: given, ownToken, dispatches }, place) {
	const wanted = [...needed[command] ?? [], ...dispatches && command === "promote" ? ["actions"] : []];
	if (ownToken || given === "all" || wanted.length === 0) return [];
	const lines = wanted.map((name) => `\`${name}: write\``).join(", ");
	if (given === null) return [finding(id, "warning", `${place}: it names no permissions, so the token has what the settings of the repository say: in new ones it only reads.`, `Add \`permissions:\` with ${lines}.`)];
	const lacking = wanted.filter((name) => given.get(name) !== "write");
	if (lacking.length === 0) return [];
	return [finding(id, "warning", `${place}: its permissions lack ${lacking.map((name) => `\`${name}: write\``).join(", ")}.`, `Add to \`permissions:\` of the job: ${lacking.map((name) => `\`${name}: write\``).join(", ")}.`)];
}
// src/commands/doctor-examine.ts
/** Makes every check that can be made. Reads only; what fails becomes a finding. */
async function examine(session) {
	const folder = await mkdtemp(join(session.facts.tempFolder, "prompt-rollout-doctor-"));
	try {
		return await examineIn(session, folder);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
async function examineIn(session, folder) {
	const { remote } = await findTarget(session.inputs, session.facts);
	const view = await tried(() => session.view());
	const source = view.known ? {
		known: true,
		value: view.value.source
	} : await tried(() => openSource({
		remote,
		workdir: join(folder, "source")
	}));
	if (!source.known) return {
		findings: [
			repositoryFinding(source),
			...await tokenOnly(session),
			...withoutRepository()
		],
		live: null
	};
	const config = view.known ? {
		known: true,
		value: view.value.config
	} : view;
	const snapshot = view.known ? await tried(() => readLive(view.value)) : null;
	const probe = await openProbe({
		remote,
		workdir: join(folder, "probe")
	});
	const place = await placeOf(probe, config, snapshot);
	const parts = await Promise.all([
		tried(() => probe.push()).then((push) => [pushFinding(push)]),
		onForge(session, place),
		ofWorkflows(session, source.value),
		view.known && snapshot !== null ? configured(session, view.value, snapshot) : withoutConfiguration()
	]);
	const head = snapshot?.known === true ? snapshot.value.head : null;
	return {
		findings: [
			repositoryFinding(source),
			configurationFinding(session.inputs.config, config),
			...parts.flat()
		],
		live: {
			branch: place.live,
			commit: head
		}
	};
}
async function readLive({ live }) {
	return readSnapshot(await live.read(), live.branch);
}
/** The branches that are written, as far as the configuration names them, and what stands in their way. */
async function placeOf(probe, config, snapshot) {
	const live = config.known ? config.value.live_branch : configSchema.shape.live_branch.parse(void 0);
	const [prompt = "prompt"] = config.known ? Object.keys(config.value.prompts) : [];
	const revert = revertBranch(prompt, `${prompt}/1/1`);
	const [blocksLive = null, blocksRevert = null] = await probe.blockers([live, revert]);
	return {
		live,
		revert,
		exists: snapshot?.known === true && snapshot.value.head !== null,
		blockers: {
			live: blocksLive,
			revert: blocksRevert
		}
	};
}
async function onForge(session, place) {
	const inspection = await openInspection(session);
	if (inspection === null) return [withoutGitHub()];
	const { findings, skew } = await forgeFindings(session, inspection, place);
	return [...findings, ...clockFindings([{
		of: new URL(session.facts.serverUrl).host,
		seconds: skew
	}])];
}
async function ofWorkflows(session, source) {
	const { repository: running } = session.facts;
	const elsewhere = running === null || running === session.repository ? null : running;
	const files = await tried(() => workflowFiles(source));
	return workflowsFindings({
		branch: source.branch,
		files,
		elsewhere
	});
}
/** The checks that go by the configuration. */
async function configured(session, view, snapshot) {
	const { config, source, live } = view;
	const { inputs, clock } = session;
	const states = snapshot.known ? snapshot.value.states : /* @__PURE__ */ new Map();
	const { asked, failures } = await examinePrompts(session, view, states);
	const [{ findings: metrics, skews }, drifts] = await Promise.all([metricsChecks(session, config, asked), driftsOf(view, states)]);
	const delivery = await tried(async () => session.deliveries(config));
	const there = await tried(async () => snapshot.known ? assertNotLost(view, snapshot.value, Object.keys(config.prompts)) : void 0);
	const lost = there.known ? null : there.failure;
	return [
		...promptsFindings(source.branch, asked.length, failures),
		...liveFindings({
			now: clock.now(),
			branch: live.branch,
			snapshot,
			lost,
			drifts
		}),
		...metrics,
		...clockFindings(skews),
		...channelsFindings(config.notify, channelProblems(config.notify, inputs, clock)),
		deliveryFinding(config, delivery.known ? null : delivery.failure)
	];
}
// src/commands/doctor.ts
/**
* Checks how everything is set up, and says of each finding what mends it. Writes nothing, sends nothing to people.
* Exit code 1 when there is a problem; what could not be checked is unknown, and never well.
*/
async function doctor({ facts, log }, inputs, clock) {
	const quiet = {
		...log,
		warn: log.debug
	};
	const opened = await tried(() => openSession({
		inputs,
		facts,
		log: quiet,
		clock
	}));
	if (!opened.known) return report(inputs, clock, inputs.repository || facts.repository || "No repository", null, [repositoryFinding(opened), ...withoutRepository()]);
	const session = opened.value;
	try {
		const { findings, live } = await examine(session);
		return report(inputs, clock, session.repository, live, findings);
	} finally {
		await session.close();
	}
}
function report(inputs, clock, repository, live, findings) {
	const problems = tally(findings, "problem") > 0;
	const doubts = tally(findings, "ok") < findings.length;
	return runResult({
		inputs,
		clock
	}, {
		reason_code: problems ? "doctor-problems" : doubts ? "doctor-unsure" : "doctor-healthy",
		exit_code: problems ? 1 : 0,
		live,
		prompts: [],
		doctor: {
			repository,
			findings: sorted(findings)
		}
	});
}
export { doctor };
