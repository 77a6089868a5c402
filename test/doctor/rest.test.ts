import { describe, expect, it } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { channelsFindings } from '../../src/doctor/channels.ts';
import { checks } from '../../src/doctor/checks.ts';
import { clockFindings } from '../../src/doctor/clock.ts';
import { deliveryFinding } from '../../src/doctor/delivery.ts';
import { finding, sorted, tried } from '../../src/doctor/finding.ts';
import {
  configurationFinding,
  promptsFindings,
  pushFinding,
  repositoryFinding,
} from '../../src/doctor/source.ts';
import { fail } from '../../src/errors/fail.ts';

const config = (changes: object = {}) =>
  configSchema.parse({ prompts: { support: { path: 'prompts/support.md' } }, ...changes });
const silent = fail('remote-unreachable', { remote: 'r', message: 'm' });
const refused = fail('remote-refused', { remote: 'r', message: 'm' });

describe('findings', () => {
  it('come with problems first, what is well last, else in the order of the checks', () => {
    const [first, second] = ['clock', 'push'] as const;
    const all = [
      finding(first, 'ok', ''),
      finding(first, 'unknown', '', 'c'),
      finding(first, 'problem', '', 'c'),
      finding(second, 'problem', '', 'c'),
      finding(first, 'warning', '', 'c'),
    ];
    expect(sorted(all).map(({ id, state }) => `${id} ${state}`)).toEqual([
      'push problem',
      'clock problem',
      'clock warning',
      'clock unknown',
      'clock ok',
    ]);
  });

  it('are of failures of the catalogue; a defect stays one', async () => {
    expect(await tried(async () => 1)).toEqual({ known: true, value: 1 });
    expect(await tried(() => Promise.reject(silent))).toEqual({ known: false, failure: silent });
    await expect(tried(() => Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError);
  });

  it('have a title each, and no two the same', () => {
    const titles = Object.values(checks).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe('the clock', () => {
  it.each([
    [0.4, 'ok'],
    [30, 'ok'],
    [-31, 'warning'],
    [300, 'warning'],
    [-301, 'problem'],
  ])('%d s ahead: %s', (seconds, state) => {
    const [found] = clockFindings([{ of: 'github.com', seconds }]);
    expect(found?.state).toBe(state);
    if (state !== 'ok') expect(found?.detail).toContain(seconds < 0 ? 'behind' : 'ahead of');
  });

  it('of a server that shows none is unknown', () => {
    expect(clockFindings([{ of: 'h', seconds: null }])).toMatchObject([{ state: 'unknown' }]);
  });
});

describe('channels', () => {
  const { notify } = config({ notify: { pagerduty: {}, slack: {} } });
  const failure = fail('notify-secret-missing', { channel: 'slack', input: 'slack-token', variable: 'V' });

  it('that nobody has configured tell nobody', () => {
    expect(channelsFindings(config().notify, [])).toMatchObject([{ id: 'channels', state: 'warning' }]);
  });

  it('with their secrets are well, and whether they are taken stays unknown', () => {
    expect(channelsFindings(notify, [])).toMatchObject([
      { id: 'channels', state: 'ok', detail: expect.stringContaining('pagerduty, slack') },
      { id: 'receipt', state: 'unknown', cure: expect.stringContaining('`drill`') },
    ]);
  });

  it('without a secret are a problem with its cure', () => {
    expect(channelsFindings(notify, [failure])).toMatchObject([
      { id: 'channels', state: 'problem', cure: failure.cure },
      { id: 'receipt', state: 'unknown' },
    ]);
  });
});

describe('delivery', () => {
  it('by applications that poll is unknown, and says what is assumed', () => {
    const found = deliveryFinding(config({ rollback: { verification: { propagation: '25s' } } }), null);
    expect(found).toMatchObject({ state: 'unknown', detail: expect.stringContaining('after 25 s') });
  });

  it('by webhook shows its host, and not its path, which may be a secret', () => {
    const given = config({
      delivery: { webhook: { url: 'https://hooks.example/s3cret' }, copy: 'out/flags.json' },
    });
    const found = deliveryFinding(given, null);
    expect(found.state).toBe('ok');
    expect(found.detail).toContain('https://hooks.example and copied to out/flags.json');
    expect(found.detail).not.toContain('s3cret');
  });

  it('without its secret is a problem', () => {
    const failure = fail('delivery-secret-missing', {});
    expect(deliveryFinding(config(), failure)).toMatchObject({ state: 'problem', cure: failure.cure });
  });
});

describe('the prompts repository', () => {
  it('is known by its default branch, or by what git says', () => {
    const value = { branch: 'main', head: 'a'.repeat(40) };
    expect(repositoryFinding({ known: true, value })).toMatchObject({ state: 'ok' });
    expect(repositoryFinding({ known: false, failure: refused })).toMatchObject({ state: 'problem' });
  });

  it('has a configuration, and its prompts', () => {
    expect(configurationFinding('x.yml', { known: true, value: config() }).detail).toBe(
      'x.yml is valid: 1 prompt.',
    );
    expect(configurationFinding('x.yml', { known: false, failure: refused }).state).toBe('problem');
    expect(promptsFindings('main', 2, []).map(({ state }) => state)).toEqual(['ok']);
    expect(promptsFindings('main', 2, [refused, silent]).map(({ state }) => state)).toEqual([
      'problem',
      'problem',
    ]);
  });

  it('takes a push, refuses it, or is silent about it', () => {
    expect(pushFinding({ known: true, value: undefined }).state).toBe('ok');
    expect(pushFinding({ known: false, failure: refused }).state).toBe('problem');
    expect(pushFinding({ known: false, failure: silent }).state).toBe('unknown');
  });
});
