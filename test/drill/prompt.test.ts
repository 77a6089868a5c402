import { expect, it } from 'vitest';
import { drillPath } from '../../src/drill/names.ts';
import { createPrompt } from '../../src/drill/prompt.ts';
import { resolveVersion } from '../../src/prompts/version.ts';
import { memorySource } from '../prompts/memory-source.ts';

const id = 'drill-20260304-050607-0af9';
const place = { id, path: drillPath(id) };

it('serves the version that was released last, as if it were on the default branch', async () => {
  const prompt = createPrompt(id);
  const source = prompt.on(memorySource({ 'a.md': 'A' }));
  expect(await source.entry(place.path)).toBeNull();
  expect(await source.size(place.path)).toBeNull();
  prompt.release('v1');
  const first = await resolveVersion(source, place);
  prompt.release('v2');
  const second = await resolveVersion(source, place);
  expect([first.label, second.label]).toEqual(['v1', 'v2']);
  expect(first.digest).not.toBe(second.digest);
});

it('leaves the rest of the branch as it is, and names no author', async () => {
  const prompt = createPrompt(id);
  const real = { ...memorySource({ 'a.md': 'A' }), author: async () => ({ name: 'Al', email: 'al@x' }) };
  const source = prompt.on(real);
  prompt.release('v1');
  expect(await source.entry('a.md')).toEqual(await real.entry('a.md'));
  expect(await source.files('a.md', { limit: 9 })).toEqual(await real.files('a.md', { limit: 9 }));
  expect(await source.size('a.md')).toBe(1);
  expect(source.pushRevert).toBe(real.pushRevert);
  expect(await source.author(real.head)).toBeNull();
});
