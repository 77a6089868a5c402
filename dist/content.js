// src/prompts/content.ts
/**
* The content of the files of a version, unchanged. A prompt that is one file has one entry with an empty
* path. The files are UTF-8, as `resolveVersion` made sure.
*/
function variantContent(files) {
	const [first] = files;
	if (first?.path === "") return first.bytes.toString("utf8");
	return Object.fromEntries(files.map(({ path, bytes }) => [path, bytes.toString("utf8")]));
}
export { variantContent as t };
