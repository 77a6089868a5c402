import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors/fail.ts';
import { helpFor } from '../../src/host/help.ts';
import { parseArguments } from '../../src/host/terminal.ts';
import { checkDryRun, commandsOf, isFor } from '../../src/input-use.ts';
import { inputNames, isSecret, readInputs, secretNames } from '../../src/inputs.ts';

const parsed = (...argv: string[]): Record<string, string> => Object.fromEntries(parseArguments(argv));

function refusal(...argv: string[]): Failure {
  try {
    parseArguments(argv);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error(`${argv.join(' ')} was accepted`);
}

const everything = ({ message, cure, causes }: Failure): string => [message, cure, ...causes].join('\n');

describe('arguments', () => {
  it('are a command and flags, in any order and both forms', () => {
    const expected = { command: 'rollback', prompt: 'support', reason: 'it is rude' };
    expect(parsed('rollback', '--prompt', 'support', '--reason', 'it is rude')).toEqual(expected);
    expect(parsed('rollback', '--prompt=support', '--reason=it is rude')).toEqual(expected);
    expect(parsed('--prompt=support', 'rollback', '--reason', 'it is rude')).toEqual(expected);
  });

  it('may be none', () => {
    expect(parsed()).toEqual({});
  });

  it('may hold `=` and everything else in a value', () => {
    expect(parsed('promote', '--prompt=a=b').prompt).toBe('a=b');
    expect(parsed('rollback', '--reason=--force').reason).toBe('--force');
  });

  it('that are repeated count as they were given last', () => {
    expect(parsed('promote', '--prompt', 'a', '--prompt', 'b').prompt).toBe('b');
    expect(parsed('rollback', '--force', '--force=false').force).toBe('false');
  });

  it('that switch something on need no value, and may have one behind `=`', () => {
    expect(parsed('rollback', '--force', '--prompt', 'a')).toEqual({
      command: 'rollback',
      force: 'true',
      prompt: 'a',
    });
    expect(parsed('rollback', '--force=false').force).toBe('false');
  });

  it('of the command line itself are no inputs', () => {
    expect(parsed('status', '--json')).toEqual({ command: 'status' });
  });
});

describe('a flag that does not exist', () => {
  it.each([['--promt=a'], ['--promt', 'a'], ['--promt']])(
    '%s %s: is refused with the flag that is near',
    (...argv) => {
      const failure = refusal('promote', ...argv.filter((part) => part !== undefined));
      expect(failure.code).toBe('input-unknown');
      expect(failure.message).toContain('"--promt" is not an input of `promote`');
      expect(failure.cure).toContain('Did you mean --prompt?');
    },
  );

  it.each([
    ['--upload-pack=x'],
    ['--upload-pack', 'x'],
    ['--no-force'],
    ['--Force'],
    ['-p', 'x'],
    ['-v'],
    ['--__proto__=x'],
    ['--constructor'],
    ['--toString', 'x'],
    ['--command', 'rollback'],
  ])('%s %s: is refused', (...argv) => {
    expect(refusal('promote', ...argv.filter((part) => part !== undefined)).code).toBe('input-unknown');
  });

  it.each([
    ['promote', 'wiat', 'wait'],
    ['promote', 'liift', null],
    ['promote', 'contineu', 'continue'],
    ['rollback', 'litf', 'lift'],
    ['rollback', 'targte-version', 'target-version'],
    ['status', 'josn', 'json'],
    ['validate', 'promtp', null],
    ['promote', 'xyzzy', null],
  ])('of %s, --%s, is near to what this command reads: %s', (command, typo, near) => {
    const { cure } = refusal(command, `--${typo}`, 'x');
    expect(/Did you mean --([a-z-]+)\?/.exec(cure)?.[1] ?? null).toBe(near);
    expect(cure).toContain(`\`prompt-rollout ${command} --help\` lists all.`);
  });

  it('is never answered with a flag that would be refused as well', () => {
    const flags = inputNames.filter(
      (name) => name !== 'command' && !isSecret(name) && isFor(name, 'promote'),
    );
    const allowed = [...flags, 'json', 'help', 'version'];
    fc.assert(
      fc.property(
        fc.constantFrom(...inputNames),
        fc.nat(),
        fc.constantFrom('', 'x', '-'),
        (name, at, letter) => {
          const cut = at % (name.length + 1);
          const typo = name.slice(0, cut) + letter + name.slice(cut + 1);
          fc.pre(
            /^[a-z]/.test(typo) && !inputNames.some((known) => known === typo) && !allowed.includes(typo),
          );
          const suggested = /Did you mean --([a-z-]+)\?/.exec(refusal('promote', `--${typo}`).cure)?.[1];
          if (suggested !== undefined) expect(allowed).toContain(suggested);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a flag of another command', () => {
  it.each([
    ['promote', '--dry-run'],
    ['gate', '--force'],
    ['status', '--wait=30m'],
    ['--lift=v1', 'promote'],
  ])('%s %s: is refused, with the commands that it is for', (...argv) => {
    const failure = refusal(...argv);
    expect(failure.code).toBe('input-unknown');
    expect(failure.cure).toMatch(/it is for (rollback|promote)/);
  });

  it.each([
    ['validate', 'prompt', 'nope'],
    ['validate', 'forge', 'local'],
    ['init', 'prompt', 'x'],
    ['init', 'repository', 'acme/prompts'],
    ['demo', 'config', 'x.yml'],
    ['drill', 'prompt', 'x'],
    ['gate', 'forge-folder', 'x'],
    ['status', 'metrics-username', 'x'],
  ])('%s does not read --%s: it is refused, and not named by the help', (command, name, value) => {
    const failure = refusal(command, `--${name}`, value);
    expect(failure.code).toBe('input-unknown');
    expect(failure.cure).toMatch(/it is for promote, /);
    expect(failure.cure).not.toMatch(new RegExp(`\\b${command}\\b`));
    expect(helpFor([command, '--help'])).not.toMatch(new RegExp(`--${name}\\b(?!-)`));
  });

  it('that another command reads is no mistake in a workflow, which passes every input', () => {
    const given: Record<string, string> = {
      command: 'validate',
      prompt: 'support',
      forge: 'local',
      'forge-folder': 'x',
    };
    const read = readInputs((name) => given[name] ?? '');
    expect(read).toMatchObject(given);
    expect(() => checkDryRun(read)).not.toThrow();
  });

  it('that promises to write nothing is refused in a workflow as well', () => {
    const check = (command: string) => () =>
      checkDryRun(readInputs((name) => (name === 'command' ? command : name === 'dry-run' ? 'true' : '')));
    for (const command of ['promote', 'review', 'drill', 'demo'])
      expect(check(command)).toThrow('"--dry-run" is not an input');
    expect(check('rollback')).not.toThrow();
  });

  it('is told by the text of the input', () => {
    expect(commandsOf('dry-run')).toEqual(['rollback', 'status', 'init']);
    expect(commandsOf('continue')).toEqual(['promote', 'doctor']);
    expect(commandsOf('interval')).toEqual(['promote']);
    expect(commandsOf('prompt')).toBeNull();
    expect(commandsOf('command')).toBeNull();
  });
});

describe('a secret', () => {
  const secrets = inputNames.filter(isSecret);

  it('there are some', () => {
    expect(secrets).toEqual([
      'token',
      'workflow-token',
      'metrics-token',
      'metrics-password',
      'delivery-secret',
      'pagerduty-routing-key',
      'slack-webhook-url',
      'slack-token',
      'notify-secret',
    ]);
  });

  it.each(secrets)('%s is not taken from arguments, and the way to give it is named', (name) => {
    const failure = refusal('promote', `--${name}=hunter2`);
    expect(failure.code).toBe('input-unknown');
    for (const variable of secretNames(name)) expect(failure.cure).toContain(variable);
  });

  it.each(secrets)('%s is never repeated in the refusal', (name) => {
    expect(everything(refusal('promote', `--${name}=hunter2`))).not.toContain('hunter2');
    expect(everything(refusal('promote', `--${name}`, 'hunter2'))).not.toContain('hunter2');
  });

  it.each(secrets)('%s is refused as a secret also with its value as the next word', (name) => {
    expect(refusal('promote', `--${name}`, 'hunter2').code).toBe('input-unknown');
  });
});

describe('a value that is missing', () => {
  it.each([
    ['at the end', ['--prompt']],
    ['behind =', ['--prompt=']],
    ['as an empty word', ['--prompt', '']],
    ['with a flag in its place', ['--prompt', '--json']],
    ['with a switch in its place', ['--reason', '--force']],
    ['with the end of flags in its place', ['--prompt', '--']],
  ])('%s is refused', (_, argv) => {
    expect(refusal('rollback', ...argv)).toMatchObject({ code: 'input-invalid' });
  });

  it('says what is expected', () => {
    expect(refusal('promote', '--wait').message).toContain('a duration such as 30m');
  });

  it('is never an option of git', () => {
    expect(refusal('promote', '--remote', '--upload-pack=touch x').code).toBe('input-invalid');
  });
});

describe('words besides the command', () => {
  it('are the folder of init and the file of validate', () => {
    expect(parsed('init', 'there', '--dry-run')).toEqual({
      command: 'init',
      folder: 'there',
      'dry-run': 'true',
    });
    expect(parsed('validate', '--base', 'main', 'x.yml')).toEqual({
      command: 'validate',
      base: 'main',
      config: 'x.yml',
    });
    expect(refusal('init', 'there', 'here').code).toBe('input-invalid');
  });

  it.each([
    ['promote', 'support'],
    ['rollback', '--force', 'true'],
    ['promote', '--', '--prompt'],
    ['promote', '-'],
  ])('%j %j %j are refused', (...argv) => {
    expect(refusal(...argv.filter((part) => part !== undefined))).toMatchObject({ code: 'input-invalid' });
  });
});
