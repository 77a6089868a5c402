import { o as resolvePrompt } from "./state.js";
import { a as selectPrompts, c as readSnapshot, r as promptResult, t as runResult } from "./run-result.js";
import { t as driftOf } from "./drift.js";
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
export { status };
