import type { Direction } from '../../src/evidence/bet.ts';

/** A JSON object of unknown shape. Every reader below throws when a field is not what it asks for. */
export type Vector = { readonly [name: string]: unknown; readonly name?: unknown };

export function record(value: unknown): Vector {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object');
  return Object.fromEntries(Object.entries(value));
}

export function field(vector: Vector, name: string): Vector {
  const value = vector[name];
  return Array.isArray(value) ? { [name]: value } : record(value);
}

export function list(vector: Vector, name: string): readonly unknown[] {
  const value = vector[name];
  if (!Array.isArray(value)) throw new Error(`${name} is not a list`);
  return value;
}

export function num(vector: Vector, name: string): number {
  const value = vector[name];
  if (typeof value !== 'number') throw new Error(`${name} is not a number`);
  return value;
}

export function nums(vector: Vector, name: string): number[] {
  return list(vector, name).map((value) => num({ value }, 'value'));
}

export function direction(vector: Vector): Direction {
  const sign = num(vector, 'sign');
  if (sign !== 1 && sign !== -1) throw new Error(`sign is ${sign}`);
  return sign;
}
