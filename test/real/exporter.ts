import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An application that exports counters for Prometheus to scrape, and knows what it really counted. */
export interface Exporter {
  readonly address: string;
  /** Adds to a counter; it exists from then on. */
  count(name: string, labels: Readonly<Record<string, string>>, by?: number): void;
  /** One request's duration (seconds) in a histogram with these upper bounds. */
  observe(
    name: string,
    labels: Readonly<Record<string, string>>,
    bounds: readonly number[],
    value: number,
  ): void;
  /** All counters at 0 and gone, as after a restart of the process. */
  restart(): void;
  /** From now on every sample bears the time of this call. */
  freeze(): void;
  close(): Promise<void>;
}

/**
 * Starts an exporter on a free port of the loopback. With `timestamps` it gives the time of its samples itself:
 * Prometheus then writes no stale marker when they end.
 */
export async function startExporter({ timestamps = false } = {}): Promise<Exporter> {
  const counters = new Map<string, number>();
  let frozen: number | null = null;
  const server = createServer((_, response) => {
    const time = timestamps ? ` ${frozen ?? Date.now()}` : '';
    const lines = [...counters].map(([series, value]) => `${series} ${value}${time}\n`);
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(lines.join(''));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

  function count(name: string, labels: Readonly<Record<string, string>>, by = 1): void {
    const text = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    const series = `${name}{${text.join(',')}}`;
    counters.set(series, (counters.get(series) ?? 0) + by);
  }
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    count,
    observe: (name, labels, bounds, value) => {
      for (const bound of bounds)
        count(`${name}_bucket`, { ...labels, le: String(bound) }, value <= bound ? 1 : 0);
      count(`${name}_bucket`, { ...labels, le: '+Inf' });
      count(`${name}_count`, labels);
    },
    restart: () => counters.clear(),
    freeze: () => {
      frozen = Date.now();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
