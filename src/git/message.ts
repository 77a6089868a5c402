import { withoutForms } from '../secret-forms.ts';

const longest = 600;

/**
 * What git said, as one line for people: the lines of errors and of the server, without secrets, control
 * characters, or the hints that every refused push ends with. At most 600 characters.
 */
export function shownMessage(stderr: string, secrets: readonly string[]): string {
  const clean = withoutSecrets(stderr, secrets).replace(/\x1b\[[0-9;]*[A-Za-z]/g, '');
  const lines = clean
    .split(/[\r\n]+/)
    .map((line) => line.replace(/\p{Cc}/gu, ' ').trim())
    .filter((line) => line !== '' && !noise.test(line))
    .map((line) => line.replace(/^(?:remote|fatal|error): */, '').replace(/^error: /, ''))
    .filter((line) => line !== '');
  const text = [...new Set(lines)].join('; ');
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** Takes secrets, and the user names and passwords of any address, out of a text. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return withoutForms(text, secrets).replace(/(https?:\/\/)[^/\s@]+@/gi, '$1***@');
}

const noise =
  /^(?:hint: |warning: |To |From |Done$|error: failed to push some refs|Updates were rejected|error: atomic push failed)/;
