import { describe, expect, it } from 'vitest';
import { type Finding, finding } from '../../src/doctor/finding.ts';
import { doctorMarkdown, doctorText, doctorVerdict } from '../../src/report/doctor.ts';

const at = '2026-03-01T12:00:00.000Z';
const findings: Finding[] = [
  finding('push', 'problem', 'The remote refuses.', 'Set `permissions: contents: write`.'),
  finding('clock', 'unknown', 'It shows no time.', 'Use NTP.'),
  finding('token', 'ok', 'It is taken.'),
];
const report = { repository: 'acme/prompts', findings };

describe('what the doctor found', () => {
  it('is counted', () => {
    expect(doctorVerdict(findings)).toBe('1 problem, 0 warnings, 1 unknown, 1 good');
  });

  it('has a line each in the log, and one for what mends it', () => {
    expect(doctorText(report)).toEqual([
      'acme/prompts: 1 problem, 0 warnings, 1 unknown, 1 good',
      'Problem  contents: write: The remote refuses.',
      '         cure: Set `permissions: contents: write`.',
      'Unknown  clock: It shows no time.',
      '         cure: Use NTP.',
      'Good     token: It is taken.',
    ]);
  });

  it('stands in the summary with problems and their cures first', () => {
    const text = doctorMarkdown(report, at);
    expect(text.match(/^### .*$/gm)).toEqual([
      '### Problems (1)',
      '### Unknown: could not be checked (1)',
      '### Good (1)',
    ]);
    expect(text).toContain('To mend it: Set `permissions: contents: write`.');
  });

  it('has times as people read them', () => {
    const detail = 'It last changed at 2026-11-21T19:35:40.970Z.';
    const timed = { ...report, findings: [finding('live-branch', 'ok', detail)] };
    expect(doctorText(timed)[1]).toContain('It last changed at 2026-11-21 19:35:40 UTC.');
    expect(doctorMarkdown(timed, at)).toContain('It last changed at 2026-11-21 19:35:40 UTC.');
  });

  it('shows words of others as words', () => {
    const detail = 'a [link](https://evil.example) <img src=x> @everyone\n## Head ##[error]x';
    const given = { repository: 'a/b', findings: [finding('metrics', 'problem', detail, 'c')] };
    const text = doctorMarkdown(given, at);
    expect(text).not.toMatch(/<img|@everyone|(?<!\\)\]\(|:\/\//);
    expect(text.match(/^#+ .*$/gm)).toHaveLength(2);
    expect(doctorText(given).join('\n')).not.toContain('##[');
    expect(doctorText(given)).toHaveLength(3);
  });

  it('is cut where it is endless', () => {
    const many = Array.from({ length: 500 }, () => finding('prompts', 'problem', 'x'.repeat(5000), 'y'));
    const text = doctorMarkdown({ repository: 'a/b', findings: many }, at);
    expect(Buffer.byteLength(text)).toBeLessThan(60_000);
    expect(text).toContain('460 more are in the log');
  });
});
