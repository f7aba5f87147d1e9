import type { MedicationParameters } from '../../criteria/model.js';
import { dayInterval } from '../../logic/day.js';
import { point, withinRange } from '../../logic/interval.js';
import { all, not, type Truth } from '../../logic/truth.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import { drugsOf, isDrug, isTaken, lastTaken, type Drug } from '../drugs-taken.js';
import { questionsAsked, windowAsked, windowOf, type EntryDetails, type EntryQuestion, type Timing } from '../entry-question.js'; // prettier-ignore
import type { KindCompiler } from '../kind-compiler.js';
import { judgeList, type Entry } from '../list-kind.js';
import type { PatientContext } from '../patient-context.js';

function doseTruth(fact: Drug, asked: NonNullable<MedicationParameters['dose']>, { units }: Vocabulary): Truth {
  const dose = fact.kind === 'medication' ? fact.dose : undefined;
  if (!dose) return 'unknown';
  const value = dose.unit === asked.unit ? dose.value : units.convert(dose.value, dose.unit, asked.unit);
  const { min, max } = asked;
  return value === undefined ? 'unknown' : withinRange(point(value), { ...(min && { min }), ...(max && { max }) });
}

const is = (truth: boolean): Truth => (truth ? 'true' : 'false');

function isTakenNow(fact: Drug, patient: PatientContext): Truth {
  const ended = dayInterval(fact.end);
  return is(isTaken(fact) && !(ended && patient.hasCome(ended.to + 1)));
}

const details: EntryDetails<MedicationParameters, Drug> = {
  except: (fact, asked, patient) => all(asked.map((selection) => not(isDrug(fact, selection, patient)))),
  dose: (fact, asked, { vocabulary }) => doseTruth(fact, asked, vocabulary),
  stableDose: (fact, asked) => fact.kind !== 'medication' || fact.stableDose === undefined ? 'unknown' : is(fact.stableDose === asked), // prettier-ignore
};

const timing: Timing<Drug> = { dayOf: (fact, { asOf }) => lastTaken(fact, asOf) };

const isTimed = ({ within, before }: MedicationParameters): boolean => within !== undefined || before !== undefined;

const takenNow: EntryQuestion<Drug> = { key: 'taken now', ask: isTakenNow };

/** What a leaf asks of a drug that is one of those it names; all must hold. */
export const medicationQuestions = (p: MedicationParameters): EntryQuestion<Drug>[] => [
  ...questionsAsked(details, p),
  ...(isTimed(p) ? windowAsked(p, timing) : [takenNow]),
];

function entryOf(
  fact: Drug,
  p: MedicationParameters,
  questions: readonly EntryQuestion<Drug>[],
  patient: PatientContext,
): Entry {
  const kind = isDrug(fact, p, patient);
  if (kind === 'false') return { fact, truth: 'false' };
  const window = isTimed(p) ? windowOf(fact, p, timing, patient) : { truth: isTakenNow(fact, patient) };
  return {
    fact,
    truth: all([kind, ...questions.map((question) => question.ask(fact, patient)), window.truth]),
    ...(kind === 'true' && { near: true }),
    reason: kind === 'unknown' ? 'ambiguousMapping' : 'missing',
    ...('turnsOn' in window && window.turnsOn !== undefined && { turnsOn: window.turnsOn }),
  };
}

/** A drug taken now, or within the window. Stopping it makes room: always recoverable. */
export const medication: KindCompiler<'medication'> = (p) => {
  const questions = questionsAsked(details, p);
  return (patient) =>
    judgeList(
      'medication',
      patient,
      drugsOf(patient).map((fact) => entryOf(fact, p, questions, patient)),
      true,
    );
};
