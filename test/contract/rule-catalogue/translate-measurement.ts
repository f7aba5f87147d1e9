import type { Bound, Expression, Range } from '../../../src/domain/criteria/model.js';
import { loadVocabulary } from '../../../src/reference-data/load-vocabulary.js';
import type { Parameters } from './parameters.js';

const analyteIds: Record<string, string> = {
  haemoglobin: 'hemoglobin',
  neutrophils: 'anc',
  leukocytes: 'wbc',
  totalBilirubin: 'bilirubin',
  ALT: 'alt',
  AST: 'ast',
  ALP: 'alp',
  GGT: 'ggt',
  LDH: 'ldh',
  INR: 'inr',
  PTT: 'aptt',
  aPTT: 'aptt',
  prothrombinTime: 'pt',
  PSA: 'psa',
  AFP: 'afp',
  BNP: 'bnp',
  CA125: 'ca125',
  'CA19-9': 'ca199',
  CD4: 'cd4',
  TSH: 'tsh',
  boundT3: 't3',
  freeT3: 'ft3',
  freeT4: 'ft4',
  hCG: 'hcg',
  'troponinI|troponinT': 'troponin',
  urineProtein24h: 'proteinuria',
  antiHlaAntibody: 'antiHlaAntibody',
};

const idOf = (name: string): string => analyteIds[name.replace(/\(.*$/, '')] ?? name.replace(/\(.*$/, '');

/** A limit that the analyte can have: the upper end of its reference range, in the unit of the row. */
function typical(analyte: string, unit: string): number {
  const { analytes, units } = loadVocabulary();
  const entry = analytes.get(analyte);
  const middle = entry?.reference?.high ?? entry?.reference?.low;
  const value = entry && middle !== undefined ? units.convert(middle, entry.unit, unit, analyte) : undefined;
  return value === undefined ? 2 : Number(value.toPrecision(3));
}

function labValue(p: Parameters): Expression {
  const analyte = idOf(p.text('analyte'));
  // Tumour markers are in arbitrary units: kU/L is U/mL.
  const unit = p.text('unit') === 'kU/L' ? 'U/mL' : p.text('unit');
  const corrected = p.get('corrected');
  return { lab: { analyte, ...p.range(typical(analyte, unit)), unit, ...(corrected !== undefined && { corrected }) } };
}

const one: Bound = { value: 1, inclusive: true };

function withinNormal(analyte: string, corrected: { corrected?: string }): Expression {
  return {
    all: [
      { lab: { analyte, min: one, unit: '{LLN}', ...corrected } },
      { lab: { analyte, max: one, unit: '{ULN}', ...corrected } },
    ],
  };
}

function labRelative(p: Parameters): Expression {
  const analyte = idOf(p.text('analyte'));
  const corrected = p.has('corrected') ? { corrected: p.text('corrected') } : {};
  if (p.has('withinNormal')) return withinNormal(analyte, corrected);
  const unit = p.text('unit') === 'xULN' ? '{ULN}' : '{LLN}';
  return { lab: { analyte, ...p.range(2), unit, ...corrected } };
}

function labConditional(p: Parameters): Expression {
  const limits = (names: string[], value: number): Expression => {
    const labs = names.map((name): Expression => ({
      lab: { analyte: idOf(name), max: { value, inclusive: true }, unit: '{ULN}' },
    }));
    return labs.length === 1 && labs[0] ? labs[0] : { all: labs };
  };
  const names = p.text('analytes').replace('(both)', '').split(',');
  const when: Expression = p.text('when').startsWith('metastasis')
    ? { metastasis: { site: 'liver' } }
    : { condition: { anyOf: ['gilbert-syndrome'] } };
  return { if: when, then: limits(p.has('thenAnalyte') ? [p.text('thenAnalyte')] : names, 5), else: limits(names, 2) };
}

function labFinding(p: Parameters): Expression {
  const text = p.text('analytes');
  const analytes = text.startsWith('calcium') ? ['calcium', 'ionizedCalcium'] : [idOf(text)];
  const direction = p.get('direction');
  return {
    labFinding: {
      analytes,
      ...(direction !== undefined && { direction: direction === 'any' ? 'abnormal' : (direction as 'high') }),
      ...(p.has('result') && { result: 'positive' as const }),
      ...(p.has('symptomatic') && { symptomatic: true }),
    },
  };
}

const formulas: Record<string, 'ckdEpi' | 'mdrd' | 'cockcroftGault' | 'measured'> = {
  'CKD-EPI': 'ckdEpi',
  MDRD: 'mdrd',
  'Cockcroft-Gault': 'cockcroftGault',
  measured: 'measured',
};

const vitals: Record<string, string> = { BMI: 'bmi', SBP: 'systolicBp', DBP: 'diastolicBp', SpO2: 'spo2' };

function ecgInterval(p: Parameters): Expression {
  const interval = p.text('interval');
  const measure = interval === 'JTc' ? 'jtc' : 'qtc';
  const formula = interval === 'QTcF' ? { formula: 'fridericia' } : {};
  const limits = (): Range => p.range(450);
  const bySex = (p.get('max') ?? p.get('min') ?? '').includes('female');
  if (!bySex) return { vital: { measure, ...limits(), unit: 'ms', ...formula } };
  return {
    any: [
      { vital: { measure, ...limits(), unit: 'ms', ...formula, sex: 'female' } },
      { vital: { measure, ...p.range(430), unit: 'ms', ...formula, sex: 'male' } },
    ],
  };
}

function functionTest(p: Parameters): Expression {
  const test = p.text('test') === 'LVEF' ? 'lvef' : p.text('test');
  return {
    functionTest: {
      test,
      ...p.range(50),
      ...(p.has('unit') && { unit: p.text('unit') }),
      ...(p.has('result') && { result: p.text('result') }),
    },
  };
}

export const measurementTranslators: Record<string, (p: Parameters) => Expression> = {
  labValue,
  labRelative,
  labConditional,
  labFinding,
  renalFunction: (p) => ({
    renalFunction: { formula: formulas[p.text('formula')] ?? 'any', ...p.range(50), unit: p.text('unit') },
  }),
  organFunction: () => ({ organFunction: { systems: ['marrow', 'liver', 'kidney'] } }),
  vitalSign: (p) => ({
    vital: { measure: vitals[p.text('measure')] ?? p.text('measure'), ...p.range(90), unit: p.text('unit') },
  }),
  ecgInterval,
  functionTest,
};
