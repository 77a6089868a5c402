import { b as oneLine, v as clip } from "./format.js";
// src/report/timeline.ts
/** The events of an incident's rollout, and of the incident, oldest first, in words. */
function timelineOf(events, incident) {
	return events.filter((event) => event.rollout === incident.rollout || event.incident === incident.id).filter(({ event }) => event !== "looked").toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).map((event, index, all) => {
		const text = (all.slice(0, index).some((earlier) => isSame(earlier, event)) ? again.get(event.reason ?? "") : void 0) ?? words(event);
		return {
			at: event.at,
			event: clip(oneLine(text), 300),
			url: address(event)
		};
	});
}
/** When a look first saw traffic of the bad version (ISO 8601); null when the ledger does not say. */
function firstSeen(events, { rollout }) {
	return events.find((event) => event.rollout === rollout && event.event === "first-traffic")?.at ?? null;
}
/** Whether an effect of the same kind was done before for the same incident. */
function isSame(earlier, { event, incident, reason }) {
	return event === "effect-done" && earlier.event === event && earlier.incident === incident && earlier.reason === reason;
}
const effects = /* @__PURE__ */ new Map([
	["deliver", "flags.json is handed on"],
	["revert-pr", "The revert pull request is open"],
	["close-pr", "The pull request is closed"],
	["postmortem", "The post-mortem issue is filed"]
]);
/** What is done again to the same thing brings it up to date. */
const again = /* @__PURE__ */ new Map([["revert-pr", "The revert pull request is updated"], ["postmortem", "The post-mortem issue is updated"]]);
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
		case "first-traffic": return `First traffic of ${label} is seen`;
		case "advanced": return `${label} advances to ${weight} %`;
		case "watching": return `${label} serves everyone (${weight} %) and is watched`;
		case "completed": return `${label} is known as good`;
		case "observing": return `A crossing is observed${why}`;
		case "resolved": return `The crossing is over${why}`;
		case "looked": return `A look${why}`;
		case "held": return `The stage holds${why}`;
		case "asked": return `${label} is frozen at ${weight} % and a person is asked${why}`;
		case "reminded": return `Reminder${why}`;
		case "expired": return `The time to decide is over${why}`;
		case "investigating": return `It is investigated${who}${why}`;
		case "resumed": return `${label} goes on${who}${why}`;
		case "reverting": return `${label} is rolled back step by step, to ${weight} % now${who}${why}`;
		case "reverted": return `${label} has no traffic any more`;
		case "paused": return `The gradual rollback pauses at ${weight} %${why}`;
		case "verified": return `The rollback of ${label} helped${why}`;
		case "escalated": return `The rollback of ${label} has not helped yet${why}`;
		case "rollback-failed": return `The rollback of ${label} did not help${why}`;
		case "unverified": return `Whether the rollback of ${label} helped is not known${why}`;
		case "lifted": return `${label} is released from quarantine${who}${why}`;
		case "rolled-back": return `${label} is rolled back${who}${why}`;
		case "effects-taken": return `Another run takes over${why}`;
		case "effect-done": return effects.get(reason ?? "") ?? `Done: ${reason ?? "an effect"}`;
	}
}
/** What an effect made, else the run that did it. */
function address({ details, run_url }) {
	if (typeof details === "object" && details !== null && "url" in details && typeof details.url === "string") return details.url;
	return run_url;
}
export { timelineOf as n, firstSeen as t };
