import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An event as PagerDuty's Events API v2 takes it; `payload` is that of a trigger. */
export interface PageEvent {
  readonly event_action: 'trigger' | 'acknowledge' | 'resolve';
  readonly dedup_key: string;
  readonly payload?: {
    readonly summary: string;
    readonly severity: string;
    readonly class: string;
    readonly custom_details: Readonly<Record<string, string | number | null>>;
  };
}

/** PagerDuty on this machine: it accepts every event and keeps it. */
export interface Pager {
  readonly url: string;
  readonly events: PageEvent[];
  close(): Promise<void>;
}

/** The input with which runs of a scenario page. */
export const pagerSecret = { 'pagerduty-routing-key': 'R0123456789ABCDEF0123456789ABCDE' };

/** Starts one; the caller closes it. */
export async function startPager(): Promise<Pager> {
  const events: PageEvent[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const event: PageEvent = JSON.parse(body);
      events.push(event);
      response
        .writeHead(request.url === '/v2/enqueue' ? 202 : 404, { 'content-type': 'application/json' })
        .end(JSON.stringify({ status: 'success', dedup_key: event.dedup_key }));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    events,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
