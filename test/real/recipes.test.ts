import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FlagdCore } from '@openfeature/flagd-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REPOSITORY_ROOT } from '../github/env.ts';

const run = promisify(execFile);
const flag = 'customer-support';
const variant = (version: string) => ({
  version,
  content: `You are ${version}.`,
  commit: 'c',
  path: 'p',
  digest: 'd',
});

/** A canary, as the program writes it. */
const manifest = (weight: number): string =>
  JSON.stringify({
    $schema: 'https://flagd.dev/schema/v0/flags.json',
    flags: {
      [flag]: {
        state: 'ENABLED',
        variants: { 'v2.0.0': variant('v2.0.0'), 'v1.9.0': variant('v1.9.0') },
        defaultVariant: 'v1.9.0',
        targeting: {
          fractional: [
            ['v2.0.0', weight],
            ['v1.9.0', 100 - weight],
          ],
        },
      },
    },
  });
const conversations = Array.from({ length: 200 }, (_, index) => `conversation-${index}`);

const document = readFileSync(join(REPOSITORY_ROOT, 'docs', 'applications.md'), 'utf8');
const snippet = (language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(document)?.[1] ?? '';

const core = new FlagdCore();
core.setConfigurations(manifest(25));
const evaluate = (targetingKey: string) => core.resolveObjectEvaluation(flag, {}, { targetingKey }, console);
const expected = conversations.map((each) => evaluate(each).variant);

/** flagd's evaluator behind the protocol that flagd speaks. */
function remote(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { context } = JSON.parse(Buffer.concat(chunks).toString());
    if (request.method !== 'POST' || request.url !== `/ofrep/v1/evaluate/flags/${flag}`) {
      response.writeHead(404).end();
      return;
    }
    const { value, variant: chosen, reason } = evaluate(context.targetingKey);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ key: flag, reason, variant: chosen, value }));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const installed = async (command: string, ...args: string[]): Promise<boolean> =>
  run(command, args).then(
    () => true,
    () => false,
  );
const python = await installed('python3', '-m', 'venv', '--help');
const go = await installed('go', 'version');

describe('the applications of the documentation give each conversation its version', () => {
  let folder = '';
  beforeAll(() => {
    mkdirSync(join(REPOSITORY_ROOT, 'artefacts'), { recursive: true });
    // In the repository, so that packages are found.
    folder = mkdtempSync(join(REPOSITORY_ROOT, 'artefacts', 'recipes-'));
    writeFileSync(join(folder, 'flags.json'), manifest(25));
    console.log(`Runtimes: node${python ? ', python' : ''}${go ? ', go' : ''}`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const versions = async (
    command: string,
    args: string[],
    env: Record<string, string> = {},
    cwd = folder,
  ) => {
    const { stdout } = await run(command, args, { cwd, env: { ...process.env, ...env } });
    return stdout.trim().split('\n');
  };

  test('in Node', async () => {
    writeFileSync(join(folder, 'app.mjs'), snippet('js'));
    writeFileSync(
      join(folder, 'main.mjs'),
      `import { promptFor } from './app.mjs';
       for (const each of ${JSON.stringify(conversations)}) console.log((await promptFor(each)).version);
       process.exit();`,
    );
    expect(await versions(process.execPath, ['main.mjs'])).toEqual(expected);
  });

  test.runIf(python)('in Python', async () => {
    await run('python3', ['-m', 'venv', join(folder, 'python')]);
    const bin = join(folder, 'python', 'bin');
    await run(join(bin, 'pip'), [
      'install',
      '--quiet',
      'openfeature-sdk==0.10.0',
      'openfeature-provider-flagd==0.6.1',
    ]);
    writeFileSync(join(folder, 'app.py'), snippet('python'));
    writeFileSync(
      join(folder, 'main.py'),
      `import os\nfrom app import prompt_for\nfor each in ${JSON.stringify(conversations)}:\n    print(prompt_for(each)["version"], flush=True)\nos._exit(0)\n`,
    );
    const [few, more] = await Promise.all(
      [25, 50].map(async (weight) => {
        const place = mkdtempSync(join(folder, 'weight-'));
        writeFileSync(join(place, 'flags.json'), manifest(weight));
        for (const file of ['app.py', 'main.py'])
          writeFileSync(join(place, file), readFileSync(join(folder, file)));
        const chosen = await versions(join(bin, 'python'), [join(place, 'main.py')], {}, place);
        expect(new Set(chosen)).toEqual(new Set(['v2.0.0', 'v1.9.0']));
        return conversations.filter((_, index) => chosen[index] === 'v2.0.0');
      }),
    );
    // It hashes otherwise than JavaScript does: the share is right, and who has the candidate keeps it.
    const deviation = (weight: number) => 6 * Math.sqrt(conversations.length * weight * (1 - weight));
    expect(Math.abs((few?.length ?? 0) - 50)).toBeLessThan(deviation(0.25));
    expect(Math.abs((more?.length ?? 0) - 100)).toBeLessThan(deviation(0.5));
    expect(more).toEqual(expect.arrayContaining(few ?? []));
  });

  test.runIf(go)('in Go', async () => {
    const server = await remote();
    try {
      const { port } = server.address() as AddressInfo;
      writeFileSync(join(folder, 'go.mod'), 'module app\n\ngo 1.22\n');
      writeFileSync(join(folder, 'prompt.go'), snippet('go'));
      writeFileSync(
        join(folder, 'main.go'),
        `package main\n\nfunc main() {\n\tfor _, each := range []string{${conversations.map((each) => `"${each}"`).join(', ')}} {
		prompt, err := promptFor(context.Background(), "http://127.0.0.1:${port}", each)
		if err != nil {
			panic(err)
		}
		fmt.Println(prompt.Version)
	}
}
`.replace('package main\n', 'package main\n\nimport (\n\t"context"\n\t"fmt"\n)\n'),
      );
      expect(await versions('go', ['run', '.'], { GOFLAGS: '-mod=mod' })).toEqual(expected);
    } finally {
      server.close();
    }
  });
});
