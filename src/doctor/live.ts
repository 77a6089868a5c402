import type { Failure } from '../errors/fail.ts';
import { contentsOf, flagOf } from '../live/manifest.ts';
import type { Snapshot } from '../live/snapshot.ts';
import type { PromptState } from '../live/state.ts';
import { type Finding, failed, finding, type Tried } from './finding.ts';

/** What is known of the live branch. */
export interface LiveFacts {
  readonly now: Date;
  readonly branch: string;
  readonly snapshot: Tried<Snapshot>;
  /** Why the branch, which is not there, should be; null where it may be missing. */
  readonly lost: Failure | null;
  /** Prompts whose rolled back version is still on the default branch, in words. */
  readonly drifts: readonly { readonly prompt: string; readonly detail: string }[];
}

/** Minutes after which a deadline was missed, or an effect should have been done. */
const late = 10;

/** How the live branch is. */
export function liveFindings(facts: LiveFacts): Finding[] {
  const { branch, snapshot, now } = facts;
  if (!snapshot.known) return [failed('live-branch', snapshot.failure)];
  const { head, states } = snapshot.value;
  const broken = [...snapshot.value.damaged.values(), ...(facts.lost === null ? [] : [facts.lost])].map(
    (failure) => failed('live-branch', failure),
  );
  if (head === null && broken.length > 0) return broken;
  if (head === null)
    return [finding('live-branch', 'ok', `${branch} is not there yet: the first \`promote\` makes it.`)];
  const all = [...states.values()];
  const missed = all.flatMap((state) => deadlines(state).filter(({ at }) => minutesSince(at, now) > late));
  const cure =
    'See that a schedule runs `promote`, and why its last runs failed: every deadline is acted on by whichever run comes next.';
  return [
    ...broken,
    ...missed.map(({ what, at }) => finding('live-branch', 'problem', `${what} was due at ${at}.`, cure)),
    ...(missed.length === 0 && broken.length === 0
      ? [finding('live-branch', 'ok', `${branch} is whole; ${newest(snapshot.value)}`)]
      : []),
    flagsFinding(snapshot.value),
    ...driftFindings(facts),
    ...outboxFindings(all, now),
  ];
}

/** The moments at which some run must act. */
function deadlines({ prompt, incidents }: PromptState): { what: string; at: string }[] {
  return incidents.flatMap(({ id, question, verification }) => [
    ...(question?.status === 'open'
      ? [{ what: `${prompt}: the answer to the question of ${id}`, at: question.expires_at }]
      : []),
    ...(verification?.status === 'waiting' || verification?.status === 'escalated'
      ? [{ what: `${prompt}: the verification of the rollback ${id}`, at: verification.ends_at }]
      : []),
  ]);
}

function minutesSince(at: string, now: Date): number {
  return (now.getTime() - Date.parse(at)) / 60_000;
}

/** The time of the last event of all ledgers: it is the end of their last line. */
function newest({ ledgers }: Snapshot): string {
  const times = [...ledgers.values()].flatMap((text) => {
    const line = text.trimEnd().split('\n').at(-1) ?? '';
    return /"at":"([0-9TZ:.-]+)"/.exec(line)?.[1] ?? [];
  });
  const last = times.sort().at(-1);
  return last === undefined ? 'nothing has happened on it.' : `it last changed at ${last}.`;
}

function flagsFinding({ manifest, states }: Snapshot): Finding {
  const wrong = [...states.values()].filter((state) => {
    const flag = manifest.flags[state.prompt];
    const due = flagOf(state, contentsOf(flag));
    return (
      JSON.stringify([flag?.defaultVariant, flag?.targeting]) !==
      JSON.stringify([due.defaultVariant, due.targeting])
    );
  });
  if (wrong.length === 0) return finding('flags', 'ok', 'It serves what the state says, for every prompt.');
  const names = wrong.map(({ prompt }) => prompt).join(', ');
  return finding(
    'flags',
    'problem',
    `It does not serve what the state says of ${names}.`,
    'Somebody changed the live branch by hand: put it back to the last commit of Prompt Rollout.',
  );
}

function driftFindings({ drifts }: LiveFacts): Finding[] {
  if (drifts.length === 0)
    return [finding('drift', 'ok', 'The default branch holds no version that was rolled back.')];
  return drifts.map(({ prompt, detail }) =>
    finding(
      'drift',
      'warning',
      `${prompt}: ${detail}`,
      'Merge the revert pull request, or raise the version with a better text.',
    ),
  );
}

function outboxFindings(states: readonly PromptState[], now: Date): Finding[] {
  const open = states.flatMap(({ outbox }) => outbox);
  const old = open.filter(({ created_at }) => minutesSince(created_at, now) > late);
  if (old.length === 0) return [finding('outbox', 'ok', `${open.length} effects are open, none for long.`)];
  return old
    .slice(0, 10)
    .map(({ key, created_at }) =>
      finding(
        'outbox',
        'problem',
        `${key} is open since ${created_at}: it fails again and again, or no run has come by.`,
        'The warnings of the last `promote` run say why; the next run tries again.',
      ),
    );
}
