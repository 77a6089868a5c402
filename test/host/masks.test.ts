import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masksOf } from '../../src/host/masks.ts';
import { type InputName, inputNames, isSecret } from '../../src/inputs.ts';
import { secretForms, withoutForms } from '../../src/secret-forms.ts';

const from = (given: Partial<Record<InputName, string>>) => masksOf((name) => given[name] ?? '');

describe('the forms of a secret', () => {
  it('are taken out of any text that holds it, also as Base64 of a longer text', () => {
    const secret = fc
      .string({ minLength: 12, maxLength: 40, unit: 'binary' })
      .filter((text) => text.isWellFormed());
    const around = fc.string({ maxLength: 20, unit: 'binary' }).filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(secret, around, around, (text, before, after) => {
        const whole = `${before}${text}${after}`;
        const forms = secretForms(text);
        for (const shown of [
          whole,
          encodeURIComponent(whole),
          JSON.stringify(whole),
          Buffer.from(whole).toString('hex'),
          Buffer.from(whole).toString('base64'),
        ]) {
          const clean = withoutForms(shown, forms);
          expect(clean).toContain('***');
          expect(forms.filter((form) => clean.includes(form))).toEqual([]);
        }
      }),
    );
  });

  it('are none of nothing, and no short words of a short one', () => {
    expect(secretForms('')).toEqual([]);
    expect(secretForms('ab').filter((form) => form.length < 6)).toEqual(['ab']);
  });
});

describe('what the runner hides', () => {
  it.each(inputNames.filter(isSecret))('has every form of %s', (name) => {
    const secret = 'p@ss "w/o"rd-8fQ2zLk+';
    const masks = from({ [name]: ` ${secret}\n` });
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    for (const form of [
      secret,
      encodeURIComponent(secret),
      base64(secret),
      base64(`x-access-token:${secret}`),
    ])
      expect(masks).toContain(form);
    expect(masks).toContain(JSON.stringify(secret).slice(1, -1));
  });

  it('has the header of a user name and password, and the password of a remote', () => {
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const masks = from({ 'metrics-username': 'prom', 'metrics-password': 'pass-word-1' });
    expect(masks).toContain(base64('prom:pass-word-1'));
    const remote = from({ remote: 'https://bob:se%2Fcret-2@git.example/a.git' });
    expect(remote).toEqual(expect.arrayContaining(['se/cret-2', 'se%2Fcret-2', base64('bob:se/cret-2')]));
    expect(from({ remote: 'https://git.example/a.git' })).toEqual([]);
  });
});
