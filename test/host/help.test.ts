import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { helpFor, versionText } from '../../src/host/help.ts';
import { parseArguments } from '../../src/host/terminal.ts';
import { commandsOf } from '../../src/input-use.ts';
import { commands, inputNames, inputs, isSecret, secretNames } from '../../src/inputs.ts';

const helpOf = (...argv: string[]): string => helpFor(argv) ?? '';
const general = helpOf('--help');

describe('help', () => {
  it.each([
    [[]],
    [['help']],
    [['-h']],
    [['--prompt', 'x', '--help']],
    [['help', 'nothing']],
    [['nothing', '-h']],
  ])('%j is answered with all commands', (argv) => expect(helpFor(argv)).toBe(general));

  it.each([[['promote', '--help']], [['promote', '-h']], [['help', 'promote']]])(
    '%j is answered with one command',
    (argv) => expect(helpFor(argv)).toMatch(/^Usage: prompt-rollout promote \[flags\]\n/),
  );

  it('is not what a command that is meant gets', () => {
    expect(helpFor(['status'])).toBeNull();
    expect(helpFor(['rollback', '--reason', 'help'])).toBeNull();
  });

  it.each(commands)('says in a line what %s does', (command) => {
    const [, purpose = ''] = new RegExp(`^  ${command} +(.+)$`, 'm').exec(general) ?? [];
    expect(purpose).toMatch(/^[A-Z].{15,80}\.$/);
    expect(helpOf(command, '--help')).toContain(purpose);
  });

  it.each(commands)('offers for %s the flags that it takes, and no others', (command) => {
    for (const name of inputNames.filter((each) => each !== 'command' && !isSecret(each))) {
      const accepted = accepts(command, name);
      expect([name, new RegExp(`--${name}\\b`).test(helpOf(command, '--help'))]).toEqual([name, accepted]);
    }
  });

  it('says what each flag is about, and its default', () => {
    const all = [general, ...commands.map((command) => helpOf(command, '--help'))].join('');
    for (const name of inputNames.filter((each) => each !== 'command')) {
      const { about } = inputs[name];
      expect(all).toContain(commandsOf(name) === null ? about : about.slice(about.indexOf(': ') + 3));
    }
    expect(helpOf('promote', '--help')).toContain('Time between two looks while it stays. (default 30s)');
  });

  it('offers no secret as a flag, but its variable', () => {
    for (const name of inputNames.filter(isSecret)) {
      expect(general).not.toMatch(new RegExp(`--${name}\\b`));
      expect(general).toContain(secretNames(name).join(' or '));
    }
  });

  it('tells the version of the package', () => {
    expect(versionText()).toBe(`prompt-rollout ${manifest.version}\n`);
  });
});

function accepts(command: string, name: string): boolean {
  try {
    parseArguments([command, `--${name}=x`]);
    return true;
  } catch {
    return false;
  }
}
