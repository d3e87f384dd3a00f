// Builds the client into the Python package, so that whoever installs that gets the screens too.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const server = process.env.MUTOSCOPE_DEV_SERVER ?? 'http://localhost:8000';

export default defineConfig(({ command }) => ({
  plugins: [svelte()],
  base: command === 'build' ? '/static/client/' : '/',
  build: {
    outDir: '../src/mutoscope/project/client',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // a strict content policy has no room for data: addresses
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: { port: 8170, proxy: { '/api': server, '/m/': server, '/static': server } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
}));
