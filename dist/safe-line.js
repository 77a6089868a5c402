// src/host/safe-line.ts
/** Controls, marks of the writing direction, and characters that nobody sees, such as tags, which spell hidden words. */
const hidden = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0001}\u{e0020}-\u{e007f}]/gu;
/**
* A log line that a runner or terminal cannot take for anything else: control characters (with ANSI
* escapes), bidirectional overrides and invisible characters are shown as code points, and workflow commands are broken.
*/
function safeLine(text) {
	return text.replace(hidden, codePoint).replace(/^(\s*):(?=:)/, "$1:\\").replaceAll("##[", "##\\[");
}
function codePoint(character) {
	const number = (character.codePointAt(0) ?? 0).toString(16);
	return number.length > 4 ? `\\u{${number}}` : `\\u${number.padStart(4, "0")}`;
}
export { safeLine as t };
