import { point, withinRange, type Interval } from '../../logic/interval.js';
import type { PerformanceFact } from '../../patient/profile.js';
import type { KindCompiler } from '../kind-compiler.js';
import { newestOf, reconcile } from '../newest.js';
import type { PatientContext } from '../patient-context.js';
import { freshness, inDays, validDays } from '../staleness.js';
import { decided, unknown, type Verdict } from '../verdict.js';

type Scale = PerformanceFact['scale'];

/**
 * ECOG grades that a Karnofsky score can mean. The published tables disagree on 90, 70, 50 and 30 (Oken 1982 groups
 * 90-100, 70-80, ...; others group 100, 80-90, ...), so those stand for both grades.
 */
const ecogOfKarnofsky: Record<number, [number, number]> = {
  100: [0, 0],
  90: [0, 1],
  80: [1, 1],
  70: [1, 2],
  60: [2, 2],
  50: [2, 3],
  40: [3, 3],
  30: [3, 4],
  20: [4, 4],
  10: [4, 4],
  0: [5, 5],
};

const karnofskyOfEcog: Record<number, [number, number]> = {
  0: [90, 100],
  1: [70, 90],
  2: [50, 70],
  3: [30, 50],
  4: [10, 30],
  5: [0, 0],
};

/** The fact's score on the scale asked for, or undefined where the two scales have no accepted conversion. */
function onScale(fact: PerformanceFact, scale: Scale): Interval | undefined {
  if (fact.scale === scale) return point(fact.value);
  const table =
    scale === 'ecog' && fact.scale === 'karnofsky'
      ? ecogOfKarnofsky
      : scale === 'karnofsky' && fact.scale === 'ecog'
        ? karnofskyOfEcog
        : undefined;
  const ends = table?.[fact.value];
  return ends && { low: ends[0], high: ends[1] };
}

const WINDOW = inDays(validDays.performance);

interface Scores {
  /** All of them are too old to count. */
  stale: boolean;
  newest: readonly PerformanceFact[];
}

/** The newest scores that still count, else the newest there are. */
const scoresOf = (patient: PatientContext): Scores =>
  patient.memo('performance scores', () => {
    const facts = patient.facts('performance');
    const fresh = facts.filter((fact) => freshness(fact, patient, WINDOW) !== 'stale');
    return { stale: fresh.length === 0, newest: newestOf(fresh.length === 0 ? facts : fresh) };
  });

/** Equal for records that answer all leaves of the kind alike; undefined for one that says nothing. */
export function performanceStanding(patient: PatientContext): string | undefined {
  const { stale, newest } = scoresOf(patient);
  if (newest.length === 0) return undefined;
  return stale ? 'stale' : newest.map(({ scale, value }) => `${scale} ${value}`).join('|');
}

export const performance: KindCompiler<'performance'> = ({ scale, min, max }) => {
  const judge = (fact: PerformanceFact): Verdict => {
    const score = onScale(fact, scale);
    if (!score) return unknown('incomparable', [fact], { recoverable: true });
    const truth = withinRange(score, { ...(min && { min }), ...(max && { max }) });
    if (truth === 'unknown') return unknown('borderline', [fact], { recoverable: true });
    const note = fact.scale === scale ? undefined : `converted from ${fact.scale}`;
    return decided(truth === 'true', [fact], {
      recoverable: true,
      ...(note !== undefined && { support: [{ fact, note }] }),
    });
  };
  return (patient) => {
    const { stale, newest } = scoresOf(patient);
    if (newest.length === 0) return unknown('missing', [], { recoverable: true });
    if (stale) return unknown('stale', newest, { recoverable: true });
    const sameScale = newest.filter((fact) => fact.scale === scale);
    return reconcile((sameScale.length > 0 ? sameScale : newest).map(judge));
  };
};
