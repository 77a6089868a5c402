import { fail } from '../errors/fail.ts';
import { issueText } from './issue-text.ts';
import { printable } from './printable.ts';
import { describeProblems } from './problems.ts';
import { type Config, configSchema } from './schema.ts';
import { readYaml, YamlProblem, type YamlText } from './yaml.ts';

export { type ResolvedPrompt, resolvePrompt } from './resolve.ts';

const mostBytes = 1024 * 1024;

/**
 * The configuration in `text`, checked and with all defaults; durations are in seconds. `file` is the name
 * for messages. Throws `config-too-large` (over 1 MB), `config-syntax` and `config-invalid`, the last with
 * all problems at once.
 */
export function parseConfig(text: string, file = 'prompt-rollout.yml'): Config {
  const bytes = Buffer.byteLength(text);
  if (bytes > mostBytes) throw fail('config-too-large', { file, bytes });
  const { value, lineOf } = readConfigYaml(text, file);
  if (value === null)
    throw fail('config-invalid', { file, problems: `${file}:1: is empty: \`prompts\` is missing` });
  const result = configSchema.safeParse(value, { error: issueText, reportInput: true });
  if (result.success) return result.data;
  throw fail('config-invalid', { file, problems: describeProblems(file, result.error.issues, lineOf) });
}

function readConfigYaml(text: string, file: string): YamlText {
  try {
    return readYaml(text, { strict: true });
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    throw fail('config-syntax', { file, line: error.line, message: printable(error.message, 200) }, error);
  }
}
