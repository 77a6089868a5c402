import { C as url, S as unknown, a as _enum, c as boolean, d as int, h as object, v as string, x as union } from "./schemas.js";
import { t as Failure } from "./fail.js";
import { t as datetime } from "./iso.js";
import { n as readPayload, t as damaged } from "./event-file.js";
import { o as readSnapshot } from "./snapshot.js";
import { r as transact } from "./transact.js";
import { c as marker } from "./markdown.js";
import { A as resume, E as investigate, S as draftOf, l as announced, n as rollback } from "./incident.js";
import { s as nearest } from "./yaml.js";
import { b as oneLine, v as clip } from "./format.js";
import { i as revertBranch } from "./incident-effects.js";
import { a as finishEffects, s as runEffects, t as stayToVerify } from "./stay-to-verify.js";
import { a as noteEnd, i as Findings, o as noteVerified, t as noteRollbacks } from "./rolled-back.js";
import { n as promptResult } from "./prompts.js";
import { t as runResult } from "./run-result.js";
// src/host/event.ts
/** GitHub's limit of a body, and of a client payload. */
const mostCharacters = 65536;
const name = string().min(1).max(300);
const login = string().regex(/^[^\s\p{Cc}/]{1,100}$/u);
/** Zod counts characters, as GitHub does, and not the code units of UTF-16. */
const long = string().max(mostCharacters);
const fullName = string().regex(/^[^\s\p{Cc}/]{1,100}\/[^\s\p{Cc}/]{1,100}$/u);
const number = int().positive();
const time = datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const repository = object({ full_name: fullName });
/** An account that was deleted is null; on the web it is called ghost. */
const account = object({
	login,
	type: string()
}).nullish().transform((user) => user ?? {
	login: "ghost",
	type: "User"
});
const action = object({ action: string() });
const closedPull = object({
	repository,
	sender: account,
	pull_request: object({
		number,
		merged: boolean(),
		merged_by: object({ login }).nullish(),
		closed_at: time,
		head: object({
			ref: name,
			repo: repository.nullish()
		}),
		base: object({ ref: name })
	})
});
const newComment = object({
	repository,
	issue: object({
		number,
		pull_request: unknown().optional()
	}),
	comment: object({
		id: number,
		body: long,
		user: account,
		created_at: time,
		html_url: url({ protocol: /^https?$/ }).max(2e3)
	})
});
const text = long.nullish().transform((value) => value?.trim() || null);
const dispatched = object({
	repository,
	action: name,
	client_payload: object({
		prompt: text,
		target_version: text,
		reason: text,
		strategy: _enum([
			"instant",
			"gradual",
			""
		]).nullish().transform((value) => value || null),
		force: union([boolean(), _enum([
			"true",
			"false",
			""
		])]).nullish().transform((value) => value === true || value === "true")
	}).nullish()
});
/**
* Reads the event that started this run; null, as on a command line, is none. Throws `event-damaged` when the payload of
* an event that matters is not what GitHub sends.
*/
function readEvent(source) {
	switch (source?.name) {
		case "pull_request": return ifAction(source, "closed", pullRequestClosed);
		case "issue_comment": return ifAction(source, "created", comment);
		case "repository_dispatch": return dispatch(source, readPayload(source));
		default: return {
			kind: "other",
			name: source?.name ?? null
		};
	}
}
function ifAction(source, wanted, read) {
	const payload = readPayload(source);
	return checked(source, action, payload).action === wanted ? read(source, payload) : {
		kind: "other",
		name: source.name
	};
}
function pullRequestClosed(source, payload) {
	const { repository: base, pull_request: pull, sender } = checked(source, closedPull, payload);
	const head = pull.head.repo?.full_name ?? null;
	return {
		kind: "pull-request-closed",
		repository: base.full_name,
		number: pull.number,
		merged: pull.merged,
		head: {
			branch: pull.head.ref,
			repository: head
		},
		baseBranch: pull.base.ref,
		by: pull.merged ? pull.merged_by?.login ?? sender.login : sender.login,
		at: pull.closed_at,
		fork: head?.toLowerCase() !== base.full_name.toLowerCase()
	};
}
function comment(source, payload) {
	const { repository: of, issue, comment: made } = checked(source, newComment, payload);
	return {
		kind: "comment",
		repository: of.full_name,
		number: issue.number,
		on: issue.pull_request == null ? "issue" : "pull-request",
		body: made.body,
		id: made.id,
		by: made.user.login,
		isBot: made.user.type === "Bot",
		at: made.created_at,
		url: made.html_url
	};
}
function dispatch(source, payload) {
	const { repository: of, action: eventType, client_payload: given } = checked(source, dispatched, payload);
	return {
		kind: "dispatch",
		repository: of.full_name,
		eventType,
		prompt: given?.prompt ?? null,
		targetVersion: given?.target_version ?? null,
		reason: given?.reason ?? null,
		strategy: given?.strategy ?? null,
		force: given?.force ?? false
	};
}
/** Names the field that is wrong and not what stands in it, which is the text of strangers. */
function checked({ name: event }, schema, payload) {
	const parsed = schema.safeParse(payload);
	if (parsed.success) return parsed.data;
	const fields = new Set(parsed.error.issues.map(({ path }) => path.join(".") || "the whole"));
	throw damaged(event, `not as GitHub sends it: ${[...fields].join(", ")}`);
}
// src/rollout/answer.ts
const outcomes = {
	rollback: "rolled-back",
	resume: "resumed",
	investigate: "investigating"
};
/**
* What a wish comes to. It is done only while the versions that it speaks of are the live ones: an answer that
* comes late or twice changes nothing, and says so.
*/
function answer$1(state, id, wish, actor) {
	const incident = state.incidents.find((entry) => entry.id === id);
	if (incident === void 0) return { refused: `There is no incident ${id} any more.` };
	const { rollout } = state;
	if (isRepeated(state, incident, wish, actor)) return { repeated: outcomes[wish.kind] };
	if (!(rollout !== null && rollout.asking === id)) return late(state, incident, wish, actor);
	switch (wish.kind) {
		case "rollback": return { change: rolledBack(state, incident, wish, actor) };
		case "investigate":
			if (incident.question?.status === "investigating") return { refused: `It is being investigated already; it stays frozen, and pages hourly.` };
			return { change: investigate(state, incident, wish.reason, actor) };
		case "resume": return { change: resume(state, rollout, incident, wish.reason ?? "no reason given", actor) };
	}
}
/** The same person has said the same, it was done, and it still is as it was then. */
function isRepeated({ rollout, stable }, { question, status, good, rollout: id }, { kind, reason }, { by }) {
	const given = question?.answer ?? null;
	if (given?.kind !== kind || given.by !== by || reason !== null && given.reason !== reason) return false;
	if (kind === "rollback") return status === "rolled-back" && stable.digest === good.digest;
	if (kind === "resume") return status === "closed" && rollout?.id === id && rollout.asking === null;
	return question?.status === "investigating";
}
/** No question of this incident is open: all that is left to do is to roll back what still runs. */
function late(state, incident, wish, actor) {
	const { status, bad, good } = incident;
	const running = state.rollout !== null && isOf(state.rollout, incident);
	if (wish.kind === "rollback" && status === "closed" && running && state.stable.digest === good.digest) return { change: rolledBack(state, incident, wish, actor) };
	if (status === "rolled-back" || status === "reverting") return { refused: `${bad.label} was rolled back to ${good.label} already, at ${incident.decided_at}.` };
	if (status === "closed" && running) return { refused: `The question is answered; ${bad.label} goes on. \`/rollback\` still rolls it back.` };
	return { refused: `Nothing was changed: ${bad.label} is no longer the candidate over ${good.label}.` };
}
function isOf(rollout, { rollout: id, bad }) {
	return rollout.id === id && rollout.candidate.digest === bad.digest && rollout.phase !== "reverting";
}
function rolledBack(state, incident, { reason }, actor) {
	const ground = {
		match: null,
		reason: reason ?? `agreed: ${incident.reason}`,
		detectedAt: actor.now,
		evidence: incident.evidence
	};
	return rollback(state, state.stable, ground, actor);
}
// src/review/visible-lines.ts
/**
* The lines of a Markdown text that a reader sees as plain text at their beginning: nothing of fenced code, of HTML comments
* and of HTML blocks that show code. Where renderers may differ, or a block is never closed, lines are left out.
*/
function* visibleLines(markdown) {
	let fence = null;
	let end = null;
	for (const line of markdown.split(/\r\n?|\n/)) if (fence !== null) {
		if (closes(line, fence)) fence = null;
	} else if (end !== null) {
		if (line.toLowerCase().includes(end)) end = null;
	} else {
		fence = fenceOf(line);
		if (fence !== null) continue;
		const { text, open } = uncommented(line);
		end = open ? "-->" : codeEnd(text);
		yield text;
	}
}
/** Also inside of a list item, where it is indented or stands behind the bullet. */
function fenceOf(line) {
	const [, run, info = ""] = /^(?:\s|[-*+]\s|\d{1,9}[.)]\s)*(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
	if (run === void 0) return null;
	const mark = run.charAt(0);
	return mark === "`" && info.includes("`") ? null : {
		mark,
		length: run.length
	};
}
function closes(line, { mark, length }) {
	const text = line.trim();
	return text.length >= length && text.replaceAll(mark, "") === "";
}
/** The line without HTML comments; `open` when the last of them goes on. */
function uncommented(line) {
	let text = "";
	let from = 0;
	for (;;) {
		const start = line.indexOf("<!--", from);
		if (start < 0) return {
			text: text + line.slice(from),
			open: false
		};
		text += line.slice(from, start);
		const end = line.indexOf("-->", start + 2);
		if (end < 0) return {
			text,
			open: true
		};
		from = end + 3;
	}
}
/** The end of a block of HTML that begins here and shows code, or nothing; null when none begins or it ends here. */
function codeEnd(line) {
	const [, tag] = /^\s{0,3}<(pre|script|style|textarea)(?:[\s>]|$)/i.exec(line) ?? [];
	if (tag === void 0) return null;
	const end = `</${tag.toLowerCase()}>`;
	return line.toLowerCase().includes(end) ? null : end;
}
// src/review/command.ts
const names = [
	"rollback",
	"investigate",
	"resume",
	"help"
];
const mostReason = 500;
/** No line of this may begin with a slash: under a person's token the reply would be read as that person's answer. */
const helpText = [
	"Commands, each on a line of its own:",
	"",
	"- `/rollback [reason]` puts the stable version back at once.",
	"- `/investigate [reason]` stops the time limit while people look into it; the weight stays frozen.",
	"- `/resume reason` lets the rollout go on; the rule stays muted until its severity rises.",
	"- `/help` shows this list."
].join("\n");
/**
* Reads the answer in a comment: its first line that begins with one of our commands, in any case. What is quoted, in
* a code block or hidden does not count; other slash words are left to whom they are for. When no command is
* found, a word that is nearly one gives help. Reasons are one line of at most 500 characters, hidden characters spelt out.
*/
function parseAnswer(body) {
	if (isOurs(body)) return null;
	let guess = null;
	for (const line of visibleLines(body)) {
		const [, word, rest = ""] = /^[^\S\t]{0,3}\/([\p{L}\p{N}_-]{1,40})(?:[:.,;!]?\s+(.*)|[:.,;!])?$/su.exec(line) ?? [];
		if (word === void 0) continue;
		const name = names.find((each) => each === word.toLowerCase());
		if (name !== void 0) return answer(name, clip(oneLine(rest), mostReason) || null);
		guess ??= suggestion(word, rest);
	}
	return guess;
}
function answer(name, reason) {
	if (name === "help") return {
		kind: "help",
		text: helpText
	};
	if (name !== "resume") return {
		kind: name,
		reason
	};
	if (reason !== null) return {
		kind: "resume",
		reason
	};
	return help("`/resume` needs a reason behind it, on the same line: it goes into the ledger.");
}
/** `/roll back` is a near miss, too. */
function suggestion(word, rest) {
	const [next = ""] = /^[\p{L}\p{N}_-]{1,40}/u.exec(rest) ?? [];
	const meant = nearest(word, names) ?? (next === "" ? null : nearest(word + next, names));
	return meant === null ? null : help(`\`/${word}\` is no command. Did you mean \`/${meant}\`?`);
}
function help(sentence) {
	return {
		kind: "help",
		text: `${sentence}\n\n${helpText}`
	};
}
/** Our own comments carry a marker on a line of its own. */
function isOurs(body) {
	return /^<!-- prompt-rollout:[^\n]* -->\s*$/m.test(body);
}
// src/commands/asked.ts
/** What a comment asks for; bots ask for nothing. */
function commented({ id, body, by, isBot, number }) {
	const wish = isBot ? null : parseAnswer(body);
	if (wish === null) return { ignored: "the comment holds no command" };
	const key = String(id);
	if (wish.kind === "help") return {
		wish: {
			kind: "investigate",
			reason: null
		},
		by,
		number,
		key,
		settled: false,
		help: wish.text
	};
	return {
		wish,
		by,
		number,
		key,
		settled: false,
		help: null
	};
}
/** A merge rolls back; closing without merging wants to look first. Bots want nothing. */
function closed({ fork, merged, by, number }) {
	if (fork) return { ignored: "the pull request comes from a fork" };
	if (!merged && by.endsWith("[bot]")) return { ignored: "a bot closed the pull request" };
	return {
		wish: {
			kind: merged ? "rollback" : "investigate",
			reason: merged ? null : "the pull request was closed without merging"
		},
		by,
		number,
		key: null,
		settled: merged,
		help: null
	};
}
/** The branch of the pull request that was commented on; null for an issue, or a pull request of a fork. */
async function branchOf(forge, { on, number }) {
	const pull = on === "pull-request" ? await forge.pullRequestOf(number) : null;
	return pull === null || pull.fork ? null : pull.head;
}
/** The incident of a revert branch or post-mortem issue; null when none is known. */
function incidentOf({ states }, branch, issue) {
	for (const { prompt, incidents } of states.values()) for (const incident of incidents) if (branch !== null && revertBranch(prompt, incident.id) === branch || branch === null && issue !== null && incident.issue?.number === issue) return {
		prompt,
		incident
	};
	return null;
}
// src/commands/review.ts
const allowed = [
	"admin",
	"maintain",
	"write"
];
/**
* Turns what people do with a question into an answer: merging or closing its pull request, or a command in a
* comment. Events of forks, and people without write permission, change nothing; who commented is told so. After a
* rollback it stays until it is known whether that helped: exit code 1 when it did not.
*/
async function review(session) {
	const event = readEvent(session.facts.event);
	if (event.kind !== "comment" && event.kind !== "pull-request-closed") return ignored(session, "the event is neither a closed pull request nor a new comment");
	if (event.repository.toLowerCase() !== session.repository.toLowerCase()) return ignored(session, `the event is of ${event.repository}, not of ${session.repository}`);
	const asked = event.kind === "comment" ? commented(event) : closed(event);
	if ("ignored" in asked) return ignored(session, asked.ignored);
	const view = await session.view();
	const snapshot = readSnapshot(await view.live.read(), view.live.branch);
	const forge = await session.forge();
	const found = incidentOf(snapshot, event.kind === "comment" ? await branchOf(forge, event) : event.head.branch, event.kind === "comment" && event.on === "issue" ? event.number : null);
	if (found === null) for (const failure of snapshot.damaged.values()) throw failure;
	if (found === null) return ignored(session, "it belongs to no incident that is known");
	return carryOut(session, view, found, asked);
}
async function carryOut(session, view, { prompt, incident }, asked) {
	const forge = await session.forge();
	const refusal = asked.help ?? await refusalOf(session, view, forge, incident, asked);
	const done = refusal === null ? await decide(session, view, prompt, incident, asked) : null;
	const text = refusal ?? done?.text ?? "";
	session.log.info(`${prompt}: ${text}`);
	const findings = new Findings();
	const found = findings.of(prompt);
	findings.note(prompt, done?.outcome ?? "ignored");
	const effects = done === null ? null : await runEffects(session, view, done.committed.snapshot);
	found.warnings.push(...await replyTo(session, forge, asked, text, refusal !== null));
	if (effects === null) return end(session, view, prompt, null, found);
	found.warnings.push(...effects.warnings.get(prompt) ?? []);
	const { snapshot, news, warnings: unverified } = await stayToVerify(session, view, effects.snapshot);
	noteVerified(findings, news, unverified);
	const last = await finishEffects(session, view, snapshot);
	found.warnings.push(...last.warnings.get(prompt) ?? []);
	found.incident = incident.id;
	noteEnd(findings, prompt, last.snapshot.states.get(prompt));
	return end(session, view, prompt, last.snapshot, found);
}
function end(session, view, prompt, snapshot, found) {
	const state = snapshot?.states.get(prompt);
	return runResult(session, {
		exit_code: found.reason === "rollback-failed" ? 1 : 0,
		live: {
			branch: view.live.branch,
			commit: snapshot?.head ?? null
		},
		prompts: [promptResult(prompt, state, found)]
	});
}
/** Why this person may not decide; null when they may. */
async function refusalOf(session, view, forge, { bad }, { by, wish, settled }) {
	if (settled) return null;
	const permission = await forge.permissionOf(by);
	if (!allowed.includes(permission)) return `Nothing was changed: @${by} has the permission \`${permission}\` here, and \`write\` is needed to decide.`;
	if (!view.config.rollback.forbid_self_approval || wish.kind === "investigate") return null;
	const author = await forge.authorOf(bad.commit);
	if (author === null) {
		session.log.warn(`The author of ${bad.label} is not known: who answers may be the author.`);
		return wish.kind === "rollback" ? null : `Nothing was changed: the author of \`${bad.label}\` is not known, and may be @${by} (\`rollback.forbid_self_approval\`).`;
	}
	if (author.toLowerCase() !== by.toLowerCase()) return null;
	return `Nothing was changed: @${by} is the author of \`${bad.label}\`, and somebody else must decide (\`rollback.forbid_self_approval\`).`;
}
async function decide(session, view, prompt, { id }, { wish, by }) {
	let text = "";
	const committed = await transact(view.live, session.clock, async (snapshot) => {
		const state = snapshot.states.get(prompt);
		const actor = session.actor(view.config, by);
		const reply = state === void 0 ? { refused: "The prompt is gone." } : answer$1(state, id, wish, actor);
		if (state !== void 0 && "change" in reply) return draftOf(announced(state, reply.change, actor));
		text = unchanged(state, id, reply);
		return null;
	});
	noteRollbacks(session, view, committed);
	const [change] = committed.changes;
	if (change === void 0) return {
		committed,
		outcome: "ignored",
		text
	};
	return {
		committed,
		outcome: change.outcome,
		text: told(change.state, id, change.outcome)
	};
}
/** What is said of an answer that changes nothing: the same again gets the same reply, as after a crash. */
function unchanged(state, id, reply) {
	if ("refused" in reply) return reply.refused;
	return state === void 0 || "change" in reply ? "" : told(state, id, reply.repeated);
}
function told({ incidents, stable, rollout }, id, outcome) {
	const bad = incidents.find((incident) => incident.id === id)?.bad.label ?? "the candidate";
	if (outcome === "rolled-back") return `\`${bad}\` is rolled back: \`${stable.label}\` serves everyone.`;
	if (outcome === "resumed") return `\`${bad}\` goes on at ${rollout?.weight ?? 0} %. The rule is muted until its severity rises.`;
	return `\`${bad}\` stays frozen at ${rollout?.weight ?? 0} % while people look into it; it pages hourly until somebody decides.`;
}
/** One reply for each comment. Who merged or closed sees it in the pull request; only a refusal is written there. */
async function replyTo(session, forge, { key, number, wish }, text, refused) {
	if (key === null && !refused) return [];
	try {
		const line = marker("reply", key ?? `${wish.kind}-${number}`);
		await forge.reply({
			number,
			marker: line,
			body: text
		});
		return [];
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		const warning = `The reply could not be written: ${error.message}`;
		session.log.warn(warning);
		return [warning];
	}
}
function ignored(session, why) {
	session.log.info(`Nothing was changed: ${why}.`);
	return runResult(session, {
		reason_code: "ignored",
		exit_code: 0,
		live: null,
		prompts: []
	});
}
export { review };
