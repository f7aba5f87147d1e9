// Writes seeds/terminology/hgnc/hgnc-ids.tsv: HGNC ids of the genes that the examples of hl7.fhir.us.mcode 4.0.0,
// hl7.fhir.uv.genomics-reporting 3.0.0 (both CC0) and the CodeX fixtures (Apache-2.0) code with id and symbol together.
// Usage: ELIGO_SHARED_DATA=../shared/data node scripts/seed/hgnc-ids.mjs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const shared = process.env.ELIGO_SHARED_DATA ?? '../shared/data';
const folders = ['mcode-stu4-examples', 'genomics-reporting-examples', 'codex'];

// Ids that the examples give to a wrong gene: NRAS and KIT are swapped (6342, 7989), MSH2 (7235) and CYP2C19 (262) mistyped,
// 588 names a gene family.
const wrong = new Set([6342, 7989, 7235, 262, 588]);
const symbolOfName = {
  'Cyclin D1': 'CCND1',
  'Fibroblast growth factor receptor 1': 'FGFR1',
  'MDM2 proto-oncogene': 'MDM2',
  RUNx1: 'RUNX1',
};

const pairs = new Map();
function walk(value) {
  if (Array.isArray(value)) return value.forEach(walk);
  if (typeof value !== 'object' || value === null) return;
  const { system, code, display } = value;
  if (/genenames/.test(String(system)) && /^(HGNC:)?\d+$/.test(String(code)) && display) {
    const id = Number(String(code).replace('HGNC:', ''));
    pairs.set(id, (pairs.get(id) ?? new Set()).add(symbolOfName[display] ?? display));
  }
  Object.values(value).forEach(walk);
}
for (const folder of folders)
  for (const file of readdirSync(join(shared, 'patients', folder)).filter((name) => name.endsWith('.json')))
    walk(JSON.parse(readFileSync(join(shared, 'patients', folder, file), 'utf8')));

const approved = new Set(
  readFileSync(join(shared, 'terminology/hgnc/ncbi_gene_symbols_aliases.tsv'), 'utf8')
    .split('\n')
    .map((line) => line.split('\t')[1]),
);
const rows = [...pairs]
  .filter(([id, names]) => !wrong.has(id) && names.size === 1 && approved.has([...names][0]))
  .sort(([a], [b]) => a - b)
  .map(([id, names]) => `HGNC:${id}\t${[...names][0]}`);
const header =
  '# HGNC id and approved symbol; from CC0 HL7 examples and Apache-2.0 CodeX fixtures (scripts/seed/hgnc-ids.mjs). HGNC data: CC0.\n';
writeFileSync('seeds/terminology/hgnc/hgnc-ids.tsv', `${header}${rows.join('\n')}\n`);
