import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { workflowNames } from '../../src/init/models.ts';
import { workflowText } from '../../src/init/workflows.ts';
import { postmortemTemplate } from '../../src/report/postmortem-template.ts';
import { makeTree, versioned } from '../validate/checkout.ts';
import { DIST } from './world.ts';

/** The command line with nothing of this machine but git: no token, no GitHub, no network settings. */
function cli(cwd: string, ...args: string[]) {
  const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent' };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [join(DIST, 'cli.js'), ...args], { cwd, env }, (error, stdout, stderr) =>
      resolve({
        code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
        stdout,
        stderr,
      }),
    );
  });
}

async function contents(folder: string): Promise<Record<string, string>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  const own = paths.filter((path) => !path.includes('/.git/')).sort();
  return Object.fromEntries(
    await Promise.all(own.map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'utf8')])),
  );
}

const written = [
  '.github/ISSUE_TEMPLATE/postmortem.yml',
  ...workflowNames.map((name) => `.github/workflows/${name}.yml`),
  'prompt-rollout.yml',
].sort();

test.concurrent('init writes the first files from what it finds, and keeps them when it runs again', async () => {
  const tree = await makeTree({ 'prompts/support.md': versioned('v1'), 'flows/sales.prompty': 'Sell.' });
  try {
    await tree.git('symbolic-ref', 'HEAD', 'refs/heads/trunk');
    await tree.git('add', '.');
    const dry = await cli(tree.folder, 'init', '--dry-run');
    expect(dry.code, dry.stderr).toBe(0);
    expect(dry.stdout).toContain('path: prompts/support.md');
    expect(Object.keys(await contents(tree.folder))).toEqual(['flows/sales.prompty', 'prompts/support.md']);

    // A folder of the repository stands for the repository: workflows run only at its top.
    const first = await cli(tree.folder, 'init', 'flows', '--json');
    expect(first.code, first.stderr).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({
      reason_code: 'initialized',
      plan: {
        folder: tree.folder,
        prompts: [
          { id: 'sales', path: 'flows/sales.prompty' },
          { id: 'support', path: 'prompts/support.md' },
        ],
      },
    });
    const after = await contents(tree.folder);
    expect(Object.keys(after)).toEqual([...written, 'flows/sales.prompty', 'prompts/support.md'].sort());
    // The bundle carries the very texts that the tests of workflows look at.
    for (const name of workflowNames)
      expect(after[`.github/workflows/${name}.yml`]).toBe(workflowText(name, 'trunk'));
    expect(after['.github/ISSUE_TEMPLATE/postmortem.yml']).toBe(postmortemTemplate());
    expect(first.stderr).toMatch(/Next:\n {2}1\. .+\n {2}2\. .+ trunk .+\n {2}3\. /);

    const check = await cli(tree.folder, 'validate');
    expect([check.code, check.stderr]).toEqual([0, expect.stringContaining('2 of 2 prompts')]);

    await tree.write({ 'prompt-rollout.yml': 'prompts: {}\n' });
    const again = await cli(tree.folder, 'init');
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('kept     prompt-rollout.yml');
    expect(await contents(tree.folder)).toEqual({ ...after, 'prompt-rollout.yml': 'prompts: {}\n' });
  } finally {
    await tree.stop();
  }
});

test.concurrent('init writes beside a workflow of others, and says so', async () => {
  const others = 'on: workflow_dispatch\njobs: { a: { runs-on: x, steps: [{ run: ./rollback.sh }] } }\n';
  const file = '.github/workflows/rollback.yml';
  const tree = await makeTree({ 'prompts/support.md': versioned('v1'), [file]: others });
  try {
    const beside = '.github/workflows/prompt-rollout-rollback.yml';
    for (const state of ['written ', 'kept    ']) {
      const run = await cli(tree.folder, 'init');
      expect(run.code, run.stderr).toBe(0);
      expect(run.stderr).toContain(`${state} ${beside}`);
      expect(run.stderr).toContain(`${file} is another workflow, and is left as it is: see ${beside}`);
      expect(run.stderr).toContain(`pages and issues start ${beside}`);
    }
    const after = await contents(tree.folder);
    expect(after[file]).toBe(others);
    expect(after[beside]).toBe(workflowText('rollback', 'main'));
    await tree.write({ [beside]: others, '.github/workflows/back.yml': after[beside] ?? '' });
    expect((await cli(tree.folder, 'init')).stderr).toContain(
      `pages and issues start ${beside}: give .github/workflows/back.yml that name`,
    );
  } finally {
    await tree.stop();
  }
});

test.concurrent('init begins with an example where there is nothing, not even git', async () => {
  const tree = await makeTree({}, true);
  try {
    await mkdir(join(tree.folder, 'empty'));
    const run = await cli(tree.folder, 'init', 'empty');
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain('0 prompts found');
    const folder = join(tree.folder, 'empty');
    const files = await contents(folder);
    expect(Object.keys(files)).toEqual([...written, 'prompts/example.md'].sort());
    expect(files['prompt-rollout.yml']).toContain('No prompt was found');
    expect(parse(files['prompt-rollout.yml'] ?? '')).toEqual({
      prompts: { example: { path: 'prompts/example.md' } },
    });
    expect((await cli(folder, 'validate')).code).toBe(0);
    for (const wrong of ['nowhere', 'empty/prompt-rollout.yml']) {
      const run = await cli(tree.folder, 'init', wrong);
      expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('file-unreadable')]);
    }
  } finally {
    await tree.stop();
  }
});
