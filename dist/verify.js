import { D as Failure, O as fail } from "./schemas.js";
import { C as wasRolledBack, S as resultError, x as rank } from "./state.js";
import { r as transact } from "./transact.js";
import { c as isVerifying, l as verifyStep, m as runEffects, n as draftOf, u as aftermath } from "./look.js";
import { m as secondsSince } from "./judge.js";
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
	async guard(prompt, work) {
		try {
			await work();
		} catch (error) {
			const found = this.of(prompt);
			found.error = resultError(error);
			if (rank(found.error.code) < rank(found.reason)) found.reason = found.error.code;
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
	for (const [prompt, texts] of warnings) findings.of(prompt).warnings.push(...texts);
}
/** What a run says of a rollback that could not be verified. */
function unverifiedWarning(reason) {
	return `The rollback is not verified: ${reason}`;
}
// src/commands/passing.ts
const passing = ["remote-unreachable", "push-contended"];
/** Whether a failure may be over at the next look; every other one ends the run. */
function isPassing(error) {
	return error instanceof Failure && passing.includes(error.code);
}
// src/prompts/content.ts
/**
* The content of the files of a version, unchanged. A prompt that is one file has one entry with an empty
* path. The files are UTF-8, as `resolveVersion` made sure.
*/
function variantContent(files) {
	const [first] = files;
	if (first?.path === "") return first.bytes.toString("utf8");
	return Object.fromEntries(files.map(({ path, bytes }) => [path, bytes.toString("utf8")]));
}
// src/rollout/target.ts
/**
* The version that a manual rollback puts back. Without a label: stable when a candidate has traffic, else
* the version before it. With one: the one before, or any that is known as good; with `force` any that the
* ledger knows. Never one in quarantine, also not with `force`. Throws `no-previous-version`, `version-live`,
* `version-quarantined`, `version-unknown`.
*/
function chooseTarget(state, known, label, force) {
	const { prompt, stable, previous, rollout, quarantine } = state;
	const serving = rollout?.candidate ?? stable;
	const allowed = ({ digest }) => digest !== serving.digest && !quarantine.some((entry) => entry.digest === digest);
	const before = (rollout === null ? previous : [stable, ...previous]).filter(allowed);
	const first = before[0];
	if (label === "") {
		if (first === void 0) throw fail("no-previous-version", {
			prompt,
			version: serving.label
		});
		return first;
	}
	if (label === serving.label) throw fail("version-live", {
		prompt,
		version: label
	});
	const good = [...before.filter((version) => version.known_good_since !== null), ...known.good.filter(allowed)];
	const target = [
		...first === void 0 ? [] : [first],
		...good,
		...force ? known.all.filter(allowed) : []
	].find((version) => version.label === label);
	if (target !== void 0) return target;
	const entry = quarantine.find((item) => item.label === label);
	if (entry !== void 0) throw quarantineFailure(prompt, entry, label);
	const labels = [...new Set([...first === void 0 ? [] : [first], ...good].map((version) => version.label))];
	throw fail("version-unknown", {
		prompt,
		version: label,
		known: labels.join(", ") || "none"
	});
}
/** The refusal of a version in quarantine: when, by whom and why, and how to lift it. `label` is its name today. */
function quarantineFailure(prompt, entry, label) {
	const { digest, at, by, reason } = entry;
	return fail("version-quarantined", {
		prompt,
		label,
		digest: digest.slice(0, 12),
		at,
		by,
		reason
	});
}
/**
* Whether `target` is the version before the serving one: what a rollback without a label puts back. It was
* serving until now, so it needs no test.
*/
function isPrevious({ stable, previous, rollout, quarantine }, target) {
	const serving = rollout?.candidate ?? stable;
	return (rollout === null ? previous : [stable, ...previous]).find(({ digest }) => digest !== serving.digest && !quarantine.some((entry) => entry.digest === digest))?.digest === target.digest;
}
/** For so many seconds after a rollback another one without a target means the same one. */
const sameWithin = 900;
/**
* The incident that this request has executed already, or null: the same run again after a crash, or a second
* person on call who asks for the same thing. Going further back takes a `target-version` by name.
*/
function doneBefore({ rollout, stable, incidents }, label, actor) {
	const last = incidents[0];
	if (rollout !== null || last?.status !== "rolled-back" || last.good.digest !== stable.digest) return null;
	if (label !== "") return last.good.label === label ? last : null;
	return last.run_url !== null && last.run_url === actor.runUrl || secondsSince(last.decided_at, actor.now) < sameWithin ? last : null;
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
// src/commands/verify.ts
/** The rollbacks of which it is open whether they helped, of the prompt that the run names or of all. */
function openVerifications({ states }, prompt) {
	return [...states.values()].filter((state) => prompt === "" || prompt === state.prompt).flatMap((state) => state.incidents.flatMap((incident) => {
		const { verification } = incident;
		return verification !== null && isVerifying(incident) ? [{
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
export { isPrevious as a, isPassing as c, doneBefore as i, Findings as l, verifyingUntil as n, quarantineFailure as o, chooseTarget as r, variantContent as s, stayToVerify as t, noteVerified as u };
