import { t as outcomes } from "./reasons.js";
import { _ as withTimes, a as duration, b as oneLine, c as percent, d as secondsBetween, i as counted, m as time, n as clock, r as count, v as clip, x as visible } from "./format.js";
import { a as isAddress, d as table, i as inline, n as details, o as link, t as code, u as prose } from "./markdown.js";
import { r as drillText, t as drillMarkdown } from "./drill-table.js";
import { n as requestsText } from "./requests.js";
import { c as headline, d as proofText, h as waitText, l as limit, m as verdictText, n as besideStable, o as deciders, p as side, t as bareLimit, u as metricNames } from "./words.js";
import { E as historyTable, T as charts, o as inComparison, p as valueText, s as inWindow, t as afterPropagation, w as chartLimits } from "./verification.js";
import { r as reading, t as shorten } from "./shorten.js";
// src/report/doctor.ts
/** What the doctor found, for people: what must be mended first. */
const states = {
	problem: "Problem",
	warning: "Warning",
	unknown: "Unknown",
	ok: "Good"
};
/** The findings as lines of a log; they come in the order in which they are to be told. */
function doctorText({ repository, findings }) {
	const width = Math.max(...Object.values(states).map((name) => name.length));
	const lines = findings.flatMap(({ state, title, detail, cure }) => [`${states[state].padEnd(width)}  ${plain(title)}: ${line$1(detail)}`, ...cure === "" ? [] : [`${" ".repeat(width)}  cure: ${line$1(cure)}`]]);
	return [`${line$1(repository)}: ${doctorVerdict(findings)}`, ...lines];
}
/** The findings as Markdown for the job summary: problems first. `at` is ISO 8601. */
function doctorMarkdown({ repository, findings }, at) {
	const sections = [
		"problem",
		"warning",
		"unknown",
		"ok"
	].flatMap((state) => {
		const all = findings.filter((each) => each.state === state);
		if (all.length === 0) return [];
		const items = all.slice(0, mostItems).map(item);
		const more = all.length > mostItems ? [`- ${all.length - mostItems} more are in the log.`] : [];
		return [`### ${headings[state]} (${all.length})\n\n${[...items, ...more].join("\n")}`];
	});
	return `${[`## Prompt Rollout: doctor\n\n**${inline(repository)}: ${inline(doctorVerdict(findings))}**\n\n${inline(time(at))}`, ...sections].join("\n\n")}\n`;
}
const mostItems = 40;
const headings = {
	problem: "Problems",
	warning: "Warnings",
	unknown: "Unknown: could not be checked",
	ok: "Good"
};
/** `1 problem, 2 warnings, 3 unknown, 9 good`. */
function doctorVerdict(findings) {
	const count = (state) => findings.filter((each) => each.state === state).length;
	const plural = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
	return [
		plural(count("problem"), "problem"),
		plural(count("warning"), "warning"),
		`${count("unknown")} unknown`,
		`${count("ok")} good`
	].join(", ");
}
function item({ title, detail, cure }) {
	const text = `- **${prose(title)}**: ${prose(clip(said(detail), 600))}`;
	return cure === "" ? text : `${text}<br>To mend it: ${prose(clip(said(cure), 600))}`;
}
function plain(title) {
	return title.replaceAll("`", "");
}
function line$1(text) {
	return clip(said(text), 800);
}
function said(text) {
	return withTimes(oneLine(text));
}
// src/report/sentence.ts
/** What became of a prompt in this run, in one sentence of plain text on one line: for log and summary. */
function sentence(told) {
	const back = told.error === null && told.outcome === "rolled-back" ? rolledBack(told) : null;
	if (back !== null) return clip(oneLine(back), 500);
	const text = told.error === null ? outcomeText(told) : told.error.message;
	return clip(oneLine(`${told.id}: ${text}`), 500);
}
function outcomeText(told) {
	return isOutcome(told.outcome) ? texts[told.outcome](told) : `it failed (${told.outcome}).`;
}
/** Whether a reason code is an outcome, and no error. */
function isOutcome(code) {
	return Object.hasOwn(texts, code);
}
const stable = ({ stable: label }) => label ?? "the stable version";
const candidate = ({ candidate: label }) => label ?? "the candidate";
const share = ({ weight }) => weight === null ? "" : ` at ${weight} %`;
const why = ({ verdict }) => {
	const text = verdict === null ? "" : verdictText(verdict);
	return text === "" ? "" : `: ${text}`;
};
const waits = ({ verdict }) => {
	const texts = verdict?.promotion.waits.map(waitText) ?? [];
	return texts.length === 0 ? "" : ` (${texts.join("; ")})`;
};
/** The version that was looked at: the candidate, or stable where there is no rollout. */
const subject = (told) => told.candidate === null ? stable(told) : `${candidate(told)}${share(told)}`;
const left = ({ stage }, what) => stage?.bakeLeftSeconds == null || stage.bakeLeftSeconds === 0 ? "" : `, ${duration(stage.bakeLeftSeconds)} of ${what} left`;
/** What a gradual rollback has left on the bad version: `75 % left on v2.0.0`. */
const leftOn = (told) => told.weight === null ? `away from ${candidate(told)}` : `${told.weight} % left on ${candidate(told)}`;
/**
* `Rolled back customer-support v2.0.0 → v1.9.0: error rate 8.4 % since 14:02:30 UTC, limit 5 %, 31 s after it began.` Null where no
* incident tells.
*/
function rolledBack(told) {
	const { id, incident, verdict } = told;
	if (incident === null) return null;
	const head = `Rolled back ${id} ${candidate(told)} → ${incident.good.label}`;
	const match = verdict?.matches.find(({ name }) => name === incident.rule) ?? null;
	if (match === null || verdict === null) return `${head}${incident.decided_by === "system" ? "" : `, decided by ${incident.decided_by}`}: ${incident.reason.replace(/\.$/, "")}.`;
	const seconds = secondsBetween(incident.began_at, incident.decided_at);
	const since = incident.began_at ?? match.since;
	return `${head}: ${[
		`${headline(match)}${besideStable(match, verdict.readings)}${since === null ? "" : ` since ${clock(since, incident.decided_at)}`}`,
		`limit ${bareLimit(match)}`,
		...seconds === null ? [] : [`${duration(seconds)} after it began`]
	].join(", ")}.`;
}
const texts = {
	adopted: (told) => `${stable(told)} is adopted as stable and serves everyone; it was not gated.`,
	soaking: (told) => `a new version is in staging, and ${stable(told)} serves everyone${why(told)}.`,
	started: (told) => `the rollout of ${candidate(told)} over ${stable(told)} started${share(told)}.`,
	superseded: (told) => `${candidate(told)} took the place of the candidate and started${share(told)}.`,
	withdrawn: (told) => `the default branch went back to ${stable(told)}, so the rollout ended.`,
	advanced: (told) => `${candidate(told)} passed its stage and is${share(told)} now${why(told)}.`,
	watching: (told) => `${candidate(told)} passed the last stage, serves everyone and is watched${why(told)}.`,
	completed: (told) => `${stable(told)} is known as good and is the stable version.`,
	baking: (told) => `${subject(told)} is healthy so far${left(told, "this stage")}${why(told)}.`,
	proving: (told) => `${subject(told)} is healthy, and the next stage needs more proof${waits(told)}.`,
	unproven: (told) => `${subject(told)} is held until a crossed limit is proven or passes${why(told)}.`,
	observing: (told) => `${subject(told)} is over a limit and is observed${why(told)}.`,
	resolved: (told) => `${subject(told)} is below the limit again, and the rollout goes on${why(told)}.`,
	asked: (told) => `${candidate(told)} is frozen${share(told)}, and a person must decide${why(told)}.`,
	asking: (told) => `${candidate(told)} stays frozen${share(told)} until a person decides${why(told)}.`,
	investigating: (told) => `${candidate(told)} stays frozen${share(told)} while a person looks into it${why(told)}.`,
	resumed: (told) => `${candidate(told)}${share(told)} goes on, as a person decided.`,
	reverting: (told) => `gradual rollback to ${stable(told)}, ${leftOn(told)}${why(told)}.`,
	paused: (told) => `gradual rollback paused, ${leftOn(told)}: ${stable(told)}, which takes over, is unhealthy${why(told)}.`,
	outage: (told) => `${subject(told)} is held, since a rollback would not help${why(told)}.`,
	inconclusive: (told) => `${subject(told)} is held, since the metrics do not allow a judgement${why(told)}.`,
	"rolled-back": (told) => `${candidate(told)} was rolled back, and ${stable(told)} serves everyone again${why(told)}.`,
	"rollback-failed": (told) => `${stable(told)} was put back, and it did not help.`,
	"already-rolled-back": (told) => `the same rollback was done moments ago, and ${stable(told)} serves everyone.`,
	ignored: () => "nothing was changed.",
	lifted: () => "a version was released from quarantine.",
	planned: (told) => `the plan of a rollback of ${subject(told)}; nothing was written.`,
	pruned: () => "version tags past their time were looked at.",
	"drill-passed": () => "the rehearsed rollback met its targets.",
	"drill-missed": () => "the rehearsed rollback missed a target.",
	"doctor-healthy": () => "all checks of the set-up were made, and all is well.",
	"doctor-unsure": () => "no check of the set-up found a problem; some warn, or could not be made.",
	"doctor-problems": () => "a check of the set-up found a problem.",
	"nothing-to-do": (told) => `${stable(told)} serves everyone, and nothing is open.`,
	healthy: (told) => `${subject(told)} keeps all limits${why(told)}.`,
	unhealthy: (told) => `${subject(told)} is over a limit${why(told)}.`,
	reported: (told) => told.candidate === null ? `${stable(told)} serves everyone.` : `${subject(told)}, over ${stable(told)}.`,
	initialized: () => "the first files were written; what was there already was kept.",
	valid: () => "the configuration and the prompts can be used as they are.",
	replayed: () => "the recording was run through the policy; nothing was touched.",
	"demo-completed": () => "the demo shipped a good version and rolled a bad one back."
};
// src/report/run-report.ts
/** The report of a run's result. */
function reportOf(result, notes) {
	const { command, reason_code: reason, at, prompts, warnings, error } = result;
	return {
		command: command ?? "unknown",
		reason,
		at,
		runUrl: notes.runUrl,
		prompts: prompts.map((prompt) => promptReport(prompt, result, notes)),
		warnings,
		error
	};
}
function promptReport(result, { at, live }, notes) {
	const { prompt, reason_code, stable, rollout, verdict, incident, warnings, error } = result;
	const files = notes.home === null || live === null ? null : `${notes.home}/blob/${live.branch}/prompts/${encodeURIComponent(visible(prompt))}`;
	const links = [
		{
			label: incident?.status === "asking" ? "Answer in the pull request" : "Merge the revert pull request",
			url: incident?.pull_request?.url
		},
		{
			label: "Complete the post-mortem",
			url: incident?.issue?.url
		},
		{
			label: "Read the deployment history",
			url: notes.home === null || live === null ? void 0 : `${notes.home}/commits/${live.branch}`
		},
		{
			label: "Read the ledger: every look and decision",
			url: files === null ? void 0 : `${files}/ledger.ndjson`
		},
		{
			label: "Roll back by hand: run the rollback workflow",
			url: rollout === null || notes.home === null ? void 0 : `${notes.home}/actions`
		}
	];
	const report = {
		id: prompt,
		outcome: reason_code,
		stable: stable?.label ?? null,
		candidate: rollout?.candidate.label ?? incident?.bad.label ?? null,
		weight: rollout?.weight ?? null,
		stage: rollout === null ? null : stageReport(rollout, at),
		verdict,
		incident,
		weights: rollout?.weights ?? [],
		history: notes.histories.get(prompt) ?? null,
		links: links.flatMap(({ label, url }) => url === void 0 ? [] : [{
			label,
			url
		}]),
		warnings,
		error
	};
	return {
		...report,
		sentence: sentence(report)
	};
}
function stageReport(rollout, at) {
	const { plan, stage, phase, stage_started_at } = rollout;
	const length = phase === "watching" ? plan.policy.watch : plan.stages[stage]?.bake ?? 0;
	const passed = secondsBetween(stage_started_at, at) ?? 0;
	return {
		index: stage,
		of: plan.stages.length,
		bakeLeftSeconds: rollout.asking === null && rollout.paused_at === null ? Math.max(0, length - passed) : null,
		next: plan.stages[stage + 1]?.weight ?? null
	};
}
// src/report/status.ts
/** The row of a prompt's result. */
function statusRow(result) {
	const { prompt, stable, rollout, drift, quarantined, open_effects } = result;
	return {
		prompt,
		stable: stable === null ? null : {
			label: stable.label,
			since: stable.stable_since
		},
		rollout: rollout === null ? null : {
			candidate: rollout.candidate.label,
			stage: rollout.stage + 1,
			of: rollout.plan.stages.length,
			weight: rollout.weight,
			phase: rollout.phase,
			asking: rollout.asking !== null,
			paused: rollout.paused_at !== null
		},
		drift,
		quarantine: quarantined,
		openEffects: open_effects.length
	};
}
const header = [
	"Prompt",
	"Stable",
	"Since",
	"Rollout",
	"Drift",
	"Quarantine",
	"Open effects"
];
/** What the kinds of drift mean: how the default branch differs from what serves. */
const drifts = {
	pending: "newer version not started",
	"rolled-back": "still holds a rolled back version",
	"not-on-branch": "what serves is not on the branch",
	unknown: "cannot be told"
};
/** All prompts as a Markdown table. */
function statusMarkdown(rows) {
	if (rows.length === 0) return "No prompt is live.";
	const cells = rows.map((row) => {
		const [prompt, label, ...rest] = cellsOf(row);
		return [
			code(prompt),
			row.stable === null ? inline(label) : code(label),
			...rest.map(inline)
		];
	});
	return table(header, cells);
}
/** All prompts as aligned columns for a terminal, then what there is to say about drift. */
function statusText(rows) {
	if (rows.length === 0) return "No prompt is live.\n";
	const short = rows.map((row) => cellsOf({
		...row,
		drift: row.drift && {
			...row.drift,
			detail: ""
		}
	}));
	const lines = [header, ...short];
	const widths = header.map((_, column) => Math.max(...lines.map((cells) => width(cells[column] ?? ""))));
	const text = lines.map((cells) => cells.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - width(cell))).join("  ").trimEnd());
	const details = rows.flatMap(({ prompt, drift }) => drift === null || drift.detail === "" ? [] : [`${line(prompt, 64)}: ${line(drift.detail, 300)}`]);
	return `${[...text, ...details.length === 0 ? [] : ["", ...details]].join("\n")}\n`;
}
/** The columns of a row as plain text, in the order of the header. */
function cellsOf(row) {
	const { prompt, stable, rollout, drift, quarantine, openEffects } = row;
	const detail = drift === null || drift.detail === "" ? "" : `: ${line(drift.detail, 300)}`;
	return [
		line(prompt, 64),
		stable === null ? "none yet" : line(stable.label, 64),
		stable === null || stable.since === null ? "-" : time(stable.since),
		rollout === null ? "none" : rolloutText(rollout),
		drift === null ? "none" : `${drifts[drift.kind]}${detail}`,
		String(quarantine),
		String(openEffects)
	];
}
function rolloutText(rollout) {
	const { candidate, stage, of, weight, phase, asking, paused } = rollout;
	if (phase === "reverting") return `${weight} % left on ${line(candidate, 64)} (gradual rollback${paused ? ", paused" : ""})`;
	const where = phase === "watching" ? "watched" : `stage ${stage} of ${of}`;
	return `${line(candidate, 64)} at ${weight} % (${where}${asking ? ", waits for a decision" : ""})`;
}
function line(text, length) {
	return clip(withTimes(oneLine(text)), length);
}
/** Columns in a terminal, taking every character for one: ids and labels are ASCII. */
function width(text) {
	return [...text].length;
}
// src/report/next-step.ts
/** What happens next without anybody's doing, and what a person has to do; plain text, a few sentences. `at` is the time of the run: other days are named. */
function nextStep(report, at) {
	if (report.error !== null) return "Nothing was changed for this prompt; what is live keeps serving.";
	return isOutcome(report.outcome) ? steps[report.outcome]({
		...report,
		at
	}) : "See the log.";
}
/** When the bake time is over and everything is healthy, what the candidate gets. */
function onward({ stage }) {
	if (stage === null) return "The next run looks again.";
	const { next, bakeLeftSeconds } = stage;
	const when = bakeLeftSeconds === null || bakeLeftSeconds <= 0 ? "At the next look" : `In ${duration(bakeLeftSeconds)}`;
	return next === null ? `${when} it becomes known as good, if no limit is crossed.` : `${when} it gets ${next} %, if no limit is crossed and enough is proven.`;
}
/** When the step of a gradual rollback is over, what is left on the bad version. */
function downward({ stage }) {
	const [next, seconds] = [stage?.next ?? null, stage?.bakeLeftSeconds ?? null];
	if (next === null || seconds === null) return "The next look takes the step that is due.";
	return `${seconds <= 0 ? "At the next look" : `In ${duration(seconds)}`}, ${next} % of the traffic is left on it; all of it moves at once if the error rate is over the limit or a critical rule is crossed.`;
}
/** Who has to decide until when, and with what. The limit of a question is a moment, so that nobody has to count. */
function decide({ incident, verdict, at }) {
	const question = incident?.question ?? null;
	const match = verdict?.matches.find(({ name }) => name === incident?.rule);
	const named = match === void 0 ? "a person" : deciders[match.decider] ?? match.decider;
	const who = `${named.charAt(0).toUpperCase()}${named.slice(1)}`;
	const when = {
		open: `${who} decides by ${clock(question?.expires_at ?? at, at)}`,
		expired: `The time to decide was over at ${clock(question?.expires_at ?? at, at)}. ${who} decides now`,
		investigating: `${clip(oneLine(question?.answer?.by ?? "A person"), 60)} looks into it, a page goes out every hour, and nothing expires. The decision is made`,
		answered: `${who} decides`
	};
	return `${question === null ? `${who} decides` : when[question.status]} in the revert pull request: merge it or comment /rollback to roll back, /resume with the reason to go on${question?.status === "investigating" ? "" : ", /investigate to stop the clock"}. Until then the weight stays; a critical rule rolls back by itself.`;
}
const hold = "The weight stays as it is. The next run looks again.";
const steps = {
	adopted: () => "The next version that is merged starts a rollout.",
	soaking: () => "When it has been healthy in staging for the soak time, its first stage begins.",
	started: onward,
	superseded: onward,
	withdrawn: () => "The next version that is merged starts a rollout.",
	advanced: onward,
	watching: onward,
	completed: () => "The next version that is merged starts a rollout.",
	baking: onward,
	proving: () => "Every look counts again; once enough is proven, the candidate gets the next weight. Nobody has to do anything.",
	unproven: () => "The stage holds until more requests prove the crossing or clear it. Nobody is asked or paged for it.",
	observing: () => "The weight stays. When the limit is still crossed at the end of the observation, a person is asked.",
	resolved: onward,
	asked: decide,
	asking: decide,
	investigating: decide,
	resumed: onward,
	reverting: downward,
	paused: () => "The weight stays as it is until the version that takes over has been healthy for the time of a step. A person may roll back to an older version.",
	outage: () => `${hold} Look at the provider of the model, or at what grades the answers.`,
	inconclusive: () => `${hold} Nothing advances, and nothing is rolled back, without a judgement.`,
	"rolled-back": () => "Merge the revert pull request, so that the default branch holds what serves. The bad version is in quarantine and does not start again.",
	"rollback-failed": () => "A person must look: the incident names whom to call, and the older good versions to go back to.",
	"already-rolled-back": () => "Nothing. To go further back, name the version: `target-version`.",
	ignored: () => "Nothing was changed.",
	lifted: () => "The next run of promote may start it again.",
	planned: () => "Nothing was written. Without `dry-run` this plan is carried out.",
	pruned: () => "Versions that are kept can be rolled back to.",
	"drill-passed": () => "Everything that the drill made is marked and cleaned up.",
	"drill-missed": () => "Mend what was slow or broken before it is needed.",
	"doctor-healthy": () => "Nothing: all is well.",
	"doctor-unsure": () => "Each warning, and each thing that could not be checked, names what helps.",
	"doctor-problems": () => "Mend the problems: each names its cure.",
	"nothing-to-do": () => "The next version that is merged starts a rollout.",
	healthy: () => "Nothing was written: this was a look.",
	unhealthy: () => "Nothing was written: this was a look. A run of promote acts on it.",
	reported: () => "Nothing was written.",
	initialized: () => "Commit the files, and look at the configuration first.",
	valid: () => "It can be merged.",
	replayed: () => "Nothing: a replay touches nothing.",
	"demo-completed": () => "Nothing outside of the demo was touched."
};
// src/report/readings-table.ts
/** Candidate beside stable, a row a metric, with limit, evidence, its period and what is missing; safe Markdown, empty without readings. */
function readingsTable({ verdict, candidate, stable, history }, limits) {
	if (verdict === null || verdict.readings.length === 0) return "";
	const window = history?.window ?? null;
	const header = [
		"Metric",
		titled(candidate === null && window === null ? "Measured" : "Candidate", window?.candidate.version ?? candidate),
		titled("Stable", window?.stable.version ?? stable),
		"Value",
		"Limit",
		"Proven worse",
		"When",
		"Missing requests"
	];
	const rows = verdict.readings.map((reading) => {
		const { metric } = reading;
		const match = [...verdict.matches, ...verdict.unproven].find((found) => found.metric === metric);
		const bound = limits[metric];
		const value = valueText(reading, window === null ? null : inComparison(metric, window.candidate, window.stable));
		return [
			metricNames[metric],
			sideText(metric, reading, reading.candidate, window?.candidate),
			sideText(metric, reading, reading.stable, window?.stable),
			match === void 0 ? value : `**${value}**`,
			match === void 0 ? bound === void 0 ? "" : limit(metric, bound.over) : `**${limit(metric, match.threshold)}** (${code(match.name)})`,
			inline(proofText(reading)),
			inline(period(reading, verdict, window)),
			inline(missing(verdict, reading))
		];
	});
	const needed = verdict.missing_requests > 0 ? `\n\n${counted(verdict.missing_requests, "more request")} of the candidate ${verdict.missing_requests === 1 ? "is" : "are"} needed before it can be judged.` : "";
	return `${table(header, rows)}${needed}`;
}
/** What is missing to the proof of a crossing, else to the next stage. */
function missing({ matches, unproven, promotion }, { metric, proof }) {
	if (unproven.some((match) => match.metric === metric) && proof?.missing_requests != null && proof.missing_requests > 0) return `${counted(Math.ceil(proof.missing_requests), "request")} to prove it`;
	const wait = promotion.waits.find((each) => each.metric === metric);
	if (wait === void 0 || matches.length > 0) return "";
	return wait.requests === null ? "not known" : `${counted(Math.ceil(wait.requests), "request")} to the next stage`;
}
/** The time that a row is about: since the trouble began, else the window; empty where that is not known. */
function period({ proof, since }, { seen_until }, window) {
	if (proof !== null && since !== null) return `since ${clock(since, window?.at ?? seen_until ?? since)}`;
	return window === null ? "" : `the last ${duration(window.window_seconds)}`;
}
/** A side since the trouble began; while none has begun, that of the window. */
function sideText(metric, { proof }, value, arm) {
	const shown = value ?? (arm === void 0 ? null : inWindow(arm, metric));
	return shown === null && proof !== null ? "" : side(metric, shown);
}
const titled = (name, label) => label === null ? name : `${name} ${code(clip(label, 64))}`;
// src/report/stage-table.ts
/** The stages of a rollout as a table, safe Markdown: what each got, and where it stands. `at` is the time of the run: other days are named. Empty without a plan. */
function stageTable(report, at) {
	const { history, stage } = report;
	const plan = history?.plan.stages ?? [];
	const passed = history?.history.stages ?? [];
	if (plan.length === 0 || passed.length === 0) return "";
	const past = passed.map(({ weight, from, to, requests, failed }, index) => {
		const last = index === passed.length - 1;
		const number = plan.findIndex((each) => each.weight === weight);
		return [
			number < 0 ? "between" : `${number + 1} of ${plan.length}`,
			`${weight} %`,
			inline(clock(new Date(from).toISOString(), at)),
			duration((to - from) / 1e3),
			`${count(requests)}, ${count(failed)} failed`,
			inline(last ? standing(report) : "passed")
		];
	});
	const weight = passed.at(-1)?.weight ?? 0;
	const next = (stage === null || report.outcome === "reverting" || report.outcome === "paused" ? [] : plan).flatMap((each, index) => each.weight <= weight ? [] : [[
		`${index + 1} of ${plan.length}`,
		`${each.weight} %`,
		"",
		`at least ${duration(each.bake)}`,
		"",
		"to come"
	]]);
	return table([
		"Stage",
		"Weight",
		"Began",
		"Lasted",
		"Requests of the candidate",
		"State"
	], [...past, ...next]);
}
/** Where the last stage stands. */
function standing({ outcome, stage }) {
	const left = stage?.bakeLeftSeconds ?? null;
	switch (outcome) {
		case "rolled-back":
		case "rollback-failed":
		case "already-rolled-back": return "rolled back";
		case "reverting":
		case "paused": return "going back step by step";
		case "asked":
		case "asking":
		case "investigating": return "frozen until a person decides";
		case "completed": return "passed";
		default: return left === null || left === 0 ? "here" : `here, ${duration(left)} left`;
	}
}
// src/report/verified-text.ts
/** Whether a rollback helped, in one line of safe Markdown; empty where nothing is verified. */
function verifiedText({ incident }) {
	const found = incident?.verification ?? null;
	if (incident === null || found === null) return "";
	const { status, error_rate, requests, limit, seen_at, starts_at } = found;
	const words = {
		waiting: "it is too early to tell whether the rollback helped",
		recovered: "the rollback helped",
		escalated: "not recovered in time; the incident is escalated, and it is still looked at",
		failed: "the rollback did not help",
		unverified: "whether the rollback helped is not known"
	};
	const rate = error_rate === null ? "" : `: error rate ${percent(100 * error_rate)} over ${counted(requests, "request")} of ${incident.good.label}, limit ${percent(100 * limit)}`;
	const after = seen_at === null || secondsBetween(starts_at, seen_at) === null ? "" : `, ${afterPropagation(starts_at, seen_at)}`;
	return `**Verification:** ${inline(`${words[status]}${rate}${after}.`)}`;
}
// src/report/summary.ts
/** A summary may have 1 MiB for each step, and 20 steps are shown; this is what people read. */
const mostBytes = 59e3;
const mostRows = [
	200,
	50,
	10
];
/** A longer verdict is no heading any more. */
const longestHeading = 200;
/** Prompts whose drawings stand open: those of many would be a long way to scroll. */
const mostOpen = 2;
/** The job summary of a run: the verdict first, then the prompts beside each other, then each by itself. Markdown. */
function summaryMarkdown(report) {
	const notable = report.prompts.filter(({ outcome }) => outcome !== "nothing-to-do" && outcome !== "reported");
	const sections = [
		{
			name: "verdict",
			rank: 0,
			forms: [opening(report)]
		},
		...report.prompts.length < 2 ? [] : [overview(report)],
		...leadingFirst(report, notable).map((prompt, index) => promptSection(prompt, index, report.at)),
		...warningsSection(report.warnings)
	];
	return `${shorten(sections, mostBytes, Buffer.byteLength)}\n`;
}
function opening(report) {
	const { command, at, prompts, error, runUrl } = report;
	const [first] = leadingFirst(report, prompts);
	const many = prompts.length > 1 ? `. ${tally(prompts)}` : "";
	const verdict = prose(clip(error?.message ?? first?.sentence ?? "There was nothing to do.", 600));
	const told = verdict.length > longestHeading ? `## Prompt Rollout\n\n**${verdict}**` : `## ${verdict}`;
	const cure = error === null ? "" : `\n\n${mending(error)}`;
	return `${told}\n\nPrompt Rollout ${runUrl === null ? inline(command) : link(command, runUrl)}, ${inline(time(at))}${many}${cure}`;
}
/** `3 prompts: 1 rolled-back, 2 baking.` */
function tally(prompts) {
	const counts = /* @__PURE__ */ new Map();
	for (const { outcome } of prompts) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
	const parts = [...counts].map(([outcome, number]) => `${number} ${inline(outcome)}`);
	return `${prompts.length} prompts: ${parts.join(", ")}.`;
}
/** The prompt that gave the run its reason comes first; the others keep their order. */
function leadingFirst({ reason }, prompts) {
	return [...prompts.filter(({ outcome }) => outcome === reason), ...prompts.filter(({ outcome }) => outcome !== reason)];
}
function overview(report) {
	const prompts = leadingFirst(report, report.prompts);
	const header = [
		"Prompt",
		"Outcome",
		"Stable",
		"Candidate",
		"Weight",
		"Stage",
		"Time left"
	];
	const rows = prompts.map(({ id, outcome, stable, candidate, weight, stage }) => [
		code(id),
		code(outcome),
		stable === null ? "" : code(stable),
		candidate === null ? "" : code(candidate),
		weight === null ? "" : `${weight} %`,
		stage === null ? "" : `${stage.index + 1} of ${stage.of}`,
		stage?.bakeLeftSeconds == null ? "" : duration(stage.bakeLeftSeconds)
	]);
	const some = (length) => `${table(header, rows.slice(0, length))}\n\n${rows.length - length} more prompts are left out here.`;
	const shorter = mostRows.filter((length) => length < rows.length).map(some);
	return {
		name: "prompts",
		rank: 2,
		forms: [table(header, rows), ...shorter]
	};
}
/** What is so and what comes next; then the numbers; then the drawings, which are the first to go. */
function promptSection(prompt, index, at) {
	const head = `### ${code(prompt.id)}`;
	const told = index === 0 ? "" : prose(prompt.sentence.replace(`${prompt.id}: `, ""));
	const limits = chartLimits(prompt.verdict, prompt.history?.plan ?? null);
	const charted = prompt.history === null ? null : {
		history: prompt.history.history,
		limits
	};
	const parts = [
		head,
		told,
		prompt.error === null ? "" : mending(prompt.error),
		verifiedText(prompt),
		list(prompt.warnings),
		`**Next:** ${inline(nextStep(prompt, at))}`,
		prompt.links.map(({ label, url }) => `- ${linkText(label, url)}`).join("\n"),
		stageTable(prompt, at),
		readingsTable(prompt, limits)
	];
	const [drawn, plain] = charted === null ? ["", ""] : overTime(charted, index < mostOpen);
	const text = (...more) => [...parts, ...more].filter((part) => part !== "").join("\n\n");
	return {
		name: prompt.id === "" ? "a prompt" : code(prompt.id),
		rank: 3 + index,
		forms: [
			text(drawn),
			text(plain),
			text(),
			told === "" ? "" : `${head}\n\n${told}`,
			""
		]
	};
}
/** A forge without addresses has paths. */
function linkText(label, url) {
	return isAddress(url) ? link(label, url) : `${inline(label)}: ${code(url)}`;
}
/** With the drawings, and without. */
function overTime(charted, open) {
	const figures = historyTable(charted);
	if (figures === "") return ["", ""];
	const drawn = charts(charted).join("\n\n");
	const plain = `${figures}\n\n${reading}`;
	if (drawn === "") return [plain, plain];
	return [`${plain}\n\n${open ? drawn : details("Charts", drawn)}`, plain];
}
function mending({ causes, cure }) {
	const likely = causes.map((cause) => `- ${prose(cause)}`);
	return [`**To mend it:** ${prose(cure)}`, `Likely causes:\n\n${likely.join("\n")}`].slice(0, likely.length === 0 ? 1 : 2).join("\n\n");
}
function warningsSection(warnings) {
	if (warnings.length === 0) return [];
	return [{
		name: "warnings",
		rank: 1,
		forms: [`### Warnings\n\n${list(warnings)}`, `${warnings.length} warnings are in the log.`]
	}];
}
function list(warnings) {
	return warnings.map((warning) => `- Warning: ${prose(clip(warning, 500))}`).join("\n");
}
// src/commands/summarize.ts
/** What a run says at its end: lines for the log, and Markdown for the job summary. */
function summarize(result, notes) {
	if (result.command === "status" && result.error === null) {
		const rows = result.prompts.map(statusRow);
		return {
			lines: told(statusText(rows).split("\n")),
			summary: statusMarkdown(rows)
		};
	}
	if (result.reason_code === "valid") {
		const sentence = outcomes.valid;
		return {
			lines: told([sentence]),
			summary: `## Prompt Rollout: validate\n\n**${sentence}**\n`
		};
	}
	if (result.command === "init" && result.error === null) return {
		lines: [],
		summary: ""
	};
	if ((result.command === "demo" || result.command === "replay") && result.error === null) return {
		lines: [],
		summary: ""
	};
	if (result.drill !== null) return {
		lines: told(drillText(result.drill)),
		summary: drillMarkdown(result.drill, result.warnings)
	};
	if (result.doctor !== null) return {
		lines: told(doctorText(result.doctor)),
		summary: doctorMarkdown(result.doctor, result.at)
	};
	const report = reportOf(result, notes);
	const lines = report.prompts.map(({ sentence, outcome }) => ({
		line: sentence,
		level: levelOf(outcome, result)
	}));
	const requests = result.requests === null ? null : requestsText(result.requests);
	if (requests === null) return {
		lines,
		summary: summaryMarkdown(report)
	};
	return {
		lines: [...lines, ...told([requests])],
		summary: `${summaryMarkdown(report)}\n${requests}\n`
	};
}
const told = (lines) => lines.map((line) => ({
	line,
	level: "info"
}));
/** Outcomes that a person has to look at, though nothing failed. */
const noteworthy = [
	"asked",
	"asking",
	"investigating",
	"paused",
	"outage",
	"unhealthy"
];
/** What a person asked for is no failure; an error is told by itself. */
function levelOf(outcome, { command }) {
	if (outcome === "rollback-failed" || outcome === "rolled-back" && command !== "rollback") return "error";
	if (command === "gate" && (outcome === "unhealthy" || outcome === "outage" || outcome === "inconclusive")) return "error";
	return noteworthy.includes(outcome) ? "warn" : "info";
}
export { summarize as t };
