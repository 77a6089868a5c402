import { fail } from '../errors/fail.ts';
import { post, statusText } from '../http/post.ts';
import { proxiedFetch } from '../http/proxied-fetch.ts';
import { signedHeaders } from '../http/signature.ts';
import type { Delivery } from './port.ts';

export interface WebhookOptions {
  readonly url: string;
  /** Key of the signature, shared with the receiver; white space around it is dropped. */
  readonly secret: string;
  /** Seconds for the request; 10 unless given. */
  readonly timeout?: number;
  readonly now?: () => Date;
  readonly fetch?: typeof fetch;
}

/**
 * Posts the manifest to an address. The receiver checks `x-prompt-rollout-signature-256`: `sha256=` and the hex
 * HMAC-SHA256 of `<x-prompt-rollout-timestamp>.<body>`, and drops what is older than a few minutes. The
 * same commit has the same `idempotency-key`.
 *
 * Throws `delivery-secret-missing` and `delivery-url-credentials`; delivering throws `delivery-failed` for
 * anything but a 2xx. No message holds the secret or the path of the address, which may be one.
 */
export function webhookDelivery(options: WebhookOptions): Delivery {
  const { timeout = 10, now = () => new Date(), fetch: send = proxiedFetch } = options;
  const secret = options.secret.trim();
  if (secret === '') throw fail('delivery-secret-missing', {});
  const { origin, username, password } = new URL(options.url);
  if (username !== '' || password !== '') throw fail('delivery-url-credentials', { origin });
  const receiver = `webhook ${origin}`;

  return {
    name: receiver,
    async deliver(manifest, commit) {
      const answer = await post({
        url: options.url,
        body: manifest,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': `prompt-rollout-${commit}`,
          'x-prompt-rollout-commit': commit,
          ...signedHeaders(secret, now(), manifest),
        },
        timeout,
        fetch: send,
        reads: false,
      });
      if (answer.status === null) throw fail('delivery-failed', { receiver, message: answer.reason });
      if (answer.status < 200 || answer.status > 299)
        throw fail('delivery-failed', { receiver, message: statusText(answer.status) });
    },
  };
}
