import { n as fail } from "./fail.js";
import { i as secondsSince } from "./new-rollout.js";
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
// src/rollout/target.ts
/**
* The version that a manual rollback puts back. Without a label: stable when a candidate has traffic, else
* the version before it. With one: the one before, or any that is known as good; with `force` any that the
* ledger knows. Never one in quarantine, also not with `force`. Throws `no-previous-version`, `version-live`,
* `version-quarantined`, `version-unknown`.
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
	const entry = quarantine.find((item) => item.label === label);
	if (entry !== void 0) throw quarantineFailure(prompt, entry, label);
	const labels = [...new Set([...first === void 0 ? [] : [first], ...good].map((version) => version.label))];
	throw fail("version-unknown", {
		prompt,
		version: label,
		known: labels.join(", ") || "none"
	});
}
/** The refusal of a version in quarantine: when, by whom and why, and how to lift it. `label` is its name today. */
function quarantineFailure(prompt, entry, label) {
	const { digest, at, by, reason } = entry;
	return fail("version-quarantined", {
		prompt,
		label,
		digest: digest.slice(0, 12),
		at,
		by,
		reason
	});
}
/**
* Whether `target` is the version before the serving one: what a rollback without a label puts back. It was
* serving until now, so it needs no test.
*/
function isPrevious({ stable, previous, rollout, quarantine }, target) {
	const serving = rollout?.candidate ?? stable;
	return (rollout === null ? previous : [stable, ...previous]).find(({ digest }) => digest !== serving.digest && !quarantine.some((entry) => entry.digest === digest))?.digest === target.digest;
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
export { variantContent as a, quarantineFailure as i, doneBefore as n, isPrevious as r, chooseTarget as t };
