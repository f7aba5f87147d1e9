#!/usr/bin/env node
// Draws criteria that the structurer reads at a confidence of 0.8 or more, at random with a fixed seed, from the development data
// (ELIGO_SHARED_DATA), for a reviewer to judge: `npm run build:fast && node scripts/draw-readings.mjs [N] [SEED] > drawn.tsv`.
// Columns: NCT id, section, line, expression as compact JSON, confidence. test/golden/readings-300.tsv adds verdict and reason; its
// trials and those of earlier samples (test/golden/readings-drawn.txt) are not drawn again.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).href;
const { structure } = await import(`${dist}domain/structuring/structure.js`);
const { loadVocabulary } = await import(`${dist}reference-data/load-vocabulary.js`);
const { loadLexicons } = await import(`${dist}reference-data/load-lexicons.js`);

const [count = '300', seed = '20250501'] = process.argv.slice(2);
const root = process.env.ELIGO_SHARED_DATA ?? '../shared/data';

/** Linear congruential generator: the same seed draws the same sample everywhere. */
let state = Number(seed) >>> 0;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;

const records = ['ctgov-v2-criteria', 'ctgov-v2-full', 'legacy-criteria'].flatMap((name) =>
  gunzipSync(readFileSync(join(root, `trials/${name}.ndjson.gz`)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== ''),
);
const vocabulary = loadVocabulary();
const lexicons = loadLexicons();
const reviewed = new Set(
  ['readings-300.tsv', 'readings-drawn.txt'].flatMap(
    (name) => readFileSync(new URL(`../test/golden/${name}`, import.meta.url), 'utf8').match(/^NCT\d+/gm) ?? [],
  ),
);
const drawn = new Set();
while (drawn.size < Number(count)) {
  const { protocolSection, ...legacy } = JSON.parse(records[Math.floor(random() * records.length)]);
  const id = protocolSection?.identificationModule.nctId ?? legacy.nctId;
  if (reviewed.has(id)) continue;
  const text = (protocolSection?.eligibilityModule.eligibilityCriteria ?? legacy.eligibilityCriteria) || '';
  const document = structure({ registry: 'ctgov', id, version: '', text, fields: {} }, vocabulary, lexicons);
  const sure = document.criteria.filter(
    (criterion) => criterion.section !== 'registry' && criterion.confidence >= 0.8 && criterion.requirement === 'hard',
  );
  if (sure.length === 0) continue;
  const criterion = sure[Math.floor(random() * sure.length)];
  const row = [
    id,
    criterion.section,
    criterion.text.replaceAll('\t', ' '),
    JSON.stringify(criterion.when),
    criterion.confidence,
  ];
  drawn.add(row.join('\t'));
}
process.stdout.write(`${[...drawn].join('\n')}\n`);
