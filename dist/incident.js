import { r as messageOf, t as Failure } from "./fail.js";
import { a as duration, b as oneLine, d as secondsBetween, m as time, v as clip } from "./format.js";
import { f as resultError } from "./yaml.js";
import { n as goesTo } from "./notify.js";
import { n as p99 } from "./latency.js";
import { f as shortCause, g as mergeLatency, u as metricNames, v as mergeQuality } from "./words.js";
import { S as leading, m as cause, r as verificationSentence } from "./verification.js";
import { a as isAddress } from "./markdown.js";
import { r as transact } from "./transact.js";
import { C as recoveryLimit, O as groupMessage, S as recovery, T as standing, _ as sourceText, b as verifySentence, c as scenarioOf, g as olderVersions, h as goodDates, l as contactsText, m as escalationSentence, n as factsOf, p as actionSentence, t as assertNotLost, v as targetOf, w as rollbackCommands, x as expectations, y as verifiedText } from "./lost.js";
import { t as PROMOTED } from "./settings.js";
import { a as timeAfter, t as newRollout } from "./new-rollout.js";
import { u as momentsOf } from "./quality.js";
// src/rollout/change.ts
/** A ledger event of this actor, with nulls for what the event does not speak of. */
function ledgerEvent(actor, name, fields) {
	return {
		schema: 1,
		at: actor.now,
		event: name,
		rollout: null,
		incident: null,
		version: null,
		weight: null,
		by: actor.by,
		run_url: actor.runUrl,
		reason: null,
		details: null,
		...fields
	};
}
/** The outbox after a routing commit: the hand-on of the manifest first, once. */
function withDelivery(outbox, actor) {
	const rest = outbox.filter(({ kind }) => kind !== "deliver");
	if (!actor.delivers) return rest;
	return [{
		kind: "deliver",
		key: `deliver/${actor.now}`,
		created_at: actor.now
	}, ...rest];
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
function isOf(entry, run) {
	return entry.kind !== "deliver" && entry.run === run;
}
/** Seconds for which an effect is left to its run. That is at work on it, or it has died. */
const leftFor = 60;
/**
* Whether another run is about to do this effect: who decides it does it at once, and is not joined by a second run
* until that must have ended. The clocks of two runs differ, so a time to come is as good as one just gone.
*/
function isLeft(entry, run, now) {
	if (entry.kind === "deliver" || entry.run === null || isOf(entry, run)) return false;
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
	const versions = {
		good: good(facts),
		bad: bad(facts)
	};
	return verificationSentence(verification, versions);
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
	"hold-over": (facts) => `${subject(facts)} is judged again${share(facts)}, after ${duration(secondsBetween(facts.since, facts.at))}`,
	started: (facts) => `${subject(facts)} started${share(facts)}, over ${good(facts)}`,
	advanced: (facts) => `${subject(facts)} advanced to ${facts.weight ?? 0} %, over ${good(facts)}`,
	completed: (facts) => `${facts.prompt} ${good(facts)} is known as good and is the stable version`
};
const investigated = ({ question, at }) => duration(secondsBetween(question?.answer?.at ?? null, at));
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
	const { good, bad, began_at } = facts.incident;
	const found = expectations(facts).map(({ metric, expected, actual, stable }) => `${metricNames[metric]}: expected ${expected}, found ${actual}; ${good.label} had ${stable} at the same time`);
	return [
		...found.length === 0 ? [`Why: ${cause(facts)}`] : found.slice(0, scenario === "failed-rollback" ? 1 : 2),
		...scenario === "failed-rollback" ? [verifiedText(facts)] : [],
		...facts.cascade.length === 0 ? [] : [`Fails at the same time: ${facts.cascade.join(", ")}`],
		`Check ${checks[scenario]} in ${sourceText(facts)}, ${bad.label} beside ${good.label}${began_at === null ? "" : `, since ${time(began_at)}`}`,
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
	return versions.length === 0 ? [] : [`Older good versions: ${versions.join(", ")}`];
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
		const seconds = secondsBetween(question?.answer?.at ?? null, at);
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
	const results = await Promise.all(session.channels(view.config).filter(({ name }) => !entry.sent.includes(name)).map((channel) => sendTo(channel, notice, threads[channel.name] ?? null)));
	const channels = results.filter(({ sent }) => sent).map(({ channel }) => channel);
	for (const channel of channels) session.log.info(`${state.prompt}: ${entry.event} told by ${channel}`);
	return {
		channels,
		threads: Object.fromEntries(results.flatMap(({ channel, thread }) => thread === null ? [] : [[channel, thread]])),
		failures: results.flatMap(({ failure }) => failure === null ? [] : [`${failure.message}${failure.cure === "" ? "" : ` ${failure.cure}`}`])
	};
}
/** Sends a notice to a channel that takes it. What fails is said, never thrown. */
async function sendTo(channel, notice, thread) {
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
		const cure = error instanceof Failure ? error.cure : "";
		return {
			channel: name,
			sent: false,
			thread: null,
			failure: {
				message: `${name}: ${messageOf(error)}`,
				cure
			}
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
// src/rollout/question.ts
/** An investigated question pages again after so many seconds. */
const hourly = 3600;
/** The clock of a question that opens now: reminder at half the limit of the rule, expiry at the limit. */
function newQuestion({ limit }, actor) {
	return {
		status: "open",
		opened_at: actor.now,
		remind_at: timeAfter(actor.now, limit / 2),
		expires_at: timeAfter(actor.now, limit),
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
	return asked(before, incident, { page_at: timeAfter(actor.now, hourly) }, "reminded", "still-investigating", "still being investigated", actor);
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
		page_at: timeAfter(actor.now, hourly),
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
	return ledgerEvent(actor, name, {
		rollout: rollout?.id ?? null,
		incident: id,
		version: bad,
		weight: rollout?.weight ?? null,
		reason
	});
}
// src/report/notice-unwritten.ts
/** The page for a decision that could not be committed. The same decision gives the same key, whichever run makes it. */
function unwrittenNotice(facts) {
	const { thread, decision, prompt, bad, good, weight, rollsBack, reason, error, runUrl, at, drill } = facts;
	const head = `${drill ? "[drill] " : ""}${what(facts)} cannot be written: ${error.message}`;
	const lines = [
		whoServes(facts),
		`Found: ${reason}`,
		`Refused: ${error.message}`,
		error.cure,
		`Every run tries again.${weight === null ? "" : ` Until one succeeds, only your applications can leave ${bad}.`}`
	];
	return {
		thread,
		key: `${thread}/${decision}/unwritten`,
		event: "unwritten",
		decision,
		action: "trigger",
		severity: rollsBack ? "critical" : noticeEvents[decision][1],
		prompt,
		title: clip(oneLine(head), 200),
		lines: lines.filter((line) => line !== "").map((line) => clip(oneLine(line), 200)),
		links: runUrl === null ? [] : [{
			text: "Workflow run",
			url: runUrl
		}],
		details: {
			decision,
			bad,
			good,
			weight,
			reason,
			error: error.message
		},
		at,
		drill
	};
}
function what(facts) {
	const { decision, prompt, bad, good, weight, rollsBack } = facts;
	if (weight === null) return `${title(decision, noticeFacts(facts))}, and this`;
	return `${prompt} ${bad} at ${weight} %: ${rollsBack ? `its rollback to ${good}` : "what was decided"}`;
}
function whoServes({ bad, good, weight }) {
	if (weight === null) return `${good} goes on serving. The live branch, the pull request and the issue do not tell of this yet.`;
	return `${bad} keeps ${weight} % of the traffic until this is mended: the live branch cannot be written.`;
}
// src/commands/unwritten.ts
/**
* Decisions could not be committed, so that no outbox will tell of them: whom they page is told at once, and each
* channel once in a run. The page is the one that the decision would have had: when a later run writes it, it joins that page. `before`
* are the states that the decisions rest on. Never throws: the error that kept them from being written is the one to
* tell.
*/
async function tellUnwritten(session, config, before, changes, error) {
	await Promise.all(changes.map(async (change) => {
		const state = before.get(change.state.prompt);
		const page = state === void 0 ? null : pageOf(state, change);
		if (state === void 0 || page === null) return;
		await tellEach(session, config, noticeFor(session, state, change, page, error), incidentOf(change, page)?.threads ?? {});
	}));
}
/** What a channel does not take now is tried again at the next look. */
async function tellEach(session, config, notice, threads) {
	const { told } = session;
	const keyOf = (name) => JSON.stringify([name, notice.key]);
	const results = await Promise.all(session.channels(config).filter(({ name }) => !told.has(keyOf(name))).map((channel) => sendTo(channel, notice, threads[channel.name] ?? null)));
	for (const { channel, sent, failure } of results) {
		if (sent) told.add(keyOf(channel));
		if (failure !== null) session.log.error(`${failure.message} Every look tells it again.`);
	}
}
/** The page that the change would have sent; null when it pages nobody. */
function pageOf({ outbox }, { state, outcome, routing }) {
	const known = new Set(outbox.map(({ key }) => key));
	for (const entry of state.outbox) if (entry.kind === "notify" && !known.has(entry.key) && actionOf(noticeEvents[entry.event]) === "trigger") return entry;
	const [incident] = state.incidents;
	if (outcome !== "reverting" || !routing || incident === void 0) return null;
	return {
		event: "rolled-back",
		incident: incident.id
	};
}
const actionOf = ([action]) => action;
const incidentOf = ({ state }, { incident }) => state.incidents.find(({ id }) => id === incident) ?? null;
function noticeFor(session, { prompt, rollout }, change, page, error) {
	const incident = incidentOf(change, page);
	const serving = rollout !== null && (incident === null || incident.rollout === rollout.id);
	const { message, cure } = resultError(error);
	return unwrittenNotice({
		thread: [
			session.repository,
			prompt,
			page.incident ?? `${rollout?.id}/${page.event}`
		].join("/"),
		decision: page.event,
		prompt,
		bad: incident?.bad.label ?? rollout?.candidate.label ?? null,
		good: change.state.stable.label,
		weight: serving ? rollout.weight : null,
		rollsBack: change.outcome === "rolled-back" || change.outcome === "reverting",
		reason: change.events.at(-1)?.reason ?? change.message.detail ?? change.outcome,
		error: {
			message,
			cure
		},
		runUrl: session.facts.runUrl,
		at: session.clock.now().toISOString(),
		drill: session.drill
	});
}
// src/commands/commit.ts
/**
* Commits what the system decides by itself; null when nothing changes, for which the remote is asked for nothing.
* `decide` is told the states that are known and, when something changes, those that the live branch then has. Where
* the commit fails (`live-lost`, and what `transact` throws), whom it would have paged is told so.
*/
async function commitOrTell(session, view, known, decide) {
	let latest = {
		states: known,
		draft: decide(known)
	};
	if (latest.draft === null) return null;
	try {
		return await transact(view.live, session.clock, async (snapshot) => {
			await assertNotLost(view, snapshot, [...known.keys()]);
			const { states } = snapshot;
			latest = {
				states,
				draft: decide(states)
			};
			return latest.draft;
		});
	} catch (error) {
		const changes = latest.draft?.proposals.map(({ change }) => change) ?? [];
		await tellUnwritten(session, view.config, latest.states, changes, error);
		throw error;
	}
}
/** The commit of changes that belong together; the first gives it its name. */
function draftOf(...changes) {
	return {
		proposals: changes.map((change) => ({
			change,
			contents: /* @__PURE__ */ new Map(),
			archive: null
		})),
		message: groupMessage(changes)
	};
}
// src/rollout/transition.ts
/** How many earlier versions the state remembers; older ones are found in the ledger. */
const remembered = 20;
/** First sighting of a prompt: its version becomes stable at 100 %, ungated, and counts as good. */
function adopt(prompt, source, actor) {
	const stable = asVersion(source, {
		stable_since: actor.now,
		known_good_since: actor.now
	});
	return {
		outcome: "adopted",
		state: {
			schema: 1,
			prompt,
			stable,
			previous: [],
			rollout: null,
			soak: null,
			rollouts: 0,
			incidents: [],
			quarantine: [],
			retired: [],
			outbox: withDelivery([], actor)
		},
		events: [ledgerEvent(actor, "adopted", {
			version: stable,
			weight: 100
		})],
		routing: true,
		archive: stable,
		message: {
			verb: "adopt",
			from: null,
			to: stable.label,
			detail: null,
			incident: null
		}
	};
}
/** Begins a rollout at stage one; a candidate that is there is superseded, a watched one becomes stable. */
function start(before, source, plan, actor) {
	const watched = leaveRollout(before, actor);
	const candidate = asVersion(source, {
		stable_since: null,
		known_good_since: null
	});
	const number = before.rollouts + 1;
	const first = plan.stages[0]?.weight ?? 100;
	const weight = first === 100 ? 100 - plan.policy.holdback : first;
	const phase = first === 100 ? "watching" : "canary";
	const id = rolloutId(number, candidate);
	const rollout = newRollout({
		id,
		candidate,
		phase,
		stage: 0,
		weight,
		plan
	}, actor.now);
	const superseded = before.rollout !== null;
	const outcome = superseded ? "superseded" : "started";
	const details = {
		plan,
		superseded: before.rollout?.candidate ?? null
	};
	return {
		outcome,
		state: {
			...watched,
			rollout,
			soak: null,
			rollouts: number,
			outbox: withDelivery(before.outbox, actor)
		},
		events: [ledgerEvent(actor, outcome, {
			rollout: rollout.id,
			version: candidate,
			weight,
			details
		})],
		routing: true,
		archive: candidate,
		message: {
			verb: superseded ? "supersede" : "start",
			from: watched.stable.label,
			to: candidate.label,
			detail: `${weight} %`,
			incident: null
		}
	};
}
/** The default branch went back to the stable version: so does all traffic. Nothing is quarantined. */
function withdraw(before, rollout, actor) {
	const { candidate } = rollout;
	return {
		outcome: "withdrawn",
		state: {
			...before,
			rollout: null,
			retired: rememberVersion(before.retired, candidate),
			outbox: withDelivery(before.outbox, actor)
		},
		events: [ledgerEvent(actor, "withdrawn", {
			rollout: rollout.id,
			version: candidate,
			weight: 0
		})],
		routing: true,
		archive: null,
		message: {
			verb: "withdraw",
			from: candidate.label,
			to: before.stable.label,
			detail: null,
			incident: null
		}
	};
}
/**
* To the next stage; the last one begins the watch, at 100 % less the `holdback`. `details` is what the
* decision rests on, `baseline` what the stable version did in the stage that ends.
*/
function advance(before, rollout, stage, actor, details, baseline) {
	const target = rollout.plan.stages[stage]?.weight ?? 100;
	const watching = target === 100;
	const weight = watching ? 100 - rollout.plan.policy.holdback : target;
	const next = {
		...rollout,
		stage,
		weight,
		phase: watching ? "watching" : "canary",
		hold: null,
		baseline: watching ? baseline : null,
		stage_started_at: actor.now,
		weights: [...rollout.weights, {
			at: actor.now,
			weight
		}]
	};
	const outcome = watching ? "watching" : "advanced";
	return {
		outcome,
		state: {
			...before,
			rollout: next,
			outbox: withDelivery(before.outbox, actor)
		},
		events: [ledgerEvent(actor, outcome, {
			rollout: rollout.id,
			version: rollout.candidate,
			weight,
			details
		})],
		routing: true,
		archive: null,
		message: {
			verb: "advance",
			from: null,
			to: rollout.candidate.label,
			detail: `${rollout.weight} % -> ${weight} %`,
			incident: null
		}
	};
}
/** The watch ended well: the candidate is the stable version, and known as good. */
function complete(before, rollout, actor, details) {
	const promoted = promoteWatched(before, rollout, actor);
	const stable = {
		...promoted.stable,
		known_good_since: actor.now
	};
	return {
		outcome: "completed",
		state: {
			...promoted,
			stable,
			outbox: withDelivery(before.outbox, actor)
		},
		events: [ledgerEvent(actor, "completed", {
			rollout: rollout.id,
			version: stable,
			weight: 100,
			details
		})],
		routing: true,
		archive: null,
		message: {
			verb: "complete",
			from: before.stable.label,
			to: stable.label,
			detail: "known as good",
			incident: null
		}
	};
}
/** Why the rollout holds has changed: trouble began, became another, paged, or is over. */
function held(before, rollout, hold, reason, actor, details) {
	return quiet(before, {
		...rollout,
		hold
	}, actor, "held", reason, details);
}
/** A look that changed nothing, recorded because its source will not have it later. */
function looked(before, rollout, actor) {
	return quiet(before, rollout, actor, "looked", null, null);
}
/** Records when the candidate's first traffic was (ISO 8601), from which its age counts. */
function firstTraffic(before, rollout, actor, at = actor.now) {
	return quiet(before, {
		...rollout,
		first_traffic_at: at
	}, actor, "first-traffic", null, null);
}
/** A medium crossing begins to be observed, its limit frozen as it is now. */
function observe(before, rollout, match, actor, details) {
	const { name, metric, threshold, value } = match;
	const crossing = {
		name,
		metric,
		limit: threshold,
		value,
		since: actor.now
	};
	return quiet(before, {
		...rollout,
		crossing,
		hold: null
	}, actor, "observing", match.name, details);
}
/** The crossing under observation is over. */
function resolve(before, rollout, actor, details) {
	const name = rollout.crossing?.name ?? null;
	return quiet(before, {
		...rollout,
		crossing: null,
		hold: null
	}, actor, "resolved", name, details);
}
function quiet(before, rollout, actor, event, reason, details) {
	const { id, candidate, weight } = rollout;
	return {
		outcome: event === "observing" || event === "resolved" ? event : "baking",
		state: {
			...before,
			rollout
		},
		events: [ledgerEvent(actor, event, {
			rollout: id,
			version: candidate,
			weight,
			reason,
			details
		})],
		routing: false,
		archive: null,
		message: {
			verb: event,
			from: null,
			to: candidate.label,
			detail: reason,
			incident: null
		}
	};
}
/** The id of the `number`th rollout of a prompt: short, and different for another candidate. */
function rolloutId(number, candidate) {
	return `r${number}-${candidate.digest.slice(0, 8)}`;
}
/** `previous` with `version` in front, without doubles, cut to what the state remembers. */
function rememberVersion(previous, version) {
	return [version, ...previous.filter(({ digest }) => digest !== version.digest)].slice(0, remembered);
}
/** The state without its rollout: a watched candidate becomes stable, any other is retired. */
function leaveRollout(before, actor) {
	const { rollout, retired } = before;
	if (rollout === null) return before;
	if (rollout.phase === "watching") return promoteWatched(before, rollout, actor);
	return {
		...before,
		rollout: null,
		retired: rememberVersion(retired, rollout.candidate)
	};
}
function promoteWatched(before, rollout, actor) {
	const stable = {
		...rollout.candidate,
		stable_since: actor.now
	};
	const previous = rememberVersion(before.previous, before.stable).filter(({ digest }) => digest !== stable.digest);
	return {
		...before,
		stable,
		previous,
		rollout: null
	};
}
/** A version of the default branch as the state keeps it. */
function asVersion(source, dates) {
	const { label, commit, path, digest } = source;
	return {
		label,
		commit,
		path,
		digest,
		...dates
	};
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
		starts_at: timeAfter(now, propagation),
		escalate_at: timeAfter(now, propagation + escalate_after),
		ends_at: timeAfter(now, propagation + Math.max(escalate_after, give_up_after)),
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
	if (status === "recovered") return `error rate ${Number((100 * (error_rate ?? 0)).toPrecision(2))} % over ${Math.round(requests ?? 0)} requests`;
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
	return {
		outcome: "asked",
		state,
		events: [ledgerEvent(actor, "asked", {
			rollout: id,
			incident: incident.id,
			version: candidate,
			weight,
			details: ground.evidence,
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
export { resume as A, askedOf as C, pageAgain as D, investigate as E, withEntries as F, ledgerEvent as I, withDelivery as L, isLeft as M, isOf as N, remind as O, newsOf as P, draftOf as S, expire as T, observe as _, revertingIncident as a, withdraw as b, aftermath as c, advance as d, asVersion as f, looked as g, held as h, finishReverting as i, sendNotice as j, replaced as k, announced as l, firstTraffic as m, rollback as n, isVerifying as o, complete as p, takeBack as r, verifyStep as s, ask as t, adopt as u, resolve as v, dueOf as w, commitOrTell as x, start as y };
