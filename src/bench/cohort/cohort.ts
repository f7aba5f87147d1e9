import { patientContext } from '../../domain/evaluation/patient-context.js';
import { CohortBlock } from '../../domain/matching/cohort/cohort-block.js';
import { judgeBlock } from '../../domain/matching/cohort/cohort.js';
import { excludedPlane } from '../../domain/matching/cohort/scope-planes.js';
import { MatchIndex } from '../../domain/matching/index/match-index.js';
import { loadPriors } from '../../reference-data/priors.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import type { Benchmark, BenchOptions } from '../benchmark.js';
import { perSecond, repeat } from '../measure/rate.js';
import { structuredTrials } from '../structured-trials.js';
import { SYNTHETIC_AS_OF, syntheticPatients } from '../synthetic/patients.js';

/** The largest nightly run that a matcher of this kind has published: 26,000 patients and 270 trials. */
const PATIENTS = 26_000;
const TRIALS = 270;

export const benchmark: Benchmark = {
  name: 'cohort',
  summary: 'a hospital against its trials, bit-sliced',
  run: (options) => Promise.resolve(run(options)),
};

const seconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return Math.round(performance.now() - start) / 1000;
};

function run(options: BenchOptions): Record<string, unknown> {
  const vocabulary = loadVocabulary();
  const index = new MatchIndex(vocabulary, loadPriors());
  for (const document of structuredTrials({ ...options, limit: TRIALS })) index.add(document);
  const profiles = syntheticPatients(options.limit ?? PATIENTS, 11);
  const trials = index.trials();
  const pairs = profiles.length * trials.length;
  let block: CohortBlock | undefined;
  const planes = seconds(() => {
    const contexts = profiles.map((profile) => patientContext(profile, { asOf: SYNTHETIC_AS_OF, vocabulary }));
    block = new CohortBlock(index, contexts);
    for (const trial of trials) for (const scope of trial.scopes) excludedPlane(trial, scope, block);
  });
  const prepared = block as unknown as CohortBlock;
  let bytes = 0;
  let listed = 0;
  const grading = seconds(() => {
    for (const trial of trials) {
      const lines = judgeBlock(trial, prepared, index.priors).map(
        ({ patient, grade, score, scope }) =>
          `{"patient":"${prepared.patients[patient]?.profile.patient}","trial":"${trial.document.trial.id}","grade":"${grade}","score":${score},"scope":"${scope}"}\n`,
      );
      listed += lines.length;
      bytes += lines.join('').length;
    }
  });
  const verdicts = repeat(() => {
    for (const trial of trials) for (const scope of trial.scopes) excludedPlane(trial, scope, prepared);
  }, options.seconds);
  return {
    what: 'synthetic patients x structured trials, one core; planes = every predicate judged for every patient, grades = graded, scored and written as NDJSON text for all pairs that are not excluded',
    patients: profiles.length,
    trials: trials.length,
    pairs,
    planesSeconds: planes,
    gradesWrittenSeconds: grading,
    totalSeconds: Math.round((planes + grading) * 1000) / 1000,
    pairsListed: listed,
    megabytesWritten: Math.round(bytes / 2 ** 20),
    verdictPairsPerSecondOnPlanes: perSecond(verdicts, pairs),
    verdictPairsPerSecondFromProfiles: Math.round(pairs / planes),
  };
}
