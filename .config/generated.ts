import { stringify } from 'yaml';
import { configJsonSchema } from '../src/config/json-schema.ts';
import { configReference } from '../src/config/reference.ts';
import { catalogue } from '../src/errors/catalogue.ts';
import { type InputName, inputNames, inputs, outputs } from '../src/inputs.ts';
import { outcomes } from '../src/reasons.ts';
import { noticeEvents } from '../src/report/notice.ts';
import { postmortemTemplate } from '../src/report/postmortem-template.ts';
import { placeholders } from '../src/report/runbook-template.ts';

type Read = (file: string) => string;

/** Every generated file with its text. `README.md` keeps what stands outside its marked blocks. */
export function generated(read: Read): Map<string, string> {
  const readme = Object.entries(blocks()).reduce(
    (text, [name, block]) => replaceBlock(text, name, block),
    read('README.md'),
  );
  return new Map([
    ['action.yml', actionYaml()],
    ['README.md', readme],
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

function replaceBlock(text: string, name: string, block: string): string {
  const begin = `<!-- generated: ${name} -->`;
  const end = `<!-- end: ${name} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md has no block "${name}"`);
  return `${text.slice(0, from + begin.length)}\n${block.trim()}\n${text.slice(to)}`;
}

function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
