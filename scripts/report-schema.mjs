// Writes schemas/match-report.schema.json from the built engine, or with --check tells whether it still is what the code says.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { matchReportSchema } from '../dist/domain/matching/report-schema.js';

const file = new URL('../schemas/match-report.schema.json', import.meta.url);
const schema = `${JSON.stringify({ $id: 'match-report', title: 'MatchReport', ...z.toJSONSchema(matchReportSchema) }, null, 2)}\n`;
if (process.argv[2] !== '--check') {
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, schema);
} else if (readFileSync(file, 'utf8') !== schema) {
  console.error('schemas/match-report.schema.json is not what the code says: run `npm run schema` and commit it');
  process.exit(1);
}
