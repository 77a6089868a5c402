import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageText } from '../../src/commands/status-page.ts';
import type { PageFacts } from '../../src/report/page/facts.ts';
import { Tale } from '../report/page/tale.ts';
import { asking, badDay, factsOf, goodDay, hostile, onCourse, verified } from '../report/page/tales.ts';
import { violationsOf } from './axe.ts';
import { keepPicture, openDocument, startChromium } from './chromium.ts';

/** What others may write: markup, attributes, addresses, marks that turn the line around. */
const wicked = [
  '</style></title></h3><script>document.title = "owned"</script>',
  '<img src="http://evil.example/x.png" onerror="document.title = \'owned\'">',
  '" autofocus onfocus="document.title = \'owned\'" x="',
  "' style='background:url(http://evil.example/y.png)'",
  'javascript:document.title="owned"',
  '\u202egnp.exe',
  'word'.repeat(80),
];

const crowd = (): PageFacts => {
  const resting = Array.from(
    { length: 197 },
    (_, index) => new Tale(`team-${index % 7}-prompt-${index}`, `v1.${index}.0`),
  );
  return factsOf([asking(), verified(), onCourse(), ...resting].map((tale) => tale.facts()));
};

const documents = {
  'bad-day': pageText(badDay()),
  'good-day': pageText(goodDay()),
  empty: pageText(factsOf([], { head: null })),
  hostile: pageText(factsOf(wicked.map((text, index) => hostile(text, `untrusted-${index}`)))),
  'two-hundred': pageText(crowd()),
};

const forms = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  'phone-light': { colorScheme: 'light', viewport: { width: 360, height: 780 }, deviceScaleFactor: 2 },
  'phone-dark': { colorScheme: 'dark', viewport: { width: 360, height: 780 }, deviceScaleFactor: 2 },
} as const satisfies Record<string, BrowserContextOptions>;

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

/** Opens a page, and closes it when `look` is done; it may have complained of nothing. */
async function visit(
  document: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, complaints } = await openDocument(browser, document, options);
  try {
    await look(page);
    expect(complaints).toEqual([]);
  } finally {
    await page.context().close();
  }
}

const unfold = (page: Page) =>
  page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');

/** Every form of the page that has everything; of the others those in which they could differ. */
const views: readonly (readonly [keyof typeof documents, keyof typeof forms])[] = [
  ['bad-day', 'light'],
  ['bad-day', 'dark'],
  ['bad-day', 'phone-light'],
  ['bad-day', 'phone-dark'],
  ['good-day', 'light'],
  ['good-day', 'dark'],
  ['empty', 'light'],
  ['empty', 'phone-dark'],
  ['hostile', 'light'],
  ['hostile', 'phone-light'],
  ['two-hundred', 'phone-light'],
];

describe('the page', () => {
  it.each(views)('of %s is accessible, asks for nothing and fits its width: %s', async (name, form) => {
    const options = forms[form];
    await visit(documents[name], options, async (page) => {
      await keepPicture(page, `page-${name}-${form}`);
      await unfold(page);
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(options.viewport.width);
      expect(await page.evaluate(hidden)).toEqual([]);
    });
  });
});

/** Texts that run out of their box, which nothing clips on purpose. */
const hidden = `[...document.querySelectorAll('main p, main td, main th, main h3, main b, main summary, main li, main dd')]
  .filter((each) => each.checkVisibility() && each.getClientRects().length > 0)
  .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
  .map((each) => each.textContent.slice(0, 60))`;

describe('on a bad day', () => {
  it('says first what needs a person, with clocks', async () => {
    await visit(documents['bad-day'], forms.light, async (page) => {
      expect(await page.locator('h1').innerText()).toBe('4 things need a person');
      const items = page.locator('.attention li');
      expect(await items.count()).toBe(6);
      const first = (await items.first().innerText()).replaceAll('\u00a0', ' ');
      expect(first).toContain('customer-support A decision is due: v2.4.0 is frozen at 25 %');
      expect(first).toMatch(/expires \d\d:\d\d:\d\d UTC in 2 min 4 s/);
      const [top, fold] = [await items.last().boundingBox(), forms.light.viewport.height];
      expect((top?.y ?? fold) + (top?.height ?? 0)).toBeLessThan(fold);
    });
  });

  it('leads from what needs a person to where it is told', async () => {
    await visit(documents['bad-day'], forms.light, async (page) => {
      await page.locator('.attention a', { hasText: 'search-rerank' }).click();
      const incident = page.locator('details.incident:target');
      expect(await incident.locator('summary').innerText()).toContain('rollback did not help');
      expect(await incident.locator('.timeline li').count()).toBeGreaterThan(5);
      expect(await incident.locator('.marks').innerText()).toContain('traffic moved');
    });
  });

  it('draws both versions and the limits of each metric', async () => {
    await visit(documents['bad-day'], forms.light, async (page) => {
      const card = page.locator('article', { hasText: 'customer-support' }).first();
      const charts = card.getByRole('img', { name: /now .* on v2\.4\.0, .* on v2\.3\.0/ });
      expect(await charts.count()).toBe(3);
      for (const chart of await charts.all()) {
        const [line, other] = [chart.locator('.line.candidate'), chart.locator('.line.stable')];
        expect((await line.boundingBox())?.width).toBeGreaterThan(200);
        expect((await other.boundingBox())?.width).toBeGreaterThan(200);
        expect(await chart.locator('line.limit').count()).toBeGreaterThan(0);
      }
      expect(await card.locator('.over').innerText()).toBe('over the limit');
      expect(await card.locator('[aria-current=step]').innerText()).toContain('25');
    });
  });

  it('has the service levels, each with what it is the time of', async () => {
    await visit(documents['bad-day'], forms.light, async (page) => {
      const terms = await page.locator('.levels dt').allInnerTexts();
      expect(terms).toEqual([
        'Time to detect',
        'Time to route',
        'Time to verify',
        'Time to answer',
        'Promotions',
        'Rollbacks',
        'False rollbacks',
        'Questions',
      ]);
      expect(await page.locator('.levels .about').count()).toBe(terms.length);
    });
  });
});

