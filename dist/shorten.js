// src/report/shorten.ts
/**
* The sections, an empty line between two. A body over `limit` (as `size` counts it) is shortened in
* stages: by rank each section goes through its forms, then whole sections go; a note says which.
*/
function shorten(sections, limit, size = (text) => text.length) {
	const shown = sections.map((section) => ({
		...section,
		level: 0,
		gone: false
	}));
	const text = () => join(shown, limit);
	const fits = () => size(text()) <= limit;
	const order = [...shown].sort((a, b) => b.rank - a.rank);
	for (const section of order) while (!fits() && section.level < section.forms.length - 1) section.level += 1;
	for (const section of order) if (!fits() && section.rank > 0) section.gone = true;
	return fits() ? text() : cut(text(), limit, size);
}
function join(sections, limit) {
	const shortened = sections.filter(({ level, gone }) => level > 0 || gone).map(({ name }) => name);
	const form = ({ forms, level, gone }) => gone ? "" : forms[level] ?? "";
	const note = shortened.length === 0 ? "" : `_Shortened, since a text may have ${limit} characters here: ${shortened.join(", ")}._`;
	return [...sections.map(form), note].filter((part) => part !== "").join("\n\n");
}
/** The last resort, for limits that no real forge has: as many whole lines as fit. */
function cut(text, limit, size) {
	const lines = text.split("\n");
	while (lines.length > 0 && size(lines.join("\n")) > limit) lines.pop();
	return lines.join("\n").trimEnd();
}
export { shorten as t };
