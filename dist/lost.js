import { n as fail } from "./fail.js";
import { t as archiveTag } from "./transact.js";
// src/commands/lost.ts
/**
* Throws `live-lost` when there is no live branch and yet one of the prompts has tags of released versions: the branch
* was deleted, and with it what is stable, under test or in quarantine. Adopting anew would give all users whatever
* the default branch holds. `own` are the tags that an adoption would make: one that is there already, with the same
* content, is what a first run left that broke off between its tags and the branch, and of one version nothing is lost.
*/
async function assertNotLost({ live }, { head }, prompts, own = []) {
	if (head !== null) return;
	const places = prompts.map((prompt) => archiveTag(prompt, ""));
	const left = await firstOther(live, (await live.archives()).filter(({ name }) => places.some((place) => name.startsWith(place))), own);
	if (left === null) return;
	if ((await live.read()).head !== null) return;
	throw fail("live-lost", {
		branch: live.branch,
		tag: left
	});
}
/** The name of the first tag that is not among `own`, or holds something else; null when there is none. */
async function firstOther(live, tags, own) {
	for (const { name } of tags) {
		const mine = own.find((tag) => tag.name === name);
		const kept = mine === void 0 ? null : await live.archived(name, mine.path);
		if (mine === void 0 || kept === null || textOf(kept) !== textOf(mine.files)) return name;
	}
	return null;
}
function textOf(files) {
	const entries = files.map(({ path, mode, bytes }) => [
		path,
		mode,
		bytes.toString("base64")
	]);
	return JSON.stringify(entries.sort(([one = ""], [other = ""]) => one < other ? -1 : 1));
}
export { assertNotLost as t };
