import type { IncidentFacts } from './facts.ts';
import { count, counted, duration, percent, secondsBetween, shortCommit, time } from './format.ts';
import { numbered } from './incident-links.ts';
import { code, inline, linked, table } from './markdown.ts';
import { cause, decidedBy, flavour, harm, leading, stageText } from './story.ts';
import { condition, metricNames, side } from './words.ts';

/** What the facts say under each heading of a post-mortem, as safe Markdown. Nothing here is a guess. */

/** Exact numbers, with the span that they cover. */
export function impact(facts: IncidentFacts): string {
  const { incident } = facts;
  const found = harm(facts);
  const open = flavour(facts) === 'open';
  const seconds = open ? null : secondsBetween(incident.began_at, incident.decided_at);
  const failed = found?.failed ?? null;
  const requests = found?.requests ?? null;
  const share =
    failed === null || requests === null || requests <= 0 ? '' : ` (${percent((100 * failed) / requests)})`;
  const rows = [
    ['Requests exposed to the bad version', count(requests)],
    ['of which failed', `${count(failed)}${share}`],
    ['Counted', found === null ? 'no metrics were read for this decision' : found.span],
    ['From the beginning of the trouble to the decision', open ? 'not decided yet' : duration(seconds)],
    ['Reached', stageText(facts)],
    ['Severity', incident.severity ?? 'not judged by a rule; when unsure, take the higher one'],
  ];
  const note =
    found !== null && !found.whole
      ? '\n\nThese are the numbers of one window, not of the whole rollout: the harm in all is larger.'
      : '';
  return `${table(
    ['What', 'How much'],
    rows.map((row) => row.map(inline)),
  )}${note}`;
}

/** Where to begin to look: what the metrics say of the stable version at the same time. */
export function rootCauses(facts: IncidentFacts): string {
  const match = leading(facts);
  const reading = facts.evidence?.verdict.readings.find(({ metric }) => metric === match?.metric);
  const begin = `What ${code(facts.incident.bad.label)} changed stands below, under "What changed?".`;
  if (match === null || reading?.stable == null || reading.worse !== true) return begin;
  const beside = `${metricNames[match.metric]} ${side(match.metric, reading.stable)}`;
  return `${begin} At the same time the stable version had ${beside}, so what changed is the first place to look.`;
}

/** The change that set it off, and the share of the traffic that it got. */
export function trigger(facts: IncidentFacts): string {
  const { incident, exposure, firstSeen } = facts;
  const { bad, rollout, weight } = incident;
  const seen = firstSeen === null ? '' : ` Its first traffic was seen at ${inline(time(firstSeen))}.`;
  const span = exposure === null ? '' : ` Its requests are counted from ${inline(time(exposure.since))} on.`;
  return `Rollout ${code(rollout)} gave ${code(bad.label)} (commit ${code(shortCommit(bad.commit))}) ${weight} % of the traffic.${seen}${span}`;
}

/** What ended the harm; for an open question, that nothing has. */
export function resolution(facts: IncidentFacts): string {
  const { incident, rollback, defaultBranch } = facts;
  const [good, bad] = [code(incident.good.label), code(incident.bad.label)];
  const kind = flavour(facts);
  if (kind === 'open')
    return `None yet: ${bad} is frozen at ${incident.weight} % until a person decides${pullRequest(facts)}.`;
  if (kind === 'going')
    return `On its way: the traffic goes from ${bad} to ${good} step by step, decided ${inline(decidedBy(incident))} at ${inline(time(incident.decided_at))}. ${bad} is in quarantine.`;
  if (kind === 'over') return 'The question was settled by another decision; the timeline has it.';
  const commit = rollback === null ? '' : ` by ${linked(code(shortCommit(rollback.commit)), rollback.url)}`;
  const seconds = secondsBetween(incident.detected_at, incident.decided_at);
  return [
    `All traffic is routed to ${good} again${commit}, decided ${inline(decidedBy(incident))} at ${inline(time(incident.decided_at))}, ${afterDetection(seconds)}. ${bad} is in quarantine.`,
    incident.pull_request === null
      ? `Where ${code(defaultBranch)} still holds ${bad}, it has to be mended.`
      : `${code(defaultBranch)} is mended by the revert pull request${pullRequest(facts)}.`,
  ].join(' ');
}

