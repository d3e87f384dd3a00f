// Two rules of the build: the service worker knows the files of the first screen, and those stay light.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { build, type Plugin, type Rollup } from 'vite';

/** What a visitor's browser must run before the first video plays, in bytes as they travel. */
const MOST_GZIPPED = 60_000;

/** Builds worker/main.ts into sw.js beside the client, and stops a build whose first screen grew too heavy. */
export function worker(base: string): Plugin {
  let shell: string[] = [];
  let outDir = '';
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved: (config) => void (outDir = config.build.outDir),
    generateBundle(_, bundle) {
      const first = firstChunks(bundle);
      const bytes = first.reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0);
      if (bytes > MOST_GZIPPED) this.error(`the first screen needs ${bytes} bytes of JavaScript gzipped; ${MOST_GZIPPED} may be`);
      const styles = first.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]);
      const fonts = Object.keys(bundle).filter((name) => /inter-latin-wght.*\.woff2$/.test(name));
      shell = [...new Set([...first.map((chunk) => chunk.fileName), ...styles, ...fonts])].map((name) => base + name);
    },
    async closeBundle() {
      const name = createHash('sha256').update(shell.join()).digest('hex').slice(0, 12);
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { __SHELL__: JSON.stringify(shell), __BUILD__: JSON.stringify(name) },
        build: {
          outDir,
          emptyOutDir: false,
          target: 'es2022',
          rollupOptions: { input: 'worker/main.ts', output: { format: 'iife', entryFileNames: 'sw.js' } },
        },
      });
    },
  };
}

/** The entry and everything it imports at once. */
function firstChunks(bundle: Rollup.OutputBundle): Rollup.OutputChunk[] {
  const found = new Map<string, Rollup.OutputChunk>();
  const add = (name: string) => {
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk' || found.has(name)) return;
    found.set(name, chunk);
    chunk.imports.forEach(add);
  };
  for (const [name, chunk] of Object.entries(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) add(name);
  return [...found.values()];
}
