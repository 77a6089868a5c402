import { nearest } from '../config/nearest.ts';
import { clip, oneLine } from '../report/plain.ts';
import { visibleLines } from './visible-lines.ts';

/** What a comment asks for. `text` is Markdown to reply with; null is a comment that is none of our business. */
export type Answer =
  | { readonly kind: 'rollback' | 'investigate'; readonly reason: string | null }
  | { readonly kind: 'resume'; readonly reason: string }
  | { readonly kind: 'help'; readonly text: string }
  | null;

const names = ['rollback', 'investigate', 'resume', 'help'] as const;
type Name = (typeof names)[number];

const mostReason = 500;

/** No line of this may begin with a slash: under a person's token the reply would be read as that person's answer. */
export const helpText = [
  'Commands, each on a line of its own:',
  '',
  '- `/rollback [reason]` puts the stable version back at once.',
  '- `/investigate [reason]` stops the time limit while people look into it; the weight stays frozen.',
  '- `/resume reason` lets the rollout go on; the rule stays muted until its severity rises.',
  '- `/help` shows this list.',
].join('\n');

/**
 * Reads the answer in a comment: its first line that begins with one of our commands, in any case. What is quoted, in
 * a code block or hidden does not count; other slash words are left to whom they are for. When no command is
 * found, a word that is nearly one gives help. Reasons are one line of at most 500 characters, hidden characters spelt out.
 */
export function parseAnswer(body: string): Answer {
  if (isOurs(body)) return null;
  let guess: Answer = null;
  for (const line of visibleLines(body)) {
    const [, word, rest = ''] =
      /^[^\S\t]{0,3}\/([\p{L}\p{N}_-]{1,40})(?:[:.,;!]?\s+(.*)|[:.,;!])?$/su.exec(line) ?? [];
    if (word === undefined) continue;
    const name = names.find((each) => each === word.toLowerCase());
    if (name !== undefined) return answer(name, clip(oneLine(rest), mostReason) || null);
    guess ??= suggestion(word, rest);
  }
  return guess;
}

function answer(name: Name, reason: string | null): Answer {
  if (name === 'help') return { kind: 'help', text: helpText };
  if (name !== 'resume') return { kind: name, reason };
  if (reason !== null) return { kind: 'resume', reason };
  return help('`/resume` needs a reason behind it, on the same line: it goes into the ledger.');
}

/** `/roll back` is a near miss, too. */
function suggestion(word: string, rest: string): Answer {
  const [next = ''] = /^[\p{L}\p{N}_-]{1,40}/u.exec(rest) ?? [];
  const meant = nearest(word, names) ?? (next === '' ? null : nearest(word + next, names));
  return meant === null ? null : help(`\`/${word}\` is no command. Did you mean \`/${meant}\`?`);
}

function help(sentence: string): Answer {
  return { kind: 'help', text: `${sentence}\n\n${helpText}` };
}

/** Our own comments carry a marker on a line of its own. */
function isOurs(body: string): boolean {
  return /^<!-- prompt-rollout:[^\n]* -->\s*$/m.test(body);
}
