import type { Version } from '../live/state.ts';
import type { Change } from '../rollout/change.ts';
import type { IncidentFacts } from './facts.ts';
import { shortCommit } from './format.ts';
import { clip, defused } from './plain.ts';

/** The longest subject of a commit, in characters. */
export const subjectLimit = 100;

type TrailerName = 'Rollout-Id' | 'Incident-Id' | 'Rule' | 'Decided-By' | 'Detected-At';

/** Parts of the message of a commit on the live branch. All texts are untrusted. */
export interface MessageParts {
  /** `start`, `advance`, `rollback` …: what the commit does. */
  readonly verb: string;
  readonly prompt: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly detail: string | null;
  readonly trailers: Partial<Readonly<Record<TrailerName, string | null>>>;
}

/**
 * The commit message of one change: `rollback(customer-support): v2.0.0 -> v1.9.0 (error rate 8.4 %, …)`,
 * and trailers. Text of others stays on its line and links to nothing, so it can forge neither.
 */
export function liveMessage(change: Change): string {
  const { state, message } = change;
  return messageText({ ...message, prompt: state.prompt, trailers: trailersOf(change) });
}

/** The commit message out of its parts, for a commit that is no single change. */
export function messageText(parts: MessageParts): string {
  return compose(subjectOf(parts), detailLines(parts), parts.trailers);
}

/** What did not fit into the subject stands in the body, behind a word of ours. */
function detailLines(parts: MessageParts): string[] {
  const detail = parts.detail === null ? '' : clip(defused(parts.detail), 1000);
  return detail === '' || subjectOf(parts).includes(detail) ? [] : [`Detail, in full: ${detail}`];
}

/** The message of a commit that adopts prompts, one or many. */
export function adoptionMessage(changes: readonly Change[]): string {
  return severalMessage('adopt', changes, ({ message }) => message.to);
}

/** The message of a commit that notes effects as done, of one prompt or many. */
export function effectsMessage(changes: readonly Change[]): string {
  return severalMessage('effects', changes, ({ message }) => message.detail);
}

/**
 * The message of a commit that puts several prompts back: that of the first, which leads, with all of them in
 * the body: `rollback(sales and 2 more): v2 -> v1 (…)`.
 */
export function groupMessage(changes: readonly Change[]): string {
  const [first] = changes;
  if (first === undefined) throw new Error('A commit without a change has no message.');
  if (changes.length === 1) return liveMessage(first);
  const prompt = `${label(first.state.prompt, 40)} and ${changes.length - 1} more`;
  const lines = changes.map(
    ({ state, message: { from, to } }) =>
      `- ${label(state.prompt, 64)}: ${label(from ?? '', 64)} -> ${label(to ?? '', 64)}`,
  );
  const parts = { ...first.message, prompt, trailers: trailersOf(first) };
  return compose(subjectOf(parts), [...detailLines(parts), ...lines], parts.trailers);
}

function severalMessage(
  verb: string,
  changes: readonly Change[],
  tell: (change: Change) => string | null,
): string {
  const [first] = changes;
  if (first !== undefined && changes.length === 1) return liveMessage(first);
  const lines = changes.map(
    (change) => `- ${label(change.state.prompt, 64)}: ${label(tell(change) ?? '', 60)}`,
  );
  return compose(`${verb}: ${changes.length} prompts`, lines, {
    'Decided-By': first?.events.at(-1)?.by ?? null,
  });
}

/** The message of the commit on the revert branch: the same for one incident whatever became of it since. */
export function revertMessage({ prompt, incident, members }: IncidentFacts): string {
  const { good, bad, id, rollout, detected_at } = incident;
  const subject = fitting([
    `Revert ${label(prompt, 64)} to ${label(good.label, 64)} (from ${label(bad.label, 64)})`,
    `Revert ${label(prompt, 64)} to ${label(good.label, 20)}`,
  ]);
  const name = ({ label: text, commit }: Version): string =>
    `${label(text, 64)} (commit ${shortCommit(commit)})`;
  const body = [
    `Puts the content of ${name(good)} in the place of ${name(bad)}.`,
    ...members.map(
      (member) =>
        `- ${label(member.prompt, 64)}: that of ${name(member.good)} in the place of ${name(member.bad)}.`,
    ),
  ];
  return compose(subject, body, { 'Rollout-Id': rollout, 'Incident-Id': id, 'Detected-At': detected_at });
}

function trailersOf({ state, message, events }: Change): MessageParts['trailers'] {
  const incident = state.incidents.find(({ id }) => id === message.incident);
  return {
    'Rollout-Id': incident?.rollout ?? events.at(-1)?.rollout ?? null,
    'Incident-Id': incident?.id ?? null,
    Rule: incident?.rule ?? null,
    'Decided-By': events.at(-1)?.by ?? null,
    'Detected-At': incident?.detected_at ?? null,
  };
}

function subjectOf({ verb, prompt, from, to, detail }: MessageParts): string {
  const head = `${defused(verb)}(${label(prompt, 64)}):`;
  const versions = [from, to].filter((text) => text !== null);
  const moved = (length: number): string =>
    [head, versions.map((text) => label(text, length)).join(' -> ')].join(' ').trim();
  const base = moved(64);
  const rest = detail === null ? '' : defused(detail);
  if (rest === '') return fitting([base, moved(9)]);
  const wrapped = (text: string): string => (versions.length === 0 ? text : `(${text})`);
  const room = subjectLimit - base.length - 3;
  const cut = room < 12 ? [] : [`${base} ${wrapped(clip(rest, room))}`];
  return fitting([`${base} ${wrapped(rest)}`, ...cut, base, moved(9)]);
}

/** The first text that fits into a subject; else the last one, cut. */
function fitting(texts: readonly string[]): string {
  return texts.find((text) => text.length <= subjectLimit) ?? clip(texts.at(-1) ?? '', subjectLimit);
}

function label(text: string, length: number): string {
  return clip(defused(text), length);
}

function compose(subject: string, body: readonly string[], trailers: MessageParts['trailers']): string {
  const lines = Object.entries(trailers).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [`${name}: ${trailer(name, value)}`],
  );
  const paragraphs = [subject, body.join('\n'), lines.join('\n')];
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`;
}

/** Ids, rules and times are for programs: exact, out of a closed alphabet. A name is text of others. */
function trailer(name: string, value: string): string {
  return name === 'Decided-By' ? label(value, 100) : value.replace(/[^\w.:+/-]/g, '_').slice(0, 200);
}
