import { i as counted, m as time, r as count } from "./format.js";
// src/report/requests.ts
/** Below this part of its budget a forge is about to refuse. */
const low = .1;
/**
* What a run asked of others, in one line: `12 requests to the forge (988 of 1,000 left until …), 24 to …`. Null for a
* run that asked nothing.
*/
function requestsText({ forge, metrics, budget }) {
	if (forge === 0 && metrics === 0) return null;
	const left = budget === null ? "" : ` (${count(budget.remaining)} of ${count(budget.limit)} left until ${time(budget.resets_at)})`;
	return `${counted(forge, "request")} to the forge${left}, ${count(metrics)} to the metrics source`;
}
/** Warns when less than a tenth of the forge's budget is left; null otherwise. */
function budgetWarning({ budget }) {
	if (budget === null || budget.remaining >= budget.limit * low) return null;
	const { remaining, limit, resets_at } = budget;
	return `The forge takes only ${count(remaining)} of ${count(limit)} requests more until ${time(resets_at)}. A rollback needs none, but its pull request and issue do: look less often, or give an App token as \`token\`.`;
}
export { requestsText as n, budgetWarning as t };
