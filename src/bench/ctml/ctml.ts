import { importCtml } from '../../domain/criteria/exchange/ctml/import.js';
import { expandedNames } from '../../domain/criteria/exchange/ctml/names.js';
import { patientContext, type PatientContext } from '../../domain/evaluation/patient-context.js';
import { CohortBlock } from '../../domain/matching/cohort/cohort-block.js';
import { excludedPlane } from '../../domain/matching/cohort/scope-planes.js';
import { hasBit } from '../../domain/matching/cohort/planes.js';
import { MatchIndex } from '../../domain/matching/index/match-index.js';
import type { TrialEntry } from '../../domain/matching/index/trial-entry.js';
import { PatientSheet } from '../../domain/matching/patient-sheet.js';
import { isExcluded } from '../../domain/matching/trial-verdict.js';
import { profilesFromMatchMiner } from '../../domain/patient/exchange/matchminer/profile.js';
import { loadPriors } from '../../reference-data/priors.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import type { Benchmark, BenchOptions } from '../benchmark.js';
import { inTurns } from '../measure/rate.js';
import { joinPatients } from './joined-patient.js';
import { jsonRulesPeer } from './json-rules-peer.js';
import { mingoPeer } from './mingo-peer.js';
import { loadSuite, SUITE_AS_OF } from './suite.js';

/** Patients of the largest nightly run that was published; those of the suite again and again. */
const HOSPITAL = 26_000;

export const benchmark: Benchmark = {
  name: 'ctml',
  summary: 'closed-world verdicts on the CTML suite beside mingo and json-rules-engine',
  run,
};

async function run({ seconds }: BenchOptions): Promise<Record<string, unknown>> {
  const suite = loadSuite();
  const vocabulary = loadVocabulary();
  const index = new MatchIndex(vocabulary, loadPriors());
  const trials = suite.trials.map((trial) => index.add(importCtml(trial, expandedNames(suite.names))));
  const contexts = (): PatientContext[] => profiles.map((profile) => patientContext(profile, { asOf: SUITE_AS_OF, world: 'closed', vocabulary })); // prettier-ignore
  const profiles = profilesFromMatchMiner(suite.clinical, suite.genomic);
  const joined = joinPatients(suite.clinical, suite.genomic);
  const queries = { names: suite.names, asOf: SUITE_AS_OF };
  const mingo = await mingoPeer(suite.trials, queries);
  const jsonRules = await jsonRulesPeer(suite.trials, queries);

  const prepared = contexts();
  const ours = (): boolean[] => {
    const verdicts: boolean[] = [];
    for (const patient of prepared) {
      const sheet = new PatientSheet(index, patient);
      for (const trial of trials) verdicts.push(!isExcluded(trial, sheet));
    }
    return verdicts;
  };
  const theirs = joined.flatMap((patient) => trials.map((_, i) => mingo(patient, i)));
  const rules: boolean[] = [];
  for (const patient of joined) for (const i of trials.keys()) rules.push(await jsonRules(patient, i));
  requireEqual('mingo', ours(), theirs);
  requireEqual('json-rules-engine', ours(), rules);
  requireEqual('sliced', ours(), sliced(new CohortBlock(index, prepared), trials));

  // Patients again and again: how many of them there are changes the rate, whether they differ does not.
  const hospital = new CohortBlock(index, Array.from({ length: HOSPITAL }, (_, i) => prepared[i % prepared.length] as PatientContext)); // prettier-ignore
  const rounds = await inTurns(
    {
      single: () => void ours(),
      sliced: () => void excludedPlanes(new CohortBlock(index, prepared), trials),
      fromProfiles: () => void excludedPlanes(new CohortBlock(index, contexts()), trials),
      onPlanes: () => void excludedPlanes(hospital, trials),
      mingo: () => joined.forEach((patient) => trials.forEach((_, i) => mingo(patient, i))),
      jsonRules: async () => {
        for (const patient of joined) for (const i of trials.keys()) await jsonRules(patient, i);
      },
    },
    seconds,
  );
  const rate = (name: keyof typeof rounds): number =>
    Math.round(rounds[name] * trials.length * (name === 'onPlanes' ? HOSPITAL : joined.length));
  const times = (name: keyof typeof rounds, peer: keyof typeof rounds): number =>
    Math.round((10 * rate(name)) / rate(peer)) / 10;
  return {
    what: 'closed-world verdicts, one core, equal sets on all pairs. Made before the rounds: for the peers one joined document per patient; for ours the facts of each patient by kind, gene and analyte. In each round the peers test every query on every patient. Ours copies the answers of an empty record and takes those on diagnosis, age, sex, genes and signatures from earlier patients with equal facts, which in these rounds are always there; then it works out all conditions and all trials. "From profiles" makes the facts anew in each round too. "On planes": the suite\'s patients again and again as a hospital of 26,000, whose criteria are answered before the rounds; in each round who is excluded from every trial.',
    trials: trials.length,
    patients: joined.length,
    matchedPairs: theirs.filter(Boolean).length,
    eligoPairsPerSecond: rate('single'),
    eligoSlicedPairsPerSecond: rate('sliced'),
    eligoSlicedFromProfilesPairsPerSecond: rate('fromProfiles'),
    eligoOnPlanesPairsPerSecond: rate('onPlanes'),
    mingoPairsPerSecond: rate('mingo'),
    jsonRulesEnginePairsPerSecond: rate('jsonRules'),
    timesMingo: times('single', 'mingo'),
    onPlanesTimesMingo: times('onPlanes', 'mingo'),
    timesJsonRulesEngine: times('single', 'jsonRules'),
  };
}

const excludedPlanes = (block: CohortBlock, trials: readonly TrialEntry[]) =>
  trials.map((trial) => trial.scopes.map((scope) => excludedPlane(trial, scope, block)));

/** Pairs that no scope's criteria let through are no matches. */
function sliced(block: CohortBlock, trials: readonly TrialEntry[]): boolean[] {
  const planes = excludedPlanes(block, trials);
  return block.patients.flatMap((_, p) => planes.map((scopes) => scopes.some((plane) => !hasBit(plane, p))));
}

function requireEqual(peer: string, ours: readonly boolean[], theirs: readonly boolean[]): void {
  const differing = ours.filter((match, i) => match !== theirs[i]).length;
  if (ours.length !== theirs.length || differing > 0) throw new Error(`${differing} verdicts differ from ${peer}`);
}
