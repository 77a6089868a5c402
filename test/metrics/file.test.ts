import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileMetricsConfig } from '../../src/config/schema.ts';
import { Failure } from '../../src/errors/fail.ts';
import { fileSource } from '../../src/metrics/file.ts';
import type { Observation, ObserveRequest } from '../../src/metrics/port.ts';
import { candidate, describeMetricsSource, prompt, stable, type Truth, type World } from './contract.ts';

const config: FileMetricsConfig = {
  source: 'file',
  file: 'metrics.json',
  window: 300,
  stale_after: 120,
  outage_limit: 600,
};
const at = new Date('2026-03-02T10:00:00.000Z');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'metrics-file-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function arm(truth: Truth): unknown {
  const { requests, errors, duration, passed, failed } = truth;
  const le = [0.1, 0.5, 1, 2, '+Inf'];
  const counts = le.map((bound) => (bound === '+Inf' || duration <= Number(bound) ? requests : 0));
  return { requests, errors, latency: { le, counts }, quality: { passed, failed } };
}

function fileOf(world: World): string {
  const dated = new Date(at.getTime() - world.age * 1000).toISOString();
  const arms = {
    ...(world.candidate === null ? {} : { candidate: arm(world.candidate) }),
    ...(world.stable === null ? {} : { stable: arm(world.stable) }),
  };
  const text = JSON.stringify({ at: dated, ...arms });
  if (world.broken === 'garbage') return text.slice(0, -20);
  return world.broken === 'not-a-number' ? text.replace('"requests":120', '"requests":1e999') : text;
}

describeMetricsSource('file', async (world) => {
  if (world.broken !== 'unreachable') await writeFile(join(folder, 'metrics.json'), fileOf(world));
  return { source: fileSource(config, folder), at, close: async () => {} };
});

