import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generated } from '../.config/generated.ts';
import { inputNames, inputs, isSecret, readInputs } from '../src/inputs.ts';
import { outputs } from '../src/outputs.ts';

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

describe('generated files', () => {
  for (const [file, text] of generated(read))
    it(`${file} is fresh`, () => {
      expect(read(file)).toBe(text);
    });
});

describe('action.yml', () => {
  const action = parse(read('action.yml'));

  it('runs the bundle on Node 24', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/index.js' });
  });

  it('has exactly the inputs and outputs that the program knows, in kebab-case', () => {
    expect(Object.keys(action.inputs)).toEqual(inputNames);
    expect(Object.keys(action.outputs)).toEqual(Object.keys(outputs));
    for (const name of [...inputNames, ...Object.keys(outputs)]) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('has the defaults of the program, and the workflow token where a token is wanted', () => {
    for (const name of inputNames)
      expect(action.inputs[name].default).toBe(
        name === 'token' || name === 'workflow-token' ? '${{ github.token }}' : inputs[name].default,
      );
    expect(inputNames.filter(isSecret)).toContain('token');
  });

  it('has defaults that the program itself accepts', () => {
    const values = readInputs((name) => (isSecret(name) ? '' : action.inputs[name].default));
    expect(values.command).toBe('promote');
    expect(values.wait).toBe(0);
    expect(values.interval).toBe(30);
  });
});
