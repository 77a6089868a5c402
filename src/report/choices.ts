import { standing } from './alternatives.ts';
import type { RunbookFacts } from './facts.ts';
import { duration, time } from './format.ts';
import { code, inline, table } from './markdown.ts';
import type { QuestionFacts } from './question.ts';
import { rollbackCommands } from './rollback-commands.ts';
import { targetOf } from './runbook-sentences.ts';
import { cause, criticalRules, decidedBy, dueAt, flavour, leading } from './story.ts';
import { deciders } from './words.ts';

/** What is so, and what each thing that a person can do leads to. Every sentence must be true as it stands. */

/** The verdict in one sentence, the first thing that is read. */
export function verdictSentence(facts: RunbookFacts): string {
  const { incident, prompt } = facts;
  const [id, good, bad] = [code(prompt), code(incident.good.label), code(incident.bad.label)];
  const why = inline(cause(facts));
  const at = inline(time(incident.decided_at));
  const kind = flavour(facts);
  if (kind === 'back')
    return `**${id} ${howItWent(facts, good)}:** ${bad} at ${incident.weight} % was rolled back ${inline(decidedBy(incident))} at ${at}: ${why}.`;
  if (kind === 'going')
    return `**${id} is going back to ${good}:** ${bad} at ${incident.weight} % is rolled back gradually ${inline(decidedBy(incident))} since ${at}: ${why}.`;
  if (kind === 'open')
    return `**${id} needs a decision:** ${bad} is frozen at ${incident.weight} % since ${at}: ${why}.`;
  return `**This question about ${id} is settled, not by this pull request:** it was about ${bad} at ${incident.weight} %: ${why}.`;
}

/** Whether the rollback helped: nobody may read that all is well where it is not. */
function howItWent({ verification }: RunbookFacts, good: string): string {
  switch (verification?.state) {
    case 'escalated':
      return `was put back on ${good}, and that has not helped yet`;
    case 'failed':
      return `was put back on ${good}, and that did not help`;
    case 'unverified':
      return `was put back on ${good}, and whether that helped is not known`;
    default:
      return `is back on ${good}`;
  }
}

/** What merging, closing and waiting do, as a table. */
export function choices(facts: RunbookFacts): string {
  const kind = flavour(facts);
  const rows = { back: afterRollback, going: whileGoing, open: asked, over: afterwards };
  return table(['If you', 'then'], rows[kind](facts));
}

function afterRollback({ incident, defaultBranch, path }: RunbookFacts): string[][] {
  const [main, good, bad] = [code(defaultBranch), code(incident.good.label), code(incident.bad.label)];
  return [
    [
      '**merge** this',
      `${main} holds ${good} again, which is what serves. No traffic moves: that has happened already. ${code(path)} becomes exactly what it was in ${good}.`,
    ],
    [
      '**close** this',
      `Traffic stays on ${good}. ${main} still holds ${bad}: ${code('status')} shows that as drift until a new version is merged. Nothing restarts, since ${bad} is in quarantine.`,
    ],
    [
      'have merged **a newer version**',
      `It starts at stage one. Close this pull request then: merging it would take the newer version out of ${main}.`,
    ],
  ];
}

function whileGoing(facts: RunbookFacts): string[][] {
  const { incident, defaultBranch } = facts;
  const [main, good, bad] = [code(defaultBranch), code(incident.good.label), code(incident.bad.label)];
  return [
    [
      '**merge** this',
      `${main} holds ${good} again. No traffic moves for it: what ${bad} still has goes to ${good} step by step, with or without the merge.`,
    ],
    [
      '**close** this',
      `The traffic goes to ${good} all the same. ${main} still holds ${bad}: ${code('status')} shows that as drift until a new version is merged. Nothing restarts, since ${bad} is in quarantine.`,
    ],
    [
      'want it **at once**',
      `Run the rollback workflow with the strategy ${code('instant')}, or ${code(`${rollbackCommands(facts, null).cli} --strategy instant`)}: all traffic is on ${good} when it ends.`,
    ],
  ];
}

function asked(facts: RunbookFacts): string[][] {
  return facts.question === null ? whileAsking(facts) : whileClockRuns(facts, facts.question);
}

