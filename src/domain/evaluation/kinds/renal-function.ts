import { withinRange } from '../../logic/interval.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeLab, judgeLabs, labsOf, labWindow } from '../lab-value.js';
import type { PatientContext } from '../patient-context.js';
import { estimateRenalFunction, type RenalFormula } from '../renal.js';
import { supports, unknown, type Verdict } from '../verdict.js';

/** An estimate per 1.73 m2 and one in mL/min are different things; which is meant the unit tells. */
function sameUnit(asked: string | undefined, own: string, { units }: Vocabulary): boolean {
  return asked === undefined || (units.normalize(asked) ?? asked) === (units.normalize(own) ?? own);
}

/** Renal function by the formula asked for, worked out from creatinine; `measured` is a clearance from the laboratory. */
export const renalFunction: KindCompiler<'renalFunction'> = ({ formula, min, max, unit, within }, vocabulary) => {
  const range = { ...(min && { min }), ...(max && { max }) };

  const measured = (patient: PatientContext, analyte: string): Verdict =>
    judgeLabs(patient, labsOf(patient, analyte), labWindow(analyte, within, vocabulary), within !== undefined, (fact) =>
      judgeLab(fact, range, unit, vocabulary),
    );

  const estimated = (patient: PatientContext, by: RenalFormula): Verdict => {
    const estimate = estimateRenalFunction(patient, by);
    if (!estimate) return unknown('missing', [], { recoverable: true });
    const support = supports(estimate.facts, estimate.note);
    if (!sameUnit(unit, estimate.unit, vocabulary))
      return { truth: 'unknown', reason: 'incomparable', support, recoverable: true };
    const truth = withinRange(estimate.value, range);
    return { truth, support, recoverable: true, ...(truth === 'unknown' && { reason: 'missing' as const }) };
  };

  return (patient) => {
    switch (formula) {
      case 'measured':
        return measured(patient, 'creatinineClearance');
      case 'any': {
        const reported = [measured(patient, 'creatinineClearance'), measured(patient, 'egfr')].find(({ truth }) => truth !== 'unknown'); // prettier-ignore
        return reported ?? estimated(patient, unit !== undefined && sameUnit(unit, 'mL/min/{1.73_m2}', vocabulary) ? 'ckdEpi' : 'cockcroftGault'); // prettier-ignore
      }
      case 'ckdEpi':
      case 'mdrd':
      case 'cockcroftGault':
        return estimated(patient, formula);
    }
  };
};
