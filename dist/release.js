// src/rollout/release.ts
/**
* Compares the default branch with the state. Versions are told apart by digest alone; a known label
* with another digest is `relabelled`; during an open question or a gradual rollback a newer version waits.
*/
function planRelease(state, source) {
	if (state === null) return { kind: "adopt" };
	const { stable, rollout, quarantine } = state;
	if (source.digest === rollout?.candidate.digest) return { kind: "none" };
	const reverting = rollout?.phase === "reverting";
	if (source.digest === stable.digest) return rollout === null || reverting ? { kind: "none" } : { kind: "withdraw" };
	const entry = quarantine.find(({ digest }) => digest === source.digest);
	if (entry !== void 0) return {
		kind: "quarantined",
		entry
	};
	const old = labelOwner(state, source);
	if (old !== null) return {
		kind: "relabelled",
		label: source.label,
		old
	};
	if (rollout === null) return { kind: "start" };
	return rollout.asking === null && !reverting ? { kind: "supersede" } : { kind: "waits" };
}
/** The commit of the version that has this label already, with other content; null when the label is free. */
function labelOwner(state, source) {
	const { stable, rollout, previous, quarantine, retired, incidents } = state;
	const bad = incidents.map((incident) => incident.bad);
	return sameLabelOtherContent([
		stable,
		...rollout === null ? [] : [rollout.candidate],
		...previous,
		...quarantine,
		...retired,
		...bad
	], source)?.commit ?? null;
}
/** The first known version that has the label of `version` and other content; null when the label is free. */
function sameLabelOtherContent(known, version) {
	return known.find(({ label, digest }) => label === version.label && digest !== version.digest) ?? null;
}
export { sameLabelOtherContent as n, planRelease as t };
