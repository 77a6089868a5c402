import type { CatalogueEntry } from './entry.ts';

/** Errors in how a metrics source is set up. What a source answers is never an error: it is inconclusive. */
export const metricsErrors = {
  'metrics-credentials-missing': {
    what: 'The metrics source wants {auth} authentication, and {input} is empty.',
    causes: ['The secret is not passed to the step.'],
    cure: 'Pass `{input}` from a secret.',
  },
  'metrics-credentials-invalid': {
    what: 'The input {input} has characters that cannot be sent.',
    causes: [
      'The secret was pasted with a line break inside, or is another secret.',
      'A user name with a colon.',
    ],
    cure: 'Set the secret behind `{input}` again.',
  },
  'metrics-url-credentials': {
    what: '`metrics.url` holds a user name or password (for {origin}).',
    causes: [
      'Credentials were written into prompt-rollout.yml, where everyone who reads the repository sees them.',
    ],
    cure: 'Take them out of `metrics.url`, set `metrics.auth: basic`, pass them as `metrics-username` and `metrics-password` from secrets, and change the password.',
  },
  'metrics-query-missing': {
    what: '`metrics.queries.{metric}` is missing.',
    causes: ['Neither a `preset` nor an own query gives it.', 'Quality counters come in pairs.'],
    cure: 'Add `metrics.queries.{metric}`, or use `metrics.preset`.',
  },
  'metrics-query-invalid': {
    what: '`metrics.queries.{metric}` cannot be used: {problem}.',
    causes: ['A typing error in the template.', 'A sum over instances where the counter itself is wanted.'],
    cure: 'Mend `metrics.queries.{metric}`: either the counter itself with its label matchers and nothing around it, or an expression over the window, such as `sum(increase(…))`. docs/configuration.md has one of each.',
  },
  'metrics-file-invalid': {
    what: '`metrics.file` has the placeholder {placeholder}, which is not known.',
    causes: ['A typing error.'],
    cure: 'Use the placeholders for prompt and version, or none.',
  },
  'metrics-missing': {
    what: 'No metrics source is configured.',
    causes: ['`metrics` is missing in prompt-rollout.yml.'],
    cure: 'Add `metrics:` with `source: prometheus` and a `url`, or `source: file`. Without metrics nothing is promoted.',
  },
} as const satisfies Record<string, CatalogueEntry>;
