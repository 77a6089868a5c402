import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactsMarkdown, contactsOf, contactsText } from '../../src/report/contacts.ts';
import { untrusted } from './gfm.ts';

const alice = { login: 'alice', name: 'Alice A.', email: 'alice@acme.example', version: 'v2.0.0' };
const bob = { login: null, name: 'Bob', email: 'Bob@acme.example', version: 'v1.9.0' };

describe('contacts', () => {
  it('are authors, owners, code owners, each once with every role', () => {
    const all = contactsOf(
      [alice, bob, { ...alice, version: 'v1.9.0' }],
      ['@acme/team', '@Alice'],
      ['@acme/team', 'bob@acme.example', '@dave'],
    );
    expect(all.map(({ login, email, roles }) => [login ?? email, ...roles])).toEqual([
      ['alice', 'author of v2.0.0', 'author of v1.9.0', 'owner'],
      ['Bob@acme.example', 'author of v1.9.0', 'code owner'],
      ['acme/team', 'owner', 'code owner'],
      ['dave', 'code owner'],
    ]);
  });

  it('mention accounts, and never what somebody wrote into a commit', () => {
    const all = contactsOf([alice, { ...bob, name: '@everyone <b>' }], ['@acme/team'], []);
    expect(contactsMarkdown(all)).toBe(
      '@alice (author of v2.0.0), @&#8203;everyone &lt;b&gt; &lt;Bob@&#8203;acme.example&gt; (author of v1.9.0), @acme/team (owner)',
    );
    expect(contactsText(all)).toBe(
      'alice (author of v2.0.0), @everyone <b> <Bob@acme.example> (author of v1.9.0), acme/team (owner)',
    );
  });

  it('say that there are none, and how many more there are', () => {
    expect(contactsText([])).toBe('nobody is named');
    const many = contactsOf(
      [],
      Array.from({ length: 13 }, (_, index) => `@user-${index}`),
      [],
    );
    expect(contactsText(many)).toMatch(/^user-0 \(owner\), .*user-9 \(owner\), 3 more$/);
  });

  it('are never two with the same account or address, whatever the texts', () => {
    const login = fc.option(fc.constantFrom('a', 'A', '@a', 'b', 'c'));
    const author = fc.record({
      login,
      name: untrusted,
      email: fc.constantFrom('', 'x@y', 'X@Y', 'z@y'),
      version: untrusted,
    });
    fc.assert(
      fc.property(
        fc.array(author),
        fc.array(fc.constantFrom('@a', '@B', 'x@y', 'z@Y')),
        (authors, owners) => {
          const all = contactsOf(authors, owners, owners);
          for (const key of ['login', 'email'] as const) {
            const known = all
              .map((contact) => contact[key]?.toLowerCase())
              .filter((text) => text !== undefined);
            expect(new Set(known).size).toBe(known.length);
          }
        },
      ),
    );
  });
});