/** A question with a clock, which comments and the pull request itself answer. */
function whileClockRuns(facts: RunbookFacts, question: QuestionFacts): string[][] {
  const { incident, defaultBranch } = facts;
  const [main, good, bad] = [code(defaultBranch), code(incident.good.label), code(incident.bad.label)];
  const frozen = `The weight stays frozen at ${incident.weight} %, and ${bad} goes on serving those users`;
  return [
    [
      '**merge** this',
      `${bad} goes from ${incident.weight} % to 0 % and into quarantine, if these still are the versions that serve; ${main} holds ${good} again.`,
    ],
    [
      `comment ${code('/rollback')}`,
      `The same at once, without the merge: this pull request then only mends ${main}.`,
    ],
    [
      `**close** this, or comment ${code('/investigate')}`,
      `${frozen}. Nothing expires any more, and a page goes out every hour.`,
    ],
    [
      `comment ${code('/resume')} with the reason`,
      `The rollout of ${bad} goes on. This rule is muted for it until the severity rises.`,
    ],
    ['**wait**', `${frozen}.${expiry(question)}`],
    ['see it **get worse**', worse(facts)],
  ];
}

function expiry({ expires_at, on_expiry, status }: QuestionFacts): string {
  if (expires_at === null || status !== 'open') return ' Nothing expires.';
  const then = on_expiry === 'rollback' ? 'it is rolled back' : 'it is escalated, and stays frozen';
  return ` After half of the time there is a reminder; at ${inline(time(expires_at))} ${then}.`;
}

function worse(facts: RunbookFacts): string {
  const critical = criticalRules(facts);
  return critical.length === 0
    ? 'No rule of this rollout is critical, so nothing rolls back by itself.'
    : `A critical rule does not wait for an answer: the look that finds ${inline(critical.join(' or '))} rolls back by itself.`;
}

function whileAsking(facts: RunbookFacts): string[][] {
  const { incident, defaultBranch } = facts;
  const [main, good, bad] = [code(defaultBranch), code(incident.good.label), code(incident.bad.label)];
  return [
    [
      '**merge** this',
      `${main} holds ${good} again. The next run of ${code('promote')} takes ${bad} from ${incident.weight} % to 0 % and puts it in quarantine. Traffic moves with that run, not with the merge.`,
    ],
    [
      '**roll back** at once',
      `Run the rollback workflow, or ${code(rollbackCommands(facts, null).cli)}: traffic is back on ${good} when it ends. This pull request then only mends ${main}.`,
    ],
    [
      '**close** this, or wait',
      `Nothing is decided. The weight stays frozen at ${incident.weight} %, and ${bad} goes on serving those users.${due(facts)}`,
    ],
    ['see it **get worse**', worse(facts)],
  ];
}

function due(facts: RunbookFacts): string {
  const [at, match] = [dueAt(facts), leading(facts)];
  if (at === null || match === null) return '';
  const who = inline(deciders[match.decider] ?? match.decider);
  return ` The decision is due by ${inline(time(at))} (${duration(match.limit)}, ${who}); it stays frozen after that too.`;
}

function afterwards({ incident, defaultBranch }: RunbookFacts): string[][] {
  const [main, good] = [code(defaultBranch), code(incident.good.label)];
  return [
    ['**merge** this', `${main} holds ${good} again, and the next run takes it from there.`],
    ['**close** this', 'Nothing changes.'],
  ];
}

/** How to take back what was done, and how to go back further. */
export function undo(facts: RunbookFacts): string {
  const { incident, defaultBranch, alternatives } = facts;
  const [main, bad] = [code(defaultBranch), code(incident.bad.label)];
  const open =
    flavour(facts) === 'open'
      ? ['- Before the merge there is nothing to undo: the weight is frozen, and nothing else has changed.']
      : [];
  const others = alternatives.filter(({ label }) => label !== incident.good.label);
  const offers = others.slice(0, 5).map((other) => {
    const how = standing(other);
    const why = how === '' ? '' : `, ${inline(how)}`;
    return `  - ${code(other.label)}${why}: ${code(rollbackCommands(facts, other.label).cli)}`;
  });
  // After a rollback that did not help, the runbook says so, and what to do then.
  const none = targetOf(facts) === null ? [] : ['- No other version is known as good.'];
  return [
    ...open,
    `- To undo the merge, revert its commit on ${main}. That moves no traffic: what is in quarantine is not promoted again.`,
    `- To ship ${bad} after all, change the prompt, raise its version and merge that: it starts at stage one.`,
    ...(others.length === 0 ? none : ['- To go back to another version that is known as good:', ...offers]),
  ].join('\n');
}
