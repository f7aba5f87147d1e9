// Writes schema.graphql from the built service, or with --check tells whether it still is what the code says.
import { readFileSync, writeFileSync } from 'node:fs';
import { publicSchema } from '../dist/api/graphql/print-schema.js';

const file = new URL('../schema.graphql', import.meta.url);
const sdl = await publicSchema();
if (process.argv[2] !== '--check') writeFileSync(file, sdl);
else if (readFileSync(file, 'utf8') !== sdl) {
  console.error('schema.graphql is not what the code says: run `npm run schema` and commit it');
  process.exit(1);
}
