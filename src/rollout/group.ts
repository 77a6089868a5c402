import type { PromptState } from '../live/state.ts';
import type { Change } from './change.ts';
import { replaced } from './question.ts';

/** A prompt of the configuration, and the prompts that it is related to. */
export interface Relations {
  readonly id: string;
  readonly related: readonly string[];
}

/** The prompts of a group rollback, the first of which leads. */
export interface Group {
  /** Named by the person, then related ones with a running rollout; each once. */
  readonly members: readonly string[];
  /** Related ones that stay as they are: nothing of them rolls out, and nobody named them. */
  readonly left: readonly string[];
}

/**
 * Who goes back together. Every named prompt does, as it would alone. A prompt that is related to a named one (the
 * relation holds both ways) does when it has a rollout, whose candidate is then taken back: a settled version
 * has proven itself, and is put back only by name.
 */
export function groupOf(
  named: readonly string[],
  prompts: readonly Relations[],
  states: ReadonlyMap<string, PromptState>,
): Group {
  const related = prompts
    .filter(
      ({ id, related: others }) =>
        !named.includes(id) &&
        (others.some((other) => named.includes(other)) ||
          prompts.some((prompt) => named.includes(prompt.id) && prompt.related.includes(id))),
    )
    .map(({ id }) => id)
    .filter((id) => states.has(id));
  const running = related.filter((id) => states.get(id)?.rollout !== null);
  return {
    members: [...new Set([...named, ...running])],
    left: related.filter((id) => !running.includes(id)),
  };
}

/**
 * Rollbacks of prompts that fail together, as one incident: that of the first speaks for the others, which tell
 * nobody and open nothing of their own. An incident that was there before, asked about or on its gradual way back,
 * keeps what it has. Other changes stay as they are, behind the rollbacks.
 */
export function joined(changes: readonly Change[]): Change[] {
  const [lead, ...others] = changes.filter(opensIncident);
  const incident = lead?.message.incident ?? null;
  if (lead === undefined || incident === null) return [...changes];
  const joins = { prompt: lead.state.prompt, incident };
  const rest = changes.filter((change) => !opensIncident(change));
  return [lead, ...others.map((change) => joining(change, joins)), ...rest];
}

/**
 * Whether a rollback opens an incident of its own. One that was there before has its branch and pull request
 * already, which are of its prompt alone: it neither joins another nor speaks for one.
 */
export function opensIncident({ events, state, message }: Change): boolean {
  const incident = state.incidents.find(({ id }) => id === message.incident);
  if (incident === undefined || incident.question !== null) return false;
  // A later step of a gradual rollback is an event of the same name, and decides nothing anew.
  return events.some(
    ({ event, at }) => (event === 'rolled-back' || event === 'reverting') && at === incident.decided_at,
  );
}

function joining(change: Change, joins: { prompt: string; incident: string }): Change {
  const { state, message } = change;
  const incident = state.incidents.find(({ id }) => id === message.incident);
  if (incident === undefined) return change;
  const own = (entry: PromptState['outbox'][number]): boolean =>
    entry.kind !== 'deliver' && entry.incident === incident.id;
  return {
    ...change,
    state: {
      ...state,
      incidents: replaced(state, { ...incident, joins }),
      outbox: state.outbox.filter((entry) => !own(entry)),
    },
  };
}

/** Prompts that are related, as lists: the relation holds both ways, and across several steps. */
export function clusters(prompts: readonly Relations[]): string[][] {
  const areRelated = (one: Relations, other: Relations): boolean =>
    one.related.includes(other.id) || other.related.includes(one.id);
  return prompts.reduce<string[][]>((lists, one) => {
    const near = lists.filter((list) =>
      prompts.some((other) => list.includes(other.id) && areRelated(one, other)),
    );
    const rest = lists.filter((list) => !near.includes(list));
    return [...rest, [...near.flat(), one.id]];
  }, []);
}
