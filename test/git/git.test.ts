import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gitEnvironment } from '../../src/git/environment.ts';
import { createGit, requireGit } from '../../src/git/git.ts';
import { originOf } from '../../src/git/index.ts';
import { shownMessage } from '../../src/git/message.ts';
import { createBareRepository, git as plumb } from '../github/plumbing.ts';
import { cleanEnvironment, failureOf } from './support.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'git-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** An environment in which `git` is this shell script. */
async function pretend(script: string): Promise<Record<string, string>> {
  await writeFile(join(folder, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { ...cleanEnvironment(folder), PATH: `${folder}:${process.env.PATH}` };
}

const realGit = (more = {}) => createGit({ folder, environment: cleanEnvironment(folder), ...more });

describe('a command', () => {
  it('fails by its exit code alone, with or without a word', async () => {
    const git = realGit();
    expect(await git.attempt(['config', '--get', 'no.such'])).toMatchObject({ code: 1, message: '' });
    const failure = await failureOf(git.run(['config', '--get', 'no.such']));
    expect(failure.message).toBe('`git config` fails: exit code 1');
    const environment = await pretend('echo output; exit 3');
    expect(await createGit({ folder, environment }).attempt(['x'])).toMatchObject({
      code: 3,
      stdout: Buffer.from('output\n'),
    });
  });

  it('succeeds although it has something to say', async () => {
    const environment = await pretend('echo "warning: beware" >&2; echo fine');
    expect((await createGit({ folder, environment }).run(['x'])).toString()).toBe('fine\n');
  });

  it('gives and takes bytes as they are, and ends where its input ends, be it empty', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 256));
    const environment = await pretend('cat');
    const git = createGit({ folder, environment });
    expect((await git.run(['x'], bytes)).equals(bytes)).toBe(true);
    expect(await git.run(['x'])).toEqual(Buffer.alloc(0));
    expect(await git.run(['x'], Buffer.alloc(0))).toEqual(Buffer.alloc(0));
  });

  it('does not mind that git reads no input', async () => {
    const environment = await pretend('exec true');
    const { code } = await createGit({ folder, environment }).attempt(['x'], Buffer.alloc(2_000_000));
    expect(code).toBe(0);
  });

  it('is ended at its time limit', async () => {
    const environment = await pretend('echo started; exec sleep 600');
    const outcome = await createGit({ folder, environment, seconds: 0.3 }).attempt(['x']);
    expect(outcome).toMatchObject({ code: -1, message: 'no end after 0.3 seconds' });
  });

  it('is not waited for when its children keep the output open', async () => {
    const environment = await pretend('trap "" INT; sleep 5 & wait');
    const outcome = await createGit({ folder, environment, seconds: 0.3 }).attempt(['x']);
    expect(outcome.code).toBe(-1);
  });

  it('takes no option that names a program, and no abbreviation of one', async () => {
    await expect(realGit().attempt(['fetch', '--upload-pack=touch x', '.'])).rejects.toThrow('not permitted');
    const { code } = await realGit().attempt(['ls-remote', '--upload-pa=touch x', '.']);
    expect(code).not.toBe(0);
  });
});

describe('the version of git', () => {
  it.each(['git version 2.29.9', 'git version 1.99.0', 'not git'])('refuses "%s"', async (text) => {
    const git = createGit({ folder, environment: await pretend(`echo "${text}"`) });
    const failure = await failureOf(requireGit(git));
    expect(failure.code).toBe('git-missing');
    expect(failure.message).toContain(text);
  });

  it.each(['git version 2.30.0', 'git version 2.39.5 (Apple Git-154)', 'git version 3.0.0.rc1'])(
    'takes "%s"',
    async (text) => {
      const git = createGit({ folder, environment: await pretend(`echo "${text}"`) });
      await expect(requireGit(git)).resolves.toBeUndefined();
    },
  );

  it('is asked for when there is no git at all', async () => {
    const git = createGit({ folder, environment: { PATH: folder, HOME: folder } });
    expect(await failureOf(requireGit(git))).toMatchObject({ code: 'git-missing' });
  });
});

