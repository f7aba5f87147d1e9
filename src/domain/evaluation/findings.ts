import type { Truth } from '../logic/truth.js';
import type { FindingFact } from '../patient/profile.js';
import { newestOf, reconcile } from './newest.js';
import type { PatientContext } from './patient-context.js';
import { decided, unknown, type Verdict } from './verdict.js';
import type { Reason } from './outcome.js';

/** Findings of one topic, newest first. The topics that kinds read are listed in docs/criteria-kinds.md. */
export const findingsOf = (patient: PatientContext, topic: string): readonly FindingFact[] =>
  patient
    .memo('findings by topic', () => {
      const map = new Map<string, FindingFact[]>();
      for (const fact of patient.facts('finding')) {
        const list = map.get(fact.topic);
        if (list) list.push(fact);
        else map.set(fact.topic, [fact]);
      }
      return map;
    })
    .get(topic) ?? [];

const yes = new Set(['true', 'yes', 'present', 'positive', 'available', 'adequate', 'normal']);
const no = new Set(['false', 'no', 'absent', 'negative', 'unavailable', 'inadequate']);

/** A finding read as yes or no; a value that is neither leaves it open. */
export function findingTruth(fact: FindingFact): Truth {
  if (typeof fact.value === 'boolean') return fact.value ? 'true' : 'false';
  const word = String(fact.value).toLowerCase();
  return yes.has(word) ? 'true' : no.has(word) ? 'false' : 'unknown';
}

/** The newest yes-or-no finding of a topic; without one the answer is open for the reason given. */
export function judgeFinding(patient: PatientContext, topic: string, otherwise: Reason, recoverable: boolean): Verdict {
  const facts = findingsOf(patient, topic);
  if (facts.length === 0) return unknown(otherwise, [], { recoverable });
  return reconcile(
    newestOf(facts).map((fact) => {
      const truth = findingTruth(fact);
      return truth === 'unknown'
        ? unknown('ambiguousMapping', [fact], { recoverable })
        : decided(truth === 'true', [fact], { recoverable });
    }),
  );
}
