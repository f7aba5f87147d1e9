import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isMapped, type CancerVocabulary, type MappedCancer } from '../../domain/vocabulary/vocabulary.js';
import { loadCancers, readCancerLexicon } from '../../reference-data/load-cancers.js';
import type { Benchmark, BenchOptions } from '../benchmark.js';
import { perSecond, repeat } from '../measure/rate.js';
import { cancerTerms, readObo } from './disease-ontology.js';
import { scorePreon } from './preon.js';

export const benchmark: Benchmark = {
  name: 'cancer-mapping',
  summary:
    'codes and names of cancers to OncoTree: coverage, wrong organs, the preon list, names found in criteria texts per second',
  run: (options) => Promise.resolve(run(options)),
};

const ICD10CM = 'http://hl7.org/fhir/sid/icd-10-cm';
const SNOMED = 'http://snomed.info/sct';
const ICDO3 = 'http://terminology.hl7.org/CodeSystem/icd-o-3';
const NCIT = 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl';

/** OncoTree tissues of the cancer types of the CodeX pick lists. */
const LISTED: Record<string, string[]> = {
  lung: ['LUNG'],
  brain: ['BRAIN'],
  breast: ['BREAST'],
  colon: ['BOWEL'],
  prostate: ['PROSTATE'],
  bladder: ['BLADDER'],
  pancreas: ['PANCREAS', 'AMPULLA_OF_VATER'],
  uterus: ['UTERUS'],
  multipleMyeloma: ['LYMPH'],
};

function run({ seconds, sharedData }: BenchOptions): Record<string, unknown> {
  const cancers = loadCancers();
  const text = (path: string): string => {
    const bytes = readFileSync(join(sharedData, path));
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  };
  const terms = readObo([
    text('terminology/doid/DO_cancer_slim.obo'),
    text('terminology/doid/DO_NCIthesaurus_subset.obo'),
  ]);
  const lines = text('trials/ctgov-v2-criteria.ndjson.gz')
    .split('\n')
    .slice(0, 1500)
    .filter((line) => line !== '')
    .flatMap((line) => criteriaOf(JSON.parse(line) as CriteriaRecord).split('\n'))
    .filter((line) => line.trim() !== '');
  return {
    icd10cm: icd10cm(text('terminology/icd10cm/mcode_icd10cm_cancer_codes.tsv'), cancers),
    snomed: snomed((file) => text(`terminology/codex/${file}.json`), cancers),
    icdO3: icdO3(text('terminology/ncit/bycon_NCIT_ncit-icdo-mappings.tsv'), cancers),
    oncotree: nodes(cancers),
    preon: scorePreon(text('benchmarks/preon/database_cancer_goldstandard.csv'), cancerTerms(terms), cancers),
    find: {
      lines: lines.length,
      linesPerSecond: perSecond(
        repeat(() => lines.forEach((line) => cancers.find(line)), seconds),
        lines.length,
      ),
    },
  };
}

interface CriteriaRecord {
  protocolSection?: { eligibilityModule?: { eligibilityCriteria?: string } };
}

const criteriaOf = (record: CriteriaRecord): string =>
  record.protocolSection?.eligibilityModule?.eligibilityCriteria ?? '';

const codesOf = ({ concept }: MappedCancer): string[] => [concept.code, ...(concept.alsoCodes ?? [])];

/** Mapped codes per value set, and how many disagree with what their own display says when read as words alone. */
function icd10cm(tsv: string, cancers: CancerVocabulary): Record<string, unknown> {
  const sets: Record<string, { codes: number; mapped: number }> = {};
  const behaviors: Record<string, number> = {};
  const against: string[] = [];
  let read = 0;
  for (const line of tsv.trim().split('\n')) {
    const [code = '', display = '', set = ''] = line.split('\t');
    const count = (sets[set.trim()] ??= { codes: 0, mapped: 0 });
    count.codes += 1;
    const mapped = cancers.fromCodings([{ system: ICD10CM, code }]);
    if (!isMapped(mapped)) continue;
    count.mapped += 1;
    behaviors[mapped.behavior] = (behaviors[mapped.behavior] ?? 0) + 1;
    const words = cancers.fromText(display);
    if (!isMapped(words) || words.mapping.confidence < 0.75) continue;
    read += 1;
    if (disjoint(codesOf(mapped), codesOf(words), cancers)) against.push(`${code} ${display}`);
  }
  const total = Object.values(sets).reduce((sum, set) => sum + set.mapped, 0);
  return { mapped: total, behaviors, sets, displaysRead: read, disagreeWithDisplay: against.length, against };
}

