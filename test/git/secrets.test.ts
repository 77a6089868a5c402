import { execFile } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Remote, secretsOf } from '../../src/git/index.ts';
import { commitFiles } from '../github/seed.ts';
import { type Bench, contentFile, failureOf, LIVE, liveCommit, startHttp, TOKEN } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startHttp();
  const files = { 'prompts/support.md': 'New.\n' };
  await commitFiles(bench.bareDir, { branch: 'main', files, message: 'Start' });
});
afterEach(() => bench.stop());

const tag = { name: 'prompt-rollout/a/v1', message: 'a', path: 'a', files: [contentFile('', 'a')] };

/** Every command of both repositories, with success and with failure. */
async function everything(remote: Remote, environment: Record<string, string>): Promise<void> {
  const live = await bench.live(LIVE, { environment, remote });
  await live.read();
  await live.push(liveCommit(null, { 'flags.json': '1' }, { tags: [tag] }));
  await live.push(liveCommit(null, { 'flags.json': '2' }));
  await live.archived(tag.name, 'a');
  const source = await bench.source({ environment, remote });
  await source.files('prompts/support.md', { limit: 99 });
  await source.tagged('prompt-rollout/', 'a');
  const date = '2026-03-04T05:06:07.000Z';
  const files = [contentFile('', 'Old.\n')];
  await source.pushRevert({
    branch: 'revert',
    parts: [{ path: 'prompts/support.md', files }],
    message: 'r',
    date,
  });
}

const withPassword = () => bench.remote.url.replace('//', `//bob:${TOKEN}@`);

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  const paths = entries.map((entry) => join(folder, entry));
  const kinds = await Promise.all(paths.map((path) => stat(path)));
  return paths.filter((_, index) => kinds[index]?.isFile());
}

describe('the token', () => {
  const given = {
    'by itself': () => bench.remote,
    'in the address': () => ({ url: withPassword(), token: null }),
  };

  it.each(Object.entries(given))(
    'given %s, is never an argument of any process, in no file, and only in the variables that are meant for it',
    async (_, remote) => {
      const [args, names, trace] = ['args', 'names', 'trace'].map((name) =>
        join(bench.folder, `${name}.log`),
      );
      const real = (await promisify(execFile)('sh', ['-c', 'command -v git'])).stdout.trim();
      const script = `#!/bin/sh\nprintf '%s\\n' "$*" >>${args}\nenv | sed 's/=.*//' >>${names}\nexec ${real} "$@"\n`;
      await writeFile(join(bench.folder, 'git'), script, { mode: 0o755 });
      await writeFile(join(bench.folder, '.gitconfig'), `[trace2]\n\teventTarget = ${trace}\n`);
      await everything(remote(), {
        ...bench.environment,
        PATH: `${bench.folder}:${bench.environment.PATH}`,
        GITHUB_TOKEN: TOKEN,
        GIT_TRACE_CURL: '1',
        GIT_EDITOR: 'vi',
      });
      const log = await readFile(args ?? '', 'utf8');
      for (const command of ['init', 'fetch', 'push', 'ls-remote', 'fast-import', 'cat-file'])
        expect(log).toContain(command);
      // git's own record has the processes that git starts, too.
      expect(await readFile(trace ?? '', 'utf8')).toContain('"remote-http"');
      const variables = new Set((await readFile(names ?? '', 'utf8')).split('\n').filter(Boolean));
      const known =
        /^(PATH|HOME|PWD|OLDPWD|SHLVL|_|LC_ALL|GIT_(DIR|ASKPASS|TERMINAL_PROMPT|ALLOW_PROTOCOL|LITERAL_PATHSPECS|CONFIG_NOSYSTEM|CONFIG_COUNT|CONFIG_(KEY|VALUE)_\d+|TEST_DISALLOW_ABBREVIATED_OPTIONS))$/;
      expect([...variables].filter((name) => !known.test(name))).toEqual([]);
      const secrets = secretsOf({ url: withPassword(), token: TOKEN });
      const files = await filesBelow(bench.folder);
      expect(files.length).toBeGreaterThan(20);
      for (const file of files) {
        const content = await readFile(file);
        for (const secret of secrets) expect(content.includes(secret), file).toBe(false);
      }
    },
  );

  it('is in no failure, also when the address carries it', async () => {
    const url = withPassword();
    await bench.refusePushes(`no ${TOKEN} for ${Buffer.from(`bob:${TOKEN}`).toString('base64')}`);
    const live = await bench.live(LIVE, { remote: { url, token: null } });
    const refused = await failureOf(live.push(liveCommit(null, { a: '1' })));
    expect(refused).toMatchObject({ code: 'push-refused' });
    const wrong = await failureOf(bench.source({ remote: { url: `${url}x`, token: null } }));
    expect(wrong.message).toContain('127.0.0.1');
    for (const { message, cure, causes, stack } of [refused, wrong])
      for (const secret of secretsOf({ url, token: TOKEN }))
        expect([message, cure, ...causes, stack].join('\n')).not.toContain(secret);
  });

  it('is not shown by the debug output that simple-git has', async () => {
    const live = fileURLToPath(new URL('../../src/git/index.ts', import.meta.url));
    const script = `
      import { openLive } from ${JSON.stringify(live)};
      const remote = { url: ${JSON.stringify(bench.remote.url)}, token: process.env.SECRET };
      const live = await openLive({ remote, workdir: ${JSON.stringify(join(bench.folder, 'debug'))}, branch: 'x' });
      console.log((await live.read()).head);
    `;
    const env = { ...bench.environment, SECRET: TOKEN, DEBUG: '*' };
    const args = ['--input-type=module', '--eval', script];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env });
    expect(stdout).toBe('null\n');
    for (const secret of secretsOf(bench.remote)) expect(stderr).not.toContain(secret);
    expect(stderr).toContain('file-exists');
  });
});
