import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { inputNames, isSecret } from '../../src/inputs.ts';
import { config, measure, PATH, PROMPT, text } from '../scenarios/prompts.ts';
import { REPO, type Run, scenario, TOKEN, type World } from '../scenarios/world.ts';
import { type Spy, startSpy } from './servers.ts';

/** Every secret input, each with characters that are written otherwise in URLs and JSON. */
const given = (spy: Spy): Record<string, string> => ({
  'workflow-token': 'ghs_workflowToken9Xc4Vb6Nm8Qw2Er',
  'metrics-token': 'metricsToken+/8fQ2zLkWs7',
  'metrics-password': 'metrics"Pass&word\\5kW9%20',
  'delivery-secret': 'delivery Secret/3nB7+ü',
  'pagerduty-routing-key': 'pagerdutyRoutingKey-7hT4xZ9c',
  'slack-webhook-url': `${spy.origin}/services/T0/B0/slackWebhook-2kD8vR5t`,
  'slack-token': 'xoxb-slackToken-6mV1pL4k',
  'notify-secret': 'notify;Secret=9pL3&sQ8w',
});

const USER = 'metricsUser-4jH6';

const base64 = (value: string): string => Buffer.from(value).toString('base64');

/** A part of the Base64 of a longer text that only this text decides, wherever it begins: reckoned by its own means. */
function insideBase64(secret: string): string[] {
  return [0, 1, 2].map((before) => {
    const [one = [], other = []] = [0x00, 0xff].map((edge) => [
      ...Buffer.concat([Buffer.alloc(before, edge), Buffer.from(secret), Buffer.alloc(3, edge)]).toString(
        'base64',
      ),
    ]);
    const same = one.map((letter, index) => letter === other[index]);
    const start = same.indexOf(true);
    return one.slice(start, same.indexOf(false, start)).join('');
  });
}

/** Forms in which a secret can be read back. */
function formsOf(secret: string, users: readonly string[] = []): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('hex'),
    [...secret].reverse().join(''),
    ...[secret, ...['x-access-token', ...users].map((user) => `${user}:${secret}`)].map(base64),
    ...insideBase64(secret),
  ];
}

/** A `git` in front of the real one: it notes arguments, names of variables, all processes, and files with secrets. */
async function shimGit({ folder }: World, patterns: readonly string[]) {
  const [bin, log, temp] = [join(folder, 'bin'), join(folder, 'log'), join(folder, 'temp')];
  for (const each of [bin, log, temp]) await mkdir(each);
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  await writeFile(join(folder, 'patterns'), patterns.join('\n'));
  const script = [
    '#!/bin/sh',
    `printf '%s\\n' "$@" >>'${log}/arguments'`,
    `env | sed 's/=.*//' >>'${log}/names'`,
    `ps -ewwo args >>'${log}/processes'`,
    `'${real}' "$@"`,
    'code=$?',
    `grep -rlaFf '${folder}/patterns' '${temp}' >>'${log}/files'`,
    `find '${temp}' -type f >>'${log}/seen'`,
    'exit $code',
  ].join('\n');
  await writeFile(join(bin, 'git'), `${script}\n`);
  await chmod(join(bin, 'git'), 0o755);
  return {
    env: { PATH: `${bin}:${process.env.PATH}`, RUNNER_TEMP: temp, TMPDIR: temp },
    read: (name: string) => readFile(join(log, name), 'utf8').catch(() => ''),
  };
}

/** The command lines of all processes of this machine, many times a second. */
function watchProcesses() {
  const seen = new Set<string>();
  const timer = setInterval(() => {
    for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      try {
        seen.add(readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' '));
      } catch (error) {
        // It has ended.
        if (!(error instanceof Error && 'code' in error)) throw error;
      }
  }, 25);
  return { seen, stop: () => clearInterval(timer) };
}

/** What a person can see of a run. The runner keeps the lines that tell it what to hide. */
function visible({ stdout, stderr, outputs, state, summary }: Run): string {
  const lines = stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  return [...lines, stderr, JSON.stringify(outputs), JSON.stringify(state), summary].join('\n');
}

/** A service that refuses, and says all that it was sent. */
const echo = (): Promise<Spy> =>
  startSpy(({ path, headers, body }) => {
    const credentials = (headers.authorization ?? '').replace(/^\w+ /, '');
    const said = [path, headers.authorization, Buffer.from(credentials, 'base64').toString(), body].join(' ');
    const json = {
      status: 'error',
      errorType: 'bad_data',
      error: said,
      message: said,
      errors: [said],
      ok: false,
    };
    return { status: 400, headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) };
  });

