import { expect, it } from 'vitest';
import { drillMarkdown, drillReport, drillText } from '../../src/report/drill-table.ts';

const place = { id: 'drill-1', repository: 'acme/prompts', local: false };
const seconds = { routing: 1.24, page: 2, pull_request: 3, issue: 4, verified: 75 };
const targets = { routing: 60, page: 120, pull_request: 300, issue: 300, verified: 140 };

it('is met when every step took less than its target', () => {
  expect(drillReport(place, seconds, targets)).toMatchObject({ met: true, missed: [] });
  const late = drillReport(place, { ...seconds, routing: 60 }, targets);
  expect(late).toMatchObject({ met: false, missed: ['routing'] });
});

it('takes what was not done for missed, unless nothing asks for it', () => {
  const undone = { ...seconds, page: null, issue: null };
  expect(drillReport(place, undone, targets).missed).toEqual(['page', 'issue']);
  expect(drillReport(place, undone, { ...targets, page: null }).missed).toEqual(['issue']);
});

it('reads as a table in the log', () => {
  const report = drillReport(place, { ...seconds, page: null, issue: null }, { ...targets, page: null });
  expect(drillText(report)).toEqual([
    'The drill drill-1 on acme/prompts missed a target: the post-mortem issue.',
    '  From detection until              Took    Target   Result',
    '  the good version serves everyone  1.2 s   < 60 s   met',
    '  everyone is paged                 –       –        no channel',
    '  the revert pull request is open   3.0 s   < 300 s  met',
    '  the post-mortem issue is filed    –       < 300 s  missed: not done',
    '  it is verified that it helped     75.0 s  < 140 s  met',
  ]);
});

it('shows names and warnings in Markdown without letting them do anything', () => {
  const report = drillReport({ ...place, repository: 'a/<b>', local: true }, seconds, targets);
  expect(drillMarkdown(report, [])).toContain('in a temporary folder met its targets');
  const text = drillMarkdown({ ...report, local: false }, ['left: @acme/all <img>']);
  expect(text).not.toMatch(/<b>|<img>|@acme/);
  expect(text).toContain('| the good version serves everyone | 1.2&nbsp;s | &lt; 60 s | met |');
  expect(text).toContain('- Warning: left');
});
