import { readdirSync } from 'node:fs';
import { stringify } from 'yaml';
import { configJsonSchema } from '../src/config/json-schema.ts';
import { type Policy, policySchema } from '../src/config/policy-schema.ts';
import { configReference } from '../src/config/reference.ts';
import { catalogue } from '../src/errors/catalogue.ts';
import { type InputName, inputNames, inputs } from '../src/inputs.ts';
import { outputs } from '../src/outputs.ts';
import { outcomes } from '../src/reasons.ts';
import { noticeEvents } from '../src/report/notice.ts';
import { postmortemTemplate } from '../src/report/postmortem-template.ts';
import { placeholders } from '../src/report/runbook-template.ts';

type Read = (file: string) => string;

/** What people read: the front page, and a file for each subject. */
export const documents = [
  'README.md',
  ...readdirSync(new URL('../docs', import.meta.url)).map((name) => `docs/${name}`),
];

/** Every generated file with its text. Documents keep what stands outside of their marked blocks. */
export function generated(read: Read): Map<string, string> {
  return new Map([
    ['action.yml', actionYaml()],
    ...filled(read),
    ['dist/package.json', '{ "type": "module" }\n'],
    ['dist/prompt-rollout.schema.json', `${JSON.stringify(configJsonSchema(), null, 2)}\n`],
    ['.github/ISSUE_TEMPLATE/postmortem.yml', postmortemTemplate()],
  ]);
}

/** The input defaults that only a workflow has. */
const actionDefaults: Partial<Record<InputName, string>> = {
  token: '${{ github.token }}',
  'workflow-token': '${{ github.token }}',
};

function actionYaml(): string {
  const described = inputNames.map((name) => {
    const { about, default: standard } = inputs[name];
    return [name, { description: about, required: false, default: actionDefaults[name] ?? standard }];
  });
  const given = Object.entries(outputs).map(([name, description]) => [name, { description }]);
  const action = {
    name: 'Prompt Rollout',
    description:
      'Ships LLM prompt versions through canary stages and puts the old one back when the metrics say so.',
    author: 'Prompt Rollout',
    branding: { icon: 'git-merge', color: 'blue' },
    inputs: Object.fromEntries(described),
    outputs: Object.fromEntries(given),
    runs: { using: 'node24', main: 'dist/index.js' },
  };
  return `# Generated from src/inputs.ts by \`npm run generate\`.\n${stringify(action, { lineWidth: 0 })}`;
}

function blocks(): Record<string, string> {
  return {
    inputs: table(
      ['Input', 'Default', 'Meaning'],
      inputNames.map((name) => [
        code(name),
        code(actionDefaults[name] ?? inputs[name].default),
        inputs[name].about,
      ]),
    ),
    outputs: table(
      ['Output', 'Meaning'],
      Object.entries(outputs).map(([name, about]) => [code(name), about]),
    ),
    reasons: table(
      ['Reason code', 'Meaning'],
      Object.entries(outcomes).map(([name, about]) => [code(name), about]),
    ),
    errors: table(
      ['Code', 'What happened', 'What to do'],
      Object.entries(catalogue).map(([name, { what, cure }]) => [code(name), what, cure]),
    ),
    config: configReference(),
    policy: policyTable(),
    notices: table(
      ['Event', 'Page', 'Severity'],
      Object.entries(noticeEvents).map(([name, [action, severity]]) => [code(name), action, code(severity)]),
    ),
    placeholders: table(
      ['Placeholder', 'Block', 'What stands in its place'],
      Object.entries(placeholders).map(([name, { about, block }]) => [
        code(`{{${name}}}`),
        block ? 'yes' : '',
        about,
      ]),
    ),
  };
}

/** The documents with every marked block filled in. Throws for a mark that is unknown, and for a block without a mark. */
function filled(read: Read): [string, string][] {
  const unused = new Map(Object.entries(blocks()));
  const known = new Map(unused);
  const texts = documents.map((file): [string, string] => {
    const text = read(file).replace(
      /<!-- generated: ([\w-]+) -->[\s\S]*?<!-- end: \1 -->/g,
      (_, name: string) => {
        const block = known.get(name);
        if (block === undefined) throw new Error(`${file} wants "${name}", which nothing generates`);
        unused.delete(name);
        return `<!-- generated: ${name} -->\n${block.trim()}\n<!-- end: ${name} -->`;
      },
    );
    return [file, text];
  });
  if (unused.size > 0) throw new Error(`No document has a place for ${[...unused.keys()].join(', ')}`);
  return texts;
}

const conditions: Record<string, (over: number) => string> = {
  error: (over) => `error rate > ${over} %`,
  quality: (over) => `quality > ${over} % below stable`,
  latency: (over) => `p99 > ${over} % above stable`,
};

const consequences: Record<Policy['rules'][keyof Policy['rules']]['severity'], string> = {
  critical: 'rolled back at once',
  high: 'frozen and paged; the revert pull request asks',
  medium: 'observed for an hour, then asks',
};

function policyTable(): string {
  const { rules } = policySchema.parse({});
  return table(
    ['Rule', 'Crossed when', 'Severity', 'What happens', 'Who decides', 'Within'],
    Object.entries(rules).map(([name, { over, severity, decider, limit }]) => [
      code(name),
      conditions[name.split('-')[0] ?? '']?.(over) ?? '',
      severity,
      consequences[severity],
      decider === 'product-manager' ? 'product manager' : decider,
      `${limit / 60} min`,
    ]),
  );
}

function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
