#!/usr/bin/env node
import { a as elsewhere, i as commandsOf, n as lineWriter, o as isCommand, r as run, s as isFor, t as readFacts } from "./facts.js";
import { t as version } from "./package.js";
import { a as operands, i as isSecret, n as inputNames, o as readInputs, r as inputs, s as secretNames, t as commands } from "./inputs.js";
import { s as nearest } from "./yaml.js";
import { n as fail } from "./fail.js";
import { t as safeLine } from "./safe-line.js";
import { parseArgs } from "node:util";
// src/host/help.ts
/** What each command does, in a line. */
const purposes = {
	promote: "Look at rollouts: advance, hold or roll back; start what is new.",
	gate: "Judge what is live, and write nothing; exit code 0 only when healthy.",
	rollback: "Put an earlier version back, or lift one out of quarantine.",
	review: "Turn a closed pull request or a comment into an answer (in a workflow).",
	status: "Show what is live and what is rolling out.",
	replay: "Run the policy over a recording or a ledger, and touch nothing.",
	drill: "Rehearse a rollback, and measure it.",
	doctor: "Check the whole set-up; each finding comes with its cure.",
	demo: "Ship a good version and roll a bad one back, in a temporary folder.",
	init: "Write the first files of a prompts repository.",
	validate: "Check the configuration and the prompts of this working tree, offline."
};
/** The words behind which a person asks for help. */
const asking = ["--help", "-h"];
/** What a command line that asks for help, or is empty, is answered with; null when it asks for something else. */
function helpFor(argv) {
	const [first, second] = argv;
	if (!(argv.length === 0 || first === "help" || argv.some((word) => asking.includes(word)))) return null;
	const command = first === "help" ? second : first;
	return command !== void 0 && isCommand(command) ? commandHelp(command) : generalHelp();
}
function generalHelp() {
	const own = [["--json", "Print the result object on standard output."], ["--version", "Print the version of this program."]];
	return text([
		"Usage: prompt-rollout <command> [flags]",
		"",
		"Begin with `init` in the repository of your prompts, or with `demo` to see what it does.",
		"",
		"Commands:",
		...columns(commands.map((command) => [command, purposes[command]])),
		"",
		"Flags of most commands:",
		...columns([...flags$1.filter((name) => commandsOf(name) === null).map(flagRow), ...own]),
		"",
		"`prompt-rollout <command> --help` shows the flags of one command.",
		"",
		"Secrets come from the environment:",
		...inputNames.filter(isSecret).map((name) => `  ${secretNames(name).join(" or ")}: ${inputs[name].about}`)
	]);
}
function commandHelp(command) {
	const operand = operands.find(([each]) => each === command)?.[1];
	const word = operand === void 0 ? "" : ` [${operand}]`;
	const own = flags$1.filter((name) => commandsOf(name) !== null && isFor(name, command));
	const common = flags$1.filter((name) => commandsOf(name) === null && isFor(name, command)).map((name) => `--${name}`);
	return text([
		`Usage: prompt-rollout ${command}${word} [flags]`,
		"",
		purposes[command],
		"",
		...own.length === 0 ? [] : [...columns(own.map(flagRow).map(withoutCommands)), ""],
		`Flags of most commands: ${[...common, "--json"].join(", ")}.`,
		"`prompt-rollout --help` says what they mean, and which variables hold secrets."
	]);
}
const flags$1 = inputNames.filter((name) => name !== "command" && !isSecret(name));
function flagRow(name) {
	const { about, default: standard } = inputs[name];
	const shown = standard === "" || standard === "false" ? "" : ` (default ${standard})`;
	return [`--${name}`, `${about}${shown}`];
}
/** The text without the commands that it is for: below one of them they say nothing. */
function withoutCommands([name, about]) {
	const rest = about.slice(about.indexOf(": ") + 2);
	return [name, `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`];
}
function columns(rows) {
	const width = Math.max(...rows.map(([name]) => name.length)) + 3;
	return rows.map(([name, about]) => `  ${name.padEnd(width)}${about}`);
}
const text = (lines) => `${lines.join("\n")}\n`;
/** The text of `--version`. */
function versionText() {
	return `prompt-rollout ${version}\n`;
}
// src/host/terminal.ts
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
		if (name === void 0 || option === void 0) throw unknownFlag(token.name, command ?? null);
		if (option.type === "string" && (!token.value || !token.inlineValue && token.value.startsWith("-"))) throw fail("input-invalid", {
			input: name,
			value: "",
			expected: inputs[name].expected
		});
		if (command !== void 0 && isCommand(command) && !isFor(name, command)) throw elsewhere(name, command);
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
/** The refusal of a flag that does not exist; without a command (null) all flags are near. */
function unknownFlag(name, command) {
	const known = command !== null && isCommand(command) ? command : null;
	const secretFlag = inputNames.find((input) => input === name && isSecret(input));
	const near = nearest(name, [...inputNames.filter((input) => input !== "command" && !isSecret(input) && (known === null || isFor(input, known))), ...ownFlags]);
	const help = `\`prompt-rollout ${known === null ? "" : `${known} `}--help\` lists all.`;
	const suggestion = secretFlag === void 0 ? `${near === null ? "" : `Did you mean --${near}? `}${help}` : `Secrets are never taken from arguments: set ${secretNames(secretFlag).join(" or ")}.`;
	return fail("input-unknown", {
		input: name,
		command: command ?? "prompt-rollout",
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
// src/cli.ts
const argv = process.argv.slice(2);
const help = helpFor(argv);
if (help !== null) process.stdout.write(help);
else if (argv.includes("--version")) process.stdout.write(versionText());
else process.exitCode = await run(terminalHost(argv, process.env));
export {};
