import { patientContext } from '../../domain/evaluation/patient-context.js';
import { CohortBlock } from '../../domain/matching/cohort/cohort-block.js';
import { writeCohortLine } from '../../domain/matching/cohort/cohort-line.js';
import { judgeBlock } from '../../domain/matching/cohort/cohort.js';
import { excludedPlane } from '../../domain/matching/cohort/scope-planes.js';
import { MatchIndex } from '../../domain/matching/index/match-index.js';
import { loadPriors } from '../../reference-data/priors.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import type { Benchmark, BenchOptions } from '../benchmark.js';
import { perSecond, repeat } from '../measure/rate.js';
import { inSeconds, timed, type Timing } from '../measure/timed.js';
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

/** As the command line judges them. */
const BLOCK = 8192;

function run(options: BenchOptions): Record<string, unknown> {
  const vocabulary = loadVocabulary();
  const index = new MatchIndex(vocabulary, loadPriors());
  for (const document of structuredTrials({ ...options, limit: TRIALS })) index.add(document);
  const profiles = syntheticPatients(options.limit ?? PATIENTS, 11);
  const pairs = profiles.length * index.size;
  const total: Timing = { wallMs: 0, processorMs: 0 };
  const planes: Timing = { wallMs: 0, processorMs: 0 };
  const written = { pairs: 0, bytes: 0 };
  let block: CohortBlock | undefined;
  for (let start = 0; start < profiles.length; start += BLOCK) {
    const judged = timed(() => {
      const people = profiles.slice(start, start + BLOCK);
      const contexts = people.map((profile) => patientContext(profile, { asOf: SYNTHETIC_AS_OF, vocabulary }));
      return new CohortBlock(index, contexts);
    });
    block = judged.result;
    add(planes, judged);
    add(total, judged);
    add(total, timed(() => writeGrades(judged.result, written))); // prettier-ignore
  }
  const last = block as CohortBlock;
  const verdicts = repeat(() => {
    for (const trial of index.trials()) for (const scope of trial.scopes) excludedPlane(trial, scope, last);
  }, options.seconds);
  return {
    what: 'synthetic patients x structured trials, one core, from raw profiles; planes = every criterion answered for every patient; total = graded, scored and written as NDJSON text for all pairs that are not excluded; verdicts on planes = who is excluded, word by word, once the criteria are answered',
    patients: profiles.length,
    trials: index.size,
    pairs,
    planesSeconds: inSeconds(planes.wallMs),
    planesProcessorSeconds: inSeconds(planes.processorMs),
    totalSeconds: inSeconds(total.wallMs),
    totalProcessorSeconds: inSeconds(total.processorMs),
    pairsListed: written.pairs,
    megabytesWritten: Math.round(written.bytes / 2 ** 20),
    verdictPairsPerSecondOnPlanes: perSecond(verdicts, last.patients.length * index.size),
    verdictPairsPerProcessorSecondFromProfiles: Math.round(pairs / (planes.processorMs / 1000)),
  };
}

function add(sum: Timing, { wallMs, processorMs }: Timing): void {
  sum.wallMs += wallMs;
  sum.processorMs += processorMs;
}

function writeGrades(block: CohortBlock, written: { pairs: number; bytes: number }): void {
  for (const trial of block.index.trials()) {
    const { id } = trial.document.trial;
    const lines = judgeBlock(trial, block, block.index.priors).map(({ patient, grade, score, scope }) =>
      writeCohortLine({ patient: block.patients[patient]?.profile.patient ?? '', trial: id, grade, score, scope }, 'ndjson'),
    ); // prettier-ignore
    written.pairs += lines.length;
    written.bytes += Buffer.byteLength(lines.join(''));
  }
}
