import { o as readSnapshot } from "./snapshot.js";
import { i as selectPrompts, n as promptResult, o as noticesOf } from "./prompts.js";
import { f as resultError } from "./yaml.js";
import { f as sightRollout, l as pastLooks, p as sightStable, r as noteHistory } from "./look.js";
import { t as runResult } from "./run-result.js";
// src/commands/gate.ts
/**
* Judges the candidate of each selected prompt, or its stable version where there is no rollout, and
* writes nothing. Exit code 0 only when every verdict is healthy: unknown is not. 2 when a prompt's files are damaged.
*/
async function gate(session) {
	const { config, live } = await session.view();
	const selected = selectPrompts(config, session.inputs.prompt);
	const snapshot = readSnapshot(await live.read(), live.branch);
	const metrics = await session.metrics(config);
	const at = session.clock.now();
	const prompts = await Promise.all(selected.map(async ({ id, policy }) => {
		const state = snapshot.states.get(id);
		const damage = snapshot.damaged.get(id);
		if (damage !== void 0) return promptResult(id, state, {
			reason: damage.code,
			error: resultError(damage)
		});
		if (state === void 0) return promptResult(id, state, {
			reason: "inconclusive",
			warnings: ["not adopted yet"]
		});
		const { stable, rollout } = state;
		const sight = rollout === null ? await sightStable(metrics, id, stable, policy, at) : await sightRollout(metrics, id, stable, rollout, pastLooks(snapshot, live.branch, id, rollout), at);
		const { verdict } = sight;
		for (const notice of noticesOf(verdict.problems)) session.log.warn(`${id}: ${notice}`);
		if (rollout !== null) noteHistory(session, id, rollout, sight);
		const reason = verdict.cause === "outage" ? "outage" : verdict.verdict === "healthy" || verdict.verdict === "inconclusive" ? verdict.verdict : "unhealthy";
		return promptResult(id, state, {
			reason,
			verdict
		});
	}));
	const healthy = prompts.every(({ reason_code }) => reason_code === "healthy");
	return runResult(session, {
		exit_code: healthy ? 0 : prompts.some(({ error }) => error !== null) ? 2 : 1,
		live: {
			branch: live.branch,
			commit: snapshot.head
		},
		prompts
	});
}
export { gate };
