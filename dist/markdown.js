import { b as oneLine, v as clip, x as visible, y as defused } from "./format.js";
// src/report/markdown.ts
/**
* The one place that makes untrusted text safe in GitHub Flavored Markdown. Backslashes alone do not do:
* mentions, references and commits are found in the rendered text, where no backslash is left.
*/
const mostInline = 1e3;
const mostCode = 600;
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"|": "&#124;",
	["​"]: "&#8203;",
	$: "<span>$</span>"
};
/** The text inside HTML that Markdown does not read, such as a summary. */
function html(text) {
	return defused(clip(text, mostInline)).replace(/[&<>|$\u200b]/g, (character) => entities[character] ?? "");
}
/**
* The text as part of a paragraph, heading, list item or cell: it shows as it is and does nothing. Beyond
* 1,000 characters it is cut, so that no text of others fills a body.
*/
function inline(text) {
	return html(text).replace(/(?<![a-z0-9])[0-9a-f]{7,}(?![a-z0-9])/gi, (run) => run.replace(/.{6}(?=.)/g, `$&${entities["​"]}`)).replace(/[\\`*_[\]~]/g, "\\$&").replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2").replace(/^[-+=:#]/, "\\$&");
}
/** The text as a code span on one line, cut after 600 characters. */
function code(text) {
	const line = withoutMarkers(oneLine(clip(text, mostCode)));
	if (line === "") return "(empty)";
	const ticks = "`".repeat(longestTicks(line) + 1);
	const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
	return `${ticks}${pad}${line}${pad}${ticks}`;
}
/** A sentence in which `…` marks code, as our own messages have it around words of others. */
function prose(text) {
	return clip(text, mostInline).split(/(?<!`)`([^`\s][^`]*)`(?!`)/).map((part, index) => index % 2 === 1 ? code(part) : between(part)).join("").trim();
}
function between(part) {
	const [before, after] = [/^\s/.test(part) ? " " : "", /\s$/.test(part) ? " " : ""];
	return part.trim() === "" ? before : `${before}${inline(part)}${after}`;
}
/** The text as a fenced block that nothing in it can close. `lang` is a word such as `diff`. */
function fence(text, lang) {
	const block = withoutMarkers(visible(text)).replace(/\n+$/, "");
	const ticks = "`".repeat(Math.max(3, longestTicks(block) + 1));
	return `${ticks}${lang.replace(/[^a-z0-9+-]/gi, "")}\n${block}\n${ticks}`;
}
/** A table; header and cells are Markdown that is safe already. A row that is too short is filled up. */
function table(header, rows) {
	const line = (cells) => `| ${header.map((_, i) => cell(cells[i])).join(" | ")} |`;
	return [
		line(header),
		`|${" --- |".repeat(header.length)}`,
		...rows.map(line)
	].join("\n");
}
function cell(text) {
	const content = (text ?? "").replace(/\s*\n\s*/g, " ").replace(/\\(?=\|)/g, `\\​`);
	return content === "" ? "–" : unbroken(content).replaceAll("|", "\\|");
}
const figure = /^(\*{0,2}[+-]?[\d.,]+) (%|ms|s|min|h|d)(\*{0,2})$/;
/** A number is not torn from its unit in a narrow column. */
function unbroken(content) {
	return content.replace(figure, "$1&nbsp;$2$3");
}
/** A block that opens on a click. `summary` is plain text, `body` safe Markdown. */
function details(summary, body) {
	return `<details>\n<summary>${html(summary)}</summary>\n\n${body}\n\n</details>`;
}
const account = /^@?([a-z0-9](?:-?[a-z0-9]){0,38}(?:_[a-z0-9]{1,10})?(?:\/[a-z0-9][a-z0-9_-]{0,99})?)$/i;
/** A real mention of a user or `org/team`, with or without `@`; any other text becomes inert. */
function mention(name) {
	const match = account.exec(name);
	return match?.[1] === void 0 ? inline(name) : `@${match[1]}`;
}
/** A link with untrusted text; without an http(s) address only the text. */
function link(text, url) {
	return linked(inline(text), url);
}
/** A link around Markdown that is safe already, such as a code span. */
function linked(markdown, url) {
	const address = url === null ? null : httpAddress(url);
	return address === null ? markdown : `[${markdown}](${address})`;
}
/** Whether a text is an address that `link` links to. */
function isAddress(url) {
	return url !== null && httpAddress(url) !== null;
}
function httpAddress(url) {
	const parsed = URL.canParse(url) ? new URL(url) : null;
	if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.username !== "" || parsed.password !== "") return null;
	const encoded = (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
	return parsed.href.replace(/[\\()<>[\]|`*_~$"' ]/g, encoded).replaceAll("&", "&amp;");
}
const markerStart = "<!-- prompt-rollout:";
/** The hidden comment by which a pull request or issue is found again. The same input gives the same text. */
function marker(kind, id) {
	const safe = (text) => encodeURIComponent(visible(text)).replaceAll("%2F", "/").replace(/-(?=-)/g, "%2D");
	return `${markerStart}${safe(kind)} ${safe(id)} -->`;
}
/** In code `<` cannot be escaped, and a marker there would pass for one of ours: it is made unlike one. */
function withoutMarkers(text) {
	return text.replaceAll(markerStart, "<!-[-] prompt-rollout:");
}
function longestTicks(text) {
	return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
export { isAddress as a, marker as c, table as d, withoutMarkers as f, inline as i, mention as l, details as n, link as o, fence as r, linked as s, code as t, prose as u };
