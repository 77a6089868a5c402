import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, helpText, parseAnswer } from '../../src/review/command.ts';

const kindOf = (body: string): string | null => parseAnswer(body)?.kind ?? null;
const lines = (...texts: string[]): string => texts.join('\n');

describe('a command', () => {
  it.each<[string, Answer]>([
    ['/rollback', { kind: 'rollback', reason: null }],
    ['/rollback it is rude', { kind: 'rollback', reason: 'it is rude' }],
    ['/investigate', { kind: 'investigate', reason: null }],
    ['/investigate with the provider', { kind: 'investigate', reason: 'with the provider' }],
    ['/resume a known test', { kind: 'resume', reason: 'a known test' }],
    ['/help', { kind: 'help', text: helpText }],
    ['/help me', { kind: 'help', text: helpText }],
  ])('%j is understood', (body, answer) => {
    expect(parseAnswer(body)).toEqual(answer);
  });

  it.each([
    '/ROLLBACK now',
    '/RollBack\tnow',
    '   /rollback now',
    '\ufeff/rollback now',
    '/rollback\u00a0now',
    '/rollback: now',
    '/rollback, now',
    '/rollback   now   ',
    '/rollback now\r\n',
    'Look at this:\r\n\r\n/rollback now\r\nthank you\r\n',
    'Look at this:\r/rollback now\rthank you',
    'Seen in #4711.\n/rollback now',
    '/rollback <!-- nobody sees this -->now',
    '/rollback now <!-- nor this\n/investigate -->',
  ])('%j is understood however it is written', (body) => {
    expect(parseAnswer(body)).toEqual({ kind: 'rollback', reason: 'now' });
  });

  it.each(['/rollback.', '/rollback!', '/rollback:', '/rollback ', ' /rollback\t'])(
    '%j needs no reason',
    (body) => {
      expect(parseAnswer(body)).toEqual({ kind: 'rollback', reason: null });
    },
  );

  it('counts as the first of several', () => {
    expect(parseAnswer('/investigate a\n/rollback b')).toEqual({ kind: 'investigate', reason: 'a' });
  });

  it('is found behind slash words of others and behind a misspelt one', () => {
    expect(parseAnswer('/cc @ann\n/etc/passwd\n/rollback b')).toEqual({ kind: 'rollback', reason: 'b' });
    expect(parseAnswer('/rolback\n/rollback b')).toEqual({ kind: 'rollback', reason: 'b' });
  });

  it('has a reason of one line and at most 500 characters, with nothing hidden in it', () => {
    expect(parseAnswer('/resume a\u202eb\u0007c ##[error]\nnext')).toEqual({
      kind: 'resume',
      reason: 'a[U+202E]b[U+0007]c ## [error]',
    });
    const long = parseAnswer(`/resume ${'\u{1f6a8}'.repeat(1000)}`);
    expect(long).toMatchObject({ kind: 'resume', reason: expect.stringMatching(/…$/) });
    const reason = long?.kind === 'resume' ? long.reason : '';
    expect(reason.length).toBeLessThanOrEqual(500);
    expect(reason.isWellFormed()).toBe(true);
  });
});

describe('/resume without a reason', () => {
  it.each(['/resume', '/resume   ', '/resume.', '/resume <!-- why -->', '/resume\nthe reason'])(
    '%j is answered with help',
    (body) => {
      expect(parseAnswer(body)).toMatchObject({
        kind: 'help',
        text: expect.stringContaining('needs a reason'),
      });
    },
  );
});

describe('a word that is nearly a command', () => {
  it.each([
    ['/rolback', 'rollback'],
    ['/rollbakc it', 'rollback'],
    ['/roll-back', 'rollback'],
    ['/roll back now', 'rollback'],
    ['/r\u043ellback', 'rollback'],
    ['/investigat', 'investigate'],
    ['/Resum why', 'resume'],
    ['/hepl', 'help'],
  ])('%j is answered with the one that was meant', (body, name) => {
    const answer = parseAnswer(body);
    expect(answer).toMatchObject({
      kind: 'help',
      text: expect.stringContaining(`Did you mean \`/${name}\``),
    });
  });

  it.each([
    '/lgtm',
    '/hold',
    '/approve',
    '/retest',
    '/assign @ann',
    '/cc',
    '/deploy',
    '/',
    '//',
    '/ rollback',
  ])('%j is not: it is left alone', (body) => {
    expect(parseAnswer(body)).toBeNull();
  });
});

