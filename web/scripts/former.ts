// What stays of former builds: a tab that is open while the server changes goes on asking for the parts of its own.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** So many builds stay together with the new one. */
const FORMER = 3;

/** The newest builds, each as the names of its files: `made` first, then those before it; the same twice is one. */
export function remembered(made: string[], before: string[][]): string[][] {
  const name = (files: string[]) => [...files].sort().join();
  return [made, ...before.filter((files) => name(files) !== name(made))].slice(0, FORMER + 1);
}

/** Removes from `assets/` what belongs to none of the newest builds. It runs before what writes packed twins there. */
export function former(): Plugin {
  let folder = '';
  let made: string[] = [];
  return {
    name: 'former-builds',
    apply: 'build',
    configResolved: (config) => void (folder = join(config.root, config.build.outDir)),
    generateBundle: (_, bundle) => void (made = Object.keys(bundle).filter((name) => name.startsWith('assets/')).map((name) => name.slice('assets/'.length))),
    closeBundle() {
      const list = join(folder, '.builds.json');
      const present = readdirSync(join(folder, 'assets'));
      const unlisted = [present.filter((name) => !/\.(br|gz)$/.test(name) && !made.includes(name))]; // by a build that kept no list
      const builds = remembered(made, existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as string[][]) : unlisted);
      const kept = new Set(builds.flat());
      for (const name of present) if (!kept.has(name.replace(/\.(br|gz)$/, ''))) rmSync(join(folder, 'assets', name));
      writeFileSync(list, JSON.stringify(builds));
    },
  };
}
