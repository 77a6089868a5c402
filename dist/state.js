import { S as unknown, _ as strictObject, a as _enum, c as boolean, d as int, f as literal, g as record, m as number, s as array, u as discriminatedUnion, v as string, x as union } from "./schemas.js";
import { t as datetime } from "./iso.js";
import { r as policySchema } from "./policy-schema.js";
// src/live/state-parts.ts
/** What every part of the state is made of. */
const iso = datetime({ precision: 3 });
const digest = string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const weight = int().min(0).max(100);
/** One released content of a prompt. `digest` is the git object id of the path at `commit`. */
const versionSchema = strictObject({
	label: string(),
	commit: digest,
	path: string(),
	digest,
	/** When it began to serve everyone; null while it is a candidate. */
	stable_since: iso.nullable(),
	/** When its watch at 100 % ended well; null while that is open. */
	known_good_since: iso.nullable()
});
const stageSchema = strictObject({
	weight,
	bake: number().min(0)
});
/** The policy and stages as they were when the rollout began: a rollout is judged by one policy. */
const planSchema = strictObject({
	stages: array(stageSchema).min(1),
	policy: policySchema
});
// src/live/state-incident.ts
const linkSchema = strictObject({
	number: int(),
	url: string()
});
/**
* What a person said to a question. `investigate` leaves it open; `superseded` is a rollback to another version,
* which leaves nothing to answer.
*/
const answerSchema = strictObject({
	kind: _enum([
		"rollback",
		"investigate",
		"resume",
		"superseded"
	]),
	by: string(),
	reason: string(),
	at: iso
});
/** The clock of a question. Every time is a moment: whichever run comes next acts on it. */
const questionSchema = strictObject({
	/** `investigating` stops the expiry; `expired` has been escalated and stays frozen. */
	status: _enum([
		"open",
		"investigating",
		"expired",
		"answered"
	]),
	opened_at: iso,
	remind_at: iso,
	expires_at: iso,
	reminded: boolean(),
	/** When an investigated question pages again; null while nobody investigates. */
	page_at: iso.nullable(),
	answer: answerSchema.nullable()
});
/** Whether the rollback helped, as far as it is known. Rates are fractions. */
const verificationSchema = strictObject({
	/** `escalated`: not recovered in time, and still looked at. The last three are final. */
	status: _enum([
		"waiting",
		"escalated",
		"recovered",
		"failed",
		"unverified"
	]),
	/** When the switch has propagated, by when it must have helped, and when looking ends. */
	starts_at: iso,
	escalate_at: iso,
	ends_at: iso,
	/** Rate below which the version that took over counts as recovered. */
	limit: number(),
	/** Time of the look that the figures below are of; null before the first. */
	seen_at: iso.nullable(),
	requests: number(),
	errors: number(),
	error_rate: number().nullable(),
	/** Requests that the bad version still got at the end, and whether its traffic has ended; null is unknown. */
	bad_requests: number(),
	ended: boolean().nullable(),
	/** The metric that triggered, where it is not the error rate: before and after, its limit, and whether it is back. */
	metric: strictObject({
		name: _enum(["latency_p99", "quality"]),
		before: number().nullable(),
		after: number().nullable(),
		limit: number(),
		ok: boolean().nullable()
	}).nullable()
});
/** Everything that follows from one rollback or one question. */
const incidentSchema = strictObject({
	id: string(),
	rollout: string(),
	/** `reverting`: a gradual rollback is on its way. `closed`: answered with `/resume`, or fallen away. */
	status: _enum([
		"asking",
		"reverting",
		"rolled-back",
		"closed"
	]),
	/** The incident of a related prompt that speaks for this one: one page, one pull request, one issue. */
	joins: strictObject({
		prompt: string(),
		incident: string()
	}).nullable(),
	question: questionSchema.nullable(),
	verification: verificationSchema.nullable(),
	bad: versionSchema,
	good: versionSchema,
	weight,
	rule: string().nullable(),
	metric: _enum([
		"error_rate",
		"latency_p99",
		"quality"
	]).nullable(),
	severity: _enum([
		"critical",
		"high",
		"medium"
	]).nullable(),
	decided_by: string(),
	reason: string(),
	/** When the trouble began, by the metrics; null when no metric says. */
	began_at: iso.nullable(),
	detected_at: iso,
	decided_at: iso,
	run_url: string().nullable(),
	/** Stages and policy of the rollout; null for a rollback without one. */
	plan: planSchema.nullable(),
	/** What was seen: observation and verdict, as judged. Null for a manual rollback without metrics. */
	evidence: unknown(),
	pull_request: linkSchema.nullable(),
	issue: linkSchema.nullable(),
	/** What channels called the conversation about it, by channel. */
	threads: record(string(), string())
});
// src/live/state-outbox.ts
/** What people are told. Each is one notice to each channel that takes its severity. */
const noticeEvents = [
	"started",
	"advanced",
	"completed",
	"observing",
	"observed",
	"outage",
	"silence",
	"hold-over",
	"asked",
	"reminder",
	"expired",
	"investigating",
	"still-investigating",
	"resumed",
	"rolled-back",
	"paused",
	"verified",
	"escalated",
	"failed",
	"unverified"
];
/** The run that does an effect while it is fresh; null is any run, as for all that was decided before runs had names. */
const doer = string().nullable().default(null);
const ofIncident = {
	key: string(),
	incident: string(),
	created_at: iso,
	run: doer
};
/** An effect that is decided but not yet done. The key makes it idempotent. */
const outboxSchema = discriminatedUnion("kind", [
	strictObject({
		kind: literal("notify"),
		key: string(),
		event: _enum(noticeEvents),
		/** Null for what is no incident: a hold, a promotion. */
		incident: string().nullable(),
		/** What the channels keep together: the incident, or the rollout's hold. */
		thread: string(),
		/** What happened, in words, where no incident says it. */
		detail: string(),
		/** Channels that have it already. */
		sent: array(string()),
		created_at: iso,
		run: doer
	}),
	strictObject({
		kind: literal("deliver"),
		key: string(),
		created_at: iso
	}),
	strictObject({
		kind: literal("revert-pr"),
		...ofIncident
	}),
	strictObject({
		kind: literal("close-pr"),
		...ofIncident
	}),
	strictObject({
		kind: literal("postmortem"),
		...ofIncident
	})
]);
/** A crossing of a gate limit or medium rule under observation, with the limit frozen as it was. */
const crossingSchema = strictObject({
	name: string(),
	metric: _enum([
		"error_rate",
		"latency_p99",
		"quality"
	]),
	limit: number(),
	value: number(),
	since: iso
});
const holdSchema = strictObject({
	why: string(),
	/** The rule that is crossed and not proven; null for every other reason. */
	rule: string().nullable(),
	metrics: boolean(),
	since: iso,
	paged: boolean()
});
const latencySchema = strictObject({
	le: array(union([number(), literal("+Inf")])).readonly(),
	counts: array(number()).readonly()
});
const gradesSchema = union([
	strictObject({
		count: number(),
		sum: number(),
		sum_squares: number().exactOptional()
	}),
	strictObject({
		passed: number(),
		failed: number()
	}),
	strictObject({
		grades: array(number()).readonly(),
		counts: array(number()).readonly()
	})
]);
/** Counts of one version, as in a look: ArmLook of the evidence. */
const armSchema = strictObject({
	requests: number(),
	errors: number(),
	latency: latencySchema.exactOptional(),
	quality: gradesSchema.exactOptional()
});
/**
* A person looked at a crossing and let the rollout go on: matches on this metric do not act until their
* severity rises above this one.
*/
const muteSchema = strictObject({
	metric: _enum([
		"error_rate",
		"latency_p99",
		"quality"
	]),
	severity: _enum([
		"critical",
		"high",
		"medium"
	]),
	by: string(),
	reason: string(),
	at: iso
});
/** A look, as the ledger and a recording keep it. */
const lookSchema = strictObject({
	at: string(),
	weight: number(),
	candidate: armSchema,
	stable: armSchema
});
const rolloutSchema = strictObject({
	id: string(),
	candidate: versionSchema,
	/** `reverting`: a gradual rollback takes the weight, which only falls, down to 0. */
	phase: _enum([
		"canary",
		"watching",
		"reverting"
	]),
	stage: int().min(0),
	weight,
	started_at: iso,
	stage_started_at: iso,
	/** Every weight since the start, oldest first: looks of the past are judged by the weight of their time. */
	weights: array(strictObject({
		at: iso,
		weight
	})).min(1),
	first_traffic_at: iso.nullable(),
	crossing: crossingSchema.nullable(),
	/** Why it holds, since when, and whether its silence has paged; null before the first look. */
	hold: holdSchema.nullable(),
	/** What the stable version did in the last stage, as sums: what is compared with at 100 %. */
	baseline: armSchema.nullable(),
	/** Time of the last look that the ledger has. */
	recorded_until: iso.nullable(),
	/** The incident whose question is open: the weight is frozen until a person decides. */
	asking: string().nullable(),
	mutes: array(muteSchema),
	/** Since when a gradual rollback pauses, because its target is unhealthy; null while it goes on. */
	paused_at: iso.nullable(),
	plan: planSchema
});
const quarantineSchema = strictObject({
	digest,
	label: string(),
	commit: digest,
	at: iso,
	by: string(),
	reason: string(),
	incident: string()
});
/**
* A new version in staging. `healthy_since` is null while it is not healthy there, or not known to be; `seen_at`
* is the last look that was recorded.
*/
const soakSchema = strictObject({
	version: versionSchema,
	started_at: iso,
	healthy_since: iso.nullable(),
	seen_at: iso
});
const stateSchema = strictObject({
	schema: literal(1),
	prompt: string(),
	stable: versionSchema,
	/** Versions that were stable before, newest first. */
	previous: array(versionSchema),
	rollout: rolloutSchema.nullable(),
	/** What waits in staging for its first stage. */
	soak: soakSchema.nullable(),
	/** How many rollouts there were: the next one gets the next number. */
	rollouts: int().min(0),
	incidents: array(incidentSchema),
	quarantine: array(quarantineSchema),
	/** Candidates that were superseded or withdrawn: their labels stay theirs. */
	retired: array(versionSchema),
	outbox: array(outboxSchema)
});
export { versionSchema as i, stateSchema as n, noticeEvents as r, lookSchema as t };
