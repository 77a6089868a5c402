import type { CatalogueEntry } from './entry.ts';

/** Errors in handing the flag manifest on. The live branch has it in any case. */
export const deliveryErrors = {
  'delivery-secret-missing': {
    what: '`delivery.webhook` is set, and the input delivery-secret is empty.',
    causes: ['The secret is not passed to the step.'],
    cure: 'Pass `delivery-secret` from a secret that the receiver also has: an unsigned manifest would let anyone switch versions.',
  },
  'delivery-url-credentials': {
    what: '`delivery.webhook.url` holds a user name or password (for {origin}).',
    causes: [
      'Credentials were written into prompt-rollout.yml, where everyone who reads the repository sees them.',
    ],
    cure: 'Take them out of the address; the receiver checks the signature made with `delivery-secret`.',
  },
  'delivery-failed': {
    what: 'flags.json was not taken by {receiver}: {message}',
    causes: ['The receiver is down, refuses the signature, or the address is wrong.'],
    cure: 'Mend the receiver or `delivery.webhook.url`. The live branch holds the manifest; the next run delivers it again.',
  },
  'delivery-write-failed': {
    what: 'flags.json was not written to {path}: {message}',
    causes: ['The folder does not exist or is not writable.'],
    cure: 'Make the folder, or correct `delivery.copy`. The live branch holds the manifest; the next run writes it again.',
  },
} as const satisfies Record<string, CatalogueEntry>;
