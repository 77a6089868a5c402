import { REPO, type Run, type World } from '../scenarios/world.ts';
import { EffectWatch } from './effects.ts';
import { type Outside, startOutside } from './outside.ts';

/** A world whose effects are watched, with the services outside of GitHub. */
export interface Scene {
  readonly world: World;
  readonly outside: Outside;
  readonly watch: EffectWatch;
  /** Closes this, too, at the end. */
  closeLater(server: { close(): Promise<void> }): void;
  /** Runs the action; null when the run was killed on its way. */
  run(inputs?: Readonly<Record<string, string>>, event?: SceneEvent): Promise<Run | null>;
}

export interface SceneEvent {
  readonly name: string;
  readonly payload: object;
}

/** Uses a scene in a world, and closes what belongs to it. */
export async function withScene(world: World, use: (scene: Scene) => Promise<void>): Promise<void> {
  const watch = new EffectWatch();
  const outside = await startOutside(watch);
  const servers: { close(): Promise<void> }[] = [outside];
  const closeLater = (server: { close(): Promise<void> }): void => void servers.push(server);
  world.github.faults.watch(watch.ofGitHub());
  try {
    await use({ world, outside, watch, closeLater, run: runIn(world, outside, watch) });
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}

/** Milliseconds: runs share a machine with many others. */
const patience = 300_000;

function runIn(world: World, outside: Outside, watch: EffectWatch): Scene['run'] {
  return async (inputs = {}, event) => {
    const changes = { detached: true, timeout: patience, onSpawn: watch.follow };
    const killedBefore = watch.killed;
    try {
      return await world.run(
        { ...outside.inputs, ...inputs },
        event === undefined ? changes : { ...changes, event },
      );
    } catch (error) {
      // A run that is killed leaves no result; every other one must.
      if (watch.killed && !killedBefore) return null;
      throw error;
    }
  };
}

/** What a place was like at a time, to which it can be put back as often as it is wanted. */
export async function checkpoint({ world, outside }: Scene): Promise<() => Promise<void>> {
  const at = world.now();
  const putBack = await world.github.remember(REPO);
  const counts = [outside.pages, outside.delivered].map((list) => list.length);
  return async () => {
    await putBack();
    outside.pages.length = counts[0] ?? 0;
    outside.delivered.length = counts[1] ?? 0;
    world.set(at);
  };
}
