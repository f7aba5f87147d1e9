import type { ConceptRef, LeafParameters } from '../../../src/domain/criteria/model.js';
import type { CancerFact, Fact, Profile } from '../../../src/domain/patient/profile.js';
import { loadVocabulary } from '../../../src/reference-data/load-vocabulary.js';
import { daysAgo, fact, inside, outside } from './facts.js';
import type { Witnesses } from './leaf-witness.js';
import type { Witness } from './witness.js';

const code = (ref: ConceptRef | undefined): string =>
  ref === undefined ? 'LUAD' : typeof ref === 'string' ? ref : ref.code;

const examples: Record<string, string> = { solid: 'LUAD', any: 'LUAD', hematologic: 'AML' };

function cancerOf(node: string, fields: Partial<CancerFact> = {}): Fact {
  const name = loadVocabulary().cancers.concept(node)?.name ?? node;
  return fact('cancer', { concept: { code: node, system: 'oncotree', name }, role: 'primary', ...fields });
}

const spaced = (word: string): string => word.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

function cancer(p: LeafParameters['cancer']): Witness {
  const asked = p.unknownPrimary ? 'CUP' : code(p.anyOf?.[0]);
  const node = examples[asked] ?? asked;
  const words = [...(p.histology ?? []), ...(p.behaviour ?? []), ...(p.transformedTo ? [p.transformedTo] : [])].map(
    spaced,
  );
  const fields: Partial<CancerFact> = {
    ...(words.length > 0 && { histology: words.join(' ') }),
    ...(p.histologyNot && { histology: 'adenocarcinoma' }),
    ...(p.grade && { grade: p.grade[0] ?? '' }),
    ...(p.differentiation && { grade: p.differentiation[0] ?? '' }),
    ...(p.site && { site: spaced(p.site[0] ?? '') }),
    clinicalStatus: 'active',
  };
  const earlier =
    p.arisenFrom === undefined ? [] : [cancerOf(code(p.arisenFrom), { clinicalStatus: 'resolved', role: 'primary' })];
  const other = node === 'AML' ? 'LUAD' : 'AML';
  const different: Partial<CancerFact> = {
    ...(p.grade && { grade: 'moderate' }),
    ...(p.differentiation && { grade: 'poorly' }),
    histology: p.histologyNot ? `${p.histologyNot[0]} cell` : 'sarcoma',
    site: 'elsewhere',
  };
  return {
    holds: { facts: [cancerOf(node, fields), ...earlier] },
    fails: { facts: [cancerOf(p.anyOf || p.unknownPrimary ? other : 'LUSC', different)] },
    open: {},
  };
}

const stated = (topic: string): Witness => {
  const said = (value: boolean) => ({ facts: [fact('finding', { topic, value })] });
  return { holds: said(true), fails: said(false), open: {} };
};

function extent({ anyOf: [value = ''] }: LeafParameters['extent']): Witness {
  const against: Record<string, Fact> = {
    unresectable: fact('extent', { value: 'resectable' }),
    incurable: fact('extent', { value: 'curable' }),
    recurrent: fact('extent', { value: 'newlyDiagnosed' }),
  };
  const early = fact('stage', { group: 'I', system: 'ajcc', basis: 'clinical' });
  return { holds: { facts: [fact('extent', { value })] }, fails: { facts: [against[value] ?? early] }, open: {} };
}

function metastasis(p: LeafParameters['metastasis'], everything: Profile['coverage']): Witness {
  const examplesOf: Record<string, string> = { extracranial: 'liver', visceral: 'liver', cns: 'brain' };
  const site = examplesOf[p.site] ?? p.site;
  const found = fact('metastasis', {
    site,
    present: true,
    ...(p.status && { status: p.status[0] ?? '' }),
    ...(p.resectable !== undefined && { resectable: p.resectable }),
  });
  const covered = everything ? { coverage: everything } : {};
  if (p.only) {
    const other = fact('metastasis', { site: p.site === 'bone' ? 'liver' : 'bone', present: true });
    return { holds: { facts: [found], ...covered }, fails: { facts: [found, other], ...covered }, open: {} };
  }
  return { holds: { facts: [found] }, fails: covered, open: {} };
}

