import { r as resolvePrompt } from "./load.js";
import { n as fail } from "./fail.js";
// src/policy/notice.ts
/** Whether a problem leaves the verdict as it is, and is about all that was seen: people shall know of it. */
function isNotice({ code, fatal, arm }) {
	return code === "warning" && !fatal && arm === null;
}
/** The notices among problems, as sentences without a full stop, each once. */
function noticesOf(problems) {
	return [...new Set(problems.filter(isNotice).map(({ detail }) => detail))];
}
// src/commands/prompts.ts
/** The prompts that a run is about: the named one, or all of the configuration. Throws `prompt-unknown`. */
function selectPrompts(config, name) {
	const ids = Object.keys(config.prompts);
	if (name === "") return ids.map((id) => resolvePrompt(config, id));
	if (!Object.hasOwn(config.prompts, name)) throw fail("prompt-unknown", {
		prompt: name,
		known: ids.join(", ")
	});
	return [resolvePrompt(config, name)];
}
/** Running rollouts of the selected prompts, and of prompts that left the configuration meanwhile. */
function runningStates(snapshot, name) {
	return [...snapshot.states.values()].filter(({ prompt, rollout }) => rollout !== null && (name === "" || name === prompt));
}
/** Prompts that a run has to come back to: a rollout runs, or a version is in staging. */
function openStates(snapshot, name) {
	return [...snapshot.states.values()].filter(({ prompt, rollout, soak }) => (rollout !== null || soak !== null) && (name === "" || name === prompt));
}
/** The result of one prompt, from its state at the end of the run and what was found on the way. */
function promptResult(prompt, state, found) {
	const incident = state?.incidents.find(({ id }) => id === found.incident);
	return {
		prompt,
		reason_code: found.reason,
		stable: state?.stable ?? null,
		rollout: state?.rollout ?? null,
		verdict: found.verdict ?? null,
		incident: incident ?? null,
		drift: found.drift ?? null,
		quarantined: state?.quarantine.length ?? 0,
		open_effects: state?.outbox.map(({ key }) => key) ?? [],
		error: found.error ?? null,
		warnings: [...found.warnings ?? [], ...noticesOf(found.verdict?.problems ?? [])]
	};
}
export { isNotice as a, selectPrompts as i, promptResult as n, noticesOf as o, runningStates as r, openStates as t };
