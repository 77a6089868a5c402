import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue, type ErrorCode, errorCodes } from '../../src/errors/catalogue.ts';
import type { CatalogueEntry } from '../../src/errors/entry.ts';
import { Failure, fail, messageOf } from '../../src/errors/fail.ts';

const entries: readonly (readonly [ErrorCode, CatalogueEntry])[] = errorCodes.map((code) => [
  code,
  catalogue[code],
]);
const texts = ({ what, causes, cure }: CatalogueEntry): string[] => [what, ...causes, cure];
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '');
const parametersOf = (entry: CatalogueEntry): string[] => [...new Set(texts(entry).flatMap(placeholders))];

/** Every group of the catalogue, found on disk, so that none can be forgotten. */
async function groups(): Promise<Record<string, CatalogueEntry>[]> {
  const folder = new URL('../../src/errors/', import.meta.url);
  const frame = ['catalogue.ts', 'entry.ts', 'fail.ts'];
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !frame.includes(file));
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
  return modules.flatMap((module) => Object.values<Record<string, CatalogueEntry>>(module));
}

describe('the catalogue', () => {
  it('holds every group, and no code twice', async () => {
    const codes = (await groups()).flatMap((group) => Object.keys(group));
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.sort()).toEqual([...errorCodes].sort());
  });

  it('has codes in kebab case', () => {
    for (const code of errorCodes) expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
  });

  it.each(entries)('%s says what happened, why, and how to mend it', (_, entry) => {
    expect(entry.what).toMatch(/\S/);
    expect(entry.causes.length).toBeGreaterThan(0);
    for (const cause of entry.causes) expect(cause).toMatch(/^\S.*\.$/s);
    expect(entry.cure).toMatch(/\S/);
    expect(new Set(entry.causes).size).toBe(entry.causes.length);
  });

  it.each(entries)('%s has only placeholders that can be filled', (_, entry) => {
    for (const name of parametersOf(entry)) expect(name).toMatch(/^\w+$/);
    for (const text of texts(entry)) expect(text.replace(/\{\w+\}/g, '')).not.toMatch(/[{}]/);
  });
});

describe('a failure', () => {
  it.each(entries)('%s has every placeholder filled', (code, entry) => {
    const parameters = Object.fromEntries(parametersOf(entry).map((name) => [name, `<${name}>`]));
    const { message, causes, cure } = new Failure(code, parameters);
    const filled = [message, ...causes, cure];
    for (const text of filled) expect(text).not.toMatch(/[{}]/);
    for (const value of Object.values(parameters)) expect(filled.join('\n')).toContain(value);
  });

  it('carries code, texts and the error underneath', () => {
    const cause = new Error('underneath');
    const failure = fail('prompt-unknown', { prompt: 'suport', known: 'support, summary' }, cause);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).toMatchObject({
      name: 'Failure',
      code: 'prompt-unknown',
      message: 'There is no prompt "suport".',
      cure: 'Use one of: support, summary.',
      cause,
    });
    expect(fail('reason-missing', {})).not.toHaveProperty('cause');
  });

  it('takes values as they are: no patterns, no placeholders in them', () => {
    const failure = fail('prompt-unknown', { prompt: "$& $1 {known} $'", known: '{prompt}' });
    expect(failure.message).toBe(`There is no prompt "$& $1 {known} $'".`);
    expect(failure.cure).toBe('Use one of: {prompt}.');
  });

  it('shows nothing and zero as such', () => {
    expect(fail('push-contended', { attempts: 0 }).message).toContain('each of 0 attempts');
    expect(fail('prompt-unknown', { prompt: '', known: '' }).message).toBe('There is no prompt "".');
  });
});

describe('messageOf', () => {
  it('is the message of an error, and anything else as text', () => {
    expect(messageOf(new TypeError('no'))).toBe('no');
    expect(messageOf('text')).toBe('text');
    expect(messageOf(undefined)).toBe('undefined');
  });
});
