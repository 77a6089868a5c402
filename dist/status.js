import { n as resolvePrompt } from "./load.js";
import { D as Failure } from "./schemas.js";
import { a as selectPrompts, c as readSnapshot, r as promptResult, t as runResult } from "./run-result.js";
import { t as peekVersion } from "./version.js";
// src/commands/status.ts
/** What is live, what is rolling out, and how the default branch and the live branch differ. Writes nothing. */
async function status(session) {
	const view = await session.view();
	const { config, live } = view;
	const snapshot = readSnapshot(await live.read(), live.branch);
	const name = session.inputs.prompt;
	const ids = snapshot.states.has(name) ? [name] : selectPrompts(config, name).map(({ id }) => id);
	const left = name === "" ? [...snapshot.states.keys()].filter((id) => !Object.hasOwn(config.prompts, id)) : [];
	const prompts = [];
	for (const id of [...ids, ...left]) {
		const state = snapshot.states.get(id);
		const prompt = Object.hasOwn(config.prompts, id) ? resolvePrompt(config, id) : null;
		prompts.push(promptResult(id, state, {
			reason: "reported",
			drift: await driftOf(view, prompt, state)
		}));
	}
	return runResult(session, {
		reason_code: "reported",
		exit_code: 0,
		live: {
			branch: live.branch,
			commit: snapshot.head
		},
		prompts
	});
}
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
	if (digest === rollout?.candidate.digest) return null;
	if (digest === stable.digest) {
		if (rollout === null) return null;
		return {
			kind: "pending",
			detail: `${branch} went back to ${stable.label}: the next promote ends the rollout`
		};
	}
	const entry = quarantine.find((item) => item.digest === digest);
	if (entry !== void 0) return {
		kind: "rolled-back",
		detail: `${branch} still holds ${entry.label}, rolled back ${entry.at} by ${entry.by} (${entry.reason})`
	};
	return {
		kind: "pending",
		detail: `${branch} holds a version that is not released yet`
	};
}
export { status };
