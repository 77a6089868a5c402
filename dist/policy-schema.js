import { O as NEVER, _ as strictObject, a as _enum, d as int, f as literal, m as number, v as string, x as union } from "./schemas.js";
// src/config/duration.ts
const units = /* @__PURE__ */ new Map([
	["ms", .001],
	["s", 1],
	["m", 60],
	["h", 3600],
	["d", 86400]
]);
const pattern = /^(\d+)(ms|s|m|h|d)$/;
/** A year: beyond it there is a typing error, and far beyond it no date. */
const mostSeconds = 31622400;
/**
* Seconds in a duration such as `500ms`, `30s`, `10m`, `24h`, `7d`: 0 to 366 days.
* Null when the text is none, or more.
*/
function parseDuration(text) {
	const [, amount, unit = ""] = pattern.exec(text) ?? [];
	const factor = units.get(unit);
	if (factor === void 0) return null;
	const seconds = Number(amount) * factor;
	return seconds <= mostSeconds ? seconds : null;
}
const expected = "expected a duration such as 30s, 10m or 24h, at most 366d";
const written = string().regex(pattern, {
	error: expected,
	abort: true
}).transform((value, context) => {
	const seconds = parseDuration(value);
	if (seconds !== null) return seconds;
	context.addIssue({
		code: "custom",
		message: expected
	});
	return NEVER;
});
/** A duration in the configuration; the parsed value is in seconds, and parses as itself. */
const duration = union([written, number().min(0, expected).max(mostSeconds, expected)], { error: expected }).meta({ title: "duration" });
/** A duration that must be longer than nothing, such as a window or a time limit. */
const positiveDuration = duration.refine((seconds) => seconds > 0, "must be longer than 0");
// src/config/policy-schema.ts
const ruleNames = [
	"error-critical",
	"error-high",
	"quality-high",
	"latency-high",
	"quality-medium",
	"latency-medium"
];
/** What each rule measures: absolute error rate, or the change against stable, in percent. */
const ruleMetrics = {
	"error-critical": "error_rate",
	"error-high": "error_rate",
	"quality-high": "quality",
	"latency-high": "latency_p99",
	"quality-medium": "quality",
	"latency-medium": "latency_p99"
};
const metricNames = [
	"error_rate",
	"latency_p99",
	"quality"
];
const severities = [
	"critical",
	"high",
	"medium"
];
const deciders = [
	"system",
	"on-call",
	"product-manager"
];
/** Percent of a whole: of all requests, or of stable's quality. */
const share = number().min(0).max(100);
/** Percent above stable: has no upper end. */
const increase = number().min(0);
const ruleKeys = (over) => ({
	over: over.describe("Threshold in percent; crossed when the value is greater."),
	severity: _enum(severities).describe("`critical` rolls back; `high` asks; `medium` is observed first."),
	decider: _enum(deciders).describe("Who decides."),
	limit: duration.describe("Time within which the decision is due.")
});
const gateKeys = {
	error_rate: share.describe("Error rate in percent."),
	latency_increase: increase.describe("p99 above stable, in percent."),
	quality_drop: share.describe("Quality below stable, in percent.")
};
const timingKeys = {
	evidence: _enum(["on", "off"]).describe("on: act on what is proven; off: act on the values of the window as they stand."),
	require: _enum(["proof", "no-crossing"]).describe("proof: a stage is passed when its limits are proven to hold; no-crossing: when none is crossed."),
	criterion: union([literal("no-regression"), strictObject({ superior: _enum(metricNames).describe("Metric that must be proven better than stable.") })], { error: "expected no-regression, or a map with `superior`" }).meta({ title: "`no-regression`, or map of `superior`" }).describe("no-regression: not worse on any metric; superior: better on the named metric, before 100 %."),
	unproven: _enum(["hold", "act"]).describe("A crossing that is not proven: hold, or act once it has stood for the limit of its rule."),
	when_stable_fails_too: _enum(["page", "rollback"]).describe("When both versions are bad alike: hold and page, or roll back all the same."),
	holdback: int().min(0).max(50).describe("Percent that stay on the old version during the watch, so that the comparison keeps its eyes."),
	min_requests: int().min(1).describe("Requests of the candidate in the window below which a look without evidence is inconclusive."),
	observe: duration.describe("How long a medium crossing is observed."),
	then: _enum(["ask", "rollback"]).describe("What follows when it persists."),
	deadline: positiveDuration.describe("A stage that is not passed by then is inconclusive."),
	watch: duration.describe("How long the candidate is watched at 100 % before it is known as good.")
};
const ageKeys = { mature_after: duration.describe("Age since first traffic from which the mature limits hold.") };
const about = {
	rules: "The rule table: what happens when a limit is crossed.",
	gates: "Limits that a stage must keep to be passed, by the age of the candidate.",
	"error-critical": "Error rate of the candidate; crossed, by default rolled back at once.",
	"error-high": "Error rate of the candidate; crossed, by default frozen, and a person is asked.",
	"quality-high": "Quality below stable; crossed, by default frozen, and a person is asked.",
	"latency-high": "p99 above stable; crossed, by default frozen, and a person is asked.",
	"quality-medium": "Quality below stable; crossed, by default observed first.",
	"latency-medium": "p99 above stable; crossed, by default observed first.",
	young: "Limits until the candidate has the age of `mature_after`.",
	mature: "Limits from the age of `mature_after` on."
};
function rule(name, over, defaults) {
	const keys = ruleKeys(over);
	return strictObject({
		over: keys.over.default(defaults.over),
		severity: keys.severity.default(defaults.severity),
		decider: keys.decider.default(defaults.decider),
		limit: keys.limit.prefault(defaults.limit)
	}).prefault({}).describe(about[name]);
}
function gate(name, defaults) {
	return strictObject({
		error_rate: gateKeys.error_rate.default(defaults.error_rate),
		latency_increase: gateKeys.latency_increase.default(defaults.latency_increase),
		quality_drop: gateKeys.quality_drop.default(defaults.quality_drop)
	}).prefault({}).describe(about[name]);
}
/** The policy: rules, gate limits and their timing. Every default is generated into the policy table of the documentation. */
const policySchema = strictObject({
	rules: strictObject({
		"error-critical": rule("error-critical", share, {
			over: 5,
			severity: "critical",
			decider: "system",
			limit: "2m"
		}),
		"error-high": rule("error-high", share, {
			over: 2,
			severity: "high",
			decider: "on-call",
			limit: "5m"
		}),
		"quality-high": rule("quality-high", share, {
			over: 20,
			severity: "high",
			decider: "product-manager",
			limit: "30m"
		}),
		"latency-high": rule("latency-high", increase, {
			over: 100,
			severity: "high",
			decider: "on-call",
			limit: "10m"
		}),
		"quality-medium": rule("quality-medium", share, {
			over: 10,
			severity: "medium",
			decider: "product-manager",
			limit: "60m"
		}),
		"latency-medium": rule("latency-medium", increase, {
			over: 20,
			severity: "medium",
			decider: "on-call",
			limit: "60m"
		})
	}).prefault({}).describe(about.rules),
	gates: strictObject({
		young: gate("young", {
			error_rate: .5,
			latency_increase: 10,
			quality_drop: 5
		}),
		mature: gate("mature", {
			error_rate: 2,
			latency_increase: 20,
			quality_drop: 10
		}),
		mature_after: ageKeys.mature_after.prefault("60m")
	}).prefault({}).describe(about.gates),
	evidence: timingKeys.evidence.default("on"),
	require: timingKeys.require.default("proof"),
	criterion: timingKeys.criterion.default("no-regression"),
	unproven: timingKeys.unproven.default("hold"),
	when_stable_fails_too: timingKeys.when_stable_fails_too.default("page"),
	holdback: timingKeys.holdback.default(0),
	min_requests: timingKeys.min_requests.default(20),
	observe: timingKeys.observe.prefault("60m"),
	then: timingKeys.then.default("ask"),
	deadline: timingKeys.deadline.prefault("24h"),
	watch: timingKeys.watch.prefault("24h")
});
const ruleOverride = (name, over) => strictObject(ruleKeys(over)).partial().describe(about[name]);
const gateOverride = (name) => strictObject(gateKeys).partial().describe(about[name]);
/**
* The same keys without any default: what a prompt overrides is only what is written, so that a default
* never takes the place of a common setting.
*/
const policyOverrideSchema = strictObject({
	rules: strictObject({
		"error-critical": ruleOverride("error-critical", share),
		"error-high": ruleOverride("error-high", share),
		"quality-high": ruleOverride("quality-high", share),
		"latency-high": ruleOverride("latency-high", increase),
		"quality-medium": ruleOverride("quality-medium", share),
		"latency-medium": ruleOverride("latency-medium", increase)
	}).partial().describe(about.rules),
	gates: strictObject({
		young: gateOverride("young"),
		mature: gateOverride("mature"),
		...ageKeys
	}).partial().describe(about.gates),
	...timingKeys
}).partial();
export { ruleNames as a, parseDuration as c, ruleMetrics as i, positiveDuration as l, policyOverrideSchema as n, severities as o, policySchema as r, duration as s, metricNames as t };
