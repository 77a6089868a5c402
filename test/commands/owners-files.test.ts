import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRunbook, readCodeOwners, readRunbook } from '../../src/commands/owners-files.ts';
import type { SourceRepo } from '../../src/git/port.ts';
import type { Log } from '../../src/host/port.ts';
import { type Bench, failureOf, startLocal } from '../git/support.ts';
import { commitFiles } from '../github/seed.ts';

const folder = '.prompt-rollout/runbooks';

describe('files of the owners on the default branch', () => {
  let bench: Bench;
  let warnings: string[];
  beforeEach(async () => {
    bench = await startLocal();
    warnings = [];
  });
  afterEach(() => bench.stop());

  const nothing = (): void => {};
  const log: Log = {
    info: nothing,
    progress: nothing,
    detail: nothing,
    tick: nothing,
    waiting: nothing,
    warn: (line) => warnings.push(line),
    error: nothing,
    debug: nothing,
  };

  async function withFiles(files: Parameters<typeof commitFiles>[1]['files']): Promise<SourceRepo> {
    await commitFiles(bench.bareDir, { branch: 'main', files, message: 'Start' });
    return bench.source();
  }

  it('are a runbook of the scenario, as it is', async () => {
    const source = await withFiles({ [`${folder}/latency.md`]: 'Call {{contacts}}.\n' });
    expect(await readRunbook(source, folder, 'latency')).toBe('Call {{contacts}}.\n');
    expect(await readRunbook(source, folder, 'quality')).toBe(null);
    expect(await readRunbook(source, 'elsewhere', 'latency')).toBe(null);
  });

  it('are refused with file, line and the nearest name; an incident takes the built-in runbook and warns', async () => {
    const source = await withFiles({ [`${folder}/latency.md`]: 'Call\n{{contact}}.\n' });
    const failure = await failureOf(readRunbook(source, folder, 'latency'));
    expect(failure.code).toBe('runbook-invalid');
    expect(failure.message).toBe(
      '.prompt-rollout/runbooks/latency.md:2: unknown placeholder {{contact}}, did you mean {{contacts}}?',
    );
    expect(await findRunbook(source, folder, 'latency', log)).toBe(null);
    expect(warnings).toEqual([`${failure.message} ${failure.cure}`]);
  });

  it('are no links, no folders, no binary files, and not endless', async () => {
    const source = await withFiles({
      [`${folder}/latency.md`]: { mode: '120000', content: '../../etc/passwd' },
      [`${folder}/quality.md/x`]: 'x',
      [`${folder}/cascade.md`]: 'x'.repeat(80_001),
      [`${folder}/error-rate.md`]: 'x'.repeat(20_001),
    });
    for (const scenario of ['latency', 'quality', 'cascade', 'error-rate'] as const)
      expect((await failureOf(readRunbook(source, folder, scenario))).code).toBe('runbook-invalid');
  });

  it('are CODEOWNERS in the place that GitHub reads first', async () => {
    const source = await withFiles({
      'docs/CODEOWNERS': '* @third\n',
      CODEOWNERS: '* @second\n',
      '.github/CODEOWNERS': '* @first\n/prompts/chat/ @chat\n',
      'prompts/chat/system.md': 'Be kind.\n',
      'prompts/support.md': 'You help.\n',
    });
    expect(await readCodeOwners(source, 'prompts/support.md')).toEqual(['@first']);
    expect(await readCodeOwners(source, 'prompts/chat')).toEqual(['@chat']);
  });

  it('may be missing', async () => {
    const source = await withFiles({ 'prompts/support.md': 'You help.\n', 'CODEOWNERS/x': '* @a\n' });
    expect(await readCodeOwners(source, 'prompts/support.md')).toEqual([]);
  });
});
