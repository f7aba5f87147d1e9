// Copies what our tests need of the CTML conformance suite (Apache-2.0, see test/conformance/ctml-suite/NOTICE.md) from
// the development data, compressed, and cuts the recorded matches down to the patients of each trial.
// Usage: ELIGO_SHARED_DATA=... node scripts/copy-ctml-suite.mjs
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const from = join(process.env.ELIGO_SHARED_DATA ?? '../shared/data', 'conformance/ctml-suite');
const to = new URL('../test/conformance/ctml-suite/', import.meta.url).pathname;
mkdirSync(to, { recursive: true });

const json = (file) => JSON.parse(readFileSync(join(from, file), 'utf8'));
const folder = (name) => Object.fromEntries(readdirSync(join(from, name)).sort().map((file) => [file, json(`${name}/${file}`)])); // prettier-ignore
const write = (name, value) => {
  const packed = gzipSync(JSON.stringify(value), { level: 9 });
  packed[9] = 255; // operating system "unknown", so that the bytes are the same everywhere
  writeFileSync(join(to, `${name}.json.gz`), packed);
};

const patientsOf = (trials) => Object.fromEntries(Object.entries(trials).map(([trial, matches]) => [trial, Object.keys(matches).sort()])); // prettier-ignore

write('clinical', json('seed_data/clinical.ejson'));
write('genomic', json('seed_data/genomic.ejson'));
write('names', json('oncotree_mapping.default.json'));
write('trials', folder('integration_trials'));
write('boolean-cases', folder('ctml_boolean_cases'));
write('boolean-paths', json('get_match_paths_expected.json'));
write('matched-patients', Object.fromEntries(Object.entries(json('ORACLE-matches.json')).map(([group, trials]) => [group, patientsOf(trials)]))); // prettier-ignore
