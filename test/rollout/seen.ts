import type { Incident, PromptState } from '../../src/live/state.ts';
import { liveMessage } from '../../src/report/commit-message.ts';

/** What tests look at in a state or a change. */

export const keys = ({ outbox }: PromptState): string[] => outbox.map(({ key }) => key);

/** The newest incident; throws where there is none. */
export function newest({ incidents }: PromptState): Incident {
  const [incident] = incidents;
  if (incident === undefined) throw new Error('no incident');
  return incident;
}

/** The first line of the commit. */
export const subject = (change: Parameters<typeof liveMessage>[0]): string =>
  liveMessage(change).split('\n')[0] ?? '';
