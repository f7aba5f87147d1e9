import type { Duration, Range } from '../criteria/model.js';
import { addDuration } from '../logic/duration.js';
import { withinRange } from '../logic/interval.js';
import type { Truth } from '../logic/truth.js';
import { isSystemic, type Treatment } from './treatments.js';

/** How many lines a set of treatments makes: at least `low`, at most `high`. */
export interface LineCount {
  low: number;
  high: number;
}

/** Drugs begun within this many days of each other belong to one regimen. */
const SAME_REGIMEN_DAYS = 30;

const perioperative = new Set(['adjuvant', 'neoadjuvant', 'perioperative']);

const isPerioperative = ({ setting, intent }: Treatment): boolean =>
  perioperative.has(setting ?? '') || perioperative.has(intent ?? '');

/**
 * Whether a treatment counts as a line. Perioperative treatment may or may not (protocols differ); where the text says
 * "if the next line began within N months", the dates decide.
 */
export function countsAsLine(treatment: Treatment, all: readonly Treatment[], nextWithin: Duration | undefined): Truth {
  if (!isPerioperative(treatment)) return 'true';
  if (!nextWithin || !treatment.lastGiven) return 'unknown';
  const later = all.filter((other) => other !== treatment && !isPerioperative(other) && isSystemic(other) === 'true');
  if (later.length === 0) return 'unknown';
  if (later.some((other) => !other.start)) return 'unknown';
  const next = Math.min(...later.flatMap(({ start }) => start?.from ?? []));
  const { from } = addDuration(treatment.lastGiven.from, nextWithin);
  const { to } = addDuration(treatment.lastGiven.to, nextWithin);
  return next < from ? 'true' : next >= to ? 'false' : 'unknown';
}

const continues = (treatment: Treatment): boolean => /maintenance|consolidation/i.test(treatment.intent ?? '');

/** Courses that may each be a line of their own: those begun together, or undated with the same drugs, are one. */
function separateCourses(treatments: readonly Treatment[]): number {
  const starts = treatments.flatMap(({ start }) => (start ? start.from : [])).sort((a, b) => a - b);
  const dated = starts.filter((day, i) => i === 0 || day - (starts[i - 1] ?? day) > SAME_REGIMEN_DAYS).length;
  const undated = new Set(treatments.filter(({ start }) => !start).map(({ agents }) => [...agents].sort().join('+')));
  return dated + undated.size;
}

/**
 * Lines as the record numbers them; courses without a number may be lines of their own or belong to a numbered one.
 * Maintenance and consolidation continue a line.
 */
export function countLines(treatments: readonly Treatment[]): LineCount {
  if (treatments.length === 0) return { low: 0, high: 0 };
  const numbers = new Set(treatments.flatMap(({ line }) => line ?? []));
  const unnumbered = treatments.filter((treatment) => treatment.line === undefined && !continues(treatment));
  return { low: Math.max(numbers.size, 1), high: Math.max(numbers.size + separateCourses(unnumbered), 1) };
}

export interface Counted {
  truth: Truth;
  /** The answer rests on the list being complete. */
  presumed: boolean;
}

/** A count against a range. That there are no more than those listed is known only of a complete list. */
export function countWithin(count: LineCount, range: Range, complete: boolean): Counted {
  const onRecord = withinRange({ low: count.low, high: Infinity }, range);
  if (onRecord !== 'unknown' || !complete) return { truth: onRecord, presumed: false };
  const truth = withinRange(count, range);
  return { truth, presumed: truth !== 'unknown' };
}
