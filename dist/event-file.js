import { n as fail, r as messageOf } from "./fail.js";
import { readFileSync, statSync } from "node:fs";
// src/host/event-file.ts
/** GitHub delivers no payload that is larger. */
const mostBytes = 26214400;
/** Reads the payload of an event as JSON of any kind. Throws `event-damaged`. */
function readPayload({ name, path }) {
	try {
		const { size } = statSync(path);
		if (size > mostBytes) throw damaged(name, `it has ${size} bytes, which GitHub never delivers`);
		return JSON.parse(readFileSync(path, "utf8"));
	} catch (error) {
		if (error instanceof SyntaxError) throw damaged(name, "it is not JSON", error);
		if (error instanceof Error && "syscall" in error) throw damaged(name, messageOf(error), error);
		throw error;
	}
}
/** The failure for an event whose payload is not what GitHub sends. `detail` must not repeat the payload. */
function damaged(event, detail, cause) {
	return fail("event-damaged", {
		event,
		detail
	}, cause);
}
export { readPayload as n, damaged as t };
