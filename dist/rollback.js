import { O as fail, k as messageOf } from "./schemas.js";
import { A as parseLedger, m as secondsSince } from "./judge.js";
import { a as selectPrompts, c as readSnapshot, d as contentsOf, o as ledgerFile, r as promptResult, t as runResult } from "./run-result.js";
import { _ as liveMessage, a as isRevertingTo, i as see, m as runEffects, o as revert, r as noteRollbacks, s as rollback$1, t as act, v as archiveTag, y as transact } from "./look.js";
import { a as Findings, i as isPassing, o as noteVerified, r as variantContent, t as stayToVerify } from "./verify.js";
import { d as policySchema, o as resolvePrompt } from "./state.js";
// src/rollout/target.ts
/**
* The version that a manual rollback puts back. Without a label: stable when a candidate has traffic, else
* the version before it. With one: the one before, or any that is known as good; with `force` any that the
* ledger knows. Never one in quarantine. Throws `no-previous-version`, `version-live`, `version-unknown`.
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
	const labels = [...new Set([...first === void 0 ? [] : [first], ...good].map((version) => version.label))];
	throw fail("version-unknown", {
		prompt,
		version: label,
		known: labels.join(", ") || "none"
	});
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
// src/commands/stay-reverting.ts
/** Whether a manual rollback goes step by step: as its input says, else the configuration. */
function isGradual({ inputs }, { config }) {
	return (inputs.strategy || config.rollback.strategy) === "gradual";
}
/** How a gradual rollback of this prompt goes; one that left the configuration is judged by the usual policy. */
function paceOf({ config }, prompt) {
	const { step } = config.rollback.gradual;
	if (!Object.hasOwn(config.prompts, prompt)) return {
		step,
		policy: policySchema.parse({})
	};
	return {
		step,
		policy: resolvePrompt(config, prompt).policy
	};
}
/**
* Stays with a gradual rollback until it has ended, whoever takes its last step: a look, and what follows from it,
* every `rollback.gradual.interval`. Each step is due by the clock, and the live branch alone tells which were
* taken, so a promotion that looks meanwhile, or after this run has died, takes the same steps. Returns `start`
* when there is none.
*/
async function stayReverting(session, view, prompt, start) {
	let report = start;
	let { interval } = view.config.rollback.gradual;
	while (report.snapshot.states.get(prompt)?.rollout?.phase === "reverting") {
		await session.clock.sleep(interval);
		try {
			const now = await session.view();
			interval = now.config.rollback.gradual.interval;
			report = await lookOnce(session, now, prompt, report);
		} catch (error) {
			if (!isPassing(error)) throw error;
			session.log.warn(`This look failed, the next one tries again: ${messageOf(error)}`);
		}
	}
	return report;
}
async function lookOnce(session, view, prompt, { warnings }) {
	const before = readSnapshot(await view.live.read(), view.live.branch);
	const state = before.states.get(prompt);
	if (state?.rollout?.phase !== "reverting") return {
		snapshot: before,
		done: 0,
		warnings
	};
	const seen = await see(session, view, await session.metrics(view.config), before, state);
	if (seen !== null) await act(session, view, seen);
	return runEffects(session, view, readSnapshot(await view.live.read(), view.live.branch));
}
// src/commands/rollback.ts
/**
* Puts an earlier version back, at a person's word: routing first, in one commit, then what follows from it.
* Never queued behind a promotion; when the live branch moves meanwhile it decides anew and wins. A gradual one
* takes its first step and stays for the others; asked for again it joins the one that is under way. It stays until
* it is known whether the rollback helped: exit code 1 when it did not, 0 with a warning when nothing tells.
*/
async function rollback(session) {
	const { inputs, log } = session;
	const id = inputs.prompt;
	if (id === "") throw fail("input-missing", {
		command: "rollback",
		input: "prompt"
	});
	if (inputs.force && inputs.reason === "") throw fail("reason-missing", {});
	const detectedAt = session.clock.now().toISOString();
	const view = await session.view();
	selectLive(view, readSnapshot(await view.live.read(), view.live.branch), id);
	const committed = await transact(view.live, session.clock, async (snapshot) => {
		const state = selectLive(view, snapshot, id);
		const actor = session.actor(view.config, session.facts.actor ?? "operator");
		if (doneBefore(state, inputs["target-version"], actor) !== null) return null;
		const gradual = isGradual(session, view);
		if (gradual && isRevertingTo(state, inputs["target-version"])) return null;
		const target = chooseTarget(state, knownVersions(view, snapshot, state), inputs["target-version"], inputs.force);
		const ground = {
			match: null,
			reason: inputs.reason || "manual rollback",
			detectedAt,
			evidence: null
		};
		const change = gradual ? revert(state, target, ground, actor, paceOf(view, id)) : rollback$1(state, target, ground, actor);
		return {
			proposals: [await withContent(view, snapshot, change, target)],
			message: liveMessage(change)
		};
	});
	noteRollbacks(session, committed);
	if (committed.commit !== null) log.info(`${id}: routed by commit ${committed.commit.slice(0, 12)}`);
	const first = await runEffects(session, view, committed.snapshot);
	const effects = isGradual(session, view) ? await stayReverting(session, view, id, first) : first;
	const done = committed.commit === null && effects === first;
	const findings = new Findings();
	findings.note(id, done ? "already-rolled-back" : "rolled-back");
	const found = findings.of(id);
	found.warnings.push(...committed.warnings, ...effects.warnings.get(id) ?? []);
	const { snapshot, news, warnings } = await stayToVerify(session, view, effects.snapshot);
	noteVerified(findings, news, warnings);
	const state = snapshot.states.get(id);
	found.incident = state?.incidents[0]?.id ?? null;
	return runResult(session, {
		exit_code: found.reason === "rollback-failed" ? 1 : 0,
		live: {
			branch: view.live.branch,
			commit: snapshot.head
		},
		prompts: [promptResult(id, state, found)]
	});
}
/** The state of the prompt; a prompt that left the configuration can still be rolled back. */
function selectLive(view, snapshot, id) {
	const state = snapshot.states.get(id);
	if (state !== void 0) return state;
	selectPrompts(view.config, id);
	throw fail("not-adopted", { prompt: id });
}
function knownVersions(view, snapshot, { prompt }) {
	const events = parseLedger(snapshot.ledgers.get(prompt) ?? "", ledgerFile(prompt), view.live.branch).reverse();
	const versions = (names) => events.filter(({ event }) => names === null || names.includes(event)).map(({ version }) => version).filter((version) => version !== null);
	return {
		good: versions(["adopted", "completed"]),
		all: versions(null)
	};
}
/** An archived version gets its text back into the manifest. */
async function withContent(view, snapshot, change, target) {
	const { prompt } = change.state;
	if (contentsOf(snapshot.manifest.flags[prompt]).has(target.digest) || view.config.variants === "pointer") return {
		change,
		contents: /* @__PURE__ */ new Map(),
		archive: null
	};
	const tag = archiveTag(prompt, target.label);
	const files = await view.live.archived(tag, target.path);
	if (files === null) throw fail("version-lost", {
		prompt,
		version: target.label,
		tag
	});
	return {
		change,
		contents: /* @__PURE__ */ new Map([[target.digest, variantContent(files)]]),
		archive: null
	};
}
export { rollback };