function lesionBurden(p: LeafParameters['lesionBurden']): Witness {
  const at = (topic: string) => (p.location === undefined ? topic : `${topic}:${p.location}`);
  const counted = (topic: string, range: NonNullable<LeafParameters['lesionBurden']['lesions']>): Witness => ({
    holds: { facts: [fact('finding', { topic, value: inside(range) })] },
    fails: { facts: [fact('finding', { topic, value: Math.floor(outside(range)) })] },
    open: {},
  });
  if (p.lesions) return counted(at('lesionCount'), p.lesions);
  if (p.sites) return counted('siteCount', p.sites);
  if (p.size) {
    const topic = p.size.dimension === undefined ? 'tumorSizeMm' : `tumorSizeMm:${p.size.dimension}`;
    const size = (value: number) => ({ facts: [fact('finding', { topic, value: value * 10 })] });
    return { holds: size(inside(p.size)), fails: size(outside(p.size)), open: {} };
  }
  return stated(p.extensive ? at('extensiveDisease') : `lesion:${p.relation}:${p.structure ?? ''}`);
}

export const tumourWitnesses: Witnesses = {
  cancer,
  extent,
  metastasis,
  lesionBurden,
  stage: ({ anyOf: [group = ''], system }) => {
    const at = (value: string) => ({
      facts: [fact('stage', { group: value, system: system ?? 'ajcc', basis: 'clinical' })],
    });
    return { holds: at(group), fails: at(group === 'B' ? 'C' : 'I'), open: {} };
  },
  tnm: ({ t = [] }) => {
    const at = (value: string) => ({ facts: [fact('tnm', { t: value, basis: 'clinical' })] });
    return { holds: at(t[0] ?? 'T1'), fails: at('T4'), open: {} };
  },
  scale: (p) => {
    if (p.name === 'albi') {
      const labs = (albumin: number) => ({
        facts: [
          fact('lab', { analyte: 'albumin', value: albumin, unit: 'g/L', date: daysAgo(2) }),
          fact('lab', { analyte: 'bilirubin', value: 10, unit: 'umol/L', date: daysAgo(2) }),
        ],
      });
      return { holds: labs(45), fails: labs(20), open: {} };
    }
    const scored = (value: number | string) => ({ facts: [fact('scale', { name: p.name, value })] });
    return p.anyOf
      ? { holds: scored(p.anyOf[0] ?? ''), fails: scored(p.anyOf[0] === 'A' ? 'C' : 'low'), open: {} }
      : { holds: scored(inside(p)), fails: scored(outside(p)), open: {} };
  },
  priorMalignancy: (p, everything) => {
    const index = cancerOf('LUAD', { clinicalStatus: 'active', date: daysAgo(30) });
    const second = cancerOf(code(p.anyOf?.[0] ?? 'BREAST'), {
      clinicalStatus: p.is === 'active' ? 'active' : 'resolved',
      date: daysAgo(100),
    });
    return {
      holds: { facts: [index, second] },
      fails: { facts: [index], coverage: everything },
      open: { facts: [index] },
    };
  },
  measurableDisease: ({ by }) => stated(by === undefined ? 'measurableDisease' : `measurableDisease:${by}`),
  investigationFinding: ({ modality, finding, tracer }) =>
    stated([modality, finding, tracer].filter((part) => part !== undefined).join(':')),
  lesionAccess: ({ amenableTo, tissue }) => {
    const topics = tissue ? tissue.map((type) => `tissue:${type}`) : [`amenableTo:${amenableTo ?? ''}`];
    const said = (value: boolean) => ({ facts: topics.map((topic) => fact('finding', { topic, value })) });
    return { holds: said(true), fails: said(false), open: {} };
  },
  diagnosisConfirmation: ({ by }) => ({
    holds: { facts: [fact('finding', { topic: 'diagnosisConfirmedBy', value: by })] },
    fails: { facts: [fact('finding', { topic: 'diagnosisConfirmedBy', value: 'clinical' })] },
    open: {},
  }),
};
