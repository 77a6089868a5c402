import * as z from 'zod';
import { nearest } from './nearest.ts';

/** How types are called in messages: the words of YAML, not those of a programming language. */
const typeWords = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['object', 'a map'],
  ['record', 'a map'],
  ['array', 'a list'],
]);

/**
 * The message of a problem that the schema finds, where the schema itself gives none. For unknown keys it is
 * one line for each key, in their order.
 */
export function issueText(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeWords.get(issue.expected) ?? issue.expected}${found(issue.input)}`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? oneOf(issue.options)
        : 'has none of the expected forms';
    case 'too_small':
      return `expected at least ${amount(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `expected at most ${amount(issue.maximum, issue.origin)}`;
    case 'unrecognized_keys': {
      const known = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : [];
      return issue.keys.map((key) => unknownKey(key, known)).join('\n');
    }
    default:
      return undefined;
  }
}

function oneOf(values: readonly unknown[]): string {
  return `expected ${values.length === 1 ? '' : 'one of: '}${values.join(', ')}`;
}

function found(input: unknown): string {
  if (input === undefined) return '';
  if (input === null) return ', found nothing';
  const type = Array.isArray(input) ? 'array' : typeof input;
  return `, found ${typeWords.get(type) ?? type}`;
}

function amount(limit: number | bigint, origin: string): string {
  const one = Number(limit) === 1;
  if (origin === 'string') return `${limit} ${one ? 'character' : 'characters'}`;
  if (origin === 'array') return `${limit} ${one ? 'entry' : 'entries'}`;
  return String(limit);
}

/** What is said of a key that was probably meant to be `key`. */
export function misspelt(key: string): string {
  return `unknown key, did you mean \`${key}\`?`;
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  if (near !== null) return misspelt(near);
  return known.length === 0 ? 'unknown key' : `unknown key; known here: ${known.join(', ')}`;
}
