import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { documents } from '../.config/generated.ts';
import { checkRunbook } from '../src/config/runbook-file.ts';
import { configSchema } from '../src/config/schema.ts';
import { signedHeaders } from '../src/http/signature.ts';
import { inputNames } from '../src/inputs.ts';
import { REPOSITORY_ROOT } from './github/env.ts';

const files = [...documents, '.github/CONTRIBUTING.md', '.github/SECURITY.md'];
const read = (file: string): string => readFileSync(join(REPOSITORY_ROOT, file), 'utf8');
const texts = new Map(files.map((file) => [file, read(file)]));
const all = [...texts.values()].join('\n');

/** The code blocks of a language, without the indent of the list that one stands in. */
function blocks(language: string): string[] {
  return [...all.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^\\1\`\`\`$`, 'gm'))].map(
    ([, indent = '', text = '']) => text.replace(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

const keys = Object.keys(configSchema.shape);
const snippets = blocks('yaml')
  .map((text): Record<string, unknown> => parse(text))
  .filter((snippet) => Object.keys(snippet).every((key) => keys.includes(key)));

describe('what the documents show to copy', () => {
  test.each(snippets.map((snippet) => [Object.keys(snippet).join(), snippet]))(
    '%s is valid',
    (_, snippet) => {
      const prompts = { 'customer-support': { path: 'prompts/customer-support.md' } };
      expect(configSchema.safeParse({ prompts, ...snippet }).error?.issues).toBeUndefined();
    },
  );

  test('there are such snippets', () => expect(snippets.length).toBeGreaterThan(6));

  test('the runbook is one that is taken', () => {
    const runbook = blocks('markdown').find((text) => text.includes('{{')) ?? '';
    expect(checkRunbook(runbook, 'error-rate.md')).toBe(runbook);
  });

  test('the inputs of its workflows are inputs', () => {
    const named = blocks('yaml').flatMap((text) => {
      const { with: given = {} }: { with?: object } = parse(text);
      return Object.keys(given);
    });
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((name) => !inputNames.some((input) => input === name))).toEqual([]);
  });

  test('the check of signatures takes ours, and no other body, secret or day', async () => {
    const code = blocks('js').find((text) => text.includes('isGenuine')) ?? '';
    const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
    const { isGenuine } = await import(/* @vite-ignore */ url);
    const body = '{"title":"ünïcode"}';
    const headers = signedHeaders('secret', new Date(), body);
    expect(isGenuine('secret', headers, body)).toBe(true);
    expect(isGenuine('secret', headers, `${body} `)).toBe(false);
    expect(isGenuine('other', headers, body)).toBe(false);
    expect(isGenuine('secret', signedHeaders('secret', new Date(0), body), body)).toBe(false);
    expect(isGenuine('secret', {}, body)).toBe(false);
  });
});

/** The names that GitHub gives to headings, so that links can go there. */
function anchors(text: string): string[] {
  const headings = text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#{1,6} (.+)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Links to other places of this repository: where they stand, and where they lead. */
const links = files.flatMap((file) =>
  [
    ...(texts.get(file) ?? '').replace(/`[^`\n]*`/g, '').matchAll(/\]\((?!https?:)([^)#\s]*)(#[^)\s]*)?\)/g),
  ].map(([, path = '', anchor = '']) => ({
    file,
    to: path === '' ? file : normalize(join(dirname(file), path)),
    anchor: anchor.slice(1),
  })),
);

describe('links', () => {
  test('lead to files that are there', () => {
    expect(links.length).toBeGreaterThan(30);
    expect(links.filter(({ to }) => !existsSync(join(REPOSITORY_ROOT, to)))).toEqual([]);
  });

  test('lead to headings that are there', () => {
    const lost = links.filter(
      ({ to, anchor }) => anchor !== '' && !anchors(texts.get(to) ?? read(to)).includes(anchor),
    );
    expect(lost).toEqual([]);
  });

  test('lead from the front page to every document', () => {
    const linked = links.filter(({ file }) => file === 'README.md').map(({ to }) => to);
    expect(documents.filter((name) => name !== 'README.md' && !linked.includes(name))).toEqual([]);
  });
});
