const newline = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/**
* Characters that a reader cannot see and that change what is read: controls, bidi marks, tag characters,
* lone surrogates. The joiners and selectors that emoji and several scripts need stay.
*/
const hidden = /(?!\t|\n|\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
/** The text with every hidden character spelt out (`[U+202E]`), and every kind of line end as a newline. */
function visible(text) {
	return text.replace(newline, "\n").replace(hidden, (character) => {
		return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
	});
}
/**
* The text on one line, hidden characters spelt out. `##[` is a command of the Actions runner wherever it
* stands in a log line, so it is pulled apart; `::` is one only at the start, where this text never stands.
*/
function oneLine(text) {
	return visible(text).replace(/[\t\n ]+/g, " ").replaceAll("##[", "## [").trim();
}
/** At most `limit` characters (1 or more), the last an ellipsis when something is left out. */
function clip(text, limit) {
	if (text.length <= limit) return text;
	const kept = text.slice(0, limit - 1);
	return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
const expanded = [
	[/@(?=[a-z0-9_])/gi, `@​`],
	[/#(?=[a-z0-9_])/gi, `#​`],
	[/(?<![a-z0-9])(GH|GHSA|CVE)-(?=[a-z0-9])/gi, `$1​-`],
	[/:(?=\/\/)/g, `:​`],
	[/www(?=\.)/gi, `$&​`],
	[/:(?=[a-z0-9_+-]{0,40}[a-z+-][a-z0-9_+-]{0,40}:)/gi, `:​`]
];
/** One line in which nothing is a mention, a reference, a link or an emoji code to a forge. */
function defused(text) {
	return expanded.reduce((line, [pattern, by]) => line.replace(pattern, by), oneLine(text));
}
export { visible as i, defused as n, oneLine as r, clip as t };
