import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageText } from '../../../src/commands/status-page.ts';
import { anchor, escaped, html, isLink, link, moment } from '../../../src/report/page/html.ts';
import { untrusted } from '../gfm.ts';
import { Tale } from './tale.ts';
import { asking, badDay, factsOf, goodDay, hostile, verified } from './tales.ts';

const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*)\s*\/?>/g;

/** Elements and attribute names of a document, in order; every `<` and `>` has to belong to one. */
function skeleton(document: string): string[] {
  const body = document.slice(document.indexOf('<body>'));
  expect(body.replace(tag, '')).not.toMatch(/[<>]/);
  return [...body.matchAll(tag)].map(([, close, name, attributes]) => {
    const names = [...(attributes ?? '').matchAll(/\s([a-zA-Z][a-zA-Z0-9-]*)(?:="[^"]*"|(?=\s|$))/g)].map(
      (match) => match[1],
    );
    return `${close}${name} ${names.join(' ')}`.trim();
  });
}

const pageOfText = (text: string): string => pageText(factsOf([hostile(text)]));

describe('hostile text', () => {
  const plain = skeleton(pageOfText('words'));

  it('makes no element and no attribute', () => {
    expect(plain.length).toBeGreaterThan(150);
    fc.assert(
      fc.property(untrusted, (text) => {
        fc.pre(text.trim() !== '' && text !== 'system' && !isLink(text));
        expect(skeleton(pageOfText(text))).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    '</style></title><script>alert(1)</script>',
    '" autofocus onfocus="alert(1)',
    "' onmouseover='alert(1)",
    '<img src=x onerror=alert(1)>',
    '&lt;b&gt;',
    '<!--',
    ']]>',
    '<svg/onload=alert(1)>',
  ])('such as %s is only read', (text) => {
    const document = pageOfText(text);
    expect(skeleton(document)).toEqual(plain);
    expect(document).toContain(escaped(text));
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file://host/share',
    'https://u:p@evil.example/',
    '//x',
  ])('is no link as %s', (address) => {
    expect(link(address, 'name').text).toBe('name');
    expect(pageOfText(address)).not.toContain(`href="${address}`);
  });

  it('shows what cannot be seen, and is cut', () => {
    expect(escaped('a\u202eb')).toBe('a[U+202E]b');
    expect(escaped('x'.repeat(5000))).toHaveLength(1000);
    expect(escaped('8 % of 3 s, 4 scripts')).toBe('8\u00a0% of 3\u00a0s, 4 scripts');
  });
});

describe('the template', () => {
  it('escapes whatever is not made by it, also what looks as if it were', () => {
    expect(html`<b title="${'"<'}">${['&', html`<i>${"'"}</i>`, null, 7]}</b>`.text).toBe(
      '<b title="&quot;&lt;">&amp;<i>&#39;</i>7</b>',
    );
    const forged: unknown = JSON.parse('{"text":"<b>"}');
    expect(() => html`${forged as string}`).toThrow();
  });

  it('makes names that a link inside the page may use', () => {
    expect(anchor('rollout', 'customer-support')).toBe('rollout-customer-support');
    expect(anchor('incident', 'a_b/r1"x')).toMatch(/^incident-[a-z0-9_-]+$/);
    expect(anchor('incident', 'a_b')).not.toBe(anchor('incident', 'a-b'));
  });

  it('writes moments for people and programs', () => {
    expect(moment('2026-03-01T12:00:09.500Z').text).toBe(
      '<time datetime="2026-03-01T12:00:09.500Z">2026-03-01 12:00 UTC</time>',
    );
    expect(moment('<soon>').text).toBe('&lt;soon&gt;');
    expect(moment(null).text).toBe('not known');
  });
});

describe('the page', () => {
  it('names nothing that a browser would fetch, and no script', () => {
    const document = pageText(badDay());
    expect(document).not.toMatch(/<(?:script|link|img|iframe|object|embed|base|form)\b/);
    expect(document).not.toMatch(/\s(?:src|srcset|style|on[a-z]+)=/);
    expect(document.match(/url\(|@import/g)).toBeNull();
  });

  it('allows its own style by its hash, and nothing else', () => {
    const document = pageText(goodDay());
    const style = /<style>([\s\S]*?)<\/style>/.exec(document)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(document).toContain(`content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;;`);
  });

  it('begins with the verdict', () => {
    const document = pageText(badDay());
    const places = [
      '4 things need a person',
      'A decision is due',
      'id="rollouts"',
      'id="incidents"',
      'id="prompts"',
      'id="levels"',
    ];
    const found = places.map((text) => document.indexOf(text));
    expect(found).not.toContain(-1);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });

  it('unfolds open incidents and leaves the others folded', () => {
    const document = pageText(factsOf([asking().facts(), verified().facts()]));
    expect(document.match(/<details class="incident bad" id="[^"]+" open>/g)).toHaveLength(1);
    expect(document.match(/<details class="incident good" id="[^"]+">/g)).toHaveLength(1);
  });

  it('has no empty parts on an empty branch', () => {
    const document = pageText(factsOf([], { head: null }));
    expect(document).toContain('Nothing is live yet');
    expect(document).not.toContain('id="rollouts"');
    expect(document).not.toContain(', commit');
    expect(document).not.toContain('id="levels"');
    expect(document).not.toMatch(/not known|0 prompts|<a href="https?:/);
    expect(document).toContain('the next run of promote adopts it');
  });

  it('leads from what needs a person to where that is done', () => {
    const document = pageText(badDay());
    const list = document.slice(
      document.indexOf('<ul class="attention">'),
      document.indexOf('id="rollouts"'),
    );
    const items = list.split('<li class=').slice(1);
    const of = (prompt: string): string | undefined => items.find((item) => item.includes(`>${prompt}</a>`));
    expect(of('customer-support')).toContain('>revert pull request #412</a>');
    expect(of('search-rerank')).toContain('>post-mortem #416</a>');
    expect(of('billing-assistant')).toMatch(/href="#incident-billing-assistant.*>revert pull request/s);
    expect(of('legal-disclaimer')).not.toContain('class="acts"');
  });

  it('says that drift is not looked at where it was not', () => {
    const prompts = [new Tale('support', 'v1').facts()];
    expect(pageText(factsOf(prompts))).toContain('>Drift</th>');
    const published = pageText(factsOf(prompts, { comparesBranch: false }));
    expect(published).not.toContain('>Drift</th>');
    expect(published).toContain('Drift from the default branch is not looked at here');
  });

  it('links every name inside the page to something that is there', () => {
    for (const document of [pageText(badDay()), pageText(goodDay()), pageOfText('"<x>')]) {
      const ids = [...document.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
      const targets = [...document.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
      expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('holds two hundred prompts', () => {
    const many = Array.from({ length: 200 }, (_, index) => new Tale(`prompt-${index}`, `v${index}`).facts());
    expect(pageText(factsOf(many)).match(/role="rowheader"/g)).toHaveLength(200);
  });
});
