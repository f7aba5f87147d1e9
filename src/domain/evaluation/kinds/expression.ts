import type { ExpressionParameters } from '../../criteria/model.js';
import { censored, withinRange } from '../../logic/interval.js';
import { all, type Truth } from '../../logic/truth.js';
import type { ExpressionFact } from '../../patient/profile.js';
import { geneSymbol } from '../../vocabulary/vocabulary.js';
import type { KindCompiler } from '../kind-compiler.js';
import { markerStatus } from '../marker-status.js';
import { newestOf, reconcile } from '../newest.js';
import type { Reason } from '../outcome.js';
import { decided, unknown, type Verdict } from '../verdict.js';

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function scoreTruth(fact: ExpressionFact, asked: NonNullable<ExpressionParameters['score']>): Truth {
  if (!fact.score || (!same(asked.type, 'any') && !same(fact.score.type, asked.type))) return 'unknown';
  const interval = censored(fact.score.value, fact.score.comparator as '<' | undefined);
  return withinRange(interval, { ...(asked.min && { min: asked.min }), ...(asked.max && { max: asked.max }) });
}

/** The newest result of the marker. HER2 that is equivocal by IHC is settled by in-situ hybridization. */
export const expression: KindCompiler<'expression'> = ({ marker, is, score, assay }, { genes }) => {
  const symbols = new Set([marker, geneSymbol(marker, genes)]);
  const judge = (fact: ExpressionFact, all_: readonly ExpressionFact[]): Verdict => {
    const status = is === undefined ? 'true' : markerStatus(fact, is, all_);
    const scored = score === undefined ? 'true' : scoreTruth(fact, score);
    const truth = all([status, scored]);
    if (truth !== 'unknown') return decided(truth === 'true', [fact]);
    const reason: Reason = scored === 'unknown' ? 'incomparable' : 'ambiguousMapping';
    return unknown(reason, [fact], { recoverable: true });
  };
  return (patient) => {
    const ofMarker = patient.facts('expression').filter((fact) => symbols.has(fact.marker));
    const facts = ofMarker.filter((fact) => assay === undefined || fact.assay === undefined || same(fact.assay, assay));
    if (facts.length === 0) return unknown('notTested', [], { recoverable: true });
    const ofScore = score === undefined ? facts : facts.filter((fact) => fact.score && (same(score.type, 'any') || same(fact.score.type, score.type))); // prettier-ignore
    const pool = ofScore.length > 0 ? ofScore : facts;
    return reconcile(newestOf(pool).map((fact) => judge(fact, facts)));
  };
};
