import type { Mention, TnmSelection } from '../vocabulary.js';
import { basisOf, type TnmAxis } from './tnm.js';

// One category with what may be joined to it: prefix, axis, a list or range of values.
const CLUSTER = /(?<![A-Za-z0-9])(yp|yc|y|c|p|r)?([TNM])(?=is|x|a\b|[0-4])/g;
const VALUE = /(is|x|a(?![a-z])|[0-4])(mi|[a-d]{0,4})?([1-3](?![0-9]))?(\((?:i|mol|sn)[+-]?\))?/iy;
const JOIN = /\s*(?:-|–|—|\bto\b|\/|,|\bor\b|\band\b|&)\s*(?:(?:yp|yc|y|c|p|r)?([TNM]))?(?=is|x|a\b|[0-4])/iy;
const NEXT_AXIS =
  /[\s,/]*(?:(?:yp|yc|y|c|p|r)?(?=[TNM](?:is|x|a\b|[0-4]))|(?:any|N any|and|or)\s+(?=(?:yp|yc|y|c|p|r)?[TNM](?:is|x|a\b|[0-4])))/y;
const RANGE = /-|–|—|\bto\b/i;
const CONTEXT =
  /\b(?:stages?|staged|tnm|ajcc|uicc|category|clinical|clinically|pathologic|pathological|pathologically|tumou?rs?|disease|classification|cancer|carcinoma|any)\b/i;
const CONTEXT_AFTER =
  /^(?:disease|tumou?rs?|category|lesions?|cancer|stage|carcinoma|bladder|prostate|rectal|breast|nodal|node)\b/i;
// T1 of a magnet, T3 of the thyroid, T4 of the spine.
const OTHER_AFTER = [
  'weighted',
  'post',
  'pre',
  'mri',
  'cell',
  'lymphocyte',
  'helper',
  'thyro',
  'vertebra',
  'level',
  'signal',
];
const OTHER_BEFORE = [
  'tsh',
  'free',
  'thyroid',
  'thyroxine',
  'ft',
  'vertebra',
  'vertebrae',
  'vertebral',
  'spine',
  'mri',
  'tesla',
];

interface AxisRead {
  axis: TnmAxis;
  values: string[];
  end: number;
}

/** Finds TNM categories in running text, lists and ranges spelled out: `cT1-T3abN0` is T1, T2, T3a, T3b and N0. */
export function findTnm(text: string): Mention<TnmSelection>[] {
  const found: Mention<TnmSelection>[] = [];
  let from = 0;
  for (const match of text.matchAll(CLUSTER)) {
    if (match.index < from) continue;
    const mention = clusterAt(text, match.index, match[1] ?? '', match[2] ?? '');
    if (!mention) continue;
    found.push(mention);
    from = mention.end;
  }
  return found;
}

function clusterAt(text: string, start: number, prefix: string, axis: string): Mention<TnmSelection> | undefined {
  const reads: AxisRead[] = [];
  let at = start + prefix.length;
  for (let letter = axis; ;) {
    const read = axisAt(text, at, letter);
    if (!read || reads.some((other) => other.axis === read.axis)) break;
    reads.push(read);
    NEXT_AXIS.lastIndex = read.end;
    const next = NEXT_AXIS.exec(text);
    if (!next) break;
    at = NEXT_AXIS.lastIndex;
    letter = text[at] ?? '';
  }
  const end = reads.at(-1)?.end;
  if (end === undefined) return undefined;
  const before = text.slice(Math.max(0, start - 40), start);
  const after = text.slice(end, end + 40);
  if (isOther(before, after)) return undefined;
  const whole = text.trim() === text.slice(start, end);
  // A sub-category (T1c, N0(i+), N1mi) is written nowhere else; a bare T3 is also a hormone, a vertebra, a signal.
  const fine = reads.some((read) => read.values.some((value) => /^[TNM].*[a-z(]/.test(value)));
  const sure =
    whole || fine || prefix !== '' || reads.length > 1 || CONTEXT.test(before) || CONTEXT_AFTER.test(wordsOf(after));
  if (!sure) return undefined;
  const basis = basisOf(prefix);
  const value: TnmSelection = basis ? { basis } : {};
  for (const read of reads) value[read.axis] = read.values;
  return { start, end, value };
}

/** What follows, without blanks, brackets and commas before it. */
function wordsOf(after: string): string {
  let at = 0;
  while (' ,)-'.includes(after[at] ?? '.')) at += 1;
  return after.slice(at);
}

function isOther(before: string, after: string): boolean {
  const next = wordsOf(after).toLowerCase();
  if (OTHER_AFTER.some((word) => next.startsWith(word)) || next.includes('tsh')) return true;
  const last = before
    .toLowerCase()
    .split(/[\s,/()]+/)
    .filter((word) => word !== '')
    .at(-1);
  return last !== undefined && OTHER_BEFORE.includes(last);
}

function axisAt(text: string, at: number, letter: string): AxisRead | undefined {
  const axis = letter.toUpperCase();
  if (!'TNM'.includes(axis) || axis === '') return undefined;
  const first = valueAt(text, at + 1);
  if (!first) return undefined;
  const values = new Set(first.values);
  let last = first;
  for (;;) {
    JOIN.lastIndex = last.end;
    const joint = JOIN.exec(text);
    if (!joint || (joint[1] !== undefined && joint[1].toUpperCase() !== axis)) break;
    const next = valueAt(text, JOIN.lastIndex);
    if (!next) break;
    if (RANGE.test(joint[0]))
      for (const value of between(last.values.at(-1) ?? '', next.values[0] ?? '')) values.add(value);
    for (const value of next.values) values.add(value);
    last = next;
  }
  return { axis: axis.toLowerCase() as TnmAxis, values: [...values].map((value) => `${axis}${value}`), end: last.end };
}

function valueAt(text: string, at: number): { values: string[]; end: number } | undefined {
  VALUE.lastIndex = at;
  const match = VALUE.exec(text);
  if (!match) return undefined;
  const [, main = '', letters = '', digit = '', suffix = ''] = match;
  const head = /^x$/i.test(main) ? 'X' : main.toLowerCase();
  const subs = /^mi$/i.test(letters) ? [letters] : [...letters];
  const values =
    subs.length === 0
      ? [`${head}${digit}${suffix}`]
      : subs.map((sub) => `${head}${sub.toLowerCase()}${digit}${suffix}`);
  return { values, end: VALUE.lastIndex };
}

/** The whole categories strictly between two: 1 and 3a give 2; 2 and 4 give 3. A range from 1b starts with the rest of 1. */
function between(from: string, to: string): string[] {
  const low = /^(\d)([a-d])?$/.exec(from);
  const high = /^(\d)([a-d])?/.exec(to);
  if (!low || !high) return [];
  const found: string[] = [];
  const lowest = Number(low[1]);
  const highest = Number(high[1]);
  const first = low[2]?.charCodeAt(0);
  const final = high[2]?.charCodeAt(0);
  if (first !== undefined && lowest < highest)
    for (let code = first + 1; code <= 'd'.charCodeAt(0); code++)
      found.push(`${String(lowest)}${String.fromCharCode(code)}`);
  for (let value = lowest + 1; value < highest; value++) found.push(String(value));
  if (final !== undefined) {
    const start = lowest === highest && first !== undefined ? first + 1 : 'a'.charCodeAt(0);
    for (let code = start; code < final; code++) found.push(`${String(highest)}${String.fromCharCode(code)}`);
  }
  return found;
}
