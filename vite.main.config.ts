/**
 * Builds the main process: the start command, both hosts and the workers as ES modules for Node, packages left outside but for the
 * charts. The preload has a build of its own (`--mode preload`): a sandboxed preload must be one CommonJS file.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { readTemplateFiles } from './main/files/template-files.ts';
import { READ_BEFORE, readBefore } from './shared/template/read-before.ts';

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
  // What is made of many small modules, or of more than is used, would each have to be found and read before the first thing is done.
  external: (id: string) => !isRelative(id) && !/^(?:echarts|zrender|tslib|zod|yaml|decimal\.js|docx)(?:\/|$)/u.test(id),
};

const readTemplates: Plugin = {
  name: 'read-templates',
  async generateBundle() {
    this.emitFile({ type: 'asset', fileName: READ_BEFORE, source: readBefore(await readTemplateFiles(at('templates'))) });
  },
};

export default defineConfig(({ mode }) => ({
  ssr: { noExternal: true },
  publicDir: false,
  plugins: mode === 'preload' ? [] : [readTemplates],
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
