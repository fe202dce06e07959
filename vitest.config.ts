/** All rooms' tests run from the checkout; vite.config.ts is only the renderer's build. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A bound against hanging, on a busy machine too; how fast things are is for npm run bench.
    testTimeout: 60_000, hookTimeout: 150_000,
    // Counted by .ci/run, from whichever of the two configurations ran.
    reporters: ['default', ['json', { outputFile: 'out/test-results/unit.json' }]],
    include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/e2e/**', 'test/bench/**'],
  },
});
