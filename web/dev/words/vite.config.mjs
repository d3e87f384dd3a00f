// Builds the page that bench/words.py opens, into the folder that WORDS_PAGE names.
import { fileURLToPath } from 'node:url';

export default {
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  logLevel: 'warn',
  worker: { format: 'es' },
  build: { outDir: process.env.WORDS_PAGE, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
};
