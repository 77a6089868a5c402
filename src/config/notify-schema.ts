import * as z from 'zod';
import { httpUrl, secureUrl } from './names.ts';

const levels = ['critical', 'high', 'medium', 'info'] as const;

const severities = z.array(z.enum(levels)).min(1);
const all = severities.default([...levels]);

const slackChannel = z
  .string()
  .regex(/^#?[^\s\u0000-\u001f\u007f-\u009f#@<>&]{1,80}$/, 'expected the name or id of a Slack channel');

/** Who is told of what happens, and by which channels. The secrets come from the inputs. */
export const notifySchema = z.strictObject({
  mention: z.array(z.string().min(1).max(100)).default([]).describe('Mentioned in pull request and issue.'),
  pagerduty: z
    .strictObject({
      severities: severities.default(['critical', 'high']).describe('Severities that page.'),
      promotions: z.boolean().default(false).describe('Whether promotions are sent as change events.'),
      url: secureUrl
        .default('https://events.pagerduty.com')
        .describe('Base address of the Events API; https://events.eu.pagerduty.com in the EU.'),
    })
    .optional()
    .describe('Pages by PagerDuty; needs the input pagerduty-routing-key.'),
  slack: z
    .strictObject({
      channel: slackChannel
        .optional()
        .describe('Channel of an incident and its thread; needs slack-token. Without: slack-webhook-url.')
        .meta({ example: '#prompt-releases' }),
      severities: all.describe('Severities that are posted.'),
      url: secureUrl.default('https://slack.com/api').describe('Base address of the Slack Web API.'),
    })
    .optional()
    .describe('Messages in Slack; needs the input slack-token or slack-webhook-url.'),
  webhook: z
    .strictObject({
      url: httpUrl
        .describe('Receives every notice as JSON, signed, by POST.')
        .meta({ example: 'https://hooks.example.com/prompts' }),
      severities: all.describe('Severities that are posted.'),
    })
    .optional()
    .describe('Any other receiver; signed with the input notify-secret.'),
});
