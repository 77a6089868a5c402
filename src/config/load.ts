import { fail } from '../errors/fail.ts';
import { issueText } from './issue-text.ts';
import { type Named, namedIn, nothingNamed } from './named.ts';
import { printable } from './printable.ts';
import { describeProblems, type Located, locateProblems } from './problems.ts';
import { type Config, configSchema } from './schema.ts';
import { type Place, readYaml, YamlProblem, type YamlText } from './yaml.ts';

export { type ResolvedPrompt, resolvePrompt } from './resolve.ts';

const mostBytes = 1024 * 1024;

/**
 * The configuration in `text`, checked and with all defaults; durations are in seconds. `file` is the name
 * for messages. Throws `config-too-large` (over 1 MB), `config-syntax` and `config-invalid`, the last with
 * all problems at once.
 */
export function parseConfig(text: string, file = 'prompt-rollout.yml'): Config {
  const { config, located } = checkConfig(text, file);
  if (config !== null) return config;
  throw fail('config-invalid', { file, problems: describeProblems(file, located) });
}

/** What is to be said of a configuration: `config` is null when there are problems. */
export interface CheckedConfig {
  readonly config: Config | null;
  /** The files that it names, as far as that can be told. */
  readonly named: Named;
  readonly located: Located;
  /** Where a path stands in the file. */
  placeOf(path: readonly PropertyKey[]): Place;
}

/** The same with problems as data. Throws `config-too-large`, and `config-syntax` with the YamlProblem as its cause. */
export function checkConfig(text: string, file: string): CheckedConfig {
  const bytes = Buffer.byteLength(text);
  if (bytes > mostBytes) throw fail('config-too-large', { file, bytes });
  const { value, placeOf } = readConfigYaml(text, file);
  const refused = (located: Located, named: Named): CheckedConfig => ({
    config: null,
    named,
    located,
    placeOf,
  });
  if (value === null)
    return refused(
      { problems: [{ line: 1, column: 1, message: 'is empty: `prompts` is missing' }], rest: 0 },
      nothingNamed,
    );
  const result = configSchema.safeParse(value, { error: issueText, reportInput: true });
  if (!result.success) return refused(locateProblems(result.error.issues, placeOf), namedIn(value));
  return { config: result.data, named: result.data, located: { problems: [], rest: 0 }, placeOf };
}

function readConfigYaml(text: string, file: string): YamlText {
  try {
    return readYaml(text, { strict: true });
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    throw fail('config-syntax', { file, line: error.line, message: printable(error.message, 200) }, error);
  }
}
