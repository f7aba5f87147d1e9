import type { LabFindingParameters } from '../../criteria/model.js';
import { withinRange } from '../../logic/interval.js';
import { all, any, type Truth } from '../../logic/truth.js';
import type { LabFact } from '../../patient/profile.js';
import { judgeFinding } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import { comparable, judgeLabs, labsOf, labWindow } from '../lab-value.js';
import type { PatientContext } from '../patient-context.js';
import { decided, unknown, type Verdict } from '../verdict.js';

const groups: Record<string, readonly string[]> = {
  electrolytes: ['sodium', 'potassium', 'calcium', 'magnesium', 'phosphate', 'chloride'],
};

const above = { min: { value: 1, inclusive: false } };
const below = { max: { value: 1, inclusive: false } };

/** Beyond a limit of the reference range. A missing lower limit does not hide a value above the upper one. */
function judgeDirection(fact: LabFact, direction: 'high' | 'low' | 'abnormal', patient: PatientContext): Verdict {
  const beyond = (limit: '{ULN}' | '{LLN}'): Truth => {
    const value = comparable(fact, limit, patient.vocabulary);
    return value ? withinRange(value.interval, limit === '{ULN}' ? above : below) : 'unknown';
  };
  const truth = direction === 'high' ? beyond('{ULN}') : direction === 'low' ? beyond('{LLN}') : any([beyond('{ULN}'), beyond('{LLN}')]); // prettier-ignore
  return truth === 'unknown'
    ? unknown('incomparable', [fact], { recoverable: true })
    : decided(truth === 'true', [fact], { recoverable: true });
}

function judgeAnalyte(analyte: string, p: LabFindingParameters, patient: PatientContext): Verdict {
  if (p.result !== undefined) {
    const verdict = judgeFinding(patient, `labResult:${analyte}`, 'missing', true);
    return p.result === 'negative' && verdict.truth !== 'unknown' ? { ...verdict, truth: verdict.truth === 'true' ? 'false' : 'true' } : verdict; // prettier-ignore
  }
  const window = labWindow(analyte, undefined, patient.vocabulary);
  const direction = p.direction ?? 'abnormal';
  return judgeLabs(patient, labsOf(patient, analyte), window, false, (fact) =>
    judgeDirection(fact, direction, patient),
  );
}

/** A result beyond its reference range, or a positive one; of a group of analytes any. */
export const labFinding: KindCompiler<'labFinding'> = (p) => {
  const analytes = p.analytes.flatMap((analyte) => groups[analyte] ?? [analyte]);
  return (patient) => {
    const verdicts = analytes.map((analyte) => judgeAnalyte(analyte, p, patient));
    const found = any(verdicts.map((verdict) => verdict.truth));
    const deciding = verdicts.filter((verdict) => verdict.truth === found);
    const support = deciding.flatMap((verdict) => verdict.support ?? []);
    const reason = deciding.find((verdict) => verdict.reason !== undefined && verdict.reason !== 'missing')?.reason ?? 'missing'; // prettier-ignore
    const value: Verdict = { truth: found, support, recoverable: true, ...(found === 'unknown' && { reason }) };
    if (!p.symptomatic || found !== 'true') return value;
    const symptoms = judgeFinding(patient, `symptomatic:${p.analytes[0] ?? ''}`, 'missing', true);
    const truth = all([found, symptoms.truth]);
    return { ...symptoms, truth, support: [...support, ...(symptoms.support ?? [])], recoverable: true };
  };
};