describe('file', () => {
  const request: ObserveRequest = { prompt, candidate, stable, weight: 5, since: new Date(0), at };

  async function look(content: unknown, changes: Partial<ObserveRequest> = {}): Promise<Observation> {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    await writeFile(join(folder, 'metrics.json'), text);
    return fileSource(config, folder).observe({ ...request, ...changes });
  }
  const counts = { requests: 100, errors: 2 };

  it('reads rates alone', async () => {
    const seen = await look({ at: at.toISOString(), error_rate_pct: 8.4, quality_drop_pct: -3 });
    expect(seen.rates).toEqual({ error_rate_pct: 8.4, quality_drop_pct: -3, latency_increase_pct: null });
    expect(seen).toMatchObject({ looks: null, problems: [], candidate: { requests: null } });
  });

  it('takes the time of modification where the file has none', async () => {
    await look({ candidate: counts, stable: counts });
    const path = join(folder, 'metrics.json');
    const modified = new Date(at.getTime() - 200_000);
    await utimes(path, modified, modified);
    const seen = await fileSource(config, folder).observe(request);
    expect(seen.at).toBe(modified.toISOString());
    expect(seen.problems).toMatchObject([{ code: 'stale', fatal: true }]);
  });

  it('refuses a time in the future', async () => {
    const soon = new Date(at.getTime() + 61_000).toISOString();
    const seen = await look({ at: soon, candidate: counts, stable: counts });
    expect(seen.problems).toMatchObject([
      { code: 'invalid-data', fatal: true, detail: expect.stringContaining('61 s') },
    ]);
  });

  it('reads the part of the prompt out of a file of several', async () => {
    const dated = { at: at.toISOString(), stable: counts };
    const several = {
      prompts: {
        [prompt]: { ...dated, candidate: counts },
        other: { ...dated, candidate: { requests: 7, errors: 0 } },
      },
    };
    expect((await look(several)).candidate.requests).toBe(100);
    expect((await look(several, { prompt: 'other' })).candidate.requests).toBe(7);
    const none = await look(several, { prompt: 'third' });
    expect(none.problems).toMatchObject([{ code: 'no-data', fatal: true, arm: null }]);
    const inherited = await look(several, { prompt: 'constructor' });
    expect(inherited.problems).toMatchObject([{ code: 'no-data', fatal: true }]);
  });

  it('fills prompt and version into the path, and never leaves it for them', async () => {
    const file = join('metrics', '{{prompt}}-{{ version }}.json');
    const path = join(folder, `${prompt}-${candidate}.json`);
    await writeFile(path, JSON.stringify({ at: at.toISOString(), candidate: counts, stable: counts }));
    const source = fileSource({ ...config, file: file.replace('metrics/', '') }, folder);
    expect((await source.observe(request)).candidate.requests).toBe(100);
    for (const version of ['../../etc/passwd', '..', 'a/b', 'a\\b', ''])
      expect((await source.observe({ ...request, candidate: version })).problems).toMatchObject([
        { code: 'invalid-data', fatal: true },
      ]);
  });

  it('refuses a placeholder that does not exist when it is set up', () => {
    expect(() => fileSource({ ...config, file: '{{promt}}.json' }, folder)).toThrow(Failure);
  });

  it('refuses a file of another version', async () => {
    const seen = await look({
      at: at.toISOString(),
      candidate: { ...counts, version: 'v1.5.0' },
      stable: counts,
    });
    expect(seen.problems).toMatchObject([{ code: 'invalid-data', fatal: true, arm: 'candidate' }]);
    expect(seen.candidate.requests).toBeNull();
  });

  it('says which metric one version lacks', async () => {
    const seen = await look({
      at: at.toISOString(),
      candidate: { ...counts, p99_ms: 1200 },
      stable: { ...counts, quality: 0.9 },
    });
    expect(seen.candidate.p99).toBe(1.2);
    expect(seen.problems).toMatchObject([
      { code: 'no-data', fatal: true, arm: 'candidate', metric: 'quality' },
      { code: 'no-data', fatal: true, arm: 'stable', metric: 'latency' },
    ]);
  });

  it('does not take grades of nothing for quality', async () => {
    const ungraded = { ...counts, quality: { count: 0, sum: 0 } };
    const seen = await look({ at: at.toISOString(), candidate: ungraded, stable: ungraded });
    expect(seen.problems.map(({ arm: name, metric }) => [name, metric])).toEqual([
      ['candidate', 'quality'],
      ['stable', 'quality'],
    ]);
  });

  it.each([
    ['a negative count', { requests: -1, errors: 0 }, 'candidate.requests'],
    ['a misspelt key', { requests: 1, error: 0 }, 'error'],
    ['a score above 1', { ...counts, quality: 90 }, 'candidate.quality'],
    ['a sum above its count', { ...counts, quality: { count: 10, sum: 11 } }, 'candidate.quality.sum'],
    ['buckets that fall', { ...counts, latency: { le: [1, '+Inf'], counts: [9, 8] } }, 'candidate.latency'],
    ['buckets without an end', { ...counts, latency: { le: [1, 2], counts: [8, 9] } }, 'candidate.latency'],
    ['errors above requests', { requests: 1, errors: 2 }, 'candidate.errors'],
    ['a text', { requests: '100', errors: 0 }, 'candidate.requests'],
    ['null', { requests: null, errors: 0 }, 'candidate.requests'],
  ])('names the field of %s', async (_, wrong, field) => {
    const seen = await look({ at: at.toISOString(), candidate: wrong, stable: counts });
    expect(seen.problems[0]).toMatchObject({
      code: 'invalid-data',
      fatal: true,
      detail: expect.stringContaining(field),
    });
    expect(seen.looks).toBeNull();
  });

  it.each(['', '[]', '"text"', 'NaN', '{"prompts":[]}', '{"error_rate_pct":101}', '{"error_rate_pct":-1}'])(
    'refuses %s',
    async (content) => {
      expect((await look(content)).problems).toMatchObject([{ code: 'invalid-data', fatal: true }]);
    },
  );

  it('refuses a file that is too large', async () => {
    const seen = await look(`{"candidate": "${'x'.repeat(1024 * 1024)}"}`);
    expect(seen.problems).toMatchObject([{ code: 'invalid-data', detail: expect.stringContaining('1 MB') }]);
  });

  it('reports a folder in place of the file', async () => {
    const seen = await fileSource({ ...config, file: '.' }, folder).observe(request);
    expect(seen.problems).toMatchObject([{ code: 'source-down', fatal: true }]);
  });
});
