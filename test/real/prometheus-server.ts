import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface ScrapeTarget {
  /** `host:port`; its `/metrics` is scraped. */
  readonly address: string;
  /** Value of the label `job`; `app` unless given. */
  readonly job?: string;
}

export interface RealPrometheus {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts Debian's Prometheus on a free port of the loopback, with an empty database in a temporary folder.
 * It scrapes every target each `interval` (a Prometheus duration). Samples keep the time that a target gives
 * them. `close` ends it and removes the folder.
 */
export async function startPrometheus(options: {
  readonly scrapeTargets: readonly ScrapeTarget[];
  readonly interval: string;
}): Promise<RealPrometheus> {
  const folder = await mkdtemp(join(tmpdir(), 'prometheus-'));
  const config = {
    global: { scrape_interval: options.interval, scrape_timeout: options.interval },
    scrape_configs: options.scrapeTargets.map(({ address, job = 'app' }) => ({
      job_name: `${job}-${address}`,
      static_configs: [{ targets: [address], labels: { job } }],
    })),
  };
  // JSON is YAML.
  await writeFile(join(folder, 'prometheus.yml'), JSON.stringify(config));
  const server = spawn(
    '/usr/bin/prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--web.listen-address=127.0.0.1:0',
      '--log.level=info',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<void>((done) => server.once('close', () => done()));
  const close = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const address = await new Promise<string>((done, reject) => {
      const log: string[] = [];
      let listening = '';
      server.once('error', reject);
      server.once('close', () => reject(new Error(`Prometheus ended:\n${log.join('\n')}`)));
      createInterface({ input: server.stderr }).on('line', (line) => {
        log.push(line);
        listening = /msg="Listening on" address=(\S+)/.exec(line)?.[1] ?? listening;
        if (line.includes('Server is ready to receive web requests')) done(listening);
      });
    });
    return { url: `http://${address}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}
