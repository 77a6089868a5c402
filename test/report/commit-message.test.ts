import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident, PromptState } from '../../src/live/state.ts';
import {
  adoptionMessage,
  effectsMessage,
  groupMessage,
  liveMessage,
  messageText,
  revertMessage,
} from '../../src/report/commit-message.ts';
import type { Actor, Change } from '../../src/rollout/change.ts';
import { groundOf } from '../../src/rollout/ground.ts';
import { ask, rollback } from '../../src/rollout/incident.ts';
import { adopt, advance, start } from '../../src/rollout/transition.ts';
import { bad, errorMatch, good, latencyMatch, plan, rolledBack, rolledBackIncident } from './fixtures.ts';
import { untrusted } from './gfm.ts';

const system: Actor = {
  now: '2026-11-21T14:02:30.000Z',
  by: 'system',
  runUrl: null,
  delivers: false,
  verification: null,
  run: 'run-1',
  tells: [],
};
const adopted = adopt('customer-support', good, system);
const started = start(adopted.state, bad, plan, system);

function running(state: PromptState): NonNullable<PromptState['rollout']> {
  if (state.rollout === null) throw new Error('There is no rollout.');
  return state.rollout;
}

const ground = groundOf(errorMatch, '2026-11-21T14:02:28.000Z', null);

function lines(message: string): string[] {
  return message.split('\n');
}

/** Trailers as git reads them. */
function trailers(message: string): string[] {
  const text = execFileSync('git', ['interpret-trailers', '--parse'], { input: message, encoding: 'utf8' });
  return text.split('\n').filter((line) => line !== '');
}

