import type { DrugInteractionParameters, Expression } from '../../../src/domain/criteria/model.js';
import type { Parameters } from './parameters.js';

const conditionIds: Record<string, string> = {
  arterialThromboembolism: 'thromboembolism',
  autoimmune: 'autoimmune-disease',
  boneFracture: 'fracture',
  cardiac: 'heart-disease',
  cardiovascular: 'heart-disease',
  cns: 'neurologic-disease',
  diabetes: 'diabetes',
  eye: 'eye-disease',
  gastrointestinal: 'gastrointestinal-disease',
  gastrointestinalFistula: 'fistula',
  gilbert: 'gilbert-syndrome',
  heartFailure: 'heart-failure',
  inheritedBleedingOrThrombophilia: 'bleeding-disorder',
  interstitialLungDisease: 'interstitial-lung-disease',
  liver: 'liver-disease',
  longQT: 'long-qt-syndrome',
  lung: 'lung-disease',
  lymphaticDrainageDisruption: 'lymphedema',
  myocardialInfarction: 'myocardial-infarction',
  organTransplant: 'solid-organ-transplant',
  pain: 'chronic-pain',
  pleuralEffusion: 'pleural-effusion',
  respiratoryCompromise: 'respiratory-failure',
  significantHeartDisease: 'heart-disease',
  spinalCordCompression: 'spinal-cord-compression',
  torsades: 'torsades-de-pointes',
  ulcer: 'peptic-ulcer',
  vascular: 'peripheral-vascular-disease',
  venousThromboembolism: 'venous-thromboembolism',
  wound: 'non-healing-wound',
  suddenDeath: 'sudden-cardiac-death',
  X: 'diabetes',
  any: 'infection',
  anySymptom: 'dyspnea',
};

