import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What is wrong with a page for people who do not see, hear or point: rule and place, by axe-core. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    `axe.run(document).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' at ' + target + ': ' + failureSummary)))`,
  );
  if (!Array.isArray(found)) throw new Error('axe-core found nothing to look at');
  return found.map(String);
}
