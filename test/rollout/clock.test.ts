import { describe, expect, it } from 'vitest';
import type { Incident, PromptState, Rollout } from '../../src/live/state.ts';
import { groundOf } from '../../src/rollout/ground.ts';
import { ask } from '../../src/rollout/incident.ts';
import {
  askedOf,
  type Due,
  dueOf,
  expire,
  investigate,
  pageAgain,
  remind,
  resume,
} from '../../src/rollout/question.ts';
import { actor, at, matchOf, running } from './states.ts';

type Running = PromptState & { rollout: Rollout };

/** Asked at 0 about `error-high`, which must be decided within 5 minutes. */
function asked(): { state: Running; incident: Incident } {
  const before = running();
  const { state } = ask(before, before.rollout, groundOf(matchOf('error-high', 3), at(0), null), actor());
  const incident = askedOf(state);
  if (incident === null || state.rollout === null) throw new Error('nothing was asked');
  return { state: { ...state, rollout: state.rollout, outbox: [] }, incident };
}

const questionOf = (state: PromptState): Incident['question'] => state.incidents[0]?.question ?? null;
const told = (state: PromptState): string[] =>
  state.outbox.flatMap((entry) => (entry.kind === 'notify' ? [entry.event] : []));

describe('the clock of a question', () => {
  const { state, incident } = asked();
  const due = (seconds: number, of: PromptState = state): Due => {
    const [newest = incident] = of.incidents;
    return dueOf(newest, at(seconds));
  };

  it('reminds at half the limit of the rule, once, and expires at the limit', () => {
    expect([0, 149.999, 150, 299.999, 300, 100_000].map((seconds) => due(seconds))).toEqual([
      null,
      null,
      'remind',
      'remind',
      'expire',
      'expire',
    ]);
    const reminded = remind(state, incident, actor({ now: at(150) })).state;
    expect(due(299, reminded)).toBeNull();
    expect(due(300, reminded)).toBe('expire');
    expect(told(reminded)).toEqual(['reminder']);
  });

  it('after the limit is silent, and the weight stays frozen', () => {
    const late = expire(state, incident, actor({ now: at(300) }));
    expect(due(100_000, late.state)).toBeNull();
    expect(late.state.rollout).toEqual(state.rollout);
    expect(late).toMatchObject({ outcome: 'asking', routing: false });
    expect(told(late.state)).toEqual(['expired']);
  });

  it('stops when somebody investigates, and pages hourly from then on', () => {
    const looked = investigate(state, incident, 'on it', actor({ now: at(100), by: 'mona' })).state;
    expect([150, 300, 3699.999, 3700].map((seconds) => due(seconds, looked))).toEqual([
      null,
      null,
      null,
      'page-again',
    ]);
    const [again = incident] = looked.incidents;
    const paged = pageAgain(looked, again, actor({ now: at(3700) })).state;
    expect(due(7299, paged)).toBeNull();
    expect(due(7300, paged)).toBe('page-again');
    expect(told(paged)).toEqual(['investigating', 'still-investigating']);
  });

  it('is not there for an incident without a question', () => {
    expect(dueOf({ ...incident, question: null }, at(100_000))).toBeNull();
  });
});

describe('resume', () => {
  const { state, incident } = asked();
  const mona = actor({ now: at(200), by: 'mona' });
  const change = resume(state, state.rollout, incident, 'a known spike', mona);

  it('lets the rollout go on at its weight, and closes question and pull request', () => {
    expect(change.state.rollout).toMatchObject({ asking: null, weight: state.rollout.weight });
    expect(change.state.incidents[0]).toMatchObject({
      status: 'closed',
      question: {
        status: 'answered',
        answer: { kind: 'resume', by: 'mona', reason: 'a known spike', at: at(200) },
      },
    });
    expect(change.state.outbox.map(({ kind }) => kind)).toEqual(['notify', 'revert-pr', 'close-pr']);
    expect(change).toMatchObject({ outcome: 'resumed', routing: false });
    expect(dueOf(change.state.incidents[0] ?? incident, at(100_000))).toBeNull();
  });

  it('mutes the metric at the severity that was asked about, and says who and why', () => {
    expect(change.state.rollout?.mutes).toEqual([
      { metric: 'error_rate', severity: 'high', by: 'mona', reason: 'a known spike', at: at(200) },
    ]);
  });

  it('never forgets what was muted before', () => {
    const again = resume(change.state, change.state.rollout ?? state.rollout, incident, 'again', mona);
    expect(again.state.rollout?.mutes).toHaveLength(2);
  });

  it('is a line of the ledger, with the person and the reason', () => {
    expect(change.events).toMatchObject([
      { event: 'resumed', by: 'mona', reason: 'a known spike', incident: incident.id },
    ]);
    expect(questionOf(state)?.answer).toBeNull();
  });
});
