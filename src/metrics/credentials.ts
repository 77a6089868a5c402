import type { PrometheusConfig } from '../config/schema.ts';
import { fail } from '../errors/fail.ts';
import { secretForms } from '../secret-forms.ts';

/** Credentials as they came from the inputs; empty means not given. */
export interface MetricsCredentials {
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
}

/** The header `authorization`, and the texts that no report may show. */
export interface Authorization {
  readonly header: string | null;
  readonly secrets: readonly string[];
}

/**
 * What `auth` asks for, out of the credentials. White space around them is dropped: secrets are often
 * stored with a line break. Throws `metrics-credentials-missing` and `metrics-credentials-invalid`.
 */
export function authorize(auth: PrometheusConfig['auth'], credentials: MetricsCredentials): Authorization {
  if (auth === 'none') return { header: null, secrets: [] };
  const take = (value: string | undefined, input: string): string => {
    const text = value?.trim() ?? '';
    if (text === '') throw fail('metrics-credentials-missing', { auth, input });
    if (/\p{Cc}/u.test(text)) throw fail('metrics-credentials-invalid', { input });
    return text;
  };
  if (auth === 'bearer') {
    const token = take(credentials.token, 'metrics-token');
    if (!/^[\x21-\x7e]+$/.test(token)) throw fail('metrics-credentials-invalid', { input: 'metrics-token' });
    return { header: `Bearer ${token}`, secrets: secretForms(token) };
  }
  const username = take(credentials.username, 'metrics-username');
  const password = take(credentials.password, 'metrics-password');
  // RFC 7617: the first colon ends the name.
  if (username.includes(':')) throw fail('metrics-credentials-invalid', { input: 'metrics-username' });
  const encoded = Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
  return { header: `Basic ${encoded}`, secrets: secretForms(password, [username]) };
}
