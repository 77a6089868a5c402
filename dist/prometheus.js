import { O as NEVER, S as unknown$1, b as tuple, c as boolean, f as literal$1, g as record, h as object, l as custom, m as number, s as array, u as discriminatedUnion, v as string$1 } from "./schemas.js";
import { n as fail, r as messageOf } from "./fail.js";
import { t as proxiedFetch } from "./proxied-fetch.js";
import { n as withoutForms, t as secretForms } from "./secret-forms.js";
import { n as serverClock, t as differenceText } from "./server-clock.js";
import { n as p99 } from "./latency.js";
import { t as isExpected } from "./expected.js";
// src/metrics/credentials.ts
/**
* What `auth` asks for, out of the credentials. White space around them is dropped: secrets are often
* stored with a line break. Throws `metrics-credentials-missing` and `metrics-credentials-invalid`.
*/
function authorize(auth, credentials) {
	if (auth === "none") return {
		header: null,
		secrets: []
	};
	const take = (value, input) => {
		const text = value?.trim() ?? "";
		if (text === "") throw fail("metrics-credentials-missing", {
			auth,
			input
		});
		if (/\p{Cc}/u.test(text)) throw fail("metrics-credentials-invalid", { input });
		return text;
	};
	if (auth === "bearer") {
		const token = take(credentials.token, "metrics-token");
		if (!/^[\x21-\x7e]+$/.test(token)) throw fail("metrics-credentials-invalid", { input: "metrics-token" });
		return {
			header: `Bearer ${token}`,
			secrets: secretForms(token)
		};
	}
	const username = take(credentials.username, "metrics-username");
	const password = take(credentials.password, "metrics-password");
	if (username.includes(":")) throw fail("metrics-credentials-invalid", { input: "metrics-username" });
	return {
		header: `Basic ${Buffer.from(`${username}:${password}`, "utf8").toString("base64")}`,
		secrets: secretForms(password, [username])
	};
}
// src/metrics/prometheus/grid.ts
/**
* Points of one range query: a day of 30-second steps. Prometheus answers 11,000 at most, and a day of a
* thousand series is about what fits into one answer.
*/
const maximumPoints = 2881;
/** No history goes back further: 20,160 looks of 30 seconds are seven chunks of each query. */
const maximumHistory = 604800;
/** The grid from `since` to `at`, both aligned down; at most 7 days back. */
function gridOf(since, at, step) {
	const down = (seconds) => Math.floor(seconds / step) * step;
	const end = down(at.getTime() / 1e3);
	const start = Math.max(down(since.getTime() / 1e3), down(end - maximumHistory));
	return {
		start: Math.min(start, end),
		end,
		step
	};
}
/** Looks of the grid: its points without the base line. */
function stepsOf({ start, end, step }) {
	return Math.round((end - start) / step);
}
/** The grid cut into ranges that one query may ask for; no point is asked twice. */
function chunksOf({ start, end, step }) {
	const chunks = [];
	for (let from = start; from <= end; from += maximumPoints * step) chunks.push({
		start: from,
		end: Math.min(end, from + 2880 * step),
		step
	});
	return chunks;
}
/** Index of a time on the grid (0 is the base line); null when it is off the grid. */
function indexOf({ start, end, step }, time) {
	const index = (time - start) / step;
	return Number.isInteger(index) && time >= start && time <= end ? index : null;
}
/** ISO 8601 of every point, base line first. */
function timesOf(grid) {
	return Array.from({ length: stepsOf(grid) + 1 }, (_, index) => (/* @__PURE__ */ new Date((grid.start + index * grid.step) * 1e3)).toISOString());
}
// src/metrics/prometheus/counters.ts
/** Points of a series laid on the grid; those off the grid are left out (reading refuses them before). */
function trackOf(series, grid) {
	const track = new Float64Array(stepsOf(grid) + 1).fill(NaN);
	series.times.forEach((time, i) => {
		const index = indexOf(grid, time);
		if (index !== null) track[index] = series.values[i] ?? NaN;
	});
	return track;
}
/**
* What all tracks together gained in each step of the grid. Gains are taken for each track before they are added
* up, because a sum of counters falls when an instance goes away:
* - one that is born after the base line began at 0 and counts its first value;
* - a value below the one before is a reset, and the new value is the gain;
* - one that vanished and came back goes on from its last value.
*
* The same as `increments` of the evidence, for the million points that a day of buckets has: on arrays it takes
* a tenth of the time.
*/
function gains(tracks, grid) {
	const steps = new Array(stepsOf(grid)).fill(0);
	for (const track of tracks) {
		let last = NaN;
		track.forEach((value, point) => {
			if (Number.isNaN(value)) return;
			const gain = value >= last ? value - last : value;
			last = value;
			if (point > 0) steps[point - 1] = (steps[point - 1] ?? 0) + gain;
		});
	}
	return steps;
}
// src/metrics/prometheus/series.ts
/** Labels as a text that is equal for equal label sets; the label `without` is left out. */
function seriesName(labels, without) {
	const sorted = Object.entries(labels).filter(([name]) => name !== without).sort(([a], [b]) => a < b ? -1 : 1);
	return JSON.stringify(sorted);
}
// src/metrics/prometheus/histogram.ts
/**
* Upper bound of a bucket series in seconds; null when its label `le` is no number. A name that says
* milliseconds is converted; every other unit is taken for seconds.
*/
function boundOf(labels) {
	const text = labels.le ?? "";
	if (/^\+?Inf$/.test(text)) return "+Inf";
	const value = Number(text);
	if (text === "" || !Number.isFinite(value)) return null;
	return /_milliseconds(?:_bucket)?$/.test(labels.__name__ ?? "") ? value / 1e3 : value;
}
/**
* Gains of all histograms together. Instances may have different buckets (a change of them is under way): only
* bounds that all have are kept, since the count at any other is not known.
*/
function bucketGains(series, grid) {
	const histograms = [...groups(series, grid).values()].map(splitAtResets);
	const le = commonBounds(histograms.map((each) => [...each.keys()]));
	const columns = le.map((bound) => {
		return gains(histograms.flatMap((each) => each.get(bound) ?? []), grid);
	});
	const steps = columns[0]?.length ?? 0;
	return {
		le,
		rows: Array.from({ length: steps }, (_, step) => columns.map((column) => column[step] ?? 0))
	};
}
/** Bounds that every list has, rising, '+Inf' last. */
function commonBounds(lists) {
	const [first = [], ...others] = lists;
	return [...new Set(first)].filter((bound) => others.every((list) => list.includes(bound))).sort(rising);
}
function rising(a, b) {
	return (a === "+Inf" ? Number.POSITIVE_INFINITY : a) - (b === "+Inf" ? Number.POSITIVE_INFINITY : b) || 0;
}
function groups(series, grid) {
	const found = /* @__PURE__ */ new Map();
	for (const each of series) {
		const bound = boundOf(each.labels);
		if (bound === null) continue;
		const name = seriesName(each.labels, "le");
		const histogram = found.get(name) ?? /* @__PURE__ */ new Map();
		histogram.set(bound, trackOf(each, grid));
		found.set(name, histogram);
	}
	return found;
}
/**
* All buckets of an instance are reset together, but one that soon stands higher than before does not show it.
* So a bucket that falls begins a new life for all of them: a track of its own, which counts from zero.
*/
function splitAtResets(histogram) {
	const resets = [...new Set([...histogram.values()].flatMap(falls))].sort((a, b) => a - b);
	const starts = [0, ...resets];
	const lives = (track) => starts.map((start, life) => {
		const end = starts[life + 1] ?? track.length;
		return track.map((value, index) => index >= start && index < end ? value : NaN);
	});
	return new Map([...histogram].map(([bound, track]) => [bound, resets.length === 0 ? [track] : lives(track)]));
}
/** Points at which a track stands lower than at its sample before. */
function falls(track) {
	const found = [];
	let last = NaN;
	track.forEach((value, point) => {
		if (Number.isNaN(value)) return;
		if (value < last) found.push(point);
		last = value;
	});
	return found;
}
// src/metrics/prometheus/amounts.ts
function missing(code, detail) {
	return {
		value: null,
		findings: [{
			code,
			fatal: true,
			detail
		}]
	};
}
const unknown = {
	value: null,
	findings: []
};
/** The count of a reading. Without any series it is 0 where that is what absence means (`absentIsZero`). */
function amountOf(reading, span, absentIsZero) {
	const { series, samples } = reading;
	if (series !== null) {
		if (series.length === 0 && !absentIsZero) return unknown;
		const steps = gains(series.map((each) => trackOf(each, span.grid)), span.grid);
		return {
			value: {
				total: sum(steps.slice(-span.windowSteps)),
				steps
			},
			findings: []
		};
	}
	if (samples === null) return unknown;
	if (samples.length === 0 && absentIsZero) return {
		value: {
			total: 0,
			steps: null
		},
		findings: []
	};
	const { value, findings } = singleOf(samples);
	return {
		value: value === null ? null : {
			total: value,
			steps: null
		},
		findings
	};
}
/** The one value of an expression: finite and not negative. */
function singleOf(samples) {
	const [first, second] = samples;
	if (first === void 0) return missing("no-data", "the query has no result");
	if (second !== void 0) return missing("several-series", `the query has ${samples.length} series and must have one: add them up`);
	if (!Number.isFinite(first.value)) return missing("not-a-number", `the value is ${first.value}`);
	if (first.value < 0) return missing("invalid-data", `the value is ${first.value}, below 0`);
	return {
		value: first.value,
		findings: []
	};
}
/** The buckets of a reading. */
function histogramOf(reading, span) {
	const { series, samples } = reading;
	const labels = [...series ?? [], ...samples ?? []].map((each) => each.labels);
	if (labels.length === 0) return unknown;
	const bad = labels.find((each) => boundOf(each) === null);
	if (bad !== void 0) return missing("invalid-data", `a series has ${bad.le === void 0 ? "no label le" : `le="${bad.le}"`}`);
	const figure = series === null ? instantBuckets(samples ?? []) : rangeBuckets(bucketGains(series, span.grid), span);
	if (figure.value !== null && figure.value.le.at(-1) !== "+Inf") return missing("invalid-data", "there is no bucket le=\"+Inf\"");
	if (figure.value !== null && figure.value.le.length < 2) return missing("invalid-data", "the instances have no bucket in common");
	return figure;
}
function rangeBuckets({ le, rows }, { windowSteps }) {
	const window = rows.slice(-windowSteps);
	return {
		value: {
			le,
			rows,
			total: le.map((_, column) => sum(window.map((row) => row[column] ?? 0)))
		},
		findings: []
	};
}
function instantBuckets(samples) {
	const odd = samples.find(({ value }) => !Number.isFinite(value) || value < 0);
	if (odd !== void 0) return missing(odd.value < 0 ? "invalid-data" : "not-a-number", `a bucket is ${odd.value}`);
	const le = commonBounds([samples.map(({ labels }) => boundOf(labels)).filter((bound) => bound !== null)]);
	return {
		value: {
			le,
			total: le.map((bound) => sum(samples.filter(({ labels }) => boundOf(labels) === bound).map(({ value }) => value))),
			rows: null
		},
		findings: []
	};
}
function sum(values) {
	return values.reduce((total, value) => total + value, 0);
}
// src/metrics/prometheus/arm.ts
/** Errors may exceed requests by this much, or by all requests, because they are not read at one instant. */
const smallSurplus = 10;
/** Makes the figures of one version out of what its queries said. */
function armOf(readings, span) {
	const findings = [...readings.values()].flatMap(({ metric, findings }) => findings.map((finding) => ({
		metric,
		finding
	})));
	const totals = /* @__PURE__ */ new Map();
	function figure(metric, make) {
		const reading = readings.get(metric);
		if (reading === void 0) return null;
		const made = make(reading);
		if (!findings.some((each) => each.metric === metric && each.finding.fatal)) findings.push(...made.findings.map((finding) => ({
			metric,
			finding
		})));
		return made.value;
	}
	function amount(metric, absentIsZero = false) {
		const made = figure(metric, (reading) => amountOf(reading, span, absentIsZero));
		if (made !== null) totals.set(metric, made.total);
		return made;
	}
	function single(metric) {
		const made = figure(metric, ({ samples }) => singleOf(samples ?? []));
		if (made !== null) totals.set(metric, made);
		return made;
	}
	const requests = amount("requests", readings.get("requests")?.mode === "range");
	const counted = requests === null ? null : amount("errors", true);
	return {
		requests,
		errors: figure("errors", () => plausibleErrors(requests, counted)),
		latency: figure("latency", (reading) => histogramOf(reading, span)),
		p99: single("latency_p99"),
		quality: readings.has("quality") ? meanQuality() : scores() ?? passFail(),
		totals,
		findings
	};
	function meanQuality() {
		const mean = single("quality");
		return figure("quality", () => graded(mean, null));
	}
	function scores() {
		const count = amount("quality_count");
		const sum = amount("quality_sum");
		const squares = amount("quality_sum_squares");
		if (count === null || sum === null) return null;
		const steps = zip(count, sum, (n, total, step) => {
			const square = squares?.steps?.[step];
			return {
				count: n,
				sum: total,
				...square === void 0 ? {} : { sum_squares: square }
			};
		});
		return figure("quality_count", () => graded(ratio(sum.total, count.total), steps));
	}
	function passFail() {
		const passed = amount("quality_passed", true);
		const failed = amount("quality_failed", true);
		if (passed === null || failed === null) return null;
		const mean = ratio(passed.total, passed.total + failed.total);
		return figure("quality_passed", () => graded(mean, zip(passed, failed, (p, f) => ({
			passed: p,
			failed: f
		}))));
	}
}
function plausibleErrors(requests, errors) {
	if (requests === null || errors === null) return {
		value: null,
		findings: []
	};
	if (errors.total - requests.total > Math.max(smallSurplus, requests.total)) return missing("invalid-data", `${errors.total} errors of ${requests.total} requests: the queries do not count the same`);
	return {
		value: {
			...errors,
			total: Math.min(errors.total, requests.total)
		},
		findings: []
	};
}
function graded(mean, steps) {
	if (mean === null) {
		const { findings } = missing("no-data", "no answer was graded in the window");
		return {
			value: {
				mean,
				steps
			},
			findings
		};
	}
	if (mean > 1 + 1e-9) return missing("invalid-data", `the mean score is ${mean}, above 1`);
	return {
		value: {
			mean: Math.min(1, mean),
			steps
		},
		findings: []
	};
}
function ratio(part, whole) {
	return whole > 0 ? part / whole : null;
}
function zip(a, b, make) {
	const { steps: others } = b;
	return others === null ? null : a.steps?.map((value, step) => make(value, others[step] ?? 0, step)) ?? null;
}
// src/metrics/prometheus/answer.ts
/** An answer that cannot be used. */
function refused(code, detail) {
	return {
		value: null,
		findings: [{
			code,
			fatal: true,
			detail
		}]
	};
}
const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const words = /* @__PURE__ */ new Map([
	["NaN", NaN],
	["Inf", Number.POSITIVE_INFINITY],
	["+Inf", Number.POSITIVE_INFINITY],
	["-Inf", Number.NEGATIVE_INFINITY]
]);
/** A sample's value, which comes as a text; null when it is no number. */
function numberOf(text) {
	if (typeof text !== "string") return null;
	return numeral.test(text) ? Number(text) : words.get(text) ?? null;
}
const value = unknown$1().transform((text, context) => numberOf(text) ?? reject(context, "is not a number"));
/** Points are checked by hand: a schema for each takes ten times as long. */
const points = custom(Array.isArray).transform((list, context) => {
	const times = new Float64Array(list.length);
	const values = new Float64Array(list.length);
	for (const [index, each] of list.entries()) {
		const [time, text] = Array.isArray(each) ? each : [];
		const parsed = numberOf(text);
		if (typeof time !== "number" || parsed === null) return reject(context, `point ${index} is not a number`);
		times[index] = time;
		values[index] = parsed;
	}
	return {
		times,
		values
	};
});
function reject(context, message) {
	context.addIssue({
		code: "custom",
		message
	});
	return NEVER;
}
const labels = record(string$1(), string$1());
const point = tuple([number(), value]);
const body = discriminatedUnion("status", [object({
	status: literal$1("success"),
	data: discriminatedUnion("resultType", [
		object({
			resultType: literal$1("vector"),
			result: array(object({
				metric: labels,
				value: point
			}))
		}),
		object({
			resultType: literal$1("matrix"),
			result: array(object({
				metric: labels,
				values: points
			}))
		}),
		object({
			resultType: literal$1("scalar"),
			result: point
		})
	]),
	warnings: array(string$1()).nullish(),
	infos: array(string$1()).nullish(),
	/** VictoriaMetrics: some storage nodes did not answer. */
	isPartial: boolean().nullish()
}), object({
	status: literal$1("error"),
	errorType: string$1().default(""),
	error: string$1().default("")
})]);
/** Kinds of error that pass by themselves, as opposed to a query or a permission that is wrong. */
const passing = [
	"timeout",
	"canceled",
	"unavailable",
	"internal"
];
/** The samples in the body of an instant query; a scalar is one sample without labels. */
function vectorOf(text) {
	const parsed = parse(text);
	if (parsed.value === null) return {
		value: null,
		findings: parsed.findings
	};
	const { data } = parsed.value;
	if (data.resultType === "matrix") return refused("invalid-data", "the answer is a matrix, not a vector");
	return {
		value: data.resultType === "scalar" ? [{
			labels: {},
			value: data.result[1]
		}] : data.result.map((each) => ({
			labels: each.metric,
			value: each.value[1]
		})),
		findings: parsed.findings
	};
}
/** The series in the body of a range query. */
function matrixOf(text) {
	const parsed = parse(text);
	if (parsed.value === null) return {
		value: null,
		findings: parsed.findings
	};
	const { data } = parsed.value;
	if (data.resultType !== "matrix") return refused("invalid-data", `the answer is a ${data.resultType}, not a matrix`);
	return {
		value: data.result.map((each) => ({
			labels: each.metric,
			...each.values
		})),
		findings: parsed.findings
	};
}
/** What an error body says, for a response that is an error by its status already; null when it is no such body. */
function errorText(text) {
	const parsed = body.safeParse(json(text));
	return parsed.success && parsed.data.status === "error" ? parsed.data.error : null;
}
function parse(text) {
	const content = json(text);
	if (content === void 0) return refused("invalid-data", `the answer is ${/^\s*</.test(text) ? "a web page" : "not JSON, or cut off"}`);
	const parsed = body.safeParse(content);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		return refused("invalid-data", `the answer has not the form of Prometheus: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`);
	}
	if (parsed.data.status === "error") {
		const { errorType, error } = parsed.data;
		return refused(passing.includes(errorType) ? "source-down" : "source-refused", `${errorType}: ${error}`);
	}
	return {
		value: parsed.data,
		findings: remarks(parsed.data)
	};
}
/** The body as data; undefined when it is not JSON, which no JSON text is. */
function json(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
/**
* What the source remarks on its own answer. A warning means that something is missing from it (a store that
* did not answer, samples that were dropped), and no list of texts could tell the harmless ones: a part is not
* the whole, so it is fatal. An info speaks of the query only; older servers send infos among the warnings.
*/
function remarks({ warnings, infos, isPartial }) {
	const partial = isPartial === true ? ["the answer is partial"] : [];
	const warned = (warnings ?? []).map((detail) => ({
		detail,
		fatal: !detail.startsWith("PromQL info:")
	}));
	return [
		...partial.map((detail) => ({
			code: "warning",
			fatal: true,
			detail
		})),
		...warned.map((each) => ({
			code: "warning",
			...each
		})),
		...(infos ?? []).map((detail) => ({
			code: "warning",
			fatal: false,
			detail
		}))
	];
}
// src/metrics/prometheus/client.ts
/** Longer queries go by POST: proxies cut off addresses at 2,000 to 8,000 characters. */
const longestAddress = 1500;
/** A day of 30-second points of 500 series is about 35 MB. */
const maximumBytes = 67108864;
function prometheusClient(options) {
	const clock = serverClock();
	return {
		clock,
		async instant(query, at) {
			const text = await call(options, clock, "query", {
				query,
				time: (at.getTime() / 1e3).toFixed(3)
			});
			const answer = text.value === null ? {
				...text,
				value: null
			} : vectorOf(text.value);
			told(options, "query", query, text.seconds, answer);
			return clean(answer, options);
		},
		async range(query, grid) {
			const found = [];
			for (const { start, end, step } of chunksOf(grid)) {
				const text = await call(options, clock, "query_range", {
					query,
					start: String(start),
					end: String(end),
					step: String(step)
				});
				const answer = text.value === null ? {
					...text,
					value: null
				} : matrixOf(text.value);
				told(options, "query_range", query, text.seconds, answer);
				if (answer.value === null) return clean(answer, options);
				found.push(answer);
			}
			return clean({
				value: joined(found.flatMap((answer) => answer.value ?? [])),
				findings: found.flatMap(({ findings }) => findings)
			}, options);
		}
	};
}
/** One series for each label set, out of the chunks of a long history, which come in order. */
function joined(chunks) {
	const found = /* @__PURE__ */ new Map();
	for (const part of chunks) {
		const name = seriesName(part.labels);
		const before = found.get(name);
		found.set(name, before === void 0 ? part : append(before, part));
	}
	return [...found.values()];
}
function append({ labels, times, values }, next) {
	return {
		labels,
		times: Float64Array.from([...times, ...next.times]),
		values: Float64Array.from([...values, ...next.values])
	};
}
/** One line: where, how long, how much came back, and the query. The configured address has no credentials in it. */
function told({ trace, url, secrets }, endpoint, query, seconds, { value, findings }) {
	if (trace === void 0) return;
	const { origin, pathname } = new URL(url);
	const found = value === null ? `failed (${findings.map(({ code }) => code).join(", ")})` : `${value.length} series`;
	const line = `${origin}${pathname.replace(/\/+$/, "")}/api/v1/${endpoint}: ${found} in ${Math.round(seconds * 1e3)} ms: ${query}`;
	trace(secrets.reduce((text, secret) => text.replaceAll(secret, "***"), line));
}
/** An answer as text, and the seconds that it took. */
async function call(options, clock, endpoint, parameters) {
	const began = performance.now();
	return {
		...await request(options, clock, endpoint, parameters),
		seconds: (performance.now() - began) / 1e3
	};
}
async function request(options, clock, endpoint, parameters) {
	const form = new URLSearchParams({
		...parameters,
		timeout: `${Math.ceil(options.timeout * 1e3)}ms`
	});
	const address = new URL(options.url);
	address.pathname = `${address.pathname.replace(/\/+$/, "")}/api/v1/${endpoint}`;
	const long = form.toString().length > longestAddress;
	if (!long) for (const [name, value] of form) address.searchParams.set(name, value);
	const headers = new Headers({ accept: "application/json" });
	if (options.authorization !== null) headers.set("authorization", options.authorization);
	const init = {
		headers,
		redirect: "manual",
		signal: AbortSignal.timeout(Math.ceil(options.timeout * 1e3)),
		...long ? {
			method: "POST",
			body: form
		} : {}
	};
	let response;
	let text;
	const before = options.now();
	options.onRequest();
	try {
		response = await options.fetch(address, init);
		clock.note(response.headers, before, options.now());
		text = await bodyOf(response);
	} catch (error) {
		return refused("source-down", reasonOf(error, options.timeout));
	}
	return judge(response, text);
}
/** The body as text; null when it is too large. */
async function bodyOf(response) {
	if (response.body === null) return "";
	const chunks = [];
	let bytes = 0;
	for await (const chunk of response.body) {
		bytes += chunk.byteLength;
		if (bytes > maximumBytes) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString("utf8");
}
function judge(response, text) {
	const { status } = response;
	if (text === null) return refused("invalid-data", `the answer has more than ${maximumBytes / 1024 / 1024} MB; use fewer labels or a recording rule`);
	if (response.ok) return {
		value: text,
		findings: []
	};
	const said = errorText(text);
	const detail = `HTTP ${status}${said === null ? "" : `: ${said}`}`;
	if (status >= 500) return refused("source-down", detail);
	if (status < 300 || status >= 400) return refused("source-refused", detail);
	return refused("source-refused", `${detail}: it redirects${target(response)}, which is not followed; correct metrics.url`);
}
/** Where a redirect leads: the origin only, since the rest may hold a session. */
function target(response) {
	const location = response.headers.get("location") ?? "";
	return URL.canParse(location, response.url) ? ` to ${new URL(location, response.url).origin}` : "";
}
function reasonOf(error, timeout) {
	if (error instanceof Error && error.name === "TimeoutError") return `no answer within ${timeout} s`;
	const cause = error instanceof Error ? error.cause : null;
	return cause instanceof Error ? `${messageOf(error)}: ${codeOf(cause)}` : messageOf(error);
}
/** The code of a network error (`ECONNREFUSED`); its message is empty when several addresses were tried. */
function codeOf(error) {
	return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
/** Texts of the source, fit for a report: on one line, cut, and without our credentials. */
function clean(answer, { secrets }) {
	const tidy = (finding) => {
		const line = withoutForms(finding.detail, secrets).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
		return {
			...finding,
			detail: line.length > 200 ? `${line.slice(0, 199)}…` : line
		};
	};
	return {
		...answer,
		findings: answer.findings.map(tidy)
	};
}
// src/metrics/prometheus/observation.ts
/** Findings that only say that a version had no traffic, which is well where it is given none. */
const silence = [
	"no-data",
	"stale",
	"not-a-number"
];
/** Both histograms over the bounds that both have: p99s and looks of different buckets cannot be compared. */
function alignLatency(candidate, stable) {
	if (candidate.latency === null || stable.latency === null) return [candidate, stable];
	const le = commonBounds([candidate.latency.le, stable.latency.le]);
	return [{
		...candidate,
		latency: narrow(candidate.latency, le)
	}, {
		...stable,
		latency: narrow(stable.latency, le)
	}];
}
function narrow(histogram, le) {
	const columns = le.map((bound) => histogram.le.indexOf(bound));
	const pick = (row) => columns.map((column) => row[column] ?? 0);
	return {
		le,
		total: pick(histogram.total),
		rows: histogram.rows?.map(pick) ?? null
	};
}
/** The figures of one version in the window, its queries for the record, and what is wrong with them. */
function figuresOf(arm, request) {
	const { name, version, readings, data } = arm;
	const latency = data.latency === null ? null : p99({
		le: data.latency.le,
		counts: data.latency.total
	});
	const slow = data.latency === null ? null : latencyFinding(data.latency, latency, name);
	const findings = [...data.findings, ...slow === null ? [] : [{
		metric: "latency",
		finding: slow
	}]];
	const tolerant = !isExpected(name, request);
	const problems = findings.map(({ metric, finding: { code, fatal, detail } }) => ({
		code,
		fatal: fatal && !(tolerant && silence.includes(code)),
		arm: name,
		metric,
		detail
	}));
	const queries = [...readings.values()].map(({ metric, query }) => ({
		arm: name,
		metric,
		query,
		value: metric === "latency" ? latency : data.totals.get(metric) ?? null
	}));
	const known = !data.findings.some(({ metric, finding }) => metric === "requests" && finding.code === "no-data");
	return {
		arm: {
			version,
			requests: known ? data.requests?.total ?? null : null,
			errors: known ? data.errors?.total ?? null : null,
			p99: latency ?? data.p99,
			quality: data.quality?.mean ?? null
		},
		problems,
		queries
	};
}
/**
* What is wrong with a p99. One beyond the last bound is only known to be at least that bound. For stable that
* errs on the safe side; for the candidate it may cross a rule, but never shows that none is crossed.
*/
function latencyFinding({ le, total }, value, arm) {
	const invalid = (detail, fatal = true) => ({
		code: "invalid-data",
		fatal,
		detail
	});
	if (le.length < 2) return invalid("the versions have no bucket in common");
	if (value === null) return {
		code: "no-data",
		fatal: true,
		detail: "no duration was measured in the window"
	};
	if ((total.at(-2) ?? 0) >= .99 * (total.at(-1) ?? 0)) return null;
	return invalid(`the p99 is above the last bucket bound, ${value} s, and cannot be measured`, arm === "candidate");
}
/** The looks of the grid; null where requests or errors of a version are not known step by step. */
function looksOf(candidate, stable, grid, weight) {
	const looks = timesOf(grid).slice(1).map((at, step) => {
		const [one, other] = [armLook(candidate, step), armLook(stable, step)];
		return one === null || other === null ? null : {
			at,
			weight,
			candidate: one,
			stable: other
		};
	});
	return looks.includes(null) ? null : looks.filter((look) => look !== null);
}
function armLook({ requests, errors, latency, quality }, step) {
	const [counted, failed] = [requests?.steps?.[step], errors?.steps?.[step]];
	if (counted === void 0 || failed === void 0) return null;
	const counts = latency?.rows?.[step];
	const graded = quality?.steps?.[step];
	return {
		requests: counted,
		errors: failed,
		...latency === null || counts === void 0 ? {} : { latency: {
			le: latency.le,
			counts
		} },
		...graded === void 0 ? {} : { quality: graded }
	};
}
// src/metrics/prometheus/presets.ts
const span = "gen_ai_prompt_name=\"{{prompt}}\",gen_ai_prompt_version=\"{{version}}\"";
const metadata = "metadata_prompt_name=\"{{prompt}}\",metadata_prompt_version=\"{{version}}\"";
/**
* Ready-made queries: raw counters, so that they give looks with counts.
*
* `otel-spanmetrics`: the spanmetrics connector of the OpenTelemetry Collector in its default namespace, with
* the dimensions `gen_ai.prompt.name` and `gen_ai.prompt.version`. Its durations are in milliseconds or, from
* newer versions on, in seconds; the name says which, and both are read.
*
* `litellm`: the LiteLLM proxy with `custom_prometheus_metadata_labels` for `metadata.prompt_name` and
* `metadata.prompt_version`. Only what its callback emits from the events of success and failure has them filled:
* `litellm_proxy_failed_requests_metric`, and what `litellm_proxy_total_requests_metric` counts of failures, are
* labelled "None" (LiteLLM 1.85 to 1.109). So requests are those that succeeded, which the latency
* counts, and those that failed. Durations are in seconds, of requests that succeeded.
*/
const presets = {
	"otel-spanmetrics": {
		requests: `traces_span_metrics_calls_total{${span}}`,
		errors: `traces_span_metrics_calls_total{${span},status_code=~"STATUS_CODE_ERROR|Error"}`,
		latency: `{__name__=~"traces_span_metrics_duration_milliseconds_bucket|traces_span_metrics_duration_seconds_bucket",${span}}`
	},
	litellm: {
		requests: `{__name__=~"litellm_request_total_latency_metric_count|litellm_llm_api_failed_requests_metric_total",${metadata}}`,
		errors: `litellm_llm_api_failed_requests_metric_total{${metadata}}`,
		latency: `litellm_request_total_latency_metric_bucket{${metadata}}`
	}
};
// src/metrics/prometheus/selector.ts
const string = "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`";
const braces = `\\{(?:[^{}"'\`]|${string})*\\}`;
const name = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const withBraces = `(?:${name}\\s*)?${braces}`;
const whole = new RegExp(`^\\s*${withBraces}\\s*$`, "s");
const inside = new RegExp(`${string}|(${withBraces})`, "gs");
/**
* Whether a query is a plain selector (`name{label="value"}`): the only form whose result is the raw series.
* A sum over instances is refused as a counter, because it falls when one of them goes away, and that
* looks like a reset of all.
*/
function isPlainSelector(query) {
	return whole.test(query);
}
/** The selectors with label matchers in a query, in order, each once. Strings outside of selectors are no code. */
function selectorsOf(query) {
	const found = [...query.matchAll(inside)].map((match) => match[1]?.trim());
	return [...new Set(found.filter((selector) => selector !== void 0))];
}
/**
* A range query's expression for a raw counter. Not the bare selector: that has no value after a series ended,
* and so would lose what an instance counted between the last point of the grid and its end.
*/
function counterQuery(selector) {
	return `last_over_time(${selector}[300s])`;
}
/**
* A query for the time of the newest raw sample behind `selectors` (Unix seconds); an empty vector when there
* is none.
*
* It has to be asked, since no other answer tells: for five minutes Prometheus goes on answering with the last
* sample it has, under the time of the step. `timestamp()` of a plain selector is the one function that
* gives the time of the sample itself. `ended` finds the newest sample of series that ended up to ten minutes
* ago.
*/
function newestSampleQuery(selectors, ended = false) {
	const times = selectors.flatMap(namesApart).map((each) => {
		const time = `timestamp(${each})`;
		return ended ? `max_over_time(${time}[10m:1s])` : time;
	});
	const marked = times.map((each, index) => `label_replace(${each},"q","${index}","","")`);
	return `max(${times.length === 1 ? times[0] : marked.join(" or ")})`;
}
const names$1 = new RegExp(`(?<=[{,]\\s*)__name__\\s*=~\\s*(["'])(${name}(?:\\|${name})+)\\1`);
/**
* A selector of several metrics by plain names (`{__name__=~"a|b"}`) as one selector for each. `timestamp()` drops the
* name: series of two metrics with the same other labels would be two of one kind, which Prometheus refuses.
*/
function namesApart(selector) {
	const [matcher, , alternatives] = names$1.exec(selector) ?? [];
	if (matcher === void 0 || alternatives === void 0) return [selector];
	return alternatives.split("|").map((each) => selector.replace(matcher, `__name__="${each}"`));
}
// src/metrics/prometheus/template.ts
const known = [
	"prompt",
	"version",
	"window"
];
const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;
const token = /#[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|[^"'`#]+|["'`]/gs;
/**
* What is wrong with the placeholders of a PromQL template, as a sentence; null when nothing is.
* `{{prompt}}` and `{{version}}` belong inside quotes, `{{window}}` outside of them.
*/
function checkTemplate(template) {
	if (template.trim() === "") return "it is empty";
	for (const part of partsOf(template)) {
		if (part.quote === null && /["'`]/.test(part.text)) return `the string that begins with ${part.text} has no end`;
		const fault = names(part.text).map((name) => checkPlaceholder(name, part)).find((text) => text !== null);
		if (fault !== void 0) return fault;
	}
	if (!usesPlaceholder(template, "version")) return "it does not name {{version}}, so both versions would read the same numbers";
	return null;
}
function checkPlaceholder(name, part) {
	if (!known.includes(name)) return `{{${name}}} is not known; there are ${known.map((each) => `{{${each}}}`).join(", ")}`;
	if (name === "window") return part.quote === null ? null : "{{window}} stands inside quotes";
	if (part.quote === null) return `{{${name}}} stands outside of quotes`;
	return part.quote === "`" ? `{{${name}}} stands in backquotes, which cannot be escaped: use double quotes` : null;
}
/** Whether the template has the placeholder `name`. */
function usesPlaceholder(template, name) {
	return partsOf(template).some((part) => names(part.text).includes(name));
}
/**
* The PromQL of a template that `checkTemplate` accepts. A value becomes the content of the string that it
* stands in: escaped for its quotes, and taken literally where the string is a regular expression.
*/
function fillTemplate(template, values) {
	return partsOf(template).map(({ text, quote, regex }) => {
		return (quote === null ? text.replace(/\s+/g, " ") : text).replace(placeholder, (_, name) => {
			if (name === "window") return promDuration(values.window);
			const value = name === "prompt" ? values.prompt : values.version;
			return quote === null || quote === "`" ? value : escaped(regex ? literal(value) : value, quote);
		});
	}).join("").trim();
}
/** The template without its comments. */
function withoutComments(template) {
	return partsOf(template).map(({ text }) => text).join("");
}
function partsOf(template) {
	const parts = [];
	let code = "";
	for (const [text] of template.matchAll(token)) {
		if (text.startsWith("#")) continue;
		const quote = text.length > 1 ? quoteOf(text) : null;
		parts.push({
			text,
			quote,
			regex: quote !== null && /[=!]~\s*$/.test(code)
		});
		code = text;
	}
	return parts;
}
function quoteOf(text) {
	const first = text[0];
	return first === "\"" || first === "'" || first === "`" ? first : null;
}
function names(text) {
	return [...text.matchAll(placeholder)].map((match) => match[1] ?? "");
}
/** PromQL strings follow Go: the other kind of quote may not be escaped. */
function escaped(value, quote) {
	return value.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`).replaceAll("\n", "\\n").replaceAll("\r", "\\r");
}
/** A text as a regular expression (RE2) that matches only itself. */
function literal(value) {
	return value.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}
function promDuration(seconds) {
	return Number.isInteger(seconds) ? `${seconds}s` : `${Math.max(1, Math.round(seconds * 1e3))}ms`;
}
// src/metrics/prometheus/plan.ts
/** Values as they are; all other queries are counters unless they use `{{window}}`. */
const gauges = ["latency_p99", "quality"];
/** Different ways to say one thing: own queries of one way put those of the preset aside. */
const ways = {
	latency: [["latency"], ["latency_p99"]],
	quality: [
		["quality"],
		[
			"quality_count",
			"quality_sum",
			"quality_sum_squares"
		],
		["quality_passed", "quality_failed"]
	]
};
/**
* The queries that a configuration asks for.
* Throws `metrics-query-missing` and `metrics-query-invalid`.
*/
function planQueries(config) {
	const queries = merge(config.preset === void 0 ? {} : presets[config.preset], config.queries);
	for (const [one, other] of pairs) if (queries[one] !== void 0 && queries[other] === void 0) throw fail("metrics-query-missing", { metric: other });
	for (const metric of ["requests", "errors"]) if (queries[metric] === void 0) throw fail("metrics-query-missing", { metric });
	const plan = /* @__PURE__ */ new Map();
	for (const [metric, written] of entries(queries)) {
		const template = withoutComments(written);
		const problem = checkQuery(metric, template);
		if (problem !== null) throw fail("metrics-query-invalid", {
			metric,
			problem
		});
		plan.set(metric, {
			metric,
			template,
			mode: modeOf(metric, template)
		});
	}
	return plan;
}
const pairs = [
	["quality_count", "quality_sum"],
	["quality_sum", "quality_count"],
	["quality_sum_squares", "quality_sum"],
	["quality_passed", "quality_failed"],
	["quality_failed", "quality_passed"]
];
/**
* What is wrong with the query of a metric, as a sentence; null when nothing is. A counter must be a plain
* selector or use `{{window}}`, and a matcher must hold `{{version}}`, or its age could not be asked.
*/
function checkQuery(metric, written) {
	const template = withoutComments(written);
	const fault = checkTemplate(template);
	if (fault !== null) return fault;
	if (modeOf(metric, template) === "range" && !isPlainSelector(template)) return "without {{window}} it must be the counter itself, name{label=\"value\"}: increases are taken for each series before they are added up";
	if (versionSelectors(template).length === 0) return "{{version}} does not stand in a label matcher";
	return null;
}
/** The selectors of a template that depend on the version. */
function versionSelectors(template) {
	return selectorsOf(template).filter((selector) => usesPlaceholder(selector, "version"));
}
function modeOf(metric, template) {
	return gauges.includes(metric) || usesPlaceholder(template, "window") ? "instant" : "range";
}
function merge(preset, own) {
	const set = new Map(entries(own));
	const merged = new Map(entries(preset));
	for (const [topic, alternatives] of Object.entries(ways)) {
		const chosen = alternatives.filter((way) => way.some((metric) => set.has(metric)));
		if (chosen.length > 1) throw fail("metrics-query-invalid", {
			metric: chosen.flat().find((metric) => set.has(metric)) ?? topic,
			problem: `there is another query for ${topic} beside it`
		});
		if (chosen.length === 1) for (const metric of alternatives.flat()) merged.delete(metric);
	}
	for (const [metric, template] of set) merged.set(metric, template);
	return Object.fromEntries(merged);
}
function entries(queries) {
	return Object.keys(queries).flatMap((metric) => {
		const template = queries[metric];
		return template === void 0 ? [] : [[metric, template]];
	});
}
// src/metrics/prometheus/read.ts
/** A series of failures exists from the first failure on: a version without any has none. */
const absentIsZero = [
	"errors",
	"quality_passed",
	"quality_failed"
];
/** All queries of the plan for one version, in parallel. */
async function readAll(client, plan, moment) {
	const readings = await Promise.all([...plan.values()].map((planned) => read(client, planned, moment)));
	return new Map(readings.map((reading) => [reading.metric, reading]));
}
async function read(client, planned, moment) {
	const { metric, mode, template } = planned;
	const { values, grid, at } = moment;
	const filled = fillTemplate(template, values);
	const query = mode === "range" ? counterQuery(filled) : filled;
	const selectors = versionSelectors(template).map((selector) => fillTemplate(selector, values));
	const [data, age] = await Promise.all([mode === "range" ? client.range(query, grid) : client.instant(query, at), client.instant(newestSampleQuery(selectors), at)]);
	const findings = [...data.findings, ...age.findings];
	const shared = {
		metric,
		query,
		mode
	};
	if (data.value === null || age.value === null) return {
		...shared,
		series: null,
		samples: null,
		newest: null,
		findings
	};
	const last = lastPoint(data.value);
	let newest = age.value[0]?.value ?? null;
	if (newest === null && last !== null && !absentIsZero.includes(metric)) {
		const ended = await client.instant(newestSampleQuery(selectors, true), at);
		findings.push(...ended.findings);
		newest = ended.value?.[0]?.value ?? last - 300;
	}
	const known = isTime(newest, at) ? newest : null;
	const faults = [...known === newest ? staleness(metric, known, moment, client.clock.ahead) : [noTime(newest)], ...checkSeries(data.value, grid)];
	const usable = faults.every(({ code }) => code !== "not-a-number" && code !== "invalid-data");
	return {
		...shared,
		series: usable && mode === "range" ? data.value.filter(isSeries) : null,
		samples: usable && mode === "instant" ? data.value.filter(isSample) : null,
		newest: known,
		findings: [...findings, ...faults]
	};
}
/** Whether it can be the time of a sample (Unix seconds): none is of before 1970, or of after it was asked for. */
function isTime(time, at) {
	return time === null || time >= 0 && time <= at.getTime() / 1e3 + 1;
}
function noTime(time) {
	return {
		code: "invalid-data",
		fatal: true,
		detail: `${time} is no time of a newest sample`
	};
}
function isSeries(each) {
	return "times" in each;
}
function isSample(each) {
	return "value" in each;
}
/**
* Whether the newest raw sample is young enough, by the later of the two clocks: a runner whose clock is behind asks
* for what was then, and would take an hour-old answer for that of now.
*/
function staleness(metric, newest, { at, staleAfter, values }, ahead) {
	const nothing = `no sample of ${values.version}`;
	if (newest === null) return absentIsZero.includes(metric) ? [] : [{
		code: "no-data",
		fatal: true,
		detail: nothing
	}];
	const age = at.getTime() / 1e3 + Math.max(0, ahead) - newest;
	if (age <= staleAfter) return [];
	const since = (/* @__PURE__ */ new Date(newest * 1e3)).toISOString();
	const clocks = ahead === 0 ? "" : `; ${differenceText(ahead)}`;
	return [{
		code: "stale",
		fatal: true,
		detail: `${nothing} since ${since}, ${Math.round(age)} s ago; the limit is ${staleAfter} s${clocks}`
	}];
}
function lastPoint(data) {
	const times = data.flatMap((each) => isSeries(each) ? each.times.at(-1) ?? [] : []);
	return times.length === 0 ? null : Math.max(...times);
}
/** Faults of raw series: each one alone makes the sum over all of them unknown. */
function checkSeries(data, grid) {
	const faults = [];
	const first = (code, detail) => {
		if (!faults.some((each) => each.code === code)) faults.push({
			code,
			fatal: true,
			detail
		});
	};
	for (const { times, values } of data.filter(isSeries)) {
		values.forEach((value) => {
			if (!Number.isFinite(value)) first("not-a-number", `a counter is ${value}`);
			else if (value < 0) first("invalid-data", `a counter is ${value}, below 0`);
		});
		times.forEach((time) => {
			if (indexOf(grid, time) === null) first("invalid-data", `a point at ${time} is not on the grid that was asked for`);
		});
	}
	return faults;
}
// src/metrics/prometheus/unseen-failures.ts
/** Requests beside which it is told that there is no series of failures. Of fewer, nobody expects that one has failed. */
const enough = 100;
/** What counts failures, how it is called, and what goes on beside it. */
const counters = [{
	metric: "errors",
	what: "errors",
	beside: ({ requests }) => requests
}, {
	metric: "quality_failed",
	what: "failed answers",
	beside: passed
}];
/** The answers that passed. */
function passed({ totals, quality }) {
	const total = totals.get("quality_passed");
	if (total === void 0) return null;
	return {
		total,
		steps: quality?.steps?.map((step) => "passed" in step ? step.passed : 0) ?? null
	};
}
/**
* What is to be said when requests are counted and no version has a series of failures: it never had one in the
* history, or all have ended. Both are well where nothing has failed since the instances started, and both are what a
* wrong label and a lost exporter look like. Nothing tells them apart, so it is no fatal problem, and nobody shall miss
* it.
*/
function unseenFailures(arms, grid) {
	const versions = arms.map(({ version }) => version).join(" and ");
	return counters.flatMap(({ metric, what, beside }) => {
		const readings = arms.map((arm) => arm.readings.get(metric));
		if (!readings.every(isUnseen)) return [];
		const ends = readings.flatMap((reading) => (reading?.series ?? []).map(({ times }) => times.at(-1) ?? 0));
		const ended = ends.length === 0 ? null : Math.max(...ends);
		if (sum(arms.map(({ data }) => countedSince(beside(data), ended, grid))) < enough) return [];
		return [{
			code: "warning",
			fatal: false,
			arm: null,
			metric,
			detail: ended === null ? `there is no series of ${what} of ${versions}: nothing has failed, or the query does not match what counts failures` : `all series of ${what} of ${versions} have ended while requests go on: nothing has failed since then, or what counts failures is gone`
		}];
	});
}
/** Whether the source has answered, and has no series of it now. What it did not answer is told by its findings. */
function isUnseen(reading) {
	if (reading === void 0 || (reading.series ?? reading.samples) === null) return false;
	return reading.newest === null && reading.findings.every(({ fatal }) => !fatal);
}
/** Requests after a time (Unix seconds), as far as the source has a history; all where that is null. */
function countedSince(requests, time, { start, step }) {
	if (requests === null || requests.steps === null) return requests?.total ?? 0;
	return sum(time === null ? requests.steps : requests.steps.slice(Math.ceil((time - start) / step)));
}
// src/metrics/prometheus.ts
/** Seconds between two looks, and between the points of the grid. */
const defaultStep = 30;
/**
* A metrics source that asks Prometheus, or anything that answers its HTTP API.
*
* Raw counters are read on an aligned grid and give both the looks and the sums of the window; queries with
* `{{window}}` are read as written, and then there are no looks. Throws the catalogue's errors of the set-up:
* `metrics-url-credentials`, `metrics-query-…`, `metrics-credentials-…`.
*/
function prometheusSource(config, credentials, options = {}) {
	const plan = planQueries(config);
	const { username, password, origin } = new URL(config.url);
	if (username !== "" || password !== "") throw fail("metrics-url-credentials", { origin });
	const { header, secrets } = authorize(config.auth, credentials);
	const client = prometheusClient({
		url: config.url,
		timeout: config.timeout,
		authorization: header,
		secrets,
		fetch: options.fetch ?? proxiedFetch,
		now: options.now ?? Date.now,
		onRequest: options.onRequest ?? (() => void 0),
		...options.trace === void 0 ? {} : { trace: options.trace }
	});
	const source = `prometheus ${origin}`;
	return {
		kind: "prometheus",
		history: true,
		async observe(request) {
			const { prompt, at, since, step = defaultStep } = request;
			const grid = gridOf(since, at, step);
			const span = {
				grid,
				windowSteps: Math.max(1, Math.min(stepsOf(grid), Math.ceil(config.window / step)))
			};
			const look = async (name) => {
				const values = {
					prompt,
					version: request[name],
					window: config.window
				};
				const readings = await readAll(client, plan, {
					values,
					grid,
					at,
					staleAfter: config.stale_after
				});
				return {
					name,
					version: request[name],
					readings,
					data: armOf(readings, span)
				};
			};
			const [candidate, stable] = await Promise.all([look("candidate"), request.candidate === request.stable ? null : look("stable")]);
			options.onClock?.(client.clock.ahead);
			return assemble(source, request, span, windowOf(plan, config, span), candidate, stable);
		}
	};
}
/** Seconds that the sums cover: of raw counters no more than the history that was asked for. */
function windowOf(plan, config, { grid, windowSteps }) {
	if (plan.get("requests")?.mode === "instant") return config.window;
	return Math.min(windowSteps, stepsOf(grid)) * grid.step;
}
/** `stable` is null where it is the same version as the candidate: it has the same figures and no queries. */
function assemble(source, request, { grid }, window_seconds, candidate, stable) {
	const [one, other] = alignLatency(candidate.data, stable?.data ?? candidate.data);
	const first = figuresOf({
		...candidate,
		data: one
	}, request);
	const second = stable === null ? null : figuresOf({
		...stable,
		data: other
	}, request);
	const unseen = unseenFailures(stable === null ? [candidate] : [candidate, stable], grid);
	return {
		source,
		at: newestOf([candidate, stable], request, grid.end),
		window_seconds,
		candidate: first.arm,
		stable: second?.arm ?? first.arm,
		rates: null,
		looks: looksOf(one, other, grid, request.weight),
		problems: [
			...first.problems,
			...second?.problems ?? [],
			...unseen
		],
		queries: [...first.queries, ...second?.queries ?? []]
	};
}
/** Time of the newest data that is counted: the last sample, or the end of the grid if that is earlier. */
function newestOf(arms, { at }, end) {
	const requests = arms.map((arm) => arm?.readings.get("requests"));
	const times = requests.map((reading) => reading?.newest ?? null).filter((time) => time !== null);
	const limit = requests.some((reading) => reading?.mode === "range") ? end : at.getTime() / 1e3;
	return (/* @__PURE__ */ new Date(Math.min(limit, ...times.length === 0 ? [] : [Math.max(...times)]) * 1e3)).toISOString();
}
export { prometheusSource };
