import type { Notice } from '../notify/port.ts';
import { clip, oneLine } from './plain.ts';
import { mostLineCharacters } from './runbook-lines.ts';

/** A decision that is not on the live branch; all texts untrusted. */
export interface Unwritten {
  /** `owner/name/prompt/incident`: the thread that the decision would have had. */
  readonly thread: string;
  readonly prompt: string;
  /** Labels of the version with the trouble and of the one that shall serve. */
  readonly bad: string;
  readonly good: string;
  /** Share of the traffic that `bad` keeps, in percent. */
  readonly weight: number;
  readonly rollsBack: boolean;
  /** What was found. */
  readonly reason: string;
  readonly error: { readonly message: string; readonly cure: string };
  readonly runUrl: string | null;
  /** ISO 8601. */
  readonly at: string;
  readonly drill: boolean;
}

/** The page for a decision that could not be committed. The same decision gives the same key, whichever run makes it. */
export function unwrittenNotice(facts: Unwritten): Notice {
  const { thread, prompt, bad, good, weight, rollsBack, reason, error, runUrl, at, drill } = facts;
  const what = rollsBack ? `its rollback to ${good} cannot be written` : 'what was decided cannot be written';
  const title = `${drill ? '[drill] ' : ''}${prompt} ${bad} at ${weight} %: ${what}: ${error.message}`;
  const lines = [
    `${bad} keeps ${weight} % of the traffic until this is mended: the live branch cannot be written.`,
    `Found: ${reason}`,
    `Refused: ${error.message}`,
    error.cure,
    `Every run tries again. Until one succeeds, only your applications can leave ${bad}.`,
  ];
  return {
    thread,
    key: `${thread}/unwritten`,
    event: 'unwritten',
    action: 'trigger',
    severity: 'critical',
    prompt,
    title: clip(oneLine(title), 200),
    lines: lines.filter((line) => line !== '').map((line) => clip(oneLine(line), mostLineCharacters)),
    links: runUrl === null ? [] : [{ text: 'Workflow run', url: runUrl }],
    details: { bad, good, weight, reason, error: error.message },
    at,
    drill,
  };
}