/** The curated CodeX lists by code alone; a secondary or a kind that arises in any organ is right as what it is. */
function snomed(list: (file: string) => string, cancers: CancerVocabulary): Record<string, unknown> {
  const counts = { codes: 0, listedTissue: 0, secondary: 0, anyOrgan: 0, notMapped: 0 };
  const otherTissue: string[] = [];
  const notMapped: string[] = [];
  const seen = new Set<string>();
  for (const source of ['essex-opde/cancerTypes', 'optimizedPatientDataElements/cancerTypes'])
    for (const entry of JSON.parse(list(source)) as { code: string; display: string; cancerType: string[] }[]) {
      if (seen.has(entry.code)) continue;
      seen.add(entry.code);
      counts.codes += 1;
      const mapped = cancers.fromCodings([{ system: SNOMED, code: entry.code }]);
      const tissues = entry.cancerType.flatMap((type) => LISTED[type] ?? []);
      if (!isMapped(mapped)) {
        counts.notMapped += 1;
        notMapped.push(entry.display);
      } else if (mapped.behavior === 'secondary') counts.secondary += 1;
      else if (codesOf(mapped).every((code) => tissues.some((tissue) => cancers.isA(code, tissue))))
        counts.listedTissue += 1;
      else if (
        codesOf(mapped).every((code) =>
          ['SOFT_TISSUE', 'LYMPH', 'PNS', 'OTHER', 'C9087'].some(
            (tissue) => cancers.isA(code, tissue) || cancers.isA(code, 'NHL'),
          ),
        )
      )
        counts.anyOrgan += 1;
      else otherTissue.push(`${entry.display}: ${codesOf(mapped).join('+')}`);
    }
  return { ...counts, otherTissue, unmapped: notMapped };
}

function icdO3(tsv: string, cancers: CancerVocabulary): Record<string, unknown> {
  const counts = { pairs: 0, mapped: 0, comparedByNcit: 0, agree: 0 };
  for (const line of tsv.split('\n').slice(1)) {
    const [morphology = '', , topography = '', , ncit = ''] = line.split('\t');
    if (ncit === '') continue;
    counts.pairs += 1;
    const mapped = cancers.fromCodings([
      { system: ICDO3, code: `${morphology.slice(0, 4)}/${morphology.slice(4)}` },
      { system: ICDO3, code: topography },
    ]);
    if (!isMapped(mapped)) continue;
    counts.mapped += 1;
    const other = cancers.fromCodings([{ system: NCIT, code: ncit }]);
    if (!isMapped(other)) continue;
    counts.comparedByNcit += 1;
    if (!disjoint(codesOf(mapped), codesOf(other), cancers)) counts.agree += 1;
  }
  return counts;
}

/** Every node by its own name, by a code of another system, by either; and the round trip over NCIt. */
function nodes(cancers: CancerVocabulary): Record<string, unknown> {
  const lexicon = readCancerLexicon();
  const coded = new Set<string>();
  const reach = (system: string, code: string): void => {
    const read = cancers.fromCodings([{ system, code }]);
    if (isMapped(read)) for (const node of codesOf(read)) coded.add(node);
  };
  for (const [system = '', code = ''] of lexicon.codes) reach(system, code);
  for (const code of Object.keys(lexicon.icd10cm.codes)) reach(ICD10CM, code);
  const counts = { nodes: 0, byName: 0, byCode: 0, reachable: 0, roundTrips: 0, roundTripsHome: 0 };
  const unreachable: string[] = [];
  for (const { code, name, parent, ncit = [] } of lexicon.oncotree.nodes) {
    if (parent === undefined) continue;
    counts.nodes += 1;
    const read = cancers.fromText(name);
    const named = isMapped(read) && codesOf(read).includes(code);
    if (named) counts.byName += 1;
    if (coded.has(code)) counts.byCode += 1;
    if (named || coded.has(code)) counts.reachable += 1;
    else unreachable.push(code);
    for (const one of ncit) {
      counts.roundTrips += 1;
      const back = cancers.fromCodings([{ system: NCIT, code: one }]);
      if (isMapped(back) && cancers.relation([code], codesOf(back)) === 'within') counts.roundTripsHome += 1;
    }
  }
  return { ...counts, onlyByOncotreeCode: unreachable };
}

const disjoint = (a: readonly string[], b: readonly string[], cancers: CancerVocabulary): boolean =>
  cancers.relation(a, b) === 'disjoint' && cancers.relation(b, a) === 'disjoint';
