import { _ as strictObject, f as literal, m as number, s as array, v as string, x as union } from "./schemas.js";
import { n as fail, r as messageOf } from "./fail.js";
import { t as datetime } from "./iso.js";
import { t as isExpected } from "./expected.js";
import { n as p99 } from "./latency.js";
import { n as validateLooks } from "./validate.js";
import { open } from "node:fs/promises";
import { resolve } from "node:path";
// src/metrics/file-arm.ts
/** The figures of one version; all null where the file does not have it. */
function armOf(version, arm) {
	if (arm === void 0) return {
		version,
		requests: null,
		errors: null,
		p99: null,
		quality: null
	};
	return {
		version,
		requests: arm.requests,
		errors: arm.errors,
		p99: p99Of(arm),
		quality: qualityOf(arm)
	};
}
/** The counts as one look, without what is no count. A version that the file does not have counts as silent. */
function lookOf({ candidate, stable }, at, weight) {
	return {
		at: at.toISOString(),
		weight,
		candidate: armLook(candidate),
		stable: armLook(stable)
	};
}
/** Counts that cannot be: errors above requests, buckets that fall, scores above 1; one sentence each. */
function countFaults(arms, at, weight) {
	return validateLooks([lookOf(arms, at, weight)]).map(({ message }) => message);
}
function armLook(arm) {
	if (arm === void 0) return {
		requests: 0,
		errors: 0
	};
	const { requests, errors, latency, quality } = arm;
	const graded = quality === void 0 || typeof quality === "number" ? void 0 : quality;
	return {
		requests,
		errors,
		...latency === void 0 ? {} : { latency },
		...graded === void 0 ? {} : { quality: "passed" in graded ? graded : scores(graded) }
	};
}
function scores({ count, sum, sum_squares }) {
	return {
		count,
		sum,
		...sum_squares === void 0 ? {} : { sum_squares }
	};
}
/** p99 in seconds; from the buckets where no p99 is given. */
function p99Of({ p99_ms, latency }) {
	if (p99_ms !== void 0) return p99_ms / 1e3;
	return latency === void 0 ? null : p99(latency);
}
function qualityOf({ quality }) {
	if (quality === void 0 || typeof quality === "number") return quality ?? null;
	const [part, whole] = "passed" in quality ? [quality.passed, quality.passed + quality.failed] : [quality.sum, quality.count];
	return whole > 0 ? part / whole : null;
}
// src/metrics/file-observation.ts
/** A fatal problem of the whole file, or of one arm. */
function fault(code, detail, arm = null, metric = null) {
	return {
		code,
		fatal: true,
		arm,
		metric,
		detail
	};
}
/** An observation that knows nothing but why. */
function emptyObservation(path, request, problem) {
	return {
		source: `file ${path}`,
		at: request.at.toISOString(),
		window_seconds: 0,
		candidate: armOf(request.candidate, void 0),
		stable: armOf(request.stable, void 0),
		rates: null,
		looks: null,
		problems: [problem],
		queries: []
	};
}
/** An observation of rates alone. */
function ratesObservation(rates, dated, request, window) {
	return {
		source: `file ${dated.path}`,
		at: dated.at.toISOString(),
		window_seconds: window,
		candidate: armOf(request.candidate, void 0),
		stable: armOf(request.stable, void 0),
		rates: {
			error_rate_pct: rates.error_rate_pct,
			latency_increase_pct: rates.latency_increase_pct ?? null,
			quality_drop_pct: rates.quality_drop_pct ?? null
		},
		looks: null,
		problems: dated.problems,
		queries: []
	};
}
/** An observation of counts. */
function countsObservation(counts, dated, request, window) {
	const { path, at } = dated;
	const arms = armsFor(counts, request);
	const [wrong, ...more] = [...versionFaults(arms, request), ...countFaults(arms, at, request.weight).map((message) => fault("invalid-data", `${path}: ${message}`))];
	if (wrong !== void 0) return {
		...emptyObservation(path, request, wrong),
		at: at.toISOString(),
		problems: [
			wrong,
			...more,
			...dated.problems
		]
	};
	const candidate = armOf(request.candidate, arms.candidate);
	const stable = armOf(request.stable, arms.stable);
	return {
		source: `file ${path}`,
		at: at.toISOString(),
		window_seconds: counts.window_seconds ?? window,
		candidate,
		stable,
		rates: null,
		looks: [lookOf(arms, at, request.weight)],
		problems: [
			...dated.problems,
			...gaps("candidate", candidate, arms, request),
			...gaps("stable", stable, arms, request)
		],
		queries: []
	};
}
/** Where one version is asked for on both sides, that is the file's stable one, or else its candidate. */
function armsFor({ candidate, stable }, request) {
	if (request.candidate !== request.stable) return {
		candidate,
		stable
	};
	return {
		candidate: stable ?? candidate,
		stable: stable ?? candidate
	};
}
/** A file of another version's rollout says nothing of this one. */
function versionFaults(arms, request) {
	return ["candidate", "stable"].flatMap((name) => {
		const said = arms[name]?.version;
		if (said === void 0 || said === request[name]) return [];
		return [fault("invalid-data", `the file speaks of ${name} ${said}, not ${request[name]}`, name)];
	});
}
/** What the file leaves open of one version: all of it, or a metric that it speaks of. */
function gaps(name, figures, arms, request) {
	const fatal = isExpected(name, request);
	const gap = (metric) => ({
		...fault("no-data", `the file has no ${metric} of ${name}`, name, metric),
		fatal
	});
	if (figures.requests === null) return [gap("requests")];
	const spoken = [arms.candidate, arms.stable].filter((arm) => arm !== void 0);
	const latency = spoken.some((arm) => arm.p99_ms !== void 0 || arm.latency !== void 0);
	const quality = spoken.some((arm) => arm.quality !== void 0);
	return [...latency && figures.p99 === null ? [gap("latency")] : [], ...quality && figures.quality === null ? [gap("quality")] : []];
}
// src/metrics/file-schema.ts
const count = number().min(0);
const quality = union([
	number().min(0).max(1),
	strictObject({
		count,
		sum: count,
		sum_squares: count.optional()
	}),
	strictObject({
		passed: count,
		failed: count
	})
], "expected a mean from 0 to 1, {count, sum, sum_squares} or {passed, failed}");
const arm = strictObject({
	/** Checked against the version that is asked for, where it is given. */
	version: string().max(200).optional(),
	requests: count,
	errors: count,
	p99_ms: count.optional(),
	/** Upper bounds in seconds, the last "+Inf"; counts are cumulative, as in Prometheus. */
	latency: strictObject({
		le: array(union([number(), literal("+Inf")])).min(2),
		counts: array(count).min(2)
	}).optional(),
	quality: quality.optional()
});
const at = datetime({
	offset: true,
	error: "expected a time in ISO 8601 with its zone"
}).optional();
/** Counts of both versions in the last `window_seconds`. */
const countsSchema = strictObject({
	at,
	window_seconds: number().positive().optional(),
	candidate: arm.optional(),
	stable: arm.optional()
});
/** Rates alone, in percent: what the candidate fails, and how much worse than stable it is. */
const ratesSchema = strictObject({
	at,
	error_rate_pct: number().min(0).max(100),
	latency_increase_pct: number().min(-100).optional(),
	quality_drop_pct: number().max(100).optional()
});
/**
* The part of a metrics file that speaks of `prompt`, or why it cannot be used, as a sentence.
* `missing` is true when the file has prompts and not this one.
*/
function parseMetricsFile(text, prompt) {
	const fault = (detail, missing = false) => ({
		kind: "fault",
		missing,
		detail
	});
	let data;
	try {
		data = JSON.parse(text.replace(/^\uFEFF/, ""));
	} catch {
		return fault("it is not JSON, or cut off");
	}
	if (!isObject(data)) return fault("it is not a JSON object");
	let own = data;
	if ("prompts" in data) {
		if (!isObject(data.prompts)) return fault("prompts is not an object");
		if (!Object.hasOwn(data.prompts, prompt)) return fault(`it says nothing of ${prompt}`, true);
		own = data.prompts[prompt];
	}
	if (!isObject(own)) return fault(`prompts.${prompt} is not an object`);
	if ("error_rate_pct" in own) {
		const rates = ratesSchema.safeParse(own);
		return rates.success ? {
			kind: "rates",
			rates: rates.data
		} : fault(issues(rates.error));
	}
	const counts = countsSchema.safeParse(own);
	return counts.success ? {
		kind: "counts",
		counts: counts.data
	} : fault(issues(counts.error));
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function issues(error) {
	return error.issues.slice(0, 3).map(({ path, message }) => path.length === 0 ? message : `${path.join(".")}: ${message}`).join("; ");
}
// src/metrics/file.ts
const maximumBytes = 1048576;
/**
* A metrics source that reads a JSON file of the runner, written by whatever knows the numbers. A relative
* path begins at `workspace`. Without `at` in the file its time of modification counts.
* Throws `metrics-file-invalid` for a placeholder that does not exist.
*/
function fileSource(config, workspace) {
	const unknown = [...config.file.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].find(([, name]) => name !== "prompt" && name !== "version");
	if (unknown !== void 0) throw fail("metrics-file-invalid", { placeholder: unknown[0] });
	return {
		kind: "file",
		history: false,
		observe: (request) => observe(config, workspace, request)
	};
}
async function observe(config, workspace, request) {
	const path = pathOf(config.file, request);
	if (path === null) return emptyObservation(config.file, request, fault("invalid-data", "prompt and version cannot be parts of a path"));
	const file = await read(resolve(workspace, path));
	if ("code" in file) return emptyObservation(path, request, {
		...file,
		detail: `${path}: ${file.detail}`
	});
	const content = parseMetricsFile(file.text, request.prompt);
	if (content.kind === "fault") return emptyObservation(path, request, fault(content.missing ? "no-data" : "invalid-data", `${path}: ${content.detail}`));
	const own = content.kind === "counts" ? content.counts.at : content.rates.at;
	const at = own === void 0 ? file.modified : new Date(own);
	const dated = {
		path,
		at,
		problems: ageProblems(path, at, request.at, config.stale_after)
	};
	return content.kind === "rates" ? ratesObservation(content.rates, dated, request, config.window) : countsObservation(content.counts, dated, request, config.window);
}
/** The path with its placeholders filled; null when a value would lead out of the folder. */
function pathOf(template, { prompt, candidate }) {
	const path = template.replace(/\{\{\s*(prompt|version)\s*\}\}/g, (_, name) => name === "prompt" ? prompt : candidate);
	return [prompt, candidate].every((value) => /^[A-Za-z0-9._+-]+$/.test(value) && !value.includes("..")) || path === template ? path : null;
}
async function read(path) {
	try {
		const file = await open(path);
		try {
			const { size, mtime } = await file.stat();
			if (size > maximumBytes) return fault("invalid-data", `it has ${size} bytes; more than 1 MB is not read`);
			return {
				text: await file.readFile("utf8"),
				modified: mtime
			};
		} finally {
			await file.close();
		}
	} catch (error) {
		return fault("source-down", error instanceof Error && "code" in error && error.code === "ENOENT" ? "there is no such file" : `it cannot be read: ${messageOf(error)}`);
	}
}
function ageProblems(path, at, now, staleAfter) {
	const age = (now.getTime() - at.getTime()) / 1e3;
	const dated = `${path} is of ${at.toISOString()}`;
	if (age > staleAfter) return [fault("stale", `${dated}, ${Math.round(age)} s old; the limit is ${staleAfter} s`)];
	if (age < -60) return [fault("invalid-data", `${dated}, ${Math.round(-age)} s in the future`)];
	return [];
}
export { fileSource };
