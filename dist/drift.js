import { t as Failure } from "./fail.js";
import { n as peekVersion } from "./version.js";
// src/commands/drift.ts
/** How the default branch and the live branch differ for one prompt; null when they agree. */
async function driftOf(view, prompt, state) {
	const { branch } = view.source;
	if (prompt === null) return {
		kind: "not-on-branch",
		detail: `it left the configuration on ${branch} and keeps serving`
	};
	if (state === void 0) return {
		kind: "pending",
		detail: "it is not adopted yet: the next promote does it"
	};
	try {
		const { digest } = await peekVersion(view.source, prompt);
		return compare(digest, state, branch);
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		return {
			kind: error.code === "prompt-path-missing" ? "not-on-branch" : "unknown",
			detail: error.message
		};
	}
}
function compare(digest, { stable, rollout, quarantine }, branch) {
	if (digest === rollout?.candidate.digest && rollout.phase !== "reverting") return null;
	if (digest === stable.digest) {
		if (rollout === null || rollout.phase === "reverting") return null;
		return {
			kind: "pending",
			detail: `${branch} went back to ${stable.label}: the next promote ends the rollout`
		};
	}
	const entry = quarantine.find((item) => item.digest === digest);
	if (entry !== void 0) return stillThere(entry, branch);
	return {
		kind: "pending",
		detail: `${branch} holds a version that is not released yet`
	};
}
/** The drift of a version that was rolled back and still is on the default branch; null for any other. */
function quarantineDrift({ release }, branch) {
	return release.kind === "quarantined" ? stillThere(release.entry, branch) : null;
}
function stillThere({ label, at, by, reason }, branch) {
	return {
		kind: "rolled-back",
		detail: `${branch} still holds ${label}, rolled back ${at} by ${by === "system" ? "the system" : by} (${reason})`
	};
}
export { quarantineDrift as n, driftOf as t };
