import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { parseConfig, resolvePrompt } from '../../src/config/load.ts';
import { Failure } from '../../src/errors/fail.ts';
import { good } from '../config/samples.ts';
import { mangled, mutated } from './mutations.ts';

const tally = { read: 0, refused: 0 };

/** A configuration that can be used for every prompt, or an error of the catalogue that names a line. */
function endsWell(text: string): void {
  try {
    const config = parseConfig(text);
    for (const id of Object.keys(config.prompts))
      expect(resolvePrompt(config, id).stages.at(-1)?.weight).toBe(100);
    tally.read += 1;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tally.refused += 1;
    expect(['config-syntax', 'config-invalid']).toContain(error.code);
    expect(error.message).toMatch(/(?:line |prompt-rollout\.yml:)\d+/);
    expect(error.message).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
    expect(error.message.length).toBeLessThan(100_000);
    expect(error.cure).not.toBe('');
  }
}

it('a configuration that somebody edited is read or refused, with the line', () => {
  fc.assert(fc.property(mutated(...Object.values(good)), endsWell), { numRuns: 2000 });
  const values = Object.values(good).map((text) => parse(text.replace(/^\ufeff/, '')));
  const any = fc.constantFrom(...values).chain((value) => mangled(value));
  fc.assert(
    fc.property(any, (value) => endsWell(stringify(value))),
    { numRuns: 1500 },
  );
  console.log(`configurations: ${tally.read} read, ${tally.refused} refused`);
  expect(tally.read).toBeGreaterThan(100);
  expect(tally.refused).toBeGreaterThan(1000);
});

it('any bytes, read as the text that they are, end the same way', () => {
  const bytes = fc.uint8Array({ maxLength: 400 }).map((all) => Buffer.from(all).toString('utf8'));
  fc.assert(fc.property(bytes, endsWell), { numRuns: 1500 });
  console.log('bytes as a configuration: 1500 inputs');
});
