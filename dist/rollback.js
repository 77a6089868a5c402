import { n as fail, r as messageOf } from "./fail.js";
import { _ as parseLedger, c as survey, d as emptyManifest, f as flagOf, l as sealedState, n as ledgerFile, o as readSnapshot, p as renderManifest, r as manifestFile, s as stateFile, t as isOurs, u as contentsOf } from "./snapshot.js";
import { n as rehearse, r as transact } from "./transact.js";
import { _ as opensIncident, a as see, d as evidenceOf, f as sightRollout, g as groupOf, l as pastLooks, o as isRevertingTo, p as sightStable, r as noteHistory, s as revert, t as act, u as recorded } from "./look.js";
import { a as variantContent, n as doneBefore, r as isPrevious, t as chooseTarget } from "./target2.js";
import { r as resolvePrompt } from "./load.js";
import { t as safeLine } from "./safe-line.js";
import { O as groupMessage, a as archivedFiles, i as unifiedDiff, n as factsOf, o as lostVersion, s as versionFiles, t as assertNotLost } from "./lost.js";
import { n as within } from "./clock.js";
import { a as finishEffects, c as withWarnings, i as namedPrompts, o as isPassing, r as checkInputs, s as runEffects, t as stayToVerify } from "./stay-to-verify.js";
import { a as noteEnd, i as Findings, o as noteVerified, s as noteWarnings, t as noteRollbacks } from "./rolled-back.js";
import { I as ledgerEvent, S as draftOf, n as rollback$1 } from "./incident.js";
import { i as selectPrompts, n as promptResult } from "./prompts.js";
import { r as policySchema } from "./policy-schema.js";
import { t as runResult } from "./run-result.js";
import { b as oneLine, v as clip } from "./format.js";
import { a as revertPullRequest, i as revertBranch, o as postmortem } from "./incident-effects.js";
// src/commands/baseline-test.ts
/** What the ledger and the incident say of a rollback that was forced past its test. */
const skippedByForce = "baseline test skipped by force";
/** The checks of one run; the commands come from the configuration on the default branch. */
function baselineChecks(session, view) {
	const passed = /* @__PURE__ */ new Set();
	return { async require(snapshot, state, target) {
		const test = isPrevious(state, target) ? null : testOf(view, state.prompt);
		if (test === null) return null;
		if (session.inputs.force) return skippedByForce;
		const key = `${state.prompt}/${target.digest}`;
		if (!passed.has(key)) await runTest(session, view, snapshot, state.prompt, target, test);
		passed.add(key);
		return null;
	} };
}
/** A prompt that left the configuration has the common test. */
function testOf({ config }, prompt) {
	return Object.hasOwn(config.prompts, prompt) ? resolvePrompt(config, prompt).baselineTest : config.rollback.baseline_test ?? null;
}
async function runTest({ log, baseline }, view, snapshot, prompt, { label, ...version }, { command, timeout }) {
	const files = await versionFiles(view, snapshot, prompt, {
		label,
		...version
	});
	log.info(`${prompt}: the baseline test of ${label} runs`);
	const ended = await baseline({
		prompt,
		version: label,
		path: version.path,
		files,
		command,
		timeout
	});
	const lines = ended.lines.map(safeLine);
	for (const line of lines) log.info(`  ${line}`);
	if (ended.passed) {
		log.info(`${prompt}: the baseline test of ${label} ${ended.outcome}`);
		return;
	}
	const output = lines.length === 0 ? "" : ` Its last lines: ${lines.slice(-3).join(" / ")}`;
	throw fail("baseline-test-failed", {
		prompt,
		version: label,
		outcome: safeLine(ended.outcome),
		output
	});
}
// src/commands/confirm.ts
/** Seconds that a look before a manual rollback may take: routing waits for it. */
const longestLook = 3;
/**
* Looks once at what serves, within three seconds. A metrics source that is missing, slow or broken never
* keeps a person from rolling back: it only has nothing to say.
*/
async function lookBefore(session, view, snapshot, state) {
	const { prompt, rollout, stable } = state;
	const blank = {
		prompt,
		rollout: rollout?.id ?? null,
		sight: null,
		evidence: null
	};
	const looked = await within(longestLook, sightOf(session, view, snapshot, state));
	if (looked === null) return {
		...blank,
		finding: "unknown",
		detail: `no answer within ${longestLook} s`
	};
	if ("error" in looked) return {
		...blank,
		finding: "unknown",
		detail: messageOf(looked.error)
	};
	const { sight } = looked;
	const since = rollout?.started_at ?? stable.stable_since ?? sight.at.toISOString();
	const told = sight.observation !== null && tells(sight.observation);
	return {
		...blank,
		sight,
		evidence: told ? evidenceOf(sight, since) : null,
		finding: findingOf(sight),
		detail: detailOf(sight, rollout?.candidate.label ?? stable.label)
	};
}
async function sightOf(session, view, snapshot, state) {
	try {
		return { sight: await sightNow(session, view, snapshot, state, await session.metrics(view.config)) };
	} catch (error) {
		return { error };
	}
}
function sightNow(session, view, snapshot, { prompt, rollout, stable }, metrics) {
	const at = session.clock.now();
	if (rollout !== null) {
		const past = pastLooks(snapshot, view.live.branch, prompt, rollout);
		return sightRollout(metrics, prompt, stable, rollout, past, at);
	}
	const { config } = view;
	const policy = Object.hasOwn(config.prompts, prompt) ? resolvePrompt(config, prompt).policy : config.policy;
	return sightStable(metrics, prompt, stable, policy, at);
}
function findingOf({ verdict }) {
	if (verdict.verdict === "inconclusive" && verdict.cause !== "outage") return "unknown";
	return verdict.verdict === "healthy" ? "none" : "problem";
}
function detailOf({ verdict }, label) {
	if (verdict.verdict === "healthy") return `${label} keeps every limit`;
	if (verdict.verdict === "inconclusive") return `they do not tell (${verdict.gaps.join(", ")})`;
	return `${label}: ${[...verdict.matches, ...verdict.unproven].map(({ name }) => name).join(", ")}`;
}
/** Whether there is any number in it. */
function tells({ candidate, stable, rates }) {
	return rates !== null || [candidate, stable].some(({ requests, p99, quality }) => [
		requests,
		p99,
		quality
	].some((n) => n !== null));
}
// src/rollout/lift.ts
/** Characters of a digest from which it names a version. */
const shortest = 7;
/**
* The entry that `name` means: a digest, its beginning, or a label. Null when there is none; throws
* `quarantine-ambiguous` for several, since the wrong one would be let out.
*/
function quarantined({ prompt, quarantine }, name) {
	const found = quarantine.filter((entry) => names(entry, name));
	if (found.length > 1) throw fail("quarantine-ambiguous", {
		prompt,
		name,
		known: listed(found)
	});
	return found[0] ?? null;
}
/** The refusal to lift what is not in quarantine. */
function notQuarantined({ prompt, quarantine }, name) {
	if (quarantine.length === 0) return fail("quarantine-empty", { prompt });
	return fail("quarantine-unknown", {
		prompt,
		name,
		known: listed(quarantine)
	});
}
/** Lets a version out of quarantine, at a person's word: it may be promoted, and put back, again. */
function lift(before, entry, version, reason, actor) {
	const { rollout } = before.incidents.find(({ id }) => id === entry.incident) ?? { rollout: null };
	return {
		outcome: "lifted",
		state: {
			...before,
			quarantine: before.quarantine.filter(({ digest }) => digest !== entry.digest)
		},
		events: [ledgerEvent(actor, "lifted", {
			rollout,
			incident: entry.incident,
			version,
			reason,
			details: entry
		})],
		routing: false,
		archive: null,
		message: {
			verb: "lift",
			from: null,
			to: entry.label,
			detail: reason,
			incident: entry.incident
		}
	};
}
/** Whether `name` was lifted and is free since: the same request again has nothing to do. */
function wasLifted(events, name) {
	return events.some(({ event, version }) => event === "lifted" && version !== null && names(version, name));
}
function names({ digest, label }, name) {
	return label === name || name.length >= shortest && digest.startsWith(name.toLowerCase());
}
function listed(entries) {
	return entries.map(({ label, digest }) => `${digest.slice(0, 12)} (${label})`).join(", ");
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
* Stays with the gradual rollback of these prompts until it has ended, whoever takes its last step: a look, and what
* follows from it, every `rollback.gradual.interval`. Each step is due by the clock, and the live branch alone tells
* which were taken, so a promotion that looks meanwhile, or after this run has died, takes the same steps. Returns
* `start` when there is none.
*/
async function stayReverting(session, view, prompts, start) {
	let report = start;
	let { interval } = view.config.rollback.gradual;
	while (revertingStates(report.snapshot, prompts).length > 0) {
		await session.clock.sleep(interval);
		try {
			const now = await session.view();
			interval = now.config.rollback.gradual.interval;
			report = await lookOnce(session, now, prompts, report);
		} catch (error) {
			if (!isPassing(error)) throw error;
			session.log.warn(`This look failed, the next one tries again: ${messageOf(error)}`);
		}
	}
	return report;
}
async function lookOnce(session, view, prompts, { warnings }) {
	const before = readSnapshot(await view.live.read(), view.live.branch);
	const states = revertingStates(before, prompts);
	const metrics = states.length === 0 ? null : await session.metrics(view.config);
	const all = await Promise.all(states.map((state) => see(session, view, metrics, before, state)));
	for (const seen of all) if (seen !== null) await act(session, view, seen);
	const after = states.length === 0 ? before : readSnapshot(await view.live.read(), view.live.branch);
	const report = await runEffects(session, view, after);
	return {
		...report,
		warnings: withWarnings(warnings, report.warnings)
	};
}
function revertingStates({ states }, prompts) {
	return prompts.flatMap((prompt) => states.get(prompt) ?? []).filter(({ rollout }) => rollout?.phase === "reverting");
}
// src/commands/rollback-draft.ts
/** The commit that puts all prompts of the request back; null when that was done already. Throws `live-lost`. */
async function draftRollback(session, view, snapshot, request) {
	const { inputs, facts } = session;
	await assertNotLost(view, snapshot, request.named);
	const [lead] = request.group.members;
	const gradual = isGradual(session, view);
	const label = (id) => id === lead ? inputs["target-version"] : "";
	const chosen = [];
	for (const id of request.group.members) {
		const state = stateOf(snapshot, request, id);
		if (state === null) continue;
		if (id === lead && doneBefore(state, label(id), session.actor(view.config)) !== null) return null;
		if (id === lead && gradual && isRevertingTo(state, label(id))) return null;
		const target = chooseTarget(state, knownVersions(view, snapshot, state), label(id), inputs.force);
		chosen.push({
			state,
			target,
			note: await request.checks.require(snapshot, state, target)
		});
	}
	const actor = session.actor(view.config, facts.actor ?? "operator");
	const proposals = [];
	let joins = null;
	for (const each of chosen) {
		const pace = gradual ? paceOf(view, each.state.prompt) : null;
		const change = changeOf(inputs.reason, request, each, actor, joins, pace);
		proposals.push(await withContent(view, snapshot, change, each.target));
		if (opensIncident(change)) joins ??= {
			prompt: each.state.prompt,
			incident: change.message.incident ?? ""
		};
	}
	return {
		proposals,
		message: groupMessage(proposals.map(({ change }) => change))
	};
}
/** Null for a related prompt whose rollout has ended meanwhile. Throws `not-adopted`. */
function stateOf(snapshot, { named }, id) {
	const state = snapshot.states.get(id);
	const asked = named.includes(id);
	if (state === void 0 && asked) throw fail("not-adopted", { prompt: id });
	return state === void 0 || !asked && state.rollout === null ? null : state;
}
function changeOf(wish, { detectedAt, looks, repairs }, { state, target, note }, actor, joins, pace) {
	const look = looks.get(state.prompt);
	const mine = look?.rollout === (state.rollout?.id ?? null) ? look : void 0;
	const given = wish || "manual rollback";
	const notes = [note, repairs.note()].filter((text) => text !== null);
	const ground = {
		match: null,
		reason: notes.length === 0 ? given : `${given} (${notes.join("; ")})`,
		detectedAt,
		evidence: mine?.evidence ?? null
	};
	const change = pace === null ? rollback$1(state, target, ground, actor, joins) : revert(state, target, ground, actor, pace, joins);
	return state.rollout === null || mine === void 0 || mine.sight === null ? change : recorded(change, state.rollout, mine.sight);
}
/** The versions of the ledger, newest first. */
function knownVersions(view, snapshot, { prompt }) {
	const events = parseLedger(snapshot.ledgers.get(prompt) ?? "", ledgerFile(prompt), view.live.branch).reverse();
	const versions = (names) => events.filter(({ event }) => names === null || names.includes(event)).map(({ version }) => version).filter((version) => version !== null);
	return {
		good: versions(["adopted", "completed"]),
		all: versions(null)
	};
}
/** An archived version gets its text back into the manifest; what serves users at this moment needs nothing more. */
async function withContent(view, snapshot, change, target) {
	const { prompt } = change.state;
	const before = snapshot.states.get(prompt);
	if (before?.rollout != null && before.stable.digest === target.digest || contentsOf(snapshot.manifest.flags[prompt]).has(target.digest) || view.config.variants === "pointer") return {
		change,
		contents: /* @__PURE__ */ new Map(),
		archive: null
	};
	const files = await archivedFiles(view, prompt, target);
	if (files === null) throw lostVersion(prompt, target);
	return {
		change,
		contents: /* @__PURE__ */ new Map([[target.digest, variantContent(files)]]),
		archive: null
	};
}
// src/commands/lift.ts
/**
* Takes a version out of quarantine, at a person's word and with their reason, in one commit. The same request
* again has nothing to do. Throws `quarantine-unknown`, `quarantine-empty` and `quarantine-ambiguous`.
*/
async function liftQuarantine(session) {
	const { inputs, log, facts } = session;
	const { prompt, lift: name, reason } = inputs;
	const view = await session.view();
	const first = readSnapshot(await view.live.read(), view.live.branch);
	if (!first.states.has(prompt)) throw first.damaged.get(prompt) ?? unknown(view, prompt);
	const actor = session.actor(view.config, facts.actor ?? "operator");
	const draft = async (snapshot) => {
		const state = snapshot.states.get(prompt);
		if (state === void 0) throw snapshot.damaged.get(prompt) ?? unknown(view, prompt);
		const entry = quarantined(state, name);
		if (entry === null && wasLifted(eventsOf(view, snapshot, prompt), name)) return null;
		if (entry === null) throw notQuarantined(state, name);
		const { all } = knownVersions(view, snapshot, state);
		const version = all.find(({ digest }) => digest === entry.digest) ?? null;
		return draftOf(lift(state, entry, version, reason, actor));
	};
	const plan = inputs["dry-run"] ? await draft(first) : null;
	const snapshot = inputs["dry-run"] ? first : (await transact(view.live, session.clock, draft)).snapshot;
	log.info(`${prompt}: ${name} ${inputs["dry-run"] ? "would be" : "is"} out of quarantine: ${reason}`);
	return runResult(session, {
		exit_code: 0,
		live: {
			branch: view.live.branch,
			commit: snapshot.head
		},
		prompts: [promptResult(prompt, snapshot.states.get(prompt), { reason: inputs["dry-run"] ? "planned" : "lifted" })],
		plan: plan === null ? null : { commit: {
			branch: view.live.branch,
			message: plan.message
		} }
	});
}
function unknown({ config }, prompt) {
	selectPrompts(config, prompt);
	return fail("not-adopted", { prompt });
}
function eventsOf(view, snapshot, prompt) {
	return parseLedger(snapshot.ledgers.get(prompt) ?? "", ledgerFile(prompt), view.live.branch);
}
// src/report/plan.ts
/** What a rollback changes in the state of a prompt, in plain sentences; text of others is on its line and short. */
function changeWords(before, { state, message }) {
	const { prompt, stable, quarantine } = state;
	const name = (text) => clip(oneLine(text), 64);
	const incident = state.incidents.find(({ id }) => id === message.incident);
	const entered = quarantine.filter((entry) => !before.quarantine.some(({ digest }) => digest === entry.digest));
	return [
		`${name(stable.label)} (${stable.digest.slice(0, 12)}) serves everyone; ${name(message.from ?? "")} gets nothing.`,
		...before.rollout === null ? [] : [`Rollout ${before.rollout.id} ends at ${before.rollout.weight} %.`],
		...entered.map(({ label, digest }) => `${name(label)} (${digest.slice(0, 12)}) is in quarantine until a person lifts it.`),
		...incident === void 0 ? [] : [incidentWords(before, incident)],
		...followUps(before.outbox, state.outbox)
	].map((line) => `${prompt}: ${line}`);
}
function incidentWords(before, { id, joins, verification }) {
	return `${before.incidents.some((entry) => entry.id === id) ? `The open question ${id} is answered` : `Incident ${id} opens`}${joins === null ? "" : `, and ${joins.prompt} speaks for it`}${verification === null ? "." : "; whether it helped is verified."}`;
}
const effects = {
	deliver: "hand on flags.json",
	notify: "tell people",
	"revert-pr": "open the revert pull request",
	"close-pr": "close a pull request that is settled",
	postmortem: "file the post-mortem issue"
};
function followUps(before, after) {
	const fresh = after.filter(({ key }) => !before.some((entry) => entry.key === key));
	const kinds = [...new Set(fresh.map(({ kind }) => effects[kind]))];
	return kinds.length === 0 ? [] : [`Then: ${kinds.join(", ")}.`];
}
// src/commands/rollback-plan.ts
/** Works the plan out. Nothing is written, and no forge is asked. */
async function planRollback(session, view, snapshot, draft) {
	const { after, manifest } = await rehearse(snapshot, draft);
	const incidents = [];
	for (const { change } of draft.proposals) {
		const { state, message } = change;
		const incident = state.incidents.find(({ id }) => id === message.incident);
		if (incident === void 0 || incident.joins !== null) continue;
		incidents.push(await incidentPlan(session, view, after, state, incident));
	}
	return {
		commit: {
			branch: view.live.branch,
			message: draft.message
		},
		routing: unifiedDiff(/* @__PURE__ */ new Map([["flags.json", manifest.before]]), /* @__PURE__ */ new Map([["flags.json", manifest.after]])),
		changes: draft.proposals.flatMap(({ change }) => {
			const before = snapshot.states.get(change.state.prompt);
			return before === void 0 ? [] : changeWords(before, change);
		}),
		incidents
	};
}
async function incidentPlan(session, view, after, state, incident) {
	const facts = await factsOf(session, view, after, state, incident);
	const { bodyLimit } = await session.forge();
	const restored = [{
		path: facts.path,
		digest: incident.good.digest
	}].concat(facts.members.map(({ path, good }) => ({
		path,
		digest: good.digest
	})));
	const there = await Promise.all(restored.map(async ({ path, digest }) => (await view.source.entry(path))?.digest === digest));
	const pull = revertPullRequest(facts, bodyLimit);
	const issue = postmortem(facts, bodyLimit);
	return {
		prompt: state.prompt,
		incident: incident.id,
		pull_request: there.every(Boolean) ? null : {
			branch: revertBranch(state.prompt, incident.id),
			title: pull.title,
			body: pull.body
		},
		issue: {
			title: issue.title,
			body: issue.body
		}
	};
}
/** Prints the plan for people, line by line. */
function tellPlan(log, plan) {
	const say = (title, text) => {
		log.info(title);
		for (const line of text.trimEnd().split("\n")) log.info(`  ${line}`);
	};
	say(`The commit on ${plan.commit.branch}:`, plan.commit.message);
	say("The state:", plan.changes.join("\n"));
	say("The routing:", plan.routing);
	for (const { prompt, pull_request: pull, issue } of plan.incidents) {
		if (pull === null) say(`No pull request for ${prompt}:`, "the default branch holds the good version already.");
		else say(`The pull request of ${pull.branch}: ${pull.title}`, pull.body);
		say(`The issue: ${issue.title}`, issue.body);
	}
}
// src/live/repair.ts
/**
* For a person's rollback only: where files of `prompts` are damaged, or flags.json is, it reads those of the newest
* commit that is whole, and the next commit writes them, with trailers that say so. Files that are not ours are
* neither seen nor touched. Other prompts' damage stays, and stays known. Reading throws what is wrong with the branch
* when no older commit helps.
*/
function repairing(live, prompts) {
	let last = null;
	let done = null;
	return {
		...live,
		async read() {
			const tree = await live.read();
			if (last === null || last.tree.head !== tree.head) last = await mend(live, tree, prompts);
			return last.tree;
		},
		async push(commit) {
			if (last === null || last.repair === null || last.tree.head !== commit.parent) return live.push(commit);
			const { texts, repair } = last;
			const files = new Map([...texts, ...commit.files]);
			const message = `${commit.message.trimEnd()}\n${trailers(repair)}`;
			const result = await live.push({
				...commit,
				files,
				message
			});
			if (result.state === "done") done = repair;
			return result;
		},
		repair: () => done ?? last?.repair ?? null,
		trouble: () => last?.trouble ?? null
	};
}
function trailers({ commit, files }) {
	return [
		...files.map((file) => `Repaired-File: ${file}`),
		`Repaired-From: ${commit}`,
		""
	].join("\n");
}
async function mend(live, tree, prompts) {
	const { snapshot, trouble, hasManifest } = survey(tree, live.branch);
	const ours = {
		...tree,
		files: new Map([...tree.files].filter(([path]) => isOurs(path)))
	};
	const hurt = hasManifest ? prompts.filter((prompt) => snapshot.damaged.has(prompt)) : prompts;
	const stays = hasManifest ? trouble : null;
	if (tree.head === null || hurt.length === 0) return {
		tree: ours,
		texts: /* @__PURE__ */ new Map(),
		repair: null,
		trouble: stays
	};
	const { past, manifest } = await lastWhole(live, tree.head, hurt);
	const fault = hurt.flatMap((prompt) => snapshot.damaged.get(prompt) ?? [])[0] ?? trouble;
	if (past === null) {
		if (fault === null) throw new Error("a prompt is damaged, and nothing is wrong");
		throw fault;
	}
	const texts = changed(tree, rewritten(past, snapshot, hurt, hasManifest ? null : manifest));
	const unreadable = [...tree.unreadable ?? []].filter(([path]) => !texts.has(path));
	return {
		tree: {
			head: tree.head,
			files: new Map([...ours.files, ...texts]),
			unreadable: new Map(unreadable)
		},
		texts,
		repair: {
			commit: past.head ?? "",
			files: [...texts.keys()],
			why: fault?.message ?? ""
		},
		trouble: stays
	};
}
/**
* The newest older commit in which all these prompts are whole, null when there is none; and the newest flags.json that
* can be read, which may be younger: the other prompts have moved on since these were damaged.
*/
async function lastWhole(live, head, prompts) {
	let manifest = null;
	const paths = [manifestFile, ...prompts.flatMap((prompt) => [stateFile(prompt), ledgerFile(prompt)])];
	for await (const tree of live.past(head, paths)) {
		const { snapshot, trouble } = survey(tree, live.branch);
		if (trouble !== null) continue;
		manifest ??= snapshot.manifest;
		if (prompts.every((prompt) => snapshot.states.has(prompt))) return {
			past: snapshot,
			manifest
		};
	}
	return {
		past: null,
		manifest: emptyManifest
	};
}
/**
* The damaged prompts' files as they were, and flags.json: as it is but for their flags, or made anew from the newest
* one that can be read (`older`; null: it is not damaged itself).
*/
function rewritten(past, now, prompts, older) {
	const files = /* @__PURE__ */ new Map();
	const derived = [...now.states.values()].map((state) => [state.prompt, flagOf(state, contentsOf(older?.flags[state.prompt]))]);
	const flags = { ...older === null ? now.manifest.flags : {
		...older.flags,
		...Object.fromEntries(derived)
	} };
	const damaged = { ...(older ?? now.manifest).damaged };
	for (const prompt of prompts) {
		const [state, flag] = [past.states.get(prompt), past.manifest.flags[prompt]];
		if (state === void 0 || flag === void 0) continue;
		const ledger = past.ledgers.get(prompt) ?? "";
		flags[prompt] = flag;
		delete damaged[prompt];
		files.set(stateFile(prompt), sealedState(state, ledger, flag));
		files.set(ledgerFile(prompt), ledger);
	}
	const manifest = {
		...past.manifest,
		flags,
		damaged
	};
	return files.set(manifestFile, renderManifest(manifest));
}
function changed(tree, files) {
	return new Map([...files].filter(([path, text]) => tree.files.get(path) !== text));
}
// src/commands/rollback-repair.ts
/** Makes the session of a rollback of these prompts. Any other command leaves a damaged branch as it is. */
function repairingSession(session, prompts) {
	let known = null;
	const view = async () => {
		const found = await session.view();
		if (known?.live !== found.live) known = {
			live: found.live,
			repo: repairing(found.live, prompts)
		};
		return {
			...found,
			live: known.repo
		};
	};
	return {
		session: {
			...session,
			view
		},
		note() {
			const repair = known?.repo.repair() ?? null;
			return repair === null ? null : `damaged files restored from commit ${repair.commit.slice(0, 12)}`;
		},
		warnings() {
			const [repair, trouble] = [known?.repo.repair() ?? null, known?.repo.trouble() ?? null];
			const files = repair?.files.join(", ");
			return [...repair === null ? [] : [`${repair.why}. This rollback takes ${files} from commit ${repair.commit.slice(0, 12)}.`], ...trouble === null ? [] : [`${trouble.message}. It stays, and stops other runs. ${trouble.cure}`]];
		}
	};
}
// src/commands/rollback.ts
/**
* Puts an earlier version back, at a person's word: routing first, in one commit, then what follows from it.
* Never queued behind a promotion; when the live branch moves meanwhile it decides anew and wins. A gradual one
* takes its first step and stays for the others; asked for again it joins the one that is under way. It stays until
* it is known whether the rollback helped: exit code 1 when it did not, 0 with a warning when nothing tells. With
* `lift` it takes a version out of quarantine instead. Files of the prompt that are damaged are taken from the live
* branch's history, in the same commit, and it says so: this is the one command that repairs.
*/
async function rollback(opened) {
	const { inputs, log } = opened;
	checkInputs(inputs);
	if (inputs.lift !== "") return liftQuarantine(opened);
	const repairs = repairingSession(opened, namedPrompts(inputs));
	const { session } = repairs;
	const view = await session.view();
	const before = readSnapshot(await view.live.read(), view.live.branch);
	for (const text of repairs.warnings()) log.warn(text);
	const request = {
		...await requestOf(session, view, before),
		repairs
	};
	const draft = (snapshot) => draftRollback(session, view, snapshot, request);
	const prepared = await draft(before);
	if (inputs["dry-run"]) {
		if (prepared === null) return end(session, view, before, request, { reason: "already-rolled-back" });
		const plan = await planRollback(session, view, before, prepared);
		tellPlan(log, plan);
		return end(session, view, before, request, {
			reason: "planned",
			plan
		});
	}
	const committed = await transact(view.live, session.clock, async (snapshot) => snapshot.head === before.head ? prepared : draft(snapshot));
	noteRollbacks(session, view, committed);
	for (const { state } of committed.changes) log.info(`${state.prompt}: routed by commit ${committed.commit?.slice(0, 12) ?? "whose answer was lost"}`);
	const first = await runEffects(session, view, committed.snapshot);
	const effects = isGradual(session, view) ? await stayReverting(session, view, request.group.members, first) : first;
	const nothing = committed.changes.length === 0 && effects === first;
	const verified = await stayToVerify(session, view, effects.snapshot);
	const last = await finishEffects(session, view, verified.snapshot);
	return end(session, view, last.snapshot, request, {
		reason: nothing ? "already-rolled-back" : "rolled-back",
		warnings: committed.warnings,
		effects: effects.warnings,
		members: committed.changes.map(({ state }) => state.prompt),
		verified,
		late: last.warnings
	});
}
function end(session, view, snapshot, { group, warnings, repairs }, found) {
	const members = found.members?.length ? found.members : group.members;
	const findings = new Findings();
	for (const id of members) {
		findings.note(id, found.reason);
		findings.of(id).warnings.push(...found.effects?.get(id) ?? []);
	}
	findings.of(members[0] ?? "").warnings.unshift(...repairs.warnings(), ...warnings, ...found.warnings ?? []);
	noteVerified(findings, found.verified?.news ?? [], found.verified?.warnings ?? /* @__PURE__ */ new Map());
	noteWarnings(findings, found.late ?? /* @__PURE__ */ new Map());
	const prompts = members.map((id) => {
		const state = snapshot.states.get(id);
		findings.of(id).incident = found.reason === "planned" ? null : state?.incidents[0]?.id ?? null;
		noteEnd(findings, id, state);
		return promptResult(id, state, findings.of(id));
	});
	return runResult(session, {
		exit_code: prompts.some(({ reason_code }) => reason_code === "rollback-failed") ? 1 : 0,
		live: {
			branch: view.live.branch,
			commit: snapshot.head
		},
		prompts,
		plan: found.plan ?? null
	});
}
/** Who goes back, and what the metrics say before: all of them are looked at side by side. */
async function requestOf(session, view, snapshot) {
	const { inputs, log } = session;
	const detectedAt = session.clock.now().toISOString();
	const named = namedPrompts(inputs);
	await assertNotLost(view, snapshot, named);
	const states = named.map((id) => selectLive(view, snapshot, id));
	const relations = Object.entries(view.config.prompts).map(([id, { related }]) => ({
		id,
		related
	}));
	const group = inputs.group ? groupOf(named, relations, snapshot.states) : {
		members: named,
		left: []
	};
	for (const id of group.left) log.info(`${id} is related and has no rollout: it stays; name it in \`prompt\` to put it back, too`);
	if (inputs.group) for (const { message } of snapshot.damaged.values()) log.warn(`Not looked at, name it in \`prompt\` to put it back, too: ${message}`);
	const base = {
		group,
		named,
		detectedAt,
		looks: /* @__PURE__ */ new Map(),
		warnings: [],
		checks: baselineChecks(session, view)
	};
	const [lead] = states;
	const actor = session.actor(view.config);
	if (lead !== void 0 && doneBefore(lead, inputs["target-version"], actor) !== null) return base;
	const members = group.members.flatMap((id) => snapshot.states.get(id) ?? []);
	const looks = await Promise.all(members.map((state) => lookBefore(session, view, snapshot, state)));
	for (const [index, { sight }] of looks.entries()) {
		const { prompt, rollout } = members[index] ?? {
			prompt: "",
			rollout: null
		};
		if (rollout !== null && sight !== null) noteHistory(session, prompt, rollout, sight);
	}
	const warnings = confirmed(session, view, looks);
	return {
		...base,
		looks: new Map(looks.map((look) => [look.prompt, look])),
		warnings
	};
}
/**
* What is to be said of a rollback that the metrics do not confirm. One prompt of a group with a problem is
* enough. Throws `problem-unconfirmed` where `confirm` is `require`; what the metrics do not know never blocks.
*/
function confirmed({ inputs, log }, view, looks) {
	for (const { prompt, detail } of looks) log.info(`${prompt}: the metrics: ${detail}`);
	if (looks.some(({ finding }) => finding !== "none")) return [];
	const detail = looks.map((look) => `${look.prompt}: ${look.detail}`).join("; ");
	if ((inputs.confirm || view.config.rollback.confirm) === "require" && !inputs.force) throw fail("problem-unconfirmed", {
		prompts: looks.map(({ prompt }) => prompt).join(", "),
		detail
	});
	const text = `The metrics do not confirm a problem: ${detail}.`;
	log.warn(text);
	return [text];
}
/** The state of the prompt; a prompt that left the configuration can still be rolled back. */
function selectLive(view, snapshot, id) {
	const state = snapshot.states.get(id);
	if (state !== void 0) return state;
	selectPrompts(view.config, id);
	throw fail("not-adopted", { prompt: id });
}
export { rollback };
