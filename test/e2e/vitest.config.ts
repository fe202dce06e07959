/** End-to-end tests on the built program: `npm run e2e` in Chromium on the browser host, `npm run e2e:electron` in Electron's window. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { reporters: ['default', ['json', { outputFile: 'out/test-results/e2e.json' }]], include: ['test/e2e/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false },
});
