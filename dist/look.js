import { f as THETAS, n as PROVEN, r as STAKES } from "./settings.js";
import { a as isNotice, o as noticesOf } from "./prompts.js";
import { D as historyOf, s as inWindow } from "./verification.js";
import { a as duration, c as percent, i as counted, n as clock, r as count } from "./format.js";
import { _ as mergeLooks, a as crossedBy, h as waitText, l as limit, p as side } from "./words.js";
import { c as isOver, i as secondsSince, n as decide, r as isSilent } from "./new-rollout.js";
import { C as askedOf, D as pageAgain, F as withEntries, I as ledgerEvent, L as withDelivery, O as remind, P as newsOf, S as draftOf, T as expire, _ as observe, a as revertingIncident, d as advance, g as looked, h as held, i as finishReverting, k as replaced, l as announced, m as firstTraffic, n as rollback, p as complete, r as takeBack, t as ask, v as resolve, w as dueOf, x as commitOrTell } from "./incident.js";
import { a as unjudged, c as isOverBeyondChance, d as baselineSince, n as nextHold, o as sane, r as judge, s as errorRateNow, t as holdReason } from "./hold.js";
import { _ as parseLedger, h as looksOf, n as ledgerFile } from "./snapshot.js";
import { t as noteRollbacks } from "./rolled-back.js";
// src/report/look-line.ts
/**
* One look in one line: `14:02:30 UTC  customer-support v2.0.0  5 %  healthy  errors 0.3 % (0.2 %)  …`, values
* of the candidate with those of stable in brackets: of the window, or of the period that crossed a limit, which is
* then named. Plain text; the log makes it harmless.
*/
function lookLine(at, prompt, rollout, observation, verdict) {
	const { candidate, weight, phase, paused_at } = rollout;
	const why = verdict.matches[0]?.name ?? (verdict.gaps.join(", ") || verdict.unproven[0]?.name);
	const judged = why === void 0 ? verdict.verdict : `${verdict.verdict} (${why})`;
	const waits = verdict.verdict === "healthy" ? verdict.promotion.waits.map(waitText) : missing(verdict);
	return [
		`${at.toISOString().slice(11, 19)} UTC`,
		`${prompt} ${candidate.label}`,
		phase === "reverting" ? `${weight} % left on ${candidate.label}${paused_at ? " (paused)" : ""}` : `${weight} %`,
		judged,
		...observation === null ? [] : numbers(observation, verdict),
		...phase === "reverting" ? blind(verdict, paused_at !== null) : waits,
		...verdict.verdict === "rollback" ? [] : stageLeft(rollout, at)
	].join("  ");
}
/** What goes on between two looks, in one line of plain text: time left, requests missing. */
function waitingLine(open, at) {
	const [only] = open;
	if (only === void 0) return "Waiting";
	if (open.length > 1) return `${open.length} rollouts are open`;
	const { prompt, rollout, verdict } = only;
	const waits = verdict === null ? [] : [...verdict.promotion.waits.map(waitText), ...missing(verdict)];
	const parts = [...stageLeft(rollout, at), ...waits];
	return `${prompt} ${rollout.candidate.label} at ${rollout.weight} %${parts.length === 0 ? "" : `: ${parts.join("; ")}`}`;
}
/** The time until this stage may end; nothing when that is over, or when no clock runs. */
function stageLeft({ phase, plan, stage, stage_started_at, asking }, at) {
	if (phase === "reverting" || asking !== null) return [];
	const left = (phase === "watching" ? plan.policy.watch : plan.stages[stage]?.bake ?? 0) - (at.getTime() - Date.parse(stage_started_at)) / 1e3;
	return left > 0 ? [`${duration(left)} of ${phase === "watching" ? "the watch" : "this stage"} left`] : [];
}
/** What a gradual rollback does where the metrics do not tell: it needs no healthy verdict to go on. */
function blind({ verdict, cause }, paused) {
	if (verdict !== "inconclusive" || cause === "outage") return [];
	return [paused ? "stays paused until the target is known to be healthy" : "the time of the step runs on"];
}
/** What is missing until an unproven crossing is proven, if it goes on like this. */
function missing({ unproven, readings }) {
	const crossed = unproven[0];
	const requests = readings.find(({ metric }) => metric === crossed?.metric)?.proof?.missing_requests;
	if (crossed === void 0 || requests == null) return [];
	return [`${crossed.name}: ${counted(Math.ceil(requests), "more request")} to prove it`];
}
const names$1 = {
	error_rate: "errors",
	latency_p99: "p99",
	quality: "quality"
};
function numbers(observation, verdict) {
	const { candidate, stable, rates } = observation;
	if (rates !== null) return [`errors ${percent(rates.error_rate_pct)}`];
	return [
		"error_rate",
		"latency_p99",
		"quality"
	].flatMap((metric) => {
		const match = [...verdict.matches, ...verdict.unproven].find((each) => each.metric === metric);
		if (match !== void 0) return [crossing(match, observation, verdict)];
		const value = inWindow(candidate, metric);
		if (value === null) return [];
		const beside = inWindow(stable, metric);
		return [`${names$1[metric]} ${side(metric, value)} (${beside === null ? "-" : side(metric, beside)})`];
	});
}
/** The values of the period that crossed: since the trouble began, or the window itself where that is what is over. */
function crossing(match, observation, { readings }) {
	const { metric, threshold, since } = match;
	const { candidate, stable, at, window_seconds } = observation;
	const reading = readings.find((each) => each.metric === metric && each.since === since);
	const [worse, beside] = reading === void 0 ? [inWindow(candidate, metric), inWindow(stable, metric)] : [reading.candidate, reading.stable];
	const when = reading === void 0 || since === null ? ` in the last ${duration(window_seconds)}` : ` since ${clock(since, at)}`;
	const told = metric === "error_rate" ? crossedBy(match) : side(metric, worse);
	const change = metric === "error_rate" ? "" : ` ${crossedBy(match)},`;
	return `${names$1[metric]} ${told} (${beside === null ? "-" : side(metric, beside)})${when}:${change} ${limit(metric, threshold)}`;
}
// src/rollout/group.ts
/**
* Who goes back together. Every named prompt does, as it would alone. A prompt that is related to a named one (the
* relation holds both ways) does when it has a rollout, whose candidate is then taken back: a settled version
* has proven itself, and is put back only by name.
*/
function groupOf(named, prompts, states) {
	const related = prompts.filter(({ id, related: others }) => !named.includes(id) && (others.some((other) => named.includes(other)) || prompts.some((prompt) => named.includes(prompt.id) && prompt.related.includes(id)))).map(({ id }) => id).filter((id) => states.has(id));
	const running = related.filter((id) => states.get(id)?.rollout !== null);
	return {
		members: [.../* @__PURE__ */ new Set([...named, ...running])],
		left: related.filter((id) => !running.includes(id))
	};
}
/**
* Rollbacks of prompts that fail together, as one incident: that of the first speaks for the others, which tell
* nobody and open nothing of their own. An incident that was there before, asked about or on its gradual way back,
* keeps what it has. Other changes stay as they are, behind the rollbacks.
*/
function joined(changes) {
	const [lead, ...others] = changes.filter(opensIncident);
	const incident = lead?.message.incident ?? null;
	if (lead === void 0 || incident === null) return [...changes];
	const joins = {
		prompt: lead.state.prompt,
		incident
	};
	const rest = changes.filter((change) => !opensIncident(change));
	return [
		lead,
		...others.map((change) => joining(change, joins)),
		...rest
	];
}
/**
* Whether a rollback opens an incident of its own. One that was there before has its branch and pull request
* already, which are of its prompt alone: it neither joins another nor speaks for one.
*/
function opensIncident({ events, state, message }) {
	const incident = state.incidents.find(({ id }) => id === message.incident);
	if (incident === void 0 || incident.question !== null) return false;
	return events.some(({ event, at }) => (event === "rolled-back" || event === "reverting") && at === incident.decided_at);
}
function joining(change, joins) {
	const { state, message } = change;
	const incident = state.incidents.find(({ id }) => id === message.incident);
	if (incident === void 0) return change;
	const own = (entry) => entry.kind !== "deliver" && entry.incident === incident.id;
	return {
		...change,
		state: {
			...state,
			incidents: replaced(state, {
				...incident,
				joins
			}),
			outbox: state.outbox.filter((entry) => !own(entry))
		}
	};
}
/** Prompts that are related, as lists: the relation holds both ways, and across several steps. */
function clusters(prompts) {
	const areRelated = (one, other) => one.related.includes(other.id) || other.related.includes(one.id);
	return prompts.reduce((lists, one) => {
		const near = lists.filter((list) => prompts.some((other) => list.includes(other.id) && areRelated(one, other)));
		return [...lists.filter((list) => !near.includes(list)), [...near.flat(), one.id]];
	}, []);
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
// src/commands/observe.ts
/**
* Looks at the candidate beside stable. Without a metrics source everything is inconclusive. `past` are the
* looks of the ledger, for a source that has no history of its own.
*/
async function sightRollout(source, prompt, stable, rollout, past, at) {
	const { policy } = rollout.plan;
	const age = (began) => Math.max(0, secondsSince(began ?? at.toISOString(), at.toISOString()));
	if (source === null) return {
		at,
		history: true,
		observation: null,
		verdict: unjudged("metrics-missing", age(rollout.first_traffic_at), policy)
	};
	const answer = await source.observe({
		prompt,
		candidate: rollout.candidate.label,
		stable: stable.label,
		weight: rollout.weight,
		since: /* @__PURE__ */ new Date(Date.parse(rollout.started_at) - lead * 1e3),
		at
	});
	const looks = source.history ? answer.looks : accumulated(past, answer);
	const observation = {
		...answer,
		looks: weighed(looks, rollout)
	};
	const { stages } = rollout.plan;
	const { history } = source;
	const arrived = rollout.first_traffic_at ?? arrivalOf({
		observation,
		history
	}, rollout.started_at);
	const verdict = judge(observation, policy, {
		ageSeconds: age(arrived),
		crossing: rollout.crossing,
		weight: rollout.weight,
		baseline: rollout.baseline,
		lastStage: stages[rollout.stage + 1]?.weight === 100,
		secondsLeft: policy.deadline - secondsSince(rollout.stage_started_at, at.toISOString())
	});
	const earliest = looks === null || arrived === null ? rollout.started_at : arrived;
	return {
		at,
		history,
		observation,
		verdict: rollout.phase === "reverting" ? verdict : notBefore(verdict, earliest)
	};
}
/**
* Begin of the first look with traffic of the candidate, ISO 8601; null when it is not in the looks. A look of a source
* with history begins where the one before it ended; one without covers its own window and nothing else. No
* candidate had traffic before its rollout `started`: a look that began earlier counts from there.
*/
function arrivalOf({ observation, history }, started) {
	const looks = observation?.looks ?? [];
	const index = looks.findIndex(({ candidate }) => candidate.requests > 0);
	const look = looks[index];
	if (observation === null || look === void 0) return null;
	const length = history ? 30 : observation.window_seconds;
	const before = looks[index - 1]?.at;
	const alone = (/* @__PURE__ */ new Date(Date.parse(look.at) - length * 1e3)).toISOString();
	const begin = before === void 0 || !history && isBefore(before, alone) ? alone : before;
	return isBefore(begin, started) ? started : begin;
}
/**
* The verdict without a trouble that begins before the candidate had any traffic: the first look and the window of a
* source may reach further back. Nothing is decided by these times; they are only told.
*/
function notBefore(verdict, earliest) {
	const bounded = (each) => each.since !== null && isBefore(each.since, earliest) ? {
		...each,
		since: earliest
	} : each;
	return {
		...verdict,
		matches: verdict.matches.map(bounded),
		unproven: verdict.unproven.map(bounded),
		readings: verdict.readings.map(bounded)
	};
}
const isBefore = (one, other) => Date.parse(one) < Date.parse(other);
/** The looks so far and this one; one whose window overlaps it gives way, since nothing may count twice. */
function accumulated(past, { looks, window_seconds }) {
	const [fresh] = looks ?? [];
	if (fresh === void 0) return past.length === 0 ? null : past;
	const begin = Date.parse(fresh.at) - window_seconds * 1e3;
	return [...past.filter(({ at }) => Date.parse(at) <= begin), fresh];
}
/**
* Seconds before the start from which the looks begin. What stable does by itself shows whether its errors come
* in clusters: without it the first looks of a rollout would take a cluster for a failure of the candidate.
*/
const lead = 3600;
/** A source knows counts, not weights: each look gets the weight that held when it ended, 0 before the start. */
function weighed(looks, { weights }) {
	if (looks === null) return null;
	return sinceKnown(looks.map((look) => {
		const ended = Date.parse(look.at);
		const weight = weights.findLast(({ at }) => Date.parse(at) < ended)?.weight ?? 0;
		return weight === 0 ? {
			...look,
			weight,
			candidate: {
				requests: 0,
				errors: 0
			}
		} : {
			...look,
			weight
		};
	}));
}
/**
* Without the looks before stable is known. Where the source did not have it at the begin of the history, the
* first look counts all that it ever did.
*/
function sinceKnown(looks) {
	const first = looks.findIndex(({ weight, stable }) => weight > 0 || stable.requests > 0);
	if (first <= 0) return looks;
	return looks.slice(looks[first]?.weight === 0 ? first + 1 : first);
}
/** The longest history that a look at a version without a rollout asks for, in seconds. */
const longest = 86400;
/**
* Looks at a stable version that serves everyone, by the absolute rules and the mature limits, over at most so many
* seconds of its history.
*/
async function sightStable(source, prompt, stable, policy, at, most = longest) {
	const served = secondsSince(stable.stable_since ?? at.toISOString(), at.toISOString());
	const age = Math.max(policy.gates.mature_after, served);
	return sightAlone(source, prompt, stable.label, policy, {
		at,
		age,
		history: Math.min(served, most)
	});
}
/** Looks at a version in staging, from when it came there. */
async function sightStaged(source, prompt, soak, label, policy, at) {
	const age = soak === null ? 0 : secondsSince(soak.started_at, at.toISOString());
	return sightAlone(source, prompt, label, policy, {
		at,
		age,
		history: Math.min(age, longest)
	});
}
/** A look at one version that has all the traffic of its environment; times in seconds. */
async function sightAlone(source, prompt, label, policy, { at, age, history }) {
	if (source === null) return {
		at,
		history: true,
		observation: null,
		verdict: unjudged("metrics-missing", age, policy)
	};
	const since = /* @__PURE__ */ new Date(at.getTime() - history * 1e3);
	const observation = await source.observe({
		prompt,
		candidate: label,
		stable: label,
		weight: 100,
		since,
		at
	});
	const verdict = judge(observation, policy, {
		ageSeconds: age,
		crossing: null,
		weight: 100,
		baseline: null,
		lastStage: false,
		secondsLeft: Number.POSITIVE_INFINITY
	});
	return {
		at,
		history: source.history,
		observation,
		verdict
	};
}
/** What the ledger and an incident keep of a look: without the looks of the grid, but with what they come to. */
function evidenceOf(sight, started) {
	const { observation, verdict } = sight;
	if (observation === null) return null;
	const { looks, ...rest } = observation;
	const since = arrivalOf(sight, started);
	return {
		observation: rest,
		verdict,
		exposure: looks === null ? null : exposureOf(looks, since)
	};
}
/** What the candidate did from its first traffic on; null without any. */
function exposureOf(looks, since) {
	const last = looks.at(-1);
	if (since === null || last === void 0) return null;
	const sum = (field) => Math.round(looks.reduce((total, { candidate }) => total + candidate[field], 0));
	return {
		since,
		until: last.at,
		requests: sum("requests"),
		failed: sum("errors")
	};
}
// src/commands/recorded.ts
/** Looks that one ledger line holds at most: longer histories are summed pairwise until they fit. */
const mostLooks = 500;
/**
* The change with the looks it rests on in its last ledger line: those since the line before, so that the
* ledger as a whole has all of them, once.
*/
function recorded(change, before, sight) {
	const fresh = freshLooks(before, sight);
	const last = fresh.at(-1);
	const event = change.events.at(-1);
	if (last === void 0 || event === void 0) return change;
	const details = typeof event.details === "object" && event.details !== null ? event.details : {};
	const { rollout } = change.state;
	const state = rollout?.id === before.id ? {
		...change.state,
		rollout: {
			...rollout,
			recorded_until: iso(last.at)
		}
	} : change.state;
	return {
		...change,
		state,
		events: [...change.events.slice(0, -1), {
			...event,
			details: {
				...details,
				looks: condensed(fresh)
			}
		}]
	};
}
/**
* The looks that the ledger does not have yet. Those of a source without history are windows of their own,
* and only one that begins after the last recorded one counts what no other has counted.
*/
function freshLooks({ recorded_until }, { observation, history }) {
	const looks = observation?.looks ?? [];
	if (recorded_until === null) return looks;
	const length = history ? 0 : (observation?.window_seconds ?? 0) * 1e3;
	const until = Date.parse(recorded_until);
	return looks.filter(({ at }) => Date.parse(at) > until && Date.parse(at) - length >= until);
}
/** A source without history has its looks kept in the ledger, also those that change nothing else. */
function unrecorded(state, rollout, sight, actor) {
	return !sight.history && freshLooks(rollout, sight).length > 0 ? looked(state, rollout, actor) : null;
}
/** The looks of a running rollout that the ledger has. */
function pastLooks(snapshot, branch, prompt, { id }) {
	const ledger = snapshot.ledgers.get(prompt) ?? "";
	return looksOf(parseLedger(ledger, ledgerFile(prompt), branch), id);
}
function condensed(looks) {
	if (looks.length <= mostLooks) return looks;
	const pairs = [];
	for (let index = 0; index < looks.length; index += 2) {
		const [one, two] = [looks[index], looks[index + 1]];
		if (one !== void 0) pairs.push(two !== void 0 && alike(one, two) ? mergeLooks(one, two) : one);
		if (one !== void 0 && two !== void 0 && !alike(one, two)) pairs.push(two);
	}
	return pairs.length < looks.length ? condensed(pairs) : pairs;
}
/** Looks whose sum loses nothing: of one weight, and with the same metrics. */
function alike(one, two) {
	const same = (arm, metric) => one[arm][metric] === void 0 === (two[arm][metric] === void 0);
	return one.weight === two.weight && ["latency", "quality"].every((metric) => same("candidate", metric) && same("stable", metric));
}
function iso(time) {
	return new Date(time).toISOString();
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
// src/policy/health.ts
/** Requests in the window from which a plain error rate says something. */
const enough = 20;
/** Failed requests that cannot be two unlucky ones. */
const several = 3;
/** Nothing is known. */
const unknownHealth = {
	bad: {
		rate: null,
		over: null
	},
	target: {
		rate: null,
		state: "unknown"
	}
};
/**
* Error rates of the bad version (candidate) and of the one that takes over (stable), against the limit of
* `error-high` (2 % unless set otherwise). The plain value counts against the bad version, since going back is the
* safe direction; against the target only what is over the limit beyond chance.
*/
function healthOf(given, policy) {
	if (given === null) return unknownHealth;
	const { candidate, stable, rates } = sane(given, false);
	const limit = policy.rules["error-high"].over;
	const known = rates !== null || (candidate.requests ?? 0) >= enough;
	const rate = rates === null ? errorRateNow(candidate) : rates.error_rate_pct;
	const over = known && rate !== null && isOver(rate, limit) ? highMatch(rate, policy) : null;
	const mine = rates === null ? errorRateNow(stable) : null;
	const requests = stable.requests ?? 0;
	const failed = stable.errors ?? 0;
	if (mine === null) return {
		bad: {
			rate,
			over
		},
		target: {
			rate: null,
			state: "unknown"
		}
	};
	const unhealthy = failed >= several && isOverBeyondChance(mine, requests, limit);
	const healthy = requests >= enough && !isOver(mine, limit);
	return {
		bad: {
			rate,
			over
		},
		target: {
			rate: mine,
			state: unhealthy ? "unhealthy" : healthy ? "healthy" : "unknown"
		}
	};
}
function highMatch(value, policy) {
	const { severity, decider, limit, over: threshold } = policy.rules["error-high"];
	return {
		name: "error-high",
		metric: "error_rate",
		severity,
		decider,
		value,
		threshold,
		limit,
		since: null
	};
}
// src/rollout/decide-reverting.ts
/** Why a paused rollout holds: the target is bad, or it is healthy again for less than a step. */
const pauseReasons = {
	paused: "paused",
	recovering: "recovering"
};
/**
* Decides a look at a gradual rollback (phase `reverting`). The bad version over the limit, or critical, ends it
* at once; an unhealthy target pauses it. When both are bad it pauses, too, unless the bad version is critical
* and fails more often than the target: then all traffic there is the lesser evil. It never gives weight back.
*
* Unknown metrics neither pause nor speed up: traffic returns to a version that is known as good, which needs no
* healthy verdict, so the time of the step runs on. A pause ends by a known healthy target alone. A run that
* comes late takes the stage that is due by the clock.
*/
function decideReverting(rollout, health, verdict, now, outageLimit) {
	const critical = verdict.verdict === "rollback" ? verdict.matches[0] ?? null : null;
	const worse = critical ?? health.bad.over;
	const paused = rollout.paused_at !== null;
	if (paused ? health.target.state !== "healthy" : health.target.state === "unhealthy") return critical !== null && isLesserEvil(health) ? {
		kind: "finish",
		match: critical
	} : blocked(rollout, worse !== null && health.target.state === "unhealthy");
	if (worse !== null) return {
		kind: "finish",
		match: worse
	};
	if (paused) return recovering(rollout, now);
	const due = dueStage(rollout, now);
	if (rollout.plan.stages[due.stage]?.weight === 0) return {
		kind: "finish",
		match: null
	};
	if (due.stage > rollout.stage) return {
		kind: "step",
		...due
	};
	if (verdict.cause !== "metrics" || verdict.gaps.includes("metrics-missing")) return {
		kind: "hold",
		why: "reverting",
		page: false
	};
	return {
		kind: "hold",
		why: "inconclusive",
		page: isSilent(rollout, verdict, now, outageLimit)
	};
}
/** Whether the target is known to fail less than the bad version. */
function isLesserEvil({ bad, target }) {
	return bad.rate !== null && target.rate !== null && bad.rate > target.rate;
}
/** The target is not healthy. It is escalated when the pause begins, and once more when both are bad. */
function blocked({ paused_at, hold }, both) {
	if (paused_at === null) return {
		kind: "pause",
		both
	};
	if (both && hold?.paged !== true) return {
		kind: "pause",
		both
	};
	if (hold?.why === pauseReasons.recovering) return { kind: "relapse" };
	return {
		kind: "hold",
		why: "paused",
		page: false
	};
}
function recovering({ hold, stage, plan }, now) {
	if (hold?.why !== pauseReasons.recovering) return { kind: "recover" };
	if (!(secondsSince(hold.since, now) >= (plan.stages[stage]?.bake ?? 0))) return {
		kind: "hold",
		why: "paused",
		page: false
	};
	const next = plan.stages[stage + 1];
	return next === void 0 || next.weight === 0 ? {
		kind: "finish",
		match: null
	} : {
		kind: "go-on",
		stage: stage + 1
	};
}
/** The stage by the clock, and when it was due: every stage has its time, whoever came to see it. */
function dueStage({ stage, stage_started_at, plan }, now) {
	let due = stage;
	let since = Date.parse(stage_started_at);
	for (;;) {
		const until = since + (plan.stages[due]?.bake ?? 0) * 1e3;
		if (plan.stages[due + 1] === void 0 || !(Date.parse(now) >= until)) break;
		due += 1;
		since = until;
	}
	return {
		stage: due,
		since: new Date(since).toISOString()
	};
}
// src/rollout/gradual.ts
/** Percent left on the bad version, step by step. */
const shares = [
	75,
	50,
	25,
	0
];
/** The stages of a way back from `weight` percent, the last at 0: steps at or above the weight are skipped. */
function stagesDown(weight, step) {
	return shares.filter((share) => share < weight).map((share) => ({
		weight: share,
		bake: share === 0 ? 0 : step
	}));
}
/** Whether this prompt is on its gradual way back to that version already; an empty label names no other one. */
function isRevertingTo({ rollout, stable }, label) {
	return rollout?.phase === "reverting" && (label === "" || label === stable.label);
}
/**
* The first step of a gradual rollback. `target` is the stable version from now on and the bad one a candidate on
* its way out, with the stages down and their time pinned as its plan. Where no step lies below the present
* weight it is the instant rollback. The bad version is in quarantine at once.
*/
function revert(before, target, ground, actor, pace, joins = null) {
	const running = before.rollout;
	const weight = running?.weight ?? 100;
	const stages = stagesDown(weight, pace.step);
	const share = stages[0]?.weight ?? 0;
	if (share === 0) return rollback(before, target, ground, actor, joins);
	const { state, incident } = takeBack(before, target, ground, actor, "reverting", joins);
	const { bad } = incident;
	const rollout = {
		id: incident.rollout,
		candidate: bad,
		phase: "reverting",
		stage: 0,
		weight: share,
		started_at: running?.started_at ?? actor.now,
		stage_started_at: actor.now,
		weights: [...running?.weights ?? [], {
			at: actor.now,
			weight: share
		}],
		first_traffic_at: running === null ? bad.stable_since : running.first_traffic_at,
		crossing: null,
		hold: null,
		baseline: null,
		recorded_until: running === null ? actor.now : running.recorded_until,
		asking: null,
		mutes: running?.mutes ?? [],
		paused_at: null,
		plan: {
			stages,
			policy: running?.plan.policy ?? pace.policy
		}
	};
	return moved({
		...state,
		rollout
	}, rollout, weight, ground.reason, ground.evidence, actor);
}
/** Carries a decision out; null when nothing worth recording changed. */
function revertChange(before, rollout, decision, sight, actor) {
	const { evidence } = sight;
	switch (decision.kind) {
		case "finish": {
			const { match } = decision;
			const cause = match === null ? null : groundOf(match, sight.at, evidence);
			return finishReverting(before, rollout, cause, actor);
		}
		case "step": return stepDown(before, rollout, decision.stage, decision.since, null, evidence, actor);
		case "go-on": {
			const resumed = {
				...rollout,
				paused_at: null,
				hold: null
			};
			const reason = `${before.stable.label} is healthy again`;
			return stepDown(before, resumed, decision.stage, actor.now, reason, evidence, actor);
		}
		case "pause": return pause(before, rollout, decision.both, sight, actor);
		case "recover": return noted(before, rollout, "recovering", `${before.stable.label} is healthy again`, evidence, actor);
		case "relapse": return noted(before, rollout, "paused", `${before.stable.label} is not healthy yet`, evidence, actor);
		case "hold": {
			const { kind, why, page } = decision;
			if (why === "paused") return null;
			const hold = nextHold(rollout, {
				kind,
				why,
				page
			}, sight.verdict, actor.now);
			if (hold === null) return null;
			const reason = holdReason(hold, sight.verdict);
			return {
				...held(before, rollout, hold, reason, actor, evidence),
				outcome: "reverting"
			};
		}
	}
}
/** To the stage that is due. It has been due since `since`, and its own time counts from then. */
function stepDown(before, rollout, stage, since, reason, evidence, actor) {
	const weight = rollout.plan.stages[stage]?.weight ?? 0;
	const next = {
		...rollout,
		stage,
		weight,
		stage_started_at: since,
		weights: [...rollout.weights, {
			at: actor.now,
			weight
		}]
	};
	return moved({
		...before,
		rollout: next,
		outbox: withDelivery(before.outbox, actor)
	}, next, rollout.weight, reason, evidence, actor);
}
function moved(state, { id, candidate, weight }, from, reason, evidence, actor) {
	const incident = revertingIncident(state)?.id ?? null;
	return {
		outcome: "reverting",
		state,
		events: [ledgerEvent(actor, "reverting", {
			rollout: id,
			incident,
			version: candidate,
			weight,
			reason,
			details: evidence
		})],
		routing: true,
		archive: null,
		message: {
			verb: "revert",
			from: candidate.label,
			to: state.stable.label,
			detail: [`${from} % -> ${weight} %`, reason].filter((part) => part !== null).join(": "),
			incident
		}
	};
}
/** The weight stays, and people are told; of a pause that goes on only that both versions are bad now. */
function pause(before, rollout, both, { health, evidence }, actor) {
	const { stable } = before;
	const { id, candidate, weight, plan } = rollout;
	const limit = plan.policy.rules["error-high"].over;
	const target = `error rate ${shown(health.target.rate ?? limit, limit)} % on ${stable.label}, which takes over`;
	const reason = both ? `${target}; ${candidate.label} is bad, too` : target;
	const hold = {
		why: pauseReasons.paused,
		rule: null,
		metrics: false,
		since: actor.now,
		paged: both
	};
	const next = {
		...rollout,
		paused_at: rollout.paused_at ?? actor.now,
		hold
	};
	const incident = revertingIncident(before);
	const news = incident === null ? [] : newsOf(incident, "paused", actor);
	const fields = {
		rollout: id,
		incident: incident?.id ?? null,
		version: candidate,
		weight
	};
	return {
		outcome: "paused",
		state: {
			...before,
			rollout: next,
			outbox: withEntries(before.outbox, ...news)
		},
		events: [ledgerEvent(actor, "paused", {
			...fields,
			reason,
			details: evidence
		})],
		routing: false,
		archive: null,
		message: {
			verb: "pause",
			from: null,
			to: candidate.label,
			detail: `${weight} %: ${reason}`,
			incident: incident?.id ?? null
		}
	};
}
/** How it stands with a pause: since when the target is healthy again, or that it is not. */
function noted(before, rollout, why, reason, evidence, actor) {
	const paged = rollout.hold?.paged ?? false;
	const hold = {
		why: pauseReasons[why],
		rule: null,
		metrics: false,
		since: actor.now,
		paged
	};
	return {
		...held(before, rollout, hold, reason, actor, evidence),
		outcome: "paused"
	};
}
// src/commands/reverting.ts
/**
* One pure step of a gradual rollback, by what a look saw. `limit` is the seconds of silence after which the
* metrics source pages; `hold` the outcome when nothing changes.
*/
function stepOfReverting(state, rollout, sight, actor, limit) {
	const health = healthOf(sight.observation, rollout.plan.policy);
	const decision = decideReverting(rollout, health, sight.verdict, actor.now, limit);
	const hold = rollout.paused_at === null ? "reverting" : "paused";
	const evidence = evidenceOf(sight, rollout.started_at);
	const change = revertChange(state, rollout, decision, {
		health,
		verdict: sight.verdict,
		at: sight.at.toISOString(),
		evidence
	}, actor);
	if (change !== null) return {
		change: recorded(change, rollout, sight),
		hold
	};
	const kept = unrecorded(state, rollout, sight, actor);
	return {
		change: kept === null ? null : recorded({
			...kept,
			outcome: hold
		}, rollout, sight),
		hold
	};
}
// src/commands/step.ts
/**
* The same look on a newer state. A rollback stands as long as the candidate is the same; every other
* decision only while the stage is, because it was made on that stage's time and weight.
*/
function again(state, seen, sight, actor, limits) {
	const rollout = state?.rollout;
	if (state === void 0 || rollout?.id !== seen.id) return null;
	const step = stepOf(state, rollout, sight, actor, limits);
	return rollout.stage === seen.stage && rollout.phase === seen.phase || step.change?.outcome === "rolled-back" ? step : null;
}
/** One pure step: first traffic is recorded, then the decision is carried out on that state. */
function stepOf(state, rollout, sight, actor, limits) {
	if (rollout.phase === "reverting") {
		const { change, hold } = stepOfReverting(state, rollout, sight, actor, limits.outage);
		return {
			change: change && announced(state, change, actor),
			hold
		};
	}
	const first = rollout.first_traffic_at === null && hasTraffic(sight) ? firstTraffic(state, rollout, actor, arrivalOf(sight, rollout.started_at) ?? actor.now) : null;
	const base = first?.state ?? state;
	const decision = decide(rollout, sight.verdict, actor.now, limits.outage);
	const both = merged(first, frozen(decision) ? onQuestion(base, sight, actor, limits.onExpiry) : carryOut(base, base.rollout ?? rollout, decision, sight, actor)) ?? unrecorded(base, rollout, sight, actor);
	const hold = decision.kind === "hold" ? decision.why : "baking";
	if (both === null) return {
		change: null,
		hold
	};
	const named = decision.kind === "hold" && both.outcome !== "rolled-back" ? {
		...both,
		outcome: hold
	} : both;
	return {
		change: announced(state, recorded(named, rollout, sight), actor),
		hold
	};
}
const frozen = (decision) => decision.kind === "hold" && decision.why === "asking";
/** What the clock of the open question asks for, whatever the metrics say; null while it runs. */
function onQuestion(state, sight, actor, onExpiry) {
	const incident = askedOf(state);
	switch (incident === null ? null : dueOf(incident, actor.now)) {
		case "remind": return incident && remind(state, incident, actor);
		case "page-again": return incident && pageAgain(state, incident, actor);
		case "expire": return incident && (onExpiry === "rollback" ? expired(state, incident, sight, actor) : expire(state, incident, actor));
		default: return null;
	}
}
/** Nobody has answered in time, and the configuration says to roll back then. */
function expired(state, incident, sight, actor) {
	const ground = {
		match: null,
		reason: `nobody answered in time: ${incident.reason}`,
		detectedAt: sight.at.toISOString(),
		evidence: incident.evidence
	};
	return rollback(state, state.stable, ground, actor);
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
function merged(first, second) {
	if (first === null || second === null) return second ?? first;
	return {
		...second,
		events: [...first.events, ...second.events]
	};
}
function hasTraffic({ observation }) {
	if (observation === null) return false;
	return observation.rates !== null || (observation.candidate.requests ?? 0) > 0;
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
	const [looked] = await actTogether(session, view, [seen]);
	if (looked === void 0) throw new Error("a look came to nothing");
	return looked;
}
/** Whether a look ends in a rollback, by itself. */
function rollsBack(session, view, { state, rollout, sight }) {
	const { change } = stepOf(state, rollout, sight, session.actor(view.config), limitsOf(view));
	return change?.outcome === "rolled-back";
}
/**
* Does what follows from looks at prompts that fail together, in one commit: the first leads, and its incident
* speaks for the others.
*/
async function actTogether(session, view, all) {
	const limits = limitsOf(view);
	for (const { prompt, rollout, sight } of all) {
		logLook(session, prompt, rollout, sight);
		noteHistory(session, prompt, rollout, sight);
	}
	const holds = /* @__PURE__ */ new Map();
	const decide = (states) => {
		const actor = session.actor(view.config);
		const changes = all.flatMap(({ prompt, rollout, sight }) => {
			const step = again(states.get(prompt), rollout, sight, actor, limits);
			holds.set(prompt, step?.hold ?? holds.get(prompt) ?? "baking");
			return step?.change ?? [];
		});
		return changes.length === 0 ? null : draftOf(...joined(changes));
	};
	const known = new Map(all.map(({ prompt, state }) => [prompt, state]));
	const committed = await commitOrTell(session, view, known, decide);
	if (committed !== null) {
		noteRollbacks(session, view, committed);
		warnOfPages(session.log, committed);
	}
	return all.map(({ prompt, rollout, sight }) => {
		const change = committed?.changes.find(({ state }) => state.prompt === prompt);
		const after = committed?.snapshot.states.get(prompt);
		const other = change === void 0 && wasTakenBack(after, rollout) ? "already-rolled-back" : void 0;
		return {
			prompt,
			outcome: change?.outcome ?? other ?? holds.get(prompt) ?? "baking",
			sight,
			committed
		};
	});
}
/** Whether another run has put the stable version back since this rollout was looked at. */
function wasTakenBack(after, { id }) {
	if (after === void 0 || after.rollout?.id === id) return false;
	return after.incidents.some(({ rollout, status }) => rollout === id && status === "rolled-back");
}
/** Keeps what a look saw of a rollout over its time, for the summary. */
function noteHistory({ notes }, prompt, { plan }, { observation }) {
	const history = historyOf(observation?.looks ?? []);
	if (history === null || observation === null) return;
	const { candidate, stable, at, window_seconds } = observation;
	notes.histories.set(prompt, {
		plan,
		history,
		window: {
			candidate,
			stable,
			at,
			window_seconds
		}
	});
}
function limitsOf({ config }) {
	return {
		outage: config.metrics?.outage_limit ?? 0,
		onExpiry: config.rollback.on_expiry
	};
}
/** Trouble that wants a person now is an error in the log, once: when the ledger says that it pages. */
function warnOfPages(log, { changes }) {
	for (const { state, events } of changes) for (const { event, reason } of events) if (event === "held" && reason?.endsWith("(paged)") === true) log.error(`${state.prompt}: held, ${reason}`);
}
/** At the start of a stage: what it can see at the present traffic. Null later, and without counts. */
function firstSight(rollout, at, { candidate, stable, looks }) {
	const elapsed = secondsSince(rollout.stage_started_at, at.toISOString());
	const covered = (looks?.length ?? 0) * 30;
	if (rollout.phase === "reverting") return null;
	if (elapsed > 45 || covered === 0 || !stable.requests || rollout.weight === 100) return null;
	const perSecond = (stable.requests + (candidate.requests ?? 0)) / Math.min(covered, 300);
	return sightLine(sight((stable.errors ?? 0) / stable.requests, rollout.weight, perSecond));
}
/** Notices are the same at every look. */
function tellOnce({ told, log }, text) {
	if (!told.has(text)) log.warn(text);
	told.add(text);
}
function logLook(session, prompt, rollout, { at, verdict, observation }) {
	const { log } = session;
	log.progress(lookLine(at, prompt, rollout, observation, verdict), groupName(prompt, rollout));
	const seen = observation === null ? null : firstSight(rollout, at, observation);
	if (seen !== null) log.detail(`  ${seen}`);
	for (const { arm, metric, value } of observation?.queries ?? []) log.debug(`  ${arm} ${metric} = ${value ?? "nothing"}`);
	for (const { arm, metric, detail } of verdict.problems.filter((problem) => !isNotice(problem))) log.detail(`  ${[arm, metric].filter((part) => part !== null).join(" ")}: ${detail}`);
	for (const notice of noticesOf(verdict.problems)) tellOnce(session, `${prompt}: ${notice}`);
}
/** Looks at one stage stand together. */
function groupName(prompt, { candidate, plan, stage, weight, phase }) {
	const where = phase === "canary" ? `stage ${stage + 1} of ${plan.stages.length}` : phase;
	return `Looks at ${prompt} ${candidate.label}: ${where}, ${weight} %`;
}
export { opensIncident as _, see as a, freshLooks as c, evidenceOf as d, sightRollout as f, groupOf as g, clusters as h, rollsBack as i, pastLooks as l, sightStaged as m, actTogether as n, isRevertingTo as o, sightStable as p, noteHistory as r, revert as s, act as t, recorded as u, waitingLine as v };
