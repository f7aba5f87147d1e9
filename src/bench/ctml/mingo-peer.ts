import type { CtmlTrial } from '../../domain/criteria/exchange/ctml/grammar.js';
import type { JoinedPatient } from './joined-patient.js';
import { trialQuery, type QueryContext } from './mongo-query.js';

/** Compiled queries of mingo, a plain interpreter of MongoDB's query language in JavaScript. */
export async function mingoPeer(
  trials: readonly CtmlTrial[],
  context: QueryContext,
): Promise<(patient: JoinedPatient, trial: number) => boolean> {
  const { Query } = await import('mingo');
  const queries = trials.map((trial) => new Query(trialQuery(trial, context)));
  return (patient, trial) => queries[trial]?.test(patient) ?? false;
}
