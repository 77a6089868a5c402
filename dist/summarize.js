import { t as outcomes } from "./reasons.js";
import { f as time, i as duration, n as count, u as secondsBetween } from "./format.js";
import { d as table, i as inline, o as link, t as code, u as prose } from "./markdown.js";
import { r as oneLine, t as clip } from "./plain.js";
import { r as drillText, t as drillMarkdown } from "./drill-table.js";
import { n as requestsText } from "./requests.js";
import { c as proofText, d as verdictText, f as waitText, o as limit, s as metricNames, t as compared, u as side } from "./words.js";
import { t as shorten } from "./shorten.js";
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
	const text = `- **${prose(title)}**: ${prose(clip(oneLine(detail), 600))}`;
	return cure === "" ? text : `${text}<br>To mend it: ${prose(clip(oneLine(cure), 600))}`;
}
function plain(title) {
	return title.replaceAll("`", "");
}
function line$1(text) {
	return clip(oneLine(text), 800);
}
// src/report/sentence.ts
/** What became of a prompt in this run, in one sentence of plain text on one line: for log and summary. */
function sentence(told) {
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
	return texts.length === 0 ? "" : `: ${texts.join("; ")}`;
};
/** The version that was looked at: the candidate, or stable where there is no rollout. */
const subject = (told) => told.candidate === null ? stable(told) : `${candidate(told)}${share(told)}`;
const left = ({ stage }, what) => stage?.bakeLeftSeconds == null || stage.bakeLeftSeconds === 0 ? "" : `, ${duration(stage.bakeLeftSeconds)} of ${what} left`;
/** What a gradual rollback has left on the bad version: `75 % left on v2.0.0`. */
const leftOn = (told) => told.weight === null ? `away from ${candidate(told)}` : `${told.weight} % left on ${candidate(told)}`;
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
	proving: (told) => `${subject(told)} is healthy, and not enough is proven yet for the next stage${waits(told)}.`,
	unproven: (told) => `${subject(told)} is over a limit, which is not proven to be its doing; held${why(told)}.`,
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
function reportOf(result) {
	const { command, reason_code: reason, at, prompts, warnings, error } = result;
	return {
		command: command ?? "unknown",
		reason,
		at,
		prompts: prompts.map((prompt) => promptReport(prompt, at)),
		warnings,
		error
	};
}
function promptReport(result, at) {
	const { prompt, reason_code, stable, rollout, verdict, incident, warnings, error } = result;
	const links = [{
		label: "revert pull request",
		url: incident?.pull_request?.url
	}, {
		label: "post-mortem",
		url: incident?.issue?.url
	}];
	const report = {
		id: prompt,
		outcome: reason_code,
		stable: stable?.label ?? null,
		candidate: rollout?.candidate.label ?? incident?.bad.label ?? null,
		weight: rollout?.weight ?? null,
		stage: rollout === null ? null : stageReport(rollout, at),
		verdict,
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
	return clip(oneLine(text), length);
}
/** Columns in a terminal, taking every character for one: ids and labels are ASCII. */
function width(text) {
	return [...text].length;
}
// src/report/next-step.ts
/** What happens next without anybody's doing, and what a person has to do; plain text, one or two sentences. */
function nextStep(report) {
	if (report.error !== null) return "Nothing was changed for this prompt; what is live keeps serving.";
	return isOutcome(report.outcome) ? steps[report.outcome](report) : "See the log.";
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
	return `${seconds <= 0 ? "At the next look" : `In ${duration(seconds)}`} ${next} % are left on it; at once none, if its error rate is over the limit or a critical rule is crossed.`;
}
const decide = "A person decides in the revert pull request or with the rollback command. Until then the weight stays; a critical rule rolls back by itself.";
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
	proving: () => "At each look the evidence is counted anew; with enough of it the candidate gets the next weight.",
	unproven: () => "The stage holds. Nobody is asked or paged for it: either it is proven with more requests, or it passes.",
	observing: () => "The limit stays frozen as it is. When it is still crossed at the end of the observation, a person is asked.",
	resolved: onward,
	asked: () => decide,
	asking: () => decide,
	investigating: () => decide,
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
// src/report/summary.ts
/** A summary may have 1 MiB for each step, and 20 steps are shown; this is what people read. */
const mostBytes = 6e4;
const mostRows = [
	200,
	50,
	10
];
/** The job summary of a run: the verdict first, then stages, then the numbers of each prompt. Markdown. */
function summaryMarkdown(report) {
	const notable = report.prompts.filter(({ outcome }) => outcome !== "nothing-to-do" && outcome !== "reported");
	const sections = [
		{
			name: "verdict",
			rank: 0,
			forms: [opening(report)]
		},
		...report.prompts.length === 0 ? [] : [stages(report)],
		...leadingFirst(report, notable).map((prompt, index) => promptSection(prompt, index)),
		...warningsSection(report.warnings)
	];
	return `${shorten(sections, mostBytes, (text) => Buffer.byteLength(text) + 1)}\n`;
}
function opening(report) {
	const { command, at, prompts, error } = report;
	const [first] = leadingFirst(report, prompts);
	const head = `## Prompt Rollout: ${inline(command)}`;
	const many = prompts.length > 1 ? ` ${tally(prompts)}` : "";
	const verdict = error?.message ?? first?.sentence ?? "There was nothing to do.";
	const cure = error === null ? "" : `\n\n${mending(error)}`;
	return `${head}\n\n**${prose(clip(verdict, 600))}**${many}\n\n${inline(time(at))}${cure}`;
}
/** `3 prompts: 1 rolled-back, 2 baking.` */
function tally(prompts) {
	const counts = /* @__PURE__ */ new Map();
	for (const { outcome } of prompts) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
	const parts = [...counts].map(([outcome, number]) => `${number} ${inline(outcome)}`);
	return `(${prompts.length} prompts: ${parts.join(", ")})`;
}
/** The prompt that gave the run its reason comes first; the others keep their order. */
function leadingFirst({ reason }, prompts) {
	return [...prompts.filter(({ outcome }) => outcome === reason), ...prompts.filter(({ outcome }) => outcome !== reason)];
}
function stages(report) {
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
function promptSection(prompt, index) {
	const head = `### ${code(prompt.id)}`;
	const told = index === 0 ? "" : prose(prompt.sentence);
	const full = [
		head,
		told,
		prompt.error === null ? "" : mending(prompt.error),
		prompt.verdict === null ? "" : readings(prompt),
		`**Next:** ${inline(nextStep(prompt))}`,
		prompt.links.map(({ label, url }) => `- ${link(label, url)}`).join("\n"),
		list(prompt.warnings)
	].filter((part) => part !== "").join("\n\n");
	return {
		name: prompt.id === "" ? "a prompt" : code(prompt.id),
		rank: 3 + index,
		forms: [
			full,
			told === "" ? "" : `${head}\n\n${told}`,
			""
		]
	};
}
function readings({ verdict, candidate, stable }) {
	if (verdict === null || verdict.readings.length === 0) return "";
	const header = [
		"Metric",
		candidate === null ? "Measured" : `Candidate ${code(candidate)}`,
		stable === null ? "Stable" : `Stable ${code(stable)}`,
		"Value",
		"Proven worse",
		"Crossed"
	];
	const rows = verdict.readings.map((reading) => {
		const match = [...verdict.matches, ...verdict.unproven].find(({ metric }) => metric === reading.metric);
		return [
			metricNames[reading.metric],
			sideText(reading, "candidate"),
			sideText(reading, "stable"),
			sideText(reading, "value"),
			inline(proofText(reading)),
			match === void 0 ? "no" : `${limit(match.metric, match.threshold)} (${code(match.name)})`
		];
	});
	const missing = verdict.missing_requests > 0 ? `\n\n${count(verdict.missing_requests)} more requests of the candidate are needed before it can be judged.` : "";
	return `${table(header, rows)}${missing}`;
}
/** While no trouble has begun, evidence has no value since its beginning: that is no gap. */
function sideText(reading, what) {
	if (reading[what] === null && reading.proof !== null) return "";
	return what === "value" ? compared(reading.metric, reading.value) : side(reading.metric, reading[what]);
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
function summarize(result) {
	if (result.command === "status" && result.error === null) {
		const rows = result.prompts.map(statusRow);
		return {
			lines: statusText(rows).split("\n"),
			summary: statusMarkdown(rows)
		};
	}
	if (result.reason_code === "valid") {
		const sentence = outcomes.valid;
		return {
			lines: [sentence],
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
		lines: drillText(result.drill),
		summary: drillMarkdown(result.drill, result.warnings)
	};
	if (result.doctor !== null) return {
		lines: doctorText(result.doctor),
		summary: doctorMarkdown(result.doctor, result.at)
	};
	const report = reportOf(result);
	const lines = report.prompts.map(({ sentence }) => sentence);
	if (result.requests === null) return {
		lines,
		summary: summaryMarkdown(report)
	};
	const requests = requestsText(result.requests);
	return {
		lines: [...lines, requests],
		summary: `${summaryMarkdown(report)}\n${requests}\n`
	};
}
export { summarize };
