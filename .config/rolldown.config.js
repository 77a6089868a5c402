import { defineConfig } from 'rolldown';
import { licences } from './licences.js';
import { raw } from './raw.js';

/**
 * One bundle, two entries. Readable (not minified) so that a reviewer can diff it, and free of
 * hashes and absolute paths so that it is the same byte for byte wherever it is built.
 */
export default defineConfig({
  input: { index: 'src/index.ts', cli: 'src/cli.ts' },
  platform: 'node',
  // `@actions/core` has an HTTP client, with the whole of undici, for tokens that nobody here asks for.
  treeshake: {
    moduleSideEffects: [
      { test: /node_modules\/(@actions\/http-client|tunnel|undici)\//, sideEffects: false },
    ],
  },
  plugins: [raw(), licences()],
  output: {
    dir: process.env.PROMPT_ROLLOUT_DIST ?? 'dist',
    cleanDir: true,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
  },
});
