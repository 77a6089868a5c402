import type { Attention } from './attention.ts';
import { anchor, type Html, html, isLink, link, moment, trusted } from './html.ts';
import { type IncidentCard, incidentName } from './incidents.ts';
import type { PageModel } from './model.ts';
import { clockText, glyph, section } from './parts.ts';
import { addressesHtml, incidentHtml } from './render-incidents.ts';
import { rolloutHtml } from './render-rollouts.ts';
import { levelsHtml, promptsHtml, quarantineHtml } from './render-tables.ts';
import { stylesheet } from './style.ts';

/**
 * The page as one HTML document that needs nothing from outside: no script, no font, no picture, no address that is
 * fetched. `styleHash` is the base64 SHA-256 of `stylesheet`: the policy in the page's head allows that and no other
 * style, and nothing else at all.
 */
export function renderPage(model: PageModel, styleHash: string): string {
  const { repository, verdict, tone } = model;
  const parts = contents(model);
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${verdict} · ${repository}</title>
<style>${trusted(stylesheet)}</style>
</head>
<body>
<a class="skip" href="#now">Skip to what matters now</a>
${top(model, parts)}
<main>
<section id="now" class="verdict ${tone}" aria-labelledby="verdict">
<h1 id="verdict">${glyph(tone)}<span>${verdict}</span></h1>
${model.tally.length === 0 ? null : html`<p class="tally">${model.tally.join(' · ')}</p>`}
${model.attention.length === 0 ? null : html`<ul class="attention">${model.attention.map((item) => attentionHtml(item, model))}</ul>`}
</section>
${parts.map(({ id, title, note, body }) => section(id, title, note, body))}
</main>
${foot(model)}
</body>
</html>`.text
  }\n`;
}

function top({ repository, at, commit, historyUrl }: PageModel, parts: readonly Entry[]): Html {
  const entries = parts.map(
    ({ id, title, count }) =>
      html`<li><a href="#${id}">${title}${count === null ? null : html` <span class="count">${count}</span>`}</a></li>`,
  );
  return html`<header class="top">
<p class="name"><b>Prompt Rollout</b> <span class="id">${repository}</span></p>
<p class="asof">As of ${moment(at, 'full')}${commit === null ? null : html`, commit ${link(historyUrl, html`<code>${commit}</code>`)}`}</p>
<nav aria-label="On this page"><ul>${entries}</ul></nav>
</header>`;
}

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly count: number | null;
  readonly note: Html | string | null;
  readonly body: Html;
}

/** The parts below the verdict; those without anything in them are left out. */
function contents(model: PageModel): Entry[] {
  const { rollouts, moreRollouts, incidents, prompts, quarantine, levels, olderIncidents, at } = model;
  const older = olderIncidents === 0 ? null : `${olderIncidents} older ones are on the live branch.`;
  const covered =
    levels.since === null || levels.until === null
      ? null
      : html`What the ledgers tell of ${moment(levels.since)} to ${moment(levels.until)}.`;
  const drift = model.comparesBranch
    ? null
    : 'Drift from the default branch is not looked at here; the command status tells it.';
  return [
    ...(rollouts.length === 0
      ? []
      : [
          {
            id: 'rollouts',
            title: 'Rollouts',
            count: rollouts.length + moreRollouts,
            note:
              moreRollouts === 0
                ? null
                : `The ${moreRollouts} others, on a better way, stand among the prompts.`,
            body: html`${rollouts.map((card) => rolloutHtml(card, at))}`,
          },
        ]),
    ...(incidents.length === 0
      ? []
      : [
          {
            id: 'incidents',
            title: 'Incidents',
            count: incidents.length,
            note: older,
            body: html`${incidents.map(incidentHtml)}`,
          },
        ]),
    { id: 'prompts', title: 'Prompts', count: prompts.length, note: drift, body: promptsHtml(model) },
    ...(quarantine.length === 0
      ? []
      : [
          {
            id: 'quarantine',
            title: 'Quarantine',
            count: quarantine.length,
            note: 'Rolled back, and not promoted again until a person lifts it.',
            body: quarantineHtml(model),
          },
        ]),
    ...(covered === null
      ? []
      : [{ id: 'levels', title: 'Service levels', count: null, note: covered, body: levelsHtml(levels) }]),
  ];
}

function attentionHtml({ tone, prompt, title, detail, clock, incident }: Attention, model: PageModel): Html {
  const known = model.incidents.find((card) => card.id === incident && card.prompt === prompt);
  const rolls = model.rollouts.some((card) => card.prompt === prompt);
  const target =
    incident !== null && known !== undefined
      ? anchor('incident', incidentName(prompt, incident))
      : rolls
        ? anchor('rollout', prompt)
        : 'prompts';
  return html`<li class="${tone}">${glyph(tone)}
<div><p><a class="id" href="#${target}">${prompt}</a> <b>${title}</b></p>${detail === '' ? null : html`<p class="muted">${detail}</p>`}${known === undefined ? null : actsHtml(known)}</div>
${clock === null ? null : clockText(clock, model.at)}</li>`;
}

/** Where a person acts on it, in one step from the top of the page; null where nothing is open to act in. */
function actsHtml(card: IncidentCard): Html | null {
  const { pull, issue } = card;
  const links = addressesHtml({
    pull: isLink(pull?.url ?? null) ? pull : null,
    issue: isLink(issue?.url ?? null) ? issue : null,
  });
  return links.length === 0 ? null : html`<p class="acts">${links}</p>`;
}

function foot({ liveBranch, historyUrl, commit }: PageModel): Html {
  // Before the first run there is no branch to link to.
  return html`<footer><p>Read from ${link(commit === null ? null : historyUrl, html`<code>${liveBranch}</code>`)}, which holds routing, state and ledger. Times are UTC; what is “in” or “ago” counts from when this page was written.</p></footer>`;
}
