// Writes seeds/terminology/oncotree.json from the OncoTree 2025_10_03 release (CC BY 4.0, cBioPortal/oncotree):
// the tree flattened to one row per node, colours and levels dropped, NCIt codes completed from ontology_mappings.txt.
// Codes of the 2021_11_02 release that are gone, and names they had, are kept in `retired`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(process.env.ELIGO_SHARED_DATA ?? '../shared/data', 'terminology', 'oncotree');
const tree = (version) => JSON.parse(readFileSync(join(root, `oncotree_${version}.json`), 'utf8')).TISSUE;

function flatten(node, rows = []) {
  rows.push(node);
  for (const child of Object.values(node.children)) flatten(child, rows);
  return rows;
}

const mapped = new Map();
for (const line of readFileSync(join(root, 'ontology_mappings.txt'), 'utf8').split('\n').slice(1)) {
  const [code, ncit] = line.split('\t');
  for (const one of (ncit ?? '').split(/[,\s]+/).filter(Boolean)) mapped.set(code, [...(mapped.get(code) ?? []), one]);
}

// References of the release that name another organ or kind (NCIt's own names: cervical adenosquamous, cervical clear
// cell, cervical undifferentiated, bladder small cell, ovarian dysgerminoma) or no organ at all (malignant neoplasm,
// lymphoma, filed below brain).
const WRONG = {
  UASC: 'C4519',
  UCCC: 'C6344',
  UUC: 'C6345',
  SBWDNET: 'C9461',
  VDYS: 'C8106',
  MT: 'C9305',
  MLYM: 'C3208',
};

// OncoTree's references of its tissues are anatomical (C12971 "Breast"); a cancer of the tissue is another NCIt concept.
const OF_TISSUE = {
  OVARY: ['C7431'],
  SOFT_TISSUE: ['C4867'],
  THYROID: ['C7510'],
  PLEURA: ['C3547'],
  PANCREAS: ['C9005'],

  HEAD_NECK: ['C4013'],
  EYE: ['C4767'],
  AMPULLA_OF_VATER: ['C3536'],
  THYMUS: ['C4962'],
  CERVIX: ['C9311'],
  PNS: ['C4961'],
  BONE: ['C4016'],
  SKIN: ['C2920'],
  BRAIN: ['C4627'],
  ADRENAL_GLAND: ['C9338'],
  PROSTATE: ['C7378'],
  LUNG: ['C7377'],
  PENIS: ['C7547'],
  UTERUS: ['C3552'],
  TESTIS: ['C7251'],
  PERITONEUM: ['C3538'],
  KIDNEY: ['C7548'],
  VULVA: ['C7502', 'C7410'],
};

const nodes = flatten(tree('2025_10_03')).map((node) => {
  const own = node.externalReferences.NCI ?? [];
  const isTissue = node.parent === 'TISSUE' || !node.parent;
  const ncit = isTissue
    ? (OF_TISSUE[node.code] ?? [])
    : (own.length > 0 ? own : (mapped.get(node.code) ?? [])).filter((code) => WRONG[node.code] !== code);
  return {
    code: node.code,
    name: node.name.replace(/\s+/g, ' ').trim(),
    ...(node.parent ? { parent: node.parent } : {}),
    ...(node.tissue ? { tissue: node.tissue } : {}),
    ...(node.mainType ? { mainType: node.mainType } : {}),
    ...(ncit.length ? { ncit } : {}),
    ...(node.history.length ? { history: node.history } : {}),
    ...(node.precursors.length ? { precursors: node.precursors } : {}),
    ...(node.revocations.length ? { revocations: node.revocations } : {}),
  };
});
const codes = new Set(nodes.map((node) => node.code));
const retired = flatten(tree('2021_11_02'))
  .filter((node) => !codes.has(node.code))
  .map(({ code, name, parent }) => ({ code, name, parent }));

const rows = (list) => list.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
const text = `{
  "source": "OncoTree 2025_10_03, cBioPortal/oncotree, CC BY 4.0; retired codes from 2021_11_02",
  "version": "2025_10_03",
  "nodes": [
${rows(nodes)}
  ],
  "retired": [
${rows(retired)}
  ]
}
`;
writeFileSync('seeds/terminology/oncotree.json', text);
console.error(
  `${nodes.length} nodes, ${nodes.filter((node) => node.ncit).length} with NCIt, ${retired.length} retired`,
);
