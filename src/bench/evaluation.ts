import { compileDocument, evaluateDocument } from '../domain/evaluation/document.js';
import { truthOf } from '../domain/evaluation/decision.js';
import { patientContext } from '../domain/evaluation/patient-context.js';
import type { LeafTable } from '../domain/evaluation/program.js';
import { loadVocabulary } from '../reference-data/load-vocabulary.js';
import type { Benchmark } from './benchmark.js';
import { perSecond, repeat } from './measure/rate.js';
import { syntheticDocuments } from './synthetic/documents.js';
import { SYNTHETIC_AS_OF, syntheticPatients } from './synthetic/patients.js';

const SEED = 7;
const PATIENTS = 50;

/**
 * One core, no index and no shared answers: every criterion of every document is judged for every patient, once for its
 * truth alone and once with outcome, reason and evidence. Patients are prepared anew in each round.
 */
export const benchmark: Benchmark = {
  name: 'evaluation',
  summary: 'evaluations of compiled documents per second on one core, truth only and explained',
  run({ seconds, limit }) {
    const vocabulary = loadVocabulary();
    const table: LeafTable = new Map();
    const documents = syntheticDocuments(limit ?? 500, SEED);
    const compiled = documents.map((document) => compileDocument(document, vocabulary, table));
    const profiles = syntheticPatients(PATIENTS, SEED);
    const prepared = () => profiles.map((profile) => patientContext(profile, { asOf: SYNTHETIC_AS_OF, vocabulary }));
    const criteria = compiled.reduce((sum, { criteria: list }) => sum + list.length, 0);

    let sink = 0;
    const truth = repeat(() => {
      for (const patient of prepared())
        for (const document of compiled)
          for (const { program } of document.criteria)
            if (truthOf(program, (leaf) => leaf.truth(patient)) === 'true') sink += 1;
    }, seconds);
    const explained = repeat(() => {
      for (const patient of prepared())
        for (const document of compiled) sink += evaluateDocument(document, patient).length;
    }, seconds);
    const compiling = repeat(() => {
      const fresh: LeafTable = new Map();
      for (const document of documents) sink += compileDocument(document, vocabulary, fresh).criteria.length;
    }, seconds);

    const pairs = compiled.length * profiles.length;
    return Promise.resolve({
      documents: compiled.length,
      patients: profiles.length,
      criteria,
      distinctLeaves: table.size,
      truthOnly: {
        pairsPerSecond: perSecond(truth, pairs),
        criteriaPerSecond: perSecond(truth, criteria * profiles.length),
      },
      explained: {
        pairsPerSecond: perSecond(explained, pairs),
        criteriaPerSecond: perSecond(explained, criteria * profiles.length),
      },
      compiledDocumentsPerSecond: perSecond(compiling, documents.length),
      checksum: sink > 0,
    });
  },
};
