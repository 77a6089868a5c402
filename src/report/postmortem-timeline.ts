import type { IncidentFacts, TimelineEntry } from './facts.ts';
import { time } from './format.ts';
import { inline, isAddress, link, table } from './markdown.ts';
import { clip } from './plain.ts';

const most = [200, 40, 10];

/** The timeline as a table, oldest first, with shorter forms that keep its begin and its end. */
export function timelineForms(facts: IncidentFacts): [string, ...string[]] {
  const entries = complete(facts);
  const shorter = most
    .filter((length) => length < entries.length)
    .map((length) => shortened(entries, length));
  return [tableOf(entries), ...shorter];
}

/** The given entries and, where none has that moment, when it began and when it was noticed. */
function complete({ timeline, incident }: IncidentFacts): TimelineEntry[] {
  const { began_at, detected_at, run_url } = incident;
  const known = new Set(timeline.map(({ at }) => at));
  const derived = [
    { at: began_at, event: 'The trouble begins, by the metrics' },
    { at: detected_at, event: incident.rule === null ? 'A person asks for it' : 'A rule is found crossed' },
  ].flatMap(({ at, event }) => (at === null || known.has(at) ? [] : [{ at, event, url: run_url }]));
  return [...timeline, ...derived].sort((a, b) => moment(a) - moment(b));
}

/** A text that is no time stands first, and does not stir up the others. */
function moment({ at }: TimelineEntry): number {
  return Date.parse(at) || 0;
}

function shortened(entries: readonly TimelineEntry[], length: number): string {
  const half = length / 2;
  const left = entries.length - length;
  return [
    tableOf(entries.slice(0, half)),
    `${left} entries between are left out here; the ledger on the live branch has them.`,
    tableOf(entries.slice(-half)),
  ].join('\n\n');
}

function tableOf(entries: readonly TimelineEntry[]): string {
  return table(
    ['Time (UTC)', 'Event', 'Data'],
    entries.map(({ at, event, url }) => [
      inline(time(at).replace(/ UTC$/, '')),
      inline(clip(event, 300)),
      isAddress(url) ? link('data', url) : '',
    ]),
  );
}
