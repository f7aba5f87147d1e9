import type { ConceptRef, Duration, Range, TherapySelection } from './model.js';
import { ownValue } from '../logic/own-value.js';

/** Small phrases that the one-line statements of the kinds are made of. */

export const listed = (items: readonly string[], join = 'or'): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${join} ${items.at(-1)}`;

export const conceptName = (concept: ConceptRef): string =>
  typeof concept === 'string' ? spaced(concept) : (concept.name ?? spaced(concept.code));

export const conceptNames = (concepts: readonly ConceptRef[] | undefined): string =>
  listed((concepts ?? []).map(conceptName));

/** `gilbert-syndrome` and `strongCyp3a4Inhibitor` as words; codes in capitals stay as they are. */
export const spaced = (id: string): string =>
  id === id.toUpperCase()
    ? id
    : id
        .replace(/[-_]/g, ' ')
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .toLowerCase();

const unitWords: Record<string, string> = {
  '{ULN}': 'x the upper limit of normal',
  '{LLN}': 'x the lower limit of normal',
  '{baseline}': 'x the value at the start',
  a: 'years',
  mo: 'months',
  wk: 'weeks',
  d: 'days',
  h: 'hours',
};

export const unitWord = (unit: string | undefined): string =>
  unit === undefined ? '' : ` ${ownValue(unitWords, unit) ?? unit}`;

/** ">= 18 and < 75 years" */
export function rangeSymbols(range: Range, unit?: string): string {
  const { min, max } = range;
  if (min && max && min.value === max.value) return `= ${min.value}${unitWord(unit)}`;
  const parts = [
    min && `${min.inclusive ? '>=' : '>'} ${min.value}`,
    max && `${max.inclusive ? '<=' : '<'} ${max.value}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? 'any value' : `${parts.join(' and ')}${unitWord(unit)}`;
}

/** "at least 18 years", "between 1 and 3", "below 5 mg/dL" */
export function rangeWords(range: Range, unit?: string): string {
  const { min, max } = range;
  const after = unitWord(unit);
  if (min && max) return min.value === max.value ? `${min.value}${after}` : `from ${min.value} to ${max.value}${after}`;
  if (min) return `${min.inclusive ? 'at least' : 'more than'} ${min.value}${after}`;
  if (max) return `${max.inclusive ? 'at most' : 'less than'} ${max.value}${after}`;
  return 'any value';
}

const singular: Record<string, string> = { a: 'year', mo: 'month', wk: 'week', d: 'day', h: 'hour' };

export function durationWords(duration: Duration): string {
  if ('value' in duration)
    return `${duration.value} ${duration.value === 1 ? singular[duration.unit] : unitWords[duration.unit]}`;
  if ('halfLives' in duration) return `${duration.halfLives} half-lives`;
  const [parts, which] =
    'longerOf' in duration ? [duration.longerOf, 'longer'] : [duration.shorterOf, 'shorter'];
  return `${listed(parts.map(durationWords))} (whichever is ${which})`;
}

export const withinWords = (within: Duration | undefined): string =>
  within ? ` within the last ${durationWords(within)}` : '';

export const windowWords = (window: { within?: Duration; before?: Duration }): string =>
  [
    withinWords(window.within),
    window.before ? ` at least ${durationWords(window.before)} ago` : '',
  ].join('');

export function selectionWords(selection: TherapySelection): string {
  const names = [...(selection.agents ?? []), ...(selection.classes ?? []).map(spaced)];
  if (names.length > 0) return listed(names);
  return selection.modality ? spaced(selection.modality) : 'treatment';
}
