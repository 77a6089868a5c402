import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { BaselineOutcome, BaselineRequest, RunBaseline } from './port.ts';
import { runProcess } from './process.ts';

export interface BaselineOptions {
  /** Folder for what the tests need while they run. */
  readonly tempFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs baseline tests on this machine. A test starts in a folder of its own that holds the version at the
 * prompt's path, and sees of the surroundings only PATH and LANG: no token and no secret of the run.
 */
export function baselineRunner({ tempFolder, environment }: BaselineOptions): RunBaseline {
  return async (request) => {
    const folder = await mkdtemp(join(tempFolder, 'baseline-test-'));
    try {
      const [home, work] = [join(folder, 'home'), join(folder, 'work')];
      await mkdir(home);
      await mkdir(work);
      await writeVersion(work, request);
      return await start(request, work, {
        PATH: environment.PATH ?? '',
        LANG: environment.LANG ?? 'C.UTF-8',
        HOME: home,
        PROMPT_ROLLOUT_PROMPT: request.prompt,
        PROMPT_ROLLOUT_VERSION: request.version,
        PROMPT_ROLLOUT_PATH: request.path,
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

function start(
  request: BaselineRequest,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<BaselineOutcome> {
  const [program = '', ...rest] = request.command.map((part) => filled(part, request));
  return runProcess({ program, arguments: rest, folder, environment, timeout: request.timeout });
}

/** One argument stays one argument, whatever the values are. */
function filled(part: string, { prompt, version, path }: BaselineRequest): string {
  const values: Readonly<Record<string, string>> = { prompt, version, path };
  return part.replace(/\{\{\s*(prompt|version|path)\s*\}\}/g, (_, name: string) => values[name] ?? '');
}

async function writeVersion(folder: string, { path, files }: BaselineRequest): Promise<void> {
  for (const file of files) {
    const place = inside(folder, file.path === '' ? path : `${path}/${file.path}`);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, file.bytes, { mode: file.mode === '100755' ? 0o755 : 0o644 });
  }
}

/** Paths come from the repository: one that leads out of the folder is written nowhere. */
function inside(folder: string, path: string): string {
  const place = resolve(folder, path);
  const way = relative(folder, place);
  if (way === '' || way === '..' || way.startsWith(`..${sep}`) || way.includes('\0'))
    throw new Error(`The path ${JSON.stringify(path)} leads out of the folder of the test.`);
  return place;
}
