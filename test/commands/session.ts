import { Tally } from '../../src/commands/requests.ts';
import type { Session } from '../../src/commands/session.ts';
import type { View } from '../../src/commands/view.ts';
import type { Facts } from '../../src/host/port.ts';
import { readInputs } from '../../src/inputs.ts';
import { emptyNotes } from '../../src/report/run-notes.ts';
import { sayingLog } from '../host/say.ts';

export const facts: Facts = {
  repository: null,
  serverUrl: 'https://forge.example',
  apiUrl: 'https://forge.example/api',
  actor: null,
  runUrl: null,
  workflowRef: null,
  refName: null,
  fork: null,
  event: null,
  tempFolder: '/tmp',
  workspace: '/tmp',
};

export const unused = (): never => {
  throw new Error('no part of this');
};

/** A default branch that nobody looks at. */
export const unlooked: View['source'] = {
  ...{ branch: 'main', head: '', entry: unused, files: unused, size: unused },
  ...{ author: unused, tagged: unused, pushRevert: unused },
};

/** A session that can do nothing but what `fields` say. */
export function sessionWith(fields: Partial<Session> & Pick<Session, 'clock' | 'actor'>): Session {
  return {
    inputs: readInputs(() => ''),
    facts,
    log: sayingLog(),
    repository: 'test',
    drill: false,
    rollbacks: new Map(),
    told: new Set(),
    rolledBack: new Map(),
    authors: new Map(),
    tally: new Tally(),
    notes: emptyNotes(),
    ...{ view: unused, metrics: unused, forge: unused, baseline: unused, close: unused },
    ...{ deliveries: () => [], channels: () => [] },
    ...fields,
  };
}
