import fc from 'fast-check';
import type { Notice } from '../../src/notify/port.ts';

const base: Notice = {
  thread: 'customer-support/8f2c/1',
  key: 'customer-support/8f2c/1/asked',
  event: 'asked',
  action: 'trigger',
  severity: 'critical',
  prompt: 'customer-support',
  title: 'customer-support v2.0.0: error rate 8.4 %, limit 5 %',
  lines: ['Weight: 5 %', '', 'To roll back: comment /rollback on the pull request.'],
  links: [{ text: 'Revert pull request', url: 'https://github.com/acme/prompts/pull/7' }],
  details: { error_rate: 8.4, rule: 'error-critical', quality: null },
  at: '2026-03-02T10:00:00.000Z',
  drill: false,
};

export function noticeOf(changes: Partial<Notice> = {}): Notice {
  return { ...base, ...changes };
}

/** Everything that a medium could take for more than text. */
export const hostile: Notice = noticeOf({
  title: '<!channel> <@U123|x> *a* `b` & \u202egnp.exe\n\u0007\u200b::error::<https://evil.example|click>',
  lines: [
    '<!subteam^S1> <#C1> @here @channel ```',
    'a\r\nb\u2028c\u001b[31m\ud800',
    '&lt;!channel&gt; \u2066hidden\u2069',
  ],
  links: [
    { text: '<!here>|](', url: 'https://github.com/acme/prompts/pull/7?a=1&b=<!channel>|<@U1>' },
    { text: 'script', url: 'javascript:alert(1)' },
    { text: 'password', url: 'https://ann:hunter2@github.com/' },
  ],
  details: { '\u202ekey': 'v\u0000alue\u202e', __proto__: null },
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 5000 }),
  fc.string({
    unit: fc.constantFrom('&', '<', '>', '|', '"', '\\', '\n', '\u0000', '\ud83d', 'ü', '𝒳'),
    maxLength: 5000,
  }),
  fc.constantFrom('', ' ', '\n', '&'.repeat(4000), '\u{1F600}'.repeat(3000)),
);
const longUrl = (length: number): string => `https://x.example/?${'&'.repeat(length)}`;
const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(longUrl(150), longUrl(1900), longUrl(3000), `https://x.example/${'a'.repeat(900)}`),
  text,
);

/** Any notice, also one longer than every limit. */
export const anyNotice: fc.Arbitrary<Notice> = fc.record({
  thread: fc.oneof(fc.constant(base.thread), fc.string({ minLength: 1, maxLength: 400 })),
  key: fc.oneof(fc.constant(base.key), fc.string({ unit: 'binary', minLength: 1, maxLength: 400 })),
  event: text,
  action: fc.constantFrom<Notice['action'][]>('trigger', 'acknowledge', 'resolve', 'change'),
  severity: fc.constantFrom<Notice['severity'][]>('critical', 'high', 'medium', 'info'),
  prompt: text,
  title: text,
  lines: fc.oneof(
    fc.array(text, { maxLength: 20 }),
    fc.integer({ min: 0, max: 500 }).map((count) => Array.from({ length: count }, () => '&<>'.repeat(700))),
  ),
  links: fc.array(fc.record({ text, url }), { maxLength: 40 }),
  details: fc.oneof(
    fc.dictionary(text, fc.oneof(text, fc.double(), fc.constant(null)), { maxKeys: 20 }),
    fc.constant(
      Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`k${index}`, '語'.repeat(5000)])),
    ),
  ),
  at: fc.constant(base.at),
  drill: fc.boolean(),
});
