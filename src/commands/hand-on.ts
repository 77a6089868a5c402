import { renderManifest } from '../live/manifest.ts';
import { readSnapshot, type Snapshot } from '../live/snapshot.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/**
 * Hands the manifest on to every receiver, and again for as long as the live branch has moved on meanwhile: a receiver
 * keeps what it got last, and a slow one must not end with what another run has taken back. Every receiver is tried;
 * throws the first failure.
 */
export async function handOn(session: Session, { config, live }: View, from: Snapshot): Promise<void> {
  let snapshot = from;
  for (;;) {
    const manifest = renderManifest(snapshot.manifest);
    const commit = snapshot.head ?? '';
    const results = await Promise.allSettled(
      session.deliveries(config).map(async (delivery) => {
        await delivery.deliver(manifest, commit);
        session.log.info(`flags.json handed on: ${delivery.name}`);
      }),
    );
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    snapshot = readSnapshot(await live.read(), live.branch);
    if (renderManifest(snapshot.manifest) === manifest) return;
    session.log.info('The live branch has moved meanwhile: flags.json is handed on once more.');
  }
}
