import { describe, expect, it } from 'vitest';
import { syntheticDocuments } from '../../src/bench/synthetic/documents.js';
import { SYNTHETIC_AS_OF, syntheticPatients } from '../../src/bench/synthetic/patients.js';
import { patientContext } from '../../src/domain/evaluation/patient-context.js';
import { exactDay, isoDay } from '../../src/domain/logic/day.js';
import { MatchIndex } from '../../src/domain/matching/index/match-index.js';
import { patientSeeds } from '../../src/reference-data/patient-seeds.js';
import { readRecord } from '../../src/domain/patient/read-record.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { loadPriors } from '../../src/reference-data/priors.js';

const vocabulary = loadVocabulary();

describe('the day until which an answer holds', () => {
  it('is never too late: until then every leaf answers the same', () => {
    const index = new MatchIndex(vocabulary, loadPriors());
    for (const document of syntheticDocuments(60, 5)) index.add(document);
    const leaves = [...index.leaves.values()];
    const profiles = [
      ...syntheticPatients(25, 5),
      ...patientSeeds()
        .slice(0, 10)
        .map((record) => readRecord(record, vocabulary)),
    ];
    let changed = 0;
    for (const profile of profiles) {
      const at = (day: number) => patientContext(profile, { asOf: isoDay(day), vocabulary });
      const today = exactDay(SYNTHETIC_AS_OF);
      const now = at(today);
      const days = [1, 7, 30, 61, 91, 181, 366, 800, 4000].map((ahead) => today + ahead);
      const later = new Map(days.map((day) => [day, at(day)]));
      for (const leaf of leaves) {
        const { result, until } = now.watch(() => leaf.judge(now));
        const before = Number.isFinite(until) ? [...days.filter((day) => day < until), until - 1] : days;
        for (const day of before) {
          const then = leaf.judge(later.get(day) ?? at(day));
          if (then.truth !== result.truth || then.presumed !== result.presumed)
            expect.fail(`${leaf.key}: ${result.truth} until ${isoDay(until)}, but ${then.truth} on ${isoDay(day)}`);
        }
        if (Number.isFinite(until) && leaf.judge(at(until)).truth !== result.truth) changed += 1;
      }
    }
    // The day is of use: many answers do change on it.
    expect(changed).toBeGreaterThan(100);
  });
});
