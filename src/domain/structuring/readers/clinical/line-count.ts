import type { Range } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';

export interface Count {
  range: Range;
  from: number;
  to: number;
}

const numberAt = (line: ClinicalLine, index: number): number | undefined => {
  const item = line.items[index];
  const value = item?.number ?? (item?.tags['number'] === undefined ? undefined : Number(item.tags['number']));
  return value !== undefined && value <= 20 && Number.isInteger(value) ? value : undefined;
};

/** Signs and words of a bound that stand before its number. */
function boundAt(line: ClinicalLine, index: number): 'min' | 'above' | 'max' | 'below' | undefined {
  const bound = line.tag(index, 'bound');
  if (bound !== undefined) return bound as 'min';
  if (line.sign(index, '≥')) return 'min';
  if (line.sign(index, '≤')) return 'max';
  if (line.sign(index, '>')) return 'above';
  if (line.sign(index, '<')) return 'below';
  return undefined;
}

/** "at least 2", "1-3", "two or more", "no more than three (3)", "1 or 2" that starts at `index`. */
export function countAt(line: ClinicalLine, index: number): Count | undefined {
  const bound = boundAt(line, index);
  let i = bound === undefined ? index : index + 1;
  const first = numberAt(line, i);
  if (first === undefined) return undefined;
  i += 1;
  if (line.sign(i, '(') && numberAt(line, i + 1) !== undefined && line.sign(i + 2, ')')) i += 3;
  const range: Range = {};
  if (bound === 'min' || bound === 'above') range.min = { value: first, inclusive: bound === 'min' };
  else if (bound !== undefined) range.max = { value: first, inclusive: bound === 'max' };
  const tail = line.tag(i, 'boundTail');
  if (bound === undefined && tail !== undefined) {
    if (tail === 'min') range.min = { value: first, inclusive: true };
    else range.max = { value: first, inclusive: true };
    return { range, from: index, to: i + 1 };
  }
  const joins = line.sign(i, '-') || ['to', 'or', 'and'].includes(line.items[i]?.text ?? '');
  if (joins) {
    const innerBound = boundAt(line, i + 1);
    const j = innerBound === undefined ? i + 1 : i + 2;
    const second = numberAt(line, j);
    if (second !== undefined) {
      if (bound === undefined) range.min = { value: first, inclusive: true };
      range.max = { value: second, inclusive: innerBound !== 'below' };
      return { range, from: index, to: j + 1 };
    }
  }
  if (bound === undefined) range.min = range.max = { value: first, inclusive: true };
  return { range, from: index, to: i };
}
