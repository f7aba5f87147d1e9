import { findNumbers } from '../grammar/numbers.js';
import type { Expression, Window } from '../../criteria/model.js';
import type { Reading } from '../reader.js';
import { kindOf } from './expressions.js';

/**
 * "Stroke, symptomatic heart failure or bypass surgery within 6 months": a time behind a list of one kind is meant of each member
 * that has none of its own and is not asked for at any time.
 */
export function withSharedTimes(text: string, readings: readonly Reading[]): readonly Reading[] {
  const shared = [...readings];
  for (let i = shared.length - 1; i > 0; i--) {
    const [before, reading] = [shared[i - 1], shared[i]];
    if (!before || !reading || !JOINT.test(text.slice(before.end, reading.start).trim())) continue;
    if (FRAMED.test(text.slice(reading.start, reading.end))) continue;
    if (kindOf(before.expression) !== kindOf(reading.expression)) continue;
    const window = windowOf(reading.expression);
    if (window === undefined || !isOpen(before.expression)) continue;
    shared[i - 1] = { ...before, expression: timed(before.expression, window) };
  }
  return shared;
}

/**
 * "Any of the following within 6 months of registration:": the time of a line is meant of each finding listed under it that has
 * none of its own.
 */
export function withTimeAbove(readings: readonly Reading[], parents: readonly string[]): readonly Reading[] {
  const parent = parents.at(-1) ?? '';
  const above = parent.slice(Math.max(parent.lastIndexOf(';'), parent.lastIndexOf('. ')) + 1);
  if (!above.trimEnd().endsWith(':') || !LISTS.test(above) || EXCUSES.test(above)) return readings;
  const [found, other] = above.matchAll(WITHIN);
  if (other) return readings;
  const [value, unit] = [findNumbers(found?.[1] ?? '')[0]?.value, found?.[2]?.toLowerCase()];
  if (unit === undefined || value === undefined) return readings;
  const within = { value, unit: UNITS[unit as keyof typeof UNITS] };
  return readings.map((reading) =>
    isOpen(reading.expression) ? { ...reading, expression: timed(reading.expression, within) } : reading,
  );
}

const LISTS = /\b(?:following|any of|one of|these|below)\b/iu;
const EXCUSES = /\b(?:except\w*|unless|other than|excluding|allowed|permitted|acceptable|not|no)\b/iu;
const WITHIN =
  /\bwithin (?:the )?(?:last |past |previous |prior )?(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:\(\d{1,3}\) )?(hour|day|week|month|year)s?\b/giu;
const UNITS = { hour: 'h', day: 'd', week: 'wk', month: 'mo', year: 'a' } as const;

const JOINT = /^(?:|,|,? ?(?:and\/or|or))$/iu;
/** Opens a statement of its own. */
const FRAMED = /^(?:any|an?|history|prior|previous|episodes?|recent|known|has|have|had)\b/iu;

/** The one time that all of an expression's leaves share. */
function windowOf(expression: Expression): Window['within'] {
  if ('any' in expression) {
    const windows = expression.any.map(windowOf);
    return windows.every((window) => JSON.stringify(window) === JSON.stringify(windows[0])) ? windows[0] : undefined;
  }
  if ('condition' in expression) return expression.condition.within;
  if ('priorTherapy' in expression) return expression.priorTherapy.within;
  return undefined;
}

/** Findings or treatments without a time, a history or a state of their own. */
function isOpen(expression: Expression): boolean {
  if ('any' in expression) return expression.any.every(isOpen);
  if ('condition' in expression) {
    const { within, before, is, grade, restriction } = expression.condition;
    return [within, before, is, grade, restriction].every((part) => part === undefined);
  }
  if ('priorTherapy' in expression) {
    const { within, before, since, ongoing, planned, lines, result, restriction } = expression.priorTherapy;
    return [within, before, since, ongoing, planned, lines, result, restriction].every((part) => part === undefined);
  }
  return false;
}

function timed(expression: Expression, within: NonNullable<Window['within']>): Expression {
  if ('any' in expression) return { any: expression.any.map((part) => timed(part, within)) };
  if ('condition' in expression) return { condition: { ...expression.condition, within } };
  if ('priorTherapy' in expression) return { priorTherapy: { ...expression.priorTherapy, within } };
  return expression;
}
