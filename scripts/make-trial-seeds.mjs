// Makes seeds/trials/ from the development data (ELIGO_SHARED_DATA): the complete ClinicalTrials.gov and NCI records,
// without contact persons and without keys that the registries' APIs do not have. Needs a build (npm run build:fast).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { recordReaders } from '../dist/registries/record-readers.js';
import { canonicalJson } from '../dist/trials/store/canonical-record.js';

const data = process.env.ELIGO_SHARED_DATA ?? '../shared/data';
const target = fileURLToPath(new URL('../seeds/trials', import.meta.url));
const sources = { ctgov: 'trials/ctgov-v2-full.ndjson.gz', nci: 'trials/nci-full.ndjson.gz' };

mkdirSync(target, { recursive: true });
for (const [registry, file] of Object.entries(sources)) {
  const reader = recordReaders[registry];
  const lines = gunzipSync(readFileSync(join(data, file)))
    .toString('utf8')
    .split('\n')
    .filter(Boolean);
  const kept = new Map();
  for (const line of lines) {
    const record = reader.scrub(JSON.parse(line));
    try {
      kept.set(reader.map(record).id, canonicalJson(record));
    } catch (error) {
      process.stderr.write(`left out ${reader.idOf(record)}: ${error.message}\n`);
    }
  }
  const sorted = [...kept.keys()].sort().map((id) => kept.get(id));
  writeFileSync(join(target, `${registry}.ndjson.gz`), gzipSync(`${sorted.join('\n')}\n`, { level: 9 }));
  process.stderr.write(`${registry}: ${sorted.length} of ${lines.length} records\n`);
}
