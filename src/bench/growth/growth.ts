import { patientContext } from '../../domain/evaluation/patient-context.js';
import { MatchIndex } from '../../domain/matching/index/match-index.js';
import { PatientSheet } from '../../domain/matching/patient-sheet.js';
import { rankTrials } from '../../domain/matching/rank-trials.js';
import { loadPriors } from '../../reference-data/priors.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import type { Benchmark, BenchOptions } from '../benchmark.js';
import { megabytesInUse } from '../measure/memory.js';
import { percentiles } from '../measure/rate.js';
import { inSeconds, timed, type Timing } from '../measure/timed.js';
import { structuredTrials } from '../structured-trials.js';
import { SYNTHETIC_AS_OF, syntheticPatients } from '../synthetic/patients.js';
import { variedDocument } from './varied-document.js';

export const benchmark: Benchmark = {
  name: 'growth',
  summary: 'time and memory as the number of trials grows',
  run: (options) => Promise.resolve(run(options)),
};

const SIZES = [1000, 3000, 10_000, 30_000, 100_000];
const WARM_UP = 40;
const PATIENTS = 60;

function run(options: BenchOptions): Record<string, unknown> {
  const { limit: most = Infinity, ...rest } = options;
  const vocabulary = loadVocabulary();
  const profiles = syntheticPatients(WARM_UP + PATIENTS, 7);
  // Before the documents are read: equal texts of theirs become one when the index takes them as keys, so that what the index
  // adds to them would look like less than it is.
  const before = megabytesInUse();
  const documents = structuredTrials(rest);
  const index = new MatchIndex(vocabulary, loadPriors());
  let adding = 0;
  let next = 0;
  const points = SIZES.filter((size) => size <= most).map((size) => {
    const added = timed(() => {
      for (; index.size < size; next++) {
        const document = documents[next % documents.length];
        if (document) index.add(variedDocument(document, Math.floor(next / documents.length)));
      }
    });
    adding += added.processorMs;
    const packing = timed(() => index.packed());
    const ranking = profiles.map((profile): Timing =>
      timed(() => rankTrials(new PatientSheet(index, patientContext(profile, { asOf: SYNTHETIC_AS_OF, vocabulary })))),
    );
    const counted = ranking.slice(WARM_UP).map(({ processorMs }) => processorMs);
    return {
      trials: index.size,
      conditions: index.conditions.length,
      leaves: index.packed().leaves.length,
      addingProcessorSeconds: inSeconds(adding),
      packingProcessorSeconds: inSeconds(packing.processorMs),
      megabytes: megabytesInUse() - before,
      rankedGradesProcessor: percentiles(counted, [50, 99]),
    };
  });
  return {
    what: `the texts again and again, each time with other limits of ranges and times; one patient after the other (${PATIENTS} after ${WARM_UP} that are not counted) from the raw profile to ranked grades of all trials; memory is that of the index, of what it keeps of patients' answers and of all documents (those that were read are there from the start)`,
    points,
  };
}
