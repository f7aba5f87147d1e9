import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import type { TherapyFact } from '../patient/profile.js';
import { patientContext } from './patient-context.js';
import { treatmentsOf } from './treatments.js';

const vocabulary = loadVocabulary();
const therapy = (agents: string[], start?: string): TherapyFact => ({
  kind: 'therapy',
  agents,
  classes: [],
  modality: 'chemotherapy',
  ...(start !== undefined && { start }),
  source: { resource: `MedicationRequest/${agents.join('-')}`, path: 'medicationCodeableConcept' },
});
const classes = (...facts: TherapyFact[]): string[] =>
  treatmentsOf(
    patientContext({ patient: 'p', facts, unmapped: [] }, { asOf: '2026-11-24', world: 'open', vocabulary }),
  ).flatMap((treatment) => [...treatment.classes]);

describe('combinations', () => {
  it('are recognized in one course and in orders begun together', () => {
    expect(classes(therapy(['oxaliplatin', 'fluorouracil', 'leucovorin']))).toContain('folfox');
    expect(classes(therapy(['oxaliplatin'], '2026-03-01'), therapy(['fluorouracil'], '2026-03-02'))).toContain(
      'folfox',
    );
  });

  it('are not made of drugs given at different times, or at unknown ones', () => {
    expect(classes(therapy(['oxaliplatin'], '2024-03-01'), therapy(['fluorouracil'], '2026-03-02'))).not.toContain(
      'folfox',
    );
    expect(classes(therapy(['oxaliplatin']), therapy(['fluorouracil']))).not.toContain('folfox');
  });

  it('are not recognized where an agent is missing', () => {
    expect(classes(therapy(['oxaliplatin'], '2026-03-01'))).not.toContain('folfox');
  });
});
