import { inline, mention } from './markdown.ts';
import { clip, oneLine } from './plain.ts';

/** Who wrote a version, as git and the forge tell; all of it untrusted. */
export interface Author {
  /** Account on the forge; null where the forge knows none. */
  readonly login: string | null;
  readonly name: string;
  readonly email: string;
  /** Label of the version. */
  readonly version: string;
}

/** Somebody to call, and why: `owner`, `code owner`, `author of v2.0.0`. */
export interface Contact {
  readonly login: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly roles: readonly string[];
}

/**
 * Everybody who can help with a prompt, each once, in the order in which to call them: the authors of the versions
 * involved, then the owners of the configuration, then those of CODEOWNERS (accounts, teams or e-mail addresses).
 */
export function contactsOf(
  authors: readonly Author[],
  owners: readonly string[],
  codeOwners: readonly string[],
): Contact[] {
  const all = [
    ...authors.map(({ login, name, email, version }) => ({
      login: login === null ? null : bare(login),
      name: given(name),
      email: given(email),
      roles: [`author of ${version}`],
    })),
    ...owners.map((owner) => fromOwner(owner, 'owner')),
    ...codeOwners.map((owner) => fromOwner(owner, 'code owner')),
  ];
  return all.reduce<Contact[]>(added, []);
}

const bare = (login: string): string => login.replace(/^@/, '').trim();
const given = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function fromOwner(owner: string, role: string): Contact {
  const text = owner.trim();
  const isEmail = /^[^@\s]+@[^@\s]+$/.test(text);
  return isEmail
    ? { login: null, name: null, email: text, roles: [role] }
    : { login: bare(text), name: null, email: null, roles: [role] };
}

/**
 * Two entries are one person when their account or their e-mail address is the same, however it is written; a new
 * one may show that two before it are.
 */
function added(list: readonly Contact[], contact: Contact): Contact[] {
  const same = (entry: Contact): boolean =>
    alike(entry.login, contact.login) || alike(entry.email, contact.email);
  const [first, ...others] = list.filter(same);
  if (first === undefined) return [...list, contact];
  const merged = [...others, contact].reduce(merge, first);
  return list.flatMap((entry) => (entry === first ? [merged] : same(entry) ? [] : [entry]));
}

function merge(one: Contact, other: Contact): Contact {
  return {
    login: one.login ?? other.login,
    name: one.name ?? other.name,
    email: one.email ?? other.email,
    roles: [...new Set([...one.roles, ...other.roles])],
  };
}

const alike = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && one.toLowerCase() === other.toLowerCase();

const most = 10;

/** The contacts in a sentence of Markdown: accounts as real mentions, every other text made inert. */
export function contactsMarkdown(contacts: readonly Contact[]): string {
  if (contacts.length === 0) return 'nobody is named (`owners` of the prompt, or a CODEOWNERS file)';
  return listed(contacts, ({ login, name, email }, roles) => {
    const who = login === null ? inline(person(name, email)) : mention(clip(login, 100));
    return `${who} (${inline(roles)})`;
  });
}

/** The contacts as one line of plain text, without an `@` before an account: it calls nobody. */
export function contactsText(contacts: readonly Contact[]): string {
  if (contacts.length === 0) return 'nobody is named';
  return listed(contacts, ({ login, name, email }, roles) =>
    oneLine(`${login ?? person(name, email)} (${roles})`),
  );
}

function person(name: string | null, email: string | null): string {
  const address = email === null ? '' : clip(email, 100);
  if (name === null) return address;
  return address === '' ? clip(name, 60) : `${clip(name, 60)} <${address}>`;
}

function listed(contacts: readonly Contact[], text: (contact: Contact, roles: string) => string): string {
  const entries = contacts
    .slice(0, most)
    .map((contact) => text(contact, contact.roles.map((role) => clip(oneLine(role), 80)).join(', ')));
  const left = contacts.length - entries.length;
  return [...entries, ...(left > 0 ? [`${left} more`] : [])].join(', ');
}
