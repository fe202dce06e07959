/**
 * Builds the main process: the start command, both hosts and the workers as ES modules for Node, packages left outside but for the
 * charts. The preload has a build of its own (`--mode preload`): a sandboxed preload must be one CommonJS file.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const isRelative = (id: string): boolean => id.startsWith('.') || id.startsWith('/') || /^[a-z]:[\\/]/i.test(id);

const preload = {
  input: { preload: at('main/electron/preload.ts') },
  output: { format: 'cjs' as const, entryFileNames: '[name].cjs' },
  external: ['electron'],
};
const main = {
  input: {
    start: at('main/start.ts'),
    mingzhang: at('main/cli/mingzhang.ts'),
    'browser-main': at('main/browser/browser-main.ts'),
    'electron-main': at('main/electron/electron-main.ts'),
    'import-worker': at('main/import/import-worker.ts'),
    'export-worker': at('main/jobs/export-worker.ts'),
  },
  output: { format: 'es' as const, entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
  // Hundreds of small modules of the charts would each have to be found and read before the first is drawn.
  external: (id: string) => !isRelative(id) && !/^(?:echarts|zrender|tslib)(?:\/|$)/u.test(id),
};

export default defineConfig(({ mode }) => ({
  ssr: { noExternal: true },
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: at(mode === 'preload' ? 'out/preload' : 'out/main'),
    emptyOutDir: true,
    // Read from disk, not over a network.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: mode === 'preload' ? preload : main,
  },
}));
