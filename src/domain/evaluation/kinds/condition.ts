import type { ConditionParameters } from '../../criteria/model.js';
import { dayInterval, type DayInterval } from '../../logic/day.js';
import { point, withinRange } from '../../logic/interval.js';
import { all, not, type Truth } from '../../logic/truth.js';
import type { ConditionFact } from '../../patient/profile.js';
import { isAnyCondition } from '../conditions.js';
import { questionsAsked, windowAsked, windowOf, type EntryDetails, type EntryQuestion, type Timing } from '../entry-question.js'; // prettier-ignore
import type { KindCompiler } from '../kind-compiler.js';
import { judgeList, type Entry } from '../list-kind.js';
import type { PatientContext } from '../patient-context.js';
import { severityTruth } from '../severity.js';

const is = (truth: boolean): Truth => (truth ? 'true' : 'false');

/** Whether the condition is in the state asked for. A record seldom says that a disease is uncontrolled or symptomatic. */
function inState(fact: ConditionFact, asked: NonNullable<ConditionParameters['is']>): Truth {
  const active: Truth = fact.status === 'active' ? 'true' : fact.status === 'inactive' ? 'false' : 'unknown';
  switch (asked) {
    case 'active':
      return active;
    case 'history':
      return 'true';
    case 'uncontrolled':
    case 'controlled':
    case 'symptomatic': {
      if (active === 'false') return 'false';
      const severity = fact.severity?.toLowerCase();
      return severity === asked ? 'true' : severity === (asked === 'controlled' ? 'uncontrolled' : 'controlled') ? 'false' : 'unknown'; // prettier-ignore
    }
  }
}

/** An ongoing condition is present today; one that has ended, until it ended. */
function lastPresent(fact: ConditionFact, asOf: number): DayInterval | undefined {
  const abated = dayInterval(fact.abated);
  if (abated) return abated;
  const onset = dayInterval(fact.onset ?? fact.date);
  if (fact.status !== 'inactive' || !onset) return onset;
  return { from: onset.from, to: Math.max(onset.to, asOf) };
}

const details: EntryDetails<ConditionParameters, ConditionFact> = {
  except: (fact, asked, { vocabulary }) => not(isAnyCondition(fact, asked, vocabulary.conditions)),
  is: (fact, asked) => inState(fact, asked),
  grade: (fact, asked) => (fact.grade === undefined ? 'unknown' : withinRange(point(fact.grade), asked)),
  severity: ({ severity }, asked) => severityTruth(severity, asked),
  // The cause is a judgement that a problem list seldom carries.
  attributedTo: (fact, asked) => (fact.attributedTo === undefined ? 'unknown' : is(fact.attributedTo === asked)),
};

const timing: Timing<ConditionFact> = { dayOf: (fact, { asOf }) => lastPresent(fact, asOf) };

/** What a leaf asks of a condition that is one of those it names; all must hold. */
export const conditionQuestions = (p: ConditionParameters): EntryQuestion<ConditionFact>[] => [
  ...questionsAsked(details, p),
  ...windowAsked(p, timing),
];

function entryOf(
  fact: ConditionFact,
  p: ConditionParameters,
  questions: readonly EntryQuestion<ConditionFact>[],
  patient: PatientContext,
): Entry {
  const kind = isAnyCondition(fact, p.anyOf, patient.vocabulary.conditions);
  if (kind === 'false') return { fact, truth: 'false' };
  const window = windowOf(fact, p, timing, patient);
  return {
    fact,
    truth: all([kind, ...questions.map((question) => question.ask(fact, patient)), window.truth]),
    reason: kind === 'unknown' ? 'ambiguousMapping' : 'missing',
    ...(kind === 'true' && { near: true }),
    ...(window.turnsOn !== undefined && { turnsOn: window.turnsOn }),
  };
}

export const condition: KindCompiler<'condition'> = (p) => {
  const changes = p.within !== undefined || p.before !== undefined || (p.is !== undefined && p.is !== 'history');
  const questions = questionsAsked(details, p);
  return (patient) => {
    const conditions = patient.facts('condition');
    const ruledOut = conditions.filter((fact) => fact.present === false && isAnyCondition(fact, p.anyOf, patient.vocabulary.conditions) === 'true'); // prettier-ignore
    const entries = conditions
      .filter((fact) => fact.present !== false)
      .map((fact) => entryOf(fact, p, questions, patient));
    const verdict = judgeList('condition', patient, entries, changes);
    // The record says in so many words that the patient does not have it.
    const denied = verdict.truth !== 'true' && ruledOut.length > 0 && entries.every(({ truth }) => truth === 'false');
    return denied ? { truth: 'false', support: ruledOut.map((fact) => ({ fact })), recoverable: changes } : verdict;
  };
};
