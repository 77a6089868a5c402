import { O as fail, k as messageOf } from "./schemas.js";
import { i as selectPrompts, n as promptResult, r as runningStates, s as readSnapshot, t as runResult } from "./run-result.js";
import { g as resultError, h as rank } from "./load.js";
import { a as adopt, c as runEffects, f as transact, i as rollback, l as adoptionMessage, n as lookAt, o as start, r as noteRollbacks, s as withdraw, t as variantContent, u as liveMessage } from "./content.js";
import { n as resolveVersion, t as peekVersion } from "./version.js";
// src/rollout/release.ts
/**
* Compares the default branch with the state. Versions are told apart by digest alone; a known label
* with another digest is `relabelled`; during an open question a newer version waits.
*/
function planRelease(state, source) {
	if (state === null) return { kind: "adopt" };
	const { stable, rollout, quarantine } = state;
	if (source.digest === rollout?.candidate.digest) return { kind: "none" };
	if (source.digest === stable.digest) return rollout === null ? { kind: "none" } : { kind: "withdraw" };
	const entry = quarantine.find(({ digest }) => digest === source.digest);
	if (entry !== void 0) return {
		kind: "quarantined",
		entry
	};
	const old = labelOwner(state, source);
	if (old !== null) return {
		kind: "relabelled",
		label: source.label,
		old
	};
	if (rollout === null) return { kind: "start" };
	return rollout.asking === null ? { kind: "supersede" } : { kind: "waits" };
}
/** The commit of the version that has this label already, with other content; null when the label is free. */
function labelOwner(state, source) {
	const version = [
		state.stable,
		state.rollout?.candidate,
		...state.previous
	].find((entry) => entry?.label === source.label && entry.digest !== source.digest);
	if (version !== void 0) return version.commit;
	return state.incidents.find(({ bad }) => bad.label === source.label && bad.digest !== source.digest)?.bad.commit ?? null;
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
	const release = planRelease(state, version);
	if (release.kind === "relabelled") throw fail("label-reused", {
		prompt: prompt.id,
		label: release.label,
		old: release.old.slice(0, 12),
		new: version.commit.slice(0, 12),
		path: prompt.path
	});
	return {
		prompt,
		release,
		version
	};
}
/** The refusal of a quarantined version, as an error for the one who asked for this prompt by name. */
function quarantineError({ prompt, release, version }) {
	if (release.kind !== "quarantined") return null;
	const { digest, at, by, reason } = release.entry;
	return fail("version-quarantined", {
		prompt: prompt.id,
		label: version.label,
		digest: digest.slice(0, 12),
		at,
		by,
		reason
	});
}
/** Adopts all prompts that are seen for the first time, in one commit. */
async function adoptAll(session, view, candidates) {
	const fresh = candidates.filter(({ release }) => release.kind === "adopt");
	if (fresh.length === 0) return null;
	return transact(view.live, session.clock, async (snapshot) => {
		const actor = session.actor(view.config);
		const proposals = fresh.filter(({ prompt }) => !snapshot.states.has(prompt.id)).map(({ prompt, version }) => proposal(view, adopt(prompt.id, version, actor), version));
		if (proposals.length === 0) return null;
		return {
			proposals,
			message: adoptionMessage(proposals.map(({ change }) => change))
		};
	});
}
/** Starts, supersedes or withdraws, as the default branch asks; null when it asks for nothing. */
async function release(session, view, candidate) {
	if (![
		"start",
		"supersede",
		"withdraw"
	].includes(candidate.release.kind)) return null;
	return transact(view.live, session.clock, async (snapshot) => {
		const change = releaseChange(snapshot, candidate, session.actor(view.config));
		if (change === null) return null;
		return {
			proposals: [proposal(view, change, candidate.version)],
			message: liveMessage(change)
		};
	});
}
function releaseChange(snapshot, { prompt, version }, actor) {
	const state = snapshot.states.get(prompt.id);
	if (state === void 0) return null;
	const { kind } = planRelease(state, version);
	if (kind === "start" || kind === "supersede") return start(state, version, planOf(prompt), actor);
	if (kind !== "withdraw" || state.rollout === null) return null;
	if (state.rollout.asking === null) return withdraw(state, state.rollout, actor);
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
* With `wait` it looks again every `interval` until nothing is open or the time is over. Any number of
* runs, at any times, give the same rollout, because every decision rests on the live branch alone.
*/
async function promote(session) {
	const { inputs, clock, log } = session;
	const until = clock.now().getTime() + inputs.wait * 1e3;
	const findings = /* @__PURE__ */ new Map();
	for (;;) {
		const { view, snapshot } = await once(session, findings);
		const open = runningStates(snapshot, inputs.prompt);
		const left = (until - clock.now().getTime()) / 1e3;
		if (open.length === 0 || left <= 0) return finish(session, view, snapshot, findings, open.length > 0 ? await handOver(session) : []);
		const pause = Math.min(inputs.interval, left);
		log.debug(`next look in ${Math.round(pause)} s; ${Math.round(left)} s left`);
		await clock.sleep(pause);
	}
}
/** One look at everything: rollbacks first, then releases, then the outbox. */
async function once(session, findings) {
	const view = await session.view();
	const { config, live } = view;
	const selected = selectPrompts(config, session.inputs.prompt);
	const before = readSnapshot(await live.read(), live.branch);
	const metrics = await session.metrics(config);
	await Promise.all(runningStates(before, session.inputs.prompt).map((state) => guarded(findings, state.prompt, async () => {
		const looked = await lookAt(session, view, metrics, state.prompt, state);
		if (looked !== null) noteLook(findings, looked);
	})));
	const candidates = await readCandidates(session, view, findings, selected);
	noteCommit(session, findings, await adoptAll(session, view, candidates));
	for (const candidate of candidates) await guarded(findings, candidate.prompt.id, async () => noteCommit(session, findings, await release(session, view, candidate)));
	const settled = readSnapshot(await live.read(), live.branch);
	const effects = await runEffects(session, view, settled);
	for (const [prompt, warnings] of effects.warnings) found(findings, prompt).warnings = [...warnings];
	return {
		view,
		snapshot: effects.snapshot
	};
}
async function readCandidates(session, view, findings, selected) {
	const { states } = readSnapshot(await view.live.read(), view.live.branch);
	const candidates = [];
	for (const prompt of selected) await guarded(findings, prompt.id, async () => {
		if (!findings.has(prompt.id)) note(findings, prompt.id, "nothing-to-do");
		const candidate = await readCandidate(view, prompt, states.get(prompt.id) ?? null);
		candidates.push(candidate);
		const refusal = session.inputs.prompt === "" ? null : quarantineError(candidate);
		if (refusal !== null && found(findings, prompt.id).reason !== "rolled-back") throw refusal;
	});
	return candidates;
}
/** A prompt that cannot be released is an error of its own: the others, and its rollout, go on. */
async function guarded(findings, prompt, work) {
	try {
		await work();
	} catch (error) {
		const entry = found(findings, prompt);
		entry.error = resultError(error);
		if (rank(entry.error.code) < rank(entry.reason)) entry.reason = entry.error.code;
	}
}
function noteLook(findings, { prompt, outcome, sight, committed }) {
	note(findings, prompt, outcome);
	const entry = found(findings, prompt);
	entry.verdict = sight.verdict;
	entry.warnings.push(...committed?.warnings ?? []);
	const state = committed?.snapshot.states.get(prompt);
	if (outcome === "rolled-back" || outcome === "asked") entry.incident = state?.incidents[0]?.id ?? null;
}
function noteCommit(session, findings, committed) {
	if (committed !== null) noteRollbacks(session, committed);
	for (const { state, outcome, message } of committed?.changes ?? []) {
		session.log.info(`${state.prompt}: ${outcome} ${message.to ?? ""} ${message.detail ?? ""}`.trimEnd());
		note(findings, state.prompt, outcome);
	}
	for (const warning of committed?.warnings ?? []) session.log.warn(warning);
}
/** The latest outcome counts, but for a rollback: nothing that comes later in the run hides it. */
function note(findings, prompt, outcome) {
	const entry = found(findings, prompt);
	if (entry.reason !== "rolled-back") entry.reason = outcome;
}
function found(findings, prompt) {
	const entry = findings.get(prompt) ?? {
		reason: "nothing-to-do",
		verdict: null,
		incident: null,
		error: null,
		warnings: []
	};
	findings.set(prompt, entry);
	return entry;
}
async function handOver(session) {
	if (session.inputs.continue !== "dispatch") return [];
	try {
		await (await session.forge()).dispatchSuccessor();
		session.log.info("A rollout is open: the successor of this run is dispatched.");
		return [];
	} catch (error) {
		const text = `The successor could not be dispatched; a schedule must go on: ${messageOf(error)}`;
		session.log.warn(text);
		return [text];
	}
}
function finish(session, view, snapshot, findings, warnings) {
	const prompts = [...findings].map(([prompt, entry]) => promptResult(prompt, snapshot.states.get(prompt), entry));
	const rolledBack = prompts.some(({ reason_code }) => reason_code === "rolled-back");
	const failed = prompts.some(({ error }) => error !== null);
	return runResult(session, {
		exit_code: rolledBack ? 1 : failed ? 2 : 0,
		live: {
			branch: view.live.branch,
			commit: snapshot.head
		},
		prompts,
		warnings
	});
}
export { promote as t };
