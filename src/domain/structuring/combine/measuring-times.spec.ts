import { describe, expect, it } from 'vitest';
import { loadLexicons } from '../../../reference-data/load-lexicons.js';
import { loadVocabulary } from '../../../reference-data/load-vocabulary.js';
import { structure } from '../structure.js';

const vocabulary = loadVocabulary();
const lexicons = loadLexicons();

function confidenceOf(line: string): number {
  const text = `Inclusion Criteria:\n\n* ${line}`;
  const input = { registry: 'ctgov', id: 'NCT00000000', version: '', text, fields: {} };
  return structure(input, vocabulary, lexicons).criteria[0]!.confidence;
}

describe('when a value was measured', () => {
  it('decides nothing, in brackets or at the end', () => {
    for (const line of [
      'Platelets >= 100,000/mm3 (obtained within 14 days prior to zorb administration)',
      'Hemoglobin >= 9 g/dL within 14 days prior to the assessment of hemoglobin in the zorb period',
    ])
      expect(confidenceOf(line)).toBeGreaterThanOrEqual(0.8);
  });

  it('is not all that is said where an exception, a support or another limit stands beside it', () => {
    for (const line of [
      'Platelets >= 100,000/mm3 (within 14 days, unless zorb is present)',
      'Hemoglobin >= 9 g/dL (measured in zorb, >= 8 in the others)',
      'Hemoglobin >= 9 g/dL (within 7 days with zorb support)',
    ])
      expect(confidenceOf(line)).toBeLessThan(0.8);
  });
});
