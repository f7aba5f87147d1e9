// Writes seeds/terminology/rxnorm/agents.tsv: RxNorm (and listed SNOMED CT) code -> ingredients, from the CodeX pick lists.
// Names of packs and brands are read with the project's own drug vocabulary: run `npm run build:fast` first.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadVocabulary } from '../../dist/reference-data/load-vocabulary.js';

const data = process.env.ELIGO_SHARED_DATA ?? '../shared/data';
const read = (path) => readFileSync(`${data}/terminology/codex/${path}`, 'utf8').replace(/^\uFEFF/, '');
const { drugs } = loadVocabulary();

const agentsOf = (name) => {
  const found = drugs.fromText(name.replaceAll('_', ' '));
  return 'concept' in found ? found.concept.map(({ agent }) => agent).sort() : [];
};

// A display names the product itself; it beats the name of a list that holds the code.
const rxnorm = new Map();
const unread = new Map();
for (const path of ['essex-opde/medications.json', 'optimizedPatientDataElements/medications.json'])
  for (const { code, display } of JSON.parse(read(path))) {
    if (rxnorm.has(code)) continue;
    const agents = agentsOf(display);
    if (agents.length > 0) rxnorm.set(code, agents);
    else unread.set(code, display);
  }
// Lists of these hold contraceptive packs of many other agents.
const mixed = new Set(['progesterone', 'estradiol', 'ethinyl estradiol', 'dexamethasone', 'interferon alfa']);
const lists = Object.entries(JSON.parse(read('profile-system-codes.json')))
  .map(([name, systems]) => ({ agents: agentsOf(name), codes: systems.RxNorm ?? [] }))
  .filter(({ agents, codes }) => agents.length > 0 && codes.length > 0 && !agents.some((agent) => mixed.has(agent)))
  .sort((a, b) => a.codes.length - b.codes.length);
for (const { agents, codes } of lists) for (const code of codes) if (!rxnorm.has(code)) rxnorm.set(code, agents);

const snomed = new Map();
for (const line of read('bct/rxnorm-snomed-mapping.csv').trim().split(/\r?\n/).slice(1)) {
  const [rx, sct] = line.split(',');
  const agents = rxnorm.get(rx);
  if (agents) snomed.set(sct, [...(snomed.get(sct) ?? []), agents.join('|')]);
}
const rows = [...rxnorm].map(([code, agents]) => ['rxnorm', code, agents.join('|')]);
for (const [code, all] of snomed) {
  // One substance code stands for many packs; what all of them share is the substance.
  const shared = all[0].split('|').filter((agent) => all.every((one) => one.split('|').includes(agent)));
  if (shared.length > 0) rows.push(['snomed', code, shared.join('|')]);
}
rows.sort((a, b) => (a[0] + a[1] < b[0] + b[1] ? -1 : 1));
mkdirSync('seeds/terminology/rxnorm', { recursive: true });
writeFileSync(
  'seeds/terminology/rxnorm/agents.tsv',
  [
    '# system, code, ingredients. Code lists of the CodeX trial-matching projects (Apache-2.0), names read by scripts/seed/rxnorm.mjs.',
    '# RxNorm is a product of the U.S. National Library of Medicine; this file is not endorsed by it.',
    ...rows.map((row) => row.join('\t')),
    '',
  ].join('\n'),
);
const left = [...unread].filter(([code]) => !rxnorm.has(code));
console.error(`${rxnorm.size} RxNorm and ${snomed.size} SNOMED codes mapped, ${left.length} names not read`);
if (process.argv.includes('--list')) for (const row of left) console.error(row.join('\t'));
