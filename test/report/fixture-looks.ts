import type { ArmLook, Look } from '../../src/evidence/looks.ts';

const begin = Date.parse('2026-11-21T13:40:30.000Z');

const le = [0.5, 1, 1.5, 2, 3, 5, '+Inf'] as const;

/** An arm with so many requests, of which so many failed; `slow` moves its tail from about 1.3 s to about 2.7 s. */
function arm(requests: number, errors: number, slow: boolean, quality: number): ArmLook {
  const shares = slow ? [0.3, 0.7, 0.9, 0.97, 0.995, 1, 1] : [0.5, 0.96, 0.998, 1, 1, 1, 1];
  return {
    requests,
    errors,
    latency: { le, counts: shares.map((share) => share * requests) },
    quality: { count: requests, sum: quality * requests },
  };
}

/**
 * The looks of a rollout at 1 % and, from 13:51:00, at 5 %: well but for a minute without requests, until errors and
 * latency rise at 14:01:00. Before the start stable is alone.
 */
export const looks = rollout(4);

/** The same, in which only latency rises. */
export const slowLooks = rollout(0);

function rollout(failing: number): readonly Look[] {
  return Array.from({ length: 64 }, (_, index): Look => {
    const at = begin + (index - 20) * 30_000;
    const started = at > begin;
    const weight = !started ? 0 : at <= Date.parse('2026-11-21T13:51:00.000Z') ? 1 : 5;
    const bad = at > Date.parse('2026-11-21T14:01:00.000Z');
    const silent = !started || (index >= 46 && index <= 47);
    const wobble = (index * 7) % 5;
    const requests = weight === 1 ? 9 + wobble : 45 + wobble;
    const errors = bad ? failing : index === 30 ? 1 : 0;
    return {
      at: new Date(at).toISOString(),
      weight,
      candidate: silent
        ? { requests: 0, errors: 0 }
        : arm(requests, errors, bad, bad ? 0.88 : 0.87 + wobble / 200),
      stable: arm(590 + wobble, index % 3 === 0 ? 3 : 1, false, 0.87),
    };
  });
}
