import type { MedicationParameters } from '../../criteria/model.js';
import { dayInterval } from '../../logic/day.js';
import { point, withinRange } from '../../logic/interval.js';
import { all, not, type Truth } from '../../logic/truth.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import { drugsOf, isDrug, isTaken, lastTaken, type Drug } from '../drugs-taken.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeList, type Entry } from '../list-kind.js';
import type { PatientContext } from '../patient-context.js';
import { inWindow } from '../window.js';

function doseTruth(fact: Drug, asked: NonNullable<MedicationParameters['dose']>, { units }: Vocabulary): Truth {
  const dose = fact.kind === 'medication' ? fact.dose : undefined;
  if (!dose) return 'unknown';
  const value = dose.unit === asked.unit ? dose.value : units.convert(dose.value, dose.unit, asked.unit);
  const { min, max } = asked;
  return value === undefined ? 'unknown' : withinRange(point(value), { ...(min && { min }), ...(max && { max }) });
}

function entryOf(fact: Drug, p: MedicationParameters, patient: PatientContext): Entry {
  const { vocabulary, asOf } = patient;
  const kind = isDrug(fact, p, patient);
  if (kind === 'false') return { fact, truth: 'false' };
  const timed = p.within !== undefined || p.before !== undefined;
  const ended = dayInterval(fact.end);
  const current: Truth = isTaken(fact) && !(ended && patient.hasCome(ended.to + 1)) ? 'true' : 'false';
  const window = timed ? inWindow(lastTaken(fact, asOf), p, patient) : { truth: current };
  const parts: Truth[] = [kind, window.truth];
  for (const except of p.except ?? []) parts.push(not(isDrug(fact, except, patient)));
  if (p.dose) parts.push(doseTruth(fact, p.dose, vocabulary));
  if (p.stableDose !== undefined) parts.push(fact.kind !== 'medication' || fact.stableDose === undefined ? 'unknown' : fact.stableDose === p.stableDose ? 'true' : 'false'); // prettier-ignore
  return {
    fact,
    truth: all(parts),
    ...(kind === 'true' && { near: true }),
    reason: kind === 'unknown' ? 'ambiguousMapping' : 'missing',
    ...('turnsOn' in window && window.turnsOn !== undefined && { turnsOn: window.turnsOn }),
  };
}

/** A drug taken now, or within the window. Stopping it makes room: always recoverable. */
export const medication: KindCompiler<'medication'> = (p) => (patient) =>
  judgeList(
    'medication',
    patient,
    drugsOf(patient).map((fact) => entryOf(fact, p, patient)),
    true,
  );
