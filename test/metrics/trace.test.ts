import { expect, it } from 'vitest';
import { prometheusClient } from '../../src/metrics/prometheus/client.ts';

const at = new Date('2026-11-21T14:00:00.000Z');

/** A client of a source that always answers this, and the lines that it told. */
function traced(body: string, status = 200) {
  const lines: string[] = [];
  const client = prometheusClient({
    url: 'https://metrics.example/prom/',
    timeout: 1,
    authorization: 'Bearer geheim',
    secrets: ['geheim'],
    fetch: async () => new Response(body, { status }),
    now: Date.now,
    onRequest: () => {},
    trace: (line) => lines.push(line),
  });
  return { client, lines };
}

it('tells each query with its address, its duration and how much came back, without credentials', async () => {
  const series = { metric: { a: '1' }, value: [0, '1'] };
  const answer = { status: 'success', data: { resultType: 'vector', result: [series, series] } };
  const { client, lines } = traced(JSON.stringify(answer));
  await client.instant('sum(x{token="geheim"})', at);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(
    /^https:\/\/metrics\.example\/prom\/api\/v1\/query: 2 series in \d+ ms: sum\(x\{token="\*\*\*"\}\)$/,
  );
});

it('tells a query that failed as such', async () => {
  const { client, lines } = traced('no', 503);
  await client.instant('up', at);
  expect(lines[0]).toMatch(/api\/v1\/query: failed \(source-down\) in \d+ ms: up$/);
});
