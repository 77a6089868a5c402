import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The sample application, running. */
export interface SampleApp {
  /** `host:port`. */
  readonly address: string;
  /** When it took over a changed flags.json, in milliseconds since 1970. */
  readonly changes: readonly number[];
  /** Requests and errors of every version, as it exports them. */
  counts(): Promise<Record<string, { requests: number; errors: number }>>;
  close(): Promise<void>;
}

type Message = { readonly address: string } | { readonly changed: true };

/** Starts the sample application; it evaluates the flags of the file, which must exist. */
export async function startSampleApp(flags: string): Promise<SampleApp> {
  const program = fileURLToPath(new URL('sample-app.ts', import.meta.url));
  const child = fork(program, [flags], { execArgv: [] });
  const changes: number[] = [];
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const address = await new Promise<string>((done, reject) => {
    child.once('close', (code) => reject(new Error(`The application ended with ${code}.`)));
    child.on('message', (message: Message) => {
      if ('address' in message) done(message.address);
      else changes.push(Date.now());
    });
  });
  return {
    address,
    changes,
    counts: async () => countsOf(await (await fetch(`http://${address}/metrics`)).text()),
    close: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function countsOf(metrics: string): Record<string, { requests: number; errors: number }> {
  const counts: Record<string, { requests: number; errors: number }> = {};
  for (const [, kind, version = '', value] of metrics.matchAll(
    /^llm_(requests|errors)_total\{.*version="(.*?)"\} (\d+)$/gm,
  )) {
    counts[version] ??= { requests: 0, errors: 0 };
    counts[version][kind === 'errors' ? 'errors' : 'requests'] = Number(value);
  }
  return counts;
}
