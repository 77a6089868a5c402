import { S as unknown, a as _enum, d as int, f as literal, g as record, h as object, l as custom, m as number, o as _null, p as looseObject, s as array, v as string, x as union$1 } from "./schemas.js";
import { n as fail, r as messageOf, t as Failure } from "./fail.js";
import { n as string$1 } from "./coerce.js";
import { c as require_dist } from "./yaml.js";
import { t as proxiedFetch } from "./proxied-fetch.js";
import { n as withoutForms, t as secretForms } from "./secret-forms.js";
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
// src/forge/http-error.ts
/**
* A success that is none: its body is not JSON, since the connection broke within the answer, or not what was asked
* for. Octokit says nothing of it.
*/
var CutAnswer = class extends Error {
	name = "CutAnswer";
};
const created = object({
	number: int().positive(),
	html_url: string().min(1)
});
/** What was made, as the answer tells of it. Throws `CutAnswer` when it does not say what its number is. */
function whole(data) {
	if (created.safeParse(data).success) return data;
	throw new CutAnswer("The answer does not say what was created.");
}
const fieldError = looseObject({
	field: string().catch(""),
	code: string().catch(""),
	message: string().optional().catch(void 0)
});
const answerBody = looseObject({
	message: string(),
	errors: array(union$1([string().transform((message) => ({
		field: "",
		code: "",
		message
	})), fieldError])).catch([])
});
const httpError = object({
	name: literal("HttpError"),
	message: string(),
	status: number(),
	request: object({
		method: string(),
		url: string()
	}),
	response: object({
		headers: record(string(), string$1().catch("")),
		data: unknown()
	}).optional()
});
const graphqlError = object({
	name: literal("GraphqlResponseError"),
	headers: record(string(), string$1().catch("")).catch({}),
	errors: array(object({
		type: string().catch(""),
		message: string()
	})).min(1)
});
/** The status with which REST answers what GraphQL has types for; any other is a fault of the server. */
const statusOf = {
	FORBIDDEN: 403,
	NOT_FOUND: 404,
	STALE_DATA: 409,
	UNPROCESSABLE: 422,
	RATE_LIMITED: 429
};
function readGraphql(error) {
	const parsed = graphqlError.safeParse(error);
	if (!parsed.success) return null;
	const { errors, headers } = parsed.data;
	const [status = 500] = errors.flatMap(({ type }) => statusOf[type] ?? []);
	return {
		status,
		message: line(errors.map((each) => each.message).join("; ")),
		fields: [],
		headers,
		request: "POST /graphql"
	};
}
/** Reads an error of Octokit, of REST or GraphQL; null when it is something else, which is a defect and stays what it is. */
function readRefusal(error) {
	if (error instanceof CutAnswer) return {
		status: null,
		message: line(error.message),
		fields: [],
		headers: {},
		request: ""
	};
	const parsed = httpError.safeParse(error);
	if (!parsed.success) return readGraphql(error);
	const { request, response, status, message } = parsed.data;
	const common = { request: `${request.method} ${request.url}` };
	if (response === void 0) return {
		...common,
		status: null,
		message: line(message),
		fields: [],
		headers: {}
	};
	const { headers } = response;
	const body = answerBody.safeParse(response.data);
	if (!body.success) return {
		...common,
		status,
		message: `HTTP ${status}`,
		fields: [],
		headers
	};
	return {
		...common,
		status,
		message: spell(body.data),
		fields: body.data.errors,
		headers
	};
}
/** True when a request that writes may have been done although it failed: look before it is repeated. */
function mayHaveHappened(refusal) {
	return refusal.status === null || refusal.status >= 500;
}
function spell({ message, errors }) {
	return line([message, ...errors.map((entry) => entry.message ?? `${entry.field} ${entry.code}`.trim()).filter((detail) => detail !== "" && detail !== message)].join("; "));
}
function line(text) {
	const flat = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
	return flat.length <= 300 ? flat : `${flat.slice(0, 299)}…`;
}
// src/forge/scrub.ts
/**
* Makes a function that takes a token, in every form in which it travels, and the password of any address
* out of a text that goes to a log.
*/
function scrubber(token) {
	const forms = secretForms(token);
	return (text) => withoutForms(text, forms).replace(/\/\/[^/\s@]+@/g, "//***@");
}
// src/forge/retry.ts
const retries = 2;
const pause = 1e3;
/** GitHub asks for a minute where it names no time. */
const defaultLimitation = 6e4;
/** Longer than this no run waits: the outbox keeps what is open. */
const longestWait = 6e4;
/**
* Sends a request, and again (at most twice) where that is safe: when a rate limit kept it from being done, when
* GitHub does not see yet what was just made, or, for reads only, when no good answer came.
*/
async function withRetries(reads, clock, send) {
	for (let retry = 0;; retry += 1) try {
		return await send();
	} catch (error) {
		const refusal = readRefusal(error);
		const wait = refusal === null || retry === retries ? null : waitBefore(refusal, reads, retry, clock.now());
		if (wait === null || wait > (clock.longestWait ?? longestWait)) throw error;
		await clock.sleep(wait);
	}
}
/**
* When a rate limit ends, in milliseconds since 1970; null when the refusal is none.
* The order is that of GitHub's documentation: `retry-after`, then `x-ratelimit-reset`, else a minute.
*/
function limitedUntil({ status, headers, message }, now) {
	if (status !== 403 && status !== 429) return null;
	const after = Number(headers["retry-after"]);
	if (headers["retry-after"] !== void 0 && Number.isFinite(after)) return now + after * 1e3;
	const reset = Number(headers["x-ratelimit-reset"]);
	if (headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset)) return Math.max(now, reset * 1e3);
	return status === 429 || /rate limit/i.test(message) ? now + defaultLimitation : null;
}
/** Milliseconds to wait before the request is sent again; null when it must not be. */
function waitBefore(refusal, reads, retry, now) {
	const until = limitedUntil(refusal, now);
	if (until !== null) return until - now;
	if (notVisibleYet(refusal)) return pause * 2 ** retry;
	const { status } = refusal;
	return reads && (status === null || status === 502 || status === 503 || status === 504) ? pause * 2 ** retry : null;
}
/** A branch just pushed, or a pull request just opened, is unknown to some of GitHub's servers for a moment. */
function notVisibleYet({ status, message, fields }) {
	if (status !== 422) return false;
	if (/could not resolve to a node/i.test(message)) return true;
	return fields.some(({ field, code }) => field === "head" && code === "invalid");
}
// src/forge/classify.ts
/** Turns what GitHub answered into a failure of the catalogue; `refusal` and `cause` must hold no secret. */
function classify(refusal, intent, place, cause) {
	const { host, repository, now } = place;
	const { action, permission } = intent;
	const { status, message } = refusal;
	const until = limitedUntil(refusal, now);
	if (until !== null) return fail("forge-rate-limited", {
		host,
		until: readable(until)
	}, cause);
	if (status === null || status >= 500) return fail("forge-unavailable", {
		host,
		message
	}, cause);
	if (status === 401) return fail("forge-unauthorized", { host }, cause);
	if (status === 404) return fail("forge-repository-hidden", {
		host,
		repository
	}, cause);
	if (status === 410) return fail("forge-issues-off", { repository }, cause);
	if (status === 403 && !isRule(message)) return fail("forge-forbidden", {
		host,
		repository,
		action,
		permission,
		message
	}, cause);
	return fail("forge-rejected", {
		host,
		action,
		message
	}, cause);
}
/** Refusals by status 403 that no permission mends: what they ask for is in the message. */
function isRule(message) {
	return /archived|SAML|IP allow list|blocked|is locked/i.test(message);
}
function readable(time) {
	return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}
