import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { mermaidScript } from '../../.config/mermaid.ts';
import { startChromium } from './chromium.ts';
import { allowedElements, emptyPage, rendered } from './markdown.ts';

const golden = new URL('../report/golden/', import.meta.url).pathname;
const inPage = new URL('in-page.js', import.meta.url).pathname;
const pictures = new URL('../../artefacts/pictures/', import.meta.url).pathname;

/** Reports as people open them: what is a fragment of one is seen in there. */
const files = readdirSync(golden).filter((name) =>
  /^(summary|revert-pr|postmortem|incident).*\.md$/.test(name),
);

let browser: Browser;
let tab: Page;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await startChromium();
  tab = await browser.newPage();
  await tab.setContent(emptyPage);
  // The script is large: it is read once, and each report takes the place of the one before.
  await tab.addScriptTag({ path: mermaidScript() });
  await tab.addScriptTag({ path: inPage });
});
afterAll(() => browser?.close());

/** The body of a golden file: a file with a title and labels has these first. */
function bodyOf(name: string): string {
  const text = readFileSync(join(golden, name), 'utf8');
  return text.startsWith('title: ') ? text.slice(text.indexOf('\n\n') + 2) : text;
}

const inspected = z.object({
  elements: z.array(z.string()),
  /** Of each table, the numbers of cells that its rows have. */
  tables: z.array(z.array(z.number())),
  headings: z.array(z.number()),
  /** Of each diagram, how many lines were drawn. */
  lines: z.array(z.number()),
  text: z.string(),
  /** Pixels by which the page is wider than the screen. */
  wide: z.number(),
});

/** Shows the report in that width, its folded parts open and its diagrams drawn; tells what is in it. */
async function look(name: string, width: number): Promise<z.output<typeof inspected>> {
  await tab.setViewportSize({ width, height: 900 });
  expect(await tab.evaluate(`show(${JSON.stringify(rendered(bodyOf(name)))})`)).toEqual([]);
  await tab.screenshot({ path: join(pictures, `${name}.${width}.png`), fullPage: true });
  return inspected.parse(await tab.evaluate('inspect()'));
}

it('has reports to show', () => {
  expect(files).toContain('summary-rolled-back.md');
  expect(files.length).toBeGreaterThan(10);
});

describe.each(files)('%s', (name) => {
  it('is drawn as it is meant in the width of GitHub', async () => {
    const found = await look(name, 1012);
    expect(found.elements.filter((element) => !allowedElements.includes(element))).toEqual([]);
    for (const columns of found.tables) expect(columns).toHaveLength(1);
    for (const [index, level] of found.headings.entries())
      expect(level - (found.headings[index - 1] ?? level)).toBeLessThanOrEqual(1);
    const blocks = bodyOf(name).match(/^```mermaid$/gm) ?? [];
    expect(found.lines).toHaveLength(blocks.length);
    for (const lines of found.lines) expect(lines).toBeGreaterThanOrEqual(2);
    expect(found.text).not.toMatch(/undefined|\[object|NaN/);
    expect(found.wide).toBe(0);
  });

  it('does not scroll sideways on a phone, but for tables and code by themselves', async () => {
    expect((await look(name, 390)).wide).toBe(0);
  });
});
