import type { InfectionParameters } from '../../criteria/model.js';
import { all, any, not, type Truth } from '../../logic/truth.js';
import type { ConditionFact, InfectionFact } from '../../patient/profile.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeList, type Entry } from '../list-kind.js';
import { newestOf } from '../newest.js';
import { factDays, type PatientContext } from '../patient-context.js';
import { severityTruth } from '../severity.js';
import { decided, type Verdict } from '../verdict.js';
import { inWindow } from '../window.js';

/** Conditions of the vocabulary that are an infection with the agent. */
const conditionOf: Record<string, string> = {
  hiv: 'hiv',
  hav: 'hepatitis-a',
  hbv: 'hepatitis-b',
  hcv: 'hepatitis-c',
  tb: 'tuberculosis',
  covid19: 'covid-19',
  cmv: 'cytomegalovirus',
  ebv: 'epstein-barr-virus',
  hsv: 'herpes',
  any: 'infection',
};

type State = InfectionParameters['is'];

function resultTruth(fact: InfectionFact, is: State): Truth {
  switch (fact.status) {
    case 'negative':
      return 'false';
    case 'history':
      return is === undefined || is === 'history' ? 'true' : 'false';
    case 'active':
      return is === 'controlled' ? 'unknown' : is === 'chronic' || is === 'detectableViralLoad' ? 'unknown' : 'true';
    case 'positive':
      // A positive test shows the infection; whether it is active or controlled now it does not show.
      return is === undefined || is === 'history' ? 'true' : 'unknown';
    case 'unknown':
      return 'unknown';
  }
}

function conditionTruth(fact: ConditionFact, is: State): Truth {
  switch (is) {
    case undefined:
    case 'history':
      return 'true';
    case 'active':
      return fact.status === 'active' ? 'true' : fact.status === 'inactive' ? 'false' : 'unknown';
    case 'controlled':
    case 'chronic':
    case 'detectableViralLoad':
      return fact.status === 'inactive' ? 'false' : fact.severity?.toLowerCase() === is ? 'true' : 'unknown';
  }
}

/** How severe it is, where the record says so. */
const lifelong = new Set(['hiv', 'hbv', 'hsv', 'ebv', 'cmv']);

/** Whether a fact is of an infection with the agent, or of any where that is asked. */
export function isInfectionWith(
  fact: InfectionFact | ConditionFact,
  agent: string,
  { conditions }: Vocabulary,
): boolean {
  if (fact.kind === 'infection') return agent === 'any' || fact.agent === agent;
  return conditions.isA(fact.concept.code, conditionOf[agent] ?? agent);
}

function entriesOf(patient: PatientContext, { agent, is, within, severity }: InfectionParameters): Entry[] {
  const isAsked = (fact: InfectionFact | ConditionFact) => isInfectionWith(fact, agent, patient.vocabulary);
  const results = patient.facts('infection').filter(isAsked);
  const listed = patient.facts('condition').filter((fact) => fact.present !== false && isAsked(fact));
  const entry = (fact: InfectionFact | ConditionFact, found: Truth): Entry => {
    const state =
      severity === undefined
        ? found
        : all([found, severityTruth(fact.kind === 'condition' ? fact.severity : undefined, severity)]);
    const window = inWindow(factDays(fact), { ...(within && { within }) }, patient);
    // Only a new event can lie within a window; an infection that stays is not over because it began long ago.
    const current = fact.kind === 'condition' ? fact.status === 'active' : lifelong.has(agent);
    const timely: Truth = current ? any([window.truth, 'true']) : window.truth;
    return {
      fact,
      truth: all([state, timely]),
      ...(window.turnsOn !== undefined && !current && { turnsOn: window.turnsOn }),
    };
  };
  // Of several results of one agent the newest speaks; "any" infection looks at all of them.
  const speaking = agent === 'any' ? results : newestOf(results);
  return [
    ...speaking.map((fact) => entry(fact, resultTruth(fact, is))),
    ...listed.map((fact) => entry(fact, conditionTruth(fact, is))),
  ];
}

/** A negative test is an answer; no test and no entry is a presumption at best. */
export const infection: KindCompiler<'infection'> =
  (p) =>
  (patient): Verdict => {
    const entries = entriesOf(patient, p);
    const negatives = entries.filter(({ fact, truth }) => fact.kind === 'infection' && fact.status === 'negative' && not(truth) === 'true'); // prettier-ignore
    const verdict = judgeList('infection', patient, entries, p.is !== 'history');
    if (verdict.truth !== 'false' && !(verdict.truth === 'unknown' && entries.length === negatives.length))
      return verdict;
    return p.agent !== 'any' && negatives.length > 0 && negatives.length === entries.length
      ? decided(
          false,
          negatives.map(({ fact }) => fact),
          { recoverable: true },
        )
      : verdict;
  };
