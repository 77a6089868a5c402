import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { REPOSITORY_ROOT } from '../github/env.ts';

it('the threat model names a control and a test for each threat, and every file that it names is there', () => {
  const page = readFileSync(join(REPOSITORY_ROOT, '.github/SECURITY.md'), 'utf8');
  const [, threats = ''] = /\n## Threats[^\n]*\n([\s\S]*?)\n## /.exec(page) ?? [];
  const rows = threats
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1);
  expect(rows.length).toBeGreaterThan(12);
  for (const row of rows) {
    const [, threat = '', control = '', shown = ''] =
      row.split(' | ').length === 3 ? ['', ...row.split(' | ')] : [];
    expect(threat, row).toMatch(/\S/);
    expect(control, row).toMatch(/\S/);
    expect(shown, row).toMatch(/`[\w/-]+(?:\.test)?\.ts`/);
  }
  const files = [...page.matchAll(/`((?:src\/|\.github\/)?[\w/-]+\.(?:test\.ts|ts|yml|md))`/g)].map(
    ([, file = '']) => file,
  );
  const missing = files.filter(
    (file) =>
      !['prompt-rollout.yml'].includes(file) &&
      ![file, `test/${file}`].some((each) => existsSync(join(REPOSITORY_ROOT, each))),
  );
  expect(missing).toEqual([]);
});