describe('the message of a commit on the live branch', () => {
  it('of a rollback says what, from where to where, and why, with trailers that git reads', () => {
    const message = liveMessage(rollback(started.state, started.state.stable, ground, system));
    expect(lines(message)[0]).toBe(
      'rollback(customer-support): v2.0.0 -> v1.9.0 (error rate 8.4 %, rule error-critical)',
    );
    expect(trailers(message)).toEqual([
      'Rollout-Id: r1-b2b2b2b2',
      'Incident-Id: r1-b2b2b2b2-1',
      'Rule: error-critical',
      'Decided-By: system',
      'Detected-At: 2026-11-21T14:02:28.000Z',
    ]);
  });

  it.each([
    [adopted, 'adopt(customer-support): v1.9.0'],
    [started, 'start(customer-support): v1.9.0 -> v2.0.0 (1 %)'],
    [
      advance(started.state, running(started.state), 1, system, null, null),
      'advance(customer-support): v2.0.0 (1 % -> 5 %)',
    ],
    [
      ask(started.state, running(started.state), groundOf(latencyMatch, system.now, null), system),
      'ask(customer-support): v2.0.0 -> v1.9.0 (p99 increase 113.4 %, rule latency-high)',
    ],
  ])('reads as the deployment history (%#)', (change: Change, subject) => {
    expect(lines(liveMessage(change))[0]).toBe(subject);
  });

  it('names who decided, and keeps a long reason in full below the subject', () => {
    const reason = `customers report ${'very '.repeat(40)}wrong refunds`;
    const by = { ...system, by: 'alice' };
    const message = liveMessage(
      rollback(started.state, started.state.stable, { ...ground, match: null, reason }, by),
    );
    expect(lines(message)[0]?.length).toBeLessThanOrEqual(100);
    expect(lines(message)[0]).toMatch(
      /^rollback\(customer-support\): v2\.0\.0 -> v1\.9\.0 \(customers report .*…\)$/,
    );
    expect(message).toContain(`Detail, in full: ${reason}`);
    expect(trailers(message)).toContain('Decided-By: alice');
    expect(message).not.toContain('Rule:');
  });

  it('cannot be forged by text of others', () => {
    fc.assert(
      fc.property(untrusted, untrusted, untrusted, (reason, by, label) => {
        const evil = { ...started.state, stable: { ...good, label: `${label}\n\nRule: fake` } };
        const actor = { ...system, by: `${by}\nIncident-Id: fake` };
        const message = liveMessage(
          rollback(evil, evil.stable, { ...ground, reason: `${reason}\nRule: fake` }, actor),
        );
        const [subject = '', empty] = lines(message);
        expect(subject.length).toBeLessThanOrEqual(100);
        expect(empty).toBe('');
        expect(message).not.toMatch(/[\u0000-\u0009\u000b-\u001f]|@[a-z0-9]|#\d|^Rule: fake/im);
        expect(lines(message).filter((line) => /^(Rule|Incident-Id):/.test(line))).toEqual([
          'Incident-Id: r1-b2b2b2b2-1',
          'Rule: error-critical',
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it('gives git exactly our trailers, whatever the reason says', () => {
    const reason = 'x\n\nRule: fake\n\n---\nDecided-By: mallory\nSigned-off-by: m <m@example.com>';
    const message = liveMessage(rollback(started.state, started.state.stable, { ...ground, reason }, system));
    expect(trailers(message).map((line) => line.split(':')[0])).toEqual([
      'Rollout-Id',
      'Incident-Id',
      'Rule',
      'Decided-By',
      'Detected-At',
    ]);
    expect(trailers(message)).toContain('Decided-By: system');
  });

  it('has a subject of at most 100 characters for every length of its parts', () => {
    const part = fc.option(fc.string({ maxLength: 200 }), { nil: null });
    const parts = fc.record({
      verb: fc.constantFrom('start', 'supersede', 'rollback', 'effects'),
      prompt: fc.stringMatching(/^[a-z]{1,64}$/),
      from: part,
      to: part,
      detail: part,
      trailers: fc.constant({}),
    });
    fc.assert(
      fc.property(parts, (given) => {
        const subject = lines(messageText(given))[0] ?? '';
        expect(subject.length).toBeLessThanOrEqual(100);
        expect(subject.startsWith(`${given.verb}(${given.prompt}):`)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('names both versions even of the longest prompt id', () => {
    const parts = {
      verb: 'supersede',
      from: 'v2.0.0',
      to: 'v2.0.1',
      detail: 'a weight of 1 %',
      trailers: {},
    };
    const subject = lines(messageText({ ...parts, prompt: 'p'.repeat(64) }))[0];
    expect(subject).toBe(`supersede(${'p'.repeat(64)}): v2.0.0 -> v2.0.1`);
  });
});

describe('a commit for several prompts', () => {
  const other = adopt('greeting', { ...good, label: 'v3' }, system);

  it('of one prompt reads like any other', () => {
    expect(adoptionMessage([adopted])).toBe(liveMessage(adopted));
  });

  it('lists them all', () => {
    const message = adoptionMessage([adopted, other]);
    expect(message).toBe(
      'adopt: 2 prompts\n\n- customer-support: v1.9.0\n- greeting: v3\n\nDecided-By: system\n',
    );
    expect(trailers(message)).toEqual(['Decided-By: system']);
  });

  it('of a rollback names the one that leads, and lists all', () => {
    const ground = { match: null, reason: 'refunds', detectedAt: system.now, evidence: null };
    const lead = rollback(started.state, good, ground, system);
    expect(groupMessage([lead])).toBe(liveMessage(lead));
    const message = groupMessage([lead, { ...lead, state: { ...lead.state, prompt: 'sales' } }]);
    expect(message.split('\n').slice(0, 5)).toEqual([
      'rollback(customer-support and 1 more): v2.0.0 -> v1.9.0 (refunds)',
      '',
      '- customer-support: v2.0.0 -> v1.9.0',
      '- sales: v2.0.0 -> v1.9.0',
      '',
    ]);
    expect(trailers(message)).toContain(`Incident-Id: ${lead.message.incident}`);
  });

  it('of effects says which are done', () => {
    const note = { verb: 'effects', from: null, to: null, detail: 'revert-pr, postmortem', incident: null };
    const done: Change = { ...adopted, message: note };
    expect(lines(effectsMessage([done]))[0]).toBe('effects(customer-support): revert-pr, postmortem');
    expect(effectsMessage([done, { ...done, state: other.state }])).toContain(
      '- greeting: revert-pr, postmortem',
    );
  });
});

describe('the commit on the revert branch', () => {
  it('says what it puts back', () => {
    const message = revertMessage(rolledBack());
    expect(lines(message)[0]).toBe('Revert customer-support to v1.9.0 (from v2.0.0)');
    expect(message).toContain('v1.9.0 (commit aaaaaaa) in the place of v2.0.0 (commit bbbbbbb)');
    expect(trailers(message)).toContain('Incident-Id: r3-b2b2b2b2-1');
  });

  it('is the same whatever became of the incident since', () => {
    const later: Incident = {
      ...rolledBackIncident,
      status: 'closed',
      pull_request: null,
      issue: null,
      run_url: null,
      reason: 'another',
      decided_by: 'alice',
      decided_at: '2026-11-22T00:00:00.000Z',
      evidence: {},
    };
    expect(revertMessage(rolledBack({ incident: later, timeline: [], evidence: null, diff: null }))).toBe(
      revertMessage(rolledBack()),
    );
  });
});
