// Types of the API from the server's own description: `npm run types` writes them, `npm run types:drift` only
// says whether they are still the same. Needs the virtual environment beside the checkout (bin/setup).
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const root = new URL('../../', import.meta.url);
const target = new URL('../src/api/schema.d.ts', import.meta.url);
const python = new URL('.venv/bin/python', root).pathname;

const schema = JSON.parse(execFileSync(python, ['-m', 'mutoscope.project.openapi'], { cwd: root, maxBuffer: 1 << 26 }));
const text = `// Made by «npm run types» out of the server's OpenAPI file. Not for hands.\n${astToString(await openapiTS(schema))}`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('The API changed and src/api/schema.d.ts did not: run «npm run types» and see what breaks.');
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
