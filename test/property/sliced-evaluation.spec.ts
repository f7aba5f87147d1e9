import { describe, expect, it } from 'vitest';
import { syntheticDocuments } from '../../src/bench/synthetic/documents.js';
import { SYNTHETIC_AS_OF, syntheticPatients } from '../../src/bench/synthetic/patients.js';
import { patientContext, type World } from '../../src/domain/evaluation/patient-context.js';
import { CohortBlock } from '../../src/domain/matching/cohort/cohort-block.js';
import { judgeBlock } from '../../src/domain/matching/cohort/cohort.js';
import { MatchIndex } from '../../src/domain/matching/index/match-index.js';
import { PatientSheet } from '../../src/domain/matching/patient-sheet.js';
import { judgeTrial } from '../../src/domain/matching/trial-verdict.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { loadPriors } from '../../src/reference-data/priors.js';

const vocabulary = loadVocabulary();
const priors = loadPriors();

describe('a cohort judged bit-sliced', () => {
  it.each<[World, number, number, number]>([
    ['open', 500, 200, 1],
    ['closed', 200, 120, 2],
  ])('agrees with judging each pair alone: %s world, %i patients x %i trials', (world, patients, trials, seed) => {
    const index = new MatchIndex(vocabulary, priors);
    for (const document of syntheticDocuments(trials, seed)) index.add(document);
    const contexts = syntheticPatients(patients, seed).map((profile) =>
      patientContext(profile, { asOf: SYNTHETIC_AS_OF, world, vocabulary }),
    );
    const block = new CohortBlock(index, contexts);
    const sheets = contexts.map((patient) => new PatientSheet(index, patient));
    const seen = new Map<string, number>();
    let pairs = 0;
    for (const openScopesOnly of [false, true])
      for (const trial of index.trials()) {
        const sliced = new Map(judgeBlock(trial, block, priors, { openScopesOnly }).map((row) => [row.patient, row]));
        for (const [patient, sheet] of sheets.entries()) {
          const single = judgeTrial(trial, sheet, priors, { briefly: patient % 2 === 0, openScopesOnly });
          const row = sliced.get(patient);
          pairs += 1;
          const grade = single?.grade ?? 'certainly-not';
          seen.set(grade, (seen.get(grade) ?? 0) + 1);
          const same =
            grade === 'certainly-not'
              ? row === undefined
              : row?.grade === grade && row.score === single?.score && row.scope === single.best.scope.id;
          if (!same) expect.fail(`${trial.key} ${patient}: ${JSON.stringify(row)} against ${grade} ${single?.score}`);
        }
      }
    expect(pairs).toBe(2 * patients * trials);
    // All grades occur, or the comparison would be of little.
    expect([...seen.keys()].sort()).toEqual(['certain', 'certainly-not', 'possible', 'probable']);
  });
});
