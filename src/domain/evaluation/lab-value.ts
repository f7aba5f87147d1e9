import type { Duration, Range } from '../criteria/model.js';
import { censored, scaled, withinRange, type Interval } from '../logic/interval.js';
import type { LabFact } from '../patient/profile.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import { newestOf, reconcile } from './newest.js';
import type { PatientContext } from './patient-context.js';
import { freshness, inDays, validDays } from './staleness.js';
import { decided, unknown, type Support, type Verdict } from './verdict.js';

/** Labs of one analyte, newest first. */
export const labsOf = (patient: PatientContext, analyte: string): readonly LabFact[] =>
  patient
    .memo('labs by analyte', () => {
      const map = new Map<string, LabFact[]>();
      for (const fact of patient.facts('lab')) {
        const list = map.get(fact.analyte);
        if (list) list.push(fact);
        else map.set(fact.analyte, [fact]);
      }
      return map;
    })
    .get(analyte) ?? [];

export interface Comparable {
  interval: Interval;
  note?: string;
}

const normalized = (unit: string, vocabulary: Vocabulary): string => vocabulary.units.normalize(unit) ?? unit;

function converted(
  value: number,
  from: string,
  to: string,
  analyte: string,
  vocabulary: Vocabulary,
): number | undefined {
  const source = normalized(from, vocabulary);
  const target = normalized(to, vocabulary);
  return source === target ? value : vocabulary.units.convert(value, source, target, analyte);
}

/** A value outside what the analyte can be in a living patient is a unit or decimal error, not a result. */
function isImpossible(fact: LabFact, vocabulary: Vocabulary): boolean {
  const analyte = vocabulary.analytes.get(fact.analyte);
  if (!analyte?.plausible) return false;
  const canonical = converted(fact.value, fact.unit, analyte.unit, fact.analyte, vocabulary);
  const [low, high] = analyte.plausible;
  return canonical !== undefined && (canonical < low || canonical > high);
}

/** Value over a limit of the reference range: the reported one, else the vocabulary's default, which is then named. */
function relative(fact: LabFact, limit: 'low' | 'high', vocabulary: Vocabulary): Comparable | undefined {
  const value = censored(fact.value, fact.comparator);
  const reported = fact[limit];
  if (reported !== undefined && reported > 0) return { interval: scaled(value, 1 / reported) };
  const analyte = vocabulary.analytes.get(fact.analyte);
  const fallback = analyte?.reference?.[limit];
  if (!analyte || fallback === undefined || fallback <= 0) return undefined;
  const factor = converted(1, fact.unit, analyte.unit, fact.analyte, vocabulary);
  if (factor === undefined) return undefined;
  const name = limit === 'high' ? 'upper' : 'lower';
  return {
    interval: scaled(value, factor / fallback),
    note: `no reference range reported; default ${name} limit ${fallback} ${analyte.unit} (${analyte.reference?.source ?? 'vocabulary'})`,
  };
}

const DIMENSIONLESS: ReadonlySet<string> = new Set(['1', '{INR}', '{ratio}', '{score}']);

/** The fact in the unit of the criterion, or undefined where the two cannot be compared. */
export function comparable(fact: LabFact, unit: string | undefined, vocabulary: Vocabulary): Comparable | undefined {
  if (isImpossible(fact, vocabulary)) return undefined;
  switch (unit) {
    case '{ULN}':
      return relative(fact, 'high', vocabulary);
    case '{LLN}':
      return relative(fact, 'low', vocabulary);
    case '{baseline}':
      return undefined;
    case undefined:
      // A bare "1500" may be per microlitre or per litre: only a pure number can be compared without its unit.
      return DIMENSIONLESS.has(vocabulary.analytes.get(fact.analyte)?.unit ?? fact.unit)
        ? { interval: censored(fact.value, fact.comparator) }
        : undefined;
    default: {
      const value = converted(fact.value, fact.unit, unit, fact.analyte, vocabulary);
      return value === undefined ? undefined : { interval: censored(value, fact.comparator) };
    }
  }
}

/** Judges one result against a range. A censored result ("<5") that the bound cuts through is incomparable. */
export const judgeLab = (fact: LabFact, range: Range, unit: string | undefined, vocabulary: Vocabulary): Verdict =>
  judgeComparable(fact, comparable(fact, unit, vocabulary), range);

/** The same for a result that was made comparable before. */
export function judgeComparable(fact: LabFact, value: Comparable | undefined, range: Range): Verdict {
  if (!value) return unknown('incomparable', [fact], { recoverable: true });
  const truth = withinRange(value.interval, range);
  if (truth === 'unknown') return unknown('incomparable', [fact], { recoverable: true });
  const support: Support[] = [value.note === undefined ? { fact } : { fact, note: value.note }];
  return decided(truth === 'true', [fact], { recoverable: true, support });
}

/** How long a result of an analyte counts where the criterion sets no window. */
export const labWindow = (analyte: string, within: Duration | undefined, vocabulary: Vocabulary): Duration =>
  within ?? inDays(vocabulary.analytes.get(analyte)?.maxAgeDays ?? validDays.lab);

export type CurrentLabs = { facts: readonly LabFact[] } | { verdict: Verdict };

/** The newest results that still count, or the verdict that there are none. */
export function currentLabs(
  patient: PatientContext,
  facts: readonly LabFact[],
  window: Duration,
  mustBeDated: boolean,
): CurrentLabs {
  if (facts.length === 0) return { verdict: unknown('missing', [], { recoverable: true }) };
  const current = facts.filter((fact) => {
    const age = freshness(fact, patient, window);
    return age === 'fresh' || (age === 'undated' && !mustBeDated);
  });
  if (current.length > 0) return { facts: newestOf(current) };
  const dated = facts.some((fact) => freshness(fact, patient, window) === 'stale');
  return { verdict: unknown(dated ? 'stale' : 'missing', newestOf(facts), { recoverable: true }) };
}

export function judgeLabs(
  patient: PatientContext,
  facts: readonly LabFact[],
  window: Duration,
  mustBeDated: boolean,
  judge: (fact: LabFact) => Verdict,
): Verdict {
  const current = currentLabs(patient, facts, window, mustBeDated);
  return 'verdict' in current ? current.verdict : reconcile(current.facts.map(judge));
}
