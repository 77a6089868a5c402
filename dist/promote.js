import { n as fail, r as messageOf, t as Failure } from "./fail.js";
import { g as newestTime, o as readSnapshot } from "./snapshot.js";
import { a as see, c as freshLooks, h as clusters, i as rollsBack, m as sightStaged, n as actTogether, p as sightStable, u as recorded, v as waitingLine } from "./look.js";
import { p as wasRolledBack } from "./yaml.js";
import { n as quarantineDrift } from "./drift.js";
import { a as finishEffects, n as verifyingUntil, o as isPassing, s as runEffects, t as stayToVerify } from "./stay-to-verify.js";
import { a as noteEnd, i as Findings, o as noteVerified, s as noteWarnings, t as noteRollbacks } from "./rolled-back.js";
import { c as tokenChecks, d as channelsFindings, g as tried, i as metricsChecks, m as sorted, n as examinePrompts, o as openInspection, s as rulesFindings, u as clockFindings } from "./doctor-source.js";
import { t as channelProblems } from "./notify.js";
import { i as revertBranch } from "./incident-effects.js";
import { r as resolvePrompt } from "./load.js";
import { m as verdictText } from "./words.js";
import { i as selectPrompts, n as promptResult, r as runningStates, t as openStates } from "./prompts.js";
import { r as transact, t as archiveTag } from "./transact.js";
import { a as variantContent, i as quarantineFailure } from "./target2.js";
import { n as peekVersion, r as resolveVersion, s as withoutVersion } from "./version.js";
import { E as adoptionMessage, k as liveMessage, t as assertNotLost } from "./lost.js";
import { I as ledgerEvent, b as withdraw, f as asVersion, g as looked, l as announced, n as rollback, u as adopt, x as commitOrTell, y as start } from "./incident.js";
import { t as planRelease } from "./release.js";
import { i as secondsSince } from "./new-rollout.js";
import { t as runResult } from "./run-result.js";
// src/commands/first-run.ts
/** Sessions that were checked: a run that stays looks many times. */
const checked = /* @__PURE__ */ new WeakSet();
/**
* Before the live branch is made: what a handful of requests tell of traps that else show at the first rollback.
* Returns what to warn of. Never throws and tries nothing twice: nothing may hang on it.
*/
async function checkFirstRun(session, view) {
	if (session.drill || checked.has(session)) return [];
	checked.add(session);
	const { log } = session;
	try {
		const parts = await Promise.all([onForge(session, view), onMetrics(session, view)]);
		const findings = sorted([...parts.flat(), ...onChannels(session, view)]);
		const texts = (wanted, about = false) => {
			const told = findings.filter(wanted).map(({ title, detail, cure }) => `${about ? `${title}: ` : ""}${detail} ${cure}`.trim());
			return [...new Set(told)];
		};
		const warnings = texts((each) => isTrap(each));
		for (const text of warnings) log.warn(text);
		for (const text of texts(({ state }) => state === "unknown", true)) log.info(`not known: ${text}`);
		for (const text of texts((each) => each.state === "warning" && !isTrap(each))) log.info(text);
		if (findings.some(({ state }) => state !== "ok")) log.info("This is the first run. `doctor` checks the whole set-up.");
		return warnings;
	} catch (error) {
		log.warn(`The set-up could not be checked, and the run goes on: ${messageOf(error)}`);
		return [];
	}
}
/** That nobody reports a version yet, or is to be paged, is no news to who begins. */
const isTrap = ({ id, state }) => state === "problem" || state === "warning" && id !== "metrics" && id !== "channels";
/** Whether the metrics source answers, asked for one prompt. */
async function onMetrics(session, view) {
	if (view.config.metrics === void 0) return [];
	const { asked } = await examinePrompts(session, view, /* @__PURE__ */ new Map(), 1);
	const { findings, skews } = await metricsChecks(session, view.config, asked);
	return [...findings, ...clockFindings(skews)];
}
/** What is wrong with the secrets of channels is told by every run. */
function onChannels({ inputs, clock }, { config: { notify } }) {
	return channelProblems(notify, inputs, clock).length > 0 ? [] : channelsFindings(notify, []);
}
async function onForge(session, { config }) {
	const inspection = await openInspection(session, once$1);
	if (inspection === null) return [];
	const [prompt = "prompt"] = Object.keys(config.prompts);
	const place = {
		live: config.live_branch,
		revert: revertBranch(prompt, `${prompt}/1/1`),
		exists: false,
		blockers: {
			live: null,
			revert: null
		}
	};
	const repository = await tried(() => inspection.repository());
	const rules = await rulesFindings(session, inspection, place, repository);
	const skew = repository.known ? repository.value.skew : null;
	return [
		...tokenChecks(session, repository),
		...rules,
		...clockFindings([{
			of: new URL(session.facts.serverUrl).host,
			seconds: skew
		}])
	];
}
/** A clock by which nothing is asked twice. */
const once$1 = {
	now: Date.now,
	sleep: () => Promise.resolve(),
	longestWait: 0
};
// src/policy/cascade.ts
/**
* Two or more related prompts that are each proven worse than their stable fail together: that is critical for
* each of them, whatever the rule says of one alone. The relation holds both ways. Returns the verdicts by
* prompt, those of a cascade with severity critical.
*/
function withCascades(all) {
	const failing = all.filter(({ verdict }) => isWorse(verdict));
	return new Map(all.map((one) => {
		const together = failing.some((other) => other.prompt !== one.prompt && areRelated(one, other));
		return [one.prompt, together && failing.includes(one) ? critical(one.verdict) : one.verdict];
	}));
}
/** Proven worse than stable by the test that belongs to a crossed limit. */
function isWorse({ cause, matches, readings }) {
	if (cause !== "candidate") return false;
	return matches.some(({ metric }) => readings.find((reading) => reading.metric === metric)?.worse === true);
}
function areRelated(one, other) {
	return one.related.includes(other.prompt) || other.related.includes(one.prompt);
}
function critical(verdict) {
	const matches = verdict.matches.map((match, index) => index === 0 ? {
		...match,
		severity: "critical"
	} : match);
	return {
		...verdict,
		verdict: "rollback",
		severity: "critical",
		matches
	};
}
// src/commands/look-all.ts
/**
* Sees all running rollouts first, since related prompts that fail together are judged together; then acts. What
* rolls back together is one commit and one incident. A run for one prompt sees the related ones as well, and
* acts on those that fail with it. Returns what was seen, by prompt.
*/
async function lookAtAll(session, view, before, findings) {
	const metrics = await session.metrics(view.config);
	const all = [];
	await Promise.all(runningStates(before, "").map(async (state) => {
		if (!concerns(session, view, state.prompt)) return;
		await findings.guard(state.prompt, async () => {
			const seen = await see(session, view, metrics, before, state);
			if (seen !== null) all.push(seen);
		});
	}));
	const judged = withVerdicts(view, all);
	const failing = judged.filter((seen) => rollsBack(session, view, seen));
	const groups = clusters(failing.map(({ prompt }) => ({
		id: prompt,
		related: relatedTo(view, prompt)
	})));
	const wanted = ({ prompt }) => session.inputs.prompt === "" || session.inputs.prompt === prompt;
	const together = groups.map((group) => failing.filter(({ prompt }) => group.includes(prompt))).filter((group) => group.some(wanted));
	const alone = judged.filter((seen) => wanted(seen) && !failing.includes(seen)).map((seen) => [seen]);
	await Promise.all([...together, ...alone].map(async (group) => {
		const [first] = group;
		if (first === void 0) return;
		const prompts = group.map(({ prompt }) => prompt);
		await findings.guardAll(prompts, async () => {
			const looked = await actTogether(session, view, group);
			for (const [index, each] of looked.entries()) noteLook(findings, group[index] ?? first, each);
		});
	}));
	return new Map(all.map((seen) => [seen.prompt, seen]));
}
/** Whether this run looks at a prompt, rolling out or not: it is the one that was named, or related to it. */
function concerns({ inputs: { prompt: wanted } }, view, prompt) {
	if (wanted === "" || wanted === prompt) return true;
	return relatedTo(view, wanted).includes(prompt) || relatedTo(view, prompt).includes(wanted);
}
function relatedTo({ config }, prompt) {
	return Object.hasOwn(config.prompts, prompt) ? resolvePrompt(config, prompt).related : [];
}
/** The same looks, those of a cascade with its severity. */
function withVerdicts(view, all) {
	const verdicts = withCascades(all.map(({ prompt, sight }) => ({
		prompt,
		related: relatedTo(view, prompt),
		verdict: sight.verdict
	})));
	return all.map((seen) => ({
		...seen,
		sight: {
			...seen.sight,
			verdict: verdicts.get(seen.prompt) ?? seen.sight.verdict
		}
	})).sort((one, other) => one.prompt < other.prompt ? -1 : 1);
}
/** Seconds of a resting version's history: every look asks for it, for every prompt. */
const recent = 3600;
/**
* Looks at stable versions that serve everyone, by the mature limits. A bad one is said and nothing more: there is
* nothing that a look could put back without a person's word.
*/
async function lookAtStable(session, view, before, findings) {
	const metrics = await session.metrics(view.config);
	if (metrics === null) return;
	const resting = [...before.states.values()].filter(({ prompt, rollout }) => rollout === null && Object.hasOwn(view.config.prompts, prompt));
	await Promise.all(resting.filter(({ prompt }) => concerns(session, view, prompt)).map(({ prompt, stable }) => findings.guard(prompt, async () => {
		const { policy } = resolvePrompt(view.config, prompt);
		const now = session.clock.now();
		const sight = await sightStable(metrics, prompt, stable, policy, now, recent);
		if (sight.verdict.matches.length > 0) noteUnhealthy(session, findings, prompt, stable, sight);
	})));
}
function noteUnhealthy({ log }, findings, prompt, stable, { verdict }) {
	if (findings.of(prompt).reason === "nothing-to-do") findings.note(prompt, "unhealthy");
	findings.of(prompt).verdict ??= verdict;
	log.warn(`${prompt}: the stable version ${stable.label} is over a limit: ${verdictText(verdict)}`);
}
/** Outcomes that are those of the newest incident. */
const about = [
	"rolled-back",
	"asked",
	"reverting",
	"paused"
];
function noteLook(findings, before, { prompt, outcome, sight, committed }) {
	findings.note(prompt, outcome);
	const found = findings.of(prompt);
	found.verdict = sight.verdict;
	found.warnings.push(...committed?.warnings ?? []);
	const state = committed?.snapshot.states.get(prompt) ?? before.state;
	if (about.includes(outcome)) found.incident = state.incidents[0]?.id ?? null;
}
// src/prompts/same-text.ts
/** Whether two versions of the prompt at `path` differ in nothing but what they say of their own version. */
function isSameText(path, one, other) {
	if (one.length !== other.length || one.length === 0) return false;
	const texts = new Map(other.map((file) => [file.path, textOf(path, file)]));
	return one.every((file) => texts.get(file.path) === textOf(path, file));
}
function textOf(path, file) {
	return withoutVersion(file.path === "" ? path : file.path, file.bytes.toString("utf8"));
}
// src/rollout/soak.ts
/** Whether a version has been healthy in staging for `seconds` without a break. */
function hasSoaked({ soak }, version, seconds, now) {
	if (soak === null || soak.version.digest !== version.digest || soak.healthy_since === null) return false;
	return secondsSince(soak.healthy_since, now) >= seconds;
}
/** Seconds between two recorded looks while all is well, and seconds without a look that break the soak. */
const heartbeat = 300;
const longestGap = 900;
/**
* The soak after one look at staging, or null when nothing is to be recorded. Another version begins anew;
* anything but healthy, the unknown too, takes the time away, and the next healthy look begins it again. So does
* a time in which nobody looked: unknown is never healthy.
*/
function soakStep(before, version, verdict, actor) {
	const { soak } = before;
	const same = soak !== null && soak.version.digest === version.digest;
	const healthy = verdict.verdict === "healthy";
	const silent = same ? secondsSince(soak.seen_at, actor.now) : 0;
	const steady = same && healthy === (soak.healthy_since !== null);
	if (steady && (!healthy || silent < heartbeat)) return null;
	const goesOn = steady && silent <= longestGap;
	const candidate = asVersion(version, {
		stable_since: null,
		known_good_since: null
	});
	const next = {
		version: same ? soak.version : candidate,
		started_at: same ? soak.started_at : actor.now,
		healthy_since: goesOn ? soak.healthy_since : healthy ? actor.now : null,
		seen_at: actor.now
	};
	const reason = healthy ? "healthy" : verdict.verdict;
	return {
		outcome: "soaking",
		state: {
			...before,
			soak: next
		},
		events: [ledgerEvent(actor, "soaking", {
			version: next.version,
			reason,
			details: { verdict }
		})],
		routing: false,
		archive: null,
		message: {
			verb: "soak",
			from: null,
			to: next.version.label,
			detail: reason,
			incident: null
		}
	};
}
// src/commands/release.ts
/**
* Reads one prompt from the default branch and compares it with the state. The content is only read when
* the digest is new. Throws the catalogue error of a prompt that cannot be released.
*/
async function readCandidate(view, prompt, state) {
	const { digest } = await peekVersion(view.source, prompt);
	const known = [state?.rollout?.candidate, state?.stable].find((version) => version?.digest === digest);
	const version = known ? {
		...known,
		files: []
	} : await resolveVersion(view.source, prompt);
	const planned = planRelease(state, version);
	const entry = planned.kind === "start" || planned.kind === "supersede" ? await renamed(view, prompt, state, version) : null;
	const release = entry === null ? planned : {
		kind: "quarantined",
		entry
	};
	if (release.kind === "relabelled") throw fail("label-reused", {
		prompt: prompt.id,
		label: release.label,
		old: release.old.slice(0, 12),
		new: version.commit.slice(0, 12),
		path: prompt.path
	});
	return {
		prompt,
		state,
		release,
		version
	};
}
/** The quarantined version whose text this is under another label; null when it is a text of its own. */
async function renamed(view, { id, path }, state, { files }) {
	for (const entry of state?.quarantine ?? []) {
		const bad = state?.incidents.find((incident) => incident.bad.digest === entry.digest)?.bad;
		const archived = await view.live.archived(archiveTag(id, entry.label), bad?.path ?? path);
		if (archived !== null && isSameText(path, files, archived)) return entry;
	}
	return null;
}
/** The refusal of a quarantined version, as an error for the one who asked for this prompt by name. */
function quarantineError({ prompt, release, version }) {
	if (release.kind !== "quarantined") return null;
	return quarantineFailure(prompt.id, release.entry, version.label);
}
/** Adopts all prompts that are seen for the first time, in one commit. Throws `live-lost`. */
async function adoptAll(session, view, candidates) {
	const fresh = candidates.filter(({ release }) => release.kind === "adopt");
	if (fresh.length === 0) return null;
	return transact(view.live, session.clock, async (snapshot) => {
		await assertNotLost(view, snapshot, fresh.map(({ prompt }) => prompt.id), fresh.map(({ prompt, version: { label, path, files } }) => ({
			name: archiveTag(prompt.id, label),
			path,
			files
		})));
		const actor = session.actor(view.config);
		const proposals = fresh.filter(({ prompt }) => !snapshot.states.has(prompt.id) && !snapshot.damaged.has(prompt.id)).map(({ prompt, version }) => proposal(view, adopt(prompt.id, version, actor), version));
		if (proposals.length === 0) return null;
		return {
			proposals,
			message: adoptionMessage(proposals.map(({ change }) => change))
		};
	});
}
/**
* Starts, supersedes or withdraws, as the default branch asks; null when it asks for nothing. `seen` is the look
* at the rollout that ends by it, where this run took one: the ledger keeps it.
*/
async function release(session, view, candidate, seen) {
	if (![
		"start",
		"supersede",
		"withdraw"
	].includes(candidate.release.kind)) return null;
	if (candidate.release.kind !== "withdraw" && view.config.staging !== void 0) {
		const soaking = await soak(session, view, candidate, view.config.staging);
		if (soaking !== null) return soaking;
	}
	const known = new Map(candidate.state === null ? [] : [[candidate.prompt.id, candidate.state]]);
	return commitOrTell(session, view, known, (states) => {
		const change = releaseChange(states, candidate, seen, session.actor(view.config));
		if (change === null) return null;
		return {
			proposals: [proposal(view, change, candidate.version)],
			message: liveMessage(change)
		};
	});
}
/** A look at staging; null when the version has soaked, so that its first stage can begin. */
async function soak(session, view, { prompt, version }, staging) {
	const { states } = readSnapshot(await view.live.read(), view.live.branch);
	const state = states.get(prompt.id);
	const at = session.clock.now();
	if (state === void 0) return null;
	const source = await session.metrics({
		...view.config,
		metrics: staging.metrics
	});
	const own = state.soak?.version.digest === version.digest ? state.soak : null;
	const { verdict } = await sightStaged(source, prompt.id, own, version.label, prompt.policy, at);
	const committed = await transact(view.live, session.clock, async (snapshot) => {
		const now = snapshot.states.get(prompt.id);
		const change = now === void 0 ? null : soakStep(now, version, verdict, session.actor(view.config));
		return change === null ? null : {
			proposals: [proposal(view, change, version)],
			message: liveMessage(change)
		};
	});
	const after = committed.snapshot.states.get(prompt.id);
	return after !== void 0 && hasSoaked(after, version, staging.soak, at.toISOString()) ? null : committed;
}
function releaseChange(states, candidate, seen, actor) {
	const state = states.get(candidate.prompt.id);
	const change = state === void 0 ? null : plannedChange(state, candidate, seen, actor);
	return state === void 0 || change === null ? null : announced(state, change, actor);
}
function plannedChange(state, { prompt, version }, seen, actor) {
	const { kind } = planRelease(state, version);
	const { rollout } = state;
	const sight = seen !== null && rollout?.id === seen.rollout.id ? seen.sight : null;
	if (kind === "start") return start(state, version, planOf(prompt), actor);
	if (kind === "supersede") {
		const last = rollout === null || sight === null ? null : lastLooks(state, rollout, sight, actor);
		const change = start(last?.state ?? state, version, planOf(prompt), actor);
		return last === null ? change : {
			...change,
			events: [...last.events, ...change.events]
		};
	}
	if (kind !== "withdraw" || rollout === null) return null;
	const change = withdrawal(state, rollout, actor);
	return sight === null ? change : recorded(change, rollout, sight);
}
/** What the ledger does not have yet of a rollout that ends, in a line of its own: the next one is another's. */
function lastLooks(state, rollout, sight, actor) {
	if (freshLooks(rollout, sight).length === 0) return null;
	return recorded(looked(state, rollout, actor), rollout, sight);
}
function withdrawal(state, rollout, actor) {
	if (rollout.asking === null) return withdraw(state, rollout, actor);
	const ground = {
		match: null,
		reason: "the default branch went back to the stable version",
		detectedAt: actor.now,
		evidence: null
	};
	return rollback(state, state.stable, ground, actor);
}
function planOf({ stages, policy }) {
	return {
		stages: [...stages],
		policy
	};
}
function proposal(view, change, version) {
	return {
		change,
		contents: view.config.variants === "inline" && version.files.length > 0 ? /* @__PURE__ */ new Map([[version.digest, variantContent(version.files)]]) : /* @__PURE__ */ new Map(),
		archive: version.files.length > 0 ? version.files : null
	};
}
// src/commands/promote.ts
/**
* Promotes: looks at running rollouts, starts what is new on the default branch, does what is open.
* With `wait` it looks again every `interval` until nothing is open or the time is over; for the verification of
* a rollback it stays whatever `wait` says. Any number of runs, at any times, give the same rollout, because
* every decision rests on the live branch alone.
*/
async function promote(session) {
	const { inputs, clock, log } = session;
	const until = clock.now().getTime() + inputs.wait * 1e3;
	const findings = new Findings();
	let verifying = 0;
	let spare = 1;
	for (;;) {
		findings.begin();
		const inTime = clock.now().getTime() < Math.max(until, verifying);
		const looked = await tryOnce(session, findings, inTime || spare > 0);
		if (looked === null && !inTime) {
			spare -= 1;
			await clock.sleep(breath);
			continue;
		}
		const next = clock.now().getTime() + inputs.interval * 1e3;
		const seen = looked === null ? null : await verifyOn(session, looked, findings, next);
		if (seen !== null) verifying = verifyingUntil(session, seen.snapshot);
		const left = (Math.max(until, verifying) - clock.now().getTime()) / 1e3;
		const open = seen === null ? null : openStates(seen.snapshot, inputs.prompt);
		if (seen !== null && verifying === 0 && (open?.length === 0 || left <= 0)) {
			const warnings = open?.length === 0 ? [] : await handOver(session);
			const last = await finishEffects(session, seen.view, seen.snapshot);
			noteWarnings(findings, last.warnings);
			return finish(session, seen.view, last.snapshot, findings, warnings);
		}
		const pause = Math.max(0, Math.min((next - clock.now().getTime()) / 1e3, left));
		log.waiting(waitingText(session, open ?? [], findings), pause);
		await clock.sleep(pause);
	}
}
/** A run whose only look meets a broken connection looks once more, so many seconds later. */
const breath = 5;
function waitingText({ clock }, open, findings) {
	const running = open.flatMap(({ prompt, rollout }) => rollout === null ? [] : [{
		prompt,
		rollout,
		verdict: findings.of(prompt).verdict
	}]);
	return waitingLine(running, clock.now());
}
/** One look; null when the remote failed in passing and there is time for another look. */
async function tryOnce(session, findings, again) {
	try {
		return await once(session, findings);
	} catch (error) {
		if (!again || !isPassing(error)) throw error;
		session.log.warn(`This look failed, the next one tries again: ${error.message}`);
		return null;
	}
}
/** Between two looks: whether the rollbacks helped. */
async function verifyOn(session, ended, findings, until) {
	const { snapshot, news, warnings } = await stayToVerify(session, ended.view, ended.snapshot, until);
	noteVerified(findings, news, warnings);
	return {
		view: ended.view,
		snapshot
	};
}
/** One look at everything: rollbacks first, then releases, then the outbox. */
async function once(session, findings) {
	const view = await session.view();
	const { config, live } = view;
	const selected = selectPrompts(config, session.inputs.prompt);
	const before = readSnapshot(await live.read(), live.branch);
	if (before.head === null) findings.warnings.push(...await checkFirstRun(session, view));
	noteClock(session, before);
	await noteDamage(session, findings, before);
	const seen = await lookAtAll(session, view, before, findings);
	const candidates = await readCandidates(session, view, findings, selected);
	noteCommit(session, view, findings, await adoptAll(session, view, candidates));
	for (const candidate of candidates) await findings.guard(candidate.prompt.id, async () => {
		const committed = await release(session, view, candidate, seen.get(candidate.prompt.id) ?? null);
		noteCommit(session, view, findings, committed);
		noteSoak(findings, candidate.prompt.id, committed);
	});
	const settled = readSnapshot(await live.read(), live.branch);
	const effects = await runEffects(session, view, settled);
	await lookAtStable(session, view, before, findings);
	for (const [prompt, warnings] of effects.warnings) findings.of(prompt).warnings = [...warnings];
	return {
		view,
		snapshot: effects.snapshot
	};
}
/** Times on the live branch that are still to come were written by a runner with another clock. */
function noteClock({ clock, tally }, { ledgers }) {
	const ahead = (newestTime(ledgers.values()) - clock.now().getTime()) / 1e3;
	if (ahead > 30) tally.liveClock = Math.max(tally.liveClock, ahead);
}
/** A prompt whose files are damaged is looked at by nobody: that is its error, and the others go on. */
async function noteDamage({ inputs }, findings, { damaged }) {
	for (const [prompt, failure] of damaged) if (inputs.prompt === "" || inputs.prompt === prompt) await findings.guard(prompt, () => Promise.reject(failure));
}
async function readCandidates(session, view, findings, selected) {
	const { states, damaged } = readSnapshot(await view.live.read(), view.live.branch);
	const candidates = [];
	for (const prompt of selected) await findings.guard(prompt.id, async () => {
		if (!findings.has(prompt.id)) findings.note(prompt.id, "nothing-to-do");
		const damage = damaged.get(prompt.id);
		if (damage !== void 0) throw damage;
		const candidate = await readCandidate(view, prompt, states.get(prompt.id) ?? null);
		candidates.push(candidate);
		findings.of(prompt.id).drift = quarantineDrift(candidate, view.source.branch);
		const refusal = session.inputs.prompt === "" ? null : quarantineError(candidate);
		if (refusal !== null && !wasRolledBack(findings.of(prompt.id).reason)) throw refusal;
	});
	return candidates;
}
function noteCommit(session, view, findings, committed) {
	if (committed === null) return;
	noteRollbacks(session, view, committed);
	for (const { state, outcome, message } of committed.changes) {
		session.log.info(`${state.prompt}: ${outcome} ${message.to ?? ""} ${message.detail ?? ""}`.trimEnd());
		findings.note(state.prompt, outcome);
	}
	for (const warning of committed.warnings) session.log.warn(warning);
}
/** A version that stays in staging changes nothing, and yet something is going on. */
function noteSoak(findings, prompt, committed) {
	const state = committed?.snapshot.states.get(prompt);
	if (state !== void 0 && state.soak !== null && state.rollout === null) findings.note(prompt, "soaking");
}
async function handOver(session) {
	if (session.inputs.continue !== "dispatch") return [];
	try {
		await (await session.forge()).dispatchSuccessor();
		session.log.info("A rollout is open: the successor of this run is dispatched.");
		return [];
	} catch (error) {
		const cure = error instanceof Failure ? ` ${error.cure}` : "";
		const text = `The successor could not be dispatched; a schedule must go on: ${messageOf(error)}${cure}`;
		session.log.warn(text);
		return [text];
	}
}
function finish(session, view, snapshot, findings, warnings) {
	const order = Object.keys(view.config.prompts);
	for (const [prompt] of findings.entries()) noteEnd(findings, prompt, snapshot.states.get(prompt));
	const prompts = [...findings.entries()].map(([prompt, found]) => promptResult(prompt, snapshot.states.get(prompt), found)).sort((a, b) => order.indexOf(a.prompt) - order.indexOf(b.prompt));
	const rolledBack = prompts.some(({ reason_code }) => wasRolledBack(reason_code));
	const failed = prompts.some(({ error }) => error !== null);
	return runResult(session, {
		exit_code: rolledBack ? 1 : failed ? 2 : 0,
		live: {
			branch: view.live.branch,
			commit: snapshot.head
		},
		prompts,
		warnings: [...findings.warnings, ...warnings]
	});
}
export { promote as t };
