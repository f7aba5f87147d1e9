import { parseArgs } from 'node:util';
import { MatchIndex } from '../../domain/matching/index/match-index.js';
import { matchPatient } from '../../domain/matching/match-patient.js';
import { listingOf } from '../../matches/trial-listing.js';
import type { Profile } from '../../domain/patient/profile.js';
import { ENGINE } from '../../reference-data/engine.js';
import { loadPriors } from '../../reference-data/priors.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { type Command, type CommandIo, UsageError } from '../command.js';
import { asOfDay, oneOf, wholeNumber } from '../input/options.js';
import { patientProfiles } from '../input/patient-profiles.js';
import { trialDocuments } from '../input/trial-documents.js';
import { reportTable } from '../report-table.js';
import { withTrialServices } from '../trial-services.js';

const TABLE_ROWS = 10;

export const command: Command = {
  name: 'match',
  summary: 'match patients against trials and say why',
  usage: `Usage: eligo match --patient FILE [--trials FILE] [--format json|table] [--top N] [--explain] [--world open|closed] [--all] [--as-of DATE]

FILE of --patient is a FHIR Bundle or a Profile, or NDJSON of them (.gz too). --trials takes registry records or eligibility
documents (NDJSON, .gz too); without it the trials of the database are used (run 'eligo seed' or 'npm start' once).
Prints one MatchReport per patient, or a table for people with the first excluded trials and why.

  --top N      list the N best matches (table: 10)
  --explain    give every criterion of the trials listed
  --all        list the excluded trials too
  --world      closed: read missing facts as negative, as MatchMiner does`,
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        patient: { type: 'string' },
        trials: { type: 'string' },
        format: { type: 'string', default: 'json' },
        top: { type: 'string' },
        explain: { type: 'boolean', default: false },
        world: { type: 'string', default: 'open' },
        all: { type: 'boolean', default: false },
        'as-of': { type: 'string' },
      },
    });
    if (!values.patient) throw new UsageError('--patient FILE is needed');
    const format = oneOf('--format', values.format, ['json', 'table'] as const);
    const options = {
      asOf: asOfDay(values['as-of']),
      engine: ENGINE,
      world: oneOf('--world', values.world, ['open', 'closed'] as const),
      top: wholeNumber('--top', values.top),
    };
    const profiles = patientProfiles(values.patient);
    // A patient file that cannot be read is told before all trials are compiled.
    let next = await profiles.next();
    const index = await loadIndex(values.trials, io);
    for (; !next.done; next = await profiles.next()) {
      const profile = next.value;
      io.stdout.write(
        format === 'json'
          ? `${JSON.stringify(matchPatient(index, profile, { ...options, all: values.all, explain: values.explain }))}\n`
          : table(index, profile, { ...options, top: options.top ?? TABLE_ROWS }),
      );
    }
    return 0;
  },
};

async function loadIndex(file: string | undefined, io: CommandIo): Promise<MatchIndex> {
  const index = new MatchIndex(loadVocabulary(), loadPriors());
  if (file !== undefined) {
    for (const { document, listing } of trialDocuments(file)) index.add(document, listing);
    return index;
  }
  await withTrialServices(async ({ trials }) => {
    for await (const { trial, document } of trials.documentsInForce()) index.add(document, listingOf(trial));
  });
  if (index.size === 0)
    io.stderr.write("eligo match: the database holds no trials; run 'eligo seed' or 'npm start' once\n");
  return index;
}

function table(
  index: MatchIndex,
  profile: Profile,
  options: { asOf: string; engine: string; world: 'open' | 'closed'; top: number },
): string {
  const { top, ...rest } = options;
  const ranked = matchPatient(index, profile, { ...rest, all: true });
  const open = ranked.matches.filter((match) => match.grade !== 'certainly-not').slice(0, top);
  const excluded = ranked.matches.filter((match) => match.grade === 'certainly-not').slice(0, 5);
  const shown = new Set([...open, ...excluded].map((match) => match.trial.id));
  const { matches } = matchPatient(index, profile, {
    ...rest,
    all: true,
    explain: true,
    filter: ({ document }) => shown.has(document.trial.id),
  });
  return reportTable({ ...ranked, matches }, profile);
}
