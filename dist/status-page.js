import { n as fail, r as messageOf } from "./fail.js";
import { _ as parseLedger, a as pageFile, h as looksOf, i as nojekyllFile, n as ledgerFile } from "./snapshot.js";
import { a as duration, c as percent, d as secondsBetween, f as shortCommit, g as unknown, h as timeAfter, i as counted, m as time$1, o as latency, u as score, v as clip, x as visible } from "./format.js";
import { _ as mergeLooks, f as shortCause, u as metricNames } from "./words.js";
import { n as timelineOf } from "./timeline.js";
import { a as ruleNames, i as ruleMetrics } from "./policy-schema.js";
import { n as p99 } from "./latency.js";
import { u as momentsOf } from "./quality.js";
import { a as isAddress } from "./markdown.js";
import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
// src/report/service-levels.ts
/** The service levels of several prompts, from the events of each in their order. */
function serviceLevels(ledgers) {
	const all = [...ledgers];
	const incidents = all.flatMap(incidentsOf$1);
	const back = incidents.filter(({ moved }) => moved !== null);
	const automatic = back.filter(({ moved }) => moved?.by === "system");
	const count = (list, is) => list.filter(is).length;
	const times = all.flatMap((events) => [events[0]?.at, events.at(-1)?.at]).filter((at) => at !== void 0);
	return {
		since: times.toSorted()[0] ?? null,
		until: times.toSorted().at(-1) ?? null,
		detect: spread(incidents.map(({ began, detected }) => secondsBetween(began, detected))),
		route: spread(automatic.filter(({ asked }) => asked === null).map(({ detected, moved }) => secondsBetween(detected, moved?.at ?? null))),
		answer: spread(incidents.map(({ asked, answered }) => secondsBetween(asked, answered))),
		verify: spread(back.map(({ ended, verified }) => secondsBetween(ended, verified))),
		promote: spread(all.flatMap(promotionsOf)),
		rollbacks: {
			automatic: automatic.length,
			byPeople: back.length - automatic.length,
			verified: count(back, ({ verified }) => verified !== null),
			failed: count(back, ({ outcome }) => outcome === "rollback-failed"),
			unverified: count(back, ({ outcome }) => outcome === "unverified")
		},
		doubted: {
			lifted: count(automatic, ({ lifted }) => lifted),
			completed: count(automatic, ({ completed }) => completed)
		},
		questions: {
			asked: count(incidents, ({ asked }) => asked !== null),
			resumed: count(incidents, ({ outcome }) => outcome === "resumed")
		}
	};
}
/** Median and longest of what is known. The median of an even number is the mean of the middle two. */
function spread(seconds) {
	const known = seconds.filter((value) => value !== null).toSorted((a, b) => a - b);
	const [low, high] = [known[Math.ceil(known.length / 2) - 1], known[Math.floor(known.length / 2)]];
	const median = low === void 0 || high === void 0 ? null : (low + high) / 2;
	return {
		count: known.length,
		median,
		worst: known.at(-1) ?? null
	};
}
const answers = [
	"investigating",
	"resumed",
	"rolled-back",
	"reverting"
];
const outcomes = [
	"verified",
	"rollback-failed",
	"unverified",
	"resumed"
];
function incidentsOf$1(events) {
	return [...new Set(events.flatMap(({ incident }) => incident ?? []))].flatMap((id) => {
		const own = events.filter(({ incident }) => incident === id);
		const find = (...names) => own.find(({ event }) => names.includes(event)) ?? null;
		const opened = find("asked", "rolled-back", "reverting");
		if (opened === null) return [];
		const [asked, moved] = [find("asked"), find("rolled-back", "reverting")];
		const answered = asked && (own.find(({ event, by }) => answers.includes(event) && by !== "system") ?? null);
		const lifted = find("lifted");
		return {
			...opened.by === "system" ? findingOf(opened, events) : {
				began: null,
				detected: null
			},
			asked: asked?.at ?? null,
			answered: answered?.at ?? null,
			moved,
			ended: find("rolled-back", "reverted")?.at ?? null,
			verified: find("verified")?.at ?? null,
			outcome: own.findLast(({ event }) => outcomes.includes(event))?.event ?? null,
			lifted: lifted !== null,
			completed: lifted !== null && events.slice(events.indexOf(lifted)).some((each) => completes(each, moved))
		};
	});
}
function completes({ event, version }, moved) {
	return event === "completed" && version !== null && version.digest === moved?.version?.digest;
}
/** When the look found the trouble, and when that began: not before its rollout did. */
function findingOf({ details, rollout }, events) {
	const verdict = field(details, "verdict");
	const [match] = [field(verdict, "matches"), field(verdict, "unproven")].flatMap((list) => Array.isArray(list) ? list : []);
	const since = timeIn(field(match, "since"));
	const start = events.find((each) => each.event === "started" && each.rollout === rollout)?.at ?? null;
	return {
		began: since !== null && start !== null && Date.parse(since) < Date.parse(start) ? start : since,
		detected: timeIn(field(field(details, "observation"), "at"))
	};
}
function promotionsOf(events) {
	return events.filter(({ event }) => event === "completed").map(({ rollout, at }) => {
		const begun = events.find((each) => each.rollout === rollout && (each.event === "started" || each.event === "superseded"));
		return secondsBetween(begun?.at ?? null, at);
	});
}
/** A field of what may be anything: details are kept as they were written. */
function field(value, name) {
	if (typeof value !== "object" || value === null) return null;
	return Object.entries(value).find(([key]) => key === name)?.[1] ?? null;
}
function timeIn(value) {
	return typeof value === "string" && !Number.isNaN(Date.parse(value)) ? value : null;
}
// src/report/page/attention.ts
/** A failed rollback stays on top for so many seconds, unless another version serves before. */
const failureStays = 604800;
/** Effects that are not done after so many seconds are late. */
const effectsLate = 300;
/** What there is to say about one prompt at a time (ISO 8601), the worst first. */
function attentionOf({ id, state, drift, damage }, at) {
	const found = [];
	if (damage !== void 0) found.push({
		tone: "bad",
		title: "Its files on the live branch are damaged, and nobody looks at it",
		detail: readable(damage),
		clock: null
	});
	if (state !== null) {
		for (const incident of state.incidents) found.push(...ofVerification(state, incident, at));
		for (const incident of state.incidents) found.push(...ofQuestion(state, incident, at));
		if (state.rollout !== null) found.push(...ofRollout(state, state.rollout));
		found.push(...ofOutbox(state, at));
	}
	if (drift !== null && drift.kind !== "pending") {
		const rollback = drift.kind === "rolled-back" ? latestRollback(state) : null;
		const waits = rollback !== null && rollback.pull_request !== null;
		found.push({
			tone: waits ? "bad" : "warn",
			title: waits ? "The revert pull request is not merged" : driftTitles[drift.kind],
			detail: readable(drift.detail),
			clock: null,
			...rollback === null ? {} : { incident: rollback.id },
			isDrift: true
		});
	}
	return found.map((item) => ({
		...item,
		prompt: id,
		incident: item.incident ?? null,
		isDrift: item.isDrift ?? false
	})).toSorted((a, b) => Number(a.tone === "warn") - Number(b.tone === "warn"));
}
/** The newest rollback, which left the default branch behind. */
function latestRollback(state) {
	return state?.incidents.find(({ status }) => status === "rolled-back") ?? null;
}
/** Why a rollout holds that is not on course; other reasons are the normal wait of a stage. */
const holds$1 = {
	unproven: "a rule is crossed, and it is not proven that this version is to blame",
	inconclusive: "the metrics allow no judgement"
};
/** The times in a sentence as people write them. */
function readable(text) {
	return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (at) => time$1(at));
}
const driftTitles = {
	"rolled-back": "The default branch still holds a version that was rolled back",
	"not-on-branch": "What serves is not on the default branch",
	unknown: "Whether the default branch differs cannot be told"
};
/** Whether nothing has happened since a rollback that would settle it. */
function isCurrent(state, incident, at) {
	const age = secondsBetween(incident.decided_at, at) ?? 0;
	return state.incidents[0]?.id === incident.id && state.stable.digest === incident.good.digest && state.rollout === null && age < failureStays;
}
function ofVerification(state, incident, at) {
	const { verification, good, bad, id, status, reason } = incident;
	if (verification === null || status !== "rolled-back") return [];
	const rate = verification.error_rate;
	const seen = rate === null ? "no figures yet" : `error rate ${percent(100 * rate)} on ${good.label}`;
	const clock = (label, ends) => ({
		label,
		ends
	});
	switch (verification.status) {
		case "waiting": return [{
			tone: "warn",
			title: `Rolled back to ${good.label}, not verified yet`,
			detail: reason,
			clock: clock("must have helped by", verification.escalate_at),
			incident: id
		}];
		case "escalated": return [{
			tone: "bad",
			title: `The rollback to ${good.label} has not helped yet`,
			detail: seen,
			clock: clock("looked at until", verification.ends_at),
			incident: id
		}];
		case "failed":
		case "unverified":
			if (!isCurrent(state, incident, at)) return [];
			return [{
				tone: "bad",
				title: verification.status === "failed" ? `The rollback to ${good.label} did not help` : `Whether the rollback to ${good.label} helped is not known`,
				detail: `${seen}${verification.ended === false ? `; ${bad.label} still has traffic` : ""}`,
				clock: clock("rolled back", incident.decided_at),
				incident: id
			}];
		case "recovered": return [];
	}
}
function ofQuestion({ rollout }, incident, at) {
	const { question, bad, reason, id } = incident;
	if (question === null || rollout?.asking !== id) return [];
	const frozen = `${bad.label} is frozen at ${rollout.weight} %`;
	if (question.status === "open") return [{
		tone: "bad",
		title: `A decision is due: ${frozen}`,
		detail: reason,
		clock: {
			label: question.expires_at > at ? "expires" : "was due",
			ends: question.expires_at
		},
		incident: id
	}];
	if (question.status === "expired") return [{
		tone: "bad",
		title: `Nobody decided in time: ${frozen}`,
		detail: reason,
		clock: {
			label: "expired",
			ends: question.expires_at
		},
		incident: id
	}];
	if (question.status !== "investigating") return [];
	const by = question.answer?.by ?? "somebody";
	const clock = question.page_at === null ? null : {
		label: "pages again",
		ends: question.page_at
	};
	return [{
		tone: "warn",
		title: `Being looked into by ${by}: ${frozen}`,
		detail: reason,
		clock,
		incident: id
	}];
}
function ofRollout({ stable }, rollout) {
	const { hold, crossing, candidate, weight, plan, phase, paused_at } = rollout;
	const found = [];
	if (phase === "reverting" && paused_at !== null) found.push({
		tone: "bad",
		title: `The gradual rollback pauses: ${stable.label}, which takes over, is unhealthy`,
		detail: `${weight} % is left on ${candidate.label}`,
		clock: {
			label: "since",
			ends: paused_at
		}
	});
	else if (hold?.why === "outage") found.push({
		tone: "bad",
		title: `Both versions are bad alike: ${candidate.label} is held at ${weight} %`,
		detail: "A rollback would not help: look at the provider, or at what grades the answers",
		clock: {
			label: "since",
			ends: hold.since
		}
	});
	else if (hold !== null && holds$1[hold.why] !== void 0) found.push({
		tone: hold.paged ? "bad" : "warn",
		title: `${candidate.label} is held at ${weight} %: ${holds$1[hold.why]}`,
		detail: [
			hold.metrics ? "The metrics source is silent" : "",
			hold.rule ?? "",
			hold.paged ? "paged" : ""
		].filter((text) => text !== "").join(", "),
		clock: {
			label: "since",
			ends: hold.since
		}
	});
	const ends = crossing === null ? null : timeAfter(crossing.since, plan.policy.observe);
	if (crossing !== null && ends !== null) found.push({
		tone: "warn",
		title: `${candidate.label} at ${weight} % is observed: ${shortCause({
			...crossing,
			threshold: crossing.limit
		})}`,
		detail: `If it persists, ${plan.policy.then === "ask" ? "a person is asked" : "it is rolled back"}`,
		clock: {
			label: "observed until",
			ends
		}
	});
	return found;
}
function ofOutbox({ outbox }, at) {
	const late = outbox.filter(({ created_at }) => (secondsBetween(created_at, at) ?? 0) > effectsLate);
	if (late.length === 0) return [];
	const kinds = [...new Set(late.map((entry) => entry.kind === "notify" ? "a notice" : effects[entry.kind]))];
	return [{
		tone: "warn",
		title: `${counted(late.length, "effect")} decided and not done for over 5 minutes`,
		detail: kinds.join(", "),
		clock: null
	}];
}
const effects = {
	deliver: "handing on flags.json",
	"revert-pr": "the revert pull request",
	"close-pr": "closing a pull request",
	postmortem: "the post-mortem issue"
};
// src/report/page/series.ts
/** Points of a line: more cannot be told apart at the width of a chart. */
const mostPoints = 48;
/** A chart shows the newest hours; what is older is in the ledger. */
const longest = 216e5;
/** A point covers so many milliseconds before it, which is the window of the rules by default. */
const recent = 3e5;
/** The charts of looks, oldest first; null where there are too few to draw. */
function chartsOf(looks, wanted) {
	const to = Date.parse(looks.at(-1)?.at ?? "");
	const begun = wanted.weights.map(({ at, weight }) => ({
		at: Date.parse(at),
		weight
	}));
	const begin = Math.max(to - longest, (begun[0]?.at ?? 0) - recent);
	const shown = looks.filter(({ at }) => Date.parse(at) >= begin);
	const from = Date.parse(shown[0]?.at ?? "");
	if (shown.length < 3 || !(to > from)) return null;
	const points = windows(shown);
	const series = wanted.metrics.map((metric) => seriesOf(metric, points, wanted));
	const weights = begun.flatMap(({ at, weight }, index) => {
		const next = begun[index + 1]?.at ?? Number.POSITIVE_INFINITY;
		return at < to && next > from ? [{
			at: Math.max(at, from),
			weight
		}] : [];
	});
	return {
		from,
		to,
		until: new Date(to).toISOString(),
		weights,
		series: series.filter(({ candidate, stable }) => [...candidate, ...stable].some(({ value }) => value !== null))
	};
}
/** So many of the looks, evenly spread, with the last one; each takes in what its window saw before it. */
function windows(looks) {
	const times = looks.map(({ at }) => Date.parse(at));
	const every = Math.ceil(looks.length / mostPoints);
	return looks.flatMap((look, last) => {
		if ((looks.length - 1 - last) % every !== 0) return [];
		let first = last;
		while (first > 0 && (times[last] ?? 0) - (times[first - 1] ?? 0) < recent) first -= 1;
		return [looks.slice(first, last).reduceRight((later, earlier) => mergeLooks(earlier, later), look)];
	});
}
function seriesOf(metric, points, wanted) {
	const last = points.at(-1);
	const silent = last === void 0 || last.stable.requests === 0;
	const before = wanted.baseline === null || !silent ? null : levelOf(metric, wanted.baseline);
	const line = (arm) => points.map((look) => {
		const stands = arm === "stable" && look.stable.requests === 0;
		return {
			at: Date.parse(look.at),
			value: stands ? before : levelOf(metric, look[arm])
		};
	});
	const [candidate, stable] = [line("candidate"), line("stable")];
	const now = {
		candidate: candidate.at(-1)?.value ?? null,
		stable: stable.at(-1)?.value ?? null
	};
	return {
		metric,
		candidate,
		stable,
		now,
		limits: wanted.policy === null ? [] : limitsOf(metric, wanted.policy, now.stable),
		baseline: before !== null
	};
}
function levelOf(metric, arm) {
	if (metric === "error_rate") return arm.requests > 0 ? 100 * arm.errors / arm.requests : null;
	if (metric === "latency_p99") return arm.latency === void 0 ? null : p99(arm.latency);
	if (arm.quality === void 0) return null;
	const { n, sum } = momentsOf(arm.quality);
	return n > 0 ? sum / n : null;
}
/** The limits of the rules on a metric; those that are relative to the stable version need its level. */
function limitsOf(metric, policy, level) {
	const sign = metric === "quality" ? -1 : 1;
	return ruleNames.filter((name) => ruleMetrics[name] === metric).map((name) => policy.rules[name]).flatMap(({ over, severity }) => {
		if (metric === "error_rate") return [{
			value: over,
			over,
			severity
		}];
		return level === null ? [] : [{
			value: level * (1 + sign * over / 100),
			over,
			severity
		}];
	}).toSorted((a, b) => a.over - b.over);
}
// src/report/page/incidents.ts
const mostEntries = 30;
/** Tells the incidents of all prompts apart: their ids do so only within one. */
const incidentName = (prompt, incident) => `${prompt}/${incident}`;
/** An incident of a prompt; `needy` when it needs a person. */
function incidentCard({ id: prompt, events, looksOf, state }, incident, needy) {
	const { id, bad, good, weight, reason, rule, severity, plan, metric } = incident;
	const told = events.filter(({ event }) => event !== "effects-taken" && event !== "effect-done");
	const entries = timelineOf(told, incident);
	const half = mostEntries / 2;
	const short = entries.length > mostEntries ? [...entries.slice(0, half), ...entries.slice(-15)] : entries;
	const running = state?.rollout?.id === incident.rollout ? state.rollout : null;
	const wanted = {
		policy: plan?.policy ?? null,
		weights: weightsOf(events, incident.rollout)
	};
	const charts = running === null ? chartsOf(looksOf(incident.rollout), {
		...wanted,
		baseline: null,
		metrics: [metric ?? "error_rate"]
	}) : null;
	return {
		id,
		prompt,
		bad: bad.label,
		good: good.label,
		weight,
		reason,
		rule,
		severity,
		decidedBy: incident.decided_by,
		...standing$1(incident, needy),
		decidedAt: incident.decided_at,
		marks: marksOf(incident, events),
		pull: incident.pull_request,
		issue: incident.issue,
		runUrl: incident.run_url,
		joins: incident.joins?.prompt ?? null,
		timeline: short,
		left: entries.length - short.length,
		charts
	};
}
const verified = {
	waiting: [
		"warn",
		"rolled back, not verified yet",
		true
	],
	escalated: [
		"bad",
		"rolled back, not recovered yet",
		true
	],
	recovered: [
		"good",
		"rolled back, verified",
		false
	],
	failed: [
		"bad",
		"rollback did not help",
		false
	],
	unverified: [
		"bad",
		"rolled back, not verified",
		false
	]
};
function standing$1(incident, needy) {
	const { status, question, verification } = incident;
	if (status === "asking") return {
		tone: needy ? "bad" : "warn",
		status: question?.status === "investigating" ? "being looked into" : "a decision is due",
		open: true
	};
	if (status === "reverting") return {
		tone: needy ? "bad" : "warn",
		status: "gradual rollback",
		open: true
	};
	if (status === "closed") return {
		tone: "calm",
		status: closings[question?.answer?.kind ?? ""] ?? "closed",
		open: false
	};
	if (verification === null) return {
		tone: "calm",
		status: "rolled back, without metrics to verify by",
		open: false
	};
	const [tone, text, waits] = verified[verification.status];
	return {
		tone: tone === "bad" && !needy ? "warn" : tone,
		status: text,
		open: waits || needy
	};
}
const closings = {
	resume: "answered: it goes on",
	superseded: "settled by another rollback"
};
/** Weights of a rollout that is over, by its events. */
function weightsOf(events, rollout) {
	const moving = [
		"started",
		"superseded",
		"advanced",
		"watching",
		"reverting"
	];
	return events.flatMap(({ event, at, weight, rollout: of }) => of === rollout && moving.includes(event) && weight !== null ? [{
		at,
		weight
	}] : []);
}
const ends = {
	verified: "recovered",
	"rollback-failed": "did not help",
	unverified: "not verified"
};
/** What happened when, each with the time since the mark before it that is known. */
function marksOf(incident, events) {
	const own = events.filter(({ incident: of }) => of === incident.id);
	const moved = own.find(({ event }) => event === "rolled-back" || event === "reverting");
	const end = own.findLast(({ event }) => Object.hasOwn(ends, event));
	const { verification } = incident;
	const went = incident.status === "rolled-back" || incident.status === "reverting";
	const moments = [
		{
			name: "trouble began",
			at: incident.began_at
		},
		{
			name: incident.rule === null ? "asked for" : "detected",
			at: incident.detected_at
		},
		...incident.question === null ? [] : [{
			name: "people asked",
			at: incident.question.opened_at
		}],
		...went ? [{
			name: "traffic moved",
			at: moved?.at ?? incident.decided_at
		}] : [],
		...end === void 0 || verification === null ? [] : [{
			name: "propagation over",
			at: verification.starts_at
		}],
		...end === void 0 ? [] : [{
			name: ends[end.event] ?? "",
			at: verification?.seen_at ?? end.at
		}]
	];
	let before = null;
	return moments.map(({ name, at }) => {
		const mark = {
			name,
			at,
			after: secondsBetween(before, at)
		};
		before = at ?? before;
		return mark;
	});
}
// src/report/page/rollouts.ts
const allMetrics = [
	"error_rate",
	"latency_p99",
	"quality"
];
/** The rollout of a prompt at a time (ISO 8601), not drawn yet; null when there is none. */
function rolloutCard({ id, state }, at) {
	if (state === null || state.rollout === null) return null;
	const { rollout, stable, incidents } = state;
	const { candidate, phase, mutes } = rollout;
	return {
		prompt: id,
		phase,
		candidate: candidate.label,
		stable: stable.label,
		weight: rollout.weight,
		steps: stepsOf(rollout),
		...standing(state, rollout),
		started: rollout.started_at,
		firstTraffic: rollout.first_traffic_at,
		stageStarted: rollout.stage_started_at,
		clock: clockOf(rollout, at),
		mutes: mutes.map(({ metric, by, reason }) => `${metricNames[metric]}, by ${by}: ${reason}`),
		incident: rollout.asking ?? incidents.find(({ status }) => status === "reverting")?.id ?? null,
		charts: null
	};
}
/** The card with its charts, which is most of the work. */
function drawn(card, { state, looksOf }) {
	if (state === null || state.rollout === null) return card;
	const { id, plan, weights, baseline } = state.rollout;
	const charts = chartsOf(looksOf(id), {
		policy: plan.policy,
		weights,
		baseline,
		metrics: allMetrics
	});
	return {
		...card,
		charts
	};
}
function stepsOf({ plan, stage, phase, weight }) {
	return plan.stages.map((each, index) => {
		const place = index < stage ? "done" : index === stage ? "now" : "next";
		return {
			weight: place === "now" && phase === "watching" ? weight : each.weight,
			place
		};
	});
}
/** Where it stands, the worst first, in a few words. */
function standing({ stable, incidents }, rollout) {
	const { phase, hold, crossing, asking, paused_at } = rollout;
	if (asking !== null) {
		const question = incidents.find(({ id }) => id === asking)?.question ?? null;
		if (question?.status === "investigating") return {
			tone: "warn",
			status: "frozen, being looked into"
		};
		return {
			tone: "bad",
			status: question?.status === "expired" ? "frozen, nobody decided in time" : "frozen, a decision is due"
		};
	}
	if (paused_at !== null) return {
		tone: "bad",
		status: `paused: ${stable.label} is unhealthy`
	};
	if (hold !== null && holds[hold.why] !== void 0) return {
		tone: hold.paged || hold.why === "outage" ? "bad" : "warn",
		status: `held: ${holds[hold.why]}`
	};
	if (crossing !== null) return {
		tone: "warn",
		status: `held: ${metricNames[crossing.metric]} is observed`
	};
	if (phase === "reverting") return {
		tone: "warn",
		status: "going back step by step"
	};
	return {
		tone: "good",
		status: phase === "watching" ? "watched at full traffic" : "on course"
	};
}
const holds = {
	outage: "both versions are bad alike",
	unproven: "a crossing is not proven",
	inconclusive: "the metrics allow no judgement"
};
/** What it waits for; what is over already is the begin of a wait for evidence. */
function clockOf(rollout, at) {
	const { phase, plan, stage, stage_started_at, asking, paused_at, hold, crossing } = rollout;
	const held = hold !== null && holds[hold.why] !== void 0;
	if (asking !== null || paused_at !== null || crossing !== null || held) return null;
	const bake = plan.stages[stage]?.bake ?? 0;
	const [label, over, seconds] = {
		watching: [
			"known as good at the earliest",
			"watch over since",
			plan.policy.watch
		],
		reverting: [
			"next step down",
			"next step due since",
			bake
		],
		canary: [
			"next stage at the earliest",
			"waits for evidence since",
			bake
		]
	}[phase];
	const ends = timeAfter(stage_started_at, seconds);
	if (ends === null) return null;
	return {
		label: Date.parse(ends) < Date.parse(at) ? over : label,
		ends
	};
}
// src/report/page/model.ts
const mostIncidents = 20;
const mostRollouts = 24;
/** The page at the time of its facts. */
function pageOf(facts) {
	const { at } = facts;
	const told = facts.prompts.map((prompt) => ({
		prompt,
		attention: attentionOf(prompt, at)
	}));
	const attention = told.flatMap((each) => each.attention).toSorted(byUrgency(at));
	const rollouts = told.flatMap((each) => rolloutCard(each.prompt, at) ?? []);
	const needy = new Set(attention.flatMap(({ tone, prompt, incident }) => tone === "bad" && incident !== null ? [incidentName(prompt, incident)] : []));
	const shown = told.flatMap(({ prompt }) => {
		const card = rollouts.find((each) => each.prompt === prompt.id);
		return card === void 0 ? [] : [{
			prompt,
			card
		}];
	}).toSorted((a, b) => tones.indexOf(a.card.tone) - tones.indexOf(b.card.tone)).slice(0, mostRollouts).map(({ prompt, card }) => drawn(card, prompt));
	const incidents = incidentsOf(facts.prompts, needy);
	const prompts = told.map((each) => rowOf(each.prompt, each.attention, rollouts));
	const kept = facts.prompts.reduce((sum, { state }) => sum + (state?.incidents.length ?? 0), 0);
	return {
		repository: facts.repository,
		liveBranch: facts.liveBranch,
		commit: facts.head === null ? null : shortCommit(facts.head),
		historyUrl: facts.historyUrl,
		at,
		comparesBranch: facts.comparesBranch,
		...verdictOf(attention, rollouts, prompts),
		tally: tallyOf(prompts, rollouts, facts),
		attention,
		rollouts: shown,
		moreRollouts: rollouts.length - shown.length,
		incidents,
		olderIncidents: kept - incidents.length,
		prompts: prompts.toSorted((a, b) => tones.indexOf(a.tone) - tones.indexOf(b.tone) || (a.prompt < b.prompt ? -1 : 1)),
		quarantine: facts.prompts.flatMap(({ id, state }) => (state?.quarantine ?? []).map(({ label, digest, at: since, by, reason }) => {
			return {
				prompt: id,
				label,
				digest: shortCommit(digest),
				at: since,
				by,
				reason
			};
		})),
		levels: serviceLevels(facts.prompts.map(({ events }) => events))
	};
}
const tones = [
	"bad",
	"warn",
	"good",
	"calm"
];
/** What needs a person first; then what ends first, what began last, and what has no time. */
function byUrgency(at) {
	const left = ({ clock }) => {
		const wait = clock === null ? NaN : Date.parse(clock.ends) - Date.parse(at);
		if (Number.isNaN(wait)) return Number.MAX_VALUE;
		return wait >= 0 ? wait : Number.MAX_SAFE_INTEGER - wait;
	};
	return (a, b) => tones.indexOf(a.tone) - tones.indexOf(b.tone) || left(a) - left(b);
}
/** The incidents that are shown, and only they are worked out: those that need a person, that are open, the newest. */
function incidentsOf(prompts, needy) {
	const rank = ({ status }) => Number(status !== "asking" && status !== "reverting");
	return prompts.flatMap((prompt) => (prompt.state?.incidents ?? []).map((incident) => {
		return {
			prompt,
			incident,
			needs: needy.has(incidentName(prompt.id, incident.id))
		};
	})).toSorted((a, b) => Number(b.needs) - Number(a.needs) || rank(a.incident) - rank(b.incident) || (a.incident.decided_at < b.incident.decided_at ? 1 : -1)).slice(0, mostIncidents).map(({ prompt, incident, needs }) => incidentCard(prompt, incident, needs)).toSorted((a, b) => Number(b.open) - Number(a.open) || (a.open ? tones.indexOf(a.tone) - tones.indexOf(b.tone) : 0) || (a.decidedAt < b.decidedAt ? 1 : -1));
}
function rowOf({ id, state, drift, events }, attention, rollouts) {
	const rollout = rollouts.find(({ prompt }) => prompt === id);
	const moving = rollout === void 0 ? null : `${rollout.candidate} at ${rollout.weight} %, ${rollout.status}`;
	const [worst] = attention;
	const title = attention.find((item) => !item.isDrift || item.tone === "bad")?.title ?? null;
	const soak = state?.soak == null ? null : `${state.soak.version.label} is in staging`;
	return {
		prompt: id,
		stable: state === null ? null : {
			label: state.stable.label,
			since: state.stable.stable_since,
			good: state.stable.known_good_since !== null
		},
		tone: worst?.tone ?? rollout?.tone ?? "calm",
		status: moving ?? title ?? soak ?? (state === null ? "not adopted yet" : "at rest"),
		drift: drift === null ? null : readable(drift.detail),
		changedAt: events.at(-1)?.at ?? null
	};
}
function verdictOf(attention, rollouts, prompts) {
	const bad = attention.filter(({ tone }) => tone === "bad");
	const [first] = bad;
	if (first !== void 0 && bad.length === 1) return {
		tone: "bad",
		verdict: "1 thing needs a person"
	};
	if (first !== void 0) return {
		tone: "bad",
		verdict: `${bad.length} things need a person`
	};
	if (attention.length > 0) return {
		tone: "warn",
		verdict: `Nothing needs a person; ${counted(attention.length, "thing")} to watch`
	};
	if (prompts.every(({ stable }) => stable === null)) return {
		tone: "calm",
		verdict: "Nothing is live yet"
	};
	if (rollouts.length > 0) return {
		tone: "good",
		verdict: `All well, ${counted(rollouts.length, "rollout")} on course`
	};
	return {
		tone: "good",
		verdict: "All quiet: every prompt serves its stable version"
	};
}
function tallyOf(prompts, rollouts, facts) {
	const states = facts.prompts.flatMap(({ state }) => state ?? []);
	const asking = states.filter(({ rollout }) => (rollout?.asking ?? null) !== null).length;
	const locked = states.reduce((sum, { quarantine }) => sum + quarantine.length, 0);
	const drift = prompts.filter((row) => row.drift !== null).length;
	if (prompts.length === 0) return [];
	return [
		counted(prompts.length, "prompt"),
		counted(rollouts.length, "rollout"),
		...asking === 0 ? [] : [counted(asking, "open question")],
		...drift === 0 ? [] : [`${drift} with drift`],
		...locked === 0 ? [] : [`${counted(locked, "version")} in quarantine`]
	];
}
// src/report/page/html.ts
/**
* The one place that makes untrusted text safe in HTML. Only `html` makes an `Html`, and everything that stands in
* its holes is escaped unless it is one: text of others can be neither an element nor an attribute.
*/
const mostText = 1e3;
/** Markup that is safe already. */
var Html = class {
	text;
	constructor(text) {
		this.text = text;
	}
};
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
const unit = /(?<=\d) (?=(?:%|ms|s|min|h|d)(?![\p{L}\d]))/gu;
/** The text as it is read: hidden characters spelt out, cut after 1,000 characters, a number and its unit on one line. */
function escaped(text) {
	return clip(visible(text), mostText).replace(unit, "\xA0").replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
/** Markup with holes. Attributes are always written in double quotes. */
function html(strings, ...values) {
	return new Html(strings.map((part, index) => part + textOf(values[index] ?? null)).join(""));
}
/** Our own text as it stands, such as the style sheet: never anything that comes from outside. */
function trusted(text) {
	return new Html(text);
}
function textOf(value) {
	if (value === null) return "";
	if (value instanceof Html) return value.text;
	if (typeof value === "string") return escaped(value);
	return typeof value === "number" ? String(value) : value.map(textOf).join("");
}
/** Whether a text is an address that `link` links to: http(s), or a file of this machine, as the local forge has them. */
function isLink(url) {
	if (url === null || !URL.canParse(url)) return false;
	const { protocol, host } = new URL(url);
	return isAddress(url) || protocol === "file:" && host === "";
}
/** A link to an address; of any other text only the content. */
function link(url, content) {
	if (!isLink(url)) return html`${content}`;
	return html`<a href="${new URL(url).href}" rel="noreferrer">${content}</a>`;
}
/** A name that links inside the page may use: letters, digits, `-` and `_` alone. */
function anchor(kind, id) {
	const safe = (character) => `_${character.codePointAt(0)?.toString(16) ?? ""}_`;
	return `${kind}-${id.replace(/[^a-z0-9-]/gi, safe)}`;
}
/** How a moment is written: with its date, with its seconds, and whether it says that it is UTC. */
const forms = {
	full: {
		from: 0,
		to: 19,
		zone: " UTC"
	},
	minute: {
		from: 0,
		to: 16,
		zone: " UTC"
	},
	clock: {
		from: 11,
		to: 19,
		zone: " UTC"
	},
	bare: {
		from: 0,
		to: 16,
		zone: ""
	},
	bareFull: {
		from: 0,
		to: 19,
		zone: ""
	},
	bareClock: {
		from: 11,
		to: 19,
		zone: ""
	}
};
/** A moment (ISO 8601), for people and for programs: `2026-11-21 14:02 UTC`. */
function moment(iso, form = "minute") {
	const at = iso === null ? NaN : Date.parse(iso);
	if (Number.isNaN(at)) return html`${iso ?? "not known"}`;
	const { from, to, zone } = forms[form];
	const text = new Date(at).toISOString();
	return html`<time datetime="${text}">${text.slice(from, to).replace("T", " ")}${zone}</time>`;
}
// src/report/page/parts.ts
const shapes = {
	bad: html`<path d="M8 1.5 15 14H1z"/>`,
	warn: html`<path d="M8 1 15 8 8 15 1 8z"/>`,
	good: html`<circle cx="8" cy="8" r="6.5"/>`,
	calm: html`<circle class="ring" cx="8" cy="8" r="5.5"/>`
};
/** The sign of a tone: another shape for each, so that colour is not needed to tell them apart. */
function glyph(tone) {
	return html`<svg class="glyph ${tone}" viewBox="0 0 16 16" aria-hidden="true">${shapes[tone]}</svg>`;
}
/** A state in one or a few words, with the sign of its tone. */
function chip(tone, text) {
	return html`<span class="chip ${tone}">${glyph(tone)}${text}</span>`;
}
/** A duration in seconds; a ledger tells no times that are shorter than a second well. */
function quick(seconds) {
	return seconds < 1 ? "< 1 s" : duration(seconds);
}
/** A clock as a moment, and how far that was when the page was written. */
function clockText({ label, ends }, at) {
	const left = secondsBetween(at, ends);
	const over = secondsBetween(ends, at);
	const sameDay = ends.slice(0, 10) === at.slice(0, 10);
	const text = left !== null && left > 0 ? `in ${duration(left)}` : over === null ? "" : `${duration(over)} ago`;
	return html`<span class="clock"><span class="label">${label}</span> ${moment(ends, sameDay ? "clock" : "minute")} <b>${text}</b></span>`;
}
/** A part of the page with its heading. */
function section(id, title, note, body) {
	return html`<section id="${id}" aria-labelledby="${id}-title">
<div class="head"><h2 id="${id}-title">${title}</h2>${note === null ? null : html`<p>${note}</p>`}</div>
${body}
</section>`;
}
/**
* A table that becomes a list of cards on a narrow screen. The roles are written out, since browsers forget them
* when a table is no longer laid out as one.
*/
function table(label, header, rows) {
	const cell = (content, column) => column === 0 ? html`<th role="rowheader" scope="row">${content}</th>` : html`<td role="cell" data-label="${header[column] ?? ""}">${content}</td>`;
	return html`<table role="table" aria-label="${label}">
<thead role="rowgroup"><tr role="row">${header.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map((cells) => html`<tr role="row">${cells.map(cell)}</tr>\n`)}</tbody>
</table>`;
}
// src/report/page/chart.ts
const [width, height] = [360, 148];
const plot = {
	left: 46,
	right: 352,
	top: 20,
	bottom: 126
};
/** Axis texts that are nearer to each other than this would run together. */
const apart = 26;
const actions = {
	critical: "rolls back",
	high: "asks",
	medium: "observed"
};
/** How the metrics are called above their charts. */
const metricTitles = {
	error_rate: "Error rate",
	latency_p99: "p99 latency",
	quality: "Quality"
};
/** One metric over time as an SVG picture, with a sentence for those who do not see it. */
function chart(charts, series, names) {
	const scale = scaleOf(charts, series);
	const shown = series.limits.filter(({ value }) => inside(scale.y(value)));
	return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${sentence(series, names)}">
${scale.ticks.map((tick) => tickLine(scale, series, tick))}
${charts.weights.map((step, index) => stage(scale, charts.weights, step, index))}
${shown.map((limit) => limitLine(scale, limit))}
<path class="line stable${series.baseline ? " baseline" : ""}" d="${path(series.stable, scale)}"/>
<path class="line candidate" d="${path(series.candidate, scale)}"/>
${end(series.candidate, scale)}
${shown.map((limit, index) => limitLabel(scale, series.metric, limit, shown[index - 1] ?? null))}
<text class="axis" x="${plot.left}" y="${height - 6}">${clock(charts.from)}</text>
<text class="axis end" x="${plot.right}" y="${height - 6}">${clock(charts.to)}</text>
</svg>`;
}
/** A value in the unit of its metric. */
function valueText(metric, value) {
	if (value === null) return "no data";
	if (metric === "error_rate") return percent(value);
	return metric === "latency_p99" ? latency(value) : score(value);
}
/** A limit as its rule says it: `2 %`, `+20 %`, `-10 %`. */
function limitText(metric, { over }) {
	return `${{
		error_rate: "",
		latency_p99: "+",
		quality: "-"
	}[metric]}${percent(over)}`;
}
/** Whether a value is beyond the mildest limit. */
function isBeyond({ metric, limits }, value) {
	const limit = limits[0]?.value;
	if (limit === void 0 || value === null) return false;
	return metric === "quality" ? value < limit : value > limit;
}
function sentence(series, names) {
	const { metric, now, limits } = series;
	const rules = limits.map((limit) => `${limitText(metric, limit)} ${actions[limit.severity]}`);
	const end = rules.length === 0 ? "" : ` Limits: ${rules.join(", ")}.`;
	const old = series.baseline ? ", as it was before" : "";
	return `${metricTitles[metric]}: now ${valueText(metric, now.candidate)} on ${names.candidate}, ${valueText(metric, now.stable)} on ${names.stable}${old}.${end}`;
}
function scaleOf(charts, { metric, candidate, stable, limits }) {
	const values = [...candidate, ...stable].flatMap(({ value }) => value ?? []);
	const limit = limits[0]?.value;
	const all = limit === void 0 ? values : [...values, limit];
	const [least, most] = [Math.min(...all), Math.max(...all)];
	const pad = (most - least || Math.abs(most) || 1) * .12;
	const low = metric === "quality" ? Math.max(0, least - pad) : 0;
	const high = metric === "quality" ? Math.min(1, most + pad) : most + (most - low) * .12;
	const step = niceStep((high - low) / 4);
	const ticks = [];
	for (let tick = Math.ceil(low / step) * step; tick <= high + step / 1e3; tick += step) ticks.push(tick);
	const span = high - low || 1;
	return {
		x: (at) => plot.left + (at - charts.from) / Math.max(1, charts.to - charts.from) * (plot.right - plot.left),
		y: (value) => plot.bottom - (value - low) / span * (plot.bottom - plot.top),
		ticks
	};
}
/** 1, 2 or 5 times a power of ten, at least as large. */
function niceStep(least) {
	const power = 10 ** Math.floor(Math.log10(least || 1));
	return ([
		1,
		2,
		5
	].find((factor) => factor * power >= least) ?? 10) * power || 1;
}
const inside = (y) => y >= plot.top && y <= plot.bottom;
function tickLine(scale, { metric }, tick) {
	const y = round(scale.y(tick));
	const text = metric === "error_rate" ? `${tidy(tick)} %` : metric === "quality" ? tidy(tick) : seconds(tick);
	return html`<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${y}" y2="${y}"/><text class="axis end" x="${plot.left - 6}" y="${round(y + 3.5)}">${text}</text>`;
}
function stage(scale, all, step, index) {
	const x = round(scale.x(step.at));
	const next = all[index + 1];
	const label = (next === void 0 ? plot.right : scale.x(next.at)) - x < apart ? null : html`<text class="axis" x="${round(x + 3)}" y="12">${step.weight} %</text>`;
	return html`<line class="stage" x1="${x}" x2="${x}" y1="4" y2="${plot.bottom}"/>${label}`;
}
function limitLine(scale, { value, severity }) {
	const y = round(scale.y(value));
	return html`<line class="limit ${severity}" x1="${plot.left}" x2="${plot.right}" y1="${y}" y2="${y}"/>`;
}
/** What crossing a limit leads to, on its far side as seen from a healthy line; left out where the one below it is too near. */
function limitLabel(scale, metric, limit, before) {
	const y = round(scale.y(limit.value));
	if (before !== null && Math.abs(scale.y(before.value) - y) < 11) return null;
	return html`<text class="limit" x="${plot.right - 6}" y="${round(metric === "quality" ? y + 11 : y - 4)}">${actions[limit.severity]}</text>`;
}
/** A line with gaps where nothing is known; a point by itself is a short stroke, so that it is seen. */
function path(points, scale) {
	let drawing = false;
	return points.map(({ at, value }, index) => {
		if (value === null) {
			drawing = false;
			return "";
		}
		const place = `${round(scale.x(at))} ${round(Math.max(plot.top - 14, scale.y(value)))}`;
		const alone = !drawing && (points[index + 1]?.value ?? null) === null;
		const verb = drawing ? "L" : "M";
		drawing = true;
		return `${verb}${place}${alone ? "h2" : ""}`;
	}).join("");
}
function end(points, scale) {
	const last = points.at(-1);
	if (last === void 0 || last.value === null) return null;
	return html`<circle class="end" cx="${round(scale.x(last.at))}" cy="${round(scale.y(last.value))}" r="3"/>`;
}
function seconds(value) {
	return value >= 1 || value === 0 ? `${tidy(value)} s` : `${Math.round(value * 1e3)} ms`;
}
function clock(at) {
	return new Date(at).toISOString().slice(11, 16);
}
function round(value) {
	return Math.round(value * 10) / 10;
}
/** Without what binary fractions leave behind. */
function tidy(value) {
	return String(Number(value.toPrecision(6)));
}
// src/report/page/render-rollouts.ts
/** A rollout as a card: where it stands, its stages, what the metrics say. */
function rolloutHtml(card, at) {
	const { prompt, candidate, stable, tone, status, charts, incident } = card;
	const reverting = card.phase === "reverting";
	return html`<article class="card ${tone}" id="${anchor("rollout", prompt)}" aria-labelledby="${anchor("rollout-title", prompt)}">
<header>
<h3 id="${anchor("rollout-title", prompt)}"><span class="id">${prompt}</span></h3>
<p class="versions"><b class="key candidate">${candidate}</b> <span class="muted">${reverting ? "gives way to" : "over"}</span> <b class="key stable">${stable}</b></p>
${chip(tone, status)}
</header>
${track(card)}
<p class="times">${timesOf(card, at)}${incident === null ? null : html`<a href="#${anchor("incident", incidentName(prompt, incident))}">incident</a>`}</p>
${card.mutes.length === 0 ? null : html`<p class="muted">A person let it go on: ${card.mutes.join("; ")}</p>`}
${charts === null ? html`<p class="muted">The ledger has no counts of this rollout yet, so there is nothing to draw.</p>` : chartsHtml(charts, {
		candidate,
		stable
	})}
</article>`;
}
/** Charts side by side, each with its newest values above it. */
function chartsHtml(charts, names) {
	return html`<div class="charts">${charts.series.map((series) => figure(charts, series, names))}</div>
<p class="recorded">A point covers the 5 minutes before it. The ledger has looks up to ${moment(charts.until, "clock")}.</p>`;
}
function figure(charts, series, names) {
	const { metric, now, limits } = series;
	const [limit] = limits;
	const worse = isBeyond(series, now.candidate) ? html`<span class="over">over the limit</span>` : null;
	return html`<figure>
<figcaption><span class="metric">${metricTitles[metric]}</span>
${worse ?? (limit === void 0 ? null : html`<span class="limits">limit ${limitText(metric, limit)}</span>`)}
<span class="values"><b class="key candidate${worse === null ? "" : " worse"}">${valueText(metric, now.candidate)}</b> <b class="key stable">${valueText(metric, now.stable)}</b>${series.baseline ? html` <span class="muted">before</span>` : null}</span></figcaption>
${chart(charts, series, names)}
</figure>`;
}
function track({ steps, weight, phase, candidate }) {
	return html`<div class="track"><svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label="${candidate} has ${weight} % of the traffic"><rect class="rest" width="100" height="4"/><rect class="part ${phase}" width="${weight}" height="4"/></svg>
<p class="weight"><b>${weight} %</b> <span class="muted">${phase === "reverting" ? "left" : "of traffic"}</span></p>
<ol class="steps" aria-label="Stages">${steps.map(step)}</ol></div>`;
}
const places = {
	done: "passed",
	now: "now",
	next: "to come"
};
function step({ weight, place }) {
	return html`<li class="${place}"${place === "now" ? html` aria-current="step"` : null}>${weight} % <span class="hidden">${places[place]}</span></li>`;
}
function timesOf({ started, stageStarted, firstTraffic, clock, phase }, at) {
	const age = secondsBetween(started, at);
	const here = secondsBetween(stageStarted, at);
	const traffic = firstTraffic === null && phase === "canary" ? html`<span>no traffic yet</span>` : null;
	return html`<span>began ${moment(started)}, ${duration(age)} ago</span> <span>in this ${phase === "watching" ? "watch" : "stage"} for ${duration(here)}</span> ${traffic} ${clock === null ? null : clockText(clock, at)} `;
}
// src/report/page/render-incidents.ts
/** An incident that unfolds: the line of what happened, then times, links, chart and timeline. */
function incidentHtml(card) {
	const { id, prompt, bad, good, weight, reason, tone, status, open, decidedAt } = card;
	return html`<details class="incident ${tone}" id="${anchor("incident", incidentName(prompt, id))}"${open ? html` open` : null}>
<summary><span class="what"><span class="id">${prompt}</span> <span><b>${bad}</b> <span class="muted">at ${weight} %, back to</span> <b>${good}</b></span></span>
${chip(tone, status)}<span class="muted when">${moment(decidedAt)}</span>
<span class="reason">${reason}</span></summary>
<div class="inside">
${marksHtml(card.marks)}
<p class="facts">${factsOf(card)}</p>
${card.charts === null ? null : chartsHtml(card.charts, {
		candidate: bad,
		stable: good
	})}
${timelineHtml(card)}
</div>
</details>`;
}
function marksHtml(marks) {
	const mark = ({ name, at, after }) => html`<li><span class="after">${after === null ? "" : after < 1 ? "at once" : `+${quick(after)}`}</span><span class="name">${name}</span>${at === null ? html`<span class="muted">not known</span>` : moment(at, "clock")}</li>`;
	return html`<ol class="marks" aria-label="How fast it went">${marks.map(mark)}</ol>`;
}
function factsOf({ rule, severity, decidedBy, pull, issue, runUrl, joins, id }) {
	return html`<span>decided by ${decidedBy === "system" ? "the system" : decidedBy}</span> ${rule === null ? null : html`<span>rule <code>${rule}</code>${severity === null ? null : ` (${severity})`}</span>`} ${joins === null ? null : html`<span>one incident with <span class="id">${joins}</span></span>`} ${addressesHtml({
		pull,
		issue
	})} ${!isLink(runUrl) ? null : html`<span>${link(runUrl, "run")}</span>`} <span class="muted">incident <code>${id}</code></span>`;
}
/** Pull request and issue of an incident, as far as they are open, as links. */
function addressesHtml({ pull, issue }) {
	return [linked("revert pull request", pull), linked("post-mortem", issue)].flatMap((each) => each === null ? [] : [html`${each} `]);
}
function linked(name, target) {
	if (target === null) return null;
	const number = target.number > 0 ? ` #${target.number}` : "";
	return html`<span>${link(target.url, `${name}${number}`)}</span>`;
}
function timelineHtml({ timeline, left, prompt, bad }) {
	if (timeline.length === 0) return null;
	const gap = html`<li class="muted">${left} entries between; the ledger on the live branch has them.</li>`;
	const entry = ({ at, event, url }, index) => {
		const sameDay = timeline[index - 1]?.at.slice(0, 10) === at.slice(0, 10);
		const data = !isLink(url) ? null : link(url, html`data<span class="hidden"> of ${event}</span>`);
		return html`${left > 0 && index === timeline.length / 2 ? gap : null}<li>${moment(at, sameDay ? "bareClock" : "bareFull")} <span>${event} ${data}</span></li>`;
	};
	return html`<h3>Timeline <span class="hidden">of ${prompt} ${bad}</span></h3>
<ol class="timeline">${timeline.map(entry)}</ol>`;
}
// src/report/page/render-tables.ts
const none = html`<span class="muted">–</span>`;
/** Every prompt in one line: what serves, and how it stands. */
function promptsHtml({ prompts, rollouts, comparesBranch }) {
	const moving = new Set(rollouts.map(({ prompt }) => prompt));
	const row = ({ prompt, stable, tone, status, drift, changedAt }) => {
		const name = html`<span class="id">${prompt}</span>`;
		return [
			moving.has(prompt) ? html`<a href="#${anchor("rollout", prompt)}">${name}</a>` : name,
			stable === null ? html`<span class="muted">none</span>` : html`<b>${stable.label}</b>${stable.good ? null : html` <span class="muted">not yet known as good</span>`}`,
			stable === null || stable.since === null ? none : moment(stable.since, "bare"),
			chip(tone, status),
			...comparesBranch ? [drift === null ? none : drift] : [],
			changedAt === null ? none : moment(changedAt, "bare")
		];
	};
	const header = [
		"Prompt",
		"Stable",
		"Since (UTC)",
		"State",
		...comparesBranch ? ["Drift"] : [],
		"Changed (UTC)"
	];
	if (prompts.length === 0) return html`<p class="muted">No prompt is configured yet. Name one in the configuration: the next run of promote adopts it as it is, and it stands here.</p>`;
	return table("Prompts", header, prompts.map(row));
}
/** The versions that may not be promoted again. */
function quarantineHtml({ quarantine }) {
	return table("Versions in quarantine", [
		"Prompt",
		"Version",
		"Since (UTC)",
		"By",
		"Why"
	], quarantine.map(({ prompt, label, digest, at, by, reason }) => [
		html`<span class="id">${prompt}</span>`,
		html`<b>${label}</b> <code>${digest}</code>`,
		moment(at, "bare"),
		by === "system" ? "the system" : by,
		reason
	]));
}
/** What the product measures of itself, each with what it is the time of. */
function levelsHtml(levels) {
	const { rollbacks, doubted, questions, promote } = levels;
	const { automatic, byPeople, verified, failed, unverified } = rollbacks;
	const share = automatic === 0 ? null : 100 * doubted.lifted / automatic;
	return html`<dl class="levels">
${time("Time to detect", levels.detect, "from the beginning of the trouble, by the metrics, to the look that found it")}
${time("Time to route", levels.route, "from that look to the commit that took the traffic away, where nobody was asked")}
${time("Time to verify", levels.verify, "from the end of the bad traffic to the proof that the rollback helped")}
${time("Time to answer", levels.answer, "from a question to the first answer of a person")}
${tile("Promotions", String(promote.count), promote.median === null ? "none yet" : `median ${duration(promote.median)}, longest ${duration(promote.worst)}`, "versions that became known as good, from stage one on")}
${tile("Rollbacks", String(automatic + byPeople), `${automatic} automatic, ${byPeople} by people`, `${verified} verified, ${failed} did not help, ${unverified} not verified`)}
${tile("False rollbacks", percent(share), share === null ? "no automatic rollback yet" : `${doubted.lifted} of ${automatic}`, `automatic rollbacks whose version a person later lifted from quarantine; ${doubted.completed} of these then became known as good`)}
${tile("Questions", String(questions.asked), `${questions.resumed} answered with /resume`, "times that a crossed limit was put to a person")}
</dl>`;
}
function time(name, { median, worst, count }, about) {
	if (median === null) return tile(name, unknown, "none yet", about);
	return tile(name, quick(median), `median of ${count}, worst ${quick(worst ?? median)}`, about);
}
function tile(name, value, note, about) {
	return html`<div><dt>${name}</dt><dd class="value${value === "not known" ? " none" : ""}">${value}</dd><dd class="note">${note}</dd><dd class="about">${about}</dd></div>`;
}
// src/report/page/style.ts
/** The style of the page. Every colour has at least 4.5:1 against what it stands on, in both schemes. */
const stylesheet = `
:root{color-scheme:light dark;--bg:#f7f7f5;--card:#fff;--ink:#1b1e23;--muted:#59616b;--line:#e2e3e0;--soft:#f0f0ed;
--blue:#1d5bbf;--grey:#69717c;--bad:#b3231a;--warn:#855400;--good:#19713f;--badbg:#fdf1ef;--warnbg:#fdf6e7;--goodbg:#eef7f1}
@media (prefers-color-scheme:dark){:root{--bg:#101317;--card:#171b20;--ink:#e7e9ec;--muted:#a0a8b3;--line:#2a3038;--soft:#20252c;
--blue:#7db0ff;--grey:#98a1ad;--bad:#ff8d82;--warn:#e8b24a;--good:#6dcf97;--badbg:#2a1a1a;--warnbg:#272113;--goodbg:#14241b}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main,.top,footer{max-width:1180px;margin:0 auto;padding:0 24px}
p,h1,h2,h3,h4,ul,ol,dl,dd,figure{margin:0;padding:0}
ul,ol{list-style:none}
b{font-weight:600}
a{color:var(--blue);text-underline-offset:.18em;text-decoration-thickness:1px}
:focus-visible{outline:2px solid var(--blue);outline-offset:2px;border-radius:3px}
code,.id{font-family:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.92em}
.muted{color:var(--muted)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999px}
.skip:focus{left:12px;top:12px;z-index:1;background:var(--card);padding:8px 14px}
.top{display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 24px;padding-top:20px;font-size:13px;color:var(--muted)}
.top .name b{color:var(--ink);margin-right:.5em}
.top nav{flex-basis:100%;border-bottom:1px solid var(--line);margin-top:10px}
.top ul{display:flex;flex-wrap:wrap;gap:0 20px}
.top li a{display:inline-block;padding:6px 0 8px;color:var(--ink);text-decoration:none}
.top li a:hover{text-decoration:underline}
.count{color:var(--muted)}
.verdict{padding:30px 0 6px}
h1{display:flex;align-items:baseline;gap:12px;font-size:clamp(22px,4vw,30px);line-height:1.25;font-weight:600;letter-spacing:-.012em}
h1 .glyph{width:.72em;height:.72em}
.tally{color:var(--muted);margin-top:4px}
.glyph{flex:none;width:10px;height:10px;fill:currentColor}
.glyph .ring{fill:none;stroke:currentColor;stroke-width:2}
.glyph.bad,.chip.bad,.over{color:var(--bad)}
.glyph.warn,.chip.warn{color:var(--warn)}
.glyph.good,.chip.good{color:var(--good)}
.glyph.calm,.chip.calm{color:var(--muted)}
.attention{margin-top:18px;border:1px solid var(--line);border-radius:8px;background:var(--card);overflow:hidden}
.attention li{display:grid;grid-template-columns:10px 1fr auto;gap:2px 12px;padding:10px 16px;align-items:baseline}
.attention li+li{border-top:1px solid var(--line)}
.attention li.bad{background:var(--badbg)}
.attention b{font-weight:500}
.attention li.bad b{font-weight:600}
.attention .id{margin-right:.4em}
.attention .muted{font-size:13.5px}
.attention .acts{display:flex;flex-wrap:wrap;gap:0 16px;font-size:13.5px}
.attention .acts a{display:inline-block;padding:4px 0}
.clock{font-size:13.5px;white-space:nowrap;color:var(--muted)}
.clock b{color:var(--ink);margin-left:.25em}
section{margin-top:38px}
.verdict{margin-top:0}
.head{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:0 24px;margin-bottom:10px}
.head p{font-size:13px;color:var(--muted)}
h2{font-size:17px;font-weight:600}
h3{font-size:15px;font-weight:600}
.inside h3{font-size:13px;margin-top:16px}
.card,.incident{background:var(--card);border:1px solid var(--line);border-radius:8px}
.card{padding:16px 20px 14px}
.card+.card{margin-top:14px}
.card header{display:flex;flex-wrap:wrap;align-items:baseline;gap:2px 14px}
.card header .chip{margin-left:auto}
.chip{display:inline-flex;align-items:baseline;gap:6px;font-size:13.5px;font-weight:500}
.chip .glyph{width:9px;height:9px}
.key{font-weight:600}
.key::before{content:"";display:inline-block;width:12px;height:0;margin-right:6px;vertical-align:middle;border-top:2.5px solid var(--blue)}
.key.stable::before{height:2px;width:18px;border:0;background:repeating-linear-gradient(90deg,var(--grey) 0 4px,transparent 4px 7px)}
.track{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:4px 14px;margin-top:12px;align-items:center}
.share{display:block;width:100%;height:8px;border-radius:4px;grid-column:1/-1}
.share .rest{fill:var(--soft)}
.share .part{fill:var(--blue)}
.share .reverting{fill:var(--warn)}
.weight{font-size:13.5px}
.weight b{font-size:15px}
.steps{display:flex;gap:6px;font-size:13px;color:var(--muted);grid-column:2;grid-row:2;flex-wrap:wrap}
.steps li{padding:1px 8px;border-radius:10px;border:1px solid transparent}
.steps .done{color:var(--muted);background:var(--soft)}
.steps .now{color:var(--ink);font-weight:600;border-color:var(--blue)}
.times,.facts{display:flex;flex-wrap:wrap;gap:0 18px;margin-top:8px;font-size:13.5px;color:var(--muted)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,290px),1fr));gap:8px 22px;margin-top:14px;padding-top:12px;border-top:1px solid var(--line)}
figure{min-width:0;max-width:440px}
figcaption{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:0 12px;font-size:13.5px;margin-bottom:6px}
.metric{font-weight:600}
.values{display:flex;gap:16px;flex-basis:100%;font-size:16px}
.values .muted{font-size:13px;align-self:center}
.limits{color:var(--muted);font-size:13px}
.over{font-size:13px}
.over{font-weight:600}
.worse{color:var(--bad)}
.chart{display:block;width:100%;height:auto}
.chart text{font-size:10.5px;fill:var(--muted);paint-order:stroke;stroke:var(--card);stroke-width:3px}
.chart .end{text-anchor:end}
.chart .grid{stroke:var(--line);stroke-width:1}
.chart .stage{stroke:var(--line);stroke-width:1}
.chart line.limit{stroke:var(--warn);stroke-width:1;stroke-dasharray:2 3}
.chart line.critical{stroke:var(--bad)}
.chart text.limit{text-anchor:end;fill:var(--muted)}
.chart .line{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
.chart .line.candidate{stroke:var(--blue)}
.chart .line.stable{stroke:var(--grey);stroke-width:1.4;stroke-dasharray:4 3}
.chart .line.baseline{stroke-dasharray:1 4}
.chart circle.end{fill:var(--blue)}
.recorded{font-size:12.5px;color:var(--muted);margin-top:4px}
.incident+.incident{margin-top:8px}
summary{display:flex;flex-wrap:wrap;align-items:baseline;gap:2px 16px;padding:11px 16px 11px 34px;cursor:pointer;list-style:none;position:relative;border-radius:8px}
summary::-webkit-details-marker{display:none}
summary::before{content:"";position:absolute;left:16px;top:18px;width:6px;height:6px;border:solid var(--muted);border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}
[open]>summary::before{transform:rotate(45deg);top:16px}
summary:hover{background:var(--soft)}
.what{display:flex;flex-wrap:wrap;gap:0 12px}
.what .id{font-weight:600}
.when{margin-left:auto;font-size:13px}
.reason{flex-basis:100%;font-size:13.5px;color:var(--muted)}
.inside{padding:4px 16px 16px 34px}
.marks{display:flex;flex-wrap:wrap;gap:6px 0;font-size:13px}
.marks li{display:flex;flex-direction:column;padding:0 22px 0 12px;border-left:2px solid var(--line)}
.marks .after{font-size:15px;font-weight:600;min-height:1.5em}
.marks time{color:var(--muted)}
.timeline{margin-top:4px;font-size:13.5px}
.timeline li{display:grid;grid-template-columns:11.2em 1fr;gap:0 12px;padding:1.5px 0}
.timeline time{color:var(--muted);text-align:right}
.timeline a{font-size:12.5px;color:var(--muted)}
table{width:100%;border-collapse:collapse;background:var(--card);border:1px solid var(--line);border-radius:8px;border-spacing:0;font-size:13.5px}
th,td{padding:7px 12px;text-align:left;vertical-align:baseline;font-weight:400}
thead th{font-size:12.5px;color:var(--muted);border-bottom:1px solid var(--line)}
tbody tr+tr>*{border-top:1px solid var(--line)}
tbody th{font-size:14px;min-width:170px}
td:nth-child(2),td:nth-child(4){min-width:110px}
td time{white-space:nowrap;color:var(--muted)}
.levels{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,250px),1fr));gap:1px;background:var(--line);border:1px solid var(--line);border-radius:8px;overflow:hidden}
.levels div{background:var(--card);padding:12px 16px 14px}
dt{font-size:13px;font-weight:600}
.value{font-size:24px;font-weight:600;letter-spacing:-.01em;line-height:1.35}
.value.none{font-size:17px;font-weight:400;color:var(--muted);line-height:1.9}
.note{font-size:13px}
.about{font-size:12.5px;color:var(--muted);margin-top:4px}
footer{padding-top:30px;padding-bottom:40px;font-size:12.5px;color:var(--muted)}
@media (max-width:760px){
main,.top,footer{padding-left:16px;padding-right:16px}
.attention li{grid-template-columns:10px 1fr;padding:10px 12px}
.attention .clock{grid-column:2;white-space:normal}
.card{padding:14px 14px 12px}
.card header .chip,.when{margin-left:0}
.clock{white-space:normal}
.steps{grid-column:1;grid-row:auto}
.timeline li{grid-template-columns:1fr;padding:4px 0}
.timeline time{text-align:left}
.inside{padding-left:16px}
.marks li{flex-basis:50%;padding-right:8px}
table,tbody,tr,th,td{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{padding:10px 14px}
tbody tr+tr{border-top:1px solid var(--line)}
tbody tr+tr>*{border:0}
th,td{padding:1px 0}
td{display:grid;grid-template-columns:108px minmax(0,1fr);gap:8px}
tbody th,td:nth-child(n){min-width:0}
td::before{content:attr(data-label);color:var(--muted)}
}
@media print{body{background:none}.top nav,.skip{display:none}.card,.incident{break-inside:avoid}}
`;
// src/report/page/render.ts
/**
* The page as one HTML document that needs nothing from outside: no script, no font, no picture, no address that is
* fetched. `styleHash` is the base64 SHA-256 of `stylesheet`: the policy in the page's head allows that and no other
* style, and nothing else at all.
*/
function renderPage(model, styleHash) {
	const { repository, verdict, tone } = model;
	const parts = contents(model);
	return `<!doctype html>\n${html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${`default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${verdict} · ${repository}</title>
<style>${trusted(stylesheet)}</style>
</head>
<body>
<a class="skip" href="#now">Skip to what matters now</a>
${top(model, parts)}
<main>
<section id="now" class="verdict ${tone}" aria-labelledby="verdict">
<h1 id="verdict">${glyph(tone)}<span>${verdict}</span></h1>
${model.tally.length === 0 ? null : html`<p class="tally">${model.tally.join(" · ")}</p>`}
${model.attention.length === 0 ? null : html`<ul class="attention">${model.attention.map((item) => attentionHtml(item, model))}</ul>`}
</section>
${parts.map(({ id, title, note, body }) => section(id, title, note, body))}
</main>
${foot(model)}
</body>
</html>`.text}\n`;
}
function top({ repository, at, commit, historyUrl }, parts) {
	const entries = parts.map(({ id, title, count }) => html`<li><a href="#${id}">${title}${count === null ? null : html` <span class="count">${count}</span>`}</a></li>`);
	return html`<header class="top">
<p class="name"><b>Prompt Rollout</b> <span class="id">${repository}</span></p>
<p class="asof">As of ${moment(at, "full")}${commit === null ? null : html`, commit ${link(historyUrl, html`<code>${commit}</code>`)}`}</p>
<nav aria-label="On this page"><ul>${entries}</ul></nav>
</header>`;
}
/** The parts below the verdict; those without anything in them are left out. */
function contents(model) {
	const { rollouts, moreRollouts, incidents, prompts, quarantine, levels, olderIncidents, at } = model;
	const older = olderIncidents === 0 ? null : `${olderIncidents} older ones are on the live branch.`;
	const covered = levels.since === null || levels.until === null ? null : html`What the ledgers tell of ${moment(levels.since)} to ${moment(levels.until)}.`;
	const drift = model.comparesBranch ? null : "Drift from the default branch is not looked at here; the command status tells it.";
	return [
		...rollouts.length === 0 ? [] : [{
			id: "rollouts",
			title: "Rollouts",
			count: rollouts.length + moreRollouts,
			note: moreRollouts === 0 ? null : `The ${moreRollouts} others, on a better way, stand among the prompts.`,
			body: html`${rollouts.map((card) => rolloutHtml(card, at))}`
		}],
		...incidents.length === 0 ? [] : [{
			id: "incidents",
			title: "Incidents",
			count: incidents.length,
			note: older,
			body: html`${incidents.map(incidentHtml)}`
		}],
		{
			id: "prompts",
			title: "Prompts",
			count: prompts.length,
			note: drift,
			body: promptsHtml(model)
		},
		...quarantine.length === 0 ? [] : [{
			id: "quarantine",
			title: "Quarantine",
			count: quarantine.length,
			note: "Rolled back, and not promoted again until a person lifts it.",
			body: quarantineHtml(model)
		}],
		...covered === null ? [] : [{
			id: "levels",
			title: "Service levels",
			count: null,
			note: covered,
			body: levelsHtml(levels)
		}]
	];
}
function attentionHtml({ tone, prompt, title, detail, clock, incident }, model) {
	const known = model.incidents.find((card) => card.id === incident && card.prompt === prompt);
	const rolls = model.rollouts.some((card) => card.prompt === prompt);
	const target = incident !== null && known !== void 0 ? anchor("incident", incidentName(prompt, incident)) : rolls ? anchor("rollout", prompt) : "prompts";
	return html`<li class="${tone}">${glyph(tone)}
<div><p><a class="id" href="#${target}">${prompt}</a> <b>${title}</b></p>${detail === "" ? null : html`<p class="muted">${detail}</p>`}${known === void 0 ? null : actsHtml(known)}</div>
${clock === null ? null : clockText(clock, model.at)}</li>`;
}
/** Where a person acts on it, in one step from the top of the page; null where nothing is open to act in. */
function actsHtml(card) {
	const { pull, issue } = card;
	const links = addressesHtml({
		pull: isLink(pull?.url ?? null) ? pull : null,
		issue: isLink(issue?.url ?? null) ? issue : null
	});
	return links.length === 0 ? null : html`<p class="acts">${links}</p>`;
}
function foot({ liveBranch, historyUrl, commit }) {
	return html`<footer><p>Read from ${link(commit === null ? null : historyUrl, html`<code>${liveBranch}</code>`)}, which holds routing, state and ledger. Times are UTC; what is “in” or “ago” counts from when this page was written.</p></footer>`;
}
// src/commands/status-page.ts
/** The page of these facts, as one HTML document. */
function pageText(facts) {
	return renderPage(pageOf(facts), createHash("sha256").update(stylesheet).digest("base64"));
}
/** A reader that reads a ledger again only when it has grown: of many prompts one changes at a time. */
function ledgerReader() {
	const known = /* @__PURE__ */ new Map();
	return ({ ledgers }, prompt, branch) => {
		const text = ledgers.get(prompt) ?? "";
		const before = known.get(prompt);
		if (before?.text === text) return before.events;
		const events = parseLedger(text, ledgerFile(prompt), branch);
		known.set(prompt, {
			text,
			events
		});
		return events;
	};
}
function promptFacts(snapshot, branch, id, drift, read) {
	const events = read(snapshot, id, branch);
	const state = snapshot.states.get(id) ?? null;
	const damage = snapshot.damaged.get(id);
	const facts = {
		id,
		state,
		events,
		looksOf: (rollout) => looksOf(events, rollout),
		drift
	};
	return damage === void 0 ? facts : {
		...facts,
		damage: damage.message
	};
}
/** Writes the page of these prompts as `index.html` into a folder, and returns the file. Throws `page-unwritable`. */
async function writePage(session, { live }, snapshot, prompts, folder) {
	const read = ledgerReader();
	const text = pageText({
		repository: session.repository,
		liveBranch: live.branch,
		head: snapshot.head,
		at: session.clock.now().toISOString(),
		historyUrl: (await session.forge()).link({ branch: live.branch }),
		comparesBranch: true,
		prompts: prompts.map(({ prompt, drift }) => promptFacts(snapshot, live.branch, prompt, drift, read))
	});
	const file = join(resolve(session.facts.workspace, folder), pageFile);
	try {
		await mkdir(resolve(session.facts.workspace, folder), { recursive: true });
		await replace(file, text);
	} catch (error) {
		throw fail("page-unwritable", {
			file,
			message: messageOf(error)
		}, error);
	}
	return file;
}
/** Whole or not at all: whoever reads sees the old page or the new one. */
async function replace(file, text) {
	const temporary = `${file}.${randomUUID()}.tmp`;
	try {
		await writeFile(temporary, text);
		await rename(temporary, file);
	} finally {
		await rm(temporary, { force: true });
	}
}
/**
* The page as files that go into the same commit as what it shows. It knows nothing of the default branch. It never
* throws: a page that cannot be made is a warning, and the commit goes without it.
*/
function publishedPage(publisher, read) {
	const { config, branch, repository, historyUrl, log } = publisher;
	return async (after, at) => {
		try {
			const left = [...after.states.keys(), ...after.damaged.keys()].filter((id) => !Object.hasOwn(config.prompts, id));
			const ids = [...Object.keys(config.prompts), ...left];
			const text = pageText({
				repository,
				liveBranch: branch,
				head: null,
				at,
				historyUrl: await historyUrl(),
				comparesBranch: false,
				prompts: ids.map((id) => promptFacts(after, branch, id, null, read))
			});
			return /* @__PURE__ */ new Map([[pageFile, text], [nojekyllFile, ""]]);
		} catch (error) {
			log.warn(`The status page is not written with this commit: ${messageOf(error)}`);
			return /* @__PURE__ */ new Map();
		}
	};
}
export { ledgerReader, pageText, publishedPage, writePage };
