import { createHmac } from 'node:crypto';
import { fail } from '../errors/fail.ts';
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
  const { timeout = 10, now = () => new Date(), fetch: send = fetch } = options;
  const secret = options.secret.trim();
  if (secret === '') throw fail('delivery-secret-missing', {});
  const { origin, username, password } = new URL(options.url);
  if (username !== '' || password !== '') throw fail('delivery-url-credentials', { origin });
  const receiver = `webhook ${origin}`;

  return {
    name: receiver,
    async deliver(manifest, commit) {
      const timestamp = String(Math.floor(now().getTime() / 1000));
      const status = await post(timestamp, manifest, commit);
      if (status < 200 || status > 299)
        throw fail('delivery-failed', { receiver, message: statusText(status) });
    },
  };

  async function post(timestamp: string, manifest: string, commit: string): Promise<number> {
    try {
      const response = await send(options.url, {
        method: 'POST',
        body: manifest,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': `prompt-rollout-${commit}`,
          'x-prompt-rollout-commit': commit,
          'x-prompt-rollout-timestamp': timestamp,
          'x-prompt-rollout-signature-256': signature(secret, timestamp, manifest),
        },
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout * 1000),
      });
      await response.body?.cancel();
      return response.status;
    } catch (error) {
      throw fail('delivery-failed', { receiver, message: reasonOf(error, timeout) });
    }
  }
}

/** Value of `x-prompt-rollout-signature-256`. */
export function signature(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

function statusText(status: number): string {
  return status >= 300 && status < 400 ? `HTTP ${status}: redirects are not followed` : `HTTP ${status}`;
}

function reasonOf(error: unknown, timeout: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeout} s`;
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'it cannot be reached';
}
