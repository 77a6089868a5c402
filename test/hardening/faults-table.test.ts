import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { areas, faultTables } from './faults/table.ts';

const page = new URL('../../docs/faults.md', import.meta.url);
const mark = '<!-- The tables below are made from test/hardening/faults/. -->';

describe('docs/faults.md', () => {
  it('has a row for each scenario, and no other', () => {
    const [before = ''] = readFileSync(page, 'utf8').split(mark);
    const wanted = `${before}${mark}\n\n${faultTables()}`;
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(page, wanted);
    expect(readFileSync(page, 'utf8')).toBe(wanted);
  });

  it('names each scenario once', () => {
    const names = areas.flatMap(({ cases }) => Object.keys(cases));
    expect(new Set(names).size).toBe(names.length);
    const perArea = areas.map(({ heading, cases }) => `${heading} ${Object.keys(cases).length}`);
    console.log(`faults: ${names.length} scenarios: ${perArea.join(', ')}`);
  });

  it.each(areas)('every scenario of "$heading" is played', ({ file, name }) => {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8');
    expect(text).toMatch(new RegExp(`^proveAll\\('\\w+', ${name}\\);$`, 'm'));
  });
});
