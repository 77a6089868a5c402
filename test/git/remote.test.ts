import { describe, expect, it } from 'vitest';
import { describeRemote, endpointOf, secretsOf } from '../../src/git/remote.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const remote = (url: string, token: string | null = null) => ({ url, token });

describe('a remote', () => {
  it.each([
    'https://github.com/acme/prompts.git',
    'http://127.0.0.1:3000/acme/prompts.git',
    'ssh://git@github.com:22/acme/prompts.git',
    'git@github.com:acme/prompts.git',
    'file:///srv/git/prompts.git',
    '/srv/git/a b/prompts.git',
    'C:\\git\\prompts.git',
    './prompts.git',
  ])('may be at %s', (url) => {
    expect(endpointOf(remote(url))).toEqual({ address: url, basic: null, username: null, secrets: [] });
    expect(describeRemote(remote(url))).toBe(url);
  });

  it.each([
    ['--upload-pack=touch /tmp/x', 'option'],
    ['-u', 'option'],
    ['ext::sh -c touch% /tmp/x', 'program'],
    ['fd::17', 'program'],
    ['https::https://github.com/x', 'program'],
    ['ssh://-oProxyCommand=touch/x', 'option'],
    ['git://github.com/acme/prompts.git', 'transport git'],
    ['ftp://github.com/x', 'transport ftp'],
    ['https://', 'valid URL'],
    ['https://github.com/x?token=abc', 'query'],
    ['', 'empty'],
    ['a\nb', 'control'],
  ])('may not be %j', (url, reason) => {
    expect(() => endpointOf(remote(url))).toThrow(
      expect.objectContaining({ code: 'remote-invalid', message: expect.stringContaining(reason) }),
    );
  });

  it('gives the token as a header, and the address without any secret', () => {
    const { address, basic, username } = endpointOf(remote('https://bob:pw@github.com/a/b.git', 'tok'));
    expect(address).toBe('https://github.com/a/b.git');
    expect(basic).toBe(base64('x-access-token:tok'));
    expect(username).toBeNull();
  });

  it('takes credentials out of an address, and keeps a user name for git to find the password', () => {
    const withPassword = endpointOf(remote('https://bob:p%40ss@github.com/a/b.git'));
    expect(withPassword).toMatchObject({
      address: 'https://github.com/a/b.git',
      basic: base64('bob:p@ss'),
      username: null,
    });
    expect(endpointOf(remote('https://bob@github.com/a/b.git'))).toMatchObject({
      address: 'https://github.com/a/b.git',
      basic: null,
      username: 'bob',
    });
  });

  it('sends no token anywhere but over HTTP', () => {
    for (const url of ['git@github.com:a/b.git', 'ssh://git@github.com/a/b', '/srv/a.git', 'file:///a'])
      expect(endpointOf(remote(url, 'tok')).basic).toBeNull();
  });

  it.each([
    ['https://bob:pw@github.com/a/b.git', 'https://github.com/a/b.git'],
    ['HTTPS://bob:p w@github.com/a/b.git', 'HTTPS://github.com/a/b.git'],
    ['SSH://git:pw@github.com/a/b.git', 'SSH://git@github.com/a/b.git'],
    ['https://tok@github.com/a/b.git', 'https://github.com/a/b.git'],
    ['https://a@b:c@github.com/x', 'https://github.com/x'],
    ['ssh://git:pw@github.com/a/b.git', 'ssh://git@github.com/a/b.git'],
    ['ext::https://bob:pw@host/x', 'ext::https://host/x'],
    ['https://github.com/tok/b.git', 'https://github.com/***/b.git'],
    ['a\n::error::b', 'a ::error::b'],
  ])('is described without secrets: %j', (url, shown) => {
    expect(describeRemote(remote(url, 'tok'))).toBe(shown);
  });

  it('names every form of its secrets', () => {
    const forms = secretsOf(remote('https://bob:p%40ss@github.com/a/b.git', 'tok/1'));
    expect(forms).toEqual(
      expect.arrayContaining([
        'tok/1',
        'tok%2F1',
        base64('tok/1'),
        base64('x-access-token:tok/1'),
        'p@ss',
        'p%40ss',
        base64('bob:p@ss'),
      ]),
    );
    expect(secretsOf(remote('/srv/a.git'))).toEqual([]);
  });
});
