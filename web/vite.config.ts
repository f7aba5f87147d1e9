import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Everything is served by the service itself: no inline script, so that the content security policy needs no exception.
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/graphql': 'http://127.0.0.1:3000' } },
});
