import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FileMetricsConfig } from '../config/schema.ts';
import { fail, messageOf } from '../errors/fail.ts';
import {
  countsObservation,
  type Dated,
  emptyObservation,
  fault,
  ratesObservation,
} from './file-observation.ts';
import { parseMetricsFile } from './file-schema.ts';
import type { MetricsSource, Observation, ObserveRequest, Problem } from './port.ts';

const maximumBytes = 1024 * 1024;

/** Seconds that a file may be dated ahead of the runner's clock. */
const allowedSkew = 60;

/**
 * A metrics source that reads a JSON file of the runner, written by whatever knows the numbers. A relative
 * path begins at `workspace`. Without `at` in the file its time of modification counts.
 * Throws `metrics-file-invalid` for a placeholder that does not exist.
 */
export function fileSource(config: FileMetricsConfig, workspace: string): MetricsSource {
  const unknown = [...config.file.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].find(
    ([, name]) => name !== 'prompt' && name !== 'version',
  );
  if (unknown !== undefined) throw fail('metrics-file-invalid', { placeholder: unknown[0] });
  return { kind: 'file', history: false, observe: (request) => observe(config, workspace, request) };
}

async function observe(
  config: FileMetricsConfig,
  workspace: string,
  request: ObserveRequest,
): Promise<Observation> {
  const path = pathOf(config.file, request);
  if (path === null)
    return emptyObservation(
      config.file,
      request,
      fault('invalid-data', 'prompt and version cannot be parts of a path'),
    );
  const file = await read(resolve(workspace, path));
  if ('code' in file) return emptyObservation(path, request, { ...file, detail: `${path}: ${file.detail}` });
  const content = parseMetricsFile(file.text, request.prompt);
  if (content.kind === 'fault')
    return emptyObservation(
      path,
      request,
      fault(content.missing ? 'no-data' : 'invalid-data', `${path}: ${content.detail}`),
    );
  const own = content.kind === 'counts' ? content.counts.at : content.rates.at;
  const at = own === undefined ? file.modified : new Date(own);
  const dated: Dated = { path, at, problems: ageProblems(path, at, request.at, config.stale_after) };
  return content.kind === 'rates'
    ? ratesObservation(content.rates, dated, request, config.window)
    : countsObservation(content.counts, dated, request, config.window);
}

/** The path with its placeholders filled; null when a value would lead out of the folder. */
function pathOf(template: string, { prompt, candidate }: ObserveRequest): string | null {
  const path = template.replace(/\{\{\s*(prompt|version)\s*\}\}/g, (_, name) =>
    name === 'prompt' ? prompt : candidate,
  );
  const safe = [prompt, candidate].every(
    (value) => /^[A-Za-z0-9._+-]+$/.test(value) && !value.includes('..'),
  );
  return safe || path === template ? path : null;
}

async function read(path: string): Promise<{ text: string; modified: Date } | Problem> {
  try {
    const file = await open(path);
    try {
      const { size, mtime } = await file.stat();
      if (size > maximumBytes)
        return fault('invalid-data', `it has ${size} bytes; more than 1 MB is not read`);
      return { text: await file.readFile('utf8'), modified: mtime };
    } finally {
      await file.close();
    }
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return fault('source-down', missing ? 'there is no such file' : `it cannot be read: ${messageOf(error)}`);
  }
}

function ageProblems(path: string, at: Date, now: Date, staleAfter: number): Problem[] {
  const age = (now.getTime() - at.getTime()) / 1000;
  const dated = `${path} is of ${at.toISOString()}`;
  if (age > staleAfter)
    return [fault('stale', `${dated}, ${Math.round(age)} s old; the limit is ${staleAfter} s`)];
  if (age < -allowedSkew) return [fault('invalid-data', `${dated}, ${Math.round(-age)} s in the future`)];
  return [];
}
