import { w as toJSONSchema } from "./schemas.js";
import { c as require_dist, i as configSchema, n as readYaml, o as repoPath, r as printable, t as YamlProblem } from "./yaml.js";
import { a as findUses, i as besidePath, o as isAction, r as ownersOf, t as codeownersLocations } from "./codeowners.js";
import { n as fail, r as messageOf } from "./fail.js";
import { a as openCheckout } from "./git.js";
import { n as postmortemSections, t as postmortemLabels } from "./postmortem-sections.js";
import { t as version } from "./package.js";
import { n as workingTree, r as readPrompts, t as openFolder } from "./folder.js";
import { i as compareLabels } from "./version.js";
import { r as inputs } from "./inputs.js";
import { t as runResult } from "./run-result.js";
import { mkdir, realpath, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
// src/report/postmortem-template.ts
/**
* The issue form for a post-mortem that a person files, as YAML: `.github/ISSUE_TEMPLATE/postmortem.yml`.
* Format: GitHub's form schema, in which every text may be a double-quoted (JSON) scalar.
*/
function postmortemTemplate() {
	return `${[...[
		"# Generated from the sections of the post-mortem issue; change them there.",
		"name: Post-mortem",
		`description: ${quoted("A prompt harmed users: what happened, why, and what changes. Blameless.")}`,
		`title: ${quoted("Post-mortem: ")}`,
		`labels: [${postmortemLabels.map(quoted).join(", ")}]`,
		"body:"
	], ...postmortemSections.flatMap(element)].join("\n")}\n`;
}
function element({ id, heading, guidance, options }) {
	const attributes = [`      label: ${quoted(heading)}`, `      description: ${quoted(guidance)}`];
	const choice = options === void 0 ? [] : [
		"      options:",
		...options.map((option) => `        - ${quoted(option)}`),
		"      default: 0"
	];
	return [
		`  - type: ${options === void 0 ? "textarea" : "dropdown"}`,
		`    id: ${id}`,
		"    attributes:",
		...attributes,
		...choice,
		"    validations:",
		`      required: ${id === "summary"}`
	];
}
function quoted(text) {
	return JSON.stringify(text);
}
// src/config/json-schema.ts
var import_dist = require_dist();
/**
* JSON Schema (draft 7, which editors know best) of `prompt-rollout.yml` as users write it: durations are texts
* such as "10m", and what has a default may be left out. What compares several values (rising weights,
* overlapping paths) is beyond it and is checked when the file is read.
*/
function configJsonSchema() {
	const { $schema, ...rest } = toJSONSchema(configSchema, {
		target: "draft-7",
		io: "input",
		override: ({ jsonSchema }) => {
			if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
			if ("example" in jsonSchema) {
				jsonSchema.examples = [jsonSchema.example];
				delete jsonSchema.example;
			}
		}
	});
	const { policy, prompts } = propertiesOf(rest);
	addExamples(propertiesOf(prompts?.additionalProperties).policy, policy);
	return {
		$schema,
		$id: "prompt-rollout.schema.json",
		title: "Prompt Rollout",
		description: "Configuration of Prompt Rollout: prompt-rollout.yml on the default branch of the prompts repository.",
		...rest
	};
}
/** A prompt's own policy has no defaults: those of the common one are its examples. */
function addExamples(own, common) {
	for (const [key, child] of Object.entries(propertiesOf(own))) {
		const standard = propertiesOf(common)[key];
		if (child.properties !== void 0) addExamples(child, standard);
		else if (standard?.default !== void 0) child.examples = [standard.default];
	}
}
function propertiesOf(schema) {
	const found = isNode(schema) ? schema.properties : void 0;
	if (!isNode(found)) return {};
	return Object.fromEntries(Object.entries(found).flatMap(([key, child]) => isNode(child) ? [[key, child]] : []));
}
function isNode(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/init/action.ts
/** The action as workflows name it: its repository, at the tag of its major version. */
const actionRepository = "prompt-rollout/prompt-rollout";
const [major = "0"] = version.split(".");
const actionTag = `v${major}`;
/** Where editors find the JSON Schema of the configuration. */
const schemaAddress = `https://raw.githubusercontent.com/${actionRepository}/${actionTag}/dist/prompt-rollout.schema.json`;
// src/init/options.ts
const width = 110;
/** Keys that a reader wants first. */
const first = ["metrics"];
/**
* Every option of a configuration but the prompts, as lines of YAML behind `#`: what it means, and its default, or an
* example where it has none. Removing the `#` of a line that has no blank behind it puts the option into force.
*/
function optionLines(schema) {
	const all = Object.entries(properties(schema)).filter(([key]) => key !== "prompts");
	return [...all.filter(([key]) => first.includes(key)), ...all.filter(([key]) => !first.includes(key))].flatMap(([key, child]) => [
		"",
		...wrapped(String(child.description ?? ""), "# "),
		...entry(key, child).map((line) => `#${line}`)
	]);
}
/** The lines of one key, as they stand in YAML. */
function entry(key, schema) {
	const children = Object.entries(properties(schema));
	if (children.length === 0) {
		const value = shownValue(schema);
		if (isMap$2(value)) return (0, import_dist.stringify)({ [key]: value }, { lineWidth: 0 }).trimEnd().split("\n");
		return [`${key}: ${flowText(value)}`];
	}
	const short = shortForm(key, schema);
	if (short !== null) return [short];
	const below = children.flatMap(([name, child]) => [...wrapped(String(child.description ?? ""), "# "), ...entry(name, child)]);
	return [`${key}:`, ...below.map((line) => `  ${line}`)];
}
/** A map that has no description of its own is one of several that are alike, and fits a line. */
function shortForm(key, schema) {
	if (schema.description !== void 0) return null;
	return `${key}: { ${Object.entries(properties(schema)).map(([name, child]) => `${name}: ${flowText(shownValue(child))}`).join(", ")} }`;
}
/** A value on one line. */
function flowText(value) {
	return (0, import_dist.stringify)(value, {
		collectionStyle: "flow",
		flowCollectionPadding: false,
		lineWidth: 0
	}).trimEnd();
}
/** The default, else the first example, else the first of what is allowed. */
function shownValue(schema) {
	const { default: standard, examples, enum: allowed } = schema;
	if (standard !== void 0) return standard;
	const [example] = Array.isArray(examples) ? examples : [];
	return example ?? (Array.isArray(allowed) ? allowed[0] : void 0);
}
/** A text in lines of comments. */
function wrapped(text, begin) {
	const lines = [];
	for (const word of text.split(/\s+/).filter((each) => each !== "")) {
		const last = lines.at(-1);
		if (last !== void 0 && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(`${begin}${word}`);
	}
	return lines;
}
function properties(schema) {
	const { properties: given } = schema;
	if (!isMap$2(given)) return {};
	return Object.fromEntries(Object.entries(given).flatMap(([key, child]) => isMap$2(child) ? [[key, child]] : []));
}
function isMap$2(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/init/config-text.ts
/**
* The text of a new configuration: the prompts, and below them every option as a comment. `hint` is what was seen of a
* metrics source; null when nothing was.
*/
function configText(prompts, hint) {
	const head = [`# yaml-language-server: $schema=${schemaAddress}`, ...wrapped("Which prompts are released, and how. Read from the default branch only. Every option stands below with its default; take away the # of a line (and of those it lies in) to change it.", "# ")];
	const metrics = wrapped(`Nothing is promoted without metrics: set \`metrics\` before the first rollout.${hint === null ? "" : ` ${hint}`}`, "# ");
	return `${[
		...head,
		"",
		promptsText(prompts).trimEnd(),
		"",
		...metrics,
		...optionLines(configJsonSchema())
	].join("\n")}\n`;
}
function promptsText(prompts) {
	const entries = prompts.map(({ id, path, owners }) => [id, owners.length === 0 ? { path } : {
		path,
		owners
	}]);
	const document = new import_dist.Document({ prompts: Object.fromEntries(entries) });
	for (const { id, versions } of prompts) {
		const path = document.getIn([
			"prompts",
			id,
			"path"
		], true);
		if (versions > 1 && (0, import_dist.isScalar)(path)) path.comment = ` the newest of ${versions}; name the next one here to release it`;
		const owners = document.getIn([
			"prompts",
			id,
			"owners"
		], true);
		if (owners !== void 0 && !(0, import_dist.isMap)(owners) && typeof owners === "object" && owners !== null) Object.assign(owners, { flow: true });
	}
	return document.toString({
		lineWidth: 0,
		flowCollectionPadding: false
	});
}
// src/init/models.ts
/** The reusable workflows of the action itself, which the written ones are made of. */
const models = {
	promote: "# Reusable: promotes the prompts of the calling repository and stays to look at running rollouts.\n# Call it on push to the default branch, on a schedule and by hand; `init` writes a caller.\nname: Promote prompts\n\non:\n  workflow_call:\n    inputs:\n      prompt:\n        description: Id of the prompt; empty means all of them.\n        type: string\n        default: ''\n      repository:\n        description: The prompts repository; empty means the calling one.\n        type: string\n        default: ''\n      wait:\n        description: How long to stay and look.\n        type: string\n        default: 30m\n    secrets:\n      token:\n        description: App token; needed where the prompts repository is another one.\n      metrics-token:\n        description: Bearer token of the metrics source.\n      metrics-username:\n        description: User name for Basic authentication at the metrics source.\n      metrics-password:\n        description: Password for Basic authentication at the metrics source.\n      delivery-secret:\n        description: Key that signs the delivery webhook.\n      pagerduty-routing-key:\n        description: Integration key of the PagerDuty service that is paged.\n      slack-webhook-url:\n        description: Incoming webhook of Slack.\n      slack-token:\n        description: Bot token of Slack.\n      notify-secret:\n        description: Key that signs the notification webhook.\n\npermissions: {}\n\njobs:\n  promote:\n    runs-on: ubuntu-latest\n    timeout-minutes: 60\n    # No running promotion is cancelled; of those that wait in a group the newest is left, which does the same work.\n    # The clock and the successors of runs, which both come again and again, share a group of their own: they take\n    # the place of no push and of no person's run. Rollbacks are in no group: they never wait behind a promotion.\n    concurrency:\n      group: \"prompt-rollout-promote-${{ inputs.repository || github.repository }}-\\\n        ${{ (github.event_name == 'schedule' || github.event_name == 'workflow_dispatch' && endsWith(github.actor, '[bot]'))\n        && 'watch' || 'asked' }}-${{ inputs.prompt }}\"\n      cancel-in-progress: false\n    permissions:\n      contents: write # the live branch, version tags and revert branches\n      pull-requests: write # the revert pull request\n      issues: write # the post-mortem issue, and labels\n      actions: write # to start the successor while a rollout is open\n    steps:\n      - uses: $/\n        with:\n          command: promote\n          prompt: ${{ inputs.prompt }}\n          repository: ${{ inputs.repository }}\n          wait: ${{ inputs.wait }}\n          continue: dispatch\n          token: ${{ secrets.token || github.token }}\n          metrics-token: ${{ secrets.metrics-token }}\n          metrics-username: ${{ secrets.metrics-username }}\n          metrics-password: ${{ secrets.metrics-password }}\n          delivery-secret: ${{ secrets.delivery-secret }}\n          pagerduty-routing-key: ${{ secrets.pagerduty-routing-key }}\n          slack-webhook-url: ${{ secrets.slack-webhook-url }}\n          slack-token: ${{ secrets.slack-token }}\n          notify-secret: ${{ secrets.notify-secret }}\n",
	rollback: "# Reusable: puts an earlier version of a prompt back, at a person's or a system's word. Started by hand, by\n# `repository_dispatch` (client_payload: prompt, target_version, reason, strategy, force, confirm, dry_run, group, lift),\n# or called. It has no concurrency group on purpose: a rollback is never queued behind a promotion.\nname: Roll back a prompt\n\non:\n  workflow_dispatch:\n    inputs:\n      prompt:\n        description: Id of the prompt\n        type: string\n        default: ''\n      target-version:\n        description: Version to put back; empty means the previous stable one\n        type: string\n        default: ''\n      reason:\n        description: Why\n        type: string\n        default: ''\n      strategy:\n        description: instant or gradual; empty takes the configuration's\n        type: string\n        default: ''\n      force:\n        description: Also to a version that is not known as good; needs a reason\n        type: boolean\n        default: false\n      confirm:\n        description: warn or require; empty takes the configuration's\n        type: string\n        default: ''\n      dry-run:\n        description: Only show what would be done\n        type: boolean\n        default: false\n      group:\n        description: Also its related prompts that have a rollout\n        type: boolean\n        default: false\n      lift:\n        description: Version to lift from the quarantine; needs a reason\n        type: string\n        default: ''\n  repository_dispatch:\n    types: [prompt-rollback]\n  workflow_call:\n    inputs:\n      prompt:\n        description: Id of the prompt; empty takes it from the client payload of a repository_dispatch.\n        type: string\n        default: ''\n      target-version:\n        description: Version to put back; empty means the previous stable one.\n        type: string\n        default: ''\n      reason:\n        description: Why.\n        type: string\n        default: ''\n      strategy:\n        description: instant or gradual.\n        type: string\n        default: ''\n      force:\n        description: Also to a version that is not known as good; needs a reason.\n        type: boolean\n        default: false\n      confirm:\n        description: warn or require.\n        type: string\n        default: ''\n      dry-run:\n        description: Only show what would be done.\n        type: boolean\n        default: false\n      group:\n        description: Also its related prompts that have a rollout, in one commit.\n        type: boolean\n        default: false\n      lift:\n        description: Version to lift from the quarantine; needs a reason.\n        type: string\n        default: ''\n      repository:\n        description: The prompts repository; empty means the calling one.\n        type: string\n        default: ''\n    secrets:\n      token:\n        description: App token; needed where the prompts repository is another one.\n      metrics-token:\n        description: Bearer token of the metrics source.\n      metrics-username:\n        description: User name for Basic authentication at the metrics source.\n      metrics-password:\n        description: Password for Basic authentication at the metrics source.\n      delivery-secret:\n        description: Key that signs the delivery webhook.\n      pagerduty-routing-key:\n        description: Integration key of the PagerDuty service that is paged.\n      slack-webhook-url:\n        description: Incoming webhook of Slack.\n      slack-token:\n        description: Bot token of Slack.\n      notify-secret:\n        description: Key that signs the notification webhook.\n\npermissions: {}\n\njobs:\n  rollback:\n    runs-on: ubuntu-latest\n    timeout-minutes: 60 # a gradual rollback takes half an hour\n    permissions:\n      contents: write # the live branch and the revert branch\n      pull-requests: write # the revert pull request\n      issues: write # the post-mortem issue, and labels\n    steps:\n      - uses: $/\n        with:\n          command: rollback\n          prompt: ${{ inputs.prompt || github.event.client_payload.prompt }}\n          target-version: ${{ inputs.target-version || github.event.client_payload.target_version }}\n          reason: ${{ inputs.reason || github.event.client_payload.reason }}\n          strategy: ${{ inputs.strategy || github.event.client_payload.strategy }}\n          force: ${{ inputs.force || github.event.client_payload.force || false }}\n          confirm: ${{ inputs.confirm || github.event.client_payload.confirm }}\n          dry-run: ${{ inputs.dry-run || github.event.client_payload.dry_run || false }}\n          group: ${{ inputs.group || github.event.client_payload.group || false }}\n          lift: ${{ inputs.lift || github.event.client_payload.lift }}\n          repository: ${{ inputs.repository }}\n          token: ${{ secrets.token || github.token }}\n          metrics-token: ${{ secrets.metrics-token }}\n          metrics-username: ${{ secrets.metrics-username }}\n          metrics-password: ${{ secrets.metrics-password }}\n          delivery-secret: ${{ secrets.delivery-secret }}\n          pagerduty-routing-key: ${{ secrets.pagerduty-routing-key }}\n          slack-webhook-url: ${{ secrets.slack-webhook-url }}\n          slack-token: ${{ secrets.slack-token }}\n          notify-secret: ${{ secrets.notify-secret }}\n",
	review: "# Reusable: what people answer takes effect. Call it on `pull_request: {types: [closed]}` and on\n# `issue_comment: {types: [created]}`; `init` writes a caller. Merging a revert pull request, or the comment\n# `/rollback`, rolls back; closing it, `/investigate`, `/resume` and `/help` are answers, too. It has no concurrency group\n# on purpose: a rollback is never queued behind anything.\nname: Review answers\n\non:\n  workflow_call:\n    secrets:\n      token:\n        description: App token; with it, checks of pull requests start by themselves.\n      metrics-token:\n        description: Bearer token of the metrics source.\n      metrics-username:\n        description: User name for Basic authentication at the metrics source.\n      metrics-password:\n        description: Password for Basic authentication at the metrics source.\n      delivery-secret:\n        description: Key that signs the delivery webhook.\n      pagerduty-routing-key:\n        description: Routing key of a PagerDuty service.\n      slack-token:\n        description: Bot token of a Slack app.\n      slack-webhook-url:\n        description: Address of an incoming webhook of Slack.\n      notify-secret:\n        description: Key that signs the notification webhook.\n\npermissions: {}\n\njobs:\n  review:\n    # Who may decide is for the program to say: this only keeps runners from starting for nothing, and pull requests\n    # of forks out. Bots do not answer; our own replies are comments of one.\n    if: >-\n      (github.event_name == 'pull_request' && github.event.action == 'closed' &&\n      github.event.pull_request.head.repo.full_name == github.repository &&\n      startsWith(github.event.pull_request.head.ref, 'prompt-rollout/revert/')) ||\n      (github.event_name == 'issue_comment' && github.event.action == 'created' &&\n      github.event.comment.user.type != 'Bot' &&\n      (startsWith(github.event.comment.body, '/') ||\n      contains(github.event.comment.body, '/rollback') ||\n      contains(github.event.comment.body, '/investigate') ||\n      contains(github.event.comment.body, '/resume') ||\n      contains(github.event.comment.body, '/help')))\n    runs-on: ubuntu-latest\n    timeout-minutes: 15\n    permissions:\n      contents: write # the live branch and the revert branch\n      pull-requests: write # the revert pull request, and replies on it\n      issues: write # the post-mortem issue, labels, and replies on it\n    steps:\n      - uses: $/\n        with:\n          command: review\n          token: ${{ secrets.token || github.token }}\n          metrics-token: ${{ secrets.metrics-token }}\n          metrics-username: ${{ secrets.metrics-username }}\n          metrics-password: ${{ secrets.metrics-password }}\n          delivery-secret: ${{ secrets.delivery-secret }}\n          pagerduty-routing-key: ${{ secrets.pagerduty-routing-key }}\n          slack-token: ${{ secrets.slack-token }}\n          slack-webhook-url: ${{ secrets.slack-webhook-url }}\n          notify-secret: ${{ secrets.notify-secret }}\n",
	validate: "# Reusable: checks the configuration and the prompts of a pull request before it is merged. It reads and writes nothing\n# but the checkout, so it runs for pull requests of forks, too. Call it on `pull_request` and `merge_group`.\nname: Validate prompts\n\non:\n  workflow_call:\n\npermissions: {}\n\njobs:\n  validate:\n    runs-on: ubuntu-latest\n    timeout-minutes: 5\n    permissions:\n      contents: read # to check the pull request out\n    steps:\n      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          fetch-depth: 2 # the merge of the pull request, and the base branch it is compared with\n          persist-credentials: false\n      - uses: $/\n        with:\n          command: validate\n"
};
const workflowNames = [
	"promote",
	"rollback",
	"review",
	"validate"
];
/** Where a workflow lies in a repository, unless another one is there. */
const workflowPath = (name) => `.github/workflows/${name}.yml`;
// src/init/workflows.ts
const headers = {
	promote: [" Promotes the prompts of this repository when a change of theirs is merged, and looks at running rollouts.", " A secret that is not set counts as empty: set those of what prompt-rollout.yml uses."],
	rollback: [" Puts an earlier version of a prompt back, by hand or by repository_dispatch. It has no concurrency group on", " purpose: a rollback is never queued behind a promotion."],
	review: [" What people answer takes effect: merging or closing a revert pull request, and the comments /rollback,", " /investigate, /resume and /help. It has no concurrency group on purpose."],
	validate: [" Checks the configuration and the prompts of a pull request before it is merged, and writes nothing."]
};
/** What starts each workflow in a repository of its own; `{branches}` is the default branch as a pattern. */
const triggers = {
	promote: `push:
  branches: {branches}
schedule:
  - cron: "*/5 * * * *" # picks up what a lost run left open
workflow_dispatch:
`,
	rollback: null,
	review: `pull_request:
  types: [closed]
issue_comment:
  types: [created]
`,
	validate: `pull_request:
  branches: {branches}
merge_group:
`
};
/**
* A workflow for the prompts repository itself: the job of the reusable one, started by events instead of a call, with
* the action by its name and secrets by names that GitHub allows. `branch` is the default branch.
*/
function workflowText(name, branch) {
	const document = (0, import_dist.parseDocument)(models[name]);
	const { contents } = document;
	if (!(0, import_dist.isMap)(contents)) throw new Error(`The workflow ${name} is no map.`);
	const header = headers[name].join("\n");
	for (const { key } of contents.items) {
		if (!(0, import_dist.isScalar)(key)) continue;
		if (key.value === "name") key.commentBefore = header;
		else key.spaceBefore = true;
	}
	const call = offered(document, "workflow_call");
	const trigger = triggers[name];
	if (trigger === null) document.deleteIn(["on", "workflow_call"]);
	else document.set("on", (0, import_dist.parseDocument)(trigger.replace("{branches}", () => branches(branch))).contents);
	if (name === "promote") offerPrompt(document, call);
	const own = offered(document, "workflow_dispatch");
	(0, import_dist.visit)(document, { Pair(_, { key, value }) {
		if (!(0, import_dist.isScalar)(value) || typeof value.value !== "string") return void 0;
		const written = value.value;
		if ((0, import_dist.isScalar)(key) && key.value === "uses" && written === "$/") {
			value.value = `${actionRepository}@${actionTag}`;
			return;
		}
		const text = written.replace(/\binputs\.([\w-]+) \|\| /g, (all, input) => own?.has(input) ? all : "").replace(/\bsecrets\.([\w-]+)/g, (_all, secret) => `secrets.${secretName(secret)}`);
		const asked = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text)?.[1];
		if (asked === void 0 || own?.has(asked)) value.value = text;
		else {
			const standard = call?.getIn([asked, "default"]);
			if (standard === "" || standard === void 0) return import_dist.visit.REMOVE;
			value.value = String(standard);
		}
	} });
	return document.toString({
		lineWidth: 110,
		flowCollectionPadding: false
	});
}
/** The inputs that an event of a workflow offers. */
function offered(document, event) {
	const inputs = document.getIn([
		"on",
		event,
		"inputs"
	]);
	return (0, import_dist.isMap)(inputs) ? inputs : null;
}
function offerPrompt(document, call) {
	document.setIn(["on", "workflow_dispatch"], document.createNode({ inputs: { prompt: call?.get("prompt") } }));
}
/** A list with the pattern that matches this branch and no other: some characters of names have a meaning in patterns. */
function branches(name) {
	return JSON.stringify([name.replace(/[*?+[\]!\\]/g, "\\$&")]);
}
/** Secrets of a repository have letters, digits and underscores, and do not begin with GITHUB_. */
function secretName(name) {
	return name === "token" ? "PROMPT_ROLLOUT_TOKEN" : name.toUpperCase().replaceAll("-", "_");
}
// src/init/first-files.ts
const example = {
	id: "example",
	path: "prompts/example.md",
	versions: 1,
	owners: []
};
const exampleText = `---
version: v1.0.0
---
You are a helpful assistant. Answer in one short paragraph, and say so when you do not know.
`;
/** The files that a repository needs to begin with; an example prompt where it has none. `config` is the path of the configuration. */
function firstFiles(config, seen) {
	const none = seen.prompts.length === 0;
	const hint = none ? ["No prompt was found: prompts/example.md is an example. Put your own in its place.", seen.hint ?? ""].join(" ").trim() : seen.hint;
	return [
		{
			path: config,
			text: configText(none ? [example] : seen.prompts, hint),
			instead: null,
			beside: null
		},
		...none ? [{
			path: example.path,
			text: exampleText,
			instead: null,
			beside: null
		}] : [],
		...workflowNames.map((name) => workflowFile(name, seen)),
		{
			path: ".github/ISSUE_TEMPLATE/postmortem.yml",
			text: postmortemTemplate(),
			instead: null,
			beside: null
		}
	];
}
function workflowFile(name, { branch, running, taken }) {
	const beside = taken.has(name) ? workflowPath(name) : null;
	const path = beside === null ? workflowPath(name) : besidePath(name);
	const other = running.get(name) ?? null;
	return {
		path,
		text: workflowText(name, branch),
		instead: other === path ? null : other,
		beside
	};
}
// src/init/prompt-files.ts
/** Which files of a repository hold prompts, by their names alone. */
/** Formats that are prompts wherever they lie: GitHub Models, dotprompt, Prompty, and the same idea with other ends. */
const ownFormat = /^.+\.(?:prompt\.(?:md|ya?ml|json|txt)|prompty|prompt)$/i;
/** Texts that are prompts in a folder of prompts. */
const textFormat = /\.(?:md|markdown|mdx|txt|ya?ml|json|j2|jinja2?|mustache|hbs|handlebars|liquid|tmpl|xml)$/i;
const promptFolder = /^(?:prompts?|prompt[-_]templates?)$/i;
/** Folders of tools, of copies and of tests; those that begin with a dot are for editors and coding agents. */
const passedOver = /^(?:\..*|node_modules|vendor|third[-_]party|dist|build|coverage|target|__pycache__|site-packages|__fixtures__|fixtures|testdata|__snapshots__)$/i;
/** Files beside prompts that are none. */
const notPrompt = /^(?:readme|licen[cs]e|changelog|contributing|codeowners|agents|claude|skill|index|schema|promptfooconfig|package(?:-lock)?)\b/i;
/** Files that make up one prompt together, when a folder holds nothing else. */
const part = /^(?:system|user|assistant|developer|prompt|config|template|examples?|few[-_]?shot|instructions?|context|tools?|schema|meta(?:data)?|variables|inputs?)$/i;
/** What a path says of a file; null when it is nothing of a prompt. */
function promptFile(path) {
	const segments = path.split("/");
	const name = segments.at(-1) ?? "";
	const folders = segments.slice(0, -1);
	if (folders.some((folder) => passedOver.test(folder)) || name.startsWith(".")) return null;
	const root = folders.findLastIndex((folder) => promptFolder.test(folder));
	const own = ownFormat.test(name);
	if (!own && (root < 0 || !textFormat.test(name))) return null;
	const stem = name.replace(/\.[A-Za-z0-9]+$/, "").replace(/\.prompt$/i, "");
	return {
		path,
		folders,
		stem,
		root,
		alone: own || !notPrompt.test(name),
		part: part.test(stem)
	};
}
const versionName = /^(?:v\d+(?:[._]\d+)*|\d+(?:\.\d+)+)(?:-[0-9A-Za-z.]+)?$/i;
const versionSuffix = /^(.+?)(?:__|[-_.@])(v\d+(?:[._]\d+)*)$/i;
/** The version that a name is, or ends in: `v2`, `1.0.0`, `agent__v1.2`; null when there is none in it. */
function versionInName(name) {
	if (versionName.test(name)) return {
		rest: "",
		version: name
	};
	const [, rest = "", version] = versionSuffix.exec(name) ?? [];
	return version === void 0 ? null : {
		rest,
		version
	};
}
// src/init/find-prompts.ts
/**
* The prompts among the files of a repository: a file each; a folder where its files are the parts of one (`system.md`,
* `user.md`); the newest where names are versions (`support/v2.md`, `v2/support.md`, `support-v2.md`). The same
* files make the same ids, whatever their order.
*/
function findPrompts(paths) {
	const sorted = [...new Set(paths)].sort();
	const files = sorted.map(promptFile).filter((file) => file !== null);
	const folders = wholeFolders(files, sorted);
	const within = ({ folders: above }) => above.map((_, index) => above.slice(0, index + 1).join("/")).find((folder) => folders.has(folder));
	const units = [...[...folders].map((folder) => unitOf(folder, folder.split("/"), "")), ...files.filter((file) => within(file) === void 0 && file.alone).map((file) => unitOf(file.path, [...file.folders, file.stem], endOf(file)))];
	const groups = /* @__PURE__ */ new Map();
	for (const unit of units) groups.set(unit.key, [...groups.get(unit.key) ?? [], unit]);
	return withIds([...groups.values()].map((group) => ({
		...newestOf(group),
		versions: group.length
	})).sort((one, other) => one.path < other.path ? -1 : 1));
}
/** Folders below one of prompts whose files all are parts of a prompt; never one inside another. */
function wholeFolders(files, all) {
	const byFolder = /* @__PURE__ */ new Map();
	const parts = new Set(files.filter((file) => file.part && file.root >= 0 && file.root < file.folders.length - 1).map(({ path }) => path));
	for (const path of all) {
		const above = path.split("/").slice(0, -1);
		above.forEach((_, index) => {
			const folder = above.slice(0, index + 1).join("/");
			const counts = byFolder.get(folder) ?? {
				all: 0,
				parts: 0
			};
			byFolder.set(folder, counts);
			counts.all += 1;
			if (index === above.length - 1 && parts.has(path)) counts.parts += 1;
		});
	}
	return new Set([...byFolder].filter(([, counts]) => counts.all === counts.parts).map(([folder]) => folder));
}
function unitOf(path, segments, end) {
	const read = segments.map((segment) => ({
		segment,
		found: versionInName(segment)
	}));
	const versions = read.flatMap(({ found }) => found === null ? [] : [found.version]);
	const names = read.map(({ segment, found }) => found?.rest ?? segment).filter((name) => name !== "");
	const bare = read.at(-1)?.found?.rest === "";
	return {
		path,
		key: `${names.join("/")}${bare ? "" : end}`,
		version: versions.length === 0 ? null : versions.join("."),
		names
	};
}
function endOf({ path, stem }) {
	return path.slice(path.lastIndexOf("/") + 1 + stem.length);
}
/** What has no version in its name is what is used now; versions beside it are its past. */
function newestOf(group) {
	const [first, ...others] = group;
	if (first === void 0) throw new Error("A group has a member.");
	return others.reduce((best, unit) => {
		if (best.version === null || unit.version === null) return best.version === null ? best : unit;
		return compareLabels(unit.version, best.version) > 0 ? unit : best;
	}, first);
}
const generic = /^(?:system|user|prompt|template|index|main|default|instructions?|prompts?|src|app|lib)$/i;
/** Gives each an id: its own name, with those of folders where that says nothing or is taken, else with a number. */
function withIds(units) {
	const taken = /* @__PURE__ */ new Set();
	return units.map(({ path, names, versions }) => {
		const telling = names.filter((name, index) => index === names.length - 1 || !generic.test(name));
		const own = generic.test(telling.at(-1) ?? "") && telling.length > 1 ? telling.slice(0, -1) : telling;
		const longer = own.map((_, index) => slug(own.slice(own.length - 1 - index).join("-")));
		const [shortest = "prompt"] = longer;
		let id = longer.find((name) => !taken.has(name));
		for (let number = 2; id === void 0; number += 1) {
			const numbered = `${shortest.slice(0, 58)}-${number}`;
			if (!taken.has(numbered)) id = numbered;
		}
		taken.add(id);
		return {
			id,
			path,
			versions
		};
	});
}
/** A text as a prompt id: 1 to 64 of a-z, 0-9, `-` and `_`, not at an end. */
function slug(text) {
	return text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/[^a-z0-9_]+/g, "-").replace(/^[-_]+/, "").slice(0, 64).replace(/[-_]+$/, "") || "prompt";
}
// src/init/look.ts
/** More prompts are not written: a person would not read them. */
const mostPrompts = 500;
const tooMany = `more than ${mostPrompts} are not written`;
/** Looks at a repository, or at a folder that is none (`checkout` is null). */
async function look(folder, checkout) {
	const files = checkout === null ? await folder.below("") : await checkout.files();
	const found = findPrompts(files);
	const usable = found.filter(({ path }) => isPlainPath(path));
	const some = usable.slice(0, mostPrompts);
	const source = await workingTree(folder, checkout, some.map(({ path }) => path));
	const named = Object.fromEntries(some.map(({ id, path }) => [id, { path }]));
	const { readable, findings } = await readPrompts(source, named, "", () => ({
		line: 1,
		column: 1
	}));
	const read = new Map(readable.map((each) => [each.prompt.id, each]));
	const owners = await codeowners(folder);
	const why = new Map(findings.map(({ prompt, message }) => [prompt, message]));
	const oddName = "its name has characters that a path in the configuration may not have";
	return {
		prompts: some.filter(({ id }) => read.has(id)).map((prompt) => ({
			...prompt,
			owners: owners(isFolder(read.get(prompt.id)) ? `${prompt.path}/` : prompt.path)
		})),
		leftOut: [
			...found.filter(({ path }) => !isPlainPath(path)).map(({ path }) => ({
				path,
				why: oddName
			})),
			...some.filter(({ id }) => !read.has(id)).map(({ id, path }) => ({
				path,
				why: why.get(id) ?? "it cannot be read"
			})),
			...usable.slice(mostPrompts).map(({ path }) => ({
				path,
				why: tooMany
			}))
		],
		undeclared: readable.filter(({ declared }) => declared === null).map(({ prompt }) => prompt.id),
		branch: checkout === null ? "main" : await checkout.defaultBranch(),
		hint: metricsHint(files),
		...await workflowsOf(folder, files)
	};
}
/** CODEOWNERS tells a folder from a file by its name. */
function isFolder(prompt) {
	return prompt?.version.files.some(({ path }) => path !== "") ?? false;
}
/** Whether a configuration can name it, as it is. */
function isPlainPath(path) {
	const parsed = repoPath.safeParse(path);
	return parsed.success && parsed.data === path;
}
/** Owners of a path, as GitHub has them; addresses are left out. */
async function codeowners(folder) {
	for (const file of codeownersLocations) {
		if (await folder.kind(file) !== "file" || (await folder.stat(file)).bytes > 3145727) continue;
		const text = (await folder.read(file)).toString("utf8");
		return (path) => ownersOf(text, path).filter((owner) => /^@[\w-]+(?:\/[\w.-]+)?$/.test(owner) && owner.length <= 100);
	}
	return () => [];
}
function metricsHint(files) {
	const prometheus = files.find((file) => /(?:^|\/)prometheus\.ya?ml$/i.test(file));
	const litellm = files.find((file) => /(?:^|\/)(?:proxy_)?litellm[\w.-]*\.ya?ml$/i.test(file));
	const seen = [...prometheus === void 0 ? [] : [`${printable(prometheus)} configures a Prometheus: its address is the \`url\`.`], ...litellm === void 0 ? [] : [`${printable(litellm)} configures LiteLLM: \`preset: litellm\` has its queries.`]];
	return seen.length === 0 ? null : seen.join(" ");
}
const mostWorkflowBytes = 1048576;
/** Which of our workflows the repository has under another name, by the file, and whose names are taken by others. */
async function workflowsOf(folder, files) {
	const running = /* @__PURE__ */ new Map();
	const taken = /* @__PURE__ */ new Set();
	const texts = [];
	const own = /* @__PURE__ */ new Set();
	for (const file of /* @__PURE__ */ new Set([...files, ...workflowNames.map(workflowPath)])) {
		if (!/^\.github\/workflows\/[^/]+\.ya?ml$/.test(file) || await folder.kind(file) !== "file") continue;
		if ((await folder.stat(file)).bytes > mostWorkflowBytes) continue;
		const text = (await folder.read(file)).toString("utf8");
		texts.push({
			file,
			text
		});
		for (const { uses, command } of usesIn(text)) {
			if (isAction(uses)) own.add(file);
			const called = new RegExp(`^${actionRepository}/\\.github/workflows/(\\w+)\\.yml@`).exec(uses)?.[1];
			const does = uses.startsWith(`prompt-rollout/prompt-rollout@`) ? command : called;
			const name = workflowNames.find((each) => each === does);
			if (name !== void 0 && file !== workflowPath(name) && !running.has(name)) running.set(name, file);
		}
	}
	for (const { file } of findUses(texts).uses) own.add(file);
	for (const name of workflowNames) if (own.has(workflowPath(name))) running.delete(name);
	else if (await folder.kind(workflowPath(name)) !== null) taken.add(name);
	return {
		running,
		taken
	};
}
/** Every `uses` of a workflow with the command that is given to it; none when the file cannot be read. */
function usesIn(text) {
	const found = [];
	const collect = (value) => {
		if (typeof value !== "object" || value === null) return;
		const { uses, with: given } = value;
		const command = typeof given === "object" && given !== null && "command" in given ? given.command : "promote";
		if (typeof uses === "string") found.push({
			uses,
			command: String(command)
		});
		for (const child of Object.values(value)) collect(child);
	};
	try {
		collect(readYaml(text, { strict: false }).value);
	} catch (error) {
		if (!(error instanceof YamlProblem)) throw error;
	}
	return found;
}
// src/workspace/write.ts
/**
* Writes a file where nothing is, with the folders above it; false when something is there, which stays as it is. Throws
* `file-unwritable`, also for a path that leads through a symbolic link.
*/
async function writeNew(folder, path, text) {
	const above = dirname(path);
	if (above !== "." && await folder.kind(above) === "symlink") throw fail("file-unwritable", {
		file: path,
		message: `${above} is, or lies behind, a symbolic link`
	});
	try {
		await mkdir(join(folder.root, above), { recursive: true });
		await writeFile(join(folder.root, path), text, { flag: "wx" });
		return true;
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "EEXIST" && await folder.kind(path) !== null) return false;
		throw fail("file-unwritable", {
			file: path,
			message: messageOf(error)
		}, error);
	}
}
// src/commands/init.ts
/**
* Writes the first files of a prompts repository from what it sees in the working tree, asking and overwriting
* nothing. It needs neither network nor remote nor token. Throws `file-unreadable` and `file-unwritable`.
*/
async function init(host, inputs$1, clock) {
	const { facts, log } = host;
	const named = await realFolder(resolve(facts.workspace, inputs$1.folder || "."), inputs$1.folder || ".");
	const checkout = await openCheckout(named);
	const top = checkout === null ? named : await realpath(checkout.top);
	if (top !== named) log.info(`The files belong to the top of the repository: ${top}`);
	if (checkout === null) log.info("This is no git repository yet: all files were searched for prompts.");
	const folder = openFolder(top);
	const seen = await look(folder, checkout);
	tellSeen(log, seen);
	const told = [];
	for (const file of firstFiles(inputs.config.default, seen)) {
		const each = {
			path: file.path,
			state: await place(folder, file, inputs$1["dry-run"])
		};
		told.push(each);
		tellFile(host, file, each, inputs$1["dry-run"]);
	}
	tellRollback(log, seen);
	tellNext(log, seen);
	const prompts = seen.prompts.map(({ id, path }) => ({
		id,
		path
	}));
	return runResult({
		inputs: inputs$1,
		clock
	}, {
		reason_code: inputs$1["dry-run"] ? "planned" : "initialized",
		exit_code: 0,
		live: null,
		prompts: [],
		plan: {
			folder: top,
			files: told,
			prompts,
			left_out: seen.leftOut
		}
	});
}
async function realFolder(path, folder) {
	try {
		const real = await realpath(path);
		if ((await stat(real)).isDirectory()) return real;
	} catch (error) {
		throw fail("file-unreadable", {
			file: folder,
			message: messageOf(error)
		}, error);
	}
	throw fail("file-unreadable", {
		file: folder,
		message: "it is no folder"
	});
}
async function place(folder, file, dryRun) {
	if (file.instead !== null || await folder.kind(file.path) !== null) return "kept";
	if (dryRun) return "planned";
	return await writeNew(folder, file.path, file.text) ? "written" : "kept";
}
const mostShown = 20;
function tellSeen(log, { prompts, leftOut, undeclared, branch }) {
	log.info(`default branch: ${branch}`);
	log.info(`${prompts.length} ${prompts.length === 1 ? "prompt" : "prompts"} found`);
	for (const { id, path } of prompts.slice(0, mostShown)) log.info(`  ${id}: ${path}`);
	if (prompts.length > mostShown) log.info(`  and ${prompts.length - mostShown} more`);
	for (const { path, why } of leftOut.slice(0, mostShown)) log.warn(`left out: ${printable(path)}: ${why}`);
	if (leftOut.length > mostShown) log.warn(`left out: ${leftOut.length - mostShown} more`);
	if (undeclared.length > 0) log.info(`without a version of their own: ${undeclared.slice(0, mostShown).join(", ")}; see step 3`);
}
function tellFile({ log, json, print }, { text, instead, beside }, { path, state }, dryRun) {
	if (state === "kept") log.info(`kept     ${path}${instead === null ? "" : `: ${instead} does it already`}`);
	else log.info(`${dryRun ? "to write" : "written "} ${path}`);
	if (beside !== null) log.warn(`${beside} is another workflow, and is left as it is: see ${printable(instead ?? path)}`);
	if (state !== "planned" || json) return;
	for (const line of text.trimEnd().split("\n")) print(`    ${line}`);
}
/** The commands in pages and issues start the workflow by the name of its file. */
function tellRollback(log, { running, taken }) {
	const beside = besidePath("rollback");
	const other = running.get("rollback") ?? null;
	const wanted = taken.has("rollback") || other === beside ? beside : workflowPath("rollback");
	if (other !== null && other !== wanted) log.warn(`To roll back by hand, pages and issues start ${wanted}: give ${printable(other)} that name.`);
	else if (wanted === beside) log.info(`To roll back by hand, pages and issues start ${beside}.`);
}
function tellNext(log, { branch }) {
	const config = inputs.config.default;
	log.info("Next:");
	log.info(`  1. Set \`metrics\` in ${config}, and look at it with \`prompt-rollout validate\`.`);
	log.info(`  2. Commit the files to ${branch} and push; allow GitHub Actions to create pull requests (Settings, Actions, General).`);
	log.info("  3. Give each prompt a `version` in its front matter, raise it with each change, and let applications read flags.json from the branch prompt-rollout/live.");
}
export { init };
