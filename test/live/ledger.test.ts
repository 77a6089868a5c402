import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventNames, type LedgerEvent, ledgerLines, parseLedger } from '../../src/live/ledger.ts';
import { ledgerEvent } from '../../src/rollout/change.ts';
import { actor, at, good, version } from '../rollout/states.ts';

const file = 'prompts/support/ledger.ndjson';
const read = (text: string): LedgerEvent[] => parseLedger(text, file, 'live');
const adopted = ledgerEvent(actor(), 'adopted', { version: good('v1'), weight: 100 });
const rolledBack = ledgerEvent(actor({ now: at(5), by: 'mona' }), 'rolled-back', {
  rollout: 'r1-abc',
  incident: 'r1-abc-1',
  version: version('v2'),
  weight: 0,
  reason: 'tone',
  details: { seen: [1, null, 'x'] },
});

describe('a ledger', () => {
  it('is one line an event, and reads as it was written', () => {
    const text = ledgerLines([adopted, rolledBack]);
    expect(text.split('\n')).toHaveLength(3);
    expect(text.endsWith('\n')).toBe(true);
    expect(read(text)).toEqual([adopted, rolledBack]);
  });

  it('can be appended to without being read', () => {
    expect(read(ledgerLines([adopted]) + ledgerLines([rolledBack]))).toEqual([adopted, rolledBack]);
  });

  it('is nothing without events', () => {
    expect(ledgerLines([])).toBe('');
    expect(read('')).toEqual([]);
  });

  it('keeps every event on its line, whatever people write', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.jsonValue(),
        (by, reason, details) => {
          const clean = JSON.parse(JSON.stringify({ by, reason, details }));
          const event = ledgerEvent(actor({ by: clean.by }), 'held', {
            reason: clean.reason,
            details: clean.details,
          });
          const text = ledgerLines([event, event]);
          expect(text.split('\n')).toHaveLength(3);
          expect(read(text)).toEqual([event, event]);
        },
      ),
    );
  });

  it('knows every kind of event', () => {
    const events = eventNames.map((name) => ledgerEvent(actor(), name, {}));
    expect(read(ledgerLines(events)).map(({ event }) => event)).toEqual([...eventNames]);
  });

  it.each([
    ['no JSON', 'x'],
    ['half a line', ledgerLines([adopted]).slice(0, 40)],
    ['another schema', JSON.stringify({ ...adopted, schema: 2 })],
    ['an unknown event', JSON.stringify({ ...adopted, event: 'exploded' })],
    ['no time', JSON.stringify({ ...adopted, at: 'yesterday' })],
    ['no version where one must be', JSON.stringify({ ...adopted, version: { label: 'v1' } })],
    ['a conflict marker', '<<<<<<< HEAD'],
  ])('with %s is refused, with the number of the line', (_, line) => {
    const text = `${ledgerLines([adopted])}${line}\n`;
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'live-corrupt', message: expect.stringContaining(`${file}: line 2`) }),
    );
  });
});