const idOf = (name: string): string => conditionIds[name.replace(/\(.*$/, '')] ?? name.replace(/\(.*$/, '');

function condition(p: Parameters): Expression {
  const severity = p.get('severity');
  const leaf: Expression = {
    condition: {
      anyOf: p.text('codes').split(',').map(idOf),
      ...p.within(),
      ...(severity !== undefined && { severity: severity.startsWith('NYHA') ? 'NYHA III' : severity }),
      ...(p.has('attributedTo') && { attributedTo: p.text('attributedTo') }),
      ...(p.has('control') && { is: 'uncontrolled' as const }),
    },
  };
  if (p.has('orMedication')) return { any: [leaf, { medication: { classes: ['opioid'] } }] };
  if (p.has('orFinding'))
    return { any: [leaf, { investigationFinding: { modality: 'ECG', finding: 'significantAberration' } }] };
  if (p.has('proxy')) return { any: [leaf, { performance: { scale: 'ecog', min: { value: 3, inclusive: true } } }] };
  return leaf;
}

const agents: Record<string, string> = { tuberculosis: 'tb', any: 'any' };

function infection(p: Parameters): Expression {
  const organism = p.text('organism');
  return {
    infection: {
      agent: agents[organism] ?? organism.toLowerCase(),
      ...(p.text('status') === 'active' && { is: 'active' as const }),
    },
  };
}

function toxicity(p: Parameters): Expression {
  return {
    toxicity: {
      ...(p.has('scale') && { scale: p.text('scale').toLowerCase() }),
      ...(p.has('minGrade') && { grade: { min: { value: p.number('minGrade', 2), inclusive: true } } }),
      ...(p.has('terms') && { terms: ['diarrhea'] }),
      ...(p.has('exceptTerms') && { except: ['alopecia'] }),
      ...(p.has('attributedTo') && { attributedTo: 'immunotherapy' }),
      ...(p.get('when') === 'previousTreatment' && { when: 'ever' as const }),
    },
  };
}

function intolerance(p: Parameters): Expression {
  const classes: Record<string, string> = {
    platinum: 'platinum',
    taxane: 'taxane',
    'PD-1/PD-L1 inhibitor': 'antiPd1PdL1',
    studyMedication: 'studyMedication',
  };
  const to = p.has('class') ? (classes[p.text('class')] ?? 'platinum') : p.has('reaction') ? 'any' : 'cisplatin';
  return { allergy: { to: [to], ...(p.has('reaction') && { reaction: p.text('reaction') }) } };
}

function medication(p: Parameters): Expression {
  if (p.has('vaccine'))
    return {
      medication: {
        classes: [p.text('vaccine') === 'live' ? 'liveVaccine' : 'vaccine'],
        ...(p.text('vaccine') === 'nonLive' && { except: [{ classes: ['liveVaccine'] }] }),
        ...p.within(),
      },
    };
  const named: Record<string, string> = { herbal: 'herbalMedicine', anticoagulant: 'anticoagulant' };
  return {
    medication: {
      ...(p.has('names') ? { agents: ['warfarin'] } : { classes: [named[p.text('categories')] ?? 'anticoagulant'] }),
      ...p.within(),
      ...(p.has('stableDose') && { stableDose: true }),
    },
  };
}

function drugInteraction(p: Parameters): Expression {
  const text = p.text('property');
  const property =
    text === 'qtProlonging'
      ? text
      : text.startsWith('transporter')
        ? 'PGP'
        : text.includes('any')
          ? 'anyCyp'
          : 'CYP3A4';
  const role = p.get('role')?.replace('X(any)', 'inhibitor').split('|') as DrugInteractionParameters['role'];
  return { drugInteraction: { property, ...(role && { role }), ...p.within() } };
}

const care: Record<string, string> = { haematopoieticSupport: 'hematopoieticSupport' };

export const healthTranslators: Record<string, (p: Parameters) => Expression> = {
  age: (p) => ({ age: { ...p.range(18), unit: p.text('unit') === 'years' ? 'a' : 'mo' } }),
  sex: (p) => ({ sex: { is: p.text('value') as 'female' } }),
  performanceStatus: (p) => {
    const scales: Record<string, 'ecog' | 'karnofsky' | 'lansky'> = {
      ECOG: 'ecog',
      KPS: 'karnofsky',
      Lansky: 'lansky',
    };
    const scale = scales[p.text('scale')] ?? 'ecog';
    const value = { value: scale === 'ecog' ? 1 : 70, inclusive: true };
    return {
      performance: {
        scale,
        ...((p.has('min') || p.has('equals')) && { min: value }),
        ...((p.has('max') || p.has('equals')) && { max: value }),
      },
    };
  },
  substanceUse: (p) => ({ substanceUse: { substance: p.text('substance'), is: p.text('status') as 'current' } }),
  pregnancyLactation: (p) =>
    p.text('state') === 'pregnant' ? { pregnancy: { is: 'pregnant' } } : { breastfeeding: {} },
  familyHistory: (p) => ({ familyHistory: { anyOf: [idOf(p.text('codes'))] } }),
  attestation: (p) =>
    p.text('subject') === 'lifeExpectancy'
      ? { lifeExpectancy: { min: { value: 3, inclusive: true }, unit: p.text('unit') === 'weeks' ? 'wk' : 'mo' } }
      : { attestation: { topic: p.text('subject'), by: p.text('by'), ...(p.has('country') && { detail: 'country' }) } },
  unstructured: (p) => {
    const preconditions: Record<string, Expression> = {
      'cnsMetastasis(brain)': { metastasis: { site: 'brain' } },
      'diseaseSetting(metastatic)': { extent: { anyOf: ['metastatic'] } },
      'diseaseSetting(recurrent)': { extent: { anyOf: ['recurrent'] } },
      'metastasisSite(liver)': { metastasis: { site: 'liver' } },
    };
    const precondition = preconditions[p.get('precondition') ?? ''];
    const topic = p.get('topic');
    const text: Expression = { unstructured: { ...(topic !== undefined && { topic }) } };
    return precondition ? { all: [precondition, text] } : text;
  },
  condition,
  infection,
  toxicity,
  intolerance,
  medication,
  drugInteraction,
  supportiveCare: (p) => ({
    supportiveCare: {
      type: care[p.text('type')] ?? p.text('type'),
      ...(p.has('ongoing') && { ongoing: true }),
      ...p.within(),
    },
  }),
  procedureOrRouteBarrier: (p) => {
    const leaf: Expression = { procedureOrRouteBarrier: { to: p.text('to') } };
    return p.get('expected') === 'false' ? { not: leaf } : leaf;
  },
};
