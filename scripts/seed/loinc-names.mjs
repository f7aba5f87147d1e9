// Writes seeds/terminology/loinc/names.tsv: code and long name of the tumour-marker tests of mCODE and of the CodeX pick lists.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const data = process.env.ELIGO_SHARED_DATA ?? '../shared/data';
const read = (path) => readFileSync(`${data}/terminology/${path}`, 'utf8').replace(/^\uFEFF/, '');
const clean = (name) =>
  name
    .replace(/[\u00A0\uFFFD]/g, ' ')
    .replace(/ ?LHC-Forms$/, '')
    .replace(/\s+/g, ' ')
    .trim();

const names = new Map();
// Staging codes of the same list are no marker tests.
const staging = new Set(
  '21907-1 21901-4 21913-9 21905-5 21899-0 21911-3 21906-3 21900-6 21912-1 21908-9 21902-2 21914-7'.split(' '),
);
for (const line of read('loinc/mcode_tumor_marker_loinc.tsv').trim().split('\n')) {
  const [, system, code, name] = line.split('\t');
  if (system === 'http://loinc.org' && !staging.has(code)) names.set(code, clean(name));
}
for (const path of ['codex/optimizedPatientDataElements/biomarkers.json', 'codex/essex-opde/biomarkers.json'])
  for (const { system, code, display } of JSON.parse(read(path)))
    if (system === 'http://loinc.org' && !names.has(code) && !staging.has(code)) names.set(code, clean(display));

const rows = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map((row) => row.join('\t'));
mkdirSync('seeds/terminology/loinc', { recursive: true });
writeFileSync(
  'seeds/terminology/loinc/names.tsv',
  [
    '# LOINC code, long name. From hl7.fhir.us.mcode 4.0.0 (CC0) and the CodeX pick lists (Apache-2.0); made by scripts/seed/loinc-names.mjs',
    '# This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief Institute, Inc. and the LOINC Committee',
    '# and is available at no cost under the licence at http://loinc.org/license.',
    ...rows,
    '',
  ].join('\n'),
);
