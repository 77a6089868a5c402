import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors/fail.ts';
import { readFacts } from '../../src/host/facts.ts';
import { safeLine } from '../../src/host/safe-line.ts';
import { ledgerLines, looksOf, parseLedger } from '../../src/live/ledger.ts';
import { fileSource } from '../../src/metrics/file.ts';
import type { Observation } from '../../src/metrics/port.ts';
import { matrixOf, vectorOf } from '../../src/metrics/prometheus/answer.ts';
import { declaredVersion, withoutVersion } from '../../src/prompts/front-matter.ts';
import { isLabel } from '../../src/prompts/label.ts';
import { parseLooks } from '../../src/replay/looks-file.ts';
import { ownersOf } from '../../src/report/codeowners.ts';
import { parseAnswer } from '../../src/review/command.ts';
import { ledgerEvent } from '../../src/rollout/change.ts';
import { closed, commented, dispatched, eventOf, folder as events } from '../host/events.ts';
import { candidate, prompt, stable } from '../metrics/contract.ts';
import { actor, good } from '../rollout/states.ts';
import { comments } from './corpus.ts';
import { mangled, mutated } from './mutations.ts';

/** What a reader makes of a text: a value, or one of these failures; anything else is a crash. */
function endOf<T>(read: () => T, ...codes: readonly string[]): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Failure) || !codes.includes(error.code)) throw error;
    expect(error.cure).not.toBe('');
    return null;
  }
}

/** Runs a property and prints its count. */
async function fuzz<T>(name: string, inputs: fc.Arbitrary<T>, check: (input: T) => unknown, numRuns = 2000) {
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      await check(input);
    }),
    { numRuns },
  );
  console.log(`${name}: ${numRuns} inputs`);
}

describe('what a metrics source says', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fuzz-metrics-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const at = new Date('2026-03-02T10:00:00.000Z');
  const arm = {
    requests: 1000,
    errors: 3,
    latency: { le: [0.1, 0.5, 1, '+Inf'], counts: [500, 900, 990, 1000] },
    quality: { passed: 950, failed: 50 },
  };
  const counts = { at: at.toISOString(), window_seconds: 60, candidate: arm, stable: arm };
  const rates = { at: at.toISOString(), error_rate: 0.4, latency_increase: 3, quality_drop: 1 };

  function expectSane({ candidate: one, stable: other, rates: given, problems, looks }: Observation): void {
    for (const { requests, errors, p99, quality } of [one, other])
      for (const number of [requests, errors, p99, quality])
        if (number !== null) expect(number).toBeGreaterThanOrEqual(0);
    for (const number of Object.values(given ?? {})) if (number !== null) expect(number).toBeTypeOf('number');
    // Nothing that could be judged as well, and nothing said about why.
    if (given === null && looks === null) expect(problems.some(({ fatal }) => fatal)).toBe(true);
    for (const look of looks ?? [])
      for (const { requests, errors } of [look.candidate, look.stable])
        expect(errors).toBeLessThanOrEqual(requests);
  }

  it('is a sane observation or a problem, whatever the file holds', async () => {
    const config = {
      source: 'file',
      file: 'm.json',
      window: 300,
      stale_after: 120,
      outage_limit: 600,
    } as const;
    const request = { prompt, candidate, stable, weight: 5, since: new Date(0), at };
    const whole = [counts, rates, { prompts: { [prompt]: counts } }];
    const texts = mutated(...whole.map((value) => JSON.stringify(value)));
    const values = fc.constantFrom(...whole).chain((value) => mangled(value));
    const source = fileSource(config, folder);
    await fuzz(
      'metrics files',
      fc.oneof(
        texts,
        values.map((value) => JSON.stringify(value)),
      ),
      async (text) => {
        await writeFile(join(folder, 'm.json'), text);
        expectSane(await source.observe(request));
      },
    );
  });

  it('of Prometheus is numbers or a finding', async () => {
    const metric = { __name__: 'x', le: '0.5' };
    const success = (resultType: string, result: unknown) => ({
      status: 'success',
      data: { resultType, result },
    });
    const whole = [
      success('matrix', [
        {
          metric,
          values: [
            [1, '1'],
            [31, '2.5'],
          ],
        },
      ]),
      success('vector', [{ metric, value: [1, '3'] }]),
      success('scalar', [1, 'NaN']),
      { status: 'error', errorType: 'bad_data', error: 'x' },
    ];
    const texts = mutated(...whole.map((value) => JSON.stringify(value)));
    const values = fc.constantFrom(...whole).chain((value) => mangled(value));
    await fuzz(
      'answers of Prometheus',
      fc.oneof(
        texts,
        values.map((value) => JSON.stringify(value)),
      ),
      (text) => {
        for (const { value, findings } of [vectorOf(text), matrixOf(text)]) {
          if (value === null) expect(findings.some(({ fatal }) => fatal)).toBe(true);
          for (const each of value ?? []) {
            if ('values' in each) expect(each.values.length).toBe(each.times.length);
            else expect(each.value).toBeTypeOf('number');
          }
        }
      },
    );
  });

  it('in a recording is read, or refused with its line', async () => {
    const look = (second: number) => ({
      at: new Date(at.getTime() + second * 1000).toISOString(),
      weight: 5,
      candidate: arm,
      stable: arm,
    });
    const text = [look(0), look(30), look(60)].map((each) => JSON.stringify(each)).join('\n');
    await fuzz('recordings', mutated(text), (each) => endOf(() => parseLooks(each, 'f'), 'looks-invalid'));
  });
});

