import { h as object, v as string } from "./schemas.js";
import { n as fail, r as messageOf, t as Failure } from "./fail.js";
import { a as openCheckout } from "./git.js";
import { n as readPayload, t as damaged } from "./event-file.js";
import { r as inputs } from "./inputs.js";
import { i as nothingNamed, t as checkConfig } from "./load.js";
import { r as printable, t as YamlProblem } from "./yaml.js";
import { i as findingOf, n as workingTree, r as readPrompts, t as openFolder } from "./folder.js";
import { t as archiveTag } from "./transact.js";
import { r as resolveVersion } from "./version.js";
import { n as sameLabelOtherContent } from "./release.js";
import { n as mostRunbookCharacters, o as scenarios, r as runbookProblems } from "./runbook-file.js";
import { t as runResult } from "./run-result.js";
import { t as findTarget } from "./target.js";
import { realpath } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { isUtf8 } from "node:buffer";
// src/host/pull-request.ts
const commit = string().regex(/^[0-9a-f]{40}$/);
const payload = object({ pull_request: object({
	head: object({ sha: commit }),
	base: object({
		ref: string().min(1).max(300),
		sha: commit
	})
}) });
/** What a merge queue is about to merge, which may be several pull requests. */
const queued = object({ merge_group: object({
	head_sha: commit,
	base_sha: commit,
	base_ref: string().min(1).max(300)
}) }).transform(({ merge_group: { head_sha, base_sha, base_ref } }) => ({ pull_request: {
	head: { sha: head_sha },
	base: {
		ref: base_ref.replace(/^refs\/heads\//, ""),
		sha: base_sha
	}
} }));
/**
* Reads the pull request of an event `pull_request`, or what a merge queue makes of some (`merge_group`); null for
* every other event. Throws `event-damaged`.
*/
function readPullRequest(source) {
	if (source?.name !== "pull_request" && source?.name !== "merge_group") return null;
	const parsed = (source.name === "pull_request" ? payload : queued).safeParse(readPayload(source));
	if (!parsed.success) throw damaged(source.name, "it names no commits of the pull request");
	const { head, base } = parsed.data.pull_request;
	return {
		head: head.sha,
		base: {
			branch: base.ref,
			commit: base.sha
		}
	};
}
// src/validate/base.ts
/** The base that a person names. Throws `base-missing`. */
async function namedBase(checkout, revision) {
	const tip = await checkout.find(revision);
	if (tip === null) throw fail("base-missing", {
		base: revision,
		message: "it names no commit here"
	});
	return {
		tip,
		fork: (checkout.head === null ? null : await checkout.mergeBase(checkout.head, tip)) ?? tip
	};
}
/**
* The base of a pull request. What `actions/checkout` checks out is its merge into the base branch, so the first parent
* of that is what it is compared with; for any other commit it is the base that the event names. A shallow checkout
* without that commit fetches it alone. Throws `base-missing`.
*/
async function pullRequestBase(checkout, pull, remote) {
	const [onto, merged, ...more] = checkout.head === null ? [] : await checkout.parents(checkout.head);
	const isMerge = onto !== void 0 && merged === pull.head && more.length === 0;
	const tip = isMerge ? onto : pull.base.commit;
	if (await checkout.find(tip) === null) {
		const message = await checkout.fetch(await remote(), tip);
		const base = `${pull.base.branch} at ${tip.slice(0, 12)}`;
		if (message !== null) throw fail("base-missing", {
			base,
			message
		});
	}
	if (isMerge || checkout.head === null) return {
		tip,
		fork: tip
	};
	return {
		tip,
		fork: await checkout.mergeBase(checkout.head, tip) ?? tip
	};
}
// src/validate/config-file.ts
const top = {
	line: 1,
	column: 1
};
/** Checks the bytes of a configuration: everything that can be said of it without looking at anything else. */
function readConfig(bytes, file) {
	try {
		const { config, named, located, placeOf } = checkConfig(textOf(bytes, file), file);
		const found = located.problems.map(({ line, column, message }) => findingOf(fail("config-invalid", {
			file,
			problems: message
		}), file, {
			line,
			column
		}));
		const more = `and ${located.rest} more problems of this kind`;
		const rest = located.rest === 0 ? [] : [findingOf(fail("config-invalid", {
			file,
			problems: more
		}), file, top)];
		return {
			config,
			named,
			findings: [...found, ...rest],
			placeOf
		};
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		const place = error.cause instanceof YamlProblem ? error.cause : top;
		const message = error.cause instanceof YamlProblem ? printable(error.cause.message, 200) : error.message;
		const findings = [{
			...findingOf(error, file, place),
			message
		}];
		return {
			config: null,
			named: nothingNamed,
			findings,
			placeOf: () => top
		};
	}
}
function textOf(bytes, file) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (error) {
		throw fail("config-syntax", {
			file,
			line: 1,
			message: "it is not UTF-8 text"
		}, error);
	}
}
// src/validate/labels.ts
/**
* Finds the prompts whose content the change replaces under a label that another content has: on the base branch, where
* the change began, or under the tag of an archived version that is here. `promote` would refuse them once they are
* merged. A label that the files do not declare comes from a tag or the commit and needs no check.
*/
async function reusedLabels(checkout, base, prompts, config, note) {
	const findings = [];
	const commits = [.../* @__PURE__ */ new Set([base.fork, base.tip])];
	const paths = /* @__PURE__ */ new Map();
	for (const commit of commits) paths.set(commit, await pathsAt(checkout, commit, config));
	const pathBefore = ({ prompt }) => paths.get(base.fork)?.(prompt.id, prompt.path) ?? prompt.path;
	const began = await checkout.at(base.fork).digests(prompts.map(pathBefore));
	for (const each of prompts) {
		const { prompt, version, declared } = each;
		const before = pathBefore(each);
		if (began.get(before) === version.digest) continue;
		if (declared === null) {
			note(`${prompt.id} declares no version: its label will be that of a tag or of its commit.`);
			continue;
		}
		const taken = await archived(checkout, prompt.id, declared.label, [prompt.path, before]);
		for (const commit of commits) {
			const path = paths.get(commit)?.(prompt.id, prompt.path) ?? null;
			if (path !== null) taken.push(...await versionAt(checkout, commit, {
				id: prompt.id,
				path
			}, note));
		}
		const owner = sameLabelOtherContent(taken, {
			label: declared.label,
			digest: version.digest
		});
		if (owner === null) continue;
		const { label, file } = declared;
		const failure = fail("label-reused", {
			prompt: prompt.id,
			label,
			path: file,
			old: owner.where,
			new: "this change"
		});
		findings.push(findingOf(failure, file, declared, prompt.id));
	}
	return findings;
}
/** A configuration that is not there has no prompts; with one that cannot be read, paths are taken to be the same. */
async function pathsAt(checkout, commit, file) {
	const [found] = await checkout.at(commit).files(file, { limit: 1048576 });
	if (found === void 0) return () => null;
	const { config } = readConfig(found.bytes, file);
	if (config === null) return (_, now) => now;
	return (id) => Object.hasOwn(config.prompts, id) ? config.prompts[id]?.path ?? null : null;
}
async function versionAt(checkout, commit, prompt, note) {
	try {
		const { label, digest } = await resolveVersion(checkout.at(commit), prompt);
		return [{
			label,
			digest,
			where: commit.slice(0, 12)
		}];
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		note(`At ${commit.slice(0, 12)}: ${error.message}`);
		return [];
	}
}
async function archived(checkout, id, label, paths) {
	const tag = archiveTag(id, label);
	const commit = await checkout.find(`refs/tags/${tag}`);
	if (commit === null) return [];
	for (const path of paths) {
		const found = await checkout.at(commit).entry(path);
		if (found !== null) return [{
			label,
			digest: found.digest,
			where: tag
		}];
	}
	return [];
}
// src/validate/runbooks.ts
/** Checks the owners' runbooks, each by all of its lines. */
async function checkRunbooks(files, folder) {
	const findings = [];
	for (const scenario of scenarios) {
		const file = `${folder}/${scenario}.md`;
		const kind = await files.kind(file);
		if (kind === null) continue;
		for (const { line, message } of await problemsOf(files, file, kind)) findings.push(findingOf(fail("runbook-invalid", {
			file,
			problems: message
		}), file, {
			line,
			column: 1
		}));
	}
	return findings;
}
async function problemsOf(files, file, kind) {
	if (kind !== "file") return [{
		line: 1,
		message: `is a ${kind}, not a file`
	}];
	if ((await files.stat(file)).bytes > 8e4) return [{
		line: 1,
		message: `is longer than ${mostRunbookCharacters} characters`
	}];
	const bytes = await files.read(file);
	if (!isUtf8(bytes)) return [{
		line: 1,
		message: "is not UTF-8 text"
	}];
	return runbookProblems(bytes.toString("utf8"));
}
// src/commands/validate.ts
/**
* Checks the configuration of the working tree and what it names, and a pull request against its base, without
* writing anything. Exit code 2 with every problem at its line; 0 without any.
*/
async function validate(host, inputs, clock) {
	const place = await findFile(host, inputs);
	const { folder, checkout, file } = place;
	const { config, named, findings, placeOf } = readConfig(await readFile$1(folder, file), file);
	const paths = Object.values(named.prompts).map(({ path }) => path);
	const source = await workingTree(folder, checkout, paths);
	const prompts = await readPrompts(source, named.prompts, file, placeOf);
	const found = [...findings, ...prompts.findings];
	if (named.runbooks !== null) found.push(...await checkRunbooks(folder, named.runbooks));
	if (config !== null) {
		const reused = await compare(host, inputs, place, prompts.readable);
		found.push(...reused);
		const refused = new Set(reused.map(({ prompt }) => prompt));
		tell(host, config, prompts.readable.filter(({ prompt }) => !refused.has(prompt.id)));
	}
	for (const { message, cure, code, ...at } of found) {
		const whole = /[.:!?]$/.test(message) ? message : `${message}.`;
		host.log.error(code === "config-invalid" ? message : `${whole} ${cure}`, at);
	}
	const [general] = found.filter(({ code }) => code === "config-invalid");
	if (general !== void 0) host.log.info(general.cure);
	return resultOf(found, {
		inputs,
		clock
	});
}
async function findFile({ facts: { workspace } }, { config }) {
	const path = resolve(workspace, config);
	const near = await realFolder(dirname(path));
	const begin = near ?? await realFolder(workspace);
	if (begin === null) throw fail("config-absent", { file: config });
	const checkout = await openCheckout(begin);
	const top = checkout === null ? begin : await realpath(checkout.top);
	const folder = openFolder(top);
	const file = relative(top, join(begin, basename(path)));
	if (near !== null && await folder.kind(file) !== null) return {
		folder,
		checkout,
		file
	};
	const found = await nextTo(folder, file);
	const named = near === null ? config : file;
	if (found === null) throw fail("config-absent", { file: named });
	const from = await realFolder(workspace) ?? begin;
	throw fail("config-elsewhere", {
		file: named,
		found,
		path: relative(from, join(top, found))
	});
}
async function realFolder(path) {
	try {
		return await realpath(path);
	} catch (error) {
		if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return null;
		throw fail("file-unreadable", {
			file: path,
			message: messageOf(error)
		}, error);
	}
}
/** The configuration that was probably meant: of the same name, else of the usual one, there or in a folder above. */
async function nextTo(folder, file) {
	for (const name of /* @__PURE__ */ new Set([basename(file), inputs.config.default])) for (let at = dirname(file);; at = dirname(at)) {
		const candidate = join(at, name);
		if (candidate !== file && await folder.kind(candidate) === "file") return candidate;
		if (at === ".") break;
	}
	return null;
}
async function readFile$1(folder, file) {
	const kind = await folder.kind(file);
	if (kind === null) throw fail("config-absent", { file });
	if (kind !== "file") throw fail("file-unreadable", {
		file,
		message: `it is a ${kind}, not a file`
	});
	const { bytes } = await folder.stat(file);
	if (bytes > mostBytes) throw fail("config-too-large", {
		file,
		bytes
	});
	return folder.read(file);
}
const mostBytes = 1048576;
/** What a change may not do: nothing to compare with is no error on a command line. */
async function compare(host, inputs, { checkout, file }, prompts) {
	const { facts, log } = host;
	const pull = inputs.base === "" ? readPullRequest(facts.event) : null;
	if (inputs.base === "" && pull === null) return [];
	if (checkout === null) throw fail("base-missing", {
		base: inputs.base || "the pull request",
		message: "there is no git repository here"
	});
	const remote = async () => (await findTarget(inputs, facts)).remote;
	const base = pull === null ? await namedBase(checkout, inputs.base) : await pullRequestBase(checkout, pull, remote);
	log.info(`compared with ${base.tip.slice(0, 12)}`);
	return reusedLabels(checkout, base, prompts, file, log.info);
}
function tell({ log }, config, readable) {
	const all = Object.keys(config.prompts).length;
	const labels = readable.map(({ prompt, declared }) => declared === null ? `${prompt.id} (no version declared)` : `${prompt.id} ${declared.label}`);
	log.info(`${readable.length} of ${all} prompts can be released: ${shortened(labels)}`);
}
function shortened(names) {
	const shown = names.slice(0, 20).join(", ");
	return names.length > 20 ? `${shown} and ${names.length - 20} more` : shown || "none";
}
function resultOf(found, run) {
	const [first] = found;
	const result = runResult(run, {
		reason_code: first?.code ?? "valid",
		exit_code: first === void 0 ? 0 : 2,
		live: null,
		prompts: [],
		plan: { problems: found }
	});
	if (first === void 0) return result;
	const message = found.map(({ file, line, column, message: text }) => `${file}:${line}:${column}: ${text}`);
	const { code, causes, cure } = first;
	return {
		...result,
		error: {
			code,
			message: message.join("\n"),
			causes,
			cure
		}
	};
}
export { validate };
