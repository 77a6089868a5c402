import { anchor, type Html, html, isLink, link, moment } from './html.ts';
import { type IncidentCard, incidentName, type Mark } from './incidents.ts';
import { chip, quick } from './parts.ts';
import { chartsHtml } from './render-rollouts.ts';

/** An incident that unfolds: the line of what happened, then times, links, chart and timeline. */
export function incidentHtml(card: IncidentCard): Html {
  const { id, prompt, bad, good, weight, reason, tone, status, open, decidedAt } = card;
  return html`<details class="incident ${tone}" id="${anchor('incident', incidentName(prompt, id))}"${open ? html` open` : null}>
<summary><span class="what"><span class="id">${prompt}</span> <span><b>${bad}</b> <span class="muted">at ${weight} %, back to</span> <b>${good}</b></span></span>
${chip(tone, status)}<span class="muted when">${moment(decidedAt)}</span>
<span class="reason">${reason}</span></summary>
<div class="inside">
${marksHtml(card.marks)}
<p class="facts">${factsOf(card)}</p>
${card.charts === null ? null : chartsHtml(card.charts, { candidate: bad, stable: good })}
${timelineHtml(card)}
</div>
</details>`;
}

function marksHtml(marks: readonly Mark[]): Html {
  const mark = ({ name, at, after }: Mark): Html =>
    html`<li><span class="after">${after === null ? '' : after < 1 ? 'at once' : `+${quick(after)}`}</span><span class="name">${name}</span>${at === null ? html`<span class="muted">not known</span>` : moment(at, 'clock')}</li>`;
  return html`<ol class="marks" aria-label="How fast it went">${marks.map(mark)}</ol>`;
}

function factsOf({ rule, severity, decidedBy, pull, issue, runUrl, joins, id }: IncidentCard): Html {
  const who = decidedBy === 'system' ? 'the system' : decidedBy;
  const kind =
    rule === null
      ? null
      : html`<span>rule <code>${rule}</code>${severity === null ? null : ` (${severity})`}</span>`;
  const said = joins === null ? null : html`<span>one incident with <span class="id">${joins}</span></span>`;
  return html`<span>decided by ${who}</span> ${kind} ${said} ${addressesHtml({ pull, issue })} ${!isLink(runUrl) ? null : html`<span>${link(runUrl, 'run')}</span>`} <span class="muted">incident <code>${id}</code></span>`;
}

/** Pull request and issue of an incident, as far as they are open, as links. */
export function addressesHtml({ pull, issue }: Pick<IncidentCard, 'pull' | 'issue'>): Html[] {
  return [linked('revert pull request', pull), linked('post-mortem', issue)].flatMap((each) =>
    each === null ? [] : [html`${each} `],
  );
}

function linked(name: string, target: IncidentCard['pull']): Html | null {
  if (target === null) return null;
  const number = target.number > 0 ? ` #${target.number}` : '';
  return html`<span>${link(target.url, `${name}${number}`)}</span>`;
}

function timelineHtml({ timeline, left, prompt, bad }: IncidentCard): Html | null {
  if (timeline.length === 0) return null;
  const gap = html`<li class="muted">${left} entries between; the ledger on the live branch has them.</li>`;
  const entry = ({ at, event, url }: IncidentCard['timeline'][number], index: number): Html => {
    const sameDay = timeline[index - 1]?.at.slice(0, 10) === at.slice(0, 10);
    const data = !isLink(url) ? null : link(url, html`data<span class="hidden"> of ${event}</span>`);
    return html`${left > 0 && index === timeline.length / 2 ? gap : null}<li>${moment(at, sameDay ? 'bareClock' : 'bareFull')} <span>${event} ${data}</span></li>`;
  };
  return html`<h3>Timeline <span class="hidden">of ${prompt} ${bad}</span></h3>
<ol class="timeline">${timeline.map(entry)}</ol>`;
}
