import { createRequire } from 'node:module';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // SWC, because esbuild does not emit the decorator metadata that Nest and TypeORM read.
  plugins: [swc.vite({ module: { type: 'es6' } })],
  // One graphql for us and for Nest: Vite would take the ES modules of the package, Node takes the CommonJS ones.
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    include: ['src/**/*.spec.ts', 'web/src/**/*.spec.ts', 'test/**/*.spec.ts'],
    setupFiles: ['test/support/setup.ts'],
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    // Property tests over hundreds of thousands of pairs take a minute on a slow machine; a hang is still seen.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Vitest leaves a core free by default, which on two cores doubles the time; tests wait for no clock.
    maxWorkers: '100%',
  },
});
