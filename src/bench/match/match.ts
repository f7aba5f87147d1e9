import { patientContext } from '../../domain/evaluation/patient-context.js';
import { MatchIndex } from '../../domain/matching/index/match-index.js';
import { matchPatient } from '../../domain/matching/match-patient.js';
import { PatientSheet } from '../../domain/matching/patient-sheet.js';
import { rankTrials } from '../../domain/matching/rank-trials.js';
import { ENGINE } from '../../reference-data/engine.js';
import { loadPriors } from '../../reference-data/priors.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import type { Benchmark, BenchOptions } from '../benchmark.js';
import { percentiles } from '../measure/rate.js';
import { structuredTrials } from '../structured-trials.js';
import { SYNTHETIC_AS_OF, syntheticPatients } from '../synthetic/patients.js';

export const benchmark: Benchmark = {
  name: 'match',
  summary: 'one patient against every structured trial',
  run: (options) => Promise.resolve(run(options)),
};

const WARM_UP = 30;
const PATIENTS = 200;

const megabytes = (): number => Math.round(process.memoryUsage().heapUsed / 2 ** 20);

function timed<T>(into: number[], work: () => T): T {
  const start = performance.now();
  const result = work();
  into.push(performance.now() - start);
  return result;
}

function run(options: BenchOptions): Record<string, unknown> {
  const documents = structuredTrials(options);
  const vocabulary = loadVocabulary();
  globalThis.gc?.();
  const before = megabytes();
  const building: number[] = [];
  const index = timed(building, () => {
    const built = new MatchIndex(vocabulary, loadPriors());
    for (const document of documents) built.add(document);
    built.packed();
    return built;
  });
  globalThis.gc?.();
  const indexMegabytes = megabytes() - before;
  const ranking: number[] = [];
  const reporting: number[] = [];
  let open = 0;
  for (const profile of syntheticPatients(WARM_UP + PATIENTS, 7)) {
    const { ranked } = timed(ranking, () =>
      rankTrials(new PatientSheet(index, patientContext(profile, { asOf: SYNTHETIC_AS_OF, vocabulary }))),
    );
    open += ranked.length;
    timed(reporting, () =>
      matchPatient(index, profile, { asOf: SYNTHETIC_AS_OF, engine: ENGINE, top: 20, explain: true }),
    );
  }
  return {
    what: 'synthetic patients, one after the other, against every trial; to ranked grades, and to a whole report with 20 trials explained',
    trials: index.size,
    conditions: index.conditions.length,
    leaves: index.packed().leaves.length,
    indexBuildMs: Math.round(building[0] ?? 0),
    ...(globalThis.gc ? { indexMegabytes } : { indexMegabytes: 'run node with --expose-gc' }),
    trialsNotExcluded: Math.round(open / (WARM_UP + PATIENTS)),
    rankedGrades: percentiles(ranking.slice(WARM_UP), [50, 99]),
    reportTop20Explained: percentiles(reporting.slice(WARM_UP), [50, 99]),
  };
}
