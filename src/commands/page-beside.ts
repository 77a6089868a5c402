import type { Forge } from '../forge/port.ts';
import type { Log } from '../host/port.ts';
import type { Beside } from '../live/transact.ts';
import type { ReadLedger } from './status-page.ts';
import type { View } from './view.ts';

/** Puts the status page beside what is committed. Nothing of it is loaded before there is something to commit. */
export function pageWriter(repository: string, forge: () => Promise<Forge>, log: Log): (view: View) => View {
  let loaded: Promise<{
    readonly page: typeof import('./status-page.ts');
    readonly read: ReadLedger;
  }> | null = null;
  return (view) => {
    const { config, live } = view;
    const { branch } = live;
    const beside: Beside = async (after, at) => {
      loaded ??= import('./status-page.ts').then((page) => ({ page, read: page.ledgerReader() }));
      const { page, read } = await loaded;
      const historyUrl = async (): Promise<string | null> => (await forge()).link({ branch });
      return page.publishedPage({ config, branch, repository, historyUrl, log }, read)(after, at);
    };
    return { ...view, live: { ...live, beside } };
  };
}
