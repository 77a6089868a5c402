import { s as importStream, u as createGit } from "./git.js";
import { mkdir } from "node:fs/promises";
// src/demo/repository.ts
/** Makes the repository in `folder`. */
async function createRepository(folder) {
	await mkdir(folder, { recursive: true });
	const git = createGit({
		folder,
		environment: process.env
	});
	await git.run([
		"init",
		"--quiet",
		"--bare",
		"--initial-branch=main",
		"."
	]);
	return {
		commit: (message, files, date) => commit(git, message, files, date),
		read: async (branch, path) => {
			const found = await git.attempt([
				"cat-file",
				"blob",
				`refs/heads/${branch}:${path}`
			]);
			return found.code === 0 ? found.stdout.toString() : null;
		},
		subjects: async (branch) => {
			return (await git.run([
				"log",
				"--format=%s",
				`refs/heads/${branch}`,
				"--"
			])).toString().trim().split("\n");
		}
	};
}
async function commit(git, message, files, date) {
	const ref = "refs/heads/main";
	const tip = await git.attempt([
		"rev-parse",
		"--verify",
		"--quiet",
		ref
	]);
	const stream = importStream([{
		ref,
		parent: tip.code === 0 ? tip.stdout.toString().trim() : null,
		message,
		date: date.toISOString(),
		deletes: [],
		files: Object.entries(files).map(([path, text]) => ({
			path,
			mode: "100644",
			bytes: Buffer.from(text)
		}))
	}]);
	await git.run([
		"fast-import",
		"--quiet",
		"--done"
	], stream);
}
export { createRepository as t };
