import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [dropWoff()],
  oxc: { jsx: { runtime: 'automatic' } },
  // Nothing is inlined: a page under a content security policy loads fonts and pictures from its own origin.
  build: {
    outDir: '../dist/designer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1600,
    // The first of each that knows light-dark(), which must stay as it is: it follows the colours chosen here, not only the system's.
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // Mantine marks its files for servers that render React; here nothing does.
    rollupOptions: { onwarn: (warning, warn) => (warning.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : warn(warning)) },
  },
  worker: { format: 'es' },
  server: { proxy: Object.fromEntries(['/api', '/sign-in'].map((path) => [path, process.env['TRUNKLINE_URL'] ?? 'http://localhost:3000'])) },
});

/** Every browser that runs the designer reads woff2; the older copies of each font would double the package. */
function dropWoff(): Plugin {
  return {
    name: 'drop-woff',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('@fontsource') || !id.split('?')[0]?.endsWith('.css')) return null;
      return code.replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, '');
    },
  };
}
