import { seeded } from '../../../src/demo/users.ts';
import type { ArmLook, Look } from '../../../src/evidence/looks.ts';
import type { LedgerEvent } from '../../../src/live/ledger.ts';
import type { Incident, PromptState, Rollout, Verification } from '../../../src/live/state.ts';
import type { Match } from '../../../src/policy/verdict.ts';
import type { PromptFacts } from '../../../src/report/page/facts.ts';
import type { Change } from '../../../src/rollout/change.ts';
import { ledgerEvent } from '../../../src/rollout/change.ts';
import { type Ground, groundOf } from '../../../src/rollout/ground.ts';
import { adopt, advance, complete, firstTraffic, start } from '../../../src/rollout/transition.ts';
import { actor, at, crossed, planOf, source } from '../../rollout/states.ts';

/** How a version behaves: errors a request, seconds of the median, mean quality. */
export interface Behaviour {
  readonly errors: number;
  readonly median: number;
  readonly quality: number;
}

export const sound: Behaviour = { errors: 0.0025, median: 0.9, quality: 0.87 };
export const failing: Behaviour = { errors: 0.038, median: 1.0, quality: 0.85 };
export const broken: Behaviour = { errors: 0.11, median: 1.3, quality: 0.7 };

const bounds = [0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 6, 10];

function arm(requests: number, { errors, median, quality }: Behaviour, random: () => number): ArmLook {
  const noisy = (mean: number): number =>
    Math.max(0, Math.round(mean + (random() - 0.5) * 2 * Math.sqrt(mean)));
  const total = Math.min(requests, noisy(requests));
  // A lognormal tail, by its logistic look-alike.
  const share = (seconds: number): number => 1 / (1 + (median / seconds) ** 4.6);
  const slower = 1 + (random() - 0.5) * 0.08;
  const counts = [...bounds.map((bound) => total * share(bound / slower)), total];
  const count = Math.round(total / 5);
  return {
    requests: total,
    errors: Math.min(total, noisy(total * errors)),
    latency: { le: [...bounds, '+Inf'], counts },
    quality: { count, sum: count * Math.min(1, quality + (random() - 0.5) * 0.04) },
  };
}

/** One prompt's story, told with the real transitions: its state and its ledger grow together. */
export class Tale {
  readonly id: string;
  state: PromptState;
  readonly events: LedgerEvent[] = [];
  readonly looks: { rollout: string; look: Look }[] = [];
  seconds: number;
  readonly #random: () => number;

  constructor(id: string, label: string, seconds = 0) {
    this.id = id;
    this.seconds = seconds;
    this.#random = seeded(id.length * 131 + label.length);
    const adopted = adopt(id, source(label), this.actor());
    this.state = adopted.state;
    this.events.push(...adopted.events);
  }

  actor(by = 'system') {
    return actor({
      now: at(this.seconds),
      by,
      tells: [],
      verification: {
        propagation: 10,
        interval: 5,
        escalate_after: 60,
        give_up_after: 300,
        min_requests: 100,
      },
    });
  }

  get rollout(): Rollout {
    if (this.state.rollout === null) throw new Error('no rollout');
    return this.state.rollout;
  }

  get incident(): Incident {
    const [incident] = this.state.incidents;
    if (incident === undefined) throw new Error('no incident');
    return incident;
  }

  apply(change: Change | null): this {
    if (change === null) throw new Error('nothing to apply');
    this.state = { ...change.state, outbox: [] };
    this.events.push(...change.events);
    return this;
  }

  change(fields: Partial<PromptState>): this {
    this.state = { ...this.state, ...fields };
    return this;
  }

  changeRollout(fields: Partial<Rollout>): this {
    return this.change({ rollout: { ...this.rollout, ...fields } });
  }

  changeIncident(fields: Partial<Incident>): this {
    const [first, ...rest] = this.state.incidents;
    if (first === undefined) throw new Error('no incident');
    return this.change({ incidents: [{ ...first, ...fields }, ...rest] });
  }

  wait(seconds: number): this {
    this.seconds += seconds;
    return this;
  }

  start(label: string): this {
    this.apply(start(this.state, source(label), planOf(), this.actor()));
    return this.wait(4).apply(firstTraffic(this.state, this.rollout, this.actor()));
  }

  /** Both versions serve for so many minutes, a look every half. */
  serve(minutes: number, candidate: Behaviour, stable: Behaviour = sound): this {
    for (let look = 0; look < minutes * 2; look++) {
      this.wait(30);
      const { weight, id } = this.rollout;
      const arms = {
        candidate: arm(Math.round(18 * weight), candidate, this.#random),
        stable: arm(18 * (100 - weight), stable, this.#random),
      };
      this.looks.push({ rollout: id, look: { at: at(this.seconds), weight, ...arms } });
    }
    return this;
  }

  advance(baseline: ArmLook | null = null): this {
    return this.apply(
      advance(this.state, this.rollout, this.rollout.stage + 1, this.actor(), null, baseline),
    );
  }

  complete(): this {
    return this.apply(complete(this.state, this.rollout, this.actor(), null));
  }

  /** A rule that was crossed `ago` seconds before. */
  ground(match: Match, ago: number): Ground {
    const since = at(this.seconds - ago);
    const verdict = crossed({ ...match, since });
    const evidence = { observation: { at: at(this.seconds - 2) }, verdict, exposure: null };
    return groundOf({ ...match, since }, at(this.seconds - 2), evidence);
  }

  /** What became of the newest rollback. */
  verify(status: Verification['status'], fields: Partial<Verification> = {}): this {
    const { verification, id, rollout, bad } = this.incident;
    if (verification === null) throw new Error('no verification');
    const names = {
      recovered: 'verified',
      escalated: 'escalated',
      failed: 'rollback-failed',
      unverified: 'unverified',
      waiting: null,
    } as const;
    const name = names[status];
    const reason =
      status === 'recovered' ? 'error rate 0.21 % over 12,480 requests' : 'error rate 6.2 %, limit 1 %';
    if (name !== null)
      this.events.push(ledgerEvent(this.actor(), name, { rollout, incident: id, version: bad, reason }));
    return this.changeIncident({ verification: { ...verification, status, ...fields } });
  }

  facts(drift: PromptFacts['drift'] = null): PromptFacts {
    const looksOf = (rollout: string): Look[] =>
      this.looks.filter((each) => each.rollout === rollout).map(({ look }) => look);
    return { id: this.id, state: this.state, events: this.events, looksOf, drift };
  }
}
