import { Failure } from '../errors/fail.ts';
import { type CheckId, checks } from './checks.ts';

/** `unknown` is a check that could not be made: it is never `ok`. */
export type FindingState = 'ok' | 'warning' | 'problem' | 'unknown';

/** What a check found. All texts are plain, and may hold words of others. */
export interface Finding {
  readonly id: CheckId;
  readonly title: string;
  readonly state: FindingState;
  readonly detail: string;
  /** What to do; empty where nothing is to be done. */
  readonly cure: string;
}

/** What the doctor found. */
export interface DoctorReport {
  /** What was looked at: `owner/name`, or an address. */
  readonly repository: string;
  readonly findings: readonly Finding[];
}

/** A finding of a check; everything but `ok` has a cure. */
export function finding(id: CheckId, state: 'ok', detail: string): Finding;
export function finding(
  id: CheckId,
  state: Exclude<FindingState, 'ok'>,
  detail: string,
  cure: string,
): Finding;
export function finding(id: CheckId, state: FindingState, detail: string, cure = ''): Finding {
  return { id, title: checks[id].title, state, detail: sentence(detail), cure };
}

/** What others say may end without a full stop; the cure stands behind it. */
function sentence(text: string): string {
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}

/** A failure of the catalogue as a finding. */
export function failed(
  id: CheckId,
  { message, cure }: Pick<Failure, 'message' | 'cure'>,
  state: 'problem' | 'unknown' | 'warning' = 'problem',
): Finding {
  return finding(id, state, message, cure);
}

/** Checks that another finding keeps from being made: of what they are about nothing is known. */
export function unmade(ids: readonly CheckId[], why: string, cure: string): Finding[] {
  return ids.map((id) => finding(id, 'unknown', `Not checked: ${why}.`, cure));
}

/** Something that was read, or why it could not be. */
export type Tried<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly failure: Failure };

/** Does the work; a failure of the catalogue becomes data. Throws what is a defect. */
export async function tried<T>(work: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { known: true, value: await work() };
  } catch (error) {
    if (error instanceof Failure) return { known: false, failure: error };
    throw error;
  }
}

const order: readonly FindingState[] = ['problem', 'warning', 'unknown', 'ok'];

/** Problems first, then warnings, then what is unknown; else in the order of the checks. */
export function sorted(findings: readonly Finding[]): Finding[] {
  const ids = Object.keys(checks);
  return [...findings].sort(
    (a, b) => order.indexOf(a.state) - order.indexOf(b.state) || ids.indexOf(a.id) - ids.indexOf(b.id),
  );
}

/** How many findings are in a state. */
export function tally(findings: readonly Finding[], state: FindingState): number {
  return findings.filter((each) => each.state === state).length;
}