describe('the environment', () => {
  const config = (env: Record<string, string>) =>
    Array.from({ length: Number(env.GIT_CONFIG_COUNT) }, (_, index) => [
      env[`GIT_CONFIG_KEY_${index}`],
      env[`GIT_CONFIG_VALUE_${index}`],
    ]);

  it('passes on what reaches the server, and nothing that runs programs or tells secrets', () => {
    const passed = {
      PATH: '/bin',
      HOME: '/home/x',
      HTTPS_PROXY: 'http://proxy:3128',
      no_proxy: 'localhost',
      SSL_CERT_FILE: '/ca.pem',
      GIT_SSL_CAINFO: '/ca.pem',
      GIT_CONFIG_GLOBAL: '/cfg',
      GIT_SSH_COMMAND: 'ssh -i key',
      SSH_AUTH_SOCK: '/agent',
    };
    const stopped = {
      GITHUB_TOKEN: 't',
      INPUT_TOKEN: 't',
      EDITOR: 'vi',
      PAGER: 'less',
      GIT_EDITOR: 'vi',
      GIT_DIR: '/x',
      GIT_INDEX_FILE: '/x',
      GIT_TRACE: '1',
      GIT_CURL_VERBOSE: '1',
      GIT_EXEC_PATH: '/x',
      GIT_CONFIG_PARAMETERS: "'a.b=c'",
      GIT_AUTHOR_NAME: 'X',
      NODE_OPTIONS: '--x',
      LD_PRELOAD: '/x',
      GIT_PROTOCOL_FROM_USER: '0',
    };
    const env = gitEnvironment({ ...passed, ...stopped }, []);
    expect(env).toMatchObject(passed);
    for (const name of Object.keys(stopped)) expect(env[name]).toBeUndefined();
    expect(env).toMatchObject({ GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', GIT_LITERAL_PATHSPECS: '1' });
  });

  it('puts its settings behind those that are there', () => {
    const ambient = {
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      GIT_CONFIG_KEY_1: 'http.proxy',
      GIT_CONFIG_VALUE_1: '',
    };
    const settings = config(gitEnvironment(ambient, [['a.b', 'c']]));
    expect(settings.slice(0, 2)).toEqual([
      ['safe.directory', '*'],
      ['http.proxy', ''],
    ]);
    expect(settings.at(-1)).toEqual(['a.b', 'c']);
    expect(settings).toContainEqual(['core.hooksPath', '/dev/null']);
    expect(config(gitEnvironment({ GIT_CONFIG_COUNT: 'x' }, [['a.b', 'c']]))).toEqual(settings.slice(2));
  });

  it('is understood by git, which then sees the settings of both', async () => {
    const environment = {
      ...cleanEnvironment(folder),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'url.https://x/.insteadOf',
      GIT_CONFIG_VALUE_0: 'y:',
    };
    const git = createGit({
      folder,
      environment,
      settings: [['http.https://h/alias/pager.x.extraheader', 'z']],
    });
    const all = (await git.run(['config', '--list'])).toString().split('\n');
    expect(all).toEqual(
      expect.arrayContaining([
        'url.https://x/.insteadof=y:',
        'http.https://h/alias/pager.x.extraheader=z',
        'user.name=Prompt Rollout',
        'commit.gpgsign=false',
      ]),
    );
  });

  it('lets git use no transport that runs programs', async () => {
    const environment = {
      ...cleanEnvironment(folder),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'protocol.ext.allow',
      GIT_CONFIG_VALUE_0: 'always',
    };
    const { code, message } = await realGit({ environment }).attempt(['ls-remote', 'ext::touch hacked']);
    expect(code).not.toBe(0);
    expect(message).toContain("transport 'ext' not allowed");
    await expect(readFile(join(folder, 'hacked'))).rejects.toThrow('ENOENT');
  });
});

describe('a message', () => {
  it('is one line of what the server and git said, without the usual hints', () => {
    const stderr = [
      'remote: error: GH013: Repository rule violations found for refs/heads/x.\u001b[K',
      'remote: ',
      'remote: \u001b[31m- Changes must be made through a pull request.\u001b[m',
      'To https://github.com/a/b.git',
      ' ! [remote rejected] x -> x (push declined)',
      "error: failed to push some refs to 'https://github.com/a/b.git'",
      'hint: see git help',
    ].join('\n');
    expect(shownMessage(stderr, [])).toBe(
      'GH013: Repository rule violations found for refs/heads/x.; - Changes must be made through a pull request.; ! [remote rejected] x -> x (push declined)',
    );
  });

  it('has no secrets, no control characters, and an end', () => {
    const text = `fatal: Authentication failed for 'https://bob:tok1@h/x' tok1\r::error::x\u0007 ${'y'.repeat(900)}`;
    const shown = shownMessage(text, ['tok1']);
    expect(shown).toContain("for 'https://***@h/x' ***; ::error::x");
    expect(shown).not.toMatch(/\p{Cc}|tok1/u);
    expect(shown).toHaveLength(600);
  });
});

describe('the origin of a folder', () => {
  it('is the address of its remote, and null where there is none', async () => {
    const environment = { ...cleanEnvironment(folder), GIT_CEILING_DIRECTORIES: tmpdir() };
    expect(await originOf(folder, environment)).toBeNull();
    expect(await originOf(join(folder, 'none'), environment)).toBeNull();
    const inside = join(folder, 'repo.git');
    await createBareRepository(inside, 'main');
    expect(await originOf(inside, environment)).toBeNull();
    await plumb(inside, ['config', 'remote.origin.url', 'https://x/a b.git']);
    expect(await originOf(inside, environment)).toBe('https://x/a b.git');
  });
});
