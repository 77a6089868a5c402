import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { rollbackCommands } from '../../src/report/rollback-commands.ts';
import { renderRunbook } from '../../src/report/runbook.ts';
import { rolledBack } from './fixtures.ts';
import { hostile } from './gfm.ts';

const start = 'node dist/cli.js rollback --prompt support --target-version v1';
const cliOf = (repository: string) =>
  rollbackCommands({ prompt: 'support', repository, apiUrl: null, rollbackWorkflow: 'rollback.yml' }, 'v1')
    .cli;

/** The words that a shell makes of a command. */
function wordsOf(command: string): string[] {
  const output = execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' });
  return output.trimEnd().split('\n');
}

describe('the workflow of a rollback by hand', () => {
  it('is started by the name of its file', () => {
    const { workflow } = rollbackCommands(
      rolledBack({ rollbackWorkflow: 'prompt-rollout-rollback.yml' }),
      'v1',
    );
    expect(workflow).toMatch(/^gh workflow run prompt-rollout-rollback\.yml --repo /);
  });
});

describe('the command line of a rollback by hand', () => {
  it('names a repository of the forge by its name', () => {
    expect(cliOf('acme/prompts')).toBe(`${start} --repository acme/prompts`);
  });

  it.each([
    '/srv/git/prompts.git',
    '/home/jane/my prompts (old)/~x & co #1; {a}.git',
    'C:\\git\\prompts.git',
    'git@forge.example:acme/prompts.git',
    'ssh://git@forge.example:22/acme/prompts.git',
    'https://forge.example/acme/prompts.git',
    'file:///srv/git/prompts.git',
  ])('names any other repository by its address, as one word of a shell: %s', (remote) => {
    expect(wordsOf(cliOf(remote))).toEqual([...start.split(' '), '--remote', remote]);
  });

  it('shows no credentials of an address', () => {
    expect(cliOf('https://bob:secret@forge.example/acme/prompts.git')).toBe(
      `${start} --remote https://forge.example/acme/prompts.git`,
    );
    expect(cliOf('ssh://git:secret@forge.example/prompts.git')).toBe(
      `${start} --remote ssh://git@forge.example/prompts.git`,
    );
  });

  it.each(hostile)('reads %j as one word at most', (remote) => {
    const words = wordsOf(cliOf(remote));
    expect(words.slice(0, -2)).toEqual(start.split(' '));
    expect([remote, 'REMOTE']).toContain(words.at(-1));
  });

  it.each(["/srv/it's", '/srv/$(id)', '/srv/`id`', '-x', '', `/${'x'.repeat(300)}`])(
    'leaves the address to the reader where a shell could read more in it: %j',
    (remote) => {
      const words = wordsOf(cliOf(remote));
      expect(words.slice(-2)).toEqual(['--remote', 'REMOTE']);
    },
  );

  it('stands in the runbook with the address', () => {
    const facts = rolledBack({ apiUrl: null, repository: '/tmp/a demo/prompts.git' });
    expect(renderRunbook(facts, null)).toContain(
      "--target-version v1.9.0 --remote '/tmp/a demo/prompts.git'\n",
    );
  });
});
