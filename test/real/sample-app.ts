import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FlagdProvider } from '@openfeature/flagd-provider';
import { OpenFeature, ProviderEvents } from '@openfeature/server-sdk';
import { type Random, random } from '../bench/random.ts';

/**
 * A support service, as a process of its own: `node sample-app.ts <flags.json>`. It asks OpenFeature for the prompt
 * of each conversation, calls a model with it, and exports what Prometheus scrapes. The model is pretended: it does
 * what the text of the prompt says of it, and its seconds are counted instead of waited for.
 *
 * It tells its parent `{ address }` once it listens, and `{ changed: true }` whenever its flags have changed.
 */

const prompt = 'customer-support';
const fallback = { version: 'none', content: 'Pretend: fails 0 %, takes 1 s, passes 100 %' };
const names = [
  ['requests', 'llm_requests_total'],
  ['errors', 'llm_errors_total'],
  ['passed', 'llm_quality_passed_total'],
  ['failed', 'llm_quality_failed_total'],
] as const;
const bounds = [0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 8];

interface Model {
  /** Shares from 0 to 1, and the median duration. */
  readonly fails: number;
  readonly passes: number;
  readonly seconds: number;
  /** The nth call of a version goes the same in every run. */
  readonly draw: Random;
}

interface Counters {
  requests: number;
  errors: number;
  passed: number;
  failed: number;
  seconds: number;
  /** Cumulative, as Prometheus has them; the last one is `+Inf`. */
  readonly buckets: number[];
}

const models = new Map<string, Model>();
const counters = new Map<string, Counters>();

/** Reads `Pretend: fails 0.3 %, takes 0.6 s, passes 90 %` out of a prompt. */
function modelOf(version: string, content: string): Model {
  const known = models.get(content);
  if (known !== undefined) return known;
  const [, fails, seconds, passes] =
    /fails ([\d.]+) %, takes ([\d.]+) s, passes ([\d.]+) %/.exec(content) ?? [];
  if (fails === undefined) throw new Error(`The prompt ${version} does not say what to pretend.`);
  const model = {
    fails: Number(fails) / 100,
    passes: Number(passes) / 100,
    seconds: Number(seconds),
    draw: random(version),
  };
  models.set(content, model);
  return model;
}

function countersOf(version: string): Counters {
  const known = counters.get(version);
  if (known !== undefined) return known;
  const buckets = bounds.map(() => 0).concat(0);
  const fresh = { requests: 0, errors: 0, passed: 0, failed: 0, seconds: 0, buckets };
  counters.set(version, fresh);
  return fresh;
}

/** Calls the model and counts; false when it fails. */
function call(version: string, content: string): boolean {
  const { fails, passes, seconds, draw } = modelOf(version, content);
  const count = countersOf(version);
  const took = seconds * Math.exp(0.5 * draw.normal());
  const failed = draw.uniform() < fails;
  const passed = draw.uniform() < passes;
  count.requests += 1;
  count.seconds += took;
  for (const [index, bound] of [...bounds, Number.POSITIVE_INFINITY].entries())
    if (took <= bound) count.buckets[index] = (count.buckets[index] ?? 0) + 1;
  if (failed) count.errors += 1;
  else if (passed) count.passed += 1;
  else count.failed += 1;
  return !failed;
}

/** Prometheus' text format. */
function exposition(): string {
  const plain = names.flatMap(([key, name]) => [
    `# TYPE ${name} counter`,
    ...[...counters].map(([version, count]) => `${name}${labels(version)} ${count[key]}`),
  ]);
  const histogram = [...counters].flatMap(([version, { buckets, seconds, requests }]) => [
    ...buckets.map(
      (value, index) => `llm_duration_seconds_bucket${labels(version, bounds[index] ?? '+Inf')} ${value}`,
    ),
    `llm_duration_seconds_sum${labels(version)} ${seconds}`,
    `llm_duration_seconds_count${labels(version)} ${requests}`,
  ]);
  return [...plain, '# TYPE llm_duration_seconds histogram', ...histogram, ''].join('\n');
}

function labels(version: string, le: number | '+Inf' | null = null): string {
  const bound = le === null ? '' : `,le="${le}"`;
  return `{prompt="${prompt}",version=${JSON.stringify(version)}${bound}}`;
}

async function main(flags: string): Promise<void> {
  await OpenFeature.setProviderAndWait(
    new FlagdProvider({ resolverType: 'in-process', offlineFlagSourcePath: flags }),
  );
  const client = OpenFeature.getClient();
  client.addHandler(ProviderEvents.ConfigurationChanged, () => process.send?.({ changed: true }));
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname === '/metrics') {
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(exposition());
      return;
    }
    const targetingKey = url.searchParams.get('user') ?? '';
    const { version, content } = await client.getObjectValue<typeof fallback>(prompt, fallback, {
      targetingKey,
    });
    const answered = call(version, content);
    response.writeHead(answered ? 200 : 500, { 'x-prompt-version': version }).end();
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () =>
    process.send?.({ address: `127.0.0.1:${(server.address() as AddressInfo).port}` }),
  );
}

// Nothing of it outlives the test.
process.on('disconnect', () => process.exit());
await main(process.argv[2] ?? 'flags.json');
