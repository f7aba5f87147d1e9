import { patientContext } from '../../domain/evaluation/patient-context.js';
import { CohortBlock } from '../../domain/matching/cohort/cohort-block.js';
import { judgeBlock } from '../../domain/matching/cohort/cohort.js';
import { listedVerdicts } from '../../domain/matching/cohort/listed-verdicts.js';
import { joinSummaries, summarize } from '../../domain/matching/cohort/trial-summary.js';
import type { MatchIndex } from '../../domain/matching/index/match-index.js';
import type { TrialEntry } from '../../domain/matching/index/trial-entry.js';
import type { StoredPatient } from '../../patients/patients.service.js';
import { Pace } from '../pace.js';
import type { CohortRun } from './cohort-run.js';

/** Patients judged together: enough for word-wide work, few enough for progress to show and memory to stay small. */
const BLOCK = 4096;
/** Pairs that one run may list, at some 15 bytes each. */
const MOST_PAIRS = 10_000_000;

export class TooManyPairs extends Error {
  override readonly name = 'TooManyPairs';
}

/** Judges patients against trials and fills the run; stops at the next trial once `isCancelled` says so. @throws TooManyPairs */
export async function judgeCohort(
  run: CohortRun,
  patients: AsyncIterable<StoredPatient>,
  trials: readonly TrialEntry[],
  index: MatchIndex,
  isCancelled: () => boolean,
): Promise<void> {
  const pace = new Pace();
  const asked = index.only(trials);
  for await (const people of blocks(patients, run)) {
    if (isCancelled()) return;
    const { asOf } = run.request;
    const contexts = people.map(({ profile }) => patientContext(profile, { asOf, vocabulary: index.vocabulary }));
    const block = new CohortBlock(asked, contexts);
    const first = run.pairs.addPeople(people.map(({ id, profile }) => ({ id, deceased: profile.deceased ?? false })));
    for (const trial of asked.trials()) {
      await pace.step();
      if (isCancelled()) return;
      judge(trial, block, first, run);
      run.progress.pairsJudged += people.length;
      if (run.pairs.count > MOST_PAIRS) throw new TooManyPairs(`more than ${MOST_PAIRS} pairs reach the grade`);
    }
  }
}

/** Collects patients to blocks, those left out by the request aside. */
async function* blocks(patients: AsyncIterable<StoredPatient>, { request, progress }: CohortRun) {
  const pace = new Pace();
  let people: StoredPatient[] = [];
  for await (const patient of patients) {
    progress.patientsRead += 1;
    await pace.step();
    if (request.alive && patient.profile.deceased) continue;
    people.push(patient);
    if (people.length < BLOCK) continue;
    yield people;
    people = [];
  }
  if (people.length > 0) yield people;
}

function judge(trial: TrialEntry, block: CohortBlock, first: number, run: CohortRun): void {
  const { openScopesOnly, minGrade } = run.request;
  const verdicts = judgeBlock(trial, block, block.index.priors, { openScopesOnly });
  const summary = summarize(trial, block, verdicts, { openScopesOnly });
  const before = run.summaries.get(trial.key)?.summary;
  run.summaries.set(trial.key, { trial, summary: before ? joinSummaries(before, summary) : summary });
  run.pairs.add(
    trial.document.trial.id,
    trial.scopes.map(({ id }) => id),
    first,
    listedVerdicts(verdicts, trial, block.patients.length, minGrade),
  );
}
