import { patientContext } from '../../domain/evaluation/patient-context.js';
import { MatchIndex } from '../../domain/matching/index/match-index.js';
import { matchPatient } from '../../domain/matching/match-patient.js';
import { PatientSheet } from '../../domain/matching/patient-sheet.js';
import { rankTrials } from '../../domain/matching/rank-trials.js';
import { ENGINE } from '../../reference-data/engine.js';
import { loadPriors } from '../../reference-data/priors.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import type { Benchmark, BenchOptions } from '../benchmark.js';
import { megabytesInUse } from '../measure/memory.js';
import { percentiles } from '../measure/rate.js';
import { timed, type Timing } from '../measure/timed.js';
import { structuredTrials } from '../structured-trials.js';
import { SYNTHETIC_AS_OF, syntheticPatients } from '../synthetic/patients.js';

export const benchmark: Benchmark = {
  name: 'match',
  summary: 'one patient against every structured trial',
  run: (options) => Promise.resolve(run(options)),
};

const WARM_UP = 100;
const PATIENTS = 200;

function run(options: BenchOptions): Record<string, unknown> {
  const documents = structuredTrials(options);
  const vocabulary = loadVocabulary();
  const before = megabytesInUse();
  const building = timed(() => {
    const built = new MatchIndex(vocabulary, loadPriors());
    for (const document of documents) built.add(document);
    built.packed();
    return built;
  });
  const index = building.result;
  const indexMegabytes = megabytesInUse() - before;
  const ranking: Timing[] = [];
  const reporting: Timing[] = [];
  let open = 0;
  for (const profile of syntheticPatients(WARM_UP + PATIENTS, 7)) {
    const ranked = timed(() =>
      rankTrials(new PatientSheet(index, patientContext(profile, { asOf: SYNTHETIC_AS_OF, vocabulary }))),
    );
    ranking.push(ranked);
    open += ranked.result.ranked.length;
    reporting.push(
      timed(() => matchPatient(index, profile, { asOf: SYNTHETIC_AS_OF, engine: ENGINE, top: 20, explain: true })),
    );
  }
  return {
    what: `synthetic patients, one after the other, from the raw profile against every trial: to ranked grades, and to a whole report with 20 trials explained; the first ${WARM_UP} patients fill what is kept of answers and are not counted`,
    trials: index.size,
    conditions: index.conditions.length,
    leaves: index.packed().leaves.length,
    indexBuildMs: Math.round(building.wallMs),
    indexMegabytes,
    trialsNotExcluded: Math.round(open / (WARM_UP + PATIENTS)),
    rankedGrades: figures(ranking),
    reportTop20Explained: figures(reporting),
  };
}

const figures = (timings: readonly Timing[]): Record<string, unknown> => {
  const counted = timings.slice(WARM_UP);
  return {
    wall: percentiles(counted.map(({ wallMs }) => wallMs), [50, 99]), // prettier-ignore
    processor: percentiles(counted.map(({ processorMs }) => processorMs), [50, 99]), // prettier-ignore
  };
};
