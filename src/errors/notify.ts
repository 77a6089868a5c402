import type { CatalogueEntry } from './entry.ts';

/** Errors in telling people. A notice that was not sent stays in the outbox. */
export const notifyErrors = {
  'notify-secret-missing': {
    what: '`notify.{channel}` is set, and the input {input} is empty.',
    causes: ['The secret is not passed to the step, or to the workflow that is called.'],
    cure: 'Pass `{input}` from a secret (on the command line: the environment variable {variable}), or take `notify.{channel}` out.',
  },
  'notify-secret-invalid': {
    what: 'The input {input} is not {expected}.',
    causes: ['The secret was pasted with a line break inside, or is another secret.'],
    cure: 'Set the secret behind `{input}` again.',
  },
  'notify-refused': {
    what: '{channel} refused the notice {notice}: {message}',
    causes: [
      'The secret is of another service or was withdrawn.',
      'The channel does not exist, or the app is not a member of it.',
    ],
    cure: 'Mend `notify.{channel}` or the secret of the channel. The notice stays in the outbox; the next run sends it again.',
  },
  'notify-unreachable': {
    what: '{channel} did not take the notice {notice}, asked {attempts} times: {message}',
    causes: ['The service is down, limits the rate, or cannot be reached from this runner.'],
    cure: 'Tell the people on call by other means where it is urgent. The notice stays in the outbox; the next run sends it again.',
  },
} as const satisfies Record<string, CatalogueEntry>;
