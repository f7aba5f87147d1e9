import type { ExpressionParameters } from '../criteria/model.js';
import type { Truth } from '../logic/truth.js';
import type { ExpressionFact } from '../patient/profile.js';
import { ownValue } from '../logic/own-value.js';

type Asked = NonNullable<ExpressionParameters['is']>;
type Level = ExpressionFact['is'] | 'zero';

const isIhcScore = (fact: ExpressionFact): boolean => fact.score?.type.toLowerCase() === 'ihc';
const isHybridization = (fact: ExpressionFact): boolean => /ish/i.test(fact.assay ?? '');

/**
 * HER2 by the ASCO/CAP guideline (2018, low and ultralow 2023): IHC 3+ is positive, 2+ is settled by in-situ
 * hybridization, 1+ (and 2+ without amplification) is "low", 0 is negative, with or without faint staining.
 */
function her2Level(fact: ExpressionFact, facts: readonly ExpressionFact[]): Level {
  const score = isIhcScore(fact) ? fact.score?.value : undefined;
  const equivocal = fact.is === 'equivocal' || (score === 2 && (fact.is === undefined || fact.is === 'negative'));
  if (equivocal) {
    const hybridized = facts.find((other) => other !== fact && isHybridization(other) && other.is !== undefined);
    if (hybridized?.is === 'positive') return 'positive';
    if (hybridized?.is === 'negative' || fact.is === 'negative') return score === 2 ? 'low' : 'negative';
    return 'equivocal';
  }
  if (fact.is === 'low' || fact.is === 'ultralow' || fact.is === 'positive' || fact.is === 'high') return fact.is;
  if (score !== undefined && fact.score?.comparator === undefined) {
    if (score >= 3) return 'positive';
    if (score === 1) return 'low';
    return score === 0 ? 'zero' : 'equivocal';
  }
  return fact.is;
}

/** Estrogen and progesterone receptor: positive from 1 % of nuclei (ASCO/CAP 2020). PD-L1: from a score of 1. */
const positiveFrom: Record<string, readonly { types: readonly string[]; value: number }[]> = {
  ESR1: [{ types: ['percent'], value: 1 }],
  PGR: [{ types: ['percent'], value: 1 }],
  CD274: [{ types: ['tps', 'cps', 'tc', 'ic'], value: 1 }],
};

function plainLevel(fact: ExpressionFact): Level {
  if (fact.is !== undefined) return fact.is === 'low' && (fact.marker === 'ESR1' || fact.marker === 'PGR') ? 'positive' : fact.is; // prettier-ignore
  const { score } = fact;
  if (!score) return undefined;
  const rule = ownValue(positiveFrom, fact.marker)?.find(({ types }) => types.includes(score.type.toLowerCase()));
  if (!rule || score.comparator === '>' || score.comparator === '>=') return rule && score.value >= rule.value ? 'positive' : undefined; // prettier-ignore
  if (score.comparator !== undefined) return score.value <= rule.value ? 'negative' : undefined;
  return score.value >= rule.value ? 'positive' : 'negative';
}

const answersFor: Record<Asked, { yes: readonly Level[]; no: readonly Level[] }> = {
  positive: { yes: ['positive', 'high'], no: ['negative', 'zero', 'ultralow', 'low'] },
  // HER2-low and -ultralow tumours are HER2-negative ones.
  negative: { yes: ['negative', 'zero', 'ultralow', 'low', 'lost'], no: ['positive', 'high'] },
  low: { yes: ['low'], no: ['positive', 'high', 'zero', 'ultralow'] },
  ultralow: { yes: ['ultralow'], no: ['positive', 'high', 'low'] },
  high: { yes: ['high'], no: ['negative', 'zero', 'ultralow', 'low'] },
  lost: { yes: ['negative', 'zero', 'lost'], no: ['positive', 'high', 'low'] },
  wildTypePattern: { yes: ['wildTypePattern'], no: ['lost'] },
};

/** A marker's status against the one asked for; `facts` are all results of the marker, for those that settle each other. */
export function markerStatus(fact: ExpressionFact, asked: Asked, facts: readonly ExpressionFact[]): Truth {
  const level = fact.marker === 'ERBB2' ? her2Level(fact, facts) : plainLevel(fact);
  const { yes, no } = answersFor[asked];
  if (yes.includes(level)) return 'true';
  return no.includes(level) &&
    !(asked !== 'negative' && level === 'low' && asked === 'positive' && fact.marker !== 'ERBB2')
    ? 'false'
    : 'unknown';
}
