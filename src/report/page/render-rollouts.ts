import { duration, secondsBetween } from '../format.ts';
import { chart, isBeyond, limitText, metricTitles, valueText } from './chart.ts';
import { anchor, type Html, html, moment } from './html.ts';
import { incidentName } from './incidents.ts';
import { chip, clockText } from './parts.ts';
import type { RolloutCard, Step } from './rollouts.ts';
import type { Charts, Series } from './series.ts';

/** A rollout as a card: where it stands, its stages, what the metrics say. */
export function rolloutHtml(card: RolloutCard, at: string): Html {
  const { prompt, candidate, stable, tone, status, charts, incident } = card;
  const reverting = card.phase === 'reverting';
  return html`<article class="card ${tone}" id="${anchor('rollout', prompt)}" aria-labelledby="${anchor('rollout-title', prompt)}">
<header>
<h3 id="${anchor('rollout-title', prompt)}"><span class="id">${prompt}</span></h3>
<p class="versions"><b class="key candidate">${candidate}</b> <span class="muted">${reverting ? 'gives way to' : 'over'}</span> <b class="key stable">${stable}</b></p>
${chip(tone, status)}
</header>
${track(card)}
<p class="times">${timesOf(card, at)}${incident === null ? null : html`<a href="#${anchor('incident', incidentName(prompt, incident))}">incident</a>`}</p>
${card.mutes.length === 0 ? null : html`<p class="muted">A person let it go on: ${card.mutes.join('; ')}</p>`}
${charts === null ? html`<p class="muted">The ledger has no counts of this rollout yet, so there is nothing to draw.</p>` : chartsHtml(charts, { candidate, stable })}
</article>`;
}

/** Charts side by side, each with its newest values above it. */
export function chartsHtml(charts: Charts, names: { candidate: string; stable: string }): Html {
  return html`<div class="charts">${charts.series.map((series) => figure(charts, series, names))}</div>
<p class="recorded">A point covers the 5 minutes before it. The ledger has looks up to ${moment(charts.until, 'clock')}.</p>`;
}

function figure(charts: Charts, series: Series, names: { candidate: string; stable: string }): Html {
  const { metric, now, limits } = series;
  const [limit] = limits;
  const worse = isBeyond(series, now.candidate) ? html`<span class="over">over the limit</span>` : null;
  return html`<figure>
<figcaption><span class="metric">${metricTitles[metric]}</span>
${worse ?? (limit === undefined ? null : html`<span class="limits">limit ${limitText(metric, limit)}</span>`)}
<span class="values"><b class="key candidate${worse === null ? '' : ' worse'}">${valueText(metric, now.candidate)}</b> <b class="key stable">${valueText(metric, now.stable)}</b>${series.baseline ? html` <span class="muted">before</span>` : null}</span></figcaption>
${chart(charts, series, names)}
</figure>`;
}

function track({ steps, weight, phase, candidate }: RolloutCard): Html {
  return html`<div class="track"><svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label="${candidate} has ${weight} % of the traffic"><rect class="rest" width="100" height="4"/><rect class="part ${phase}" width="${weight}" height="4"/></svg>
<p class="weight"><b>${weight} %</b> <span class="muted">${phase === 'reverting' ? 'left' : 'of traffic'}</span></p>
<ol class="steps" aria-label="Stages">${steps.map(step)}</ol></div>`;
}

const places = { done: 'passed', now: 'now', next: 'to come' } as const;

function step({ weight, place }: Step): Html {
  const now = place === 'now' ? html` aria-current="step"` : null;
  return html`<li class="${place}"${now}>${weight} % <span class="hidden">${places[place]}</span></li>`;
}

function timesOf({ started, stageStarted, firstTraffic, clock, phase }: RolloutCard, at: string): Html {
  const age = secondsBetween(started, at);
  const here = secondsBetween(stageStarted, at);
  const traffic = firstTraffic === null && phase === 'canary' ? html`<span>no traffic yet</span>` : null;
  return html`<span>began ${moment(started)}, ${duration(age)} ago</span> <span>in this ${phase === 'watching' ? 'watch' : 'stage'} for ${duration(here)}</span> ${traffic} ${clock === null ? null : clockText(clock, at)} `;
}
