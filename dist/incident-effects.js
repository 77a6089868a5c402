import { A as revertMessage, c as scenarioOf, d as undo, f as verdictSentence, n as factsOf, o as lostVersion, r as filesOf, u as choices, x as expectations } from "./lost.js";
import { C as stageText, S as leading, a as headed, b as harm, c as matchesTable, d as queriesForms, f as thresholdsTable, g as decidedBy, i as diffForms, l as numbersTable, m as cause, n as verificationSection, u as problemsList, v as fate, x as harmText, y as flavour } from "./verification.js";
import { a as duration, b as oneLine, c as percent, d as secondsBetween, f as shortCommit, h as timeAfter, i as counted, m as time, r as count, v as clip, y as defused } from "./format.js";
import { n as historyForms, t as shorten } from "./shorten.js";
import { a as isAddress, c as marker, d as table, i as inline, l as mention, n as details, o as link, s as linked, t as code } from "./markdown.js";
import { i as condition, p as side, u as metricNames } from "./words.js";
import { n as postmortemSections, t as postmortemLabels } from "./postmortem-sections.js";
// src/report/incident-links.ts
/** Everybody who is told, each once: owners of the prompt, then `notify.mention`. Empty when nobody is. */
function mentions({ owners, mention: others }) {
	const names = [...owners, ...others].map((name) => mention(clip(name, 100)));
	return [...new Set(names)].slice(0, 20).join(", ");
}
/** Where to look, but for the place that it is read in: one line a link. */
function linksList(facts, here) {
	const { incident, rollback, historyUrl, liveBranch } = facts;
	const { pull_request, issue, run_url } = incident;
	return [
		`Incident: ${code(incident.id)}, of rollout ${code(incident.rollout)}`,
		rollback === null ? null : `Rollback commit: ${linked(code(shortCommit(rollback.commit)), rollback.url)}`,
		pull_request === null || here === "pull request" ? null : `Revert pull request: ${numbered(pull_request)}`,
		issue === null || here === "issue" ? null : `Post-mortem: ${numbered(issue)}`,
		run_url === null ? null : `Workflow run: ${link("the run that decided", run_url)}`,
		`Deployment history: ${linked(code(liveBranch), historyUrl)} (${code(`git log origin/${liveBranch}`)})`,
		`Bad version: ${versionText(incident.bad)}`,
		`Good version: ${versionText(incident.good)}`
	].filter((line) => line !== null).map((line) => `- ${line}`).join("\n");
}
/** `v2.0.0, commit abc1234, content 0123456`, with when it served everyone. */
function versionText({ label, commit, digest, stable_since, known_good_since }) {
	const served = stable_since === null ? "" : `, serving everyone since ${inline(time(stable_since))}`;
	const good = known_good_since === null ? "" : ", known as good";
	return `${code(label)}, commit ${code(shortCommit(commit))}, content ${code(shortCommit(digest))}${served}${good}`;
}
/** A pull request or issue by its number; forges without numbers have 0, and those without addresses paths. */
function numbered({ number, url }) {
	if (number !== 0) return linked(`number ${number}`, url);
	return isAddress(url) ? linked("open it", url) : code(url);
}
// src/report/members.ts
/** The prompts that went back together with the one of an incident, as safe Markdown. */
/** All of them as a table, with what the metrics said of each; empty when there are none. */
function membersTable({ members }) {
	if (members.length === 0) return "";
	const rows = members.map(({ prompt, path, bad, good, weight, reason, evidence }) => [
		`${code(prompt)} at ${code(path)}`,
		`${code(clip(bad.label, 64))} at ${weight} %`,
		code(clip(good.label, 64)),
		inline(clip(reason, 200)),
		...numbers(evidence).map(inline)
	]);
	return table([
		"Prompt",
		"Bad",
		"Good",
		"Why",
		"Error rate",
		"p99",
		"Quality"
	], rows);
}
/** The table, and a section for what each bad version changed; none when there are no such prompts. */
function membersSections(facts) {
	if (facts.members.length === 0) return [];
	return [headed("Put back with it", 1, [`These prompts went back in the same commit. This incident speaks for them, and the revert holds their texts, too.\n\n${membersTable(facts)}`]), ...facts.members.map((member) => headed(title$1(member), 8, diffForms(member)))];
}
/** What each bad version changed, one behind the other, in a shorter form where it is long; empty without any. */
function membersDiffs({ members }) {
	return members.map((member) => `#### ${title$1(member)}\n\n${shortDiff(member)}`).join("\n\n");
}
/** Several differences stand in one section, which is cut as a whole: none of them may fill it. */
function shortDiff(member) {
	const forms = diffForms(member);
	return forms.find((form) => form.length <= 4e3) ?? forms.at(-1) ?? "";
}
function title$1({ prompt, bad }) {
	return `What ${inline(clip(bad.label, 64))} of ${inline(prompt)} changed`;
}
/** Candidate against stable, a cell a metric. */
function numbers(evidence) {
	if (evidence === null) return [
		"not read",
		"not read",
		"not read"
	];
	const { candidate, stable } = evidence.observation;
	const beside = (metric, of) => `${side(metric, of(candidate))} (stable: ${side(metric, of(stable))})`;
	return [
		beside("error_rate", ({ requests, errors }) => requests === null || errors === null || requests <= 0 ? null : 100 * errors / requests),
		beside("latency_p99", ({ p99 }) => p99),
		beside("quality", ({ quality }) => quality)
	];
}
// src/report/postmortem-facts.ts
/** What the facts say under each heading of a post-mortem, as safe Markdown. Nothing here is a guess. */
/** Exact numbers, with the span that they cover. */
function impact(facts) {
	const { incident } = facts;
	const found = harm(facts);
	const open = flavour(facts) === "open";
	const seconds = open ? null : secondsBetween(incident.began_at, incident.decided_at);
	const failed = found?.failed ?? null;
	const requests = found?.requests ?? null;
	const share = failed === null || requests === null || requests <= 0 ? "" : ` (${percent(100 * failed / requests)})`;
	const rows = [
		["Requests exposed to the bad version", count(requests)],
		["of which failed", `${count(failed)}${share}`],
		["Counted", found === null ? "no metrics were read for this decision" : found.span],
		["From the beginning of the trouble to the decision", open ? "not decided yet" : duration(seconds)],
		["Reached", stageText(facts)],
		["Severity", incident.severity ?? "not judged by a rule; when unsure, take the higher one"]
	];
	const note = found !== null && !found.whole ? "\n\nThese are the numbers of one window, not of the whole rollout: the harm in all is larger." : "";
	return `${table(["What", "How much"], rows.map((row) => row.map(inline)))}${note}`;
}
/** Where to begin to look: what the metrics say of the stable version at the same time. */
function rootCauses(facts) {
	const match = leading(facts);
	const reading = facts.evidence?.verdict.readings.find(({ metric }) => metric === match?.metric);
	const begin = `What ${code(facts.incident.bad.label)} changed stands below, under "What changed?".`;
	if (match === null || reading?.stable == null || reading.worse !== true) return begin;
	return `${begin} At the same time the stable version had ${`${metricNames[match.metric]} ${side(match.metric, reading.stable)}`}, so what changed is the first place to look.`;
}
/** The change that set it off, and the share of the traffic that it got. */
function trigger(facts) {
	const { incident, exposure, firstSeen } = facts;
	const { bad, rollout, weight } = incident;
	const seen = firstSeen === null ? "" : ` Its first traffic was seen at ${inline(time(firstSeen))}.`;
	const span = exposure === null ? "" : ` Its requests are counted from ${inline(time(exposure.since))} on.`;
	return `Rollout ${code(rollout)} gave ${code(bad.label)} (commit ${code(shortCommit(bad.commit))}) ${weight} % of the traffic.${seen}${span}`;
}
/** What ended the harm; for an open question, that nothing has. */
function resolution(facts) {
	const { incident, rollback, defaultBranch } = facts;
	const [good, bad] = [code(incident.good.label), code(incident.bad.label)];
	const kind = flavour(facts);
	if (kind === "open") return `None yet: ${bad} is frozen at ${incident.weight} % until a person decides${pullRequest(facts)}.`;
	if (kind === "going") return `On its way: the traffic goes from ${bad} to ${good} step by step, decided ${inline(decidedBy(incident))} at ${inline(time(incident.decided_at))}. ${bad} is in quarantine.`;
	if (kind === "over") return "The question was settled by another decision; the timeline has it.";
	const commit = rollback === null ? "" : ` by ${linked(code(shortCommit(rollback.commit)), rollback.url)}`;
	const seconds = secondsBetween(incident.detected_at, incident.decided_at);
	return [`All traffic is routed to ${good} again${commit}, decided ${inline(decidedBy(incident))} at ${inline(time(incident.decided_at))}, ${afterDetection(seconds)}. ${bad} is in quarantine.`, incident.pull_request === null ? `Where ${code(defaultBranch)} still holds ${bad}, it has to be mended.` : `${code(defaultBranch)} is mended by the revert pull request${pullRequest(facts)}.`].join(" ");
}
/** A decision within the second needs no figure. */
function afterDetection(seconds) {
	return seconds !== null && seconds < 1 ? "as soon as it was noticed" : `${duration(seconds)} after it was noticed`;
}
function pullRequest({ incident }) {
	return incident.pull_request === null ? "" : ` (${numbered(incident.pull_request)})`;
}
/** What noticed it, and after how long. */
function detection(facts) {
	const { incident, evidence } = facts;
	const at = inline(time(incident.detected_at));
	const why = inline(cause(facts));
	if (incident.rule === null) return `Noticed at ${at}, not by a rule of the policy: ${why}.`;
	const seconds = secondsBetween(incident.began_at, incident.detected_at);
	const late = seconds === null ? "" : `, ${duration(seconds)} after the trouble began`;
	return `Noticed by Prompt Rollout${evidence === null ? "" : ` (source ${code(evidence.observation.source)})`} at ${at}${late}: ${why}.`;
}
/** The work that is known already; owners and everything else are for people to add. */
function actionItems(facts) {
	const { incident, defaultBranch } = facts;
	const bad = inline(incident.bad.label);
	const rows = [
		flavour(facts) === "open" ? [`Decide about ${bad}${pullRequest(facts)}`, "mitigate"] : [`Merge the revert pull request${pullRequest(facts)}, or a corrected version, so that ${code(defaultBranch)} and what serves agree`, "repair"],
		[`Correct the prompt, raise its version, and promote it again`, "repair"],
		[`Add a test that fails on ${bad} and passes on ${inline(incident.good.label)}`, "prevent"]
	];
	return table([
		"Action item",
		"Type",
		"Owner",
		"Tracked in"
	], rows);
}
/** What worked, by the numbers. */
function wentWell(facts) {
	const { incident } = facts;
	const items = [];
	if (incident.weight < 100) items.push(`The canary kept the bad version away from ${100 - incident.weight} % of the traffic.`);
	const took = secondsBetween(incident.detected_at, incident.decided_at);
	if (flavour(facts) === "back" && incident.decided_by === "system" && took !== null) items.push(`Nobody had to be awake: the rollback was decided ${afterDetection(took)}.`);
	if (incident.good.known_good_since !== null) items.push(`There was a version to go back to that is known as good: ${code(incident.good.label)}.`);
	return items.map((item) => `- ${item}`).join("\n");
}
/** What did harm, by the numbers. */
function wentWrong(facts) {
	const { incident } = facts;
	const items = [];
	const failed = harm(facts)?.failed ?? null;
	if (failed !== null && failed > 0) items.push(`${counted(failed, "request")} to the bad version failed, ${inline(harm(facts)?.span ?? "")}.`);
	const blind = secondsBetween(incident.began_at, incident.detected_at);
	if (blind !== null && blind > 0) items.push(`It went on for ${duration(blind)} before it was noticed.`);
	const state = facts.verification?.state;
	if (state === "escalated" || state === "failed") items.push(`Going back to ${code(incident.good.label)} did not end it.`);
	if (incident.rule === null) items.push("No rule of the policy led to this decision: a person had to notice.");
	return items.map((item) => `- ${item}`).join("\n");
}
/** Which stages the bad version passed, and at which it failed. */
function testsPassed(facts) {
	const { incident, plan } = facts;
	const stages = plan?.stages ?? [];
	const index = stages.findIndex(({ weight }) => weight === incident.weight);
	if (index < 0) return "Which stages the version passed is not recorded with this incident; the timeline has them.";
	const passed = stages.slice(0, index).map(({ weight, bake }) => `${weight} % (at least ${duration(bake)})`);
	const match = leading(facts);
	const how = match === null ? "" : ` with ${condition(match.metric, match.threshold)}`;
	return `${passed.length === 0 ? "It passed no stage" : `It passed the stages ${passed.join(", ")}`}, and failed at ${incident.weight} %${how}. The gates look at error rate, p99 and quality beside the stable version; what they do not measure they cannot catch.`;
}
// src/report/postmortem-timeline.ts
const most = [
	200,
	40,
	10
];
/** The timeline as a table, oldest first, with shorter forms that keep its begin and its end. */
function timelineForms(facts) {
	const entries = complete(facts);
	const shorter = most.filter((length) => length < entries.length).map((length) => shortened(entries, length));
	return [tableOf(entries), ...shorter];
}
/** The given entries and, where none has that moment, when it began and when it was noticed. */
function complete({ timeline, incident }) {
	const { began_at, detected_at, run_url } = incident;
	const known = new Set(timeline.map(({ at }) => at));
	const derived = [{
		at: began_at,
		event: "The trouble begins, by the metrics"
	}, {
		at: detected_at,
		event: incident.rule === null ? "A person asks for it" : "A rule is found crossed"
	}].flatMap(({ at, event }) => at === null || known.has(at) ? [] : [{
		at,
		event,
		url: run_url
	}]);
	return [...timeline, ...derived].sort((a, b) => moment(a) - moment(b));
}
/** A text that is no time stands first, and does not stir up the others. */
function moment({ at }) {
	return Date.parse(at) || 0;
}
function shortened(entries, length) {
	const half = length / 2;
	const left = entries.length - length;
	return [
		tableOf(entries.slice(0, half)),
		`${left} entries between are left out here; the ledger on the live branch has them.`,
		tableOf(entries.slice(-half))
	].join("\n\n");
}
function tableOf(entries) {
	return table([
		"Time (UTC)",
		"Event",
		"Data"
	], entries.map(({ at, event, url }) => [
		inline(time(at).replace(/ UTC$/, "")),
		inline(clip(event, 300)),
		isAddress(url) ? link("data", url) : ""
	]));
}
// src/report/question.ts
/** Where the question stands, in one sentence of plain text. */
function questionSentence(question) {
	const { status, answer, expires_at, opened_at } = question;
	const since = `open since ${time(opened_at)}`;
	if (status === "open") return expires_at === null ? `The question is ${since}.` : `The question is ${since}; a decision is due by ${time(expires_at)} (${duration(secondsBetween(opened_at, expires_at))}).`;
	if (status === "expired") {
		const then = question.on_expiry === "rollback" ? "so it is rolled back" : "so it stays frozen and is escalated";
		return `Nobody decided by ${time(expires_at)}, ${then}.`;
	}
	if (answer === null) return `The question was ${since}, and is settled.`;
	const who = `${oneByLine(answer.by)} at ${time(answer.at)}`;
	if (status === "investigating") return `Investigated by ${who}: it stays frozen, nothing expires, and a page goes out every hour.`;
	return `${answers[answer.kind]} by ${who}, after ${duration(secondsBetween(opened_at, answer.at))}${why(answer)}.`;
}
const answers = {
	rollback: "Answered with a rollback",
	investigate: "Investigated",
	resume: "Answered with going on",
	superseded: "Settled, before a person did,"
};
const oneByLine = (text) => text === "system" ? "the system" : clip(oneLine(text), 60);
const why = ({ reason }) => reason === null || reason.trim() === "" ? "" : `: ${clip(oneLine(reason), 300).replace(/\.$/, "")}`;
/** The section of pull request and issue, as safe Markdown: the sentence, then the clock. */
function questionSection(question) {
	const { opened_at, status, answer, on_expiry } = question;
	const expires_at = status === "answered" ? null : question.expires_at;
	const reminder = reminderAt({
		...question,
		expires_at
	});
	const rows = [
		["Asked", time(opened_at)],
		...reminder === null ? [] : [["Reminder", time(reminder)]],
		...expires_at === null ? [] : [["Limit", `${time(expires_at)}; after that ${on_expiry === "rollback" ? "it is rolled back" : "it is escalated and stays frozen"}`]],
		["Status", status],
		...answer === null ? [] : [["Answer", `${answer.kind}, ${oneByLine(answer.by)}, ${time(answer.at)}`]],
		...answer?.reason == null ? [] : [["Reason", clip(oneLine(answer.reason), 500)]]
	].map((row) => row.map((text) => inline(text)));
	return `**${inline(questionSentence(question))}**\n\n${table(["What", "When"], rows)}`;
}
/** Half of the limit: when a person is reminded; null when nothing expires. */
function reminderAt({ opened_at, expires_at }) {
	const seconds = secondsBetween(opened_at, expires_at);
	return seconds === null ? null : timeAfter(opened_at, seconds / 2);
}
// src/report/runbook-section.ts
/** Whether a person on call has to act now, so that the runbook stands open. */
function isUrgent(facts) {
	const scenario = scenarioOf(facts);
	return flavour(facts) === "open" || scenario === "failed-rollback" || scenario === "cascade";
}
/** The runbook for a body, folded where nobody has to act, and what stands for it when space is short. */
function runbookForms(facts) {
	const title = `What to check, the commands, how to verify, when to escalate${subject(facts)}`;
	return [isUrgent(facts) ? facts.runbook : details(title, facts.runbook), "The runbook is left out here; the page has it in short."];
}
/** What went wrong; nothing where no metric led to the decision. */
function subject(facts) {
	return facts.incident.rule === null && expectations(facts).length === 0 ? "" : ` (${scenarioOf(facts)})`;
}
/** The labels of the two versions. */
function labelsOf({ incident }) {
	return {
		good: incident.good.label,
		bad: incident.bad.label
	};
}
// src/report/postmortem.ts
const titleLimit$1 = 200;
/**
* The post-mortem of an incident, filled in as far as the facts go; what only people know is marked as to
* fill in. A body over `bodyLimit` characters is shortened, material first; no heading is lost to that.
*/
function postmortem(facts, bodyLimit) {
	const { prompt, incident } = facts;
	const marker$1 = marker("postmortem", `${prompt}/${incident.id}`);
	const title = `Post-mortem: ${prompt} ${clip(incident.bad.label, 64)} (${fate(facts)})`;
	const body = shorten([...sections$1(facts), {
		name: "marker",
		rank: 0,
		forms: [marker$1]
	}], bodyLimit);
	return {
		title: clip(defused(title), titleLimit$1),
		body,
		labels: postmortemLabels,
		marker: marker$1
	};
}
function sections$1(facts) {
	const contents = contentOf(facts);
	return postmortemSections.map(({ id, heading, guidance }) => {
		const { rank, forms, open } = contents[id];
		const todo = open ? [`**To fill in:** ${guidance}`] : [];
		const whole = (form) => [
			`### ${heading}`,
			form,
			...todo
		].filter((part) => part !== "").join("\n\n");
		const [first, ...rest] = forms;
		return {
			name: heading,
			rank,
			forms: [whole(first), ...rest.map(whole)]
		};
	});
}
function contentOf(facts) {
	const filled = (text, open = false) => ({
		forms: [text],
		open,
		rank: 0
	});
	return {
		date: filled(`${time(facts.incident.decided_at).slice(0, 10)} (UTC)`),
		authors: filled(authors(facts), true),
		status: filled(postmortemSections[2].options[0]),
		summary: filled(verdictSentence(facts), true),
		impact: filled([impact(facts), ...membersText(facts)].join("\n\n"), true),
		"root-causes": filled(rootCauses(facts), true),
		trigger: filled(trigger(facts)),
		resolution: {
			forms: resolved(facts),
			open: false,
			rank: 0
		},
		detection: filled(detection(facts)),
		"action-items": filled(actionItems(facts), true),
		"went-well": filled(wentWell(facts), true),
		"went-wrong": filled(wentWrong(facts), true),
		"got-lucky": filled("", true),
		timeline: {
			forms: timelineForms(facts),
			open: false,
			rank: 3
		},
		"supporting-information": {
			forms: supporting(facts),
			open: false,
			rank: 5
		},
		"what-changed": {
			forms: changed(facts),
			open: true,
			rank: 4
		},
		tests: filled(testsPassed(facts), true),
		prevention: filled("", true)
	};
}
function membersText(facts) {
	const found = membersTable(facts);
	return found === "" ? [] : ["Put back in the same commit:", found];
}
function authors(facts) {
	const told = mentions(facts);
	return `Filed by Prompt Rollout from its ledger.${told === "" ? "" : ` For ${told}.`}`;
}
/** How it ended and whether that was verified; where it has not ended, what to do. */
function resolved(facts) {
	const { question, verification } = facts;
	const known = [
		resolution(facts),
		...question === null ? [] : [questionSection(question)],
		...verification === null ? [] : [verificationSection(verification, labelsOf(facts))]
	];
	const [runbook] = runbookForms(facts);
	return [[...known, runbook].join("\n\n"), known.join("\n\n")];
}
function supporting(facts) {
	const problems = problemsList(facts);
	const said = problems === "" ? [] : [`What the metrics source said:\n\n${problems}`];
	const numbers = [numbersTable(facts), matchesTable(facts)];
	const links = linksList(facts, "issue");
	const [drawn, ...plainer] = historyForms(facts) ?? [""];
	const all = (queries, history) => [
		...numbers,
		history,
		...said,
		thresholdsTable(facts),
		queries,
		links
	].filter((part) => part !== "").join("\n\n");
	const [queries, ...shorter] = queriesForms(facts);
	const left = "Thresholds and queries are left out here; the ledger on the live branch has them.";
	const few = shorter.at(-1) ?? queries;
	return [
		all(queries, drawn),
		...shorter.map((form) => all(form, drawn)),
		...plainer.map((history) => all(few, history)),
		[
			...numbers,
			left,
			links
		].join("\n\n"),
		`${left}\n\n${links}`
	];
}
function changed(facts) {
	const { incident, path } = facts;
	const versions = [
		`- Good: ${versionText(incident.good)}`,
		`- Bad: ${versionText(incident.bad)}`,
		`- At: ${code(path)}`
	].join("\n");
	const reason = incident.rule === null ? `\n- Reason given: ${inline(clip(incident.reason, 500))}` : "";
	const [first, ...rest] = diffForms({
		...incident,
		diff: facts.diff
	});
	const others = membersDiffs(facts);
	const behind = others === "" ? "" : `\n\n${others}`;
	const whole = (diff) => `${versions}${reason}\n\n${diff}${behind}`;
	return [whole(first), ...rest.map(whole)];
}
// src/report/revert-pr.ts
/** The longest title that GitHub takes is 256 characters. */
const titleLimit = 200;
/**
* The revert pull request of an incident, in the order in which a person who was just woken reads: what
* happened, what merging and closing do, what a merge takes back, the numbers, and only then the material. `bodyLimit` in characters.
*/
function revertPullRequest(facts, bodyLimit) {
	return {
		title: title(facts),
		body: shorten(sections(facts), bodyLimit),
		labels: ["prompt-rollout", "rollback"]
	};
}
function title(facts) {
	const { prompt, incident } = facts;
	const bad = clip(incident.bad.label, 64);
	const question = flavour(facts) === "open" ? "?" : "";
	const text = `Revert ${prompt}${facts.members.length === 0 ? "" : ` and ${facts.members.length} more`} to ${clip(incident.good.label, 64)}${question} (${bad} ${fate(facts)})`;
	return clip(defused(text), titleLimit);
}
function sections(facts) {
	const { incident, prompt } = facts;
	const problems = problemsList(facts);
	const history = historyForms(facts);
	const runbook = headed("Runbook", 4, runbookForms(facts));
	const queries = queriesForms(facts);
	const urgent = isUrgent(facts);
	return [
		{
			name: "verdict",
			rank: 0,
			forms: [opening(facts)]
		},
		headed("What happens", 0, [choices(facts)]),
		...facts.question === null ? [] : [headed("Decision", 0, [questionSection(facts.question)])],
		...facts.verification === null ? [] : [headed("Verification", 0, [verificationSection(facts.verification, labelsOf(facts))])],
		...urgent ? [runbook] : [],
		headed(`What ${plainLabel(incident.bad.label)} changed`, 8, diffForms({
			...incident,
			diff: facts.diff
		})),
		...membersSections(facts),
		headed("Numbers", 1, [numbersTable(facts)]),
		...history === null ? [] : [headed("Over time", 7, history)],
		headed("Where and how much", 2, [exposure(facts)]),
		headed("How to undo", 3, [undo(facts)]),
		...urgent ? [] : [runbook],
		headed("Rules that are crossed", 2, [matchesTable(facts)]),
		...problems === "" ? [] : [headed("What the metrics source said", 5, [problems, "Left out here."])],
		headed("Thresholds in force", 6, [thresholdsTable(facts), "Left out here; the state on the live branch has them."]),
		...queries[0] === "" ? [] : [headed("Queries", 9, queries)],
		headed("Links", 2, [linksList(facts, "pull request")]),
		{
			name: "marker",
			rank: 0,
			forms: [marker("revert-pr", `${prompt}/${incident.id}`)]
		}
	];
}
/** A heading is not a place for a label that breaks it: it is escaped, and short. */
function plainLabel(label) {
	return inline(clip(label, 64));
}
function opening(facts) {
	const told = mentions(facts);
	const checks = facts.checksNeedApproval ? ["**Checks wait for you:** this pull request was opened with the token of a workflow, so its checks start only after **Approve workflows to run** is pressed below. An App token avoids that."] : [];
	return [
		verdictSentence(facts),
		...told === "" ? [] : [`For ${told}.`],
		...checks
	].join("\n\n");
}
function exposure(facts) {
	const { incident, path } = facts;
	const { began_at, detected_at, decided_at } = incident;
	const found = duration(secondsBetween(began_at, detected_at));
	const seconds = secondsBetween(detected_at, decided_at);
	const decided = seconds !== null && seconds < 1 ? "at once" : `${duration(seconds)} later`;
	const rows = [
		["Reached", stageText(facts)],
		["Traffic", harmText(facts)],
		["Began", began_at === null ? "no metric says" : time(began_at)],
		["Detected", began_at === null ? time(detected_at) : `${time(detected_at)}, ${found} after it began`],
		[flavour(facts) === "open" ? "Asked" : "Decided", `${time(decided_at)}, ${decided}`]
	].map(([name, text]) => [name ?? "", inline(text ?? "")]);
	return table(["What", "How much, when"], [...rows, ["Prompt", `${code(facts.prompt)} at ${code(path)}`]]);
}
// src/commands/incident-effects.ts
/** Branch of the revert pull request: it ends in the incident's id, so there is one for each. */
const revertBranch = (prompt, incident) => `prompt-rollout/revert/${prompt}/${incident}`;
/**
* Pushes the revert branch and opens its pull request, or brings it up to date, also when it is merged or closed.
* Null when the default branch holds the good version already and nobody was asked: there is nothing to revert.
*/
async function ensureRevert(session, view, snapshot, state, incident) {
	const { source } = view;
	const facts = await factsOf(session, view, snapshot, state, incident);
	const part = async (prompt, path, good) => {
		const files = await filesOf(session, view, snapshot, prompt, good);
		if (files.length === 0) throw lostVersion(prompt, good);
		return {
			path,
			files
		};
	};
	const parts = [await part(state.prompt, facts.path, incident.good)];
	for (const { prompt, path, good } of facts.members) parts.push(await part(prompt, path, good));
	const branch = revertBranch(state.prompt, incident.id);
	if ((await source.pushRevert({
		branch,
		parts,
		message: revertMessage(facts),
		date: incident.detected_at
	})).state === "already" && incident.pull_request === null) {
		session.log.info(`${state.prompt}: ${source.branch} holds ${incident.good.label} already; no revert is needed`);
		return null;
	}
	const forge = await session.forge();
	const { title, body, labels } = revertPullRequest(facts, forge.bodyLimit);
	return forge.ensurePullRequest({
		head: branch,
		base: source.branch,
		title,
		body,
		labels,
		reviewers: facts.owners,
		refresh: "always"
	});
}
/** Closes the pull request of a question that is answered: nothing is to be reverted. */
async function closeRevert(session, { prompt }, { id }) {
	await (await session.forge()).closePullRequest({ head: revertBranch(prompt, id) });
}
/** Files or updates the post-mortem issue. */
async function ensurePostmortem(session, view, snapshot, state, incident) {
	const facts = await factsOf(session, view, snapshot, state, incident);
	const forge = await session.forge();
	const { title, body, labels, marker } = postmortem(facts, forge.bodyLimit);
	return forge.ensureIssue({
		marker,
		since: incident.detected_at,
		title,
		body,
		labels
	});
}
export { revertPullRequest as a, revertBranch as i, ensurePostmortem as n, postmortem as o, ensureRevert as r, closeRevert as t };
