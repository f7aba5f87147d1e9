import type { Expression } from '../../../src/domain/criteria/model.js';
import type { Parameters } from './parameters.js';

const anyOf = (members: Expression[]): Expression =>
  members.length === 1 && members[0] ? members[0] : { any: members };

const cancerCodes: Record<string, string> = {
  NSCLC: 'NSCLC',
  glioblastoma: 'GB',
  ovarian: 'OVT',
  colorectal: 'COADREAD',
  gastroesophagealJunction: 'GEJ',
  breast: 'BREAST',
  bladder: 'BLADDER',
};

function tumorType(p: Parameters): Expression {
  if (p.has('unknownPrimary')) return { cancer: { unknownPrimary: true, histology: ['adenocarcinoma'] } };
  const group = p.get('group');
  if (group !== undefined) return { cancer: { anyOf: group === 'solid' ? ['solid'] : ['solid', 'NHL', 'HL'] } };
  const subsite = p.get('subsite')?.replace(/\(.*$/, '').replace(':X', ' 2').replace(/^Y$/, 'leftLower');
  const codes = p.get('anyOf');
  return {
    cancer: {
      ...(codes !== undefined && { anyOf: [cancerCodes[codes] ?? 'NSCLC'] }),
      ...(subsite !== undefined && { site: [subsite] }),
    },
  };
}

function histology(p: Parameters): Expression {
  const type = p.get('tumorType');
  return {
    cancer: {
      ...(type !== undefined && { anyOf: [cancerCodes[type] ?? 'NSCLC'] }),
      ...(p.has('component') && { histology: [p.text('component')] }),
      ...(p.has('componentNot') && { histologyNot: [p.text('componentNot')] }),
      ...(p.has('grade') && { grade: [p.text('grade')] }),
      ...(p.has('differentiation') && { differentiation: [p.text('differentiation')] }),
      ...(p.has('behaviour') && { behaviour: [p.text('behaviour')] }),
      ...(p.has('transformedTo') && { transformedTo: p.text('transformedTo') }),
      ...(p.has('arisenFrom') && { arisenFrom: 'LGGNOS' }),
    },
  };
}

function stage(p: Parameters): Expression {
  if (p.has('system'))
    return p.text('system') === 'AJCC'
      ? { stage: { anyOf: ['III'], system: 'ajcc' } }
      : { stage: { anyOf: ['B'], system: 'bclc' } };
  const categories = p.text('categories') === 'X' ? ['T2'] : p.text('categories').split(',');
  const tnm: Expression = { tnm: { t: categories } };
  return p.has('tumorType') ? { all: [{ cancer: { anyOf: ['BLADDER'] } }, tnm] } : tnm;
}

function clinicalScore(p: Parameters): Expression {
  const name = p.text('score');
  if (name === 'ALBI') return { scale: { name: 'albi', anyOf: ['1'] } };
  if (name === 'ChildPugh') return { scale: { name: 'childPugh', anyOf: ['A'] } };
  return { scale: { name, ...(p.has('anyOf') ? { anyOf: ['high'] } : p.range(2)) } };
}

function diseaseSetting(p: Parameters): Expression {
  const extent: Expression = { extent: { anyOf: [p.text('setting')] } };
  if (p.has('stageGroup')) return { all: [extent, { stage: { anyOf: ['III'] } }] };
  return p.has('extent') ? { all: [extent, { lesionBurden: { extensive: true } }] } : extent;
}

function metastasisSite(p: Parameters): Expression {
  const sites = p.text('sites').replace('(group)', '').split(',');
  const [first = 'liver', ...rest] = sites;
  if (p.has('only')) return { metastasis: { site: first, only: true, ...(rest.length > 0 && { allowed: rest }) } };
  const resectable = p.has('resectable') ? { resectable: p.text('resectable') === 'true' } : {};
  return anyOf(sites.map((site) => ({ metastasis: { site, ...resectable } })));
}

function cnsMetastasis(p: Parameters): Expression {
  const site = p.text('site') === 'leptomeninges' ? 'leptomeningeal' : p.text('site');
  const status = p.text('status');
  return { metastasis: { site, ...(status !== 'known' && { status: [status] }) } };
}

function secondMalignancy(p: Parameters): Expression {
  return {
    priorMalignancy: {
      ...p.within(),
      ...(p.text('status') === 'active' && { is: 'active' as const }),
      ...(p.has('anyOf') && { anyOf: ['BREAST'] }),
      ...(p.has('except') && { except: ['BCC'] }),
    },
  };
}

function lesionBurden(p: Parameters): Expression {
  const location = p.get('location') === 'Y' ? 'liver' : p.get('location');
  const minimum = (key: string) => ({ min: { value: p.number(key, 2), inclusive: true } });
  return {
    lesionBurden: {
      ...(p.has('minLesions') && { lesions: minimum('minLesions') }),
      ...(p.has('minSites') && { sites: minimum('minSites') }),
      ...(location !== undefined && { location }),
      ...(p.has('extent') && { extensive: true }),
      ...(p.has('dimension') && {
        size: { max: { value: 2, inclusive: true }, unit: 'cm', dimension: p.text('dimension') },
      }),
      ...(p.has('relation') && { relation: p.text('relation'), structure: p.text('structure') }),
    },
  };
}

export const tumourTranslators: Record<string, (p: Parameters) => Expression> = {
  tumorType,
  histology,
  diagnosisConfirmation: (p) => ({ diagnosisConfirmation: { by: p.text('method') } }),
  stage,
  clinicalScore,
  diseaseSetting,
  metastasisSite,
  cnsMetastasis,
  secondMalignancy,
  lesionBurden,
  measurableDisease: (p) => ({
    measurableDisease: p.text('criteria') === 'any' ? {} : { by: p.text('criteria').toLowerCase() },
  }),
  investigationFinding: (p) => ({
    investigationFinding: {
      modality: p.text('modality'),
      finding: p.text('finding'),
      ...(p.has('tracer') && { tracer: 'FDG' }),
    },
  }),
  lesionAccess: (p) => ({
    lesionAccess: p.has('tissue') ? { tissue: p.text('tissue').split('|') } : { amenableTo: p.text('amenableTo') },
  }),
};
