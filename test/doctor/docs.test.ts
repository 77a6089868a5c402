import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checks } from '../../src/doctor/checks.ts';
import { inputNames } from '../../src/inputs.ts';
import { outcomes } from '../../src/reasons.ts';
import { REPOSITORY_ROOT } from '../github/env.ts';

const text = readFileSync(join(REPOSITORY_ROOT, 'docs/doctor.md'), 'utf8');

test('the documentation lists every check, in their order, and no other', () => {
  const table = /<!-- the table of src\/doctor\/checks\.ts -->\n([\s\S]*?)<!-- end -->/.exec(text)?.[1] ?? '';
  const rows = Object.values(checks).map(({ title, about }) => `| ${title} | ${about} |`);
  expect(table.trim().split('\n').slice(2)).toEqual(rows);
});

test('the reason codes in it are those that the doctor ends with', () => {
  const named = [...text.matchAll(/`(doctor-[a-z]+)`/g)].map(([, code]) => code);
  const known = Object.keys(outcomes).filter((code) => code.startsWith('doctor-'));
  expect([...new Set(named)].sort()).toEqual(known.sort());
});

test('its workflow passes only inputs that the action has', () => {
  const block = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const [step] = parse(block).jobs.doctor.steps;
  expect(step.with.command).toBe('doctor');
  for (const name of Object.keys(step.with)) expect(inputNames).toContain(name);
});
