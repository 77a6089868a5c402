import { k as catalogue } from "./schemas.js";
// src/errors/fail.ts
/** A failure from the catalogue: it names the cause and the cure, and ends the run with exit code 2. */
var Failure = class extends Error {
	name = "Failure";
	code;
	causes;
	cure;
	constructor(code, parameters, cause) {
		const entry = catalogue[code];
		super(fill(entry.what, parameters), cause === void 0 ? void 0 : { cause });
		this.code = code;
		this.causes = entry.causes.map((text) => fill(text, parameters));
		this.cure = fill(entry.cure, parameters);
	}
};
/**
* Makes the failure `code` with its texts filled in: `throw fail('prompt-unknown', { prompt })`.
* `cause` is the error underneath, kept for `--verbose`.
*/
function fail(code, parameters, cause) {
	return new Failure(code, parameters, cause);
}
/** What an error says, for a log line: its own message, never a stack. */
function messageOf(error) {
	return error instanceof Error ? error.message : String(error);
}
function fill(text, parameters) {
	return text.replace(/\{(\w+)\}/g, (whole, name) => String(parameters[name] ?? whole));
}
export { fail as n, messageOf as r, Failure as t };
