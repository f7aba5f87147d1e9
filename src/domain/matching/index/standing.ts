import type { AgeParameters, LabParameters } from '../../criteria/model.js';
import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import { ageLimits, standingOfAge } from '../../evaluation/kinds/age.js';
import { derivedLabs } from '../../evaluation/derived-labs.js';
import { labsOf } from '../../evaluation/lab-value.js';
import { labResults, type LabQuestion } from '../../evaluation/lab-results.js';
import type { PatientContext } from '../../evaluation/patient-context.js';
import { significant, type Interval } from '../../logic/interval.js';

/**
 * How a patient stands to all limits of a group of leaves, as a text. Who stands alike answers all of them alike, so
 * that a few dozen comparisons stand for thousands of criteria.
 */
export type Standing = (patient: PatientContext) => string | undefined;

/** Which of the ages that trials name have been reached. */
export function ageStanding(leaves: readonly CompiledLeaf[]): Standing {
  const limits = new Map(
    leaves.flatMap(({ parameters }) => ageLimits(parameters as AgeParameters)).map((limit) => [`${limit.name} ${limit.extra}`, limit]), // prettier-ignore
  );
  const all = [...limits.values()];
  return (patient) => standingOfAge(patient, all);
}

/** Between which of the limits that trials set the current results lie. */
export function labStanding(leaves: readonly CompiledLeaf[], question: LabQuestion): Standing {
  const limits = leaves.flatMap(({ parameters }) => {
    const { min, max } = parameters as LabParameters;
    return [min, max].flatMap((bound) => (bound ? significant(bound.value) : []));
  });
  const sorted = Float64Array.from(new Set(limits)).sort();
  const standing = (value: Interval | undefined): string =>
    value === undefined
      ? '?'
      : `${place(sorted, value.low)}${value.lowOpen ? '>' : ''} ${place(sorted, value.high)}${value.highOpen ? '<' : ''}`;
  const { analyte, corrected } = question;
  return (patient) => {
    if (labsOf(patient, analyte).length === 0 && derivedLabs(patient, analyte, corrected).length === 0)
      return undefined;
    const found = labResults(patient, question);
    if ('verdict' in found) return found.verdict.reason;
    return found.values.map(({ value }) => standing(value?.interval)).join();
  };
}

/** Odd: on a limit; even: between two. */
function place(limits: Float64Array, value: number): number {
  let low = 0;
  let high = limits.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((limits[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return limits[low] === value ? 2 * low + 1 : 2 * low;
}
