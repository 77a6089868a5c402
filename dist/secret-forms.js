// src/secret-forms.ts
/** User names that a secret travels behind in `Authorization: Basic`: GitHub's, and none. */
const users = ["x-access-token", ""];
/** Shorter ones would take harmless words out of a log. */
const shortest = 6;
/**
* Every form in which a secret could be read back from a text, the longest first: as it is, and as Base64 (alone, behind
* each of `names` and a colon, and inside of a longer text), percent-encoded, escaped in JSON, and in hexadecimal. Empty
* for an empty secret.
*/
function secretForms(secret, names = []) {
	if (secret === "") return [];
	const text = secret.toWellFormed();
	const derived = [
		encodeURIComponent(text),
		JSON.stringify(text).slice(1, -1),
		base64(text),
		base64url(text),
		...[...users, ...names].map((name) => base64(`${name}:${text}`)),
		...[
			0,
			1,
			2
		].map((before) => insideBase64(text, before)),
		Buffer.from(text).toString("hex"),
		Buffer.from(text).toString("hex").toUpperCase()
	].filter((form) => form.length >= shortest);
	return [.../* @__PURE__ */ new Set([secret, ...derived])].sort((one, other) => other.length - one.length);
}
/** Takes secrets, in all these forms, out of a text. */
function withoutForms(text, forms) {
	return forms.reduce((clean, form) => clean.replaceAll(form, "***"), text);
}
/** The part of the Base64 of a longer text that this part alone decides, when it begins after `before` bytes (mod 3). */
function insideBase64(text, before) {
	const bytes = Buffer.from(text);
	const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").replace(/=+$/, "");
	const whole = (before + bytes.length) % 3 === 0;
	return encoded.slice(before === 0 ? 0 : before + 1, whole ? encoded.length : -1);
}
function base64(text) {
	return Buffer.from(text).toString("base64");
}
function base64url(text) {
	return Buffer.from(text).toString("base64url");
}
export { withoutForms as n, secretForms as t };