describe('no command', () => {
  it.each([
    ['nothing', ''],
    ['a mention within a line', 'Shall I say /rollback here?'],
    ['a path', '/rollback/now'],
    ['an address', 'https://example.com/rollback'],
    ['a longer word', '/rollbackers unite'],
    ['a quotation', '> /rollback'],
    ['a quotation in a quotation', '>> /rollback'],
    ['a list item', '- /rollback'],
    ['a code span', '`/rollback`'],
    ['indented code', '    /rollback'],
    ['code indented by a tab', '\t/rollback'],
    ['a fence', lines('```', '/rollback', '```')],
    ['a fence with a language', lines('```sh', '/rollback', '```')],
    ['a fence of tildes', lines('~~~ `x`', '/rollback', '~~~')],
    ['a longer fence', lines('`````', '```', '/rollback', '`````')],
    ['a fence with CRLF', '```\r\n/rollback\r\n```\r\n'],
    ['a fence that is not closed by the other kind', lines('```', '~~~', '/rollback')],
    ['a fence that is not closed by a shorter one', lines('````', '```', '/rollback')],
    ['a fence that is not closed by text behind it', lines('```', '``` x', '/rollback')],
    ['a fence that is never closed', lines('```', '/rollback')],
    ['a fence in a list', lines('- ```', '  /rollback', '  ```')],
    ['a fence in a numbered list', lines('1. ```', '   /rollback', '   ```')],
    ['an HTML comment', lines('<!--', '/rollback', '-->')],
    ['an HTML comment within text', lines('Hello <!-- you', '/rollback', '--> there')],
    ['an HTML comment that is never closed', lines('<!--', '/rollback')],
    ['a block of HTML that shows code', lines('<pre>', '/rollback', '</pre>')],
    ['the same in capitals', lines('<PRE class="x">', '/rollback', '</PRE>')],
    ['our own comment', lines('/rollback', '', '<!-- prompt-rollout:reply 1 -->')],
  ])('is in %s', (_, body) => {
    expect(parseAnswer(body)).toBeNull();
  });

  it.each([
    ['a fence', lines('```', 'x', '```', '/rollback')],
    ['a fence closed by a longer one', lines('```', 'x', '````', '/rollback')],
    ['a quotation', lines('> x', '', '/rollback')],
    ['an HTML comment', lines('<!-- x', '-->', '/rollback')],
    ['an HTML comment of one line', lines('<!-- x --> <!---->', '/rollback')],
    ['a block of HTML', lines('<pre>x', '</pre>', '/rollback')],
    ['a block of HTML of one line', lines('<pre>x</pre>', '/rollback')],
    ['a code span of three ticks', lines('```x```', '/rollback')],
  ])('is hidden behind %s', (_, body) => {
    expect(kindOf(body)).toBe('rollback');
  });
});

describe('hostile text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      ...[
        '/rollback',
        '/resume',
        '/rolback',
        '/help',
        '/',
        '```',
        '~~~',
        '<!--',
        '-->',
        '<pre>',
        '</pre>',
        '> ',
        '    ',
      ],
      ...['\n', '\r\n', '\r', ' ', '\t', '\u2028', '\u0000', '\ud800', '`', '@ann', '#1'],
    ),
  );
  const hostile = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  it('gives one of the answers, with a reason that is one visible line', () => {
    fc.assert(
      fc.property(hostile, (body) => {
        const answer = parseAnswer(body);
        if (answer === null) return;
        expect(['rollback', 'investigate', 'resume', 'help']).toContain(answer.kind);
        if (answer.kind === 'help' || answer.reason === null) return;
        expect(answer.reason).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e]/u);
        expect(answer.reason).toBe(answer.reason.trim());
        expect(answer.reason).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  it('is no command as a quotation, in a fence or in a hidden comment, whatever it is', () => {
    const oneLine = hostile.map((text) => text.replace(/[\r\n]/g, ' '));
    fc.assert(
      fc.property(fc.array(oneLine, { maxLength: 8 }), (texts) => {
        expect(parseAnswer(texts.map((text) => `> ${text}`).join('\n'))).toBeNull();
        const inside = texts.map((text) => text.replaceAll('`', "'")).join('\n');
        expect(parseAnswer(lines('```', inside, '```'))).toBeNull();
        expect(parseAnswer(lines('<!--', texts.join('\n').replaceAll('-->', ''), '-->'))).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it('gets help that is itself no command, and shows of the text only a word', () => {
    const typo = fc.tuple(fc.constantFrom('/rolback', '/roll back', '/resume'), hostile);
    fc.assert(
      fc.property(typo, ([start, rest]) => {
        const answer = parseAnswer(`${start}${rest}`);
        if (answer?.kind !== 'help') return;
        expect(parseAnswer(answer.text)).toBeNull();
        const shown = answer.text.replace(helpText, '').trim();
        expect(shown).toMatch(/^(`\/[\p{L}\p{N}_-]+` is no command\.|`\/resume` needs)|^$/u);
      }),
      { numRuns: 1000 },
    );
  });
});
