import { type PostmortemSection, postmortemLabels, postmortemSections } from './postmortem-sections.ts';

/**
 * The issue form for a post-mortem that a person files, as YAML: `.github/ISSUE_TEMPLATE/postmortem.yml`.
 * Format: GitHub's form schema, in which every text may be a double-quoted (JSON) scalar.
 */
export function postmortemTemplate(): string {
  const head = [
    '# Generated from the sections of the post-mortem issue; change them there.',
    'name: Post-mortem',
    `description: ${quoted('A prompt harmed users: what happened, why, and what changes. Blameless.')}`,
    `title: ${quoted('Post-mortem: ')}`,
    `labels: [${postmortemLabels.map(quoted).join(', ')}]`,
    'body:',
  ];
  return `${[...head, ...postmortemSections.flatMap(element)].join('\n')}\n`;
}

function element({ id, heading, guidance, options }: PostmortemSection): string[] {
  const attributes = [`      label: ${quoted(heading)}`, `      description: ${quoted(guidance)}`];
  const choice =
    options === undefined
      ? []
      : ['      options:', ...options.map((option) => `        - ${quoted(option)}`), '      default: 0'];
  return [
    `  - type: ${options === undefined ? 'textarea' : 'dropdown'}`,
    `    id: ${id}`,
    '    attributes:',
    ...attributes,
    ...choice,
    '    validations:',
    `      required: ${id === 'summary'}`,
  ];
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
