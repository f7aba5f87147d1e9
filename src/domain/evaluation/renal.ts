import { dayInterval } from '../logic/day.js';
import { completedYears } from '../logic/completed-years.js';
import type { Interval } from '../logic/interval.js';
import type { Fact } from '../patient/profile.js';
import { comparable, currentLabs, labsOf, labWindow } from './lab-value.js';
import type { PatientContext } from './patient-context.js';
import { freshness, inDays, validDays } from './staleness.js';

export type RenalFormula = 'ckdEpi' | 'mdrd' | 'cockcroftGault';

export interface RenalEstimate {
  /** mL/min for Cockcroft-Gault, mL/min/1.73 m2 for the others. */
  value: Interval;
  unit: 'mL/min' | 'mL/min/{1.73_m2}';
  facts: Fact[];
  note: string;
}

interface Inputs {
  creatinine: number;
  age: Interval;
  female: boolean;
  weight?: number;
}

/** Cockcroft and Gault 1976: (140 - age) x weight / (72 x creatinine), x 0.85 in women. */
const cockcroftGault = ({ creatinine, female, weight = NaN }: Inputs, age: number): number =>
  (((140 - age) * weight) / (72 * creatinine)) * (female ? 0.85 : 1);

/** CKD-EPI 2021, without race (Inker et al., N Engl J Med 2021). */
function ckdEpi({ creatinine, female }: Inputs, age: number): number {
  const kappa = female ? 0.7 : 0.9;
  const alpha = female ? -0.241 : -0.302;
  const ratio = creatinine / kappa;
  return 142 * Math.min(ratio, 1) ** alpha * Math.max(ratio, 1) ** -1.2 * 0.9938 ** age * (female ? 1.012 : 1);
}

/** Four-variable MDRD for standardized creatinine (Levey et al. 2006), the race factor left out. */
const mdrd = ({ creatinine, female }: Inputs, age: number): number =>
  175 * creatinine ** -1.154 * age ** -0.203 * (female ? 0.742 : 1);

const formulas = { ckdEpi, mdrd, cockcroftGault };
const names = { ckdEpi: 'CKD-EPI 2021', mdrd: 'MDRD', cockcroftGault: 'Cockcroft-Gault' };

function weightOf(patient: PatientContext): { fact: Fact; value: number } | undefined {
  const window = inDays(validDays.vital);
  const [fact] = patient.facts('vital').filter((one) => one.measure === 'weight' && freshness(one, patient, window) !== 'stale'); // prettier-ignore
  const value =
    fact && (fact.unit === 'kg' ? fact.value : patient.vocabulary.units.convert(fact.value, fact.unit, 'kg'));
  return fact && value !== undefined ? { fact, value } : undefined;
}

/** Estimated renal function of an adult from current creatinine, age, sex and (Cockcroft-Gault) weight; undefined where one is missing. */
export function estimateRenalFunction(patient: PatientContext, formula: RenalFormula): RenalEstimate | undefined {
  const { vocabulary, profile } = patient;
  const current = currentLabs(
    patient,
    labsOf(patient, 'creatinine'),
    labWindow('creatinine', undefined, vocabulary),
    false,
  );
  const fact = 'facts' in current ? current.facts[0] : undefined;
  const creatinine = fact && comparable(fact, 'mg/dL', vocabulary)?.interval;
  const birth = dayInterval(profile.birthDate);
  if (!fact || !creatinine || creatinine.low !== creatinine.high || !(creatinine.low > 0) || !birth) return undefined;
  if (profile.sex !== 'female' && profile.sex !== 'male') return undefined;
  const age = completedYears(birth, patient);
  const weight = formula === 'cockcroftGault' ? weightOf(patient) : undefined;
  if (age.low < 18 || (formula === 'cockcroftGault' && !weight)) return undefined;
  const inputs = { creatinine: creatinine.low, age, female: profile.sex === 'female', ...(weight && { weight: weight.value }) }; // prettier-ignore
  const [low, high] = [formulas[formula](inputs, age.high), formulas[formula](inputs, age.low)];
  return {
    value: { low, high },
    unit: formula === 'cockcroftGault' ? 'mL/min' : 'mL/min/{1.73_m2}',
    facts: weight ? [fact, weight.fact] : [fact],
    note: `${names[formula]}: ${low === high ? low.toFixed(0) : `${low.toFixed(0)}-${high.toFixed(0)}`}`,
  };
}
