import { createHash } from 'node:crypto';
import type { NotifyWebhookConfig } from '../config/schema.ts';
import { post } from '../http/post.ts';
import { signedHeaders } from '../http/signature.ts';
import { type Adapter, acceptance } from './adapter.ts';
import { contentOf } from './content.ts';
import type { Notice } from './port.ts';
import { type NotifySecrets, secretOf } from './secrets.ts';
import { failureOf, persist, type Tools } from './sending.ts';

const name = 'webhook';

/**
 * Posts notices as JSON to any receiver, signed like the manifest (`x-prompt-rollout-signature-256`, by the input
 * `notify-secret`). The same notice has the same `idempotency-key`. A 2xx is a success.
 */
export function webhookChannel(config: NotifyWebhookConfig, secrets: NotifySecrets, tools: Tools): Adapter {
  const key = (): string => secretOf(name, 'notify-secret', secrets);
  return {
    name,
    ready: () => void key(),
    accepts: acceptance(config.severities, config.severities.includes('info')),
    async send(notice) {
      const secret = key();
      const body = JSON.stringify(messageOf(notice));
      await persist<null>(name, notice, tools, async (timeout) => {
        const headers = {
          'content-type': 'application/json',
          'idempotency-key': headerOf(notice.key),
          // Anew for each attempt: a receiver refuses what is old.
          ...signedHeaders(secret, tools.clock.now(), body),
        };
        const answer = await post({
          url: config.url,
          headers,
          body,
          timeout,
          fetch: tools.fetch,
          reads: false,
        });
        return failureOf(answer, tools) ?? { kind: 'done', value: null };
      });
      return { thread: notice.thread };
    },
  };
}

/** The body, version 1: fields may be added to it, none is taken away or changes its meaning. */
function messageOf(notice: Notice): unknown {
  const { key, thread, event, decision, action, severity, prompt, title, lines, links, details, at, drill } =
    contentOf(notice);
  return {
    schema_version: 1,
    key,
    thread,
    event,
    decision,
    action,
    severity,
    prompt,
    title,
    lines,
    links,
    details,
    at,
    drill,
  };
}

/** A key as a header can carry it; of another one its hash, which is as good to compare. */
function headerOf(key: string): string {
  return /^[\x21-\x7e]{1,255}$/.test(key) ? key : createHash('sha256').update(key).digest('hex');
}
