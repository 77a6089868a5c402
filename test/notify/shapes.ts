import * as z from 'zod';

/**
 * The published shapes of the services, strict: a field that they do not name, a length or a word that they do
 * not take is an error here as it may be there.
 */
const bytes = (limit: number) => (text: string) => Buffer.byteLength(text) <= limit;

const json = (limit: number) =>
  z
    .string()
    .refine(bytes(limit), 'too large')
    .transform((text): unknown => JSON.parse(text));

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const link = z.strictObject({ href: z.url({ protocol: /^https?$/ }), text: z.string().min(1) });

const payload = {
  summary: z.string().min(1).max(1024),
  source: z.string().min(1),
  timestamp: z.iso.datetime(),
  custom_details: z.record(z.string(), scalar),
};
const routed = { routing_key: z.string().length(32) };
const correlated = { ...routed, dedup_key: z.string().min(1).max(255) };

/** Events API v2, `/v2/enqueue`. */
export const pagerDutyEvent = json(512_000).pipe(
  z.discriminatedUnion('event_action', [
    z.strictObject({
      ...correlated,
      event_action: z.literal('trigger'),
      payload: z.strictObject({
        ...payload,
        severity: z.enum(['critical', 'error', 'warning', 'info']),
        component: z.string().min(1),
        class: z.string().min(1),
      }),
      links: z.array(link),
      client: z.string().min(1),
      client_url: z.url().optional(),
    }),
    z.strictObject({ ...correlated, event_action: z.literal('acknowledge') }),
    z.strictObject({ ...correlated, event_action: z.literal('resolve') }),
  ]),
);

/** Events API v2, `/v2/change/enqueue`. */
export const pagerDutyChange = json(512_000).pipe(
  z.strictObject({ ...routed, payload: z.strictObject(payload), links: z.array(link) }),
);

const mrkdwn = z.strictObject({
  type: z.literal('mrkdwn'),
  text: z.string().min(1).max(3000).regex(/\S/),
  verbatim: z.literal(true),
});
const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('section'), text: mrkdwn }),
  z.strictObject({ type: z.literal('context'), elements: z.array(mrkdwn).min(1).max(10) }),
]);

const message = {
  text: z.string().min(1).max(40_000),
  blocks: z
    .array(block)
    .min(1)
    .max(50)
    // Measured by users at 13,172 to 13,297 characters of blocks.
    .refine((blocks) => blocks.flatMap(textsOf).join('').length <= 12_000, 'msg_blocks_too_long'),
  unfurl_links: z.boolean(),
  unfurl_media: z.boolean(),
};

/** Every text of a block. */
export function textsOf(part: z.output<typeof block>): string[] {
  return part.type === 'section' ? [part.text.text] : part.elements.map(({ text }) => text);
}

/** An incoming webhook of Slack. */
export const slackWebhook = json(1_000_000).pipe(z.strictObject(message));

/** `chat.postMessage`. A broadcast without a thread makes no sense. */
export const slackPost = json(1_000_000).pipe(
  z
    .strictObject({
      ...message,
      channel: z.string().min(1),
      thread_ts: z
        .string()
        .regex(/^\d+\.\d+$/)
        .optional(),
      reply_broadcast: z.boolean().optional(),
      parse: z.literal('none'),
      link_names: z.literal(false),
    })
    .refine(({ thread_ts, reply_broadcast }) => thread_ts !== undefined || reply_broadcast === undefined),
);

/** What receivers of the webhook may rely on. */
export const webhookBody = json(1_000_000).pipe(
  z.strictObject({
    schema_version: z.literal(1),
    key: z.string(),
    thread: z.string(),
    event: z.string().min(1),
    action: z.enum(['trigger', 'acknowledge', 'resolve', 'change']),
    severity: z.enum(['critical', 'high', 'medium', 'info']),
    prompt: z.string().min(1),
    title: z.string().min(1).max(1024),
    lines: z.array(z.string().max(2000)).max(101),
    links: z.array(z.strictObject({ text: z.string().min(1), url: z.url({ protocol: /^https?$/ }) })),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    at: z.iso.datetime(),
    drill: z.boolean(),
  }),
);
