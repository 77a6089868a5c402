import { n as fail, t as Failure } from "./fail.js";
import { i as ruleMetrics, t as metricNames } from "./policy-schema.js";
import { a as duration, b as oneLine, c as percent, f as shortCommit, g as unknown, i as counted, l as percentOver, m as time, r as count, u as score, v as clip, y as defused } from "./format.js";
import { i as takesCritical } from "./notify.js";
import { c as digestOf } from "./git.js";
import { r as resolvePrompt } from "./load.js";
import { s as anytimeP } from "./latency.js";
import { _ as parseLedger, h as looksOf, n as ledgerFile, u as contentsOf } from "./snapshot.js";
import { i as condition, o as deciders, p as side, u as metricNames$1 } from "./words.js";
import { D as historyOf, S as leading, _ as dueAt, g as decidedBy, h as criticalRules, m as cause, r as verificationSentence, x as harmText, y as flavour } from "./verification.js";
import { d as table, f as withoutMarkers, i as inline, l as mention, o as link, r as fence, t as code } from "./markdown.js";
import { t as archiveTag } from "./transact.js";
import { c as rate, m as logBets, p as fixedStart, t as PROMOTED } from "./settings.js";
import { a as parseTemplate, i as isPlaceholder, n as mostRunbookCharacters, t as checkRunbook } from "./runbook-file.js";
import { i as besidePath, n as mostCodeownersBytes, r as ownersOf, s as rollbackWorkflow, t as codeownersLocations } from "./codeowners.js";
import { n as timelineOf, t as firstSeen } from "./timeline.js";
/**
* The commit message of one change: `rollback(customer-support): v2.0.0 -> v1.9.0 (error rate 8.4 %, …)`,
* and trailers. Text of others stays on its line and links to nothing, so it can forge neither.
*/
function liveMessage(change) {
	const { state, message } = change;
	return messageText({
		...message,
		prompt: state.prompt,
		trailers: trailersOf(change)
	});
}
/** The commit message out of its parts, for a commit that is no single change. */
function messageText(parts) {
	return compose(subjectOf(parts), detailLines(parts), parts.trailers);
}
/** What did not fit into the subject stands in the body, behind a word of ours. */
function detailLines(parts) {
	const detail = parts.detail === null ? "" : clip(defused(parts.detail), 1e3);
	return detail === "" || subjectOf(parts).includes(detail) ? [] : [`Detail, in full: ${detail}`];
}
/** The message of a commit that adopts prompts, one or many. */
function adoptionMessage(changes) {
	return severalMessage("adopt", changes, ({ message }) => message.to);
}
/** The message of a commit that notes effects as done, of one prompt or many. */
function effectsMessage(changes) {
	return severalMessage("effects", changes, ({ message }) => message.detail);
}
/**
* The message of a commit that puts several prompts back: that of the first, which leads, with all of them in
* the body: `rollback(sales and 2 more): v2 -> v1 (…)`.
*/
function groupMessage(changes) {
	const [first] = changes;
	if (first === void 0) throw new Error("A commit without a change has no message.");
	if (changes.length === 1) return liveMessage(first);
	const prompt = `${label(first.state.prompt, 40)} and ${changes.length - 1} more`;
	const lines = changes.map(({ state, message: { from, to } }) => `- ${label(state.prompt, 64)}: ${label(from ?? "", 64)} -> ${label(to ?? "", 64)}`);
	const parts = {
		...first.message,
		prompt,
		trailers: trailersOf(first)
	};
	return compose(subjectOf(parts), [...detailLines(parts), ...lines], parts.trailers);
}
function severalMessage(verb, changes, tell) {
	const [first] = changes;
	if (first !== void 0 && changes.length === 1) return liveMessage(first);
	const lines = changes.map((change) => `- ${label(change.state.prompt, 64)}: ${label(tell(change) ?? "", 60)}`);
	return compose(`${verb}: ${changes.length} prompts`, lines, { "Decided-By": first?.events.at(-1)?.by ?? null });
}
/** The message of the commit on the revert branch: the same for one incident whatever became of it since. */
function revertMessage({ prompt, incident, members }) {
	const { good, bad, id, rollout, detected_at } = incident;
	const subject = fitting([`Revert ${label(prompt, 64)} to ${label(good.label, 64)} (from ${label(bad.label, 64)})`, `Revert ${label(prompt, 64)} to ${label(good.label, 20)}`]);
	const name = ({ label: text, commit }) => `${label(text, 64)} (commit ${shortCommit(commit)})`;
	return compose(subject, [`Puts the content of ${name(good)} in the place of ${name(bad)}.`, ...members.map((member) => `- ${label(member.prompt, 64)}: that of ${name(member.good)} in the place of ${name(member.bad)}.`)], {
		"Rollout-Id": rollout,
		"Incident-Id": id,
		"Detected-At": detected_at
	});
}
function trailersOf({ state, message, events }) {
	const incident = state.incidents.find(({ id }) => id === message.incident);
	return {
		"Rollout-Id": incident?.rollout ?? events.at(-1)?.rollout ?? null,
		"Incident-Id": incident?.id ?? null,
		Rule: incident?.rule ?? null,
		"Decided-By": events.at(-1)?.by ?? null,
		"Detected-At": incident?.detected_at ?? null
	};
}
function subjectOf({ verb, prompt, from, to, detail }) {
	const head = `${defused(verb)}(${label(prompt, 64)}):`;
	const versions = [from, to].filter((text) => text !== null);
	const moved = (length) => [head, versions.map((text) => label(text, length)).join(" -> ")].join(" ").trim();
	const base = moved(64);
	const rest = detail === null ? "" : defused(detail);
	if (rest === "") return fitting([base, moved(9)]);
	const wrapped = (text) => versions.length === 0 ? text : `(${text})`;
	const room = 100 - base.length - 3;
	const cut = room < 12 ? [] : [`${base} ${wrapped(clip(rest, room))}`];
	return fitting([
		`${base} ${wrapped(rest)}`,
		...cut,
		base,
		moved(9)
	]);
}
/** The first text that fits into a subject; else the last one, cut. */
function fitting(texts) {
	return texts.find((text) => text.length <= 100) ?? clip(texts.at(-1) ?? "", 100);
}
function label(text, length) {
	return clip(defused(text), length);
}
function compose(subject, body, trailers) {
	const lines = Object.entries(trailers).flatMap(([name, value]) => value === null || value === void 0 || value === "" ? [] : [`${name}: ${trailer(name, value)}`]);
	return `${[
		subject,
		body.join("\n"),
		lines.join("\n")
	].filter((paragraph) => paragraph !== "").join("\n\n")}\n`;
}
/** Ids, rules and times are for programs: exact, out of a closed alphabet. A name is text of others. */
function trailer(name, value) {
	return name === "Decided-By" ? label(value, 100) : value.replace(/[^\w.:+/-]/g, "_").slice(0, 200);
}
// src/report/alternatives.ts
/** The versions that are known as good besides the bad one, newest first, each with what the ledger knows of it. */
function alternativesOf({ stable, previous }, { bad }, events) {
	return [stable, ...previous].filter(({ known_good_since, digest }) => known_good_since !== null && digest !== bad.digest).map(({ label, known_good_since, digest }) => {
		const event = events.findLast(({ event: name, version }) => (name === "completed" || name === "adopted") && version?.digest === digest);
		return {
			label,
			since: known_good_since,
			evidence: event === void 0 ? null : evidenceOf(event)
		};
	});
}
function evidenceOf({ event, details }) {
	if (event === "adopted") return "adopted as it served, without a rollout";
	const seen = details?.observation?.candidate;
	if (seen?.requests == null || seen.errors == null || seen.requests <= 0) return null;
	return `error rate ${percent(100 * seen.errors / seen.requests)} over ${count(seen.requests)} requests at the end of its watch`;
}
/** Since when a version is known as good, and by what: plain text, empty when neither is known. */
function standing({ since, evidence }) {
	return [since === null ? "" : `known as good since ${time(since)}`, evidence ?? ""].filter((part) => part !== "").join("; ");
}
// src/report/rollback-commands.ts
/**
* The commands that put `target` (a version label; null means the previous stable one) back, only out of words
* that no shell reads as anything else: a text that is none is replaced by its name in capitals. The command line
* names the prompts repository whatever it is, since in a checkout of the program `origin` is the program.
*/
function rollbackCommands(where, target) {
	const prompt = word$1(where.prompt, "PROMPT");
	const version = target === null ? null : word$1(target, "VERSION");
	const repository = repositoryName(where.repository);
	const api = where.apiUrl === null ? null : apiAddress(where.apiUrl);
	return {
		workflow: repository === null || api === null ? null : `gh workflow run ${word$1(where.rollbackWorkflow, "WORKFLOW")} --repo ${repository} -f prompt=${prompt}${given$1(" -f target-version=", version)}`,
		dispatch: repository === null || api === null ? null : curl(`${api}/repos/${repository}`, prompt, version),
		cli: `node dist/cli.js rollback --prompt ${prompt}${given$1(" --target-version ", version)}${repository === null ? ` --remote ${address(where.repository)}` : ` --repository ${repository}`}`
	};
}
function curl(repository, prompt, version) {
	const payload = {
		prompt,
		...version === null ? {} : { target_version: version }
	};
	return `curl -fsS -X POST -H "Authorization: Bearer $GITHUB_TOKEN" ${repository}/dispatches -d '${JSON.stringify({
		event_type: "prompt-rollback",
		client_payload: payload
	})}'`;
}
const given$1 = (flag, value) => value === null ? "" : `${flag}${value}`;
/** The text, when every shell reads it as one word; else its name in capitals. */
function word$1(text, name) {
	return /^[A-Za-z0-9_][\w.+/-]*$/.test(text) ? text : name;
}
/** An address or a path as one word, in quotes where it needs them; never with a password. */
function address(text) {
	const bare = text.replace(/^(https?:\/\/)[^/]*@/i, "$1").replace(/^(\w+:\/\/[^/:@]*):[^/]*@/, "$1@");
	if (bare.length > mostAddress) return "REMOTE";
	if (/^[\w./][\w.+/:@,-]*$/.test(bare)) return bare;
	return /^[\p{L}\p{N}_./~][\p{L}\p{M}\p{N}_.~+/:@,%=()[\]{}&#;\\ -]*$/u.test(bare) && !bare.includes("  ") ? `'${bare}'` : "REMOTE";
}
/** Longer ones would be cut where the command stands in a sentence. */
const mostAddress = 300;
function repositoryName(text) {
	return /^[\w-][\w.-]*\/[\w.-]+$/.test(text) ? text : null;
}
function apiAddress(url) {
	return /^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w./-]*)?$/.test(url) ? url.replace(/\/+$/, "") : null;
}
// src/evidence/recovery.ts
const RECOVERY_DEFAULTS = {
	limit: .01,
	settle: 60,
	min_requests: 100,
	burst: 1
};
/** The rate below which a service counts as recovered: 1 %, or 1.5 times stable's own where that was 1 % or more. */
function recoveryLimit(stableRate) {
	return stableRate !== null && stableRate >= .01 ? Math.max(.01, 1.5 * stableRate) : .01;
}
/**
* Verification of a rollback from the looks since the switch. The first one is ignored, as it covers time before
* the switch; the rest is cumulated. Single looks are never judged: at 10 req/s some look below 1 % would
* "verify" a failure of 2 % in 99.6 % of cases, and all looks below it would reject a healthy service in 83 %.
*
* "Rate ≤ limit" is tested all along and its rejection ends the wait. From `settle` on the verdict is the rate
* over the last `settle` seconds, which at that moment is everything: so a service that recovers late is seen
* to, whatever went before.
*/
function recovery(looks, given = {}) {
	const settings = {
		...RECOVERY_DEFAULTS,
		...given
	};
	const counted = looks.slice(1);
	const seconds = secondsBetween(looks[0], looks.at(-1));
	const { requests, errors } = total(counted);
	const logE = fixedStart(logBets(Math.min(errors, requests), requests, settings.limit, 1, settings.burst));
	const newest = counted.at(-1);
	const recent = total(counted.filter((look) => secondsBetween(look, newest) < settings.settle));
	return {
		status: statusOf(recent, seconds, logE >= PROMOTED, settings),
		seconds,
		requests,
		errors,
		error_rate: rate(errors, requests),
		recent,
		log_e: logE,
		p: anytimeP(logE)
	};
}
function statusOf(recent, seconds, rejected, { limit, settle, min_requests }) {
	if (seconds < settle) return rejected ? "failing" : "waiting";
	if (recent.requests < min_requests) return rejected ? "failing" : "unverified";
	return recent.errors < limit * recent.requests ? "recovered" : "failing";
}
function total(looks) {
	return looks.reduce((sum, look) => ({
		requests: sum.requests + look.requests,
		errors: sum.errors + look.errors
	}), {
		requests: 0,
		errors: 0
	});
}
function secondsBetween(from, to) {
	return from === void 0 || to === void 0 ? 0 : (Date.parse(to.at) - Date.parse(from.at)) / 1e3;
}
// src/report/expectation.ts
/** Expected and found of a rule or limit that is crossed. */
function expectationOf(match, readings) {
	const reading = readings.find(({ metric }) => metric === match.metric);
	const stable = reading?.stable ?? null;
	const candidate = reading?.candidate ?? null;
	return {
		metric: match.metric,
		expected: expected(match, stable),
		actual: actual(match, candidate),
		stable: side(match.metric, stable)
	};
}
function expected({ metric, threshold }, stable) {
	if (metric === "error_rate") return `at most ${percent(threshold)}`;
	const [word, sign] = metric === "quality" ? ["at least", -1] : ["at most", 1];
	const against = `${sign < 0 ? "-" : "+"}${percent(threshold)}`;
	if (stable === null) return `${against} against the stable version, ${word}`;
	return `${word} ${side(metric, stable * (1 + sign * threshold / 100))} (${against} of ${side(metric, stable)})`;
}
function actual({ metric, value, threshold }, candidate) {
	if (metric === "error_rate") return percentOver(value, threshold);
	const changed = `${metric === "quality" ? "-" : "+"}${percentOver(value, threshold)}`;
	const absolute = metric === "quality" ? score(candidate) : side(metric, candidate);
	return candidate === null ? changed : `${absolute} (${changed})`;
}
/** The metric that an incident is about: of its rule, else of what is worst; null when nothing tells. */
function metricOf(facts) {
	const { rule } = facts.incident;
	const match = facts.evidence?.verdict.matches.find(({ name }) => name === rule);
	if (match !== void 0) return match.metric;
	const named = Object.entries(ruleMetrics).find(([name]) => name === rule)?.[1];
	const gate = metricNames.find((name) => rule === `gate-${name}`);
	const worse = facts.evidence?.verdict.readings.find((reading) => reading.worse === true)?.metric;
	return named ?? gate ?? facts.evidence?.verdict.matches[0]?.metric ?? worse ?? null;
}
/** Of every rule that is crossed, the leading one first, a metric once. */
function expectations(facts) {
	const { evidence } = facts;
	if (evidence === null) return [];
	const first = leading(facts);
	const matches = [...first === null ? [] : [first], ...evidence.verdict.matches];
	return matches.filter((match, index) => matches.findIndex(({ metric }) => metric === match.metric) === index).map((match) => expectationOf(match, evidence.verdict.readings));
}
/** The rule with its condition: `error-critical: error rate over 5 %`; null without a rule. */
function ruleText(facts) {
	const match = leading(facts);
	if (match !== null) return `${match.name}: ${condition(match.metric, match.threshold)}`;
	return facts.incident.rule;
}
/** How the metric of an incident is called; `not known` when none is. */
function metricText(facts) {
	const metric = metricOf(facts);
	return metric === null ? "not known" : metricNames$1[metric];
}
// src/report/runbook-sentences.ts
/** The sentences of a runbook, in plain text: for the page as they are, for Markdown to be escaped. */
/** Whether the rollback was looked at and is not well: then the version that serves is no help. */
function failing({ verification }) {
	return verification !== null && verification.state !== "waiting" && verification.state !== "recovered";
}
/** Versions that are known as good, but for the one that serves now, newest first; at most five. */
function olderVersions({ incident, alternatives }) {
	const { good, bad } = incident;
	return alternatives.filter(({ label }) => label !== good.label && label !== bad.label).slice(0, 5);
}
/** The version that a rollback by hand would put back now; null when no other one is known as good. */
function targetOf(facts) {
	return failing(facts) ? olderVersions(facts)[0]?.label ?? null : facts.incident.good.label;
}
/** `served everyone since …, known as good since …`. */
function goodDates({ stable_since, known_good_since }) {
	if (stable_since !== null && stable_since === known_good_since) return `stable and known as good since ${time(stable_since)}`;
	return `${stable_since === null ? "never served everyone" : `stable since ${time(stable_since)}`}, ${known_good_since === null ? "not yet known as good" : `known as good since ${time(known_good_since)}`}`;
}
/** `prometheus (https://…)`; that there is none, where no metrics were read. */
function sourceText({ evidence, metricsUrl }) {
	const source = sourceName(evidence?.observation.source ?? "the metrics source");
	return metricsUrl === null ? source : `${source} (${metricsUrl})`;
}
/** A source names its own address where it has one; here that stands behind it as a link. */
function sourceName(source) {
	return source.replace(/ https?:\/\/\S*$/, "");
}
/** What the verification found, or that there was none. */
function verifiedText({ verification, incident }) {
	if (verification === null) return "The rollback was not looked at yet.";
	return verificationSentence(verification, {
		good: incident.good.label,
		bad: incident.bad.label
	});
}
/** Whether a person has to start a rollback. */
function actionSentence(facts) {
	const { bad, good, weight } = facts.incident;
	if (failing(facts)) {
		const target = targetOf(facts);
		return target === null ? "No older version is known as good: correct the prompt, raise its version and merge that." : `This puts ${target} back, the next older version that is known as good.`;
	}
	const kind = flavour(facts);
	if (kind === "back") return `Done: ${good.label} serves everyone. To put it back again, if something else moved the traffic:`;
	if (kind === "over") return "The question is settled. A rollback by hand is still possible:";
	const { question } = facts;
	if (question?.on_expiry === "rollback" && question.expires_at !== null) return `It rolls back by itself at ${time(question.expires_at)}, unless a person decides before. When one of these ends, ${good.label} serves everyone:`;
	return `Nothing rolls back by itself for this rule; ${bad.label} goes on serving ${weight} %. When one of these ends, ${good.label} serves everyone:`;
}
/** Which numbers, over how many requests and within what time, mean that it is well again. */
function verifySentence(facts) {
	const { evidence, plan, verification, recovery, incident } = facts;
	const stable = evidence?.verdict.readings.find(({ metric }) => metric === "error_rate")?.stable ?? null;
	const limit = verification?.limit ?? 100 * recoveryLimit(stable === null ? null : stable / 100);
	const metric = metricOf(facts);
	const mature = plan?.policy.gates.mature;
	const worse = metric === "quality" ? mature?.quality_drop : mature?.latency_increase;
	const other = metric === null || metric === "error_rate" || worse === void 0 ? "" : `, ${metricNames$1[metric]} at most ${percent(worse)} worse than before`;
	const name = targetOf(facts) ?? incident.good.label;
	return `Within ${duration(recovery.escalate_after)} after propagation, over at least ${counted(recovery.min_requests, "request")} to ${name}: error rate below ${percent(limit)}${other}. No more requests to ${incident.bad.label}.`;
}
/** When to escalate, and what does so by itself. */
function escalationSentence(facts) {
	const after = `${duration(facts.recovery.escalate_after)} after propagation`;
	if (failing(facts)) return "At once.";
	if (flavour(facts) === "back") return `When it is not recovered ${after}.${pagesText(facts)}`;
	const due = facts.question === null ? dueAt(facts) : facts.question.expires_at;
	if (facts.question?.status === "expired") return `At once: the time to decide was over at ${time(due)}. Also when a rollback is not recovered ${after}.`;
	return `${due === null ? "When nobody can decide" : `When nobody has decided by ${time(due)}`}, or when a rollback is not recovered ${after}.`;
}
/** The pages that go out by themselves while a rollback is verified; where the two moments are one, one page. */
function pagesText({ pages, recovery: { escalate_after, give_up_after } }) {
	if (!pages) return "";
	return ` A critical page goes out by itself then${give_up_after > escalate_after ? `, and another one when it is not verified ${duration(give_up_after)} after propagation` : ""}.`;
}
// src/report/choices.ts
/** What is so, and what each thing that a person can do leads to. Every sentence must be true as it stands. */
/** The verdict in one sentence, the first thing that is read. */
function verdictSentence(facts) {
	const { incident, prompt } = facts;
	const [id, good, bad] = [
		code(prompt),
		code(incident.good.label),
		code(incident.bad.label)
	];
	const why = inline(cause(facts));
	const at = inline(time(incident.decided_at));
	const kind = flavour(facts);
	if (kind === "back") return `**${id} ${howItWent(facts, good)}:** ${bad} at ${incident.weight} % was rolled back ${inline(decidedBy(incident))} at ${at}: ${why}.`;
	if (kind === "going") return `**${id} is going back to ${good}:** ${bad} at ${incident.weight} % is rolled back gradually ${inline(decidedBy(incident))} since ${at}: ${why}.`;
	if (kind === "open") return `**${id} needs a decision:** ${bad} is frozen at ${incident.weight} % since ${at}: ${why}.`;
	return `**This question about ${id} is settled, not by this pull request:** it was about ${bad} at ${incident.weight} %: ${why}.`;
}
/** Whether the rollback helped: nobody may read that all is well where it is not. */
function howItWent({ verification }, good) {
	switch (verification?.state) {
		case "escalated": return `was put back on ${good}, and that has not helped yet`;
		case "failed": return `was put back on ${good}, and that did not help`;
		case "unverified": return `was put back on ${good}, and whether that helped is not known`;
		default: return `is back on ${good}`;
	}
}
/** What merging, closing and waiting do, as a table. */
function choices(facts) {
	const kind = flavour(facts);
	return table(["If you", "then"], {
		back: afterRollback,
		going: whileGoing,
		open: asked,
		over: afterwards
	}[kind](facts));
}
function afterRollback({ incident, defaultBranch, path }) {
	const [main, good, bad] = [
		code(defaultBranch),
		code(incident.good.label),
		code(incident.bad.label)
	];
	return [
		["**merge** this", `${main} holds ${good} again, which is what serves. No traffic moves: that has happened already. ${code(path)} becomes exactly what it was in ${good}.`],
		["**close** this", `Traffic stays on ${good}. ${main} still holds ${bad}: ${code("status")} shows that as drift until a new version is merged. Nothing restarts, since ${bad} is in quarantine.`],
		["have merged **a newer version**", `It starts at stage one. Close this pull request then: merging it would take the newer version out of ${main}.`]
	];
}
function whileGoing(facts) {
	const { incident, defaultBranch } = facts;
	const [main, good, bad] = [
		code(defaultBranch),
		code(incident.good.label),
		code(incident.bad.label)
	];
	return [
		["**merge** this", `${main} holds ${good} again. No traffic moves for it: what ${bad} still has goes to ${good} step by step, with or without the merge.`],
		["**close** this", `The traffic goes to ${good} all the same. ${main} still holds ${bad}: ${code("status")} shows that as drift until a new version is merged. Nothing restarts, since ${bad} is in quarantine.`],
		["want it **at once**", `Run the rollback workflow with the strategy ${code("instant")}, or ${code(`${rollbackCommands(facts, null).cli} --strategy instant`)}: all traffic is on ${good} when it ends.`]
	];
}
function asked(facts) {
	return facts.question === null ? whileAsking(facts) : whileClockRuns(facts, facts.question);
}
/** A question with a clock, which comments and the pull request itself answer. */
function whileClockRuns(facts, question) {
	const { incident, defaultBranch } = facts;
	const [main, good, bad] = [
		code(defaultBranch),
		code(incident.good.label),
		code(incident.bad.label)
	];
	const frozen = `The weight stays frozen at ${incident.weight} %, and ${bad} goes on serving those users`;
	return [
		["**merge** this", `${bad} goes from ${incident.weight} % to 0 % and into quarantine, if these still are the versions that serve; ${main} holds ${good} again.`],
		[`comment ${code("/rollback")}`, `The same at once, without the merge: this pull request then only mends ${main}.`],
		[`**close** this, or comment ${code("/investigate")}`, `${frozen}. Nothing expires any more, and a page goes out every hour.`],
		[`comment ${code("/resume")} with the reason`, `The rollout of ${bad} goes on. This rule is muted for it until the severity rises.`],
		["**wait**", `${frozen}.${expiry(question)}`],
		["see it **get worse**", worse(facts)]
	];
}
function expiry({ expires_at, on_expiry, status }) {
	if (expires_at === null || status !== "open") return " Nothing expires.";
	const then = on_expiry === "rollback" ? "it is rolled back" : "it is escalated, and stays frozen";
	return ` After half of the time there is a reminder; at ${inline(time(expires_at))} ${then}.`;
}
function worse(facts) {
	const critical = criticalRules(facts);
	return critical.length === 0 ? "No rule of this rollout is critical, so nothing rolls back by itself." : `A critical rule does not wait for an answer: the look that finds ${inline(critical.join(" or "))} rolls back by itself.`;
}
function whileAsking(facts) {
	const { incident, defaultBranch } = facts;
	const [main, good, bad] = [
		code(defaultBranch),
		code(incident.good.label),
		code(incident.bad.label)
	];
	return [
		["**merge** this", `${main} holds ${good} again. The next run of ${code("promote")} takes ${bad} from ${incident.weight} % to 0 % and puts it in quarantine. Traffic moves with that run, not with the merge.`],
		["**roll back** at once", `Run the rollback workflow, or ${code(rollbackCommands(facts, null).cli)}: traffic is back on ${good} when it ends. This pull request then only mends ${main}.`],
		["**close** this, or wait", `Nothing is decided. The weight stays frozen at ${incident.weight} %, and ${bad} goes on serving those users.${due(facts)}`],
		["see it **get worse**", worse(facts)]
	];
}
function due(facts) {
	const [at, match] = [dueAt(facts), leading(facts)];
	if (at === null || match === null) return "";
	const who = inline(deciders[match.decider] ?? match.decider);
	return ` The decision is due by ${inline(time(at))} (${duration(match.limit)}, ${who}); it stays frozen after that too.`;
}
function afterwards({ incident, defaultBranch }) {
	const [main, good] = [code(defaultBranch), code(incident.good.label)];
	return [["**merge** this", `${main} holds ${good} again, and the next run takes it from there.`], ["**close** this", "Nothing changes."]];
}
/** How to take back what was done, and how to go back further. */
function undo(facts) {
	const { incident, defaultBranch, alternatives } = facts;
	const [main, bad] = [code(defaultBranch), code(incident.bad.label)];
	const open = flavour(facts) === "open" ? ["- Before the merge there is nothing to undo: the weight is frozen, and nothing else has changed."] : [];
	const others = alternatives.filter(({ label }) => label !== incident.good.label);
	const offers = others.slice(0, 5).map((other) => {
		const how = standing(other);
		const why = how === "" ? "" : `, ${inline(how)}`;
		return `  - ${code(other.label)}${why}: ${code(rollbackCommands(facts, other.label).cli)}`;
	});
	const none = targetOf(facts) === null ? [] : ["- No other version is known as good."];
	return [
		...open,
		`- To undo the merge, revert its commit on ${main}. That moves no traffic: what is in quarantine is not promoted again.`,
		`- To ship ${bad} after all, change the prompt, raise its version and merge that: it starts at stage one.`,
		...others.length === 0 ? none : ["- To go back to another version that is known as good:", ...offers]
	].join("\n");
}
// src/report/runbook-templates.ts
/** The runbooks that hold where the prompts repository has no file of its own. See `placeholders` for the names. */
const back = `**Roll back.** The previous good version is {{good}}: {{good_dates}}. {{action}}

{{commands}}

**Verify.** {{verify}}

**Escalate.** {{escalate}} Contacts: {{contacts}}.`;
const errorRate = `{{numbers}}

**Check**

1. Is it the prompt? {{bad}} beside {{good}} at the same time, in {{source}}. Traffic of {{bad}}: {{requests}}. Where both fail alike, the provider of the model or the application is the cause, and a rollback does not help.
2. Which errors? Time-outs and refusals of the provider, answers that do not parse, calls of tools that fail: the log of the application has them, by version.
3. What changed? The difference of the two versions stands in this text: the format of the answer, names of tools and fields, the length.

{{queries}}

${back}`;
const latency = `{{numbers}}

**Check**

1. Is it the prompt? p99 of {{bad}} beside {{good}} at the same time, in {{source}}. Where both are slow, look at the provider's status first.
2. Are the answers longer? Tokens out of {{bad}} beside {{good}}. An instruction to think, to list or to explain costs seconds.
3. Is the prompt longer, or its beginning different? A cache of prompts misses after a change at the beginning.
4. Are there more calls of tools, or more rounds, for a request?

{{queries}}

${back}`;
const quality = `{{numbers}}

**Check**

1. Is it the prompt? The quality of {{bad}} beside {{good}} at the same time, in {{source}}. Where both fell, what grades the answers is the cause.
2. Read ten answers of {{bad}} with low grades beside ten of {{good}}: wrong, refused, too short, in another language, off the format?
3. Which users or topics? A drop in one topic points at the words that were changed for it.
4. What changed? The difference of the two versions stands in this text.

{{queries}}

${back}`;
const cascade = `{{prompt}} does not fail alone. At the same time: {{cascade}}.

{{numbers}}

**Check**

1. What do the prompts have in common: the model, the provider, a shared part of their texts, a chain in which one reads what the other wrote?
2. Which was first? The timelines of their ledgers tell. The first one is the one to roll back; what depends on it may recover by itself.
3. Do the stable versions fail as well? Then it is an outage, and no rollback helps.

{{queries}}

${back}

Roll back every other prompt that does not recover as well, the one that failed first before the others.`;
const failed = (back) => `**Check**

1. Does the traffic of {{bad}} end? While requests of {{bad}} are still counted, the applications read an old \`flags.json\`: look at how it is delivered.
2. Is {{good}} bad itself, or the provider? Its numbers now beside those from before the rollout, in {{source}}.
3. Did something else change at the same time: the model behind its name, a tool, an index, the application?

{{queries}}

${back}

**Verify.** {{verify}}

**Escalate.** At once, and by phone. Contacts: {{contacts}}. Nothing rolls back again by itself: a rollback is never undone by metrics.`;
const failedRollback = failed(`**Go further back**, only when {{good}} itself is at fault. {{action}} Versions that are known as good:

{{alternatives}}

{{commands}}`);
/** That of a rollback that did not help, where no older version could be put back instead. */
const nothingOlderRunbook = failed("**Repair**, when {{good}} itself is at fault. {{action}}");
/** The built-in template of each scenario. */
const builtInRunbooks = {
	"error-rate": errorRate,
	latency,
	quality,
	cascade,
	"failed-rollback": failedRollback
};
// src/report/contacts.ts
/**
* Everybody who can help with a prompt, each once, in the order in which to call them: the authors of the versions
* involved, then the owners of the configuration, then those of CODEOWNERS (accounts, teams or e-mail addresses).
*/
function contactsOf(authors, owners, codeOwners) {
	return [
		...authors.map(({ login, name, email, version }) => ({
			login: login === null ? null : bare(login),
			name: given(name),
			email: given(email),
			roles: [`author of ${version}`]
		})),
		...owners.map((owner) => fromOwner(owner, "owner")),
		...codeOwners.map((owner) => fromOwner(owner, "code owner"))
	].reduce(added, []);
}
const bare = (login) => login.replace(/^@/, "").trim();
const given = (text) => text.trim() === "" ? null : text.trim();
function fromOwner(owner, role) {
	const text = owner.trim();
	return /^[^@\s]+@[^@\s]+$/.test(text) ? {
		login: null,
		name: null,
		email: text,
		roles: [role]
	} : {
		login: bare(text),
		name: null,
		email: null,
		roles: [role]
	};
}
/**
* Two entries are one person when their account or their e-mail address is the same, however it is written; a new
* one may show that two before it are.
*/
function added(list, contact) {
	const same = (entry) => alike(entry.login, contact.login) || alike(entry.email, contact.email);
	const [first, ...others] = list.filter(same);
	if (first === void 0) return [...list, contact];
	const merged = [...others, contact].reduce(merge, first);
	return list.flatMap((entry) => entry === first ? [merged] : same(entry) ? [] : [entry]);
}
function merge(one, other) {
	return {
		login: one.login ?? other.login,
		name: one.name ?? other.name,
		email: one.email ?? other.email,
		roles: [.../* @__PURE__ */ new Set([...one.roles, ...other.roles])]
	};
}
const alike = (one, other) => one !== null && other !== null && one.toLowerCase() === other.toLowerCase();
const most = 10;
/** The contacts in a sentence of Markdown: accounts as real mentions, every other text made inert. */
function contactsMarkdown(contacts) {
	if (contacts.length === 0) return "nobody is named (`owners` of the prompt, or a CODEOWNERS file)";
	return listed(contacts, ({ login, name, email }, roles) => {
		return `${login === null ? inline(person(name, email)) : mention(clip(login, 100))} (${inline(roles)})`;
	});
}
/** The contacts as one line of plain text, without an `@` before an account: it calls nobody. */
function contactsText(contacts) {
	if (contacts.length === 0) return "nobody is named";
	return listed(contacts, ({ login, name, email }, roles) => oneLine(`${login ?? person(name, email)} (${roles})`));
}
function person(name, email) {
	const address = email === null ? "" : clip(email, 100);
	if (name === null) return address;
	return address === "" ? clip(name, 60) : `${clip(name, 60)} <${address}>`;
}
function listed(contacts, text) {
	const entries = contacts.slice(0, most).map((contact) => text(contact, contact.roles.map((role) => clip(oneLine(role), 80)).join(", ")));
	const left = contacts.length - entries.length;
	return [...entries, ...left > 0 ? [`${left} more`] : []].join(", ");
}
// src/report/runbook-blocks.ts
/** The blocks of a runbook, as safe Markdown. */
/** Expected and found, a row a metric that is over a limit, and since when. */
function numbersBlock(facts) {
	const rows = expectations(facts).map(({ metric, expected, actual, stable }) => [
		metricNames$1[metric],
		expected,
		actual,
		stable
	].map((cell) => inline(cell)));
	if (rows.length === 0) return `No metric led to this decision; the reason given: ${inline(clip(facts.incident.reason, 300))}.`;
	const [bad, good] = [code(clip(facts.incident.bad.label, 64)), code(clip(facts.incident.good.label, 64))];
	const { began_at } = facts.incident;
	const began = began_at === null ? "" : `\n\nThe trouble began at ${inline(time(began_at))}.`;
	return `${table([
		"Metric",
		"Expected",
		`Found, ${bad}`,
		`At the same time, ${good}`
	], rows)}${began}`;
}
const mostQueries = 6;
/** The queries of the metric that this is about, as they were sent; of all metrics, where none fits. */
function queriesBlock(facts) {
	const queries = facts.evidence?.observation.queries ?? [];
	if (queries.length === 0) return "No queries are recorded with this decision.";
	const metric = metricOf(facts);
	const fitting = metric === null ? [] : queries.filter((query) => belongs(query, metric));
	const shown = (fitting.length === 0 ? queries : fitting).slice(0, mostQueries);
	return fence(shown.map(queryText).join("\n\n"), "promql");
}
function belongs({ metric }, name) {
	if (name === "error_rate") return metric === "requests" || metric === "errors";
	return metric.startsWith(name === "quality" ? "quality" : "latency");
}
function queryText({ arm, metric, query, value }) {
	return `# ${arm}, ${clip(metric.replace(/\s+/g, " "), 80)}: ${value === null ? unknown : value}\n${clip(query.trim(), 1e3)}`;
}
/** Every way to start the rollback, the quickest first. */
function commandsBlock(facts) {
	const target = targetOf(facts);
	if (target === null) return "There is no version to put back.";
	const { workflow, dispatch, cli } = rollbackCommands(facts, target);
	const lines = [
		...workflow === null ? [] : [
			"# the workflow of this repository",
			workflow,
			""
		],
		...dispatch === null ? [] : [
			"# the same, without the command line of GitHub",
			dispatch,
			""
		],
		workflow === null && dispatch === null ? "# from a checkout of Prompt Rollout" : "# the same, from a checkout of Prompt Rollout",
		cli
	];
	return fence(lines.join("\n"), "sh");
}
/** Older versions that are known as good, newest first, with their dates and evidence. */
function alternativesBlock(facts) {
	const lines = olderVersions(facts).map((older) => {
		const how = standing(older);
		return `- ${code(clip(older.label, 64))}${how === "" ? "" : `, ${inline(how)}`}`;
	});
	return lines.length === 0 ? "- No other version is known as good." : lines.join("\n");
}
// src/report/runbook-values.ts
/** Every placeholder's value. Texts are those of others, so each is escaped for both places. */
function runbookValues(facts) {
	const { incident, prompt, cascade } = facts;
	const [expectation] = expectations(facts);
	const target = targetOf(facts);
	const commands = target === null ? null : rollbackCommands(facts, target);
	return {
		prompt: word(prompt),
		path: word(facts.path),
		repository: word(facts.repository),
		default_branch: word(facts.defaultBranch),
		incident: word(incident.id),
		rollout: word(incident.rollout),
		situation: block(verdictSentence(facts)),
		bad: word(incident.bad.label),
		bad_commit: word(shortCommit(incident.bad.commit)),
		weight: text(`${incident.weight} %`),
		good: word(incident.good.label),
		good_commit: word(shortCommit(incident.good.commit)),
		good_dates: text(goodDates(incident.good)),
		rule: text(ruleText(facts) ?? "no rule: a person decided"),
		metric: text(metricText(facts)),
		expected: text(expectation?.expected ?? "not known"),
		actual: text(expectation?.actual ?? "not known"),
		stable_value: text(expectation === void 0 ? unknown : `${metricText(facts)} ${expectation.stable}`),
		since: text(time(incident.began_at)),
		requests: text(harmText(facts)),
		numbers: block(numbersBlock(facts)),
		source: {
			markdown: sourceMarkdown(facts),
			code: inCode(sourceText(facts))
		},
		queries: block(queriesBlock(facts)),
		cascade: words(cascade),
		verified: text(verifiedText(facts)),
		target: target === null ? text("no other version") : word(target),
		action: text(actionSentence(facts)),
		commands: block(commandsBlock(facts)),
		rollback_workflow: command(commands?.workflow ?? commands?.cli ?? null),
		rollback_dispatch: command(commands?.dispatch ?? commands?.cli ?? null),
		rollback_cli: command(commands?.cli ?? null),
		alternatives: block(alternativesBlock(facts)),
		verify: text(verifySentence(facts)),
		escalate: text(escalationSentence(facts)),
		contacts: {
			markdown: contactsMarkdown(facts.contacts),
			code: inCode(contactsText(facts.contacts))
		}
	};
}
function sourceMarkdown({ evidence, metricsUrl }) {
	const source = evidence === null ? "the metrics source" : code(clip(sourceName(evidence.observation.source), 100));
	return metricsUrl === null ? source : `${source} (${link(clip(metricsUrl.replace(/^https?:\/\//, ""), 200), metricsUrl)})`;
}
const text = (value) => ({
	markdown: inline(clip(value, 500)),
	code: inCode(value)
});
const word = (value) => ({
	markdown: code(clip(value, 200)),
	code: inCode(value)
});
const block = (markdown) => ({
	markdown,
	code: ""
});
function words(values) {
	if (values.length === 0) return text("no other prompt");
	const shown = values.slice(0, 20);
	return {
		markdown: shown.map((value) => code(clip(value, 64))).join(", "),
		code: inCode(shown.join(", "))
	};
}
/** A command is made of safe words only, so that it stands in code as it is. */
function command(value) {
	if (value === null) return text("no other version is known as good");
	return {
		markdown: code(value),
		code: value
	};
}
/**
* Between backticks nothing can be escaped, and it is copied into shells: backticks, which end the code, go, and so
* does everything by which a text would leave its quotes or start a command.
*/
function inCode(value) {
	return oneLine(clip(value, 500)).replace(/[`$\\;&|<>"'!~]/g, "_").replaceAll("​", "");
}
// src/report/runbook.ts
/**
* Which runbook fits: that of a rollback that did not help, of prompts that fail together, else that of the
* metric; without any metric that of the error rate.
*/
function scenarioOf(facts) {
	const state = facts.verification?.state;
	if (state === "escalated" || state === "failed" || state === "unverified") return "failed-rollback";
	if (facts.cascade.length > 0) return "cascade";
	const metric = metricOf(facts);
	if (metric === "latency_p99") return "latency";
	return metric === "quality" ? "quality" : "error-rate";
}
/**
* The runbook as safe Markdown. `template` is the owners' own text, which stays as it is but for its placeholders
* (`checkRunbook` has seen it); null takes the built-in one. Values are texts of others, and are escaped for where
* they stand.
*/
function renderRunbook(facts, template) {
	const values = runbookValues(facts);
	const { parts } = parseTemplate(template ?? builtIn(facts));
	const filled = parts.map((part) => {
		if (part.kind === "text") return part.text;
		return isPlaceholder(part.name) ? values[part.name][part.context === "text" ? "markdown" : "code"] : `{{${part.name}}}`;
	});
	return withoutMarkers(filled.join("")).trim();
}
function builtIn(facts) {
	const scenario = scenarioOf(facts);
	return scenario === "failed-rollback" && targetOf(facts) === null ? nothingOlderRunbook : builtInRunbooks[scenario];
}
// src/commands/archive.ts
/**
* The files of a version from its tag; null when there is no tag. Throws `version-damaged` when the tag holds
* something else than the version was.
*/
async function archivedFiles(view, prompt, version) {
	const tag = archiveTag(prompt, version.label);
	const files = await view.live.archived(tag, version.path);
	if (files === null) return null;
	const found = files.length === 0 ? "nothing" : digestOf(files);
	if (found === version.digest) return files;
	throw fail("version-damaged", {
		prompt,
		version: version.label,
		tag,
		found: found.slice(0, 12),
		digest: version.digest.slice(0, 12)
	});
}
/** The files of a version out of flags.json, whose texts have no file modes; none when it has only a pointer. */
function manifestFiles(snapshot, prompt, { digest }) {
	return fromContent(contentsOf(snapshot.manifest.flags[prompt]).get(digest));
}
/** The files of a version, wherever they are. Throws `version-lost` and `version-damaged`. */
async function versionFiles(view, snapshot, prompt, version) {
	const files = await archivedFiles(view, prompt, version) ?? manifestFiles(snapshot, prompt, version);
	if (files.length === 0) throw lostVersion(prompt, version);
	return files;
}
/** The failure of a version whose content is nowhere. */
function lostVersion(prompt, { label }) {
	return fail("version-lost", {
		prompt,
		version: label,
		tag: archiveTag(prompt, label)
	});
}
function fromContent(content) {
	if (content === void 0) return [];
	return Object.entries(typeof content === "string" ? { "": content } : content).map(([path, text]) => ({
		path,
		mode: "100644",
		bytes: Buffer.from(text)
	}));
}
// src/report/myers.ts
/** Differences beyond this take more memory (its square) than a report is worth. */
const mostEdits = 1500;
/**
* The shortest way from `before` to `after`, line by line; null when more than 1,500 lines differ.
* Myers, "An O(ND) difference algorithm and its variations", 1986: the greedy forward search.
*/
function editScript(before, after) {
	let head = 0;
	while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
	let tail = 0;
	while (tail < before.length - head && tail < after.length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
	const middle = search(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
	const same = (line) => ({
		kind: " ",
		line
	});
	return middle === null ? null : [
		...before.slice(0, head).map(same),
		...middle,
		...before.slice(before.length - tail).map(same)
	];
}
const reached = (front, k) => front[k + (front.length - 1) / 2] ?? -1;
function search(before, after) {
	const most = Math.min(before.length + after.length, mostEdits);
	const centre = most + 1;
	const front = new Int32Array(2 * centre + 1).fill(-1);
	front[centre + 1] = 0;
	const trace = [];
	for (let distance = 0; distance <= most; distance += 1) {
		trace.push(front.slice(centre - distance - 1, centre + distance + 2));
		for (let k = -distance; k <= distance; k += 2) {
			let x = stepFrom(front, k, distance).x;
			while (x < before.length && x - k < after.length && before[x] === after[x - k]) x += 1;
			front[centre + k] = x;
			if (x >= before.length && x - k >= after.length) return walkBack(before, after, trace);
		}
	}
	return null;
}
/** Whether diagonal `k` is entered by a deletion (from k - 1) or an insertion (from k + 1), and where. */
function stepFrom(front, k, distance) {
	const [left, right] = [reached(front, k - 1), reached(front, k + 1)];
	return k === -distance || k !== distance && left < right ? {
		kind: "+",
		from: k + 1,
		x: right
	} : {
		kind: "-",
		from: k - 1,
		x: left + 1
	};
}
function walkBack(before, after, trace) {
	const edits = [];
	let [x, y] = [before.length, after.length];
	for (let distance = trace.length - 1; distance >= 0; distance -= 1) {
		const front = trace[distance] ?? /* @__PURE__ */ new Int32Array(1);
		const { kind, from } = stepFrom(front, x - y, distance);
		const startX = distance === 0 ? 0 : reached(front, from);
		const startY = distance === 0 ? 0 : startX - from;
		while (x > startX && y > startY && before[x - 1] === after[y - 1]) {
			edits.push({
				kind: " ",
				line: before[x - 1] ?? ""
			});
			[x, y] = [x - 1, y - 1];
		}
		if (distance === 0) break;
		edits.push({
			kind,
			line: (kind === "-" ? before[x - 1] : after[y - 1]) ?? ""
		});
		[x, y] = [startX, startY];
	}
	return edits.reverse();
}
// src/report/diff.ts
/** Lines of a file beyond which it is not compared line by line. */
const mostLines = 2e4;
const context = 3;
/**
* The difference of two versions in the unified format of `git diff`, files in the order of their paths;
* empty when the texts are the same. A file that differs too much to be compared says so on a `\` line.
*/
function unifiedDiff(before, after) {
	return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].sort().map((path) => fileDiff(path, before.get(path), after.get(path))).join("");
}
/**
* The same for files as git hands them out; null when one side has none, so that nothing can be said.
* `name` stands for the path of a prompt that is one file, whose own path is empty.
*/
function diffFiles(before, after, name = "prompt") {
	if (before.length === 0 || after.length === 0) return null;
	const texts = (files) => new Map(files.map(({ path, bytes }) => [path === "" ? name : path, Buffer.from(bytes).toString("utf8")]));
	return unifiedDiff(texts(before), texts(after));
}
function fileDiff(path, before, after) {
	if (before === after) return "";
	const name = oneLine(path);
	const header = [`--- ${before === void 0 ? "/dev/null" : `a/${name}`}`, `+++ ${after === void 0 ? "/dev/null" : `b/${name}`}`];
	const [old, young] = [linesOf(before ?? ""), linesOf(after ?? "")];
	const edits = Math.max(old.length, young.length) > mostLines ? null : editScript(old, young);
	const body = edits === null ? [`\\ Too different to compare line by line: ${old.length} lines before, ${young.length} after.`] : hunks(edits).map(hunkText);
	return `${[...header, ...body].join("\n")}\n`;
}
const unended = "\n\\ No newline at end of file";
/** The lines without their ends; a last line that has none carries git's remark, so that it differs. */
function linesOf(text) {
	if (text === "") return [];
	const lines = text.split("\n");
	const last = lines.pop();
	return last === void 0 || last === "" ? lines : [...lines, `${last}${unended}`];
}
/** Groups of changes with three lines of context; what lies closer than twice that is one group. */
function hunks(edits) {
	const changed = edits.flatMap(({ kind }, index) => kind === " " ? [] : [index]);
	const groups = [];
	for (const index of changed) {
		const last = groups.at(-1);
		if (last !== void 0 && index - last[1] - 1 <= 6) last[1] = index;
		else groups.push([index, index]);
	}
	return groups.map(([first, last]) => {
		const start = Math.max(0, first - context);
		const earlier = edits.slice(0, start);
		return {
			oldStart: earlier.filter(({ kind }) => kind !== "+").length,
			newStart: earlier.filter(({ kind }) => kind !== "-").length,
			edits: edits.slice(start, last + context + 1)
		};
	});
}
function hunkText({ oldStart, newStart, edits }) {
	const range = (start, kind) => {
		const length = edits.filter((edit) => edit.kind !== kind).length;
		const first = length === 0 ? start : start + 1;
		return length === 1 ? String(first) : `${first},${length}`;
	};
	const lines = edits.map(({ kind, line }) => `${kind}${line}`);
	return [`@@ -${range(oldStart, "+")} +${range(newStart, "-")} @@`, ...lines].join("\n");
}
// src/commands/owners-files.ts
/** Files of the default branch, besides the configuration, in which a team says who and what helps. */
/**
* The owners' runbook for a scenario, checked; null when there is none. Throws `runbook-invalid` for one that
* cannot be used.
*/
async function readRunbook(source, folder, scenario) {
	const file = `${folder}/${scenario}.md`;
	const entry = await source.entry(file);
	if (entry === null) return null;
	const problem = (message, cause) => fail("runbook-invalid", {
		file,
		problems: `${file}:1: ${message}`
	}, cause);
	if (entry.kind !== "file") throw problem(`is a ${entry.kind}, not a file`);
	const limit = 4 * mostRunbookCharacters;
	if ((await source.size(file) ?? 0) > limit) throw problem(`is longer than ${mostRunbookCharacters} characters`);
	const [found] = await source.files(file, { limit });
	try {
		return checkRunbook(new TextDecoder("utf-8", { fatal: true }).decode(found?.bytes), file);
	} catch (error) {
		throw error instanceof Failure ? error : problem("is not UTF-8 text", error);
	}
}
/**
* The same during an incident: there a runbook that cannot be used is warned of, and null takes the built-in one,
* since no pull request may wait for it.
*/
async function findRunbook(source, folder, scenario, log) {
	try {
		return await readRunbook(source, folder, scenario);
	} catch (error) {
		if (!(error instanceof Failure) || error.code !== "runbook-invalid") throw error;
		log.warn(`${error.message} ${error.cure}`);
		return null;
	}
}
/** The owners of a prompt's path by CODEOWNERS; none without such a file, or when GitHub would not read it. */
async function readCodeOwners(source, path) {
	for (const file of codeownersLocations) {
		if ((await source.entry(file))?.kind !== "file") continue;
		if ((await source.size(file) ?? 0) > 3145727) return [];
		const [found] = await source.files(file, { limit: mostCodeownersBytes });
		const folder = (await source.entry(path))?.kind === "folder";
		return ownersOf(new TextDecoder().decode(found?.bytes), folder ? `${path}/` : path);
	}
	return [];
}
// src/commands/incident-facts.ts
/** Everything that the reports say of an incident. */
async function factsOf(session, view, snapshot, state, incident) {
	const { config, source, live } = view;
	const forge = await session.forge();
	const prompt = configured(view, state.prompt);
	const file = ledgerFile(state.prompt);
	const events = parseLedger(snapshot.ledgers.get(state.prompt) ?? "", file, live.branch);
	const path = prompt?.path ?? incident.bad.path;
	const evidence = incident.evidence;
	const members = await membersOf(session, view, snapshot, state, incident);
	const facts = {
		prompt: state.prompt,
		path,
		owners: prompt?.owners ?? [],
		mention: config.notify.mention,
		incident,
		members,
		evidence,
		plan: incident.plan,
		exposure: evidence?.exposure ?? null,
		history: historyOf(looksOf(events, incident.rollout)),
		timeline: timelineOf(events, incident),
		firstSeen: firstSeen(events, incident),
		diff: await diffOf(session, view, snapshot, state.prompt, incident, path),
		rollback: await rollbackCommit(session, view, state, incident, forge),
		historyUrl: forge.link({ branch: live.branch }),
		liveBranch: live.branch,
		defaultBranch: source.branch,
		repository: session.repository,
		checksNeedApproval: forge.checksNeedApproval,
		alternatives: alternativesOf(state, incident, events),
		cascade: members.map((member) => member.prompt),
		question: questionFacts(incident, config.rollback),
		verification: verificationFacts(incident, config.rollback),
		recovery: recoveryFacts(config.rollback),
		pages: session.actor(config).verification !== null && takesCritical(config.notify),
		contacts: contactsOf(await authorsOf(session, view, incident), prompt?.owners ?? [], await readCodeOwners(source, path)),
		metricsUrl: config.metrics !== void 0 && "url" in config.metrics ? config.metrics.url : null,
		apiUrl: forge.kind === "github" ? session.facts.apiUrl : null,
		rollbackWorkflow: rollbackWorkflow(await source.entry(besidePath("rollback")) !== null)
	};
	const template = await findRunbook(source, config.runbooks, scenarioOf(facts), session.log);
	return {
		...facts,
		runbook: renderRunbook(facts, template)
	};
}
/**
* The rollback's commit: this run made it, or another one did, which may have died since; then the history tells,
* but for a dry run, whose commit is nowhere. A history that cannot be read costs no report.
*/
async function rollbackCommit(session, { live }, { prompt }, { id, status, decided_at }, forge) {
	if (status === "rolled-back" && !session.rollbacks.has(id) && !session.inputs["dry-run"]) try {
		const made = (await live.commitsWith(`Incident-Id: ${id}`, decided_at)).find(({ subject }) => /^rollback\(([^) ]+)/.exec(subject)?.[1] === prompt);
		if (made !== void 0) session.rollbacks.set(id, made.id);
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		session.log.warn(`${prompt}: the rollback's commit is not named: ${error.message}`);
	}
	const commit = session.rollbacks.get(id);
	return commit === void 0 ? null : {
		commit,
		url: forge.link({ commit })
	};
}
/** Who wrote the versions of an incident, for whom to call: the bad one first. */
async function authorsOf(session, view, { bad, good }) {
	return [await authorOf(session, view, bad), await authorOf(session, view, good)].filter((author) => author !== null);
}
/** What git or the forge does not tell costs no report. */
async function authorOf(session, view, { commit, label }) {
	const known = session.authors.get(commit);
	if (known !== void 0) return known;
	const told = async (ask) => {
		try {
			return await ask();
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			session.log.warn(`The author of ${commit.slice(0, 12)} is not known: ${error.message}`);
			return null;
		}
	};
	const written = await told(() => view.source.author(commit));
	const login = await told(async () => (await session.forge()).authorOf(commit));
	const author = written === null && login === null ? null : {
		name: "",
		email: "",
		...written,
		login,
		version: label
	};
	session.authors.set(commit, author);
	return author;
}
function questionFacts({ question }, { on_expiry }) {
	if (question === null) return null;
	const { opened_at, status, answer } = question;
	return {
		opened_at,
		expires_at: status === "investigating" ? null : question.expires_at,
		status,
		on_expiry,
		answer
	};
}
/** Rates in percent, as the reports have them. */
function verificationFacts({ verification: found }, { verification: settings }) {
	if (found === null) return null;
	const percent = (rate) => rate === null ? null : rate * 100;
	const { status, starts_at, escalate_at, ends_at, seen_at, requests, errors, error_rate, limit, metric } = found;
	const seen = seen_at !== null;
	return {
		state: status,
		since: starts_at,
		at: seen_at ?? (status === "waiting" ? starts_at : status === "escalated" ? escalate_at : ends_at),
		escalated_at: status === "waiting" || status === "recovered" ? null : escalate_at,
		requests: seen ? requests : null,
		errors: seen ? errors : null,
		error_rate: percent(error_rate),
		limit: limit * 100,
		min_requests: settings.min_requests,
		metric: metric === null ? null : { ...metric },
		traffic_ended: found.ended
	};
}
/** An earlier end than the escalation is that. */
function recoveryFacts({ verification: settings }) {
	const { escalate_after, give_up_after, min_requests } = settings;
	return {
		escalate_after,
		give_up_after: Math.max(escalate_after, give_up_after),
		min_requests
	};
}
function configured(view, prompt) {
	return Object.hasOwn(view.config.prompts, prompt) ? resolvePrompt(view.config, prompt) : null;
}
/** The prompts for which this incident speaks, in the order of their ids. */
async function membersOf(session, view, snapshot, { prompt: lead }, { id: leading }) {
	const joined = [...snapshot.states.values()].flatMap(({ prompt, incidents }) => incidents.filter(({ joins }) => joins?.prompt === lead && joins.incident === leading).map((incident) => ({
		prompt,
		incident
	})));
	const members = [];
	for (const { prompt, incident } of joined.sort((a, b) => a.prompt < b.prompt ? -1 : 1)) {
		const { bad, good, weight, reason } = incident;
		const path = configured(view, prompt)?.path ?? bad.path;
		const diff = await diffOf(session, view, snapshot, prompt, incident, path);
		const evidence = incident.evidence;
		members.push({
			prompt,
			path,
			bad,
			good,
			weight,
			reason,
			evidence,
			diff
		});
	}
	return members;
}
async function diffOf(session, view, snapshot, prompt, { good, bad }, path) {
	return diffFiles(await filesOf(session, view, snapshot, prompt, good), await filesOf(session, view, snapshot, prompt, bad), path);
}
/** The files of a version: from its archive tag, where that is what it was, else from the manifest. */
async function filesOf({ log }, view, snapshot, prompt, version) {
	try {
		const archived = await archivedFiles(view, prompt, version);
		if (archived !== null) return archived;
	} catch (error) {
		if (!(error instanceof Failure) || error.code !== "version-damaged") throw error;
		log.warn(`${prompt}: ${error.message}`);
	}
	return manifestFiles(snapshot, prompt, version);
}
// src/commands/lost.ts
/**
* Throws `live-lost` when there is no live branch and yet one of the prompts has tags of released versions: the branch
* was deleted, and with it what is stable, under test or in quarantine. Adopting anew would give all users whatever
* the default branch holds. `own` are the tags that an adoption would make: one that is there already, with the same
* content, is what a first run left that broke off between its tags and the branch, and of one version nothing is lost.
*/
async function assertNotLost({ live }, { head }, prompts, own = []) {
	if (head !== null) return;
	const places = prompts.map((prompt) => archiveTag(prompt, ""));
	const left = await firstOther(live, (await live.archives()).filter(({ name }) => places.some((place) => name.startsWith(place))), own);
	if (left === null) return;
	if ((await live.read()).head !== null) return;
	throw fail("live-lost", {
		branch: live.branch,
		tag: left
	});
}
/** The name of the first tag that is not among `own`, or holds something else; null when there is none. */
async function firstOther(live, tags, own) {
	for (const { name } of tags) {
		const mine = own.find((tag) => tag.name === name);
		const kept = mine === void 0 ? null : await live.archived(name, mine.path);
		if (mine === void 0 || kept === null || textOf(kept) !== textOf(mine.files)) return name;
	}
	return null;
}
function textOf(files) {
	const entries = files.map(({ path, mode, bytes }) => [
		path,
		mode,
		bytes.toString("base64")
	]);
	return JSON.stringify(entries.sort(([one = ""], [other = ""]) => one < other ? -1 : 1));
}
export { revertMessage as A, recoveryLimit as C, effectsMessage as D, adoptionMessage as E, groupMessage as O, recovery as S, standing as T, sourceText as _, archivedFiles as a, verifySentence as b, scenarioOf as c, undo as d, verdictSentence as f, olderVersions as g, goodDates as h, unifiedDiff as i, liveMessage as k, contactsText as l, escalationSentence as m, factsOf as n, lostVersion as o, actionSentence as p, filesOf as r, versionFiles as s, assertNotLost as t, choices as u, targetOf as v, rollbackCommands as w, expectations as x, verifiedText as y };
