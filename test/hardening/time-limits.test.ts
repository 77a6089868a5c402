import { afterEach, expect, it } from 'vitest';
import { post } from '../../src/http/post.ts';
import { prometheusClient } from '../../src/metrics/prometheus/client.ts';
import { type Spy, startSpy } from './servers.ts';

let spy: Spy | null = null;
afterEach(() => spy?.close());

/** Seconds that are no whole number of milliseconds, as a rest of time gives them: 1.001 × 1000 is 1000.9999999999999. */
it.each([1.1, 1.001, 8.3456789])('a request with %s seconds left is sent', async (timeout) => {
  spy = await startSpy(() => ({
    status: 200,
    body: '{"status":"success","data":{"resultType":"vector","result":[]}}',
  }));
  const answer = await post({ url: spy.origin, headers: {}, body: '{}', timeout, fetch, reads: false });
  expect(answer.status).toBe(200);
  const client = prometheusClient({
    ...{ url: spy.origin, timeout, authorization: null, secrets: [], fetch },
    ...{ now: Date.now, onRequest: () => {} },
  });
  expect((await client.instant('up', new Date(0))).value).toEqual([]);
});
