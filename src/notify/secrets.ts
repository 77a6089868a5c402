import { fail } from '../errors/fail.ts';

/** The secrets of all channels, by the names of the inputs; empty means not given. */
export interface NotifySecrets {
  readonly 'pagerduty-routing-key': string;
  readonly 'slack-webhook-url': string;
  readonly 'slack-token': string;
  readonly 'notify-secret': string;
}

/**
 * The secret of a channel, without the white space that secrets are often stored with.
 * Throws `notify-secret-missing`.
 */
export function secretOf(channel: string, input: keyof NotifySecrets, secrets: NotifySecrets): string {
  const secret = secrets[input].trim();
  if (secret !== '') return secret;
  const variable = `PROMPT_ROLLOUT_${input.toUpperCase().replaceAll('-', '_')}`;
  throw fail('notify-secret-missing', { channel, input, variable });
}

/** The same, for what travels in a header or a key: printable ASCII. Throws also `notify-secret-invalid`. */
export function tokenOf(channel: string, input: keyof NotifySecrets, secrets: NotifySecrets): string {
  const token = secretOf(channel, input, secrets);
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw fail('notify-secret-invalid', { input, expected: 'one word of printable characters' });
}

/** Addresses that may be sent secrets in the clear: they are of this machine. */
const ownHosts = ['127.0.0.1', 'localhost', '[::1]'];

/** The same, for an address that is itself the secret: https and without credentials, or of this machine. */
export function addressOf(channel: string, input: keyof NotifySecrets, secrets: NotifySecrets): string {
  const address = secretOf(channel, input, secrets);
  const refused = fail('notify-secret-invalid', { input, expected: 'an https address' });
  if (!URL.canParse(address)) throw refused;
  const { protocol, hostname, username, password } = new URL(address);
  const safe = protocol === 'https:' || (protocol === 'http:' && ownHosts.includes(hostname));
  if (!safe || username !== '' || password !== '') throw refused;
  return address;
}
