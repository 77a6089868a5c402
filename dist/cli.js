#!/usr/bin/env node
import { n as lineWriter, r as run, t as readFacts } from "./facts.js";
import { s as require_fastest_levenshtein } from "./yaml.js";
import { t as version } from "./package.js";
import { n as fail } from "./fail.js";
import { a as operands, i as isSecret, n as inputNames, o as readInputs, r as inputs, s as secretNames, t as commands } from "./inputs.js";
import { t as safeLine } from "./safe-line.js";
import { parseArgs } from "node:util";
// src/host/terminal.ts
var import_fastest_levenshtein = require_fastest_levenshtein();
/** Flags of the command line that are not inputs. */
const ownFlags = [
	"json",
	"help",
	"version"
];
/** Parses `<command> --flag value …`. Throws `input-unknown` or `input-invalid`. */
function parseArguments(argv) {
	const options = {};
	for (const name of ownFlags) options[name] = { type: "boolean" };
	for (const name of inputNames) if (!isSecret(name) && name !== "command") options[name] = { type: isFlag(name) ? "boolean" : "string" };
	const parsed = parseArgs({
		args: [...argv],
		options,
		allowPositionals: true,
		strict: false,
		tokens: true
	});
	const [command, ...words] = parsed.positionals;
	const values = /* @__PURE__ */ new Map();
	if (command !== void 0) values.set("command", command);
	const operand = operands.find(([each]) => each === command)?.[1];
	const [first] = words;
	if (operand !== void 0 && first !== void 0) values.set(operand, first);
	const rest = operand === void 0 ? words : words.slice(1);
	for (const token of parsed.tokens ?? []) {
		if (token.kind !== "option" || ownFlags.includes(token.name)) continue;
		const name = inputNames.find((input) => input === token.name);
		const option = options[token.name];
		if (name === void 0 || option === void 0) throw unknownFlag(token.name, command ?? "prompt-rollout");
		if (option.type === "string" && (!token.value || !token.inlineValue && token.value.startsWith("-"))) throw fail("input-invalid", {
			input: name,
			value: "",
			expected: inputs[name].expected
		});
		values.set(name, token.value ?? "true");
	}
	if (rest.length > 0) throw fail("input-invalid", {
		input: "command",
		value: `${command} …`,
		expected: "one word, and flags behind it"
	});
	return values;
}
/** The host of a command line: lines to standard error, the result to standard output. */
function terminalHost(argv, env) {
	const verbose = argv.includes("--verbose") || argv.includes("--verbose=true");
	const json = argv.includes("--json") || argv.includes("--json=true");
	const writer = lineWriter(process.stderr);
	const say = (line) => writer.line(safeLine(line));
	return {
		facts: readFacts(env),
		json,
		log: {
			info: say,
			progress: (line) => writer.progress(safeLine(line)),
			detail: say,
			tick: (line) => writer.tick(safeLine(line)),
			waiting: (text, seconds) => writer.waiting(safeLine(text), seconds),
			warn: (line) => say(`warning: ${line}`),
			error: (line, at) => say(at === void 0 ? `error: ${line}` : `${at.file}:${at.line}:${at.column}: error: ${line}`),
			debug: (line) => verbose && say(line)
		},
		readInputs: () => {
			const values = parseArguments(argv);
			if (!values.has("command")) throw fail("input-missing", {
				command: "prompt-rollout",
				input: "command"
			});
			return readInputs((name) => values.get(name) ?? secret(name, env));
		},
		print: (line) => void process.stdout.write(`${safeLine(line)}\n`),
		finish: async (result) => {
			const indent = result.command === "replay" ? 0 : 2;
			if (json) process.stdout.write(`${JSON.stringify(result, null, indent)}\n`);
		}
	};
}
/** The text of `--help`. */
function helpText() {
	const flags = inputNames.filter((name) => name !== "command" && !isSecret(name));
	const secrets = inputNames.filter(isSecret);
	const width = Math.max(...flags.map((name) => name.length)) + 4;
	return [
		`Usage: prompt-rollout <${commands.join(" | ")}> [flags]`,
		...operands.map(([command, name]) => `       prompt-rollout ${command} [${name}] [flags]`),
		"",
		...flags.map((name) => `  --${name.padEnd(width)}${inputs[name].about}`),
		`  --${"json".padEnd(width)}Print the result object on standard output.`,
		"",
		"Secrets come from the environment:",
		...secrets.map((name) => `  ${secretNames(name).join(" or ")}: ${inputs[name].about}`),
		""
	].join("\n");
}
function unknownFlag(name, command) {
	const near = (0, import_fastest_levenshtein.closest)(name, [...inputNames.filter((input) => input !== "command" && !isSecret(input)), ...ownFlags]);
	const secretFlag = inputNames.find((input) => input === name && isSecret(input));
	const suggestion = secretFlag === void 0 ? `Did you mean --${near}? \`prompt-rollout --help\` lists all.` : `Secrets are never taken from arguments: set ${secretNames(secretFlag).join(" or ")}.`;
	return fail("input-unknown", {
		input: name,
		command,
		suggestion
	});
}
const flags = [
	"dry-run",
	"force",
	"group",
	"ledger",
	"local",
	"prune",
	"verbose"
];
const isFlag = (name) => flags.includes(name);
function secret(name, env) {
	const found = secretNames(name).find((variable) => env[variable]);
	return found === void 0 ? "" : env[found] ?? "";
}
/** The text of `--version`. */
function versionText() {
	return `prompt-rollout ${version}\n`;
}
// src/cli.ts
const argv = process.argv.slice(2);
if (argv.length === 0 || argv.includes("--help")) process.stdout.write(helpText());
else if (argv.includes("--version")) process.stdout.write(versionText());
else process.exitCode = await run(terminalHost(argv, process.env));
export {};
