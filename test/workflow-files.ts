import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { interpolate } from './github/expression.ts';

export const folder = new URL('../.github/workflows/', import.meta.url);
export const files = readdirSync(folder);
export const load = (file: string) => parse(readFileSync(new URL(file, folder), 'utf8'));

export type Step = { uses?: string; run?: string; with?: Record<string, unknown> };
export type Job = {
  if?: string;
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  concurrency?: unknown;
  steps: Step[];
};

export const repository = 'acme/prompts';
export const github = { repository, token: 'ghs_default' };

/** What the action gets when a workflow runs for an event, as its inputs read it. */
export function inputsOf(name: string, event: object, inputs: object = {}): Record<string, string> {
  const { steps }: Job = load(`${name}.yml`).jobs[name];
  const given = steps.find(({ uses }) => uses === '$/')?.with ?? {};
  const contexts = { github: { ...github, event }, inputs, secrets: {} };
  return Object.fromEntries(
    Object.entries(given).map(([key, text]) => [key, interpolate(String(text), contexts)]),
  );
}
