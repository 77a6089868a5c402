import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { expectEmpty } from '../../src/demo/keep.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keep-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('a demo is kept in a folder that is new or empty', async () => {
  await expectEmpty(folder);
  await expectEmpty(join(folder, 'new', 'one'));
});

it('a folder that holds something, and a file, are refused with what to give', async () => {
  const file = join(folder, 'summary.md');
  await writeFile(file, 'of the demo before');
  const refusal = { code: 'input-invalid', cure: 'Set `keep` to a new or empty folder.' };
  await expect(expectEmpty(folder)).rejects.toMatchObject(refusal);
  await expect(expectEmpty(file)).rejects.toMatchObject(refusal);
});
