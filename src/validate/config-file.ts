import { checkConfig } from '../config/load.ts';
import { type Named, nothingNamed } from '../config/named.ts';
import { printable } from '../config/printable.ts';
import type { Config } from '../config/schema.ts';
import { type Place, YamlProblem } from '../config/yaml.ts';
import { Failure, fail } from '../errors/fail.ts';
import { type Finding, findingOf } from './finding.ts';

const top = { line: 1, column: 1 };

/** A configuration that was read; null with the findings that say why it cannot be used. */
export interface ReadConfig {
  readonly config: Config | null;
  /** The files that it names, as far as that can be told. */
  readonly named: Named;
  readonly findings: readonly Finding[];
  placeOf(path: readonly PropertyKey[]): Place;
}

/** Checks the bytes of a configuration: everything that can be said of it without looking at anything else. */
export function readConfig(bytes: Buffer, file: string): ReadConfig {
  try {
    const { config, named, located, placeOf } = checkConfig(textOf(bytes, file), file);
    const found = located.problems.map(({ line, column, message }) =>
      findingOf(fail('config-invalid', { file, problems: message }), file, { line, column }),
    );
    const more = `and ${located.rest} more problems of this kind`;
    const rest =
      located.rest === 0 ? [] : [findingOf(fail('config-invalid', { file, problems: more }), file, top)];
    return { config, named, findings: [...found, ...rest], placeOf };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const place = error.cause instanceof YamlProblem ? error.cause : top;
    const message = error.cause instanceof YamlProblem ? printable(error.cause.message, 200) : error.message;
    const findings = [{ ...findingOf(error, file, place), message }];
    return { config: null, named: nothingNamed, findings, placeOf: () => top };
  }
}

function textOf(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw fail('config-syntax', { file, line: 1, message: 'it is not UTF-8 text' }, error);
  }
}
