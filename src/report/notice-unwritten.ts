import type { NoticeEvent } from '../live/state.ts';
import type { Notice } from '../notify/port.ts';
import { noticeEvents } from './notice.ts';
import { noticeFacts } from './notice-facts.ts';
import { title } from './notice-words.ts';
import { clip, oneLine } from './plain.ts';
import { mostLineCharacters } from './runbook-lines.ts';

/** A decision that is not on the live branch; all texts untrusted. */
export interface Unwritten {
  /** `owner/name/prompt/incident`: the thread that the decision would have had. */
  readonly thread: string;
  /** What would have been told of it. */
  readonly decision: NoticeEvent;
  readonly prompt: string;
  /** Labels of the version with the trouble (null: none is rolled out) and of the one that shall serve. */
  readonly bad: string | null;
  readonly good: string;
  /** Share of the traffic that `bad` keeps, in percent; null when it has none any more. */
  readonly weight: number | null;
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
  const { thread, decision, prompt, bad, good, weight, rollsBack, reason, error, runUrl, at, drill } = facts;
  const head = `${drill ? '[drill] ' : ''}${what(facts)} cannot be written: ${error.message}`;
  const lines = [
    whoServes(facts),
    `Found: ${reason}`,
    `Refused: ${error.message}`,
    error.cure,
    `Every run tries again.${weight === null ? '' : ` Until one succeeds, only your applications can leave ${bad}.`}`,
  ];
  return {
    thread,
    key: `${thread}/${decision}/unwritten`,
    event: 'unwritten',
    decision,
    action: 'trigger',
    severity: rollsBack ? 'critical' : noticeEvents[decision][1],
    prompt,
    title: clip(oneLine(head), 200),
    lines: lines.filter((line) => line !== '').map((line) => clip(oneLine(line), mostLineCharacters)),
    links: runUrl === null ? [] : [{ text: 'Workflow run', url: runUrl }],
    details: { decision, bad, good, weight, reason, error: error.message },
    at,
    drill,
  };
}

function what(facts: Unwritten): string {
  const { decision, prompt, bad, good, weight, rollsBack } = facts;
  // Where the bad version has no traffic, what was found of the good one is the news.
  if (weight === null) return `${title(decision, noticeFacts(facts))}, and this`;
  return `${prompt} ${bad} at ${weight} %: ${rollsBack ? `its rollback to ${good}` : 'what was decided'}`;
}

function whoServes({ bad, good, weight }: Unwritten): string {
  if (weight === null)
    return `${good} goes on serving. The live branch, the pull request and the issue do not tell of this yet.`;
  return `${bad} keeps ${weight} % of the traffic until this is mended: the live branch cannot be written.`;
}
