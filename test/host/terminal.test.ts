import { afterEach, describe, expect, it, vi } from 'vitest';
import { terminalHost } from '../../src/host/terminal.ts';

function written(stream: NodeJS.WriteStream): () => string {
  const chunks: string[] = [];
  vi.spyOn(stream, 'write').mockImplementation((chunk) => {
    chunks.push(String(chunk));
    return true;
  });
  return () => chunks.join('');
}

afterEach(() => void vi.restoreAllMocks());

describe('inputs of a command line', () => {
  it('have their defaults', () => {
    expect(terminalHost(['status'], {}).readInputs()).toMatchObject({
      command: 'status',
      prompt: '',
      'target-version': '',
      reason: '',
      force: false,
      repository: '',
      remote: '',
      token: '',
      config: 'prompt-rollout.yml',
      wait: 0,
      interval: 30,
      continue: 'never',
      'metrics-token': '',
      'metrics-username': '',
      'metrics-password': '',
      'delivery-secret': '',
      'pagerduty-routing-key': '',
      'slack-webhook-url': '',
      'slack-token': '',
      'notify-secret': '',
      forge: 'auto',
      'forge-folder': 'prompt-rollout-forge',
      speed: 1,
      keep: '',
      verbose: false,
    });
  });

  it('take secrets from the environment, the first variable that is set', () => {
    const read = (env: Record<string, string>) => terminalHost(['status'], env).readInputs().token;
    expect(read({ GITHUB_TOKEN: 'one', GH_TOKEN: 'two' })).toBe('one');
    expect(read({ GITHUB_TOKEN: '', GH_TOKEN: 'two' })).toBe('two');
    expect(read({ TOKEN: 'x', INPUT_TOKEN: 'x' })).toBe('');
  });

  it('take nothing else from the environment', () => {
    const env = { INPUT_PROMPT: 'x', PROMPT: 'x', REASON: 'x', FORCE: 'true' };
    expect(terminalHost(['status'], env).readInputs()).toMatchObject({
      prompt: '',
      reason: '',
      force: false,
    });
  });
});

describe('what a command line writes', () => {
  it('lines for people go to standard error, each made harmless', () => {
    const [errors, output] = [written(process.stderr), written(process.stdout)];
    const { log } = terminalHost(['status'], {});
    log.info('::error::x\u001b[31m');
    log.warn('careful');
    log.error('two\nlines');
    expect(errors()).toBe(':\\:error::x\\u001b[31m\nwarning: careful\nerror: two\\u000alines\n');
    expect(output()).toBe('');
  });

  it.each([[['status', '--verbose']], [['status', '--verbose=true']]])(
    '%j shows what is for the curious',
    (argv) => {
      const errors = written(process.stderr);
      terminalHost(argv, {}).log.debug('git fetch');
      expect(errors()).toBe('git fetch\n');
    },
  );

  it('is quiet about it without', () => {
    const errors = written(process.stderr);
    for (const argv of [['status'], ['status', '--verbose=false'], ['rollback', '--reason=--verbose']])
      terminalHost(argv, {}).log.debug('git fetch');
    expect(errors()).toBe('');
  });
});
