import { n as readYaml, r as printable, t as YamlProblem } from "./yaml.js";
import { n as fail } from "./fail.js";
// src/prompts/front-matter.ts
/**
* The version that the file at `path` with content `text` declares, as it is written there (`version: 1.10`
* is "1.10"). It stands at `version` in the front matter of Markdown, dotprompt and other texts, at
* `metadata.version` or `version` in that of Prompty, and at the top of YAML and JSON files. In dotprompt
* `config.version` is the version of the model, and not read. Throws `front-matter-invalid`.
*/
function declaredVersion(path, text) {
	const name = path.toLowerCase();
	const part = yamlPart(name, text.replace(/^\uFEFF/, ""));
	if (part === null) return {
		version: null,
		place: null
	};
	const places = name.endsWith(".prompty") ? [["metadata", "version"], ["version"]] : [["version"]];
	try {
		const yaml = readYaml(part.text, { strict: false });
		for (const keys of places) {
			const version = yaml.scalarAt(keys);
			if (version === null) continue;
			const { line, column } = yaml.placeOf(keys);
			return {
				version,
				place: {
					line: line + part.before,
					column
				}
			};
		}
		return {
			version: null,
			place: null
		};
	} catch (error) {
		if (!(error instanceof YamlProblem)) throw error;
		const line = error.line + part.before;
		const message = `line ${line}: ${printable(error.message, 200)}`;
		const located = new YamlProblem({
			line,
			column: error.column
		}, error.message);
		throw fail("front-matter-invalid", {
			path: printable(path, 512),
			message
		}, located);
	}
}
function yamlPart(name, text) {
	if (/\.(?:ya?ml|json)$/.test(name)) return {
		text,
		before: 0
	};
	const lines = text.split(/\r\n|\r|\n/);
	const first = name.endsWith(".prompt") ? lines.findIndex((line) => !/^(?:#.*|[ \t]*)$/.test(line)) : 0;
	if (first < 0 || !isFence(lines[first])) return null;
	const last = lines.findIndex((line, index) => index > first && isFence(line));
	return last < 0 ? null : {
		text: lines.slice(first + 1, last).join("\n"),
		before: first + 1
	};
}
function isFence(line) {
	return line !== void 0 && /^---[ \t]*$/.test(line);
}
/**
* The text without what it says of its own version, so that a text under a new label is seen to be the same one.
* Only a version on a line of its own is taken out, and in JSON its value.
*/
function withoutVersion(path, text) {
	const name = path.toLowerCase();
	if (name.endsWith(".json")) return text.replace(/("version"\s*:\s*)("(?:[^"\\]|\\.)*"|[^,}\s]+)/, "$1");
	const part = yamlPart(name, text.replace(/^\uFEFF/, ""));
	if (part === null) return text;
	const end = part.before + part.text.split(/\r\n|\r|\n/).length;
	return text.split(/\r\n|\r|\n/).filter((line, index) => index < part.before || index >= end || !/^\s*["']?version["']?\s*:/.test(line)).join("\n");
}
// src/prompts/label.ts
const pattern = /^[A-Za-z0-9](?:[A-Za-z0-9._+-]{0,62}[A-Za-z0-9])?$/;
/**
* Whether a text can be a version label. It becomes the last part of a tag name and the name of a variant, so
* it is what git allows in both places: no `..`, no end in `.lock`, no separator.
*/
function isLabel(text) {
	return pattern.test(text) && !text.includes("..") && !/\.lock$/i.test(text);
}
/** The label, when it is one. Throws `label-invalid`; `path` is where it was declared. */
function checkedLabel(label, prompt, path) {
	if (isLabel(label)) return label;
	throw fail("label-invalid", {
		label: printable(label),
		prompt,
		path: printable(path, 512)
	});
}
let numeric;
/** Made when it is needed: that takes milliseconds, and most runs compare no labels. */
function byNumbers(one, other) {
	numeric ??= new Intl.Collator("en", { numeric: true });
	return numeric.compare(one, other);
}
/**
* Order of labels, oldest first: numbers count as numbers (`v1.9` before `v1.10`), and a pre-release (`2.0-rc`)
* comes before its release.
*/
function compareLabels(one, other) {
	const [core = "", ...preRelease] = one.split("-");
	const [otherCore = "", ...otherPreRelease] = other.split("-");
	return byNumbers(core, otherCore) || Number(preRelease.length === 0) - Number(otherPreRelease.length === 0) || byNumbers(one, other);
}
// src/prompts/version.ts
/** More is not released: a prompt of a million characters is a mistake. */
const mostBytes = 1048576;
/**
* The digest of a prompt on the default branch, without reading its content. Throws `prompt-path-missing` and
* `prompt-not-plain`.
*/
async function peekVersion(source, prompt) {
	const entry = await source.entry(prompt.path);
	if (entry === null) throw fail("prompt-path-missing", {
		path: prompt.path,
		prompt: prompt.id,
		commit: source.head
	});
	if (entry.kind === "symlink") throw notPlain(prompt, prompt.path, "symbolic link");
	if (entry.kind === "submodule") throw notPlain(prompt, prompt.path, "submodule");
	return { digest: entry.digest };
}
/**
* The version of a prompt on the default branch, with its files. Its label is what the files declare, else the
* newest tag `<id>@<label>` on the same content (one on this very commit first), else the first seven characters of
* the commit. Throws the catalogue error of a prompt that cannot be released.
*/
async function resolveVersion(source, prompt) {
	const { digest } = await peekVersion(source, prompt);
	const files = await readFiles(source, prompt);
	const texts = textsOf(prompt, files);
	if (texts.every(({ text }) => text.trim() === "")) throw fail("prompt-empty", {
		path: prompt.path,
		prompt: prompt.id
	});
	return {
		label: declaredIn(prompt, texts)?.label ?? await taggedLabel(source, prompt, digest) ?? source.head.slice(0, 7),
		commit: source.head,
		path: prompt.path,
		digest,
		files
	};
}
/**
* The label that the files of a version declare, at its first place; null when they declare none. Throws
* `front-matter-invalid`, `label-invalid`, `label-ambiguous` or `prompt-binary`.
*/
function declaredLabel(prompt, files) {
	return declaredIn(prompt, textsOf(prompt, files));
}
async function readFiles(source, prompt) {
	const bytes = await source.size(prompt.path);
	if (bytes !== null && bytes > mostBytes) throw tooLarge(prompt, bytes);
	const files = await source.files(prompt.path, {
		limit: mostBytes,
		prompt: prompt.id
	});
	for (const file of files) {
		if (file.mode === "120000") throw notPlain(prompt, placeOf(prompt, file), "symbolic link");
		if (file.mode === "160000") throw notPlain(prompt, placeOf(prompt, file), "submodule");
	}
	return files;
}
function textsOf(prompt, files) {
	return files.map((file) => ({
		path: placeOf(prompt, file),
		text: textOf(prompt, file)
	}));
}
function textOf(prompt, file) {
	const binary = (cause) => fail("prompt-binary", {
		path: printable(placeOf(prompt, file), 512),
		prompt: prompt.id
	}, cause);
	if (file.bytes.includes(0)) throw binary();
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(file.bytes);
	} catch (error) {
		throw binary(error);
	}
}
function declaredIn(prompt, texts) {
	const found = /* @__PURE__ */ new Map();
	for (const { path, text } of texts) {
		const { version, place } = declaredVersion(path, text);
		if (version === null || place === null) continue;
		const label = checkedLabel(version, prompt.id, path);
		if (!found.has(label)) found.set(label, {
			label,
			file: path,
			...place
		});
	}
	if (found.size > 1) {
		const { id, path } = prompt;
		throw fail("label-ambiguous", {
			prompt: id,
			path,
			labels: printable([...found.keys()].join(", "), 200)
		});
	}
	const [first] = found.values();
	return first ?? null;
}
/** The label of the newest tag on this content; tags on the head commit go before all others. */
async function taggedLabel(source, prompt, digest) {
	const prefix = `${prompt.id}@`;
	const tags = (await source.tagged(prefix, prompt.path)).filter((tag) => tag.digest === digest);
	const onHead = tags.filter(({ commit }) => commit === source.head);
	const labels = (onHead.length > 0 ? onHead : tags).map(({ name }) => name.slice(prefix.length));
	const [first] = labels;
	if (first === void 0) return null;
	return labels.filter(isLabel).sort(compareLabels).at(-1) ?? checkedLabel(first, prompt.id, prompt.path);
}
function placeOf(prompt, file) {
	return file.path === "" ? prompt.path : `${prompt.path}/${file.path}`;
}
function notPlain(prompt, path, kind) {
	return fail("prompt-not-plain", {
		path: printable(path, 512),
		prompt: prompt.id,
		kind
	});
}
function tooLarge(prompt, bytes) {
	return fail("prompt-too-large", {
		path: prompt.path,
		prompt: prompt.id,
		bytes,
		limit: mostBytes
	});
}
export { isLabel as a, compareLabels as i, peekVersion as n, declaredVersion as o, resolveVersion as r, withoutVersion as s, declaredLabel as t };
