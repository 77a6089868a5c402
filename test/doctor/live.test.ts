import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/doctor/finding.ts';
import { liveFindings } from '../../src/doctor/live.ts';
import { type Failure, fail } from '../../src/errors/fail.ts';
import { emptyManifest, flagOf } from '../../src/live/manifest.ts';
import type { Snapshot } from '../../src/live/snapshot.ts';
import type { Incident, PromptState, Question, Verification } from '../../src/live/state.ts';
import { at, incidentOf, rolloutOf, stateOf } from '../rollout/states.ts';

const head = 'c'.repeat(40);
const ledger = `{"schema":1,"at":"${at(0)}","event":"adopted"}\n{"schema":1,"at":"${at(60)}","event":"started"}\n`;

function snapshotOf(state: PromptState, changes: Partial<Snapshot> = {}): Snapshot {
  return {
    head,
    manifest: { ...emptyManifest, flags: { [state.prompt]: flagOf(state, new Map()) } },
    states: new Map([[state.prompt, state]]),
    ledgers: new Map([[state.prompt, ledger]]),
    page: false,
    damaged: new Map(),
    ...changes,
  };
}

const quiet = stateOf({ outbox: [], incidents: [] });

/** The findings `seconds` after the begin of the story. */
function of(
  snapshot: Snapshot,
  seconds = 60,
  drifts: { prompt: string; detail: string }[] = [],
  lost: Failure | null = null,
): Finding[] {
  const branch = 'prompt-rollout/live';
  return liveFindings({
    now: new Date(at(seconds)),
    branch,
    snapshot: { known: true, value: snapshot },
    lost,
    drifts,
  });
}

const states = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ id, state }) => [id, state]));
const well = { 'live-branch': 'ok', flags: 'ok', drift: 'ok', outbox: 'ok' };

describe('the live branch', () => {
  it('that is not there yet is made by the first run', () => {
    const none = snapshotOf(quiet, {
      head: null,
      states: new Map(),
      ledgers: new Map(),
      manifest: emptyManifest,
    });
    expect(of(none)).toMatchObject([
      { id: 'live-branch', state: 'ok', detail: expect.stringContaining('first') },
    ]);
  });

  it('that should be there is a problem with its own cure', () => {
    const none = snapshotOf(quiet, {
      head: null,
      states: new Map(),
      ledgers: new Map(),
      manifest: emptyManifest,
    });
    const lost = fail('live-lost', { branch: 'b', tag: 't' });
    expect(of(none, 0, [], lost)).toMatchObject([{ id: 'live-branch', state: 'problem', cure: lost.cure }]);
  });

  it('with a prompt whose files are damaged is not called whole', () => {
    const failure = fail('live-corrupt', {
      branch: 'b',
      file: 'prompts/x/state.json',
      detail: 'It is torn.',
    });
    const found = of(snapshotOf(quiet, { damaged: new Map([['x', failure]]) }));
    expect(found.filter(({ id }) => id === 'live-branch')).toMatchObject([
      { state: 'problem', detail: failure.message, cure: failure.cure },
    ]);
  });

  it('that is whole says when it last changed', () => {
    const found = of(snapshotOf(quiet));
    expect(states(found)).toEqual(well);
    expect(found[0]?.detail).toContain(at(60));
  });

  it('that cannot be read is a problem with its own cure', () => {
    const failure = fail('live-corrupt', { branch: 'b', file: 'flags.json', detail: 'It is torn.' });
    const facts = {
      now: new Date(at(0)),
      branch: 'b',
      drifts: [],
      lost: null,
      snapshot: { known: false, failure } as const,
    };
    expect(liveFindings(facts)).toMatchObject([{ state: 'problem', cure: failure.cure }]);
  });

  const question: Question = {
    ...{ status: 'open', opened_at: at(0), remind_at: at(150), expires_at: at(300) },
    ...{ reminded: false, page_at: null, answer: null },
  };
  const verification: Verification = {
    ...{ status: 'waiting', starts_at: at(0), escalate_at: at(60), ends_at: at(300) },
    ...{ limit: 0.01, seen_at: null, requests: 0, errors: 0, error_rate: null },
    ...{ bad_requests: 0, ended: null, metric: null },
  };

  it.each([
    ['an unanswered question', { question, verification: null }],
    ['an unfinished verification', { question: null, verification }],
  ] satisfies [string, Partial<Incident>][])('on which nobody saw %s end is not looked at', (_, parts) => {
    const state = { ...quiet, incidents: [incidentOf(parts)] };
    expect(states(of(snapshotOf(state), 300 + 599))).toMatchObject({ 'live-branch': 'ok' });
    const [late] = of(snapshotOf(state), 300 + 601);
    expect(late).toMatchObject({
      id: 'live-branch',
      state: 'problem',
      cure: expect.stringContaining('schedule'),
    });
  });

  it('on which a question is answered or over has no deadline', () => {
    const incidents = (['answered', 'expired', 'investigating'] as const).map((status) =>
      incidentOf({
        question: { ...question, status },
        verification: { ...verification, status: 'recovered' },
      }),
    );
    expect(states(of(snapshotOf({ ...quiet, incidents }), 9000))).toEqual(well);
  });
});

describe('flags.json', () => {
  it('that serves another version or weight than the state is a problem', () => {
    const running = { ...quiet, rollout: rolloutOf({ weight: 5 }) };
    expect(states(of(snapshotOf(running)))).toEqual(well);
    const other = { ...running, rollout: rolloutOf({ weight: 25 }) };
    const changed = snapshotOf(running, { states: new Map([['support', other]]) });
    expect(of(changed)).toContainEqual(
      expect.objectContaining({ id: 'flags', state: 'problem', detail: expect.stringContaining('support') }),
    );
  });
});

describe('the outbox', () => {
  const entry = {
    kind: 'postmortem',
    key: 'postmortem/x',
    incident: 'x',
    created_at: at(0),
    run: null,
  } as const;

  it('with an effect that stays open is a problem', () => {
    const snapshot = snapshotOf({ ...quiet, outbox: [entry] });
    expect(states(of(snapshot, 599))).toMatchObject({ outbox: 'ok' });
    expect(of(snapshot, 601)).toContainEqual(
      expect.objectContaining({
        id: 'outbox',
        state: 'problem',
        detail: expect.stringContaining('postmortem/x'),
      }),
    );
  });
});

describe('drift', () => {
  it('is a warning with what is still there', () => {
    const found = of(snapshotOf(quiet), 60, [{ prompt: 'support', detail: 'main still holds v2' }]);
    expect(found).toContainEqual(
      expect.objectContaining({ id: 'drift', state: 'warning', detail: 'support: main still holds v2.' }),
    );
  });
});
