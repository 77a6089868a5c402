import { defineConfig } from 'rolldown';

/**
 * One bundle, two entries. Readable (not minified) so that a reviewer can diff it, and free of
 * hashes and absolute paths so that it is the same byte for byte wherever it is built.
 */
export default defineConfig({
  input: { index: 'src/index.ts', cli: 'src/cli.ts' },
  platform: 'node',
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
  },
});
