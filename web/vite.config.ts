// Builds the client into the Python package, so that whoever installs that gets the screens too.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { former } from './scripts/former';
import { worker } from './scripts/worker';

const BASE = '/static/client/';
const server = process.env.MUTOSCOPE_DEV_SERVER ?? 'http://localhost:8000';

export default defineConfig(({ command }) => ({
  plugins: [svelte(), former(), compressed(), worker(BASE)],
  base: command === 'build' ? BASE : '/',
  build: {
    outDir: '../src/mutoscope/project/client',
    emptyOutDir: false, // former.ts removes what is old enough
    target: 'es2022',
    assetsInlineLimit: 0, // a strict content policy has no room for data: addresses
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  worker: { format: 'es' },
  // Only a worker asks for it, which the search for what to prepare does not read.
  optimizeDeps: { include: ['jassub/dist/wasm/jassub-worker.js'] },
  server: { port: 8170, proxy: { '/api': server, '/m/': server, '/static': server } },
  // A busy machine is no reason to fail.
  test: { include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], environment: 'node', testTimeout: 30_000, hookTimeout: 30_000 },
}));

/** Lays a .br beside every text file, a tenth smaller than the .gz that bin/build-web adds. */
function compressed(): Plugin {
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: (config) => void (folder = resolve(config.root, config.build.outDir, 'assets')),
    closeBundle() {
      for (const name of readdirSync(folder).filter((file) => /\.(js|css)$/.test(file))) {
        const file = join(folder, name);
        const bytes = readFileSync(file);
        if (bytes.length < 1000) continue;
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      }
    },
  };
}
