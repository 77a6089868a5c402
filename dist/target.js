import { n as fail } from "./fail.js";
import { r as originOf } from "./git.js";
import { resolve } from "node:path";
// src/commands/target.ts
const repositoryName = /^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/;
/** The remote that the inputs name, else that of the run, else `origin`. Throws `repository-unknown`. */
async function findTarget(inputs, facts) {
	const token = inputs.token === "" ? null : inputs.token;
	const name = inputs.repository || (inputs.remote === "" ? facts.repository : null);
	if (name) {
		if (!repositoryName.test(name) || name.endsWith("/..") || name.endsWith("/.")) throw fail("input-invalid", {
			input: "repository",
			value: name,
			expected: "owner/name"
		});
		const url = inputs.remote || `${facts.serverUrl}/${name}.git`;
		return {
			remote: {
				url,
				token: sameServer(url, facts) ? token : null
			},
			repository: name
		};
	}
	const url = inputs.remote || await originOf(facts.workspace);
	if (url === null) throw fail("repository-unknown", {});
	const ours = sameServer(url, facts);
	return {
		remote: {
			url: located(url, facts),
			token: ours ? token : null
		},
		repository: ours ? pathOf(url) : null
	};
}
/** A token goes only to the server it is for. */
function sameServer(url, facts) {
	return URL.canParse(url) && new URL(url).origin === new URL(facts.serverUrl).origin;
}
function pathOf(url) {
	const name = new URL(url).pathname.replace(/^\//, "").replace(/\.git$/, "");
	return repositoryName.test(name) ? name : null;
}
function located(url, facts) {
	return !URL.canParse(url) && !/^[^/]+@[^/]+:/.test(url) && !url.startsWith("-") ? resolve(facts.workspace, url) : url;
}
export { findTarget as t };
