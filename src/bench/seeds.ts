import { MatchIndex } from '../domain/matching/index/match-index.js';
import { matchPatient } from '../domain/matching/match-patient.js';
import { readRecord } from '../domain/patient/read-record.js';
import { recordReaders } from '../registries/record-readers.js';
import { structure } from '../domain/structuring/structure.js';
import { ENGINE } from '../reference-data/engine.js';
import { loadLexicons } from '../reference-data/load-lexicons.js';
import { loadVocabulary } from '../reference-data/load-vocabulary.js';
import { patientSeeds } from '../reference-data/patient-seeds.js';
import { loadPriors } from '../reference-data/priors.js';
import { trialSeeds } from '../reference-data/trial-seeds.js';
import type { Benchmark } from './benchmark.js';
import { percentiles } from './measure/rate.js';

const AS_OF = '2026-11-24';
const EXPLAINED = 20;

/** What ships with the project: each seeded patient against every seeded trial, 20 explained. Needs no other data. */
export const benchmark: Benchmark = {
  name: 'seeds',
  summary: 'each seeded patient against all seeded trials, 20 explained: milliseconds',
  run({ seconds }) {
    const vocabulary = loadVocabulary();
    const index = new MatchIndex(vocabulary, loadPriors());
    const started = performance.now();
    for (const registry of ['ctgov', 'nci'] as const) {
      for (const line of trialSeeds(registry)) {
        const { eligibility, updated } = recordReaders[registry].map(JSON.parse(line));
        index.add(structure({ ...eligibility, version: updated ?? 'seed' }, vocabulary, loadLexicons()));
      }
    }
    const structuredMs = Math.round(performance.now() - started);
    const profiles = patientSeeds().map((record) => readRecord(record, vocabulary));
    const options = { asOf: AS_OF, engine: ENGINE, top: EXPLAINED, explain: true };
    for (const profile of profiles) matchPatient(index, profile, options);
    const times: number[] = [];
    for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
      for (const profile of profiles) {
        const begun = performance.now();
        matchPatient(index, profile, options);
        times.push(performance.now() - begun);
      }
    }
    return Promise.resolve({
      trials: index.size,
      patients: profiles.length,
      structuredMs,
      matches: times.length,
      ...percentiles(times, [50, 95, 99, 100]),
    });
  },
};
