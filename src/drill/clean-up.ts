import { Failure, messageOf } from '../errors/fail.ts';
import type { Forge } from '../forge/port.ts';
import type { LiveRepo, RefStore, RemoteRef } from '../git/port.ts';
import { readSnapshot } from '../live/snapshot.ts';
import type { Incident } from '../live/state.ts';
import { marker } from '../report/markdown.ts';
import { drillBranch, drillOf } from './names.ts';

/** What cleaning up needs. */
export interface Tools {
  readonly refs: RefStore;
  live(branch: string): Promise<LiveRepo>;
  forge(): Promise<Forge>;
  /** Branch of the revert pull request of an incident. */
  revertBranch(prompt: string, incident: string): string;
}

/**
 * Takes away everything that a drill has made: closes its pull request and its issue, then removes its branches and
 * tags. The live branch goes last, and only when the rest is gone, since it knows what there is: so this can be
 * repeated at any time, by any run. Returns what is left and why; empty when nothing is.
 */
export async function cleanUp(tools: Tools, id: string): Promise<string[]> {
  const branch = `refs/heads/${drillBranch(id)}`;
  const refs: RemoteRef[] = [];
  const left = await tryTo(`what the drill ${id} has left is not known`, async () => {
    const all = await tools.refs.list();
    refs.push(...all.filter(({ name }) => drillOf(name) === id));
  });
  if (refs.some(({ name }) => name === branch)) left.push(...(await closeThreads(tools, id)));
  const kinds = [
    refs.filter(({ name }) => name.startsWith('refs/heads/') && name !== branch),
    refs.filter(({ name }) => name.startsWith('refs/tags/')),
  ];
  for (const some of kinds) left.push(...(await remove(tools, some)));
  if (left.length === 0)
    left.push(
      ...(await remove(
        tools,
        refs.filter(({ name }) => name === branch),
      )),
    );
  else if (refs.some(({ name }) => name === branch))
    left.push(`the branch ${drillBranch(id)} stays, so that a later drill can clean up the rest`);
  return left;
}

async function closeThreads(tools: Tools, id: string): Promise<string[]> {
  const incidents: Incident[] = [];
  const left = await tryTo(`pull request and issue of the drill ${id} may be open`, async () => {
    const live = await tools.live(drillBranch(id));
    const { states } = readSnapshot(await live.read(), live.branch);
    incidents.push(...(states.get(id)?.incidents ?? []));
  });
  for (const incident of incidents) {
    const head = tools.revertBranch(id, incident.id);
    const comment = { marker: marker('drill', `${id}/${incident.id}`), body: 'The drill is over.' };
    left.push(
      ...(await tryTo(`the pull request of ${head} may be open`, async () =>
        (await tools.forge()).closePullRequest({ head, comment }),
      )),
      ...(await tryTo(`the issue of the drill ${id} may be open${at(incident.issue)}`, async () =>
        (
          await tools.forge()
        ).closeIssue({
          marker: marker('postmortem', `${id}/${incident.id}`),
          since: incident.detected_at,
        }),
      )),
    );
  }
  return left;
}

const at = (link: { readonly url: string } | null): string => (link === null ? '' : ` (${link.url})`);

async function remove({ refs }: Tools, some: readonly RemoteRef[]): Promise<string[]> {
  if (some.length === 0) return [];
  const names = some.map(({ name }) => name.replace(/^refs\/(?:heads|tags)\//, ''));
  let gone: readonly string[] = [];
  const left = await tryTo(`${names.join(', ')} could not be removed`, async () => {
    gone = await refs.remove(some);
  });
  if (left.length > 0) return left;
  const moved = some.filter(({ name }) => !gone.includes(name));
  return moved.map(({ name }) => `${name} has moved meanwhile, and stays`);
}

/** Does it; what fails is said in words, with the cure. */
async function tryTo(what: string, work: () => Promise<void>): Promise<string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [`${what}: ${messageOf(error)} ${error.cure}`];
  }
}
