import { _ as within, f as digestOf, n as goesTo } from "./notify.js";
import { D as Failure, O as fail, k as messageOf } from "./schemas.js";
import { C as resultError, S as rank, _ as printable, d as metricNames, m as ruleNames, o as resolvePrompt, p as ruleMetrics, v as nearest, w as wasRolledBack } from "./state.js";
import { n as defused, r as oneLine, t as clip } from "./plain.js";
import { c as parseLedger, d as readSnapshot, g as renderManifest, l as ledgerFile, m as contentsOf } from "./run-result.js";
import { r as transact, t as archiveTag } from "./transact.js";
import { C as timeAfter, S as time, _ as percent$1, a as headline, b as secondsBetween$1, c as proofText, f as waitText, g as latency$1, h as duration, i as finding, l as shortCause, m as counted, n as condition, o as limit, p as count, r as deciders, s as metricNames$1, t as compared, u as side, v as percentOver, w as unknown, x as shortCommit, y as score } from "./words.js";
import { C as ledgerEvent, b as sightRollout, c as complete$1, f as observe, h as rolloutId, i as unrecorded, l as firstTraffic, m as resolve, n as pastLooks, o as advance, p as rememberVersion, r as recorded, u as held, v as arrivalOf, w as withDelivery, y as evidenceOf$1 } from "./recorded.js";
import { a as inline, c as linked, f as table, i as fence, l as marker, n as code, o as isAddress, p as withoutMarkers, r as details, s as link, t as shorten, u as mention } from "./shorten.js";
import { n as p99, s as anytimeP } from "./latency.js";
import { C as PROVEN, D as fixedStart, E as THETAS, O as logBets, S as PROMOTED, T as rate, _ as decide, a as errorRateNow, b as timeAfter$1, f as mergeQuality, g as momentsOf, i as sane, l as baselineSince, o as isOverBeyondChance, u as mergeLatency, v as isSilent, w as STAKES, x as isOver, y as secondsSince } from "./judge.js";
import { n as nextHold, t as holdReason } from "./hold.js";
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
	const prompt = `${label$1(first.state.prompt, 40)} and ${changes.length - 1} more`;
	const lines = changes.map(({ state, message: { from, to } }) => `- ${label$1(state.prompt, 64)}: ${label$1(from ?? "", 64)} -> ${label$1(to ?? "", 64)}`);
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
	const lines = changes.map((change) => `- ${label$1(change.state.prompt, 64)}: ${label$1(tell(change) ?? "", 60)}`);
	return compose(`${verb}: ${changes.length} prompts`, lines, { "Decided-By": first?.events.at(-1)?.by ?? null });
}
/** The message of the commit on the revert branch: the same for one incident whatever became of it since. */
function revertMessage({ prompt, incident, members }) {
	const { good, bad, id, rollout, detected_at } = incident;
	const subject = fitting([`Revert ${label$1(prompt, 64)} to ${label$1(good.label, 64)} (from ${label$1(bad.label, 64)})`, `Revert ${label$1(prompt, 64)} to ${label$1(good.label, 20)}`]);
	const name = ({ label: text, commit }) => `${label$1(text, 64)} (commit ${shortCommit(commit)})`;
	return compose(subject, [`Puts the content of ${name(good)} in the place of ${name(bad)}.`, ...members.map((member) => `- ${label$1(member.prompt, 64)}: that of ${name(member.good)} in the place of ${name(member.bad)}.`)], {
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
	const head = `${defused(verb)}(${label$1(prompt, 64)}):`;
	const versions = [from, to].filter((text) => text !== null);
	const moved = (length) => [head, versions.map((text) => label$1(text, length)).join(" -> ")].join(" ").trim();
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
function label$1(text, length) {
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
	return name === "Decided-By" ? label$1(value, 100) : value.replace(/[^\w.:+/-]/g, "_").slice(0, 200);
}
// src/rollout/done.ts
/**
* The bookkeeping of done effects: entries leave the outbox, links and threads enter the incident, lines the
* ledger. Null when the outbox has none of them any more.
*/
function effectsDone(state, done, actor) {
	const open = done.filter(({ prompt, entry }) => prompt === state.prompt && state.outbox.some(({ key, created_at }) => key === entry.key && created_at === entry.created_at));
	if (open.length === 0) return null;
	const next = {
		...state,
		outbox: state.outbox.flatMap((entry) => remaining(entry, open)),
		incidents: state.incidents.map((incident) => withResults(incident, open))
	};
	const detail = open.map(({ entry }) => nameOf$1(entry)).join(", ");
	return {
		outcome: "nothing-to-do",
		state: next,
		events: open.map(({ entry, link, channels }) => ledgerEvent(actor, "effect-done", {
			incident: entry.kind === "deliver" ? null : entry.incident,
			reason: nameOf$1(entry),
			details: {
				key: entry.key,
				url: link?.url ?? null,
				...entry.kind === "notify" ? { channels } : {}
			}
		})),
		routing: false,
		archive: null,
		message: {
			verb: "effects",
			from: null,
			to: null,
			detail,
			incident: null
		}
	};
}
function nameOf$1(entry) {
	return entry.kind === "notify" ? `notify ${entry.event}` : entry.kind;
}
/** An entry that is done leaves; one that some channel lacks stays, and remembers who has it. */
function remaining(entry, done) {
	const result = done.find((each) => each.entry.key === entry.key);
	if (result === void 0) return [entry];
	if (result.complete || entry.kind !== "notify") return [];
	return [{
		...entry,
		sent: [.../* @__PURE__ */ new Set([...entry.sent, ...result.channels])]
	}];
}
function withResults(incident, done) {
	const own = done.filter(({ entry }) => entry.kind !== "deliver" && entry.incident === incident.id);
	const linkOf = (kind) => {
		const link = own.find(({ entry }) => entry.kind === kind)?.link ?? null;
		return link === null ? null : {
			number: link.number,
			url: link.url
		};
	};
	return {
		...incident,
		pull_request: linkOf("revert-pr") ?? incident.pull_request,
		issue: linkOf("postmortem") ?? incident.issue,
		threads: Object.assign({}, incident.threads, ...own.map(({ threads }) => threads))
	};
}
// src/rollout/outbox.ts
/** An effect on the incident's pull request or issue: opened, or brought up to date. */
function effectEntry(kind, incident, actor) {
	return {
		kind,
		key: `${kind}/${incident}`,
		incident,
		created_at: actor.now,
		run: actor.run
	};
}
/** A notice about an incident, with what it does not say itself. The time tells the second reminder from the first. */
function noticeEntry(event, incident, actor, detail = "") {
	return {
		kind: "notify",
		key: `notify/${incident}/${event}/${actor.now}`,
		event,
		incident,
		thread: incident,
		detail,
		sent: [],
		created_at: actor.now,
		run: actor.run
	};
}
/** A notice about what is no incident; `thread` is what belongs together, `detail` what happened, in words. */
function plainNotice(event, thread, detail, actor) {
	if (!actor.tells.includes(event)) return [];
	const key = `notify/${thread}/${event}/${actor.now}`;
	const { now, run } = actor;
	return [{
		kind: "notify",
		key,
		event,
		incident: null,
		thread,
		detail,
		sent: [],
		created_at: now,
		run
	}];
}
/** Whether this effect is the run's, by name. */
function isOf$1(entry, run) {
	return entry.kind !== "deliver" && entry.run === run;
}
/** Seconds for which an effect is left to its run. That is at work on it, or it has died. */
const leftFor = 60;
/**
* Whether another run is about to do this effect: who decides it does it at once, and is not joined by a second run
* until that must have ended. The clocks of two runs differ, so a time to come is as good as one just gone.
*/
function isLeft(entry, run, now) {
	if (entry.kind === "deliver" || entry.run === null || isOf$1(entry, run)) return false;
	return Math.abs(Date.parse(now) - Date.parse(entry.created_at)) < leftFor * 1e3;
}
/**
* The outbox with these entries behind it. An effect that is there already gets the new time: a run that is doing
* the old one must not take the new one for done. It stays with that run, which then does it once more: a second
* run would be beside it.
*/
function withEntries(outbox, ...entries) {
	const before = new Map(outbox.map((entry) => [entry.key, entry]));
	const keys = new Set(entries.map(({ key }) => key));
	return [...outbox.filter(({ key }) => !keys.has(key)), ...entries.map((entry) => withRun(entry, before.get(entry.key)))];
}
function withRun(entry, before) {
	if (before === void 0 || entry.kind === "deliver" || before.kind === "deliver") return entry;
	return isLeft(before, entry.run ?? "", entry.created_at) ? {
		...entry,
		run: before.run
	} : entry;
}
/**
* What follows from news of an incident: people are told, and its pull request and issue are brought up to date.
* One that joins another is told of by that one.
*/
function newsOf(incident, event, actor, detail = "") {
	if (incident.joins !== null) return [];
	return [...actor.tells.includes(event) ? [noticeEntry(event, incident.id, actor, detail)] : [], ...quietNews(incident, actor)];
}
/**
* What became of a rollback that joins another: who must look is told all the same, since the incident that speaks for
* it knows nothing of this prompt's numbers. That it helped is told where it was escalated before.
*/
function joinedNews(incident, event, escalated, actor) {
	return actor.tells.includes(event) && (event !== "verified" || escalated) ? [noticeEntry(event, incident.id, actor)] : [];
}
/** News that nobody is told of: only the pull request and the issue are brought up to date. */
function quietNews(incident, actor) {
	if (incident.joins !== null) return [];
	const issue = incident.status === "rolled-back" || incident.status === "reverting";
	return [effectEntry("revert-pr", incident.id, actor), ...issue ? [effectEntry("postmortem", incident.id, actor)] : []];
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
	return `error rate ${percent$1(100 * seen.errors / seen.requests)} over ${count(seen.requests)} requests at the end of its watch`;
}
/** Since when a version is known as good, and by what: plain text, empty when neither is known. */
function standing({ since, evidence }) {
	return [since === null ? "" : `known as good since ${time(since)}`, evidence ?? ""].filter((part) => part !== "").join("; ");
}
// src/report/rollback-commands.ts
/**
* The commands that put `target` (a version label; null means the previous stable one) back, only out of words
* that no shell reads as anything else: a text that is none is replaced by its name in capitals.
*/
function rollbackCommands(where, target) {
	const prompt = word$1(where.prompt, "PROMPT");
	const version = target === null ? null : word$1(target, "VERSION");
	const repository = repositoryName(where.repository);
	const api = where.apiUrl === null ? null : apiAddress(where.apiUrl);
	return {
		workflow: repository === null || api === null ? null : `gh workflow run rollback.yml --repo ${repository} -f prompt=${prompt}${given$2(" -f target-version=", version)}`,
		dispatch: repository === null || api === null ? null : curl(`${api}/repos/${repository}`, prompt, version),
		cli: `node dist/cli.js rollback --prompt ${prompt}${given$2(" --target-version ", version)}${given$2(" --repository ", repository)}`
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
const given$2 = (flag, value) => value === null ? "" : `${flag}${value}`;
/** The text, when every shell reads it as one word; else its name in capitals. */
function word$1(text, name) {
	return /^[A-Za-z0-9_][\w.+/-]*$/.test(text) ? text : name;
}
function repositoryName(text) {
	return /^[\w-][\w.-]*\/[\w.-]+$/.test(text) ? text : null;
}
function apiAddress(url) {
	return /^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w./-]*)?$/.test(url) ? url.replace(/\/+$/, "") : null;
}
// src/report/story.ts
/** In which of its states the incident is to be told. */
function flavour({ incident }) {
	if (incident.status === "asking") return "open";
	if (incident.status === "reverting") return "going";
	return incident.status === "rolled-back" ? "back" : "over";
}
/** The match that led to the incident; null for a decision of a person without a rule. */
function leading({ incident, evidence }) {
	return evidence?.verdict.matches.find(({ name }) => name === incident.rule) ?? null;
}
/** What became of the bad version and why, for titles: `rolled back: error rate 8.4 %`, `at 5 %: p99 +113 %`. */
function fate(facts) {
	const { incident } = facts;
	const whats = {
		back: "rolled back",
		going: "rolled back gradually"
	};
	const kind = flavour(facts);
	const what = kind === "back" || kind === "going" ? whats[kind] : `at ${incident.weight} %`;
	const match = leading(facts);
	if (match !== null) return `${what}: ${headline(match)}`;
	return incident.rule === null ? `${what} ${decidedBy(incident)}` : `${what}: rule ${incident.rule}`;
}
/** Who decided: `automatically`, or `by alice`. */
function decidedBy({ decided_by }) {
	return decided_by === "system" ? "automatically" : `by ${clip(oneLine(decided_by), 60)}`;
}
/** The cause in a clause: value, stable's value, limit and rule; else the reason that was given. */
function cause(facts) {
	const match = leading(facts);
	if (match === null || facts.evidence === null) return clip(oneLine(facts.incident.reason), 500);
	return `${finding(match, facts.evidence.verdict.readings)} (rule ${match.name})`;
}
/** `stage 2 of 4, 5 % of the traffic`; only the weight when the plan does not name it. */
function stageText({ incident, plan }) {
	const index = plan?.stages.findIndex(({ weight }) => weight === incident.weight) ?? -1;
	const share = `${incident.weight} % of the traffic`;
	return plan === null || index < 0 ? share : `stage ${index + 1} of ${plan.stages.length}, ${share}`;
}
/** From the counted exposure; else from the window of the look; null when neither is at hand. */
function harm({ exposure, evidence }) {
	if (exposure !== null) {
		const { since, until, requests, failed } = exposure;
		return {
			requests,
			failed,
			span: `from ${time(since)} to ${time(until)} (${duration(secondsBetween$1(since, until))})`,
			whole: true
		};
	}
	if (evidence === null) return null;
	const { candidate, window_seconds, at } = evidence.observation;
	const span = `in the ${duration(window_seconds)} before ${time(at)}`;
	return {
		requests: candidate.requests,
		failed: candidate.errors,
		span,
		whole: false
	};
}
/** `1,240 requests, of which 104 failed (8.4 %), from … to …`. */
function harmText(facts) {
	const found = harm(facts);
	if (found === null) return "not counted: no metrics were read for this decision";
	const { requests, failed, span } = found;
	if (requests === null) return `not counted: the metrics source gives no counts (${span})`;
	const share = failed === null || requests <= 0 ? "" : ` (${percent$1(100 * failed / requests)})`;
	return `${count(requests)} requests, of which ${count(failed)} failed${share}, ${span}`;
}
/** When a decision is due: the time of the question plus the limit of its rule; null when there is none. */
function dueAt(facts) {
	const match = leading(facts);
	return match === null ? null : timeAfter(facts.incident.decided_at, match.limit);
}
/** The rules of a plan as a list, in the table's order, each with the metric that it measures. */
function ruleList({ policy }) {
	return ruleNames.map((name) => ({
		name,
		metric: ruleMetrics[name],
		...policy.rules[name]
	}));
}
/** The critical rules of the plan in words: what rolls back by itself while a question is open. */
function criticalRules({ plan }) {
	return (plan === null ? [] : ruleList(plan)).filter(({ severity }) => severity === "critical").map(({ name, metric, over }) => `${condition(metric, over)} (rule ${name})`);
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
	if (kind === "back") return `**${id} is back on ${good}:** ${bad} at ${incident.weight} % was rolled back ${inline(decidedBy(incident))} at ${at}: ${why}.`;
	if (kind === "going") return `**${id} is going back to ${good}:** ${bad} at ${incident.weight} % is rolled back gradually ${inline(decidedBy(incident))} since ${at}: ${why}.`;
	if (kind === "open") return `**${id} needs a decision:** ${bad} is frozen at ${incident.weight} % since ${at}: ${why}.`;
	return `**This question about ${id} is settled, not by this pull request:** it was about ${bad} at ${incident.weight} %: ${why}.`;
}
/** What merging, closing and waiting do, as a table. */
function choices$1(facts) {
	const kind = flavour(facts);
	return table(["If you", "then"], {
		back: afterRollback,
		going: whileGoing,
		open: asked$1,
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
function asked$1(facts) {
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
		["**close** this, or wait", `Nothing is decided. The weight stays frozen at ${incident.weight} %, and ${bad} goes on serving those users.${due$1(facts)}`],
		["see it **get worse**", worse(facts)]
	];
}
function due$1(facts) {
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
	return [
		...open,
		`- To undo the merge, revert its commit on ${main}. That moves no traffic: what is in quarantine is not promoted again.`,
		`- To ship ${bad} after all, change the prompt, raise its version and merge that: it starts at stage one.`,
		...others.length === 0 ? ["- No other version is known as good."] : ["- To go back to another version that is known as good:", ...offers]
	].join("\n");
}
// src/report/evidence-tables.ts
/** The parts that pull request and post-mortem have in common, as safe Markdown. */
/** Candidate beside stable, a row a metric; a sentence when no metrics were read. */
function numbersTable({ evidence }) {
	if (evidence === null) return "No metrics were read for this decision.";
	const { observation, verdict } = evidence;
	const { candidate, stable } = observation;
	const window = duration(observation.window_seconds);
	const header = [
		"Metric",
		`${candidate.version === stable.version ? "Version" : "Candidate"} ${code(clip(candidate.version, 64))}`,
		`Stable ${code(clip(stable.version, 64))}`,
		"Value",
		"Threshold",
		"Rule",
		"Proven worse",
		"Window",
		"Since"
	];
	const rows = verdict.readings.map((reading) => {
		const { metric, value, since, proof } = reading;
		const match = verdict.matches.find((entry) => entry.metric === metric);
		return [
			metricNames$1[metric],
			side(metric, reading.candidate ?? inWindow(candidate, metric)),
			side(metric, reading.stable ?? inWindow(stable, metric)),
			match === void 0 ? value === null && proof !== null ? "" : compared(metric, value) : `**${compared(metric, value)}**`,
			match === void 0 ? "" : limit(metric, match.threshold),
			match === void 0 ? "" : code(match.name),
			inline(proofText(reading)),
			proof === null || since === null ? window : "since then",
			since === null ? "" : inline(time(since))
		];
	});
	const counts = [[
		"requests",
		count(candidate.requests),
		count(stable.requests),
		"",
		"",
		"",
		"",
		window,
		""
	], [
		"failed requests",
		count(candidate.errors),
		count(stable.errors),
		"",
		"",
		"",
		"",
		window,
		""
	]];
	const counted = observation.rates === null ? counts : [];
	const alone = candidate.version === stable.version;
	const columns = (cells) => cells.filter((_, index) => !alone || index !== besides);
	return table(columns(header), [...rows, ...counted].map(columns));
}
/** The column of the stable version. */
const besides = 2;
/** What the arm had in the window: where no trouble has begun, a reading has no value since its beginning. */
function inWindow({ requests, errors, p99, quality }, metric) {
	if (metric === "latency_p99") return p99;
	if (metric === "quality") return quality;
	return requests === null || errors === null || requests <= 0 ? null : 100 * errors / requests;
}
/** Every rule and limit that is crossed, the leading one first. */
function matchesTable({ evidence }) {
	const matches = evidence?.verdict.matches ?? [];
	const unproven = (evidence?.verdict.unproven ?? []).map((match) => `${code(match.name)} (${headline(match)})`);
	const held = unproven.length === 0 ? "" : `\n\nCrossed and not proven, so not acted on: ${unproven.join(", ")}.`;
	if (matches.length === 0) return `No rule or limit was found crossed in a look that led to this decision.${held}`;
	return `${table([
		"Rule",
		"Severity",
		"Condition",
		"Value",
		"Who decides",
		"Within",
		"Since"
	], matches.map((match) => [
		code(match.name),
		match.severity,
		condition(match.metric, match.threshold),
		compared(match.metric, match.value),
		inline(deciders[match.decider] ?? match.decider),
		duration(match.limit),
		match.since === null ? "" : inline(time(match.since))
	]))}${held}`;
}
/** Rules and gate limits by which the rollout is judged: those from its start. */
function thresholdsTable({ plan, evidence }) {
	if (plan === null) return "No policy is recorded for this decision.";
	const rules = table([
		"Rule",
		"Condition",
		"Severity",
		"Who decides",
		"Within"
	], ruleList(plan).map((rule) => [
		code(rule.name),
		condition(rule.metric, rule.over),
		rule.severity,
		deciders[rule.decider] ?? rule.decider,
		duration(rule.limit)
	]));
	const { young, mature, mature_after } = plan.policy.gates;
	const row = (name, gate) => [
		name,
		limit("error_rate", gate.error_rate),
		limit("latency_p99", gate.latency_increase),
		limit("quality", gate.quality_drop)
	];
	const age = duration(mature_after);
	const limits = table([
		"Gate limits, by age of the candidate",
		"Error rate",
		"p99",
		"Quality"
	], [row(`up to ${age}`, young), row(`after ${age}`, mature)]);
	const stages = plan.stages.map(({ weight, bake }) => `${weight} % for ${duration(bake)}`).join(", ");
	const seconds = evidence?.verdict.age_seconds;
	const old = seconds === void 0 ? "" : ` The candidate was ${duration(seconds)} old.`;
	return details("Rules, gate limits and stages", `${rules}\n\n${limits}\n\nStages: ${stages}.${old}`);
}
const longDiff = 60;
const diffStages = [
	2e3,
	400,
	80,
	20
];
/** What the bad version changed, folded when long, with shorter forms down to a sentence. */
function diffForms({ diff, good, bad }) {
	if (diff === null) return ["The content of one of the versions is not at hand, so the difference cannot be shown here."];
	if (diff.trim() === "") return ["The text of the two versions is the same."];
	const lines = showLineEnds(diff).replace(/\n+$/, "").split("\n");
	const title = `What ${bad.label} changed against ${good.label} (${lines.length} lines)`;
	const whole = fence(lines.join("\n"), "diff");
	const shown = (length) => `${details(title, fence(lines.slice(0, length).join("\n"), "diff"))}\n\nOnly the first ${length} of ${lines.length} lines are shown.`;
	return [
		lines.length > longDiff ? details(title, whole) : whole,
		...diffStages.filter((length) => length < lines.length).map(shown),
		`The difference has ${lines.length} lines and is left out here; \`git diff\` shows it.`
	];
}
/** Where only the kind of line end differs, the lines would look the same: the CR is then spelt out. */
function showLineEnds(diff) {
	return /^[+-].*\r$/m.test(diff) && /^[+-].*[^\r\n]$/m.test(diff) ? diff.replace(/\r$/gm, "[U+000D]") : diff;
}
/** The queries as they were sent, folded; a sentence when none was. */
function queriesForms({ evidence }) {
	const queries = evidence?.observation.queries ?? [];
	if (queries.length === 0) return ["No queries are recorded."];
	const lines = queries.map(({ arm, metric, query, value }) => {
		return `# ${arm}, ${clip(metric.replace(/\s+/g, " "), 80)}: ${value === null ? unknown : value}\n${clip(query.trim(), 2e3)}`;
	});
	const title = queries.length === 1 ? "The query as it was sent" : `The ${queries.length} queries as they were sent`;
	return [details(title, fence(lines.join("\n\n"), "promql")), `${queries.length} queries are left out here; the ledger on the live branch has them.`];
}
/** What the metrics source said besides numbers; empty when nothing. */
function problemsList({ evidence }) {
	return (evidence?.observation.problems ?? []).slice(0, 20).map(({ code: kind, arm, metric, detail }) => {
		const where = [arm, metric].filter((part) => part !== null).join(", ");
		return `- ${code(kind)}${where === "" ? "" : ` (${inline(clip(where, 100))})`}: ${inline(clip(detail, 300))}`;
	}).join("\n");
}
/** A section that keeps its heading in every form. */
function headed(name, rank, forms) {
	const [first, ...rest] = forms;
	const under = (body) => `### ${name}\n\n${body}`;
	return {
		name,
		rank,
		forms: [under(first), ...rest.map(under)]
	};
}
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
/** A pull request or issue by its number; forges without numbers have 0. */
function numbered({ number, url }) {
	return linked(number === 0 ? "open it" : `number ${number}`, url);
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
		...numbers$1(evidence).map(inline)
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
	return [headed("Put back with it", 1, [`These prompts went back in the same commit. This incident speaks for them, and the revert holds their texts, too.\n\n${membersTable(facts)}`]), ...facts.members.map((member) => headed(title$2(member), 8, diffForms(member)))];
}
/** What each bad version changed, one behind the other, in a shorter form where it is long; empty without any. */
function membersDiffs({ members }) {
	return members.map((member) => `#### ${title$2(member)}\n\n${shortDiff(member)}`).join("\n\n");
}
/** Several differences stand in one section, which is cut as a whole: none of them may fill it. */
function shortDiff(member) {
	const forms = diffForms(member);
	return forms.find((form) => form.length <= 4e3) ?? forms.at(-1) ?? "";
}
function title$2({ prompt, bad }) {
	return `What ${inline(clip(bad.label, 64))} of ${inline(prompt)} changed`;
}
/** Candidate against stable, a cell a metric. */
function numbers$1(evidence) {
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
	const seconds = open ? null : secondsBetween$1(incident.began_at, incident.decided_at);
	const failed = found?.failed ?? null;
	const requests = found?.requests ?? null;
	const share = failed === null || requests === null || requests <= 0 ? unknown : percent$1(100 * failed / requests);
	const rows = [
		["Requests exposed to the bad version", count(requests)],
		["of which failed", count(failed)],
		["Share that failed", share],
		["Counted", found === null ? "no metrics were read for this decision" : found.span],
		["From the beginning of the trouble to the decision", open ? "the question is open" : duration(seconds)],
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
	return `${begin} At the same time the stable version had ${`${metricNames$1[match.metric]} ${side(match.metric, reading.stable)}`}, so that is the first place to look.`;
}
/** The change that set it off, and the share of the traffic that it got. */
function trigger(facts) {
	const { incident, exposure } = facts;
	const { bad, rollout, weight } = incident;
	const since = exposure === null ? "" : ` Its first traffic came at ${inline(time(exposure.since))}.`;
	return `Rollout ${code(rollout)} gave ${code(bad.label)} (commit ${code(shortCommit(bad.commit))}) ${weight} % of the traffic.${since}`;
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
	const seconds = secondsBetween$1(incident.detected_at, incident.decided_at);
	return [`All traffic is on ${good} again${commit}, decided ${inline(decidedBy(incident))} at ${inline(time(incident.decided_at))}, ${duration(seconds)} after the detection. ${bad} is in quarantine.`, incident.pull_request === null ? `Where ${code(defaultBranch)} still holds ${bad}, it has to be mended.` : `${code(defaultBranch)} is mended by the revert pull request${pullRequest(facts)}.`].join(" ");
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
	const seconds = secondsBetween$1(incident.began_at, incident.detected_at);
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
	const took = secondsBetween$1(incident.detected_at, incident.decided_at);
	if (flavour(facts) === "back" && incident.decided_by === "system" && took !== null) items.push(`Nobody had to be awake: the rollback was decided ${duration(took)} after the detection.`);
	if (incident.good.known_good_since !== null) items.push(`There was a version to go back to that is known as good: ${code(incident.good.label)}.`);
	return items.map((item) => `- ${item}`).join("\n");
}
/** What did harm, by the numbers. */
function wentWrong(facts) {
	const { incident } = facts;
	const items = [];
	const failed = harm(facts)?.failed ?? null;
	if (failed !== null && failed > 0) items.push(`${counted(failed, "request")} to the bad version failed, ${inline(harm(facts)?.span ?? "")}.`);
	const blind = secondsBetween$1(incident.began_at, incident.detected_at);
	if (blind !== null && blind > 0) items.push(`It went on for ${duration(blind)} before it was noticed.`);
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
// src/report/postmortem-sections.ts
/**
* The sections of a post-mortem in the order of the Google SRE book (whose title is that of the issue), then
* the three questions of a prompt. Issue body and issue form are both made from this list.
*/
const postmortemSections = [
	{
		id: "date",
		heading: "Date",
		guidance: "The day of the incident, in UTC."
	},
	{
		id: "authors",
		heading: "Authors",
		guidance: "Who writes this post-mortem and answers questions about it."
	},
	{
		id: "status",
		heading: "Status",
		guidance: "Raise it as the work goes on; Closed when every action item is done.",
		options: [
			"Draft",
			"In review",
			"Reviewed",
			"Closed"
		]
	},
	{
		id: "summary",
		heading: "Summary",
		guidance: "What happened and what users noticed, in two or three sentences, for somebody who was not there."
	},
	{
		id: "impact",
		heading: "Impact",
		guidance: "Exact numbers: requests exposed, requests failed, minutes, share of the traffic, users, money."
	},
	{
		id: "root-causes",
		heading: "Root causes",
		guidance: "Why it could happen: not who, but which words of the prompt, which assumption, which missing check."
	},
	{
		id: "trigger",
		heading: "Trigger",
		guidance: "What set it off: the change, the traffic, the moment."
	},
	{
		id: "resolution",
		heading: "Resolution",
		guidance: "What ended the harm, and what is still open."
	},
	{
		id: "detection",
		heading: "Detection",
		guidance: "How it was noticed, by what, and how long that took."
	},
	{
		id: "action-items",
		heading: "Action items",
		guidance: "What will be done, of which type (prevent, detect, mitigate, repair), by whom, and where it is tracked."
	},
	{
		id: "went-well",
		heading: "Lessons learned: what went well",
		guidance: "What worked as intended and should stay."
	},
	{
		id: "went-wrong",
		heading: "Lessons learned: what went wrong",
		guidance: "What was missing, slow, confusing or done by hand."
	},
	{
		id: "got-lucky",
		heading: "Lessons learned: where we got lucky",
		guidance: "What would have made it worse, and happened not to be so."
	},
	{
		id: "timeline",
		heading: "Timeline",
		guidance: "Times in UTC, an event a line, each with a link to its data: cause began, noticed, told, decided, over."
	},
	{
		id: "supporting-information",
		heading: "Supporting information",
		guidance: "Numbers, thresholds, queries, dashboards, links."
	},
	{
		id: "what-changed",
		heading: "What changed?",
		guidance: "The difference between the good and the bad version, and what it was meant to achieve."
	},
	{
		id: "tests",
		heading: "Did it pass the A/B test, and why did tests not catch it?",
		guidance: "Which stages and tests the version passed, and what they did not look at."
	},
	{
		id: "prevention",
		heading: "How do we prevent this next time?",
		guidance: "The one change that would have kept this from users, and the test that proves it."
	}
];
/** Labels of a post-mortem, filed by the program or by hand. */
const postmortemLabels = ["prompt-rollout", "postmortem"];
// src/report/postmortem-timeline.ts
const most$1 = [
	200,
	40,
	10
];
/** The timeline as a table, oldest first, with shorter forms that keep its begin and its end. */
function timelineForms(facts) {
	const entries = complete(facts);
	const shorter = most$1.filter((length) => length < entries.length).map((length) => shortened(entries, length));
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
	if (status === "open") return expires_at === null ? `The question is ${since}.` : `The question is ${since}; a decision is due by ${time(expires_at)} (${duration(secondsBetween$1(opened_at, expires_at))}).`;
	if (status === "expired") {
		const then = question.on_expiry === "rollback" ? "so it is rolled back" : "so it stays frozen and is escalated";
		return `Nobody decided by ${time(expires_at)}, ${then}.`;
	}
	if (answer === null) return `The question was ${since}, and is settled.`;
	const who = `${oneByLine(answer.by)} at ${time(answer.at)}`;
	if (status === "investigating") return `Investigated by ${who}: it stays frozen, nothing expires, and a page goes out every hour.`;
	return `${answers[answer.kind]} by ${who}, after ${duration(secondsBetween$1(opened_at, answer.at))}${why$1(answer)}.`;
}
const answers = {
	rollback: "Answered with a rollback",
	investigate: "Investigated",
	resume: "Answered with going on",
	superseded: "Settled, before a person did,"
};
const oneByLine = (text) => text === "system" ? "the system" : clip(oneLine(text), 60);
const why$1 = ({ reason }) => reason === null || reason.trim() === "" ? "" : `: ${clip(oneLine(reason), 300).replace(/\.$/, "")}`;
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
	const seconds = secondsBetween$1(opened_at, expires_at);
	return seconds === null ? null : timeAfter(opened_at, seconds / 2);
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
	if (metric === "error_rate") return `at most ${percent$1(threshold)}`;
	const [word, sign] = metric === "quality" ? ["at least", -1] : ["at most", 1];
	const against = `${sign < 0 ? "-" : "+"}${percent$1(threshold)}`;
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
function metricOf$2(facts) {
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
function metricText$1(facts) {
	const metric = metricOf$2(facts);
	return metric === null ? "not known" : metricNames$1[metric];
}
// src/report/runbook-template.ts
/**
* Everything that a template can name, with what stands in its place. Blocks are several lines, so they stand
* on a line of their own, outside of code.
*/
const placeholders = {
	prompt: {
		about: "Id of the prompt.",
		block: false
	},
	path: {
		about: "File or folder of the prompt.",
		block: false
	},
	repository: {
		about: "The prompts repository.",
		block: false
	},
	default_branch: {
		about: "Its default branch.",
		block: false
	},
	incident: {
		about: "Id of the incident.",
		block: false
	},
	rollout: {
		about: "Id of the rollout.",
		block: false
	},
	situation: {
		about: "What happened and what serves now, one sentence.",
		block: false
	},
	bad: {
		about: "Label of the bad version.",
		block: false
	},
	bad_commit: {
		about: "Its commit.",
		block: false
	},
	weight: {
		about: "Share of the traffic that it had, in percent.",
		block: false
	},
	good: {
		about: "Label of the previous good version.",
		block: false
	},
	good_commit: {
		about: "Its commit.",
		block: false
	},
	good_dates: {
		about: "Since when it served everyone, and was known as good.",
		block: false
	},
	rule: {
		about: "The rule that was crossed.",
		block: false
	},
	metric: {
		about: "The metric of that rule.",
		block: false
	},
	expected: {
		about: "What the metric should be at most, or at least.",
		block: false
	},
	actual: {
		about: "What it was found to be.",
		block: false
	},
	stable_value: {
		about: "What it was for the stable version at the same time.",
		block: false
	},
	since: {
		about: "When the trouble began.",
		block: false
	},
	requests: {
		about: "Requests that the bad version had, and how many failed.",
		block: false
	},
	numbers: {
		about: "Expected and found of every metric that is over a limit, as a table.",
		block: true
	},
	source: {
		about: "The metrics source and its address.",
		block: false
	},
	queries: {
		about: "The queries as they were sent.",
		block: true
	},
	cascade: {
		about: "The other prompts that fail at the same time.",
		block: false
	},
	verified: {
		about: "What the verification of the rollback has found so far.",
		block: false
	},
	target: {
		about: "The version that the commands below put back.",
		block: false
	},
	action: {
		about: "Whether a rollback has to be started by hand, one sentence.",
		block: false
	},
	commands: {
		about: "Every way to start a rollback by hand, to copy.",
		block: true
	},
	rollback_workflow: {
		about: "The same with `gh workflow run`.",
		block: false
	},
	rollback_dispatch: {
		about: "The same with `curl` (`repository_dispatch`).",
		block: false
	},
	rollback_cli: {
		about: "The same with the command line.",
		block: false
	},
	alternatives: {
		about: "Older versions that are known as good, with their dates and evidence.",
		block: true
	},
	verify: {
		about: "Which numbers over how many requests, and within what time, mean recovery.",
		block: false
	},
	escalate: {
		about: "When to escalate.",
		block: false
	},
	contacts: {
		about: "Whom to call: authors, owners, code owners.",
		block: false
	}
};
const placeholderNames = Object.keys(placeholders);
/** Whether a name is one of the list. */
function isPlaceholder(name) {
	return Object.hasOwn(placeholders, name);
}
/**
* Splits a template at its placeholders `{{name}}`; any name, known or not. `${{ … }}` is text, as an expression
* of a workflow that is quoted in a runbook.
*/
function parseTemplate(template) {
	const parts = [];
	let open = null;
	for (const [index, text] of template.replace(/\r\n?/g, "\n").split("\n").entries()) {
		const line = index + 1;
		const ticks = /^\s*(`{3,}(?=[^`]*$)|~{3,})/.exec(text)?.[1];
		const inside = open !== null;
		if (index > 0) parts.push({
			kind: "text",
			text: "\n"
		});
		parts.push(...partsOf(text, line, inside || ticks !== void 0));
		if (open === null && ticks !== void 0) open = {
			ticks,
			line
		};
		else if (open !== null && closes(text, open.ticks)) open = null;
	}
	return {
		parts,
		fence: open?.line ?? null
	};
}
function closes(line, ticks) {
	const bare = line.trim();
	return bare.length >= ticks.length && [...bare].every((character) => character === ticks[0]);
}
function partsOf(line, number, fenced) {
	const parts = [];
	let from = 0;
	for (const found of line.matchAll(/(?<!\$)\{\{([^{}]*)\}\}/g)) {
		const before = line.slice(0, found.index);
		parts.push({
			kind: "text",
			text: line.slice(from, found.index)
		});
		parts.push({
			kind: "placeholder",
			name: (found[1] ?? "").trim(),
			line: number,
			context: fenced || inSpan(before, line.slice(found.index)) ? "code" : "text",
			alone: line.trim() === found[0]
		});
		from = found.index + found[0].length;
	}
	return [...parts, {
		kind: "text",
		text: line.slice(from)
	}];
}
/** Whether a code span is open after `before`, and closed in `rest`: runs of as many backticks belong together. */
function inSpan(before, rest) {
	let open = null;
	for (const [run] of before.matchAll(/(?<!\\)`+/g)) if (open === null) open = run;
	else if (open === run) open = null;
	return open !== null && [...rest.matchAll(/`+/g)].some(([run]) => run === open);
}
// src/report/runbook-templates.ts
/** The runbooks that hold where the prompts repository has no file of its own. See `placeholders` for the names. */
const back = `**Roll back.** The previous good version is {{good}}: {{good_dates}}. {{action}}

{{commands}}

**Verify.** {{verify}}

**Escalate.** {{escalate}} Contacts: {{contacts}}.`;
/** The built-in template of each scenario. */
const builtInRunbooks = {
	"error-rate": `{{numbers}}

**Check**

1. Is it the prompt? {{bad}} beside {{good}} at the same time, in {{source}}. Requests: {{requests}}. The trouble began at {{since}}. The stable version at the same time: {{stable_value}}. Where it fails alike, the provider of the model or the application is the cause, and a rollback does not help.
2. Which errors? Time-outs and refusals of the provider, answers that do not parse, calls of tools that fail: the log of the application has them, by version.
3. What changed? The difference of the two versions stands in this text: the format of the answer, names of tools and fields, the length.

{{queries}}

${back}`,
	latency: `{{numbers}}

**Check**

1. Is it the prompt? p99 of {{bad}} beside {{good}} at the same time, in {{source}}. The trouble began at {{since}}. The stable version at the same time: {{stable_value}}. Where it is slow as well, look at the provider's status first.
2. Are the answers longer? Tokens out of {{bad}} beside {{good}}. An instruction to think, to list or to explain costs seconds.
3. Is the prompt longer, or its beginning different? A cache of prompts misses after a change at the beginning.
4. Are there more calls of tools, or more rounds, for a request?

{{queries}}

${back}`,
	quality: `{{numbers}}

**Check**

1. Is it the prompt? The quality of {{bad}} beside {{good}} at the same time, in {{source}}. The trouble began at {{since}}. The stable version at the same time: {{stable_value}}. Where both fell, what grades the answers is the cause.
2. Read ten answers of {{bad}} with low grades beside ten of {{good}}: wrong, refused, too short, in another language, off the format?
3. Which users or topics? A drop in one topic points at the words that were changed for it.
4. What changed? The difference of the two versions stands in this text.

{{queries}}

${back}`,
	cascade: `{{prompt}} does not fail alone. At the same time: {{cascade}}.

{{numbers}}

**Check**

1. What do the prompts have in common: the model, the provider, a shared part of their texts, a chain in which one reads what the other wrote?
2. Which was first? The timelines of their ledgers tell. The first one is the one to roll back; what depends on it may recover by itself.
3. Do the stable versions fail as well? Then it is an outage, and no rollback helps.

{{queries}}

${back}

Put every prompt that does not recover back as well, the first one first.`,
	"failed-rollback": `**{{verified}}**

**Check**

1. Does the traffic of {{bad}} end? While requests of {{bad}} are still counted, the applications read an old \`flags.json\`: look at how it is delivered.
2. Is {{good}} bad itself, or the provider? Its numbers now beside those from before the rollout, in {{source}}.
3. Did something else change at the same time: the model behind its name, a tool, an index, the application?

{{queries}}

**Go further back**, only when {{good}} itself is at fault. {{action}} Versions that are known as good:

{{alternatives}}

{{commands}}

**Verify.** {{verify}}

**Escalate.** At once, and by phone. Contacts: {{contacts}}. Nothing rolls back again by itself: a rollback is never undone by metrics.`
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
			name: given$1(name),
			email: given$1(email),
			roles: [`author of ${version}`]
		})),
		...owners.map((owner) => fromOwner(owner, "owner")),
		...codeOwners.map((owner) => fromOwner(owner, "code owner"))
	].reduce(added, []);
}
const bare = (login) => login.replace(/^@/, "").trim();
const given$1 = (text) => text.trim() === "" ? null : text.trim();
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
// src/report/verification.ts
/** The result in one sentence of plain text: for a page, the summary, the ledger. */
function verificationSentence(found, { good, bad }) {
	const took = duration(secondsBetween$1(found.since, found.at));
	const numbers = [rateText(found), metricText(found)].filter((text) => text !== "").join(" and ");
	const traffic = found.traffic_ended === false ? ` ${bad} still has traffic.` : "";
	switch (found.state) {
		case "recovered": return `The rollback worked: ${good} has ${numbers}, ${took} after the switch.${traffic}`;
		case "waiting": return `Not verified yet: ${good} has ${numbers}, ${took} after the switch.${traffic}`;
		case "escalated": return `Not recovered ${took} after the switch: ${good} has ${numbers}.${traffic}`;
		case "failed": return `The rollback did not help: ${took} after the switch ${good} has ${numbers}.${traffic}`;
		case "unverified": return `The rollback is not verified: ${found.requests === null ? "no requests were counted" : `only ${counted(found.requests, "request")}`} to ${good} in ${took}, and ${found.min_requests} are needed.${traffic}`;
	}
}
function rateText({ error_rate, requests, errors, limit }) {
	if (error_rate === null || requests === null) return "an error rate that is not known";
	const of = errors === null ? "" : `${count(errors)} of `;
	const over = error_rate < limit ? "" : `, not below ${percent$1(limit)}`;
	return `error rate ${percent$1(error_rate)}${over} (${of}${counted(requests, "request")})`;
}
function metricText({ metric }) {
	if (metric === null) return "";
	const { name, before, after } = metric;
	const earlier = before === null ? "" : ` (before: ${side(name, before)})`;
	return `${metricNames$1[name]} ${side(name, after)}${earlier}`;
}
/** The section of pull request and issue, as safe Markdown: the sentence, then each condition with its numbers. */
function verificationSection(found, labels) {
	const { metric, min_requests, limit, requests, errors, error_rate } = found;
	const few = requests === null || requests < min_requests;
	const rows = [
		[
			"traffic of the bad version",
			"ended",
			ended$1(found.traffic_ended),
			mark(found.traffic_ended)
		],
		[
			"requests of the good version",
			`at least ${min_requests}`,
			count(requests),
			mark(requests === null ? null : requests >= min_requests)
		],
		[
			"error rate",
			`below ${percent$1(limit)}`,
			errors === null ? percent$1(error_rate) : `${percent$1(error_rate)} (${count(errors)} failed)`,
			mark(error_rate === null || few ? null : error_rate < limit)
		],
		...metric === null ? [] : [metricRow(metric, few)]
	].map((row) => row.map(inline));
	const note = found.escalated_at === null ? "" : `\n\nIt was escalated at ${inline(time(found.escalated_at))}.`;
	const sentence = verificationSentence(found, labels);
	const span = `The clock started at ${inline(time(found.since))}, the last look was at ${inline(time(found.at))}; ${code(labels.good)} is the version that was put back.`;
	return `**${inline(sentence)}**\n\n${table([
		"What",
		"Expected",
		"Found",
		"Kept"
	], rows)}\n\n${span}${note}`;
}
function metricRow({ name, before, after, limit }, few) {
	const worst = bound(name, before, limit);
	const kept = few || worst === null || after === null ? null : name === "quality" ? after >= worst : after <= worst;
	const expected = worst === null ? `within ${percent$1(limit)} of before, which is not known` : `${name === "quality" ? "at least" : "at most"} ${side(name, worst)} (before: ${side(name, before)})`;
	return [
		metricNames$1[name],
		expected,
		side(name, after),
		mark(kept)
	];
}
function bound(name, before, limit) {
	if (before === null) return null;
	return name === "quality" ? before * (1 - limit / 100) : before * (1 + limit / 100);
}
function ended$1(value) {
	if (value === null) return "not known";
	return value ? "ended" : "still there";
}
function mark(value) {
	if (value === null) return "not known";
	return value ? "yes" : "no";
}
// src/report/runbook-sentences.ts
/** The sentences of a runbook, in plain text: for the page as they are, for Markdown to be escaped. */
/** Seconds after which a rollback that is not verified has failed. */
const lookUntil = 300;
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
	const { evidence, plan, verification, incident } = facts;
	const stable = evidence?.verdict.readings.find(({ metric }) => metric === "error_rate")?.stable ?? null;
	const limit = verification?.limit ?? 100 * recoveryLimit(stable === null ? null : stable / 100);
	const requests = verification?.min_requests ?? RECOVERY_DEFAULTS.min_requests;
	const metric = metricOf$2(facts);
	const mature = plan?.policy.gates.mature;
	const worse = metric === "quality" ? mature?.quality_drop : mature?.latency_increase;
	const other = metric === null || metric === "error_rate" || worse === void 0 ? "" : `, ${metricNames$1[metric]} at most ${percent$1(worse)} worse than before`;
	const name = targetOf(facts) ?? incident.good.label;
	return `Within ${duration(RECOVERY_DEFAULTS.settle)} of the switch, over at least ${requests} requests to ${name}: error rate below ${percent$1(limit)}${other}. No more requests to ${incident.bad.label}.`;
}
/** When to escalate, and what does so by itself. */
function escalationSentence(facts) {
	const after = `${duration(RECOVERY_DEFAULTS.settle)} after the switch`;
	if (failing(facts)) return "At once.";
	if (flavour(facts) === "back") return `When it is not recovered ${after}. A page goes out by itself then, and a critical one when it is not verified after ${duration(lookUntil)}.`;
	const due = facts.question?.expires_at ?? dueAt(facts);
	return `${due === null ? "When nobody can decide" : `When nobody has decided by ${time(due)}`}, or when a rollback is not recovered ${after}.`;
}
// src/report/runbook-blocks.ts
/** The blocks of a runbook, as safe Markdown. */
/** Expected and found, a row a metric that is over a limit. */
function numbersBlock(facts) {
	const rows = expectations(facts).map(({ metric, expected, actual, stable }) => [
		metricNames$1[metric],
		expected,
		actual,
		stable
	].map((cell) => inline(cell)));
	if (rows.length === 0) return `No metric led to this decision; the reason given: ${inline(clip(facts.incident.reason, 300))}.`;
	const [bad, good] = [code(clip(facts.incident.bad.label, 64)), code(clip(facts.incident.good.label, 64))];
	return table([
		"Metric",
		"Expected",
		`Found, ${bad}`,
		`At the same time, ${good}`
	], rows);
}
const mostQueries = 6;
/** The queries of the metric that this is about, as they were sent; of all metrics, where none fits. */
function queriesBlock(facts) {
	const queries = facts.evidence?.observation.queries ?? [];
	if (queries.length === 0) return "No queries are recorded with this decision.";
	const metric = metricOf$2(facts);
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
		"# the same, from a checkout of Prompt Rollout",
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
		metric: text(metricText$1(facts)),
		expected: text(expectation?.expected ?? "unknown"),
		actual: text(expectation?.actual ?? "unknown"),
		stable_value: text(expectation === void 0 ? unknown : `${metricText$1(facts)} ${expectation.stable}`),
		since: text(time(incident.began_at ?? incident.detected_at)),
		requests: text(harmText(facts)),
		numbers: block(numbersBlock(facts)),
		source: {
			markdown: sourceMarkdown(facts),
			code: inCode(sourceText(facts))
		},
		queries: block(queriesBlock(facts)),
		cascade: words$1(cascade),
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
	return metricsUrl === null ? source : `${source} (${link(clip(metricsUrl, 200), metricsUrl)})`;
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
function words$1(values) {
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
	const metric = metricOf$2(facts);
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
	const { parts } = parseTemplate(template ?? builtInRunbooks[scenarioOf(facts)]);
	const filled = parts.map((part) => {
		if (part.kind === "text") return part.text;
		return isPlaceholder(part.name) ? values[part.name][part.context === "text" ? "markdown" : "code"] : `{{${part.name}}}`;
	});
	return withoutMarkers(filled.join("")).trim();
}
// src/report/runbook-section.ts
/** Whether a person on call has to act now, so that the runbook stands open. */
function isUrgent(facts) {
	const scenario = scenarioOf(facts);
	return flavour(facts) === "open" || scenario === "failed-rollback" || scenario === "cascade";
}
/** The runbook for a body, folded where nobody has to act, and what stands for it when space is short. */
function runbookForms(facts) {
	const title = `What to check, the commands, how to verify, when to escalate (${scenarioOf(facts)})`;
	return [isUrgent(facts) ? facts.runbook : details(title, facts.runbook), "The runbook is left out here; the page has it in short."];
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
			forms: changed$1(facts),
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
	const all = (queries) => [
		...numbers,
		...said,
		thresholdsTable(facts),
		queries,
		links
	].join("\n\n");
	const [queries, ...shorter] = queriesForms(facts);
	const left = "Thresholds and queries are left out here; the ledger on the live branch has them.";
	return [
		all(queries),
		...shorter.map(all),
		[
			...numbers,
			left,
			links
		].join("\n\n"),
		`${left}\n\n${links}`
	];
}
function changed$1(facts) {
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
* happened, what merging and closing do, the numbers, and only then the material. `bodyLimit` in characters.
*/
function revertPullRequest(facts, bodyLimit) {
	return {
		title: title$1(facts),
		body: shorten(sections(facts), bodyLimit),
		labels: ["prompt-rollout", "rollback"]
	};
}
function title$1(facts) {
	const { prompt, incident } = facts;
	const bad = clip(incident.bad.label, 64);
	const question = flavour(facts) === "open" ? "?" : "";
	const text = `Revert ${prompt}${facts.members.length === 0 ? "" : ` and ${facts.members.length} more`} to ${clip(incident.good.label, 64)}${question} (${bad} ${fate(facts)})`;
	return clip(defused(text), titleLimit);
}
function sections(facts) {
	const { incident, prompt } = facts;
	const problems = problemsList(facts);
	return [
		{
			name: "verdict",
			rank: 0,
			forms: [opening(facts)]
		},
		headed("What happens", 0, [choices$1(facts)]),
		...facts.question === null ? [] : [headed("Decision", 0, [questionSection(facts.question)])],
		...facts.verification === null ? [] : [headed("Verification", 0, [verificationSection(facts.verification, labelsOf(facts))])],
		headed("Runbook", 4, runbookForms(facts)),
		headed("Numbers", 1, [numbersTable(facts)]),
		headed("Rules that are crossed", 2, [matchesTable(facts)]),
		headed("Where and how much", 2, [exposure(facts)]),
		...membersSections(facts),
		...problems === "" ? [] : [headed("What the metrics source said", 5, [problems, "Left out here."])],
		headed("Thresholds in force", 6, [thresholdsTable(facts), "Left out here; the state on the live branch has them."]),
		headed(`What ${plainLabel(incident.bad.label)} changed`, 8, diffForms({
			...incident,
			diff: facts.diff
		})),
		headed("Queries", 9, queriesForms(facts)),
		headed("Links", 2, [linksList(facts, "pull request")]),
		headed("How to undo", 3, [undo(facts)]),
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
	const found = duration(secondsBetween$1(began_at, detected_at));
	const decided = duration(secondsBetween$1(detected_at, decided_at));
	const rows = [
		["Reached", stageText(facts)],
		["Requests", harmText(facts)],
		["Began", began_at === null ? "no metric says" : time(began_at)],
		["Detected", began_at === null ? time(detected_at) : `${time(detected_at)}, ${found} after it began`],
		[flavour(facts) === "open" ? "Asked" : "Decided", `${time(decided_at)}, ${decided} later`]
	].map(([name, text]) => [name ?? "", inline(text ?? "")]);
	return table(["What", "How much, when"], [...rows, ["Prompt", `${code(facts.prompt)} at ${code(path)}`]]);
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
const mostLines$1 = 2e4;
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
	const edits = Math.max(old.length, young.length) > mostLines$1 ? null : editScript(old, young);
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
// src/report/timeline.ts
/** The events of an incident's rollout, and of the incident, oldest first, in words. */
function timelineOf(events, incident) {
	return events.filter((event) => event.rollout === incident.rollout || event.incident === incident.id).filter(({ event }) => event !== "looked").map((event) => ({
		at: event.at,
		event: clip(oneLine(words(event)), 300),
		url: address(event)
	})).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
function words({ event, version, weight, reason, by }) {
	const label = version?.label ?? "the version";
	const why = reason === null ? "" : `: ${reason}`;
	const who = by === "system" ? "" : ` by ${by}`;
	switch (event) {
		case "adopted": return `${label} is adopted as stable${who}`;
		case "soaking": return `${label} is in staging${why}`;
		case "started": return `Rollout of ${label} starts at ${weight} %${who}`;
		case "superseded": return `${label} takes the place of the candidate, at ${weight} %${who}`;
		case "withdrawn": return `${label} is withdrawn${why}`;
		case "first-traffic": return `First traffic of ${label}`;
		case "advanced": return `${label} advances to ${weight} %`;
		case "watching": return `${label} serves everyone (${weight} %) and is watched`;
		case "completed": return `${label} is known as good`;
		case "observing": return `A crossing is observed${why}`;
		case "resolved": return `The crossing is over${why}`;
		case "looked": return `A look${why}`;
		case "held": return `The stage holds${why}`;
		case "asked": return `${label} is frozen at ${weight} % and a person is asked${why}`;
		case "reminded": return `Reminder${why}`;
		case "expired": return `The time to decide is over${why}`;
		case "investigating": return `It is investigated${who}${why}`;
		case "resumed": return `${label} goes on${who}${why}`;
		case "reverting": return `${label} is rolled back step by step, to ${weight} % now${who}${why}`;
		case "reverted": return `${label} has no traffic any more`;
		case "paused": return `The gradual rollback pauses at ${weight} %${why}`;
		case "verified": return `The rollback of ${label} helped${why}`;
		case "escalated": return `The rollback of ${label} has not helped yet${why}`;
		case "rollback-failed": return `The rollback of ${label} did not help${why}`;
		case "unverified": return `Whether the rollback of ${label} helped is not known${why}`;
		case "lifted": return `${label} is released from quarantine${who}${why}`;
		case "rolled-back": return `${label} is rolled back${who}${why}`;
		case "effects-taken": return `Another run takes over${why}`;
		case "effect-done": return `Done: ${reason ?? "an effect"}`;
	}
}
/** What an effect made, else the run that did it. */
function address({ details, run_url }) {
	if (typeof details === "object" && details !== null && "url" in details && typeof details.url === "string") return details.url;
	return run_url;
}
// src/config/runbook-file.ts
/** Characters of a runbook; a pull request may have 65,536 in all. */
const mostRunbookCharacters = 2e4;
/**
* Checks a runbook of the prompts repository and gives it back. Throws `runbook-invalid` with every problem, each
* with file and line.
*/
function checkRunbook(text, file) {
	const problems = problemsOf(text).map(({ line, message }) => `${file}:${line}: ${message}`);
	if (problems.length > 0) throw fail("runbook-invalid", {
		file,
		problems: problems.slice(0, 20).join("\n")
	});
	return text;
}
function problemsOf(text) {
	if (text.length > 2e4) return [{
		line: 1,
		message: `has ${text.length} characters; at most ${mostRunbookCharacters} are taken`
	}];
	if (text.trim() === "") return [{
		line: 1,
		message: "is empty"
	}];
	const { parts, fence } = parseTemplate(text);
	const unknown = parts.flatMap((part) => problemOf(part));
	const open = fence === null ? [] : [{
		line: fence,
		message: "this code block is never closed"
	}];
	return [
		...unknown,
		...open,
		...markers(text)
	].sort((a, b) => a.line - b.line);
}
function problemOf(part) {
	if (part.kind === "text") return [];
	const { name, line, context, alone } = part;
	const shown = `{{${printable(name, 64)}}}`;
	const known = placeholderNames.find((entry) => entry === name);
	if (known === void 0) {
		const near = nearest(name, placeholderNames);
		return [{
			line,
			message: `unknown placeholder ${shown}${near === null ? `; known are: ${placeholderNames.join(", ")}` : `, did you mean {{${near}}}?`}`
		}];
	}
	if (!placeholders[known].block || alone && context === "text") return [];
	return [{
		line,
		message: `${shown} is a block: it stands on a line of its own, outside of code`
	}];
}
/** A hidden comment of ours in the text of a pull request says which one it is; a runbook has none. */
function markers(text) {
	return text.split(/\r\n?|\n/).flatMap((content, index) => content.includes("<!-- prompt-rollout:") ? [{
		line: index + 1,
		message: "a comment that begins with `<!-- prompt-rollout:` is kept for the program"
	}] : []);
}
// src/report/codeowners.ts
/** Where a CODEOWNERS file can lie; the first that is there counts, as on GitHub. */
const codeownersLocations = [
	".github/CODEOWNERS",
	"CODEOWNERS",
	"docs/CODEOWNERS"
];
/** GitHub does not read a CODEOWNERS file of 3 MB or more. */
const mostCodeownersBytes = 3145727;
/**
* The owners of `path` by a CODEOWNERS file: those of the last line whose pattern matches, in their order; none
* when no line matches or that line has no owner. `path` is a repository path; one that ends in `/` is a folder and
* stands for a file in it of which only the folder is known. Rules of GitHub ("About code owners"): the patterns of
* gitignore without `!`, `[ ]` and an escaped leading `#`, whose lines are passed over; `docs/*` matches no file
* further down.
*/
function ownersOf(codeowners, path) {
	const file = path.endsWith("/") ? `${path}\u0000` : path;
	return [...codeowners.split(/\r\n?|\n/).map(ruleOf).findLast((rule) => rule !== null && matches(rule.pattern, file))?.owners ?? []];
}
function ruleOf(line) {
	const words = line.replace(/^\ufeff/, "").match(/(?:\\.|[^\s\\]|\\$)+/g) ?? [];
	const comment = words.findIndex((word) => word.startsWith("#"));
	const [pattern, ...owners] = comment < 0 ? words : words.slice(0, comment);
	if (pattern === void 0 || /^(?:!|\\#)/.test(pattern) || /(?<!\\)[[\]]/.test(pattern)) return null;
	return {
		pattern,
		owners
	};
}
/**
* Whether a pattern matches a whole repository path, by the rules of gitignore. Not by a regular expression: a
* hostile pattern of many stars would keep that busy for hours.
*/
function matches(pattern, path) {
	const folder = pattern.endsWith("/");
	const segments = pattern.replace(/^\//, "").replace(/\/+$/, "").split("/");
	const anchored = pattern.startsWith("/") || segments.length > 1;
	const shallow = segments.length > 1 && segments.at(-1) === "*" && !folder;
	const ending = segments.at(-1) === "**" ? ["*"] : [];
	const below = folder ? ["*", "**"] : shallow ? [] : ["**"];
	return matchesAll([
		...anchored ? [] : ["**"],
		...segments,
		...ending,
		...below
	], path.split("/"));
}
/** Segments of a pattern against those of a path; `**` stands for any number of them, also none. */
function matchesAll(pattern, path) {
	return reaches(pattern, path, (one) => one === "**", matchesSegment);
}
/** A segment against a name; `*` stands for any number of characters, `?` for one, a backslash for what follows. */
function matchesSegment(segment, name) {
	const tokens = segment.match(/\\.|\*+|./gsu) ?? [];
	const fits = (token, character) => token === "?" || (/^\\./su.test(token) ? token.slice(1) : token) === character;
	return reaches(tokens, [...name], (token) => token.startsWith("*"), fits);
}
/** Whether `pattern`, in which `isAny` stands for any number of things, fits all of `things`. */
function reaches(pattern, things, isAny, fits) {
	let open = things.map(() => false);
	open.unshift(true);
	for (const part of pattern) {
		const any = isAny(part);
		let before = false;
		open = open.map((here, index) => {
			const thing = things[index - 1];
			const now = any ? here || before : thing !== void 0 && (open[index - 1] ?? false) && fits(part, thing);
			before = now;
			return now;
		});
	}
	return open.at(-1) ?? false;
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
		timeline: timelineOf(events, incident),
		diff: await diffOf(session, view, snapshot, state.prompt, incident, path),
		rollback: rollbackCommit(session, incident, forge),
		historyUrl: forge.link({ branch: live.branch }),
		liveBranch: live.branch,
		defaultBranch: source.branch,
		repository: session.repository,
		checksNeedApproval: forge.checksNeedApproval,
		alternatives: alternativesOf(state, incident, events),
		cascade: members.map((member) => member.prompt),
		question: questionFacts(incident, config.rollback),
		verification: verificationFacts(incident, config.rollback),
		contacts: contactsOf(await authorsOf(session, view, incident), prompt?.owners ?? [], await readCodeOwners(source, path)),
		metricsUrl: config.metrics !== void 0 && "url" in config.metrics ? config.metrics.url : null,
		apiUrl: forge.kind === "github" ? session.facts.apiUrl : null
	};
	const template = await findRunbook(source, config.runbooks, scenarioOf(facts), session.log);
	return {
		...facts,
		runbook: renderRunbook(facts, template)
	};
}
/** The rollback's commit, where this run made it; a later run knows only the history that holds it. */
function rollbackCommit(session, { id }, forge) {
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
// src/report/notice-words.ts
/** What happened, in one line. */
function title(event, facts) {
	return titles[event](facts);
}
const label = (text) => clip(oneLine(text), 40);
const bad = ({ bad: version }) => version === null ? "the candidate" : label(version);
const good = ({ good: version }) => label(version);
const subject = (facts) => `${facts.prompt} ${facts.bad === null ? good(facts) : bad(facts)}`;
const share = ({ weight }) => weight === null ? "" : ` at ${weight} %`;
const why = ({ cause }) => cause === null || cause === "" ? "" : `: ${clip(oneLine(cause), 100)}`;
const together = ({ cascade }) => cascade.length === 0 ? "" : `, together with ${clip(oneLine(cascade.join(", ")), 80)}`;
const who = (name) => name === "system" ? "the system" : label(name);
const answered = ({ question, by }) => who(question?.answer?.by ?? by);
const due = ({ question }) => question?.expires_at == null ? "" : ` by ${time(question.expires_at)}`;
const given = ({ question, reason }) => {
	const text = question?.answer?.reason ?? reason ?? "";
	return text.trim() === "" ? "" : `: ${clip(oneLine(text), 100)}`;
};
const asHad = (facts) => {
	const { verification } = facts;
	if (verification === null) return "";
	return verificationSentence(verification, {
		good: good(facts),
		bad: bad(facts)
	});
};
const titles = {
	observing: (facts) => `${subject(facts)} is over a limit${share(facts)} and is observed${why(facts)}`,
	observed: (facts) => facts.incident === null ? `${subject(facts)} is below the limit again${share(facts)}` : `${subject(facts)} stayed over the limit${share(facts)}, and a person is asked${why(facts)}`,
	asked: (facts) => `${subject(facts)} frozen${share(facts)}, decide${due(facts)}${why(facts)}`,
	reminder: (facts) => `Reminder: ${subject(facts)} still frozen${share(facts)}, decide${due(facts)}${why(facts)}`,
	expired: (facts) => `Nobody decided about ${subject(facts)}${share(facts)}, ${facts.question?.on_expiry === "rollback" ? `it is rolled back to ${good(facts)}` : "it stays frozen"}${why(facts)}`,
	investigating: (facts) => `${answered(facts)} investigates ${subject(facts)}, frozen${share(facts)}`,
	"still-investigating": (facts) => `${subject(facts)} still frozen${share(facts)}, investigated by ${answered(facts)} for ${investigated(facts)}${why(facts)}`,
	resumed: (facts) => `${subject(facts)} goes on${share(facts)} by the word of ${answered(facts)}${given(facts)}`,
	"rolled-back": (facts) => `${subject(facts)} ${facts.gradual ? "is rolled back gradually" : "rolled back"} to ${good(facts)}${together(facts)}${facts.byPerson ? ` by ${who(facts.by)}` : ""}${why(facts)}`,
	verified: (facts) => `${facts.prompt}: ${asHad(facts) || `the rollback to ${good(facts)} worked`}`,
	escalated: (facts) => `${facts.prompt}: ${asHad(facts) || `not recovered after the rollback to ${good(facts)}`}`,
	failed: (facts) => `${facts.prompt}: ${asHad(facts) || `the rollback to ${good(facts)} did not help`}`,
	unverified: (facts) => `${facts.prompt}: ${asHad(facts) || `the rollback to ${good(facts)} is not verified`}`,
	paused: (facts) => `Gradual rollback of ${facts.prompt} to ${good(facts)} paused with ${facts.weight ?? 0} % on ${bad(facts)}${why(facts)}`,
	outage: (facts) => `${subject(facts)} held${share(facts)}${why(facts) || ": both versions are bad alike"}`,
	silence: (facts) => `${subject(facts)} held${share(facts)}, no judgement is possible${why(facts)}`,
	"hold-over": (facts) => `${subject(facts)} is judged again${share(facts)}, after ${duration(secondsBetween$1(facts.since, facts.at))}`,
	started: (facts) => `${subject(facts)} started${share(facts)}, over ${good(facts)}`,
	advanced: (facts) => `${subject(facts)} advanced to ${facts.weight ?? 0} %, over ${good(facts)}`,
	completed: (facts) => `${facts.prompt} ${good(facts)} is known as good and is the stable version`
};
const investigated = ({ question, at }) => duration(secondsBetween$1(question?.answer?.at ?? null, at));
/** What is so beyond the title, and what a person can do; a runbook follows for a page. */
function actionLines(event, facts) {
	return lines[event]?.(facts) ?? [];
}
const lines = {
	observing: (facts) => [`The stage holds${facts.until === null ? "" : ` until ${time(facts.until)}`}, with the limit as it was at the crossing. Nothing has to be done.`],
	asked: (facts) => [...choices(facts), ...onExpiry(facts)],
	reminder: (facts) => [
		"Half of the time is over.",
		...choices(facts),
		...onExpiry(facts)
	],
	expired: (facts) => facts.question?.on_expiry === "rollback" ? [`The policy rolls back when nobody decides: ${good(facts)} serves everyone.`] : [`${bad(facts)} goes on serving${share(facts)} until a person decides.`, ...choices(facts)],
	investigating: () => ["It stays frozen, nothing expires any more, and a page goes out every hour."],
	"still-investigating": choices,
	resumed: (facts) => [`The rule ${facts.rule ?? "that asked"} is muted for this rollout until the severity rises.`],
	"rolled-back": (facts) => [facts.gradual ? `Its users go to ${good(facts)} step by step. Whether that helped is looked at after the last one.` : `${good(facts)} serves everyone. Whether that helped is looked at next.`, "Merge the revert pull request, so that the default branch holds what serves."],
	verified: () => ["Merge the revert pull request, so that the default branch holds what serves."],
	paused: (facts) => [`${good(facts)} is not well itself, so no more traffic moves to it. A person decides: another version, or back at once.`],
	outage: () => [
		"Both versions are bad alike, so a rollback would not help.",
		"Look at the provider of the model, or at what grades the answers.",
		"Nothing advances and nothing is rolled back; it goes on by itself when one version is well again."
	],
	silence: () => ["Look at the metrics source and at the queries.", "Nothing advances and nothing is rolled back without a judgement."]
};
function choices(facts) {
	return [
		`Roll back: merge the revert pull request, or comment /rollback there. ${good(facts)} then serves everyone.`,
		"Look into it first: comment /investigate. It stays frozen, and a page goes out every hour.",
		"Go on: comment /resume with the reason. The rule is muted until the severity rises."
	];
}
function onExpiry({ question }) {
	if (question?.expires_at == null) return [];
	const then = question.on_expiry === "rollback" ? "it is rolled back" : "it is escalated and stays frozen";
	return [`Without an answer by ${time(question.expires_at)} ${then}.`];
}
/**
* The runbook for a page, in plain text: at most 12 lines of at most 200 characters. A command that would be cut
* is left out, as half of one is worse than none.
*/
function runbookLines(facts) {
	const scenario = scenarioOf(facts);
	const target = targetOf(facts);
	const { good, bad, began_at, detected_at } = facts.incident;
	const found = expectations(facts).map(({ metric, expected, actual, stable }) => `${metricNames$1[metric]}: expected ${expected}, found ${actual}; ${good.label} had ${stable} at the same time`);
	return [
		...found.length === 0 ? [`Why: ${cause(facts)}`] : found.slice(0, scenario === "failed-rollback" ? 1 : 2),
		...scenario === "failed-rollback" ? [verifiedText(facts)] : [],
		...facts.cascade.length === 0 ? [] : [`Fails at the same time: ${facts.cascade.join(", ")}`],
		`Check ${checks[scenario]} in ${sourceText(facts)}, ${bad.label} beside ${good.label}, since ${time(began_at ?? detected_at)}`,
		`Previous good version: ${good.label}, ${goodDates(good)}`,
		...older(facts, scenario),
		actionSentence(facts),
		...target === null ? [] : commandLines(facts, target),
		`Verify: ${verifySentence(facts)}`,
		`Escalate: ${escalationSentence(facts)}`,
		`Contacts: ${contactsText(facts.contacts)}`
	].map((line) => clip(oneLine(line), 200)).slice(0, 12);
}
const checks = {
	"error-rate": "errors by kind",
	latency: "p99, length of the answers and calls of tools",
	quality: "the answers with low grades",
	cascade: "what the prompts have in common, and which was first",
	"failed-rollback": "whether the bad version still has traffic, and the provider,"
};
function older(facts, scenario) {
	if (scenario !== "failed-rollback") return [];
	const versions = olderVersions(facts).map((older) => {
		const how = standing(older);
		return how === "" ? older.label : `${older.label} (${how})`;
	});
	return [`Older good versions: ${versions.length === 0 ? "none" : versions.join(", ")}`];
}
/** The workflow where there is one, and the command line. */
function commandLines(facts, target) {
	const { workflow, cli } = rollbackCommands(facts, target);
	const whole = [workflow, cli].filter((line) => line !== null && line.length <= 200);
	return whole.length === 0 ? ["The commands are too long for a page; pull request and issue have them."] : whole.flatMap((line) => line === null ? [] : [line]);
}
// src/report/notice.ts
/**
* Every event that people are told, with what it does to its page. A resolution and an acknowledgement have the
* severity that the thread has reached, so that they take the ways that its page took.
*/
const noticeEvents = {
	observing: ["trigger", "medium"],
	observed: ["resolve", "medium"],
	asked: ["trigger", "high"],
	reminder: ["trigger", "high"],
	expired: ["trigger", "critical"],
	investigating: ["acknowledge", "high"],
	"still-investigating": ["trigger", "high"],
	resumed: ["resolve", "high"],
	"rolled-back": ["trigger", "critical"],
	verified: ["resolve", "critical"],
	escalated: ["trigger", "critical"],
	failed: ["trigger", "critical"],
	unverified: ["trigger", "critical"],
	paused: ["trigger", "critical"],
	outage: ["trigger", "high"],
	silence: ["trigger", "high"],
	"hold-over": ["resolve", "high"],
	started: ["change", "info"],
	advanced: ["change", "info"],
	completed: ["change", "info"]
};
/** What is told of an event. Pure: the same event and facts give the same notice, so that it may be sent again. */
function noticeOf(event, facts) {
	const thread = threadOf(event, facts);
	const { action, severity } = effectOf(event, facts);
	const runbook = action === "trigger" ? facts.runbook : [];
	const lines = [...actionLines(event, facts), ...runbook].filter((line) => line.trim() !== "");
	return {
		thread,
		key: `${thread}/${event}${repeated(event, facts)}`,
		event,
		action,
		severity,
		prompt: facts.prompt,
		title: clip(oneLine(`${facts.drill ? "[drill] " : ""}${title(event, facts)}`), 200),
		lines: [...new Set(lines.map((line) => clip(oneLine(line), 200)))],
		links: facts.links.filter(({ url }) => isAddress(url)),
		details: detailsOf(facts),
		at: facts.at,
		drill: facts.drill
	};
}
/** An incident is a thread from its question to its recovery; so is a hold, an observation, and a rollout. */
function threadOf(event, { prompt, rollout, incident, since, at }) {
	const place = rollout === null ? prompt : `${prompt}/${rollout}`;
	if (event === "outage" || event === "silence" || event === "hold-over") return `${place}/hold/${since ?? at}`;
	if (event === "observing" || event === "observed") return `${place}/observe/${since ?? at}`;
	if (noticeEvents[event][0] === "change") return place;
	return incident === null ? place : `${prompt}/${incident}`;
}
/** Events that come more than once in a thread are told apart by their hour or weight. */
function repeated(event, { question, weight, at }) {
	if (event === "still-investigating") {
		const seconds = secondsBetween$1(question?.answer?.at ?? null, at);
		return `/${seconds === null ? at : Math.floor(seconds / 3600)}`;
	}
	return event === "advanced" || event === "started" || event === "paused" ? `/${weight ?? 0}` : "";
}
function effectOf(event, { byPerson, question, reached }) {
	const [action, standard] = noticeEvents[event];
	if (event === "rolled-back" && byPerson) return question === null ? {
		action,
		severity: "info"
	} : {
		action: "acknowledge",
		severity: reached ?? "high"
	};
	return {
		action,
		severity: action === "resolve" || action === "acknowledge" ? reached ?? (event === "verified" && byPerson ? "info" : standard) : standard
	};
}
function detailsOf(facts) {
	const { question, verification } = facts;
	const short = (text) => text === null ? null : clip(oneLine(text), 300);
	return {
		prompt: facts.prompt,
		rollout: facts.rollout,
		incident: facts.incident,
		bad: short(facts.bad),
		good: short(facts.good),
		weight: facts.weight,
		rule: short(facts.rule),
		cause: short(facts.cause),
		decided_by: short(facts.by),
		reason: short(facts.reason),
		due: question?.expires_at ?? null,
		verification: verification?.state ?? null,
		requests: verification?.requests ?? null,
		errors: verification?.errors ?? null,
		error_rate: verification?.error_rate ?? null,
		error_rate_limit: verification?.limit ?? null,
		contacts: facts.contacts.length === 0 ? null : contactsText(facts.contacts)
	};
}
// src/report/notice-facts.ts
/** The facts of an event that has no incident: what is not given is null or empty. */
function noticeFacts(given) {
	return {
		rollout: null,
		incident: null,
		since: null,
		until: null,
		bad: null,
		weight: null,
		cause: null,
		rule: null,
		by: "system",
		byPerson: false,
		gradual: false,
		reason: null,
		cascade: [],
		question: null,
		verification: null,
		contacts: [],
		runbook: [],
		links: [],
		reached: null,
		...given
	};
}
/** The facts of an event of an incident's life. */
function incidentNoticeFacts(facts, occasion) {
	const { incident, question, verification } = facts;
	const match = leading(facts);
	return noticeFacts({
		prompt: facts.prompt,
		rollout: incident.rollout,
		incident: incident.id,
		good: incident.good.label,
		bad: incident.bad.label,
		weight: incident.weight,
		cause: match === null ? cause(facts) : shortCause(match),
		rule: incident.rule,
		by: incident.decided_by,
		byPerson: incident.decided_by !== "system",
		gradual: incident.status === "reverting",
		reason: incident.rule === null ? incident.reason : null,
		cascade: facts.cascade,
		question,
		verification,
		contacts: facts.contacts,
		runbook: runbookLines(facts),
		links: linksOf(facts),
		...occasion
	});
}
function linksOf({ incident, rollback, historyUrl }) {
	const { pull_request, issue, run_url } = incident;
	return [
		{
			text: "Revert pull request",
			url: pull_request?.url ?? null
		},
		{
			text: "Post-mortem",
			url: issue?.url ?? null
		},
		{
			text: "Rollback commit",
			url: rollback?.url ?? null
		},
		{
			text: "Workflow run",
			url: run_url
		},
		{
			text: "Deployment history",
			url: historyUrl
		}
	].flatMap(({ text, url }) => url === null ? [] : [{
		text,
		url
	}]);
}
// src/commands/notices.ts
/**
* Sends a notice to every channel that takes it and does not have it yet, all at once: one that fails holds up no
* other, and is tried again by the next run.
*/
async function sendNotice(session, view, snapshot, state, entry) {
	const incident = state.incidents.find(({ id }) => id === entry.incident) ?? null;
	const facts = await factsFor(session, view, snapshot, state, incident, entry);
	const place = `${session.repository}/${state.prompt}/${entry.thread}`;
	const notice = {
		...noticeOf(entry.event, facts),
		thread: place,
		key: `${place}/${entry.key}`
	};
	const threads = incident?.threads ?? {};
	const results = await Promise.all(session.channels(view.config).filter(({ name }) => !entry.sent.includes(name)).map((channel) => send(channel, notice, threads[channel.name] ?? null)));
	const channels = results.filter(({ sent }) => sent).map(({ channel }) => channel);
	for (const channel of channels) session.log.info(`${state.prompt}: ${entry.event} told by ${channel}`);
	return {
		channels,
		threads: Object.fromEntries(results.flatMap(({ channel, thread }) => thread === null ? [] : [[channel, thread]])),
		failures: results.flatMap(({ failure }) => failure === null ? [] : [failure])
	};
}
async function send(channel, notice, thread) {
	const { name } = channel;
	if (!goesTo(channel, notice, thread)) return {
		channel: name,
		sent: false,
		thread: null,
		failure: null
	};
	try {
		return {
			channel: name,
			sent: true,
			thread: (await channel.send(notice, thread)).thread,
			failure: null
		};
	} catch (error) {
		const cure = error instanceof Failure ? ` ${error.cure}` : "";
		return {
			channel: name,
			sent: false,
			thread: null,
			failure: `${name}: ${messageOf(error)}${cure}`
		};
	}
}
/** A page does not wait for what a report needs: without it, it says what the state says. */
async function factsFor(session, view, snapshot, state, incident, entry) {
	const occasion = {
		at: entry.created_at,
		drill: session.drill,
		reached: null
	};
	const plain = plainFacts(session, state, incident, entry);
	if (incident === null) return plain;
	try {
		return incidentNoticeFacts(await factsOf(session, view, snapshot, state, incident), occasion);
	} catch (error) {
		session.log.warn(`${state.prompt}: the notice says only what the state says: ${messageOf(error)}`);
		return plain;
	}
}
function plainFacts({ drill }, { prompt, stable, rollout }, incident, entry) {
	return noticeFacts({
		prompt,
		rollout: incident?.rollout ?? rollout?.id ?? null,
		incident: incident?.id ?? null,
		since: sinceOf(entry),
		good: incident?.good.label ?? stable.label,
		bad: incident?.bad.label ?? rollout?.candidate.label ?? null,
		weight: incident?.weight ?? rollout?.weight ?? null,
		cause: incident?.reason ?? (entry.detail || null),
		rule: incident?.rule ?? null,
		by: incident?.decided_by ?? "system",
		byPerson: incident !== null && incident.decided_by !== "system",
		gradual: incident?.status === "reverting",
		at: entry.created_at,
		drill
	});
}
/** When the hold or the observation began that the conversation is named after. */
function sinceOf({ thread }) {
	return /\/(?:hold|observing)\/(.+)$/.exec(thread)?.[1] ?? null;
}
// src/commands/effects.ts
/**
* Does everything that is decided and not yet done, but for what another run is about to do; with `own` only what is
* this run's. Each effect is idempotent; what fails stays in the outbox for the next run.
*/
async function runEffects(session, view, snapshot, own = false) {
	const warnings = /* @__PURE__ */ new Map();
	const warn = (prompt, text) => {
		session.log.warn(`${prompt}: ${text}`);
		warnings.set(prompt, [...warnings.get(prompt) ?? [], text]);
	};
	const tried = /* @__PURE__ */ new Set();
	let report = {
		snapshot,
		done: 0,
		warnings
	};
	for (;;) {
		const { run, now } = session.actor(view.config);
		const open = allOpen(report.snapshot).filter((each) => (own ? isOf$1(each[1], run) : !isLeft(each[1], run, now)) && !tried.has(nameOf(each)));
		if (open.length === 0) return report;
		for (const each of open) tried.add(nameOf(each));
		const done = await doAll(session, view, report.snapshot, open, warn);
		if (done.length === 0) return report;
		report = {
			snapshot: await book(session, view, done),
			done: report.done + done.length,
			warnings
		};
	}
}
/** Every effect that is not yet done, whoever does it. */
function allOpen({ states }) {
	return [...states.values()].flatMap((state) => state.outbox.map((entry) => [state, entry]));
}
/** Names one decision to do an effect: an effect that is decided anew keeps its key and gets another time. */
function nameOf([{ prompt }, { key, created_at }]) {
	return JSON.stringify([
		prompt,
		key,
		created_at
	]);
}
/** A page waits so many seconds for the pull request that it links to, and no longer. */
const patience$1 = 4;
/**
* The hand-on of the manifest first, for all prompts; then the pull requests, which are what people are told of; then
* people are told, beside the issues. A forge that is slow or away keeps nobody from hearing.
*/
async function doAll(session, view, snapshot, open, warn) {
	const handed = await inTurn(open.filter(isKind("deliver")), warn, async () => {
		await deliver(session, view, snapshot);
		return { link: null };
	});
	const pulls = makeAll(session, view, snapshot, ["revert-pr", "close-pr"], open, [], warn);
	const [told, asked, filed] = await Promise.all([
		within(patience$1, pulls).then((known) => tellAll(session, view, snapshot, open, known ?? [], warn)),
		pulls,
		pulls.then((known) => makeAll(session, view, snapshot, ["postmortem"], open, known, warn))
	]);
	return [
		...handed,
		...told,
		...asked,
		...filed
	];
}
async function book(session, view, done) {
	return (await transact(view.live, session.clock, async (fresh) => {
		const actor = session.actor(view.config);
		const changes = [...fresh.states.values()].map((state) => effectsDone(state, done, actor)).filter((change) => change !== null);
		if (changes.length === 0) return null;
		return {
			proposals: changes.map((change) => ({
				change,
				contents: /* @__PURE__ */ new Map(),
				archive: null
			})),
			message: effectsMessage(changes)
		};
	})).snapshot;
}
const isKind = (...kinds) => ([, { kind }]) => kinds.includes(kind);
/** One after the other; what fails is warned of, and stays. */
async function inTurn(entries, warn, work) {
	const done = [];
	for (const [state, entry] of entries) try {
		const result = await work(state, entry);
		const standard = {
			prompt: state.prompt,
			entry,
			complete: true,
			link: null,
			channels: [],
			threads: {}
		};
		if (result !== null) done.push({
			...standard,
			...result
		});
	} catch (error) {
		const cure = error instanceof Failure ? ` ${error.cure}` : "";
		warn(state.prompt, `${entry.kind} is not done and stays in the outbox: ${messageOf(error)}${cure}`);
	}
	return done;
}
async function deliver(session, view, snapshot) {
	const manifest = renderManifest(snapshot.manifest);
	for (const delivery of session.deliveries(view.config)) {
		await delivery.deliver(manifest, snapshot.head ?? "");
		session.log.info(`flags.json handed on: ${delivery.name}`);
	}
}
/** Notices of one conversation in their order, since each answers the one before. */
async function tellAll(session, view, snapshot, open, made, warn) {
	const threads = /* @__PURE__ */ new Map();
	return inTurn(open.filter(isKind("notify")), warn, async (before, entry) => {
		if (entry.kind !== "notify") return null;
		const place = `${before.prompt}/${entry.thread}`;
		const state = withKnown(before, entry, threads.get(place) ?? {}, made);
		const { channels, threads: named, failures } = await sendNotice(session, view, snapshot, state, entry);
		threads.set(place, {
			...threads.get(place),
			...named
		});
		for (const failure of failures) warn(state.prompt, `${entry.event} is not told everywhere, and is tried again: ${failure}`);
		if (channels.length === 0 && failures.length > 0) return null;
		return {
			complete: failures.length === 0,
			channels,
			threads: named
		};
	});
}
/** The state with what this run knows of the incident already: its conversations, and its pull request. */
function withKnown(state, { incident: told }, threads, made) {
	const incidents = state.incidents.map((incident) => incident.id === told ? {
		...incident,
		threads: {
			...incident.threads,
			...threads
		},
		pull_request: pullRequestOf(state, incident, made)
	} : incident);
	return {
		...state,
		incidents
	};
}
function pullRequestOf({ prompt }, { id, pull_request }, made) {
	return made.find(({ prompt: other, entry }) => other === prompt && entry.kind === "revert-pr" && entry.incident === id)?.link ?? pull_request;
}
/** Makes pull requests or issues, in the order of the kinds; issues link to the pull requests that are `known`. */
async function makeAll(session, view, snapshot, kinds, open, known, warn) {
	return inTurn(kinds.flatMap((kind) => open.filter(isKind(kind))), warn, async (state, entry) => {
		if (entry.kind === "deliver" || entry.kind === "notify") return null;
		const incident = state.incidents.find(({ id }) => id === entry.incident);
		if (incident === void 0) return { link: null };
		const made = await make(session, view, snapshot, state, {
			...incident,
			pull_request: pullRequestOf(state, incident, known)
		}, entry.kind);
		for (const warning of made?.warnings ?? []) warn(state.prompt, warning);
		if (made !== null) session.log.info(`${entry.kind}: ${made.url}`);
		return { link: made };
	});
}
async function make(session, view, snapshot, state, incident, kind) {
	switch (kind) {
		case "revert-pr": return ensureRevert(session, view, snapshot, state, incident);
		case "postmortem": return ensurePostmortem(session, view, snapshot, state, incident);
		case "close-pr":
			await closeRevert(session, state, incident);
			return null;
	}
}
// src/commands/findings.ts
/** What a run has found, by prompt. */
var Findings = class {
	#found = /* @__PURE__ */ new Map();
	/** Everything that was found. */
	entries() {
		return this.#found.entries();
	}
	has(prompt) {
		return this.#found.has(prompt);
	}
	/** The finding of a prompt, made when there is none. */
	of(prompt) {
		const found = this.#found.get(prompt) ?? {
			reason: "nothing-to-do",
			verdict: null,
			incident: null,
			drift: null,
			error: null,
			warnings: []
		};
		this.#found.set(prompt, found);
		return found;
	}
	/** The latest outcome counts, but for a rollback: what comes later hides it only if it is that it failed. */
	note(prompt, outcome) {
		const found = this.of(prompt);
		if (!wasRolledBack(found.reason) || outcome === "rollback-failed") found.reason = outcome;
	}
	/** A new look begins: what failed in the one before is tried again, and counts only if it fails again. */
	begin() {
		for (const found of this.#found.values()) {
			if (found.error !== null && found.reason === found.error.code) found.reason = "nothing-to-do";
			found.error = null;
		}
	}
	/** Does the work of one prompt. Its failure is its own: the others, and its running rollout, go on. */
	guard(prompt, work) {
		return this.guardAll([prompt], work);
	}
	/** The same for work that several prompts share: its failure is that of each. */
	async guardAll(prompts, work) {
		try {
			await work();
		} catch (error) {
			for (const prompt of prompts) {
				const found = this.of(prompt);
				found.error = resultError(error);
				if (rank(found.error.code) < rank(found.reason)) found.reason = found.error.code;
			}
		}
	}
};
/**
* Notes what became of rollbacks. One that failed is the outcome of its prompt. One of which nothing is known is a
* warning: unknown is no failure, and those who must look have been told.
*/
function noteVerified(findings, news, warnings) {
	for (const { prompt, incident, status, reason } of news) {
		const found = findings.of(prompt);
		found.incident ??= incident;
		if (status === "failed") findings.note(prompt, "rollback-failed");
		if (status === "unverified") found.warnings.push(unverifiedWarning(reason));
	}
	noteWarnings(findings, warnings);
}
/** Notes what failed in the effects, by prompt. */
function noteWarnings(findings, warnings) {
	for (const [prompt, texts] of warnings) findings.of(prompt).warnings.push(...texts);
}
/** What a run says of a rollback that could not be verified. */
function unverifiedWarning(reason) {
	return `The rollback is not verified: ${reason}`;
}
// src/rollout/take-over.ts
/**
* Gives the effects that are `due` to the run of the actor, since theirs has not done them in time. They are fresh
* again: of several runs that wait for them, only the one whose commit this is may do them. Null when none is open.
*/
function takeOver(state, due, actor) {
	const taken = state.outbox.filter((entry) => entry.kind !== "deliver" && due(entry));
	if (taken.length === 0) return null;
	const keys = taken.map(({ key }) => key);
	const again = {
		run: actor.run,
		created_at: actor.now
	};
	const reason = taken.map((entry) => entry.kind === "notify" ? `notify ${entry.event}` : entry.kind).join(", ");
	return {
		outcome: "nothing-to-do",
		state: {
			...state,
			outbox: state.outbox.map((entry) => taken.includes(entry) ? {
				...entry,
				...again
			} : entry)
		},
		events: [ledgerEvent(actor, "effects-taken", {
			reason,
			details: { keys }
		})],
		routing: false,
		archive: null,
		message: {
			verb: "effects",
			from: null,
			to: null,
			detail: `taken over: ${reason}`,
			incident: null
		}
	};
}
// src/commands/passing.ts
const passing = ["remote-unreachable", "push-contended"];
/** Whether a failure may be over at the next look; every other one ends the run. */
function isPassing(error) {
	return error instanceof Failure && passing.includes(error.code);
}
// src/commands/finish-effects.ts
/** Seconds between two looks at whether the other run is ready. */
const pause$1 = 2;
/**
* The end of a run: while another run is about to do what it has just decided, this one stays, for about a minute at
* most, and then does it itself, if no third run was faster to take it over. So a run that dies costs a page a minute,
* and two runs at once do not both tell people. Returns the live branch after that, and what failed of the effects that were taken over.
*/
async function finishEffects(session, view, snapshot) {
	const awaited = new Set(leftIn(session, view, snapshot));
	if (awaited.size === 0) return {
		snapshot,
		warnings: /* @__PURE__ */ new Map()
	};
	session.log.info(`Another run is doing ${awaited.size} effects; this one stays until they are done.`);
	let latest = snapshot;
	while (leftIn(session, view, latest).some((name) => awaited.has(name))) {
		await session.clock.sleep(pause$1);
		latest = await readAgain(session, view, latest);
	}
	const { commit, snapshot: now } = await transact(view.live, session.clock, async ({ states }) => {
		const actor = session.actor(view.config);
		const changes = [...states.values()].map((state) => takeOver(state, (entry) => awaited.has(nameOf([state, entry])), actor)).filter((change) => change !== null);
		if (changes.length === 0) return null;
		return {
			proposals: changes.map((change) => ({
				change,
				contents: /* @__PURE__ */ new Map(),
				archive: null
			})),
			message: effectsMessage(changes)
		};
	});
	return commit === null ? {
		snapshot: now,
		warnings: /* @__PURE__ */ new Map()
	} : runEffects(session, view, now, true);
}
/** Names of the effects that are another run's for now. */
function leftIn({ actor }, { config }, snapshot) {
	const { run, now } = actor(config);
	return allOpen(snapshot).filter(([, entry]) => isLeft(entry, run, now)).map(nameOf);
}
/** The live branch as it is now, or as it was when the remote fails in passing: there is time for another look. */
async function readAgain({ log }, { live }, before) {
	try {
		return readSnapshot(await live.read(), live.branch);
	} catch (error) {
		if (!isPassing(error)) throw error;
		log.warn(`This look failed, the next one tries again: ${error.message}`);
		return before;
	}
}
// src/evidence/sight.ts
/** True error rates for which a stage says what it would take to see them. */
const SIGHT_RATES = [
	.02,
	.03,
	.05,
	.08,
	.2,
	.5
];
/** The 95 % quantile of the normal distribution. */
const CERTAINTY = 1.645;
/**
* What to reach over the evidence of the best single alternative: half of the weight lies on the first look, and
* the other alternatives help along. The 1.5 is fitted to simulation, which this then meets within 5 %.
*/
const SHARED = Math.log(3);
/**
* What a stage can see, from its first request on.
*
* @param baseline stable's error rate, a fraction
* @param weight the candidate's weight in percent
* @param requestsPerSecond of both arms together
*/
function sight(baseline, weight, requestsPerSecond) {
	const perMinute = requestsPerSecond * 60 * weight / 100;
	return SIGHT_RATES.map((rate) => {
		const requests = requestsToSee(rate, baseline, weight / 100);
		return {
			rate,
			requests,
			minutes: requests === null || !(perMinute > 0) ? null : requests / perMinute
		};
	});
}
/**
* Candidate requests until an error rate is proven in 95 of 100 cases, by the better of the tests against
* stable and against the limit: the smallest n with n·μ − 1.645·√(n·v) ≥ what E needs, where μ and v are mean and
* variance that one candidate request adds to the log wealth of an alternative.
*
* @param share the candidate's share of the traffic, 0…1
*/
function requestsToSee(rate, baseline, share) {
	if (!(share > 0)) return null;
	const stablePerCandidate = (1 - share) / share;
	const relative = THETAS.map((theta) => {
		const fee = Math.log1p(share * Math.expm1(theta));
		const drift = rate * theta - (rate + stablePerCandidate * baseline) * fee;
		const ofStable = stablePerCandidate * baseline * (1 - baseline) * fee ** 2;
		return needed(drift, rate * (1 - rate) * (theta - fee) ** 2 + ofStable, STAKES.relative);
	});
	const absolute = THETAS.map((theta) => {
		return needed(rate * theta - Math.log1p(STAKES.limit * Math.expm1(theta)), rate * (1 - rate) * theta ** 2, STAKES.absolute);
	});
	const fewest = Math.min(...relative, ...absolute);
	return Number.isFinite(fewest) ? Math.ceil(fewest) : null;
}
function needed(drift, variance, stake) {
	if (!(drift > 0)) return Number.POSITIVE_INFINITY;
	const goal = PROVEN + SHARED - Math.log(stake);
	const spread = CERTAINTY * Math.sqrt(variance);
	return ((spread + Math.sqrt(spread ** 2 + 4 * drift * goal)) / (2 * drift)) ** 2;
}
// src/report/look-line.ts
/**
* One look in one line: `14:02:30 UTC  customer-support v2.0.0  5 %  healthy  errors 0.3 % (0.2 %)  …`, values
* of the candidate with those of stable in brackets. Plain text; the log makes it harmless.
*/
function lookLine(at, prompt, { candidate, weight, phase, paused_at }, observation, verdict) {
	const why = verdict.matches[0]?.name ?? (verdict.gaps.join(", ") || verdict.unproven[0]?.name);
	const judged = why === void 0 ? verdict.verdict : `${verdict.verdict} (${why})`;
	const waits = verdict.verdict === "healthy" ? verdict.promotion.waits.map(waitText) : missing(verdict);
	return [
		`${at.toISOString().slice(11, 19)} UTC`,
		`${prompt} ${candidate.label}`,
		phase === "reverting" ? `${weight} % left on ${candidate.label}${paused_at ? " (paused)" : ""}` : `${weight} %`,
		judged,
		...observation === null ? [] : numbers(observation),
		...phase === "reverting" ? blind$1(verdict, paused_at !== null) : waits
	].join("  ");
}
/** What a gradual rollback does where the metrics do not tell: it needs no healthy verdict to go on. */
function blind$1({ verdict, cause }, paused) {
	if (verdict !== "inconclusive" || cause === "outage") return [];
	return [paused ? "stays paused until the target is known to be healthy" : "the time of the step runs on"];
}
/** What is missing until an unproven crossing is proven, if it goes on like this. */
function missing({ unproven, readings }) {
	const crossed = unproven[0];
	const requests = readings.find(({ metric }) => metric === crossed?.metric)?.proof?.missing_requests;
	if (crossed === void 0 || requests == null) return [];
	return [`${crossed.name}: ${counted(requests, "request")} missing to proof`];
}
function numbers({ candidate, stable, rates }) {
	if (rates !== null) return [`errors ${percent$1(rates.error_rate_pct)}`];
	const pair = (name, tell) => {
		const value = tell(candidate);
		return value === null ? [] : [`${name} ${value} (${tell(stable) ?? "-"})`];
	};
	return [
		...pair("errors", ({ errors, requests }) => errors === null || !requests ? null : percent$1(100 * errors / requests)),
		...pair("p99", ({ p99 }) => p99 === null ? null : latency$1(p99)),
		...pair("quality", ({ quality }) => quality === null ? null : score(quality))
	];
}
// src/report/sight-line.ts
/**
* What a stage can see, in one line: `this stage proves an error rate of 8 % after 105 requests (2 min), …`.
* Null when it can see nothing.
*/
function sightLine(rows) {
	const texts = rows.flatMap(({ rate, requests, minutes }) => {
		if (requests === null) return [];
		const time = minutes === null ? "" : ` (${duration(minutes * 60)})`;
		return [`${percent$1(rate * 100)} after ${count(requests)} requests${time}`];
	});
	return texts.length === 0 ? null : `this stage proves, 95 times in 100, an error rate of ${texts.join(", ")}`;
}
// src/rollout/question.ts
/** An investigated question pages again after so many seconds. */
const hourly = 3600;
/** The clock of a question that opens now: reminder at half the limit of the rule, expiry at the limit. */
function newQuestion({ limit }, actor) {
	return {
		status: "open",
		opened_at: actor.now,
		remind_at: timeAfter$1(actor.now, limit / 2),
		expires_at: timeAfter$1(actor.now, limit),
		reminded: false,
		page_at: null,
		answer: null
	};
}
/** Nothing for a question that is answered or has expired: it stays frozen until a person decides. */
function dueOf({ question }, now) {
	const over = (time) => time !== null && Date.parse(now) >= Date.parse(time);
	if (question?.status === "open" && over(question.expires_at)) return "expire";
	if (question?.status === "open" && !question.reminded && over(question.remind_at)) return "remind";
	return question?.status === "investigating" && over(question.page_at) ? "page-again" : null;
}
/** The incident whose question freezes the rollout; null when none does. */
function askedOf({ rollout, incidents }) {
	if (rollout === null || rollout.asking === null) return null;
	return incidents.find(({ id }) => id === rollout.asking) ?? null;
}
/** Half of the limit is over and nobody has answered: they are reminded. */
function remind(before, incident, actor) {
	return asked(before, incident, { reminded: true }, "reminded", "reminder", "half of the time is over", actor);
}
/** The limit is over: escalated. The weight stays frozen. */
function expire(before, incident, actor) {
	return asked(before, incident, { status: "expired" }, "expired", "expired", "nobody has answered in time", actor);
}
/** Somebody has looked into it for an hour: those on call hear of it again. */
function pageAgain(before, incident, actor) {
	return asked(before, incident, { page_at: timeAfter$1(actor.now, hourly) }, "reminded", "still-investigating", "still being investigated", actor);
}
/** A person looks into it: the expiry stops, the weight stays frozen, and it pages hourly. */
function investigate(before, incident, reason, actor) {
	const answer = {
		kind: "investigate",
		by: actor.by,
		reason: reason ?? "",
		at: actor.now
	};
	return asked(before, incident, {
		status: "investigating",
		page_at: timeAfter$1(actor.now, hourly),
		answer
	}, "investigating", "investigating", reason ?? "no reason given", actor);
}
/**
* A person lets the rollout go on. Its metric is muted at the severity that was asked about: the rollout is
* asked about again only when it gets worse than that.
*/
function resume(before, rollout, incident, reason, actor) {
	const { now: at, by } = actor;
	const answered = withAnswer(incident, {
		kind: "resume",
		by,
		reason,
		at
	});
	const match = matchOf(incident);
	const mute = match === null ? [] : [{
		...match,
		by,
		reason,
		at
	}];
	const closed = {
		...answered,
		status: "closed"
	};
	const next = {
		...rollout,
		asking: null,
		crossing: null,
		hold: null,
		mutes: [...rollout.mutes, ...mute]
	};
	return {
		outcome: "resumed",
		state: {
			...before,
			rollout: next,
			incidents: replaced(before, closed),
			outbox: withEntries(before.outbox, ...newsOf(closed, "resumed", actor), effectEntry("close-pr", closed.id, actor))
		},
		events: [event(before, closed, "resumed", reason, actor)],
		routing: false,
		archive: null,
		message: {
			verb: "resume",
			from: null,
			to: rollout.candidate.label,
			detail: reason,
			incident: incident.id
		}
	};
}
/** The incident with the answer to its question. */
function withAnswer(incident, answer) {
	if (incident.question === null) return incident;
	return {
		...incident,
		question: {
			...incident.question,
			status: "answered",
			page_at: null,
			answer
		}
	};
}
/** The incidents of the state with this one in the place of its former self. */
function replaced({ incidents }, incident) {
	return incidents.map((entry) => entry.id === incident.id ? incident : entry);
}
function matchOf({ metric, severity }) {
	return metric === null || severity === null ? null : {
		metric,
		severity
	};
}
function asked(before, incident, change, name, notice, reason, actor) {
	if (incident.question === null) throw new Error(`incident ${incident.id} has no question`);
	const next = {
		...incident,
		question: {
			...incident.question,
			...change
		}
	};
	return {
		outcome: name === "investigating" ? "investigating" : "asking",
		state: {
			...before,
			incidents: replaced(before, next),
			outbox: withEntries(before.outbox, ...newsOf(next, notice, actor))
		},
		events: [event(before, next, name, reason, actor)],
		routing: false,
		archive: null,
		message: {
			verb: name,
			from: null,
			to: incident.bad.label,
			detail: reason,
			incident: incident.id
		}
	};
}
function event({ rollout }, { id, bad }, name, reason, actor) {
	const fields = {
		rollout: rollout?.id ?? null,
		incident: id,
		version: bad,
		weight: rollout?.weight ?? null
	};
	return ledgerEvent(actor, name, {
		...fields,
		reason
	});
}
// src/rollout/group.ts
/**
* Who goes back together. Every named prompt does, as it would alone. A prompt that is related to a named one (the
* relation holds both ways) does when it has a rollout, whose candidate is then taken back: a settled version
* has proven itself, and is put back only by name.
*/
function groupOf(named, prompts, states) {
	const related = prompts.filter(({ id, related: others }) => !named.includes(id) && (others.some((other) => named.includes(other)) || prompts.some((prompt) => named.includes(prompt.id) && prompt.related.includes(id)))).map(({ id }) => id).filter((id) => states.has(id));
	const running = related.filter((id) => states.get(id)?.rollout !== null);
	return {
		members: [.../* @__PURE__ */ new Set([...named, ...running])],
		left: related.filter((id) => !running.includes(id))
	};
}
/**
* Rollbacks of prompts that fail together, as one incident: that of the first speaks for the others, which tell
* nobody and open nothing of their own. An incident that was there before, asked about or on its gradual way back,
* keeps what it has. Other changes stay as they are, behind the rollbacks.
*/
function joined(changes) {
	const [lead, ...others] = changes.filter(opensIncident);
	const incident = lead?.message.incident ?? null;
	if (lead === void 0 || incident === null) return [...changes];
	const joins = {
		prompt: lead.state.prompt,
		incident
	};
	const rest = changes.filter((change) => !opensIncident(change));
	return [
		lead,
		...others.map((change) => joining(change, joins)),
		...rest
	];
}
/**
* Whether a rollback opens an incident of its own. One that was there before has its branch and pull request
* already, which are of its prompt alone: it neither joins another nor speaks for one.
*/
function opensIncident({ events, state, message }) {
	const incident = state.incidents.find(({ id }) => id === message.incident);
	if (incident === void 0 || incident.question !== null) return false;
	return events.some(({ event, at }) => (event === "rolled-back" || event === "reverting") && at === incident.decided_at);
}
function joining(change, joins) {
	const { state, message } = change;
	const incident = state.incidents.find(({ id }) => id === message.incident);
	if (incident === void 0) return change;
	const own = (entry) => entry.kind !== "deliver" && entry.incident === incident.id;
	return {
		...change,
		state: {
			...state,
			incidents: replaced(state, {
				...incident,
				joins
			}),
			outbox: state.outbox.filter((entry) => !own(entry))
		}
	};
}
/** Prompts that are related, as lists: the relation holds both ways, and across several steps. */
function clusters(prompts) {
	const areRelated = (one, other) => one.related.includes(other.id) || other.related.includes(one.id);
	return prompts.reduce((lists, one) => {
		const near = lists.filter((list) => prompts.some((other) => list.includes(other.id) && areRelated(one, other)));
		return [...lists.filter((list) => !near.includes(list)), [...near.flat(), one.id]];
	}, []);
}
// src/rollout/announce.ts
/** Outcomes that are news of a promotion. */
const promotions = {
	started: "started",
	superseded: "started",
	advanced: "advanced",
	watching: "advanced",
	completed: "completed"
};
/**
* The change with the notices of what is no incident: promotions, the begin and end of an observation, and of a
* hold that pages. Told from the states before and after, so that no way out of a hold forgets to call it off.
*/
function announced(before, change, actor) {
	const { state, events } = change;
	const [was, is] = [before.rollout, state.rollout];
	const rollout = is ?? was;
	if (rollout === null) return change;
	const event = promotions[change.outcome];
	const reason = events.findLast((entry) => entry.reason !== null)?.reason ?? "";
	const entries = [
		...event === void 0 ? [] : plainNotice(event, rollout.id, change.message.detail ?? "", actor),
		...observation(was, is, reason, actor),
		...paging(was, is, reason, actor)
	];
	return entries.length === 0 ? change : {
		...change,
		state: {
			...state,
			outbox: withEntries(state.outbox, ...entries)
		}
	};
}
function observation(was, is, reason, actor) {
	const [old, now] = [was?.crossing ?? null, is?.crossing ?? null];
	const thread = ({ id }, since) => `${id}/observing/${since}`;
	if (old === null && now !== null && is !== null) return plainNotice("observing", thread(is, now.since), reason, actor);
	const resolved = is !== null && is.asking === was?.asking;
	if (old !== null && now === null && was !== null) return plainNotice("observed", thread(was, old.since), resolved ? "it is over" : "it has become an incident", actor);
	return [];
}
function paging(was, is, reason, actor) {
	const old = was?.hold?.paged === true ? was.hold : null;
	const now = is?.hold?.paged === true ? is.hold : null;
	const thread = (rollout, since) => `${rollout?.id}/hold/${since}`;
	if (old !== null && old.why === now?.why) return [];
	return [...old === null ? [] : plainNotice("hold-over", thread(was, old.since), reason, actor), ...now === null ? [] : plainNotice(now.why === "outage" ? "outage" : "silence", thread(is, now.since), reason, actor)];
}
// src/rollout/ground.ts
const names = {
	error_rate: "error rate",
	latency_p99: "p99 increase",
	quality: "quality drop"
};
/** The ground of a crossed rule: `error rate 8.4 %, rule error-critical`. */
function groundOf(match, detectedAt, evidence) {
	const value = shown(match.value, match.threshold);
	return {
		match,
		reason: `${names[match.metric]} ${value} %, rule ${match.name}`,
		detectedAt,
		evidence
	};
}
/** The value with as many digits as it takes to be seen over its threshold: 5.04 is not 5. */
function shown(value, threshold) {
	for (let digits = 1; digits < 6; digits++) {
		const rounded = Number(value.toFixed(digits));
		if (rounded > threshold) return String(rounded);
	}
	return String(value);
}
/** The trouble of a source without an answer. */
const silence = {
	proven: false,
	text: "the metrics source says nothing of the time since"
};
/** What keeps a rollback from counting as verified; empty when nothing does. `limit` is a fraction. */
function troublesOf(status, figures, limit, minRequests) {
	return [
		...rateTroubles(status, figures, limit, minRequests),
		...exposureTroubles(figures),
		...metricTroubles(figures.metric)
	];
}
function rateTroubles(status, { requests, error_rate }, limit, minRequests) {
	if (status === "recovered") return [];
	const counted = Math.round(requests);
	if (status === "failing") return [{
		proven: true,
		text: `error rate ${percent(error_rate ?? 0)} over ${counted} requests, and the limit is ${percent(limit)}`
	}];
	return [{
		proven: false,
		text: requests < minRequests ? `too few requests to tell: ${counted} of ${minRequests}` : `too early to tell: ${counted} requests so far`
	}];
}
function exposureTroubles({ ended, bad_requests }) {
	if (ended === true) return [];
	if (ended === null) return [{
		proven: false,
		text: "whether the bad version still has traffic is not known"
	}];
	return [{
		proven: true,
		text: `the bad version still has traffic: ${Math.ceil(bad_requests)} requests in the last 30 s`
	}];
}
function metricTroubles(metric) {
	if (metric === null || metric.ok === true) return [];
	const { name, before, after, limit } = metric;
	const words = name === "latency_p99" ? "p99" : "quality";
	if (metric.ok === null) return [{
		proven: false,
		text: `the ${words} is not known`
	}];
	const shown = (value) => `${Number((value ?? 0).toPrecision(3))}${name === "latency_p99" ? " s" : ""}`;
	const change = name === "latency_p99" ? `+${limit}` : `-${limit}`;
	return [{
		proven: true,
		text: `${words} ${shown(after)}, and before the rollback ${shown(before)} (limit ${change} %)`
	}];
}
function percent(fraction) {
	return `${Number((100 * fraction).toPrecision(3))} %`;
}
// src/rollout/aftermath.ts
/** Share of all requests that the bad version may have and count as gone. */
const mostExposure = .001;
/** A verdict rests on the counts of at most so many seconds. */
const longestSettle = 60;
/** Graded answers below which a mean quality is not known. */
const fewestGraded = 20;
/**
* Plays the looks since the switch, one after the other, as if a run had been there at each: what comes out is
* the same whoever looks, and when. Looks before `starts_at` do not count, and the first one after it only marks
* the begin. `now` (ISO 8601) alone moves the status on when the source is silent; looks end up to one interval
* before it.
*/
function aftermath(verification, looks, settings, now) {
	const { starts_at, escalate_at, ends_at } = verification;
	const after = looks.filter(({ at }) => isDue(starts_at, at));
	const overdue = (time) => isDue(time, now, settings.interval);
	let latest = nothing(verification);
	let escalated = null;
	for (let count = 2; count <= after.length; count++) {
		latest = judge(verification, after.slice(0, count), settings);
		const at = latest.figures.seen_at ?? now;
		if (latest.troubles.length === 0) return {
			...latest,
			status: "recovered"
		};
		if (isDue(ends_at, at)) return final(latest);
		if (latest.rejected || isDue(escalate_at, at)) escalated ??= latest;
	}
	if (overdue(ends_at)) return final(latest);
	if (escalated === null && overdue(escalate_at)) escalated = latest;
	return escalated === null ? {
		...latest,
		status: "waiting"
	} : {
		...escalated,
		status: "escalated"
	};
}
/** Known to be bad is failed; not known to be well is unverified, and never recovered. */
function final(judged) {
	return {
		...judged,
		status: judged.troubles.some(({ proven }) => proven) ? "failed" : "unverified"
	};
}
function nothing({ metric }) {
	return {
		figures: {
			seen_at: null,
			requests: 0,
			errors: 0,
			error_rate: null,
			bad_requests: 0,
			ended: null,
			metric: metric === null ? null : {
				...metric,
				after: null,
				ok: null
			}
		},
		troubles: [silence],
		rejected: false
	};
}
/** What the looks up to the last one say; the first one covers time before the switch. */
function judge(verification, looks, settings) {
	const settle = settleOf(verification, settings.interval);
	const { limit } = verification;
	const found = recovery(looks.map(({ at, good }) => ({
		at,
		requests: good.requests,
		errors: good.errors
	})), {
		limit,
		settle,
		min_requests: settings.min_requests
	});
	const counted = looks.slice(1);
	const { requests, errors } = found.recent;
	const figures = {
		seen_at: new Date(looks.at(-1)?.at ?? "").toISOString(),
		requests,
		errors,
		error_rate: requests > 0 ? errors / requests : null,
		...exposureOf(lastSeconds(counted, 30)),
		metric: metricOf$1(verification.metric, lastSeconds(counted, settle), settings.min_requests)
	};
	return {
		figures,
		troubles: troublesOf(found.status, figures, limit, settings.min_requests),
		rejected: found.status === "failing" && found.log_e >= PROMOTED
	};
}
/** Seconds before the first verdict: a whole number of looks, so that there can be one when it is due. */
function settleOf({ starts_at, escalate_at }, interval) {
	const patience = Math.min(longestSettle, (Date.parse(escalate_at) - Date.parse(starts_at)) / 1e3);
	return Math.max(1, Math.floor(patience / interval)) * interval;
}
function exposureOf(looks) {
	const known = looks.every(({ bad }) => bad !== null);
	const bad = looks.reduce((sum, look) => sum + (look.bad ?? 0), 0);
	const all = looks.reduce((sum, { good }) => sum + good.requests, bad);
	return {
		bad_requests: bad,
		ended: known && all > 0 ? bad <= mostExposure * all : null
	};
}
function metricOf$1(metric, looks, minRequests) {
	if (metric === null) return null;
	const { value, atLeast } = metric.name === "latency_p99" ? latencyOf(looks, minRequests) : {
		value: qualityOf(looks),
		atLeast: false
	};
	return {
		...metric,
		after: value,
		ok: isBack(metric, value, atLeast)
	};
}
function isBack({ name, before, limit }, after, atLeast) {
	if (before === null || after === null) return null;
	if (name === "quality") return after >= before * (1 - limit / 100);
	const within = after <= before * (1 + limit / 100);
	return within && atLeast ? null : within;
}
/** The p99 of the looks in seconds; `atLeast` when it lies beyond the last bucket bound. */
function latencyOf(looks, minRequests) {
	const sum = looks.flatMap(({ good }) => good.latency ?? []).reduce((a, b) => a === void 0 ? b : mergeLatency(a, b), void 0);
	if (sum === void 0) return {
		value: looks.at(-1)?.level ?? null,
		atLeast: false
	};
	const all = sum.counts.at(-1) ?? 0;
	return {
		value: all < minRequests ? null : p99(sum),
		atLeast: (sum.counts.at(-2) ?? 0) < .99 * all
	};
}
/** The mean quality of the looks, 0 to 1. */
function qualityOf(looks) {
	const [first, ...rest] = looks.flatMap(({ good }) => good.quality ?? []);
	if (first === void 0) return looks.at(-1)?.level ?? null;
	const all = rest.reduce((a, b) => a && mergeQuality(a, b), first);
	const { n, sum } = all === void 0 ? {
		n: 0,
		sum: 0
	} : momentsOf(all);
	return n < fewestGraded ? null : sum / n;
}
function lastSeconds(looks, seconds) {
	const end = Date.parse(looks.at(-1)?.at ?? "");
	return looks.filter(({ at }) => end - Date.parse(at) < seconds * 1e3);
}
/** Whether a time has come by `now`, and `late` seconds have passed since. */
function isDue(time, now, late = 0) {
	return Date.parse(now) >= Date.parse(time) + late * 1e3;
}
// src/rollout/verification.ts
/** The mature limits of a policy that is not known, in percent. */
const usual = {
	latency_increase: 20,
	quality_drop: 10
};
/**
* The verification of a rollback that is decided now; null without a metrics source. What counts as recovered
* rests on what the version that takes over did before, by the evidence.
*/
function newVerification(cause, { now, verification }) {
	if (verification === null) return null;
	const { propagation, escalate_after, give_up_after } = verification;
	const before = levelBefore(cause, "error_rate");
	return {
		status: "waiting",
		starts_at: timeAfter$1(now, propagation),
		escalate_at: timeAfter$1(now, propagation + escalate_after),
		ends_at: timeAfter$1(now, propagation + Math.max(escalate_after, give_up_after)),
		limit: recoveryLimit(before === null ? null : before / 100),
		seen_at: null,
		requests: 0,
		errors: 0,
		error_rate: null,
		bad_requests: 0,
		ended: null,
		metric: metricOf(cause)
	};
}
/** `limit` is the rise of the p99 or the drop of the quality that a version may have, in percent of `before`. */
function metricOf(cause) {
	const { metric: name, plan } = cause;
	if (name === null || name === "error_rate") return null;
	const { latency_increase, quality_drop } = plan?.policy.gates.mature ?? usual;
	const limit = name === "latency_p99" ? latency_increase : quality_drop;
	return {
		name,
		before: levelBefore(cause, name),
		after: null,
		limit,
		ok: null
	};
}
/** What the stable version did, in the unit of the readings: percent of errors, seconds, quality from 0 to 1. */
function levelBefore({ evidence }, metric) {
	return evidence?.verdict?.readings.find((reading) => reading.metric === metric)?.stable ?? null;
}
/** Whether it is still open that a rollback helped. */
function isVerifying({ status, verification }) {
	return status === "rolled-back" && (verification?.status === "waiting" || verification?.status === "escalated");
}
const events = {
	recovered: "verified",
	escalated: "escalated",
	failed: "rollback-failed",
	unverified: "unverified"
};
const notices = {
	recovered: "verified",
	escalated: "escalated",
	failed: "failed",
	unverified: "unverified"
};
/**
* The verification of an incident after a look; null while its status stays, so that a look alone commits
* nothing. It says what became of a rollback and never moves traffic, neither on nor back. An incident whose
* versions serve otherwise by now can be verified by nothing: it is closed as unverified, and nobody is paged,
* since what took its place is judged for itself.
*
* `looks` are all since one interval before `starts_at`, oldest first; empty when the source does not tell.
*/
function verifyStep(before, incident, looks, actor) {
	const { verification } = incident;
	if (verification === null || !isVerifying(incident)) return null;
	const moot = whyMoot(before, incident);
	if (moot !== null) {
		const closed = withVerification(incident, {
			...verification,
			status: "unverified"
		});
		return changed(before, closed, "unverified", moot, quietNews(closed, actor), actor);
	}
	const found = aftermath(verification, looks, actor.verification ?? blind, actor.now);
	const { status } = found;
	if (status === "waiting" || status === verification.status) return null;
	const next = withVerification(incident, {
		...verification,
		...found.figures,
		status
	});
	const reason = reasonOf(before, next, found.troubles);
	return changed(before, next, status, reason, next.joins === null ? newsOf(next, notices[status], actor, reason) : joinedNews(next, notices[status], verification.status === "escalated", actor), actor);
}
/** Without a metrics source only time passes. */
const blind = {
	interval: 5,
	min_requests: 100
};
function whyMoot({ stable, rollout }, { good, bad }) {
	if (stable.digest !== good.digest) return `${stable.label} took the place of ${good.label} meanwhile`;
	if (rollout?.candidate.digest === bad.digest) return `${bad.label} was started again meanwhile`;
	return rollout?.weight === 100 ? `${rollout.candidate.label} serves everyone meanwhile` : null;
}
function reasonOf(state, { good, bad, verification }, troubles) {
	const { status, error_rate, requests } = verification ?? {};
	if (status === "recovered") return `error rate ${Number((100 * (error_rate ?? 0)).toPrecision(3))} % over ${Math.round(requests ?? 0)} requests`;
	const why = troubles.map(({ text }) => text).join("; ");
	if (status !== "failed") return why;
	const older = state.previous.find(({ digest, known_good_since }) => known_good_since !== null && digest !== good.digest && digest !== bad.digest);
	return older === void 0 ? why : `${why}; the next older good version is ${older.label}`;
}
function changed(before, incident, status, reason, news, actor) {
	const { id, rollout, bad, good, verification } = incident;
	const outcome = status === "failed" ? "rollback-failed" : "nothing-to-do";
	const fields = {
		rollout,
		incident: id,
		version: bad,
		reason,
		details: { verification }
	};
	return {
		outcome,
		state: {
			...before,
			incidents: replaced(before, incident),
			outbox: withEntries(before.outbox, ...news)
		},
		events: [ledgerEvent(actor, events[status], fields)],
		routing: false,
		archive: null,
		message: {
			verb: events[status],
			from: bad.label,
			to: good.label,
			detail: reason,
			incident: id
		}
	};
}
function withVerification(incident, verification) {
	return {
		...incident,
		verification
	};
}
// src/rollout/reverted.ts
/** The incident whose gradual rollback is on its way; null when none is. */
function revertingIncident({ incidents }) {
	return incidents.find(({ status }) => status === "reverting") ?? null;
}
/**
* The end of a gradual rollback: the bad version has no traffic any more, and the verification begins. `cause` is
* what hastened it, a rule or a person; null when it was due. The incident keeps who decided it, and why; a rule
* becomes its rule where it had none.
*/
function finishReverting(before, rollout, cause, actor) {
	const incident = revertingIncident(before);
	if (incident === null) throw new Error(`rollout ${rollout.id} is reverted without an incident`);
	const { id, candidate, weight } = rollout;
	const fields = {
		rollout: id,
		incident: incident.id,
		version: candidate,
		weight: 0
	};
	const reason = cause?.reason ?? null;
	return {
		outcome: "rolled-back",
		state: {
			...before,
			rollout: null,
			incidents: replaced(before, ended(incident, cause, actor)),
			outbox: withEntries(withDelivery(before.outbox, actor), ...quietNews(incident, actor))
		},
		events: [ledgerEvent(actor, "reverted", {
			...fields,
			reason,
			details: cause?.evidence ?? null
		})],
		routing: true,
		archive: null,
		message: {
			verb: "rollback",
			from: candidate.label,
			to: before.stable.label,
			detail: [`${weight} % -> 0 %`, reason].filter((part) => part !== null).join(": "),
			incident: incident.id
		}
	};
}
/** The times are those of the end: until then the bad version had traffic. */
function ended(incident, cause, actor) {
	const match = cause?.match ?? null;
	const evidence = cause?.evidence ?? incident.evidence;
	const found = match === null || incident.rule !== null ? {} : {
		rule: match.name,
		metric: match.metric,
		severity: match.severity,
		evidence
	};
	const known = {
		...incident,
		...found
	};
	return {
		...known,
		status: "rolled-back",
		decided_at: actor.now,
		run_url: actor.runUrl,
		verification: newVerification(known, actor)
	};
}
// src/rollout/incident.ts
/** Freezes the weight and opens an incident whose revert pull request is the question. */
function ask(before, rollout, ground, actor) {
	const incident = newIncident(before, rollout.id, rollout.candidate, before.stable, ground, actor, "asking");
	const state = {
		...before,
		rollout: {
			...rollout,
			asking: incident.id
		},
		incidents: withIncident(before.incidents, incident, before.outbox),
		outbox: withEntries(before.outbox, ...newsOf(incident, "asked", actor))
	};
	const { id, candidate, weight } = rollout;
	const fields = {
		rollout: id,
		incident: incident.id,
		version: candidate,
		weight,
		details: ground.evidence
	};
	return {
		outcome: "asked",
		state,
		events: [ledgerEvent(actor, "asked", {
			...fields,
			reason: ground.reason
		})],
		routing: false,
		archive: null,
		message: {
			verb: "ask",
			from: candidate.label,
			to: before.stable.label,
			detail: ground.reason,
			incident: incident.id
		}
	};
}
/**
* Puts `target` back: one change that holds routing, quarantine, ledger and outbox. It executes the open
* question where there is one, and finishes a gradual rollback to the same version. `target` is the stable
* version, or an earlier one. `joins` is the incident of another prompt that speaks for this one; an open question
* keeps its own.
*/
function rollback(before, target, ground, actor, joins = null) {
	const { rollout } = before;
	if (rollout?.phase === "reverting" && target.digest === before.stable.digest) return finishReverting(before, rollout, ground, actor);
	const { state, incident } = takeBack(before, target, ground, actor, "rolled-back", joins);
	const { bad } = incident;
	const fields = {
		incident: incident.id,
		version: bad,
		weight: 0,
		details: ground.evidence
	};
	return {
		outcome: "rolled-back",
		state,
		events: [ledgerEvent(actor, "rolled-back", {
			rollout: incident.rollout,
			...fields,
			reason: ground.reason
		})],
		routing: true,
		archive: null,
		message: {
			verb: "rollback",
			from: bad.label,
			to: target.label,
			detail: ground.reason,
			incident: incident.id
		}
	};
}
/**
* What every rollback does, all at once or gradually: the target is stable, the bad version in quarantine and no
* candidate any more, the incident open, its news in the outbox.
*/
function takeBack(before, target, ground, actor, status, joins = null) {
	const { rollout } = before;
	const bad = rollout?.candidate ?? before.stable;
	const id = rollout?.id ?? rolloutId(before.rollouts, bad);
	const open = before.incidents.find((entry) => entry.id === rollout?.asking) ?? revertingIncident(before);
	const fresh = {
		...newIncident(before, id, bad, target, ground, actor, status),
		joins
	};
	const decided = open?.good.digest === target.digest ? executed(open, fresh, actor) : fresh;
	const verification = status === "rolled-back" ? newVerification(decided, actor) : null;
	const incident = {
		...decided,
		verification
	};
	const incidents = before.incidents.map((entry) => entry.id === open?.id ? fallenAway(entry, ground, actor) : entry);
	const entry = {
		digest: bad.digest,
		label: bad.label,
		commit: bad.commit,
		at: actor.now,
		by: actor.by,
		reason: ground.reason,
		incident: incident.id
	};
	const leaving = [before.stable, ...before.previous].filter(({ digest }) => digest !== target.digest && digest !== bad.digest);
	const outbox = withDelivery(before.outbox, actor).filter((entry) => open === null || !("incident" in entry) || entry.incident !== open.id);
	const left = open !== null && open.id !== incident.id ? open : null;
	return {
		state: {
			...before,
			stable: {
				...target,
				stable_since: target.stable_since ?? actor.now
			},
			previous: leaving.reduceRight((list, version) => rememberVersion(list, version), []),
			rollout: null,
			incidents: withIncident(incidents, incident, before.outbox),
			quarantine: [entry, ...before.quarantine.filter(({ digest }) => digest !== bad.digest)],
			outbox: withEntries(outbox, ...newsOf(incident, "rolled-back", actor), ...left === null || left.pull_request === null ? [] : [effectEntry("close-pr", left.id, actor)], ...left === null || left.issue === null ? [] : [effectEntry("postmortem", left.id, actor)])
		},
		incident
	};
}
function newIncident(before, rollout, bad, good, ground, actor, status) {
	return {
		id: `${rollout}-${before.incidents.filter((entry) => entry.rollout === rollout).length + 1}`,
		rollout,
		status,
		joins: null,
		question: status === "asking" && ground.match !== null ? newQuestion(ground.match, actor) : null,
		verification: null,
		bad,
		good,
		weight: before.rollout?.weight ?? 100,
		rule: ground.match?.name ?? null,
		metric: ground.match?.metric ?? null,
		severity: ground.match?.severity ?? null,
		decided_by: actor.by,
		reason: ground.reason,
		began_at: later(ground.match?.since ?? null, before.rollout?.started_at ?? null),
		detected_at: ground.detectedAt,
		decided_at: actor.now,
		run_url: actor.runUrl,
		plan: before.rollout?.plan ?? null,
		evidence: ground.evidence,
		pull_request: null,
		issue: null,
		threads: {}
	};
}
/** An asked incident keeps its identity, its pull request and, unless a new rule decided, its numbers. */
function executed(asked, fresh, actor) {
	const { rule, metric, severity, evidence } = fresh;
	const cause = rule === null ? {} : {
		rule,
		metric,
		severity,
		evidence
	};
	const { good, decided_by, reason, decided_at, run_url, status } = fresh;
	return {
		...withAnswer(asked, {
			kind: "rollback",
			by: actor.by,
			reason,
			at: actor.now
		}),
		good,
		decided_by,
		reason,
		decided_at,
		run_url,
		status,
		...cause
	};
}
/** A question that another rollback makes pointless. */
function fallenAway(asked, { reason }, { by, now }) {
	return {
		...withAnswer(asked, {
			kind: "superseded",
			by,
			reason,
			at: now
		}),
		status: "closed"
	};
}
/** The newest incidents, and older ones that an open effect still speaks of. */
function withIncident(incidents, incident, outbox) {
	const open = new Set(outbox.flatMap((entry) => "incident" in entry ? [entry.incident] : []));
	return [incident, ...incidents.filter(({ id }) => id !== incident.id).filter(({ id }, index) => index < 9 || open.has(id))];
}
/** A look may begin before the rollout did; its trouble cannot. */
function later(since, started) {
	if (since === null || started === null) return since;
	return Date.parse(since) < Date.parse(started) ? started : since;
}
// src/policy/health.ts
/** Requests in the window from which a plain error rate says something. */
const enough = 20;
/** Failed requests that cannot be two unlucky ones. */
const several = 3;
/** Nothing is known. */
const unknownHealth = {
	bad: {
		rate: null,
		over: null
	},
	target: {
		rate: null,
		state: "unknown"
	}
};
/**
* Error rates of the bad version (candidate) and of the one that takes over (stable), against the limit of
* `error-high` (2 % unless set otherwise). The plain value counts against the bad version, since going back is the
* safe direction; against the target only what is over the limit beyond chance.
*/
function healthOf(given, policy) {
	if (given === null) return unknownHealth;
	const { candidate, stable, rates } = sane(given, false);
	const limit = policy.rules["error-high"].over;
	const known = rates !== null || (candidate.requests ?? 0) >= enough;
	const rate = rates === null ? errorRateNow(candidate) : rates.error_rate_pct;
	const over = known && rate !== null && isOver(rate, limit) ? highMatch(rate, policy) : null;
	const mine = rates === null ? errorRateNow(stable) : null;
	const requests = stable.requests ?? 0;
	const failed = stable.errors ?? 0;
	if (mine === null) return {
		bad: {
			rate,
			over
		},
		target: {
			rate: null,
			state: "unknown"
		}
	};
	const unhealthy = failed >= several && isOverBeyondChance(mine, requests, limit);
	const healthy = requests >= enough && !isOver(mine, limit);
	return {
		bad: {
			rate,
			over
		},
		target: {
			rate: mine,
			state: unhealthy ? "unhealthy" : healthy ? "healthy" : "unknown"
		}
	};
}
function highMatch(value, policy) {
	const { severity, decider, limit, over: threshold } = policy.rules["error-high"];
	return {
		name: "error-high",
		metric: "error_rate",
		severity,
		decider,
		value,
		threshold,
		limit,
		since: null
	};
}
// src/rollout/decide-reverting.ts
/** Why a paused rollout holds: the target is bad, or it is healthy again for less than a step. */
const pauseReasons = {
	paused: "paused",
	recovering: "recovering"
};
/**
* Decides a look at a gradual rollback (phase `reverting`). The bad version over the limit, or critical, ends it
* at once; an unhealthy target pauses it. When both are bad it pauses, too, unless the bad version is critical
* and fails more often than the target: then all traffic there is the lesser evil. It never gives weight back.
*
* Unknown metrics neither pause nor speed up: traffic returns to a version that is known as good, which needs no
* healthy verdict, so the time of the step runs on. A pause ends by a known healthy target alone. A run that
* comes late takes the stage that is due by the clock.
*/
function decideReverting(rollout, health, verdict, now, outageLimit) {
	const critical = verdict.verdict === "rollback" ? verdict.matches[0] ?? null : null;
	const worse = critical ?? health.bad.over;
	const paused = rollout.paused_at !== null;
	if (paused ? health.target.state !== "healthy" : health.target.state === "unhealthy") return critical !== null && isLesserEvil(health) ? {
		kind: "finish",
		match: critical
	} : blocked(rollout, worse !== null && health.target.state === "unhealthy");
	if (worse !== null) return {
		kind: "finish",
		match: worse
	};
	if (paused) return recovering(rollout, now);
	const due = dueStage(rollout, now);
	if (rollout.plan.stages[due.stage]?.weight === 0) return {
		kind: "finish",
		match: null
	};
	if (due.stage > rollout.stage) return {
		kind: "step",
		...due
	};
	if (verdict.cause !== "metrics" || verdict.gaps.includes("metrics-missing")) return {
		kind: "hold",
		why: "reverting",
		page: false
	};
	return {
		kind: "hold",
		why: "inconclusive",
		page: isSilent(rollout, verdict, now, outageLimit)
	};
}
/** Whether the target is known to fail less than the bad version. */
function isLesserEvil({ bad, target }) {
	return bad.rate !== null && target.rate !== null && bad.rate > target.rate;
}
/** The target is not healthy. It is escalated when the pause begins, and once more when both are bad. */
function blocked({ paused_at, hold }, both) {
	if (paused_at === null) return {
		kind: "pause",
		both
	};
	if (both && hold?.paged !== true) return {
		kind: "pause",
		both
	};
	if (hold?.why === pauseReasons.recovering) return { kind: "relapse" };
	return {
		kind: "hold",
		why: "paused",
		page: false
	};
}
function recovering({ hold, stage, plan }, now) {
	if (hold?.why !== pauseReasons.recovering) return { kind: "recover" };
	if (!(secondsSince(hold.since, now) >= (plan.stages[stage]?.bake ?? 0))) return {
		kind: "hold",
		why: "paused",
		page: false
	};
	const next = plan.stages[stage + 1];
	return next === void 0 || next.weight === 0 ? {
		kind: "finish",
		match: null
	} : {
		kind: "go-on",
		stage: stage + 1
	};
}
/** The stage by the clock, and when it was due: every stage has its time, whoever came to see it. */
function dueStage({ stage, stage_started_at, plan }, now) {
	let due = stage;
	let since = Date.parse(stage_started_at);
	for (;;) {
		const until = since + (plan.stages[due]?.bake ?? 0) * 1e3;
		if (plan.stages[due + 1] === void 0 || !(Date.parse(now) >= until)) break;
		due += 1;
		since = until;
	}
	return {
		stage: due,
		since: new Date(since).toISOString()
	};
}
// src/rollout/gradual.ts
/** Percent left on the bad version, step by step. */
const shares = [
	75,
	50,
	25,
	0
];
/** The stages of a way back from `weight` percent, the last at 0: steps at or above the weight are skipped. */
function stagesDown(weight, step) {
	return shares.filter((share) => share < weight).map((share) => ({
		weight: share,
		bake: share === 0 ? 0 : step
	}));
}
/** Whether this prompt is on its gradual way back to that version already; an empty label names no other one. */
function isRevertingTo({ rollout, stable }, label) {
	return rollout?.phase === "reverting" && (label === "" || label === stable.label);
}
/**
* The first step of a gradual rollback. `target` is the stable version from now on and the bad one a candidate on
* its way out, with the stages down and their time pinned as its plan. Where no step lies below the present
* weight it is the instant rollback. The bad version is in quarantine at once.
*/
function revert(before, target, ground, actor, pace, joins = null) {
	const running = before.rollout;
	const weight = running?.weight ?? 100;
	const stages = stagesDown(weight, pace.step);
	const share = stages[0]?.weight ?? 0;
	if (share === 0) return rollback(before, target, ground, actor, joins);
	const { state, incident } = takeBack(before, target, ground, actor, "reverting", joins);
	const { bad } = incident;
	const rollout = {
		id: incident.rollout,
		candidate: bad,
		phase: "reverting",
		stage: 0,
		weight: share,
		started_at: running?.started_at ?? actor.now,
		stage_started_at: actor.now,
		weights: [...running?.weights ?? [], {
			at: actor.now,
			weight: share
		}],
		first_traffic_at: running === null ? bad.stable_since : running.first_traffic_at,
		crossing: null,
		hold: null,
		baseline: null,
		recorded_until: running === null ? actor.now : running.recorded_until,
		asking: null,
		mutes: running?.mutes ?? [],
		paused_at: null,
		plan: {
			stages,
			policy: running?.plan.policy ?? pace.policy
		}
	};
	return moved({
		...state,
		rollout
	}, rollout, weight, ground.reason, ground.evidence, actor);
}
/** Carries a decision out; null when nothing worth recording changed. */
function revertChange(before, rollout, decision, sight, actor) {
	const { evidence } = sight;
	switch (decision.kind) {
		case "finish": {
			const { match } = decision;
			return finishReverting(before, rollout, match === null ? null : groundOf(match, sight.at, evidence), actor);
		}
		case "step": return stepDown(before, rollout, decision.stage, decision.since, null, evidence, actor);
		case "go-on": {
			const resumed = {
				...rollout,
				paused_at: null,
				hold: null
			};
			const reason = `${before.stable.label} is healthy again`;
			return stepDown(before, resumed, decision.stage, actor.now, reason, evidence, actor);
		}
		case "pause": return pause(before, rollout, decision.both, sight, actor);
		case "recover": return noted(before, rollout, "recovering", `${before.stable.label} is healthy again`, evidence, actor);
		case "relapse": return noted(before, rollout, "paused", `${before.stable.label} is not healthy yet`, evidence, actor);
		case "hold": {
			const { kind, why, page } = decision;
			if (why === "paused") return null;
			const hold = nextHold(rollout, {
				kind,
				why,
				page
			}, sight.verdict, actor.now);
			if (hold === null) return null;
			const reason = holdReason(hold, sight.verdict);
			return {
				...held(before, rollout, hold, reason, actor, evidence),
				outcome: "reverting"
			};
		}
	}
}
/** To the stage that is due. It has been due since `since`, and its own time counts from then. */
function stepDown(before, rollout, stage, since, reason, evidence, actor) {
	const weight = rollout.plan.stages[stage]?.weight ?? 0;
	const next = {
		...rollout,
		stage,
		weight,
		stage_started_at: since,
		weights: [...rollout.weights, {
			at: actor.now,
			weight
		}]
	};
	return moved({
		...before,
		rollout: next,
		outbox: withDelivery(before.outbox, actor)
	}, next, rollout.weight, reason, evidence, actor);
}
function moved(state, { id, candidate, weight }, from, reason, evidence, actor) {
	const incident = revertingIncident(state)?.id ?? null;
	return {
		outcome: "reverting",
		state,
		events: [ledgerEvent(actor, "reverting", {
			rollout: id,
			incident,
			version: candidate,
			weight,
			reason,
			details: evidence
		})],
		routing: true,
		archive: null,
		message: {
			verb: "revert",
			from: candidate.label,
			to: state.stable.label,
			detail: [`${from} % -> ${weight} %`, reason].filter((part) => part !== null).join(": "),
			incident
		}
	};
}
/** The weight stays, and people are told; of a pause that goes on only that both versions are bad now. */
function pause(before, rollout, both, { health, evidence }, actor) {
	const { stable } = before;
	const { id, candidate, weight, plan } = rollout;
	const limit = plan.policy.rules["error-high"].over;
	const target = `error rate ${shown(health.target.rate ?? limit, limit)} % on ${stable.label}, which takes over`;
	const reason = both ? `${target}; ${candidate.label} is bad, too` : target;
	const hold = {
		why: pauseReasons.paused,
		rule: null,
		metrics: false,
		since: actor.now,
		paged: both
	};
	const next = {
		...rollout,
		paused_at: rollout.paused_at ?? actor.now,
		hold
	};
	const incident = revertingIncident(before);
	const news = incident === null ? [] : newsOf(incident, "paused", actor);
	const fields = {
		rollout: id,
		incident: incident?.id ?? null,
		version: candidate,
		weight
	};
	return {
		outcome: "paused",
		state: {
			...before,
			rollout: next,
			outbox: withEntries(before.outbox, ...news)
		},
		events: [ledgerEvent(actor, "paused", {
			...fields,
			reason,
			details: evidence
		})],
		routing: false,
		archive: null,
		message: {
			verb: "pause",
			from: null,
			to: candidate.label,
			detail: `${weight} %: ${reason}`,
			incident: incident?.id ?? null
		}
	};
}
/** How it stands with a pause: since when the target is healthy again, or that it is not. */
function noted(before, rollout, why, reason, evidence, actor) {
	const paged = rollout.hold?.paged ?? false;
	const hold = {
		why: pauseReasons[why],
		rule: null,
		metrics: false,
		since: actor.now,
		paged
	};
	return {
		...held(before, rollout, hold, reason, actor, evidence),
		outcome: "paused"
	};
}
// src/commands/reverting.ts
/**
* One pure step of a gradual rollback, by what a look saw. `limit` is the seconds of silence after which the
* metrics source pages; `hold` the outcome when nothing changes.
*/
function stepOfReverting(state, rollout, sight, actor, limit) {
	const health = healthOf(sight.observation, rollout.plan.policy);
	const decision = decideReverting(rollout, health, sight.verdict, actor.now, limit);
	const hold = rollout.paused_at === null ? "reverting" : "paused";
	const evidence = evidenceOf$1(sight, rollout.started_at);
	const change = revertChange(state, rollout, decision, {
		health,
		verdict: sight.verdict,
		at: sight.at.toISOString(),
		evidence
	}, actor);
	if (change !== null) return {
		change: recorded(change, rollout, sight),
		hold
	};
	const kept = unrecorded(state, rollout, sight, actor);
	return {
		change: kept === null ? null : recorded({
			...kept,
			outcome: hold
		}, rollout, sight),
		hold
	};
}
// src/commands/step.ts
/**
* The same look on a newer state. A rollback stands as long as the candidate is the same; every other
* decision only while the stage is, because it was made on that stage's time and weight.
*/
function again(state, seen, sight, actor, limits) {
	const rollout = state?.rollout;
	if (state === void 0 || rollout?.id !== seen.id) return null;
	const step = stepOf(state, rollout, sight, actor, limits);
	return rollout.stage === seen.stage && rollout.phase === seen.phase || step.change?.outcome === "rolled-back" ? step : null;
}
/** One pure step: first traffic is recorded, then the decision is carried out on that state. */
function stepOf(state, rollout, sight, actor, limits) {
	if (rollout.phase === "reverting") {
		const { change, hold } = stepOfReverting(state, rollout, sight, actor, limits.outage);
		return {
			change: change && announced(state, change, actor),
			hold
		};
	}
	const first = rollout.first_traffic_at === null && hasTraffic(sight) ? firstTraffic(state, rollout, actor, arrivalOf(sight.observation?.looks ?? []) ?? actor.now) : null;
	const base = first?.state ?? state;
	const decision = decide(rollout, sight.verdict, actor.now, limits.outage);
	const both = merged(first, frozen(decision) ? onQuestion(base, sight, actor, limits.onExpiry) : carryOut(base, base.rollout ?? rollout, decision, sight, actor)) ?? unrecorded(base, rollout, sight, actor);
	const hold = decision.kind === "hold" ? decision.why : "baking";
	if (both === null) return {
		change: null,
		hold
	};
	const named = decision.kind === "hold" && both.outcome !== "rolled-back" ? {
		...both,
		outcome: hold
	} : both;
	return {
		change: announced(state, recorded(named, rollout, sight), actor),
		hold
	};
}
const frozen = (decision) => decision.kind === "hold" && decision.why === "asking";
/** What the clock of the open question asks for, whatever the metrics say; null while it runs. */
function onQuestion(state, sight, actor, onExpiry) {
	const incident = askedOf(state);
	switch (incident === null ? null : dueOf(incident, actor.now)) {
		case "remind": return incident && remind(state, incident, actor);
		case "page-again": return incident && pageAgain(state, incident, actor);
		case "expire": return incident && (onExpiry === "rollback" ? expired(state, incident, sight, actor) : expire(state, incident, actor));
		default: return null;
	}
}
/** Nobody has answered in time, and the configuration says to roll back then. */
function expired(state, incident, sight, actor) {
	const ground = {
		match: null,
		reason: `nobody answered in time: ${incident.reason}`,
		detectedAt: sight.at.toISOString(),
		evidence: incident.evidence
	};
	return rollback(state, state.stable, ground, actor);
}
function carryOut(state, rollout, decision, sight, actor) {
	const evidence = evidenceOf$1(sight, rollout.started_at);
	switch (decision.kind) {
		case "hold": {
			const hold = nextHold(rollout, decision, sight.verdict, actor.now);
			if (hold === null) return null;
			return held(state, rollout, hold, holdReason(hold, sight.verdict), actor, evidence);
		}
		case "observe": return observe(state, rollout, decision.match, actor, evidence);
		case "resolve": return resolve(state, rollout, actor, evidence);
		case "advance": return advance(state, rollout, decision.stage, actor, evidence, baselineSince(sight.observation?.looks ?? [], rollout.stage_started_at));
		case "complete": return complete$1(state, rollout, actor, evidence);
		case "ask": return ask(state, rollout, groundOf(decision.match, sight.at.toISOString(), evidence), actor);
		case "rollback": return rollback(state, state.stable, groundOf(decision.match, sight.at.toISOString(), evidence), actor);
	}
}
function merged(first, second) {
	if (first === null || second === null) return second ?? first;
	return {
		...second,
		events: [...first.events, ...second.events]
	};
}
function hasTraffic({ observation }) {
	if (observation === null) return false;
	return observation.rates !== null || (observation.candidate.requests ?? 0) > 0;
}
// src/commands/look.ts
/** Looks at one running rollout; null when there is none. Changes nothing. */
async function see(session, view, metrics, before, state) {
	const { prompt, rollout } = state;
	if (rollout === null) return null;
	const past = pastLooks(before, view.live.branch, prompt, rollout);
	return {
		prompt,
		state,
		rollout,
		sight: await sightRollout(metrics, prompt, state.stable, rollout, past, session.clock.now())
	};
}
/** Does what follows from a look, in one commit. */
async function act(session, view, seen) {
	const [looked] = await actTogether(session, view, [seen]);
	if (looked === void 0) throw new Error("a look came to nothing");
	return looked;
}
/** Whether a look ends in a rollback, by itself. */
function rollsBack(session, view, { state, rollout, sight }) {
	const { change } = stepOf(state, rollout, sight, session.actor(view.config), limitsOf(view));
	return change?.outcome === "rolled-back";
}
/**
* Does what follows from looks at prompts that fail together, in one commit: the first leads, and its incident
* speaks for the others.
*/
async function actTogether(session, view, all) {
	const limits = limitsOf(view);
	for (const { prompt, rollout, sight } of all) logLook(session.log, prompt, rollout, sight);
	const holds = /* @__PURE__ */ new Map();
	const stepsOn = (states) => {
		const actor = session.actor(view.config);
		return joined(all.flatMap(({ prompt, rollout, sight }) => {
			const step = again(states.get(prompt), rollout, sight, actor, limits);
			holds.set(prompt, step?.hold ?? holds.get(prompt) ?? "baking");
			return step?.change ?? [];
		}));
	};
	const committed = stepsOn(new Map(all.map(({ prompt, state }) => [prompt, state]))).length === 0 ? null : await transact(view.live, session.clock, async ({ states }) => {
		const changes = stepsOn(states);
		return changes.length === 0 ? null : draftOfAll(changes);
	});
	if (committed !== null) {
		noteRollbacks(session, committed);
		warnOfPages(session.log, committed);
	}
	return all.map(({ prompt, sight }) => {
		return {
			prompt,
			outcome: (committed?.changes.find(({ state }) => state.prompt === prompt))?.outcome ?? holds.get(prompt) ?? "baking",
			sight,
			committed
		};
	});
}
function limitsOf({ config }) {
	return {
		outage: config.metrics?.outage_limit ?? 0,
		onExpiry: config.rollback.on_expiry
	};
}
/** Trouble that wants a person now is an error in the log, once: when the ledger says that it pages. */
function warnOfPages(log, { changes }) {
	for (const { state, events } of changes) for (const { event, reason } of events) if (event === "held" && reason?.endsWith("(paged)") === true) log.error(`${state.prompt}: held, ${reason}`);
}
/** Remembers which live commit holds which rollback, for the reports of this run. */
function noteRollbacks(session, { commit, changes }) {
	for (const { outcome, message } of changes) if (outcome === "rolled-back" && commit !== null && message.incident !== null) session.rollbacks.set(message.incident, commit);
}
/** The commit of a single change. */
function draftOf(change) {
	return draftOfAll([change]);
}
/** The commit of changes that belong together; the first gives it its name. */
function draftOfAll(changes) {
	return {
		proposals: changes.map((change) => ({
			change,
			contents: /* @__PURE__ */ new Map(),
			archive: null
		})),
		message: groupMessage(changes)
	};
}
/** At the start of a stage: what it can see at the present traffic. Null later, and without counts. */
function firstSight(rollout, at, { candidate, stable, looks }) {
	const elapsed = secondsSince(rollout.stage_started_at, at.toISOString());
	const covered = (looks?.length ?? 0) * 30;
	if (rollout.phase === "reverting") return null;
	if (elapsed > 45 || covered === 0 || !stable.requests || rollout.weight === 100) return null;
	const perSecond = (stable.requests + (candidate.requests ?? 0)) / Math.min(covered, 300);
	return sightLine(sight((stable.errors ?? 0) / stable.requests, rollout.weight, perSecond));
}
function logLook(log, prompt, rollout, { at, verdict, observation }) {
	log.progress(lookLine(at, prompt, rollout, observation, verdict));
	const seen = observation === null ? null : firstSight(rollout, at, observation);
	if (seen !== null) log.info(`  ${seen}`);
	for (const { arm, metric, query, value } of observation?.queries ?? []) log.debug(`  ${arm} ${metric} = ${value ?? "nothing"}: ${query}`);
	for (const { arm, metric, detail } of verdict.problems) log.info(`  ${[arm, metric].filter((part) => part !== null).join(" ")}: ${detail}`);
}
// src/commands/after-looks.ts
/**
* What an observation (candidate: the bad version, stable: the one that took over) tells of the time since the
* switch; empty when that is nothing. A source without looks of the past has one window, and it counts only when
* it begins after the switch. Rates without counts tell nothing.
*/
function looksAfter(observation, { starts_at, metric }, { history, window }) {
	const { at, looks, problems, candidate, stable, window_seconds } = observation;
	if (problems.some((problem) => problem.fatal && !isAside(problem))) return [];
	const known = metric === null || !problems.some((problem) => problem.fatal && isOf(metric.name, problem));
	const begin = Date.parse(at) - (history ? window : window_seconds) * 1e3;
	const whole = begin >= Date.parse(starts_at);
	const level = known && whole && metric !== null ? levelOf(observation, metric.name) : null;
	const counts = (arm) => known ? arm : {
		requests: arm.requests,
		errors: arm.errors
	};
	if (history && looks !== null) return looks.map((look) => ({
		at: look.at,
		good: counts(look.stable),
		bad: look.candidate.requests,
		level
	}));
	if (!whole || stable.requests === null || stable.errors === null) return [];
	const good = looks?.at(-1)?.stable ?? {
		requests: stable.requests,
		errors: stable.errors
	};
	return [{
		at: new Date(begin).toISOString(),
		good: {
			requests: 0,
			errors: 0
		},
		bad: 0,
		level: null
	}, {
		at,
		good: counts(good),
		bad: candidate.requests,
		level
	}];
}
/** Faults that leave the requests and errors as they are. */
function isAside({ metric }) {
	return metric !== null && (metric.startsWith("latency") || metric.startsWith("quality"));
}
function isOf(name, { arm, metric }) {
	const prefix = name === "latency_p99" ? "latency" : "quality";
	return arm !== "candidate" && metric?.startsWith(prefix) === true;
}
function levelOf({ stable }, name) {
	return name === "latency_p99" ? stable.p99 : stable.quality;
}
// src/commands/rollback-inputs.ts
/** The prompts that a person named, the first of which leads. Only a group has more than one. */
function namedPrompts({ prompt, group }) {
	if (!group) return [prompt];
	return wordsOf(prompt);
}
/** The names in a list of prompts, each once; none in an empty one. */
function wordsOf(prompt) {
	return [...new Set(prompt.split(/[\s,]+/).filter((name) => name !== ""))];
}
/** Throws what is missing for a rollback or a lift. */
function checkInputs(inputs) {
	const { prompt, lift, force, reason } = inputs;
	const command = lift === "" ? "rollback" : "rollback --lift";
	if (namedPrompts(inputs).length === 0 || prompt === "") throw fail("input-missing", {
		command,
		input: "prompt"
	});
	if (lift !== "" && reason === "") throw fail("input-missing", {
		command,
		input: "reason"
	});
	if (force && reason === "") throw fail("reason-missing", {});
}
// src/commands/verify.ts
/**
* The rollbacks of which it is open whether they helped: of the prompts that the run names (a rollback of a group
* names several, and others join it), or of all.
*/
function openVerifications({ states }, prompt) {
	const names = wordsOf(prompt);
	return [...states.values()].flatMap((state) => state.incidents.flatMap((incident) => {
		const { verification, joins } = incident;
		return (names.length === 0 || names.includes(state.prompt) || names.includes(joins?.prompt ?? state.prompt)) && verification !== null && isVerifying(incident) ? [{
			state,
			incident,
			verification
		}] : [];
	}));
}
/**
* Looks once at every rollback that is not verified yet. What changes is committed, and what follows from it is
* done; a look that changes nothing writes nothing. Any run may do it, at any time, with the same result.
*/
async function verifyAll(session, view, snapshot) {
	const { inputs } = session;
	const open = openVerifications(snapshot, inputs.prompt);
	if (open.length === 0) return {
		snapshot,
		open: false,
		news: [],
		warnings: /* @__PURE__ */ new Map()
	};
	const metrics = await openMetrics(session, view);
	const seen = await Promise.all(open.map((each) => lookAfter(session, view, metrics, each)));
	let latest = snapshot;
	const news = [];
	for (const [index, each] of open.entries()) {
		const committed = await settle(session, view, latest, each, seen[index] ?? []);
		if (committed === null) continue;
		latest = committed.snapshot;
		news.push(...committed.changes.map((change) => told(session, change, each)));
	}
	const effects = news.length === 0 ? null : await runEffects(session, view, latest);
	latest = effects?.snapshot ?? latest;
	return {
		snapshot: latest,
		open: openVerifications(latest, inputs.prompt).length > 0,
		news,
		warnings: effects?.warnings ?? /* @__PURE__ */ new Map()
	};
}
/** A remote that is away for so many seconds after the last verification was due ends the run. */
const patience = 60;
/**
* Looks every `interval` of the verification, until none is open or `until` (ms since 1970) has come. A run stays
* for the verification of its rollbacks, however short it was meant to be.
*/
async function stayToVerify(session, view, from, until = Number.POSITIVE_INFINITY) {
	const { clock, log } = session;
	const { interval } = view.config.rollback.verification;
	const news = [];
	const warnings = /* @__PURE__ */ new Map();
	let snapshot = from;
	for (;;) {
		let open = true;
		try {
			const verified = await verifyAll(session, view, snapshot);
			news.push(...verified.news);
			for (const [prompt, texts] of verified.warnings) warnings.set(prompt, [...warnings.get(prompt) ?? [], ...texts]);
			({snapshot, open} = verified);
		} catch (error) {
			if (!isPassing(error) || clock.now().getTime() > verifyingUntil(session, snapshot)) throw error;
			log.warn(`This look failed, the next one tries again: ${error.message}`);
		}
		if (!open || clock.now().getTime() + interval * 1e3 > until) return {
			snapshot,
			open,
			news,
			warnings
		};
		await clock.sleep(interval);
	}
}
/** When the last open verification must be over, ms since 1970; 0 when none is open. */
function verifyingUntil({ inputs }, snapshot) {
	const ends = openVerifications(snapshot, inputs.prompt).map(({ verification }) => Date.parse(verification.ends_at) + patience * 1e3);
	return Math.max(0, ...ends);
}
/** What the source says of the time since the switch; empty before that, and when it does not tell. */
async function lookAfter(session, view, metrics, each) {
	const { state, incident, verification } = each;
	const { config } = view;
	const { interval } = config.rollback.verification;
	const at = session.clock.now();
	const starts = Date.parse(verification.starts_at);
	if (metrics === null || at.getTime() < starts) {
		session.log.progress(progressLine(each, at, null));
		return [];
	}
	const observation = await metrics.observe({
		prompt: state.prompt,
		candidate: incident.bad.label,
		stable: incident.good.label,
		weight: 0,
		since: /* @__PURE__ */ new Date(starts - interval * 1e3),
		at,
		step: interval
	});
	for (const { arm, metric, detail } of observation.problems) session.log.debug(`  ${[arm, metric].filter((part) => part !== null).join(" ")}: ${detail}`);
	const { history } = metrics;
	const looks = looksAfter(observation, verification, {
		history,
		window: config.metrics?.window ?? 0
	});
	const { min_requests } = config.rollback.verification;
	const { figures } = aftermath(verification, looks, {
		interval,
		min_requests
	}, at.toISOString());
	session.log.progress(progressLine(each, at, `${Math.round(figures.requests)} requests, and ${min_requests} are needed`));
	return looks;
}
/** Commits what a look changes; null when that is nothing. */
async function settle(session, view, snapshot, { state: { prompt }, incident }, looks) {
	const step = ({ states }) => {
		const state = states.get(prompt);
		const known = state?.incidents.find(({ id }) => id === incident.id);
		const actor = session.actor(view.config);
		return state === void 0 || known === void 0 ? null : verifyStep(state, known, looks, actor);
	};
	if (step(snapshot) === null) return null;
	return transact(view.live, session.clock, async (fresh) => {
		const change = step(fresh);
		return change === null ? null : draftOf(change);
	});
}
function told({ log }, { state, events }, { incident, verification }) {
	const status = state.incidents.find(({ id }) => id === incident.id)?.verification?.status ?? verification.status;
	const reason = events.at(-1)?.reason ?? "";
	const line = `${state.prompt}: ${sentences[status](incident)}: ${reason}`;
	if (status === "failed") log.error(line);
	else if (status === "recovered") log.info(line);
	else log.warn(line);
	return {
		prompt: state.prompt,
		incident: incident.id,
		status,
		reason
	};
}
const sentences = {
	waiting: ({ good }) => `the rollback to ${good.label} is being verified`,
	recovered: ({ good }) => `the rollback to ${good.label} helped`,
	escalated: ({ good }) => `the rollback to ${good.label} has not helped yet, and it is escalated`,
	failed: ({ good }) => `the rollback to ${good.label} did not help`,
	unverified: ({ good }) => `whether the rollback to ${good.label} helped is not known`
};
function progressLine({ state, incident, verification }, at, counted) {
	const { status, escalate_at, ends_at } = verification;
	const end = status === "escalated" ? ends_at : escalate_at;
	const parts = [`${Math.max(0, Math.round((Date.parse(end) - at.getTime()) / 1e3))} s left`, ...counted === null ? [] : [counted]];
	return `${state.prompt}: ${sentences.waiting(incident)}, ${parts.join(", ")}`;
}
const warned = /* @__PURE__ */ new WeakSet();
/** The metrics source; null with a warning when it cannot be set up: a rollback that is done then stays unverified. */
async function openMetrics(session, view) {
	try {
		return await session.metrics(view.config);
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		if (!warned.has(session)) session.log.warn(`Nothing can be verified: ${error.message} ${error.cure}`);
		warned.add(session);
		return null;
	}
}
export { lostVersion as A, noteVerified as C, factsOf as D, revertBranch as E, groupMessage as F, liveMessage as I, revertPullRequest as M, postmortem as N, unifiedDiff as O, adoptionMessage as P, Findings as S, runEffects as T, opensIncident as _, act as a, finishEffects as b, noteRollbacks as c, isRevertingTo as d, revert as f, groupOf as g, clusters as h, namedPrompts as i, versionFiles as j, archivedFiles as k, rollsBack as l, announced as m, verifyingUntil as n, actTogether as o, rollback as p, checkInputs as r, draftOf as s, stayToVerify as t, see as u, investigate as v, noteWarnings as w, isPassing as x, resume as y };
