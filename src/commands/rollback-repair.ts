import { type RepairingRepo, repairing } from '../live/repair.ts';
import type { Session } from './session.ts';

/** A session whose live branch shows the prompts of a person's rollback as they were before a damage. */
export interface RepairingSession {
  readonly session: Session;
  /** What is added to the reason of the rollback; null when nothing was damaged. */
  note(): string | null;
  /** What is to be said of the damage: what was taken from where, and what stays. */
  warnings(): string[];
}

/** Makes the session of a rollback of these prompts. Any other command leaves a damaged branch as it is. */
export function repairingSession(session: Session, prompts: readonly string[]): RepairingSession {
  let known: { readonly live: unknown; readonly repo: RepairingRepo } | null = null;
  const view = async () => {
    const found = await session.view();
    if (known?.live !== found.live) known = { live: found.live, repo: repairing(found.live, prompts) };
    return { ...found, live: known.repo };
  };
  return {
    session: { ...session, view },
    note() {
      const repair = known?.repo.repair() ?? null;
      return repair === null ? null : `damaged files restored from commit ${repair.commit.slice(0, 12)}`;
    },
    warnings() {
      const [repair, trouble] = [known?.repo.repair() ?? null, known?.repo.trouble() ?? null];
      const files = repair?.files.join(', ');
      return [
        ...(repair === null
          ? []
          : [`${repair.why}. This rollback takes ${files} from commit ${repair.commit.slice(0, 12)}.`]),
        ...(trouble === null ? [] : [`${trouble.message}. It stays, and stops other runs. ${trouble.cure}`]),
      ];
    },
  };
}
