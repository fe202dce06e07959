/** All rooms' tests run from the checkout; vite.config.ts is only the renderer's build. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/e2e/**', 'test/bench/**'] },
});