// src/forge/octokit.ts
const silent$1 = {
	debug: ignore,
	info: ignore,
	warn: ignore,
	error: ignore
};
/**
* Makes the client. It is loaded here and not before, since many runs need no forge.
* Of its own accord it knows nothing of proxies.
*/
async function makeClient(options, clock) {
	const [{ Octokit }, { getOctokitOptions }] = await Promise.all([import("./dist-src.js"), import("./utils.js")]);
	const octokit = new Octokit({
		...getOctokitOptions(options.token, { userAgent: "prompt-rollout" }),
		baseUrl: options.apiUrl.replace(/\/+$/, ""),
		log: silent$1,
		request: {
			log: silent$1,
			fetch: (url, init) => proxiedFetch(url, {
				...init,
				signal: AbortSignal.timeout(options.timeout)
			})
		}
	});
	octokit.hook.wrap("request", (request, parameters) => withRetries(parameters.method === "GET", clock, async () => {
		options.onRequest();
		try {
			const response = await request(parameters);
			options.onAnswer(response.headers);
			if (response.status !== 204 && typeof response.data !== "object") throw new CutAnswer(`The answer to ${parameters.method} ${parameters.url} is cut short.`);
			const errors = parameters.url.endsWith("/graphql") ? null : errorsOf(response.data);
			if (errors !== null) throw new CutAnswer(`${parameters.method} ${parameters.url} is answered by errors: ${errors}`);
			return response;
		} catch (error) {
			options.onAnswer(readRefusal(error)?.headers ?? {});
			throw error;
		}
	}));
	return octokit;
}
const failed = object({
	data: _null().optional(),
	errors: array(looseObject({ message: string() }))
});
/** The errors of a body that came as a success; null when there are none. No answer of the REST API has the like. */
function errorsOf(body) {
	const { data } = failed.safeParse(body);
	return data === void 0 ? null : data.errors.map(({ message }) => message).join("; ");
}
/** What fails is said by the failure; Octokit's own log goes past the runner's escaping. */
function ignore() {}
// src/forge/session.ts
const silent = {
	timeout: 3e4,
	onRequest: () => void 0,
	onAnswer: () => void 0
};
/** Opens a session; nothing is loaded or sent before the first attempt. `tools` are what tests and counts put in. */
function openSession(options, clock, tools = {}) {
	const { repository, token, apiUrl, serverUrl } = options;
	const [owner = "", repo = ""] = repository.split("/");
	const scrub = scrubber(token);
	let opened = null;
	function toFailure(error, intent) {
		const refusal = error instanceof Failure ? null : readRefusal(error);
		if (refusal === null) return error;
		const place = {
			host: new URL(serverUrl).host,
			repository,
			now: clock.now()
		};
		return classify({
			...refusal,
			message: scrub(refusal.message)
		}, intent, place, causeOf(refusal));
	}
	/** Stands for Octokit's own error, which carries the request and the answer with all their headers. */
	function causeOf({ request, status, message }) {
		return new Error(scrub(`${request} ${status ?? "without an answer"}: ${message}`.trim()));
	}
	return {
		owner,
		repo,
		async attempt(intent, work) {
			opened ??= makeClient({
				...silent,
				...tools,
				apiUrl,
				token
			}, clock);
			try {
				return await work(await opened);
			} catch (error) {
				throw toFailure(error, intent);
			}
		}
	};
}
// src/forge/commit-api.ts
const systemTools$1 = {
	now: Date.now,
	sleep: (ms) => setTimeout(ms)
};
const mutation = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
const appended = object({ createCommitOnBranch: object({ commit: object({ oid: string() }) }) });
/**
* Commits by the API of GitHub, which signs them: on top of a branch for every token, all others for tokens of
* workflows and Apps, as long as nobody says whose commits they are. Nothing is loaded or sent before the first verb.
*/
function githubCommits(options, tools = {}) {
	const { repository, token, serverUrl } = options;
	const { now, sleep: pause, ...client } = {
		...systemTools$1,
		...tools
	};
	const session = openSession(options, {
		now,
		sleep: pause
	}, client);
	const { owner, repo } = session;
	const scrub = scrubber(token);
	async function write(action, work) {
		const intent = {
			action,
			permission: "contents: write"
		};
		try {
			return await session.attempt(intent, async (octokit) => {
				try {
					return {
						state: "done",
						id: await work(octokit)
					};
				} catch (error) {
					const { status, message } = readRefusal(error) ?? {
						status: null,
						message: ""
					};
					if (status === 409) return { state: "stale" };
					if (status === 422) return {
						state: "refused",
						message: scrub(message)
					};
					throw error;
				}
			});
		} catch (error) {
			if (error instanceof Failure) return {
				state: "failed",
				failure: asRemote(error)
			};
			throw error;
		}
	}
	/** Here the forge is the remote: an outage passes, and leaves nothing in an outbox. */
	function asRemote(failure) {
		const { code, message } = failure;
		if (code !== "forge-unavailable") return failure;
		return fail("remote-unreachable", {
			remote: `${serverUrl}/${repository}`,
			message
		}, failure);
	}
	return {
		append: ({ branch, parent, message, files, deletes }) => write(`commit to ${branch}`, async (octokit) => {
			const input = {
				branch: {
					repositoryNameWithOwner: repository,
					branchName: branch
				},
				expectedHeadOid: parent,
				message: headlineOf(message),
				fileChanges: {
					additions: files.map(({ path, bytes }) => ({
						path,
						contents: bytes.toString("base64")
					})),
					deletions: deletes.map((path) => ({ path }))
				}
			};
			return appended.parse(await octokit.graphql(mutation, { input })).createCommitOnBranch.commit.oid;
		}),
		tree: (base, entries) => write("make a tree", async (octokit) => {
			const tree = [];
			for (const entry of entries) tree.push(await treeEntry(octokit, entry));
			const from = base === null ? {} : { base_tree: base };
			return (await octokit.rest.git.createTree({
				owner,
				repo,
				tree,
				...from
			})).data.sha;
		}),
		commit: (tree, parent, message) => write("make a commit", async (octokit) => {
			const parents = parent === null ? [] : [parent];
			return (await octokit.rest.git.createCommit({
				owner,
				repo,
				message,
				tree,
				parents
			})).data.sha;
		}),
		createRef: (ref, sha) => write(`make ${ref}`, async (octokit) => {
			await octokit.rest.git.createRef({
				owner,
				repo,
				ref,
				sha
			});
			return sha;
		})
	};
	async function treeEntry(octokit, entry) {
		const { path } = entry;
		if ("tree" in entry) return {
			path,
			mode: "040000",
			type: "tree",
			sha: entry.tree
		};
		const file = {
			path,
			mode: modeOf(entry),
			type: "blob"
		};
		const content = textOf(entry.bytes);
		if (content !== null) return {
			...file,
			content
		};
		const blob = {
			content: entry.bytes.toString("base64"),
			encoding: "base64"
		};
		return {
			...file,
			sha: (await octokit.rest.git.createBlob({
				owner,
				repo,
				...blob
			})).data.sha
		};
	}
}
function headlineOf(message) {
	const [headline = "", ...rest] = message.trimEnd().split("\n");
	const body = rest.join("\n").trim();
	return body === "" ? { headline } : {
		headline,
		body
	};
}
function modeOf({ path, mode }) {
	if (mode === "100644" || mode === "100755") return mode;
	throw new Error(`${JSON.stringify(path)} has the mode ${mode}, which no regular file has.`);
}
/** The text of a file that can stand in a request as it is; null for any other bytes. */
function textOf(bytes) {
	const text = bytes.toString("utf8");
	return !text.includes("\0") && Buffer.from(text).equals(bytes) ? text : null;
}
// src/forge/text.ts
/** Characters that GitHub takes in the body of a pull request or issue. */
const bodyLimit = 65536;
/** Characters that GitHub takes in a title. */
const titleLimit = 256;
/**
* Fits title and body into the limits. The report keeps to the limit itself and knows better what to leave out;
* this is the last guard, so that too long a text never costs the pull request or issue.
* With `marker` the body holds it on a line of its own, whatever was cut.
*/
function fitWording(request) {
	const title = cut(request.title, titleLimit, "…");
	const marked = withMarker(request.body, request.marker);
	if (marked.length <= 65536) return {
		title,
		body: marked,
		warnings: []
	};
	const tail = request.marker === void 0 ? "" : `\n\n${request.marker}`;
	return {
		title,
		body: withMarker(cut(request.body, bodyLimit - tail.length, "\n\n(Cut here: the text is too long.)"), request.marker),
		warnings: [`The body has ${marked.length} characters and was cut to ${bodyLimit}.`]
	};
}
/** True when `marker` stands alone on a line of the body: a quotation of it does not count. */
function hasMarker(body, marker) {
	return body.split(/\r?\n/).some((line) => line.trimEnd() === marker);
}
/** True when both say the same: editors on the web turn line ends into CRLF. */
function sameText(one, other) {
	return normal(one) === normal(other);
}
/** Those of `wanted` that `present` lacks, each once. Names of labels and reviewers ignore case. */
function lacking(wanted, present) {
	const names = new Set(present.map((name) => name.toLowerCase()));
	return wanted.filter((name) => {
		const isNew = !names.has(name.toLowerCase());
		names.add(name.toLowerCase());
		return isNew;
	});
}
function normal(text) {
	return text.replaceAll("\r\n", "\n").trim();
}
function withMarker(body, marker) {
	return marker === void 0 || hasMarker(body, marker) ? body : `${body}\n\n${marker}`;
}
function cut(text, limit, ending) {
	if (text.length <= limit) return text;
	return `${text.slice(0, limit - ending.length).replace(/[\ud800-\udbff]$/, "")}${ending}`;
}
// src/forge/trust.ts
/**
* A marker can be guessed: a stranger who writes it in advance must not take the place of ours.
* Apps are bots; the owner of any other token that got this far works on the repository.
*/
function isTrusted({ user, author_association: association }) {
	return user?.type === "Bot" || [
		"OWNER",
		"MEMBER",
		"COLLABORATOR"
	].includes(association ?? "");
}
// src/forge/comments.ts
/** Of issues and pull requests alike. */
const permission$2 = "issues: write";
/**
* Writes the comment, or brings it up to date. Of several (two runs at once) the oldest stays, and the later ones of the
* same bot, or of this very call, are deleted. Throws failures of the catalogue.
*/
async function reply(session, request) {
	const { number, marker } = request;
	const { body } = fitWording({
		title: "",
		body: request.body,
		marker
	});
	const before = await session.attempt({
		action: "list comments",
		permission: permission$2
	}, (octokit) => list$1(session, octokit, request));
	const made = before.length > 0 ? null : await create$1(session, request, body);
	const [kept, ...others] = made?.comments ?? before;
	if (kept === void 0) throw new Error("A comment that was created is not there.");
	const isDouble = (comment) => comment.id === made?.id || comment.user?.type === "Bot" && comment.user.login === kept.user?.login;
	for (const comment of others.filter(isDouble)) await remove(session, comment);
	if (!sameText(kept.body ?? "", body)) await update$2(session, kept, body);
	return {
		number,
		url: kept.html_url
	};
}
/** The comments with the marker, oldest first. */
async function list$1(session, octokit, request) {
	const { owner, repo } = session;
	return (await octokit.paginate(octokit.rest.issues.listComments, {
		owner,
		repo,
		issue_number: request.number,
		per_page: 100
	})).filter((comment) => hasMarker(comment.body ?? "", request.marker) && isTrusted(comment)).sort(byAge);
}
function byAge(one, other) {
	return one.id - other.id;
}
/** Creates the comment, then looks whether another run did so at the same time. `id` is null when that is not known. */
async function create$1(session, request, body) {
	const { owner, repo } = session;
	const { number } = request;
	return session.attempt({
		action: "write a comment",
		permission: permission$2
	}, async (octokit) => {
		try {
			const { data } = await octokit.rest.issues.createComment({
				owner,
				repo,
				issue_number: number,
				body
			});
			return {
				comments: [...(await list$1(session, octokit, request)).filter(({ id }) => id !== data.id), data].sort(byAge),
				id: data.id
			};
		} catch (error) {
			const refusal = readRefusal(error);
			const comments = refusal !== null && mayHaveHappened(refusal) ? await list$1(session, octokit, request) : [];
			if (comments.length === 0) throw error;
			return {
				comments,
				id: null
			};
		}
	});
}
async function update$2(session, { id }, body) {
	const { owner, repo } = session;
	await session.attempt({
		action: "update a comment",
		permission: permission$2
	}, (octokit) => octokit.rest.issues.updateComment({
		owner,
		repo,
		comment_id: id,
		body
	}));
}
async function remove(session, { id }) {
	const { owner, repo } = session;
	await session.attempt({
		action: "delete a duplicate comment",
		permission: permission$2
	}, async (octokit) => {
		try {
			await octokit.rest.issues.deleteComment({
				owner,
				repo,
				comment_id: id
			});
		} catch (error) {
			if (readRefusal(error)?.status !== 404) throw error;
		}
	});
}
// src/forge/dispatch.ts
/** The workflow's file name of a GITHUB_WORKFLOW_REF; null when it is no file of `repository`. */
function workflowFile({ repository, workflowRef }) {
	const [, home = "", file] = /^([^/]+\/[^/]+)\/\.github\/workflows\/([^/]+\.ya?ml)@refs\/.+$/.exec(workflowRef) ?? [];
	return file !== void 0 && home.toLowerCase() === repository.toLowerCase() ? file : null;
}
/**
* Starts the workflow of this run again, on the same branch. Without a key to look it up by, a dispatch whose answer
* is lost is not repeated: it fails with `forge-unavailable`, and the schedule picks up if it was not done.
* `session` is one on the running repository.
*/
async function dispatchSuccessor(session, running, tokenIsDefault) {
	const { owner, repo } = session;
	const { repository, workflowRef, refName } = running;
	const workflow = workflowFile(running);
	if (workflow === null) throw fail("successor-impossible", { reason: `its workflow is "${workflowRef}", no file of ${repository}` });
	await session.attempt({
		action: "dispatch a workflow",
		permission: "actions: write"
	}, async (octokit) => {
		try {
			await octokit.rest.actions.createWorkflowDispatch({
				owner,
				repo,
				workflow_id: workflow,
				ref: refName
			});
		} catch (error) {
			const refusal = readRefusal(error);
			const noTrigger = refusal?.status === 422 && /workflow_dispatch.*trigger/i.test(refusal.message);
			const notFound = refusal?.status === 404 && tokenIsDefault;
			if (noTrigger || notFound) throw fail("successor-not-dispatchable", {
				repository,
				workflow,
				ref: refName
			}, error);
			throw error;
		}
	});
}
// src/forge/decorate.ts
/** Failures that each single entry would meet again. */
const concernsAll = [
	"forge-rate-limited",
	"forge-unavailable",
	"forge-unauthorized"
];
/**
* Applies decorations all at once; when they are refused, one by one, so that one bad entry does not cost
* the others. Never fails: returns a warning for each that could not be had.
*/
async function decorate(what, items, apply) {
	if (items.length === 0) return [];
	try {
		await apply(items);
		return [];
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		if (items.length === 1 || concernsAll.includes(error.code)) {
			const names = items.map((item) => JSON.stringify(item)).join(", ");
			const cure = error.code === "forge-forbidden" ? ` ${error.cure}` : "";
			return [`${what} ${names}: ${error.message}${cure}`];
		}
		const warnings = [];
		for (const single of items) warnings.push(...await decorate(what, [single], apply));
		return warnings;
	}
}
// src/forge/labels.ts
/**
* Sets the labels that issue or pull request `number` lacks; others stay. Returns warnings, never fails:
* creating a label needs more rights than setting one, and GitHub drops labels without a word where there are none.
*/
async function ensureLabels(session, number, wanted, present) {
	const { owner, repo } = session;
	const dropped = [];
	return [...await decorate("Not set: label", lacking(wanted, present.map(nameOf)), async (labels) => {
		const { data } = await session.attempt({
			action: "set labels",
			permission: "issues: write"
		}, (octokit) => octokit.rest.issues.addLabels({
			owner,
			repo,
			issue_number: number,
			labels: [...labels]
		}));
		dropped.push(...lacking(labels, data.map(nameOf)));
	}), ...dropped.map((label) => `Not set: label ${JSON.stringify(label)}: GitHub dropped it silently.`)];
}
function nameOf(label) {
	return typeof label === "string" ? label : label.name ?? "";
}
// src/forge/issues.ts
const permission$1 = "issues: write";
/** The runner's clock may be ahead of GitHub's. */
const clockDifference = 36e5;
/**
* Files the issue, or brings the open one up to date; a closed one stays as people left it, but for its text
* with `refresh: always`.
* Of several (two runs at once) the oldest stays and the others are closed as its duplicates.
* Throws failures of the catalogue.
*/
async function ensureIssue(session, request) {
	const wording = fitWording(request);
	const { kept, later, created } = await session.attempt({
		action: "list issues",
		permission: permission$1
	}, (octokit) => list(session, octokit, request)) ?? await create(session, request, wording);
	for (const duplicate of later) await closeDuplicate(session, duplicate, kept);
	const link = {
		number: kept.number,
		url: kept.html_url,
		created
	};
	const isOpen = kept.state === "open";
	if (!isOpen && request.refresh !== "always") return {
		...link,
		warnings: []
	};
	await update$1(session, kept, wording);
	if (!isOpen) return {
		...link,
		warnings: wording.warnings
	};
	const labels = await ensureLabels(session, kept.number, request.labels, kept.labels);
	return {
		...link,
		warnings: [...wording.warnings, ...labels]
	};
}
/** Closes the open issues with the marker as completed. Throws failures of the catalogue. */
async function closeIssue(session, request) {
	const { owner, repo } = session;
	const found = await session.attempt({
		action: "list issues",
		permission: permission$1
	}, (octokit) => list(session, octokit, request));
	const issues = found === null ? [] : [found.kept, ...found.later];
	for (const { number } of issues.filter(({ state }) => state === "open")) await session.attempt({
		action: "close an issue",
		permission: permission$1
	}, (octokit) => octokit.rest.issues.update({
		owner,
		repo,
		issue_number: number,
		state: "closed",
		state_reason: "completed"
	}));
}
/** Lists the issues with the marker. The search would know of a new issue only after a while. */
async function list(session, octokit, request, made) {
	const { owner, repo } = session;
	const start = /* @__PURE__ */ new Date(Date.parse(request.since) - clockDifference);
	const [kept, ...others] = [...(await octokit.paginate(octokit.rest.issues.listForRepo, {
		owner,
		repo,
		state: "all",
		since: start.toISOString().replace(/\.\d+Z$/, "Z"),
		sort: "created",
		direction: "asc",
		per_page: 100
	})).filter((issue) => issue.pull_request === void 0 && issue.number !== made?.number && hasMarker(issue.body ?? "", request.marker) && isTrusted(issue)), ...made === void 0 ? [] : [made]].sort(byNumber);
	if (kept === void 0) return null;
	const isOurs = ({ user }) => user?.type === "Bot" || user?.login === kept.user?.login;
	return {
		kept,
		later: others.filter((issue) => issue.state === "open" && (issue === made || isOurs(issue))),
		created: kept === made
	};
}
/** Creates the issue, then looks whether another run did so at the same time. */
async function create(session, request, wording) {
	return session.attempt({
		action: "create an issue",
		permission: permission$1
	}, async (octokit) => {
		try {
			const made = await post(session, octokit, wording, [...request.labels]);
			return await list(session, octokit, request, made) ?? {
				kept: made,
				later: [],
				created: true
			};
		} catch (error) {
			const refusal = readRefusal(error);
			const found = refusal !== null && mayHaveHappened(refusal) ? await list(session, octokit, request) : null;
			if (found === null) throw error;
			return {
				...found,
				created: true
			};
		}
	});
}
async function post(session, octokit, { title, body }, labels) {
	const { owner, repo } = session;
	try {
		return whole((await octokit.rest.issues.create({
			owner,
			repo,
			title,
			body,
			labels
		})).data);
	} catch (error) {
		const refusal = readRefusal(error);
		if (labels.length === 0 || refusal === null || mayHaveHappened(refusal)) throw error;
		if (/label/i.test(refusal.message)) return post(session, octokit, {
			title,
			body,
			warnings: []
		}, []);
		throw error;
	}
}
function byNumber(one, other) {
	return one.number - other.number;
}
/** One request, so that a crash leaves no half of it. */
async function closeDuplicate(session, issue, kept) {
	const { owner, repo } = session;
	const { body } = fitWording({
		title: "",
		body: `Duplicate of #${kept.number}.\n\n${issue.body ?? ""}`
	});
	const close = (octokit, reason) => octokit.rest.issues.update({
		owner,
		repo,
		issue_number: issue.number,
		body,
		state: "closed",
		state_reason: reason
	});
	await session.attempt({
		action: "close a duplicate issue",
		permission: permission$1
	}, async (octokit) => {
		try {
			await close(octokit, "duplicate");
		} catch (error) {
			if (readRefusal(error)?.status !== 422) throw error;
			await close(octokit, "not_planned");
		}
	});
}
async function update$1(session, issue, { title, body }) {
	if (sameText(issue.title, title) && sameText(issue.body ?? "", body)) return;
	const { owner, repo } = session;
	await session.attempt({
		action: "update an issue",
		permission: permission$1
	}, (octokit) => octokit.rest.issues.update({
		owner,
		repo,
		issue_number: issue.number,
		title,
		body
	}));
}
// src/forge/links.ts
/** Address of a commit, branch or comparison below `repositoryUrl`. */
function linkTo(repositoryUrl, target) {
	if ("commit" in target) return `${repositoryUrl}/commit/${encode(target.commit)}`;
	if ("branch" in target) return `${repositoryUrl}/tree/${encode(target.branch)}`;
	return `${repositoryUrl}/compare/${target.compare.map(encode).join("...")}`;
}
/** Slashes of branch names stay; everything else that has a meaning in an address is escaped. */
function encode(ref) {
	return ref.split("/").map(encodeURIComponent).join("/");
}
// src/forge/people.ts
/** What the older field `permission` says for each role. Roles of one's own have any other name. */
const legacy = {
	admin: "admin",
	maintain: "write",
	write: "write",
	triage: "read",
	read: "read",
	none: "none"
};
const roles = _enum([
	"admin",
	"maintain",
	"write",
	"triage",
	"read",
	"none"
]);
const account = /^[A-Za-z0-9_-]{1,100}(?:\[bot\])?$/;
/**
* What a person may do in the repository; `none` for logins that GitHub does not know. A role of one's own counts as
* the standard role it is built on. Throws failures of the catalogue.
*/
async function permissionOf(session, login) {
	if (!account.test(login)) return "none";
	const { owner, repo } = session;
	return session.attempt({
		action: "read the permission of a person",
		permission: "metadata: read"
	}, async (octokit) => {
		try {
			const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({
				owner,
				repo,
				username: login
			});
			const role = roles.catch("none").parse(data.role_name);
			return legacy[role] === data.permission ? role : roles.catch("none").parse(data.permission);
		} catch (error) {
			if (readRefusal(error)?.status === 404) return "none";
			throw error;
		}
	});
}
/** Login of a commit's author; null when GitHub knows no account of the address, or not the commit. Throws failures of the catalogue. */
async function authorOf(session, commit) {
	if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit)) return null;
	const { owner, repo } = session;
	return session.attempt({
		action: "read a commit",
		permission: "contents: read"
	}, async (octokit) => {
		try {
			const { data } = await octokit.rest.repos.getCommit({
				owner,
				repo,
				ref: commit,
				per_page: 1
			});
			return data.author?.login ?? null;
		} catch (error) {
			const status = readRefusal(error)?.status;
			if (status === 404 || status === 422) return null;
			throw error;
		}
	});
}
// src/forge/reviewers.ts
/**
* Asks `@user`s and `@org/team`s for a review, the author apart, who cannot be asked. When one of them is asked
* already nothing is done: who has reviewed is no longer listed, and must not be asked again. Never fails.
*/
async function ensureReviewers(session, number, wanted, asked) {
	const entries = lacking(wanted, []).map((entry) => ({
		entry,
		reviewer: parse$1(entry, session.owner)
	}));
	const unknown = entries.filter(({ reviewer }) => reviewer === null).map(({ entry }) => entry);
	const known = new Map(entries.flatMap(({ entry, reviewer }) => reviewer === null || same$1(reviewer.name, asked.author) ? [] : [[entry, reviewer]]));
	const warnings = unknown.map((entry) => `Not asked for a review: ${JSON.stringify(entry)} is no @user, and no @${session.owner}/team.`);
	if ([...known.values()].some((reviewer) => isAsked(reviewer, asked))) return warnings;
	const refused = await decorate("Not asked for a review:", [...known.keys()], (names) => ask$1(session, number, names.flatMap((name) => known.get(name) ?? [])));
	return [...warnings, ...refused];
}
async function ask$1(session, number, reviewers) {
	const { owner, repo } = session;
	const names = (kind) => reviewers.filter((each) => each.kind === kind).map(({ name }) => name);
	await session.attempt({
		action: "ask for reviews",
		permission: "pull-requests: write"
	}, (octokit) => octokit.rest.pulls.requestReviewers({
		owner,
		repo,
		pull_number: number,
		reviewers: names("user"),
		team_reviewers: names("team")
	}));
}
/** Only teams of the organisation that owns the repository can be asked. */
function parse$1(entry, owner) {
	const [, organisation, name] = /^@?(?:([\w-]+)\/)?([\w.-]+)$/.exec(entry) ?? [];
	if (name === void 0) return null;
	if (organisation === void 0) return {
		kind: "user",
		name
	};
	return same$1(organisation, owner) ? {
		kind: "team",
		name
	} : null;
}
function isAsked({ kind, name }, asked) {
	return (kind === "user" ? asked.users : asked.teams).some((each) => same$1(each, name));
}
function same$1(one, other) {
	return one.toLowerCase() === other.toLowerCase();
}
// src/forge/pull-requests.ts
const permission = "pull-requests: write";
/**
* Opens the pull request of a branch, or brings the open one up to date; a closed or merged one stays, but for
* its text with `refresh: always`.
* `compareUrl` leads to the page on which a person can open it. Throws failures of the catalogue.
*/
async function ensurePullRequest(session, request, compareUrl) {
	const wording = fitWording(request);
	const before = await session.attempt({
		action: "list pull requests",
		permission
	}, (octokit) => find(session, octokit, request.head));
	const { pull, created } = before === null ? await open$1(session, request, wording, compareUrl) : {
		pull: before,
		created: false
	};
	const link = {
		number: pull.number,
		url: pull.html_url,
		created
	};
	const isOpen = pull.state === "open";
	if (!isOpen && request.refresh !== "always") return {
		...link,
		warnings: []
	};
	await update(session, pull, wording);
	if (!isOpen) return {
		...link,
		warnings: wording.warnings
	};
	return {
		...link,
		warnings: [...wording.warnings, ...await decorations(session, pull, request)]
	};
}
/** Comments on the open pull request of a branch, then closes it. Throws failures of the catalogue. */
async function closePullRequest(session, { head, comment }) {
	const { owner, repo } = session;
	const pull = await session.attempt({
		action: "list pull requests",
		permission
	}, (octokit) => find(session, octokit, head));
	if (pull === null || pull.state !== "open") return;
	if (comment !== void 0) await reply(session, {
		...comment,
		number: pull.number
	});
	await session.attempt({
		action: "close a pull request",
		permission
	}, (octokit) => octokit.rest.pulls.update({
		owner,
		repo,
		pull_number: pull.number,
		state: "closed"
	}));
}
/** Reads a pull request; null when there is none with this number. Throws failures of the catalogue. */
async function pullRequestOf(session, number) {
	const { owner, repo } = session;
	return session.attempt({
		action: "read a pull request",
		permission
	}, async (octokit) => {
		try {
			const { data } = await octokit.rest.pulls.get({
				owner,
				repo,
				pull_number: number
			});
			return {
				head: data.head.ref,
				base: data.base.ref,
				state: data.merged ? "merged" : data.state,
				fork: !isOf(data, `${owner}/${repo}`),
				mergedBy: data.merged_by?.login ?? null,
				url: data.html_url
			};
		} catch (error) {
			if (readRefusal(error)?.status === 404) return null;
			throw error;
		}
	});
}
/** The pull request of the branch: the open one, else the last. */
async function find(session, octokit, branch) {
	const { owner, repo } = session;
	const head = `${owner}:${branch}`;
	const own = (await octokit.paginate(octokit.rest.pulls.list, {
		owner,
		repo,
		head,
		state: "all",
		per_page: 100
	})).filter((pull) => pull.head.ref === branch && isOf(pull, `${owner}/${repo}`)).sort((one, other) => other.number - one.number);
	return own.find(({ state }) => state === "open") ?? own[0] ?? null;
}
/** A repository that was deleted is no longer named. */
function isOf(pull, repository) {
	return pull.head.repo?.full_name.toLowerCase() === repository.toLowerCase();
}
async function open$1(session, request, { title, body }, compareUrl) {
	const { owner, repo } = session;
	const { head, base } = request;
	return session.attempt({
		action: "create a pull request",
		permission
	}, async (octokit) => {
		try {
			const { data } = await octokit.rest.pulls.create({
				owner,
				repo,
				head,
				base,
				title,
				body
			});
			return {
				pull: whole(data),
				created: true
			};
		} catch (error) {
			const refusal = readRefusal(error);
			if (refusal === null) throw error;
			if (/not permitted to create or approve pull requests/i.test(refusal.message)) throw fail("forge-pull-requests-off", {
				repository: `${owner}/${repo}`,
				compare: compareUrl
			});
			const unsure = mayHaveHappened(refusal);
			const raced = refusal.status === 422 && /already exists/i.test(refusal.message);
			const pull = unsure || raced ? await find(session, octokit, head) : null;
			if (pull === null) throw error;
			return {
				pull,
				created: unsure
			};
		}
	});
}
async function update(session, pull, { title, body }) {
	if (sameText(pull.title, title) && sameText(pull.body ?? "", body)) return;
	const { owner, repo } = session;
	await session.attempt({
		action: "update a pull request",
		permission
	}, (octokit) => octokit.rest.pulls.update({
		owner,
		repo,
		pull_number: pull.number,
		title,
		body
	}));
}
async function decorations(session, pull, request) {
	return [...await ensureLabels(session, pull.number, request.labels, pull.labels), ...await ensureReviewers(session, pull.number, request.reviewers, {
		author: pull.user?.login ?? "",
		users: pull.requested_reviewers?.map(({ login }) => login) ?? [],
		teams: pull.requested_teams?.map(({ slug }) => slug) ?? []
	})];
}
// src/forge/github.ts
const systemTools = {
	now: Date.now,
	sleep: (ms) => setTimeout(ms)
};
/** GitHub, or a GitHub Enterprise Server. Nothing is loaded or sent before the first verb. */
function githubForge(options, tools = {}) {
	const { repository, running, tokenIsDefault } = options;
	const { now, sleep: pause, ...client } = {
		...systemTools,
		...tools
	};
	const clock = {
		now,
		sleep: pause
	};
	const serverUrl = options.serverUrl.replace(/\/+$/, "");
	const repositoryUrl = `${serverUrl}/${repository}`;
	const session = openSession(options, clock, client);
	return {
		kind: "github",
		bodyLimit,
		checksNeedApproval: tokenIsDefault && new URL(serverUrl).hostname === "github.com",
		ensurePullRequest: (request) => {
			const compare = linkTo(repositoryUrl, { compare: [request.base, request.head] });
			return ensurePullRequest(session, request, `${compare}?expand=1`);
		},
		closePullRequest: (request) => closePullRequest(session, request),
		pullRequestOf: (number) => pullRequestOf(session, number),
		ensureIssue: (request) => ensureIssue(session, request),
		closeIssue: (request) => closeIssue(session, request),
		reply: (request) => reply(session, request),
		permissionOf: (login) => permissionOf(session, login),
		authorOf: (commit) => authorOf(session, commit),
		link: (target) => linkTo(repositoryUrl, target),
		dispatchSuccessor: async () => {
			if (running === null) throw fail("successor-impossible", { reason: "it is no run of a workflow" });
			await dispatchSuccessor(openSession({
				...options,
				repository: running.repository
			}, clock, client), running, tokenIsDefault);
		}
	};
}
// src/forge/inspection.ts
/** Milliseconds until one request is given up, and that one waits before it is sent again: nothing hangs on it. */
const timeout = 5e3;
/** Opens the inspection of a repository. Nothing is loaded or sent before the first question. */
function githubInspection(options, clock = {
	now: Date.now,
	sleep: (ms) => setTimeout(ms),
	longestWait: 1e3
}) {
	const session = openSession(options, clock, { timeout });
	const { owner, repo } = session;
	const at = {
		owner,
		repo
	};
	return {
		repository: () => readRepository(session, clock),
		pullRequests: () => session.attempt({
			action: "read pull requests",
			permission: "pull-requests: write"
		}, async (octokit) => {
			await octokit.rest.pulls.list({
				...at,
				per_page: 1
			});
		}),
		issues: () => session.attempt({
			action: "read issues",
			permission: "issues: write"
		}, async (octokit) => {
			await octokit.rest.issues.listForRepo({
				...at,
				per_page: 1
			});
		}),
		rules: (branch) => ask(session, "branch rules", async (octokit) => {
			const { data } = await octokit.rest.repos.getBranchRules({
				...at,
				branch,
				per_page: 100
			});
			return data.map((entry) => rule.parse(entry));
		}),
		bypass: (ruleset) => ask(session, "rulesets", async (octokit) => {
			const { data } = await octokit.rest.repos.getRepoRuleset({
				...at,
				ruleset_id: ruleset
			});
			return data.current_user_can_bypass ?? "unknown";
		}),
		isProtected: (branch) => readProtection(session, branch),
		otherRulesets: () => ask(session, "rulesets", async (octokit) => {
			const { data } = await octokit.rest.repos.getRepoRulesets({
				...at,
				targets: "tag,push",
				per_page: 100
			});
			return data.filter(({ enforcement }) => enforcement === "active").map(({ name }) => name);
		}),
		workflowSettings: () => ask(session, "settings of Actions", async (octokit) => {
			const { data } = await octokit.rest.actions.getGithubActionsDefaultWorkflowPermissionsRepository(at);
			const { can_approve_pull_request_reviews: creates, default_workflow_permissions: access } = data;
			return {
				mayCreatePullRequests: creates,
				writes: access === "write"
			};
		})
	};
}
const rule = object({
	type: string(),
	parameters: record(string(), unknown()).catch({}),
	ruleset_id: number().nullable().catch(null),
	ruleset_source: string().catch("")
}).transform(({ type, parameters, ruleset_id, ruleset_source }) => ({
	type,
	parameters,
	ruleset: ruleset_id,
	source: ruleset_source
}));
/** A question that older servers do not know: their 404 does not mean that the repository is hidden. */
function ask(session, what, work) {
	const intent = {
		action: `read ${what}`,
		permission: "metadata: read"
	};
	return session.attempt(intent, async (octokit) => {
		try {
			return await work(octokit);
		} catch (error) {
			if (readRefusal(error)?.status !== 404) throw error;
			const host = new URL(octokit.request.endpoint.DEFAULTS.baseUrl).host;
			throw fail("forge-rejected", {
				host,
				action: intent.action,
				message: "there is no such thing"
			}, error);
		}
	});
}
async function readRepository({ owner, repo, attempt }, clock) {
	return attempt({
		action: "read the repository",
		permission: "metadata: read"
	}, async (octokit) => {
		const before = clock.now();
		const { data, headers } = await octokit.rest.repos.get({
			owner,
			repo
		});
		const scopes = headers["x-oauth-scopes"];
		const expires = Date.parse(String(headers["github-authentication-token-expiration"] ?? ""));
		return {
			archived: data.archived,
			disabled: data.disabled,
			private: data.private,
			hasIssues: data.has_issues,
			mayPush: data.permissions?.push ?? null,
			scopes: typeof scopes === "string" ? scopes.split(/[\s,]+/).filter((scope) => scope !== "") : null,
			expires: Number.isNaN(expires) ? null : new Date(expires),
			skew: skewOf(String(headers.date ?? ""), before, clock.now())
		};
	});
}
/** The header `date` has whole seconds, cut off: on average it is half a second behind. */
function skewOf(date, before, after) {
	const theirs = Date.parse(date) + 500;
	return Number.isNaN(theirs) ? null : ((before + after) / 2 - theirs) / 1e3;
}
function readProtection({ owner, repo, attempt }, branch) {
	return attempt({
		action: "read a branch",
		permission: "contents: read"
	}, async (octokit) => {
		try {
			const { data } = await octokit.rest.repos.getBranch({
				owner,
				repo,
				branch
			});
			return data.protection.enabled ?? data.protected;
		} catch (error) {
			if (readRefusal(error)?.status === 404) return null;
			throw error;
		}
	});
}
// src/forge/local-file.ts
var import_dist = require_dist();
/** Checked, not copied: a copy by `z.record` leaves out a key named `__proto__`. */
const headSchema = custom((value) => typeof value === "object" && value !== null && !Array.isArray(value), "its head is not a map");
/**
* A file name for any key: readable, and distinct for distinct keys also where file names ignore case.
* It is made of `a-z`, `0-9` and `-` alone, at most 75 characters.
*/
function fileName(key) {
	return `${[key.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+/, "").slice(0, 60).replace(/-+$/, ""), createHash("sha256").update(key).digest("hex").slice(0, 10)].filter((part) => part !== "").join("-")}.md`;
}
/** Reads a document; null when there is none. Throws `forge-file-damaged` when it is not what was written. */
async function readDocument(file) {
	const text = await readText(file);
	if (text === null) return null;
	const [, yaml, body] = /^---\r?\n([\s\S]*?\r?\n)---\r?\n\r?\n?([\s\S]*)$/.exec(text) ?? [];
	if (yaml === void 0 || body === void 0) throw fail("forge-file-damaged", {
		file,
		message: "it has no head between two lines of \"---\""
	});
	try {
		return {
			head: headSchema.parse((0, import_dist.parse)(yaml)),
			body: body.replace(/\n$/, "")
		};
	} catch (error) {
		throw fail("forge-file-damaged", {
			file,
			message: messageOf(error)
		}, error);
	}
}
/** Writes a document whole or not at all: a reader, or a crash, never meets half of it. Throws `forge-folder-unusable`. */
async function writeDocument(file, { head, body }) {
	const text = `---\n${(0, import_dist.stringify)(head, { lineWidth: 0 })}---\n\n${body}\n`;
	const temporary = join(dirname(file), `.${randomUUID()}.tmp`);
	try {
		await mkdir(dirname(file), { recursive: true });
		await writeFile(temporary, text, {
			flag: "wx",
			flush: true
		});
		await rename(temporary, file);
	} catch (error) {
		await rm(temporary, { force: true });
		throw unusable(file, error);
	}
}
async function readText(file) {
	try {
		return await readFile(file, "utf8");
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
		throw unusable(file, error);
	}
}
function unusable(file, error) {
	return fail("forge-folder-unusable", {
		folder: dirname(file),
		message: messageOf(error)
	}, error);
}
// src/forge/local.ts
/**
* A folder in place of a forge: pull requests and issues are Markdown files with a small YAML head, for git remotes
* without a forge and for trying things out. Who changes `state: open` to `closed` ends a file's updates.
*/
function localForge(options) {
	const folder = resolve(options.folder);
	const pullRequestFile = (head) => join(folder, "pull-requests", fileName(head));
	const issueFile = (marker) => join(folder, "issues", fileName(marker));
	/** Without numbers there is no file to write into: a reply has its own, beside them. */
	async function reply(request) {
		const { number, marker, body } = request;
		return ensure({
			file: join(folder, "replies", fileName(`${number} ${marker}`)),
			key: { marker },
			lists: {},
			text: {
				title: "Reply",
				body,
				marker
			},
			refresh: "always"
		});
	}
	return {
		kind: "local",
		bodyLimit,
		checksNeedApproval: false,
		ensurePullRequest: (request) => {
			const { head, base, labels, reviewers, refresh } = request;
			const lists = {
				labels,
				reviewers
			};
			return ensure({
				file: pullRequestFile(head),
				key: {
					head,
					base
				},
				lists,
				text: request,
				refresh
			});
		},
		closePullRequest: async ({ head, comment }) => {
			await close(pullRequestFile(head), async () => {
				if (comment !== void 0) await reply({
					...comment,
					number: 0
				});
			});
		},
		pullRequestOf: async () => null,
		ensureIssue: (request) => {
			const { marker, labels, refresh } = request;
			return ensure({
				file: issueFile(marker),
				key: { marker },
				lists: { labels },
				text: request,
				refresh
			});
		},
		closeIssue: ({ marker }) => close(issueFile(marker)),
		reply: async (request) => {
			const { number, url } = await reply(request);
			return {
				number,
				url
			};
		},
		permissionOf: async () => "admin",
		authorOf: async () => null,
		link: () => null,
		dispatchSuccessor: async () => {
			throw fail("successor-impossible", { reason: "it is no run of a workflow" });
		}
	};
}
async function close(file, before) {
	const found = await readDocument(file);
	if (found === null || isClosed(found)) return;
	await before?.();
	await writeDocument(file, {
		...found,
		head: {
			...found.head,
			state: "closed"
		}
	});
}
function isClosed({ head }) {
	return head.state === "closed" || head.state === "merged";
}
async function ensure({ file, key, lists, text, refresh }) {
	const before = await readDocument(file);
	const { title, body, warnings } = fitWording(text);
	const link = {
		number: 0,
		url: pathToFileURL(file).href,
		created: before === null
	};
	const closed = before !== null && isClosed(before);
	if (closed && refresh !== "always") return {
		...link,
		warnings: []
	};
	const grown = (closed ? [] : Object.entries(lists)).map(([name, items]) => [name, union(before?.head[name], items)]);
	const head = {
		title,
		state: "open",
		...key,
		...before?.head,
		title,
		...Object.fromEntries(grown)
	};
	if (before === null || !same(before, {
		head,
		body
	})) await writeDocument(file, {
		head,
		body
	});
	return {
		...link,
		warnings
	};
}
function same(one, other) {
	return JSON.stringify(one.head) === JSON.stringify(other.head) && sameText(one.body, other.body);
}
function union(present, wanted) {
	const list = Array.isArray(present) ? present : [];
	return [...list, ...lacking(wanted, list.map(String))];
}
// src/metrics/index.ts
/**
* The configured metrics source. Only the one that is configured is loaded. `workspace` is where a relative
* `metrics.file` begins. Throws the catalogue's errors of the set-up (`metrics-…`).
*/
async function createMetricsSource(config, credentials, workspace, options = {}) {
	if (config.source === "file") {
		const { fileSource } = await import("./file.js");
		return fileSource(config, workspace);
	}
	const { prometheusSource } = await import("./prometheus.js");
	return prometheusSource(config, credentials, options);
}
export { githubCommits as a, githubForge as i, localForge as n, githubInspection as r, createMetricsSource as t };
