import type { NoticeEvent } from '../live/state.ts';
import { duration, secondsBetween, time } from './format.ts';
import type { NoticeFacts } from './notice-facts.ts';
import { clip, oneLine } from './plain.ts';
import { verificationSentence } from './verification.ts';

/** The words of a notice, in plain text. */

type Texts = Readonly<Record<NoticeEvent, (facts: NoticeFacts) => string>>;

/** What happened, in one line. */
export function title(event: NoticeEvent, facts: NoticeFacts): string {
  return titles[event](facts);
}

const label = (text: string): string => clip(oneLine(text), 40);
const bad = ({ bad: version }: NoticeFacts): string => (version === null ? 'the candidate' : label(version));
const good = ({ good: version }: NoticeFacts): string => label(version);
const subject = (facts: NoticeFacts): string =>
  `${facts.prompt} ${facts.bad === null ? good(facts) : bad(facts)}`;
const share = ({ weight }: NoticeFacts): string => (weight === null ? '' : ` at ${weight} %`);
const why = ({ cause }: NoticeFacts): string =>
  cause === null || cause === '' ? '' : `: ${clip(oneLine(cause), 100)}`;
const together = ({ cascade }: NoticeFacts): string =>
  cascade.length === 0 ? '' : `, together with ${clip(oneLine(cascade.join(', ')), 80)}`;
const who = (name: string): string => (name === 'system' ? 'the system' : label(name));
const answered = ({ question, by }: NoticeFacts): string => who(question?.answer?.by ?? by);
const due = ({ question }: NoticeFacts): string =>
  question?.expires_at == null ? '' : ` by ${time(question.expires_at)}`;
const given = ({ question, reason }: NoticeFacts): string => {
  const text = question?.answer?.reason ?? reason ?? '';
  return text.trim() === '' ? '' : `: ${clip(oneLine(text), 100)}`;
};
const asHad = (facts: NoticeFacts): string => {
  const { verification } = facts;
  if (verification === null) return '';
  const versions = { good: good(facts), bad: bad(facts) };
  return verificationSentence(verification, versions);
};

const titles: Texts = {
  observing: (facts) => `${subject(facts)} is over a limit${share(facts)} and is observed${why(facts)}`,
  observed: (facts) =>
    facts.incident === null
      ? `${subject(facts)} is below the limit again${share(facts)}`
      : `${subject(facts)} stayed over the limit${share(facts)}, and a person is asked${why(facts)}`,
  asked: (facts) => `${subject(facts)} frozen${share(facts)}, decide${due(facts)}${why(facts)}`,
  reminder: (facts) =>
    `Reminder: ${subject(facts)} still frozen${share(facts)}, decide${due(facts)}${why(facts)}`,
  expired: (facts) =>
    `Nobody decided about ${subject(facts)}${share(facts)}, ${facts.question?.on_expiry === 'rollback' ? `it is rolled back to ${good(facts)}` : 'it stays frozen'}${why(facts)}`,
  investigating: (facts) => `${answered(facts)} investigates ${subject(facts)}, frozen${share(facts)}`,
  'still-investigating': (facts) =>
    `${subject(facts)} still frozen${share(facts)}, investigated by ${answered(facts)} for ${investigated(facts)}${why(facts)}`,
  resumed: (facts) =>
    `${subject(facts)} goes on${share(facts)} by the word of ${answered(facts)}${given(facts)}`,
  'rolled-back': (facts) =>
    `${subject(facts)} ${facts.gradual ? 'is rolled back gradually' : 'rolled back'} to ${good(facts)}${together(facts)}${facts.byPerson ? ` by ${who(facts.by)}` : ''}${why(facts)}`,
  verified: (facts) => `${facts.prompt}: ${asHad(facts) || `the rollback to ${good(facts)} worked`}`,
  escalated: (facts) =>
    `${facts.prompt}: ${asHad(facts) || `not recovered after the rollback to ${good(facts)}`}`,
  failed: (facts) => `${facts.prompt}: ${asHad(facts) || `the rollback to ${good(facts)} did not help`}`,
  unverified: (facts) =>
    `${facts.prompt}: ${asHad(facts) || `the rollback to ${good(facts)} is not verified`}`,
  paused: (facts) =>
    `Gradual rollback of ${facts.prompt} to ${good(facts)} paused with ${facts.weight ?? 0} % on ${bad(facts)}${why(facts)}`,
  outage: (facts) => `${subject(facts)} held${share(facts)}${why(facts) || ': both versions are bad alike'}`,
  silence: (facts) => `${subject(facts)} held${share(facts)}, no judgement is possible${why(facts)}`,
  'hold-over': (facts) =>
    `${subject(facts)} is judged again${share(facts)}, after ${duration(secondsBetween(facts.since, facts.at))}`,
  started: (facts) => `${subject(facts)} started${share(facts)}, over ${good(facts)}`,
  advanced: (facts) => `${subject(facts)} advanced to ${facts.weight ?? 0} %, over ${good(facts)}`,
  completed: (facts) => `${facts.prompt} ${good(facts)} is known as good and is the stable version`,
};

