// src/report/codeowners.ts
/** Where a CODEOWNERS file can lie; the first that is there counts, as on GitHub. */
const codeownersLocations = [
	".github/CODEOWNERS",
	"CODEOWNERS",
	"docs/CODEOWNERS"
];
/** GitHub does not read a CODEOWNERS file of 3 MB or more. */
const mostCodeownersBytes = 3145727;
/**
* The owners of `path` by a CODEOWNERS file: those of the last line whose pattern matches, in their order; none
* when no line matches or that line has no owner. `path` is a repository path; one that ends in `/` is a folder and
* stands for a file in it of which only the folder is known. Rules of GitHub ("About code owners"): the patterns of
* gitignore without `!`, `[ ]` and an escaped leading `#`, whose lines are passed over; `docs/*` matches no file
* further down.
*/
function ownersOf(codeowners, path) {
	const file = path.endsWith("/") ? `${path}\u0000` : path;
	return [...codeowners.split(/\r\n?|\n/).map(ruleOf).findLast((rule) => rule !== null && matches(rule.pattern, file))?.owners ?? []];
}
function ruleOf(line) {
	const words = line.replace(/^\ufeff/, "").match(/(?:\\.|[^\s\\]|\\$)+/g) ?? [];
	const comment = words.findIndex((word) => word.startsWith("#"));
	const [pattern, ...owners] = comment < 0 ? words : words.slice(0, comment);
	if (pattern === void 0 || /^(?:!|\\#)/.test(pattern) || /(?<!\\)[[\]]/.test(pattern)) return null;
	return {
		pattern,
		owners
	};
}
/**
* Whether a pattern matches a whole repository path, by the rules of gitignore. Not by a regular expression: a
* hostile pattern of many stars would keep that busy for hours.
*/
function matches(pattern, path) {
	const folder = pattern.endsWith("/");
	const segments = pattern.replace(/^\//, "").replace(/\/+$/, "").split("/");
	const anchored = pattern.startsWith("/") || segments.length > 1;
	const shallow = segments.length > 1 && segments.at(-1) === "*" && !folder;
	const ending = segments.at(-1) === "**" ? ["*"] : [];
	const below = folder ? ["*", "**"] : shallow ? [] : ["**"];
	return matchesAll([
		...anchored ? [] : ["**"],
		...segments,
		...ending,
		...below
	], path.split("/"));
}
/** Segments of a pattern against those of a path; `**` stands for any number of them, also none. */
function matchesAll(pattern, path) {
	return reaches(pattern, path, (one) => one === "**", matchesSegment);
}
/** A segment against a name; `*` stands for any number of characters, `?` for one, a backslash for what follows. */
function matchesSegment(segment, name) {
	const tokens = segment.match(/\\.|\*+|./gsu) ?? [];
	const fits = (token, character) => token === "?" || (/^\\./su.test(token) ? token.slice(1) : token) === character;
	return reaches(tokens, [...name], (token) => token.startsWith("*"), fits);
}
/** Whether `pattern`, in which `isAny` stands for any number of things, fits all of `things`. */
function reaches(pattern, things, isAny, fits) {
	let open = things.map(() => false);
	open.unshift(true);
	for (const part of pattern) {
		const any = isAny(part);
		let before = false;
		open = open.map((here, index) => {
			const thing = things[index - 1];
			const now = any ? here || before : thing !== void 0 && (open[index - 1] ?? false) && fits(part, thing);
			before = now;
			return now;
		});
	}
	return open.at(-1) ?? false;
}
export { mostCodeownersBytes as n, ownersOf as r, codeownersLocations as t };
