import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where distributions put it; PROMPT_ROLLOUT_CHROMIUM names another place. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts Chromium without a window. Throws with what to do when none is installed. */
export function launch(): Promise<Browser> {
  const executablePath = process.env.PROMPT_ROLLOUT_CHROMIUM ?? places.find((place) => existsSync(place));
  if (executablePath === undefined)
    throw new Error(
      'No Chromium was found: install it (apt-get install chromium), or set PROMPT_ROLLOUT_CHROMIUM.',
    );
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
