/** End-to-end tests on the built program: `npm run e2e` in Chromium on the browser host, `npm run e2e:electron` in Electron's window. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { whyMissing } from './launch-window.ts';

export default defineConfig(({ mode }) => {
  const missing = whyMissing(mode === 'electron');
  if (missing !== null) process.stdout.write(`端到端测试跳过：${missing}\n`);
  return {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    test: {
      reporters: ['default', ['json', { outputFile: 'out/test-results/e2e.json' }]], include: missing === null ? ['test/e2e/**/*.test.ts'] : [], passWithNoTests: missing !== null && process.env['CI'] === undefined,
      testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false,
    },
  };
});
