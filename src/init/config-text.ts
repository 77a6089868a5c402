import { Document, isMap, isScalar } from 'yaml';
import { configJsonSchema } from '../config/json-schema.ts';
import { schemaAddress } from './action.ts';
import type { FoundPrompt } from './find-prompts.ts';
import { optionLines, wrapped } from './options.ts';

/** A prompt for the configuration, with its owners by CODEOWNERS. */
export interface ConfiguredPrompt extends FoundPrompt {
  readonly owners: readonly string[];
}

/**
 * The text of a new configuration: the prompts, and below them every option as a comment. `hint` is what was seen of a
 * metrics source; null when nothing was.
 */
export function configText(prompts: readonly ConfiguredPrompt[], hint: string | null): string {
  const head = [
    `# yaml-language-server: $schema=${schemaAddress}`,
    ...wrapped(
      'Which prompts are released, and how. Read from the default branch only. Every option stands below with its default; take away the # of a line (and of those it lies in) to change it.',
      '# ',
    ),
  ];
  const metrics = wrapped(
    `Nothing is promoted without metrics: set \`metrics\` before the first rollout.${hint === null ? '' : ` ${hint}`}`,
    '# ',
  );
  return `${[...head, '', promptsText(prompts).trimEnd(), '', ...metrics, ...optionLines(configJsonSchema())].join('\n')}\n`;
}

function promptsText(prompts: readonly ConfiguredPrompt[]): string {
  const entries = prompts.map(({ id, path, owners }) => [
    id,
    owners.length === 0 ? { path } : { path, owners },
  ]);
  const document = new Document({ prompts: Object.fromEntries(entries) });
  for (const { id, versions } of prompts) {
    const path = document.getIn(['prompts', id, 'path'], true);
    if (versions > 1 && isScalar(path))
      path.comment = ` the newest of ${versions}; name the next one here to release it`;
    const owners = document.getIn(['prompts', id, 'owners'], true);
    if (owners !== undefined && !isMap(owners) && typeof owners === 'object' && owners !== null)
      Object.assign(owners, { flow: true });
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
