import type { Channel, Notice } from './port.ts';

/** A channel as an adapter makes it. */
export interface Adapter extends Channel {
  /** Throws what is wrong with its secrets, as `send` would. */
  ready(): void;
}

/** The rule by which a channel takes notices: changes where it shows changes, all else by severity. */
export function acceptance(
  severities: readonly Notice['severity'][],
  changes: boolean,
): (notice: Notice) => boolean {
  return ({ action, severity }) => (action === 'change' ? changes : severities.includes(severity));
}
