import { createHmac } from 'node:crypto';

/** Value of `x-prompt-rollout-signature-256`: `sha256=` and the hex HMAC-SHA256 of `<timestamp>.<body>`. */
export function signature(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/**
 * The headers that sign a body for its receiver, who checks the signature and drops what is older than a few
 * minutes. The timestamp is in whole seconds since 1970.
 */
export function signedHeaders(secret: string, now: Date, body: string): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    'x-prompt-rollout-timestamp': timestamp,
    'x-prompt-rollout-signature-256': signature(secret, timestamp, body),
  };
}
