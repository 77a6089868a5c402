import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One answer. `cut` sends the head and half of the body, `drop` nothing at all. */
export interface Reply {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fault?: 'cut' | 'drop';
}

export interface Receiver {
  readonly origin: string;
  readonly received: readonly Received[];
  /** Answers for the next requests, in order; the last one stays. */
  answer(...replies: readonly Reply[]): void;
  close(): Promise<void>;
}

/** An HTTP server of this machine that writes down what it gets. Whoever starts it closes it. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let replies: readonly Reply[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    received.push({ method, path, headers, body: await text(request) });
    const [reply, ...rest] = replies;
    if (rest.length > 0) replies = rest;
    if (reply === undefined) throw new Error('the test gave no answer');
    const { status, body = '', headers: extra = {}, fault } = reply;
    if (fault === 'drop') return void response.destroy();
    const length = fault === 'cut' ? { 'content-length': String(body.length + 10) } : {};
    response.writeHead(status, { ...extra, ...length });
    if (fault !== 'cut') return void response.end(body);
    response.write(body, () => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    received,
    answer: (...next) => {
      replies = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
