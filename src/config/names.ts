import * as z from 'zod';

/** A prompt id: it becomes a flag key, a folder and a part of ref names. */
export const promptIdPattern = /^[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?$/;

export const promptId = z
  .string()
  .regex(promptIdPattern, 'expected a prompt id: 1 to 64 of a-z, 0-9, "-" and "_", not at an end');

// Refused characters: controls, line separators, overrides of the writing direction, lone surrogates, and
// those that git revisions, patterns or Windows give a meaning.
const pathPattern =
  /^(?![-/~])(?!.*(?:^|\/)\.{1,2}(?:\/|$))(?!.*\/\/)(?!(?:.*\/)?\.[gG][iI][tT](?:\/|$))[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ud800-\udfff\\:*?"<>|]+$/u;

/** A path inside the prompts repository: relative, no `..`, no leading `-`, no control characters. */
export const repoPath = z
  .string()
  .max(512)
  .regex(
    pathPattern,
    'expected a path inside the repository, without "..", ".git", a leading "-", "/" or "~", or special characters',
  )
  .transform((path) => path.replace(/\/$/, ''));

/** A file on the runner, which may lie anywhere. */
export const runnerPath = z
  .string()
  .regex(/^[^\u0000-\u001f\u007f]{1,1024}$/, 'expected a path of a file, without control characters');

const httpUrlText = 'expected an address such as https://host/path, without user and password';

/** An http or https address. Credentials are refused: this file is no place for secrets. */
export const httpUrl = z
  .url({ protocol: /^https?$/, error: httpUrlText })
  .regex(/^[hH][tT][tT][pP][sS]?:\/\/[^\s/?#@\\]+(?:[/?#]\S*)?$/, httpUrlText);

const secureUrlText = 'expected an address such as https://host/path; http only for this machine';

/** An address that secrets are sent to: https, or http where it stays on this machine. No credentials. */
export const secureUrl = z
  .url({ protocol: /^https?$/, error: secureUrlText })
  .regex(
    /^(?:[hH][tT][tT][pP][sS]:\/\/[^\s/?#@\\]+|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?)(?:\/[^\s?#]*)?$/,
    secureUrlText,
  );

/** A branch that git accepts: no `..`, and no part that begins with `.` or ends in `.` or `.lock`. */
export const branchName = z
  .string()
  .max(200)
  .regex(
    /^(?!.*\.\.)(?!.*\.(?:lock)?(?:\/|$))[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/,
    'expected a branch name',
  );
