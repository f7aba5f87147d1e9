import { describe, expect, it } from 'vitest';
import { syntheticDocuments } from '../../src/bench/synthetic/documents.js';
import { SYNTHETIC_AS_OF, syntheticPatients } from '../../src/bench/synthetic/patients.js';
import { compileExpression, type LeafTable } from '../../src/domain/evaluation/program.js';
import { patientContext } from '../../src/domain/evaluation/patient-context.js';
import { speaksOf, statementsOf, subjectsNeeded, subjectsRead } from '../../src/domain/matching/change/subjects.js';
import { MatchIndex } from '../../src/domain/matching/index/match-index.js';
import type { LabFact } from '../../src/domain/patient/profile.js';
import { readRecord } from '../../src/domain/patient/read-record.js';
import { loadCurated } from '../../src/reference-data/load-curated.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { patientSeeds } from '../../src/reference-data/patient-seeds.js';
import { loadPriors } from '../../src/reference-data/priors.js';

const vocabulary = loadVocabulary();
const options = { asOf: SYNTHETIC_AS_OF, vocabulary };

describe('the subjects that a leaf needs', () => {
  it('are all it rests on: a record that speaks of none of them gets the answer of an empty record', () => {
    const index = new MatchIndex(vocabulary, loadPriors());
    for (const document of [...syntheticDocuments(80, 9), ...loadCurated().map(({ document }) => document)])
      index.add(document);
    const leaves = [...index.leaves.values()].map((leaf) => ({ leaf, read: subjectsNeeded(leaf, vocabulary) }));
    const empty = patientContext({ patient: 'empty', facts: [], unmapped: [] }, options);
    const wrong = new Set<string>();
    let silent = 0;
    let speaking = 0;
    for (const profile of [
      ...syntheticPatients(40, 9),
      ...patientSeeds().map((record) => readRecord(record, vocabulary)),
    ]) {
      const patient = patientContext(profile, options);
      const spoken = [...statementsOf(profile).keys()];
      for (const { leaf, read } of leaves) {
        if (speaksOf(spoken, read)) {
          speaking += 1;
          continue;
        }
        silent += 1;
        const { truth } = leaf.judge(patient);
        if (truth !== leaf.judge(empty).truth) wrong.add(`${leaf.kind}: more than ${read.join(', ')}`);
      }
    }
    expect([...wrong]).toEqual([]);
    expect(silent).toBeGreaterThan(1000);
    expect(speaking).toBeGreaterThan(1000);
  });

  it('of a value that is worked out from others are all results, so that a new one of those is not passed over', () => {
    const bilirubin: LabFact = { kind: 'lab', analyte: 'bilirubin', value: 3, unit: 'mg/dL', recorded: '3 mg/dL', source: { resource: 'Observation/b', path: 'Observation' }, date: SYNTHETIC_AS_OF }; // prettier-ignore
    const limit = { lab: { analyte: 'indirectBilirubin', max: { value: 1, inclusive: true }, unit: 'mg/dL' } };
    const leaves: LeafTable = new Map();
    compileExpression(limit, 'inclusion', vocabulary, leaves);
    const [leaf] = leaves.values();
    const withDirect = (value: number) =>
      patientContext({ patient: 'p', facts: [bilirubin, { ...bilirubin, analyte: 'directBilirubin', value }], unmapped: [] }, options); // prettier-ignore
    expect(leaf?.judge(withDirect(0.5)).truth).toBe('false');
    expect(leaf?.judge(withDirect(2.8)).truth).toBe('true');
    expect(leaf && speaksOf(['lab directBilirubin'], subjectsRead(leaf, vocabulary))).toBe(true);
  });
});
