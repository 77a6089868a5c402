import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type Asked, metricsChecks } from '../../src/commands/doctor-metrics.ts';
import { configSchema } from '../../src/config/schema.ts';
import { readFacts } from '../../src/host/facts.ts';
import { readInputs } from '../../src/inputs.ts';
import { stateOf } from '../rollout/states.ts';

const now = new Date('2026-03-01T12:00:00.250Z');
let server: Server | null = null;
let asked: string[] = [];

/** A metrics source that has nothing; its clock says `date`. */
async function start(date: Date | null): Promise<string> {
  asked = [];
  const empty = { status: 'success', data: { resultType: 'matrix', result: [] } };
  const listening = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.sendDate = false;
    if (date !== null) response.setHeader('date', date.toUTCString());
    response.end(JSON.stringify(empty));
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  server = listening;
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  server = null;
});

const session = {
  inputs: readInputs(() => ''),
  facts: readFacts({}),
  clock: { now: () => now, sleep: async () => undefined },
};

const serving: Asked = { prompt: 'support', state: stateOf(), coming: null };

/** The checks with Prometheus at `url`; `more` are further settings of it. */
function check(url: string, prompts: readonly Asked[], more: object = {}) {
  const queries = {
    requests: 'requests_total{version="{{version}}"}',
    errors: 'errors_total{version="{{version}}"}',
  };
  const config = configSchema.parse({
    prompts: { support: { path: 'a.md' } },
    metrics: { source: 'prometheus', url, queries, ...more },
  });
  return metricsChecks(session, config, prompts);
}

describe('the metrics as the doctor asks for them', () => {
  it('are those of the version that serves, or is about to', async () => {
    const url = await start(now);
    const coming = { prompt: 'other', state: null, coming: 'v9.9.9' };
    const { findings } = await check(url, [serving, coming]);
    expect(findings.map(({ detail, state }) => [detail.split(' ')[0], state])).toEqual([
      ['support:', 'warning'],
      ['other:', 'warning'],
    ]);
    expect(asked.some((path) => decodeURIComponent(path).includes('version="v1"'))).toBe(true);
    expect(asked.some((path) => decodeURIComponent(path).includes('version="v9.9.9"'))).toBe(true);
  });

  it.each([
    [new Date('2026-03-01T11:58:00Z'), 119.75],
    [new Date('2026-03-01T12:10:00Z'), -600.25],
    [null, null],
  ])('show the clock of the source: %s', async (date, seconds) => {
    const { skews } = await check(await start(date), [serving]);
    expect(skews).toEqual([{ of: 'the metrics source', seconds }]);
  });

  it('are asked for no more than twenty prompts', async () => {
    const many = Array.from({ length: 22 }, (_, index) => ({ ...serving, prompt: `p${index}` }));
    const { findings } = await check(await start(now), many);
    expect(findings).toHaveLength(21);
    expect(findings.at(-1)).toMatchObject({ state: 'unknown', detail: expect.stringContaining('2 more') });
  });

  it('without credentials are a problem, and nothing is asked', async () => {
    const { findings, skews } = await check(await start(now), [serving], { auth: 'bearer' });
    expect(findings).toMatchObject([{ state: 'problem', cure: expect.stringContaining('metrics-token') }]);
    expect(skews).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('that do not answer are one problem', async () => {
    const url = await start(now);
    await new Promise((resolve) => server?.close(resolve));
    server = null;
    const { findings } = await check(url, [serving, { ...serving, prompt: 'other' }]);
    expect(findings).toMatchObject([
      { state: 'problem', detail: expect.stringContaining('does not answer') },
    ]);
  });

  it('of staging are looked at where they are configured', async () => {
    const url = await start(now);
    const metrics = { source: 'prometheus', url, preset: 'litellm' };
    const config = configSchema.parse({
      prompts: { support: { path: 'a.md' } },
      metrics,
      staging: { metrics },
    });
    const { findings } = await metricsChecks(session, config, [serving]);
    expect(findings.map(({ id, state }) => `${id} ${state}`)).toEqual(['metrics warning', 'staging ok']);
  });
});
