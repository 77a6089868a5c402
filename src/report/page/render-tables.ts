import { duration, percent, unknown } from '../format.ts';
import type { ServiceLevels, Spread } from '../service-levels.ts';
import { anchor, type Html, html, moment } from './html.ts';
import type { PageModel, PromptRow } from './model.ts';
import { chip, quick, table } from './parts.ts';

const none = html`<span class="muted">–</span>`;

/** Every prompt in one line: what serves, and how it stands. */
export function promptsHtml({ prompts, rollouts, comparesBranch }: PageModel): Html {
  const moving = new Set(rollouts.map(({ prompt }) => prompt));
  const row = ({ prompt, stable, tone, status, drift, changedAt }: PromptRow): (Html | string)[] => {
    const name = html`<span class="id">${prompt}</span>`;
    return [
      moving.has(prompt) ? html`<a href="#${anchor('rollout', prompt)}">${name}</a>` : name,
      stable === null
        ? html`<span class="muted">none</span>`
        : html`<b>${stable.label}</b>${stable.good ? null : html` <span class="muted">not yet known as good</span>`}`,
      stable === null || stable.since === null ? none : moment(stable.since, 'bare'),
      chip(tone, status),
      ...(comparesBranch ? [drift === null ? none : drift] : []),
      changedAt === null ? none : moment(changedAt, 'bare'),
    ];
  };
  const drift = comparesBranch ? ['Drift'] : [];
  const header = ['Prompt', 'Stable', 'Since (UTC)', 'State', ...drift, 'Changed (UTC)'];
  if (prompts.length === 0)
    return html`<p class="muted">No prompt is configured yet. Name one in the configuration: the next run of promote adopts it as it is, and it stands here.</p>`;
  return table('Prompts', header, prompts.map(row));
}

/** The versions that may not be promoted again. */
export function quarantineHtml({ quarantine }: PageModel): Html {
  const rows = quarantine.map(({ prompt, label, digest, at, by, reason }) => [
    html`<span class="id">${prompt}</span>`,
    html`<b>${label}</b> <code>${digest}</code>`,
    moment(at, 'bare'),
    by === 'system' ? 'the system' : by,
    reason,
  ]);
  return table('Versions in quarantine', ['Prompt', 'Version', 'Since (UTC)', 'By', 'Why'], rows);
}

/** What the product measures of itself, each with what it is the time of. */
export function levelsHtml(levels: ServiceLevels): Html {
  const { rollbacks, doubted, questions, promote } = levels;
  const { automatic, byPeople, verified, failed, unverified } = rollbacks;
  const share = automatic === 0 ? null : (100 * doubted.lifted) / automatic;
  return html`<dl class="levels">
${time('Time to detect', levels.detect, 'from the beginning of the trouble, by the metrics, to the look that found it')}
${time('Time to route', levels.route, 'from that look to the commit that took the traffic away, where nobody was asked')}
${time('Time to verify', levels.verify, 'from the end of the bad traffic to the proof that the rollback helped')}
${time('Time to answer', levels.answer, 'from a question to the first answer of a person')}
${tile('Promotions', String(promote.count), promote.median === null ? 'none yet' : `median ${duration(promote.median)}, longest ${duration(promote.worst)}`, 'versions that became known as good, from stage one on')}
${tile('Rollbacks', String(automatic + byPeople), `${automatic} automatic, ${byPeople} by people`, `${verified} verified, ${failed} did not help, ${unverified} not verified`)}
${tile('False rollbacks', percent(share), share === null ? 'no automatic rollback yet' : `${doubted.lifted} of ${automatic}`, `automatic rollbacks whose version a person later lifted from quarantine; ${doubted.completed} of these then became known as good`)}
${tile('Questions', String(questions.asked), `${questions.resumed} answered with /resume`, 'times that a crossed limit was put to a person')}
</dl>`;
}

function time(name: string, { median, worst, count }: Spread, about: string): Html {
  if (median === null) return tile(name, unknown, 'none yet', about);
  return tile(name, quick(median), `median of ${count}, worst ${quick(worst ?? median)}`, about);
}

function tile(name: string, value: string, note: string, about: string): Html {
  return html`<div><dt>${name}</dt><dd class="value${value === unknown ? ' none' : ''}">${value}</dd><dd class="note">${note}</dd><dd class="about">${about}</dd></div>`;
}
