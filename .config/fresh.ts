import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generated } from './generated.ts';

/** Fails when a generated file, or `dist/`, is not what the sources make of it, byte for byte. */
const stale: string[] = [];
const files = generated((name) => readFileSync(name, 'utf8'));
for (const [file, text] of files) if (readFileSync(file, 'utf8') !== text) stale.push(file);

const folder = mkdtempSync(join(tmpdir(), 'prompt-rollout-dist-'));
try {
  execFileSync('rolldown', ['-c', '.config/rolldown.config.js'], {
    env: { ...process.env, PROMPT_ROLLOUT_DIST: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const made = readdirSync(folder);
  for (const name of made)
    if (readOr(join('dist', name)) !== readFileSync(join(folder, name), 'utf8')) stale.push(`dist/${name}`);
  for (const name of readdirSync('dist'))
    if (!made.includes(name) && !files.has(`dist/${name}`)) stale.push(`dist/${name} (left over)`);
} finally {
  rmSync(folder, { recursive: true });
}
if (stale.length > 0) {
  console.error(`Not fresh: ${stale.join(', ')}. Run \`npm run build\` and commit the result.`);
  process.exitCode = 1;
}

function readOr(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
