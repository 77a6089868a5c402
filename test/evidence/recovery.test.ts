import { describe, expect, it } from 'vitest';
import { type RecoveryLook, recovery, recoveryLimit } from '../../src/evidence/recovery.ts';
import { random } from '../bench/random.ts';
import { time } from './build.ts';

/** Scrapes five seconds apart, [requests, errors] each; the first one is that of the switch. */
function scrapes(counts: readonly (readonly [number, number])[]): RecoveryLook[] {
  return counts.map(([requests, errors], i) => ({ at: time(5 * i), requests, errors }));
}

function same(count: number, requests: number, errors: number): [number, number][] {
  return Array.from({ length: count }, () => [requests, errors]);
}

describe('verification of a rollback', () => {
  it('waits for the time to be up, then says recovered', () => {
    expect(recovery([]).status).toBe('waiting');
    expect(recovery(scrapes(same(12, 50, 0)))).toMatchObject({ status: 'waiting', seconds: 55 });
    expect(recovery(scrapes(same(13, 50, 0)))).toMatchObject({
      status: 'recovered',
      seconds: 60,
      requests: 600,
      errors: 0,
    });
  });

  it('ignores the first scrape, which still holds the time before', () => {
    expect(recovery(scrapes([[400, 80], ...same(12, 50, 0)]))).toMatchObject({
      status: 'recovered',
      errors: 0,
    });
  });

  it('escalates at once when the failure is proven to go on', () => {
    const failing = recovery(scrapes([[50, 4], ...same(4, 50, 4)]));
    expect(failing.status).toBe('failing');
    expect(failing.seconds).toBe(20);
    expect(failing.p).toBeLessThan(0.05);
  });

  it('does not call 2 % recovered because one scrape was clean', () => {
    expect(
      recovery(
        scrapes([
          [50, 1],
          [50, 0],
        ]),
      ).status,
    ).toBe('waiting');
    expect(recovery(scrapes(same(13, 50, 1))).status).toBe('failing');
  });

  it('is unverified below a hundred requests, never recovered', () => {
    expect(recovery(scrapes(same(13, 8, 0)))).toMatchObject({ status: 'unverified', requests: 96 });
    expect(recovery(scrapes(same(60, 0, 0)))).toMatchObject({ status: 'unverified', error_rate: null });
  });

  it('sees a recovery that comes late', () => {
    const late = [...same(13, 50, 5), ...same(12, 50, 0)];
    expect(recovery(scrapes(late.slice(0, 20))).status).toBe('failing');
    expect(recovery(scrapes(late)).status).toBe('recovered');
  });

  it('allows a service what it had before', () => {
    expect(recoveryLimit(null)).toBe(0.01);
    expect(recoveryLimit(0.003)).toBe(0.01);
    expect(recoveryLimit(0.03)).toBeCloseTo(0.045, 12);
    const counts = scrapes(same(13, 100, 3));
    expect(recovery(counts).status).toBe('failing');
    expect(recovery(counts, { limit: recoveryLimit(0.03) }).status).toBe('recovered');
  });

  it('escalates early for few healthy services', () => {
    let early = 0;
    for (let run = 0; run < 500; run++) {
      const { poisson } = random(`recovery ${run}`);
      const looks = scrapes(Array.from({ length: 12 }, () => [50, poisson(0.15)] as const));
      early += looks.some((_, i) => recovery(looks.slice(0, i + 1)).status === 'failing') ? 1 : 0;
    }
    expect(early / 500).toBeLessThan(0.05);
  });
});
