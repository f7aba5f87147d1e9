// Writes seeds/terminology/snomed/conditions.tsv: SNOMED CT code -> condition id, for codes that openly licensed records and lists hold.
// Their displays are read with the project's own condition vocabulary: run `npm run build:fast` first.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { loadVocabulary } from '../../dist/reference-data/load-vocabulary.js';

const data = process.env.ELIGO_SHARED_DATA ?? '../shared/data';
const { conditions } = loadVocabulary();
const bytes = (path) => readFileSync(`${data}/${path}`);

// Top concepts of the comorbidity value set of mCODE STU2 (mcode/mcode-cql, Apache-2.0), which names them by code alone.
const found = new Map(
  Object.entries({
    42343007: 'heart-failure',
    698247007: 'arrhythmia',
    368009: 'valvular-heart-disease',
    400047006: 'peripheral-vascular-disease',
    38341003: 'hypertension',
    44695005: 'paralysis',
    118940003: 'neurologic-disease',
    73211009: 'diabetes',
    40930008: 'hypothyroidism',
    42399005: 'renal-failure',
    235856003: 'liver-disease',
    13200003: 'peptic-ulcer',
    86406008: 'hiv',
    64779008: 'bleeding-disorder',
    414916001: 'obesity',
    271737000: 'anemia',
    15167005: 'alcohol-abuse',
    66214007: 'substance-abuse',
    35489007: 'depression',
  }),
);

function visit(node) {
  if (Array.isArray(node)) node.forEach(visit);
  else if (node && typeof node === 'object') {
    if (node.resourceType === 'Condition') for (const coding of node.code?.coding ?? []) take(coding);
    Object.values(node).forEach(visit);
  }
}

function take({ system, code, display }) {
  if (system !== 'http://snomed.info/sct' || !/^\d{6,18}$/.test(code ?? '') || found.has(code) || !display) return;
  const mapped = conditions.fromText(display);
  if ('concept' in mapped && mapped.mapping.route === 'text') found.set(code, mapped.concept.code);
}

for (const name of ['synthea-breast-10y', 'synthea-breast-lifetime', 'synthea-mixed'])
  for (const line of gunzipSync(bytes(`patients/${name}.ndjson.gz`))
    .toString('utf8')
    .split('\n'))
    if (line) visit(JSON.parse(line));
for (const folder of ['codex', 'mcode-stu4-examples', 'mcode-stu1-examples', 'genomics-reporting-examples'])
  for (const file of readdirSync(`${data}/patients/${folder}`))
    // One file of the folder states no licence.
    if (!file.startsWith('mcode-testing-ig')) visit(JSON.parse(bytes(`patients/${folder}/${file}`).toString('utf8')));

const rows = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map((row) => row.join('\t'));
mkdirSync('seeds/terminology/snomed', { recursive: true });
writeFileSync(
  'seeds/terminology/snomed/conditions.tsv',
  `# SNOMED CT code, condition id. Codes as listed in openly licensed records and value sets (seeds/PROVENANCE.md); made by scripts/seed/snomed-conditions.mjs\n${rows.join('\n')}\n`,
);
console.error(`${rows.length} codes`);