describe('with the keyboard alone', () => {
  it('everything that does something is reached, in order, and is seen to be', async () => {
    await visit(documents['bad-day'], forms.light, async (page) => {
      const wanted = await page.locator('a:visible, summary:visible').count();
      const seen: string[] = [];
      for (let stop = 0; stop <= wanted; stop++) {
        await page.keyboard.press('Tab');
        const at = String(await page.evaluate(focused));
        if (at === 'BODY') break;
        seen.push(at);
      }
      expect(seen[0]).toContain('Skip to what matters now');
      expect(seen.filter((each) => each.endsWith('none'))).toEqual([]);
      expect(seen.length).toBeGreaterThanOrEqual(wanted);
    });
  });

  it('an incident unfolds and folds', async () => {
    await visit(documents['bad-day'], forms.light, async (page) => {
      const incident = page.locator('details:not([open])').first();
      const id = await incident.getAttribute('id');
      await incident.locator('summary').focus();
      await page.keyboard.press('Enter');
      expect(await page.locator(`#${id}[open] .timeline`).isVisible()).toBe(true);
      await page.keyboard.press('Space');
      expect(await page.locator(`#${id}[open]`).count()).toBe(0);
    });
  });

  const focused = `(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return 'BODY';
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return at.textContent.trim() + ' ' + (outlineStyle === 'none' || outlineWidth === '0px' ? 'none' : 'ring');
  })()`;
});

describe('hostile text', () => {
  it('is read and does nothing', async () => {
    await visit(documents.hostile, forms.light, async (page) => {
      expect(await page.title()).toBe('7 things need a person · acme/prompts');
      for (const forbidden of [
        'script',
        'img',
        'iframe',
        '[style]',
        '[onerror]',
        '[onfocus]',
        '[autofocus]',
        '[src]',
        'main style',
      ])
        expect(await page.locator(forbidden).count(), forbidden).toBe(0);
      const addresses = await page
        .locator('a')
        .evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''));
      expect(
        addresses.filter((address) => !/^(?:#|https:\/\/(?:github|forge)\.example\/)/.test(address)),
      ).toEqual([]);
      const text = await page.locator('main').innerText();
      expect(text).toContain('<script>document.title = "owned"</script>');
      expect(text).toContain('[U+202E]gnp.exe');
    });
  });

  it('could not run or fetch even if it became markup', async () => {
    const torn = documents.hostile.replace(
      '</h1>',
      '</h1><script>document.title = "owned"</script><img src="http://evil.example/">',
    );
    const { page, complaints } = await openDocument(browser, torn);
    expect(await page.title()).not.toBe('owned');
    expect(complaints.filter((each) => each.startsWith('request'))).toEqual([]);
    expect(
      complaints.filter((each) => each.includes('Content Security Policy')).length,
    ).toBeGreaterThanOrEqual(2);
    await page.context().close();
  });
});

describe('two hundred prompts', () => {
  it('are all listed, those that need a person on top', async () => {
    await visit(documents['two-hundred'], forms.light, async (page) => {
      const table = page.getByRole('table', { name: 'Prompts' });
      expect(await table.getByRole('row').count()).toBe(201);
      expect(await table.getByRole('rowheader').first().innerText()).toBe('customer-support');
    });
  });

  it('stay a table for a screen reader on a phone', async () => {
    await visit(documents['two-hundred'], forms['phone-light'], async (page) => {
      const table = page.getByRole('table', { name: 'Prompts' });
      expect(await table.getByRole('columnheader').count()).toBe(6);
      expect(await table.getByRole('cell').count()).toBe(1000);
    });
  });
});
