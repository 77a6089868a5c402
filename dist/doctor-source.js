import { n as fail, t as Failure } from "./fail.js";
import { t as proxiedFetch } from "./proxied-fetch.js";
import { r as githubInspection, t as createMetricsSource } from "./metrics.js";
import { t as findTarget } from "./target.js";
import { r as resolvePrompt } from "./load.js";
import { n as peekVersion, r as resolveVersion } from "./version.js";
import { t as driftOf } from "./drift.js";
import { a as isNotice, i as selectPrompts, o as noticesOf } from "./prompts.js";
// src/doctor/checks.ts
/** Every check of the doctor, in the order in which it is told: what it looks at. The table in `docs/doctor.md` says the same. */
const checks = {
	repository: {
		title: "prompts repository",
		about: "git can read the remote, and it has a default branch."
	},
	configuration: {
		title: "configuration",
		about: "The file is on the default branch, and it is valid."
	},
	prompts: {
		title: "prompts",
		about: "Every configured prompt lies on the default branch."
	},
	token: {
		title: "token",
		about: "There is one, GitHub takes it, and it does not expire soon."
	},
	push: {
		title: "`contents: write`",
		about: "The remote lets the token push. Asked with `git push --dry-run`, which sends nothing."
	},
	"pull-requests": {
		title: "`pull-requests: write`",
		about: "What GitHub shows of it. A workflow token tells only by trying: then it is unknown."
	},
	issues: {
		title: "`issues: write`",
		about: "The same for issues, and that the repository has issues."
	},
	actions: {
		title: "`actions: write`",
		about: "The same, where `continue: dispatch` needs it."
	},
	"live-rules": {
		title: "rules of the live branch",
		about: "No active rule or branch protection refuses a push to it."
	},
	"revert-rules": {
		title: "rules of revert branches",
		about: "No active rule refuses a new branch below `prompt-rollout/revert/`."
	},
	"other-rules": {
		title: "rules of tags and pushes",
		about: "Which rulesets there are for tags and for all pushes: the tags `prompt-rollout/**` must be free of them."
	},
	"pull-request-setting": {
		title: "pull requests by Actions",
		about: "The setting \"Allow GitHub Actions to create and approve pull requests\". Only administrators may read it."
	},
	workflows: {
		title: "workflows",
		about: "On the default branch there are workflows for `promote`, `rollback` and `review`, with a schedule, the permissions they need, and no concurrency group that holds up a rollback; the file that commands in pages start is the one that rolls back."
	},
	"live-branch": {
		title: "live branch",
		about: "It is there and whole, or can be made, and no deadline on it has passed unseen."
	},
	flags: {
		title: "flags.json",
		about: "It serves what the state says."
	},
	drift: {
		title: "drift",
		about: "The default branch does not hold a version that was rolled back."
	},
	outbox: {
		title: "outbox",
		about: "No effect (pull request, issue, notice, delivery) is open for long."
	},
	metrics: {
		title: "metrics",
		about: "The source answers, and has data of both versions of a rollout, else of the stable one. No series of failures beside 100 requests or more is a warning."
	},
	staging: {
		title: "metrics of staging",
		about: "The source answers, where `staging` is configured."
	},
	channels: {
		title: "channels",
		about: "Someone is told, and the secrets of the channels are there."
	},
	receipt: {
		title: "receipt of notices",
		about: "Whether a channel takes a notice is known only after one was sent: `drill` sends one."
	},
	delivery: {
		title: "delivery",
		about: "How applications get `flags.json`, and how long that may take."
	},
	clock: {
		title: "clock",
		about: "The runner's clock agrees with GitHub's and the metrics source's: over 30 s warns, over 5 min is a problem."
	}
};
// src/doctor/finding.ts
function finding(id, state, detail, cure = "") {
	return {
		id,
		title: checks[id].title,
		state,
		detail: sentence(detail),
		cure
	};
}
/** What others say may end without a full stop; the cure stands behind it. */
function sentence(text) {
	return text === "" || /[.!?]$/.test(text) ? text : `${text}.`;
}
/** A failure of the catalogue as a finding. */
function failed(id, { message, cure }, state = "problem") {
	return finding(id, state, message, cure);
}
/** Checks that another finding keeps from being made: of what they are about nothing is known. */
function unmade(ids, why, cure) {
	return ids.map((id) => finding(id, "unknown", `Not checked: ${why}.`, cure));
}
/** Does the work; a failure of the catalogue becomes data. Throws what is a defect. */
async function tried(work) {
	try {
		return {
			known: true,
			value: await work()
		};
	} catch (error) {
		if (error instanceof Failure) return {
			known: false,
			failure: error
		};
		throw error;
	}
}
const order = [
	"problem",
	"warning",
	"unknown",
	"ok"
];
/** Problems first, then warnings, then what is unknown; else in the order of the checks. */
function sorted(findings) {
	const ids = Object.keys(checks);
	return [...findings].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || ids.indexOf(a.id) - ids.indexOf(b.id));
}
/** How many findings are in a state. */
function tally(findings, state) {
	return findings.filter((each) => each.state === state).length;
}
// src/doctor/channels.ts
/** Whether somebody hears of what happens. `failures`: what is wrong with the secrets of channels. */
function channelsFindings(notify, failures) {
	const names = [
		"pagerduty",
		"slack",
		"webhook"
	].filter((name) => notify[name] !== void 0);
	if (names.length === 0) return [finding("channels", "warning", "No channel is configured: nobody is paged, neither for a rollback nor for a question.", "Configure `notify.pagerduty`, `notify.slack` or `notify.webhook`.")];
	return [...failures.length > 0 ? failures.map((failure) => failed("channels", failure)) : [finding("channels", "ok", `Configured, with their secrets: ${names.join(", ")}.`)], finding("receipt", "unknown", `Whether ${names.join(" and ")} take${names.length === 1 ? "s" : ""} a notice is not known: none is sent here.`, "Run `drill`: it sends one that is marked as a drill, and calls it off.")];
}
// src/doctor/clock.ts
const warnAbove = 30;
const problemAbove = 300;
/** Compares the runner's clock with those of the servers. */
function clockFindings(skews) {
	return skews.map(({ of, seconds }) => {
		if (seconds === null) return finding("clock", "unknown", `${of} shows no time.`, "See that the runner sets its clock by NTP.");
		const size = Math.abs(seconds);
		const text = `The runner's clock is ${Math.round(size)} s ${seconds < 0 ? "behind" : "ahead of"} ${of}'s.`;
		if (size <= warnAbove) return finding("clock", "ok", `The runner's clock agrees with ${of}'s.`);
		return finding("clock", size > problemAbove ? "problem" : "warning", text, "Set the clock of the runner by NTP, or of the server where that is yours: looks would ask for the wrong times, and deadlines come early or late.");
	});
}
// src/doctor/pull-request-setting.ts
const id = "pull-request-setting";
const cure = "Switch on Settings, Actions, General, \"Allow GitHub Actions to create and approve pull requests\" (of the organisation first, where it is off there), or pass an App token.";
/** Whether workflows may open pull requests, which is a setting besides `permissions`. */
function pullRequestSettingFinding(facts) {
	const { isDefault, setting, settingsUrl } = facts;
	if (isDefault === false) return finding(id, "ok", "The token is not the default one of the workflow, so the setting is not about it.");
	if (!setting.known) {
		if (setting.failure.code !== "forge-forbidden") return failed(id, setting.failure, "unknown");
		return finding(id, "unknown", "Only administrators may read the setting \"Allow GitHub Actions to create and approve pull requests\". Where it is off, the default token of a workflow cannot open the revert pull request.", `Look at Settings, Actions, General (\`${settingsUrl}\`) and switch it on, or pass an App token.`);
	}
	if (setting.value.mayCreatePullRequests) return finding(id, "ok", "Workflows may create pull requests with their default token.");
	return finding(id, isDefault === true ? "problem" : "warning", "Workflows may not create pull requests with their default token.", cure);
}
// src/doctor/rules.ts
const free = "leave `prompt-rollout/**` out of the ruleset, or put the App whose token is used on its bypass list";
/** Rules that refuse a push whatever it holds, with what helps besides leaving the branch out. */
const refusing = {
	update: `${capital(free)}.`,
	pull_request: `${capital(free)}; the live branch is written directly, never by pull requests.`,
	required_signatures: `Set \`commits: api\`, so that GitHub signs the commits; or ${free}.`,
	required_status_checks: `${capital(free)}; no check runs on these branches.`,
	required_deployments: `${capital(free)}; nothing is deployed from these branches.`,
	merge_queue: `${capital(free)}; these branches are pushed to, not merged into.`,
	workflows: `${capital(free)}; no workflow runs on these branches.`,
	code_scanning: `${capital(free)}; these branches are not scanned.`
};
/** Rules that never stand in the way: commits are linear, and the branches are never forced. */
const harmless = [
	"non_fast_forward",
	"deletion",
	"required_linear_history",
	"copilot_code_review"
];
/** What stands in the way of a branch. */
function branchFindings(facts) {
	const { id, branch, blockedBy, rules, isProtected } = facts;
	if (blockedBy !== null) return [finding(id, "problem", `The branch or tag \`${blockedBy}\` stands where \`${branch}\` must be: git cannot hold a branch and a folder of one name.`, `Rename \`${blockedBy}\`${id === "live-rules" ? ", or set `live_branch` to another name" : ""}.`)];
	if (!rules.known) return [failed(id, rules.failure, "unknown")];
	const found = rules.value.flatMap((rule) => ruleFinding(facts, rule) ?? []);
	const older = isProtected === null ? [] : protection(id, branch, isProtected);
	if (found.length + older.length > 0) return [...found, ...older];
	const seen = rules.value.length;
	return [finding(id, "ok", `${seen === 0 ? "No rule is active for" : `No rule of the ${seen} that are active refuses`} ${branch}.`)];
}
function ruleFinding(facts, rule) {
	const { id, branch, exists } = facts;
	const { type, source, ruleset, parameters } = rule;
	if (harmless.includes(type) || type === "creation" && exists) return null;
	if (id === "revert-rules" && (type === "update" || parameters.do_not_enforce_on_create === true)) return null;
	const bypass = ruleset === null ? "unknown" : facts.bypass.get(ruleset) ?? "unknown";
	if (bypass === "always" || bypass === "exempt") return null;
	const where = source === "" ? "" : ` (a ruleset of ${source})`;
	const cure = type === "creation" ? `${capital(free)}.` : refusing[type];
	if (cure === void 0) return finding(id, "warning", `The rule \`${type}\`${where} is active for ${branch}${limits(rule)}: it may refuse what is pushed.`, `See that it takes a push to ${branch}; else ${free}.`);
	const known = bypass !== "unknown";
	const text = `The rule \`${type}\`${where} refuses a push to ${branch}.${known ? "" : " Whether the token may bypass it is not shown."}`;
	return finding(id, known ? "problem" : "warning", text, cure);
}
/** What a rule on names, texts and files demands. */
function limits({ parameters }) {
	const { operator, pattern, negate } = parameters;
	if (typeof operator !== "string" || typeof pattern !== "string") return "";
	return ` (${negate === true ? "not " : ""}${operator} "${pattern}")`;
}
function protection(id, branch, isProtected) {
	if (!isProtected.known) return [failed(id, isProtected.failure, "unknown")];
	if (isProtected.value !== true) return [];
	return [finding(id, "warning", `Branch protection is on for ${branch}; what it asks for is shown to administrators only.`, `See in Settings, Branches that it lets the token push, and leave \`prompt-rollout/**\` out of it otherwise.`)];
}
/** Rulesets whose rules cannot be asked for by branch. */
function otherRulesFinding(rulesets) {
	const id = "other-rules";
	if (!rulesets.known) return failed(id, rulesets.failure, "unknown");
	if (rulesets.value.length === 0) return finding(id, "ok", "No ruleset is active for tags or for all pushes.");
	return finding(id, "unknown", `Rulesets are active for tags or for all pushes: ${rulesets.value.map((name) => `"${name}"`).join(", ")}. Whether they cover ours is not shown.`, "See that they let the token push the tags `prompt-rollout/**`, and files of the kinds .json and .ndjson.");
}
function capital(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
// src/doctor/token.ts
const soon = 6048e5;
/** Whether the token is good, and may do what a rollback needs besides the push. */
function tokenFindings(facts) {
	const { repository, dispatches } = facts;
	if (!repository.known) return [failed("token", repository.failure, isAboutToken(repository.failure) ? "problem" : "unknown")];
	return [
		validity(facts, repository.value),
		permission("pull-requests", "pull-requests: write", facts.pullRequests, repository.value),
		...issuesFindings(facts.issues, repository.value),
		...dispatches ? [permission("actions", "actions: write", null, repository.value)] : []
	];
}
function isAboutToken({ code }) {
	return [
		"forge-unauthorized",
		"forge-repository-hidden",
		"forge-forbidden",
		"token-missing"
	].includes(code);
}
function validity({ now, isDefault }, facts) {
	const { archived, disabled, expires } = facts;
	if (archived || disabled) return finding("token", "problem", `The repository is ${archived ? "archived" : "disabled"}: nobody can write into it.`, archived ? "Unarchive it in its settings." : "Ask the support of GitHub why.");
	if (expires !== null && expires.getTime() - now.getTime() < soon) return finding("token", "warning", `GitHub takes the token until ${expires.toISOString()}.`, "Make a new one before that, or use an App token, which is made anew for each run.");
	return finding("token", "ok", `GitHub takes it; it is ${isDefault ? "the default token of the workflow" : "a token of an App or a person"}.`);
}
function issuesFindings(issues, facts) {
	if (facts.hasIssues) return [permission("issues", "issues: write", issues, facts)];
	return [finding("issues", "problem", "Issues are switched off in the repository.", "Switch on Settings, General, Features, Issues: the post-mortem cannot be filed without.")];
}
/** A permission to write: known where GitHub shows the scopes or refuses to read, else only by trying. */
function permission(id, line, read, { scopes, mayPush, private: isPrivate }) {
	if (read !== null && !read.known) return failed(id, read.failure, read.failure.code === "forge-forbidden" ? "problem" : "unknown");
	if (scopes !== null) {
		if (!(scopes.includes("repo") || !isPrivate && scopes.includes("public_repo"))) return finding(id, "problem", `The token has the scopes ${scopes.join(", ") || "(none)"}.`, "Give the classic token the scope `repo`.");
		if (mayPush !== false) return finding(id, "ok", `The token has the scope ${scopes.join(", ")}.`);
		return finding(id, "problem", "The account of the token may not write into the repository.", "Give its account the role Write.");
	}
	return finding(id, "unknown", "GitHub does not show it of this kind of token, and to test it something would have to be written.", `See that the job, or the App, has \`${line}\`. \`drill\` tests it by doing it.`);
}
// src/commands/doctor-forge.ts
/** Opens a look at how the repository is set up on GitHub; null where it is not on GitHub. Sends nothing yet. */
async function openInspection({ inputs, facts }, clock) {
	const { repository } = await findTarget(inputs, facts);
	if (repository === null || inputs.forge === "local") return null;
	const { apiUrl, serverUrl } = facts;
	return githubInspection({
		apiUrl,
		serverUrl,
		repository,
		token: inputs.token
	}, clock);
}
/** What GitHub says of the repository, the token and the rules; `skew` of its clock in seconds. */
async function forgeFindings(session, inspection, place) {
	const repository = await tried(() => inspection.repository());
	const [pullRequests, issues, rules] = await Promise.all([
		asked(repository, () => inspection.pullRequests()),
		asked(repository, () => inspection.issues()),
		rulesFindings(session, inspection, place, repository)
	]);
	const { inputs, clock } = session;
	return {
		findings: [...tokenFindings({
			now: clock.now(),
			isDefault: inputs.token === inputs["workflow-token"],
			repository,
			pullRequests,
			issues,
			dispatches: inputs.continue === "dispatch"
		}), ...rules],
		skew: repository.known ? repository.value.skew : null
	};
}
/** The rules of the branches, and the setting for pull requests: a handful of requests. */
async function rulesFindings(session, inspection, place, repository) {
	const { live, revert, exists, blockers } = place;
	const [liveRules, revertRules, other, isProtected, setting] = await Promise.all([
		asked(repository, () => inspection.rules(live)),
		asked(repository, () => inspection.rules(revert)),
		asked(repository, () => inspection.otherRulesets()),
		exists ? asked(repository, () => inspection.isProtected(live)) : null,
		asked(repository, () => inspection.workflowSettings())
	]);
	const bypass = await bypasses(inspection, [liveRules, revertRules]);
	return [
		...branchFindings({
			id: "live-rules",
			branch: live,
			exists,
			isProtected,
			bypass,
			blockedBy: blockers.live,
			rules: liveRules
		}),
		...branchFindings({
			id: "revert-rules",
			branch: revert,
			exists: false,
			isProtected: null,
			bypass,
			blockedBy: blockers.revert,
			rules: revertRules
		}),
		otherRulesFinding(other),
		pullRequestSettingFinding({
			isDefault: session.facts.runUrl === null ? null : session.inputs.token === session.inputs["workflow-token"],
			settingsUrl: `${session.facts.serverUrl}/${session.repository}/settings/actions`,
			setting
		})
	];
}
/** Nothing is asked of a repository that could not be read at all: the answer would be the same. */
function asked(repository, question) {
	return repository.known ? tried(question) : Promise.resolve(repository);
}
/** More rulesets than these are not asked for: what is not known is told as that. */
const mostRulesets = 10;
async function bypasses(inspection, rules) {
	const all = rules.flatMap((each) => each.known ? each.value : []);
	const ids = [...new Set(all.flatMap(({ ruleset }) => ruleset ?? []))].slice(0, mostRulesets);
	const found = await Promise.all(ids.map(async (id) => {
		const answer = await tried(() => inspection.bypass(id));
		return [id, answer.known ? answer.value : "unknown"];
	}));
	return new Map(found);
}
/** What GitHub says of the token alone, where git cannot read the repository. */
async function tokenOnly(session) {
	const inspection = await openInspection(session);
	if (inspection === null) return [];
	return tokenChecks(session, await tried(() => inspection.repository())).filter(({ id }) => id === "token");
}
/** What one answer tells of the token and the repository; nothing of what is known by further questions only. */
function tokenChecks(session, repository) {
	const unasked = {
		known: true,
		value: void 0
	};
	return tokenFindings({
		now: session.clock.now(),
		isDefault: session.inputs.token === session.inputs["workflow-token"],
		repository,
		pullRequests: unasked,
		issues: unasked,
		dispatches: false
	}).filter(({ id, state }) => id === "token" || state !== "unknown");
}
// src/doctor/metrics.ts
const labelsCure = "Let the applications report the version that `flags.json` names with each request, and see that the labels in `metrics.queries` are those of the metrics.";
const unseenCure = "Let a request fail on purpose and see that the query of `metrics.queries.errors` (of graded answers `quality_failed`) counts it. An application that starts its counter of failures at 0 for the version that it serves lets nobody guess.";
/** Whether the source answers, and has data of the versions that it is asked for. */
function metricsFindings(readings) {
	if (!readings.known) return [failed("metrics", readings.failure)];
	const { readings: all, skipped } = readings.value;
	const down = all.flatMap(({ observation }) => observation.problems.filter(isSource))[0];
	if (down !== void 0) return [sourceFinding("metrics", down)];
	return [...all.map(readingFinding), ...skipped === 0 ? [] : [finding("metrics", "unknown", `${skipped} more prompts were not asked for.`, "Run `doctor` with `prompt` for one of them.")]];
}
/** Whether the source of the staging environment answers; what has been there is of no matter. */
function stagingFinding(reading) {
	if (!reading.known) return failed("staging", reading.failure);
	const down = reading.value.problems.find(isSource);
	return down === void 0 ? finding("staging", "ok", "The source answers.") : sourceFinding("staging", down);
}
const sourceCodes = ["source-down", "source-refused"];
const isSource = ({ code }) => sourceCodes.includes(code);
function sourceFinding(id, { code, detail }) {
	const refuses = code === "source-refused";
	return finding(id, "problem", `The metrics source ${refuses ? "refuses the query" : "does not answer"}: ${detail}`, refuses ? "Check `metrics.url`, `metrics.auth` with its inputs, and the queries." : "Check `metrics.url` or `metrics.file`, and that this runner can reach it. Until then every stage holds.");
}
function readingFinding({ prompt, of, observation }) {
	const { candidate, stable, problems } = observation;
	const fatal = problems.filter((problem) => problem.fatal);
	const versions = of === "rollout" ? [candidate, stable] : [stable];
	const names = versions.map(({ version }) => version).join(" and ");
	const notices = noticesOf(problems);
	if (fatal.length === 0) {
		const text = `${prompt}: ${versions.map((arm) => figures(arm, problems)).join("; ")}`;
		return notices.length === 0 ? finding("metrics", "ok", `${text}.`) : finding("metrics", "warning", `${text}. ${notices.map(begun).join(". ")}`, unseenCure);
	}
	const text = `${prompt}: no judgement of ${names} is possible: ${[...new Set(fatal.map(({ arm, detail }) => arm === null ? detail : `${arm}: ${detail}`))].slice(0, 4).join("; ")}`;
	const silent = fatal.every(({ code }) => code === "no-data");
	if (of === "coming") return finding("metrics", "warning", `${text}. It serves nobody through flags.json yet, so this may be well.`, labelsCure);
	return finding("metrics", of === "rollout" ? "problem" : "warning", text, silent ? labelsCure : "Mend what the source says there; until then every stage holds.");
}
const begun = (text) => text.charAt(0).toUpperCase() + text.slice(1);
function figures({ version, requests, errors, p99, quality }, problems) {
	const unseen = problems.filter(isNotice).map(({ metric }) => metric);
	const hasErrors = !unseen.includes("errors");
	const hasQuality = quality !== null && !unseen.includes("quality_failed");
	const there = [
		...requests === null ? [] : [`${Math.round(requests)} requests`],
		...errors === null || !hasErrors ? [] : ["errors"],
		...p99 === null ? [] : ["p99"],
		...hasQuality ? ["quality"] : []
	];
	const missing = [
		...hasErrors ? [] : ["errors"],
		...p99 === null ? ["p99"] : [],
		...hasQuality ? [] : ["quality"]
	];
	const lacks = missing.length === 0 ? "" : ` (no ${missing.join(", no ")}: their rules see nothing)`;
	return `${version} has ${there.join(", ") || "rates only"}${lacks}`;
}
// src/commands/doctor-metrics.ts
/** Prompts that are asked for: each costs the source some queries. */
const mostPrompts = 20;
/** Seconds of history that are asked for. */
const history = 3600;
/** Asks the metrics sources as a look does, and compares the clocks on the way. */
async function metricsChecks(session, config, prompts) {
	const clocks = clockReader(session);
	const at = session.clock.now();
	const known = prompts.filter(({ state, coming }) => state !== null || coming !== null);
	const readings = await tried(async () => {
		if (config.metrics === void 0) throw fail("metrics-missing", {});
		const source = await open(session, config.metrics, clocks.fetch);
		const asked = known.slice(0, mostPrompts);
		return {
			readings: await Promise.all(asked.map((each) => readingOf(source, each, at))),
			skipped: known.length - asked.length
		};
	});
	const staging = await stagingReading(session, config, known[0], at);
	const isServer = config.metrics?.source === "prometheus" && readings.known && known.length > 0;
	return {
		findings: [...metricsFindings(readings), ...staging === null ? [] : [stagingFinding(staging)]],
		skews: isServer ? [{
			of: "the metrics source",
			seconds: clocks.skew()
		}] : []
	};
}
async function readingOf(source, { prompt, state, coming }, at) {
	const stable = state?.stable.label ?? coming ?? "";
	const rollout = state?.rollout ?? null;
	const observation = await source.observe({
		prompt,
		stable,
		at,
		candidate: rollout?.candidate.label ?? stable,
		weight: rollout?.weight ?? 100,
		since: /* @__PURE__ */ new Date(at.getTime() - history * 1e3)
	});
	return {
		prompt,
		of: rollout !== null ? "rollout" : state === null ? "coming" : "stable",
		observation
	};
}
async function stagingReading(session, { staging }, first, at) {
	if (staging === void 0 || first === void 0) return null;
	const label = first.state?.stable.label ?? first.coming ?? "";
	const since = /* @__PURE__ */ new Date(at.getTime() - history * 1e3);
	const request = {
		prompt: first.prompt,
		stable: label,
		candidate: label,
		at,
		since,
		weight: 100
	};
	return tried(async () => (await open(session, staging.metrics, proxiedFetch)).observe(request));
}
function open({ inputs, facts }, config, send) {
	const credentials = {
		token: inputs["metrics-token"],
		username: inputs["metrics-username"],
		password: inputs["metrics-password"]
	};
	return createMetricsSource(config, credentials, facts.workspace, { fetch: send });
}
/** A `fetch` that notes by how many seconds this machine's clock is ahead of who answers; the last answer counts. */
function clockReader({ clock }) {
	let skew = null;
	return {
		fetch: async (...request) => {
			const before = clock.now().getTime();
			const response = await proxiedFetch(...request);
			const theirs = Date.parse(response.headers.get("date") ?? "") + 500;
			if (!Number.isNaN(theirs)) skew = ((before + clock.now().getTime()) / 2 - theirs) / 1e3;
			return response;
		},
		skew: () => skew
	};
}
// src/commands/doctor-source.ts
/** Whose text is read, and not only looked for: what is not adopted yet is about to be. */
const mostRead = 20;
/** Looks for the selected prompts on the default branch, at `most` so many. Throws `prompt-unknown`. */
async function examinePrompts(session, { config, source }, states, most = Number.POSITIVE_INFINITY) {
	const asked = [];
	const failures = [];
	let read = 0;
	for (const prompt of selectPrompts(config, session.inputs.prompt).slice(0, most)) {
		const state = states.get(prompt.id) ?? null;
		const reads = state === null && read < mostRead;
		if (reads) read += 1;
		const found = await tried(async () => reads ? (await resolveVersion(source, prompt)).label : await peekVersion(source, prompt) && null);
		if (!found.known) failures.push(found.failure);
		asked.push({
			prompt: prompt.id,
			state,
			coming: found.known ? found.value : null
		});
	}
	return {
		asked,
		failures
	};
}
/** Prompts whose rolled back version is still on the default branch. */
async function driftsOf(view, states) {
	const found = [];
	for (const [id, state] of states) {
		if (state.quarantine.length === 0 || !Object.hasOwn(view.config.prompts, id)) continue;
		const drift = await driftOf(view, resolvePrompt(view.config, id), state);
		if (drift?.kind === "rolled-back") found.push({
			prompt: id,
			detail: drift.detail
		});
	}
	return found;
}
const folder = ".github/workflows";
const mostBytes = 2097152;
/** The workflows on the default branch; none without the folder. Throws `prompt-too-large` over 2 MB, `prompt-not-plain`. */
async function workflowFiles(source) {
	if ((await source.entry(folder))?.kind !== "folder") return [];
	return (await source.files(folder, { limit: mostBytes })).filter(({ path }) => /^[^/]+\.ya?ml$/.test(path)).map(({ path, bytes }) => ({
		file: `${folder}/${path}`,
		text: bytes.toString("utf8")
	}));
}
export { unmade as _, forgeFindings as a, tokenChecks as c, channelsFindings as d, failed as f, tried as g, tally as h, metricsChecks as i, tokenOnly as l, sorted as m, examinePrompts as n, openInspection as o, finding as p, workflowFiles as r, rulesFindings as s, driftsOf as t, clockFindings as u };
