import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors/fail.ts';
import type { LiveRepo } from '../../src/git/port.ts';
import { repairing } from '../../src/live/repair.ts';
import { ledgerFile, manifestFile, readSnapshot, stateFile, survey } from '../../src/live/snapshot.ts';
import { memoryRepo } from '../live/memory-repo.ts';
import { running, stateOf } from '../rollout/states.ts';
import { damaged, liveFiles, treeOf } from './damage.ts';

const support = running({ weight: 5 });
const sales = stateOf({ prompt: 'sales' });
const whole = liveFiles(support, sales);
const files = [...whole.keys()];

/** The failures that a run would report, of the branch or of its prompts. */
function failures(bytes: ReadonlyMap<string, Buffer>): Failure[] {
  const { snapshot, trouble } = survey(treeOf(bytes), 'live');
  return [...(trouble === null ? [] : [trouble]), ...snapshot.damaged.values()];
}

function flipped(bytes: Buffer, at: number, mask: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ mask, at);
  return copy;
}

/** A branch whose newest commit is the damage; the one before is whole. */
function damagedRepo(bytes: ReadonlyMap<string, Buffer>): LiveRepo {
  const past = treeOf(whole, 'before');
  return {
    ...memoryRepo(),
    read: async () => treeOf(bytes),
    async *past() {
      yield past;
    },
  };
}

describe('a byte that is not what it was', () => {
  it('is told, wherever it is, with the name of the file and what to do', () => {
    let inputs = 0;
    for (const [path, bytes] of whole)
      for (let at = 0; at < bytes.length; at++) {
        const [first] = failures(damaged(whole, path, flipped(bytes, at, 1 << (at % 8))));
        inputs += 1;
        if (first === undefined) throw new Error(`${path} byte ${at} went unnoticed`);
        expect(['live-corrupt', 'live-newer']).toContain(first.code);
        expect(first.message).toMatch(/flags\.json|prompts\//);
        expect(first.cure).toContain('rollback by hand');
      }
    console.log(`flipped bytes: ${inputs} inputs`);
    expect(inputs).toBeGreaterThan(5000);
  });

  it('in the files of one prompt is that prompt’s alone', () => {
    for (const path of [stateFile('support'), ledgerFile('support')]) {
      const bytes = whole.get(path) ?? Buffer.alloc(0);
      for (let at = 0; at < bytes.length; at += 7) {
        const snapshot = readSnapshot(treeOf(damaged(whole, path, flipped(bytes, at, 4))), 'live');
        expect([...snapshot.damaged.keys()]).toEqual(['support']);
        expect([...snapshot.states.keys()]).toEqual(['sales']);
      }
    }
  });
});

/** What people and merges make of a file. */
const broken = fc.oneof(
  fc.constant(null),
  fc.constant(Buffer.alloc(0)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
  fc.constantFrom(...files).map((path) => whole.get(path) ?? null),
);
const edits = fc.record({
  path: fc.constantFrom(...files),
  whole: broken,
  at: fc.nat(),
  length: fc.nat(40),
  text: fc.oneof(fc.string({ maxLength: 40 }), fc.constant('<<<<<<< HEAD\n=======\n>>>>>>> other\n')),
  kind: fc.constantFrom('replace', 'cut', 'insert', 'whole'),
});

function edited({ path, whole: text, at, length, text: inserted, kind }: Edit): Map<string, Buffer> {
  const bytes = whole.get(path) ?? Buffer.alloc(0);
  const place = at % bytes.length;
  if (kind === 'whole') return damaged(whole, path, text);
  if (kind === 'cut') return damaged(whole, path, bytes.subarray(0, place));
  const rest = bytes.subarray(place + (kind === 'replace' ? length : 0));
  return damaged(whole, path, Buffer.concat([bytes.subarray(0, place), Buffer.from(inserted), rest]));
}

type Edit = typeof edits extends fc.Arbitrary<infer Value> ? Value : never;

describe('files that were edited, cut, emptied, merged or lost', () => {
  it('are told, and never crash a reader', () => {
    fc.assert(
      fc.property(edits, (edit) => {
        const bytes = edited(edit);
        const same = files.every((path) => bytes.get(path)?.equals(whole.get(path) ?? Buffer.alloc(0)));
        expect(failures(bytes).length > 0).toBe(!same);
      }),
      { numRuns: 1500 },
    );
    console.log('edited files: 1500 inputs');
  });

  it('are what they were for the rollback of a person, who is told; nothing else is written', async () => {
    const good = readSnapshot(treeOf(whole), 'live');
    await fc.assert(
      fc.asyncProperty(edits, async (edit) => {
        const bytes = edited(edit);
        const hurt = !failures(bytes).some((failure) => failure.message.includes('sales/'));
        fc.pre(hurt && failures(bytes).length > 0);
        const repo = repairing(damagedRepo(bytes), ['support']);
        const tree = await repo.read();
        const snapshot = readSnapshot(tree, 'live');
        expect(snapshot.states.get('support')).toEqual(support);
        expect(snapshot.ledgers.get('support')).toBe(good.ledgers.get('support'));
        expect(snapshot.manifest.flags.support).toEqual(good.manifest.flags.support);
        // The rest is as it was found: whole, or still known as damaged.
        for (const [path, text] of tree.files)
          if (path.includes('sales')) expect(text).toBe(treeOf(bytes).files.get(path));
        const state = survey(treeOf(bytes), 'live').snapshot.damaged.has('support');
        const flags = survey(treeOf(bytes), 'live').trouble !== null;
        expect(repo.repair() !== null).toBe(state || flags);
      }),
      { numRuns: 600 },
    );
    console.log('repaired for a rollback: 600 inputs');
  });

  it('without a good commit before are refused as what they are', async () => {
    const bytes = damaged(whole, manifestFile, null);
    const repo = repairing({ ...damagedRepo(bytes), async *past() {} }, ['support']);
    await expect(repo.read()).rejects.toMatchObject({ code: 'live-corrupt' });
    await expect(repo.read()).rejects.toBeInstanceOf(Failure);
  });
});
