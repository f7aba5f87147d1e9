import type { Range, ScaleParameters } from '../../criteria/model.js';
import { point, withinRange, type Interval } from '../../logic/interval.js';
import type { Truth } from '../../logic/truth.js';
import type { ScaleFact } from '../../patient/profile.js';
import { albiGrade } from '../albi.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeNewest } from '../newest.js';
import type { PatientContext } from '../patient-context.js';
import { decided, supports, unknown, type Verdict } from '../verdict.js';

const fold = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const roman: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5 };

/** A class as a number: `III` and `Class 3` are 3, `B` of Child-Pugh is 2. */
function rankOf(value: number | string): number | undefined {
  if (typeof value === 'number') return value;
  const word = value
    .toLowerCase()
    .replace(/^(?:class|grade|group|score|stage)\s/, '')
    .trim();
  const number = Number(word);
  if (word !== '' && Number.isFinite(number)) return number;
  return roman[word] ?? (/^[a-e]$/.test(word) ? word.charCodeAt(0) - 96 : undefined);
}

const gleasonOfGroup: Record<number, [number, number]> = { 1: [2, 6], 2: [7, 7], 3: [7, 7], 4: [8, 8], 5: [9, 10] };

/** ISUP grade groups of a Gleason sum (ISUP 2014): 7 is group 2 (3+4) or 3 (4+3). */
function groupOfGleason(sum: number): [number, number] | undefined {
  if (sum <= 6) return [1, 1];
  if (sum === 7) return [2, 3];
  return sum === 8 ? [4, 4] : sum <= 10 ? [5, 5] : undefined;
}

/** Points of Child-Pugh (5 to 15) that a class stands for. */
const childPughPoints: Record<string, [number, number]> = { a: [5, 6], b: [7, 9], c: [10, 15] };

/** The value on the scale asked for, from the same scale or one that it can be read from. */
function intervalOn(fact: ScaleFact, asked: string): Interval | undefined {
  const own = fold(fact.name);
  const rank = rankOf(fact.value);
  if (own === asked) {
    if (own === 'childpugh' && typeof fact.value === 'string') {
      const points = childPughPoints[fact.value.trim().toLowerCase().slice(0, 1)];
      const exact = /\d+/.exec(fact.value)?.[0];
      return exact !== undefined ? point(Number(exact)) : points && { low: points[0], high: points[1] };
    }
    return rank === undefined ? undefined : point(rank);
  }
  const ends = rank === undefined ? undefined : asked === 'isup' ? groupOfGleason(rank) : gleasonOfGroup[rank];
  return ends && { low: ends[0], high: ends[1] };
}

const related: Record<string, string> = { isup: 'gleason', gleason: 'isup' };

const childPughClass = (points: number): string => (points <= 6 ? 'a' : points <= 9 ? 'b' : 'c');

function isListed(fact: ScaleFact, scale: string, asked: readonly string[]): Truth {
  const own = scale === 'childpugh' && typeof fact.value === 'number' ? childPughClass(fact.value) : fact.value;
  const word = fold(String(own));
  const rank = rankOf(own);
  const hit = asked.some((one) => {
    const wanted = fold(one);
    if (wanted === word) return true;
    const askedRank = rankOf(one);
    return rank !== undefined && askedRank === rank;
  });
  if (hit) return 'true';
  // "Child-Pugh A" does not say whether it is A5 or A6.
  return asked.some((one) => fold(one).startsWith(word) && word !== '') ? 'unknown' : asked.some((one) => word.startsWith(fold(one)) && /^[a-c]\d/.test(word)) ? 'true' : 'false'; // prettier-ignore
}

function judge(fact: ScaleFact, p: ScaleParameters, scale: string, range: Range): Verdict {
  if (p.anyOf) {
    if (fold(fact.name) !== scale) return unknown('incomparable', [fact], { recoverable: true });
    const truth = isListed(fact, scale, p.anyOf);
    return truth === 'unknown'
      ? unknown('ambiguousMapping', [fact], { recoverable: true })
      : decided(truth === 'true', [fact], { recoverable: true });
  }
  const interval = intervalOn(fact, scale);
  if (!interval) return unknown('incomparable', [fact], { recoverable: true });
  const truth = withinRange(interval, range);
  return truth === 'unknown'
    ? unknown('ambiguousMapping', [fact], { recoverable: true })
    : decided(truth === 'true', [fact], { recoverable: true });
}

/** Whether a scale can follow from laboratory values. */
export const isDerivedScale = (name: string): boolean => fold(name) === 'albi';

/** Scores that follow from laboratory values where nobody recorded them. */
function derived(patient: PatientContext, p: ScaleParameters, scale: string): Verdict | undefined {
  if (!isDerivedScale(scale)) return undefined;
  const grade = albiGrade(patient);
  if (!grade) return undefined;
  const hit = p.anyOf ? p.anyOf.some((one) => rankOf(one) === grade.grade) : undefined;
  const truth = hit === undefined ? withinRange(point(grade.grade), { ...(p.min && { min: p.min }), ...(p.max && { max: p.max }) }) : hit ? 'true' : 'false'; // prettier-ignore
  return {
    truth,
    support: supports(grade.facts, `ALBI grade ${grade.grade} from albumin and bilirubin`),
    recoverable: true,
  };
}

export const scale: KindCompiler<'scale'> = (p) => {
  const name = fold(p.name);
  const range = { ...(p.min && { min: p.min }), ...(p.max && { max: p.max }) };
  return (patient) => {
    const facts = patient.facts('scale');
    const same = facts.filter((fact) => fold(fact.name) === name);
    const other = related[name];
    const pool = same.length > 0 || p.anyOf ? same : facts.filter((fact) => other !== undefined && fold(fact.name) === other); // prettier-ignore
    if (pool.length > 0) return judgeNewest(pool, (fact) => judge(fact, p, name, range));
    return derived(patient, p, name) ?? unknown('missing', [], { recoverable: true });
  };
};
