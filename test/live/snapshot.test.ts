import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors/fail.ts';
import { ledgerLines } from '../../src/live/ledger.ts';
import { emptyManifest, flagOf, type Manifest, renderManifest } from '../../src/live/manifest.ts';
import { sealedState, sealedText, sumsOf } from '../../src/live/seal.ts';
import { ledgerFile, readSnapshot, renderState, stateFile } from '../../src/live/snapshot.ts';
import type { PromptState } from '../../src/live/state.ts';
import { ledgerEvent } from '../../src/rollout/change.ts';
import { actor, good, running, stateOf, version } from '../rollout/states.ts';

const line = ledgerLines([ledgerEvent(actor(), 'adopted', { version: good('v1'), weight: 100 })]);

/** A live branch with these prompts, as it should be. */
function branch(...states: PromptState[]): Map<string, string> {
  const flags = Object.fromEntries(states.map((state) => [state.prompt, flagOf(state, new Map())]));
  const manifest: Manifest = { ...emptyManifest, flags };
  const files = new Map([['flags.json', renderManifest(manifest)]]);
  for (const state of states) {
    files.set(`prompts/${state.prompt}/state.json`, renderState(state));
    files.set(`prompts/${state.prompt}/ledger.ndjson`, line);
  }
  return files;
}

const read = (files: ReadonlyMap<string, string>, head: string | null = 'abc') =>
  readSnapshot({ head, files }, 'live');

