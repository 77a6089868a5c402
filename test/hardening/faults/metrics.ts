import type { ServerResponse } from 'node:http';
import { expect } from 'vitest';
import type { Fault, Success } from '../../metrics/prometheus-server.ts';
import type { FaultCase, FaultCases } from './case.ts';
import { expectTold } from './case.ts';
import { expectCaught, expectHeld, GOOD, inScene, type Scene } from './scene.ts';

/** Two versions, three metrics, each with its values and the time of its newest sample. */
const questions = 12;

const json = (response: ServerResponse, body: string) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);

const page = '<!doctype html><title>Sign in</title>';

/** The metrics source fails in this way while the candidate is bad: held, and rolled back as soon as it answers. */
function holds(
  fault: string,
  text: string,
  lay: (scene: Scene) => undefined | (() => void),
  options: { metrics?: object; asked?: number } = {},
): FaultCase {
  return {
    fault,
    happens: 'Holds: nothing is promoted, nothing is rolled back. The next look asks again.',
    end: 'inconclusive 0',
    says: [['log', text]],
    prove: (world, expected) =>
      inScene(world, { metrics: options.metrics ?? {} }, async (scene) => {
        const before = scene.metrics.requests.length;
        const lift = lay(scene);
        const run = await scene.run();
        expectTold(run, expected);
        await expectHeld(scene);
        expect(scene.metrics.requests.length - before).toBe(options.asked ?? questions);
        expect(run.result.requests).toEqual({
          ...{ forge: 0, metrics: options.asked ?? questions, budget: null },
        });
        scene.metrics.fault = null;
        scene.metrics.change = (body) => body;
        lift?.();
        await expectCaught(scene);
      }),
  };
}

const answers =
  (fault: Fault) =>
  ({ metrics }: Scene): undefined => {
    metrics.fault = fault;
  };

/** Triggers, each key once. */
const pages = ({ pager }: Scene): string[] =>
  pager.events.filter(({ event_action }) => event_action === 'trigger').map(({ dedup_key }) => dedup_key);

export const metricsFaults: FaultCases = {
  'metrics: HTTP 500': holds(
    'The metrics source answers HTTP 500',
    'HTTP 500',
    answers((response) => response.writeHead(500).end('oops')),
  ),
  'metrics: HTTP 429': holds(
    'The metrics source limits the rate of requests (HTTP 429)',
    'HTTP 429',
    answers((response) => response.writeHead(429, { 'retry-after': '30' }).end()),
  ),
  'metrics: no answer': holds(
    'The metrics source accepts the request and never answers',
    'no answer within 1 s',
    answers(() => undefined),
    { metrics: { timeout: '1s' } },
  ),
  'metrics: slow body': holds(
    'The answer begins at once and its body does not end within `metrics.timeout`',
    'no answer within 1 s',
    answers((response) => void response.writeHead(200).write('{"status":"success",')),
    { metrics: { timeout: '1s' } },
  ),
  'metrics: truncated JSON': holds(
    'The answer ends in the middle of the JSON',
    'not JSON, or cut off',
    answers((response) => json(response, '{"status":"success","data":{"resultType":"matrix","result":[')),
  ),
  'metrics: connection lost': holds(
    'The connection breaks within the answer',
    'terminated',
    answers((response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"status":"success",');
      setTimeout(() => response.destroy(), 20);
    }),
  ),
  'metrics: NaN': holds('A counter is NaN', 'a counter is NaN', ({ metrics }) => {
    metrics.change = (body) => everyValue(body, 'NaN');
  }),
  'metrics: a web page': holds(
    'A proxy or a login page answers with HTML',
    'the answer is a web page',
    answers((response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page)),
  ),
  'metrics: stale': holds(
    'The newest sample is older than `metrics.stale_after`',
    'the limit is 120 s',
    ({ world, metrics }) => {
      const { series } = metrics;
      const until = world.now().getTime() / 1000 - 150;
      metrics.series = series.map(({ labels, samples }) => ({
        ...{ labels, samples: samples.filter(([time]) => time <= until) },
      }));
      return () => {
        metrics.series = series;
      };
    },
  ),
  'metrics: wrong type': holds(
    'The answer is a scalar where series are expected',
    'not a matrix',
    answers((response, { parameters }) =>
      json(
        response,
        JSON.stringify({
          status: 'success',
          data: { resultType: 'scalar', result: [Number(parameters.time ?? parameters.end), '1'] },
        }),
      ),
    ),
  ),
  'metrics: numbers for texts': holds(
    'Values come as another type than the API gives them',
    'has not the form of Prometheus',
    ({ metrics }) => {
      metrics.change = (body) => everyValue(body, 7);
    },
  ),
  'metrics: no series of errors': {
    fault: 'The query of `errors` matches nothing: a wrong label, or what counts failures is gone',
    happens:
      'Goes on, since a version that never failed looks the same, and warns: in the log, the summary and the result.',
    end: 'advanced 0',
    says: [['warning', 'there is no series of errors of v2.0.0 and v1.0.0']],
    prove: (world, expected) => {
      const selector = (name: string, status = '') =>
        `${name}{prompt="{{prompt}}",version="{{version}}"${status}}`;
      const queries = {
        requests: selector('llm_requests_total'),
        errors: selector('llm_errors_total', ',status="eror"'),
      };
      return inScene(world, { errors: GOOD, metrics: { queries } }, async (scene) => {
        const gate = await scene.run({ command: 'gate' });
        expectTold(gate, { ...expected, end: 'healthy 0' });
        const run = await scene.run();
        expectTold(run, expected);
        const text = expect.stringMatching(/^there is no series of errors of v2\.0\.0 and v1\.0\.0: nothing/);
        for (const { result } of [gate, run]) expect(result.prompts).toMatchObject([{ warnings: [text] }]);
        expect(run.summary).toContain('Warning: there is no series of errors of v2.0.0 and v1.0.0');
      });
    },
  },
  'metrics: silent for long': {
    fault: 'The metrics source has said nothing for `metrics.outage_limit` (10 min)',
    happens: 'Holds, and pages once; the page is called off when the source answers again.',
    end: 'inconclusive 0',
    says: [['error', 'held, inconclusive: source-down (paged)']],
    prove: (world, expected) =>
      inScene(world, { errors: GOOD }, async (scene) => {
        scene.metrics.fault = (response) => response.writeHead(503).end();
        expect((await scene.run()).end).toBe('inconclusive 0');
        expect(scene.pager.events).toEqual([]);
        world.pass(11);
        expectTold(await scene.run(), expected);
        expect(pages(scene)).toHaveLength(1);
        expect((await world.state()).rollout).toMatchObject({ weight: 1 });
        world.pass(11);
        expect((await scene.run()).end).toBe('inconclusive 0');
        expect(pages(scene)).toHaveLength(1);
        scene.metrics.fault = null;
        world.pass(3);
        const next = await scene.run();
        expect(next.end, next.stdout).toBe('advanced 0');
        const [trigger, resolve, ...more] = scene.pager.events;
        expect(more).toEqual([]);
        expect(resolve).toMatchObject({ event_action: 'resolve', dedup_key: trigger?.dedup_key });
      }),
  },
};

/** A successful answer whose values are replaced. */
function everyValue(body: Success, value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body, (key, each: unknown) => {
      const points = Array.isArray(each) ? each : [];
      if (key === 'value') return [points[0], value];
      return key === 'values' ? points.map((point) => [point[0], value]) : each;
    }),
  );
}
