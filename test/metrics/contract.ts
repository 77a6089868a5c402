import { describe, expect, it } from 'vitest';
import type { MetricsSource, Observation } from '../../src/metrics/port.ts';

/** What one version really did in the five minutes before the look. */
export interface Truth {
  readonly requests: number;
  readonly errors: number;
  /** Seconds that every request took. */
  readonly duration: number;
  readonly passed: number;
  readonly failed: number;
}

export interface World {
  readonly candidate: Truth | null;
  readonly stable: Truth | null;
  /** Age in seconds of the newest sample at the look; the source calls it stale from 120 s on. */
  readonly age: number;
  readonly broken?: 'unreachable' | 'garbage' | 'not-a-number';
}

/** A source over a world; `at` is the moment of the look. */
export interface Rig {
  readonly source: MetricsSource;
  readonly at: Date;
  close(): Promise<void>;
}

export const prompt = 'customer-support';
/** A label with a character that means something in a regular expression and in an address. */
export const candidate = 'v2.0.0+b.7';
export const stable = 'v1.9.0';

const good: Truth = { requests: 600, errors: 1, duration: 0.4, passed: 57, failed: 3 };
const bad: Truth = { requests: 90, errors: 9, duration: 1.5, passed: 6, failed: 6 };
const healthy: World = { candidate: { ...good, requests: 120 }, stable: good, age: 10 };

/** What every metrics source must do, whatever it reads. */
export function describeMetricsSource(name: string, open: (world: World) => Promise<Rig>): void {
  async function look(world: World, weight = 5): Promise<{ seen: Observation; at: Date }> {
    const rig = await open(world);
    try {
      const since = new Date(rig.at.getTime() - 3600_000);
      const request = { prompt, candidate, stable, weight, since, at: rig.at };
      return { seen: await rig.source.observe(request), at: rig.at };
    } finally {
      await rig.close();
    }
  }

  describe(`${name} as a metrics source`, () => {
    it('gives the counts of both versions as they were', async () => {
      const { seen, at } = await look(healthy);
      expect(seen.candidate).toMatchObject({ version: candidate, requests: 120, errors: 1 });
      expect(seen.stable).toMatchObject({ version: stable, requests: 600, errors: 1 });
      expect(seen.problems).toEqual([]);
      expect(seen.rates).toBeNull();
      const age = (at.getTime() - Date.parse(seen.at)) / 1000;
      expect(age).toBeGreaterThanOrEqual(10);
      expect(age).toBeLessThan(60);
    });

    it('gives p99 in seconds and quality from 0 to 1', async () => {
      const { seen } = await look({ ...healthy, candidate: bad });
      expect(seen.stable.quality).toBeCloseTo(0.95);
      expect(seen.candidate.quality).toBeCloseTo(0.5);
      // The requests of a version all take equally long; buckets end at 0.5 s and 2 s.
      expect(seen.stable.p99).toBeGreaterThan(0.1);
      expect(seen.stable.p99).toBeLessThanOrEqual(0.5);
      expect(seen.candidate.p99).toBeGreaterThan(1);
      expect(seen.candidate.p99).toBeLessThanOrEqual(2);
    });

    it('gives looks that add up to the counts, and bear the weight', async () => {
      const { seen } = await look({ ...healthy, candidate: bad });
      const looks = seen.looks ?? [];
      const total = (arm: 'candidate' | 'stable', key: 'requests' | 'errors'): number =>
        looks.reduce((sum, each) => sum + each[arm][key], 0);
      expect([total('candidate', 'requests'), total('candidate', 'errors')]).toEqual([90, 9]);
      expect([total('stable', 'requests'), total('stable', 'errors')]).toEqual([600, 1]);
      expect(new Set(looks.map(({ weight }) => weight))).toEqual(new Set([5]));
    });

    it('takes a version without any error for one with 0 errors', async () => {
      const { seen } = await look({ ...healthy, candidate: { ...good, errors: 0 } });
      expect(seen.candidate.errors).toBe(0);
      expect(seen.problems).toEqual([]);
    });

    it('says that a candidate has no data, and counts nothing for it', async () => {
      const { seen } = await look({ ...healthy, candidate: null });
      expect(seen.candidate).toMatchObject({ requests: null, errors: null, p99: null, quality: null });
      expect(seen.problems).toContainEqual(
        expect.objectContaining({ code: 'no-data', fatal: true, arm: 'candidate', metric: 'requests' }),
      );
      expect(seen.problems.filter(({ arm }) => arm === 'stable')).toEqual([]);
    });

    it('does not mind the silence of a version that is given no traffic', async () => {
      const { seen } = await look({ ...healthy, stable: null }, 100);
      expect(seen.problems.filter(({ fatal }) => fatal)).toEqual([]);
      expect(seen.problems).toContainEqual(expect.objectContaining({ code: 'no-data', arm: 'stable' }));
      const rolledBack = await look({ ...healthy, candidate: null }, 0);
      expect(rolledBack.seen.problems.filter(({ fatal }) => fatal)).toEqual([]);
    });

    it('minds the silence of stable while both have traffic', async () => {
      const { seen } = await look({ ...healthy, stable: null }, 99);
      expect(seen.problems).toContainEqual(
        expect.objectContaining({ code: 'no-data', fatal: true, arm: 'stable', metric: 'requests' }),
      );
    });

    it.each([119, 121])('knows whether data %s s old is stale', async (age) => {
      const { seen } = await look({ ...healthy, age });
      const stale = seen.problems.filter(({ code, fatal }) => code === 'stale' && fatal);
      expect(stale.length > 0).toBe(age > 120);
      expect(seen.problems.length > 0).toBe(age > 120);
    });

    it.each(['not-a-number', 'garbage', 'unreachable'] as const)(
      'reports what is %s, and judges nothing',
      async (broken) => {
        const { seen } = await look({ ...healthy, broken });
        const codes = seen.problems.filter(({ fatal }) => fatal).map(({ code }) => code);
        expect(codes.length).toBeGreaterThan(0);
        const expected = {
          'not-a-number': ['not-a-number', 'invalid-data'],
          garbage: ['invalid-data'],
          unreachable: ['source-down'],
        };
        expect(expected[broken]).toEqual(expect.arrayContaining([...new Set(codes)]));
        expect(seen.candidate).toMatchObject({ requests: null, errors: null });
        expect(seen.looks).toBeNull();
      },
    );

    it('refuses errors above requests', async () => {
      const { seen } = await look({ ...healthy, candidate: { ...good, requests: 10, errors: 40 } });
      expect(seen.candidate.errors).toBeNull();
      expect(seen.problems).toContainEqual(expect.objectContaining({ code: 'invalid-data', fatal: true }));
    });

    it('looks at one version alone when both sides are that version', async () => {
      const rig = await open(healthy);
      try {
        const since = new Date(rig.at.getTime() - 3600_000);
        const seen = await rig.source.observe({
          prompt,
          candidate: stable,
          stable,
          weight: 100,
          since,
          at: rig.at,
        });
        expect(seen.candidate).toMatchObject({ version: stable, requests: 600, errors: 1 });
        expect(seen.stable).toEqual(seen.candidate);
        expect(seen.problems).toEqual([]);
      } finally {
        await rig.close();
      }
    });
  });
}
