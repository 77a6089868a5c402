import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './sequencer.ts';

/** Acceptance scenarios that take minutes together: CI runs them beside the others. */
const stories = [
  'baseline',
  'cascade',
  'drill',
  'gradual',
  'group-by-hand',
  'group-verified',
  'manual-full',
  'notifications',
  'quarantine',
  'review',
  'specification',
  'status-page',
  'verification',
].map((name) => `test/scenarios/${name}.test.ts`);

const common = {
  setupFiles: ['test/setup.ts'],
  // A new process and all modules anew for each of many small files would take longer than the tests.
  isolate: false,
  // Scenarios wait for processes of theirs. More of them side by side would be in each other's way.
  maxConcurrency: 2,
  testTimeout: 240_000,
  hookTimeout: 60_000,
};

/**
 * `fast` is what users run (`npm cit`), within five minutes; `stories` are the long acceptance scenarios; `hardening`
 * is what crashes, races, faults and attackers do; `browser` needs Chromium and `real` servers from Debian. CI runs all.
 */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    // By default vitest leaves one core to itself, which is half of a small machine.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: ['test/real/**', 'test/bench/**', 'test/browser/**', 'test/hardening/**', ...stories],
          ...common,
        },
      },
      { test: { name: 'stories', include: stories, ...common } },
      { test: { name: 'hardening', include: ['test/hardening/**/*.test.ts'], ...common } },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], ...common } },
      {
        test: {
          name: 'real',
          include: ['test/real/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
