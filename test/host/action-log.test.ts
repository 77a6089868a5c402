import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { actionLog } from '../../src/host/action-log.ts';

let written = '';

beforeEach(() => {
  written = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const lines = (): string[] => written.split('\n').filter((line) => line !== '');

it('puts the looks of a stage into one group, and everything else outside', () => {
  const log = actionLog(false);
  log.progress('look 1', 'stage 1');
  log.detail('  its problem');
  log.progress('look 2', 'stage 1');
  log.info('advanced');
  log.progress('look 3', 'stage 2');
  log.progress('look 4', 'stage 3');
  log.error('it failed');
  log.warn('careful');
  expect(lines()).toEqual([
    '::group::stage 1',
    'look 1',
    '  its problem',
    'look 2',
    '::endgroup::',
    'advanced',
    '::group::stage 2',
    'look 3',
    '::endgroup::',
    '::group::stage 3',
    'look 4',
    '::endgroup::',
    '::error::it failed',
    '::warning::careful',
  ]);
});

it('lets no text of others be a command', () => {
  const log = actionLog(true);
  log.progress('::error::x', '::stop-commands::y');
  log.detail('::add-mask::z\n::error::w');
  log.tick('::error::t');
  log.debug('::error::d');
  for (const line of lines().filter((each) => !each.startsWith('::group::')))
    expect(line).not.toMatch(/^\s*::|\n/);
  expect(lines().filter((line) => line.startsWith('::'))).toEqual(['::group:::\\:stop-commands::y']);
});

it('shows queries with verbose, and leaves them to the debugging of the runner without', () => {
  actionLog(true).debug('a query');
  actionLog(false).debug('a query');
  expect(lines()).toEqual(['a query', '::debug::a query']);
});
