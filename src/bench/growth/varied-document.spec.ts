import { describe, expect, it } from 'vitest';
import type { EligibilityDocument, Expression } from '../../domain/criteria/model.js';
import { variedDocument } from './varied-document.js';

const criterion = (id: string, when: Expression): EligibilityDocument['criteria'][number] => ({
  id, section: 'inclusion', scope: 'all', text: id, requirement: 'hard', basis: 'parsed', confidence: 1, when,
}); // prettier-ignore

const limited = criterion('i1', { all: [{ lab: { analyte: 'anc', unit: '10*9/L', min: { value: 10, inclusive: true } } }, { sex: { is: 'female' } }] }); // prettier-ignore
const plain = criterion('i2', { stage: { anyOf: ['IV'] } });
const document: EligibilityDocument = { eligo: 1, trial: { registry: 'ctgov', id: 'N', version: '1' }, by: { converter: 'test' }, criteria: [limited, plain] }; // prettier-ignore

describe('a varied document', () => {
  it('has another id and other limits, and shares what has none', () => {
    const copy = variedDocument(document, 2);
    expect(copy.trial.id).toBe('N-2');
    expect(copy.criteria[0]?.when).toEqual({ all: [{ lab: { analyte: 'anc', unit: '10*9/L', min: { value: 11, inclusive: true } } }, { sex: { is: 'female' } }] }); // prettier-ignore
    expect(copy.criteria[1]).toBe(plain);
    expect(document.criteria[0]).toBe(limited);
  });

  it('is the document itself at first', () => {
    expect(variedDocument(document, 0)).toBe(document);
  });
});
