import { describe, expect, it } from 'vitest';
import { readRecord } from './read-record.js';
import { RecordError, type RecordErrorCode } from './record-error.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';

const vocabulary = loadVocabulary();
const patient = { resourceType: 'Patient', id: 'p', gender: 'female', birthDate: '1960-05-01' };
const read = (...resources: object[]) => readRecord([patient, ...resources], vocabulary);

const codeOf = (input: unknown): RecordErrorCode | undefined => {
  try {
    readRecord(input, vocabulary);
    return undefined;
  } catch (error) {
    if (error instanceof RecordError) return error.code;
    throw error;
  }
};

describe('readRecord', () => {
  it('refuses what is no record of one patient, each with its own code', () => {
    expect(codeOf('text')).toBe('notAnObject');
    expect(codeOf(null)).toBe('notAnObject');
    expect(codeOf({ a: 1 })).toBe('notFhir');
    expect(codeOf([])).toBe('notFhir');
    expect(codeOf({ resourceType: 'Bundle', type: 'collection' })).toBe('noPatient');
    expect(codeOf([patient, { ...patient, id: 'q' }])).toBe('severalPatients');
    let deep: unknown = patient;
    for (let i = 0; i < 10_000; i++) deep = { resourceType: 'Bundle', entry: [{ resource: deep }] };
    expect(codeOf(deep)).toBe('tooDeep');
  });

  it('reads the wanted patient of an input that holds several', () => {
    const profile = readRecord([patient, { ...patient, id: 'q', gender: 'male' }], vocabulary, {
      patient: 'Patient/q',
    });
    expect(profile).toMatchObject({ patient: 'q', sex: 'male' });
  });

  it('keeps reading where one resource is broken', () => {
    const profile = read(
      { resourceType: 'Condition', code: 17, onsetDateTime: 'yesterday' },
      { resourceType: 'Observation', status: 'final', code: { coding: [{ code: '89247-1' }] }, valueInteger: 0 },
    );
    expect(profile.facts).toMatchObject([{ kind: 'performance', scale: 'ecog', value: 0 }]);
    expect(profile.unmapped).toMatchObject([{ why: 'Condition without a code' }]);
  });

  it('covers what else the patient has only where something else than the cancer is listed', () => {
    const condition = (id: string, text: string) => ({
      resourceType: 'Condition',
      id,
      clinicalStatus: { coding: [{ code: 'active' }] },
      code: { text },
    });
    const cancer = condition('c', 'Adenocarcinoma of lung');
    expect(read(cancer, condition('m', 'Secondary malignant neoplasm of liver')).coverage).not.toContain('conditions');
    expect(read(cancer, condition('h', 'Hypertension')).coverage).toContain('conditions');
  });

  it('says of a resource that was entered in error that it does not count', () => {
    const profile = read({
      resourceType: 'Observation',
      id: 'o',
      status: 'entered-in-error',
      code: { coding: [{ code: '89247-1' }] },
      valueInteger: 0,
    });
    expect(profile.facts).toEqual([]);
    expect(profile.unmapped).toMatchObject([
      { resource: 'Observation/o', why: 'status entered-in-error: not counted' },
    ]);
  });

  it('knows a death by the flag, the date or the cause of death', () => {
    expect(readRecord({ ...patient, deceasedBoolean: true }, vocabulary).deceased).toBe(true);
    expect(readRecord({ ...patient, deceasedDateTime: '2020-02-03T10:00:00Z' }, vocabulary)).toMatchObject({
      deceased: true,
      deceasedDate: '2020-02-03',
    });
    expect(read({ resourceType: 'Observation', code: { coding: [{ code: '69453-9' }] } }).deceased).toBe(true);
    expect(read().deceased).toBeUndefined();
  });
});
