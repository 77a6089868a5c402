import { expect, it } from 'vitest';
import { createTraffic } from '../../src/drill/traffic.ts';

const prompt = 'drill-20260304-050607-0af9';
const begin = new Date('2026-03-04T05:06:00.000Z');
const later = (seconds: number) => new Date(begin.getTime() + seconds * 1000);

/** A manifest that gives the bad version so many percent. */
function manifest(percent: number): string {
  const fractional = [
    ['v2.0.0', percent],
    ['v1.0.0', 100 - percent],
  ];
  const targeting = percent === 0 ? {} : { targeting: { fractional } };
  const variants = { 'v1.0.0': { version: 'v1.0.0' }, 'v2.0.0': { version: 'v2.0.0' } };
  return JSON.stringify({
    flags: { [prompt]: { state: 'ENABLED', variants, defaultVariant: 'v1.0.0', ...targeting } },
  });
}

function setUp() {
  const seen: Date[] = [];
  const remote: { flags: string | null } = { flags: null };
  const source = createTraffic({
    prompt,
    begin,
    perSecond: 200,
    manifest: async () => remote.flags,
    onFailing: (at) => void seen.push(at),
  });
  const look = (at: Date, since: Date, candidate = 'v2.0.0') =>
    source.observe({ prompt, candidate, stable: 'v1.0.0', weight: 50, since, at });
  return { seen, remote, look };
}

it('gives the versions the traffic that the manifest gives them, and the bad one fails', async () => {
  const { seen, remote, look } = setUp();
  remote.flags = manifest(50);
  const { looks, candidate, problems } = await look(later(5), later(-3600));
  expect(problems).toEqual([]);
  expect(looks).toHaveLength(121);
  const last = looks?.at(-1);
  expect(last).toMatchObject({ at: later(5).toISOString(), weight: 50 });
  const bad = last?.candidate.requests ?? 0;
  expect(bad + (last?.stable.requests ?? 0)).toBe(1000);
  expect(bad).toBeGreaterThan(400);
  expect(bad).toBeLessThan(600);
  expect(candidate).toMatchObject({ requests: bad, errors: Math.round(bad / 5) });
  expect(seen).toEqual([later(5)]);
});

it('sends nobody to the bad version once the manifest names the good one alone', async () => {
  const { seen, remote, look } = setUp();
  remote.flags = manifest(50);
  await look(later(5), later(0));
  remote.flags = manifest(0);
  const { looks } = await look(later(10), later(5));
  expect(looks).toMatchObject([
    { candidate: { requests: 0, errors: 0 }, stable: { requests: 1000, errors: 2 } },
  ]);
  expect(seen).toHaveLength(1);
});

it('goes on with the bad version while the remote still names it', async () => {
  const { seen, remote, look } = setUp();
  remote.flags = manifest(50);
  await look(later(5), later(0));
  expect((await look(later(10), later(5))).looks?.[0]?.candidate.requests).toBeGreaterThan(400);
  expect(seen).toHaveLength(2);
});

it('has no requests before there is a manifest, and counts no time twice', async () => {
  const { seen, remote, look } = setUp();
  const { looks } = await look(later(5), later(0), 'v1.0.0');
  expect(looks).toMatchObject([{ stable: { requests: 0, errors: 0 } }]);
  remote.flags = manifest(50);
  expect((await look(later(5), later(0))).looks).toEqual(looks?.map((each) => ({ ...each })));
  expect(seen).toEqual([]);
});
