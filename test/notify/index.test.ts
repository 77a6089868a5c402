import { describe, expect, it } from 'vitest';
import { inputNames, readInputs, secretNames } from '../../src/inputs.ts';
import { channelProblems, goesTo, openChannels } from '../../src/notify/index.ts';
import type { Channel, Notice } from '../../src/notify/port.ts';
import type { NotifySecrets } from '../../src/notify/secrets.ts';
import { scriptedClock } from '../live/clock.ts';
import { failureOf, notifyOf, secretsOf, token } from './channels.ts';
import { noticeOf } from './notices.ts';

const everyChannel = { pagerduty: {}, slack: {}, webhook: { url: 'https://chat.example/in' } };
const severities = ['critical', 'high', 'medium', 'info'] as const;

const problems = (notify: unknown, changes: Partial<NotifySecrets>) =>
  channelProblems(notifyOf(notify), secretsOf('https://hooks.slack.example', changes), scriptedClock());

function open(notify: unknown): Channel[] {
  return openChannels(notifyOf(notify), secretsOf('https://hooks.slack.example'), scriptedClock());
}

function only(notify: unknown): Channel {
  const [channel] = open(notify);
  if (channel === undefined) throw new Error('no channel');
  return channel;
}

describe('the channels', () => {
  it('are those that are configured', () => {
    expect(open({})).toEqual([]);
    expect(open(everyChannel).map(({ name }) => name)).toEqual(['pagerduty', 'slack', 'webhook']);
    expect(open({ webhook: { url: 'https://chat.example' } }).map(({ name }) => name)).toEqual(['webhook']);
  });

  it('have sensible defaults', () => {
    expect(notifyOf(everyChannel)).toEqual({
      mention: [],
      pagerduty: {
        severities: ['critical', 'high'],
        promotions: false,
        url: 'https://events.pagerduty.com',
      },
      slack: { severities: [...severities], url: 'https://slack.com/api' },
      webhook: { url: 'https://chat.example/in', severities: [...severities] },
    });
  });
});

describe('a channel takes', () => {
  const taken = (notify: unknown, changes: Partial<Notice>): string[] =>
    severities.filter((severity) => only(notify).accepts(noticeOf({ severity, ...changes })));

  it('the severities of its configuration', () => {
    expect(taken({ pagerduty: {} }, {})).toEqual(['critical', 'high']);
    expect(taken({ pagerduty: { severities: ['medium'] } }, {})).toEqual(['medium']);
    expect(taken({ slack: {} }, {})).toEqual([...severities]);
    expect(taken({ webhook: { url: 'https://x', severities: ['critical'] } }, {})).toEqual(['critical']);
  });

  it('promotions where they are wanted', () => {
    const change: Partial<Notice> = { action: 'change' };
    expect(taken({ pagerduty: {} }, change)).toEqual([]);
    expect(taken({ pagerduty: { promotions: true, severities: ['critical'] } }, change)).toEqual([
      ...severities,
    ]);
    expect(taken({ slack: {} }, change)).toEqual([...severities]);
    expect(taken({ slack: { severities: ['critical'] } }, change)).toEqual([]);
    expect(taken({ webhook: { url: 'https://x', severities: ['info'] } }, change)).toEqual([...severities]);
  });

  it('the end of an incident wherever its beginning went', () => {
    const pager = only({ pagerduty: {} });
    for (const action of ['resolve', 'acknowledge'] as const) {
      const end = noticeOf({ action, severity: 'info' });
      expect(goesTo(pager, end, 'known')).toBe(true);
      expect(goesTo(pager, end, null)).toBe(false);
      expect(goesTo(pager, noticeOf({ action, severity: 'critical' }), null)).toBe(true);
    }
    for (const action of ['trigger', 'change'] as const)
      expect(goesTo(pager, noticeOf({ action, severity: 'info' }), 'known')).toBe(false);
  });
});

describe('a secret', () => {
  it.each([
    ['pagerduty', 'pagerduty-routing-key', { pagerduty: {} }],
    ['slack', 'slack-webhook-url', { slack: {} }],
    ['slack', 'slack-token', { slack: { channel: '#prompts' } }],
    ['webhook', 'notify-secret', { webhook: { url: 'https://chat.example' } }],
  ] as const)('of %s that is missing is named: %s', async (name, input, notify) => {
    const [problem, ...others] = problems(notify, { [input]: ' \n' });
    expect(others).toEqual([]);
    expect(problem?.code).toBe('notify-secret-missing');
    expect(problem?.message).toContain(`notify.${name}`);
    expect(problem?.message).toContain(input);
    const variables = secretNames(inputNames.find((each) => each === input) ?? 'command');
    expect(variables).toHaveLength(1);
    for (const variable of variables) expect(problem?.cure).toContain(variable);
    expect(problems(notify, {})).toEqual([]);
  });

  it('that is missing stops its own channel only, and at no other time than when it sends', async () => {
    const fetched: string[] = [];
    const channels = openChannels(
      notifyOf(everyChannel),
      readInputs((input) => (input === 'notify-secret' ? 'k' : '')),
      scriptedClock(),
      {
        fetch: async (url) => {
          fetched.push(String(url));
          return new Response(null, { status: 204 });
        },
      },
    );
    const codes: string[] = [];
    for (const channel of channels)
      if (channel.name === 'webhook') await channel.send(noticeOf(), null);
      else codes.push((await failureOf(channel.send(noticeOf(), null))).code);
    expect(codes).toEqual(['notify-secret-missing', 'notify-secret-missing']);
    expect(fetched).toEqual(['https://chat.example/in']);
  });

  it.each([
    [{ pagerduty: {} }, { 'pagerduty-routing-key': 'hidden\nkey' }],
    [{ slack: { channel: 'C1' } }, { 'slack-token': 'hidden tokén' }],
    [{ slack: {} }, { 'slack-webhook-url': 'hidden' }],
    [{ slack: {} }, { 'slack-webhook-url': 'http://hidden.example/services/T0' }],
    [{ slack: {} }, { 'slack-webhook-url': 'http://localhost@hidden.example/services/T0' }],
    [{ slack: {} }, { 'slack-webhook-url': 'https://ann:hidden@hooks.slack.com/services/T0' }],
    [{ slack: {} }, { 'slack-webhook-url': 'javascript:hidden' }],
  ])('that cannot be one is refused and not repeated: %j %j', (notify, changes) => {
    const [problem] = problems(notify, changes);
    expect(problem?.code).toBe('notify-secret-invalid');
    expect(JSON.stringify([problem?.message, problem?.cure, problem?.causes])).not.toContain('hidden');
  });

  it('of a way that is not used is not asked for', () => {
    expect(
      problems({ slack: {} }, { 'slack-token': '', 'slack-webhook-url': 'https://hooks.slack.com/x' }),
    ).toEqual([]);
    expect(problems({ slack: { channel: 'C1' } }, { 'slack-token': token, 'slack-webhook-url': '' })).toEqual(
      [],
    );
    expect(problems({}, { 'slack-token': '', 'notify-secret': '' })).toEqual([]);
  });
});
