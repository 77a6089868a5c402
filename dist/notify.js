import { c as boolean, h as object, s as array, v as string } from "./schemas.js";
import { n as fail, t as Failure } from "./fail.js";
import { t as proxiedFetch } from "./proxied-fetch.js";
import { r as noticeEvents } from "./state.js";
import { b as oneLine, v as clip, x as visible } from "./format.js";
import { n as withoutForms, t as secretForms } from "./secret-forms.js";
import { createHash, createHmac } from "node:crypto";
// src/http/post.ts
const mostBytes = 65536;
/**
* Sends one POST request, and never a second one: a redirect, which would carry secrets to where nobody
* configured it, is an answer like any other. Throws nothing for what the receiver or the network does.
*/
async function post(request) {
	const { url, headers, body, timeout, reads } = request;
	let response;
	try {
		response = await request.fetch(url, {
			method: "POST",
			body,
			headers,
			redirect: "manual",
			signal: AbortSignal.timeout(Math.ceil(timeout * 1e3))
		});
	} catch (error) {
		return {
			status: null,
			reason: reasonOf(error, timeout)
		};
	}
	const { status } = response;
	return {
		status,
		retryAfter: response.headers.get("retry-after"),
		body: await bodyOf$1(response, reads)
	};
}
/** A status that is no success, in words. */
function statusText(status) {
	return status >= 300 && status < 400 ? `HTTP ${status}: redirects are not followed` : `HTTP ${status}`;
}
async function bodyOf$1(response, wanted) {
	try {
		if (!wanted) {
			await response.body?.cancel();
			return null;
		}
		const chunks = [];
		let bytes = 0;
		for await (const chunk of response.body ?? []) {
			bytes += chunk.byteLength;
			if (bytes > mostBytes) return null;
			chunks.push(chunk);
		}
		return Buffer.concat(chunks).toString("utf8");
	} catch {
		return null;
	}
}
/** The message of a network error may hold the address, whose path may be a secret: its code does not. */
function reasonOf(error, timeout) {
	if (error instanceof Error && error.name === "TimeoutError") return `no answer within ${timeout} s`;
	const cause = error instanceof Error ? error.cause : null;
	return cause instanceof Error && "code" in cause ? String(cause.code) : "it cannot be reached";
}
// src/http/signature.ts
/** Value of `x-prompt-rollout-signature-256`: `sha256=` and the hex HMAC-SHA256 of `<timestamp>.<body>`. */
function signature(secret, timestamp, body) {
	return `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}
/**
* The headers that sign a body for its receiver, who checks the signature and drops what is older than a few
* minutes. The timestamp is in whole seconds since 1970.
*/
function signedHeaders(secret, now, body) {
	const timestamp = String(Math.floor(now.getTime() / 1e3));
	return {
		"x-prompt-rollout-timestamp": timestamp,
		"x-prompt-rollout-signature-256": signature(secret, timestamp, body)
	};
}
// src/notify/adapter.ts
/** The rule by which a channel takes notices: changes where it shows changes, all else by severity. */
function acceptance(severities, changes) {
	return ({ action, severity }) => action === "change" ? changes : severities.includes(severity);
}
// src/notify/content.ts
/** Bounds of a notice: no more than a person reads, and so little that each medium can hold what it takes of it. */
const most = {
	title: 1024,
	lines: 100,
	line: 2e3,
	links: 20,
	linkText: 150,
	url: 2e3,
	details: 50
};
const mostDetail = {
	key: 100,
	value: 1e3
};
const mostName = 100;
/**
* The notice as all channels send it: hidden characters spelt out, each line one line, within bounds, drills
* marked, and only links that can be followed. What is left out is told in a line.
*/
function contentOf(notice) {
	const links = notice.links.map(({ text, url }) => ({
		text: clip(named(text), most.linkText),
		url: safeUrl(url)
	}));
	const usable = links.flatMap(({ text, url }) => url === null ? [] : [{
		text,
		url
	}]);
	const lost = links.flatMap(({ text, url }) => url === null ? [`${text}: its address cannot be shown.`] : []);
	const title = oneLine(notice.title) || named(notice.event);
	return {
		...notice,
		event: clip(named(notice.event), mostName),
		prompt: clip(named(notice.prompt), mostName),
		title: clip(notice.drill && !title.startsWith("[drill]") ? `[drill] ${title}` : title, most.title),
		lines: linesOf([...notice.lines, ...lost]),
		links: usable.slice(0, most.links),
		details: detailsOf(notice.details)
	};
}
/** A service may refuse an empty text. */
function named(text) {
	return oneLine(text) || "-";
}
function linesOf(texts) {
	const lines = texts.flatMap((text) => visible(text).split("\n"));
	const shown = lines.slice(0, most.lines).map((line) => clip(line.trimEnd(), most.line));
	const left = lines.length - shown.length;
	return left === 0 ? shown : [...shown, moreLines(left)];
}
/** What stands for lines that were left out; `count` is 1 or more. */
function moreLines(count) {
	return `… and ${count} more ${count === 1 ? "line" : "lines"}`;
}
function detailsOf(details) {
	const entries = Object.entries(details).slice(0, most.details);
	return Object.fromEntries(entries.map(([key, value]) => [clip(named(key), mostDetail.key), typeof value === "string" ? clip(visible(value), mostDetail.value) : value]));
}
/** The address in its canonical form; null for one that is none of the web, holds credentials or is too long. */
function safeUrl(text) {
	if (!URL.canParse(text)) return null;
	const { protocol, username, password, href } = new URL(text);
	return (protocol === "https:" || protocol === "http:") && username === "" && password === "" && href.length <= most.url ? href : null;
}
// src/notify/secrets.ts
/**
* The secret of a channel, without the white space that secrets are often stored with.
* Throws `notify-secret-missing`.
*/
function secretOf(channel, input, secrets) {
	const secret = secrets[input].trim();
	if (secret !== "") return secret;
	const variable = `PROMPT_ROLLOUT_${input.toUpperCase().replaceAll("-", "_")}`;
	throw fail("notify-secret-missing", {
		channel,
		input,
		variable
	});
}
/** The same, for what travels in a header or a key: printable ASCII. Throws also `notify-secret-invalid`. */
function tokenOf(channel, input, secrets) {
	const token = secretOf(channel, input, secrets);
	if (/^[\x21-\x7e]+$/.test(token)) return token;
	throw fail("notify-secret-invalid", {
		input,
		expected: "one word of printable characters"
	});
}
/** Addresses that may be sent secrets in the clear: they are of this machine. */
const ownHosts = [
	"127.0.0.1",
	"localhost",
	"[::1]"
];
/** The same, for an address that is itself the secret: https and without credentials, or of this machine. */
function addressOf(channel, input, secrets) {
	const address = secretOf(channel, input, secrets);
	const refused = fail("notify-secret-invalid", {
		input,
		expected: "an https address"
	});
	if (!URL.canParse(address)) throw refused;
	const { protocol, hostname, username, password } = new URL(address);
	if (!(protocol === "https:" || protocol === "http:" && ownHosts.includes(hostname)) || username !== "" || password !== "") throw refused;
	return address;
}
// src/notify/sending.ts
/** Seconds for everything: a run has more to do, and the next run goes on. */
const budget = 30;
const longestRequest = 10;
const shortestRequest = 1;
/**
* Makes attempts until one is done, with pauses that double from about a second and never fall short of what the
* service asks for, for about 30 seconds in all. `attempt` gets the seconds that its request may take.
* Throws `notify-refused` and `notify-unreachable`; the messages of outcomes must hold no secret.
*/
async function persist(channel, notice, { clock, random }, attempt) {
	const start = clock.now().getTime();
	const left = () => budget - (clock.now().getTime() - start) / 1e3;
	const about = {
		channel,
		notice: clip(oneLine(notice.key), 200)
	};
	for (let attempts = 1;; attempts += 1) {
		const outcome = await attempt(Math.min(longestRequest, Math.max(shortestRequest, left())));
		if (outcome.kind === "done") return outcome.value;
		const { message } = outcome;
		if (outcome.kind === "refused") throw fail("notify-refused", {
			...about,
			message
		});
		const pause = 2 ** (attempts - 1) * (.5 + random() / 2);
		const wait = Math.max(outcome.after ?? 0, pause);
		if (wait >= left()) throw fail("notify-unreachable", {
			...about,
			attempts,
			message
		});
		await clock.sleep(wait);
	}
}
/** What the status of an answer says, where it is no success; null for a 2xx. `detail` explains the status. */
function failureOf(answer, { clock }, detail = "") {
	if (answer.status === null) return {
		kind: "later",
		message: answer.reason,
		after: null
	};
	const { status, retryAfter } = answer;
	if (status >= 200 && status <= 299) return null;
	const message = `${statusText(status)}${detail === "" ? "" : `: ${detail}`}`;
	return status === 429 || status >= 500 ? {
		kind: "later",
		message,
		after: secondsOf(retryAfter, clock.now())
	} : {
		kind: "refused",
		message
	};
}
/** Seconds in a header `retry-after`, which is a number of them or a date (RFC 9110); null when it is neither. */
function secondsOf(retryAfter, now) {
	const text = retryAfter?.trim() ?? "";
	if (/^\d{1,9}$/.test(text)) return Number(text);
	const date = /[A-Za-z]/.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? null : Math.max(0, (date - now.getTime()) / 1e3);
}
/** The address `path` below a base address, whether that ends in a slash or not. */
function below(base, path) {
	return `${base.replace(/\/+$/, "")}${path}`;
}
/** Text of a service for a message: on one line, cut, and without the secret, should the service repeat it. */
function said(text, secret) {
	return clip(oneLine(withoutForms(text, secretForms(secret))), 200);
}
// src/notify/pagerduty.ts
const name$2 = "pagerduty";
/** News that has an alert for each time: it comes every hour. */
const repeating = "still-investigating";
/**
* News that must reach people once more. PagerDuty adds a trigger to the open alert of its key and tells nobody, so
* each of these has an alert of its own.
*/
const anew = [
	"expired",
	repeating,
	"paused",
	"failed",
	"unverified",
	"unwritten"
];
/**
* Pages by the Events API v2 of PagerDuty. A trigger opens an alert or is added to the open one of the same
* incident; a promotion is a change event, which pages nobody. An acknowledge or resolve without an alert is
* dropped by PagerDuty. The thread that is kept is the keys of the incident's alerts, a line each: what resolves the
* incident resolves them all.
*/
function pagerDutyChannel(config, secrets, tools) {
	const key = () => tokenOf(name$2, "pagerduty-routing-key", secrets);
	return {
		name: name$2,
		ready: () => void key(),
		accepts: acceptance(config.severities, config.promotions),
		async send(notice, thread) {
			const routingKey = key();
			const enqueue = async (path, event) => {
				const url = below(config.url, path);
				const headers = {
					"content-type": "application/json",
					accept: "application/json"
				};
				const body = JSON.stringify(event);
				await persist(name$2, notice, tools, async (timeout) => outcomeOf$1(await post({
					url,
					headers,
					body,
					timeout,
					fetch: tools.fetch,
					reads: true
				}), routingKey, tools));
			};
			if (notice.action === "change") {
				await enqueue("/v2/change/enqueue", changeOf(notice, routingKey));
				return { thread };
			}
			const alerts = alertsOf(notice, thread === null ? [] : thread.split("\n"));
			for (const { action, key: alert } of alerts.events) await enqueue("/v2/enqueue", eventOf({
				...notice,
				action
			}, routingKey, alert));
			return { thread: alerts.open.join("\n") };
		}
	};
}
const severities = {
	critical: "critical",
	high: "error",
	medium: "warning",
	info: "info"
};
/** What a notice does to the alerts of its incident, of which `known` have been opened. */
function alertsOf({ action, thread, event, decision, at }, known) {
	const first = dedupKey(thread);
	const all = [.../* @__PURE__ */ new Set([first, ...known])];
	if (action !== "trigger") return {
		events: all.map((key) => ({
			action,
			key
		})),
		open: action === "resolve" ? [first] : all
	};
	const news = newsOf(event, decision, known);
	if (!anew.includes(news)) return {
		events: [{
			action,
			key: first
		}],
		open: all
	};
	const repeats = news === repeating;
	const key = dedupKey(repeats ? `${thread}/${news}/${at}` : `${thread}/${news}`);
	const former = repeats ? all.filter((other) => other.startsWith(`${thread}/${news}/`) && other !== key) : [];
	return {
		events: [{
			action,
			key
		}, ...former.map((other) => ({
			action: "resolve",
			key: other
		}))],
		open: [.../* @__PURE__ */ new Set([...all.filter((other) => !former.includes(other)), key])]
	};
}
/**
* What could not be written is one alert with what is told when it can be. Where that would be added to an alert that
* is open by now, or is one of many, it has one of its own.
*/
function newsOf(event, decision, known) {
	if (decision === void 0 || decision === repeating) return event;
	return known.length > 0 && !anew.includes(decision) ? event : decision;
}
function eventOf(notice, routingKey, key) {
	const base = {
		routing_key: routingKey,
		event_action: notice.action,
		dedup_key: key
	};
	if (notice.action !== "trigger") return base;
	const content = contentOf(notice);
	const [first] = content.links;
	return {
		...base,
		payload: {
			...payloadOf(content),
			severity: severities[content.severity],
			component: content.prompt,
			class: content.event
		},
		links: linksOf$1(content),
		client: "Prompt Rollout",
		...first === void 0 ? {} : { client_url: first.url }
	};
}
function changeOf(notice, routingKey) {
	const content = contentOf(notice);
	return {
		routing_key: routingKey,
		payload: payloadOf(content),
		links: linksOf$1(content)
	};
}
/** With the other bounds of a notice this keeps an event far below the 512 KB that PagerDuty takes. */
const mostText$1 = 2e4;
function payloadOf({ title, at, prompt, event, drill, details, lines }) {
	return {
		summary: title,
		source: `prompt ${prompt}`,
		timestamp: at,
		custom_details: {
			...details,
			event,
			drill,
			text: clip(lines.join("\n"), mostText$1)
		}
	};
}
function linksOf$1({ links }) {
	return links.map(({ url, text }) => ({
		href: url,
		text
	}));
}
/** PagerDuty takes 255 characters; a longer key ends in its hash, so that it stays one of its own. */
function dedupKey(thread) {
	if (thread.length <= 255) return thread;
	return `${thread.slice(0, 180).toWellFormed()}/${createHash("sha256").update(thread).digest("hex")}`;
}
const refusal = object({
	message: string().catch(""),
	errors: array(string()).catch([])
});
/** Anything but the one answer that PagerDuty has for "accepted" may come from a server that is none of its. */
function outcomeOf$1(answer, secret, tools) {
	if (answer.status === 202) return {
		kind: "done",
		value: null
	};
	return failureOf(answer, tools, answer.status === null || answer.body === null ? "" : said(detailOf(answer.body), secret)) ?? {
		kind: "refused",
		message: `HTTP ${answer.status} instead of 202`
	};
}
function detailOf(body) {
	let value;
	try {
		value = JSON.parse(body);
	} catch {
		return "";
	}
	const parsed = refusal.safeParse(value);
	if (!parsed.success) return "";
	return [parsed.data.message, ...parsed.data.errors].filter((text) => text !== "").join("; ");
}
// src/notify/slack-message.ts
/** Characters that Slack takes in one text object. */
const mostText = 3e3;
/** Slack refuses messages (`msg_blocks_too_long`) from about 13,000 characters of blocks on, which it tells nowhere. */
const mostBlocks = 1e4;
const mostTitle = 1500;
const mostLink = 1e3;
/** The notice as a message of Slack, within its limits. Nothing in it mentions anybody. */
function slackMessage(notice) {
	const content = contentOf(notice);
	const title = escaped(content.title, mostTitle);
	const links = linksOf(content);
	const footer = escaped([
		content.severity,
		content.prompt,
		content.event,
		content.at
	].join(" · "), 500);
	const room = mostBlocks - title.length - links.length - footer.length;
	return {
		text: escaped([content.title, ...content.lines].join("\n"), mostText),
		blocks: [
			section(`*${title}*`),
			...sectionsOf(content.lines, room).map(section),
			...links === "" ? [] : [section(links)],
			{
				type: "context",
				elements: [mrkdwn(footer)]
			}
		]
	};
}
/**
* A text in which nothing is a mention or a link to Slack: without `<` none can be formed. At most `limit`
* characters as they are sent, cut between characters.
*/
function escaped(text, limit) {
	const signs = {
		"&": "&amp;",
		"<": "&lt;",
		">": "&gt;"
	};
	let result = "";
	for (const character of text.toWellFormed()) {
		const sign = signs[character] ?? character;
		if (result.length + sign.length > limit - 1) return `${result}…`;
		result += sign;
	}
	return result;
}
/** The lines in as few texts as hold them, of at most `room` characters in all; what is left out is counted. */
function sectionsOf(lines, room) {
	const sections = [];
	let used = 0;
	for (const [index, line] of lines.entries()) {
		const text = escaped(line, mostText);
		const full = used + text.length + 50 > room;
		const last = sections.at(-1);
		const next = full ? moreLines(lines.length - index) : text;
		if (last === void 0 || last.length + next.length + 1 > mostText) sections.push(next);
		else sections[sections.length - 1] = `${last}\n${next}`;
		if (full) break;
		used += text.length + 1;
	}
	return sections.filter((text) => text.trim() !== "");
}
/** As many links as fit into one text; of one that is too long its words, and how many are left out. */
function linksOf({ links }) {
	let result = "";
	for (const [index, { text, url }] of links.entries()) {
		const words = escaped(text, mostLink);
		const link = `<${url.replaceAll("&", "&amp;").replaceAll("|", "%7C")}|${words}>`;
		const line = link.length <= mostLink ? link : words;
		if (result.length + line.length + 50 > mostText) return `${result}\n… and ${links.length - index} more`;
		result += result === "" ? line : `\n${line}`;
	}
	return result;
}
function section(text) {
	return {
		type: "section",
		text: mrkdwn(text)
	};
}
function mrkdwn(text) {
	return {
		type: "mrkdwn",
		text,
		verbatim: true
	};
}
// src/notify/slack.ts
const name$1 = "slack";
const json = { "content-type": "application/json; charset=utf-8" };
const quiet = {
	unfurl_links: false,
	unfurl_media: false
};
/**
* Posts to Slack. With `channel` a bot does (`chat.postMessage`): what follows on an incident stands in the thread of
* its first message, critical news also in the channel. Without, an incoming webhook does, which knows no
* threads. Slack has no idempotency key: a message whose answer was lost may stand there twice.
*/
function slackChannel(config, secrets, tools) {
	const { channel } = config;
	const open = () => channel === void 0 ? byWebhook(addressOf(name$1, "slack-webhook-url", secrets), tools) : byBot(below(config.url, "/chat.postMessage"), channel, tokenOf(name$1, "slack-token", secrets), tools);
	return {
		name: name$1,
		ready: () => void open(),
		accepts: acceptance(config.severities, config.severities.includes("info")),
		send: async (notice, thread) => ({ thread: await open()(notice, thread) })
	};
}
function byWebhook(url, tools) {
	return async (notice) => {
		const body = JSON.stringify({
			...slackMessage(notice),
			...quiet
		});
		return persist(name$1, notice, tools, async (timeout) => {
			const answer = await post({
				url,
				headers: json,
				body,
				timeout,
				fetch: tools.fetch,
				reads: true
			});
			const failure = failureOf(answer, tools, codeOf(bodyOf(answer)));
			if (failure !== null) return failure;
			if (bodyOf(answer) === "ok") return {
				kind: "done",
				value: notice.thread
			};
			return {
				kind: "refused",
				message: "the answer is not one of Slack"
			};
		});
	};
}
const answered = object({
	ok: boolean(),
	error: string().catch(""),
	ts: string().optional()
});
/** Errors of Slack that mean "not now", beside the statuses that do. */
const passing = [
	"ratelimited",
	"internal_error",
	"fatal_error",
	"service_unavailable",
	"request_timeout"
];
/** Errors that mean that the thread is gone, and not the channel. */
const threadless = [
	"thread_not_found",
	"invalid_thread_ts",
	"cannot_reply_to_message",
	"thread_locked"
];
function byBot(url, channel, token, tools) {
	const headers = {
		...json,
		authorization: `Bearer ${token}`
	};
	return async (notice, thread) => {
		const common = {
			channel,
			...slackMessage(notice),
			...quiet,
			parse: "none",
			link_names: false
		};
		let parent = thread !== null && /^\d+\.\d+$/.test(thread) ? thread : null;
		return persist(name$1, notice, tools, async (timeout) => {
			const send = () => {
				const reply = parent === null ? {} : {
					thread_ts: parent,
					reply_broadcast: notice.severity === "critical"
				};
				const body = JSON.stringify({
					...common,
					...reply
				});
				return post({
					url,
					headers,
					body,
					timeout,
					fetch: tools.fetch,
					reads: true
				});
			};
			const outcome = outcomeOf(await send(), parent, tools);
			if (parent === null || outcome.kind !== "refused" || !threadless.includes(outcome.message)) return outcome;
			parent = null;
			return outcomeOf(await send(), parent, tools);
		});
	};
}
function outcomeOf(answer, parent, tools) {
	const failure = failureOf(answer, tools, codeOf(bodyOf(answer)));
	if (failure !== null || answer.status === null) return failure ?? broken;
	if (answer.body === null) return broken;
	const parsed = answered.safeParse(parsedJson(answer.body));
	if (!parsed.success) return {
		kind: "refused",
		message: "the answer is not one of Slack"
	};
	const { ok, error, ts } = parsed.data;
	if (ok) return {
		kind: "done",
		value: parent ?? ts ?? null
	};
	const message = codeOf(error) || "an unknown error";
	return passing.includes(message) ? {
		kind: "later",
		message,
		after: secondsOf(answer.retryAfter, tools.clock.now())
	} : {
		kind: "refused",
		message
	};
}
const broken = {
	kind: "later",
	message: "the answer broke off",
	after: null
};
function bodyOf(answer) {
	return answer.status === null ? "" : (answer.body ?? "").trim();
}
/** An error code of Slack, such as `channel_not_found`; empty for any other text, which may repeat anything. */
function codeOf(text) {
	return /^[a-z]+(?:_[a-z]+){0,8}$/.test(text) && text.length <= 64 ? text : "";
}
function parsedJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
// src/notify/webhook.ts
const name = "webhook";
/**
* Posts notices as JSON to any receiver, signed like the manifest (`x-prompt-rollout-signature-256`, by the input
* `notify-secret`). The same notice has the same `idempotency-key`. A 2xx is a success.
*/
function webhookChannel(config, secrets, tools) {
	const key = () => secretOf(name, "notify-secret", secrets);
	return {
		name,
		ready: () => void key(),
		accepts: acceptance(config.severities, config.severities.includes("info")),
		async send(notice) {
			const secret = key();
			const body = JSON.stringify(messageOf(notice));
			await persist(name, notice, tools, async (timeout) => {
				const headers = {
					"content-type": "application/json",
					"idempotency-key": headerOf(notice.key),
					...signedHeaders(secret, tools.clock.now(), body)
				};
				return failureOf(await post({
					url: config.url,
					headers,
					body,
					timeout,
					fetch: tools.fetch,
					reads: false
				}), tools) ?? {
					kind: "done",
					value: null
				};
			});
			return { thread: notice.thread };
		}
	};
}
/** The body, version 1: fields may be added to it, none is taken away or changes its meaning. */
function messageOf(notice) {
	const { key, thread, event, decision, action, severity, prompt, title, lines, links, details, at, drill } = contentOf(notice);
	return {
		schema_version: 1,
		key,
		thread,
		event,
		decision,
		action,
		severity,
		prompt,
		title,
		lines,
		links,
		details,
		at,
		drill
	};
}
/** A key as a header can carry it; of another one its hash, which is as good to compare. */
function headerOf(key) {
	return /^[\x21-\x7e]{1,255}$/.test(key) ? key : createHash("sha256").update(key).digest("hex");
}
// src/notify/index.ts
/**
* The channels that are configured; empty when none is. One whose secret is missing is among them and fails when it
* sends (`notify-secret-missing`, `notify-secret-invalid`): it must not keep the others from paging.
*/
function openChannels(config, secrets, clock, tools = {}) {
	return adapters(config, secrets, {
		clock,
		fetch: proxiedFetch,
		random: Math.random,
		...tools
	});
}
/** What is wrong with the secrets of the configured channels: told at each run, not first by a page that fails. */
function channelProblems(config, secrets, clock) {
	return adapters(config, secrets, {
		clock,
		fetch: proxiedFetch,
		random: Math.random
	}).flatMap((adapter) => {
		try {
			adapter.ready();
			return [];
		} catch (error) {
			if (error instanceof Failure) return [error];
			throw error;
		}
	});
}
/**
* Whether a notice goes to a channel, where `thread` is what the channel returned for the incident before. The end of
* an incident goes wherever its beginning went, whatever its own severity.
*/
function goesTo(channel, notice, thread) {
	const closes = notice.action === "resolve" || notice.action === "acknowledge";
	return channel.accepts(notice) || closes && thread !== null;
}
/** What some channel wants to hear of: everything of incidents and holds, and promotions where one takes them. */
function toldOf({ pagerduty, slack, webhook }) {
	if (pagerduty === void 0 && slack === void 0 && webhook === void 0) return [];
	const informed = [slack, webhook].some((channel) => channel?.severities.includes("info") === true);
	const promotions = [
		"started",
		"advanced",
		"completed"
	];
	return informed || pagerduty?.promotions === true ? noticeEvents : noticeEvents.filter((event) => !promotions.includes(event));
}
/** Whether some channel takes what is critical. */
function takesCritical({ pagerduty, slack, webhook }) {
	return [
		pagerduty,
		slack,
		webhook
	].some((channel) => channel?.severities.includes("critical") === true);
}
function adapters(config, secrets, tools) {
	const { pagerduty, slack, webhook } = config;
	return [
		...pagerduty === void 0 ? [] : [pagerDutyChannel(pagerduty, secrets, tools)],
		...slack === void 0 ? [] : [slackChannel(slack, secrets, tools)],
		...webhook === void 0 ? [] : [webhookChannel(webhook, secrets, tools)]
	];
}
export { toldOf as a, statusText as c, takesCritical as i, goesTo as n, signedHeaders as o, openChannels as r, post as s, channelProblems as t };
