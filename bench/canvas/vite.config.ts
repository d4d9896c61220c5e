import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The bench page alone; it is no part of the program. */
export default defineConfig({
  root: fileURLToPath(new URL('../../designer/bench', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic' } },
  build: { outDir: fileURLToPath(new URL('../../dist/bench-canvas', import.meta.url)), emptyOutDir: true, chunkSizeWarningLimit: 4000, target: ['chrome123'], rollupOptions: { onwarn: () => undefined } },
  worker: { format: 'es' },
});