const investigated = ({ question, at }: NoticeFacts): string =>
  duration(secondsBetween(question?.answer?.at ?? null, at));

/** What is so beyond the title, and what a person can do; a runbook follows for a page. */
export function actionLines(event: NoticeEvent, facts: NoticeFacts): string[] {
  return lines[event]?.(facts) ?? [];
}

const lines: Readonly<Partial<Record<NoticeEvent, (facts: NoticeFacts) => string[]>>> = {
  observing: (facts) => [
    `The stage holds${facts.until === null ? '' : ` until ${time(facts.until)}`}, with the limit as it was at the crossing. Nothing has to be done.`,
  ],
  asked: (facts) => [...choices(facts), ...onExpiry(facts)],
  reminder: (facts) => ['Half of the time is over.', ...choices(facts), ...onExpiry(facts)],
  expired: (facts) =>
    facts.question?.on_expiry === 'rollback'
      ? [`The policy rolls back when nobody decides: ${good(facts)} serves everyone.`]
      : [`${bad(facts)} goes on serving${share(facts)} until a person decides.`, ...choices(facts)],
  investigating: () => ['It stays frozen, nothing expires any more, and a page goes out every hour.'],
  'still-investigating': choices,
  resumed: (facts) => [
    `The rule ${facts.rule ?? 'that asked'} is muted for this rollout until the severity rises.`,
  ],
  'rolled-back': (facts) => [
    facts.gradual
      ? `Its users go to ${good(facts)} step by step. Whether that helped is looked at after the last one.`
      : `${good(facts)} serves everyone. Whether that helped is looked at next.`,
    'Merge the revert pull request, so that the default branch holds what serves.',
  ],
  verified: () => ['Merge the revert pull request, so that the default branch holds what serves.'],
  paused: (facts) => [
    `${good(facts)} is not well itself, so no more traffic moves to it. A person decides: another version, or back at once.`,
  ],
  outage: () => [
    'Both versions are bad alike, so a rollback would not help.',
    'Look at the provider of the model, or at what grades the answers.',
    'Nothing advances and nothing is rolled back; it goes on by itself when one version is well again.',
  ],
  silence: () => [
    'Look at the metrics source and at the queries.',
    'Nothing advances and nothing is rolled back without a judgement.',
  ],
};

function choices(facts: NoticeFacts): string[] {
  return [
    `Roll back: merge the revert pull request, or comment /rollback there. ${good(facts)} then serves everyone.`,
    'Look into it first: comment /investigate. It stays frozen, and a page goes out every hour.',
    'Go on: comment /resume with the reason. The rule is muted until the severity rises.',
  ];
}

function onExpiry({ question }: NoticeFacts): string[] {
  if (question?.expires_at == null) return [];
  const then = question.on_expiry === 'rollback' ? 'it is rolled back' : 'it is escalated and stays frozen';
  return [`Without an answer by ${time(question.expires_at)} ${then}.`];
}
