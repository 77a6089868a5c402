import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { text as bodyOf } from 'node:stream/consumers';
import { expect } from 'vitest';
import { config, measure, PATH, PROMPT, text } from './prompts.ts';
import { LIVE, scenario } from './world.ts';

const SECRET = 'the key of the receiver';

interface Delivered {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of manifests: `down` while it answers 503. Whoever starts it closes it. */
async function startReceiver(onRequest: () => void) {
  const delivered: Delivered[] = [];
  const receiver = { down: false, url: '', delivered, close: () => server.close() };
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    onRequest();
    if (!receiver.down) delivered.push({ headers: request.headers, body });
    response.writeHead(receiver.down ? 503 : 204).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port.');
  receiver.url = `http://127.0.0.1:${address.port}/flags`;
  return receiver;
}

scenario(
  'the manifest is handed on first, signed, and again by the next run when it was not taken',
  async ({ world }) => {
    const { github } = world;
    const order: string[] = [];
    const receiver = await startReceiver(() => order.push('delivery'));
    const before = () => order.push('pull request');
    github.faults.add({ method: 'POST', route: '/repos/{owner}/{repo}/pulls', before });
    const inputs = { 'delivery-secret': SECRET };
    try {
      const delivery = { webhook: { url: receiver.url }, copy: 'flags.json' };
      await world.merge({ 'prompt-rollout.yml': config({ delivery }), [PATH]: text('v1.0.0') });
      expect((await world.run(inputs)).end).toBe('adopted 0');
      await world.merge({ [PATH]: text('v2.0.0') });
      expect((await world.run(inputs)).end).toBe('started 0');
      expect(receiver.delivered).toHaveLength(2);

      receiver.down = true;
      order.length = 0;
      world.pass(1);
      await measure(world, { errors: 8.4 });
      const run = await world.run(inputs);
      expect(run.end).toBe('rolled-back 1');
      // It is tried again in the same run, when it is known whether the rollback helped.
      expect(order.slice(0, 2)).toEqual(['delivery', 'pull request']);
      expect(run.stdout).toContain('503');
      expect((await world.state()).outbox).toMatchObject([{ kind: 'deliver' }]);

      receiver.down = false;
      expect((await world.run(inputs)).exitCode).toBe(0);
      expect((await world.state()).outbox).toEqual([]);
      expect(receiver.delivered).toHaveLength(3);
    } finally {
      receiver.close();
    }
    const manifest = await world.file('flags.json');
    const last = receiver.delivered.at(-1);
    expect(last?.body).toBe(manifest);
    expect(JSON.parse(manifest).flags[PROMPT].defaultVariant).toBe('v1.0.0');
    const timestamp = last?.headers['x-prompt-rollout-timestamp'];
    const signed = createHmac('sha256', SECRET).update(`${timestamp}.${manifest}`).digest('hex');
    expect(last?.headers['x-prompt-rollout-signature-256']).toBe(`sha256=${signed}`);
    const commits = (await world.git('log', '--format=%H', LIVE)).split('\n');
    expect(commits).toContain(last?.headers['x-prompt-rollout-commit']);
    expect(await readFile(join(world.folder, 'flags.json'), 'utf8')).toBe(manifest);
  },
);

scenario('a webhook without its secret is a warning: the version is live all the same', async ({ world }) => {
  const delivery = { webhook: { url: 'http://127.0.0.1:9/flags' } };
  await world.merge({ 'prompt-rollout.yml': config({ delivery }), [PATH]: text('v1.0.0') });
  const run = await world.run();
  expect(run.end).toBe('adopted 0');
  expect(run.stdout).toContain('delivery-secret');
  expect((await world.state()).outbox).toMatchObject([{ kind: 'deliver' }]);
});