/** A decision within the second needs no figure. */
function afterDetection(seconds: number | null): string {
  return seconds !== null && seconds < 1
    ? 'as soon as it was noticed'
    : `${duration(seconds)} after it was noticed`;
}

function pullRequest({ incident }: IncidentFacts): string {
  return incident.pull_request === null ? '' : ` (${numbered(incident.pull_request)})`;
}

/** What noticed it, and after how long. */
export function detection(facts: IncidentFacts): string {
  const { incident, evidence } = facts;
  const at = inline(time(incident.detected_at));
  const why = inline(cause(facts));
  if (incident.rule === null) return `Noticed at ${at}, not by a rule of the policy: ${why}.`;
  const seconds = secondsBetween(incident.began_at, incident.detected_at);
  const late = seconds === null ? '' : `, ${duration(seconds)} after the trouble began`;
  const source = evidence === null ? '' : ` (source ${code(evidence.observation.source)})`;
  return `Noticed by Prompt Rollout${source} at ${at}${late}: ${why}.`;
}

/** The work that is known already; owners and everything else are for people to add. */
export function actionItems(facts: IncidentFacts): string {
  const { incident, defaultBranch } = facts;
  const bad = inline(incident.bad.label);
  const open = flavour(facts) === 'open';
  const first = open
    ? [`Decide about ${bad}${pullRequest(facts)}`, 'mitigate']
    : [
        `Merge the revert pull request${pullRequest(facts)}, or a corrected version, so that ${code(defaultBranch)} and what serves agree`,
        'repair',
      ];
  const rows = [
    first,
    [`Correct the prompt, raise its version, and promote it again`, 'repair'],
    [`Add a test that fails on ${bad} and passes on ${inline(incident.good.label)}`, 'prevent'],
  ];
  return table(['Action item', 'Type', 'Owner', 'Tracked in'], rows);
}

/** What worked, by the numbers. */
export function wentWell(facts: IncidentFacts): string {
  const { incident } = facts;
  const items: string[] = [];
  if (incident.weight < 100)
    items.push(`The canary kept the bad version away from ${100 - incident.weight} % of the traffic.`);
  const took = secondsBetween(incident.detected_at, incident.decided_at);
  if (flavour(facts) === 'back' && incident.decided_by === 'system' && took !== null)
    items.push(`Nobody had to be awake: the rollback was decided ${afterDetection(took)}.`);
  if (incident.good.known_good_since !== null)
    items.push(`There was a version to go back to that is known as good: ${code(incident.good.label)}.`);
  return items.map((item) => `- ${item}`).join('\n');
}

/** What did harm, by the numbers. */
export function wentWrong(facts: IncidentFacts): string {
  const { incident } = facts;
  const items: string[] = [];
  const failed = harm(facts)?.failed ?? null;
  if (failed !== null && failed > 0)
    items.push(
      `${counted(failed, 'request')} to the bad version failed, ${inline(harm(facts)?.span ?? '')}.`,
    );
  const blind = secondsBetween(incident.began_at, incident.detected_at);
  if (blind !== null && blind > 0) items.push(`It went on for ${duration(blind)} before it was noticed.`);
  const state = facts.verification?.state;
  if (state === 'escalated' || state === 'failed')
    items.push(`Going back to ${code(incident.good.label)} did not end it.`);
  if (incident.rule === null)
    items.push('No rule of the policy led to this decision: a person had to notice.');
  return items.map((item) => `- ${item}`).join('\n');
}

/** Which stages the bad version passed, and at which it failed. */
export function testsPassed(facts: IncidentFacts): string {
  const { incident, plan } = facts;
  const stages = plan?.stages ?? [];
  const index = stages.findIndex(({ weight }) => weight === incident.weight);
  if (index < 0)
    return 'Which stages the version passed is not recorded with this incident; the timeline has them.';
  const passed = stages.slice(0, index).map(({ weight, bake }) => `${weight} % (at least ${duration(bake)})`);
  const match = leading(facts);
  const how = match === null ? '' : ` with ${condition(match.metric, match.threshold)}`;
  const before = passed.length === 0 ? 'It passed no stage' : `It passed the stages ${passed.join(', ')}`;
  return `${before}, and failed at ${incident.weight} %${how}. The gates look at error rate, p99 and quality beside the stable version; what they do not measure they cannot catch.`;
}
