import { duration, secondsBetween, time, timeAfter } from './format.ts';
import { inline, table } from './markdown.ts';
import { clip, oneLine } from './plain.ts';

/** The question that is put to a person, and what became of it. All times ISO 8601. */
export interface QuestionFacts {
  readonly opened_at: string;
  /** When its limit is over; null when nothing expires (a person investigates). */
  readonly expires_at: string | null;
  readonly status: 'open' | 'investigating' | 'expired' | 'answered';
  /** What happens when nobody answers in time. */
  readonly on_expiry: 'escalate' | 'rollback';
  readonly answer: QuestionAnswer | null;
}

/** `superseded`: a critical rule, a newer version or another rollback decided before a person did. */
export interface QuestionAnswer {
  readonly kind: 'rollback' | 'investigate' | 'resume' | 'superseded';
  readonly by: string;
  readonly reason: string | null;
  readonly at: string;
}

/** Where the question stands, in one sentence of plain text. */
export function questionSentence(question: QuestionFacts): string {
  const { status, answer, expires_at, opened_at } = question;
  const since = `open since ${time(opened_at)}`;
  if (status === 'open')
    return expires_at === null
      ? `The question is ${since}.`
      : `The question is ${since}; a decision is due by ${time(expires_at)} (${duration(secondsBetween(opened_at, expires_at))}).`;
  if (status === 'expired') {
    const then =
      question.on_expiry === 'rollback' ? 'so it is rolled back' : 'so it stays frozen and is escalated';
    return `Nobody decided by ${time(expires_at)}, ${then}.`;
  }
  if (answer === null) return `The question was ${since}, and is settled.`;
  const who = `${oneByLine(answer.by)} at ${time(answer.at)}`;
  if (status === 'investigating')
    return `Investigated by ${who}: it stays frozen, nothing expires, and a page goes out every hour.`;
  return `${answers[answer.kind]} by ${who}, after ${duration(secondsBetween(opened_at, answer.at))}${why(answer)}.`;
}

const answers: Readonly<Record<QuestionAnswer['kind'], string>> = {
  rollback: 'Answered with a rollback',
  investigate: 'Investigated',
  resume: 'Answered with going on',
  superseded: 'Settled, before a person did,',
};

const oneByLine = (text: string): string => (text === 'system' ? 'the system' : clip(oneLine(text), 60));
const why = ({ reason }: QuestionAnswer): string =>
  reason === null || reason.trim() === '' ? '' : `: ${clip(oneLine(reason), 300).replace(/\.$/, '')}`;

/** The section of pull request and issue, as safe Markdown: the sentence, then the clock. */
export function questionSection(question: QuestionFacts): string {
  const { opened_at, status, answer, on_expiry } = question;
  const expires_at = status === 'answered' ? null : question.expires_at;
  const reminder = reminderAt({ ...question, expires_at });
  const rows = [
    ['Asked', time(opened_at)],
    ...(reminder === null ? [] : [['Reminder', time(reminder)]]),
    ...(expires_at === null
      ? []
      : [
          [
            'Limit',
            `${time(expires_at)}; after that ${on_expiry === 'rollback' ? 'it is rolled back' : 'it is escalated and stays frozen'}`,
          ],
        ]),
    ['Status', status],
    ...(answer === null ? [] : [['Answer', `${answer.kind}, ${oneByLine(answer.by)}, ${time(answer.at)}`]]),
    ...(answer?.reason == null ? [] : [['Reason', clip(oneLine(answer.reason), 500)]]),
  ].map((row) => row.map((text) => inline(text)));
  return `**${inline(questionSentence(question))}**\n\n${table(['What', 'When'], rows)}`;
}

/** Half of the limit: when a person is reminded; null when nothing expires. */
export function reminderAt({ opened_at, expires_at }: QuestionFacts): string | null {
  const seconds = secondsBetween(opened_at, expires_at);
  return seconds === null ? null : timeAfter(opened_at, seconds / 2);
}