/** What is wrong with a branch, or with its first damaged prompt. */
function refusal(files: ReadonlyMap<string, string>): Failure {
  try {
    const [damage] = read(files).damaged.values();
    if (damage !== undefined) return damage;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('the branch was accepted');
}

const support = running();
const path = 'prompts/support/state.json';
const edited = (change: (state: Record<string, unknown>) => void): Map<string, string> => {
  const state: Record<string, unknown> = JSON.parse(renderState(support));
  change(state);
  return branch(support).set(path, JSON.stringify(state));
};

describe('a live branch', () => {
  it('that does not exist yet is empty', () => {
    expect(read(new Map(), null)).toEqual({
      head: null,
      manifest: emptyManifest,
      states: new Map(),
      ledgers: new Map(),
      page: false,
      damaged: new Map(),
    });
  });

  it('is read whole', () => {
    const summary = stateOf({ prompt: 'summary' });
    const snapshot = read(branch(support, summary));
    expect(snapshot.head).toBe('abc');
    expect(snapshot.states).toEqual(
      new Map([
        ['support', support],
        ['summary', summary],
      ]),
    );
    expect(snapshot.ledgers).toEqual(
      new Map([
        ['support', line],
        ['summary', line],
      ]),
    );
    expect(Object.keys(snapshot.manifest.flags).sort()).toEqual(['summary', 'support']);
  });

  it('does not depend on the order of its files', () => {
    const files = branch(support, stateOf({ prompt: 'summary' }));
    const backwards = new Map([...files].reverse());
    expect(read(backwards).manifest).toEqual(read(files).manifest);
    expect([...read(backwards).states.keys()].sort()).toEqual([...read(files).states.keys()].sort());
  });

  it('without prompts has an empty manifest', () => {
    expect(read(branch()).states.size).toBe(0);
  });
});

describe('a branch that is not ours', () => {
  it.each([
    'README.md',
    'prompts/support/notes.md',
    'prompts/support/deeper/state.json',
    'prompts/Support/state.json',
    'prompts/../state.json',
    'prompts/-x/state.json',
    'prompts/support/state.json\n',
    'state.json',
    'flags.json/x',
  ])('is refused for the file %j, which it names', (file) => {
    const failure = refusal(branch(support).set(file, '{}'));
    expect(failure.code).toBe('live-foreign');
    expect(failure.message).toContain(JSON.stringify(file));
  });

  it('is refused without any file of ours', () => {
    expect(refusal(new Map())).toMatchObject({ code: 'live-foreign' });
    expect(refusal(new Map([['README.md', '']]))).toMatchObject({ code: 'live-foreign' });
  });
});

describe('a branch of a newer version', () => {
  it('is refused as that, whatever else its state holds', () => {
    const failure = refusal(branch(support).set(path, '{"schema": 2, "new": true}'));
    expect(failure.code).toBe('live-newer');
    expect(failure.message).toContain(`${path} has schema 2, known here is 1`);
  });

  it('is refused as that also when its manifest is of another form', () => {
    const files = branch(support).set(path, '{"schema": 2}').set('flags.json', '{"flags": []}');
    expect(refusal(files).code).toBe('live-newer');
  });

  it('is refused as that also when it has files of a new kind', () => {
    const extra = new Map([
      ['prompts/support/looks.json', '{}'],
      ...branch(support).set(path, '{"schema": 2}'),
    ]);
    expect(refusal(extra).code).toBe('live-newer');
  });

  it.each(['"2"', '1.5', '0', 'null', '-1'])('is damaged, not newer, with schema %s', (schema) => {
    const code = schema === '1.5' ? 'live-newer' : 'live-corrupt';
    expect(refusal(branch(support).set(path, `{"schema": ${schema}}`)).code).toBe(code);
  });
});

describe('a damaged branch', () => {
  const corrupt = (files: ReadonlyMap<string, string>): string => {
    const failure = refusal(files);
    expect(failure.code).toBe('live-corrupt');
    return failure.message;
  };

  it.each(['', '{', '[]', 'null', '7', '"text"', '<<<<<<< HEAD'])('with the state %j', (text) => {
    expect(corrupt(branch(support).set(path, text))).toContain(path);
  });

  it.each(['', '{', '[]', 'null', '<<<<<<< HEAD'])('with the manifest %j', (text) => {
    expect(corrupt(branch(support).set('flags.json', text))).toContain('flags.json');
  });

  it('names the place of what is wrong', () => {
    const text = corrupt(
      edited((state) => {
        state.stable = { ...version('v1'), digest: 'abc' };
      }),
    );
    expect(text).toContain('stable.digest');
  });

  it.each([
    ['a foreign key', 'owner', 'me'],
    ['a weight above 100', 'rollout', { ...support.rollout, weight: 101 }],
    ['a weight that is no whole number', 'rollout', { ...support.rollout, weight: 0.5 }],
    ['no stages', 'rollout', { ...support.rollout, plan: { ...support.rollout.plan, stages: [] } }],
    ['a time without its zone', 'rollout', { ...support.rollout, started_at: '2026-03-01T12:00:00.000' }],
    ['a time of seconds only', 'rollout', { ...support.rollout, started_at: '2026-03-01T12:00:00Z' }],
    [
      'an effect of an unknown kind',
      'outbox',
      [{ kind: 'page', key: 'page/x', created_at: '2026-03-01T12:00:00.000Z' }],
    ],
    ['no stable version', 'stable', null],
  ])('with %s in the state', (_, key, value) => {
    const files = edited((state) => {
      state[key] = value;
    });
    expect(corrupt(files)).toContain(path);
  });

  it('with the state of another prompt', () => {
    const files = branch(support, stateOf({ prompt: 'summary' }));
    expect(corrupt(files.set(path, renderState(stateOf({ prompt: 'summary' }))))).toContain(
      'it is the state of summary',
    );
  });

  it('with a state and no ledger, or no flag', () => {
    const files = branch(support);
    files.delete('prompts/support/ledger.ndjson');
    expect(corrupt(files)).toContain('prompts/support/ledger.ndjson: the file is missing');
    expect(corrupt(branch(support).set('flags.json', renderManifest(emptyManifest)))).toContain(
      'flags.json: the flag of support is missing',
    );
  });

  it('without flags.json, though the prompts are there', () => {
    const files = branch(support);
    files.delete('flags.json');
    expect(corrupt(files)).toContain('flags.json: the file is missing');
  });

  it('with a state and no flag, whatever its prompt is called', () => {
    const files = branch(stateOf({ prompt: 'constructor' })).set('flags.json', renderManifest(emptyManifest));
    expect(corrupt(files)).toContain('constructor');
  });

  it('with a flag or a ledger and no state', () => {
    const flag = branch(support);
    flag.delete(path);
    flag.delete('prompts/support/ledger.ndjson');
    expect(corrupt(flag)).toContain(path);
    expect(corrupt(branch().set('prompts/support/ledger.ndjson', line))).toContain(path);
  });

  it('with a ledger that ends in the middle of a line, to which nothing could be appended', () => {
    const files = branch(support).set('prompts/support/ledger.ndjson', line.slice(0, -10));
    expect(corrupt(files)).toContain('prompts/support/ledger.ndjson');
  });
});

/** A live branch as a transaction writes it: with sums. */
function sealed(...states: PromptState[]): Map<string, string> {
  const files = branch(...states);
  for (const state of states)
    files.set(stateFile(state.prompt), sealedState(state, line, flagOf(state, new Map())));
  return files;
}

describe('a live branch with sums', () => {
  const summary = stateOf({ prompt: 'summary' });

  it('is read as without', () => {
    expect(read(sealed(support, summary))).toEqual(read(branch(support, summary)));
  });

  it('is whole when the version that wrote it did not know a field that has a default now', () => {
    const entry = {
      kind: 'revert-pr',
      key: 'revert-pr/x',
      incident: 'x',
      created_at: '2026-03-01T12:00:00.000Z',
    };
    const { outbox: _, ...rest } = support;
    const older = { ...rest, outbox: [entry] };
    const flag = flagOf(support, new Map());
    const files = sealed(support).set(path, sealedText(older, sumsOf(older, line, flag)));
    const { damaged, states } = read(files);
    expect([...damaged.values()].map(({ message }) => message)).toEqual([]);
    expect(states.get('support')?.outbox).toEqual([{ ...entry, run: null }]);
    files.set(path, sealedText({ ...older, rollouts: 7 }, sumsOf(older, line, flag)));
    expect([...read(files).damaged.keys()]).toEqual(['support']);
  });

  const edits: readonly (readonly [string, string, (text: string) => string])[] = [
    ['another weight', path, (text) => text.replace('"weight": 1', '"weight": 5')],
    ['another time', path, (text) => text.replace(/"started_at": "2/, '"started_at": "3')],
    ['other spaces', path, (text) => text.replace('{\n  ', '{\n   ')],
    ['sums that are none', path, (text) => text.replace(/"ledger": "../, '"ledger": "zz')],
    ['a sum of something else', path, (text) => text.replace(/"state": "./, '"state": "')],
    ['another reason in the ledger', ledgerFile('support'), (text) => text.replace('system', 'sYstem')],
    ['a line more in the ledger', ledgerFile('support'), (text) => text + text],
    [
      'another default',
      'flags.json',
      (text) => text.replace(/"defaultVariant": "v1"(?!.*Variant)/s, '"defaultVariant": "v0"'),
    ],
  ];

  it.each(edits)('tells %s, names the file %s, and leaves the other prompt alone', (_, file, edit) => {
    const files = sealed(support, summary);
    const before = files.get(file) ?? '';
    files.set(file, edit(before));
    expect(files.get(file)).not.toBe(before);
    const { damaged, states } = read(files);
    expect([...states.keys()]).toEqual(['summary']);
    expect([...damaged.keys()]).toEqual(['support']);
    expect(damaged.get('support')?.message).toContain(`: ${file}: `);
  });
});

describe('a state as text', () => {
  it('is indented, ends with a newline and reads as itself', () => {
    const text = renderState(support);
    expect(text).toMatch(/^\{\n {2}"schema": 1,/);
    expect(text).toMatch(/\}\n$/);
    expect(JSON.parse(text)).toEqual(support);
  });

  it('is not written when it is not valid', () => {
    expect(() => renderState({ ...support, rollouts: -1 })).toThrow();
    expect(() => renderState({ ...support, stable: version('v1', { digest: 'short' }) })).toThrow();
  });
});
