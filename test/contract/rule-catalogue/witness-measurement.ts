import type { LeafParameters, Range } from '../../../src/domain/criteria/model.js';
import type { Fact, Profile } from '../../../src/domain/patient/profile.js';
import { loadVocabulary } from '../../../src/reference-data/load-vocabulary.js';
import { daysAgo, fact, inside, outside } from './facts.js';
import type { Witnesses } from './leaf-witness.js';
import type { Witness } from './witness.js';

const recent = daysAgo(3);

const lab = (analyte: string, value: number, unit: string, limits: { low?: number; high?: number } = {}): Fact =>
  fact('lab', { analyte, value, unit, ...limits, date: recent });

/** The results that make a derived value what it should be; undefined for an analyte that is measured itself. */
function ingredients(analyte: string, value: number, corrected: string | undefined): Fact[] | undefined {
  if (analyte === 'directBilirubinShare')
    return [lab('directBilirubin', value / 100, 'mg/dL'), lab('bilirubin', 1, 'mg/dL')];
  if (analyte === 'systemicImmuneInflammationIndex')
    return [lab('platelets', value, '10*9/L'), lab('anc', 1, '10*9/L'), lab('lymphocytes', 1, '10*9/L')];
  return corrected === 'albumin' ? [lab('albumin', 4, 'g/dL')] : undefined;
}

function labs(p: LeafParameters['lab'], value: number): Fact[] {
  const relative = p.unit === '{ULN}' || p.unit === '{LLN}';
  const canonical = loadVocabulary().analytes.get(p.analyte)?.unit ?? p.unit ?? '';
  const limit = (loadVocabulary().analytes.get(p.analyte)?.reference?.high ?? 8) / 2;
  const own = relative
    ? lab(p.analyte, value * limit, canonical, { low: limit, high: limit })
    : lab(p.analyte, value, p.unit ?? canonical);
  const made = ingredients(p.analyte, value, p.corrected);
  return made ? (p.corrected === undefined ? made : [own, ...made]) : [own];
}

const both = (make: (value: number) => Partial<Profile>, range: Range): Witness => ({
  holds: make(inside(range)),
  fails: make(outside(range)),
  open: {},
});

/** Creatinine at which an estimate surely lies on one side of any usual limit. */
const renal = (good: boolean): Partial<Profile> => ({
  birthDate: '1976-01-01',
  sex: 'male',
  facts: [
    lab('creatinine', good ? 1 : 9, 'mg/dL'),
    fact('vital', { measure: 'weight', value: 80, unit: 'kg', date: recent }),
    lab('creatinineClearance', good ? 90 : 10, 'mL/min'),
  ],
});

/** Creatinine for a Cockcroft-Gault estimate that lies between two limits. */
const between = ({ min, max }: Range): Partial<Profile> => {
  const target = ((min?.value ?? 0) + (max?.value ?? 0)) / 2;
  return {
    ...renal(true),
    facts: [
      lab('creatinine', (90 * 80) / (72 * target), 'mg/dL'),
      fact('vital', { measure: 'weight', value: 80, unit: 'kg', date: recent }),
    ],
  };
};

function findingWitness(p: LeafParameters['labFinding']): Witness {
  const [analyte = ''] = p.analytes;
  const members =
    analyte === 'electrolytes' ? ['sodium', 'potassium', 'calcium', 'magnesium', 'phosphate', 'chloride'] : p.analytes;
  const symptom = p.symptomatic ? [fact('finding', { topic: `symptomatic:${analyte}`, value: true })] : [];
  if (p.result !== undefined) {
    const result = (value: string) => ({ facts: [fact('finding', { topic: `labResult:${analyte}`, value })] });
    return { holds: result('positive'), fails: result('negative'), open: {} };
  }
  const at = (name: string, factor: number): Fact => {
    const entry = loadVocabulary().analytes.get(name);
    const [low, high] = [entry?.reference?.low ?? 4, entry?.reference?.high ?? 5];
    return lab(name, factor < 0 ? low * 0.95 : factor > 0 ? high * 1.05 : (low + high) / 2, entry?.unit ?? '', {
      low,
      high,
    });
  };
  const [first = ''] = members;
  const bad = [at(first, p.direction === 'low' ? -1 : 1)];
  return { holds: { facts: [...bad, ...symptom] }, fails: { facts: members.map((name) => at(name, 0)) }, open: {} };
}

export const measurementWitnesses: Witnesses = {
  // A correction that the trial would have to define is not made.
  lab: (p) =>
    p.corrected !== undefined && p.corrected !== 'albumin'
      ? { open: { facts: labs(p, 1) } }
      : both((value) => ({ facts: labs(p, value) }), p),
  vital: (p) =>
    both(
      (value) => ({
        ...(p.sex && { sex: p.sex }),
        facts: [
          fact('vital', {
            measure: p.measure,
            value,
            unit: p.unit ?? '',
            ...(p.formula && { formula: p.formula }),
            date: recent,
          }),
        ],
      }),
      p,
    ),
  renalFunction: (p) => ({ holds: p.max ? between(p) : renal(true), fails: renal(false), open: {} }),
  labFinding: findingWitness,
  organFunction: ({ systems }) => {
    const all = (value: boolean) => ({
      facts: systems.map((system) => fact('finding', { topic: `organFunction:${system}`, value })),
    });
    return { holds: all(true), fails: all(false), open: {} };
  },
  functionTest: (p) => {
    if (p.test === 'lvef')
      return both((value) => ({ facts: [fact('vital', { measure: 'lvef', value, unit: '%', date: recent })] }), p);
    if (p.result !== undefined) {
      const said = (value: string) => ({ facts: [fact('finding', { topic: p.test, value, date: recent })] });
      return { holds: said(p.result), fails: said('abnormal'), open: {} };
    }
    return { open: {} };
  },
};
