import { expect, it, vi } from 'vitest';
import { reportFailure } from '../../src/commands/run.ts';
import { fail } from '../../src/errors/fail.ts';
import { terminalHost } from '../../src/host/terminal.ts';
import { resultError } from '../../src/result.ts';

it('several problems of a configuration have a line each, and the cure comes last', () => {
  const chunks: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    chunks.push(String(chunk));
    return true;
  });
  const problems = 'x.yml:1: bake: expected a duration\nx.yml:2: stages: expected a list';
  const failure = resultError(fail('config-invalid', { problems, file: 'x.yml' }));
  reportFailure(terminalHost(['status'], {}), failure, null);
  write.mockRestore();
  const lines = chunks.join('').split('\n');
  expect(lines[0]).toBe('error: config-invalid: x.yml:1: bake: expected a duration');
  expect(lines[1]).toBe('  x.yml:2: stages: expected a list');
  expect(lines.at(-2)).toMatch(/^ {2}cure: Mend x\.yml/);
});
