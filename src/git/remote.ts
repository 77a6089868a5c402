import { fail } from '../errors/fail.ts';
import { secretForms } from '../secret-forms.ts';

/** A git remote: an address as git takes it (https, ssh, or a local path), and the token for it, if any. */
export interface Remote {
  readonly url: string;
  readonly token: string | null;
}

/** What git is told of a remote. */
export interface Endpoint {
  /** The address, without any secret: it stands in argument lists. */
  readonly address: string;
  /** The credentials of an `Authorization: Basic` header, in Base64; null when git has to find its own. */
  readonly basic: string | null;
  /** The user name of the address when there is no password with it: git's credential helpers need it. */
  readonly username: string | null;
  /** Every form of the secrets, for taking them out of texts. */
  readonly secrets: readonly string[];
}

const schemes = new Set(['https:', 'http:', 'ssh:', 'file:']);
const helper = /^[A-Za-z0-9][A-Za-z0-9+.-]*::/;
const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;

/** The remote's address for people: without user names, passwords and tokens. Never throws. */
export function describeRemote({ url, token }: Remote): string {
  const shown = url
    .replace(/^(https?:\/\/|[A-Za-z0-9+.-]*::.*?:\/\/)[^/]*@/i, '$1')
    .replace(/^((?:ssh|file):\/\/[^/:@]*):[^/]*@/i, '$1@')
    .replace(/\p{Cc}/gu, ' ');
  return token ? shown.replaceAll(token, '***') : shown;
}

/**
 * Splits a remote into an address and its secrets. Throws `remote-invalid` for what git would take as an option
 * or as a command (`-…`, `ext::…`), and for transports other than https, http, ssh and local paths.
 */
export function endpointOf(remote: Remote): Endpoint {
  const { url, token } = remote;
  const reason = objectionTo(url);
  if (reason !== null) throw fail('remote-invalid', { remote: describeRemote(remote), reason });
  if (!/^https?:/i.test(url))
    return { address: url, basic: null, username: null, secrets: secretsOf(remote) };
  const parsed = new URL(url);
  const [user, password] = [decode(parsed.username), decode(parsed.password)];
  parsed.username = '';
  parsed.password = '';
  return {
    address: parsed.href,
    basic: token ? base64(`x-access-token:${token}`) : password ? base64(`${user}:${password}`) : null,
    username: user && !password && !token ? user : null,
    secrets: secretsOf(remote),
  };
}

/** Every form in which the remote's secrets travel: what a log must not show. */
export function secretsOf({ url, token }: Remote): string[] {
  const parsed = scheme.test(url) && URL.canParse(url) ? new URL(url) : null;
  const user = decode(parsed?.username ?? '');
  const passwords = [token ?? '', decode(parsed?.password ?? '')].filter((secret) => secret !== '');
  const forms = passwords.flatMap((secret) => secretForms(secret, [user]));
  return [...new Set([...forms, parsed?.password ?? ''])]
    .filter((form) => form !== '')
    .sort((a, b) => b.length - a.length);
}

function objectionTo(url: string): string | null {
  if (url === '' || /\p{Cc}/u.test(url)) return 'it is empty or has control characters';
  if (url.startsWith('-')) return 'git would take it as an option';
  if (helper.test(url)) return 'it names a program to run';
  if (!scheme.test(url)) return null;
  if (!URL.canParse(url)) return 'it is not a valid URL';
  const { protocol, search, hash } = new URL(url);
  if (!schemes.has(protocol)) return `the transport ${protocol.slice(0, -1)} is not supported`;
  if (/^https?:$/.test(protocol) && (search !== '' || hash !== '')) return 'it has a query or a fragment';
  return /^ssh:\/\/-/i.test(url) ? 'git would take its host as an option' : null;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
