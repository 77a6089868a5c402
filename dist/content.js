import { D as Failure, O as fail, k as messageOf } from "./schemas.js";
import { c as ruleNames, n as resolvePrompt, s as ruleMetrics } from "./load.js";
import { c as readSnapshot, h as renderManifest, l as renderState, m as flagOf, o as ledgerFile, p as contentsOf, s as manifestFile, u as stateFile } from "./run-result.js";
import { c as decide, d as baselineSince, g as ledgerLines, h as THETAS, l as secondsSince, m as STAKES, p as PROVEN, v as parseLedger } from "./judge.js";
import { C as clip, S as unknown, T as oneLine, _ as score, a as headline, b as time, c as proofText, d as waitText, f as count, g as percent, h as latency, i as finding, l as side, m as duration, n as condition, o as limit, p as counted, r as deciders, s as metricNames, t as compared, v as secondsBetween, w as defused, x as timeAfter, y as shortCommit } from "./words.js";
import { a as inline, c as linked, f as table, i as fence, l as marker, n as code, o as isAddress, r as details, s as link, t as shorten, u as mention } from "./shorten.js";
import { n as nextHold, t as holdReason } from "./hold.js";
import { a as evidenceOf, i as arrivalOf, n as pastLooks, o as sightRollout, r as recorded, t as freshLooks } from "./recorded.js";
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
		core.setConfigurations(renderManifest(manifest));
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
* else reads and decides anew, with growing, jittered pauses, until `seconds` are over (`push-contended`).
* `decide` may be called many times; what it returns for a snapshot that holds its effect already is null.
*/
async function transact(repo, clock, decide, seconds = 120) {
	const deadline = clock.now().getTime() + seconds * 1e3;
	for (let attempt = 1;; attempt++) {
		const snapshot = readSnapshot(await repo.read(), repo.branch);
		const draft = await decide(snapshot);
		if (draft === null) return {
			snapshot,
			commit: null,
			changes: [],
			warnings: []
		};
		const built = await build(snapshot, draft);
		const result = await repo.push(built.commit);
		if (result.state === "done") {
			const changes = draft.proposals.map(({ change }) => change);
			return {
				snapshot: {
					...built.after,
					head: result.commit
				},
				commit: result.commit,
				changes,
				warnings: built.warnings
			};
		}
		if (clock.now().getTime() >= deadline) throw fail("push-contended", { attempts: attempt });
		await clock.sleep(Math.random() * Math.min(2, .05 * 2 ** attempt));
	}
}
async function build(snapshot, { proposals, message }) {
	const states = new Map(snapshot.states);
	const ledgers = new Map(snapshot.ledgers);
	const flags = { ...snapshot.manifest.flags };
	const files = /* @__PURE__ */ new Map();
	const tags = [];
	let date = "";
	for (const { change, contents, archive } of proposals) {
		const { state, events, routing } = change;
		const { prompt } = state;
		states.set(prompt, state);
		ledgers.set(prompt, (ledgers.get(prompt) ?? "") + ledgerLines(events));
		files.set(stateFile(prompt), renderState(state));
		files.set(ledgerFile(prompt), ledgers.get(prompt) ?? "");
		if (routing) flags[prompt] = flagOf(state, new Map([...contentsOf(flags[prompt]), ...contents]));
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
	const after = {
		head: null,
		manifest,
		states,
		ledgers
	};
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
/**
* The commit message of one change: `rollback(customer-support): v2.0.0 -> v1.9.0 (error rate 8.4 %, …)`,
* and trailers. Text of others stays on its line and links to nothing, so it can forge neither.
*/
function liveMessage(change) {
	const { state, message } = change;
	return messageText({
		...message,
		prompt: state.prompt,
		trailers: trailersOf(change)
	});
}
/** The commit message out of its parts, for a commit that is no single change. */
function messageText(parts) {
	const subject = subjectOf(parts);
	const detail = parts.detail === null ? "" : clip(defused(parts.detail), 1e3);
	return compose(subject, detail === "" || subject.includes(detail) ? [] : [`Detail, in full: ${detail}`], parts.trailers);
}
/** The message of a commit that adopts prompts, one or many. */
function adoptionMessage(changes) {
	return severalMessage("adopt", changes, ({ message }) => message.to);
}
/** The message of a commit that notes effects as done, of one prompt or many. */
function effectsMessage(changes) {
	return severalMessage("effects", changes, ({ message }) => message.detail);
}
function severalMessage(verb, changes, tell) {
	const [first] = changes;
	if (first !== void 0 && changes.length === 1) return liveMessage(first);
	const lines = changes.map((change) => `- ${label(change.state.prompt, 64)}: ${label(tell(change) ?? "", 60)}`);
	return compose(`${verb}: ${changes.length} prompts`, lines, { "Decided-By": first?.events.at(-1)?.by ?? null });
}
/** The message of the commit on the revert branch: the same for one incident whatever became of it since. */
function revertMessage({ prompt, incident }) {
	const { good, bad, id, rollout, detected_at } = incident;
	const subject = fitting([`Revert ${label(prompt, 64)} to ${label(good.label, 64)} (from ${label(bad.label, 64)})`, `Revert ${label(prompt, 64)} to ${label(good.label, 20)}`]);
	const name = ({ label: text, commit }) => `${label(text, 64)} (commit ${shortCommit(commit)})`;
	return compose(subject, [`Puts the content of ${name(good)} in the place of ${name(bad)}.`], {
		"Rollout-Id": rollout,
		"Incident-Id": id,
		"Detected-At": detected_at
	});
}
function trailersOf({ state, message, events }) {
	const incident = state.incidents.find(({ id }) => id === message.incident);
	return {
		"Rollout-Id": incident?.rollout ?? events.at(-1)?.rollout ?? null,
		"Incident-Id": incident?.id ?? null,
		Rule: incident?.rule ?? null,
		"Decided-By": events.at(-1)?.by ?? null,
		"Detected-At": incident?.detected_at ?? null
	};
}
function subjectOf({ verb, prompt, from, to, detail }) {
	const head = `${defused(verb)}(${label(prompt, 64)}):`;
	const versions = [from, to].filter((text) => text !== null);
	const moved = (length) => [head, versions.map((text) => label(text, length)).join(" -> ")].join(" ").trim();
	const base = moved(64);
	const rest = detail === null ? "" : defused(detail);
	if (rest === "") return fitting([base, moved(9)]);
	const wrapped = (text) => versions.length === 0 ? text : `(${text})`;
	const room = 100 - base.length - 3;
	const cut = room < 12 ? [] : [`${base} ${wrapped(clip(rest, room))}`];
	return fitting([
		`${base} ${wrapped(rest)}`,
		...cut,
		base,
		moved(9)
	]);
}
/** The first text that fits into a subject; else the last one, cut. */
function fitting(texts) {
	return texts.find((text) => text.length <= 100) ?? clip(texts.at(-1) ?? "", 100);
}
function label(text, length) {
	return clip(defused(text), length);
}
function compose(subject, body, trailers) {
	const lines = Object.entries(trailers).flatMap(([name, value]) => value === null || value === void 0 || value === "" ? [] : [`${name}: ${trailer(name, value)}`]);
	return `${[
		subject,
		body.join("\n"),
		lines.join("\n")
	].filter((paragraph) => paragraph !== "").join("\n\n")}\n`;
}
/** Ids, rules and times are for programs: exact, out of a closed alphabet. A name is text of others. */
function trailer(name, value) {
	return name === "Decided-By" ? label(value, 100) : value.replace(/[^\w.:+/-]/g, "_").slice(0, 200);
}
// src/rollout/change.ts
/** A ledger event of this actor, with nulls for what the event does not speak of. */
function ledgerEvent(actor, name, fields) {
	return {
		schema: 1,
		at: actor.now,
		event: name,
		rollout: null,
		incident: null,
		version: null,
		weight: null,
		by: actor.by,
		run_url: actor.runUrl,
		reason: null,
		details: null,
		...fields
	};
}
/** The outbox after a routing commit: the hand-on of the manifest first, once. */
function withDelivery(outbox, actor) {
	const rest = outbox.filter(({ kind }) => kind !== "deliver");
	if (!actor.delivers) return rest;
	return [{
		kind: "deliver",
		key: `deliver/${actor.now}`,
		created_at: actor.now
	}, ...rest];
}
// src/report/myers.ts
/** Differences beyond this take more memory (its square) than a report is worth. */
const mostEdits = 1500;
/**
* The shortest way from `before` to `after`, line by line; null when more than 1,500 lines differ.
* Myers, "An O(ND) difference algorithm and its variations", 1986: the greedy forward search.
*/
function editScript(before, after) {
	let head = 0;
	while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
	let tail = 0;
	while (tail < before.length - head && tail < after.length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
	const middle = search(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
	const same = (line) => ({
		kind: " ",
		line
	});
	return middle === null ? null : [
		...before.slice(0, head).map(same),
		...middle,
		...before.slice(before.length - tail).map(same)
	];
}
const reached = (front, k) => front[k + (front.length - 1) / 2] ?? -1;
function search(before, after) {
	const most = Math.min(before.length + after.length, mostEdits);
	const centre = most + 1;
	const front = new Int32Array(2 * centre + 1).fill(-1);
	front[centre + 1] = 0;
	const trace = [];
	for (let distance = 0; distance <= most; distance += 1) {
		trace.push(front.slice(centre - distance - 1, centre + distance + 2));
		for (let k = -distance; k <= distance; k += 2) {
			let x = stepFrom(front, k, distance).x;
			while (x < before.length && x - k < after.length && before[x] === after[x - k]) x += 1;
			front[centre + k] = x;
			if (x >= before.length && x - k >= after.length) return walkBack(before, after, trace);
		}
	}
	return null;
}
/** Whether diagonal `k` is entered by a deletion (from k - 1) or an insertion (from k + 1), and where. */
function stepFrom(front, k, distance) {
	const [left, right] = [reached(front, k - 1), reached(front, k + 1)];
	return k === -distance || k !== distance && left < right ? {
		kind: "+",
		from: k + 1,
		x: right
	} : {
		kind: "-",
		from: k - 1,
		x: left + 1
	};
}
function walkBack(before, after, trace) {
	const edits = [];
	let [x, y] = [before.length, after.length];
	for (let distance = trace.length - 1; distance >= 0; distance -= 1) {
		const front = trace[distance] ?? /* @__PURE__ */ new Int32Array(1);
		const { kind, from } = stepFrom(front, x - y, distance);
		const startX = distance === 0 ? 0 : reached(front, from);
		const startY = distance === 0 ? 0 : startX - from;
		while (x > startX && y > startY && before[x - 1] === after[y - 1]) {
			edits.push({
				kind: " ",
				line: before[x - 1] ?? ""
			});
			[x, y] = [x - 1, y - 1];
		}
		if (distance === 0) break;
		edits.push({
			kind,
			line: (kind === "-" ? before[x - 1] : after[y - 1]) ?? ""
		});
		[x, y] = [startX, startY];
	}
	return edits.reverse();
}
// src/report/diff.ts
/** Lines of a file beyond which it is not compared line by line. */
const mostLines = 2e4;
const context = 3;
/**
* The difference of two versions in the unified format of `git diff`, files in the order of their paths;
* empty when the texts are the same. A file that differs too much to be compared says so on a `\` line.
*/
function unifiedDiff(before, after) {
	return [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].sort().map((path) => fileDiff(path, before.get(path), after.get(path))).join("");
}
/**
* The same for files as git hands them out; null when one side has none, so that nothing can be said.
* `name` stands for the path of a prompt that is one file, whose own path is empty.
*/
function diffFiles(before, after, name = "prompt") {
	if (before.length === 0 || after.length === 0) return null;
	const texts = (files) => new Map(files.map(({ path, bytes }) => [path === "" ? name : path, Buffer.from(bytes).toString("utf8")]));
	return unifiedDiff(texts(before), texts(after));
}
function fileDiff(path, before, after) {
	if (before === after) return "";
	const name = oneLine(path);
	const header = [`--- ${before === void 0 ? "/dev/null" : `a/${name}`}`, `+++ ${after === void 0 ? "/dev/null" : `b/${name}`}`];
	const [old, young] = [linesOf(before ?? ""), linesOf(after ?? "")];
	const edits = Math.max(old.length, young.length) > mostLines ? null : editScript(old, young);
	const body = edits === null ? [`\\ Too different to compare line by line: ${old.length} lines before, ${young.length} after.`] : hunks(edits).map(hunkText);
	return `${[...header, ...body].join("\n")}\n`;
}
const unended = "\n\\ No newline at end of file";
/** The lines without their ends; a last line that has none carries git's remark, so that it differs. */
function linesOf(text) {
	if (text === "") return [];
	const lines = text.split("\n");
	const last = lines.pop();
	return last === void 0 || last === "" ? lines : [...lines, `${last}${unended}`];
}
/** Groups of changes with three lines of context; what lies closer than twice that is one group. */
function hunks(edits) {
	const changed = edits.flatMap(({ kind }, index) => kind === " " ? [] : [index]);
	const groups = [];
	for (const index of changed) {
		const last = groups.at(-1);
		if (last !== void 0 && index - last[1] - 1 <= 6) last[1] = index;
		else groups.push([index, index]);
	}
	return groups.map(([first, last]) => {
		const start = Math.max(0, first - context);
		const earlier = edits.slice(0, start);
		return {
			oldStart: earlier.filter(({ kind }) => kind !== "+").length,
			newStart: earlier.filter(({ kind }) => kind !== "-").length,
			edits: edits.slice(start, last + context + 1)
		};
	});
}
function hunkText({ oldStart, newStart, edits }) {
	const range = (start, kind) => {
		const length = edits.filter((edit) => edit.kind !== kind).length;
		const first = length === 0 ? start : start + 1;
		return length === 1 ? String(first) : `${first},${length}`;
	};
	const lines = edits.map(({ kind, line }) => `${kind}${line}`);
	return [`@@ -${range(oldStart, "+")} +${range(newStart, "-")} @@`, ...lines].join("\n");
}
// src/report/story.ts
/** In which of its states the incident is to be told. */
function flavour({ incident }) {
	if (incident.status === "asking") return "open";
	return incident.status === "rolled-back" ? "back" : "over";
}
/** The match that led to the incident; null for a decision of a person without a rule. */
function leading({ incident, evidence }) {
	return evidence?.verdict.matches.find(({ name }) => name === incident.rule) ?? null;
}
/** What became of the bad version and why, for titles: `rolled back: error rate 8.4 %`, `at 5 %: p99 +113 %`. */
function fate(facts) {
	const { incident } = facts;
	const what = flavour(facts) === "back" ? "rolled back" : `at ${incident.weight} %`;
	const match = leading(facts);
	if (match !== null) return `${what}: ${headline(match)}`;
	return incident.rule === null ? `${what} ${decidedBy(incident)}` : `${what}: rule ${incident.rule}`;
}
/** Who decided: `automatically`, or `by alice`. */
function decidedBy({ decided_by }) {
	return decided_by === "system" ? "automatically" : `by ${clip(oneLine(decided_by), 60)}`;
}
/** The cause in a clause: value, stable's value, limit and rule; else the reason that was given. */
function cause(facts) {
	const match = leading(facts);
	if (match === null || facts.evidence === null) return clip(oneLine(facts.incident.reason), 500);
	return `${finding(match, facts.evidence.verdict.readings)} (rule ${match.name})`;
}
/** `stage 2 of 4, 5 % of the traffic`; only the weight when the plan does not name it. */
function stageText({ incident, plan }) {
	const index = plan?.stages.findIndex(({ weight }) => weight === incident.weight) ?? -1;
	const share = `${incident.weight} % of the traffic`;
	return plan === null || index < 0 ? share : `stage ${index + 1} of ${plan.stages.length}, ${share}`;
}
/** From the counted exposure; else from the window of the look; null when neither is at hand. */
function harm({ exposure, evidence }) {
	if (exposure !== null) {
		const { since, until, requests, failed } = exposure;
		return {
			requests,
			failed,
			span: `from ${time(since)} to ${time(until)} (${duration(secondsBetween(since, until))})`,
			whole: true
		};
	}
	if (evidence === null) return null;
	const { candidate, window_seconds, at } = evidence.observation;
	const span = `in the ${duration(window_seconds)} before ${time(at)}`;
	return {
		requests: candidate.requests,
		failed: candidate.errors,
		span,
		whole: false
	};
}
/** `1,240 requests, of which 104 failed (8.4 %), from … to …`. */
function harmText(facts) {
	const found = harm(facts);
	if (found === null) return "not counted: no metrics were read for this decision";
	const { requests, failed, span } = found;
	if (requests === null) return `not counted: the metrics source gives no counts (${span})`;
	const share = failed === null || requests <= 0 ? "" : ` (${percent(100 * failed / requests)})`;
	return `${count(requests)} requests, of which ${count(failed)} failed${share}, ${span}`;
}
/** When a decision is due: the time of the question plus the limit of its rule; null when there is none. */
function dueAt(facts) {
	const match = leading(facts);
	return match === null ? null : timeAfter(facts.incident.decided_at, match.limit);
}
/** The rules of a plan as a list, in the table's order, each with the metric that it measures. */
function ruleList({ policy }) {
	return ruleNames.map((name) => ({
		name,
		metric: ruleMetrics[name],
		...policy.rules[name]
	}));
}
/** The critical rules of the plan in words: what rolls back by itself while a question is open. */
function criticalRules({ plan }) {
	return (plan === null ? [] : ruleList(plan)).filter(({ severity }) => severity === "critical").map(({ name, metric, over }) => `${condition(metric, over)} (rule ${name})`);
}
// src/report/evidence-tables.ts
/** The parts that pull request and post-mortem have in common, as safe Markdown. */
/** Candidate beside stable, a row a metric; a sentence when no metrics were read. */
function numbersTable({ evidence }) {
	if (evidence === null) return "No metrics were read for this decision.";
	const { observation, verdict } = evidence;
	const { candidate, stable } = observation;
	const window = duration(observation.window_seconds);
	const header = [
		"Metric",
		`Candidate ${code(clip(candidate.version, 64))}`,
		`Stable ${code(clip(stable.version, 64))}`,
		"Value",
		"Threshold",
		"Rule",
		"Proven worse",
		"Window",
		"Since"
	];
	const rows = verdict.readings.map((reading) => {
		const { metric, value, since, proof } = reading;
		const match = verdict.matches.find((entry) => entry.metric === metric);
		return [
			metricNames[metric],
			side(metric, reading.candidate ?? inWindow(candidate, metric)),
			side(metric, reading.stable ?? inWindow(stable, metric)),
			match === void 0 ? value === null && proof !== null ? "" : compared(metric, value) : `**${compared(metric, value)}**`,
			match === void 0 ? "" : limit(metric, match.threshold),
			match === void 0 ? "" : code(match.name),
			inline(proofText(reading)),
			proof === null || since === null ? window : "since then",
			since === null ? "" : inline(time(since))
		];
	});
	const counts = [[
		"requests",
		count(candidate.requests),
		count(stable.requests),
		"",
		"",
		"",
		"",
		window,
		""
	], [
		"failed requests",
		count(candidate.errors),
		count(stable.errors),
		"",
		"",
		"",
		"",
		window,
		""
	]];
	const counted = observation.rates === null ? counts : [];
	return table(header, [...rows, ...counted]);
}
/** What the arm had in the window: where no trouble has begun, a reading has no value since its beginning. */
function inWindow({ requests, errors, p99, quality }, metric) {
	if (metric === "latency_p99") return p99;
	if (metric === "quality") return quality;
	return requests === null || errors === null || requests <= 0 ? null : 100 * errors / requests;
}
/** Every rule and limit that is crossed, the leading one first. */
function matchesTable({ evidence }) {
	const matches = evidence?.verdict.matches ?? [];
	const unproven = (evidence?.verdict.unproven ?? []).map((match) => `${code(match.name)} (${headline(match)})`);
	const held = unproven.length === 0 ? "" : `\n\nCrossed and not proven, so not acted on: ${unproven.join(", ")}.`;
	if (matches.length === 0) return `No rule or limit was found crossed in a look that led to this decision.${held}`;
	return `${table([
		"Rule",
		"Severity",
		"Condition",
		"Value",
		"Who decides",
		"Within",
		"Since"
	], matches.map((match) => [
		code(match.name),
		match.severity,
		condition(match.metric, match.threshold),
		compared(match.metric, match.value),
		inline(deciders[match.decider] ?? match.decider),
		duration(match.limit),
		match.since === null ? "" : inline(time(match.since))
	]))}${held}`;
}
/** Rules and gate limits by which the rollout is judged: those from its start. */
function thresholdsTable({ plan, evidence }) {
	if (plan === null) return "No policy is recorded for this decision.";
	const rules = table([
		"Rule",
		"Condition",
		"Severity",
		"Who decides",
		"Within"
	], ruleList(plan).map((rule) => [
		code(rule.name),
		condition(rule.metric, rule.over),
		rule.severity,
		deciders[rule.decider] ?? rule.decider,
		duration(rule.limit)
	]));
	const { young, mature, mature_after } = plan.policy.gates;
	const row = (name, gate) => [
		name,
		limit("error_rate", gate.error_rate),
		limit("latency_p99", gate.latency_increase),
		limit("quality", gate.quality_drop)
	];
	const age = duration(mature_after);
	const limits = table([
		"Gate limits, by age of the candidate",
		"Error rate",
		"p99",
		"Quality"
	], [row(`up to ${age}`, young), row(`after ${age}`, mature)]);
	const stages = plan.stages.map(({ weight, bake }) => `${weight} % for ${duration(bake)}`).join(", ");
	const seconds = evidence?.verdict.age_seconds;
	const old = seconds === void 0 ? "" : ` The candidate was ${duration(seconds)} old.`;
	return details("Rules, gate limits and stages", `${rules}\n\n${limits}\n\nStages: ${stages}.${old}`);
}
const longDiff = 60;
const diffStages = [
	2e3,
	400,
	80,
	20
];
/** What the bad version changed, folded when long, with shorter forms down to a sentence. */
function diffForms({ diff, incident }) {
	const { good, bad } = incident;
	if (diff === null) return ["The content of one of the versions is not at hand, so the difference cannot be shown here."];
	if (diff.trim() === "") return ["The text of the two versions is the same."];
	const lines = showLineEnds(diff).replace(/\n+$/, "").split("\n");
	const title = `What ${bad.label} changed against ${good.label} (${lines.length} lines)`;
	const whole = fence(lines.join("\n"), "diff");
	const shown = (length) => `${details(title, fence(lines.slice(0, length).join("\n"), "diff"))}\n\nOnly the first ${length} of ${lines.length} lines are shown.`;
	return [
		lines.length > longDiff ? details(title, whole) : whole,
		...diffStages.filter((length) => length < lines.length).map(shown),
		`The difference has ${lines.length} lines and is left out here; \`git diff\` shows it.`
	];
}
/** Where only the kind of line end differs, the lines would look the same: the CR is then spelt out. */
function showLineEnds(diff) {
	return /^[+-].*\r$/m.test(diff) && /^[+-].*[^\r\n]$/m.test(diff) ? diff.replace(/\r$/gm, "[U+000D]") : diff;
}
/** The queries as they were sent, folded; a sentence when none was. */
function queriesForms({ evidence }) {
	const queries = evidence?.observation.queries ?? [];
	if (queries.length === 0) return ["No queries are recorded."];
	const lines = queries.map(({ arm, metric, query, value }) => {
		return `# ${arm}, ${clip(metric.replace(/\s+/g, " "), 80)}: ${value === null ? unknown : value}\n${clip(query.trim(), 2e3)}`;
	});
	const title = queries.length === 1 ? "The query as it was sent" : `The ${queries.length} queries as they were sent`;
	return [details(title, fence(lines.join("\n\n"), "promql")), `${queries.length} queries are left out here; the ledger on the live branch has them.`];
}
/** What the metrics source said besides numbers; empty when nothing. */
function problemsList({ evidence }) {
	return (evidence?.observation.problems ?? []).slice(0, 20).map(({ code: kind, arm, metric, detail }) => {
		const where = [arm, metric].filter((part) => part !== null).join(", ");
		return `- ${code(kind)}${where === "" ? "" : ` (${inline(clip(where, 100))})`}: ${inline(clip(detail, 300))}`;
	}).join("\n");
}
/** A section that keeps its heading in every form. */
function headed(name, rank, forms) {
	const [first, ...rest] = forms;
	const under = (body) => `### ${name}\n\n${body}`;
	return {
		name,
		rank,
		forms: [under(first), ...rest.map(under)]
	};
}
// src/report/incident-links.ts
/** Everybody who is told, each once: owners of the prompt, then `notify.mention`. Empty when nobody is. */
function mentions({ owners, mention: others }) {
	const names = [...owners, ...others].map((name) => mention(clip(name, 100)));
	return [...new Set(names)].slice(0, 20).join(", ");
}
/** Where to look, but for the place that it is read in: one line a link. */
function linksList(facts, here) {
	const { incident, rollback, historyUrl, liveBranch } = facts;
	const { pull_request, issue, run_url } = incident;
	return [
		`Incident: ${code(incident.id)}, of rollout ${code(incident.rollout)}`,
		rollback === null ? null : `Rollback commit: ${linked(code(shortCommit(rollback.commit)), rollback.url)}`,
		pull_request === null || here === "pull request" ? null : `Revert pull request: ${numbered(pull_request)}`,
		issue === null || here === "issue" ? null : `Post-mortem: ${numbered(issue)}`,
		run_url === null ? null : `Workflow run: ${link("the run that decided", run_url)}`,
		`Deployment history: ${linked(code(liveBranch), historyUrl)} (${code(`git log origin/${liveBranch}`)})`,
		`Bad version: ${versionText(incident.bad)}`,
		`Good version: ${versionText(incident.good)}`
	].filter((line) => line !== null).map((line) => `- ${line}`).join("\n");
}
/** `v2.0.0, commit abc1234, content 0123456`, with when it served everyone. */
function versionText({ label, commit, digest, stable_since, known_good_since }) {
	const served = stable_since === null ? "" : `, serving everyone since ${inline(time(stable_since))}`;
	const good = known_good_since === null ? "" : ", known as good";
	return `${code(label)}, commit ${code(shortCommit(commit))}, content ${code(shortCommit(digest))}${served}${good}`;
}
/** A pull request or issue by its number; forges without numbers have 0. */
function numbered({ number, url }) {
	return linked(number === 0 ? "open it" : `number ${number}`, url);
}
// src/report/postmortem-facts.ts
/** What the facts say under each heading of a post-mortem, as safe Markdown. Nothing here is a guess. */
/** Exact numbers, with the span that they cover. */
function impact(facts) {
	const { incident } = facts;
	const found = harm(facts);
	const open = flavour(facts) === "open";
	const seconds = open ? null : secondsBetween(incident.began_at, incident.decided_at);
	const failed = found?.failed ?? null;
	const requests = found?.requests ?? null;
	const share = failed === null || requests === null || requests <= 0 ? unknown : percent(100 * failed / requests);
	const rows = [
		["Requests exposed to the bad version", count(requests)],
		["of which failed", count(failed)],
		["Share that failed", share],
		["Counted", found === null ? "no metrics were read for this decision" : found.span],
		["From the beginning of the trouble to the decision", open ? "the question is open" : duration(seconds)],
		["Reached", stageText(facts)],
		["Severity", incident.severity ?? "not judged by a rule; when unsure, take the higher one"]
	];
	const note = found !== null && !found.whole ? "\n\nThese are the numbers of one window, not of the whole rollout: the harm in all is larger." : "";
	return `${table(["What", "How much"], rows.map((row) => row.map(inline)))}${note}`;
}
/** Where to begin to look: what the metrics say of the stable version at the same time. */
function rootCauses(facts) {
	const match = leading(facts);
	const reading = facts.evidence?.verdict.readings.find(({ metric }) => metric === match?.metric);
	const begin = `What ${code(facts.incident.bad.label)} changed stands below, under "What changed?".`;
	if (match === null || reading?.stable == null || reading.worse !== true) return begin;
	return `${begin} At the same time the stable version had ${`${metricNames[match.metric]} ${side(match.metric, reading.stable)}`}, so that is the first place to look.`;
}
/** The change that set it off, and the share of the traffic that it got. */
function trigger(facts) {
	const { incident, exposure } = facts;
	const { bad, rollout, weight } = incident;
	const since = exposure === null ? "" : ` Its first traffic came at ${inline(time(exposure.since))}.`;
	return `Rollout ${code(rollout)} gave ${code(bad.label)} (commit ${code(shortCommit(bad.commit))}) ${weight} % of the traffic.${since}`;
}
/** What ended the harm; for an open question, that nothing has. */
function resolution(facts) {
	const { incident, rollback, defaultBranch } = facts;
	const [good, bad] = [code(incident.good.label), code(incident.bad.label)];
	const kind = flavour(facts);
	if (kind === "open") return `None yet: ${bad} is frozen at ${incident.weight} % until a person decides${pullRequest(facts)}.`;
	if (kind === "over") return "The question was settled by another decision; the timeline has it.";
	const commit = rollback === null ? "" : ` by ${linked(code(shortCommit(rollback.commit)), rollback.url)}`;
	const seconds = secondsBetween(incident.detected_at, incident.decided_at);
	return [`All traffic is on ${good} again${commit}, decided ${inline(decidedBy(incident))} at ${inline(time(incident.decided_at))}, ${duration(seconds)} after the detection. ${bad} is in quarantine.`, incident.pull_request === null ? `Where ${code(defaultBranch)} still holds ${bad}, it has to be mended.` : `${code(defaultBranch)} is mended by the revert pull request${pullRequest(facts)}.`].join(" ");
}
function pullRequest({ incident }) {
	return incident.pull_request === null ? "" : ` (${numbered(incident.pull_request)})`;
}
/** What noticed it, and after how long. */
function detection(facts) {
	const { incident, evidence } = facts;
	const at = inline(time(incident.detected_at));
	const why = inline(cause(facts));
	if (incident.rule === null) return `Noticed at ${at}, not by a rule of the policy: ${why}.`;
	const seconds = secondsBetween(incident.began_at, incident.detected_at);
	const late = seconds === null ? "" : `, ${duration(seconds)} after the trouble began`;
	return `Noticed by Prompt Rollout${evidence === null ? "" : ` (source ${code(evidence.observation.source)})`} at ${at}${late}: ${why}.`;
}
/** The work that is known already; owners and everything else are for people to add. */
function actionItems(facts) {
	const { incident, defaultBranch } = facts;
	const bad = inline(incident.bad.label);
	const rows = [
		flavour(facts) === "open" ? [`Decide about ${bad}${pullRequest(facts)}`, "mitigate"] : [`Merge the revert pull request${pullRequest(facts)}, or a corrected version, so that ${code(defaultBranch)} and what serves agree`, "repair"],
		[`Correct the prompt, raise its version, and promote it again`, "repair"],
		[`Add a test that fails on ${bad} and passes on ${inline(incident.good.label)}`, "prevent"]
	];
	return table([
		"Action item",
		"Type",
		"Owner",
		"Tracked in"
	], rows);
}
/** What worked, by the numbers. */
function wentWell(facts) {
	const { incident } = facts;
	const items = [];
	if (incident.weight < 100) items.push(`The canary kept the bad version away from ${100 - incident.weight} % of the traffic.`);
	const took = secondsBetween(incident.detected_at, incident.decided_at);
	if (flavour(facts) === "back" && incident.decided_by === "system" && took !== null) items.push(`Nobody had to be awake: the rollback was decided ${duration(took)} after the detection.`);
	if (incident.good.known_good_since !== null) items.push(`There was a version to go back to that is known as good: ${code(incident.good.label)}.`);
	return items.map((item) => `- ${item}`).join("\n");
}
/** What did harm, by the numbers. */
function wentWrong(facts) {
	const { incident } = facts;
	const items = [];
	const failed = harm(facts)?.failed ?? null;
	if (failed !== null && failed > 0) items.push(`${counted(failed, "request")} to the bad version failed, ${inline(harm(facts)?.span ?? "")}.`);
	const blind = secondsBetween(incident.began_at, incident.detected_at);
	if (blind !== null && blind > 0) items.push(`It went on for ${duration(blind)} before it was noticed.`);
	if (incident.rule === null) items.push("No rule of the policy led to this decision: a person had to notice.");
	return items.map((item) => `- ${item}`).join("\n");
}
/** Which stages the bad version passed, and at which it failed. */
function testsPassed(facts) {
	const { incident, plan } = facts;
	const stages = plan?.stages ?? [];
	const index = stages.findIndex(({ weight }) => weight === incident.weight);
	if (index < 0) return "Which stages the version passed is not recorded with this incident; the timeline has them.";
	const passed = stages.slice(0, index).map(({ weight, bake }) => `${weight} % (at least ${duration(bake)})`);
	const match = leading(facts);
	const how = match === null ? "" : ` with ${condition(match.metric, match.threshold)}`;
	return `${passed.length === 0 ? "It passed no stage" : `It passed the stages ${passed.join(", ")}`}, and failed at ${incident.weight} %${how}. The gates look at error rate, p99 and quality beside the stable version; what they do not measure they cannot catch.`;
}
// src/report/postmortem-sections.ts
/**
* The sections of a post-mortem in the order of the Google SRE book (whose title is that of the issue), then
* the three questions of a prompt. Issue body and issue form are both made from this list.
*/
const postmortemSections = [
	{
		id: "date",
		heading: "Date",
		guidance: "The day of the incident, in UTC."
	},
	{
		id: "authors",
		heading: "Authors",
		guidance: "Who writes this post-mortem and answers questions about it."
	},
	{
		id: "status",
		heading: "Status",
		guidance: "Raise it as the work goes on; Closed when every action item is done.",
		options: [
			"Draft",
			"In review",
			"Reviewed",
			"Closed"
		]
	},
	{
		id: "summary",
		heading: "Summary",
		guidance: "What happened and what users noticed, in two or three sentences, for somebody who was not there."
	},
	{
		id: "impact",
		heading: "Impact",
		guidance: "Exact numbers: requests exposed, requests failed, minutes, share of the traffic, users, money."
	},
	{
		id: "root-causes",
		heading: "Root causes",
		guidance: "Why it could happen: not who, but which words of the prompt, which assumption, which missing check."
	},
	{
		id: "trigger",
		heading: "Trigger",
		guidance: "What set it off: the change, the traffic, the moment."
	},
	{
		id: "resolution",
		heading: "Resolution",
		guidance: "What ended the harm, and what is still open."
	},
	{
		id: "detection",
		heading: "Detection",
		guidance: "How it was noticed, by what, and how long that took."
	},
	{
		id: "action-items",
		heading: "Action items",
		guidance: "What will be done, of which type (prevent, detect, mitigate, repair), by whom, and where it is tracked."
	},
	{
		id: "went-well",
		heading: "Lessons learned: what went well",
		guidance: "What worked as intended and should stay."
	},
	{
		id: "went-wrong",
		heading: "Lessons learned: what went wrong",
		guidance: "What was missing, slow, confusing or done by hand."
	},
	{
		id: "got-lucky",
		heading: "Lessons learned: where we got lucky",
		guidance: "What would have made it worse, and happened not to be so."
	},
	{
		id: "timeline",
		heading: "Timeline",
		guidance: "Times in UTC, an event a line, each with a link to its data: cause began, noticed, told, decided, over."
	},
	{
		id: "supporting-information",
		heading: "Supporting information",
		guidance: "Numbers, thresholds, queries, dashboards, links."
	},
	{
		id: "what-changed",
		heading: "What changed?",
		guidance: "The difference between the good and the bad version, and what it was meant to achieve."
	},
	{
		id: "tests",
		heading: "Did it pass the A/B test, and why did tests not catch it?",
		guidance: "Which stages and tests the version passed, and what they did not look at."
	},
	{
		id: "prevention",
		heading: "How do we prevent this next time?",
		guidance: "The one change that would have kept this from users, and the test that proves it."
	}
];
/** Labels of a post-mortem, filed by the program or by hand. */
const postmortemLabels = ["prompt-rollout", "postmortem"];
// src/report/postmortem-timeline.ts
const most = [
	200,
	40,
	10
];
/** The timeline as a table, oldest first, with shorter forms that keep its begin and its end. */
function timelineForms(facts) {
	const entries = complete$1(facts);
	const shorter = most.filter((length) => length < entries.length).map((length) => shortened(entries, length));
	return [tableOf(entries), ...shorter];
}
/** The given entries and, where none has that moment, when it began and when it was noticed. */
function complete$1({ timeline, incident }) {
	const { began_at, detected_at, run_url } = incident;
	const known = new Set(timeline.map(({ at }) => at));
	const derived = [{
		at: began_at,
		event: "The trouble begins, by the metrics"
	}, {
		at: detected_at,
		event: incident.rule === null ? "A person asks for it" : "A rule is found crossed"
	}].flatMap(({ at, event }) => at === null || known.has(at) ? [] : [{
		at,
		event,
		url: run_url
	}]);
	return [...timeline, ...derived].sort((a, b) => moment(a) - moment(b));
}
/** A text that is no time stands first, and does not stir up the others. */
function moment({ at }) {
	return Date.parse(at) || 0;
}
function shortened(entries, length) {
	const half = length / 2;
	const left = entries.length - length;
	return [
		tableOf(entries.slice(0, half)),
		`${left} entries between are left out here; the ledger on the live branch has them.`,
		tableOf(entries.slice(-half))
	].join("\n\n");
}
function tableOf(entries) {
	return table([
		"Time (UTC)",
		"Event",
		"Data"
	], entries.map(({ at, event, url }) => [
		inline(time(at).replace(/ UTC$/, "")),
		inline(clip(event, 300)),
		isAddress(url) ? link("data", url) : ""
	]));
}
// src/report/runbook.ts
/** What is so, and what each thing that a person can do leads to. Every sentence must be true as it stands. */
/** The verdict in one sentence, the first thing that is read. */
function verdictSentence(facts) {
	const { incident, prompt } = facts;
	const [id, good, bad] = [
		code(prompt),
		code(incident.good.label),
		code(incident.bad.label)
	];
	const why = inline(cause(facts));
	const at = inline(time(incident.decided_at));
	const kind = flavour(facts);
	if (kind === "back") return `**${id} is back on ${good}:** ${bad} at ${incident.weight} % was rolled back ${inline(decidedBy(incident))} at ${at}: ${why}.`;
	if (kind === "open") return `**${id} needs a decision:** ${bad} is frozen at ${incident.weight} % since ${at}: ${why}.`;
	return `**This question about ${id} is settled, not by this pull request:** it was about ${bad} at ${incident.weight} %: ${why}.`;
}
/** What merging, closing and waiting do, as a table. */
function choices(facts) {
	const kind = flavour(facts);
	const rows = kind === "back" ? afterRollback(facts) : kind === "open" ? whileAsking(facts) : afterwards(facts);
	return table(["If you", "then"], rows);
}
function afterRollback({ incident, defaultBranch, path }) {
	const [main, good, bad] = [
		code(defaultBranch),
		code(incident.good.label),
		code(incident.bad.label)
	];
	return [
		["**merge** this", `${main} holds ${good} again, which is what serves. No traffic moves: that has happened already. ${code(path)} becomes exactly what it was in ${good}.`],
		["**close** this", `Traffic stays on ${good}. ${main} still holds ${bad}: ${code("status")} shows that as drift until a new version is merged. Nothing restarts, since ${bad} is in quarantine.`],
		["have merged **a newer version**", `It starts at stage one. Close this pull request then: merging it would take the newer version out of ${main}.`]
	];
}
function whileAsking(facts) {
	const { incident, defaultBranch } = facts;
	const [main, good, bad] = [
		code(defaultBranch),
		code(incident.good.label),
		code(incident.bad.label)
	];
	const critical = criticalRules(facts);
	return [
		["**merge** this", `${main} holds ${good} again. The next run of ${code("promote")} takes ${bad} from ${incident.weight} % to 0 % and puts it in quarantine. Traffic moves with that run, not with the merge.`],
		["**roll back** at once", `Run the rollback workflow, or ${rollbackCommand(facts, null)}: traffic is back on ${good} when it ends. This pull request then only mends ${main}.`],
		["**close** this, or wait", `Nothing is decided. The weight stays frozen at ${incident.weight} %, and ${bad} goes on serving those users.${due(facts)}`],
		["see it **get worse**", critical.length === 0 ? "No rule of this rollout is critical, so nothing rolls back by itself." : `A critical rule does not wait for an answer: the look that finds ${inline(critical.join(" or "))} rolls back by itself.`]
	];
}
function due(facts) {
	const [at, match] = [dueAt(facts), leading(facts)];
	if (at === null || match === null) return "";
	const who = inline(deciders[match.decider] ?? match.decider);
	return ` The decision is due by ${inline(time(at))} (${duration(match.limit)}, ${who}); it stays frozen after that too.`;
}
function afterwards({ incident, defaultBranch }) {
	const [main, good] = [code(defaultBranch), code(incident.good.label)];
	return [["**merge** this", `${main} holds ${good} again, and the next run takes it from there.`], ["**close** this", "Nothing changes."]];
}
/** How to take back what was done, and how to go back further. */
function undo(facts) {
	const { incident, defaultBranch, alternatives } = facts;
	const [main, bad] = [code(defaultBranch), code(incident.bad.label)];
	const open = flavour(facts) === "open" ? ["- Before the merge there is nothing to undo: the weight is frozen, and nothing else has changed."] : [];
	const others = alternatives.filter(({ label }) => label !== incident.good.label);
	const offers = others.slice(0, 5).map(({ label, since }) => {
		const when = since === null ? "" : `, known as good since ${inline(time(since))}`;
		return `  - ${code(label)}${when}: ${rollbackCommand(facts, label)}`;
	});
	return [
		...open,
		`- To undo the merge, revert its commit on ${main}. That moves no traffic: what is in quarantine is not promoted again.`,
		`- To ship ${bad} after all, change the prompt, raise its version and merge that: it starts at stage one.`,
		...others.length === 0 ? ["- No other version is known as good."] : ["- To go back to another version that is known as good:", ...offers]
	].join("\n");
}
/** The command line, only out of words that no shell reads as anything else. */
function rollbackCommand({ prompt, repository }, target) {
	const word = (text, fallback) => /^[\w][\w.+/-]*$/.test(text) ? text : fallback;
	const where = /^[\w.-]+\/[\w.-]+$/.test(repository) ? ` --repository ${word(repository, "OWNER/NAME")}` : "";
	const version = target === null ? "" : ` --target-version ${word(target, "VERSION")}`;
	return code(`prompt-rollout rollback --prompt ${word(prompt, "PROMPT")}${version}${where}`);
}
// src/report/postmortem.ts
const titleLimit$1 = 200;
/**
* The post-mortem of an incident, filled in as far as the facts go; what only people know is marked as to
* fill in. A body over `bodyLimit` characters is shortened, material first; no heading is lost to that.
*/
function postmortem(facts, bodyLimit) {
	const { prompt, incident } = facts;
	const marker$1 = marker("postmortem", `${prompt}/${incident.id}`);
	const title = `Post-mortem: ${prompt} ${clip(incident.bad.label, 64)} (${fate(facts)})`;
	const body = shorten([...sections$1(facts), {
		name: "marker",
		rank: 0,
		forms: [marker$1]
	}], bodyLimit);
	return {
		title: clip(defused(title), titleLimit$1),
		body,
		labels: postmortemLabels,
		marker: marker$1
	};
}
function sections$1(facts) {
	const contents = contentOf(facts);
	return postmortemSections.map(({ id, heading, guidance }) => {
		const { rank, forms, open } = contents[id];
		const todo = open ? [`**To fill in:** ${guidance}`] : [];
		const whole = (form) => [
			`### ${heading}`,
			form,
			...todo
		].filter((part) => part !== "").join("\n\n");
		const [first, ...rest] = forms;
		return {
			name: heading,
			rank,
			forms: [whole(first), ...rest.map(whole)]
		};
	});
}
function contentOf(facts) {
	const filled = (text, open = false) => ({
		forms: [text],
		open,
		rank: 0
	});
	return {
		date: filled(`${time(facts.incident.decided_at).slice(0, 10)} (UTC)`),
		authors: filled(authors(facts), true),
		status: filled(postmortemSections[2].options[0]),
		summary: filled(verdictSentence(facts), true),
		impact: filled(impact(facts), true),
		"root-causes": filled(rootCauses(facts), true),
		trigger: filled(trigger(facts)),
		resolution: filled(resolution(facts)),
		detection: filled(detection(facts)),
		"action-items": filled(actionItems(facts), true),
		"went-well": filled(wentWell(facts), true),
		"went-wrong": filled(wentWrong(facts), true),
		"got-lucky": filled("", true),
		timeline: {
			forms: timelineForms(facts),
			open: false,
			rank: 3
		},
		"supporting-information": {
			forms: supporting(facts),
			open: false,
			rank: 5
		},
		"what-changed": {
			forms: changed(facts),
			open: true,
			rank: 4
		},
		tests: filled(testsPassed(facts), true),
		prevention: filled("", true)
	};
}
function authors(facts) {
	const told = mentions(facts);
	return `Filed by Prompt Rollout from its ledger.${told === "" ? "" : ` For ${told}.`}`;
}
function supporting(facts) {
	const problems = problemsList(facts);
	const said = problems === "" ? [] : [`What the metrics source said:\n\n${problems}`];
	const numbers = [numbersTable(facts), matchesTable(facts)];
	const links = linksList(facts, "issue");
	const all = (queries) => [
		...numbers,
		...said,
		thresholdsTable(facts),
		queries,
		links
	].join("\n\n");
	const [queries, ...shorter] = queriesForms(facts);
	const left = "Thresholds and queries are left out here; the ledger on the live branch has them.";
	return [
		all(queries),
		...shorter.map(all),
		[
			...numbers,
			left,
			links
		].join("\n\n"),
		`${left}\n\n${links}`
	];
}
function changed(facts) {
	const { incident, path } = facts;
	const versions = [
		`- Good: ${versionText(incident.good)}`,
		`- Bad: ${versionText(incident.bad)}`,
		`- At: ${code(path)}`
	].join("\n");
	const reason = incident.rule === null ? `\n- Reason given: ${inline(clip(incident.reason, 500))}` : "";
	const [first, ...rest] = diffForms(facts);
	const whole = (diff) => `${versions}${reason}\n\n${diff}`;
	return [whole(first), ...rest.map(whole)];
}
// src/report/revert-pr.ts
/** The longest title that GitHub takes is 256 characters. */
const titleLimit = 200;
/**
* The revert pull request of an incident, in the order in which a person who was just woken reads: what
* happened, what merging and closing do, the numbers, and only then the material. `bodyLimit` in characters.
*/
function revertPullRequest(facts, bodyLimit) {
	return {
		title: title(facts),
		body: shorten(sections(facts), bodyLimit),
		labels: ["prompt-rollout", "rollback"]
	};
}
function title(facts) {
	const { prompt, incident } = facts;
	const bad = clip(incident.bad.label, 64);
	const question = flavour(facts) === "open" ? "?" : "";
	const text = `Revert ${prompt} to ${clip(incident.good.label, 64)}${question} (${bad} ${fate(facts)})`;
	return clip(defused(text), titleLimit);
}
function sections(facts) {
	const { incident, prompt } = facts;
	const problems = problemsList(facts);
	return [
		{
			name: "verdict",
			rank: 0,
			forms: [opening(facts)]
		},
		headed("What happens", 0, [choices(facts)]),
		headed("Numbers", 1, [numbersTable(facts)]),
		headed("Rules that are crossed", 2, [matchesTable(facts)]),
		headed("Where and how much", 2, [exposure(facts)]),
		...problems === "" ? [] : [headed("What the metrics source said", 5, [problems, "Left out here."])],
		headed("Thresholds in force", 6, [thresholdsTable(facts), "Left out here; the state on the live branch has them."]),
		headed(`What ${plainLabel(incident.bad.label)} changed`, 8, diffForms(facts)),
		headed("Queries", 9, queriesForms(facts)),
		headed("Links", 2, [linksList(facts, "pull request")]),
		headed("How to undo", 3, [undo(facts)]),
		{
			name: "marker",
			rank: 0,
			forms: [marker("revert-pr", `${prompt}/${incident.id}`)]
		}
	];
}
/** A heading is not a place for a label that breaks it: it is escaped, and short. */
function plainLabel(label) {
	return inline(clip(label, 64));
}
function opening(facts) {
	const told = mentions(facts);
	const checks = facts.checksNeedApproval ? ["**Checks wait for you:** this pull request was opened with the token of a workflow, so its checks start only after **Approve workflows to run** is pressed below. An App token avoids that."] : [];
	return [
		verdictSentence(facts),
		...told === "" ? [] : [`For ${told}.`],
		...checks
	].join("\n\n");
}
function exposure(facts) {
	const { incident, path } = facts;
	const { began_at, detected_at, decided_at } = incident;
	const found = duration(secondsBetween(began_at, detected_at));
	const decided = duration(secondsBetween(detected_at, decided_at));
	const rows = [
		["Reached", stageText(facts)],
		["Requests", harmText(facts)],
		["Began", began_at === null ? "no metric says" : time(began_at)],
		["Detected", began_at === null ? time(detected_at) : `${time(detected_at)}, ${found} after it began`],
		[flavour(facts) === "open" ? "Asked" : "Decided", `${time(decided_at)}, ${decided} later`]
	].map(([name, text]) => [name ?? "", inline(text ?? "")]);
	return table(["What", "How much, when"], [...rows, ["Prompt", `${code(facts.prompt)} at ${code(path)}`]]);
}
// src/report/timeline.ts
/** The events of an incident's rollout, and of the incident, oldest first, in words. */
function timelineOf(events, incident) {
	return events.filter((event) => event.rollout === incident.rollout || event.incident === incident.id).filter(({ event }) => event !== "looked").map((event) => ({
		at: event.at,
		event: clip(oneLine(words(event)), 300),
		url: address(event)
	})).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
function words({ event, version, weight, reason, by }) {
	const label = version?.label ?? "the version";
	const why = reason === null ? "" : `: ${reason}`;
	const who = by === "system" ? "" : ` by ${by}`;
	switch (event) {
		case "adopted": return `${label} is adopted as stable${who}`;
		case "soaking": return `${label} is in staging${why}`;
		case "started": return `Rollout of ${label} starts at ${weight} %${who}`;
		case "superseded": return `${label} takes the place of the candidate, at ${weight} %${who}`;
		case "withdrawn": return `${label} is withdrawn${why}`;
		case "first-traffic": return `First traffic of ${label}`;
		case "advanced": return `${label} advances to ${weight} %`;
		case "watching": return `${label} serves everyone (${weight} %) and is watched`;
		case "completed": return `${label} is known as good`;
		case "observing": return `A crossing is observed${why}`;
		case "resolved": return `The crossing is over${why}`;
		case "looked": return `A look${why}`;
		case "held": return `The stage holds${why}`;
		case "asked": return `${label} is frozen at ${weight} % and a person is asked${why}`;
		case "rolled-back": return `${label} is rolled back${who}${why}`;
		case "effect-done": return `Done: ${reason ?? "an effect"}`;
	}
}
/** What an effect made, else the run that did it. */
function address({ details, run_url }) {
	if (typeof details === "object" && details !== null && "url" in details && typeof details.url === "string") return details.url;
	return run_url;
}
// src/commands/incident-effects.ts
/** Branch of the revert pull request: it ends in the incident's id, so there is one for each. */
const revertBranch = (prompt, incident) => `prompt-rollout/revert/${prompt}/${incident}`;
/**
* Pushes the revert branch and opens or updates its pull request. Null when the default branch holds the
* good version already, so that there is nothing to revert.
*/
async function ensureRevert(session, view, snapshot, state, incident) {
	const { source } = view;
	const facts = await factsOf(session, view, snapshot, state, incident);
	const good = await filesOf(view, snapshot, state, incident.good);
	if (good.length === 0) throw lost(state.prompt, incident.good);
	const branch = revertBranch(state.prompt, incident.id);
	if ((await source.pushRevert({
		branch,
		path: facts.path,
		files: good,
		message: revertMessage(facts),
		date: incident.detected_at
	})).state === "already") {
		session.log.info(`${state.prompt}: ${source.branch} holds ${incident.good.label} already; no revert is needed`);
		return null;
	}
	const forge = await session.forge();
	const { title, body, labels } = revertPullRequest(facts, forge.bodyLimit);
	return forge.ensurePullRequest({
		head: branch,
		base: source.branch,
		title,
		body,
		labels,
		reviewers: facts.owners
	});
}
/** Files or updates the post-mortem issue. */
async function ensurePostmortem(session, view, snapshot, state, incident) {
	const facts = await factsOf(session, view, snapshot, state, incident);
	const forge = await session.forge();
	const { title, body, labels, marker } = postmortem(facts, forge.bodyLimit);
	return forge.ensureIssue({
		marker,
		since: incident.detected_at,
		title,
		body,
		labels
	});
}
/** Everything that the reports say of an incident. */
async function factsOf(session, view, snapshot, state, incident) {
	const { config, source, live } = view;
	const forge = await session.forge();
	const prompt = configured(view, state);
	const file = ledgerFile(state.prompt);
	const events = parseLedger(snapshot.ledgers.get(state.prompt) ?? "", file, live.branch);
	const good = await filesOf(view, snapshot, state, incident.good);
	const bad = await filesOf(view, snapshot, state, incident.bad);
	const evidence = incident.evidence;
	const alternatives = [state.stable, ...state.previous].filter((version) => version.known_good_since !== null && version.digest !== incident.bad.digest);
	return {
		prompt: state.prompt,
		path: prompt?.path ?? incident.bad.path,
		owners: prompt?.owners ?? [],
		mention: config.notify.mention,
		incident,
		evidence,
		plan: incident.plan,
		exposure: evidence?.exposure ?? null,
		timeline: timelineOf(events, incident),
		diff: diffFiles(good, bad, prompt?.path ?? incident.bad.path),
		rollback: rollbackCommit(session, incident, forge),
		historyUrl: forge.link({ branch: live.branch }),
		liveBranch: live.branch,
		defaultBranch: source.branch,
		repository: session.repository,
		checksNeedApproval: forge.checksNeedApproval,
		alternatives: alternatives.map(({ label, known_good_since }) => ({
			label,
			since: known_good_since
		}))
	};
}
/** The rollback's commit, where this run made it; a later run knows only the history that holds it. */
function rollbackCommit(session, { id }, forge) {
	const commit = session.rollbacks.get(id);
	return commit === void 0 ? null : {
		commit,
		url: forge.link({ commit })
	};
}
function lost(prompt, { label }) {
	return fail("version-lost", {
		prompt,
		version: label,
		tag: archiveTag(prompt, label)
	});
}
function configured(view, state) {
	return Object.hasOwn(view.config.prompts, state.prompt) ? resolvePrompt(view.config, state.prompt) : null;
}
/** The files of a version: from its archive tag, else from the manifest (whose texts have no file modes). */
async function filesOf(view, snapshot, state, version) {
	const archived = await view.live.archived(archiveTag(state.prompt, version.label), version.path);
	if (archived !== null) return archived;
	return fromContent(contentsOf(snapshot.manifest.flags[state.prompt]).get(version.digest));
}
function fromContent(content) {
	if (content === void 0) return [];
	return Object.entries(typeof content === "string" ? { "": content } : content).map(([path, text]) => ({
		path,
		mode: "100644",
		bytes: Buffer.from(text)
	}));
}
// src/commands/effects.ts
/**
* Does everything that is decided and not yet done: the hand-on of the manifest first, for all prompts,
* then pull requests and issues. Each effect is idempotent; what fails stays in the outbox for the next run.
*/
async function runEffects(session, view, snapshot) {
	const warnings = /* @__PURE__ */ new Map();
	const warn = (prompt, text) => {
		session.log.warn(`${prompt}: ${text}`);
		warnings.set(prompt, [...warnings.get(prompt) ?? [], text]);
	};
	const done = [];
	for (const [state, entry] of openEffects(snapshot)) try {
		const link = await runEffect(session, view, snapshot, state, entry, done);
		for (const warning of link?.warnings ?? []) warn(state.prompt, warning);
		done.push({
			prompt: state.prompt,
			entry,
			link
		});
	} catch (error) {
		const cure = error instanceof Failure ? ` ${error.cure}` : "";
		warn(state.prompt, `${entry.kind} is not done and stays in the outbox: ${messageOf(error)}${cure}`);
	}
	if (done.length === 0) return {
		snapshot,
		done: 0,
		warnings
	};
	return {
		snapshot: (await transact(view.live, session.clock, async (fresh) => {
			const changes = changesOf(fresh, done, session.actor(view.config));
			if (changes.length === 0) return null;
			return {
				proposals: changes.map((change) => ({
					change,
					contents: /* @__PURE__ */ new Map(),
					archive: null
				})),
				message: effectsMessage(changes)
			};
		})).snapshot,
		done: done.length,
		warnings
	};
}
function openEffects(snapshot) {
	const order = [
		"deliver",
		"revert-pr",
		"postmortem"
	];
	return [...snapshot.states.values()].flatMap((state) => state.outbox.map((entry) => [state, entry])).sort(([, a], [, b]) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
async function runEffect(session, view, snapshot, state, entry, done) {
	if (entry.kind === "deliver") {
		const manifest = renderManifest(snapshot.manifest);
		for (const delivery of session.deliveries(view.config)) {
			await delivery.deliver(manifest, snapshot.head ?? "");
			session.log.info(`flags.json handed on: ${delivery.name}`);
		}
		return null;
	}
	const incident = state.incidents.find(({ id }) => id === entry.incident);
	if (incident === void 0) return null;
	const earlier = done.find((other) => other.prompt === state.prompt && other.entry.kind === "revert-pr");
	const known = {
		...incident,
		pull_request: earlier?.link ?? incident.pull_request
	};
	const link = await (entry.kind === "revert-pr" ? ensureRevert : ensurePostmortem)(session, view, snapshot, state, known);
	if (link !== null) session.log.info(`${entry.kind}: ${link.url}`);
	return link;
}
/** The bookkeeping of done effects: entries leave the outbox, links enter the incident, lines the ledger. */
function changesOf(snapshot, done, actor) {
	return [...new Set(done.map(({ prompt }) => prompt))].flatMap((prompt) => {
		const state = snapshot.states.get(prompt);
		const open = done.filter((item) => item.prompt === prompt && state?.outbox.some(({ key }) => key === item.entry.key));
		if (state === void 0 || open.length === 0) return [];
		const keys = new Set(open.map(({ entry }) => entry.key));
		return [{
			outcome: "nothing-to-do",
			state: {
				...state,
				outbox: state.outbox.filter(({ key }) => !keys.has(key)),
				incidents: state.incidents.map((incident) => withLinks(incident, open))
			},
			events: open.map(({ entry, link }) => ledgerEvent(actor, "effect-done", {
				incident: entry.kind === "deliver" ? null : entry.incident,
				reason: entry.kind,
				details: {
					key: entry.key,
					url: link?.url ?? null
				}
			})),
			routing: false,
			archive: null,
			message: {
				verb: "effects",
				from: null,
				to: null,
				detail: open.map(({ entry }) => entry.kind).join(", "),
				incident: null
			}
		}];
	});
}
function withLinks(incident, done) {
	const linkOf = (kind) => {
		const item = done.find(({ entry }) => entry.kind === kind && "incident" in entry && entry.incident === incident.id);
		return item?.link ? {
			number: item.link.number,
			url: item.link.url
		} : null;
	};
	return {
		...incident,
		pull_request: linkOf("revert-pr") ?? incident.pull_request,
		issue: linkOf("postmortem") ?? incident.issue
	};
}
// src/evidence/sight.ts
/** True error rates for which a stage says what it would take to see them. */
const SIGHT_RATES = [
	.02,
	.03,
	.05,
	.08,
	.2,
	.5
];
/** The 95 % quantile of the normal distribution. */
const CERTAINTY = 1.645;
/**
* What to reach over the evidence of the best single alternative: half of the weight lies on the first look, and
* the other alternatives help along. The 1.5 is fitted to simulation, which this then meets within 5 %.
*/
const SHARED = Math.log(3);
/**
* What a stage can see, from its first request on.
*
* @param baseline stable's error rate, a fraction
* @param weight the candidate's weight in percent
* @param requestsPerSecond of both arms together
*/
function sight(baseline, weight, requestsPerSecond) {
	const perMinute = requestsPerSecond * 60 * weight / 100;
	return SIGHT_RATES.map((rate) => {
		const requests = requestsToSee(rate, baseline, weight / 100);
		return {
			rate,
			requests,
			minutes: requests === null || !(perMinute > 0) ? null : requests / perMinute
		};
	});
}
/**
* Candidate requests until an error rate is proven in 95 of 100 cases, by the better of the tests against
* stable and against the limit: the smallest n with n·μ − 1.645·√(n·v) ≥ what E needs, where μ and v are mean and
* variance that one candidate request adds to the log wealth of an alternative.
*
* @param share the candidate's share of the traffic, 0…1
*/
function requestsToSee(rate, baseline, share) {
	if (!(share > 0)) return null;
	const stablePerCandidate = (1 - share) / share;
	const relative = THETAS.map((theta) => {
		const fee = Math.log1p(share * Math.expm1(theta));
		const drift = rate * theta - (rate + stablePerCandidate * baseline) * fee;
		const ofStable = stablePerCandidate * baseline * (1 - baseline) * fee ** 2;
		return needed(drift, rate * (1 - rate) * (theta - fee) ** 2 + ofStable, STAKES.relative);
	});
	const absolute = THETAS.map((theta) => {
		return needed(rate * theta - Math.log1p(STAKES.limit * Math.expm1(theta)), rate * (1 - rate) * theta ** 2, STAKES.absolute);
	});
	const fewest = Math.min(...relative, ...absolute);
	return Number.isFinite(fewest) ? Math.ceil(fewest) : null;
}
function needed(drift, variance, stake) {
	if (!(drift > 0)) return Number.POSITIVE_INFINITY;
	const goal = PROVEN + SHARED - Math.log(stake);
	const spread = CERTAINTY * Math.sqrt(variance);
	return ((spread + Math.sqrt(spread ** 2 + 4 * drift * goal)) / (2 * drift)) ** 2;
}
// src/report/look-line.ts
/**
* One look in one line: `14:02:30 UTC  customer-support v2.0.0  5 %  healthy  errors 0.3 % (0.2 %)  …`, values
* of the candidate with those of stable in brackets. Plain text; the log makes it harmless.
*/
function lookLine(at, prompt, { candidate, weight }, observation, verdict) {
	const why = verdict.matches[0]?.name ?? (verdict.gaps.join(", ") || verdict.unproven[0]?.name);
	const judged = why === void 0 ? verdict.verdict : `${verdict.verdict} (${why})`;
	const waits = verdict.verdict === "healthy" ? verdict.promotion.waits.map(waitText) : missing(verdict);
	return [
		`${at.toISOString().slice(11, 19)} UTC`,
		`${prompt} ${candidate.label}`,
		`${weight} %`,
		judged,
		...observation === null ? [] : numbers(observation),
		...waits
	].join("  ");
}
/** What is missing until an unproven crossing is proven, if it goes on like this. */
function missing({ unproven, readings }) {
	const crossed = unproven[0];
	const requests = readings.find(({ metric }) => metric === crossed?.metric)?.proof?.missing_requests;
	if (crossed === void 0 || requests == null) return [];
	return [`${crossed.name}: ${counted(requests, "request")} missing to proof`];
}
function numbers({ candidate, stable, rates }) {
	if (rates !== null) return [`errors ${percent(rates.error_rate_pct)}`];
	const pair = (name, tell) => {
		const value = tell(candidate);
		return value === null ? [] : [`${name} ${value} (${tell(stable) ?? "-"})`];
	};
	return [
		...pair("errors", ({ errors, requests }) => errors === null || !requests ? null : percent(100 * errors / requests)),
		...pair("p99", ({ p99 }) => p99 === null ? null : latency(p99)),
		...pair("quality", ({ quality }) => quality === null ? null : score(quality))
	];
}
// src/report/sight-line.ts
/**
* What a stage can see, in one line: `this stage proves an error rate of 8 % after 105 requests (2 min), …`.
* Null when it can see nothing.
*/
function sightLine(rows) {
	const texts = rows.flatMap(({ rate, requests, minutes }) => {
		if (requests === null) return [];
		const time = minutes === null ? "" : ` (${duration(minutes * 60)})`;
		return [`${percent(rate * 100)} after ${count(requests)} requests${time}`];
	});
	return texts.length === 0 ? null : `this stage proves, 95 times in 100, an error rate of ${texts.join(", ")}`;
}
// src/rollout/ground.ts
const names = {
	error_rate: "error rate",
	latency_p99: "p99 increase",
	quality: "quality drop"
};
/** The ground of a crossed rule: `error rate 8.4 %, rule error-critical`. */
function groundOf(match, detectedAt, evidence) {
	const value = shown(match.value, match.threshold);
	return {
		match,
		reason: `${names[match.metric]} ${value} %, rule ${match.name}`,
		detectedAt,
		evidence
	};
}
/** The value with as many digits as it takes to be seen over its threshold: 5.04 is not 5. */
function shown(value, threshold) {
	for (let digits = 1; digits < 6; digits++) {
		const rounded = Number(value.toFixed(digits));
		if (rounded > threshold) return String(rounded);
	}
	return String(value);
}
// src/rollout/transition.ts
/** How many earlier versions the state remembers; older ones are found in the ledger. */
const remembered = 20;
/** First sighting of a prompt: its version becomes stable at 100 %, ungated, and counts as good. */
function adopt(prompt, source, actor) {
	const stable = asVersion(source, {
		stable_since: actor.now,
		known_good_since: actor.now
	});
	return {
		outcome: "adopted",
		state: {
			schema: 1,
			prompt,
			stable,
			previous: [],
			rollout: null,
			soak: null,
			rollouts: 0,
			incidents: [],
			quarantine: [],
			retired: [],
			outbox: withDelivery([], actor)
		},
		events: [ledgerEvent(actor, "adopted", {
			version: stable,
			weight: 100
		})],
		routing: true,
		archive: stable,
		message: {
			verb: "adopt",
			from: null,
			to: stable.label,
			detail: null,
			incident: null
		}
	};
}
/** Begins a rollout at stage one; a candidate that is there is superseded, a watched one becomes stable. */
function start(before, source, plan, actor) {
	const watched = leaveRollout(before, actor);
	const candidate = asVersion(source, {
		stable_since: null,
		known_good_since: null
	});
	const number = before.rollouts + 1;
	const first = plan.stages[0]?.weight ?? 100;
	const weight = first === 100 ? 100 - plan.policy.holdback : first;
	const rollout = {
		id: rolloutId(number, candidate),
		candidate,
		phase: first === 100 ? "watching" : "canary",
		stage: 0,
		weight,
		started_at: actor.now,
		stage_started_at: actor.now,
		weights: [{
			at: actor.now,
			weight
		}],
		first_traffic_at: null,
		crossing: null,
		hold: null,
		baseline: null,
		recorded_until: null,
		asking: null,
		plan
	};
	const superseded = before.rollout !== null;
	const outcome = superseded ? "superseded" : "started";
	const details = {
		plan,
		superseded: before.rollout?.candidate ?? null
	};
	return {
		outcome,
		state: {
			...watched,
			rollout,
			soak: null,
			rollouts: number,
			outbox: withDelivery(before.outbox, actor)
		},
		events: [ledgerEvent(actor, outcome, {
			rollout: rollout.id,
			version: candidate,
			weight,
			details
		})],
		routing: true,
		archive: candidate,
		message: {
			verb: superseded ? "supersede" : "start",
			from: watched.stable.label,
			to: candidate.label,
			detail: `${weight} %`,
			incident: null
		}
	};
}
/** The default branch went back to the stable version: so does all traffic. Nothing is quarantined. */
function withdraw(before, rollout, actor) {
	const { candidate } = rollout;
	return {
		outcome: "withdrawn",
		state: {
			...before,
			rollout: null,
			retired: rememberVersion(before.retired, candidate),
			outbox: withDelivery(before.outbox, actor)
		},
		events: [ledgerEvent(actor, "withdrawn", {
			rollout: rollout.id,
			version: candidate,
			weight: 0
		})],
		routing: true,
		archive: null,
		message: {
			verb: "withdraw",
			from: candidate.label,
			to: before.stable.label,
			detail: null,
			incident: null
		}
	};
}
/**
* To the next stage; the last one begins the watch, at 100 % less the `holdback`. `details` is what the
* decision rests on, `baseline` what the stable version did in the stage that ends.
*/
function advance(before, rollout, stage, actor, details, baseline) {
	const target = rollout.plan.stages[stage]?.weight ?? 100;
	const watching = target === 100;
	const weight = watching ? 100 - rollout.plan.policy.holdback : target;
	const next = {
		...rollout,
		stage,
		weight,
		phase: watching ? "watching" : "canary",
		hold: null,
		baseline: watching ? baseline : null,
		stage_started_at: actor.now,
		weights: [...rollout.weights, {
			at: actor.now,
			weight
		}]
	};
	const outcome = watching ? "watching" : "advanced";
	return {
		outcome,
		state: {
			...before,
			rollout: next,
			outbox: withDelivery(before.outbox, actor)
		},
		events: [ledgerEvent(actor, outcome, {
			rollout: rollout.id,
			version: rollout.candidate,
			weight,
			details
		})],
		routing: true,
		archive: null,
		message: {
			verb: "advance",
			from: null,
			to: rollout.candidate.label,
			detail: `${rollout.weight} % -> ${weight} %`,
			incident: null
		}
	};
}
/** The watch ended well: the candidate is the stable version, and known as good. */
function complete(before, rollout, actor, details) {
	const promoted = promoteWatched(before, rollout, actor);
	const stable = {
		...promoted.stable,
		known_good_since: actor.now
	};
	return {
		outcome: "completed",
		state: {
			...promoted,
			stable,
			outbox: withDelivery(before.outbox, actor)
		},
		events: [ledgerEvent(actor, "completed", {
			rollout: rollout.id,
			version: stable,
			weight: 100,
			details
		})],
		routing: true,
		archive: null,
		message: {
			verb: "complete",
			from: before.stable.label,
			to: stable.label,
			detail: "known as good",
			incident: null
		}
	};
}
/** Why the rollout holds has changed: trouble began, became another, paged, or is over. */
function held(before, rollout, hold, reason, actor, details) {
	return quiet(before, {
		...rollout,
		hold
	}, actor, "held", reason, details);
}
/** A look that changed nothing, recorded because its source will not have it later. */
function looked(before, rollout, actor) {
	return quiet(before, rollout, actor, "looked", null, null);
}
/** Records when the candidate's first traffic was (ISO 8601), from which its age counts. */
function firstTraffic(before, rollout, actor, at = actor.now) {
	return quiet(before, {
		...rollout,
		first_traffic_at: at
	}, actor, "first-traffic", null, null);
}
/** A medium crossing begins to be observed, its limit frozen as it is now. */
function observe(before, rollout, match, actor, details) {
	const { name, metric, threshold, value } = match;
	const crossing = {
		name,
		metric,
		limit: threshold,
		value,
		since: actor.now
	};
	return quiet(before, {
		...rollout,
		crossing,
		hold: null
	}, actor, "observing", match.name, details);
}
/** The crossing under observation is over. */
function resolve(before, rollout, actor, details) {
	const name = rollout.crossing?.name ?? null;
	return quiet(before, {
		...rollout,
		crossing: null,
		hold: null
	}, actor, "resolved", name, details);
}
function quiet(before, rollout, actor, event, reason, details) {
	const { id, candidate, weight } = rollout;
	return {
		outcome: event === "observing" || event === "resolved" ? event : "baking",
		state: {
			...before,
			rollout
		},
		events: [ledgerEvent(actor, event, {
			rollout: id,
			version: candidate,
			weight,
			reason,
			details
		})],
		routing: false,
		archive: null,
		message: {
			verb: event,
			from: null,
			to: candidate.label,
			detail: reason,
			incident: null
		}
	};
}
/** The id of the `number`th rollout of a prompt: short, and different for another candidate. */
function rolloutId(number, candidate) {
	return `r${number}-${candidate.digest.slice(0, 8)}`;
}
/** `previous` with `version` in front, without doubles, cut to what the state remembers. */
function rememberVersion(previous, version) {
	return [version, ...previous.filter(({ digest }) => digest !== version.digest)].slice(0, remembered);
}
/** The state without its rollout: a watched candidate becomes stable, any other is retired. */
function leaveRollout(before, actor) {
	const { rollout, retired } = before;
	if (rollout === null) return before;
	if (rollout.phase === "watching") return promoteWatched(before, rollout, actor);
	return {
		...before,
		rollout: null,
		retired: rememberVersion(retired, rollout.candidate)
	};
}
function promoteWatched(before, rollout, actor) {
	const stable = {
		...rollout.candidate,
		stable_since: actor.now
	};
	const previous = rememberVersion(before.previous, before.stable).filter(({ digest }) => digest !== stable.digest);
	return {
		...before,
		stable,
		previous,
		rollout: null
	};
}
/** A version of the default branch as the state keeps it. */
function asVersion(source, dates) {
	const { label, commit, path, digest } = source;
	return {
		label,
		commit,
		path,
		digest,
		...dates
	};
}
// src/rollout/incident.ts
/** Freezes the weight and opens an incident whose revert pull request is the question. */
function ask(before, rollout, ground, actor) {
	const incident = newIncident(before, rollout.id, rollout.candidate, before.stable, ground, actor, "asking");
	const state = {
		...before,
		rollout: {
			...rollout,
			asking: incident.id
		},
		incidents: withIncident(before.incidents, incident, before.outbox),
		outbox: [...before.outbox, outboxEntry("revert-pr", incident.id, actor)]
	};
	const { id, candidate, weight } = rollout;
	return {
		outcome: "asked",
		state,
		events: [ledgerEvent(actor, "asked", {
			rollout: id,
			incident: incident.id,
			version: candidate,
			weight,
			details: ground.evidence,
			reason: ground.reason
		})],
		routing: false,
		archive: null,
		message: {
			verb: "ask",
			from: candidate.label,
			to: before.stable.label,
			detail: ground.reason,
			incident: incident.id
		}
	};
}
/**
* Puts `target` back: one change that holds routing, quarantine, ledger and outbox. It executes the open
* question where there is one. `target` is the stable version, or an earlier one.
*/
function rollback(before, target, ground, actor) {
	const { rollout } = before;
	const bad = rollout?.candidate ?? before.stable;
	const id = rollout?.id ?? rolloutId(before.rollouts, bad);
	const asked = before.incidents.find((entry) => entry.id === rollout?.asking);
	const fresh = newIncident(before, id, bad, target, ground, actor, "rolled-back");
	const incident = asked?.good.digest === target.digest ? executed(asked, fresh) : fresh;
	const incidents = before.incidents.map((entry) => entry.id === asked?.id ? {
		...entry,
		status: "closed"
	} : entry);
	const entry = {
		digest: bad.digest,
		label: bad.label,
		commit: bad.commit,
		at: actor.now,
		by: actor.by,
		reason: ground.reason,
		incident: incident.id
	};
	const leaving = [before.stable, ...before.previous].filter(({ digest }) => digest !== target.digest && digest !== bad.digest);
	const outbox = withDelivery(before.outbox, actor).filter(({ key }) => key !== `revert-pr/${asked?.id}`);
	return {
		outcome: "rolled-back",
		state: {
			...before,
			stable: {
				...target,
				stable_since: target.stable_since ?? actor.now
			},
			previous: leaving.reduceRight((list, version) => rememberVersion(list, version), []),
			rollout: null,
			incidents: withIncident(incidents, incident, before.outbox),
			quarantine: [entry, ...before.quarantine.filter(({ digest }) => digest !== bad.digest)],
			outbox: [
				...outbox,
				outboxEntry("revert-pr", incident.id, actor),
				outboxEntry("postmortem", incident.id, actor)
			]
		},
		events: [ledgerEvent(actor, "rolled-back", {
			rollout: id,
			incident: incident.id,
			version: bad,
			weight: 0,
			details: ground.evidence,
			reason: ground.reason
		})],
		routing: true,
		archive: null,
		message: {
			verb: "rollback",
			from: bad.label,
			to: target.label,
			detail: ground.reason,
			incident: incident.id
		}
	};
}
function newIncident(before, rollout, bad, good, ground, actor, status) {
	return {
		id: `${rollout}-${before.incidents.filter((entry) => entry.rollout === rollout).length + 1}`,
		rollout,
		status,
		bad,
		good,
		weight: before.rollout?.weight ?? 100,
		rule: ground.match?.name ?? null,
		severity: ground.match?.severity ?? null,
		decided_by: actor.by,
		reason: ground.reason,
		began_at: later(ground.match?.since ?? null, before.rollout?.started_at ?? null),
		detected_at: ground.detectedAt,
		decided_at: actor.now,
		run_url: actor.runUrl,
		plan: before.rollout?.plan ?? null,
		evidence: ground.evidence,
		pull_request: null,
		issue: null
	};
}
/** An asked incident keeps its identity, its pull request and, unless a new rule decided, its numbers. */
function executed(asked, fresh) {
	const cause = fresh.rule === null ? {} : {
		rule: fresh.rule,
		severity: fresh.severity,
		evidence: fresh.evidence
	};
	const { good, decided_by, reason, decided_at, run_url, status } = fresh;
	return {
		...asked,
		good,
		decided_by,
		reason,
		decided_at,
		run_url,
		status,
		...cause
	};
}
/** The newest incidents, and older ones that an open effect still speaks of. */
function withIncident(incidents, incident, outbox) {
	const open = new Set(outbox.flatMap((entry) => "incident" in entry ? [entry.incident] : []));
	return [incident, ...incidents.filter(({ id }) => id !== incident.id).filter(({ id }, index) => index < 9 || open.has(id))];
}
function outboxEntry(kind, incident, actor) {
	return {
		kind,
		key: `${kind}/${incident}`,
		incident,
		created_at: actor.now
	};
}
/** A look may begin before the rollout did; its trouble cannot. */
function later(since, started) {
	if (since === null || started === null) return since;
	return Date.parse(since) < Date.parse(started) ? started : since;
}
// src/commands/look.ts
/** Looks at one running rollout; null when there is none. Changes nothing. */
async function see(session, view, metrics, before, state) {
	const { prompt, rollout } = state;
	if (rollout === null) return null;
	const past = pastLooks(before, view.live.branch, prompt, rollout);
	return {
		prompt,
		state,
		rollout,
		sight: await sightRollout(metrics, prompt, state.stable, rollout, past, session.clock.now())
	};
}
/** Does what follows from a look, in one commit. */
async function act(session, view, seen) {
	const { prompt, state, rollout, sight } = seen;
	const limit = view.config.metrics?.outage_limit ?? 0;
	logLook(session.log, prompt, rollout, sight);
	const first = stepOf(state, rollout, sight, session.actor(view.config), limit);
	if (first.change === null) return {
		prompt,
		outcome: first.hold,
		sight,
		committed: null
	};
	let outcome = first.hold;
	const committed = await transact(view.live, session.clock, async (snapshot) => {
		const step = again(snapshot, prompt, rollout, sight, session.actor(view.config), limit);
		outcome = step?.hold ?? outcome;
		return step?.change ? draftOf(step.change) : null;
	});
	noteRollbacks(session, committed);
	warnOfPages(session.log, committed);
	return {
		prompt,
		outcome: committed.changes[0]?.outcome ?? outcome,
		sight,
		committed
	};
}
/** Trouble that wants a person now is an error in the log, once: when the ledger says that it pages. */
function warnOfPages(log, { changes }) {
	for (const { state, events } of changes) for (const { event, reason } of events) if (event === "held" && reason?.endsWith("(paged)") === true) log.error(`${state.prompt}: held, ${reason}`);
}
/** Remembers which live commit holds which rollback, for the reports of this run. */
function noteRollbacks(session, { commit, changes }) {
	for (const { outcome, message } of changes) if (outcome === "rolled-back" && commit !== null && message.incident !== null) session.rollbacks.set(message.incident, commit);
}
/**
* The same look on a newer state. A rollback stands as long as the candidate is the same; every other
* decision only while the stage is, because it was made on that stage's time and weight.
*/
function again(snapshot, prompt, seen, sight, actor, limit) {
	const state = snapshot.states.get(prompt);
	const rollout = state?.rollout;
	if (state === void 0 || rollout?.id !== seen.id) return null;
	const step = stepOf(state, rollout, sight, actor, limit);
	return rollout.stage === seen.stage && rollout.phase === seen.phase || step.change?.outcome === "rolled-back" ? step : null;
}
/** One pure step: first traffic is recorded, then the decision is carried out on that state. */
function stepOf(state, rollout, sight, actor, limit) {
	const first = rollout.first_traffic_at === null && hasTraffic(sight) ? firstTraffic(state, rollout, actor, arrivalOf(sight.observation?.looks ?? []) ?? actor.now) : null;
	const base = first?.state ?? state;
	const decision = decide(rollout, sight.verdict, actor.now, limit);
	const both = merged(first, carryOut(base, base.rollout ?? rollout, decision, sight, actor)) ?? unrecorded(base, rollout, sight, actor);
	const hold = decision.kind === "hold" ? decision.why : "baking";
	if (both === null) return {
		change: null,
		hold
	};
	const named = decision.kind === "hold" ? {
		...both,
		outcome: hold
	} : both;
	return {
		change: recorded(named, rollout, sight),
		hold
	};
}
function carryOut(state, rollout, decision, sight, actor) {
	const evidence = evidenceOf(sight, rollout.started_at);
	switch (decision.kind) {
		case "hold": {
			const hold = nextHold(rollout, decision, sight.verdict, actor.now);
			if (hold === null) return null;
			return held(state, rollout, hold, holdReason(hold, sight.verdict), actor, evidence);
		}
		case "observe": return observe(state, rollout, decision.match, actor, evidence);
		case "resolve": return resolve(state, rollout, actor, evidence);
		case "advance": return advance(state, rollout, decision.stage, actor, evidence, baselineSince(sight.observation?.looks ?? [], rollout.stage_started_at));
		case "complete": return complete(state, rollout, actor, evidence);
		case "ask": return ask(state, rollout, groundOf(decision.match, sight.at.toISOString(), evidence), actor);
		case "rollback": return rollback(state, state.stable, groundOf(decision.match, sight.at.toISOString(), evidence), actor);
	}
}
/** A source without history has its looks kept in the ledger, also those that change nothing else. */
function unrecorded(state, rollout, sight, actor) {
	return !sight.history && freshLooks(rollout, sight).length > 0 ? looked(state, rollout, actor) : null;
}
function merged(first, second) {
	if (first === null || second === null) return second ?? first;
	return {
		...second,
		events: [...first.events, ...second.events]
	};
}
/** The commit of a single change. */
function draftOf(change) {
	const message = liveMessage(change);
	return {
		proposals: [{
			change,
			contents: /* @__PURE__ */ new Map(),
			archive: null
		}],
		message
	};
}
function hasTraffic({ observation }) {
	if (observation === null) return false;
	return observation.rates !== null || (observation.candidate.requests ?? 0) > 0;
}
/** At the start of a stage: what it can see at the present traffic. Null later, and without counts. */
function firstSight(rollout, at, { candidate, stable, looks }) {
	const elapsed = secondsSince(rollout.stage_started_at, at.toISOString());
	const covered = (looks?.length ?? 0) * 30;
	if (elapsed > 45 || covered === 0 || !stable.requests || rollout.weight === 100) return null;
	const perSecond = (stable.requests + (candidate.requests ?? 0)) / Math.min(covered, 300);
	return sightLine(sight((stable.errors ?? 0) / stable.requests, rollout.weight, perSecond));
}
function logLook(log, prompt, rollout, { at, verdict, observation }) {
	log.progress(lookLine(at, prompt, rollout, observation, verdict));
	const seen = observation === null ? null : firstSight(rollout, at, observation);
	if (seen !== null) log.info(`  ${seen}`);
	for (const { arm, metric, query, value } of observation?.queries ?? []) log.debug(`  ${arm} ${metric} = ${value ?? "nothing"}: ${query}`);
	for (const { arm, metric, detail } of verdict.problems) log.info(`  ${[arm, metric].filter((part) => part !== null).join(" ")}: ${detail}`);
}
// src/prompts/content.ts
/**
* The content of the files of a version, unchanged. A prompt that is one file has one entry with an empty
* path. The files are UTF-8, as `resolveVersion` made sure.
*/
function variantContent(files) {
	const [first] = files;
	if (first?.path === "") return first.bytes.toString("utf8");
	return Object.fromEntries(files.map(({ path, bytes }) => [path, bytes.toString("utf8")]));
}
export { rollback as a, start as c, ledgerEvent as d, adoptionMessage as f, transact as h, see as i, withdraw as l, archiveTag as m, act as n, adopt as o, liveMessage as p, noteRollbacks as r, asVersion as s, variantContent as t, runEffects as u };
