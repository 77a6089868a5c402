import { join } from 'node:path';
import { parseConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { fail } from '../errors/fail.ts';
import { openLive, openSource } from '../git/index.ts';
import type { LiveRepo, SourceRepo } from '../git/port.ts';
import type { Facts } from '../host/port.ts';
import type { Live } from '../live/transact.ts';
import { openCommits } from './commit-way.ts';
import type { Tally } from './requests.ts';
import type { Target } from './target.ts';

const mostConfigBytes = 1024 * 1024;

/** The prompts repository as it is at one look: the default branch, its configuration, the live branch. */
export interface View {
  readonly source: SourceRepo;
  readonly config: Config;
  readonly live: Live;
}

export interface ViewOptions {
  /** The configuration's path in the prompts repository. */
  readonly file: string;
  readonly facts: Facts;
  readonly tally: Tally;
  /** What a rehearsal puts in place of the configuration that was read. */
  readonly configure: (config: Config) => Config;
}

/** Reads the default branch anew each time, in one repository; so is the live branch's. Both fetch only what is new. */
export function viewReader(
  { remote, repository }: Target,
  folder: string,
  { file, facts, tally, configure }: ViewOptions,
): () => Promise<View> {
  let opened: { live: LiveRepo; commits: Config['commits'] } | null = null;
  return async () => {
    const source = await openSource({ remote, workdir: join(folder, 'source') });
    const bytes = await source.size(file);
    if (bytes === null) throw fail('config-missing', { file, branch: source.branch });
    if (bytes > mostConfigBytes) throw fail('config-too-large', { file, bytes });
    const files = await source.files(file, { limit: mostConfigBytes });
    const config = configure(parseConfig(textOf(files[0]?.bytes, file), file));
    const { commits, live_branch: branch } = config;
    const api = commits === 'api' ? openCommits(remote, repository, facts, tally) : undefined;
    if (opened?.live.branch !== branch || opened.commits !== commits) {
      const live = await openLive({ remote, workdir: join(folder, 'live', branch), branch, api });
      opened = { live, commits };
    }
    const { live } = opened;
    return { source: api === undefined ? source : source.through(api), config, live };
  };
}

function textOf(bytes: Buffer | undefined, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw fail('config-syntax', { file, line: 1, message: 'it is not UTF-8 text' }, error);
  }
}
