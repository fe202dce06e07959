/** Builds the renderer. The nonce is a placeholder that the host replaces in every page it serves, see main/pages/page-policy.ts. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('renderer'),
  base: '/',
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: { outDir: at('out/renderer'), emptyOutDir: true, target: 'chrome136', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
});
