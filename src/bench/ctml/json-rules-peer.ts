import type { Engine, TopLevelCondition } from 'json-rules-engine';
import type { CtmlTrial } from '../../domain/criteria/exchange/ctml/grammar.js';
import type { JoinedPatient } from './joined-patient.js';
import { trialQuery, type MongoQuery, type QueryContext } from './mongo-query.js';

type Tester = (patient: JoinedPatient) => boolean;

/**
 * The same criteria as rules of json-rules-engine: the boolean tree as its `all`, `any` and `not`, each leaf as a custom
 * operator over the joined patient, since the engine has none for lists of documents. One engine per trial.
 */
export async function jsonRulesPeer(
  trials: readonly CtmlTrial[],
  context: QueryContext,
): Promise<(patient: JoinedPatient, trial: number) => Promise<boolean>> {
  const [{ Engine }, { Query }] = await Promise.all([import('json-rules-engine'), import('mingo')]);
  const engines = trials.map((trial): Engine => {
    const engine = new Engine();
    const leaves: Tester[] = [];
    engine.addOperator<JoinedPatient, number>('meets', (patient, leaf) => leaves[leaf]?.(patient) ?? false);
    const conditions = conditionOf(trialQuery(trial, context), (query) => {
      const compiled = new Query(query);
      return leaves.push((patient) => compiled.test(patient)) - 1;
    });
    engine.addRule({ conditions: { all: [conditions] } as TopLevelCondition, event: { type: 'match' } });
    return engine;
  });
  return async (patient, trial) => {
    const result = await engines[trial]?.run({ patient });
    return (result?.events.length ?? 0) > 0;
  };
}

function conditionOf(query: MongoQuery, leaf: (query: MongoQuery) => number): object {
  const [only] = Object.entries(query);
  if (only && Object.keys(query).length === 1) {
    const [operator, members] = only;
    if (operator === '$and' || operator === '$or')
      return {
        [operator === '$and' ? 'all' : 'any']: (members as MongoQuery[]).map((member) => conditionOf(member, leaf)),
      };
    if (operator === '$nor') return { not: conditionOf((members as MongoQuery[])[0] ?? {}, leaf) };
  }
  return { fact: 'patient', operator: 'meets', value: leaf(query) };
}
