import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where pictures are kept for people to look at. */
const artefacts = new URL('../../artefacts/', import.meta.url).pathname;

/** Where distributions put it; PROMPT_ROLLOUT_CHROMIUM names another place. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A page that was opened, and everything that it did which it should not. */
export interface Opened {
  readonly page: Page;
  /** Console messages of any kind, uncaught errors, and addresses that were asked for. */
  readonly complaints: readonly string[];
}

/** Starts Chromium without a window. Whoever starts it closes it. Throws with what to do when none is installed. */
export function startChromium(): Promise<Browser> {
  const executablePath = process.env.PROMPT_ROLLOUT_CHROMIUM ?? places.find((place) => existsSync(place));
  if (executablePath === undefined)
    throw new Error(
      'No Chromium was found: install it (apt-get install chromium), or set PROMPT_ROLLOUT_CHROMIUM.',
    );
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--force-color-profile=srgb'] });
}

/** Opens a document as a page of its own, as from a web server, without any network. The caller closes its context. */
export async function openDocument(
  browser: Browser,
  document: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const address = 'http://status.example/';
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  await context.route('**/*', async (route) => {
    const url = route.request().url();
    if (url === address) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: document });
    complaints.push(`request: ${url}`);
    return route.abort();
  });
  await page.goto(address, { waitUntil: 'load' });
  return { page, complaints };
}

/** Keeps a picture of the whole page as `artefacts/<name>.png`. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await mkdir(artefacts, { recursive: true });
  await page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: true });
}
