import { d as rank, f as resultError, p as wasRolledBack } from "./yaml.js";
import { n as promptResult } from "./prompts.js";
import { t as runResult } from "./run-result.js";
// src/commands/findings.ts
/** What a run has found, by prompt. */
var Findings = class {
	#found = /* @__PURE__ */ new Map();
	/** What is about no prompt. */
	warnings = [];
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
/**
* Notes how a rollback of this run ended that another run has settled meanwhile. `state` is that of the prompt at the
* end; undefined when it is not known.
*/
function noteEnd(findings, prompt, state) {
	const found = findings.of(prompt);
	const incident = state?.incidents.find(({ id }) => id === found.incident);
	if (!wasRolledBack(found.reason)) return;
	const { status } = incident?.verification ?? {};
	if (status === "failed") findings.note(prompt, "rollback-failed");
	if (status === "unverified" && !found.warnings.some(isUnverified)) found.warnings.push(unverifiedWarning("another run has found out no more"));
}
/** Notes what failed in the effects, by prompt. */
function noteWarnings(findings, warnings) {
	for (const [prompt, texts] of warnings) findings.of(prompt).warnings.push(...texts);
}
const unverified = "The rollback is not verified: ";
const isUnverified = (text) => text.startsWith(unverified);
/** What a run says of a rollback that could not be verified. */
function unverifiedWarning(reason) {
	return `${unverified}${reason}`;
}
// src/commands/rolled-back.ts
/** Remembers what a commit put back: for the reports of this run, and for its result whatever fails later. */
function noteRollbacks(session, { live: { branch } }, { commit, changes }) {
	for (const { state, outcome, message } of changes) {
		if (outcome !== "rolled-back") continue;
		session.rolledBack.set(state.prompt, {
			state,
			live: {
				branch,
				commit
			}
		});
		if (commit !== null && message.incident !== null) session.rollbacks.set(message.incident, commit);
	}
}
/** Remembers what this run has found out of a prompt that it put back. */
function noteSettled({ rolledBack }, { state }) {
	const before = rolledBack.get(state.prompt);
	if (before !== void 0) rolledBack.set(state.prompt, {
		...before,
		state
	});
}
/**
* The result of a run that fails when it has put prompts back: that stays its news, since the steps after it act upon
* it, and the failure stands beside it. Throws the error where nothing was put back.
*/
function resultDespite(session, error) {
	const { inputs } = session;
	const all = [...session.rolledBack.values()];
	if (all.length === 0) throw error;
	const findings = new Findings();
	for (const { state } of all) {
		const found = findings.of(state.prompt);
		findings.note(state.prompt, "rolled-back");
		found.incident = state.incidents[0]?.id ?? null;
		found.error = resultError(error);
		noteEnd(findings, state.prompt, state);
	}
	const failed = all.some(({ state }) => findings.of(state.prompt).reason === "rollback-failed");
	return runResult(session, {
		exit_code: inputs.command === "promote" || failed ? 1 : 2,
		live: all.at(-1)?.live ?? null,
		prompts: all.map(({ state }) => promptResult(state.prompt, state, findings.of(state.prompt)))
	});
}
export { noteEnd as a, Findings as i, noteSettled as n, noteVerified as o, resultDespite as r, noteWarnings as s, noteRollbacks as t };
