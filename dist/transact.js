import { n as fail, r as messageOf, t as Failure } from "./fail.js";
import { a as pageFile, f as flagOf, i as nojekyllFile, l as sealedState, m as ledgerLines, n as ledgerFile, o as readSnapshot, p as renderManifest, r as manifestFile, s as stateFile, u as contentsOf } from "./snapshot.js";
// src/live/simulate.ts
const keys = 1e4;
/** Widest deviation that a correct split shows: six standard deviations of a binomial share. */
const sigmas = 6;
/**
* Evaluates the manifest as flagd would, before it is committed. Throws `manifest-invalid` when flagd
* cannot read it. Returns what is odd about the split of the changed flags; empty when nothing is.
*/
async function simulate(manifest, changed) {
	const { FlagdCore } = await import("./index2.esm.js");
	const core = new FlagdCore();
	try {
		core.setConfigurations(renderManifest({
			...manifest,
			damaged: {}
		}));
	} catch (error) {
		throw fail("manifest-invalid", {
			prompt: changed.join(", "),
			detail: messageOf(error)
		}, error);
	}
	return changed.flatMap((name) => {
		const flag = manifest.flags[name];
		if (flag === void 0) return [];
		return splitFaults(name, flag, (targetingKey) => {
			return core.resolveObjectEvaluation(name, {}, targetingKey === null ? {} : { targetingKey }).variant ?? null;
		});
	});
}
function splitFaults(name, flag, evaluate) {
	const faults = [];
	if (evaluate(null) !== flag.defaultVariant) faults.push(`${name}: users without a targeting key do not get ${flag.defaultVariant}`);
	const weights = flag.targeting?.fractional ?? [[flag.defaultVariant, 100]];
	const sum = weights.reduce((total, [, weight]) => total + weight, 0);
	if (sum !== 100) faults.push(`${name}: the weights are ${sum} together, not 100`);
	const counts = countVariants(weights[0]?.[1] === 100 ? 100 : keys, evaluate);
	const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
	for (const [variant, weight] of weights) {
		const share = weight / 100;
		const allowed = sigmas * Math.sqrt(share * (1 - share) / total);
		const found = (counts.get(variant) ?? 0) / total;
		if (Math.abs(found - share) > allowed) faults.push(`${name}: ${variant} would get ${(found * 100).toFixed(2)} % instead of ${weight} %`);
	}
	return faults;
}
function countVariants(users, evaluate) {
	const counts = /* @__PURE__ */ new Map();
	for (let user = 0; user < users; user++) {
		const variant = evaluate(`user-${user}`) ?? "";
		counts.set(variant, (counts.get(variant) ?? 0) + 1);
	}
	return counts;
}
// src/live/transact.ts
/** Tag that keeps a version's content. */
const archiveTag = (prompt, label) => `prompt-rollout/${prompt}/${label}`;
/**
* Reads the live branch, lets `decide` look at it, and commits what it wants, if the branch has not moved;
* else reads and decides anew, with growing, jittered pauses, until `seconds` are over (`push-contended`). A connection
* that breaks is no decision: it tries again, a few times.
* `decide` may be called many times; what it returns for a snapshot that holds its effect already is null.
*/
async function transact(repo, clock, decide, seconds = 120) {
	const deadline = clock.now().getTime() + seconds * 1e3;
	let [lost, unread] = [0, 0];
	let tried = null;
	for (let attempt = 1;; attempt++) {
		const read = await repo.read().catch((error) => {
			unread += 1;
			if (!isLost(error) || unread === mostLost) throw error;
			return null;
		});
		if (read === null) {
			await clock.sleep(pauseAfter(attempt));
			continue;
		}
		const snapshot = readSnapshot(read, repo.branch);
		if (tried !== null && hasLanded(snapshot, tried.changes, lost > 0)) return {
			snapshot,
			commit: null,
			...tried
		};
		const draft = await decide(snapshot);
		if (draft === null) return {
			snapshot,
			commit: null,
			changes: [],
			warnings: []
		};
		const built = await build(snapshot, draft, repo.beside);
		const result = await repo.push(built.commit).catch((error) => {
			lost += 1;
			if (!isLost(error) || lost === mostLost) throw error;
			return { state: "conflict" };
		});
		tried = {
			changes: draft.proposals.map(({ change }) => change),
			warnings: built.warnings
		};
		if (result.state === "done") return {
			snapshot: {
				...built.after,
				head: result.commit
			},
			commit: result.commit,
			...tried
		};
		if (clock.now().getTime() >= deadline) throw fail("push-contended", { attempts: attempt });
		await clock.sleep(pauseAfter(attempt));
	}
}
/** Seconds, growing and jittered. */
const pauseAfter = (attempt) => Math.random() * Math.min(2, .05 * 2 ** attempt);
const nameOf = ({ key, created_at, run }) => JSON.stringify([
	key,
	created_at,
	run
]);
/**
* Whether a commit that was taken for lost, or for a conflict, was made all the same: the ledgers have its very lines,
* with their times. Who decides anew would take its own rollback for another's, and say that nothing was to be done. A
* writer of the same moment writes the same lines: after a conflict only an effect of the run's own tells them apart.
*/
function hasLanded({ ledgers, states }, changes, wasLost) {
	const isThere = ({ state, events }) => {
		const lines = ledgerLines(events);
		return lines !== "" && ledgers.get(state.prompt)?.includes(lines) === true;
	};
	const isOurs = ({ state }) => {
		const named = state.outbox.flatMap((entry) => entry.kind === "deliver" ? [] : [nameOf(entry)]);
		return (states.get(state.prompt)?.outbox ?? []).some((entry) => entry.kind !== "deliver" && named.includes(nameOf(entry)));
	};
	return changes.length > 0 && changes.every(isThere) && (wasLost || changes.some(isOurs));
}
/** Connections that break in reading, and in the middle of a push, until it is given up. */
const mostLost = 3;
/** Whether the remote never came to a decision: then the branch is read again, as after a conflict. */
function isLost(error) {
	return error instanceof Failure && error.code === "remote-unreachable";
}
/** Builds the commit of a draft and keeps it. Throws what the commit itself would throw before its push. */
async function rehearse(snapshot, draft) {
	const { after, warnings } = await build(snapshot, draft);
	return {
		after,
		manifest: {
			before: renderManifest(snapshot.manifest),
			after: renderManifest(after.manifest)
		},
		warnings
	};
}
async function build(snapshot, { proposals, message }, beside) {
	const states = new Map(snapshot.states);
	const ledgers = new Map(snapshot.ledgers);
	const flags = { ...snapshot.manifest.flags };
	const files = /* @__PURE__ */ new Map();
	const tags = [];
	let date = "";
	for (const { change, contents, archive } of proposals) {
		const { state, events, routing } = change;
		const { prompt } = state;
		const damage = snapshot.damaged.get(prompt);
		if (damage !== void 0) throw damage;
		states.set(prompt, state);
		ledgers.set(prompt, (ledgers.get(prompt) ?? "") + ledgerLines(events));
		files.set(ledgerFile(prompt), ledgers.get(prompt) ?? "");
		if (routing) flags[prompt] = flagOf(state, new Map([...contentsOf(flags[prompt]), ...contents]));
		files.set(stateFile(prompt), sealedState(state, ledgers.get(prompt) ?? "", flags[prompt]));
		if (change.archive !== null && archive !== null) tags.push(tagOf(prompt, change, archive));
		date = events.at(-1)?.at ?? date;
	}
	const manifest = {
		...snapshot.manifest,
		flags
	};
	const routed = proposals.filter(({ change }) => change.routing).map(({ change }) => change.state.prompt);
	const warnings = routed.length > 0 ? await simulate(manifest, routed) : [];
	if (routed.length > 0) files.set(manifestFile, renderManifest(manifest));
	const urgent = proposals.some(({ change }) => ["rolled-back", "reverting"].includes(change.outcome));
	const after = {
		head: null,
		manifest,
		states,
		ledgers,
		page: beside !== void 0 && (snapshot.page || !urgent),
		damaged: snapshot.damaged
	};
	if (beside === void 0 && snapshot.page) for (const file of [pageFile, nojekyllFile]) files.set(file, null);
	else if (beside !== void 0 && !urgent) for (const [file, text] of await beside(after, date)) files.set(file, text);
	return {
		commit: {
			parent: snapshot.head,
			message,
			date,
			files,
			tags
		},
		after,
		warnings
	};
}
function tagOf(prompt, change, files) {
	const version = change.archive;
	return {
		name: archiveTag(prompt, version?.label ?? ""),
		message: `${prompt} ${version?.label} (${version?.commit})`,
		path: version?.path ?? "",
		files
	};
}
export { rehearse as n, transact as r, archiveTag as t };
