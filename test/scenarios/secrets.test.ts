import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { config, measure, PATH, PROMPT, text } from './prompts.ts';
import { REPO, type Run, scenario, TOKEN, type World } from './world.ts';

const inputs = {
  verbose: 'true',
  'metrics-token': 'metricsToken-8fQ2',
  'metrics-password': 'metricsPassword-5kW9',
  'delivery-secret': 'deliverySecret-3nB7',
  'pagerduty-routing-key': 'pagerdutyRoutingKey-7hT4',
  'slack-webhook-url': 'https://hooks.slack.example/services/T0/B0/slackWebhook-2kD8',
  'slack-token': 'slackToken-6mV1',
  'notify-secret': 'notifySecret-9pL3',
};

/** Every form in which a secret could be read back. */
const forms = [TOKEN, ...Object.values(inputs).filter((value) => value !== 'true')].flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  ...[secret, `x-access-token:${secret}`].map((plain) => Buffer.from(plain).toString('base64')),
]);

/** A `git` in front of the real one that writes down its arguments. */
async function shimGit({ folder }: World): Promise<{ path: string; log: string }> {
  const [bin, log] = [join(folder, 'bin'), join(folder, 'argv')];
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  await mkdir(bin);
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" >> '${log}'\nexec '${real}' "$@"\n`;
  await writeFile(join(bin, 'git'), script);
  await chmod(join(bin, 'git'), 0o755);
  return { path: `${bin}:${process.env.PATH}`, log };
}

/** What people and programs can see of a run. The runner keeps the lines that tell it what to hide. */
function visible({ stdout, stderr, outputs, state, summary }: Run): string {
  const lines = stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  return [...lines, stderr, JSON.stringify(outputs), JSON.stringify(state), summary].join('\n');
}

scenario(
  'no secret is in a log, a report, the repository, or the arguments of a process',
  async ({ world }) => {
    const { github } = world;
    const shim = await shimGit(world);
    const run = (more: Readonly<Record<string, string>> = {}) =>
      world.run({ ...inputs, ...more }, { env: { PATH: shim.path } });
    const delivery = { webhook: { url: 'http://127.0.0.1:9/flags' } };
    await world.merge({ 'prompt-rollout.yml': config({ delivery }), [PATH]: text('v1.0.0') });
    const seen = [await run()];
    await world.merge({ [PATH]: text('v2.0.0') });
    seen.push(await run());
    world.pass(1);
    await measure(world, { errors: 8.4 });
    seen.push(await run(), await run({ command: 'status' }));
    const remote = `${github.url.replace('http://', `http://alice:${TOKEN}@`)}/${REPO}.git`;
    seen.push(
      await run({ remote }),
      await run({ remote: `${remote}?depth=1` }),
      await run({ repository: 'acme/none' }),
    );
    expect(seen.map(({ end }) => end)).toEqual([
      'adopted 0',
      'started 0',
      'rolled-back 1',
      'reported 0',
      'nothing-to-do 0',
      'remote-invalid 2',
      'remote-refused 2',
    ]);

    const threads = [...(await github.pulls(REPO)), ...github.issues(REPO)];
    expect(threads).toHaveLength(2);
    const places = {
      runs: seen.map(visible).join('\n'),
      threads: threads
        .map(({ title, body, comments }) => JSON.stringify({ title, body, comments }))
        .join('\n'),
      repository: await world.git('log', '--all', '--patch', '--format=%an %ae %B'),
      arguments: await readFile(shim.log, 'utf8'),
    };
    expect(places.arguments).toContain('fetch');
    expect(places.repository).toContain(PROMPT);
    for (const [place, content] of Object.entries(places))
      for (const form of forms) expect(content.includes(form), `${form} in ${place}`).toBe(false);
  },
);
