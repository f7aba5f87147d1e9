import { point, withinRange } from '../../logic/interval.js';
import type { FindingFact } from '../../patient/profile.js';
import { findingsOf } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import { newestOf, reconcile } from '../newest.js';
import { freshness, inDays, validDays } from '../staleness.js';
import { decided, unknown, type Verdict } from '../verdict.js';
import { vital } from './vital.js';

/**
 * A test of organ function: its number or its word as a finding named like the test. Without a limit in the text there is
 * nothing to compare, and a person has to say whether the result is good enough.
 */
export const functionTest: KindCompiler<'functionTest'> = (p, vocabulary) => {
  const { test, min, max, unit, result, within } = p;
  const range = { ...(min && { min }), ...(max && { max }) };
  if (test === 'lvef' && result === undefined) {
    return vital(
      { measure: 'lvef', ...range, ...(unit !== undefined && { unit }), ...(within && { within }) },
      vocabulary,
    );
  }
  const window = within ?? inDays(validDays.cardiacFunction);
  const judge = (fact: FindingFact): Verdict => {
    if (result !== undefined) {
      const own = String(fact.value).toLowerCase();
      return typeof fact.value === 'number'
        ? unknown('incomparable', [fact], { recoverable: true })
        : decided(own === result.toLowerCase(), [fact], { recoverable: true });
    }
    if (typeof fact.value !== 'number') return unknown('incomparable', [fact], { recoverable: true });
    return decided(withinRange(point(fact.value), range) === 'true', [fact], { recoverable: true });
  };
  return (patient) => {
    if (!min && !max && result === undefined)
      return unknown('attestation', findingsOf(patient, test), { recoverable: true });
    const facts = findingsOf(patient, test);
    if (facts.length === 0) return unknown('missing', [], { recoverable: true });
    const fresh = facts.filter((fact) => freshness(fact, patient, window) !== 'stale');
    if (fresh.length === 0) return unknown('stale', newestOf(facts), { recoverable: true });
    return reconcile(newestOf(fresh).map(judge));
  };
};
