import type { Expression } from '../../src/domain/criteria/model.js';
import { decide, reasonOf } from '../../src/domain/evaluation/decision.js';
import { patientContext } from '../../src/domain/evaluation/patient-context.js';
import { compileExpression } from '../../src/domain/evaluation/program.js';
import type { Fact, Profile } from '../../src/domain/patient/profile.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';

const vocabulary = loadVocabulary();
const source = { resource: 'Observation/1', path: 'value' };

/**
 * One condition against a profile of these facts, as of 2026-11-24: `true`, `false`, or the reason for unknown;
 * `presumed false` where nothing but a covered list says so.
 */
export function judge(
  when: Expression,
  facts: readonly object[],
  over: Partial<Profile> = {},
  section: 'inclusion' | 'exclusion' = 'exclusion',
): string {
  const profile: Profile = {
    patient: 'p1',
    facts: facts.map((fact) => ({ source, ...fact }) as Fact),
    unmapped: [],
    ...over,
  };
  const patient = patientContext(profile, { asOf: '2026-11-24', vocabulary });
  const decision = decide(compileExpression(when, section, vocabulary), (leaf) => leaf.judge(patient));
  if (decision.truth === 'unknown') return reasonOf(decision.deciding);
  return `${decision.presumed ? 'presumed ' : ''}${decision.truth}`;
}
