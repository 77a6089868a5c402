import { l as leadingPrompt } from "./yaml.js";
// src/commands/run-result.ts
/** The result of a command: its reason is that of the leading prompt, where the command names none. */
function runResult({ inputs, clock }, fields) {
	return {
		schema_version: 1,
		command: inputs.command,
		reason_code: fields.reason_code ?? leadingPrompt(fields.prompts)?.reason_code ?? "nothing-to-do",
		exit_code: fields.exit_code,
		at: clock.now().toISOString(),
		live: fields.live,
		prompts: fields.prompts,
		warnings: fields.warnings ?? [],
		error: null,
		requests: null,
		demo: fields.demo ?? null,
		replay: fields.replay ?? null,
		plan: fields.plan ?? null,
		drill: fields.drill ?? null,
		doctor: fields.doctor ?? null
	};
}
export { runResult as t };
