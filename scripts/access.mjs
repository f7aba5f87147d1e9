// Writes docs/access.md from the rules beside each field, or with --check tells whether it still is what the code says.
import { readFileSync, writeFileSync } from 'node:fs';
import { publicAccess } from '../dist/api/graphql/print-schema.js';

const file = new URL('../docs/access.md', import.meta.url);
const text = await publicAccess();
if (process.argv[2] !== '--check') writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  console.error('docs/access.md is not what the code says: run `npm run schema` and commit it');
  process.exit(1);
}
