// src/host/safe-line.ts
/**
* A log line that a runner or terminal cannot take for anything else: control characters (with ANSI
* escapes) and bidirectional overrides are shown as code points, and workflow commands are broken.
*/
function safeLine(text) {
	return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).replace(/^(\s*):(?=:)/, "$1:\\").replaceAll("##[", "##\\[");
}
export { safeLine as t };
