import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Failure } from '../../src/errors/fail.ts';
import { commands, type InputName, inputNames, inputs, isSecret, readInputs } from '../../src/inputs.ts';
import { outputs } from '../../src/outputs.ts';

const given = (values: Partial<Record<InputName, string>>) => readInputs((name) => values[name] ?? '');

function refusal(values: Partial<Record<InputName, string>>): Failure {
  try {
    given(values);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(values)} was accepted`);
}

describe('inputs', () => {
  it('have a default that is valid, each', () => {
    expect(Object.keys(given({}))).toEqual(inputNames);
  });

  it('are described by a sentence and what is expected', () => {
    for (const name of inputNames) {
      expect(inputs[name].about).toMatch(/^\S.*[.:]?.*\.$/);
      expect(inputs[name].expected).toMatch(/^(a |an |one |true |auto|owner|never)/);
    }
  });

  it('that are a choice name each value as it is typed', () => {
    const choices = inputNames.filter((name) => inputs[name].schema instanceof z.ZodEnum);
    expect(choices).toEqual(['command', 'strategy', 'confirm', 'continue', 'forge']);
    for (const name of choices) {
      const { schema, about, expected } = inputs[name];
      const values = schema instanceof z.ZodEnum ? schema.options.filter((value) => value !== '') : [];
      expect(values.length).toBeGreaterThan(1);
      for (const value of values) {
        expect(about).toContain(`\`${value}\``);
        expect(expected).toContain(value);
      }
    }
  });

  it('are trimmed; blanks alone are the default', () => {
    expect(given({ prompt: '  support \n', interval: '   ' })).toMatchObject({
      prompt: 'support',
      interval: 30,
    });
  });

  it.each([
    ['30s', 30],
    ['10m', 600],
    ['24h', 86_400],
    ['7d', 604_800],
    ['0', 0],
  ])('a time of %s is %d seconds', (text, seconds) => {
    expect(given({ wait: text }).wait).toBe(seconds);
  });

  it.each(['-1m', '10', '1.5h', 'soon', '10 m', '1h30m', 'Infinity', '1e3s'])('%j is no time', (wait) => {
    expect(refusal({ wait })).toMatchObject({
      code: 'input-invalid',
      message: expect.stringContaining(`"${wait}"`),
    });
  });

  it.each(['0', '0s', '0ms'])(
    'a pause of %j between two looks is refused: it would never rest',
    (interval) => {
      expect(refusal({ interval }).code).toBe('input-invalid');
    },
  );

  it.each([
    ['true', true],
    ['TRUE', true],
    ['false', false],
    ['False', false],
  ])('%s is a switch', (force, expected) => {
    expect(given({ force }).force).toBe(expected);
  });

  it.each(['maybe', '2', 'null'])('%j is no switch', (force) => {
    expect(refusal({ force }).code).toBe('input-invalid');
  });

  it.each(['0.05', '1001', 'fast', 'NaN', 'Infinity', '-1'])('%j is no speed', (speed) => {
    expect(refusal({ speed }).code).toBe('input-invalid');
  });

  it('only know their own choices', () => {
    expect(refusal({ forge: 'gitlab' }).cure).toContain('auto, github or local');
    expect(refusal({ continue: 'yes' }).code).toBe('input-invalid');
    expect(given({ forge: 'local', continue: 'dispatch' })).toMatchObject({
      forge: 'local',
      continue: 'dispatch',
    });
  });

  it('name the commands when one is unknown', () => {
    const failure = refusal({ command: 'promot' });
    expect(failure.code).toBe('command-unknown');
    expect(failure.cure).toContain(commands.join(', '));
  });

  it('mark as secret exactly what is one', () => {
    const secret = inputNames.filter(isSecret);
    expect(secret).toEqual(inputNames.filter((name) => /token|password|secret|key|webhook-url/.test(name)));
  });
});

describe('outputs', () => {
  it('have the names of the action, each with a sentence', () => {
    expect(Object.keys(outputs)).toEqual([
      'reason-code',
      'verdict',
      'prompt',
      'stable',
      'candidate',
      'weight',
      'rolled-back',
      'pull-request-url',
      'issue-url',
      'result',
    ]);
    for (const about of Object.values(outputs)) expect(about).toMatch(/\.$/);
  });
});
