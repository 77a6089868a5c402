import { n as fail, r as messageOf, t as Failure } from "./fail.js";
import { r as printable, t as YamlProblem } from "./yaml.js";
import { c as digestOf } from "./git.js";
import { a as isLabel, o as declaredVersion, r as resolveVersion, t as declaredLabel } from "./version.js";
import { lstat, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
// src/validate/finding.ts
/** A failure of the catalogue as a finding at a place. */
function findingOf({ code, message, causes, cure }, file, { line, column }, prompt = null) {
	return {
		file: printable(file, 512),
		line,
		column,
		prompt,
		code,
		message,
		causes,
		cure
	};
}
// src/validate/prompts.ts
/** Reads the version of every prompt as `promote` would, and says which cannot be released. */
async function readPrompts(source, prompts, file, placeOf) {
	const readable = [];
	const findings = [];
	for (const [id, { path }] of Object.entries(prompts)) {
		const prompt = {
			id,
			path
		};
		try {
			const version = await resolveVersion(source, prompt);
			readable.push({
				prompt,
				version,
				declared: declaredLabel(prompt, version.files)
			});
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			const at = await placeInPrompt(source, prompt, error);
			findings.push(findingOf(error, at?.file ?? file, at ?? placeOf([
				"prompts",
				id,
				"path"
			]), id));
		}
	}
	return {
		readable,
		findings
	};
}
/** Where in its files a prompt is wrong; null when the trouble is not in a line of theirs. */
async function placeInPrompt(source, { id, path }, { code }) {
	if (code !== "front-matter-invalid" && code !== "label-invalid" && code !== "label-ambiguous") return null;
	let first = null;
	for (const { path: inside, bytes } of await source.files(path, {
		limit: bytesBefore,
		prompt: id
	})) {
		const file = inside === "" ? path : `${path}/${inside}`;
		try {
			const { version, place } = declaredVersion(file, bytes.toString("utf8"));
			if (version === null || place === null) continue;
			if (code === "label-invalid" ? !isLabel(version) : first !== null && version !== first) return {
				file,
				...place
			};
			first ??= version;
		} catch (error) {
			if (!(error instanceof Failure) || !(error.cause instanceof YamlProblem)) throw error;
			return {
				file,
				line: error.cause.line,
				column: error.cause.column
			};
		}
	}
	return null;
}
/** The files were within the limit of a version when they were read a moment ago. */
const bytesBefore = Number.POSITIVE_INFINITY;
// src/workspace/working-tree.ts
/** As `resolveVersion` has it: no version holds more. */
const mostBytes = 1048576;
/**
* The files of a working tree as versions are read from. Where they are those of the commit that is checked out, the
* digest is that of the commit: git may keep other line ends in its working tree. `checkout` is null without git.
* `paths` are those that will be asked for.
* There are no tags: a label from one says nothing of a change that is not merged.
*/
async function workingTree(folder, checkout, paths) {
	const listed = checkout === null ? null : await checkout.files();
	const changed = checkout === null ? null : await checkout.changed();
	const committed = checkout?.head ? await checkout.at(checkout.head).digests(paths) : null;
	const filesOf = async (path) => {
		if (listed === null) return folder.below(path);
		const inside = listed.filter((file) => file.startsWith(`${path}/`));
		const kinds = await Promise.all(inside.map((file) => folder.kind(file)));
		return inside.filter((_, index) => kinds[index] !== null);
	};
	const files = async (path, limit, prompt) => {
		const kind = await folder.kind(path);
		const paths = kind === "folder" ? await filesOf(path) : kind === null ? [] : [path];
		const found = [];
		let bytes = 0;
		for (const file of paths.sort(byBytes)) {
			const inside = file === path ? "" : file.slice(path.length + 1);
			if (await folder.kind(file) !== "file") {
				found.push({
					path: inside,
					mode: "120000",
					bytes: Buffer.alloc(0)
				});
				continue;
			}
			const { bytes: size, executable } = await folder.stat(file);
			bytes += size;
			if (bytes > limit) throw fail("prompt-too-large", {
				path,
				prompt,
				bytes,
				limit
			});
			found.push({
				path: inside,
				mode: executable ? "100755" : "100644",
				bytes: await folder.read(file)
			});
		}
		return found;
	};
	return {
		head: checkout?.head ?? "",
		entry: async (path) => {
			const kind = await folder.kind(path);
			if (kind === null) return null;
			if (kind === "symlink" || kind === "other") return {
				kind: "symlink",
				mode: "120000",
				digest: ""
			};
			const mode = kind === "folder" ? "040000" : "100644";
			const known = changed?.some((file) => file === path || file.startsWith(`${path}/`)) === false ? committed?.get(path) : void 0;
			if (known !== void 0) return {
				kind,
				mode,
				digest: known
			};
			const content = await files(path, mostBytes, path);
			return content.length === 0 ? null : {
				kind,
				mode,
				digest: digestOf(content)
			};
		},
		files: (path, { limit, prompt = path }) => files(path, limit, prompt),
		size: async (path) => await folder.kind(path) === "file" ? (await folder.stat(path)).bytes : null,
		tagged: async () => []
	};
}
function byBytes(one, other) {
	return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
// src/workspace/folder.ts
/** More files are not looked at: a folder without git may be anything, even a home folder. */
const mostFiles = 2e4;
/** Opens a folder that exists. */
function openFolder(root) {
	return {
		root,
		kind: async (path) => {
			const parts = path.split("/");
			for (let length = 1; length < parts.length; length += 1) {
				const parent = await kindOf(join(root, ...parts.slice(0, length)));
				if (parent !== "folder") return parent === "symlink" ? "symlink" : null;
			}
			return kindOf(join(root, path));
		},
		stat: async (path) => {
			const { size, mode } = await lstat(join(root, path));
			return {
				bytes: size,
				executable: (mode & 64) !== 0
			};
		},
		read: async (path) => {
			try {
				return await readFile(join(root, path));
			} catch (error) {
				throw fail("file-unreadable", {
					file: path,
					message: messageOf(error)
				}, error);
			}
		},
		below: async (path) => {
			const found = [];
			await walk(root, path, found);
			return found.sort();
		}
	};
}
async function kindOf(path) {
	try {
		const found = await lstat(path);
		if (found.isSymbolicLink()) return "symlink";
		if (found.isDirectory()) return "folder";
		return found.isFile() ? "file" : "other";
	} catch (error) {
		if (error instanceof Error && "code" in error && [
			"ENOENT",
			"ENOTDIR",
			"ENAMETOOLONG"
		].includes(String(error.code))) return null;
		throw fail("file-unreadable", {
			file: path,
			message: messageOf(error)
		}, error);
	}
}
async function walk(root, path, found) {
	for (const entry of await readdir(join(root, path), { withFileTypes: true })) {
		if (found.length >= mostFiles) return;
		const inside = path === "" ? entry.name : `${path}/${entry.name}`;
		if (!entry.isDirectory()) found.push(inside);
		else if (entry.name !== ".git" && entry.name !== "node_modules") await walk(root, inside, found);
	}
}
export { findingOf as i, workingTree as n, readPrompts as r, openFolder as t };