describe('what the live branch and the prompts repository hold', () => {
  it('as a ledger is events, or refused with its line', async () => {
    const line = ledgerLines([
      ledgerEvent(actor(), 'adopted', { version: good('v1'), weight: 100 }),
      ledgerEvent(actor(), 'looked', { version: good('v2'), weight: 5, details: { looks: [] } }),
    ]);
    await fuzz('ledgers', mutated(line, line + line), (text) => {
      const read = endOf(() => parseLedger(text, 'ledger.ndjson', 'live'), 'live-corrupt');
      if (read !== null) expect(looksOf(read, 'r1')).toBeInstanceOf(Array);
    });
  });

  it('as a front matter is a version or an error, and nothing else of the text changes', async () => {
    const files = [
      ['a.md', '---\nversion: 1.10\nmodel: x\n---\nText.\n'],
      ['a.prompty', '---\nmetadata:\n  version: "2"\n---\nText.\n'],
      ['a.json', '{"version": "3", "text": "x"}'],
      ['a.yaml', 'version: 4\ntext: |\n  x\n'],
    ] as const;
    const inputs = fc
      .constantFrom(...files)
      .chain(([path, text]) => fc.tuple(fc.constant(path), mutated(text)));
    await fuzz('front matters', inputs, ([path, text]) => {
      const declared = endOf(() => declaredVersion(path, text), 'front-matter-invalid');
      if (declared?.version != null) expect(isLabel(declared.version)).toBeTypeOf('boolean');
      expect(endOf(() => withoutVersion(path, text), 'front-matter-invalid') ?? '').toBeTypeOf('string');
    });
  });

  it('as owners is a list of names', async () => {
    const file = '* @acme/all\n/prompts/ @mona # team\nprompts/*.md ann@example.com\ndocs/** @x\n';
    await fuzz('owners files', mutated(file), (text) => {
      for (const owner of ownersOf(text, 'prompts/support.md')) expect(owner).toMatch(/^\S+$/);
    });
  });
});

describe('what an event says', () => {
  const payloads: readonly (readonly [string, object])[] = [
    ['pull_request', closed()],
    ['issue_comment', commented()],
    ['repository_dispatch', dispatched({ prompt: 'support', version: 'v2' })],
  ];

  it('is read or refused, and a fork is never taken for none', async () => {
    const inputs = fc.constantFrom(...payloads).chain(([name, payload]) =>
      fc.tuple(
        fc.constant(name),
        fc.oneof(
          mutated(JSON.stringify(payload)),
          mangled(payload).map((value) => JSON.stringify(value)),
        ),
      ),
    );
    await fuzz('event payloads', inputs, ([name, text]) => {
      const event = endOf(() => eventOf(name, text), 'event-damaged');
      const facts = readFacts({ GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: join(events, 'event.json') });
      if (event?.kind === 'pull-request-closed' && event.fork) expect(facts.fork).not.toBeNull();
      if (event?.kind === 'comment') expect(event.by).not.toMatch(/[\s/@\p{Cc}\p{Cf}]/u);
      if (facts.fork === 'unreadable event') expect(event?.kind ?? 'refused').not.toBe('pull-request-closed');
    });
  });

  it('in a comment is an answer with one harmless line as its reason, or none', async () => {
    const inputs = mutated(
      ...comments,
      '/rollback bad tone',
      'Hello\n\n/resume it was a drill\n',
      '/investigate',
    );
    await fuzz(
      'comments',
      inputs,
      (body) => {
        const answer = parseAnswer(body);
        if (answer === null || answer.kind === 'help') return;
        const reason = answer.reason ?? '';
        expect(reason.length).toBeLessThanOrEqual(500);
        expect(reason).not.toMatch(/[\r\n\u2028]|##\[/);
        expect(safeLine(reason).replaceAll('\\', '')).not.toMatch(
          /[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/,
        );
        expect(body.replace(/<!--.*?-->/gs, '').toLowerCase()).toContain(answer.kind);
      },
      5000,
    );
  });
});
