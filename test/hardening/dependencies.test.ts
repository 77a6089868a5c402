import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { REPOSITORY_ROOT } from '../github/env.ts';

const text = (file: string): string => readFileSync(join(REPOSITORY_ROOT, file), 'utf8');

/** Licences that let anyone use, change and pass on; none asks for more than its text. */
const allowed = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'Unlicense'];

/** The packages of the bundle: `name version (licence)`, each followed by its text. */
const bundled = text('dist/licences.txt')
  .split(`\n${'-'.repeat(80)}\n\n`)
  .map((entry) => {
    const [title = '', ...lines] = entry.split('\n');
    const [, name = '', version = '', licence = ''] = /^(\S+) (\S+) \((.+)\)$/.exec(title) ?? [];
    return { name, version, licence, words: lines.join('\n').trim() };
  });

interface Locked {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly dev?: boolean;
}

const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(text('package-lock.json'));

/** Everything that the dependencies at runtime need, by the lock file. */
function closure(): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const { dependencies = {}, ...rest } = lock.packages[`node_modules/${name}`] ?? {};
    const peers = 'peerDependencies' in rest ? Object.keys(rest.peerDependencies ?? {}) : [];
    for (const next of [...Object.keys(dependencies), ...peers]) visit(next);
  };
  for (const name of Object.keys(manifest.dependencies)) visit(name);
  return found;
}

describe('the packages in the bundle', () => {
  it('are those that the manifest names and what these need, and each of them is used', () => {
    expect(bundled.length).toBeGreaterThan(10);
    const needed = closure();
    expect(bundled.filter(({ name }) => !needed.has(name)).map(({ name }) => name)).toEqual([]);
    const names = bundled.map(({ name }) => name);
    expect(Object.keys(manifest.dependencies).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('each have a licence that allows it, with its text', () => {
    for (const { name, licence, words } of bundled) {
      expect(allowed, `${name}: ${licence}`).toContain(licence.replace(/^\((.*)\)$/, '$1'));
      expect(words.length, name).toBeGreaterThan(10);
    }
  });

  it('are few', () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(10);
    console.log(`bundled packages: ${bundled.length}`);
  });
});

describe('an installation', () => {
  it('runs no script of a package that is bundled, and fetches from nowhere but the registry', () => {
    // What only development needs may have one; nothing of it runs there either.
    const scripts = Object.entries(lock.packages).filter(([, entry]) => 'hasInstallScript' in entry);
    expect(scripts.filter(([, { dev }]) => dev !== true).map(([name]) => name)).toEqual([]);
    for (const [name, entry] of Object.entries(lock.packages))
      if ('resolved' in entry) throw new Error(`${name} has an address in the lock file`);
  });

  it('is audited in CI, and made without scripts', () => {
    const workflow: { jobs: Record<string, { steps: { run?: string }[] }> } = parse(
      text('.github/workflows/ci.yml'),
    );
    const runs = Object.values(workflow.jobs).flatMap(({ steps }) =>
      steps.flatMap(({ run = '' }) => run.split('\n')),
    );
    expect(runs).toContain('npm audit --omit=dev --audit-level=low');
    expect(runs).toContain('npm ci --ignore-scripts');
  });
});

describe('the configuration', () => {
  const keys = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('properties' in value && typeof value.properties === 'object')
      for (const key of Object.keys(value.properties ?? {})) keys.add(key);
    for (const part of Object.values(value)) visit(part);
  };
  visit(configJsonSchema());

  it('has no key that turns off the verification of a certificate, or sets a variable of the environment', () => {
    expect(keys.size).toBeGreaterThan(80);
    const suspicious = /tls|ssl|cert|insecure|reject|skip|trust|ca$|env|proxy|header|secret|token|password/i;
    expect([...keys].filter((key) => suspicious.test(key))).toEqual([]);
  });

  it('meets a program that never turns it off', () => {
    for (const file of [
      'src/git/environment.ts',
      'src/http/post.ts',
      'src/metrics/prometheus/client.ts',
      'src/forge/octokit.ts',
    ])
      expect(text(file)).not.toMatch(
        /NODE_TLS_REJECT_UNAUTHORIZED|rejectUnauthorized|sslVerify|SSL_NO_VERIFY/i,
      );
  });
});
