import { r as resolvePrompt } from "./load.js";
import { o as readSnapshot } from "./snapshot.js";
import { f as resultError } from "./yaml.js";
import { t as driftOf } from "./drift.js";
import { i as selectPrompts, n as promptResult } from "./prompts.js";
import { n as fail } from "./fail.js";
import { t as archiveTag } from "./transact.js";
import { t as runResult } from "./run-result.js";
// src/live/retention.ts
/**
* The tags that may go: older than `keptDays`, and of a version that no state speaks of. What serves, served
* before, rolls out, waits in staging, is in quarantine, or is the good or bad version of an incident that the state
* keeps stays.
*/
function expired(archives, states, now) {
	const kept = new Set([...states].flatMap(tagsOf));
	const oldest = now.getTime() - 158976e5;
	return archives.filter(({ name, date }) => !kept.has(name) && Date.parse(date) < oldest);
}
function tagsOf({ prompt, stable, previous, rollout, soak, incidents, quarantine }) {
	return [
		stable,
		...previous,
		...rollout === null ? [] : [rollout.candidate],
		...soak === null ? [] : [soak.version],
		...incidents.flatMap(({ good, bad }) => [good, bad]),
		...quarantine
	].map(({ label }) => archiveTag(prompt, label));
}
// src/commands/prune.ts
/**
* Prints the tags of versions that are past their time and that no state speaks of, then removes them; with
* `dry-run` only prints. All prompts at once, whatever `prompt` says.
*/
async function prune({ inputs, log, clock }, view, before) {
	const { live } = view;
	assertWhole(before);
	const archives = await live.archives();
	assertThere(live, before, archives);
	const found = expired(archives, before.states.values(), clock.now());
	log.info(`${archives.length} version tags, ${found.length} older than 184 days and not needed${found.length > 0 ? ":" : ""}`);
	for (const { name, date, id } of found) log.info(`  ${name} (${date.slice(0, 10)}, ${id.slice(0, 12)})`);
	if (inputs["dry-run"] || found.length === 0) return {
		tags: found,
		removed: []
	};
	const now = readSnapshot(await live.read(), live.branch);
	assertWhole(now);
	assertThere(live, now, archives);
	const tags = expired(found, now.states.values(), clock.now());
	const removed = await live.removeArchives(tags);
	log.info(`${removed.length} removed`);
	return {
		tags,
		removed
	};
}
/** Versions that only a damaged state speaks of would look as if nobody needed them. */
function assertWhole({ damaged }) {
	for (const failure of damaged.values()) throw failure;
}
/** Without the live branch no state speaks of any version, and yet it may be put back, and need them all. */
function assertThere({ branch }, { head }, [first]) {
	if (head === null && first !== void 0) throw fail("live-lost", {
		branch,
		tag: first.name
	});
}
// src/commands/status.ts
/**
* What is live, what is rolling out, and how the default branch and the live branch differ; with `html` also as a
* page in that folder. Writes nothing to the repository, but with `prune` removes the tags of versions that are past their time.
*/
async function status(session) {
	const view = await session.view();
	const { config, live } = view;
	const snapshot = readSnapshot(await live.read(), live.branch);
	const name = session.inputs.prompt;
	const ids = snapshot.states.has(name) || snapshot.damaged.has(name) ? [name] : selectPrompts(config, name).map(({ id }) => id);
	const left = name === "" ? [...snapshot.states.keys(), ...snapshot.damaged.keys()].filter((id) => !Object.hasOwn(config.prompts, id)) : [];
	const prompts = [];
	for (const id of [...ids, ...left]) {
		const state = snapshot.states.get(id);
		const damage = snapshot.damaged.get(id);
		if (damage !== void 0) {
			prompts.push(promptResult(id, state, {
				reason: damage.code,
				error: resultError(damage)
			}));
			continue;
		}
		const prompt = Object.hasOwn(config.prompts, id) ? resolvePrompt(config, id) : null;
		prompts.push(promptResult(id, state, {
			reason: "reported",
			drift: await driftOf(view, prompt, state)
		}));
	}
	const { html } = session.inputs;
	if (html !== "") {
		const { writePage } = await import("./status-page.js");
		session.log.info(`Status page: ${await writePage(session, view, snapshot, prompts, html)}`);
	}
	const pruned = session.inputs.prune ? await prune(session, view, snapshot) : null;
	const failed = prompts.find(({ error }) => error !== null);
	return runResult(session, {
		reason_code: failed?.reason_code ?? (pruned === null ? "reported" : "pruned"),
		plan: pruned,
		exit_code: failed === void 0 ? 0 : 2,
		live: {
			branch: live.branch,
			commit: snapshot.head
		},
		prompts
	});
}
export { status as t };
