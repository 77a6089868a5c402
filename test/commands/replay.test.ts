import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/commands/run.ts';
import type { Host } from '../../src/host/port.ts';
import { readInputs } from '../../src/inputs.ts';
import type { RunResult } from '../../src/result.ts';
import { random } from '../bench/random.ts';
import { drawn } from '../evidence/build.ts';
import { facts } from './session.ts';

let workspace = '';
beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'replay-'));
});
afterEach(() => rm(workspace, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly printed: readonly string[];
  readonly errors: readonly string[];
  readonly result: RunResult;
}

/** Runs `replay` in the workspace. */
async function replay(given: Readonly<Record<string, string>>, json = false): Promise<Ran> {
  const printed: string[] = [];
  const errors: string[] = [];
  const results: RunResult[] = [];
  const quiet = (): void => {};
  const host: Host = {
    facts: { ...facts, workspace },
    log: {
      info: quiet,
      progress: quiet,
      detail: quiet,
      tick: quiet,
      waiting: quiet,
      warn: quiet,
      error: (line) => void errors.push(line),
      debug: quiet,
    },
    readInputs: () => readInputs((name) => (name === 'command' ? 'replay' : (given[name] ?? ''))),
    json,
    print: (line) => void printed.push(line),
    finish: async (result) => void results.push(result),
  };
  const code = await run(host);
  const [result] = results;
  if (result === undefined) throw new Error('no result');
  return { code, printed, errors, result };
}

/** Two hours of a candidate at one request a second. */
async function record(name: string, mine: number, theirs: number): Promise<void> {
  const numbers = random(name);
  const looks = Array.from({ length: 240 }, (_, index) =>
    drawn(numbers, index, { n: 30, m: 2970, p: mine, q: theirs }, 1),
  );
  await writeFile(join(workspace, name), looks.map((look) => `${JSON.stringify(look)}\n`).join(''));
}

describe('replay of a recording', () => {
  it('prints a line a look and the final decision, and exits with 0', async () => {
    await record('bad.ndjson', 0.08, 0.003);
    const { code, printed, result } = await replay({ looks: 'bad.ndjson' });
    expect(code).toBe(0);
    expect(result.replay).toMatchObject({ looks: printed.length - 1 });
    expect(printed.at(-1)).toMatch(/^final: .*rollback .*error-critical .*cause candidate$/);
    expect(printed.slice(0, -1).every((line) => /^2026-03-01T\d\d:\d\d:\d\d\.000Z {2}/.test(line))).toBe(
      true,
    );
  });

  it('prints JSON where it is asked for, and the final decision in the result', async () => {
    await record('both.ndjson', 0.08, 0.08);
    const { code, printed, result } = await replay({ looks: 'both.ndjson' }, true);
    expect(code).toBe(0);
    expect(printed).toHaveLength(240);
    const last: unknown = JSON.parse(printed.at(-1) ?? '');
    expect(last).toMatchObject({ decision: 'hold', cause: 'outage' });
    expect(result.replay).toEqual({ looks: 240, final: last });
  });

  it('needs a file', async () => {
    expect((await replay({})).result.reason_code).toBe('input-missing');
    const missing = await replay({ looks: 'nowhere.ndjson' });
    expect([missing.code, missing.result.reason_code]).toEqual([2, 'file-unreadable']);
  });

  it.each([
    ['an empty file', '', 'line 1'],
    ['a line that is not JSON', 'x\n', 'line 1'],
    ['negative counts in the second line', `${look(0, 1)}\n${look(1, -1)}\n`, 'line 2'],
    ['time going backwards', `${look(1, 1)}\n${look(0, 1)}\n`, 'line 2'],
  ])('%s: an error that names the line, and exit code 2', async (_, text, line) => {
    await writeFile(join(workspace, 'wrong.ndjson'), text);
    const { code, result, printed, errors } = await replay({ looks: 'wrong.ndjson' });
    expect([code, result.reason_code]).toEqual([2, 'looks-invalid']);
    expect(errors[0]).toContain(line);
    expect(printed).toEqual([]);
  });
});

function look(index: number, requests: number): string {
  const arm = { requests, errors: 0 };
  const at = new Date(Date.parse('2026-03-01T00:00:30.000Z') + 30_000 * index).toISOString();
  return JSON.stringify({ at, weight: 1, candidate: arm, stable: arm });
}

describe('the policy of a replay', () => {
  const config = (policy: string): string =>
    `prompts:\n  support:\n    path: a.md\n  other:\n    path: b.md\n    policy: ${policy}\n`;
  const lax = '{rules: {error-critical: {over: 50}}}';

  it('is that of the local configuration, of the prompt that is named', async () => {
    await record('bad.ndjson', 0.08, 0.003);
    await writeFile(join(workspace, 'prompt-rollout.yml'), config(lax));
    const of = async (prompt: string) => (await replay({ looks: 'bad.ndjson', prompt }, true)).result.replay;
    expect(await of('support')).toMatchObject({ final: { decision: 'rollback' } });
    expect(await of('other')).toMatchObject({ final: { decision: 'ask', rules: ['error-high'] } });
  });

  it('is not guessed where several prompts differ and none is named', async () => {
    await record('bad.ndjson', 0.08, 0.003);
    await writeFile(join(workspace, 'prompt-rollout.yml'), config(lax));
    const { code } = await replay({ looks: 'bad.ndjson' });
    expect(code).toBe(2);
  });

  it('is not the standard one where the named configuration is not there', async () => {
    await record('bad.ndjson', 0.08, 0.003);
    const { code, result } = await replay({ looks: 'bad.ndjson', config: 'policies/lxa.yml' });
    expect([code, result.reason_code]).toEqual([2, 'file-unreadable']);
  });

  it('of a prompt that the configuration does not have is an error', async () => {
    await record('bad.ndjson', 0.08, 0.003);
    await writeFile(join(workspace, 'prompt-rollout.yml'), config('{}'));
    const { code, result } = await replay({ looks: 'bad.ndjson', prompt: 'suport' });
    expect([code, result.reason_code]).toEqual([2, 'prompt-unknown']);
  });
});
