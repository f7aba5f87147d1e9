import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { patientContext, type PatientContext, type World } from '../../domain/evaluation/patient-context.js';
import { takesPatients } from '../../domain/matching/accrual.js';
import { CohortBlock } from '../../domain/matching/cohort/cohort-block.js';
import { judgeBlock } from '../../domain/matching/cohort/cohort.js';
import { listedVerdicts } from '../../domain/matching/cohort/listed-verdicts.js';
import { cohortHeading, writeCohortLine, type CohortFormat } from '../../domain/matching/cohort/cohort-line.js';
import { summarize } from '../../domain/matching/cohort/trial-summary.js';
import { MatchIndex } from '../../domain/matching/index/match-index.js';
import { GRADES } from '../../domain/matching/grade.js';
import type { TrialEntry } from '../../domain/matching/index/trial-entry.js';
import type { Grade } from '../../domain/matching/report.js';
import { loadPriors } from '../../reference-data/priors.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { UsageError, type Command, type CommandIo } from '../command.js';
import { asOfDay, oneOf } from '../input/options.js';
import { patientProfiles } from '../input/patient-profiles.js';
import { trialDocuments } from '../input/trial-documents.js';

/** Patients judged together: enough for word-wide work, few enough for the planes to stay small. */
const BLOCK = 8192;

interface CohortOptions {
  openOnly: boolean;
  minGrade: Grade;
  format: CohortFormat;
}

export const command: Command = {
  name: 'cohort',
  summary: 'judge many patients against many trials',
  usage: `
Usage: eligo cohort --patients FILE --trials FILE [--world open|closed] [--summary] [--min-grade GRADE] [--as-of DATE]
                    [--open] [--alive] [--format ndjson|csv]

Patients are FHIR Bundles or Profiles (NDJSON, .gz too), trials registry records or eligibility documents. Writes one line
{patient, trial, grade, score, scope} for every pair that reaches the grade, trial by trial for each ${BLOCK} patients.
--min-grade GRADE  ${GRADES.join(', ')}; possible where absent
--summary          per trial: how many patients have which grade, and how many each criterion excludes
--open             only trials and scopes that take patients
--alive            leave out patients who are recorded as deceased; they are marked where they are in
`,
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        patients: { type: 'string' },
        trials: { type: 'string' },
        world: { type: 'string', default: 'open' },
        summary: { type: 'boolean', default: false },
        'min-grade': { type: 'string', default: 'possible' },
        'as-of': { type: 'string' },
        open: { type: 'boolean', default: false },
        alive: { type: 'boolean', default: false },
        format: { type: 'string', default: 'ndjson' },
      },
    });
    if (values.patients === undefined) throw new UsageError('--patients FILE is needed');
    if (values.trials === undefined) throw new UsageError('--trials FILE is needed');
    const world = oneOf('--world', values.world, ['open', 'closed'] as const);
    const options: CohortOptions = {
      openOnly: values.open,
      minGrade: oneOf('--min-grade', values['min-grade'], GRADES),
      format: oneOf('--format', values.format, ['ndjson', 'csv'] as const),
    };
    const asOf = asOfDay(values['as-of']);
    const index = new MatchIndex(loadVocabulary(), loadPriors());
    for (const { document, listing } of trialDocuments(values.trials)) index.add(document, listing);
    const trials = index.trials().filter((trial) => !values.open || takesPatients(trial.listing.status));
    const patients = await contextsOf(values.patients, asOf, world, values.alive);
    const asked = index.only(trials);
    if (values.summary) await writeSummary(asked, patients, options, io);
    else await writePairs(asked, patients, options, io);
    return 0;
  },
};

async function contextsOf(file: string, asOf: string, world: World, alive: boolean): Promise<PatientContext[]> {
  const contexts: PatientContext[] = [];
  const vocabulary = loadVocabulary();
  for await (const profile of patientProfiles(file))
    if (!alive || !profile.deceased) contexts.push(patientContext(profile, { asOf, world, vocabulary }));
  return contexts;
}

async function write(io: CommandIo, text: string): Promise<void> {
  if (text !== '' && !io.stdout.write(text)) await once(io.stdout, 'drain');
}

async function writePairs(
  index: MatchIndex,
  patients: readonly PatientContext[],
  options: CohortOptions,
  io: CommandIo,
): Promise<void> {
  await write(io, cohortHeading(options.format));
  for (let start = 0; start < patients.length; start += BLOCK) {
    const block = new CohortBlock(index, patients.slice(start, start + BLOCK));
    for (const trial of index.trials()) await write(io, linesOf(trial, block, options));
  }
}

function linesOf(trial: TrialEntry, block: CohortBlock, options: CohortOptions): string {
  const verdicts = judgeBlock(trial, block, block.index.priors, { openScopesOnly: options.openOnly });
  return listedVerdicts(verdicts, trial, block.patients.length, options.minGrade)
    .map(({ patient, grade, score, scope }) => {
      const { profile } = block.patients[patient] as PatientContext;
      const pair = { patient: profile.patient, trial: trial.document.trial.id, grade, score, scope };
      return writeCohortLine({ ...pair, deceased: profile.deceased ?? false }, options.format);
    })
    .join('');
}

async function writeSummary(
  index: MatchIndex,
  patients: readonly PatientContext[],
  { openOnly }: CohortOptions,
  io: CommandIo,
): Promise<void> {
  const block = new CohortBlock(index, patients);
  for (const trial of index.trials()) {
    const verdicts = judgeBlock(trial, block, block.index.priors, { openScopesOnly: openOnly });
    await write(io, `${JSON.stringify(summarize(trial, block, verdicts, { openScopesOnly: openOnly }))}\n`);
  }
}
