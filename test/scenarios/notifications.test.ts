import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { look, measure, startRollout } from './prompts.ts';
import { REPO, scenarioWith, type World } from './world.ts';

const scenario = scenarioWith({ repo: { collaborators: { mona: 'write' } } });
const secrets = {
  'pagerduty-routing-key': 'R0123456789ABCDEF0123456789ABCDE',
  'slack-token': 'xoxb-1234567890-scenario',
  'notify-secret': 'notify-secret-of-the-scenario',
};

interface Request {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

interface Services {
  readonly url: string;
  readonly requests: Request[];
  /** What Slack answers; null is well. */
  slack: string | null;
  close(): Promise<void>;
}

/** PagerDuty, Slack and a webhook on one port. */
async function startServices(): Promise<Services> {
  const requests: Request[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const body = JSON.parse(Buffer.concat(chunks).toString());
      requests.push({ path, body });
      const slack = path.startsWith('/slack/');
      response.writeHead(slack ? 200 : 202, { 'content-type': 'application/json' });
      const posted =
        services.slack === null ? { ok: true, ts: '1700.1' } : { ok: false, error: services.slack };
      response.end(JSON.stringify(slack ? posted : { status: 'success', dedup_key: body.dedup_key }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const services: Services = {
    url: `http://127.0.0.1:${port}`,
    requests,
    slack: null,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return services;
}

async function withServices(use: (services: Services) => Promise<void>): Promise<void> {
  const services = await startServices();
  try {
    await use(services);
  } finally {
    await services.close();
  }
}

/** Without `info`: promotions are told nobody. */
const severities = ['critical', 'high', 'medium'];

/** What is told of a rollback of which the metrics say nothing, at the end. On a busy machine it is late at once. */
const after = ['unverified'];

const channels = ({ url }: Services): object => ({
  notify: {
    pagerduty: { url },
    slack: { url: `${url}/slack`, channel: '#prompts', severities },
    webhook: { url: `${url}/hook`, severities },
  },
});

async function next(world: World, errors: number): Promise<string> {
  world.pass(1);
  await measure(world, { errors });
  return (await world.run(secrets)).end;
}

const pages = ({ requests }: Services): unknown[] =>
  requests
    .filter(({ path }) => path === '/v2/enqueue')
    .map(({ body }) => [body.event_action, body.dedup_key]);
const hooks = ({ requests }: Services): unknown[] =>
  requests.flatMap(({ path, body }) => (path === '/hook' && body.event !== 'escalated' ? body.event : []));
const posts = ({ requests }: Services): Record<string, unknown>[] =>
  requests.filter(({ path }) => path.startsWith('/slack/')).map(({ body }) => body);

scenario('one page for an incident, from the question to the rollback, in one thread', async ({ world }) => {
  await withServices(async (services) => {
    await startRollout(world, channels(services));
    expect(await next(world, 3)).toBe('asked 0');
    const [incident] = (await world.state()).incidents;
    const key = `${REPO}/support/${incident?.id}`;
    expect(pages(services)).toEqual([['trigger', key]]);
    world.pass(2);
    expect(await next(world, 3)).toBe('asking 0');
    expect(await next(world, 40)).toBe('rolled-back 1');
    // The metrics file says nothing of the time after the rollback, which is worth a page of its own.
    expect(new Set(pages(services).map((page) => JSON.stringify(page)))).toEqual(
      new Set([JSON.stringify(['trigger', key]), JSON.stringify(['trigger', `${key}/unverified`])]),
    );
    expect(hooks(services)).toEqual(['asked', 'reminder', 'rolled-back', ...after]);
    const [first, ...later] = posts(services);
    expect(first).not.toHaveProperty('thread_ts');
    expect(later.every((post) => post.thread_ts === '1700.1')).toBe(true);
    expect(first).toMatchObject({ channel: '#prompts', text: expect.stringContaining('v2.0.0 frozen') });
    expect((await world.state()).outbox).toEqual([]);
  });
});

scenario(
  'a channel that fails keeps nobody else from hearing, and is told later, once',
  async ({ world }) => {
    await withServices(async (services) => {
      services.slack = 'channel_not_found';
      await startRollout(world, channels(services));
      expect(await next(world, 40)).toBe('rolled-back 1');
      expect(hooks(services)).toEqual(['rolled-back', ...after]);
      const told = pages(services).length;
      const { outbox, rollout, incidents } = await world.state();
      expect(rollout).toBeNull();
      expect(incidents[0]?.pull_request).not.toBeNull();
      expect(outbox.flatMap((entry) => (entry.kind === 'notify' ? entry.event : []))).toEqual(
        expect.arrayContaining(['rolled-back', ...after]),
      );
      const sent = ['pagerduty', 'webhook'];
      for (const entry of outbox) expect(entry).toMatchObject({ kind: 'notify', sent });
      services.slack = null;
      world.pass(1);
      await world.run(secrets);
      expect(posts(services).length).toBeGreaterThan(hooks(services).length);
      expect(pages(services)).toHaveLength(told);
      expect(hooks(services)).toEqual(['rolled-back', ...after]);
      expect((await world.state()).outbox).toEqual([]);
    });
  },
);

scenario('a missing secret is said at once, and costs no rollback', async ({ world }) => {
  await withServices(async (services) => {
    await startRollout(world, channels(services));
    const run = await look(world, { errors: 40 });
    expect(run.end).toBe('rolled-back 1');
    expect(run.stdout).toContain('pagerduty-routing-key');
    expect(services.requests).toEqual([]);
    const { outbox } = await world.state();
    expect(outbox.every(({ kind }) => kind === 'notify')).toBe(true);
    expect(outbox.map((entry) => (entry.kind === 'notify' ? entry.event : ''))).toContain('rolled-back');
  });
});

scenario('an outage pages once, and is called off when it is over', async ({ world }) => {
  await withServices(async (services) => {
    await startRollout(world, channels(services));
    const bad = { errors: 30 };
    for (let minute = 0; minute < 2; minute++) {
      world.pass(1);
      await measure(world, bad, bad);
      expect((await world.run(secrets)).end).toBe('outage 0');
    }
    expect(pages(services).map((page) => (page as unknown[])[0])).toEqual(['trigger']);
    for (let minute = 0; minute < 3; minute++) await next(world, 0.1);
    const [trigger, resolve, ...rest] = pages(services) as [string, string][];
    expect(resolve).toEqual(['resolve', trigger?.[1]]);
    expect(rest).toEqual([]);
    expect(hooks(services)).toEqual(expect.arrayContaining(['outage', 'hold-over']));
  });
});