scenario(
  'no secret, in any form, is in anything that a run writes, starts or sends elsewhere',
  async ({ world }) => {
    const { github } = world;
    const spy = await echo();
    const watch = watchProcesses();
    try {
      const inputs = given(spy);
      expect(Object.keys({ ...inputs, token: TOKEN }).sort()).toEqual(inputNames.filter(isSecret).sort());
      const secrets = { ...inputs, token: TOKEN, 'slack-webhook-url': 'slackWebhook-2kD8vR5t' };
      const forms = Object.values(secrets).flatMap((secret) => formsOf(secret, [USER]));
      const shim = await shimGit(world, forms);
      const run = (more: Readonly<Record<string, string>> = {}) =>
        world.run({ ...inputs, 'metrics-username': USER, verbose: 'true', ...more }, { env: shim.env });
      const reflect = (method: string, route: string, times = 1) =>
        github.faults.add({
          method,
          route,
          times,
          answer: {
            status: 422,
            body: { message: `no ${TOKEN} ${base64(`x-access-token:${TOKEN}`)}`, errors: [] },
          },
        });
      const services = {
        delivery: { webhook: { url: `${spy.origin}/flags` } },
        notify: {
          pagerduty: { url: spy.origin },
          slack: { url: `${spy.origin}/api`, channel: 'C0123' },
          webhook: { url: `${spy.origin}/in` },
        },
      };
      await world.merge({ 'prompt-rollout.yml': config(services), [PATH]: text('v1.0.0') });
      const seen = [await run()];
      await world.merge({ [PATH]: text('v2.0.0') });
      seen.push(await run());
      world.pass(1);
      await measure(world, { errors: 8.4 });
      reflect('POST', '/repos/{owner}/{repo}/pulls');
      reflect('POST', '/repos/{owner}/{repo}/issues');
      seen.push(await run());
      const hook = config({ ...services, notify: { slack: {} } });
      await world.merge({ 'prompt-rollout.yml': hook });
      world.pass(3);
      seen.push(await run());
      for (const auth of ['bearer', 'basic']) {
        const metrics = { source: 'prometheus', url: spy.origin, preset: 'litellm', auth };
        await world.merge({ 'prompt-rollout.yml': config({ ...services, metrics }) });
        seen.push(await run({ command: 'gate' }));
      }
      seen.push(await run({ command: 'rollback', prompt: PROMPT, 'target-version': 'v9' }));
      seen.push(await run({ repository: 'acme/none' }), await run({ interval: '0s' }));
      expect(seen.map(({ end }) => end)).toEqual([
        'adopted 0',
        'started 0',
        'rolled-back 1',
        expect.stringMatching(/ 0$/),
        'inconclusive 1',
        'inconclusive 1',
        'version-unknown 2',
        'remote-refused 2',
        'input-invalid 2',
      ]);

      // The receivers that a secret is for have it, and so each of these was tried.
      const sent = JSON.stringify(spy.got);
      for (const name of ['metrics-token', 'pagerduty-routing-key', 'slack-token'])
        expect(sent).toContain(inputs[name]);
      expect(sent).toContain(base64(`${USER}:${inputs['metrics-password']}`));
      expect(sent).toContain('slackWebhook');
      const told = seen.map(visible).join('\n');
      const tried = [
        'deliver is not done',
        'is not told everywhere',
        'revert-pr is not done',
        'postmortem is not done',
        '***',
      ];
      expect(tried.filter((words) => !told.includes(words))).toEqual([]);

      const threads = [...(await github.pulls(REPO)), ...github.issues(REPO)];
      expect(threads.length).toBeGreaterThan(0);
      const ofOthers = spy.got.map(({ body, path }) => `${path} ${body}`).join('\n');
      const places: Record<string, string> = {
        told,
        threads: threads
          .map(({ title, body, comments }) => JSON.stringify({ title, body, comments }))
          .join('\n'),
        repository: await world.git('log', '--all', '--patch', '--format=%an %ae %B'),
        configuration: readFileSync(join(github.bareDir(REPO), 'config'), 'utf8'),
        arguments: await shim.read('arguments'),
        processes: `${await shim.read('processes')}\n${[...watch.seen].join('\n')}`,
        'requests to GitHub': JSON.stringify(github.log.entries.map(({ body, query }) => ({ body, query }))),
      };
      expect(places.arguments).toContain('fetch');
      expect(places.processes).toContain('git-remote-http');
      expect(places['requests to GitHub']).toContain('title');
      expect((await shim.read('seen')).split('\n').length).toBeGreaterThan(50);
      expect(await shim.read('files')).toBe('');
      for (const [place, content] of Object.entries(places))
        for (const form of forms) expect(content.includes(form), `${form} in ${place}`).toBe(false);
      // Nobody gets the token of the repository, nor a secret of another receiver, nor a key of a signature.
      for (const secret of [
        TOKEN,
        inputs['workflow-token'] ?? '',
        inputs['delivery-secret'] ?? '',
        inputs['notify-secret'] ?? '',
      ])
        for (const form of formsOf(secret)) expect(ofOthers.includes(form), form).toBe(false);
      const names = new Set(
        (await shim.read('names'))
          .split('\n')
          .filter((name) => /^(?:INPUT_|GITHUB_|PROMPT_|ACTIONS_|RUNNER_)/.test(name)),
      );
      expect([...names]).toEqual([]);

      for (const { stdout } of seen) {
        const lines = stdout.split('\n');
        const masks = lines.filter((line) => line.startsWith('::add-mask::'));
        expect(lines.slice(0, masks.length)).toEqual(masks);
        // As the runner reads it; no other character is escaped.
        const hidden = new Set(masks.map((line) => line.slice('::add-mask::'.length).replaceAll('%25', '%')));
        for (const secret of Object.values({ ...inputs, token: TOKEN })) {
          const derived = [encodeURIComponent(secret), base64(secret), base64(`x-access-token:${secret}`)];
          for (const form of [secret, ...derived, ...insideBase64(secret)])
            expect(hidden.has(form), form).toBe(true);
        }
      }
      console.log(
        `secrets: ${forms.length} forms, ${spy.got.length} requests, ${watch.seen.size} command lines`,
      );
    } finally {
      watch.stop();
      await spy.close();
    }
  },
);
