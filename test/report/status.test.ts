import { describe, expect, it } from 'vitest';
import { type StatusRow, statusMarkdown, statusText } from '../../src/report/status.ts';
import { hostile, unfenced, withoutCode } from './gfm.ts';

const row: StatusRow = {
  prompt: 'customer-support',
  stable: { label: 'v1.9.0', since: '2026-11-10T08:00:00.000Z' },
  rollout: {
    candidate: 'v2.0.0',
    stage: 2,
    of: 4,
    weight: 5,
    phase: 'canary',
    asking: true,
    paused: false,
  },
  drift: null,
  quarantine: 0,
  openEffects: 2,
};

const calm: StatusRow = {
  ...row,
  prompt: 'hi',
  rollout: null,
  drift: { kind: 'rolled-back', detail: 'main holds v2.0.0, which was rolled back' },
  quarantine: 1,
  openEffects: 0,
};

describe('the status', () => {
  it('is aligned in a terminal, with the details of drift below', () => {
    const text = statusText([row, calm]).split('\n');
    expect(text.slice(3)).toEqual(['', 'hi: main holds v2.0.0, which was rolled back', '']);
    const columns = text.slice(0, 3).map((line) => line.split(/ {2,}/));
    expect(columns).toEqual([
      ['Prompt', 'Stable', 'Since', 'Rollout', 'Drift', 'Quarantine', 'Open effects'],
      [
        'customer-support',
        'v1.9.0',
        '2026-11-10 08:00:00 UTC',
        'v2.0.0 at 5 % (stage 2 of 4, waits for a decision)',
        'none',
        '0',
        '2',
      ],
      ['hi', 'v1.9.0', '2026-11-10 08:00:00 UTC', 'none', 'still holds a rolled back version', '1', '0'],
    ]);
    for (const column of [1, 2, 3, 4, 5, 6]) {
      const start = text[0]?.indexOf(columns[0]?.[column] ?? '') ?? -1;
      const cells = text
        .slice(0, 3)
        .map((line, index) => line.startsWith(columns[index]?.[column] ?? '', start));
      expect(cells).toEqual([true, true, true]);
    }
  });

  it('has times as people read them, also where they stand in a sentence', () => {
    const detail = 'main still holds v2.0.0, rolled back 2026-11-21T19:35:40.970Z by ann';
    const held: StatusRow = { ...calm, drift: { kind: 'rolled-back', detail } };
    for (const text of [statusText([held]), statusMarkdown([held])])
      expect(text).toContain('rolled back 2026-11-21 19:35:40 UTC by ann');
  });

  it('is a table in Markdown', () => {
    expect(statusMarkdown([row, calm]).split('\n')).toEqual([
      '| Prompt | Stable | Since | Rollout | Drift | Quarantine | Open effects |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      '| `customer-support` | `v1.9.0` | 2026-11-10 08:00:00 UTC | v2.0.0 at 5 % (stage 2 of 4, waits for a decision) | none | 0 | 2 |',
      '| `hi` | `v1.9.0` | 2026-11-10 08:00:00 UTC | none | still holds a rolled back version: main holds v2.0.0, which was rolled back | 1 | 0 |',
    ]);
  });

  it('tells a version that is watched, and a prompt without one', () => {
    const watched: StatusRow = {
      ...row,
      stable: null,
      rollout: {
        candidate: 'v2',
        stage: 4,
        of: 4,
        weight: 100,
        phase: 'watching',
        asking: false,
        paused: false,
      },
    };
    expect(statusText([watched])).toContain('none yet');
    expect(statusText([watched])).toContain('v2 at 100 % (watched)');
  });

  it('says so when nothing is live', () => {
    expect(statusText([])).toBe('No prompt is live.\n');
    expect(statusMarkdown([])).toBe('No prompt is live.');
  });

  it('keeps a line a prompt, and does nothing in a terminal or a body', () => {
    const evil = `a\n\u001b[31m\u202e${hostile.join(' ')}`;
    const rows: StatusRow[] = [
      { ...row, prompt: evil, stable: { label: evil, since: evil } },
      { ...calm, drift: { kind: 'unknown', detail: evil } },
    ];
    const text = statusText(rows);
    expect(text.split('\n')).toHaveLength(6);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    const markdown = statusMarkdown(rows);
    expect(markdown.split('\n')).toHaveLength(4);
    const plain = unfenced(markdown).map(withoutCode).join('\n').replaceAll('<span>$</span>', '');
    expect(plain).not.toMatch(/[<>]|@[a-z]|(?<!&)#\d/i);
  });
});
