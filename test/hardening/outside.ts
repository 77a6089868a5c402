import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { PageEvent } from '../scenarios/pager.ts';
import type { EffectWatch } from './effects.ts';

/** PagerDuty and the receiver of manifests, on one port: they take everything, and their effects are watched. */
export interface Outside {
  readonly config: { readonly rollback: object; readonly notify: object; readonly delivery: object };
  /** Inputs with the secrets of both, of runs that look once. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly pages: PageEvent[];
  /** The manifests that were handed on. */
  readonly delivered: string[];
  close(): Promise<void>;
}

const verification = { interval: '30s' };

/** Starts both; the caller closes them. */
export async function startOutside(watch: EffectWatch): Promise<Outside> {
  const pages: PageEvent[] = [];
  const delivered: string[] = [];
  const take = (path: string, body: string): string => {
    if (path !== '/v2/enqueue') {
      delivered.push(body);
      return '';
    }
    const event: PageEvent = JSON.parse(body);
    pages.push(event);
    return JSON.stringify({ status: 'success', dedup_key: event.dedup_key });
  };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const path = request.url ?? '';
    const name = path === '/v2/enqueue' ? `page ${JSON.parse(body).event_action}` : 'deliver';
    const { effect, drop } = watch.before(name);
    if (drop) return void request.socket.destroy();
    const answer = take(path, body);
    if (watch.after(effect)) return void request.socket.destroy();
    response.writeHead(202, { 'content-type': 'application/json' }).end(answer);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    config: {
      notify: { pagerduty: { url, severities: ['critical', 'high', 'medium'] } },
      // Every five seconds for five minutes would be most of what a run does.
      rollback: { verification },
      delivery: { webhook: { url: `${url}/flags` }, copy: 'flags.json' },
    },
    inputs: {
      // A verification that nothing ends by itself takes five minutes: a second look at everything adds nothing to it.
      interval: '10m',
      'pagerduty-routing-key': 'R0123456789ABCDEF0123456789ABCDE',
      'delivery-secret': 'the key of the receiver',
    },
    pages,
    delivered,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
