import type { OutboxEntry, PromptState } from '../live/state.ts';
import type { Change } from '../rollout/change.ts';
import { clip, oneLine } from './plain.ts';

/** What a rollback changes in the state of a prompt, in plain sentences; text of others is on its line and short. */
export function changeWords(before: PromptState, { state, message }: Change): string[] {
  const { prompt, stable, quarantine } = state;
  const name = (text: string): string => clip(oneLine(text), 64);
  const incident = state.incidents.find(({ id }) => id === message.incident);
  const entered = quarantine.filter(
    (entry) => !before.quarantine.some(({ digest }) => digest === entry.digest),
  );
  const lines = [
    `${name(stable.label)} (${stable.digest.slice(0, 12)}) serves everyone; ${name(message.from ?? '')} gets nothing.`,
    ...(before.rollout === null ? [] : [`Rollout ${before.rollout.id} ends at ${before.rollout.weight} %.`]),
    ...entered.map(
      ({ label, digest }) =>
        `${name(label)} (${digest.slice(0, 12)}) is in quarantine until a person lifts it.`,
    ),
    ...(incident === undefined ? [] : [incidentWords(before, incident)]),
    ...followUps(before.outbox, state.outbox),
  ];
  return lines.map((line) => `${prompt}: ${line}`);
}

function incidentWords(
  before: PromptState,
  { id, joins, verification }: PromptState['incidents'][number],
): string {
  const known = before.incidents.some((entry) => entry.id === id);
  const what = known ? `The open question ${id} is answered` : `Incident ${id} opens`;
  const whose = joins === null ? '' : `, and ${joins.prompt} speaks for it`;
  return `${what}${whose}${verification === null ? '.' : '; whether it helped is verified.'}`;
}

const effects: Readonly<Record<OutboxEntry['kind'], string>> = {
  deliver: 'hand on flags.json',
  notify: 'tell people',
  'revert-pr': 'open the revert pull request',
  'close-pr': 'close a pull request that is settled',
  postmortem: 'file the post-mortem issue',
};

function followUps(before: readonly OutboxEntry[], after: readonly OutboxEntry[]): string[] {
  const fresh = after.filter(({ key }) => !before.some((entry) => entry.key === key));
  const kinds = [...new Set(fresh.map(({ kind }) => effects[kind]))];
  return kinds.length === 0 ? [] : [`Then: ${kinds.join(', ')}.`];
}
