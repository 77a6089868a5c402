import { printable } from '../config/printable.ts';
import { fail } from '../errors/fail.ts';

const pattern = /^[A-Za-z0-9](?:[A-Za-z0-9._+-]{0,62}[A-Za-z0-9])?$/;

/**
 * Whether a text can be a version label. It becomes the last part of a tag name and the name of a variant, so
 * it is what git allows in both places: no `..`, no end in `.lock`, no separator.
 */
export function isLabel(text: string): boolean {
  return pattern.test(text) && !text.includes('..') && !/\.lock$/i.test(text);
}

/** The label, when it is one. Throws `label-invalid`; `path` is where it was declared. */
export function checkedLabel(label: string, prompt: string, path: string): string {
  if (isLabel(label)) return label;
  throw fail('label-invalid', { label: printable(label), prompt, path: printable(path, 512) });
}

let numeric: Intl.Collator | undefined;

/** Made when it is needed: that takes milliseconds, and most runs compare no labels. */
function byNumbers(one: string, other: string): number {
  numeric ??= new Intl.Collator('en', { numeric: true });
  return numeric.compare(one, other);
}

/**
 * Order of labels, oldest first: numbers count as numbers (`v1.9` before `v1.10`), and a pre-release (`2.0-rc`)
 * comes before its release.
 */
export function compareLabels(one: string, other: string): number {
  const [core = '', ...preRelease] = one.split('-');
  const [otherCore = '', ...otherPreRelease] = other.split('-');
  return (
    byNumbers(core, otherCore) ||
    Number(preRelease.length === 0) - Number(otherPreRelease.length === 0) ||
    byNumbers(one, other)
  );
}
