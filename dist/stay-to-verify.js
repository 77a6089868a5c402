import { n as within } from "./clock.js";
import { n as fail, r as messageOf, t as Failure } from "./fail.js";
import { o as readSnapshot, p as renderManifest } from "./snapshot.js";
import { r as transact } from "./transact.js";
import { D as effectsMessage } from "./lost.js";
import { I as ledgerEvent, M as isLeft, N as isOf$1, S as draftOf, c as aftermath, j as sendNotice, o as isVerifying, s as verifyStep, x as commitOrTell } from "./incident.js";
import { n as ensurePostmortem, r as ensureRevert, t as closeRevert } from "./incident-effects.js";
import { n as noteSettled } from "./rolled-back.js";
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
// src/commands/hand-on.ts
/**
* Hands the manifest on to every receiver, and again for as long as the live branch has moved on meanwhile: a receiver
* keeps what it got last, and a slow one must not end with what another run has taken back. Every receiver is tried;
* throws the first failure.
*/
async function handOn(session, { config, live }, from) {
	let snapshot = from;
	for (;;) {
		const manifest = renderManifest(snapshot.manifest);
		const commit = snapshot.head ?? "";
		const results = await Promise.allSettled(session.deliveries(config).map(async (delivery) => {
			await delivery.deliver(manifest, commit);
			session.log.info(`flags.json handed on: ${delivery.name}`);
		}));
		for (const result of results) if (result.status === "rejected") throw result.reason;
		snapshot = readSnapshot(await live.read(), live.branch);
		if (renderManifest(snapshot.manifest) === manifest) return;
		session.log.info("The live branch has moved meanwhile: flags.json is handed on once more.");
	}
}
// src/commands/effects.ts
/** What was warned of before and since, by prompt, each once. */
function withWarnings(before, since) {
	const all = new Map(before);
	for (const [prompt, texts] of since) all.set(prompt, [.../* @__PURE__ */ new Set([...all.get(prompt) ?? [], ...texts])]);
	return all;
}
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
/** What is told waits so many seconds for the hand-on, and for the pull request that it links to, and no longer. */
const patience$1 = 4;
/**
* The hand-on of the manifest first, once for all prompts; then the pull requests, which are what people are told of;
* then people are told, beside the issues. A receiver or a forge that is slow or away keeps nobody from hearing.
*/
async function doAll(session, view, snapshot, open, warn) {
	const handing = handOnAll(session, view, snapshot, open.filter(isKind("deliver")), warn);
	await within(patience$1, handing);
	const pulls = makeAll(session, view, snapshot, ["revert-pr", "close-pr"], open, [], warn);
	const [handed, told, asked, filed] = await Promise.all([
		handing,
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
/** One manifest holds all prompts: it is handed on once for all of them. */
async function handOnAll(session, view, snapshot, entries, warn) {
	if (entries.length === 0) return [];
	const handed = handOn(session, view, snapshot);
	return inTurn(entries, warn, async () => {
		await handed;
		return { link: null };
	});
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
const pause = 2;
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
		await session.clock.sleep(pause);
		latest = await readAgain(session, view, latest);
	}
	const { changes: taken, snapshot: now } = await transact(view.live, session.clock, async ({ states }) => {
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
	return taken.length === 0 ? {
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
* done; a look that changes nothing writes nothing. Any run may do it, at any time, with the same result. One that
* cannot be written keeps no other from it.
*/
async function verifyAll(session, view, snapshot) {
	const { inputs } = session;
	const open = openVerifications(snapshot, inputs.prompt);
	if (open.length === 0) return {
		snapshot,
		open: false,
		news: [],
		warnings: /* @__PURE__ */ new Map(),
		failure: null
	};
	const metrics = await openMetrics(session, view);
	const seen = await Promise.all(open.map((each) => lookAfter(session, view, metrics, each)));
	let latest = snapshot;
	let failure = null;
	const news = [];
	for (const [index, each] of open.entries()) try {
		const committed = await settle(session, view, latest, each, seen[index] ?? []);
		latest = committed?.snapshot ?? latest;
		news.push(...(committed?.changes ?? []).map((change) => told(session, change, each)));
	} catch (error) {
		failure ??= error;
	}
	const effects = await runNews(session, view, latest, news);
	latest = effects.snapshot;
	failure ??= effects.failure;
	const isOpen = openVerifications(latest, inputs.prompt).length > 0;
	return {
		snapshot: latest,
		open: isOpen,
		news,
		warnings: effects.warnings,
		failure
	};
}
/** Does what follows from news. What breaks off is not lost: it stays in the outbox. */
async function runNews(session, view, snapshot, news) {
	try {
		if (news.length > 0) return {
			...await runEffects(session, view, snapshot),
			failure: null
		};
		return {
			snapshot,
			warnings: /* @__PURE__ */ new Map(),
			failure: null
		};
	} catch (failure) {
		return {
			snapshot,
			warnings: /* @__PURE__ */ new Map(),
			failure
		};
	}
}
/** What the source says of the time since the switch; empty before that, and when it does not tell. */
async function lookAfter(session, view, metrics, each) {
	const { state, incident, verification } = each;
	const { config } = view;
	const { interval } = config.rollback.verification;
	const at = session.clock.now();
	const starts = Date.parse(verification.starts_at);
	if (metrics === null || at.getTime() < starts) {
		session.log.tick(progressLine(each, at, null));
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
	session.log.tick(progressLine(each, at, `${Math.round(figures.requests)} requests, and ${min_requests} are needed`));
	return looks;
}
/** Commits what a look changes; null when that is nothing. */
function settle(session, view, { states: known }, { state: { prompt }, incident }, looks) {
	return commitOrTell(session, view, known, (states) => {
		const state = states.get(prompt);
		const now = state?.incidents.find(({ id }) => id === incident.id);
		const actor = session.actor(view.config);
		const change = state === void 0 || now === void 0 ? null : verifyStep(state, now, looks, actor);
		return change === null ? null : draftOf(change);
	});
}
function told(session, change, { incident, verification }) {
	const { log } = session;
	const { state, events } = change;
	noteSettled(session, change);
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
/** The metrics source; null with a warning when it cannot be set up: a rollback that is done then stays unverified. */
async function openMetrics(session, view) {
	try {
		return await session.metrics(view.config);
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		const text = `Nothing can be verified: ${error.message} ${error.cure}`;
		if (!session.told.has(text)) session.log.warn(text);
		session.told.add(text);
		return null;
	}
}
// src/commands/stay-to-verify.ts
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
	let warnings = /* @__PURE__ */ new Map();
	let snapshot = from;
	let broken = false;
	for (;;) {
		const due = verifyingUntil(session, snapshot);
		const look = await verifyAll(session, view, snapshot);
		const { failure } = look;
		news.push(...look.news);
		warnings = withWarnings(warnings, look.warnings);
		snapshot = look.snapshot;
		if (failure !== null) {
			if (!isPassing(failure) || clock.now().getTime() > due) throw failure;
			log.warn(`This look failed, the next one tries again: ${failure.message}`);
			broken = true;
		}
		if (!look.open || clock.now().getTime() + interval * 1e3 > until) {
			if (!broken) return {
				snapshot,
				open: look.open,
				news,
				warnings
			};
			if (failure !== null) await clock.sleep(interval);
			const late = await runLate(session, view, snapshot);
			return {
				...late,
				open: look.open,
				news,
				warnings: withWarnings(warnings, late.warnings)
			};
		}
		await clock.sleep(interval);
	}
}
/** What looks that broke off have decided is this run's to do; where it breaks off again, it is the next run's. */
async function runLate(session, view, snapshot) {
	try {
		const { snapshot: after, warnings } = await runEffects(session, view, snapshot, true);
		return {
			snapshot: after,
			warnings
		};
	} catch (error) {
		if (!isPassing(error)) throw error;
		session.log.warn(`Not everything is done, the next run goes on: ${error.message}`);
		return {
			snapshot,
			warnings: /* @__PURE__ */ new Map()
		};
	}
}
/** When the last open verification must be over, ms since 1970; 0 when none is open. */
function verifyingUntil({ inputs }, snapshot) {
	const ends = openVerifications(snapshot, inputs.prompt).map(({ verification }) => Date.parse(verification.ends_at) + patience * 1e3);
	return Math.max(0, ...ends);
}
export { finishEffects as a, withWarnings as c, namedPrompts as i, verifyingUntil as n, isPassing as o, checkInputs as r, runEffects as s, stayToVerify as t };
