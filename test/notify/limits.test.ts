import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openChannels } from '../../src/notify/index.ts';
import type { Notice } from '../../src/notify/port.ts';
import { scriptedClock } from '../live/clock.ts';
import { kinds, notifyOf, secretsOf } from './channels.ts';
import { anyNotice, noticeOf } from './notices.ts';
import { pagerDutyChange, pagerDutyEvent, slackPost, slackWebhook, textsOf, webhookBody } from './shapes.ts';

const origin = 'https://service.example';

/** What a channel sends of a notice to a service that takes all. */
async function bodyOf(kind: string, notice: Notice): Promise<string> {
  const found = kinds.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  const { status, body } = found.taken;
  const bodies: string[] = [];
  const take: typeof fetch = async (_, request) => {
    bodies.push(String(request?.body));
    // The headers must be such as can be sent.
    new Headers(request?.headers);
    return new Response(body ?? null, { status });
  };
  const channels = openChannels(notifyOf(found.notify(origin)), secretsOf(origin), scriptedClock(), {
    fetch: take,
  });
  for (const channel of channels) await channel.send(notice, null);
  expect(bodies).toHaveLength(1);
  return bodies[0] ?? '';
}

const holds = (check: (notice: Notice) => Promise<void>): Promise<void> =>
  fc.assert(fc.asyncProperty(anyNotice, check), { numRuns: 150 });

describe('no notice exceeds what is published for', () => {
  it('PagerDuty', () =>
    holds(async (notice) => {
      const body = await bodyOf('pagerduty', notice);
      (notice.action === 'change' ? pagerDutyChange : pagerDutyEvent).parse(body);
    }));

  it('webhooks of Slack, and none mentions anybody', () =>
    holds(async (notice) => {
      const { text, blocks } = slackWebhook.parse(await bodyOf('slack by webhook', notice));
      for (const each of [text, ...blocks.flatMap(textsOf)]) expect(each).not.toMatch(/<(?!https?:\/\/)/);
    }));

  it('bots of Slack', () =>
    holds(async (notice) => void slackPost.parse(await bodyOf('slack by bot', notice))));

  it('receivers of the webhook', () =>
    holds(async (notice) => void webhookBody.parse(await bodyOf('webhook', notice))));
});

describe('what is left out', () => {
  const lines = Array.from({ length: 250 }, (_, index) => `line ${index} ${'x'.repeat(100)}`);

  it('is told', async () => {
    const sent = webhookBody.parse(await bodyOf('webhook', noticeOf({ lines })));
    expect(sent.lines.at(-1)).toBe('… and 150 more lines');
    expect(sent.lines).toHaveLength(101);
  });

  it('is told in Slack, where less fits', async () => {
    const { blocks } = slackWebhook.parse(await bodyOf('slack by webhook', noticeOf({ lines })));
    const shown = blocks.flatMap(textsOf).join('\n');
    const count = [...shown.matchAll(/^line \d+/gm)].length;
    expect(count).toBeGreaterThan(50);
    // Of the 101 lines that every channel gets.
    expect(shown).toContain(`… and ${101 - count} more lines`);
  });

  it('is told of links as well, and one that is too long keeps its words', async () => {
    const long = { text: 'Dashboard', url: `https://x.example/?${'&'.repeat(500)}` };
    const many = Array.from({ length: 9 }, (_, index) => ({
      text: `Run ${index}`,
      url: `https://x.example/${'a'.repeat(700)}`,
    }));
    const notice = noticeOf({ links: [long, ...many] });
    const { blocks } = slackWebhook.parse(await bodyOf('slack by webhook', notice));
    const text = blocks.flatMap(textsOf).find((each) => each.includes('Dashboard')) ?? '';
    expect(text.split('\n').map((line) => line.replace(/a{700}/, 'a'))).toEqual([
      'Dashboard',
      ...[0, 1, 2, 3].map((index) => `<https://x.example/a|Run ${index}>`),
      '… and 5 more',
    ]);
  });

  it('is never the links, nor the title', async () => {
    const { blocks } = slackWebhook.parse(await bodyOf('slack by webhook', noticeOf({ lines })));
    const texts = blocks.flatMap(textsOf);
    expect(texts[0]).toContain('error rate 8.4 %');
    expect(texts.join('\n')).toContain('|Revert pull request>');
  });
});
