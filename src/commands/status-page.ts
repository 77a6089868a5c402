import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Config } from '../config/schema.ts';
import { fail, messageOf } from '../errors/fail.ts';
import type { Log } from '../host/port.ts';
import { type LedgerEvent, looksOf, parseLedger } from '../live/ledger.ts';
import { ledgerFile, nojekyllFile, pageFile, type Snapshot } from '../live/snapshot.ts';
import type { Beside } from '../live/transact.ts';
import type { PageFacts, PromptFacts } from '../report/page/facts.ts';
import { pageOf } from '../report/page/model.ts';
import { renderPage } from '../report/page/render.ts';
import { stylesheet } from '../report/page/style.ts';
import type { Drift, PromptResult } from '../result.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** The page of these facts, as one HTML document. */
export function pageText(facts: PageFacts): string {
  return renderPage(pageOf(facts), createHash('sha256').update(stylesheet).digest('base64'));
}

/** Reads the ledger of a prompt in a snapshot. */
export type ReadLedger = (snapshot: Snapshot, prompt: string, branch: string) => readonly LedgerEvent[];

/** A reader that reads a ledger again only when it has grown: of many prompts one changes at a time. */
export function ledgerReader(): ReadLedger {
  const known = new Map<string, { readonly text: string; readonly events: readonly LedgerEvent[] }>();
  return ({ ledgers }, prompt, branch) => {
    const text = ledgers.get(prompt) ?? '';
    const before = known.get(prompt);
    if (before?.text === text) return before.events;
    const events = parseLedger(text, ledgerFile(prompt), branch);
    known.set(prompt, { text, events });
    return events;
  };
}

function promptFacts(
  snapshot: Snapshot,
  branch: string,
  id: string,
  drift: Drift | null,
  read: ReadLedger,
): PromptFacts {
  const events = read(snapshot, id, branch);
  const state = snapshot.states.get(id) ?? null;
  const damage = snapshot.damaged.get(id);
  const facts = { id, state, events, looksOf: (rollout: string) => looksOf(events, rollout), drift };
  return damage === undefined ? facts : { ...facts, damage: damage.message };
}

/** Writes the page of these prompts as `index.html` into a folder, and returns the file. Throws `page-unwritable`. */
export async function writePage(
  session: Session,
  { live }: View,
  snapshot: Snapshot,
  prompts: readonly Pick<PromptResult, 'prompt' | 'drift'>[],
  folder: string,
): Promise<string> {
  const read = ledgerReader();
  const text = pageText({
    repository: session.repository,
    liveBranch: live.branch,
    head: snapshot.head,
    at: session.clock.now().toISOString(),
    historyUrl: (await session.forge()).link({ branch: live.branch }),
    comparesBranch: true,
    prompts: prompts.map(({ prompt, drift }) => promptFacts(snapshot, live.branch, prompt, drift, read)),
  });
  const file = join(resolve(session.facts.workspace, folder), pageFile);
  try {
    await mkdir(resolve(session.facts.workspace, folder), { recursive: true });
    await replace(file, text);
  } catch (error) {
    throw fail('page-unwritable', { file, message: messageOf(error) }, error);
  }
  return file;
}

/** Whole or not at all: whoever reads sees the old page or the new one. */
async function replace(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** What the published page needs besides the live branch. */
export interface Publisher {
  readonly config: Config;
  readonly branch: string;
  readonly repository: string;
  readonly historyUrl: () => Promise<string | null>;
  readonly log: Log;
}

/**
 * The page as files that go into the same commit as what it shows. It knows nothing of the default branch. It never
 * throws: a page that cannot be made is a warning, and the commit goes without it.
 */
export function publishedPage(publisher: Publisher, read: ReadLedger): Beside {
  const { config, branch, repository, historyUrl, log } = publisher;
  return async (after, at) => {
    try {
      const left = [...after.states.keys(), ...after.damaged.keys()].filter(
        (id) => !Object.hasOwn(config.prompts, id),
      );
      const ids = [...Object.keys(config.prompts), ...left];
      const text = pageText({
        repository,
        liveBranch: branch,
        head: null,
        at,
        historyUrl: await historyUrl(),
        comparesBranch: false,
        prompts: ids.map((id) => promptFacts(after, branch, id, null, read)),
      });
      return new Map([
        [pageFile, text],
        [nojekyllFile, ''],
      ]);
    } catch (error) {
      log.warn(`The status page is not written with this commit: ${messageOf(error)}`);
      return new Map();
    }
  };
}
