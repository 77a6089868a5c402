import { recoveryLimit } from '../evidence/recovery.ts';
import type { Version } from '../live/state.ts';
import { metricOf } from './expectation.ts';
import type { RunbookFacts } from './facts.ts';
import { counted, duration, percent, time } from './format.ts';
import { dueAt, flavour } from './story.ts';
import { verificationSentence } from './verification.ts';
import { metricNames } from './words.ts';

/** The sentences of a runbook, in plain text: for the page as they are, for Markdown to be escaped. */

/** Whether the rollback was looked at and is not well: then the version that serves is no help. */
function failing({ verification }: RunbookFacts): boolean {
  return verification !== null && verification.state !== 'waiting' && verification.state !== 'recovered';
}

/** Versions that are known as good, but for the one that serves now, newest first; at most five. */
export function olderVersions({ incident, alternatives }: RunbookFacts): RunbookFacts['alternatives'] {
  const { good, bad } = incident;
  return alternatives.filter(({ label }) => label !== good.label && label !== bad.label).slice(0, 5);
}

/** The version that a rollback by hand would put back now; null when no other one is known as good. */
export function targetOf(facts: RunbookFacts): string | null {
  return failing(facts) ? (olderVersions(facts)[0]?.label ?? null) : facts.incident.good.label;
}

/** `served everyone since …, known as good since …`. */
export function goodDates({ stable_since, known_good_since }: Version): string {
  if (stable_since !== null && stable_since === known_good_since)
    return `stable and known as good since ${time(stable_since)}`;
  const served = stable_since === null ? 'never served everyone' : `stable since ${time(stable_since)}`;
  const good =
    known_good_since === null ? 'not yet known as good' : `known as good since ${time(known_good_since)}`;
  return `${served}, ${good}`;
}

/** `prometheus (https://…)`; that there is none, where no metrics were read. */
export function sourceText({ evidence, metricsUrl }: RunbookFacts): string {
  const source = sourceName(evidence?.observation.source ?? 'the metrics source');
  return metricsUrl === null ? source : `${source} (${metricsUrl})`;
}

/** A source names its own address where it has one; here that stands behind it as a link. */
export function sourceName(source: string): string {
  return source.replace(/ https?:\/\/\S*$/, '');
}

/** What the verification found, or that there was none. */
export function verifiedText({ verification, incident }: RunbookFacts): string {
  if (verification === null) return 'The rollback was not looked at yet.';
  return verificationSentence(verification, { good: incident.good.label, bad: incident.bad.label });
}

/** Whether a person has to start a rollback. */
export function actionSentence(facts: RunbookFacts): string {
  const { bad, good, weight } = facts.incident;
  if (failing(facts)) {
    const target = targetOf(facts);
    return target === null
      ? 'No older version is known as good: correct the prompt, raise its version and merge that.'
      : `This puts ${target} back, the next older version that is known as good.`;
  }
  const kind = flavour(facts);
  if (kind === 'back')
    return `Done: ${good.label} serves everyone. To put it back again, if something else moved the traffic:`;
  if (kind === 'over') return 'The question is settled. A rollback by hand is still possible:';
  const { question } = facts;
  if (question?.on_expiry === 'rollback' && question.expires_at !== null)
    return `It rolls back by itself at ${time(question.expires_at)}, unless a person decides before. When one of these ends, ${good.label} serves everyone:`;
  return `Nothing rolls back by itself for this rule; ${bad.label} goes on serving ${weight} %. When one of these ends, ${good.label} serves everyone:`;
}

/** Which numbers, over how many requests and within what time, mean that it is well again. */
export function verifySentence(facts: RunbookFacts): string {
  const { evidence, plan, verification, recovery, incident } = facts;
  const stable = evidence?.verdict.readings.find(({ metric }) => metric === 'error_rate')?.stable ?? null;
  const limit = verification?.limit ?? 100 * recoveryLimit(stable === null ? null : stable / 100);
  const metric = metricOf(facts);
  const mature = plan?.policy.gates.mature;
  const worse = metric === 'quality' ? mature?.quality_drop : mature?.latency_increase;
  const other =
    metric === null || metric === 'error_rate' || worse === undefined
      ? ''
      : `, ${metricNames[metric]} at most ${percent(worse)} worse than before`;
  const name = targetOf(facts) ?? incident.good.label;
  return `Within ${duration(recovery.escalate_after)} after propagation, over at least ${counted(recovery.min_requests, 'request')} to ${name}: error rate below ${percent(limit)}${other}. No more requests to ${incident.bad.label}.`;
}

/** When to escalate, and what does so by itself. */
export function escalationSentence(facts: RunbookFacts): string {
  const after = `${duration(facts.recovery.escalate_after)} after propagation`;
  if (failing(facts)) return 'At once.';
  if (flavour(facts) === 'back') return `When it is not recovered ${after}.${pagesText(facts)}`;
  // While a person investigates nothing expires, so that no moment of the rule holds any more.
  const due = facts.question === null ? dueAt(facts) : facts.question.expires_at;
  if (facts.question?.status === 'expired')
    return `At once: the time to decide was over at ${time(due)}. Also when a rollback is not recovered ${after}.`;
  const decide = due === null ? 'When nobody can decide' : `When nobody has decided by ${time(due)}`;
  return `${decide}, or when a rollback is not recovered ${after}.`;
}

/** The pages that go out by themselves while a rollback is verified; where the two moments are one, one page. */
function pagesText({ pages, recovery: { escalate_after, give_up_after } }: RunbookFacts): string {
  if (!pages) return '';
  const second =
    give_up_after > escalate_after
      ? `, and another one when it is not verified ${duration(give_up_after)} after propagation`
      : '';
  return ` A critical page goes out by itself then${second}.`;
}
